//! The identity of objects, as the reference compares and writes it.

use std::fmt;
use std::rc::Rc;

use super::kinds::is_cluster_scoped;

/// The namespace of objects that are in none.
pub(super) const NONE: &str = "_non_namespaceable_";
/// The namespace of objects without one.
pub(super) const DEFAULT: &str = "default";

/// Group, version and kind; in a selector, an empty one is any.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(super) struct Gvk<'a> {
    pub(super) group: &'a str,
    pub(super) version: &'a str,
    pub(super) kind: &'a str,
}

impl<'a> Gvk<'a> {
    pub(super) fn new(api_version: &'a str, kind: &'a str) -> Self {
        let (group, version) = api_version.split_once('/').unwrap_or(("", api_version));
        Self { group, version, kind }
    }

    /// Whether a selector, of which empty parts are any, selects it.
    pub(super) fn is_selected(self, by: Self) -> bool {
        let fits = |own: &str, by: &str| by.is_empty() || own == by;
        fits(self.kind, by.kind) && fits(self.group, by.group) && fits(self.version, by.version)
    }
}

impl fmt::Display for Gvk<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or = |text: &'static str, own: &str| {
            if own.is_empty() { text.into() } else { own.to_owned() }
        };
        let (kind, version, group) =
            (or("[noKind]", self.kind), or("[noVer]", self.version), or("[noGrp]", self.group));
        write!(formatter, "{kind}.{version}.{group}")
    }
}

/// The identity of an object at some point.
#[derive(Clone, Debug)]
pub(super) struct Id {
    pub(super) api_version: Rc<str>,
    pub(super) kind: Rc<str>,
    pub(super) name: Rc<str>,
    pub(super) namespace: Rc<str>,
    /// Whether its kind is known not to be in a namespace.
    pub(super) is_cluster_scoped: bool,
}

/// What is compared of an identity.
pub(super) type IdKey = (Rc<str>, Rc<str>, Rc<str>, Rc<str>);

impl Id {
    pub(super) fn new(api_version: &str, kind: &str, name: &str, namespace: &str) -> Self {
        Self {
            is_cluster_scoped: is_cluster_scoped(api_version, kind),
            api_version: api_version.into(),
            kind: kind.into(),
            name: name.into(),
            namespace: namespace.into(),
        }
    }

    pub(super) fn gvk(&self) -> Gvk<'_> {
        Gvk::new(&self.api_version, &self.kind)
    }

    /// The namespace that objects are compared by.
    pub(super) fn effective_namespace(&self) -> &str {
        match &*self.namespace {
            _ if self.is_cluster_scoped => NONE,
            "" => DEFAULT,
            namespace => namespace,
        }
    }

    pub(super) fn key(&self) -> IdKey {
        let namespace = match self.effective_namespace() {
            own if own == &*self.namespace => Rc::clone(&self.namespace),
            other => other.into(),
        };
        (Rc::clone(&self.api_version), Rc::clone(&self.kind), Rc::clone(&self.name), namespace)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or = |text: &'static str, own: &str| {
            if own.is_empty() { text.into() } else { own.to_owned() }
        };
        let (name, namespace) = (or("[noName]", &self.name), or("[noNs]", &self.namespace));
        write!(formatter, "{}/{name}.{namespace}", self.gvk())
    }
}

//! Objects, with what the reference remembers of their history.

use std::rc::Rc;

use super::fault::Cause;
use super::identity::Id;
use super::value::{Data, Text, Value};
use crate::tree::Lineage;

/// An object while it is customised.
#[derive(Clone, Debug)]
pub(super) struct Object {
    pub(super) root: Rc<Value>,
    /// Earlier names, the oldest first.
    pub(super) previous: Rc<[Previous]>,
    /// The prefixes that were added, the first one first.
    pub(super) prefixes: Rc<[Rc<str>]>,
    /// The suffixes that were added.
    pub(super) suffixes: Rc<[Rc<str>]>,
    /// The variables whose value is in this object.
    pub(super) variables: Rc<[Rc<str>]>,
    pub(super) generated: Option<Generated>,
    /// Where it comes from.
    pub(super) origin: Origin,
}

/// Where an object comes from, by the number of a tree among the sources.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Origin {
    #[default]
    Unknown,
    File(u32),
    ConfigMapGenerator(u32),
    SecretGenerator(u32),
}

/// What a generator asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Generated {
    /// Whether its name gets a suffix that depends on its content.
    pub(super) has_hash: bool,
    pub(super) behavior: Behavior,
}

/// What a generated object does to one that exists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Behavior {
    Create,
    Replace,
    Merge,
}

/// An earlier name of an object.
#[derive(Clone, Debug)]
pub(super) struct Previous {
    pub(super) name: Rc<str>,
    /// The namespace that it was compared by.
    pub(super) namespace: Rc<str>,
    pub(super) kind: Rc<str>,
}

impl Object {
    pub(super) fn new(root: Rc<Value>) -> Self {
        Self {
            root,
            previous: Rc::default(),
            prefixes: Rc::default(),
            suffixes: Rc::default(),
            variables: Rc::default(),
            generated: None,
            origin: Origin::Unknown,
        }
    }

    pub(super) fn api_version(&self) -> &str {
        self.root.get("apiVersion").map_or("", |value| value.text())
    }

    pub(super) fn kind(&self) -> &str {
        self.root.get("kind").map_or("", |value| value.text())
    }

    pub(super) fn name(&self) -> &str {
        self.root.text_at(&["metadata", "name"])
    }

    pub(super) fn namespace(&self) -> &str {
        self.root.text_at(&["metadata", "namespace"])
    }

    /// Its present identity.
    pub(super) fn id(&self) -> Id {
        Id::new(self.api_version(), self.kind(), self.name(), self.namespace())
    }

    /// Its first identity.
    pub(super) fn original(&self) -> Id {
        self.previous_ids().next().unwrap_or_else(|| self.id())
    }

    /// Its earlier identities, the oldest first.
    pub(super) fn previous_ids(&self) -> impl Iterator<Item = Id> + '_ {
        self.previous.iter().map(|previous| Id {
            api_version: self.api_version().into(),
            kind: Rc::clone(&previous.kind),
            name: Rc::clone(&previous.name),
            namespace: Rc::clone(&previous.namespace),
            is_cluster_scoped: false,
        })
    }

    /// Its earlier identities and the present one.
    pub(super) fn ids(&self) -> impl Iterator<Item = Id> + '_ {
        self.previous_ids().chain(std::iter::once(self.id()))
    }

    /// Remembers the present identity.
    pub(super) fn remember(&mut self) {
        let id = self.id();
        let namespace = id.effective_namespace().into();
        let last = Previous { name: id.name, namespace, kind: id.kind };
        self.previous = self.previous.iter().cloned().chain([last]).collect();
    }

    /// Whether the reference keeps annotations about it, so that it has a mapping for them.
    pub(super) fn has_history(&self) -> bool {
        !(self.previous.is_empty() && self.prefixes.is_empty() && self.suffixes.is_empty())
            || self.generated.is_some()
    }

    /// Changes the metadata.
    pub(super) fn edit_metadata(&mut self, edit: impl FnOnce(&mut Value)) {
        let lineage = Lineage::implied(self.root.lineage.from);
        let root = Rc::make_mut(&mut self.root);
        if root.get("metadata").is_none_or(|metadata| metadata.map().is_none()) {
            root.set("metadata", Value::empty_map(lineage));
        }
        if let Some(metadata) = root.get_mut("metadata") {
            edit(Rc::make_mut(metadata));
        }
    }

    /// Sets a field of the metadata.
    pub(super) fn set_metadata(&mut self, field: &str, value: Rc<Value>) {
        self.edit_metadata(|metadata| metadata.set(field, value));
    }

    /// Removes a field of the metadata.
    pub(super) fn remove_metadata(&mut self, field: &str) {
        self.edit_metadata(|metadata| {
            metadata.remove(field);
        });
    }

    /// Writes the values of labels or annotations as strings, and removes an empty mapping.
    pub(super) fn as_strings(&mut self, field: &str) {
        let is_string = |value: &Value| {
            value
                .scalar()
                .is_some_and(|text| matches!(text.value(), Some(crate::tree::Scalar::Text(_))))
        };
        let Some(known) = self.root.at(&["metadata", field]) else { return };
        let is_written = known.map().is_some_and(|entries| {
            !entries.is_empty() && entries.iter().all(|(_, value)| is_string(value))
        });
        if is_written {
            return;
        }
        let mut known = Rc::clone(known);
        let Some(entries) = Rc::make_mut(&mut known).entries_mut().filter(|all| !all.is_empty())
        else {
            return self.remove_metadata(field);
        };
        for (_, value) in entries {
            if !is_string(value) {
                let text = Text::string(value.text());
                *value = Value::new(value.lineage.clone(), Data::Scalar(text));
            }
        }
        self.set_metadata(field, known);
    }

    /// Whether two objects were customised by the same kustomizations; `allows_none` if one without
    /// any fits all.
    pub(super) fn has_context_of(&self, other: &Self, allows_none: bool) -> bool {
        let fits = |own: &[Rc<str>], other: &[Rc<str>]| {
            let is_none = own.is_empty() || other.is_empty();
            let (short, long) = if own.len() > other.len() { (other, own) } else { (own, other) };
            if is_none { allows_none || long.is_empty() } else { long.ends_with(short) }
        };
        fits(&self.prefixes, &other.prefixes) && fits(&self.suffixes, &other.suffixes)
    }
}

/// The object of a document.
///
/// # Errors
/// If it lacks its kind or its name.
pub(super) fn object(root: Rc<Value>) -> Result<Object, Cause> {
    let object = Object::new(root);
    let has_metadata =
        |field: &str| object.root.at(&["metadata", field]).is_some_and(|it| !it.is_nothing());
    if object.kind().is_empty() {
        let is_any = !object.api_version().is_empty()
            || ["name", "namespace", "labels", "annotations"].into_iter().any(has_metadata);
        let what = if is_any { "missing kind in object" } else { "missing Resource metadata" };
        return Err(what.into());
    }
    if object.name().is_empty() && !object.kind().ends_with("List") {
        return Err("missing metadata.name in object".into());
    }
    Ok(object)
}

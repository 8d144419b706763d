//! Typed resources, each value with its place.
//!
//! The model is format-neutral: a container of a Pod and one of a Compose service are the same
//! type. Readers fill it from documents field by field; programs can build it without any text,
//! since every struct has a default and every value turns into a [`Field`] with
//! `into()`. The model never judges.

pub mod access;
pub mod facts;
pub mod meta;
pub mod namespaces;
pub mod network;
pub mod pods;
pub mod secrets;
pub mod settings;
pub mod storage;

mod configurations;
mod effective;
mod image;
mod label;
mod label_syntax;
pub(crate) mod path;
mod quantity;
mod security;
mod selector;
mod standing;
mod technology;

use std::borrow::Cow;

pub use configurations::Configurations;
pub use effective::Effective;
pub use image::ImageReference;
pub use label::Label;
pub(crate) use label_syntax::{is_label_key, is_label_value};
pub use quantity::Quantity;
pub use security::SecurityContext;
pub use selector::{LabelSelector, Operator, Requirement};
pub use standing::{Member, Stage, Standing, Whole};
pub use technology::{Technology, Words};

use crate::tree::{Anchor, Cursor, Field, Kind, Place, Spot, State};
use facts::Fact;
use meta::Metadata;

/// A resource of a technology, for example a Kubernetes object.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct Resource<'a> {
    /// The technology that runs it.
    pub technology: Technology,
    /// Group and version, as written: `apps/v1`.
    pub api_version: &'a str,
    /// The kind, as written: `Deployment`.
    pub kind: &'a str,
    /// Name, namespace, labels and annotations.
    pub metadata: Metadata<'a>,
    /// Its content, for kinds with a model.
    pub body: Body<'a>,
    /// The whole document, for kinds and fields without a model.
    pub content: Cursor<'a>,
    /// The configuration files in its scalars.
    pub configurations: Configurations<'a>,
    /// Whether every field of the kind is known, so that `facts` names each that is unknown or of
    /// another type.
    pub has_known_fields: bool,
    /// What the reader noticed about how the document is written.
    pub facts: Vec<Fact<'a>>,
    /// Objects that are created because of it and are not in the input.
    pub makes: Option<Box<Makes<'a>>>,
    /// Whether it is only part of an object, whose other parts may set the missing fields.
    pub is_patch: bool,
    /// Whether others are made from it, which are applied in its place.
    pub is_part: bool,
    /// The name with which it was written, if it was changed since.
    pub written_as: Option<&'a WrittenName>,
    /// The pods inside an object of a kind without a model, by their shape, in the order of the
    /// text.
    pub embedded: Vec<pods::Workload<'a>>,
    /// The objects inside it, each of which is a separate resource.
    pub carried: Vec<Place>,
    /// Whether another object contains it: the tool that applies it may set missing fields.
    pub is_carried: bool,
}

/// The name with which an object was written, before prefixes, suffixes and namespaces were added.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub struct WrittenName {
    /// The name.
    pub name: Box<str>,
    /// The namespace; empty if it is `default`, or if the object is in none.
    pub namespace: Box<str>,
}

impl WrittenName {
    /// A name in a namespace.
    pub fn new(name: &str, namespace: &str) -> Self {
        Self { name: name.into(), namespace: namespace.into() }
    }
}

/// Objects that are created because of another one.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Makes<'a> {
    /// Their kinds.
    pub kinds: &'static [&'static str],
    /// Their namespace.
    pub namespace: Field<&'a str>,
}

/// The content of a resource, by kind. Large ones are boxed, so that every resource is small.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Body<'a> {
    /// Anything that creates pods.
    Workload(Box<pods::Workload<'a>>),
    /// A Secret.
    Secret(secrets::Secret<'a>),
    /// A ConfigMap.
    ConfigMap(secrets::ConfigMap<'a>),
    /// A Service.
    Service(Box<network::Service<'a>>),
    /// An Ingress.
    Ingress(Box<network::Ingress<'a>>),
    /// A NetworkPolicy.
    NetworkPolicy(Box<network::NetworkPolicy<'a>>),
    /// A Gateway of the Gateway API.
    Gateway(network::Gateway<'a>),
    /// An HTTPRoute of the Gateway API.
    HttpRoute(network::HttpRoute<'a>),
    /// A PersistentVolume.
    PersistentVolume(Box<storage::PersistentVolume<'a>>),
    /// A PersistentVolumeClaim.
    Claim(Box<storage::Claim<'a>>),
    /// A StorageClass.
    StorageClass(storage::StorageClass<'a>),
    /// A ServiceAccount.
    ServiceAccount(access::ServiceAccount<'a>),
    /// A Role or ClusterRole.
    Role(access::Role<'a>),
    /// A RoleBinding or ClusterRoleBinding.
    Binding(access::Binding<'a>),
    /// A Namespace.
    Namespace(namespaces::Namespace),
    /// A LimitRange.
    LimitRange(namespaces::LimitRange<'a>),
    /// A file that contains only settings: chart values, or variables.
    Settings(settings::Settings<'a>),
    /// A file that is judged as part of something else, or that only describes other files. Only
    /// checks of the written text read it.
    Part,
    /// Any other kind: read it through [`Resource::at`].
    #[default]
    Other,
}

impl<'a> From<pods::Workload<'a>> for Body<'a> {
    fn from(workload: pods::Workload<'a>) -> Self {
        Self::Workload(Box::new(workload))
    }
}

impl<'a> Resource<'a> {
    /// The API group of the resource, empty for the core group.
    pub fn group(&self) -> &'a str {
        self.api_version.split_once('/').map_or("", |(group, _)| group)
    }

    /// Its effective content together with other files, for a file of settings; otherwise its own
    /// content.
    pub(crate) fn in_force(&self) -> Cursor<'a> {
        match &self.body {
            Body::Settings(settings) if settings.in_force.exists() => settings.in_force.clone(),
            _ => self.content.clone(),
        }
    }

    /// Anything in the document by its path: `spec.mtls.mode`, `spec.rules.0.host`.
    pub fn at(&self, path: &str) -> Cursor<'a> {
        self.content.at(path)
    }

    /// The templates of the chart that these values are for.
    pub fn templates(&self) -> Option<&settings::Templates> {
        match &self.body {
            Body::Settings(settings) => settings.templates.as_deref(),
            _ => None,
        }
    }

    /// Whether what the values at a path render is checked itself.
    pub(crate) fn is_rendered(&self, path: &[Cow<'_, str>]) -> bool {
        self.templates().is_some_and(|templates| templates.render(path))
    }

    /// Every scalar of the document with the keys above it, in the order of the text. Aliases are
    /// not followed: their targets are listed where they are written.
    pub fn scalars(&self) -> Vec<(ScalarPath<'a>, Cursor<'a>)> {
        self.nodes(Kind::Scalar)
    }

    /// Every mapping of the document with the keys above it, in the order of the text, as
    /// [`Self::scalars`].
    pub fn mappings(&self) -> Vec<(ScalarPath<'a>, Cursor<'a>)> {
        self.nodes(Kind::Mapping)
    }

    fn nodes(&self, kind: Kind) -> Vec<(ScalarPath<'a>, Cursor<'a>)> {
        let Some(root) = self.content.node() else { return Vec::new() };
        let tree = self.content.tree_number();
        let mut found = Vec::new();
        let mut open: Vec<(crate::tree::NodeRef<'a>, ScalarPath<'a>)> = vec![(root, Vec::new())];
        while let Some((node, path)) = open.pop() {
            if node.kind() == kind {
                found.push((path.clone(), Cursor::new(tree, node)));
            }
            let below = |step: Cow<'a, str>| [path.as_slice(), &[step]].concat();
            match node.kind() {
                Kind::Mapping => {
                    let mut entries: Vec<_> = node
                        .own_entries()
                        .map(|(key, value)| (value, below(key.key_text())))
                        .collect();
                    entries.reverse();
                    open.extend(entries);
                }
                Kind::Sequence => {
                    let mut items: Vec<_> = node
                        .items()
                        .enumerate()
                        .map(|(index, item)| (item, below(index.to_string().into())))
                        .collect();
                    items.reverse();
                    open.extend(items);
                }
                Kind::Scalar | Kind::Alias => {}
            }
        }
        found
    }

    /// How messages name the resource: its kind and its name.
    pub fn label(&self) -> Label {
        Label::new(self.kind.to_owned(), &self.metadata.name)
    }

    /// Where the resource is.
    pub fn place(&self) -> Place {
        self.content.place()
    }

    /// Every workload of the resource: the resource itself, if it is one, and the pods inside it.
    /// The environment and command line of a container are read with it: [`pods::Container::place`]
    /// is their mapping.
    pub fn workloads(&self) -> impl Iterator<Item = &pods::Workload<'a>> {
        self.workload().into_iter().chain(&self.embedded)
    }

    /// The workload, if the resource is one.
    pub fn workload(&self) -> Option<&pods::Workload<'a>> {
        match &self.body {
            Body::Workload(workload) => Some(workload),
            _ => None,
        }
    }
}

/// The keys and indices above a scalar, from the outside in.
pub type ScalarPath<'a> = Vec<Cow<'a, str>>;

impl Anchor for Resource<'_> {
    fn spot(&self) -> Spot {
        // A reader recognises an object by its kind, not by the line of its first key.
        let kind = self.content.get("kind");
        match (kind.exists(), self.metadata.name.state()) {
            (true, _) => kind.spot(),
            // Outside of Kubernetes a reader looks for the name.
            (false, State::Set(_, place)) if !place.is_none() => place.spot(),
            (false, _) => self.content.spot(),
        }
    }
}

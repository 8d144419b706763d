//! The subjects of checks: one variant for each kind of subject that the engine visits.

use std::fmt;
use std::sync::Arc;

use super::outcome::Outcome;
use super::scope::Scope;
use crate::inventory::{Inventory, NamespaceOf};
use crate::model::access::{Binding, Role, ServiceAccount};
use crate::model::network::{Gateway, HttpRoute, Ingress, NetworkPolicy, Service};
use crate::model::pods::{Container, Pod, Volume, Workload};
use crate::model::secrets::{ConfigMap, Secret};
use crate::model::settings::{Setting, SettingKind};
use crate::model::storage::{Claim, PersistentVolume, StorageClass};
use crate::model::{Body, Resource, SecurityContext};

/// Defines the facets, and with them rules and subjects. The facets after `of bodies` are whole
/// resources.
macro_rules! facets {
    (
        $($(#[doc = $doc:literal])+ $variant:ident($subject:ty) = $name:literal,)+
        of bodies
        $($(#[doc = $body_doc:literal])+ $body:ident($body_subject:ty) = $body_name:literal,)+
    ) => {
        facets! { @all
            $($(#[doc = $doc])+ $variant($subject) = $name,)+
            $($(#[doc = $body_doc])+ $body($body_subject) = $body_name,)+
        }

        impl<'s> Subject<'s> {
            /// The subject for a whole resource, if its body is a facet.
            pub(crate) fn of_body(body: &'s Body<'s>) -> Option<Self> {
                match body {
                    $(Body::$body(subject) => Some(Self::$body(subject)),)+
                    _ => None,
                }
            }
        }
    };
    (@all $($(#[doc = $doc:literal])+ $variant:ident($subject:ty) = $name:literal,)+) => {
        /// The subjects of a check, and the function that decides.
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $doc])+ $variant(for<'s> fn(&'s $subject, &Scope<'s>, &mut Outcome)),)+
            /// Each resource of the named kinds, whatever its API version; `group/Kind` or `Kind`
            /// for the core group, `*` for every kind.
            Resource(
                &'static [&'static str],
                for<'s> fn(&'s Resource<'s>, &Scope<'s>, &mut Outcome),
            ),
            /// Each resource of any kind, including unknown kinds.
            EveryResource(for<'s> fn(&'s Resource<'s>, &Scope<'s>, &mut Outcome)),
            /// Each key with its value in the settings of the given kinds.
            Setting(
                &'static [SettingKind],
                for<'s> fn(&'s Setting<'s>, &Scope<'s>, &mut Outcome),
            ),
            /// All resources together, once.
            Inventory(for<'s> fn(&'s Inventory<'s, 's>, &Scope<'s>, &mut Outcome)),
            /// A check that exists only at run time, and the facets that it looks at.
            Dynamic(Facets, Arc<dyn Dynamic>),
        }

        /// A kind of subject that a check can look at. A resource usually has several facets.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[non_exhaustive]
        pub enum Facet {
            $($(#[doc = $doc])+ $variant,)+
            /// A resource of any kind.
            Resource,
            /// A key with its value.
            Setting,
            /// All resources together.
            Inventory,
        }

        impl Facet {
            /// All facets.
            pub const ALL: &'static [Self] =
                &[$(Self::$variant,)+ Self::Resource, Self::Setting, Self::Inventory];

            /// The name of the facet.
            pub const fn noun(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Resource => "resource",
                    Self::Setting => "setting",
                    Self::Inventory => "inventory",
                }
            }
        }

        /// A subject of a check.
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub enum Subject<'s> {
            $($(#[doc = $doc])+ $variant(&'s $subject),)+
            /// A resource of any kind.
            Resource(&'s Resource<'s>),
            /// A key with its value.
            Setting(&'s Setting<'s>),
            /// All resources together.
            Inventory(&'s Inventory<'s, 's>),
        }

        impl Subject<'_> {
            /// Whether it is derived from several files.
            pub(crate) fn is_of_many(&self) -> bool {
                matches!(self, Self::WorkloadNamespace(_) | Self::Inventory(_))
            }

            /// The facet of the subject.
            pub fn facet(&self) -> Facet {
                match self {
                    $(Self::$variant(_) => Facet::$variant,)+
                    Self::Resource(_) => Facet::Resource,
                    Self::Setting(_) => Facet::Setting,
                    Self::Inventory(_) => Facet::Inventory,
                }
            }
        }

        impl Rule {
            /// The facets that the rule looks at.
            pub fn facets(&self) -> Facets {
                Facets::only(match self {
                    $(Self::$variant(_) => Facet::$variant,)+
                    Self::Resource(..) | Self::EveryResource(_) => Facet::Resource,
                    Self::Setting(..) => Facet::Setting,
                    Self::Inventory(_) => Facet::Inventory,
                    Self::Dynamic(facets, _) => return *facets,
                })
            }

            /// Whether the rule is about settings of a kind.
            pub(crate) fn looks_at(&self, kind: SettingKind) -> bool {
                match self {
                    Self::Setting(kinds, _) => kinds.contains(&kind),
                    Self::Dynamic(facets, _) => facets.has(Facet::Setting),
                    _ => false,
                }
            }

            /// Whether the rule is about resources of the kind of one.
            pub(crate) fn looks_at_kind_of(&self, resource: &Resource<'_>) -> bool {
                match self {
                    Self::Resource(kinds, _) => names_kind(kinds, resource),
                    Self::EveryResource(_) => true,
                    Self::Dynamic(facets, _) => facets.has(Facet::Resource),
                    _ => false,
                }
            }

            /// Judges a subject if it is of the kind of this rule; returns whether it was.
            pub(crate) fn judge<'s>(
                &self,
                subject: Subject<'s>,
                scope: &Scope<'s>,
                out: &mut Outcome,
            ) -> bool {
                match (self, subject) {
                    $((Self::$variant(judge), Subject::$variant(subject)) => judge(subject, scope, out),)+
                    (Self::Resource(kinds, judge), Subject::Resource(resource))
                        if names_kind(kinds, resource) => judge(resource, scope, out),
                    (Self::EveryResource(judge), Subject::Resource(resource)) => {
                        judge(resource, scope, out);
                    }
                    (Self::Setting(kinds, judge), Subject::Setting(setting))
                        if kinds.contains(&setting.kind) => judge(setting, scope, out),
                    (Self::Inventory(judge), Subject::Inventory(inventory)) => judge(inventory, scope, out),
                    (Self::Dynamic(_, dynamic), subject) => return dynamic.judge(subject, scope, out),
                    _ => return false,
                }
                true
            }
        }
    };
}

facets! {
    /// Each container of each pod: init, app and ephemeral ones.
    Container(Container<'s>) = "container",
    /// Each pod or pod template.
    Pod(Pod<'s>) = "pod",
    /// The security settings of each pod, and of each of its containers.
    SecurityContext(SecurityContext<'s, 's>) = "security context",
    /// Each volume of each pod.
    Volume(Volume<'s>) = "volume",
    /// Each Namespace.
    Namespace(Resource<'s>) = "namespace",
    /// Each namespace that contains a workload, with or without a Namespace object.
    WorkloadNamespace(NamespaceOf<'s, 's>) = "namespace with workloads",
    of bodies
    /// Each workload.
    Workload(Workload<'s>) = "workload",
    /// Each claim: a PersistentVolumeClaim, a claim template, or a generic ephemeral volume.
    Claim(Claim<'s>) = "claim",
    /// Each Secret.
    Secret(Secret<'s>) = "secret",
    /// Each ConfigMap.
    ConfigMap(ConfigMap<'s>) = "config map",
    /// Each Service.
    Service(Service<'s>) = "service",
    /// Each Ingress.
    Ingress(Ingress<'s>) = "ingress",
    /// Each NetworkPolicy.
    NetworkPolicy(NetworkPolicy<'s>) = "network policy",
    /// Each Gateway.
    Gateway(Gateway<'s>) = "gateway",
    /// Each HTTPRoute.
    HttpRoute(HttpRoute<'s>) = "HTTP route",
    /// Each PersistentVolume.
    PersistentVolume(PersistentVolume<'s>) = "persistent volume",
    /// Each StorageClass.
    StorageClass(StorageClass<'s>) = "storage class",
    /// Each ServiceAccount.
    ServiceAccount(ServiceAccount<'s>) = "service account",
    /// Each Role and ClusterRole.
    Role(Role<'s>) = "role",
    /// Each RoleBinding and ClusterRoleBinding.
    Binding(Binding<'s>) = "binding",
}

/// A set of facets.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Facets(u32);

impl Facets {
    /// The set of one facet.
    pub const fn only(facet: Facet) -> Self {
        Self(1 << facet as u32)
    }

    /// The set with one more facet.
    #[must_use]
    pub const fn and(self, facet: Facet) -> Self {
        Self(self.0 | 1 << facet as u32)
    }

    /// Whether the set contains a facet.
    pub const fn has(self, facet: Facet) -> bool {
        self.0 & 1 << facet as u32 != 0
    }

    /// The names of the facets.
    pub fn nouns(self) -> String {
        let named = Facet::ALL.iter().filter(|facet| self.has(**facet)).map(|facet| facet.noun());
        named.collect::<Vec<_>>().join(", ")
    }

    /// Whether the two sets have a facet in common.
    pub const fn meet(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

impl FromIterator<Facet> for Facets {
    fn from_iter<F: IntoIterator<Item = Facet>>(facets: F) -> Self {
        facets.into_iter().fold(Self::default(), Self::and)
    }
}

impl fmt::Debug for Facets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = Facet::ALL.iter().filter(|facet| self.has(**facet));
        formatter.debug_set().entries(named).finish()
    }
}

/// The rule of a check that exists only at run time.
pub trait Dynamic: Send + Sync {
    /// Judges a subject if the rule applies to it; returns whether it did.
    fn judge<'s>(&self, subject: Subject<'s>, scope: &Scope<'s>, out: &mut Outcome) -> bool;
}

impl fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Rule({:?})", self.facets())
    }
}

fn names_kind(kinds: &[&str], resource: &Resource<'_>) -> bool {
    kinds.iter().any(|name| match name.rsplit_once('/') {
        None if *name == "*" => true,
        Some((group, kind)) => group == resource.group() && kind == resource.kind,
        None => resource.group().is_empty() && *name == resource.kind,
    })
}

//! What a check looks at: one variant for each thing that the engine walks.

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
use crate::model::{Resource, SecurityContext};

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $variant:ident($subject:ty) = $name:literal,)+) => {
        /// What is walked, and the function that decides.
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
            /// Each resource of any kind, also of those that nothing else is known about.
            EveryResource(for<'s> fn(&'s Resource<'s>, &Scope<'s>, &mut Outcome)),
            /// Each key with its value that the settings of the given kinds hold.
            Setting(
                &'static [SettingKind],
                for<'s> fn(&'s Setting<'s>, &Scope<'s>, &mut Outcome),
            ),
            /// All resources together, once.
            Inventory(for<'s> fn(&'s Inventory<'s, 's>, &Scope<'s>, &mut Outcome)),
            /// A check that exists only at run time: it is shown every subject.
            Dynamic(Arc<dyn Dynamic>),
        }

        /// Every kind of thing that is walked.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Slot {
            $($variant,)+
            Resource,
            Setting,
            Inventory,
        }

        impl Slot {
            pub(crate) const COUNT: usize = Self::Inventory as usize + 1;
        }

        /// One thing that a check can be shown.
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
            /// Whether several files have a say in what it is.
            pub(crate) fn is_of_many(&self) -> bool {
                matches!(self, Self::WorkloadNamespace(_) | Self::Inventory(_))
            }

            pub(crate) fn slot(&self) -> Slot {
                match self {
                    $(Self::$variant(_) => Slot::$variant,)+
                    Self::Resource(_) => Slot::Resource,
                    Self::Setting(_) => Slot::Setting,
                    Self::Inventory(_) => Slot::Inventory,
                }
            }
        }

        impl Rule {
            /// What the check looks at, in a word or two.
            pub fn subject(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)+
                    Self::Resource(..) | Self::EveryResource(_) => "resource",
                    Self::Setting(..) => "setting",
                    Self::Inventory(_) => "inventory",
                    Self::Dynamic(_) => "any",
                }
            }

            /// The kind of thing that the rule looks at; none where it chooses for itself.
            pub(crate) fn slot(&self) -> Option<Slot> {
                Some(match self {
                    $(Self::$variant(_) => Slot::$variant,)+
                    Self::Resource(..) | Self::EveryResource(_) => Slot::Resource,
                    Self::Setting(..) => Slot::Setting,
                    Self::Inventory(_) => Slot::Inventory,
                    Self::Dynamic(_) => return None,
                })
            }

            /// Whether the rule is about settings of a kind.
            pub(crate) fn looks_at(&self, kind: SettingKind) -> bool {
                matches!(self, Self::Setting(kinds, _) if kinds.contains(&kind))
            }

            /// Judges a subject of this rule's kind; says whether the subject was of it.
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
                    (Self::Dynamic(dynamic), subject) => return dynamic.judge(subject, scope, out),
                    _ => return false,
                }
                true
            }
        }
    };
}

rules! {
    /// Each container of each pod: init, app and ephemeral ones.
    Container(Container<'s>) = "container",
    /// Each pod or pod template.
    Pod(Pod<'s>) = "pod",
    /// The security settings of each pod, and of each of its containers.
    SecurityContext(SecurityContext<'s, 's>) = "security context",
    /// Each workload.
    Workload(Workload<'s>) = "workload",
    /// Each volume of each pod.
    Volume(Volume<'s>) = "volume",
    /// Each claim: an object, a template, or of a generic ephemeral volume.
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
    /// Each Namespace.
    Namespace(Resource<'s>) = "namespace",
    /// Each namespace that holds a workload, whether or not it has an object.
    WorkloadNamespace(NamespaceOf<'s, 's>) = "namespace with workloads",
}

/// The rule of a check that exists only at run time.
pub trait Dynamic: Send + Sync {
    /// Judges a subject, if it is one of this rule's; says whether it was.
    fn judge<'s>(&self, subject: Subject<'s>, scope: &Scope<'s>, out: &mut Outcome) -> bool;
}

impl fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Rule({})", self.subject())
    }
}

fn names_kind(kinds: &[&str], resource: &Resource<'_>) -> bool {
    kinds.iter().any(|name| match name.rsplit_once('/') {
        None if *name == "*" => true,
        Some((group, kind)) => group == resource.group() && kind == resource.kind,
        None => resource.group().is_empty() && *name == resource.kind,
    })
}

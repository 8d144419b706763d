//! Every question that an inventory can be asked, and its answer in words.

use std::fmt::{Debug, Write};

use super::generated::{NAMES, NAMESPACES};
use crate::inventory::*;
use crate::model::access::Binding;
use crate::model::pods::Pod;
use crate::model::storage::{Claim, PersistentVolume};
use crate::model::{Body, Resource};
use crate::tree::{Field, State};

/// One question with its answer.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// The method that was asked.
    pub(super) method: &'static str,
    /// What was asked.
    pub(super) question: String,
    pub(super) said: String,
    /// Whether it rested on anything.
    pub(super) is_noted: bool,
    /// The environments that affect it.
    pub(super) differs_in: EnvironmentSet,
}

/// The answers to everything that can be asked about some resources, and about all names.
pub(super) fn answers<'i, 'r, 'a>(
    inventory: &'i Inventory<'r, 'a>,
    resources: &[&'r Resource<'a>],
    differences: &'i Differences,
) -> Vec<Answer> {
    let mut asking = Asking { inventory, differences, answers: Vec::new() };
    asking.everything();
    asking.names();
    asking.namespaces();
    for resource in resources {
        asking.resource(resource);
        match &resource.body {
            Body::Workload(workload) => {
                if let State::Set(pod, _) = workload.pod.state() {
                    asking.pod(resource, pod);
                }
            }
            Body::Claim(claim) => asking.claim(resource, claim),
            Body::Binding(binding) => asking.binding(resource, binding),
            Body::Service(service) => {
                asking.selector(resource, &Selector::of_service(&service.selector));
            }
            Body::NetworkPolicy(policy) => {
                let selector = Selector::new(&policy.pod_selector, WhenUnset::SelectsAll);
                asking.selector(resource, &selector);
            }
            _ => {}
        }
    }
    asking.answers
}

struct Asking<'i, 'r, 'a> {
    inventory: &'i Inventory<'r, 'a>,
    differences: &'i Differences,
    answers: Vec<Answer>,
}

impl<'i, 'r, 'a> Asking<'i, 'r, 'a> {
    fn ask(
        &mut self,
        method: &'static str,
        question: impl Debug,
        ask: impl FnOnce(&'i Inventory<'r, 'a>) -> String,
    ) {
        self.inventory.begin();
        let said = ask(self.inventory);
        let question = format!("{question:?}");
        let is_noted = self.inventory.record.topics() != 0;
        let differs_in = self.differences.environments(self.inventory);
        self.answers.push(Answer { method, question, said, is_noted, differs_in });
    }

    fn everything(&mut self) {
        self.ask("resources", "", |inventory| list(inventory.resources().map(show)));
        for kind in ["Pod", "Secret", "Widget"] {
            self.ask("resources_of_kind", kind, |inventory| {
                list(inventory.resources_of_kind(kind).map(show))
            });
        }
        self.ask("workloads", "", |inventory| {
            list(inventory.workloads().map(|(resource, _)| show(resource)))
        });
        self.ask("numbered_namespaces", "", |inventory| {
            list(inventory.numbered_namespaces().into_iter().map(|(number, namespace)| {
                let object = namespace.object.map(show);
                format!("{number} {} {object:?} {}", namespace.name, show(namespace.workload))
            }))
        });
    }

    fn names(&mut self) {
        let kinds = [
            ("", "Pod"),
            ("", "Namespace"),
            ("", "ServiceAccount"),
            ("apps", "Deployment"),
            ("storage.k8s.io", "StorageClass"),
            ("example.com", "Widget"),
            ("example.com", "ClusterWidget"),
        ];
        for (group, kind) in kinds {
            self.ask("doubt_about", kind, |inventory| {
                format!("{:?}", inventory.doubt_about(group, kind))
            });
            for namespace in [None, Some("default"), Some("prod"), Some("dev")] {
                for name in NAMES {
                    self.ask("find", (kind, namespace, name), |inventory| {
                        found(inventory.find(group, kind, namespace, name))
                    });
                }
            }
        }
        for name in NAMES {
            self.ask("is_awaited_to_end", name, |inventory| {
                inventory.is_awaited_to_end(name).map_or_else(String::new, show_field)
            });
        }
    }

    fn namespaces(&mut self) {
        for namespace in NAMESPACES {
            self.ask("default_deny", namespace, |inventory| {
                let denials = inventory.default_deny(namespace);
                list(Direction::ALL.map(|direction| default_deny(denials.get(direction))))
            });
            for name in NAMES {
                self.ask("bindings_of_account", (namespace, name), |inventory| {
                    let bindings = inventory.bindings_of_account(namespace, name);
                    list(bindings.map(|((binding, _), subject)| {
                        format!("{} {:?}", show(binding), subject.place)
                    }))
                });
            }
        }
    }

    fn resource(&mut self, resource: &'r Resource<'a>) {
        let what = show(resource);
        self.ask("all_like", &what, |inventory| list(inventory.all_like(resource).map(show)));
        self.ask("originals_of", &what, |inventory| {
            list(inventory.originals_of(resource).map(show))
        });
        self.ask("has_namesake", &what, |inventory| inventory.has_namesake(resource).to_string());
        let volume = PersistentVolume::default();
        let volume = match &resource.body {
            Body::PersistentVolume(volume) => volume,
            _ => &volume,
        };
        self.ask("users_of_volume", &what, |inventory| {
            let users = inventory.users_of_volume(resource, volume);
            list(users.into_iter().map(|(user, place)| format!("{} {place:?}", show(user))))
        });
        self.ask("values_in_force", &what, |inventory| {
            let values = inventory.values_in_force(resource);
            format!("{:?}", values.down_to(&["metadata", "namespace"]).place())
        });
        self.ask("container_defaults", &what, |inventory| {
            let ContainerDefaults { cpu_request, cpu_limit, memory_request, memory_limit } =
                inventory.container_defaults(resource);
            list([cpu_request, cpu_limit, memory_request, memory_limit].iter().map(supplied))
        });
        self.ask("autoscalers_of", &what, |inventory| {
            let (autoscalers, doubt) = inventory.autoscalers_of(resource);
            format!("{} {doubt:?}", list(autoscalers.into_iter().map(show)))
        });
        self.ask("bindings_of_role", &what, |inventory| {
            list(inventory.bindings_of_role(resource).map(|(binding, _)| show(binding)))
        });
    }

    fn claim(&mut self, resource: &'r Resource<'a>, claim: &Claim<'a>) {
        for owner in [Some(resource), None] {
            self.ask("class_of", (show(resource), owner.is_some()), |inventory| {
                class_of(inventory.class_of(claim, owner))
            });
        }
    }

    fn binding(&mut self, resource: &'r Resource<'a>, binding: &Binding<'a>) {
        self.ask("granted", show(resource), |inventory| {
            match inventory.granted(resource, binding) {
                Granted::By(grants) => list(grants.iter().map(|grant| {
                    let roles = list(grant.roles(inventory).map(|(role, _)| show(role)));
                    format!("{roles} {:?} {:?}", grant.built_in, grant.doubt)
                })),
                Granted::NotInInput => "nothing".to_owned(),
                Granted::Unknown(doubt) => format!("{doubt:?}"),
            }
        });
        self.ask("role_of", show(resource), |inventory| {
            match inventory.role_of(resource, binding) {
                RoleOf::Found(role, _) => show(role),
                RoleOf::Several(role) => format!("{} and others", show(role)),
                RoleOf::NotInInput => "nothing".to_owned(),
                RoleOf::Unknown(doubt) => format!("{doubt:?}"),
            }
        });
    }

    fn pod(&mut self, resource: &'r Resource<'a>, pod: &'r Pod<'a>) {
        let what = show(resource);
        self.ask("isolation", &what, |inventory| {
            let isolation = inventory.isolation(resource, pod);
            list(Direction::ALL.map(|direction| match isolation.get(direction) {
                Coverage::Covered(policy) => show(policy),
                Coverage::NotCovered => "nothing".to_owned(),
                Coverage::Unknown(doubt) => format!("{doubt:?}"),
            }))
        });
        self.ask("services_of", &what, |inventory| {
            let services = inventory.services_of(resource, pod);
            list(
                services
                    .into_iter()
                    .map(|(service, _, answer)| format!("{} {answer:?}", show(service))),
            )
        });
        self.ask("token_mount", &what, |inventory| match inventory.token_mount(resource, pod) {
            TokenMount::Decided { mounted, by } => format!("{mounted} {}", show_field(by)),
            TokenMount::Unknown(doubt) => format!("{doubt:?}"),
        });
    }

    fn selector(&mut self, resource: &Resource<'a>, selector: &Selector<'_, 'a>) {
        self.ask("selects_any", show(resource), |inventory| {
            format!("{:?}", inventory.selects_any(&resource.metadata.namespace, selector))
        });
    }
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    items.into_iter().fold(String::new(), |mut text, item| {
        let _ = write!(text, "[{item}]");
        text
    })
}

fn show(resource: &Resource<'_>) -> String {
    format!("{} {:?}", resource.kind, resource.place())
}

fn show_field<T: Debug>(field: &Field<T>) -> String {
    format!("{:?} {:?}", field.place(), field.state())
}

fn found(found: Found<'_, '_>) -> String {
    match found {
        Found::One(resource) => show(resource),
        Found::Several(resource) => format!("several, {}", show(resource)),
        Found::Nothing => "nothing".to_owned(),
    }
}

fn supplied(supplied: &Supplied<'_, '_>) -> String {
    match supplied {
        Supplied::By(resource, field) => format!("{} {:?}", show(resource), field.place()),
        Supplied::Nothing => "nothing".to_owned(),
        Supplied::Unknown(doubt) => format!("{doubt:?}"),
    }
}

fn default_deny(denial: &DefaultDeny<'_, '_>) -> String {
    match denial {
        DefaultDeny::Denied(policy) => show(policy),
        DefaultDeny::Missing => "missing".to_owned(),
        DefaultDeny::Opened(policy, place) => format!("{} {place:?}", show(policy)),
        DefaultDeny::Unknown(doubt) => format!("{doubt:?}"),
    }
}

fn class_of(class: ClassOf<'_, '_>) -> String {
    match class {
        ClassOf::Found(resource, _) | ClassOf::ByHand(resource, _) => show(resource),
        ClassOf::NotInInput(name) => name.to_owned(),
        ClassOf::NoDefaultInInput => "no default".to_owned(),
        ClassOf::ByHandNotInInput => "by hand".to_owned(),
        ClassOf::Unknown(doubt) => format!("{doubt:?}"),
    }
}

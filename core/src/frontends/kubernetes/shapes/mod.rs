//! The content of an object of any kind: pods and containers by their shape, and whole objects.
//!
//! Kinds are not considered here. A list of containers, a step with its image, a security context
//! beside an environment are recognised by their fields, which are those of the API's `PodSpec` and
//! `Container`. A mapping that only has a key in common with them is not one.

mod container;
mod pod;

use super::containers::containers;
use super::meta::metadata;
use super::pods::pod;
use super::security::pod_security;
use crate::model::pods::{Container, Origin, Pod, PodSecurity, Resources, Role, Workload};
use crate::tree::{Cursor, Field, Kind, NodeRef, Scalar, State};

/// The content of an object, in the order of the text.
#[derive(Default)]
pub(super) struct Carried<'a> {
    /// Pods.
    pub(super) pods: Vec<Workload<'a>>,
    /// Whole objects, with version and kind.
    pub(super) objects: Vec<NodeRef<'a>>,
}

/// How much of its shape a value must show.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Demand {
    /// An image or an environment alone is enough: a controller creates pods from the object.
    Some,
    /// Only a list of containers is enough: other fields have another meaning for the reader of the
    /// object.
    Most,
}

/// Chart values have keys of pods whose meaning depends on the templates.
const VALUES: &[&str] = &["values", "valuesObject"];

/// Requirements on the pods of others, which create none, and descriptions of the fields of a kind.
const PATTERNS: &[&str] = &["pattern", "anyPattern", "openAPIV3Schema"];

/// Fields of the object itself that describe nothing it creates.
const OF_OBJECT: &[&str] = &["metadata", "status"];

/// A node that is not visited yet.
struct Open<'a> {
    node: NodeRef<'a>,
    /// The mapping that has it as the value of `spec`.
    template: Option<NodeRef<'a>>,
    /// Whether it is the object itself.
    is_root: bool,
    /// Whether it is an item of a list: some lists only name images that are never run.
    is_item: bool,
    demand: Demand,
}

/// Finds the content of an object. `makes_pods` means that a controller may create pods from such
/// objects.
pub(super) fn carried<'a>(object: &Cursor<'a>, makes_pods: bool) -> Carried<'a> {
    let mut carried = Carried::default();
    let Some(root) = object.node() else { return carried };
    let tree = object.tree_number();
    let demand = if makes_pods { Demand::Some } else { Demand::Most };
    let mut open = vec![Open { node: root, template: None, is_root: true, is_item: false, demand }];
    while let Some(next) = open.pop() {
        let at = open.len();
        match next.node.kind() {
            Kind::Mapping if !next.is_root && is_object(&Cursor::new(tree, next.node)) => {
                carried.objects.push(next.node);
            }
            Kind::Mapping => mapping(tree, &next, &mut carried, &mut open),
            Kind::Sequence => {
                let demand = next.demand;
                let items = next.node.items();
                open.extend(items.map(|node| Open {
                    node,
                    template: None,
                    is_root: false,
                    is_item: true,
                    demand,
                }));
            }
            Kind::Scalar | Kind::Alias => {}
        }
        if let Some(added) = open.get_mut(at..) {
            added.reverse();
        }
    }
    carried
}

fn mapping<'a>(tree: u32, here: &Open<'a>, carried: &mut Carried<'a>, open: &mut Vec<Open<'a>>) {
    let entries: Vec<_> = here.node.own_entries().collect();
    let cursor = Cursor::new(tree, here.node);
    let found = if here.is_root { Containers::default() } else { Containers::of(&cursor, here) };
    let has_pod = !found.is_empty() || (!here.is_root && pod::is_pod(&cursor, here.demand));
    if has_pod {
        carried.pods.push(found.workload(&cursor, here));
    }
    for (key, node) in entries {
        let name = key.key_text();
        let is_read = has_pod && (pod::FIELDS.contains(&&*name) || found.has(node));
        let is_of_object = here.is_root && OF_OBJECT.contains(&&*name);
        if is_read || is_of_object || PATTERNS.contains(&&*name) {
            continue;
        }
        let demand = if VALUES.contains(&&*name) { Demand::Most } else { here.demand };
        let template = (&*name == "spec" && !here.is_root).then_some(here.node);
        open.push(Open { node, template, is_root: false, is_item: false, demand });
    }
}

/// Whether a mapping is a whole object, and not a reference to one.
fn is_object(mapping: &Cursor<'_>) -> bool {
    let is_text = |field: &'static str| matches!(mapping.get(field).literal().state(), State::Set(text, _) if !text.is_empty());
    let has_content = ["metadata", "spec"].iter().any(|key| mapping.get(key).is_mapping())
        || mapping.get("items").is_sequence();
    let version = mapping.get("apiVersion").literal();
    // The core group has one version: any other is a name in a schema.
    let is_version =
        matches!(version.state(), State::Set(text, _) if *text == "v1" || text.contains('/'));
    is_version && is_text("kind") && has_content
}

/// The containers of a mapping.
#[derive(Default)]
struct Containers<'a> {
    init: Vec<Container<'a>>,
    others: Vec<Container<'a>>,
    ephemeral: Vec<Container<'a>>,
    /// Whether the mapping itself is a container.
    is_own: bool,
    /// The nodes that contain them.
    nodes: Vec<u32>,
}

impl<'a> Containers<'a> {
    fn of(mapping: &Cursor<'a>, here: &Open<'a>) -> Self {
        let mut found = Self::default();
        let tree = mapping.tree_number();
        for (key, node) in here.node.own_entries() {
            let value = Cursor::new(tree, node);
            let name = key.key_text();
            let Some(role) = container::list_role(&name) else { continue };
            if container::is_list(&value) {
                found.nodes.push(node.index());
                let list = containers(&value, role);
                let State::Set(list, _) = list.into_state() else { continue };
                found.list(role).extend(list);
            }
        }
        if here.demand == Demand::Most {
            return found;
        }
        found.is_own = container::is_container(mapping, here.is_item);
        // A single container belongs to the pod around it, if that has any field of a pod.
        if found.is_own || (found.is_empty() && !pod::is_pod(mapping, here.demand)) {
            if found.is_own {
                found.others.insert(0, container::container(mapping));
            }
            return found;
        }
        for (_, node) in here.node.own_entries() {
            let value = Cursor::new(tree, node);
            if container::is_container(&value, false) {
                found.nodes.push(node.index());
                found.others.push(container::container(&value));
            }
        }
        found
    }

    fn list(&mut self, role: Role) -> &mut Vec<Container<'a>> {
        match role {
            Role::Init => &mut self.init,
            Role::Ephemeral => &mut self.ephemeral,
            _ => &mut self.others,
        }
    }

    fn is_empty(&self) -> bool {
        self.init.is_empty() && self.others.is_empty() && self.ephemeral.is_empty()
    }

    fn has(&self, node: NodeRef<'_>) -> bool {
        self.nodes.contains(&node.index())
    }

    /// The pod with the containers, and the pod fields beside them.
    fn workload(&self, mapping: &Cursor<'a>, here: &Open<'a>) -> Workload<'a> {
        let template = here.template.map(|node| Cursor::new(mapping.tree_number(), node));
        let metadata =
            template.map(|template| metadata(&template.get("metadata"))).unwrap_or_default();
        let list = |found: &Vec<Container<'a>>| {
            if found.is_empty() {
                Field::default()
            } else {
                Field::set(found.clone(), mapping.place())
            }
        };
        let mut pod = Pod {
            init_containers: list(&self.init),
            containers: list(&self.others),
            ephemeral_containers: list(&self.ephemeral),
            ..pod(mapping, metadata)
        };
        self.take_back(mapping, here.demand, &mut pod);
        Workload {
            pod: Field::set(pod, mapping.place()),
            origin: Origin::Shape,
            ..Workload::default()
        }
    }

    /// Removes values whose keys are names of pod fields but have another meaning here.
    fn take_back(&self, mapping: &Cursor<'a>, demand: Demand, pod: &mut Pod<'a>) {
        // Beside containers under another key, the meaning of the fields depends on the reader of
        // the object.
        if demand == Demand::Most && !mapping.get("containers").is_sequence() {
            let taken = std::mem::take(pod);
            pod.init_containers = taken.init_containers;
            pod.containers = taken.containers;
            pod.ephemeral_containers = taken.ephemeral_containers;
            pod.place = taken.place;
            return;
        }
        if !mapping.get("os").is_mapping() {
            pod.os = Field::default();
        }
        if !mapping.get("volumes").is_sequence() {
            pod.volumes = Field::default();
        }
        let of_pod = mapping.get("podSecurityContext");
        if of_pod.exists() {
            pod.security = pod_security(&of_pod);
        } else if self.is_own {
            pod.security = PodSecurity::default();
        }
        if self.is_own {
            pod.resources = Resources::default();
        }
    }
}

/// Whether a scalar is written as a boolean.
fn is_bool(value: &Cursor<'_>) -> bool {
    value
        .node()
        .is_some_and(|node| node.kind() == Kind::Scalar && matches!(node.scalar(), Scalar::Bool(_)))
}

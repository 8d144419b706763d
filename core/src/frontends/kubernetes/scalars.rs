//! The fields of objects that may hold credentials and that nothing else lists: those of custom
//! resources above all.

use std::collections::HashSet;
use std::ops::Range;

use crate::frontends::settings::Listing;
use crate::model::pods::{Container, Pod};
use crate::model::settings::SettingKind;
use crate::model::{Body, Resource};
use crate::tree::{Cursor, Field, Kind, NodeRef, State};

/// Lists what has to do with credentials in the fields of an object.
pub(super) fn list<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    let Some(root) = resource.content.node() else { return };
    let number = resource.content.tree_number();
    let mut fields = Fields::default();
    fields.of_object(root, resource);
    fields.of_containers(root, resource);
    for (kind, node) in &fields.metadata {
        listing.credentials(*kind, &Cursor::new(number, *node), &[]);
    }
    let kind = if is_file(resource) { SettingKind::FileEntry } else { SettingKind::Field };
    listing.credentials(kind, &resource.content, &fields.besides);
}

/// Whether what has the form of an object is a file for a program: no cluster takes it.
fn is_file(resource: &Resource<'_>) -> bool {
    match (resource.group(), resource.kind) {
        ("", kind) => resource.api_version == "v1" && kind == "Config",
        (group, _) => group == "kustomize.config.k8s.io",
    }
}

/// What is listed elsewhere, or as something else.
#[derive(Default)]
struct Fields<'s> {
    /// Ranges of nodes.
    besides: Vec<Range<u32>>,
    /// Annotations and labels, of templates as well.
    metadata: Vec<(SettingKind, NodeRef<'s>)>,
}

impl<'s> Fields<'s> {
    fn skip(&mut self, node: NodeRef<'_>) {
        self.besides.push(node.index()..node.next());
    }

    fn of_object(&mut self, root: NodeRef<'s>, resource: &Resource<'_>) {
        let own = entries_elsewhere(&resource.body);
        for (_, value) in root.own_entries().filter(|(key, _)| own.contains(&key.text())) {
            self.skip(value);
        }
        let is_sealed = resource.group() == "bitnami.com";
        let is_kustomization = resource.group() == "kustomize.config.k8s.io";
        let carried: HashSet<u32> = resource.carried.iter().map(|place| place.node()).collect();
        let mut open = vec![(root, "", 0_u32)];
        while let Some((node, above, depth)) = open.pop() {
            if carried.contains(&node.index()) {
                self.skip(node);
                continue;
            }
            for (key, value) in node.own_entries() {
                let name = key.text();
                let kind = match (above, name) {
                    ("metadata", "annotations") => Some(SettingKind::Annotation),
                    ("metadata", "labels") => Some(SettingKind::Label),
                    _ => None,
                };
                // The schema of a kind describes fields and gives them no values.
                let is_elsewhere = matches!(name, "openAPIV3Schema" | "managedFields")
                    || (is_sealed && name == "encryptedData")
                    || (is_kustomization && is_read_elsewhere(above, name));
                if let Some(kind) = kind.filter(|_| value.kind() == Kind::Mapping) {
                    self.skip(value);
                    // The object's own annotations are listed with it.
                    if depth > 1 || kind == SettingKind::Label {
                        self.metadata.push((kind, value));
                    }
                } else if is_elsewhere {
                    self.skip(value);
                } else {
                    open.push((value, name, depth.saturating_add(1)));
                }
            }
            open.extend(node.items().map(|item| (item, above, depth)));
        }
    }

    /// Environment variables and command lines.
    fn of_containers(&mut self, root: NodeRef<'_>, resource: &Resource<'_>) {
        let pods = resource.workloads().filter_map(|workload| match workload.pod.state() {
            State::Set(pod, _) => Some(pod),
            State::Unset(..) | State::Unresolved(..) => None,
        });
        for container in pods.flat_map(containers) {
            self.field(root, &container.env);
            self.field(root, &container.command);
            self.field(root, &container.args);
            for probe in
                [&container.liveness_probe, &container.readiness_probe, &container.startup_probe]
            {
                if let State::Set(probe, _) = probe.state() {
                    self.field(root, &probe.handler.exec);
                }
            }
            for handler in [&container.post_start, &container.pre_stop] {
                if let State::Set(handler, _) = handler.state() {
                    self.field(root, &handler.exec);
                }
            }
        }
    }

    fn field<T>(&mut self, root: NodeRef<'_>, field: &Field<T>) {
        if let State::Set(_, place) = field.state() {
            if !place.is_none() {
                self.skip(root.tree().node(place.node()));
            }
        }
    }
}

/// The fields of an object that checks of its kind look at.
fn entries_elsewhere(body: &Body<'_>) -> &'static [&'static str] {
    match body {
        Body::ConfigMap(_) => &["data", "binaryData"],
        Body::Secret(_) => &["data", "stringData"],
        _ => &[],
    }
}

/// Fields of a kustomization that become objects and patches, which are judged as such, and names of
/// files.
fn is_read_elsewhere(above: &str, name: &str) -> bool {
    match name {
        "literals" | "files" | "envs" | "env" => {
            matches!(above, "configMapGenerator" | "secretGenerator")
        }
        "patch" => matches!(above, "patches" | "patchesJson6902"),
        _ => name == "patchesStrategicMerge",
    }
}

fn containers<'p, 's>(pod: &'p Pod<'s>) -> impl Iterator<Item = &'p Container<'s>> {
    pod.container_lists().into_iter().flat_map(|list| match list.state() {
        State::Set(containers, _) => containers.as_slice(),
        State::Unset(..) | State::Unresolved(..) => &[],
    })
}

//! The fields of objects that may contain credentials and that nothing else lists, above all those
//! of custom resources.

use std::collections::HashSet;
use std::ops::Range;

use crate::credentials;
use crate::frontends::settings::{Listing, Word};
use crate::model::pods::{Container, Pod};
use crate::model::settings::{Setting, SettingKind};
use crate::model::{Body, Resource};
use crate::tree::{Cursor, Field, Kind, NodeRef, State};

/// Lists the fields of an object that are related to credentials.
pub(super) fn list<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    let Some(root) = resource.content.node() else { return };
    let number = resource.content.tree_number();
    let mut fields = Fields::default();
    fields.of_containers(root, resource);
    fields.of_object(root, resource);
    for (kind, node) in &fields.metadata {
        listing.credentials(*kind, &Cursor::new(number, *node), &[]);
    }
    for words in &fields.commands {
        let word =
            |node: NodeRef<'s>| Word { text: node.text(), place: node.place(number), start: 0 };
        listing.command(&words.items().map(word).collect::<Vec<_>>());
    }
    for (key, name) in &fields.names {
        // Only the reader of the field knows whether it is the secret or the name of one; under
        // `secret` it is one of the two.
        let value = Field::set(name.text(), name.place(number));
        let is_secret = credentials::is_secret_key(key.text());
        let key = Setting::new(SettingKind::Field, "secret", key.place(number), value);
        if is_secret {
            listing.add(key);
        }
    }
    let kind = if is_file(resource) { SettingKind::FileEntry } else { SettingKind::Field };
    listing.credentials(kind, &resource.content, &fields.besides);
}

/// Whether an object is a file for a program, which is not sent to a cluster.
fn is_file(resource: &Resource<'_>) -> bool {
    match (resource.group(), resource.kind) {
        ("", kind) => resource.api_version == "v1" && kind == "Config",
        (group, _) => group == "kustomize.config.k8s.io",
    }
}

/// The nodes that are listed elsewhere, or as another kind of setting.
#[derive(Default)]
struct Fields<'s> {
    /// Ranges of nodes.
    besides: Vec<Range<u32>>,
    /// The nodes with which the ranges begin.
    skipped: HashSet<u32>,
    /// Annotations and labels, of templates as well.
    metadata: Vec<(SettingKind, NodeRef<'s>)>,
    /// Names of Secrets below `secrets`, by their form.
    names: Vec<(NodeRef<'s>, NodeRef<'s>)>,
    /// The command lines of programs that are not containers.
    commands: Vec<NodeRef<'s>>,
}

impl<'s> Fields<'s> {
    fn is_skipped(&self, node: NodeRef<'_>) -> bool {
        self.skipped.contains(&node.index())
    }

    fn skip(&mut self, node: NodeRef<'_>) {
        self.besides.push(node.index()..node.next());
        self.skipped.insert(node.index());
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
            }
            if self.is_skipped(node) {
                continue;
            }
            for (key, value) in node.own_entries() {
                let name = key.text();
                let kind = match (above, name) {
                    ("metadata", "annotations") => Some(SettingKind::Annotation),
                    ("metadata", "labels") => Some(SettingKind::Label),
                    _ => None,
                };
                // The schema of a kind describes fields without values.
                let is_elsewhere = matches!(name, "openAPIV3Schema" | "managedFields")
                    || (is_sealed && name == "encryptedData")
                    || (is_kustomization && is_read_elsewhere(above, name));
                if let Some(kind) = kind.filter(|_| value.kind() == Kind::Mapping) {
                    self.skip(value);
                    // The object's own annotations are listed with the object.
                    if depth > 1 || kind == SettingKind::Label {
                        self.metadata.push((kind, value));
                    }
                } else if is_elsewhere {
                    self.skip(value);
                } else if above.ends_with("ecrets") && is_label(value) {
                    self.skip(value);
                    self.names.push((key, value));
                } else if is_command(name, value) && !self.is_skipped(value) {
                    self.skip(value);
                    self.commands.push(value);
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

/// Whether a scalar has the form of an object name.
fn is_label(scalar: NodeRef<'_>) -> bool {
    let belongs = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.');
    scalar.kind() == Kind::Scalar && scalar.text().bytes().all(belongs)
}

/// Whether a list contains the words of a command line.
fn is_command(name: &str, list: NodeRef<'_>) -> bool {
    credentials::takes_words(name)
        && list.kind() == Kind::Sequence
        && list.items().all(|word| word.kind() == Kind::Scalar)
}

/// The fields of an object that are read by checks of its kind.
fn entries_elsewhere(body: &Body<'_>) -> &'static [&'static str] {
    match body {
        Body::ConfigMap(_) => &["data", "binaryData"],
        Body::Secret(_) => &["data", "stringData"],
        _ => &[],
    }
}

/// Fields of a kustomization that become objects and patches, which are checked as such, and file
/// names.
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use crate::frontends::kubernetes::{FRONTEND, read_documents};
    use crate::model::settings::SettingKind;
    use crate::source::Source;
    use crate::syntax::{self, Format};
    use crate::tree::{Limits, Origin, Tree};

    fn read(text: &str) -> Tree {
        let source = Source::new("case.yaml", text);
        syntax::parse(source, Format::YAML, Origin::Text, Limits::default()).0
    }

    /// The kind and the key of each setting.
    fn settings(text: &str) -> Vec<(SettingKind, String)> {
        let tree = read(text);
        let mut resources = Vec::new();
        read_documents(0, &tree, &mut resources);
        let read = resources.iter().flat_map(|resource| FRONTEND.settings(resource));
        read.map(|setting| setting.unwrap()).map(|s| (s.kind, s.key.into_owned())).collect()
    }

    #[test]
    fn what_is_listed_separately_is_not_a_field() {
        let of = |text: &str| settings(&format!("apiVersion: {text}"));
        let password = "password: vK3m-9qTz-71xw";
        let field = |key: &str| vec![(SettingKind::Field, key.to_owned())];
        assert_eq!(of(&format!("a.example/v1\nkind: A\n{password}")), field("password"));
        assert_eq!(of(&format!("v1\nkind: Secret\nstringData: {{{password}}}")), []);
        assert_eq!(
            of(&format!("v1\nkind: ConfigMap\ndata: {{{password}}}")),
            [(SettingKind::ConfigMapEntry, "password".to_owned())]
        );
        assert_eq!(
            of(&format!("v1\nkind: Config\nusers: [{{user: {{{password}}}}}]")),
            [(SettingKind::FileEntry, "password".to_owned())]
        );
        assert_eq!(
            of(&format!(
                "a.example/v1\nkind: A\nspec: {{metadata: {{annotations: {{{password}}}}}}}"
            )),
            [(SettingKind::Annotation, "password".to_owned())]
        );
        assert_eq!(
            of("a.example/v1\nkind: A\nspec: {args: [--password, vK3m-9qTz-71xw]}"),
            [(SettingKind::Argument, "password".to_owned())]
        );
        let env = "spec: {containers: [{name: a, image: a, env: [{name: PASSWORD, value: x}]}]}";
        assert_eq!(of(&format!("v1\nkind: Pod\n{env}")), []);
        let schema = format!("a.example/v1\nkind: A\nopenAPIV3Schema: {{{password}}}");
        assert_eq!(of(&schema), []);
    }
}

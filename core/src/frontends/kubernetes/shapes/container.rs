//! Determines which mappings are containers.

use crate::frontends::kubernetes::containers::container as read;
use crate::frontends::kubernetes::security::container_security;
use crate::model::ImageReference;
use crate::model::pods::{Container, Role};
use crate::tree::{Cursor, Kind, NodeRef, State};

/// The value of a field whose name means an image.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Image {
    /// Not an image.
    None,
    /// Possibly an image: a name, or an expression.
    Possible,
    /// Certainly an image: with a registry, a tag or a digest.
    Certain,
}

/// The role of the containers in a list with a certain name; `None` if it is not the name of such a
/// list.
pub(super) fn list_role(name: &str) -> Option<Role> {
    match name {
        "ephemeralContainers" => Some(Role::Ephemeral),
        _ if name.ends_with("nitContainers") => Some(Role::Init),
        "steps" | "sidecars" => Some(Role::App),
        _ if name.ends_with("ontainers") => Some(Role::App),
        _ => None,
    }
}

/// Whether a list contains containers: mappings, some of which are recognisable as containers.
pub(super) fn is_list(list: &Cursor<'_>) -> bool {
    let Some(node) = list.node().filter(|node| node.kind() == Kind::Sequence) else { return false };
    let items: Vec<Cursor<'_>> =
        node.items().map(|item| Cursor::new(list.tree_number(), item)).collect();
    items.iter().all(|item| item.is_mapping() && !is_pattern(item))
        && items.iter().any(|item| image(item) != Image::None || has_field(item))
}

/// Whether a mapping by itself is a container: an image with a field that only containers have, a
/// certain image that is not an item of a list, or settings that only containers have.
pub(super) fn is_container(mapping: &Cursor<'_>, is_item: bool) -> bool {
    mapping.is_mapping()
        && !is_pattern(mapping)
        && match image(mapping) {
            Image::Certain if !is_item => true,
            Image::Certain | Image::Possible => has_field(mapping),
            Image::None => has_container_security(mapping) || is_environment(&mapping.get("env")),
        }
}

/// The container of a mapping by itself.
pub(super) fn container<'a>(mapping: &Cursor<'a>) -> Container<'a> {
    let mut container = read(mapping, Role::App);
    let named = mapping.get("imageName");
    if !mapping.get("image").exists() && named.exists() {
        container.image = named.text();
    }
    let own = mapping.get("containerSecurityContext");
    if own.exists() {
        container.security = container_security(&own);
    }
    container
}

/// The image of a mapping. A pattern for the images of others contains characters that are not
/// allowed in references.
fn image(mapping: &Cursor<'_>) -> Image {
    ["image", "imageName"]
        .map(|key| reference(&mapping.get(key)))
        .into_iter()
        .max()
        .unwrap_or(Image::None)
}

fn reference(field: &Cursor<'_>) -> Image {
    let Some(node) = field.node().filter(|node| node.kind() == Kind::Scalar) else {
        return Image::None;
    };
    if matches!(field.text().state(), State::Unresolved(..)) {
        return Image::Possible;
    }
    let text = node.text();
    let is_allowed =
        |character: char| character.is_ascii_alphanumeric() || "._/:@-".contains(character);
    if text.is_empty() || !text.chars().all(is_allowed) || text.contains(":/") {
        return Image::None;
    }
    let reference = ImageReference::parse(text);
    let is_certain =
        reference.registry.is_some() || reference.tag.is_some() || reference.digest.is_some();
    if is_certain { Image::Certain } else { Image::Possible }
}

/// Whether a mapping has a field that only containers have, with the type of that field.
fn has_field(mapping: &Cursor<'_>) -> bool {
    let resources = mapping.get("resources");
    let policies = ["Always", "IfNotPresent", "Never"];
    let policy = mapping.get("imagePullPolicy").literal();
    mapping.get("securityContext").is_mapping()
        || is_environment(&mapping.get("env"))
        || ["command", "args", "envFrom"].iter().any(|key| mapping.get(key).is_sequence())
        || ["livenessProbe", "readinessProbe", "startupProbe"]
            .iter()
            .any(|key| mapping.get(key).is_mapping())
        || resources.get("limits").is_mapping()
        || resources.get("requests").is_mapping()
        || each(&mapping.get("volumeMounts"), |mount| mount.entry("mountPath").is_some())
        || each(&mapping.get("ports"), |port| port.entry("containerPort").is_some())
        || matches!(policy.state(), State::Set(policy, _) if policies.contains(policy))
        || ["script", "source"]
            .iter()
            .any(|key| matches!(mapping.get(key).literal().state(), State::Set(..)))
}

/// Whether the security context of a mapping has a setting that is not available for pods.
fn has_container_security(mapping: &Cursor<'_>) -> bool {
    const ONLY: [&str; 5] = [
        "privileged",
        "allowPrivilegeEscalation",
        "capabilities",
        "readOnlyRootFilesystem",
        "procMount",
    ];
    ["securityContext", "containerSecurityContext"]
        .iter()
        .any(|context| ONLY.iter().any(|key| mapping.get(context).get(key).exists()))
}

/// Whether a list contains variables as defined by the API.
fn is_environment(list: &Cursor<'_>) -> bool {
    let has_value =
        |entry: NodeRef<'_>| ["value", "valueFrom"].iter().any(|key| entry.entry(key).is_some());
    each(list, |entry| entry.entry("name").is_some() && has_value(entry))
}

/// Whether a list has items, all of which are mappings with a property.
fn each(list: &Cursor<'_>, is_one: impl Fn(NodeRef<'_>) -> bool) -> bool {
    list.node().filter(|node| node.kind() == Kind::Sequence && !node.is_empty()).is_some_and(
        |node| {
            node.items()
                .filter_map(NodeRef::follow)
                .all(|item| item.kind() == Kind::Mapping && is_one(item))
        },
    )
}

/// Whether a mapping is a pattern for containers of others: a name or an image with wildcards, or
/// keys with anchors.
fn is_pattern(mapping: &Cursor<'_>) -> bool {
    let has_wildcard = |key: &&'static str| {
        let text = mapping.get(key).literal();
        matches!(text.state(), State::Set(text, _) if text.contains(['*', '?', '!', '|']))
    };
    let has_anchor =
        |node: NodeRef<'_>| node.own_entries().any(|(key, _)| key.key_text().contains('('));
    ["name", "image"].iter().any(has_wildcard) || mapping.node().is_some_and(has_anchor)
}

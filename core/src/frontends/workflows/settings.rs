//! The settings and commands of a CI file. The systems have the same keys for them.

use crate::credentials;
use crate::frontends::settings::{Listing, Word};
use crate::model::settings::{Setting, SettingKind};
use crate::model::{Body, Resource};
use crate::tree::{Field, Kind, NodeRef, Part};

/// Keys of variables that programs of a step or job receive.
const ENVIRONMENTS: &[&str] = &["env", "environment", "variables"];

/// Keys of command lines, in lower case.
const COMMANDS: &[&str] = &[
    "after_script",
    "bash",
    "before_install",
    "before_script",
    "build_script",
    "command",
    "commands",
    "inlinescript",
    "install",
    "powershell",
    "pwsh",
    "run",
    "script",
    "test_script",
];

/// The meaning of a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// According to its keys.
    Plain,
    Environment,
    Command,
    /// The inputs of a step: a script there may be in any language.
    Inputs,
}

/// A node with its effective key.
#[derive(Clone, Copy)]
struct Open<'t> {
    node: NodeRef<'t>,
    key: Option<NodeRef<'t>>,
    role: Role,
}

/// Lists the settings of a file.
pub(super) fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    let (Body::Settings(_), Some(root)) = (&resource.body, resource.content.node()) else { return };
    let tree = resource.content.tree_number();
    let mut open = vec![Open { node: root, key: None, role: Role::Plain }];
    while let Some(own) = open.pop() {
        match own.node.kind() {
            Kind::Scalar => scalar(tree, own, listing),
            // The target is listed where it is written.
            Kind::Alias => {}
            Kind::Sequence => {
                let mut items: Vec<_> = own.node.items().map(|node| Open { node, ..own }).collect();
                items.reverse();
                open.extend(items);
            }
            Kind::Mapping => {
                let named = named(own.node);
                let mut entries: Vec<_> = own
                    .node
                    .own_entries()
                    .map(|(key, node)| entry(own, named, key, node))
                    .collect();
                entries.reverse();
                open.extend(entries);
            }
        }
    }
}

/// An entry of a mapping, by what the mapping is for.
fn entry<'t>(
    own: Open<'t>,
    named: Option<NodeRef<'t>>,
    key: NodeRef<'t>,
    node: NodeRef<'t>,
) -> Open<'t> {
    let word = key.text().to_ascii_lowercase();
    // The value of a variable or an input itself, or its default.
    let is_value = matches!(&*word, "value" | "default");
    let key_in_force = match named.or(own.key) {
        Some(above) if is_value => above,
        _ => key,
    };
    let role = match own.role {
        Role::Environment => Role::Environment,
        Role::Inputs => Role::Inputs,
        Role::Plain | Role::Command if ENVIRONMENTS.contains(&&*word) => Role::Environment,
        Role::Plain | Role::Command if COMMANDS.contains(&&*word) => Role::Command,
        Role::Plain | Role::Command if word == "with" => Role::Inputs,
        Role::Plain | Role::Command => Role::Plain,
    };
    Open { node, key: Some(key_in_force), role }
}

/// The name that a mapping gives to the value in it.
fn named(mapping: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let (_, name) = mapping.entry("name")?;
    mapping.entry("value").or_else(|| mapping.entry("default"))?;
    name.follow().filter(|name| name.kind() == Kind::Scalar)
}

fn scalar<'s>(tree: u32, own: Open<'s>, listing: &mut Listing<'s>) {
    let place = own.node.place(tree);
    let text = if own.node.is_null() { "" } else { own.node.text() };
    let key_place = own.key.map_or(place, |key| key.place(tree));
    let key = own.key.map_or("", NodeRef::text);
    match own.role {
        Role::Command => listing.command_of_file(&[Word { text, place, start: 0 }]),
        Role::Environment => {
            // A list has items like `KEY=value`.
            let (name, offset) = credentials::assigned(key, text);
            let value = text.get(offset..).unwrap_or_default();
            let field = Field::set(value, place);
            let setting = Setting::new(SettingKind::Environment, name, key_place, field);
            let part = Part::new(offset..text.len(), name);
            listing.add(if offset > 0 { setting.within(part) } else { setting });
        }
        Role::Plain | Role::Inputs => {
            let whole =
                Setting::new(SettingKind::FileEntry, key, key_place, Field::set(text, place));
            listing.text(whole, text);
        }
    }
}

//! The settings of a Compose file as written: a credential is readable in the file, whether or not
//! a project uses it.

use std::collections::HashSet;

use super::settings::content;
use super::words;
use crate::frontends::settings::{Listing, Word};
use crate::model::settings::{Setting, SettingKind};
use crate::tree::{Cursor, Expected, Field, Kind, MissingPath, NodeRef, Part, Why, expression};

/// Lists the settings of a file, each once, where it is written.
pub(super) fn list_settings<'s>(root: &Cursor<'s>, listing: &mut Listing<'s>) {
    let Some(node) = root.node() else { return };
    let mut file = File { number: root.tree_number(), seen: HashSet::new(), listing };
    // The meaning of fragments is determined where they are used, so they come last.
    for (is_fragment, meaning) in [(false, Meaning::Project), (true, Meaning::Fragment)] {
        let entries = node.own_entries();
        for (key, value) in entries.filter(|(key, _)| is_extension(*key) == is_fragment) {
            let inner = if is_fragment { meaning } else { meaning.of(key.text()) };
            file.walk(key, value, inner);
        }
    }
}

/// The meaning of a node in a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Project,
    Services,
    /// A service, or a container of one.
    Service,
    /// A list of services or similar.
    Hooks,
    Build,
    Deploy,
    Check,
    /// Networks, volumes and similar.
    Things,
    Thing,
    /// Keys with values, or a list of `KEY=value`.
    Settings(SettingKind),
    /// One of these.
    Entry(SettingKind),
    Command,
    Content,
    /// A node to which nothing in the file gives a meaning.
    Fragment,
    Other,
}

impl Meaning {
    /// The meaning of the value under a key.
    fn of(self, key: &str) -> Self {
        match (self, key) {
            (Self::Project, "services" | "jobs") => Self::Services,
            (Self::Project, "networks" | "volumes" | "secrets" | "configs") => Self::Things,
            (Self::Services, _) => Self::Service,
            (Self::Things, _) => Self::Thing,
            (Self::Thing, "content") => Self::Content,
            (Self::Service | Self::Fragment, "environment") => {
                Self::Settings(SettingKind::Environment)
            }
            (
                Self::Service | Self::Thing | Self::Build | Self::Deploy | Self::Fragment,
                "labels",
            )
            | (Self::Service | Self::Fragment, "annotations") => Self::Settings(SettingKind::Label),
            (Self::Service | Self::Fragment, "command" | "entrypoint") | (Self::Check, "test") => {
                Self::Command
            }
            (Self::Service | Self::Fragment, "healthcheck") => Self::Check,
            (Self::Service | Self::Fragment, "build") => Self::Build,
            (Self::Service | Self::Fragment, "deploy") => Self::Deploy,
            (Self::Service | Self::Fragment, "pre_start" | "post_start" | "pre_stop") => {
                Self::Hooks
            }
            (Self::Build, "args") => Self::Settings(SettingKind::BuildArgument),
            (Self::Settings(kind), _) => Self::Entry(kind),
            (Self::Fragment, _) => Self::Fragment,
            _ => Self::Other,
        }
    }
}

struct File<'l, 's> {
    number: u32,
    /// The visited mappings and lists: an alias leads to one that is written elsewhere.
    seen: HashSet<u32>,
    listing: &'l mut Listing<'s>,
}

impl<'s> File<'_, 's> {
    /// Reads the value under a key, and everything in it.
    fn walk(&mut self, key: NodeRef<'s>, value: NodeRef<'s>, meaning: Meaning) {
        let mut open = vec![(key, value, meaning)];
        while let Some((key, value, meaning)) = open.pop() {
            let Some(node) = value.follow() else { continue };
            match (node.kind(), meaning) {
                (_, Meaning::Other) => {}
                (Kind::Scalar, Meaning::Content) => {
                    content(&Field::set(node.text(), node.place(self.number)), self.listing);
                }
                (_, Meaning::Command) => self.command(node),
                (Kind::Scalar, Meaning::Entry(kind)) => self.setting(kind, key, node),
                // Most fragments contain variables.
                (Kind::Scalar, Meaning::Fragment) => {
                    self.setting(SettingKind::Environment, key, node);
                }
                (Kind::Scalar, _) => self.unread(node, meaning),
                (Kind::Mapping | Kind::Sequence, _) if !self.seen.insert(node.index()) => {}
                (Kind::Mapping, _) => open.extend(entries(node).map(|(key, value, merged)| {
                    (key, value, if merged { meaning } else { meaning.of(key.text()) })
                })),
                (Kind::Sequence, Meaning::Hooks) => {
                    open.extend(node.items().map(|item| (item, item, Meaning::Service)));
                }
                (Kind::Sequence, Meaning::Settings(_) | Meaning::Fragment) => {
                    open.extend(node.items().map(|item| (item, item, meaning.of(""))));
                }
                _ => {}
            }
        }
    }

    /// A scalar in place of a node with settings. A build that is a string is a folder.
    fn unread(&mut self, node: NodeRef<'s>, meaning: Meaning) {
        if node.is_null() {
            return;
        }
        let kinds: &[SettingKind] = match meaning {
            Meaning::Settings(kind) => &[kind],
            Meaning::Services | Meaning::Service | Meaning::Hooks => {
                &[SettingKind::Environment, SettingKind::Argument, SettingKind::Label]
            }
            Meaning::Check => &[SettingKind::Argument],
            Meaning::Things | Meaning::Thing => &[SettingKind::Label, SettingKind::EmbeddedEntry],
            _ => &[],
        };
        let why = expression(node.text()).unwrap_or(Why::WrongType(Expected::Mapping));
        for kind in kinds {
            self.listing.unread(*kind, node.place(self.number), why);
        }
    }

    /// A key with its value, or both in one scalar.
    fn setting(&mut self, kind: SettingKind, key: NodeRef<'s>, node: NodeRef<'s>) {
        let place = node.place(self.number);
        let text = node.text();
        // A name that is one expression up to its `=` may be any key.
        let name =
            if key == node { text.split('=').next().unwrap_or_default() } else { key.text() };
        if let Some(why) = expression(name) {
            return self.listing.unread(kind, key.place(self.number), why);
        }
        if key != node {
            let value = if node.is_null() {
                Field::unset(place, MissingPath::default())
            } else {
                Field::set(text, place)
            };
            let key_place = key.place(self.number);
            return self.listing.add(Setting::new(kind, key.key_text(), key_place, value));
        }
        let value = match text.get(name.len() + 1..) {
            Some(value) => Field::set(value, place),
            None => Field::unset(place, MissingPath::default()),
        };
        let setting = Setting::new(kind, name, place, value);
        self.listing.add(if name.len() < text.len() {
            setting.within(Part::new(name.len() + 1..text.len(), name))
        } else {
            setting
        });
    }

    /// The words of a command: a list of them, or a single string.
    fn command(&mut self, node: NodeRef<'s>) {
        let items: Vec<NodeRef<'s>> = match node.kind() {
            Kind::Scalar => vec![node],
            _ => node.items().filter_map(NodeRef::follow).collect(),
        };
        let mut list = Vec::new();
        for item in items.iter().filter(|item| item.kind() == Kind::Scalar) {
            let (text, place) = (item.text(), item.place(self.number));
            let split = if node == *item { words::split_written(text) } else { None };
            let whole = vec![(String::new(), 0..text.len())];
            list.extend(split.unwrap_or(whole).into_iter().filter_map(|(_, range)| {
                Some(Word { text: text.get(range.clone())?, place, start: range.start })
            }));
        }
        self.listing.command(&list);
    }
}

fn is_extension(key: NodeRef<'_>) -> bool {
    key.text().starts_with("x-")
}

/// The entries of a mapping as written, and whether each is a merge key.
fn entries(mapping: NodeRef<'_>) -> impl Iterator<Item = (NodeRef<'_>, NodeRef<'_>, bool)> {
    mapping.own_entries().flat_map(|(key, value)| {
        if key.is_merge_key() {
            value.merged().into_iter().map(|merged| (key, merged, true)).collect::<Vec<_>>()
        } else {
            vec![(key, value, false)]
        }
    })
}

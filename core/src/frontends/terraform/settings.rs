//! The settings of a Terraform file.

use std::borrow::Cow;
use std::ops::Range;

use crate::frontends::settings::{Listing, Word};
use crate::model::settings::{Pair, SettingKind};
use crate::model::{Body, Resource};
use crate::tree::{Kind, NodeRef};

/// Keys of scripts and command lines.
const COMMANDS: &[&str] =
    &["command", "custom_data", "inline", "metadata_startup_script", "startup_script", "user_data"];

/// Lists the settings of a file.
pub(super) fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    let (Body::Settings(_), Some(root)) = (&resource.body, resource.content.node()) else { return };
    let tree = resource.content.tree_number();
    let mut scalars = root.keyed_scalars();
    scalars.sort_by_key(|keyed| keyed.scalar.index());
    let named = named(root);
    for keyed in scalars {
        let mut pair = Pair::new(keyed, tree);
        let at = keyed.scalar.index();
        let own = named.partition_point(|(nodes, _)| nodes.start <= at).checked_sub(1);
        let own = own.and_then(|own| named.get(own)).filter(|(nodes, _)| nodes.contains(&at));
        if let Some((_, name)) = own {
            (pair.key, pair.key_place) = (Cow::Borrowed(name.text()), name.place(tree));
        }
        // A write-only argument: `password_wo`.
        if let Cow::Borrowed(key) = pair.key {
            pair.key = Cow::Borrowed(key.strip_suffix("_wo").unwrap_or(key));
        }
        if !pair.is_open && is_command(&pair) && !listing.is_file(pair.place) {
            listing.command_of_file(&[Word { text: pair.value, place: pair.place, start: 0 }]);
        } else {
            listing.pair(SettingKind::FileEntry, pair, Some(keyed.scalar));
        }
    }
}

/// The values of variables and outputs without keys, each with its name, in the order of the text.
fn named(root: NodeRef<'_>) -> Vec<(Range<u32>, NodeRef<'_>)> {
    let mut found = Vec::new();
    for (kind, blocks) in root.own_entries() {
        let word = match kind.text() {
            "variable" => "default",
            "output" | "outputs" => "value",
            _ => continue,
        };
        for (name, block) in blocks.own_entries() {
            let values = block.own_entries().filter(|(key, _)| key.text() == word);
            let plain = values.filter(|(_, value)| value.kind() != Kind::Mapping);
            found.extend(plain.map(|(_, value)| (value.index()..value.next(), name)));
        }
    }
    found
}

/// Whether a text is for a shell: by its first line, or by its key. The words of a list that is not
/// for a shell are read one by one.
fn is_command(pair: &Pair<'_>) -> bool {
    let is_script = pair.value.trim_start().starts_with("#!");
    is_script || COMMANDS.contains(&&*pair.key) && pair.value.contains([' ', '\n'])
}

//! The secrets in a document, by keys, shapes and the surrounding object.

use std::ops::Range;

use super::carried::carried;
use super::commands::commands;
use super::lines::of_prose;
use super::secrets::secrets;
use super::words::is_distinctive;
use crate::credentials::{self, Confidence};
use crate::source::Span;
use crate::tree::{Contributor, Keyed, Kind, NodeRef, Role, Step};

/// Where a secret is masked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Reach {
    /// Only at its place.
    Place,
    /// Also elsewhere, even in part, if it is recognisable as a secret.
    Distinctive,
    /// As `Distinctive`, and elsewhere also if all of it occurs.
    Everywhere,
}

/// The position of a secret.
#[derive(Clone, Debug)]
pub(crate) enum Written<'t> {
    /// A range of a scalar's text.
    Scalar(NodeRef<'t>, Range<usize>),
    /// Text outside of scalars: an alias without an anchor, or text after a key without a value.
    Text(Span),
}

/// A secret and its reach.
pub(crate) type Exposed<'t> = (Written<'t>, Reach);

/// Everything in a document that is or contains a secret.
pub(super) fn exposed(root: NodeRef<'_>) -> Vec<Exposed<'_>> {
    let mut found = commands(root);
    let kept = secrets(root, &mut found);
    odd(root, &mut found);
    for keyed in root.keyed_scalars() {
        if !kept.contains(&keyed.scalar.index()) {
            by_key(root, keyed, &mut found);
        }
    }
    found
}

/// Secrets that are not values: aliases without an anchor, keys, and text after a key without a
/// value.
fn odd<'t>(root: NodeRef<'t>, found: &mut Vec<Exposed<'t>>) {
    let mut open = vec![(root, false)];
    while let Some((node, is_below_secret)) = open.pop() {
        let is_named = secret_name(node).is_some();
        for (key, value) in node.own_entries() {
            let name = key.text();
            let is_secret_key = credentials::is_secret_key(name);
            if value.kind() == Kind::Alias {
                match value.follow() {
                    Some(target) if is_secret_key => {
                        found.extend(classified(target, name, target.text(), 0));
                    }
                    Some(_) => {}
                    None => open.push((value, is_secret_key)),
                }
                continue;
            }
            // `name: DB_PASSWORD` next to `value:` is the key of the value.
            let is_nothing = value.kind() == Kind::Scalar && value.text().is_empty();
            if is_nothing && (is_secret_key || (is_named && name == "value")) {
                found.extend(behind(key));
            }
            let own = by_itself(name).into_iter();
            found.extend(own.map(|range| (Written::Scalar(key, range), Reach::Distinctive)));
            let is_lone = is_nothing
                && !name.is_empty()
                && (is_below_secret || (is_named && is_distinctive(name)));
            // Lines of a base64 key that were parsed as mapping keys.
            let is_key_material = name.len() >= 40
                && name.bytes().any(|byte| byte.is_ascii_uppercase())
                && credentials::is_drawn(name);
            if is_lone
                || is_key_material
                || (name.len() >= 20 && credentials::contains_known("", name))
            {
                found.push((Written::Scalar(key, 0..name.len()), Reach::Distinctive));
            }
            // The value of a named secret may be under another key.
            let is_value = is_named
                && name != "value"
                && name != "name"
                && !says_what_it_is(name)
                && value.kind() == Kind::Scalar
                && is_distinctive(value.text());
            if is_value {
                found.push((Written::Scalar(value, 0..value.text().len()), Reach::Distinctive));
            }
            open.push((value, is_secret_key));
        }
        found.extend(named_elsewhere(node));
        if node.kind() == Kind::Alias && node.follow().is_none() {
            let text = node.tree().source().slice(node.span());
            if is_below_secret || is_distinctive(text) {
                found.push((Written::Text(node.span()), Reach::Everywhere));
            }
        }
        open.extend(node.items().map(|item| (item, is_below_secret)));
    }
}

/// The value of a named variable that an alias or a merge key brings in.
fn named_elsewhere(mapping: NodeRef<'_>) -> Vec<Exposed<'_>> {
    let is_own =
        |value: NodeRef<'_>| mapping.own_entries().any(|(_, own)| own.index() == value.index());
    let Some(name) = secret_name(mapping) else { return Vec::new() };
    let value = mapping.entry("value").map(|(_, value)| value);
    let value = value.filter(|value| value.kind() == Kind::Alias || !is_own(*value));
    let target = value.and_then(NodeRef::follow);
    target.into_iter().flat_map(|target| classified(target, name, target.text(), 0)).collect()
}

/// The secret part of a key: `db_password:x` without a space, a URL.
fn by_itself(name: &str) -> Vec<Range<usize>> {
    let mut found = carried(name);
    if name.contains([':', '=']) {
        found.extend(of_prose(name));
    }
    found
}

/// The `name` in a mapping, if it is that of a secret.
fn secret_name(mapping: NodeRef<'_>) -> Option<&str> {
    let (_, name) = mapping.entry("name")?;
    name.follow().map(NodeRef::text).filter(|name| credentials::is_secret_key(name))
}

/// The rest of the line of a key without a value: a tag, an anchor, a comment.
pub(super) fn behind(key: NodeRef<'_>) -> Option<Exposed<'_>> {
    let source = key.tree().source();
    let rest = source.text().get(key.span().end as usize..)?;
    let line = rest.split(['\n', '\r']).next()?;
    let text =
        line.trim_start_matches(|letter: char| letter.is_whitespace() || "\"':=".contains(letter));
    let start = line.len() - text.len();
    let text = text.trim_end();
    let word = text.trim_start_matches(['#', '!', '&', '*']);
    let is_secret =
        !word.is_empty() && (!word.contains(char::is_whitespace) || is_distinctive(word));
    let at =
        |length: usize| key.span().end.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
    let span = Span::new(at(start), at(start + text.len()));
    is_secret.then_some((Written::Text(span), Reach::Distinctive))
}

/// The secrets in a scalar outside of a Secret.
fn by_key<'t>(root: NodeRef<'t>, keyed: Keyed<'t>, found: &mut Vec<Exposed<'t>>) {
    let (node, text) = (keyed.scalar, keyed.scalar.text());
    let mut name = keyed.qualified();
    let is_named = keyed.is_item || name.is_empty();
    // A text without keys contains logins if its file name says so.
    if node == root {
        let path = node.tree().source().name();
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
        // `db_password.txt`: the extension is the format.
        let stem = file.split_once('.').map_or("", |(stem, _)| stem);
        name = if credentials::is_secret_key(stem) { stem } else { file }.into();
    }
    let (key, offset) = if is_named { credentials::assigned(&name, text) } else { (&*name, 0) };
    let value = text.get(offset..).unwrap_or_default();
    found.extend(classified(node, key, value, offset));
    if let Some(parent) = keyed.parent.filter(|parent| credentials::is_secret_key(parent.text())) {
        if !says_what_it_is(keyed.key()) {
            let below = classified(node, parent.text(), text, 0);
            found.extend(below.map(|(written, reach)| (written, reach.min(Reach::Distinctive))));
        }
    }
    let carried = carried(text).into_iter();
    found.extend(carried.map(|range| (Written::Scalar(node, range), Reach::Distinctive)));
    let whole = (Written::Scalar(node, 0..text.len()), Reach::Distinctive);
    found.extend(is_in_secrets(keyed).then_some(whole));
    found.extend(in_lines(node));
    let taken = taken(node).into_iter();
    found.extend(taken.map(|range| (Written::Scalar(node, range), Reach::Place)));
    if secret_in_base64(keyed.top, text) {
        found.push((Written::Scalar(node, 0..text.len()), Reach::Everywhere));
    }
}

/// Whether a scalar is the content of a secret of Compose, or cannot be a word and is in a mapping of
/// secrets as charts have them.
fn is_in_secrets(keyed: Keyed<'_>) -> bool {
    const MAPPINGS: [&str; 4] = ["secrets", "credentials", "passwords", "tokens"];
    let is_mapping = |key: &str| MAPPINGS.iter().any(|word| key.eq_ignore_ascii_case(word));
    let is_content = keyed.top == "secrets" && keyed.key() == "content";
    let parent = keyed.parent.map_or("", NodeRef::text);
    let is_drawn = || is_distinctive(keyed.scalar.text().trim());
    is_content || (is_mapping(parent) && !says_what_it_is(keyed.key()) && is_drawn())
}

fn classified<'t>(
    node: NodeRef<'t>,
    key: &str,
    value: &str,
    offset: usize,
) -> impl Iterator<Item = Exposed<'t>> {
    let ranges = credentials::secret_ranges(key, value);
    // Most scalars are neither.
    let is_sure = ranges.is_empty()
        || credentials::classify(key, value).confidence != Confidence::Low
        || value.contains(char::is_whitespace);
    let reach = if is_sure { Reach::Everywhere } else { Reach::Distinctive };
    // A value wrapped over several lines contains spaces at the line ends.
    let is_folded = |node: NodeRef<'_>| {
        offset + value.len() == node.text().len()
            && !value.contains('\n')
            && node.tree().source().slice(node.span()).contains('\n')
    };
    let is_whole = !ranges.is_empty() && credentials::is_secret_key(key) && is_folded(node);
    let ranges = if is_whole { std::iter::once(0..value.len()).collect() } else { ranges };
    ranges
        .into_iter()
        .map(move |range| (Written::Scalar(node, offset + range.start..offset + range.end), reach))
}

/// The assignments in the lines of a text.
pub(super) fn in_lines(node: NodeRef<'_>) -> Vec<Exposed<'_>> {
    let text = node.text();
    if !text.contains('\n') {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (name, line) in credentials::assigned_in_lines(text) {
        let value = text.get(line.clone()).unwrap_or_default();
        found.extend(classified(node, name, value, line.start));
    }
    found
}

/// Keys below that of a secret for its properties, its store or its purpose.
pub(super) fn says_what_it_is(key: &str) -> bool {
    const WORDS: [&str; 30] = [
        "name",
        "namespace",
        "key",
        "ref",
        "file",
        "path",
        "type",
        "kind",
        "apiversion",
        "description",
        "title",
        "format",
        "pattern",
        "length",
        "optional",
        "required",
        "enabled",
        "create",
        "source",
        "target",
        "provider",
        "version",
        "audience",
        "issuer",
        "algorithm",
        "policy",
        "url",
        "mode",
        "environment",
        "engine",
    ];
    let key = key.to_ascii_lowercase();
    WORDS.iter().any(|word| key.ends_with(word)) || key.starts_with("min") || key.starts_with("max")
}

/// The parts of a scalar that come from variables that are secrets where they are set, independent
/// of the key here.
pub(super) fn taken(node: NodeRef<'_>) -> Vec<Range<usize>> {
    let Some(provenance) = node.tree().provenance() else { return Vec::new() };
    let is_secret = |read: &Contributor| {
        let tree = provenance.source(read.from).filter(|_| read.role == Role::Variable);
        tree.is_some_and(|tree| {
            let path = tree.path(read.from.node);
            let value = tree.node(read.from.node);
            let Some(Step::Key(key)) = path.last() else { return false };
            !credentials::secret_ranges(&key.key_text(), value.text()).is_empty()
        })
    };
    let pieces = provenance.own(node.index()).iter();
    let taken = pieces.filter(|(_, piece)| piece.reads.iter().any(is_secret));
    taken.map(|(_, piece)| piece.to.0 as usize..piece.to.1 as usize).collect()
}

/// Whether an entry in base64 contains a secret.
fn secret_in_base64(top: &str, value: &str) -> bool {
    top == "binaryData"
        && super::forms::decoded(value).is_some_and(|text| credentials::contains_secret(&text))
}

//! Lines of the inputs, with every secret in them masked.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::locate::outermost;
use super::record::Location;
use super::settings::{secret_settings, secrets_of_settings};
use crate::credentials;
use crate::engine::Walk;
use crate::model::{Body, Resource};
use crate::source::{Source, Span};
use crate::tree::{Contributor, Cursor, Kind, NodeRef, Place, Provenance, Role, Step, Tree};

/// What is shown instead of a secret. Its length says nothing about the secret's.
pub(super) const MASK: &str = "********";

/// The texts of the inputs that findings point into.
#[derive(Debug, Default)]
pub(super) struct Texts(HashMap<Arc<str>, Text>);

struct Text {
    source: Source,
    /// The tree of the text, and those that are made from it: what is a secret in any of them is
    /// masked.
    trees: Vec<Arc<Tree>>,
    /// What is a secret by the settings of its resources.
    settings: Vec<Span>,
    /// Secret ranges, sorted, not overlapping; worked out when the text is first shown.
    masks: OnceLock<Vec<Span>>,
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The trees hold the secrets in plain text.
        self.source.fmt(formatter)
    }
}

/// One line of an excerpt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Its text with secrets masked, without its line break.
    pub(super) text: String,
    /// The columns of the masked text that the finding is about, from 0, in code points.
    pub(super) marked: Option<(usize, usize)>,
}

impl Texts {
    /// Keeps the texts at the paths.
    pub(super) fn new(walk: &Walk<'_>, paths: &HashSet<&str>) -> Self {
        let mut texts: HashMap<Arc<str>, Text> = HashMap::new();
        let pointed = walk.numbered.inputs.iter().filter(|input| paths.contains(&*input.name));
        for input in pointed {
            let Some(own) = input.trees.first() else { continue };
            let derived = walk.wholes.iter().filter_map(|whole| walk.tree(whole.tree));
            let derived = derived.filter(|tree| is_made_from(tree, own)).cloned();
            texts.entry(Arc::clone(&input.name)).or_insert_with(|| Text {
                settings: secret_settings(walk, own),
                source: own.source().clone(),
                trees: input.trees.iter().cloned().chain(derived).collect(),
                masks: OnceLock::new(),
            });
        }
        Self(texts)
    }

    /// The lines from the one above a location to the one below it, as far as they exist.
    pub(super) fn lines(&self, location: &Location, above: u32, below: u32) -> Vec<Line> {
        let (Some(text), Some(start), Some(end)) =
            (self.0.get(&location.path), location.start, location.end)
        else {
            return Vec::new();
        };
        let first = start.line.saturating_sub(above).max(1);
        let last = start.line.saturating_add(below).min(text.source.line_count());
        (first..=last)
            .map(|number| {
                text.line(number, (number == start.line).then_some((start.byte, end.byte)))
            })
            .collect()
    }
}

impl Text {
    fn masks(&self) -> &[Span] {
        self.masks.get_or_init(|| {
            let own = self.trees.first().map(Arc::as_ptr);
            let found = self.trees.iter().flat_map(|tree| secrets(tree));
            let here = found.filter(|(of, _)| own == Some(std::ptr::from_ref(*of)));
            let mut masks: Vec<Span> = here.map(|(_, span)| span).collect();
            masks.extend(&self.settings);
            masks.sort();
            merge(masks)
        })
    }

    fn line(&self, number: u32, marked: Option<(u32, u32)>) -> Line {
        let span = self.source.line_span(number);
        let mut shown = String::new();
        let mut at = span.start;
        // Where a byte of the source is in the shown text, in code points.
        let mut columns = [None, None];
        let ends = marked.map(|(start, end)| [start, end.clamp(start, span.end)]);
        let mut note = |byte: u32, shown: &str| {
            for (column, end) in columns.iter_mut().zip(ends.into_iter().flatten()) {
                if column.is_none() && byte >= end {
                    *column = Some(shown.chars().count());
                }
            }
        };
        note(at, &shown);
        for mask in
            self.masks().iter().filter(|mask| mask.start < span.end && mask.end > span.start)
        {
            let start = mask.start.max(span.start);
            for character in self.source.slice(Span::new(at, start)).chars() {
                shown.push(character);
                at += u32::try_from(character.len_utf8()).unwrap_or(4);
                note(at, &shown);
            }
            shown.push_str(MASK);
            at = mask.end.min(span.end);
            note(at, &shown);
        }
        for character in self.source.slice(Span::new(at, span.end)).chars() {
            shown.push(character);
            at += u32::try_from(character.len_utf8()).unwrap_or(4);
            note(at, &shown);
        }
        let marked = match columns {
            [Some(start), end] if marked.is_some() => {
                let end = end.unwrap_or_else(|| shown.chars().count());
                Some((start, end.max(start + 1)))
            }
            _ => None,
        };
        Line { number, text: shown, marked }
    }
}

fn merge(sorted: Vec<Span>) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// Whether a tree is made from another one.
fn is_made_from(tree: &Tree, other: &Arc<Tree>) -> bool {
    let sources = tree.provenance().map_or(&[][..], Provenance::sources);
    sources.iter().any(|source| Arc::ptr_eq(source, other))
}

/// The secret ranges of a tree, in the texts of the inputs themselves.
fn secrets(tree: &Tree) -> Vec<(&Tree, Span)> {
    let mut spans = Vec::new();
    for (_, root) in tree.documents() {
        for (node, range) in secret_scalars(root) {
            for (tree, node, part) in tree.passages(node.index(), &range) {
                // What the text has in other letters is masked with all that is around it.
                let node = tree.node(node);
                let span = part.and_then(|part| node.span_of(&part)).unwrap_or(node.span());
                spans.push(outermost(tree, span));
            }
        }
    }
    spans
}

/// Every scalar of a document that is a secret or holds one, with the range of its text that is.
pub(super) fn secret_scalars(root: NodeRef<'_>) -> Vec<(NodeRef<'_>, Range<usize>)> {
    let mut found = commands(root);
    for object in objects(root) {
        let is_secret = is_kind(object, "Secret");
        for keyed in object.keyed_scalars() {
            let (node, text) = (keyed.scalar, keyed.scalar.text());
            if is_secret && matches!(keyed.top, "data" | "stringData") {
                found.push((node, 0..text.len()));
                // What base64 hides must not be quoted as it is either; see `Quotable`.
                continue;
            }
            let mut name = keyed.qualified();
            let is_named = keyed.is_item || name.is_empty();
            // A text without keys is one of logins by the name of its file.
            if node == root {
                let path = node.tree().source().name();
                name = path.rsplit(['/', '\\']).next().unwrap_or(path).into();
            }
            let (key, offset) =
                if is_named { credentials::assigned(&name, text) } else { (&*name, 0) };
            let value = text.get(offset..).unwrap_or_default();
            let ranges = credentials::secret_ranges(key, value).into_iter();
            found.extend(ranges.map(|range| (node, offset + range.start..offset + range.end)));
            if text.contains('\n') {
                for (name, line) in credentials::assigned_in_lines(text) {
                    let value = text.get(line.clone()).unwrap_or_default();
                    let ranges = credentials::secret_ranges(name, value).into_iter();
                    let moved =
                        |range: Range<usize>| line.start + range.start..line.start + range.end;
                    found.extend(ranges.map(|range| (node, moved(range))));
                }
            }
            found.extend(taken_secrets(node).into_iter().map(|range| (node, range)));
            let decoded = secret_in_base64(keyed.top, text);
            found.extend(decoded.then_some((node, 0..text.len())));
        }
    }
    found
}

/// What of a scalar was taken from variables that are secrets where they are set, whatever the name is
/// here.
fn taken_secrets(node: NodeRef<'_>) -> Vec<Range<usize>> {
    let provenance = node.tree().provenance();
    let pieces = provenance.map_or(&[][..], |provenance| provenance.own(node.index()));
    let is_secret = |read: &Contributor| {
        let tree = provenance.and_then(|provenance| provenance.source(read.from));
        tree.filter(|_| read.role == Role::Variable).is_some_and(|tree| {
            let path = tree.path(read.from.node);
            let value = tree.node(read.from.node);
            let Some(Step::Key(key)) = path.last() else { return false };
            !credentials::secret_ranges(&key.key_text(), value.text()).is_empty()
        })
    };
    let taken = pieces.iter().filter(|(_, piece)| piece.reads.iter().any(is_secret));
    taken.map(|(_, piece)| piece.to.0 as usize..piece.to.1 as usize).collect()
}

/// The objects of a document: itself, or the items of a list.
fn objects(root: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let items = root.entry("items").and_then(|(_, items)| items.follow());
    let items: Vec<NodeRef<'_>> =
        items.into_iter().flat_map(NodeRef::items).filter_map(NodeRef::follow).collect();
    if items.is_empty() { vec![root] } else { items }
}

fn is_kind(object: NodeRef<'_>, name: &str) -> bool {
    let kind = object.entry("kind").and_then(|(_, kind)| kind.follow());
    kind.is_some_and(|kind| kind.text() == name)
}

/// Whether an entry in base64 holds a secret.
fn secret_in_base64(top: &str, value: &str) -> bool {
    top == "binaryData" && decoded(value).is_some_and(|text| credentials::holds_secret(&text))
}

/// A value in base64 as text, where it is text.
fn decoded(value: &str) -> Option<String> {
    let value: String = value.split_ascii_whitespace().collect();
    String::from_utf8(STANDARD.decode(value).ok()?).ok()
}

/// The secrets of command lines: `args` and its like need not be words of one scalar.
fn commands(root: NodeRef<'_>) -> Vec<(NodeRef<'_>, Range<usize>)> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        for (key, value) in node.own_entries() {
            open.push(value);
            if credentials::takes_words(key.text()) {
                let args = node.entry("args").filter(|_| key.text() == "command");
                let lists = [Some(value), args.map(|(_, args)| args)];
                let words = lists.into_iter().flatten().filter_map(NodeRef::follow);
                let words: Vec<NodeRef<'_>> = words.flat_map(words_of).collect();
                found.extend(secret_words(&words));
            } else if value.kind() == Kind::Scalar && value.text().contains('\n') {
                found.extend(secret_words(&[value]));
            }
        }
        open.extend(node.items());
    }
    found
}

/// The words of a command line: a list of them, or one text.
fn words_of(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    match node.kind() {
        Kind::Scalar => vec![node],
        _ => node.items().filter_map(NodeRef::follow).collect(),
    }
}

fn secret_words<'t>(words: &[NodeRef<'t>]) -> Vec<(NodeRef<'t>, Range<usize>)> {
    let texts: Vec<&str> = words.iter().map(|word| word.text()).collect();
    let secrets = credentials::arguments(&texts).into_iter();
    secrets
        .filter_map(|argument| Some((*words.get(argument.number)?, argument.secret()?)))
        .collect()
}

/// What messages about a resource must not quote, and what they may.
#[derive(Debug, Default)]
pub(super) struct Quotable {
    /// The resource's secrets, the longest first.
    secrets: Vec<String>,
    /// Its keys and names: they say nothing, even where one of them is somebody's password.
    keys: HashSet<String>,
}

impl Quotable {
    /// The secrets and keys of a resource, and of the files inside of its scalars.
    pub(super) fn of(walk: &Walk<'_>, resource: &Resource<'_>) -> Self {
        let Some(root) = resource.content.node() else { return Self::default() };
        let mut found = Self::default();
        found.add(root);
        let tree = resource.content.tree_number();
        let inside = Place::new(tree, root.index())..Place::new(tree, root.next());
        let files = resource.configurations.all_within(inside).into_iter();
        files.filter_map(Cursor::node).for_each(|root| found.add(root));
        if let Body::Settings(_) = resource.body {
            for (place, range) in secrets_of_settings(walk, resource) {
                let tree = walk.tree(place.tree());
                let text = tree.and_then(|tree| tree.node(place.node()).text().get(range));
                found.secrets.extend(text.filter(|text| text.len() >= 3).map(str::to_owned));
            }
        }
        // The longest first, so that no rest of one stays when a part of it is another.
        found
            .secrets
            .sort_by(|left, right| right.len().cmp(&left.len()).then_with(|| left.cmp(right)));
        found.secrets.dedup();
        found
    }

    fn add(&mut self, root: NodeRef<'_>) {
        for (node, range) in secret_scalars(root) {
            let Some(secret) = node.text().get(range).filter(|text| text.len() >= 3) else {
                continue;
            };
            self.secrets.extend(decoded(secret).filter(|text| text.len() >= 3));
            self.secrets.push(secret.to_owned());
        }
        for keyed in root.keyed_scalars() {
            // `container `mysql`` is how a reader finds it, whatever its password is.
            if keyed.key() == "name" {
                self.keys.insert(keyed.scalar.text().to_owned());
            }
            self.keys.insert(keyed.key().to_owned());
        }
    }

    /// A message in which what stands in backticks holds no secret.
    pub(super) fn masked(&self, message: String) -> Box<str> {
        if self.secrets.is_empty() {
            return message.into();
        }
        let mut masked = String::with_capacity(message.len());
        for (index, part) in message.split('`').enumerate() {
            if index > 0 {
                masked.push('`');
            }
            let is_quoted = index % 2 == 1;
            let mut part = part.to_owned();
            if is_quoted && !self.keys.contains(&part) {
                for secret in &self.secrets {
                    // A word that names of things have too is one only where it is given to something.
                    part = if credentials::is_ordinary(secret) {
                        part.replace(&format!("={secret}"), &format!("={MASK}"))
                    } else {
                        part.replace(secret.as_str(), MASK)
                    };
                }
            }
            masked.push_str(&part);
        }
        masked.into()
    }
}

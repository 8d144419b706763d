//! Writes a document of a tree as YAML in block notation.

use std::borrow::Cow;

use super::hidden::Hidden;
use crate::edit::{literal, scalar};
use crate::tree::{Dialect, Kind, NodeRef, Scalar, Style, Why, resolve};

/// A document as YAML.
#[derive(Default)]
pub(super) struct Rendered {
    pub(super) text: String,
    pub(super) is_masked: bool,
    pub(super) is_unresolved: bool,
    /// The number of lines.
    pub(super) lines: u32,
    /// The nodes in the order in which they begin, each with the number of lines before it; empty without
    /// origins.
    pub(super) nodes: Vec<(u32, u32)>,
}

/// Where the value of a node was written, by its number.
type Origins<'o> = &'o dyn Fn(u32) -> Option<String>;

/// The number of columns by which entries and blocks are indented.
const STEP: usize = 2;

/// Writes a document as its reader sees it: aliases and merges are followed, and each key is there once.
pub(super) fn document(
    root: NodeRef<'_>,
    hidden: Option<&Hidden>,
    origins: Option<Origins<'_>>,
) -> Rendered {
    let mut page = Page { rendered: Rendered::default(), hidden, origins, is_inline: true };
    let mut steps = Vec::new();
    page.value(root, "", None, &mut steps);
    while let Some(step) = steps.pop() {
        match step {
            Step::Entry(key, value, column) => {
                let key = page.key(key, column);
                page.value(value, &key, Some(column), &mut steps);
            }
            Step::Item(value, column) => {
                page.lead(column);
                page.rendered.text.push('-');
                page.item(value, column, &mut steps);
            }
            Step::Open(column) => {
                page.lead(column);
                let note = page.unresolved(Why::Elsewhere);
                page.rendered.text.extend(["# ", &note]);
                page.end();
            }
        }
    }
    page.rendered
}

/// What is still to be written, each with its column.
enum Step<'t> {
    Entry(NodeRef<'t>, NodeRef<'t>, usize),
    Item(NodeRef<'t>, usize),
    /// A mapping ends that may have further keys.
    Open(usize),
}

struct Page<'p> {
    rendered: Rendered,
    hidden: Option<&'p Hidden>,
    origins: Option<Origins<'p>>,
    /// Whether the line has begun.
    is_inline: bool,
}

impl Page<'_> {
    /// Begins a line at a column, unless it has begun with the dash of an item.
    fn lead(&mut self, column: usize) {
        if !std::mem::take(&mut self.is_inline) {
            self.rendered.text.extend(std::iter::repeat_n(' ', column));
        }
    }

    /// Ends a line.
    fn end(&mut self) {
        self.rendered.text.push('\n');
        self.rendered.lines += 1;
    }

    /// Records that a node begins on this line.
    fn begin(&mut self, node: NodeRef<'_>) {
        if self.origins.is_some() {
            self.rendered.nodes.push((self.rendered.lines, node.index()));
        }
    }

    /// Writes a key; returns its text.
    fn key(&mut self, key: NodeRef<'_>, column: usize) -> String {
        self.lead(column);
        let node = key.follow().unwrap_or(key);
        let text = match self.hidden.and_then(|hidden| hidden.masked("", node)) {
            Some(masked) => {
                self.rendered.is_masked = true;
                masked
            }
            None => key.key_text().into_owned(),
        };
        self.rendered.text.push_str(&scalar(&text));
        self.rendered.text.push(':');
        text
    }

    /// Writes the value of a key at a column, or of a document.
    fn value<'t>(
        &mut self,
        value: NodeRef<'t>,
        key: &str,
        column: Option<usize>,
        steps: &mut Vec<Step<'t>>,
    ) {
        let Some(node) = value.follow().filter(|node| is_filled(*node)) else {
            self.single(value, key, column.is_some(), column.unwrap_or_default() + STEP);
            return;
        };
        // The items of a list are below its key.
        let below = match column {
            Some(column) if node.kind() == Kind::Mapping => column + STEP,
            Some(column) => column,
            None => 0,
        };
        self.begin(node);
        if column.is_some() {
            self.end();
            self.is_inline = false;
        }
        add(node, below, steps);
    }

    /// Writes the value of an item whose dash is at a column.
    fn item<'t>(&mut self, value: NodeRef<'t>, column: usize, steps: &mut Vec<Step<'t>>) {
        match value.follow().filter(|node| is_filled(*node)) {
            Some(node) => {
                self.rendered.text.push(' ');
                self.is_inline = true;
                self.begin(node);
                add(node, column + STEP, steps);
            }
            None => self.single(value, "", true, column + STEP),
        }
    }

    /// Writes a value without further lines but those of its text, and where it was written.
    fn single(&mut self, value: NodeRef<'_>, key: &str, is_behind: bool, column: usize) {
        self.is_inline = false;
        if is_behind {
            self.rendered.text.push(' ');
        }
        let text = self.text(value, key);
        let block = text.as_ref().ok().and_then(|text| literal(text));
        match (&block, &text) {
            (Some((header, _)), _) => self.rendered.text.push_str(header),
            (None, Ok(text)) => self.rendered.text.push_str(&scalar(text)),
            (None, Err(written)) => self.rendered.text.push_str(written),
        }
        let node = value.follow().unwrap_or(value);
        self.begin(node);
        if let Some(origin) = self.origins.and_then(|origins| origins(node.index())) {
            self.rendered.text.push_str(" # ");
            self.rendered.text.push_str(&origin);
        }
        self.end();
        for line in block.into_iter().flat_map(|(_, lines)| lines) {
            if !line.is_empty() {
                self.rendered.text.extend(std::iter::repeat_n(' ', column));
                self.rendered.text.push_str(line);
            }
            self.end();
        }
    }

    /// The text of a string, or the notation of any other value.
    fn text<'t>(&mut self, value: NodeRef<'t>, key: &str) -> Result<Cow<'t, str>, Cow<'t, str>> {
        let Some(node) = value.follow() else { return Ok(self.unresolved(Why::Alias).into()) };
        match node.kind() {
            Kind::Mapping if node.is_open() => {
                return Err(format!("{{}} # {}", self.unresolved(Why::Elsewhere)).into());
            }
            Kind::Mapping => return Err("{}".into()),
            Kind::Sequence => return Err("[]".into()),
            Kind::Scalar | Kind::Alias => {}
        }
        // An expression that is filled in elsewhere is part of the object until then.
        if let Some(why) = node.unresolved().filter(|_| node.is_open()) {
            return Ok(self.unresolved(why).into());
        }
        if let Some(masked) = self.hidden.and_then(|hidden| hidden.masked(key, node)) {
            self.rendered.is_masked = true;
            return Ok(masked.into());
        }
        let written = node.text();
        Err(match node.scalar() {
            Scalar::Text(text) => return Ok(text.into()),
            Scalar::Null => "null".into(),
            Scalar::Bool(value) => value.to_string().into(),
            Scalar::Integer(value) => value.to_string().into(),
            Scalar::Unsigned(value) => value.to_string().into(),
            Scalar::Float(_) if is_same(node.scalar(), written) => written.into(),
            Scalar::Float(value) => format!("{value:?}").into(),
        })
    }

    fn unresolved(&mut self, why: Why) -> String {
        self.rendered.is_unresolved = true;
        format!("<unresolved: {why}>")
    }
}

/// Whether a node is a collection with content.
fn is_filled(node: NodeRef<'_>) -> bool {
    matches!(node.kind(), Kind::Mapping | Kind::Sequence) && !node.is_empty()
}

/// Whether a text is the same number for every reader.
fn is_same(value: Scalar<'_>, text: &str) -> bool {
    let dialects = [Dialect::Kubernetes, Dialect::Compose];
    dialects.iter().all(|dialect| resolve(text, Style::Plain, None, *dialect) == value)
}

/// Adds the content of a collection, in reverse.
fn add<'t>(node: NodeRef<'t>, column: usize, steps: &mut Vec<Step<'t>>) {
    if node.kind() == Kind::Mapping && node.is_open() {
        steps.push(Step::Open(column));
    }
    let first = steps.len();
    let entries = node.entries().into_iter();
    steps.extend(entries.map(|(key, value)| Step::Entry(key, value, column)));
    steps.extend(node.items().map(|item| Step::Item(item, column)));
    if let Some(added) = steps.get_mut(first..) {
        added.reverse();
    }
}

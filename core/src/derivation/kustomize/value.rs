//! The content of objects while they are customised: values with their lineage, shared until they
//! are changed.

use std::rc::Rc;

use crate::tree::{Dialect, Kind, Lineage, NodeRef, Passage, Scalar, Style, resolve};

/// A value with its lineage.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) lineage: Lineage,
    pub(super) data: Data,
}

/// The data of a value.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Scalar(Text),
    List(Vec<Rc<Value>>),
    Map(Vec<Entry>),
}

/// A key with its value.
pub(super) type Entry = (Rc<Key>, Rc<Value>);

/// A key with its lineage.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) text: Rc<str>,
    pub(super) lineage: Lineage,
}

/// A scalar as the reference keeps it: its type is determined when it is written.
#[derive(Clone, Debug)]
#[allow(clippy::struct_field_names, reason = "the text of a text")]
pub(super) struct Text {
    pub(super) text: Rc<str>,
    pub(super) tag: Tag,
    /// Whether it is written with quotes or as a block.
    pub(super) quoted: bool,
}

/// The type of a scalar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tag {
    /// Determined by the text.
    Unset,
    Null,
    Bool,
    Integer,
    Float,
    Text,
}

/// Maximum nesting of an object.
pub(super) const DEPTH: usize = 100;

/// A value is nested deeper than [`DEPTH`].
#[derive(Debug)]
pub(super) struct TooDeep;

impl Text {
    /// A string.
    pub(super) fn string(text: impl Into<Rc<str>>) -> Self {
        Self { text: text.into(), tag: Tag::Text, quoted: true }
    }

    /// A scalar whose type its text determines.
    pub(super) fn plain(text: impl Into<Rc<str>>) -> Self {
        Self { text: text.into(), tag: Tag::Unset, quoted: false }
    }

    fn of(node: NodeRef<'_>) -> Self {
        let quoted = node.style() != Style::Plain;
        let value = resolve(node.text(), node.style(), node.tag(), Dialect::Compose);
        Self { text: node.text().into(), tag: tag(value), quoted }
    }

    /// The value as it is in the output; `None` if the text is not of its type, which the reference
    /// refuses to write.
    pub(super) fn value(&self) -> Option<Scalar<'_>> {
        let by_text = resolve(&self.text, Style::Plain, None, Dialect::Compose);
        Some(match (self.tag, by_text) {
            (Tag::Text, _) => Scalar::Text(&self.text),
            (Tag::Null, _) => Scalar::Null,
            (Tag::Unset, _) if self.quoted => Scalar::Text(&self.text),
            (Tag::Unset, value) => value,
            (known, value) if known == tag(value) && self.quoted => Scalar::Text(&self.text),
            (known, value) if known == tag(value) => value,
            #[expect(clippy::cast_precision_loss, reason = "as the reference does")]
            (Tag::Float, Scalar::Integer(value)) => Scalar::Float(value as f64),
            _ => return None,
        })
    }

    fn scalar(&self) -> Scalar<'_> {
        self.value().unwrap_or(Scalar::Text(&self.text))
    }

    /// Whether the reference quotes the text when it sets it: one that is a string although its text
    /// looks like another type.
    pub(super) fn needs_quotes(&self) -> bool {
        let by_text = || resolve(&self.text, Style::Plain, None, Dialect::Kubernetes);
        let is_string = matches!(self.tag, Tag::Text | Tag::Unset) && !self.quoted;
        is_string && !self.text.is_empty() && !matches!(by_text(), Scalar::Text(_))
    }

    /// The same in the form in which JSON has it.
    pub(super) fn normal(&self) -> Self {
        let value = self.scalar();
        let text: Rc<str> = match value {
            Scalar::Null => "null".into(),
            Scalar::Bool(value) => if value { "true" } else { "false" }.into(),
            Scalar::Integer(value) => value.to_string().into(),
            Scalar::Unsigned(value) => value.to_string().into(),
            Scalar::Float(value) => value.to_string().into(),
            Scalar::Text(_) => Rc::clone(&self.text),
        };
        Self { text, tag: tag(value), quoted: matches!(value, Scalar::Text(_)) }
    }
}

fn tag(value: Scalar<'_>) -> Tag {
    match value {
        Scalar::Null => Tag::Null,
        Scalar::Bool(_) => Tag::Bool,
        Scalar::Integer(_) | Scalar::Unsigned(_) => Tag::Integer,
        Scalar::Float(_) => Tag::Float,
        Scalar::Text(_) => Tag::Text,
    }
}

impl Value {
    pub(super) fn new(lineage: impl Into<Lineage>, data: Data) -> Rc<Self> {
        Rc::new(Self { lineage: lineage.into(), data })
    }

    /// A string.
    pub(super) fn string(lineage: impl Into<Lineage>, text: impl Into<Rc<str>>) -> Rc<Self> {
        Self::new(lineage, Data::Scalar(Text::string(text)))
    }

    /// A mapping without entries.
    pub(super) fn empty_map(lineage: impl Into<Lineage>) -> Rc<Self> {
        Self::new(lineage, Data::Map(Vec::new()))
    }

    /// The value of a node, with aliases and merge keys resolved; everything has the other
    /// contributors of this lineage.
    ///
    /// # Errors
    /// If it is nested too deeply.
    pub(super) fn of(node: NodeRef<'_>, source: u32, with: &Lineage) -> Result<Rc<Self>, TooDeep> {
        Self::at_depth(node, source, with, 0)
    }

    // INVARIANT: no deeper than `DEPTH`.
    fn at_depth(
        node: NodeRef<'_>,
        source: u32,
        with: &Lineage,
        depth: usize,
    ) -> Result<Rc<Self>, TooDeep> {
        if depth > DEPTH {
            return Err(TooDeep);
        }
        let lineage = |node| with.beside(Passage::of(source, node));
        let inner = |node| Self::at_depth(node, source, with, depth + 1);
        // An alias without an anchor is a problem of its file, and no value.
        let Some(node) = node.follow() else {
            let nothing = Text { text: "".into(), tag: Tag::Null, quoted: false };
            return Ok(Self::new(lineage(node), Data::Scalar(nothing)));
        };
        let data = match node.kind() {
            Kind::Scalar | Kind::Alias => Data::Scalar(Text::of(node)),
            Kind::Sequence => Data::List(node.items().map(inner).collect::<Result<_, _>>()?),
            Kind::Mapping => {
                let entries = node.entries().into_iter().map(|(key, value)| {
                    let text = key.follow().map_or("", NodeRef::text).into();
                    Ok((Rc::new(Key { text, lineage: lineage(key) }), inner(value)?))
                });
                Data::Map(entries.collect::<Result<_, _>>()?)
            }
        };
        Ok(Self::new(lineage(node), data))
    }

    pub(super) fn map(&self) -> Option<&[Entry]> {
        if let Data::Map(entries) = &self.data { Some(entries) } else { None }
    }

    pub(super) fn list(&self) -> Option<&[Rc<Self>]> {
        if let Data::List(items) = &self.data { Some(items) } else { None }
    }

    pub(super) fn scalar(&self) -> Option<&Text> {
        if let Data::Scalar(text) = &self.data { Some(text) } else { None }
    }

    /// The text of a scalar; empty for a collection.
    pub(super) fn text(&self) -> &str {
        self.scalar().map_or("", |scalar| &scalar.text)
    }

    /// The value of a mapping under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Rc<Self>> {
        Some(&self.map()?.iter().find(|(own, _)| &*own.text == key)?.1)
    }

    /// The value under keys, one below the other.
    pub(super) fn at(&self, keys: &[&str]) -> Option<&Rc<Self>> {
        let (last, above) = keys.split_last()?;
        let mut here = self;
        for key in above {
            here = here.get(key)?;
        }
        here.get(last)
    }

    /// The text of a scalar under keys that is not null; empty if it is not set.
    pub(super) fn text_at(&self, keys: &[&str]) -> &str {
        self.at(keys).filter(|value| !value.is_null()).map_or("", |value| value.text())
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(&self.data, Data::Scalar(Text { tag: Tag::Null, .. }))
    }

    /// Whether it is null, or a collection without content.
    pub(super) fn is_nothing(&self) -> bool {
        match &self.data {
            Data::Scalar(text) => text.tag == Tag::Null,
            Data::List(items) => items.is_empty(),
            Data::Map(entries) => entries.is_empty(),
        }
    }

    /// The word of the reference for the kind of value.
    pub(super) fn kind(&self) -> &'static str {
        match &self.data {
            Data::Scalar(_) => "ScalarNode",
            Data::List(_) => "SequenceNode",
            Data::Map(_) => "MappingNode",
        }
    }

    /// The entries, to change them; a null becomes a mapping, and any other value has none.
    pub(super) fn entries_mut(&mut self) -> Option<&mut Vec<Entry>> {
        if self.is_null() {
            self.data = Data::Map(Vec::new());
        }
        if let Data::Map(entries) = &mut self.data { Some(entries) } else { None }
    }

    /// The value under a key, to change it.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Rc<Self>> {
        let Data::Map(entries) = &mut self.data else { return None };
        Some(&mut entries.iter_mut().find(|(own, _)| &*own.text == key)?.1)
    }

    /// Sets an entry; a new one is added at the end, with the lineage of its value.
    pub(super) fn set(&mut self, key: &str, value: Rc<Self>) {
        let Some(entries) = self.entries_mut() else { return };
        if let Some((_, known)) = entries.iter_mut().find(|(own, _)| &*own.text == key) {
            *known = value;
        } else {
            let lineage = Lineage::implied(value.lineage.from);
            entries.push((Rc::new(Key { text: key.into(), lineage }), value));
        }
    }

    /// Removes an entry.
    pub(super) fn remove(&mut self, key: &str) -> Option<Rc<Self>> {
        let Data::Map(entries) = &mut self.data else { return None };
        let at = entries.iter().position(|(own, _)| &*own.text == key)?;
        Some(entries.remove(at).1)
    }

    /// The weight of the value in the limit on the size of a build.
    // INVARIANT: as for `at_depth`, and what transformers add.
    pub(super) fn weight(&self) -> u64 {
        match &self.data {
            Data::Scalar(text) => 1 + text.text.len() as u64 / 16,
            Data::List(items) => 1 + items.iter().map(|item| item.weight()).sum::<u64>(),
            Data::Map(map) => 1 + map.iter().map(|(_, value)| 1 + value.weight()).sum::<u64>(),
        }
    }
}

/// Sets a scalar in the place of another one, in the way of the reference: the quotes of the other
/// one stay.
pub(super) fn put(target: &mut Rc<Value>, text: Text, lineage: Lineage) {
    let quoted = target.scalar().map_or(text.quoted, |known| known.quoted);
    *target = Value::new(lineage, Data::Scalar(Text { quoted, ..text }));
}

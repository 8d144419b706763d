//! The members of a kustomization, with the types that Kustomize demands.

use std::borrow::Cow;

use super::declared::Pairs;
use super::fault::Cause;
use crate::tree::{Kind, NodeRef, Scalar};

/// Reads the members of mappings of a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    /// The number of the tree among the sources.
    pub(super) source: u32,
}

/// The members of a mapping.
#[derive(Debug)]
pub(super) struct Members<'p> {
    reader: Reader,
    pub(super) node: NodeRef<'p>,
    entries: Vec<(NodeRef<'p>, NodeRef<'p>)>,
}

/// The name of a type in messages.
fn named(node: NodeRef<'_>) -> &'static str {
    match (node.kind(), node.scalar()) {
        (Kind::Mapping, _) => "object",
        (Kind::Sequence, _) => "array",
        (_, Scalar::Bool(_)) => "bool",
        (_, Scalar::Integer(_) | Scalar::Unsigned(_) | Scalar::Float(_)) => "number",
        _ => "string",
    }
}

impl Reader {
    /// The members of a mapping.
    ///
    /// # Errors
    /// If it is not a mapping, or has a member that is not among the known ones.
    pub(super) fn members<'p>(
        self,
        node: NodeRef<'p>,
        known: &[&[&str]],
    ) -> Result<Members<'p>, Cause> {
        let members = self.any_members(node)?;
        for (key, _) in node.entries() {
            let is_known = |name: &&&str| name.eq_ignore_ascii_case(&key.key_text());
            if !known.iter().copied().flatten().any(|name| is_known(&name)) {
                let message =
                    format!("invalid Kustomization: unknown field \"{}\"", key.key_text());
                return Err(Cause::from(message).at(self.source, key));
            }
        }
        Ok(members)
    }

    /// The members of a mapping that may have others than those that are asked for.
    ///
    /// # Errors
    /// If it is not a mapping.
    pub(super) fn any_members(self, node: NodeRef<'_>) -> Result<Members<'_>, Cause> {
        if node.kind() != Kind::Mapping && !node.is_null() {
            let message =
                format!("invalid Kustomization: cannot unmarshal {} into an object", named(node));
            return Err(Cause::from(message).at(self.source, node));
        }
        let entries = node.entries().into_iter();
        let entries = entries.filter_map(|(key, value)| Some((key, value.follow()?))).collect();
        Ok(Members { reader: self, node, entries })
    }

    fn wrong<T>(self, node: NodeRef<'_>, name: &str, expected: &str) -> Result<T, Cause> {
        let found = named(node);
        let message = format!(
            "invalid Kustomization: cannot unmarshal {found} into field {name} of type {expected}"
        );
        Err(Cause::from(message).at(self.source, node))
    }
}

impl<'p> Members<'p> {
    /// A mapping without members.
    pub(super) fn empty(reader: Reader, node: NodeRef<'p>) -> Self {
        Self { reader, node, entries: Vec::new() }
    }

    /// A cause at a member.
    pub(super) fn cause(&self, name: &str, message: &str) -> Cause {
        let node = self.entry(name).map_or(self.node, |(_, value)| value);
        Cause::from(message).at(self.reader.source, node)
    }

    /// A member: one with this spelling, or else the last one with another case.
    pub(super) fn entry(&self, name: &str) -> Option<(NodeRef<'p>, NodeRef<'p>)> {
        let spelt = |exact: bool| {
            self.entries.iter().rfind(|(key, _)| {
                let text: Cow<'_, str> = key.key_text();
                if exact { text == name } else { text.eq_ignore_ascii_case(name) }
            })
        };
        spelt(true).or_else(|| spelt(false)).copied()
    }

    /// A member that is not null.
    fn value(&self, name: &str) -> Option<NodeRef<'p>> {
        self.entry(name).map(|(_, value)| value).filter(|value| !value.is_null())
    }

    /// A string.
    pub(super) fn string(&self, name: &str) -> Result<Option<NodeRef<'p>>, Cause> {
        match self.value(name) {
            Some(value)
                if matches!(value.scalar(), Scalar::Text(_)) && value.kind() == Kind::Scalar =>
            {
                Ok(Some(value))
            }
            Some(value) => self.reader.wrong(value, name, "string"),
            None => Ok(None),
        }
    }

    /// A string that is not empty.
    pub(super) fn filled(&self, name: &str) -> Result<Option<NodeRef<'p>>, Cause> {
        Ok(self.string(name)?.filter(|value| !value.text().is_empty()))
    }

    /// The text of a string; empty if it is missing.
    pub(super) fn text(&self, name: &str) -> Result<&'p str, Cause> {
        Ok(self.string(name)?.map_or("", NodeRef::text))
    }

    pub(super) fn flag(&self, name: &str) -> Result<bool, Cause> {
        match self.value(name) {
            Some(value) => match value.scalar() {
                Scalar::Bool(flag) if value.kind() == Kind::Scalar => Ok(flag),
                _ => self.reader.wrong(value, name, "bool"),
            },
            None => Ok(false),
        }
    }

    pub(super) fn number(&self, name: &str) -> Result<Option<(NodeRef<'p>, i64)>, Cause> {
        match self.value(name) {
            Some(value) => match value.scalar() {
                Scalar::Integer(number) if value.kind() == Kind::Scalar => {
                    Ok(Some((value, number)))
                }
                _ => self.reader.wrong(value, name, "int64"),
            },
            None => Ok(None),
        }
    }

    /// A mapping, with its key.
    pub(super) fn inner(&self, name: &str) -> Result<Option<(NodeRef<'p>, NodeRef<'p>)>, Cause> {
        match self.entry(name).filter(|(_, value)| !value.is_null()) {
            Some((_, value)) if value.kind() != Kind::Mapping => {
                self.reader.wrong(value, name, "object")
            }
            entry => Ok(entry),
        }
    }

    /// The items of a list.
    fn items(&self, name: &str) -> Result<Vec<NodeRef<'p>>, Cause> {
        match self.value(name) {
            Some(value) if value.kind() == Kind::Sequence => {
                Ok(value.items().filter_map(NodeRef::follow).collect())
            }
            Some(value) => self.reader.wrong(value, name, "array"),
            None => Ok(Vec::new()),
        }
    }

    /// A list of strings; a null counts as an empty one.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<NodeRef<'p>>, Cause> {
        let items = self.items(name)?;
        for item in &items {
            let is_text = matches!(item.scalar(), Scalar::Text(_) | Scalar::Null);
            if item.kind() != Kind::Scalar || !is_text {
                return self.reader.wrong(*item, name, "string");
            }
        }
        Ok(items)
    }

    /// A list whose items are read one by one.
    pub(super) fn each<T>(
        &self,
        name: &str,
        read: impl Fn(Reader, NodeRef<'p>) -> Result<T, Cause>,
    ) -> Result<Vec<T>, Cause> {
        let items = self.items(name)?.into_iter();
        items.map(|item| read(self.reader, item)).collect()
    }

    /// A mapping of strings, sorted by key.
    pub(super) fn pairs(&self, name: &str) -> Result<Pairs<'p>, Cause> {
        let Some((_, mapping)) = self.inner(name)? else { return Ok(Vec::new()) };
        let mut pairs = Vec::new();
        for (key, value) in mapping.entries() {
            let Some(value) = value.follow() else { continue };
            let is_text = matches!(value.scalar(), Scalar::Text(_) | Scalar::Null);
            if value.kind() != Kind::Scalar || !is_text {
                return self.reader.wrong(value, name, "string");
            }
            pairs.push((key, value));
        }
        pairs.sort_by(|(one, _), (other, _)| one.key_text().cmp(&other.key_text()));
        Ok(pairs)
    }
}

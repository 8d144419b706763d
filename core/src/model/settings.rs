//! Keys with their values, wherever they are, and files that contain nothing else.

use std::borrow::Cow;
use std::sync::Arc;

use super::Label;
use crate::tree::{Anchor, Cursor, Field, Keyed, NodeRef, Part, Place, Spot, Step, Why};

/// A file of settings. Its keys and values are read through
/// [`Resource::content`](super::Resource::content).
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Settings<'a> {
    /// Whether the file is a sample: `.env.example`.
    pub is_sample: bool,
    /// Whether the file is only for tests, like the values below `ci/` of a chart.
    pub is_test: bool,
    /// The environments of the file; empty if all of them share it.
    pub environments: Vec<Arc<str>>,
    /// Whether one of the environments is production.
    pub is_production: bool,
    /// The effective values in its environments, if not all are in the file itself: the values of other
    /// files, overridden by its own.
    pub in_force: Cursor<'a>,
    /// The objects that the templates of the values' chart render; `None` without a chart.
    pub templates: Option<Arc<Templates>>,
}

/// The objects that the templates of a chart render, as far as their texts show.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Templates {
    /// Whether the chart was rendered with the values, so that what they render is checked itself.
    pub is_rendered: bool,
    /// The kinds of the objects that they name.
    pub kinds: Vec<String>,
    /// Why they may render others.
    pub unseen: Option<String>,
    /// The keys of values for the charts that the chart depends on; of a rendered chart only those that
    /// are not in the input.
    pub dependencies: Vec<String>,
}

impl Templates {
    /// Whether what the values at a path render is checked itself.
    pub fn render(&self, path: &[Cow<'_, str>]) -> bool {
        self.is_rendered && !self.is_for_others(path)
    }

    fn is_for_others(&self, path: &[Cow<'_, str>]) -> bool {
        path.first().is_some_and(|key| self.dependencies.iter().any(|name| name == key))
    }

    /// Whether they render an object of one of these kinds from values at a path, or the reason why
    /// that is not known. Values for another chart always count: that chart has templates for them.
    ///
    /// # Errors
    ///
    /// The reason, if the texts do not show what all of the templates render.
    pub fn make(&self, kinds: &[&str], path: &[Cow<'_, str>]) -> Result<bool, &str> {
        if self.is_for_others(path) {
            return Ok(true);
        }
        match (&self.unseen, self.kinds.iter().any(|kind| kinds.contains(&kind.as_str()))) {
            (_, true) => Ok(true),
            (Some(why), false) => Err(why),
            (None, false) => Ok(false),
        }
    }
}

/// A scalar with its key.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pair<'a> {
    /// The key that determines its meaning: its own, that of the list around it, or the name next
    /// to it; with the parent key if it is not significant alone; empty if it has none.
    pub key: Cow<'a, str>,
    /// Where the key is.
    pub key_place: Place,
    /// The scalar as text.
    pub value: &'a str,
    /// Where the scalar is.
    pub place: Place,
    /// Whether the scalar is an expression of a language that is not evaluated.
    pub is_open: bool,
    /// Whether it is an item of a list, which may name its key itself: `KEY=value`.
    pub is_item: bool,
}

impl<'a> Pair<'a> {
    pub(crate) fn new(keyed: Keyed<'a>, tree: u32) -> Self {
        Self {
            key: keyed.qualified(),
            key_place: keyed.key_node.place(tree),
            value: if keyed.scalar.is_null() { "" } else { keyed.scalar.text() },
            place: keyed.scalar.place(tree),
            is_item: keyed.is_item,
            is_open: keyed.scalar.unresolved() == Some(Why::Evaluation),
        }
    }
}

/// Every scalar below a node with its key, in the order of the text. Aliases are not followed:
/// their targets are listed where they are written.
pub fn keyed<'a>(root: &Cursor<'a>) -> Vec<Pair<'a>> {
    let number = root.tree_number();
    let mut scalars = root.node().map(NodeRef::keyed_scalars).unwrap_or_default();
    scalars.sort_by_key(|keyed| keyed.scalar.index());
    scalars.into_iter().map(|keyed| Pair::new(keyed, number)).collect()
}

/// A key with its value, wherever it is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Setting<'a> {
    /// The kind of setting.
    pub kind: SettingKind,
    /// The key, with its parent key if it is not significant alone: `Jwt.Key`.
    pub key: Cow<'a, str>,
    /// Where the key is.
    pub key_place: Place,
    /// The value as written; unset if it comes from elsewhere.
    pub value: Field<&'a str>,
    /// Where the value is only a part of the scalar at its place: which one, and its name in the text
    /// (`-p`).
    pub part: Option<Part>,
    /// The scalar in the file that contains it, if its name is the path to it.
    pub(crate) node: Option<NodeRef<'a>>,
}

impl<'a> Setting<'a> {
    /// A setting built in code.
    pub fn new(
        kind: SettingKind,
        key: impl Into<Cow<'a, str>>,
        key_place: Place,
        value: Field<&'a str>,
    ) -> Self {
        Self { kind, key: key.into(), key_place, value, part: None, node: None }
    }

    /// The same setting, whose value is only a part of the scalar at its place.
    #[must_use]
    pub fn within(mut self, part: Part) -> Self {
        self.part = Some(part);
        self
    }

    /// The same setting, named by the path of keys to a scalar.
    pub(crate) const fn at(mut self, node: Option<NodeRef<'a>>) -> Self {
        self.node = node;
        self
    }

    /// How a user finds the setting: by the path of keys, as in `db.password`, or else by its name.
    pub(crate) fn path(&self) -> Cow<'_, str> {
        let by_name = Cow::Borrowed(self.name());
        let Some(node) = self.node.filter(|_| self.part.is_none()) else { return by_name };
        let path = node.tree().path(node.index());
        let keys: Vec<Cow<'_, str>> = path.iter().filter_map(Step::key).collect();
        let path = keys.join(".");
        // A name next to the value is its name.
        if path.ends_with(&*self.key) { Cow::Owned(path) } else { by_name }
    }

    /// How messages name the setting: its kind and its name.
    pub fn label(&self) -> Label {
        Label::named(self.kind.noun(), self.name())
    }

    /// The name of the setting: its key, or its name on a command line.
    pub fn name(&self) -> &str {
        match &self.part {
            Some(part) if !part.name.is_empty() => &part.name,
            _ => &self.key,
        }
    }
}

/// The kind of a setting.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum SettingKind {
    /// An environment variable of a container.
    Environment,
    /// An option, an assignment or a position of a command line, also of a shell's.
    Argument,
    /// An entry of a ConfigMap.
    ConfigMapEntry,
    /// An entry of a ConfigMap in base64.
    BinaryEntry,
    /// A scalar of a configuration file inside of a scalar.
    EmbeddedEntry,
    /// An annotation.
    Annotation,
    /// A label in a Compose file, which other programs read like an annotation.
    Label,
    /// An argument of the build of an image.
    BuildArgument,
    /// A scalar of a chart's values.
    Value,
    /// A variable of a file of variables.
    Variable,
    /// A scalar of a file in which a program keeps its settings or logins.
    FileEntry,
    /// Any other scalar of an object, for example of a custom resource.
    Field,
    /// A setting of a secret store, for an operator.
    StoreParameter,
}

impl Anchor for Setting<'_> {
    fn spot(&self) -> Spot {
        Spot { part: self.part.clone().map(Box::new), ..self.value.spot() }
    }
}

impl SettingKind {
    /// All kinds.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Environment,
        Self::Argument,
        Self::ConfigMapEntry,
        Self::BinaryEntry,
        Self::EmbeddedEntry,
        Self::Annotation,
        Self::Label,
        Self::BuildArgument,
        Self::Value,
        Self::Variable,
        Self::FileEntry,
        Self::Field,
        Self::StoreParameter,
    ];

    /// The noun for a setting of the kind in messages.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Environment => "environment variable",
            Self::Argument => "argument",
            Self::ConfigMapEntry | Self::BinaryEntry | Self::EmbeddedEntry | Self::FileEntry => {
                "entry"
            }
            Self::Field => "field",
            Self::Annotation => "annotation",
            Self::Label => "label",
            Self::BuildArgument => "build argument",
            Self::Value => "value",
            Self::Variable => "variable",
            Self::StoreParameter => "parameter",
        }
    }
}

/// Settings that could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct UnreadSettings {
    /// The kind of settings.
    pub kind: SettingKind,
    /// Where they are.
    pub place: Place,
    /// Why they could not be read.
    pub why: Why,
}

impl UnreadSettings {
    /// Settings of a kind that could not be read at a place.
    pub const fn new(kind: SettingKind, place: Place, why: Why) -> Self {
        Self { kind, place, why }
    }
}

/// A setting, or an unreadable part that may contain settings.
pub type SettingRead<'a> = Result<Setting<'a>, UnreadSettings>;

#[cfg(test)]
mod tests {
    use super::SettingKind;

    #[test]
    fn every_kind_is_listed_at_its_number() {
        let numbers: Vec<usize> = SettingKind::ALL.iter().map(|kind| *kind as usize).collect();
        assert_eq!(numbers, (0..=SettingKind::StoreParameter as usize).collect::<Vec<_>>());
    }
}

//! What a value of a template may be, as far as values of the release are in it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::positions::Position;

/// What a value may be. Without any part it is nothing: `nil`, or what is not there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Reach(Option<Rc<Parts>>);

/// The alternatives, in one of which the value is.
#[allow(clippy::struct_excessive_bools, reason = "each is an alternative, in any combination")]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Parts {
    /// The data of all templates of a chart, by the number of the chart.
    pub(super) charts: BTreeSet<usize>,
    /// What is at a position in values.
    pub(super) values: BTreeSet<Position>,
    /// A string.
    pub(super) words: BTreeSet<Rc<str>>,
    /// The entries of a dictionary.
    pub(super) entries: BTreeMap<Rc<str>, Reach>,
    /// The items of a list, and entries with keys that are not known.
    pub(super) items: Reach,
    /// A dictionary or list of a template.
    pub(super) is_made: bool,
    /// A dictionary of a template, in which more may be put.
    pub(super) is_dictionary: bool,
    /// Something that is computed.
    pub(super) is_computed: bool,
    /// Whether it may contain the text of a template that is written in a template.
    pub(super) has_code: bool,
    /// Whether it may contain the text of a file of the chart.
    pub(super) has_files: bool,
    depth: u32,
}

/// Maximum nesting of dictionaries and lists.
const DEPTH: u32 = 8;

impl Reach {
    pub(super) fn of(parts: Parts) -> Self {
        Self(Some(Rc::new(parts)))
    }

    /// The data of the templates of a chart.
    pub(super) fn chart(number: usize) -> Self {
        Self::of(Parts { charts: [number].into(), ..Parts::default() })
    }

    /// Values.
    pub(super) fn values(positions: impl IntoIterator<Item = Position>) -> Self {
        Self::of(Parts { values: positions.into_iter().collect(), ..Parts::default() })
    }

    /// A string.
    pub(super) fn word(word: &str) -> Self {
        let has_code = word.contains("{{");
        Self::of(Parts { words: [word.into()].into(), has_code, ..Parts::default() })
    }

    /// A value that is computed.
    pub(super) fn computed() -> Self {
        Self::of(Parts { is_computed: true, ..Parts::default() })
    }

    /// A list.
    pub(super) fn list(items: Self) -> Self {
        Self::made(BTreeMap::new(), items, false)
    }

    /// A list of items that are known one by one.
    pub(super) fn items(items: &[Self]) -> Self {
        let entries = items.iter().enumerate();
        let entries = entries.map(|(at, item)| (at.to_string().into(), item.clone()));
        Self::made(entries.collect(), Self::default(), false)
    }

    /// The dictionary that `split` makes of parts.
    pub(super) fn split(parts: &[Self]) -> Self {
        let entries = parts.iter().enumerate();
        let entries = entries.map(|(at, part)| (format!("_{at}").into(), part.clone()));
        Self::made(entries.collect(), Self::default(), false)
    }

    /// A dictionary.
    pub(super) fn dictionary(entries: BTreeMap<Rc<str>, Self>, items: Self) -> Self {
        Self::made(entries, items, true)
    }

    fn made(entries: BTreeMap<Rc<str>, Self>, items: Self, is_dictionary: bool) -> Self {
        let depth = entries.values().chain([&items]).map(Self::depth).max().unwrap_or_default() + 1;
        let is_made = true;
        Self::of(Parts { entries, items, is_made, is_dictionary, depth, ..Parts::default() })
    }

    pub(super) fn parts(&self) -> Option<&Parts> {
        self.0.as_deref()
    }

    fn depth(&self) -> u32 {
        self.parts().map_or(0, |parts| parts.depth)
    }

    /// Whether it is nested deeper than what is followed.
    pub(super) fn is_too_deep(&self) -> bool {
        self.depth() > DEPTH
    }

    /// Whether it is `nil`.
    pub(super) fn is_nothing(&self) -> bool {
        self.0.is_none()
    }

    /// The items of a list that are known one by one, with their positions.
    pub(super) fn in_order(&self) -> Option<Vec<(Self, Self)>> {
        let parts = self.parts()?;
        let is_only = parts.is_made
            && !parts.is_computed
            && parts.charts.is_empty()
            && parts.values.is_empty()
            && parts.items.is_nothing();
        let item = |at: usize| {
            let keys = [at.to_string(), format!("_{at}")];
            let (key, item) = keys.iter().find_map(|key| parts.entries.get_key_value(&**key))?;
            Some((Self::word(key), item.clone()))
        };
        is_only.then(|| (0..parts.entries.len()).map(item).collect())?
    }

    /// The strings that it can be, if it is a string that is written in a template.
    pub(super) fn only_words(&self) -> Option<Vec<Rc<str>>> {
        let parts = self.parts()?;
        let is_only = parts.charts.is_empty()
            && parts.values.is_empty()
            && !parts.is_made
            && !parts.is_computed
            && !parts.words.is_empty();
        is_only.then(|| parts.words.iter().cloned().collect())
    }

    /// The only string that it can be.
    pub(super) fn only_word(&self) -> Option<&str> {
        let parts = self.parts()?;
        let is_only = parts.words.len() == 1 && self.only_words().is_some();
        parts.words.first().filter(|_| is_only).map(|word| &**word)
    }

    /// Either of two.
    // INVARIANT: no deeper than `DEPTH`.
    pub(super) fn or(&self, other: &Self) -> Self {
        let (Some(own), Some(others)) = (&self.0, &other.0) else {
            return if self.0.is_some() { self.clone() } else { other.clone() };
        };
        if Rc::ptr_eq(own, others) || own == others {
            return self.clone();
        }
        let mut parts = Parts::clone(own);
        parts.charts.extend(&others.charts);
        parts.values.extend(&others.values);
        parts.words.extend(others.words.iter().cloned());
        for (key, value) in &others.entries {
            let entry = parts.entries.entry(Rc::clone(key)).or_default();
            *entry = entry.or(value);
        }
        parts.items = parts.items.or(&others.items);
        parts.is_made |= others.is_made;
        parts.is_dictionary |= others.is_dictionary;
        parts.is_computed |= others.is_computed;
        parts.has_code |= others.has_code;
        parts.has_files |= others.has_files;
        parts.depth = parts.depth.max(others.depth);
        Self::of(parts)
    }

    /// Any of several.
    pub(super) fn any<'r>(all: impl IntoIterator<Item = &'r Self>) -> Self {
        all.into_iter().fold(Self::default(), |any, one| any.or(one))
    }
}

impl Reach {
    /// The files of a chart.
    pub(super) fn files() -> Self {
        Self::of(Parts { is_computed: true, has_files: true, ..Parts::default() })
    }

    /// What is computed from the value: without values in it, but with the texts that it may contain.
    pub(super) fn only_computed(&self) -> Self {
        let (has_code, has_files) =
            self.parts().map_or((false, false), |parts| (parts.has_code(), parts.has_files()));
        Self::of(Parts { is_computed: true, has_code, has_files, ..Parts::default() })
    }
}

impl Parts {
    /// The same without values.
    pub(super) fn without_values(&self) -> Self {
        Self { values: BTreeSet::new(), ..self.clone() }
    }

    fn inner(&self) -> impl Iterator<Item = &Self> {
        self.entries.values().chain([&self.items]).filter_map(Reach::parts)
    }

    // INVARIANT: no deeper than `DEPTH`.
    fn has_code(&self) -> bool {
        self.has_code || self.inner().any(Self::has_code)
    }

    fn has_files(&self) -> bool {
        self.has_files || self.inner().any(Self::has_files)
    }
}

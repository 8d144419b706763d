//! What Kustomize knows of the built-in kinds: which are not in a namespace, and by which keys lists
//! are merged.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The table; its first lines say how it is written.
const TABLE: &str = include_str!("kinds.txt");

/// The types of the table.
#[derive(Debug, Default)]
struct Kinds {
    /// Kinds that are not in a namespace, by version and kind.
    cluster: HashSet<(&'static str, &'static str)>,
    /// The type of a kind, by version and kind.
    numbers: HashMap<(&'static str, &'static str), usize>,
    types: Vec<Vec<FieldOf>>,
}

/// A field with a list that is merged, or one that leads to such a list.
#[derive(Debug)]
struct FieldOf {
    name: &'static str,
    /// The keys; none for a list of scalars.
    merged_by: Option<Vec<&'static str>>,
    inner: Option<(Step, usize)>,
}

/// How a field leads to its inner type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Itself,
    Items,
    Values,
}

/// What is known of the value at some place of an object.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Shape {
    inner: Option<(Step, usize)>,
    merged_by: Option<&'static [&'static str]>,
}

fn kinds() -> &'static Kinds {
    static KINDS: OnceLock<Kinds> = OnceLock::new();
    KINDS.get_or_init(|| {
        let mut kinds = Kinds::default();
        let mut parts = TABLE.split("\n\n");
        let mut lines = || parts.next().unwrap_or_default().lines();
        let cluster = lines().filter(|line| !line.starts_with('#'));
        kinds.cluster = cluster.filter_map(|line| line.split_once(' ')).collect();
        kinds.numbers = lines()
            .filter_map(|line| {
                let (kind, number) = line.rsplit_once(' ')?;
                Some((kind.split_once(' ')?, number.parse().ok()?))
            })
            .collect();
        kinds.types = lines().map(|line| line.split(' ').filter_map(field).collect()).collect();
        kinds
    })
}

fn field(text: &'static str) -> Option<FieldOf> {
    let (text, inner) = match text.split_once(':') {
        Some((text, inner)) => (text, Some(inner)),
        None => (text, None),
    };
    let (name, keys) = match text.split_once('=') {
        Some((name, keys)) => (name, Some(keys)),
        None => (text, None),
    };
    let merged_by = keys.map(|keys| keys.split('+').filter(|key| !key.is_empty()).collect());
    let inner = inner.and_then(|inner| {
        let (step, number) = match (inner.strip_prefix('['), inner.strip_prefix('{')) {
            (Some(number), _) => (Step::Items, number),
            (_, Some(number)) => (Step::Values, number),
            _ => (Step::Itself, inner),
        };
        Some((step, number.parse().ok()?))
    });
    (!name.is_empty()).then_some(FieldOf { name, merged_by, inner })
}

/// Whether objects of a kind are known not to be in a namespace.
pub(super) fn is_cluster_scoped(api_version: &str, kind: &str) -> bool {
    kinds().cluster.contains(&(api_version, kind))
}

impl Shape {
    /// Objects of a kind.
    pub(super) fn of(api_version: &str, kind: &str) -> Self {
        let number = kinds().numbers.get(&(api_version, kind)).copied();
        Self { inner: number.map(|number| (Step::Itself, number)), merged_by: None }
    }

    /// The value under a key.
    pub(super) fn field(self, name: &str) -> Self {
        match self.inner {
            Some((Step::Itself, number)) => {
                let fields = kinds().types.get(number);
                let field = fields.and_then(|all| all.iter().find(|field| field.name == name));
                field.map_or_else(Self::default, |field| Self {
                    inner: field.inner,
                    merged_by: field.merged_by.as_deref(),
                })
            }
            Some((Step::Values, number)) => {
                Self { inner: Some((Step::Itself, number)), merged_by: None }
            }
            Some((Step::Items, _)) | None => Self::default(),
        }
    }

    /// The items of the list.
    pub(super) fn items(self) -> Self {
        match self.inner {
            Some((Step::Items, number)) => {
                Self { inner: Some((Step::Itself, number)), merged_by: None }
            }
            _ => Self::default(),
        }
    }

    /// The keys by which the list is merged; empty for a list of scalars, `None` if the list is
    /// replaced.
    pub(super) fn merged_by(self) -> Option<&'static [&'static str]> {
        self.merged_by
    }
}

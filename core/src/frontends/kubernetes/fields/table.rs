//! The table of all fields of all built-in kinds.

use std::collections::BTreeSet;
use std::sync::{LazyLock, OnceLock};

use crate::model::facts::SecurityContext;

/// Generated from the Go types of the Kubernetes project; its head describes the lines.
const TEXT: &str = include_str!("fields.txt");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(TEXT));

/// The fields of one Go type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    fields: &'static [Field],
}

/// The type of a field, as the table writes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Type(&'static str);

/// The values that a field accepts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Text,
    Boolean,
    Integer32,
    Integer64,
    /// An element of a byte list, which may replace a base64 string.
    Byte,
    Number,
    Quantity,
    IntegerOrText,
    Time,
    MicroTime,
    Base64,
    Anything,
    List(Type),
    Map(Type),
    Object(Object),
}

type Field = (&'static str, Type);

struct Table {
    /// Group and version, kind, and its type; sorted.
    kinds: Vec<(&'static str, &'static str, Type)>,
    /// The groups of these kinds; sorted.
    groups: Vec<&'static str>,
    types: Vec<Line>,
    pod_security: usize,
    container_security: usize,
}

/// The line of a type. A run uses few of them, so each is parsed on demand.
struct Line {
    text: &'static str,
    fields: OnceLock<Vec<Field>>,
}

impl Line {
    /// The fields, sorted.
    fn fields(&self) -> &[Field] {
        self.fields.get_or_init(|| {
            let fields = self.text.split(' ').filter_map(|word| word.split_once(':'));
            fields.map(|(name, code)| (name, Type(code))).collect()
        })
    }
}

impl Table {
    fn parse(text: &'static str) -> Self {
        let (kinds, types) = text.split_once("\n\n").unwrap_or_default();
        let kinds = kinds.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let (version, rest) = line.split_once(' ')?;
            let (kind, code) = rest.split_once(' ')?;
            Some((version, kind, Type(code)))
        });
        let kinds: Vec<_> = kinds.collect();
        let groups: BTreeSet<&str> = kinds.iter().map(|(version, ..)| group(version)).collect();
        let mut table = Self {
            kinds,
            groups: groups.into_iter().collect(),
            types: types.lines().map(|text| Line { text, fields: OnceLock::new() }).collect(),
            pod_security: 0,
            container_security: 0,
        };
        table.pod_security = table.number("core/v1.PodSecurityContext ");
        table.container_security = table.number("core/v1.SecurityContext ");
        table
    }

    /// The number of the type whose line begins with a string.
    fn number(&self, begin: &str) -> usize {
        let found = self.types.iter().position(|line| line.text.starts_with(begin));
        found.unwrap_or(usize::MAX)
    }

    fn object(&'static self, number: usize) -> Option<Object> {
        self.types.get(number).map(|line| Object { fields: line.fields() })
    }
}

/// The fields of a built-in kind; `None` for any other kind.
pub(super) fn kind(api_version: &str, kind: &str) -> Option<Object> {
    let kinds = &TABLE.kinds;
    let found =
        kinds.binary_search_by(|known| (known.0, known.1).cmp(&(api_version, kind))).ok()?;
    match kinds.get(found)?.2.shape() {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// Whether there are built-in kinds of a group.
pub(super) fn has_group(group: &str) -> bool {
    TABLE.groups.binary_search(&group).is_ok()
}

/// Every built-in kind with its group and version.
pub(super) fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
    TABLE.kinds.iter().map(|known| (known.0, known.1))
}

/// The group of a version; empty for the core group.
pub(super) fn group(api_version: &str) -> &str {
    api_version.rsplit_once('/').map_or("", |(group, _)| group)
}

/// Group and version of the one kind of this version and name.
pub(super) fn api_version_of(version: &str, kind: &str) -> Option<&'static str> {
    let is_of = |api_version: &str| api_version.rsplit('/').next() == Some(version);
    let mut found = TABLE.kinds.iter().filter(|known| known.1 == kind && is_of(known.0));
    let first = found.next()?;
    if found.next().is_some() { None } else { Some(first.0) }
}

/// The security context that has a field of this name.
pub(super) fn security_context(name: &str) -> Option<SecurityContext> {
    let has = |number| TABLE.object(number).is_some_and(|object| object.field(name).is_some());
    match (has(TABLE.pod_security), has(TABLE.container_security)) {
        (true, true) => Some(SecurityContext::Either),
        (true, false) => Some(SecurityContext::Pod),
        (false, true) => Some(SecurityContext::Container),
        (false, false) => None,
    }
}

impl Object {
    /// The type of a field.
    pub(super) fn field(self, name: &str) -> Option<Type> {
        let found = self.fields.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        self.fields.get(found).map(|(_, kind)| *kind)
    }

    /// The names of all fields.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|(name, _)| *name)
    }
}

impl Type {
    /// A list of bytes.
    pub(super) const BYTES: Self = Self("[c");

    /// The shape of the type; any value is accepted if the table cannot be read.
    pub(super) fn shape(self) -> Shape {
        match self.0.as_bytes().first() {
            Some(b's') => Shape::Text,
            Some(b'b') => Shape::Boolean,
            Some(b'i') => Shape::Integer32,
            Some(b'l') => Shape::Integer64,
            Some(b'c') => Shape::Byte,
            Some(b'f') => Shape::Number,
            Some(b'q') => Shape::Quantity,
            Some(b'x') => Shape::IntegerOrText,
            Some(b't') => Shape::Time,
            Some(b'u') => Shape::MicroTime,
            Some(b'y') => Shape::Base64,
            Some(b'[') => Shape::List(self.inner()),
            Some(b'{') => Shape::Map(self.inner()),
            Some(b'0'..=b'9') => {
                let object = self.0.parse().ok().and_then(|number| TABLE.object(number));
                object.map_or(Shape::Anything, Shape::Object)
            }
            _ => Shape::Anything,
        }
    }

    fn inner(self) -> Self {
        Self(self.0.get(1..).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let (head, types) = TEXT.split_once("\n\n").unwrap_or_default();
        let kinds = head.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!((TABLE.kinds.len(), TABLE.types.len()), (kinds, types.lines().count()));
        assert!(kinds > 300 && TABLE.types.len() > 1_000, "the table is cut short");
        for (version, name, _) in &TABLE.kinds {
            assert!(kind(version, name).is_some(), "{version} {name}");
        }
        for (name, code) in TABLE.types.iter().flat_map(Line::fields) {
            let known = match code.shape() {
                Shape::Anything => code.0 == "*",
                Shape::List(_) | Shape::Map(_) => !code.inner().0.is_empty(),
                _ => code.0 == "0" || code.0.len() == 1 || code.0.parse::<u16>().is_ok(),
            };
            assert!(known, "{name}:{}", code.0);
        }
    }

    #[test]
    fn fields_are_found_by_kind_and_name() {
        let pod = kind("v1", "Pod");
        let Some(Shape::Object(spec)) = pod.and_then(|pod| pod.field("spec")).map(Type::shape)
        else {
            unreachable!("a pod has a spec");
        };
        assert!(matches!(spec.field("hostNetwork").map(Type::shape), Some(Shape::Boolean)));
        assert!(spec.field("hostnetwork").is_none());
        assert!(kind("v2", "Pod").is_none());
        assert_eq!(security_context("privileged"), Some(SecurityContext::Container));
        assert_eq!(security_context("fsGroup"), Some(SecurityContext::Pod));
        assert_eq!(security_context("runAsUser"), Some(SecurityContext::Either));
        assert_eq!(security_context("image"), None);
    }
}

//! The table of the types that a Compose file allows.

use std::sync::LazyLock;

/// Generated from the schema of the Compose Specification; its head describes the lines.
const TEXT: &str = include_str!("fields.txt");

static TYPES: LazyLock<Vec<Type>> =
    LazyLock::new(|| TEXT.lines().filter(|line| !line.starts_with('#')).map(Type::parse).collect());

/// An allowed type.
#[derive(Debug)]
pub(super) struct Type {
    /// A letter for each kind of value.
    kinds: &'static str,
    /// The type of items.
    pub(super) items: Option<&'static str>,
    /// The type under keys that are not fields.
    pub(super) values: Option<&'static str>,
    /// Whether keys with `x-` are allowed.
    pub(super) is_extended: bool,
    fields: Vec<(&'static str, &'static str)>,
}

/// The type of a whole file.
pub(super) fn root() -> Option<&'static Type> {
    TYPES.last()
}

/// The type of a code; `None` if any value is allowed.
pub(super) fn of(code: &str) -> Option<&'static Type> {
    TYPES.get(code.parse::<usize>().ok()?).filter(|of| of.kinds != "*")
}

impl Type {
    fn parse(line: &'static str) -> Self {
        let mut words = line.split(' ');
        let mut parsed = Self {
            kinds: words.next().unwrap_or_default(),
            items: None,
            values: None,
            is_extended: false,
            fields: Vec::new(),
        };
        for word in words {
            if let Some(code) = word.strip_prefix('[') {
                parsed.items = Some(code);
            } else if let Some(code) = word.strip_prefix('{') {
                parsed.values = Some(code);
            } else if word == "x-" {
                parsed.is_extended = true;
            } else {
                parsed.fields.extend(word.split_once(':'));
            }
        }
        parsed
    }

    /// Whether a value of one of these kinds, each given by its letter, is allowed.
    pub(super) fn takes(&self, kinds: &str) -> bool {
        self.kinds.contains(|kind| kinds.contains(kind))
    }

    /// The code of a field's type.
    pub(super) fn field(&self, name: &str) -> Option<&'static str> {
        let found = self.fields.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        self.fields.get(found).map(|(_, code)| *code)
    }

    /// The names of all fields.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|(name, _)| *name)
    }

    /// The allowed kinds in words, as short as possible.
    pub(super) fn expected(&self) -> &'static str {
        let number = if self.takes("n") { "n" } else { "i" };
        match (self.takes("m"), self.takes("a"), self.takes("s"), self.takes(number)) {
            (true, true, true, _) => "a mapping, a list or a string",
            (true, true, false, _) => "a mapping or a list",
            (true, false, true, _) => "a mapping or a string",
            (true, false, false, _) => "a mapping",
            (false, true, true, _) => "a list or a string",
            (false, true, false, _) => "a list",
            (false, false, true, true) => "a number or a string",
            (false, false, false, true) => "a number",
            (false, false, true, false) if self.takes("b") => "a boolean or a string",
            (false, false, true, false) => "a string",
            (false, false, false, false) => "a boolean",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        assert!(TYPES.len() > 90, "the table is cut short");
        for of in TYPES.iter() {
            assert!(of.kinds.chars().all(|kind| "abimnsz*".contains(kind)), "{of:?}");
            assert!(of.fields.is_sorted(), "{of:?}");
            let codes = of.fields.iter().map(|(_, code)| *code).chain(of.items).chain(of.values);
            for code in codes.filter(|code| *code != "*") {
                assert!(code.parse::<usize>().is_ok_and(|number| number < TYPES.len()), "{code}");
            }
        }
    }

    #[test]
    fn fields_are_found_by_name() {
        let service = root()
            .and_then(|file| of(file.field("services")?))
            .and_then(|of_services| of(of_services.values?));
        let Some(service) = service else { unreachable!("a file has services") };
        assert!(service.is_extended && service.field("privileged").is_some());
        assert!(service.field("privilegd").is_none() && service.values.is_none());
    }
}

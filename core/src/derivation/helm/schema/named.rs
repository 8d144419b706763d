//! The values that a schema names.

use std::rc::Rc;

use crate::derivation::lookup::{at, list};
use crate::tree::{Kind, NodeRef};

/// Maximum number of values, and of the parts of a schema that are searched for them.
const MOST: usize = 20_000;

/// A value that a schema names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::derivation::helm) struct Named {
    /// The path of keys to it.
    pub(in crate::derivation::helm) keys: Rc<[Rc<str>]>,
    /// Whether another schema says what is below it.
    pub(in crate::derivation::helm) is_end: bool,
}

/// The values that `properties` of a schema name.
pub(super) fn named(root: NodeRef<'_>) -> Vec<Named> {
    let mut found = Vec::new();
    let mut open: Vec<(NodeRef<'_>, Rc<[Rc<str>]>)> = vec![(root, [].into())];
    let mut left = MOST;
    while let Some((schema, keys)) = open.pop() {
        let Some(fewer) = left.checked_sub(1) else { break };
        left = fewer;
        let is_end = at(schema, "$ref").is_some();
        found.push(Named { keys: Rc::clone(&keys), is_end });
        for same in ["allOf", "anyOf", "oneOf"] {
            open.extend(list(schema, same).into_iter().map(|one| (one, Rc::clone(&keys))));
        }
        for same in ["if", "then", "else"] {
            open.extend(at(schema, same).map(|one| (one, Rc::clone(&keys))));
        }
        let properties = at(schema, "properties").filter(|of| of.kind() == Kind::Mapping);
        for (key, value) in properties.map(NodeRef::entries).unwrap_or_default() {
            let key: Rc<str> = key.key_text().into();
            open.push((value, keys.iter().cloned().chain([key]).collect()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::syntax::{self, Format};
    use crate::tree::{Limits, Origin};

    #[test]
    fn properties_are_named_with_their_paths() {
        let text = r##"{"properties": {"a": {"properties": {"b": {"type": "string"}}},
            "c": {"$ref": "#/x"}}, "allOf": [{"properties": {"d": {}}}]}"##;
        let source = Source::new("values.schema.json", text);
        let (tree, _) = syntax::parse(source, Format::JSON, Origin::Text, Limits::default());
        let (_, root) = tree.documents().next().unwrap();
        let mut found: Vec<(String, bool)> =
            named(root).iter().map(|one| (one.keys.join("."), one.is_end)).collect();
        found.sort();
        let expected =
            [("", false), ("", false), ("a", false), ("a.b", false), ("c", true), ("d", false)];
        assert_eq!(found, expected.map(|(path, is_end)| (path.to_owned(), is_end)));
    }
}

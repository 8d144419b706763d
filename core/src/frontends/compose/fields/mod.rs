//! Validates every Compose file against the fields of the Compose Specification.

mod table;

use std::borrow::Cow;
use std::collections::HashSet;

use crate::error::nearest;
use crate::frontends::duplicates::{Owners, each_entry, push_item, push_key};
use crate::model::facts::Fact;
use crate::tree::{Kind, NodeRef, Place, Scalar, Why, expression};
use table::Type;

/// The maximum number of unknown keys of a file that are compared with all known ones for a
/// suggestion.
const SUGGESTIONS: usize = 100;
/// Longer keys are not compared.
const LONGEST_RESEMBLANCE: usize = 256;

/// The facts about a document, in the order of the text.
pub(super) fn facts(tree_number: u32, root: NodeRef<'_>) -> Vec<Fact<'_>> {
    let mut walk = Walk { tree_number, seen: HashSet::new(), open: Vec::new(), facts: Vec::new() };
    if let Some(file) = table::root() {
        walk.open.push((root, file, String::new()));
    }
    while let Some((node, of, path)) = walk.open.pop() {
        match node.kind() {
            Kind::Mapping => walk.mapping(node, of, &path),
            Kind::Sequence => walk.list(node, of, &path),
            Kind::Scalar | Kind::Alias => {}
        }
    }
    let mut facts = walk.facts;
    let mut owners = Owners::default();
    owners.add(root, 0);
    facts.extend(owners.duplicates(tree_number, root.tree()).into_iter().map(|(_, fact)| fact));
    facts.sort_by_key(Fact::place);
    facts
}

struct Walk<'t> {
    tree_number: u32,
    /// The visited collections, each with its type: an alias leads to one again.
    seen: HashSet<(u32, *const Type)>,
    /// Collections that are not visited yet, each with its path.
    open: Vec<(NodeRef<'t>, &'static Type, String)>,
    facts: Vec<Fact<'t>>,
}

impl<'t> Walk<'t> {
    fn mapping(&mut self, node: NodeRef<'t>, of: &'static Type, path: &str) {
        each_entry(node, |key, value| {
            let name = key.key_text();
            let mut own = path.to_owned();
            push_key(&mut own, &name);
            if let Some(code) = of.field(&name) {
                self.value(value, code, own);
            } else if of.is_extended && name.starts_with("x-") {
            } else if let Some(code) = of.values {
                self.value(value, code, own);
            } else {
                self.unknown(key, name, of, own);
            }
        });
    }

    fn list(&mut self, node: NodeRef<'t>, of: &'static Type, path: &str) {
        let Some(code) = of.items else { return };
        for (index, item) in node.items().enumerate() {
            let mut own = path.to_owned();
            push_item(&mut own, index);
            self.value(item, code, own);
        }
    }

    fn value(&mut self, value: NodeRef<'t>, code: &str, path: String) {
        let (Some(of), Some(node)) = (table::of(code), value.follow()) else { return };
        let place = self.place(node);
        // A value that is reset is removed, whatever it is.
        if node.tag() == Some("!reset") {
            return;
        }
        let (letter, found) = match node.kind() {
            Kind::Mapping => ("m", "a mapping"),
            Kind::Sequence => ("a", "a list"),
            Kind::Scalar | Kind::Alias => return self.scalar(node, of, path),
        };
        if !of.takes(letter) {
            let expected = of.expected();
            self.facts.push(Fact::WrongType { place, path, expected, found });
        } else if self.seen.insert((node.index(), std::ptr::from_ref(of))) {
            self.open.push((node, of, path));
        }
    }

    fn scalar(&mut self, node: NodeRef<'t>, of: &'static Type, path: String) {
        let place = self.place(node);
        let scalar = node.scalar();
        if fits(scalar, of) {
            return;
        }
        if let Some(why) = open(node.text()) {
            // An interpolated scalar remains a scalar.
            if !of.takes("sbin") {
                self.facts.push(Fact::UnresolvedValue { place, path, why, hides_keys: true });
            }
            return;
        }
        let (expected, found) = (of.expected(), found(scalar));
        self.facts.push(Fact::WrongType { place, path, expected, found });
    }

    fn unknown(&mut self, key: NodeRef<'t>, name: Cow<'t, str>, of: &'static Type, path: String) {
        let place = self.place(key);
        if let Some(why) = expression(&name) {
            self.facts.push(Fact::UnresolvedKey { place, path, why });
            return;
        }
        let resembles = self.facts.len() < SUGGESTIONS && name.len() <= LONGEST_RESEMBLANCE;
        let suggestion = if resembles { nearest(&name, of.names()) } else { None };
        self.facts.push(Fact::UnknownField {
            key: name,
            place,
            path,
            suggestion,
            belongs_to: None,
        });
    }

    fn place(&self, node: NodeRef<'t>) -> Place {
        node.place(self.tree_number)
    }
}

/// Why the value of a text is not known, if Compose interpolates it.
fn open(text: &str) -> Option<Why> {
    expression(text).or_else(|| text.contains('$').then_some(Why::Expression))
}

/// Whether a scalar is valid for a type. A null is valid for any type, as no value, and Compose
/// reads numbers and booleans from strings.
fn fits(scalar: Scalar<'_>, of: &Type) -> bool {
    match scalar {
        Scalar::Null => true,
        Scalar::Bool(_) => of.takes("b"),
        Scalar::Integer(_) | Scalar::Unsigned(_) => of.takes("in"),
        Scalar::Float(number) => of.takes(if number.fract() == 0.0 { "in" } else { "n" }),
        Scalar::Text(text) => {
            let is_boolean = || matches!(text, "true" | "false" | "yes" | "no" | "on" | "off");
            of.takes("s")
                || (of.takes("b") && is_boolean())
                || (of.takes("in") && text.parse::<f64>().is_ok())
        }
    }
}

fn found(scalar: Scalar<'_>) -> &'static str {
    match scalar {
        Scalar::Null => "null",
        Scalar::Bool(_) => "a boolean",
        Scalar::Integer(_) | Scalar::Unsigned(_) | Scalar::Float(_) => "a number",
        Scalar::Text(_) => "a string",
    }
}

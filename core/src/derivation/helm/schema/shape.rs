//! Whether a schema is one: whether its keywords are what they may be.

use std::collections::{BTreeMap, BTreeSet};

use super::DEPTH;
use super::decimal::Decimal;
use super::keywords::{Shape, keyword, schemas_in};
use super::plain::Plain;
use super::rules::Draft;
use super::types::{self, of_node};
use super::words::{count, number, pointer_step, quote};
use crate::derivation::helm::functions::{Pattern, Refusal};
use crate::derivation::lookup::at;
use crate::tree::{Kind, NodeRef};

/// What is wrong with a schema, a line for each.
pub(super) fn faults(schema: NodeRef<'_>, pointer: &str, draft: Draft) -> Vec<String> {
    let mut reader = Reader { draft, found: Vec::new() };
    reader.schema(schema, pointer, 0);
    reader.found
}

struct Reader {
    draft: Draft,
    found: Vec<String>,
}

impl Reader {
    fn say(&mut self, pointer: &str, what: &str) {
        self.found.push(format!("- at {}: {what}", quote(pointer)));
    }

    /// Says so if a node is not of a type.
    fn is(&mut self, node: NodeRef<'_>, pointer: &str, wanted: &str) -> bool {
        let found = of_node(node);
        if found != wanted {
            self.say(pointer, &format!("got {found}, want {wanted}"));
        }
        found == wanted
    }

    // INVARIANT: no deeper than `DEPTH`.
    fn schema(&mut self, node: NodeRef<'_>, pointer: &str, depth: usize) {
        let found = of_node(node);
        if found == "boolean" && self.draft > Draft::Draft4 || depth > DEPTH {
            return;
        }
        if found != "object" {
            let wanted = if self.draft > Draft::Draft4 { "boolean or object" } else { "object" };
            return self.say(pointer, &format!("got {found}, want {wanted}"));
        }
        if self.draft == Draft::Draft4 {
            self.limits(node, pointer);
        }
        for (key, value) in node.entries() {
            let name = key.key_text();
            let Some(keyword) = keyword(&name, self.draft) else { continue };
            let pointer = format!("{pointer}{}", pointer_step(&name));
            if !self.keyword(value, &pointer, keyword.shape) {
                continue;
            }
            for (below, schema) in schemas_in(value, keyword.shape) {
                let is_switch = keyword.shape == Shape::SchemaOrBool;
                if !(is_switch && of_node(schema) == "boolean") {
                    self.schema(schema, &format!("{pointer}{below}"), depth + 1);
                }
            }
        }
    }

    /// A limit says whether it is exclusive only if it is there.
    fn limits(&mut self, node: NodeRef<'_>, pointer: &str) {
        for (exclusive, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")]
        {
            if at(node, exclusive).is_some() && at(node, limit).is_none() {
                let what = format!("properties '{limit}' required, if '{exclusive}' exists");
                self.say(pointer, &what);
            }
        }
    }

    /// Looks at a keyword; returns whether the schemas in it are to be looked at.
    fn keyword(&mut self, value: NodeRef<'_>, pointer: &str, shape: Shape) -> bool {
        match shape {
            Shape::Schema | Shape::SchemaOrBool => true,
            Shape::Schemas => self.is(value, pointer, "array") && self.is_filled(value, pointer),
            Shape::Items => value.kind() != Kind::Sequence || self.is_filled(value, pointer),
            Shape::SchemaMap => self.is(value, pointer, "object"),
            Shape::PatternMap => self.is(value, pointer, "object") && self.patterns(value, pointer),
            Shape::Dependencies => {
                self.is(value, pointer, "object") && {
                    self.all_texts(value, pointer);
                    true
                }
            }
            _ => {
                self.scalar(value, pointer, shape);
                false
            }
        }
    }

    fn scalar(&mut self, value: NodeRef<'_>, pointer: &str, shape: Shape) {
        let is_old = self.draft == Draft::Draft4;
        match shape {
            Shape::Text => drop(self.is(value, pointer, "string")),
            Shape::Pattern if self.is(value, pointer, "string") => {
                self.pattern(value.text(), pointer);
            }
            Shape::Bool => drop(self.is(value, pointer, "boolean")),
            Shape::Limit if is_old => drop(self.is(value, pointer, "boolean")),
            Shape::Number | Shape::Limit => drop(self.is(value, pointer, "number")),
            Shape::PositiveNumber if self.is(value, pointer, "number") => {
                let found = Decimal::parse(value.text()).filter(|found| !found.is_positive());
                if let Some(found) = found {
                    let found = number(found.float());
                    self.say(pointer, &format!("exclusiveMinimum: got {found}, want 0"));
                }
            }
            Shape::Count => self.count(value, pointer),
            Shape::Texts => self.texts(value, pointer, is_old),
            Shape::TextsMap if self.is(value, pointer, "object") => {
                self.all_texts(value, pointer);
            }
            Shape::Types => self.types(value, pointer),
            Shape::Options if self.is(value, pointer, "array") => self.options(value, pointer),
            _ => {}
        }
    }

    /// Values that are different in older drafts.
    fn options(&mut self, value: NodeRef<'_>, pointer: &str) {
        if self.draft > Draft::Draft7 {
            return;
        }
        if self.draft < Draft::Draft7 {
            self.is_filled(value, pointer);
        }
        let mut known: BTreeMap<Plain, usize> = BTreeMap::new();
        for (at, item) in value.items().enumerate() {
            let Some(item) = Plain::of_node(item, 0) else { return };
            let first = *known.entry(item).or_insert(at);
            if first != at {
                let (first, second) = (count(first), count(at));
                return self.say(pointer, &format!("items at {first} and {second} are equal"));
            }
        }
    }

    fn is_filled(&mut self, value: NodeRef<'_>, pointer: &str) -> bool {
        if value.is_empty() {
            self.say(pointer, "minItems: got 0, want 1");
        }
        true
    }

    fn count(&mut self, value: NodeRef<'_>, pointer: &str) {
        let found = of_node(value);
        let decimal = Decimal::parse(value.text()).filter(|_| found == "number");
        match decimal {
            Some(decimal) if decimal.count().is_some() => {}
            Some(decimal) if decimal.is_integer() => {
                let found = number(decimal.float());
                self.say(pointer, &format!("minimum: got {found}, want 0"));
            }
            _ => self.say(pointer, &format!("got {found}, want integer")),
        }
    }

    fn texts(&mut self, value: NodeRef<'_>, pointer: &str, must_be_filled: bool) {
        if !self.is(value, pointer, "array") {
            return;
        }
        if must_be_filled {
            self.is_filled(value, pointer);
        }
        let mut known: Vec<&str> = Vec::new();
        for (at, item) in value.items().enumerate() {
            if !self.is(item, &format!("{pointer}/{at}"), "string") {
                continue;
            }
            if let Some(first) = known.iter().position(|known| *known == item.text()) {
                let (first, second) = (count(first), count(at));
                return self.say(pointer, &format!("items at {first} and {second} are equal"));
            }
            known.push(item.text());
        }
    }

    /// The lists of texts in a map, in which there may also be schemas.
    fn all_texts(&mut self, value: NodeRef<'_>, pointer: &str) {
        for (key, value) in value.entries() {
            if value.kind() == Kind::Sequence {
                let pointer = format!("{pointer}{}", pointer_step(&key.key_text()));
                self.texts(value, &pointer, self.draft == Draft::Draft4);
            }
        }
    }

    fn types(&mut self, value: NodeRef<'_>, pointer: &str) {
        let is_name = |node: NodeRef<'_>| of_node(node) == "string" && types::is_type(node.text());
        let is_list = value.kind() == Kind::Sequence;
        let names: BTreeSet<&str> = value.items().map(NodeRef::text).collect();
        let is_valid = if is_list {
            value.items().all(is_name) && !value.is_empty() && names.len() == value.len()
        } else {
            is_name(value)
        };
        if is_valid {
            return;
        }
        let place = quote(pointer);
        let names = types::all();
        let mut what = format!("'anyOf' failed\n  - at {place}: value must be one of {names}");
        if !is_list {
            let found = of_node(value);
            what = format!("{what}\n  - at {place}: got {found}, want array");
        }
        self.say(pointer, &what);
    }

    fn patterns(&mut self, value: NodeRef<'_>, pointer: &str) -> bool {
        if self.draft < Draft::Draft7 {
            return true;
        }
        for (key, _) in value.entries() {
            let pointer = format!("{pointer}{}", pointer_step(&key.key_text()));
            self.pattern(&key.key_text(), &pointer);
        }
        true
    }

    fn pattern(&mut self, text: &str, pointer: &str) {
        if let Err(Refusal::Wrong(message)) = Pattern::parse(text) {
            self.say(pointer, &format!("{} is not valid regex: {message}", quote(text)));
        }
    }
}

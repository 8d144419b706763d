//! Makes rules of the text of a schema.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::address::{ROOT, encoded};
use super::decimal::Decimal;
use super::document::{Document, Found, Target, is_text, text_at};
use super::formats::Format;
use super::plain::Plain;
use super::rules::{
    Additional, Bounds, Choice, Dependency, Draft, Expression, Form, Index, ListRules, Logic,
    MapRules, NumberRules, Rules, Schema, TextRules,
};
use super::types::{Types, of_node};
use super::words::{pointer_step, quote};
use crate::derivation::helm::functions::{Pattern, Refusal};
use crate::derivation::lookup::at;
use crate::tree::{Kind, NodeRef, Tree};

/// Why there are no rules: in the words of Helm, or `None` if it is not known whether Helm has some.
type Refused = Option<String>;

/// The rules of a document.
#[derive(Debug, Default)]
pub(super) struct Compiled {
    /// The schemas that are used, the outermost first.
    pub(super) schemas: Vec<Schema>,
    /// The addresses of the documents that it refers to.
    pub(super) elsewhere: Vec<String>,
}

/// Makes the rules of a document.
pub(super) fn compile(tree: &Tree) -> Result<Compiled, Refused> {
    let Some((_, root)) = tree.documents().next() else { return Err(Some("EOF".into())) };
    let document = Document::new(root)?;
    let first = Found { node: root.index(), pointer: String::new(), resource: 0 };
    let mut compiler = Compiler {
        tree,
        document,
        found: Vec::new(),
        numbers: BTreeMap::new(),
        done: Compiled::default(),
    };
    compiler.index(Place::Here(first));
    while let Some(place) = compiler.found.get(compiler.done.schemas.len()).cloned() {
        let schema = compiler.schema(&place)?;
        compiler.done.schemas.push(schema);
    }
    Ok(compiler.done)
}

/// Where a schema is.
#[derive(Clone, Debug)]
enum Place {
    Here(Found),
    Anywhere,
    Elsewhere,
}

struct Compiler<'t> {
    tree: &'t Tree,
    document: Document<'t>,
    /// The schemas that are used, in the order of their numbers.
    found: Vec<Place>,
    /// The numbers of schemas, by node.
    numbers: BTreeMap<u32, Index>,
    done: Compiled,
}

/// A schema that is being made.
struct Source<'t, 'f> {
    node: NodeRef<'t>,
    found: &'f Found,
    draft: Draft,
}

impl<'t> Compiler<'t> {
    /// The number of a schema.
    fn index(&mut self, place: Place) -> Index {
        let next = self.found.len();
        if let Place::Here(found) = &place {
            let known = *self.numbers.entry(found.node).or_insert(next);
            if known != next {
                return known;
            }
        }
        self.found.push(place);
        next
    }

    fn schema(&mut self, place: &Place) -> Result<Schema, Refused> {
        let found = match place {
            Place::Here(found) => found,
            other => {
                let is_elsewhere = matches!(other, Place::Elsewhere);
                let form = if is_elsewhere { Form::Elsewhere } else { Form::Always(true) };
                return Ok(Schema { pointer: String::new(), draft: Draft::Draft2020, form });
            }
        };
        let node = self.tree.node(found.node);
        let resource = self.document.resources.get(found.resource);
        let draft = resource.map_or(Draft::Draft2020, |of| of.draft);
        let form = match of_node(node) {
            "boolean" => Form::Always(node.text() == "true"),
            "object" if node.is_empty() => Form::Always(true),
            "object" => Form::Rules(Box::new(self.rules(&Source { node, found, draft })?)),
            _ => Form::Always(true),
        };
        Ok(Schema { pointer: found.pointer.clone(), draft, form })
    }

    fn rules(&mut self, source: &Source<'t, '_>) -> Result<Rules, Refused> {
        let mut rules = Rules { reference: self.reference(source, "$ref")?, ..Rules::default() };
        let draft = source.draft;
        if draft >= Draft::Draft6 {
            rules.constant = at(source.node, "const").map(constant).transpose()?;
        }
        if draft < Draft::Draft2019 && rules.reference.is_some() {
            // Its other keywords do not count.
            return Ok(rules);
        }
        let newer = match draft {
            Draft::Draft2019 => &["$recursiveRef"][..],
            Draft::Draft2020 => &["$recursiveRef", "$dynamicRef"],
            _ => &[],
        };
        for keyword in newer {
            let index = self.reference(source, keyword)?;
            rules.further_references.extend(index.map(|index| (*keyword, index)));
        }
        rules.types = types(source.node);
        rules.options = at(source.node, "enum").map(options).transpose()?.flatten();
        if draft < Draft::Draft2019 {
            rules.format = text_at(source.node, "format").and_then(Format::named);
        }
        rules.map = self.map(source)?;
        rules.list = self.list(source);
        rules.text = text(source.node);
        rules.number = number(source.node);
        rules.logic = self.logic(source);
        Ok(rules)
    }

    fn reference(&mut self, source: &Source<'t, '_>, key: &str) -> Result<Option<Index>, Refused> {
        let Some(written) = text_at(source.node, key) else { return Ok(None) };
        let place = match self.document.target(written, source.found.resource)? {
            Target::Schema(found) => Place::Here(found),
            Target::Anything => Place::Anywhere,
            Target::Elsewhere(address) => {
                if !self.done.elsewhere.contains(&address) {
                    self.done.elsewhere.push(address);
                }
                Place::Elsewhere
            }
        };
        Ok(Some(self.index(place)))
    }

    /// The number of a schema in another one.
    fn inner(&mut self, source: &Source<'t, '_>, below: &str, node: NodeRef<'t>) -> Index {
        let resource = self.document.resource_within(node, source.found.resource);
        let pointer = format!("{}/{below}", source.found.pointer);
        self.index(Place::Here(Found { node: node.index(), pointer, resource }))
    }

    fn one(&mut self, source: &Source<'t, '_>, key: &str) -> Option<Index> {
        let node = at(source.node, key)?;
        Some(self.inner(source, key, node))
    }

    fn several(&mut self, source: &Source<'t, '_>, key: &str) -> Vec<Index> {
        let Some(list) = at(source.node, key) else { return Vec::new() };
        let items = list.items().enumerate();
        items.map(|(at, item)| self.inner(source, &format!("{key}/{at}"), item)).collect()
    }

    fn named(&mut self, source: &Source<'t, '_>, key: &str) -> Vec<(Rc<str>, Index)> {
        let Some(map) = at(source.node, key) else { return Vec::new() };
        let of = |(name, value): (NodeRef<'t>, NodeRef<'t>)| {
            let name = name.key_text();
            let below = format!("{key}{}", pointer_step(&name));
            (Rc::from(&*name), self.inner(source, &below, value))
        };
        map.entries().into_iter().map(of).collect()
    }

    fn additional(&mut self, source: &Source<'t, '_>, key: &str) -> Option<Additional> {
        let node = at(source.node, key)?;
        if of_node(node) != "boolean" {
            return Some(Additional::Schema(self.inner(source, key, node)));
        }
        let is_allowed = node.text() == "true";
        Some(if is_allowed { Additional::Allowed } else { Additional::Forbidden })
    }

    fn patterns(&mut self, source: &Source<'t, '_>) -> Result<Vec<(Expression, Index)>, Refused> {
        let named = self.named(source, "patternProperties").into_iter();
        let expressions = named.map(|(written, index)| match Pattern::parse(&written) {
            Err(Refusal::Wrong(message)) => {
                let place = encoded(&source.found.pointer);
                let written = quote(&written);
                let written = written.trim_matches('\'');
                Err(Some(format!(
                    "invalid regex \"{written}\" at \"{ROOT}#{place}/patternProperties\": {message}"
                )))
            }
            _ => Ok((expression(&written), index)),
        });
        expressions.collect()
    }

    fn map(&mut self, source: &Source<'t, '_>) -> Result<MapRules, Refused> {
        let node = source.node;
        let patterns = self.patterns(source)?;
        let is_newer = source.draft >= Draft::Draft2019;
        Ok(MapRules {
            bounds: bounds(node, "minProperties", "maxProperties"),
            required: at(node, "required").map(texts).unwrap_or_default(),
            properties: self.named(source, "properties").into_iter().collect(),
            patterns,
            additional: self.additional(source, "additionalProperties"),
            names: self.since(Draft::Draft6, source, "propertyNames"),
            dependencies: self.dependencies(source, "dependencies"),
            dependents: if is_newer {
                let schemas = self.dependencies(source, "dependentSchemas").into_iter();
                schemas.chain(self.dependencies(source, "dependentRequired")).collect()
            } else {
                Vec::new()
            },
            unevaluated: self.since(Draft::Draft2019, source, "unevaluatedProperties"),
        })
    }

    /// A schema under a key that drafts have since one of them.
    fn since(&mut self, first: Draft, source: &Source<'t, '_>, key: &str) -> Option<Index> {
        if source.draft < first { None } else { self.one(source, key) }
    }

    fn dependencies(&mut self, source: &Source<'t, '_>, key: &str) -> Vec<(Rc<str>, Dependency)> {
        let Some(map) = at(source.node, key) else { return Vec::new() };
        let of = |(name, value): (NodeRef<'t>, NodeRef<'t>)| {
            let name = name.key_text();
            let dependency = if value.kind() == Kind::Sequence {
                Dependency::Keys(texts(value))
            } else {
                let below = format!("{key}{}", pointer_step(&name));
                Dependency::Schema(self.inner(source, &below, value))
            };
            (Rc::from(&*name), dependency)
        };
        map.entries().into_iter().map(of).collect()
    }

    fn list(&mut self, source: &Source<'t, '_>) -> ListRules {
        let node = source.node;
        let is_tuple = at(node, "items").is_some_and(|items| items.kind() == Kind::Sequence);
        let is_newest = source.draft == Draft::Draft2020;
        let (first, rest) = match () {
            () if is_newest => {
                let rest = self.one(source, "items").map(Additional::Schema);
                (self.several(source, "prefixItems"), rest)
            }
            () if is_tuple => {
                (self.several(source, "items"), self.additional(source, "additionalItems"))
            }
            () => (Vec::new(), self.one(source, "items").map(Additional::Schema)),
        };
        let contains = self.since(Draft::Draft6, source, "contains");
        let is_counted = contains.is_some() && source.draft >= Draft::Draft2019;
        ListRules {
            bounds: bounds(node, "minItems", "maxItems"),
            is_unique: at(node, "uniqueItems").is_some_and(|value| value.text() == "true"),
            first,
            rest,
            contains,
            contained: if is_counted {
                bounds(node, "minContains", "maxContains")
            } else {
                Bounds::default()
            },
            unevaluated: self.since(Draft::Draft2019, source, "unevaluatedItems"),
        }
    }

    fn logic(&mut self, source: &Source<'t, '_>) -> Logic {
        let condition = self.since(Draft::Draft7, source, "if");
        let branch = |compiler: &mut Self, key| condition.and_then(|_| compiler.one(source, key));
        Logic {
            not: self.one(source, "not"),
            all: self.several(source, "allOf"),
            any: self.several(source, "anyOf"),
            one: self.several(source, "oneOf"),
            condition,
            then: branch(self, "then"),
            otherwise: branch(self, "else"),
        }
    }
}

fn types(node: NodeRef<'_>) -> Types {
    let Some(node) = at(node, "type") else { return Types::default() };
    if node.kind() == Kind::Sequence {
        return node.items().fold(Types::default(), |types, item| types.with(item.text()));
    }
    Types::default().with(node.text())
}

fn constant(node: NodeRef<'_>) -> Result<Choice, Refused> {
    let words = match shown(node) {
        Some(shown) => format!("value must be {shown}"),
        None => "'const' failed".to_owned(),
    };
    Ok(Choice { options: vec![Plain::of_node(node, 0).ok_or(None)?], words })
}

fn options(node: NodeRef<'_>) -> Result<Option<Choice>, Refused> {
    if node.kind() != Kind::Sequence {
        return Ok(None);
    }
    let options = node.items().map(|item| Plain::of_node(item, 0));
    let options = options.collect::<Option<Vec<_>>>().ok_or(None)?;
    let words = match node.items().map(shown).collect::<Option<Vec<_>>>() {
        None => "'enum' failed".to_owned(),
        Some(all) if all.len() == 1 => format!("value must be {}", all.concat()),
        Some(all) => format!("value must be one of {}", all.join(", ")),
    };
    Ok(Some(Choice { options, words }))
}

/// A value in words; `None` for lists and maps.
fn shown(node: NodeRef<'_>) -> Option<String> {
    match of_node(node) {
        "object" | "array" => None,
        "null" => Some("<nil>".to_owned()),
        "string" => Some(quote(node.text())),
        _ => Some(node.text().to_owned()),
    }
}

fn decimal(node: NodeRef<'_>, key: &str) -> Option<Decimal> {
    let value = at(node, key).filter(|value| of_node(*value) == "number")?;
    Decimal::parse(value.text())
}

fn bounds(node: NodeRef<'_>, least: &str, most: &str) -> Bounds {
    let count = |key| decimal(node, key).and_then(|decimal| decimal.count());
    Bounds { least: count(least), most: count(most) }
}

fn texts(node: NodeRef<'_>) -> Vec<Rc<str>> {
    node.items().filter(|item| is_text(*item)).map(|item| item.text().into()).collect()
}

fn text(node: NodeRef<'_>) -> TextRules {
    let pattern = text_at(node, "pattern").map(expression);
    TextRules { bounds: bounds(node, "minLength", "maxLength"), pattern }
}

fn expression(written: &str) -> Expression {
    // One that Go refuses makes the schema none.
    Expression { written: written.to_owned(), pattern: Pattern::parse(written).ok() }
}

fn number(node: NodeRef<'_>) -> NumberRules {
    let is_set = |key: &str| at(node, key).is_some_and(|value| value.text() == "true");
    let limits = |key: &str, exclusive: &str| {
        let limit = decimal(node, key);
        if is_set(exclusive) { (None, limit) } else { (limit, decimal(node, exclusive)) }
    };
    let (minimum, above) = limits("minimum", "exclusiveMinimum");
    let (maximum, below) = limits("maximum", "exclusiveMaximum");
    NumberRules { minimum, maximum, above, below, multiple: decimal(node, "multipleOf") }
}

//! Checks values by the rules of schemas.

use super::DEPTH;
use super::compile::Compiled;
use super::rules::{Choice, Draft, Form, Index, Rules, Schema};
use super::types;
use super::unevaluated::Unevaluated;
use super::violation::{Relation, Violation};
use super::words::pointer_step;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::value::Value;

/// Maximum number of schemas that values are compared with.
const STEPS: usize = 1 << 20;

/// What is not evaluated yet of a value that matches, or why it does not match.
pub(super) type Outcome = Result<Unevaluated, Violation>;

/// Whether a value matches a schema.
#[derive(Debug)]
pub(super) enum Match {
    Yes,
    No(Violation),
    Unknown,
}

/// A schema that a value is compared with.
#[derive(Debug)]
struct Scope {
    schema: Index,
    /// The keyword of the reference to it.
    keyword: &'static str,
    /// The number of steps to the value.
    level: usize,
}

/// Compares values with schemas.
#[derive(Debug)]
pub(super) struct Checker<'s> {
    schemas: &'s [Schema],
    /// The pointer to the value.
    pointer: String,
    scopes: Vec<Scope>,
    /// How often it was not known whether a value matches.
    unknown: usize,
    steps: usize,
}

/// A value while it is compared with a schema.
#[derive(Debug)]
pub(super) struct Frame<'s, 'v> {
    pub(super) value: &'v Value,
    pub(super) rules: &'s Rules,
    pub(super) draft: Draft,
    pub(super) unevaluated: Unevaluated,
    pub(super) found: Vec<Violation>,
}

impl<'s> Checker<'s> {
    pub(super) fn new(compiled: &'s Compiled) -> Self {
        Self {
            schemas: &compiled.schemas,
            pointer: String::new(),
            scopes: Vec::new(),
            unknown: 0,
            steps: 0,
        }
    }

    /// The violations of values.
    pub(super) fn all(&mut self, values: &Value) -> Vec<Violation> {
        match self.compare(0, values, Scope { schema: 0, keyword: "", level: 0 }, false) {
            Ok(_) => Vec::new(),
            Err(violation) => ungrouped(violation),
        }
    }

    /// Whether it is not known of a value whether it matches.
    pub(super) fn is_unsure(&self) -> bool {
        self.unknown > 0
    }

    /// Records that it is not known whether something matches.
    pub(super) fn is_unknown(&mut self) {
        self.unknown += 1;
    }

    /// Counts steps that are more than the comparison with a schema.
    pub(super) fn spend(&mut self, steps: usize) {
        self.steps = self.steps.saturating_add(steps);
    }

    /// A violation by a value.
    pub(super) fn violation(&self, trace: Trace, words: impl Into<String>) -> Violation {
        Violation {
            pointer: self.pointer.clone(),
            trace,
            words: words.into(),
            relation: Relation::Alone,
            causes: Vec::new(),
        }
    }

    /// Compares the same value with another schema.
    pub(super) fn same(
        &mut self,
        frame: &mut Frame<'s, '_>,
        schema: Index,
        keyword: &'static str,
    ) -> Match {
        let level = self.scopes.last().map_or(0, |scope| scope.level);
        let before = self.unknown;
        let scope = Scope { schema, keyword, level };
        match self.compare(schema, frame.value, scope, !frame.unevaluated.is_empty()) {
            Err(violation) => Match::No(violation),
            Ok(rest) => {
                frame.unevaluated.keep(&rest);
                if self.unknown == before { Match::Yes } else { Match::Unknown }
            }
        }
    }

    /// Compares the same value with a schema that it must match.
    pub(super) fn require(&mut self, frame: &mut Frame<'s, '_>, schema: Index) {
        if let Match::No(violation) = self.same(frame, schema, "") {
            frame.found.push(violation);
        }
    }

    /// Compares a value in the value with a schema.
    pub(super) fn inner(&mut self, schema: Index, value: &Value, step: &str) -> Match {
        let length = self.pointer.len();
        self.pointer.push_str(&pointer_step(step));
        let level = self.scopes.last().map_or(0, |scope| scope.level + 1);
        let before = self.unknown;
        let outcome = self.compare(schema, value, Scope { schema, keyword: "", level }, false);
        self.pointer.truncate(length);
        match outcome {
            Err(violation) => Match::No(violation),
            Ok(_) if self.unknown == before => Match::Yes,
            Ok(_) => Match::Unknown,
        }
    }

    /// Compares a key with a schema, as if it were all there is.
    pub(super) fn key(&mut self, schema: Index, key: &Value) -> Vec<Violation> {
        let pointer = std::mem::take(&mut self.pointer);
        let level = self.scopes.last().map_or(0, |scope| scope.level + 1);
        let outcome = self.compare(schema, key, Scope { schema, keyword: "", level }, false);
        self.pointer = pointer;
        outcome.err().map(ungrouped).unwrap_or_default()
    }

    // INVARIANT: no deeper than `DEPTH`.
    fn compare(&mut self, schema: Index, value: &Value, scope: Scope, is_asked: bool) -> Outcome {
        self.spend(1);
        let known = self.schemas.get(schema);
        let known = known.filter(|_| self.scopes.len() < DEPTH && self.steps < STEPS);
        let Some(schema) = known else {
            self.is_unknown();
            return Ok(Unevaluated::default());
        };
        self.scopes.push(scope);
        let outcome = match &schema.form {
            Form::Always(true) => Ok(Unevaluated::of(value, None, is_asked)),
            Form::Always(false) => Err(self.violation(value.trace(), "false schema")),
            Form::Elsewhere => {
                self.is_unknown();
                Ok(Unevaluated::default())
            }
            Form::Rules(rules) => {
                let unevaluated = Unevaluated::of(value, Some(rules), is_asked);
                let draft = schema.draft;
                self.rules(Frame { value, rules, draft, unevaluated, found: Vec::new() })
            }
        };
        self.scopes.pop();
        outcome
    }

    fn rules(&mut self, mut frame: Frame<'s, '_>) -> Outcome {
        if let Some(cycle) = self.cycle() {
            return Err(self.violation(frame.value.trace(), cycle));
        }
        let Some(kind) = types::of_value(frame.value) else {
            self.is_unknown();
            return Ok(Unevaluated::default());
        };
        if let Some(words) = self.scalar_fault(&frame, kind) {
            return Err(self.violation(frame.value.trace(), words));
        }
        if let Some(target) = frame.rules.reference {
            self.reference(&mut frame, target, "$ref");
            if frame.draft < Draft::Draft2019 {
                return self.outcome(frame);
            }
        }
        match frame.value {
            Value::Map(map) => self.map(&mut frame, map),
            Value::List(list) => self.list(&mut frame, &list.items),
            Value::Text(text) => self.text(&mut frame, text.as_str()),
            Value::Number(number, _) => self.number(&mut frame, *number),
            _ => {}
        }
        for (keyword, target) in &frame.rules.further_references {
            self.reference(&mut frame, *target, keyword);
        }
        self.logic(&mut frame);
        self.rest(&mut frame);
        self.outcome(frame)
    }

    fn outcome(&self, frame: Frame<'s, '_>) -> Outcome {
        let mut found = frame.found;
        match found.len() {
            0 => Ok(frame.unevaluated),
            1 => found.pop().map_or(Ok(frame.unevaluated), Err),
            _ => {
                let group = self.violation(frame.value.trace(), "validation failed");
                Err(Violation { relation: Relation::Group, causes: found, ..group })
            }
        }
    }

    /// What is wrong with the type or the whole of a value.
    fn scalar_fault(&mut self, frame: &Frame<'s, '_>, kind: &str) -> Option<String> {
        let rules = frame.rules;
        if !rules.types.is_empty() && !rules.types.contains(kind) {
            let is_integer = rules.types.contains("integer") && is_integer(frame.value);
            if !is_integer {
                return Some(format!("got {kind}, want {}", rules.types.listed()));
            }
        }
        if let Some(words) = self.choice(rules.constant.as_ref(), frame.value) {
            return Some(words);
        }
        if let Some(words) = self.choice(rules.options.as_ref(), frame.value) {
            return Some(words);
        }
        let (Some(format), Value::Text(text)) = (rules.format, frame.value) else { return None };
        match format.fault(text.as_str()) {
            Ok(()) => None,
            Err(Some(words)) => Some(words),
            Err(None) => {
                self.is_unknown();
                None
            }
        }
    }

    fn choice(&mut self, choice: Option<&Choice>, value: &Value) -> Option<String> {
        let choice = choice?;
        self.spend(choice.options.len());
        let is_allowed = choice.options.iter().any(|option| option.is(value));
        (!is_allowed).then(|| choice.words.clone())
    }

    fn reference(&mut self, frame: &mut Frame<'s, '_>, target: Index, keyword: &'static str) {
        if let Match::No(violation) = self.same(frame, target, keyword) {
            let whole = self.violation(frame.value.trace(), "validation failed");
            let causes = ungrouped(violation);
            frame.found.push(Violation { relation: Relation::Reference, causes, ..whole });
        }
    }

    /// Says so if the value is compared with this schema already.
    fn cycle(&self) -> Option<String> {
        let (last, outer) = self.scopes.split_last()?;
        let before = outer
            .iter()
            .rposition(|scope| scope.level != last.level || scope.schema == last.schema)?;
        outer.get(before).filter(|scope| scope.level == last.level)?;
        let address = self.address(last.schema);
        Some(format!(
            "both {} and {} resolve to \"{address}\" causing reference cycle",
            self.keywords(outer.len()),
            self.keywords(before)
        ))
    }

    fn address(&self, schema: Index) -> String {
        let pointer = self.schemas.get(schema).map_or("", |schema| &schema.pointer);
        format!("{}#{}", super::address::ROOT, super::address::encoded(pointer))
    }

    /// The keywords that lead to the schema of a scope.
    fn keywords(&self, scope: usize) -> String {
        let all = self.scopes.get(..=scope).unwrap_or_default();
        let steps = all.windows(2).filter_map(|pair| {
            let [outer, inner] = pair else { return None };
            if !inner.keyword.is_empty() {
                return Some(format!("/{}", inner.keyword));
            }
            let (outer, inner) = (self.address(outer.schema), self.address(inner.schema));
            inner.get(outer.len()..).map(str::to_owned)
        });
        steps.collect()
    }
}

fn is_integer(value: &Value) -> bool {
    let Value::Number(number, _) = value else { return false };
    super::decimal::Decimal::of(*number).is_some_and(|decimal| decimal.is_integer())
}

/// The violations of a group, or a single one.
fn ungrouped(violation: Violation) -> Vec<Violation> {
    if violation.relation == Relation::Group { violation.causes } else { vec![violation] }
}

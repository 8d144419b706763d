//! Checks of texts and numbers, of schemas that are combined, and of what no other rule was about.

use super::check::{Checker, Frame, Match};
use super::decimal::Decimal;
use super::rules::{Draft, Index};
use super::violation::{Relation, Violation};
use super::words::{count, number, quote};
use crate::derivation::helm::value::{Number, Value};

impl<'s> Checker<'s> {
    pub(super) fn text(&mut self, frame: &mut Frame<'s, '_>, text: &str) {
        let rules = &frame.rules.text;
        if rules.bounds.least.is_some() || rules.bounds.most.is_some() {
            self.bounds(frame, rules.bounds, text.chars().count(), "Length");
        }
        let Some(expression) = &rules.pattern else { return };
        self.spend(text.len());
        match expression.is_match(text) {
            Some(true) => {}
            Some(false) => {
                let (text, written) = (quote(text), quote(&expression.written));
                self.say(frame, format!("{text} does not match pattern {written}"));
            }
            None => self.is_unknown(),
        }
    }

    pub(super) fn number(&mut self, frame: &mut Frame<'s, '_>, value: Number) {
        let rules = &frame.rules.number;
        let Some(found) = Decimal::of(value) else { return self.is_unknown() };
        let got = number(found.float());
        let limits = [
            ("minimum", rules.minimum.as_ref().filter(|limit| found < **limit)),
            ("maximum", rules.maximum.as_ref().filter(|limit| found > **limit)),
            ("exclusiveMinimum", rules.above.as_ref().filter(|limit| found <= **limit)),
            ("exclusiveMaximum", rules.below.as_ref().filter(|limit| found >= **limit)),
        ];
        for (keyword, limit) in limits {
            if let Some(limit) = limit {
                self.say(frame, format!("{keyword}: got {got}, want {}", number(limit.float())));
            }
        }
        let Some(multiple) = &rules.multiple else { return };
        match found.is_multiple_of(multiple) {
            Some(true) => {}
            Some(false) => {
                let wanted = number(multiple.float());
                self.say(frame, format!("multipleOf: got {got}, want {wanted}"));
            }
            None => self.is_unknown(),
        }
    }

    /// Compares with `not`, `allOf`, `anyOf`, `oneOf` and `if`.
    pub(super) fn logic(&mut self, frame: &mut Frame<'s, '_>) {
        let logic = &frame.rules.logic;
        if let Some(not) = logic.not {
            if let Match::Yes = self.same(frame, not, "") {
                self.say(frame, "'not' failed".to_owned());
            }
        }
        let mut causes = Vec::new();
        for schema in &logic.all {
            if let Match::No(violation) = self.same(frame, *schema, "") {
                causes.push(violation);
            }
        }
        if !causes.is_empty() {
            self.combined(frame, "'allOf' failed", Relation::Each, causes);
        }
        if !logic.any.is_empty() {
            self.any(frame, &logic.any);
        }
        if !logic.one.is_empty() {
            self.one(frame, &logic.one);
        }
        let Some(condition) = logic.condition else { return };
        let branch = match self.same(frame, condition, "") {
            Match::Yes => logic.then,
            Match::No(_) => logic.otherwise,
            Match::Unknown => None,
        };
        if let Some(branch) = branch {
            self.require(frame, branch);
        }
    }

    fn combined(
        &self,
        frame: &mut Frame<'s, '_>,
        words: &str,
        relation: Relation,
        causes: Vec<Violation>,
    ) {
        let violation = self.violation(frame.value.trace(), words);
        frame.found.push(Violation { relation, causes, ..violation });
    }

    fn any(&mut self, frame: &mut Frame<'s, '_>, schemas: &[Index]) {
        let (mut causes, mut is_matched) = (Vec::new(), false);
        for schema in schemas {
            match self.same(frame, *schema, "") {
                Match::No(violation) => causes.push(violation),
                Match::Yes | Match::Unknown => is_matched = true,
            }
            if is_matched && frame.unevaluated.is_empty() {
                return;
            }
        }
        if !is_matched {
            self.combined(frame, "'anyOf' failed", Relation::Alone, causes);
        }
    }

    fn one(&mut self, frame: &mut Frame<'s, '_>, schemas: &[Index]) {
        let (mut causes, mut matched, mut is_unknown) = (Vec::new(), None, false);
        for (at, schema) in schemas.iter().enumerate() {
            match (self.same(frame, *schema, ""), matched) {
                (Match::No(violation), None) => causes.push(violation),
                (Match::No(_), Some(_)) => {}
                (Match::Unknown, _) => is_unknown = true,
                (Match::Yes, None) => matched = Some(at),
                (Match::Yes, Some(first)) => {
                    let (first, second) = (count(first), count(at));
                    let words = format!("'oneOf' failed, subschemas {first}, {second} matched");
                    return self.say(frame, words);
                }
            }
        }
        if matched.is_none() && !is_unknown {
            self.combined(frame, "'oneOf' failed, none matched", Relation::Alone, causes);
        }
    }

    /// Compares what no other rule was about.
    pub(super) fn rest(&mut self, frame: &mut Frame<'s, '_>) {
        if frame.draft < Draft::Draft2019 {
            return;
        }
        if let (Value::Map(map), Some(schema)) = (frame.value, frame.rules.map.unevaluated) {
            for key in std::mem::take(&mut frame.unevaluated.keys) {
                let Some(value) = map.get(&key) else { continue };
                if let Match::No(violation) = self.inner(schema, &value, &key) {
                    frame.found.push(violation);
                }
            }
        }
        if let (Value::List(list), Some(schema)) = (frame.value, frame.rules.list.unevaluated) {
            for at in std::mem::take(&mut frame.unevaluated.items) {
                let Some(item) = list.items.get(at) else { continue };
                if let Match::No(violation) = self.inner(schema, item, &at.to_string()) {
                    frame.found.push(violation);
                }
            }
        }
    }
}

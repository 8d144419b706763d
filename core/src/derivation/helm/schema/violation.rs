//! What values break in a schema.

use super::words::quote;
use crate::derivation::helm::origin::Trace;

/// How a violation is related to those that caused it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Relation {
    /// It has no causes, or is one itself, whatever caused it.
    Alone,
    /// Several rules of one schema are broken.
    Group,
    /// Rules of a schema that another one refers to are broken.
    Reference,
    /// Each cause is a violation.
    Each,
}

/// A rule that a value breaks.
#[derive(Clone, Debug)]
pub(in crate::derivation::helm) struct Violation {
    /// The pointer to the value.
    pub(super) pointer: String,
    /// The origin of the value.
    pub(in crate::derivation::helm) trace: Trace,
    /// What is wrong, in the words of Helm.
    pub(in crate::derivation::helm) words: String,
    pub(super) relation: Relation,
    pub(super) causes: Vec<Violation>,
}

impl Violation {
    /// A fault of a schema or of all values of a chart.
    pub(super) fn of_chart(trace: Trace, message: &str) -> Self {
        let (pointer, words) = (String::new(), message.trim_end().to_owned());
        Self { pointer, trace, words, relation: Relation::Alone, causes: Vec::new() }
    }

    /// Writes it as Helm does: a line for each that says something, those that caused it below it.
    // INVARIANT: as deep as checks of schemas are.
    pub(super) fn write(&self, depth: usize, lines: &mut Vec<String>) {
        let is_shown = !(self.relation == Relation::Reference && self.causes.len() == 1);
        if is_shown {
            let indentation = "  ".repeat(depth);
            lines.push(format!("{indentation}- at {}: {}", quote(&self.pointer), self.words));
        }
        for cause in &self.causes {
            cause.write(depth + usize::from(is_shown), lines);
        }
    }

    /// What is wrong, with the pointer to the value.
    pub(in crate::derivation::helm) fn located(&self) -> String {
        if self.pointer.is_empty() {
            return self.words.clone();
        }
        format!("at `{}`: {}", self.pointer, self.words)
    }

    /// The violations in it that each have a place.
    // INVARIANT: as deep as checks of schemas are.
    pub(super) fn separate(&self, found: &mut Vec<Violation>) {
        if self.relation != Relation::Alone && !self.causes.is_empty() {
            return self.causes.iter().for_each(|cause| cause.separate(found));
        }
        let mut causes = Vec::new();
        self.causes.iter().for_each(|cause| cause.separate(&mut causes));
        let mut words = self.words.clone();
        let place = |cause: &Self| match cause.pointer.strip_prefix(&self.pointer) {
            Some("") | None => String::new(),
            Some(below) => format!(" (at `{below}`)"),
        };
        let causes = causes.iter().map(|cause| format!("{}{}", cause.words, place(cause)));
        let causes: Vec<String> = causes.collect();
        if !causes.is_empty() {
            words = format!("{words}: {}", causes.join("; "));
        }
        found.push(Self { words, causes: Vec::new(), ..self.clone() });
    }
}

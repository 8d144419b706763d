//! The functions that templates may call: those of Go, of Sprig 3 and of Helm 3.
//!
//! `include`, `tpl`, `and`, `or` and `call` belong to the evaluation and are not here.

#![allow(clippy::unnecessary_wraps, reason = "some functions cannot fail, all have one signature")]

mod certificates;
mod choice;
mod compare;
mod data;
mod dates;
mod decimals;
mod dicts;
mod durations;
mod encoding;
mod equality;
mod helm;
mod items;
mod letters;
mod lists;
mod merge;
mod numbers;
mod origins;
mod paths;
mod pattern;
mod pattern_class;
mod pattern_escape;
mod pieces;
mod printing;
mod reflection;
mod regex;
#[cfg(test)]
mod rendered;
#[cfg(test)]
mod seen;
mod signature;
mod strings;
mod trim;
mod unknown;
mod url;
mod urls;
mod versions;
mod words;
mod wrap;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(super) use pattern::{Pattern, Patterns, Refusal};
pub(super) use url::Url;

use super::fault::Cause;
use super::origin::Trace;
use super::text::Text;
use super::value::{List, Map, Number, Value};

/// A function.
#[derive(Debug)]
pub(super) struct Function {
    /// Its name in templates.
    pub(super) name: &'static str,
    /// The types of its parameters.
    pub(super) parameters: &'static [Parameter],
    /// The type of the arguments after those, if there may be more.
    pub(super) rest: Option<Parameter>,
    /// Computes it. The arguments are of the types that the parameters say.
    pub(super) run: fn(&Arguments) -> Outcome,
}

/// The type of a parameter in Go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Parameter {
    /// `interface {}` or `reflect.Value`.
    Any,
    /// `string`.
    Text,
    /// `int`.
    Int,
    /// `float64`.
    Float,
    /// `bool`.
    Bool,
    /// `map[string]interface {}`.
    Map,
    /// `[]interface {}`.
    List,
}

/// What a function returns.
pub(super) type Outcome = Result<Value, Cause>;

/// The arguments of a call.
#[derive(Debug)]
pub(super) struct Arguments {
    values: Vec<Value>,
    /// The patterns of calls before.
    patterns: Patterns,
}

impl Arguments {
    pub(super) fn new(values: Vec<Value>, patterns: &Patterns) -> Self {
        Self { values, patterns: patterns.clone() }
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Value] {
        &self.values
    }

    /// The arguments from a position on.
    pub(super) fn from(&self, at: usize) -> &[Value] {
        self.values.get(at..).unwrap_or_default()
    }

    /// One of any type; `nil` if it is not there.
    pub(super) fn any(&self, at: usize) -> Value {
        self.values.get(at).cloned().unwrap_or_else(|| Value::Nil(Trace::default()))
    }

    /// One that is a string.
    pub(super) fn text(&self, at: usize) -> Text {
        match self.values.get(at) {
            Some(Value::Text(text)) => text.clone(),
            _ => Text::default(),
        }
    }

    /// One that is an integer.
    pub(super) fn integer(&self, at: usize) -> i64 {
        match self.values.get(at) {
            Some(Value::Number(number, _)) => number.integer().unwrap_or_default(),
            _ => 0,
        }
    }

    /// One that is a floating-point number.
    pub(super) fn float(&self, at: usize) -> f64 {
        match self.values.get(at) {
            Some(Value::Number(Number::Float(number), _)) => *number,
            _ => 0.0,
        }
    }

    /// One that is a boolean.
    pub(super) fn bool(&self, at: usize) -> bool {
        matches!(self.values.get(at), Some(Value::Bool(true, _)))
    }

    /// One that is a map; `None` for `nil`.
    pub(super) fn map(&self, at: usize) -> Option<&Map> {
        match self.values.get(at) {
            Some(Value::Map(map)) => Some(map),
            _ => None,
        }
    }

    /// One that is a list; `None` for `nil`.
    pub(super) fn list(&self, at: usize) -> Option<&List> {
        match self.values.get(at) {
            Some(Value::List(list)) => Some(list),
            _ => None,
        }
    }

    /// The origin of a value that is computed from all of them.
    pub(super) fn trace(&self) -> Trace {
        Trace::computed(self.values.iter().map(Value::trace))
    }
}

/// The families of functions.
const FAMILIES: &[&[Function]] = &[
    choice::FUNCTIONS,
    compare::FUNCTIONS,
    data::FUNCTIONS,
    dicts::FUNCTIONS,
    helm::FUNCTIONS,
    lists::FUNCTIONS,
    merge::FUNCTIONS,
    numbers::FUNCTIONS,
    paths::FUNCTIONS,
    pieces::FUNCTIONS,
    printing::FUNCTIONS,
    reflection::FUNCTIONS,
    certificates::FUNCTIONS,
    dates::FUNCTIONS,
    encoding::FUNCTIONS,
    letters::FUNCTIONS,
    regex::FUNCTIONS,
    strings::FUNCTIONS,
    trim::FUNCTIONS,
    unknown::FUNCTIONS,
    urls::FUNCTIONS,
    versions::FUNCTIONS,
    words::FUNCTIONS,
    wrap::FUNCTIONS,
];

/// The function with a name.
pub(super) fn function(name: &str) -> Option<&'static Function> {
    static BY_NAME: LazyLock<HashMap<&str, &Function>> = LazyLock::new(|| {
        let all = FAMILIES.iter().flat_map(|family| family.iter());
        all.map(|function| (function.name, function)).collect()
    });
    BY_NAME.get(name).copied()
}

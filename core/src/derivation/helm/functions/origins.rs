//! The origins of what functions make: values that are not known, and cuts that Go makes in bytes.

use std::ops::Range;

use super::{Arguments, Function, Outcome, Parameter};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;
use crate::tree::Made;

/// Maximum length of a text that a function makes longer than its arguments, in bytes.
pub(super) const MOST: usize = 4 << 20;

/// What is printed for bytes that are no text.
const NO_TEXT: &str = "\u{FFFD}";

impl Function {
    /// A function with a fixed number of parameters.
    pub(super) const fn fixed(
        name: &'static str,
        parameters: &'static [Parameter],
        run: fn(&Arguments) -> Outcome,
    ) -> Self {
        Self { name, parameters, rest: None, run }
    }
}

/// The origin of a value that depends on the arguments and is not known before the chart is installed.
pub(super) fn open(arguments: &Arguments) -> Trace {
    Trace { made: Made::Open, ..arguments.trace() }
}

/// A string that is not known before the chart is installed, of a plausible shape.
pub(super) fn open_text(shape: impl Into<std::rc::Rc<str>>, arguments: &Arguments) -> Outcome {
    Ok(Value::text(shape, open(arguments)))
}

/// A string that is computed from all arguments.
pub(super) fn computed(text: impl Into<std::rc::Rc<str>>, arguments: &Arguments) -> Outcome {
    Ok(Value::text(text, arguments.trace()))
}

/// A boolean that is computed from all arguments.
pub(super) fn answer(is_true: bool, arguments: &Arguments) -> Outcome {
    Ok(Value::Bool(is_true, arguments.trace()))
}

/// A string that is computed from all arguments; not known if the bytes are no text.
pub(super) fn decoded(bytes: Vec<u8>, arguments: &Arguments) -> Outcome {
    match String::from_utf8(bytes) {
        Ok(text) => computed(text, arguments),
        Err(error) => open_text(String::from_utf8_lossy(error.as_bytes()).into_owned(), arguments),
    }
}

/// A text with parts of the arguments. An empty one is computed from all of them, and if one of those
/// that decide what becomes of the others is not known, nothing is.
pub(super) fn settled(text: Text, arguments: &Arguments, deciding: &[usize]) -> Text {
    let is_open = |at: &usize| arguments.0.get(*at).is_some_and(|one| one.trace().is_open());
    if deciding.iter().any(is_open) {
        return Text::new(text.shared(), open(arguments));
    }
    let trace = text.trace();
    if text.is_empty() && !trace.is_somewhere() && trace.reads.all().is_empty() {
        return Text::new("", arguments.trace());
    }
    text
}

/// Adds a range of bytes of a text. Go cuts inside of characters, which leaves bytes that are no text.
pub(super) fn push_bytes(builder: &mut TextBuilder, text: &Text, range: Range<usize>) {
    let written = text.as_str();
    let is_border = |at: &usize| written.is_char_boundary(*at);
    let first = (range.start..range.end).find(is_border).unwrap_or(range.end);
    let last = (first..=range.end).rev().find(is_border).unwrap_or(first);
    if first > range.start {
        builder.push_str(NO_TEXT, &Trace::open());
    }
    builder.push_slice(text, first..last);
    if last < range.end {
        builder.push_str(NO_TEXT, &Trace::open());
    }
}

/// A range of bytes of a text.
pub(super) fn cut(text: &Text, range: Range<usize>) -> Text {
    if range == (0..text.as_str().len()) {
        return text.clone();
    }
    let mut builder = TextBuilder::default();
    push_bytes(&mut builder, text, range);
    builder.finish()
}

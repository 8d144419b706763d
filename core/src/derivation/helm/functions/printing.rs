//! Go's own functions that print: `print`, `printf`, and texts for HTML, JavaScript and URLs.

use std::fmt::Write as _;

use super::{Arguments, Function, Outcome, Parameter};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::{NO_VALUE, formatted, printed_all, printed_line};
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    function("html", |arguments| escaped(arguments, html)),
    function("js", |arguments| escaped(arguments, javascript)),
    function("print", |arguments| Ok(Value::Text(printed_all(arguments.all())))),
    Function {
        name: "printf",
        parameters: &[Parameter::Text],
        rest: Some(Parameter::Any),
        run: |arguments| Ok(Value::Text(formatted(&arguments.text(0), arguments.from(1)))),
    },
    function("println", |arguments| Ok(Value::Text(printed_line(arguments.all())))),
    function("urlquery", |arguments| {
        let text = all(arguments);
        Ok(Value::Text(text.rewritten(&query(text.as_str()))))
    }),
];

const fn function(name: &'static str, run: fn(&Arguments) -> Outcome) -> Function {
    Function { name, parameters: &[], rest: Some(Parameter::Any), run }
}

/// The arguments as one text.
fn all(arguments: &Arguments) -> Text {
    // What is not there is a text here.
    let shown = |value: &Value| match value {
        Value::Nil(trace) => Value::text(NO_VALUE, Trace::computed([trace])),
        value => value.clone(),
    };
    printed_all(&arguments.all().iter().map(shown).collect::<Vec<_>>())
}

fn escaped(arguments: &Arguments, escape: fn(char) -> Option<String>) -> Outcome {
    let text = all(arguments);
    let mut builder = TextBuilder::default();
    builder.push_escaped(&text, escape, |trace| Trace::computed([&trace]));
    Ok(Value::Text(builder.finish()))
}

fn html(sign: char) -> Option<String> {
    let escape = match sign {
        '"' => "&#34;",
        '\'' => "&#39;",
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '\0' => "\u{fffd}",
        _ => return None,
    };
    Some(escape.to_owned())
}

fn javascript(sign: char) -> Option<String> {
    let escape = match sign {
        '\\' => "\\\\",
        '\'' => "\\'",
        '"' => "\\\"",
        '<' => "\\u003C",
        '>' => "\\u003E",
        '&' => "\\u0026",
        '=' => "\\u003D",
        sign if u32::from(sign) < 0x20 => return Some(format!("\\u{:04X}", u32::from(sign))),
        _ => return None,
    };
    Some(escape.to_owned())
}

fn query(text: &str) -> String {
    let mut query = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                query.push(char::from(byte));
            }
            b' ' => query.push('+'),
            byte => {
                // INVARIANT: writing to a string does not fail.
                let _ = write!(query, "%{byte:02X}");
            }
        }
    }
    query
}

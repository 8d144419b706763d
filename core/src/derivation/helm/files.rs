//! `.Files`: the files of a chart that are no templates.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use regex_lite::Regex;

use super::fault::Cause;
use super::functions::Parameter;
use super::object::{Content, Method, Object};
use super::origin::Trace;
use super::text::Text;
use super::value::{Entry, Map, MapKind, Value};
use super::yaml::to_yaml;

/// The methods of `.Files`.
pub(super) const METHODS: &[Method] = &[
    Method {
        name: "Get",
        parameters: &[Parameter::Text],
        run: |object, arguments| Ok(Value::Text(content(object, arguments.text(0).as_str()))),
    },
    Method {
        name: "GetBytes",
        parameters: &[Parameter::Text],
        run: |object, arguments| Ok(Value::bytes(content(object, arguments.text(0).as_str()))),
    },
    Method {
        name: "Glob",
        parameters: &[Parameter::Text],
        run: |object, arguments| {
            let pattern = pattern(arguments.text(0).as_str());
            let found = files(object)
                .filter(|(path, _)| pattern.as_ref().is_none_or(|pattern| pattern.is_match(path)));
            let found = found.map(|(path, text)| (Rc::clone(path), text.clone())).collect();
            let (trace, content) = (object.trace.clone(), Content::Files(found));
            Ok(Value::Object(Rc::new(Object { type_name: "engine.files", trace, content })))
        },
    },
    Method { name: "AsConfig", parameters: &[], run: |object, _| as_yaml(object, Text::clone) },
    Method {
        name: "AsSecrets",
        parameters: &[],
        run: |object, _| as_yaml(object, |text| text.rewritten(&STANDARD.encode(text.as_str()))),
    },
    Method {
        name: "Lines",
        parameters: &[Parameter::Text],
        run: |object, arguments| {
            let text = content(object, arguments.text(0).as_str());
            Ok(Value::texts(lines(&text), object.trace.clone()))
        },
    },
];

/// The files, by path.
fn files(object: &Object) -> impl Iterator<Item = (&Rc<str>, &Text)> {
    let files = match &object.content {
        Content::Files(files) => Some(files),
        _ => None,
    };
    files.into_iter().flatten()
}

/// The content of a file; empty if there is no such file.
fn content(object: &Object, path: &str) -> Text {
    let found = files(object).find(|(own, _)| &***own == path);
    found.map_or_else(|| Text::new("", Trace::computed([&object.trace])), |(_, text)| text.clone())
}

/// The lines of a text, without one at its end.
fn lines(text: &Text) -> Vec<Text> {
    let all = text.as_str();
    if all.is_empty() {
        return Vec::new();
    }
    let mut start = 0;
    let content = all.strip_suffix('\n').unwrap_or(all);
    let lines = content.split('\n').map(|line| {
        let range = start..start + line.len();
        start = range.end + 1;
        text.slice(range)
    });
    lines.collect()
}

/// The files as a YAML mapping of their names, without folders.
fn as_yaml(object: &Object, value: impl Fn(&Text) -> Text) -> Result<Value, Cause> {
    let entries = files(object).map(|(path, text)| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let entry = Entry { key: object.trace.clone(), value: Value::Text(value(text)) };
        (Rc::from(name), entry)
    });
    let map = Map { kind: MapKind::Text, ..Map::new(entries.collect(), object.trace.clone()) };
    Ok(Value::Text(to_yaml(&Value::Map(map))?))
}

/// The regular expression of a pattern of paths; `None` if it is not a valid one, which Helm takes
/// for one that matches everything.
pub(super) fn pattern(glob: &str) -> Option<Regex> {
    let mut expression = "^".to_owned();
    let mut signs = glob.chars().peekable();
    let mut braces = 0_usize;
    while let Some(sign) = signs.next() {
        match sign {
            '*' if signs.next_if_eq(&'*').is_some() => expression.push_str("(?s:.*)"),
            '*' => expression.push_str("[^/]*"),
            '?' => expression.push_str("[^/]"),
            '[' => {
                expression.push('[');
                if signs.next_if_eq(&'!').is_some() {
                    expression.push('^');
                }
            }
            ']' => expression.push(']'),
            '{' => {
                braces += 1;
                expression.push_str("(?:");
            }
            '}' if braces > 0 => {
                braces -= 1;
                expression.push(')');
            }
            ',' if braces > 0 => expression.push('|'),
            '\\' => push_escaped(&mut expression, signs.next()?),
            sign => push_escaped(&mut expression, sign),
        }
    }
    expression.push('$');
    Regex::new(&expression).ok()
}

fn push_escaped(expression: &mut String, sign: char) {
    if sign.is_ascii_punctuation() && sign != '-' {
        expression.push('\\');
    }
    expression.push(sign);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seen in gobwas/glob 0.2.3 with `/` as separator.
    #[test]
    fn patterns_match_paths() {
        let cases = [
            ("*.yaml", "a.yaml", true),
            ("*.yaml", "b/a.yaml", false),
            ("**.yaml", "b/a.yaml", true),
            ("files/*", "files/a", true),
            ("files/*", "files/a/b", false),
            ("files/**", "files/a/b", true),
            ("{a,b}.conf", "b.conf", true),
            ("[a-c].conf", "b.conf", true),
            ("[!a].conf", "a.conf", false),
            ("a?c", "abc", true),
        ];
        for (glob, path, expected) in cases {
            let found = pattern(glob).is_some_and(|pattern| pattern.is_match(path));
            assert_eq!(found, expected, "{glob} {path}");
        }
    }
}

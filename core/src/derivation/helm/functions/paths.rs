//! Sprig's functions of paths, as `path` and, on Linux, `path/filepath` compute them.

use super::Parameter::Text as Letters;
use super::signature::fixed;
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("base", &[Letters], |arguments| Ok(Value::Text(base(&arguments.text(0))))),
    fixed("clean", &[Letters], |arguments| Ok(Value::Text(clean(&arguments.text(0))))),
    fixed("dir", &[Letters], |arguments| Ok(Value::Text(directory(&arguments.text(0))))),
    fixed("ext", &[Letters], |arguments| Ok(Value::Text(extension(&arguments.text(0))))),
    fixed("isAbs", &[Letters], is_absolute),
    fixed("osBase", &[Letters], |arguments| Ok(Value::Text(base(&arguments.text(0))))),
    fixed("osClean", &[Letters], |arguments| Ok(Value::Text(clean(&arguments.text(0))))),
    fixed("osDir", &[Letters], |arguments| Ok(Value::Text(directory(&arguments.text(0))))),
    fixed("osExt", &[Letters], |arguments| Ok(Value::Text(extension(&arguments.text(0))))),
    fixed("osIsAbs", &[Letters], is_absolute),
];

fn is_absolute(arguments: &Arguments) -> Outcome {
    Ok(Value::Bool(arguments.text(0).as_str().starts_with('/'), arguments.trace()))
}

/// The last element.
fn base(path: &Text) -> Text {
    let trimmed = path.as_str().trim_end_matches('/');
    match trimmed.rfind('/').map_or(0, |at| at + 1) {
        _ if path.is_empty() => path.rewritten("."),
        _ if trimmed.is_empty() => path.slice(0..1),
        start => path.slice(start..trimmed.len()),
    }
}

/// The path without its last element.
fn directory(path: &Text) -> Text {
    clean(&path.slice(0..path.as_str().rfind('/').map_or(0, |at| at + 1)))
}

/// The last element from its last point on.
fn extension(path: &Text) -> Text {
    let start = path.as_str().rfind('/').map_or(0, |at| at + 1);
    let point = path.as_str().get(start..).and_then(|name| name.rfind('.'));
    match point {
        Some(at) => path.slice(start + at..path.as_str().len()),
        None => path.rewritten(""),
    }
}

/// The shortest path that means the same.
fn clean(path: &Text) -> Text {
    let is_absolute = path.as_str().starts_with('/');
    let mut kept: Vec<&str> = Vec::new();
    for part in path.as_str().split('/') {
        match (part, kept.last()) {
            ("" | ".", _) => {}
            ("..", Some(last)) if *last != ".." => drop(kept.pop()),
            ("..", None) if is_absolute => {}
            _ => kept.push(part),
        }
    }
    let root = if is_absolute { "/" } else { "" };
    let cleaned = format!("{root}{}", kept.join("/"));
    if path.as_str().starts_with(&cleaned) && !cleaned.is_empty() {
        return path.slice(0..cleaned.len());
    }
    path.rewritten(if cleaned.is_empty() { "." } else { &cleaned })
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::rendered::check;

    const SEEN: &str = r#"
        base "" => "." string
        base "/" => "/" string
        base "a/b" => "b" string
        base "/a/b/" => "b" string
        base "../a" => "a" string
        base "a/../../b" => "b" string
        base "a.b.c" => "a.b.c" string
        base ".hidden" => ".hidden" string
        base "a.b/c" => "c" string
        base "a//b" => "b" string
        dir "" => "." string
        dir "/" => "/" string
        dir "a/b" => "a" string
        dir "/a/b/" => "/a/b" string
        dir "../a" => ".." string
        dir "a/../../b" => ".." string
        dir "a.b.c" => "." string
        dir ".hidden" => "." string
        dir "a.b/c" => "a.b" string
        dir "a//b" => "a" string
        clean "" => "." string
        clean "/" => "/" string
        clean "a/b" => "a/b" string
        clean "/a/b/" => "/a/b" string
        clean "../a" => "../a" string
        clean "a/../../b" => "../b" string
        clean "a.b.c" => "a.b.c" string
        clean ".hidden" => ".hidden" string
        clean "a.b/c" => "a.b/c" string
        clean "a//b" => "a/b" string
        ext "" => "" string
        ext "/" => "" string
        ext "a/b" => "" string
        ext "/a/b/" => "" string
        ext "../a" => "" string
        ext "a/../../b" => "" string
        ext "a.b.c" => ".c" string
        ext ".hidden" => ".hidden" string
        ext "a.b/c" => "" string
        ext "a//b" => "" string
        isAbs "/" => true bool
        osIsAbs "a" => false bool
        osBase "/a/b/" => "b" string
        "#;

    #[test]
    fn paths_are_computed_as_in_go() {
        check(SEEN);
    }
}

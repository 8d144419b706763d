//! Calls: code that reads a value at run time.

use std::ops::Range;

use super::Reference;
use super::is_name;
use super::marks::closing;

/// Reads a value that is a call or an item of a mapping, in any of the usual languages: `getenv("X")`,
/// `os.environ.get("X", "y")`, `ENV['X']`, `std::env::var("X").unwrap()`, `process.env.X || "y"`.
pub(super) fn call(value: &str) -> Option<Reference> {
    let value = value.trim_end_matches([';', ',']);
    let (end, first) = chain(value)?;
    let rest = value.get(end..)?.trim_start();
    if rest.is_empty() {
        let default = first.and_then(|first| second_text(value, first));
        return Some(default.map_or(Reference::Whole, of_text));
    }
    let operators = ["||", "??", "?:", "or ", "{"];
    let operator = operators.iter().find(|operator| rest.starts_with(**operator))?;
    let default = rest.get(operator.len()..)?.trim_start();
    let start = value.len() - default.len();
    let text = text_at(value, start).filter(|text| text.end + 1 == value.len());
    Some(text.map_or(Reference::Whole, of_text))
}

/// An empty fallback is no fallback.
fn of_text(range: Range<usize>) -> Reference {
    if range.is_empty() { Reference::Whole } else { Reference::Default(range) }
}

/// The end of the chain of names, calls and items at the beginning of a value, and the arguments of
/// its first call.
fn chain(value: &str) -> Option<(usize, Option<Range<usize>>)> {
    let mut at = value.len() - value.trim_start_matches(['$', '&', '@']).len();
    let mut first: Option<Range<usize>> = None;
    let mut names = 0_usize;
    loop {
        let rest = value.get(at..)?;
        let belongs = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let length = rest.find(|letter: char| !belongs(letter)).unwrap_or(rest.len());
        let name = rest.get(..length)?;
        if !is_name(name) {
            return None;
        }
        names += 1;
        at += length;
        // A name of Ruby or Elixir may end with a sign.
        let sign = value.get(at..)?;
        at += usize::from(sign.starts_with("!(") || sign.starts_with("?("));
        while let Some(close) = value
            .get(at..)
            .filter(|rest| rest.starts_with(['(', '[']))
            .and_then(|_| closing(value, at))
        {
            first.get_or_insert(at + 1..close);
            at = close + 1;
        }
        let rest = value.get(at..)?;
        let separator =
            ["?.", "::", "->", "."].iter().find(|separator| rest.starts_with(**separator));
        match separator {
            Some(separator) => at += separator.len(),
            None => break,
        }
    }
    let path = value.get(..first.as_ref().map_or(at, |first| first.start - 1))?;
    let has_lower = path.bytes().any(|byte| byte.is_ascii_lowercase());
    let inner = first.as_ref().and_then(|first| value.get(first.clone()));
    let is_plausible = match inner {
        // `process.env.X` alone is an address; here something follows it.
        None => path.starts_with("process.env."),
        Some(inner) => {
            let quotes = inner.trim_start().starts_with(['"', '\'', '`']);
            let names = names > 1
                && inner.bytes().all(|byte| {
                    byte.is_ascii_alphanumeric() || b"_., $[]'\"()/:=-#;?".contains(&byte)
                });
            quotes || (has_lower && (names || path.contains("env")))
        }
    };
    is_plausible.then_some((at, first))
}

/// The second argument, if it is a string.
fn second_text(value: &str, arguments: Range<usize>) -> Option<Range<usize>> {
    let inner = value.get(arguments.clone())?;
    // The encoding of a file is not a secret: `readFileSync("/run/secrets/x", "utf8")`.
    if inner.contains('/') {
        return None;
    }
    let first = text_at(value, arguments.start + leading(value.get(arguments.clone())?))?;
    let after = first.end + 1;
    let rest = value.get(after..arguments.end)?;
    let second = rest.trim_start().strip_prefix(',')?;
    let start = arguments.end - second.len() + leading(second);
    text_at(value, start).filter(|text| {
        value.get(text.end + 1..arguments.end).is_some_and(|rest| rest.trim().is_empty())
    })
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The content of the quoted string that begins here.
fn text_at(value: &str, at: usize) -> Option<Range<usize>> {
    let quote =
        value.get(at..)?.chars().next().filter(|letter| matches!(letter, '"' | '\'' | '`'))?;
    let length = value.get(at + 1..)?.find(quote)?;
    Some(at + 1..at + 1 + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a call falls back to.
    fn fallback(value: &str) -> Option<&str> {
        Some(match call(value)? {
            Reference::Whole => "nothing",
            Reference::Default(range) => value.get(range).unwrap_or_default(),
        })
    }

    #[test]
    fn a_call_falls_back_to_its_second_text() {
        for value in [
            "os.environ.get(\"X\", \"Kq7v\")",
            "os.environ.get( 'X' , 'Kq7v' );",
            "process.env.X || \"Kq7v\"",
            "ENV['X'] or 'Kq7v'",
            "System.get_env!(\"X\") || `Kq7v`",
        ] {
            assert_eq!(fallback(value), Some("Kq7v"), "{value}");
        }
        for value in [
            "getenv(\"X\")",
            "getenv(X)",
            "ENV['X']",
            "process.env.X",
            "process.env.X ?? \"\"",
            "process.env.X || \"Kq7v\" + y",
            "std::env::var(\"X\").unwrap()",
            "os.environ.get(\"X\", \"\")",
            "settings.get(\"X\", \"Kq7v\", y)",
            "settings.get(\"X\" \"Kq7v\")",
            "readFileSync(\"/run/secrets/x\", \"utf8\")",
            "settings.get(name)",
        ] {
            assert_eq!(fallback(value), Some("nothing"), "{value}");
        }
        for value in
            ["app.password", "Kq7v(\"x", "7ab(\"x\")", "PASSWORD(abc)", "pin(abc)", "a.b(\u{fc})"]
        {
            assert_eq!(fallback(value), None, "{value}");
        }
    }
}

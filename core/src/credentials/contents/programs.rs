//! Secrets in quotes, in tags or in headers: programs, markup, files of web servers.

use std::ops::Range;

use super::{plain, string_end};
use crate::credentials::connection::{Form, Part};
use crate::credentials::key::{self, Kind};
use crate::credentials::reference::{Reference, reference};

/// Limits the text that is examined before a quote, so that a text full of quotes takes linear
/// time.
const LONGEST_HEAD: usize = 256;

/// Every secret that has its name next to it.
pub(super) fn all(text: &str, found: &mut Vec<Part>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line_text = line.trim_end();
        quoted(line_text, start, found);
        call(line_text, start, found);
        header(line_text, start, found);
        authorization(line_text, start, found);
        element(line_text, start, found);
        start += line.len();
    }
}

/// `password = "x"`, `password: 'x'`, `'password' => "x"`, `f(password="x")`, `<a password="x">`,
/// `<add key="password" value="x">`.
fn quoted(line: &str, offset: usize, found: &mut Vec<Part>) {
    let mut at = 0;
    let mut named: Option<Range<usize>> = None;
    let has_tags = line.contains('<');
    while let Some(open) = line.get(at..).and_then(|rest| rest.find(['"', '\''])) {
        let open = at + open;
        let Some(close) = closing(line, open) else { return };
        at = close + 1;
        let Some(name) = name_before(line, open) else { continue };
        let text = line.get(name.clone()).unwrap_or_default();
        // In a tag the name comes first.
        if has_tags && matches!(text, "name" | "key") {
            named = Some(open + 1..close);
            continue;
        }
        let key = if text == "value" { named.take().unwrap_or(name) } else { name };
        let key_text = line.get(key.clone()).unwrap_or_default();
        // `password: "Password"` is the label of an input field.
        let is_label = names_itself(key_text, line.get(open + 1..close).unwrap_or_default());
        if key::kind(key_text) != Kind::Other && !is_label {
            let key = Some(offset + key.start..offset + key.end);
            found.push(Part { key, ..plain(offset + open + 1..offset + close) });
        }
    }
}

/// Whether a text is the last word of its key, capitalised.
fn names_itself(key: &str, text: &str) -> bool {
    let is_title = text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    is_title && key.to_ascii_lowercase().ends_with(&text.to_ascii_lowercase())
}

/// `name = call("X", "y")`: the fallback of a call, if the name is that of a secret.
fn call(line: &str, offset: usize, found: &mut Vec<Part>) {
    let Some(sign) = line.find('=') else { return };
    let name = line.get(..sign).unwrap_or_default().trim_end_matches(':').trim();
    let name = name.rsplit([' ', '\t']).next().unwrap_or_default();
    if key::kind(name) == Kind::Other {
        return;
    }
    let rest = line.get(sign + 1..).unwrap_or_default();
    let value = rest.trim();
    let start = sign + 1 + rest.len() - rest.trim_start().len();
    if let Some(Reference::Default(range)) = reference(value) {
        if value.contains(['(', '|', '?']) && !value.starts_with(['$', '{']) {
            let name_end =
                line.get(..sign).unwrap_or_default().trim_end_matches(':').trim_end().len();
            let key = Some(offset + name_end - name.len()..offset + name_end);
            found.push(Part {
                key,
                ..plain(offset + start + range.start..offset + start + range.end)
            });
        }
    }
}

/// The closing quote of the one that opens here, on the same line.
fn closing(line: &str, open: usize) -> Option<usize> {
    if line.as_bytes().get(open) == Some(&b'"') {
        return string_end(line, open + 1);
    }
    line.get(open + 1..)?.find('\'').map(|length| open + 1 + length)
}

/// The name to which the quoted text is assigned.
fn name_before(line: &str, open: usize) -> Option<Range<usize>> {
    let earliest = open.saturating_sub(LONGEST_HEAD);
    let from = (earliest..=open).find(|at| line.is_char_boundary(*at))?;
    let head = line.get(from..open)?;
    // A psql variable: `PASSWORD :'name'`.
    if head.ends_with(" :") {
        return None;
    }
    let head = head.trim_end();
    let head = head.strip_suffix("=>").or_else(|| head.strip_suffix([':', '=']));
    // `==`, `!=` and `:=`: a comparison assigns nothing, a declaration in Go does.
    let head = head.filter(|head| !head.ends_with(['=', '!', '<', '>', '~']))?;
    let head = head.trim_end_matches(':').trim_end().trim_end_matches(['"', '\'', ']']);
    let belongs =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let start = head.trim_end_matches(belongs).len();
    let before = head.get(..start)?;
    // `metric{token="x"}`: the labels of a Prometheus selector are not secrets.
    let is_label = line.as_bytes().get(open.wrapping_sub(1)) == Some(&b'=')
        && before.rfind('{') > before.rfind('(');
    (!is_label).then(|| from + start..from + head.len())
}

/// `proxy_set_header X-Api-Key x;`, `proxy_set_header Authorization "Basic x";`, `set $password x;`.
fn header(line: &str, offset: usize, found: &mut Vec<Part>) {
    for directive in ["proxy_set_header ", "add_header ", "RequestHeader set ", "set $"] {
        let Some(at) = line.find(directive) else { continue };
        let name_start = at + directive.len();
        let rest = line.get(name_start..).unwrap_or_default();
        let Some(space) = rest.find(' ') else { continue };
        let value = rest.get(space..).unwrap_or_default();
        let around = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | ';');
        let skipped = value.len() - value.trim_start_matches(around).len();
        let value_start = offset + name_start + space + skipped;
        let value = value.trim_matches(around);
        let name = rest.get(..space).unwrap_or_default();
        if name.eq_ignore_ascii_case("authorization") {
            scheme(value, value_start, found);
        } else if key::kind(name) != Kind::Other && !value.is_empty() {
            let key = Some(offset + name_start..offset + name_start + space);
            found.push(Part { key, ..plain(value_start..value_start + value.len()) });
        }
    }
}

/// `"Authorization": "Bearer x"`, `-H "Authorization: Basic x"`: a header in the text of a program.
fn authorization(line: &str, offset: usize, found: &mut Vec<Part>) {
    let lower = line.to_ascii_lowercase();
    let Some(name) = lower.find("authorization") else { return };
    for word in ["bearer ", "basic "] {
        let Some(at) = lower.get(name..).and_then(|rest| rest.find(word)) else { continue };
        let start = name + at;
        let rest = line.get(start..).unwrap_or_default();
        let ends = |letter: char| matches!(letter, '"' | '\'' | '`' | ',' | ';' | '<');
        let value = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
        let token = value.get(word.len()..).unwrap_or_default();
        let is_token = token.len() >= 16 && token.bytes().any(|byte| byte.is_ascii_digit());
        if is_token && !token.contains([' ', '(', '{', '$']) {
            scheme(value, offset + start, found);
        }
    }
}

/// `Basic` and `Bearer` with their credentials.
fn scheme(value: &str, offset: usize, found: &mut Vec<Part>) {
    let Some((scheme, token)) = value.split_once(' ') else { return };
    let form = match scheme {
        _ if scheme.eq_ignore_ascii_case("basic") => Form::Basic,
        _ if scheme.eq_ignore_ascii_case("bearer") => Form::Plain,
        _ => return,
    };
    let start = offset + value.len() - token.len();
    found.push(Part { form, ..plain(start..start + token.len()) });
}

/// `<password>x</password>`.
fn element(line: &str, offset: usize, found: &mut Vec<Part>) {
    let mut at = 0;
    while let Some(open) = line.get(at..).and_then(|rest| rest.find('<')) {
        let name_start = at + open + 1;
        let rest = line.get(name_start..).unwrap_or_default();
        at = name_start;
        let Some(close) = rest.find('>') else { return };
        let name = rest.get(..close).unwrap_or_default();
        let Some(inner) = rest.get(close + 1..) else { return };
        let Some(length) = inner.find("</") else { return };
        let is_closed = inner.get(length + 2..).is_some_and(|tail| tail.starts_with(name));
        let is_name =
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-:".contains(&byte));
        if is_closed && is_name && length > 0 && key::kind(name) != Kind::Other {
            let start = offset + name_start + close + 1;
            let key = Some(offset + name_start..offset + name_start + close);
            found.push(Part { key, ..plain(start..start + length) });
        }
    }
}

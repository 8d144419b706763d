//! Secrets inside of longer texts: options, JSON, SQL, markup, programs, and the files in which
//! clients keep their passwords.

mod programs;

use std::ops::Range;

use super::command;
use super::connection::{Form, Part};
use super::key::{self, Kind};

/// Every password that the text carries by its form, under a key that may be a file's name.
pub(super) fn all(key: &str, text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    if is_options(text) {
        options(text, &mut found);
    }
    if text.contains(['"', '\'', '<']) {
        programs::all(text, &mut found);
    }
    if text.contains("\":") || text.contains("\" :") {
        json(text, &mut found);
    }
    if text.len() >= 20 {
        sql(text, &mut found);
    }
    if text.contains("Unseal Key ") {
        unseal_keys(text, &mut found);
    }
    let file = key.rsplit('/').next().unwrap_or_default().trim_start_matches(['.', '_']);
    match file {
        "netrc" => netrc(text, &mut found),
        "pgpass" => colons(text, 5, &mut found),
        "htpasswd" | "users.htpasswd" => colons(text, 2, &mut found),
        _ => {}
    }
    found
}

fn plain(range: Range<usize>) -> Part {
    Part { range, user: None, key: None, form: Form::Plain }
}

/// Whether a text begins as a command line does behind its program: `-Xmx1g -Dkey=x`, `--token=x`.
fn is_options(text: &str) -> bool {
    let name = text.strip_prefix("--").or_else(|| text.strip_prefix('-'));
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// `JAVA_OPTS`, `EXTRA_ARGS`: what is handed on to a program.
fn options(text: &str, found: &mut Vec<Part>) {
    for argument in command::arguments(&[text]) {
        if !argument.key.is_empty() {
            found.push(plain(argument.range));
        }
    }
}

/// `"password": "x"`, and `"name": "DB_PASSWORD", "value": "x"`.
fn json(text: &str, found: &mut Vec<Part>) {
    let mut named: Option<Range<usize>> = None;
    let mut at = 0;
    while let Some(string) = next_string(text, at) {
        at = string.end + 1;
        let Some(value) = value_after(text, at) else { continue };
        at = value.end + 1;
        let name = text.get(string.clone()).unwrap_or_default();
        if name == "name" {
            named = Some(value);
            continue;
        }
        let key = if name == "value" { named.take() } else { Some(string) };
        let Some(key) = key else { continue };
        let name = text.get(key.clone()).unwrap_or_default();
        let form = if name == "auth" { Form::Basic } else { Form::Plain };
        if form == Form::Basic || key::kind(name) != Kind::Other {
            found.push(Part { range: value, user: None, key: Some(key), form });
        }
    }
}

/// The inside of the next text in double quotes.
fn next_string(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text.get(from..)?.find('"')? + 1;
    string_end(text, start).map(|end| start..end)
}

/// The inside of the text in double quotes that is the value of the key that ends here.
fn value_after(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let colon = rest.trim_start().strip_prefix(':')?;
    let value = colon.trim_start().strip_prefix('"')?;
    let start = at + rest.len() - value.len();
    string_end(text, start).map(|end| start..end)
}

fn string_end(text: &str, start: usize) -> Option<usize> {
    let mut escaped = false;
    for (offset, byte) in text.as_bytes().get(start..)?.iter().enumerate() {
        match byte {
            b'"' if !escaped => return Some(start + offset),
            b'\n' => return None,
            _ => escaped = *byte == b'\\' && !escaped,
        }
    }
    None
}

/// `IDENTIFIED BY 'x'`, `PASSWORD 'x'`.
fn sql(text: &str, found: &mut Vec<Part>) {
    let mut from = 0;
    while let Some(quote) = text.get(from..).and_then(|rest| rest.find('\'')) {
        let open = from + quote;
        let Some(length) = text.get(open + 1..).and_then(|rest| rest.find('\'')) else { return };
        let head = text.get(..open).unwrap_or_default().trim_end();
        let ends = |word: &str| {
            let tail = head.len().checked_sub(word.len()).and_then(|start| head.get(start..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word))
        };
        let before = text.as_bytes().get(open.wrapping_sub(1)).copied();
        if before == Some(b' ') && (ends("identified by") || ends(" password")) {
            found.push(plain(open + 1..open + 1 + length));
            from = open + length + 2;
        } else {
            from = open + 1;
        }
    }
}

/// `Unseal Key 1: x`, as Vault prints them once.
fn unseal_keys(text: &str, found: &mut Vec<Part>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let value = line.trim().strip_prefix("Unseal Key ").and_then(|rest| rest.split_once(": "));
        if let Some((_, value)) = value.filter(|(_, value)| value.len() >= 40) {
            let end = start + line.trim_end().len();
            found.push(plain(end - value.len()..end));
        }
        start += line.len();
    }
}

/// `machine x login y password z`, in one line or several.
fn netrc(text: &str, found: &mut Vec<Part>) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("password")) {
        let after = from + at + "password".len();
        let rest = text.get(after..).unwrap_or_default();
        let value = rest.trim_start();
        let start = after + rest.len() - value.len();
        let length = value.find(char::is_whitespace).unwrap_or(value.len());
        if start > after && length > 0 {
            found.push(plain(start..start + length));
        }
        from = start + length;
    }
}

/// The last of the fields of each line.
fn colons(text: &str, fields: usize, found: &mut Vec<Part>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let last = content.splitn(fields, ':').last().unwrap_or_default();
        let has_all = content.splitn(fields, ':').count() == fields;
        if has_all && !content.starts_with('#') && !last.is_empty() {
            found.push(plain(start + content.len() - last.len()..start + content.len()));
        }
        start += line.len();
    }
}

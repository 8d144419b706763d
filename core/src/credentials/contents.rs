//! Secrets inside of longer texts: options, JSON, SQL, markup, programs, and the files in which
//! clients keep their passwords.

mod programs;

use std::ops::Range;

use super::command;
use super::connection::{Form, Part};
use super::key::{self, Kind};
use super::reference::{closing_piece, mark_end};

/// Every password that the structure of the text reveals; the key may be a file name.
pub(super) fn all(key: &str, text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    if is_options(text) {
        options(text, &mut found);
    }
    if text.contains(['"', '\'', '<']) {
        programs::all(text, &mut found);
    }
    if text.contains("\":") || text.contains("\" :") {
        json(key, text, &mut found);
    }
    if key::kind(key) == Kind::Other && text.contains('=') {
        assignments(text, &mut found);
    }
    sql(text, &mut found);
    if DIRECTIVES.iter().any(|(words, _)| text.contains(words)) {
        directives(text, &mut found);
    }
    if text.contains("Unseal Key ") {
        unseal_keys(text, &mut found);
    }
    let file = key.rsplit('/').next().unwrap_or_default().trim_start_matches(['.', '_']);
    match file {
        "npmrc" => npmrc(text, &mut found),
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

/// Whether a text begins like the arguments of a program: `-Xmx1g -Dkey=x`, `--token=x`.
fn is_options(text: &str) -> bool {
    let name = text.strip_prefix("--").or_else(|| text.strip_prefix('-'));
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// `JAVA_OPTS`, `EXTRA_ARGS`: arguments for a program.
fn options(text: &str, found: &mut Vec<Part>) {
    for argument in command::arguments(&[text]) {
        if !argument.key.is_empty() {
            found.push(plain(argument.range));
        }
    }
}

/// Whether a text with this name is documentation.
pub(super) fn is_prose(key: &str) -> bool {
    let extension = key.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|end| {
        ["md", "markdown", "rst", "adoc", "txt"].iter().any(|prose| end.eq_ignore_ascii_case(prose))
    })
}

/// Returns whether the line of a byte in a longer text is a comment in a common language.
pub(super) fn comments(text: &str) -> impl Fn(usize) -> bool {
    // A single line is a value, even if it begins like a comment.
    let starts: Vec<usize> = if text.contains('\n') {
        std::iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect()
    } else {
        Vec::new()
    };
    move |at| {
        let line = starts.partition_point(|start| *start <= at).checked_sub(1);
        line.and_then(|line| starts.get(line)).is_some_and(|start| is_comment(text, *start))
    }
}

/// Whether the line that begins here is a comment.
fn is_comment(text: &str, start: usize) -> bool {
    const LONGEST_INDENT: usize = 512;
    let line =
        text.get(start..text.len().min(start + LONGEST_INDENT)).or_else(|| text.get(start..));
    let line = line.unwrap_or_default().trim_start();
    let begins = |mark: &str| line.starts_with(mark);
    (begins("#") && !begins("#!") && !begins("#{"))
        || (begins("//") && !is_of_npm(line))
        || ["/*", "* ", "<!--", "-- ", ";"].iter().any(|mark| begins(mark))
}

/// `//registry.example/:_authToken=x`.
fn is_of_npm(line: &str) -> bool {
    line.split_once('=').is_some_and(|(name, _)| name.contains("/:_"))
}

/// `A="x",DB_PASSWORD="y"`: a text that consists only of a program's variables.
fn assignments(text: &str, found: &mut Vec<Part>) {
    let mut pieces = Vec::new();
    let mut start = 0;
    for piece in text.split(',') {
        let from = start + piece.len() - piece.trim_start().len();
        start += piece.len() + 1;
        let Some((name, value)) = piece.trim().split_once('=') else { return };
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !is_name || name.is_empty() {
            return;
        }
        let value_start = from + name.len() + 1;
        let inner = value.trim_matches(['"', '\'']);
        let open = value.len() - value.trim_start_matches(['"', '\'']).len();
        let value = value_start + open..value_start + open + inner.len();
        pieces.push((from..from + name.len(), value));
    }
    for (name, value) in pieces {
        if key::is_secret_key(text.get(name.clone()).unwrap_or_default()) && !value.is_empty() {
            found.push(Part { key: Some(name), ..plain(value) });
        }
    }
}

/// `//registry.example/:_authToken=x`: an npm setting for one registry.
fn npmrc(text: &str, found: &mut Vec<Part>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        if let Some((name, value)) =
            content.split_once('=').filter(|(name, _)| name.starts_with("//"))
        {
            let option = name.rsplit_once(':').map_or("", |(_, option)| option);
            let value_start = start + name.len() + 1;
            let form = if option == "_auth" { Form::Basic } else { Form::Plain };
            if matches!(option, "_authToken" | "_auth" | "_password") && !value.is_empty() {
                let key = Some(start + name.len() - option.len()..start + name.len());
                let range = value_start..value_start + value.len();
                found.push(Part { range, user: None, key, form });
            }
        }
        start += line.len();
    }
}

/// `"password": "x"`, `"name": "DB_PASSWORD", "value": "x"`, and `"alice": "x"` below a key for
/// users.
fn json(file: &str, text: &str, found: &mut Vec<Part>) {
    let mut named: Option<Range<usize>> = None;
    let mut at = 0;
    let mut users = 0..if key::kind(file) == Kind::Users { text.len() } else { 0 };
    while let Some(string) = next_string(text, at) {
        at = string.end + 1;
        if key::kind(text.get(string.clone()).unwrap_or_default()) == Kind::Users {
            let open = text.get(at..).and_then(|rest| rest.find('{')).map(|open| at + open);
            let close = open.and_then(|open| Some(open..closing_piece(text, open)?));
            users = close.unwrap_or(users);
        }
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
        if users.contains(&key.start) && !key::is_secret_key(name) {
            found.push(Part { range: value, user: Some(key), key: None, form: Form::OfUser });
        } else if form == Form::Basic || key::kind(name) != Kind::Other {
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

/// The last byte of the expression that begins here, if it ends on the same line.
fn string_mark_end(text: &str, at: usize) -> usize {
    let end = mark_end(text, at).unwrap_or(at);
    let is_line = text.get(at..end).is_some_and(|mark| !mark.contains('\n'));
    if is_line { end } else { at }
}

fn string_end(text: &str, start: usize) -> Option<usize> {
    let mut escaped = false;
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'"' if !escaped => return Some(at),
            b'\n' => return None,
            // An expression has its own quotes.
            b'#' | b'$' if !escaped => at = string_mark_end(text, at),
            _ => escaped = *byte == b'\\' && !escaped,
        }
        at += 1;
    }
    None
}

/// `IDENTIFIED BY 'x'`, `PASSWORD 'x'`.
fn sql(text: &str, found: &mut Vec<Part>) {
    let mut from = 0;
    while let Some(quote) = text.get(from..).and_then(|rest| rest.find('\'')) {
        let open = from + quote;
        let Some(length) = text.get(open + 1..).and_then(|rest| rest.find('\'')) else { return };
        // `PASSWORD = N'x'`, as SQL Server has it.
        let head = text.get(..open).unwrap_or_default();
        let head = head.strip_suffix('N').unwrap_or(head).trim_end();
        let head = head.strip_suffix('=').unwrap_or(head).trim_end();
        let ends = |word: &str| {
            let tail = head.len().checked_sub(word.len()).and_then(|start| head.get(start..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word))
        };
        let before = text.as_bytes().get(open.wrapping_sub(1)).copied();
        let is_apart = matches!(before, Some(b' ' | b'N' | b'='));
        if is_apart && (ends("identified by") || ends(" password")) {
            found.push(plain(open + 1..open + 1 + length));
            from = open + length + 2;
        } else {
            from = open + 1;
        }
    }
}

/// Directives of HAProxy, Squid and Redis that are followed by a password, and whether a user
/// precedes it.
const DIRECTIVES: [(&str, bool); 4] =
    [("stats auth ", true), (" login=", true), (" insecure-password ", false), (" on >", false)];

/// A password that follows a directive.
fn directives(text: &str, found: &mut Vec<Part>) {
    for (words, has_user) in DIRECTIVES {
        for (at, _) in text.match_indices(words) {
            let start = at + words.len();
            let rest = text.get(start..).unwrap_or_default();
            let word = rest.get(..rest.find(char::is_whitespace).unwrap_or(rest.len()));
            let word = word.unwrap_or_default();
            let colon = word.find(':').filter(|_| has_user);
            if has_user && colon.is_none() {
                continue;
            }
            let password = start + colon.map_or(0, |colon| colon + 1);
            let quotes = ['"', '\''];
            let value = text.get(password..start + word.len()).unwrap_or_default();
            let skipped = value.len() - value.trim_start_matches(quotes).len();
            let range = password + skipped..password + value.trim_end_matches(quotes).len();
            let user = colon.map(|colon| start..start + colon);
            if !range.is_empty() {
                found.push(Part { user, ..plain(range) });
            }
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

/// `machine x login y password z`, on one or more lines.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_has_the_names_of_it() {
        assert!(["README.md", "notes.TXT", "a.b.rst"].into_iter().all(is_prose));
        assert!(!["app.yaml", "md", "a.md.sh"].into_iter().any(is_prose));
    }

    #[test]
    fn a_line_of_several_is_a_comment_by_its_first_signs() {
        let of = |text: &str| comments(text)(text.find('@').unwrap_or_default());
        for text in ["# @\na", "a\n  // @\n", "a\n/* @ */", "a\n-- @", "a\n; @", "a\n<!-- @ -->"] {
            assert!(of(text), "{text}");
        }
        // A text of one line is a value; programs and templates begin so too.
        for text in ["# @", "#! @\na", "a\n#{@}\n", "a\n//r.example/:_authToken=@\n", "a\nb @ # c"]
        {
            assert!(!of(text), "{text}");
        }
    }

    fn texts(text: &str, find: impl Fn(&str, &mut Vec<Part>)) -> Vec<&str> {
        let mut found = Vec::new();
        find(text, &mut found);
        found.into_iter().map(|part| text.get(part.range).unwrap_or_default()).collect()
    }

    #[test]
    fn a_directive_gives_its_password_without_quotes() {
        for text in [
            "stats auth ward:Kq7v\n",
            "stats auth ward:'Kq7v'\n",
            "cache_peer h login=ward:Kq7v x",
            "user a insecure-password \"Kq7v\"",
            "user a on >Kq7v ~*",
        ] {
            assert_eq!(texts(text, directives), ["Kq7v"], "{text}");
        }
        assert_eq!(texts("stats auth ward", directives), [""; 0]);
        assert_eq!(texts("stats auth ward:\"\"", directives), [""; 0]);
    }

    #[test]
    fn the_last_field_of_a_line_is_the_password_unless_it_is_a_comment() {
        let passwords = |text| texts(text, |text, found| colons(text, 3, found));
        assert_eq!(passwords("a:b:c:d\n#a:b:c\na:b\na:b:\ne:f:g"), ["c:d", "g"]);
    }

    #[test]
    fn an_unseal_key_has_forty_characters_and_more() {
        let key = "Kq7vZ2wX".repeat(5);
        let text = format!("Unseal Key 1: {key}\nUnseal Key 2: {}\nKey 3: {key}\n", &key[1..]);
        assert_eq!(texts(&text, unseal_keys), [key]);
    }
}

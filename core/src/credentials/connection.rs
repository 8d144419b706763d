//! Passwords that are one part of a longer value: URLs, connection strings, headers.

use std::ops::Range;

use super::key::{self, Kind};
use super::reference::mark_end;

/// The part of a value that is a password.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part {
    pub(super) range: Range<usize>,
    /// The user whose password it is.
    pub(super) user: Option<Range<usize>>,
    /// The key in the text itself.
    pub(super) key: Option<Range<usize>>,
    pub(super) form: Form,
}

impl Part {
    /// The same part of a longer text.
    pub(super) fn moved(&self, by: usize) -> Self {
        let move_by = |range: &Range<usize>| range.start + by..range.end + by;
        Self {
            range: move_by(&self.range),
            user: self.user.as_ref().map(move_by),
            key: self.key.as_ref().map(move_by),
            form: self.form,
        }
    }
}

/// How a password is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// As it is.
    Plain,
    /// `user:password` in base64.
    Basic,
    /// A key of an Azure storage account.
    AzureKey,
    /// As it is, or the role of a user: a mapping of users may contain either.
    OfUser,
}

/// A way to find the next password at or after a byte.
type Finder = fn(&str, usize) -> Option<Part>;

/// Every password in the text.
pub(super) fn all(text: &str) -> Vec<Part> {
    let mut found: Vec<Part> = authorization(text).into_iter().collect();
    let bytes = text.as_bytes();
    if bytes.contains(&b'@') {
        collect(text, in_url, &mut found);
        collect(text, in_data_source, &mut found);
    }
    if bytes.contains(&b'=') {
        collect(text, assignment, &mut found);
    }
    found
}

fn collect(text: &str, finder: Finder, found: &mut Vec<Part>) {
    let mut from = 0;
    while let Some(part) = finder(text, from) {
        from = part.range.end.max(from + 1);
        found.push(part);
    }
}

/// `Basic ..` and `Bearer ..`, with or without the header's name.
fn authorization(text: &str) -> Option<Part> {
    let first = text.as_bytes().first()?;
    if !matches!(first, b'B' | b'b' | b'A' | b'a') {
        return None;
    }
    let skipped = after(text, "authorization:").unwrap_or(0);
    let rest = text.get(skipped..)?;
    let (form, length) = match (after(rest, "basic "), after(rest, "bearer ")) {
        (Some(length), _) => (Form::Basic, length),
        (_, Some(length)) => (Form::Plain, length),
        _ => return None,
    };
    let start = skipped + length;
    let token = text.get(start..)?;
    let plausible = form == Form::Basic
        || token.starts_with(['$', '{'])
        || (token.len() >= 16 && token.bytes().any(|byte| byte.is_ascii_digit()));
    let one_word = token.starts_with(['$', '{']) || !token.contains(char::is_whitespace);
    (plausible && one_word).then_some(Part {
        range: start..text.len(),
        user: None,
        key: None,
        form,
    })
}

/// The length of a prefix in any case, with the spaces that follow it.
fn after(text: &str, prefix: &str) -> Option<usize> {
    let head = text.get(..prefix.len())?;
    let rest = text.get(prefix.len()..)?;
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    head.eq_ignore_ascii_case(prefix).then_some(prefix.len() + spaces)
}

/// The password of the first URL that has one.
fn in_url(text: &str, from: usize) -> Option<Part> {
    let mut start = from;
    while let Some(found) = text.get(start..)?.find("://") {
        let authority = start + found + 3;
        if ends_with_scheme(tail(text, 0, authority - 3, LONGEST_NAME)) {
            let scheme = scheme_start(text, authority - 3);
            let before = scheme.checked_sub(1).and_then(|at| text.as_bytes().get(at)).copied();
            let opener = before.map(|byte| if byte == b'<' { b'>' } else { byte });
            let end = authority_end(text, authority, opener);
            let part = password_before_host(text, authority..end);
            if part.is_some() {
                return part;
            }
        }
        start = authority;
    }
    None
}

/// Whether a text ends with the scheme of a URL, or with a reference to one.
fn ends_with_scheme(text: &str) -> bool {
    let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
    let length = text.bytes().rev().take_while(|byte| belongs(byte)).count();
    let first = text.as_bytes().get(text.len() - length);
    text.ends_with('}') || first.is_some_and(u8::is_ascii_alphabetic)
}

/// The start of the scheme that ends here.
fn scheme_start(text: &str, end: usize) -> usize {
    let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
    let head = text.as_bytes().get(..end).unwrap_or_default();
    end - head.iter().rev().take(LONGEST_NAME).take_while(|byte| belongs(byte)).count()
}

/// The password of a Go data source: `user:password@tcp(host:3306)/database`.
fn in_data_source(text: &str, from: usize) -> Option<Part> {
    let rest = text.get(from..)?;
    let at = rest.find("@tcp(").or_else(|| rest.find("@unix("))?;
    let start = rest.get(..at)?.rfind(['\n', ' ', '"', '\'']).map_or(0, |end| end + 1);
    password_before_host(text, from + start..from + at + 1)
}

/// The end of an authority: the first `/`, `?` or `#` outside of a reference.
fn authority_end(text: &str, start: usize, opener: Option<u8>) -> usize {
    let mut at = start;
    let bytes = text.as_bytes();
    let is_alone = opener.is_none() && !text.contains('\n');
    while let Some(byte) = bytes.get(at) {
        if let Some(end) = mark_end(text, at) {
            at = end + 1;
            continue;
        }
        // A blank belongs to the address if the address is the whole text, or is quoted and a host
        // follows.
        let is_blank = byte.is_ascii_whitespace() && !(is_alone && has_rest(text, start, at));
        let ends = matches!(byte, b'/' | b'?' | b'#') || is_blank;
        // A quote ends a quoted address or the text after it, but may also be part of a password.
        let quotes = matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>');
        if ends || (quotes && (opener == Some(*byte) || !has_host(text, at + 1))) {
            return at;
        }
        at += 1;
    }
    text.len()
}

/// Whether the `@` before the host follows in the same word and belongs to this address.
fn has_host(text: &str, from: usize) -> bool {
    let tail = text.get(from..).unwrap_or_default();
    let ends = |letter: char| {
        letter.is_whitespace() || matches!(letter, '/' | '?' | '#' | ',' | ':' | '=')
    };
    let word = tail.get(..tail.find(ends).unwrap_or(tail.len())).unwrap_or_default();
    word.contains('@')
}

/// Whether a password with blanks continues: its `@` is followed by a host, without the start of
/// another address in between.
fn has_rest(text: &str, start: usize, at: usize) -> bool {
    let begun = text.get(start..at).and_then(|text| text.split_once(':'));
    let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if begun.is_none_or(|(_, password)| is_port(password)) {
        return false;
    }
    let tail = text.get(at + 1..).unwrap_or_default();
    let ends = |letter: char| matches!(letter, '/' | '?' | '#' | '=' | ',' | ':');
    let word = tail.get(..tail.find(ends).unwrap_or(tail.len())).unwrap_or_default();
    word.rsplit_once('@').is_some_and(|(_, host)| {
        !host.is_empty() && !host.contains(char::is_whitespace) && !word.contains(" -")
    })
}

fn password_before_host(text: &str, authority: Range<usize>) -> Option<Part> {
    let inner = text.get(authority.clone())?;
    let info = inner.get(..inner.rfind('@')?)?;
    let mut colon = 0;
    while *info.as_bytes().get(colon)? != b':' {
        colon = mark_end(info, colon).unwrap_or(colon) + 1;
    }
    let start = authority.start + colon + 1;
    let end = authority.start + info.len();
    let user = authority.start..authority.start + colon;
    (start < end).then_some(Part {
        range: start..end,
        user: Some(user),
        key: None,
        form: Form::Plain,
    })
}

/// The separator between the parts of a line.
#[derive(Clone, Copy, PartialEq)]
enum Division {
    Semicolons,
    Query,
    Commas,
    Spaces,
}

/// Limits the text that is examined around a `=`, so that a text full of them takes linear time.
const LONGEST_NAME: usize = 48;
const LONGEST_LINE: usize = 2048;

/// The first `password=..` of a connection string, of a URL's query or of libpq's keywords.
fn assignment(text: &str, from: usize) -> Option<Part> {
    let mut start = from;
    while let Some(found) = text.get(start..)?.find('=') {
        let sign = start + found;
        let part = assigned(text, from, sign);
        if part.is_some() {
            return part;
        }
        start = sign + 1;
    }
    None
}

/// The part whose `=` is here, if its name is that of a password.
fn assigned(text: &str, from: usize, sign: usize) -> Option<Part> {
    // `=>` and `==` are not assignments here.
    if text.get(sign + 1..)?.starts_with(['>', '=']) {
        return None;
    }
    let head = tail(text, from, sign, LONGEST_NAME);
    let from = sign - head.len();
    let divider = |letter: char| matches!(letter, ';' | '&' | '?' | '\n' | '"' | '\'' | ',' | '{');
    let start = head.rfind(divider).map_or(from, |at| from + at + 1);
    let name = text.get(start..sign)?;
    let (start, name) = match name.trim_end().rfind(' ') {
        // `User Id=` and ` Password=` contain spaces, which separate parts in libpq.
        Some(space) if !name.trim_start().contains("ccount") => {
            (start + space + 1, name.get(space + 1..)?)
        }
        _ => (start, name),
    };
    let name = name.trim();
    // Tested before the line is determined, which is needed only if the name matches.
    let azure = ["accountkey", "sharedaccesskey"].iter().any(|key| name.eq_ignore_ascii_case(key));
    let plain = ["password", "pwd", "passwd"].iter().any(|key| name.eq_ignore_ascii_case(key));
    if !azure && !plain && key::kind(name) == Kind::Other {
        return None;
    }
    let head = tail(text, 0, sign, LONGEST_LINE);
    let line_start = sign - head.rfind('\n').map_or(head.len(), |at| head.len() - at - 1);
    let window = sign..=text.len().min(sign + LONGEST_LINE);
    let limit = window.rev().find(|at| text.is_char_boundary(*at)).unwrap_or(sign);
    let line_end = sign + text.get(sign..limit)?.find('\n').unwrap_or(limit - sign);
    let line = text.get(line_start..line_end)?;
    let division = division(text, start, text.get(sign..line_end)?);
    if !azure && !plain && division != Division::Query {
        return None;
    }
    if !azure && !has_companion(line, division) {
        return None;
    }
    let range = assigned_value(text, sign + 1, line_end, division);
    let form = if azure { Form::AzureKey } else { Form::Plain };
    (!range.is_empty()).then_some(Part { range, user: None, key: None, form })
}

fn division(text: &str, start: usize, line: &str) -> Division {
    let before = text.get(..start).map(str::trim_end).unwrap_or_default();
    match before.bytes().next_back() {
        Some(b'?' | b'&') => Division::Query,
        Some(b';') => Division::Semicolons,
        Some(b',') if begins_with_host(line_before(text, start)) => Division::Commas,
        _ if line.contains(';') => Division::Semicolons,
        _ => Division::Spaces,
    }
}

fn line_before(text: &str, end: usize) -> &str {
    let head = tail(text, 0, end, LONGEST_LINE);
    head.rsplit(['\n', '"', '\'']).next().unwrap_or_default()
}

/// Whether a list begins with a host and its port: `redis:6380,password=x`, as .NET writes it.
fn begins_with_host(list: &str) -> bool {
    let first = list.split(',').next().unwrap_or_default();
    first.rsplit_once(':').is_some_and(|(host, port)| {
        !host.is_empty() && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The last bytes of a range, from a character boundary on.
fn tail(text: &str, from: usize, end: usize, longest: usize) -> &str {
    let earliest = end.saturating_sub(longest).max(from);
    let start = (earliest..=end).find(|at| text.is_char_boundary(*at)).unwrap_or(end);
    text.get(start..end).unwrap_or_default()
}

/// Whether the line also contains a host or user: `password=x` alone is a setting, not a connection
/// string.
fn has_companion(line: &str, division: Division) -> bool {
    const NAMES: [&str; 17] = [
        "cn=",
        "dc=",
        "account=",
        "server=",
        "data source=",
        "host=",
        "hostname=",
        "database=",
        "initial catalog=",
        "dbname=",
        "user id=",
        "uid=",
        "user=",
        "username=",
        "endpoint=",
        "address=",
        "driver=",
    ];
    if division == Division::Commas {
        return true;
    }
    if division == Division::Query {
        return line.contains("://") || line.contains("jdbc:");
    }
    let lower = line.to_ascii_lowercase().replace(" =", "=");
    lower.starts_with("jdbc:") || NAMES.iter().any(|name| lower.contains(name))
}

/// The length of a text up to its closing quote; a doubled or escaped quote does not close it.
fn quoted_length(text: &str, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        at += match byte {
            b'\\' => 2,
            byte if *byte == quote && next == Some(quote) => 2,
            byte if *byte == quote => return at,
            _ => 1,
        };
    }
    text.len()
}

fn assigned_value(text: &str, start: usize, line_end: usize, division: Division) -> Range<usize> {
    let rest = text.get(start..line_end).unwrap_or_default();
    let skipped = rest.len() - rest.trim_start_matches(' ').len();
    let start = start + skipped;
    let rest = rest.get(skipped..).unwrap_or_default();
    if let Some(quote) = rest.bytes().next().filter(|byte| matches!(byte, b'\'' | b'"')) {
        return start + 1..start + 1 + quoted_length(rest.get(1..).unwrap_or_default(), quote);
    }
    // ODBC puts a value with special characters in braces.
    if rest.starts_with('{') && mark_end(text, start).is_none() && division == Division::Semicolons
    {
        if let Some(close) = rest.find('}') {
            return start + 1..start + close;
        }
    }
    let ends = |byte: u8| match division {
        Division::Semicolons => matches!(byte, b';' | b'"'),
        Division::Query => matches!(byte, b'&' | b'#' | b'"' | b'\'' | b' '),
        Division::Commas => matches!(byte, b',' | b'"'),
        Division::Spaces => byte.is_ascii_whitespace(),
    };
    let mut at = start;
    while at < line_end {
        if text.as_bytes().get(at).copied().is_none_or(ends) {
            break;
        }
        at = mark_end(text, at).unwrap_or(at) + 1;
    }
    start..at.clamp(start, line_end)
}

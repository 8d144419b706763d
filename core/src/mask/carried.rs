//! Secrets that a text alone reveals: in URLs and headers, and as fallbacks of variables.

use std::ops::Range;

use super::signs::Signs;
use super::words::is_distinctive;
use crate::credentials;

/// Longer pieces are neither URLs nor defaults.
const LONGEST: usize = 512;

/// The secrets in the URLs and variables of a text.
pub(super) fn carried(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let signs = Signs::of(text);
    // Most texts have none of these.
    if signs.has(b'@') {
        found.extend(text.match_indices('@').flat_map(|(at, _)| user_information(text, at)));
    }
    if signs.has(b'$') && signs.has(b'{') {
        found.extend(text.match_indices("${").flat_map(|(at, _)| fallback(text, at + 2)));
    }
    if signs.has(b'=') {
        found.extend(after(text, '=', b"ge").filter_map(|at| signature(text, at)));
    }
    if signs.has(b' ') {
        found.extend(after(text, ' ', b"rcn").filter_map(|at| of_scheme(text, at)));
    }
    found
}

/// Each position of a sign that directly follows one of some letters.
fn after<'t>(
    text: &'t str,
    sign: char,
    letters: &'static [u8],
) -> impl Iterator<Item = usize> + 't {
    let before = |at: usize| at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
    let follows = move |at: &usize| {
        before(*at).is_some_and(|byte| letters.contains(&byte.to_ascii_lowercase()))
    };
    text.match_indices(sign).map(|(at, _)| at).filter(follows)
}

/// The credentials after the name of a scheme: `Bearer x`.
fn of_scheme(text: &str, blank: usize) -> Option<Range<usize>> {
    const SCHEMES: [&str; 3] = ["bearer", "basic", "token"];
    let name = text.get(..blank)?.rsplit(|letter: char| !letter.is_ascii_alphabetic()).next()?;
    if !SCHEMES.iter().any(|scheme| name.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    let ends = |letter: char| letter.is_whitespace() || "\"'`,;(){}[]".contains(letter);
    let value = text.get(blank + 1..)?.split(ends).next()?;
    is_distinctive(value).then_some(blank + 1..blank + 1 + value.len())
}

/// Tokens of published formats, also within a URL.
pub(super) fn published(text: &str) -> Vec<Range<usize>> {
    const SHORTEST: usize = 20;
    let mut found = credentials::secret_ranges("", text);
    let belongs = |letter: char| letter.is_ascii_alphanumeric() || "_-.+=".contains(letter);
    for piece in text.split(|letter: char| !belongs(letter)) {
        let at = super::beginning(piece, text);
        if (SHORTEST..=LONGEST).contains(&piece.len()) {
            let ranges = credentials::secret_ranges("", piece).into_iter();
            found.extend(ranges.map(|range| at + range.start..at + range.end));
        }
    }
    found
}

/// The part before the `@` of a URL: `user:password`, or a token.
fn user_information(text: &str, at: usize) -> Vec<Range<usize>> {
    const DIGESTS: [&str; 2] = ["sha256:", "sha512:"];
    let after = text.get(at + 1..).unwrap_or_default();
    let is_host = after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '[');
    if !is_host || DIGESTS.iter().any(|digest| after.starts_with(digest)) {
        return Vec::new();
    }
    let ends = |letter: char| letter.is_whitespace() || "\"'`()<>[]{},=/|".contains(letter);
    let before = text.get(..at).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, letter)| !ends(*letter))
        .last()
        .map_or(at, |(start, _)| start);
    let is_url = before.get(..start).is_some_and(|scheme| scheme.ends_with("//"));
    let piece = before.get(start..).unwrap_or_default();
    let (user, password) = match piece.split_once(':') {
        Some((user, _)) => (start..start + user.len(), start + user.len() + 1..at),
        None => (start..at, at..at),
    };
    let is_secret = |range: &Range<usize>| text.get(range.clone()).is_some_and(is_distinctive);
    // A token in the place of the user contains no punctuation, unlike names of that length.
    let is_token = |range: &Range<usize>| {
        let text = text.get(range.clone()).unwrap_or_default();
        text.len() >= 20 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_alone = password.is_empty();
    let user =
        Some(user).filter(|user| is_url && (is_secret(user) || (is_alone && is_token(user))));
    let password = Some(password).filter(is_secret);
    user.into_iter().chain(password).collect()
}

/// The fallback of a variable with the name of a secret: `${DB_PASSWORD:-x}`.
fn fallback(text: &str, at: usize) -> Vec<Range<usize>> {
    let rest = text.get(at..).unwrap_or_default();
    let name = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next();
    let name = name.unwrap_or_default();
    let behind = rest.get(name.len()..).unwrap_or_default();
    let sign = [":-", ":=", "-", "="].iter().find(|sign| behind.starts_with(**sign));
    let Some(sign) = sign.filter(|_| credentials::is_secret_key(name)) else { return Vec::new() };
    let start = name.len() + sign.len();
    let value = rest.get(start..).unwrap_or_default();
    let end = value.char_indices().take(LONGEST).find(|(_, letter)| *letter == '}');
    let Some(value) = end.and_then(|(end, _)| value.get(..end)) else { return Vec::new() };
    let ranges = credentials::secret_ranges(name, value).into_iter();
    ranges.map(|range| at + start + range.start..at + start + range.end).collect()
}

/// The signature of a signed URL.
fn signature(text: &str, sign: usize) -> Option<Range<usize>> {
    const SHORTEST: usize = 16;
    let before = text.get(..sign)?;
    let name = before.rsplit(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
    if !["sig", "signature"].iter().any(|word| name.eq_ignore_ascii_case(word)) {
        return None;
    }
    let ends = |letter: char| letter.is_whitespace() || "&\"'`".contains(letter);
    let value = text.get(sign + 1..)?.split(ends).next()?;
    let is_secret = value.len() >= SHORTEST && is_distinctive(value);
    is_secret.then_some(sign + 1..sign + 1 + value.len())
}

//! Characters that regular expressions of Go write with a backslash.

use super::pattern::{Refusal, before, wrong};

/// The character that an escape at the beginning of a text is, and what follows.
pub(super) fn escaped(text: &str) -> Result<(char, &str), Refusal> {
    let after = text.get(1..).unwrap_or_default();
    let Some(kind) = after.chars().next() else {
        return Err(wrong("trailing backslash at end of expression", ""));
    };
    let rest = after.get(kind.len_utf8()..).unwrap_or_default();
    let plain = match kind {
        'a' => '\u{7}',
        'f' => '\u{C}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{B}',
        'x' => return hexadecimal(text, rest),
        '0' => return octal(after, 3),
        '1'..='7' if rest.starts_with(is_octal) => return octal(after, 3),
        _ if kind.is_ascii() && !kind.is_ascii_alphanumeric() => kind,
        _ => return Err(invalid(text, rest)),
    };
    Ok((plain, rest))
}

fn invalid(text: &str, rest: &str) -> Refusal {
    wrong("invalid escape sequence", before(text, rest))
}

/// Whether digits are more than the last character has.
fn is_beyond_characters(digits: &str) -> bool {
    u32::from_str_radix(digits, 16).map_or(true, |code| code > u32::from(char::MAX))
}

fn is_octal(character: char) -> bool {
    matches!(character, '0'..='7')
}

/// A character by octal digits.
fn octal(text: &str, most: usize) -> Result<(char, &str), Refusal> {
    let length = text.chars().take(most).take_while(|one| is_octal(*one)).count();
    let (digits, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    let code = u32::from_str_radix(digits, 8).ok().and_then(char::from_u32);
    code.map(|character| (character, rest)).ok_or(Refusal::Beyond)
}

/// A character by two hexadecimal digits, or by any number of them in braces.
fn hexadecimal<'t>(text: &str, rest: &'t str) -> Result<(char, &'t str), Refusal> {
    let is_digit = |one: char| one.is_ascii_hexdigit();
    let (digits, after) = if let Some(inside) = rest.strip_prefix('{') {
        let end = inside.find(|one| !is_digit(one)).unwrap_or(inside.len());
        let (digits, after) = inside.split_at_checked(end).unwrap_or((inside, ""));
        let is_large = |end: &usize| inside.get(..*end).is_some_and(is_beyond_characters);
        if let Some(end) = (1..=end).find(is_large) {
            return Err(invalid(text, inside.get(end..).unwrap_or_default()));
        }
        let next = after.chars().next().map_or(0, char::len_utf8);
        let left = after.get(next..).unwrap_or_default();
        if digits.is_empty() || !after.starts_with('}') {
            return Err(invalid(text, left));
        }
        (digits, left)
    } else {
        let end = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
        let (digits, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if digits.len() != 2 || !digits.chars().all(is_digit) {
            return Err(invalid(text, after));
        }
        (digits, after)
    };
    match u32::from_str_radix(digits, 16) {
        // Half of a pair of UTF-16 is a character for Go.
        Ok(0xD800..=0xDFFF) => Err(Refusal::Beyond),
        Ok(code) => char::from_u32(code).map(|it| (it, after)).ok_or_else(|| invalid(text, after)),
        Err(_) => Err(invalid(text, after)),
    }
}

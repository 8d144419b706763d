//! The notation of scalars in YAML.

use super::timestamp::is_timestamp;
use crate::tree::{Dialect, Scalar, Style as Written, resolve};

/// The edition of the writer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edition {
    /// goyaml.v2, as `toYaml` uses it.
    Two,
    /// goyaml.v3, as `toYamlPretty` uses it.
    Three,
}

/// The notation of a scalar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    Literal,
}

/// Whether a text is written as a key on the line of its value.
pub(super) fn is_simple_key(text: &str) -> bool {
    text.len() <= 128 && !text.contains(is_break)
}

/// The notation of a string.
pub(super) fn style(text: &str, is_simple_key: bool, edition: Edition) -> Style {
    let shape = Shape::of(text, edition);
    let wanted = match () {
        () if is_simple_key && text.contains(is_break) => Style::Double,
        () if text.contains('\n') => Style::Literal,
        () if means_another_type(text) => Style::Double,
        () => Style::Plain,
    };
    match wanted {
        Style::Plain if shape.plain => Style::Plain,
        Style::Plain if shape.single => Style::Single,
        Style::Literal if shape.literal && !is_simple_key => Style::Literal,
        _ => Style::Double,
    }
}

/// Whether the text without quotes would not be a string, now or in YAML 1.1.
fn means_another_type(text: &str) -> bool {
    !matches!(resolve(text, Written::Plain, None, Dialect::Kubernetes), Scalar::Text(_))
        || is_timestamp(text)
        || is_base_60(text)
}

/// Whether a text is a number to the base of 60: `12:30`.
fn is_base_60(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let in_number = |letter: char| letter.is_ascii_digit() || letter == '_';
    let mut parts = text.split(':');
    let first = parts.next().unwrap_or_default();
    if !first.starts_with(|letter: char| letter.is_ascii_digit()) || !first.chars().all(in_number) {
        return false;
    }
    let parts: Vec<&str> = parts.collect();
    let Some((last, others)) = parts.split_last() else { return false };
    let (last, fraction) = last.split_once('.').unwrap_or((last, ""));
    let is_digit = |part: &str| match part.as_bytes() {
        [digit] => digit.is_ascii_digit(),
        [tens, digit] => (b'0'..=b'5').contains(tens) && digit.is_ascii_digit(),
        _ => false,
    };
    others.iter().chain([&last]).all(|part| is_digit(part)) && fraction.chars().all(in_number)
}

/// Which notations a text can have.
struct Shape {
    plain: bool,
    single: bool,
    literal: bool,
}

impl Shape {
    fn of(text: &str, edition: Edition) -> Self {
        let Some(last) = text.chars().next_back() else {
            return Self { plain: true, single: true, literal: false };
        };
        let is_plain_letter = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
        if text.bytes().all(is_plain_letter) {
            let plain = !text.starts_with(' ') && last != ' ' && !has_indicator(text);
            return Self { plain, single: true, literal: last != ' ' };
        }
        let is_edge = |letter: char| letter == ' ' || is_break(letter);
        let is_special =
            |letter: char| !is_printable(letter) && (letter != '\t' || edition == Edition::Two);
        let special = text.contains(is_special);
        let (break_space, space_break) = breaks_and_spaces(text);
        let quotable = !break_space && !space_break && !special && !text.contains('\t');
        let plain = !text.starts_with(is_edge)
            && !is_edge(last)
            && !text.contains(is_break)
            && !has_indicator(text);
        Self {
            plain: plain && quotable,
            single: quotable,
            literal: last != ' ' && !space_break && !special,
        }
    }
}

/// Whether a space follows a line break, and the other way round.
fn breaks_and_spaces(text: &str) -> (bool, bool) {
    let pairs = || text.chars().zip(text.chars().skip(1));
    let break_space = pairs().any(|(first, second)| is_break(first) && second == ' ');
    let space_break = pairs().any(|(first, second)| first == ' ' && is_break(second));
    (break_space, space_break)
}

/// Whether a text has characters that mean something else in a block.
fn has_indicator(text: &str) -> bool {
    if text.starts_with("---") || text.starts_with("...") {
        return true;
    }
    let mut before = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_last = letters.peek().is_none_or(|next| matches!(next, ' ' | '\t'));
        let found = match (before, letter) {
            (None, letter) if "#,[]{}&*!|>'\"%@`".contains(letter) => true,
            (None, '?' | ':' | '-') | (Some(_), ':') => is_last,
            (Some(before), '#') => matches!(before, ' ' | '\t' | '\0') || is_break(before),
            _ => false,
        };
        if found {
            return true;
        }
        before = Some(letter);
    }
    false
}

/// Whether the writer takes a character for a line break.
pub(super) fn is_break(letter: char) -> bool {
    matches!(letter, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is written as it is.
pub(super) fn is_printable(letter: char) -> bool {
    matches!(letter, '\n' | ' '..='~' | '\u{a0}'..='\u{fffd}') && letter != '\u{feff}'
}

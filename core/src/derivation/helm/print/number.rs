//! Numbers as the verbs of `printf` print them.

use super::float::{binary, exponent, fixed, general, hexadecimal};
use super::quote::{quoted, quoted_in_ascii};
use super::verb::Flags;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::Text;

/// A number that is printed, by how it is filled with zeros.
pub(super) enum Digits {
    /// With a sign, which is before the zeros.
    Signed(String),
    /// Without one.
    Unsigned(String),
    /// It is filled with spaces only.
    Text(String),
}

/// A floating-point number by its verb; `None` if the verb is not one for it.
pub(super) fn float(value: f64, verb: char, flags: Flags) -> Option<Digits> {
    let six = flags.precision.unwrap_or(6);
    let text = match verb {
        'e' => exponent(value, Some(six)),
        'E' => exponent(value, Some(six)).to_uppercase(),
        'f' | 'F' => fixed(value, six),
        'g' | 'v' => general(value, flags.precision),
        'G' => general(value, flags.precision).to_uppercase(),
        'x' => hexadecimal(value, flags.precision),
        'X' => hexadecimal(value, flags.precision).to_uppercase(),
        'b' => binary(value),
        _ => return None,
    };
    if !value.is_finite() {
        let is_plain = value.is_nan() && !flags.plus && !flags.space;
        let text = text.trim_start_matches('+').to_owned();
        return Some(Digits::Text(if is_plain { text } else { signed(text, flags) }));
    }
    let text = signed(text, flags);
    let has_sign = text.starts_with(['+', '-', ' ']);
    Some(if has_sign { Digits::Signed(text) } else { Digits::Unsigned(text) })
}

/// An integer by its verb; `None` if the verb is not one for it.
pub(super) fn integer(value: i128, verb: char, flags: Flags) -> Option<Digits> {
    let size = value.unsigned_abs();
    let (prefix, digits) = match verb {
        'd' | 'v' => ("", size.to_string()),
        'b' => ("0b", format!("{size:b}")),
        'o' | 'O' => ("0", format!("{size:o}")),
        'x' => ("0x", format!("{size:x}")),
        'X' => ("0X", format!("{size:X}")),
        'c' => return Some(Digits::Unsigned(character(value).to_string())),
        'q' => return Some(Digits::Unsigned(quoted_character(value, flags))),
        'U' => return Some(Digits::Text(unicode(value, flags))),
        _ => return None,
    };
    if flags.precision == Some(0) && value == 0 {
        return Some(Digits::Text(String::new()));
    }
    let has_sign = value < 0 || flags.plus || flags.space;
    let width = flags.width.filter(|_| flags.zero && !flags.minus).unwrap_or(0);
    let least = flags.precision.unwrap_or(width.saturating_sub(usize::from(has_sign)));
    let mut digits = format!("{}{digits}", "0".repeat(least.saturating_sub(digits.len())));
    let has_zero = matches!(verb, 'o' | 'O') && digits.starts_with('0');
    if flags.sharp && !has_zero {
        digits.insert_str(0, prefix);
    }
    if verb == 'O' {
        digits.insert_str(0, "0o");
    }
    if value < 0 {
        digits.insert(0, '-');
    }
    Some(Digits::Text(signed(digits, flags)))
}

/// A number with the sign that flags ask for.
fn signed(text: String, flags: Flags) -> String {
    match (flags.plus, flags.space) {
        _ if text.starts_with(['-', '+']) => text,
        (true, _) => format!("+{text}"),
        (false, true) => format!(" {text}"),
        _ => text,
    }
}

fn character(code: i128) -> char {
    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn quoted_character(code: i128, flags: Flags) -> String {
    let character = character(code);
    if matches!(character, '"' | '\'') {
        return if character == '"' { "'\"'" } else { "'\\''" }.to_owned();
    }
    let text = Text::new(character.to_string(), Trace::default());
    let text = if flags.plus { quoted_in_ascii(&text) } else { quoted(&text) };
    format!("'{}'", text.as_str().trim_matches('"'))
}

/// `U+0041`. A negative number is a large one here.
fn unicode(code: i128, flags: Flags) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as Go does")]
    let size = code as u64;
    let least = flags.precision.unwrap_or(0).max(4);
    let shown = char::from_u32(u32::try_from(size).unwrap_or(u32::MAX));
    let is_printable = |sign: &char| {
        let text = Text::new(sign.to_string(), Trace::default());
        matches!(sign, '"' | '\\') || !quoted(&text).as_str().contains('\\')
    };
    match shown.filter(is_printable) {
        Some(sign) if flags.sharp => format!("U+{size:0least$X} '{sign}'"),
        _ => format!("U+{size:0least$X}"),
    }
}

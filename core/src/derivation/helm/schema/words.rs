//! Texts and numbers in the words of Helm.

use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::{general, quoted};
use crate::derivation::helm::text::Text;

/// A text in single quotes.
pub(super) fn quote(text: &str) -> String {
    let double = quoted(&Text::new(text, Trace::default()));
    let double = double.as_str();
    let inside = double.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let inside = inside.unwrap_or(double).replace("\\\"", "\"").replace('\'', "\\'");
    format!("'{inside}'")
}

/// Texts in single quotes, with commas between them.
pub(super) fn quote_all<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let all: Vec<String> = texts.into_iter().map(|text| quote(text.as_ref())).collect();
    all.join(", ")
}

/// A count, with commas between thousands.
pub(super) fn count(count: usize) -> String {
    grouped(&count.to_string())
}

/// A number as it is written in English.
pub(super) fn number(value: f64) -> String {
    let text = general(value, None);
    let Some((digits, power)) = text.split_once('e') else { return grouped(&text) };
    let (sign, power) = match power.strip_prefix('-') {
        Some(power) => ("⁻", power),
        None => ("", power.strip_prefix('+').unwrap_or(power)),
    };
    let raised = power.chars().map(|digit| match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        _ => '⁹',
    });
    format!("{digits}×10{sign}{}", raised.collect::<String>())
}

/// A number with commas between the thousands before its decimal point.
fn grouped(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = match rest.find('.').and_then(|at| rest.split_at_checked(at)) {
        Some((whole, fraction)) => (whole, fraction),
        None => (rest, ""),
    };
    let mut written = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            written.push(',');
        }
        written.push(digit);
    }
    written.push_str(fraction);
    written
}

/// A step of a pointer, written as RFC 6901 has it.
pub(super) fn pointer_step(step: &str) -> String {
    format!("/{}", step.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seen in golang.org/x/text 0.37 with English.
    #[test]
    fn numbers_are_written_as_in_english() {
        let cases = [
            (1000.0, "1,000"),
            (65535.5, "65,535.5"),
            (-12345.25, "-12,345.25"),
            (1_234_567.0, "1.234567×10⁰⁶"),
            (0.00001, "1×10⁻⁰⁵"),
            (1e100, "1×10¹⁰⁰"),
            (0.0001, "0.0001"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text);
        }
        assert_eq!(quote("it's \"a\"\n"), "'it\\'s \"a\"\\n'");
    }
}

//! Strings with a format, as the API's own decoders accept them.

/// Whether a text is base64 with padding; line breaks are ignored.
pub(super) fn is_base64(text: &str) -> bool {
    let mut letters = 0_usize;
    let mut padding = 0_usize;
    for byte in text.bytes() {
        match byte {
            b'\r' | b'\n' => {}
            b'=' => padding += 1,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => letters += 1,
            _ => return false,
        }
    }
    matches!((letters % 4, padding), (0, 0) | (2, 2) | (3, 1))
}

/// Whether a text is a quantity. The decoder also accepts a sign or a point alone as zero.
pub(super) fn is_quantity(text: &str) -> bool {
    // Characters that JSON must escape are not treated as space.
    let text = text.trim_matches(|letter: char| letter.is_whitespace() && !letter.is_control());
    if text.is_empty() {
        return false;
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let rest = unsigned.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let rest = rest.strip_prefix('.').map_or(rest, |fraction| {
        fraction.trim_start_matches(|letter: char| letter.is_ascii_digit())
    });
    let exponent = |digits: &str| {
        let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(digits);
        unsigned.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse::<i64>().is_ok()
    };
    match rest {
        "" | "n" | "u" | "m" | "k" | "M" | "G" | "T" | "P" | "E" | "Ki" | "Mi" | "Gi" | "Ti"
        | "Pi" | "Ei" => true,
        _ => rest.strip_prefix(['e', 'E']).is_some_and(exponent),
    }
}

/// Whether a text is a time by RFC 3339; `exact` requires exactly six fractional digits of the
/// second.
pub(super) fn is_time(text: &str, exact: bool) -> bool {
    time(text, exact).is_some()
}

fn time(text: &str, exact: bool) -> Option<()> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let rest = rest.strip_prefix('T')?;
    // The decoder accepts an hour of one digit.
    let (hour, rest) = digits(rest, 2).or_else(|| digits(rest, 1))?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) if exact => digits(fraction, 6)?.1,
        Some(fraction) => {
            let rest = fraction.trim_start_matches(|letter: char| letter.is_ascii_digit());
            if rest.len() == fraction.len() {
                return None;
            }
            rest
        }
        None if exact => return None,
        None => rest,
    };
    let is_date = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    (is_date && hour < 24 && minute < 60 && second < 60 && is_zone(rest)).then_some(())
}

/// `Z`, or an offset in hours and minutes.
fn is_zone(text: &str) -> bool {
    if text == "Z" {
        return true;
    }
    let zone = || {
        let (hours, rest) = digits(text.strip_prefix(['+', '-'])?, 2)?;
        let (minutes, rest) = digits(rest.strip_prefix(':')?, 2)?;
        Some(hours <= 24 && minutes <= 60 && rest.is_empty())
    };
    zone().unwrap_or(false)
}

/// A number with an exact count of digits, and the rest.
fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let (number, rest) = (text.get(..count)?, text.get(count..)?);
    let all = number.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| number.parse().ok()).flatten().map(|number| (number, rest))
}

fn days(year: u32, month: u32) -> u32 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_those_of_the_decoders() {
        for text in ["", "aGk=", "aGkh", "aA==", "aG\nkh", "aG=\n="] {
            assert!(is_base64(text), "{text:?}");
        }
        for text in ["plain text", "aGk", "aGk==", "a", "aG=k", "=", "aGkh===="] {
            assert!(!is_base64(text), "{text:?}");
        }
        for text in ["1", "500m", "1.5Gi", "1e3", "1E", "-2", " 1 ", "1e-7", ".5", "-"] {
            assert!(is_quantity(text), "{text:?}");
        }
        for text in ["", "1 Gi", "1gb", "1Kib", "1e", "one", "1Gi\n", "--1", "1e+-1"] {
            assert!(!is_quantity(text), "{text:?}");
        }
        for text in ["2024-02-29T23:59:59Z", "2024-01-01T00:00:00.5+01:00", "2024-01-01T1:00:00Z"] {
            assert!(is_time(text, false), "{text:?}");
            assert!(!is_time(text, true), "{text:?}");
        }
        assert!(is_time("2024-01-01T00:00:00.000001Z", true));
        for text in ["2023-02-29T00:00:00Z", "2024-01-01", "2024-01-01T24:00:00Z", "now", ""] {
            assert!(!is_time(text, false), "{text:?}");
        }
    }
}

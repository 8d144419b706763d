//! Durations as Go reads and writes them, in nanoseconds.

use std::fmt::Write as _;

const SECOND: u64 = 1_000_000_000;

/// A duration as Go prints it: `1h2m3.5s`.
pub(super) fn printed(duration: i64) -> String {
    let all = duration.unsigned_abs();
    let sign = if duration < 0 { "-" } else { "" };
    let (size, unit) = match all {
        0 => return "0s".to_owned(),
        1..1_000 => (1, "ns"),
        1_000..1_000_000 => (1_000, "µs"),
        1_000_000..SECOND => (1_000_000, "ms"),
        _ => (SECOND, "s"),
    };
    let whole = all / size;
    let fraction = if size == 1 { String::new() } else { fraction(all % size, size) };
    let text = match (whole / 3600, whole / 60 % 60, whole % 60) {
        _ if size < SECOND => whole.to_string(),
        (0, 0, seconds) => seconds.to_string(),
        (0, minutes, seconds) => format!("{minutes}m{seconds}"),
        (hours, minutes, seconds) => format!("{hours}h{minutes}m{seconds}"),
    };
    format!("{sign}{text}{fraction}{unit}")
}

/// The digits after the point, without zeros at the end.
fn fraction(part: u64, size: u64) -> String {
    let digits = (size + part).to_string();
    let digits = digits.get(1..).unwrap_or_default().trim_end_matches('0');
    if digits.is_empty() { String::new() } else { format!(".{digits}") }
}

/// Reads a duration: `-1.5h30m`.
pub(super) fn parse(text: &str) -> Result<i64, String> {
    let invalid = || format!("time: invalid duration {}", in_quotes(text));
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_negative = text.starts_with('-');
    if unsigned == "0" {
        return Ok(0);
    }
    if unsigned.is_empty() {
        return Err(invalid());
    }
    let mut rest = unsigned;
    let mut all = 0_u64;
    while !rest.is_empty() {
        let (number, after) = split_where(rest, |one| one != '.' && !one.is_ascii_digit());
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && part.is_empty() || part.contains('.') {
            return Err(invalid());
        }
        let (unit, after) = split_where(after, |one| one == '.' || one.is_ascii_digit());
        if unit.is_empty() {
            return Err(format!("time: missing unit in duration {}", in_quotes(text)));
        }
        let size = size_of(unit).ok_or_else(|| {
            format!("time: unknown unit {} in duration {}", in_quotes(unit), in_quotes(text))
        })?;
        let whole = if whole.is_empty() { Ok(0) } else { whole.parse::<u64>() };
        let value = whole.ok().and_then(|whole| whole.checked_mul(size)).ok_or_else(invalid)?;
        let sum = all.checked_add(value).and_then(|sum| sum.checked_add(scaled(part, size)));
        all = sum.filter(|sum| *sum <= 1 << 63).ok_or_else(invalid)?;
        rest = after;
    }
    match (i64::try_from(all), is_negative) {
        (Ok(value), false) => Ok(value),
        (Ok(value), true) => Ok(-value),
        (Err(_), true) => Ok(i64::MIN),
        (Err(_), false) => Err(invalid()),
    }
}

fn split_where(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(is_end).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// A part of a unit by its digits after the point.
fn scaled(digits: &str, size: u64) -> u64 {
    let digits = digits.get(..digits.len().min(18)).unwrap_or_default();
    let divisor = 10_u128.pow(u32::try_from(digits.len()).unwrap_or_default());
    let part = digits.parse::<u128>().unwrap_or_default() * u128::from(size) / divisor;
    u64::try_from(part).unwrap_or_default()
}

/// The nanoseconds of a unit.
fn size_of(unit: &str) -> Option<u64> {
    Some(match unit {
        "ns" => 1,
        "us" | "µs" | "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => SECOND,
        "m" => 60 * SECOND,
        "h" => 3600 * SECOND,
        _ => return None,
    })
}

/// A text in the quotes of the package `time`.
fn in_quotes(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            ' '..='~' => quoted.push(character),
            _ => {
                let mut bytes = [0; 4];
                let bytes = character.encode_utf8(&mut bytes).bytes();
                for byte in bytes {
                    let _ = write!(quoted, "\\x{byte:02x}");
                }
            }
        }
    }
    quoted.push('"');
    quoted
}

/// The largest unit that a duration is more than, with its number: `3d`.
pub(super) fn rounded(duration: i64) -> String {
    const HOUR: u64 = 3600 * SECOND;
    let all = duration.unsigned_abs();
    let units = [
        (365 * 24 * HOUR, "y"),
        (30 * 24 * HOUR, "mo"),
        (24 * HOUR, "d"),
        (HOUR, "h"),
        (60 * SECOND, "m"),
        (SECOND, "s"),
    ];
    let largest = units.into_iter().find(|(size, _)| all > *size);
    largest.map_or_else(|| "0s".to_owned(), |(size, name)| format!("{}{name}", all / size))
}

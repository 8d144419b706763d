//! Floating-point numbers as Go prints them.

/// A number in the form of `%g`, with the shortest or a given number of digits.
pub(in crate::derivation::helm) fn general(value: f64, precision: Option<usize>) -> String {
    if let Some(text) = special(value) {
        return text;
    }
    let (digits, point) = match precision {
        None => shortest(value),
        Some(precision) => rounded(value, precision.max(1)),
    };
    let least = match precision {
        None => 6,
        Some(precision) => {
            let precision = i32::try_from(precision.max(1)).unwrap_or(i32::MAX);
            let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
            if precision > count && count >= point { count } else { precision }
        }
    };
    let power = point - 1;
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if power < -4 || power >= least {
        return format!("{sign}{}", with_exponent(&digits, power));
    }
    format!("{sign}{}", plain(&digits, point))
}

/// A number in the form of `%f`.
pub(in crate::derivation::helm) fn fixed(value: f64, precision: usize) -> String {
    special(value).unwrap_or_else(|| format!("{value:.precision$}"))
}

/// A number in the form of `%e`.
pub(in crate::derivation::helm) fn exponent(value: f64, precision: Option<usize>) -> String {
    if let Some(text) = special(value) {
        return text;
    }
    let text = match precision {
        Some(precision) => format!("{value:.precision$e}"),
        None => format!("{value:e}"),
    };
    let (number, power) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{number}e{}", signed(power.parse().unwrap_or_default()))
}

/// The bits of a number after its point, 53 with the one before it, and its power of two.
fn bits(value: f64) -> (u64, i32) {
    const FRACTION: u64 = (1 << 52) - 1;
    let bits = value.to_bits();
    let power = i32::try_from((bits >> 52) & 0x7ff).unwrap_or_default();
    match power {
        0 => (bits & FRACTION, -1022),
        _ => (bits & FRACTION | 1 << 52, power - 1023),
    }
}

/// A number in the form of `%b`.
pub(super) fn binary(value: f64) -> String {
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let (fraction, power) = bits(value);
    special(value).unwrap_or_else(|| format!("{sign}{fraction}p{:+}", power - 52))
}

/// A number in the form of `%x`.
pub(super) fn hexadecimal(value: f64, precision: Option<usize>) -> String {
    if let Some(text) = special(value) {
        return text;
    }
    let (mut fraction, mut power) = bits(value);
    if fraction == 0 {
        power = 0;
    }
    while fraction != 0 && fraction < 1 << 52 {
        (fraction, power) = (fraction << 1, power - 1);
    }
    if let Some(count) = precision.filter(|count| *count < 13) {
        let dropped = 52 - 4 * count;
        let (half, rest) = (1 << (dropped - 1), fraction & ((1 << dropped) - 1));
        let kept = fraction >> dropped;
        let is_up = rest > half || rest == half && kept % 2 == 1;
        fraction = (kept + u64::from(is_up)) << dropped;
        if fraction >= 1 << 53 {
            (fraction, power) = (fraction >> 1, power + 1);
        }
    }
    let digits = format!("{:013x}", fraction & ((1 << 52) - 1));
    let digits = match precision {
        None => digits.trim_end_matches('0').to_owned(),
        Some(count) => format!("{:0<count$}", digits.chars().take(count).collect::<String>()),
    };
    let point = if digits.is_empty() { "" } else { "." };
    let sign = if value.is_sign_negative() { "-" } else { "" };
    format!("{sign}0x{}{point}{digits}p{}", fraction >> 52, signed(power))
}

fn special(value: f64) -> Option<String> {
    if value.is_nan() {
        return Some("NaN".to_owned());
    }
    value.is_infinite().then(|| if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned())
}

/// The digits that are necessary, and the position of the decimal point after the first one.
fn shortest(value: f64) -> (String, i32) {
    parts(&format!("{:e}", value.abs()))
}

/// A number of digits, without zeros at the end.
fn rounded(value: f64, count: usize) -> (String, i32) {
    let (digits, point) = parts(&format!("{:.*e}", count - 1, value.abs()));
    let kept = digits.trim_end_matches('0');
    (if kept.is_empty() { "0".to_owned() } else { kept.to_owned() }, point)
}

fn parts(text: &str) -> (String, i32) {
    let (number, power) = text.split_once('e').unwrap_or((text, "0"));
    let digits: String = number.chars().filter(|sign| *sign != '.').collect();
    (digits, power.parse::<i32>().unwrap_or_default() + 1)
}

fn with_exponent(digits: &str, power: i32) -> String {
    let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
    let point = if rest.is_empty() { "" } else { "." };
    format!("{first}{point}{rest}e{}", signed(power))
}

fn signed(power: i32) -> String {
    let sign = if power < 0 { '-' } else { '+' };
    format!("{sign}{:02}", power.unsigned_abs())
}

fn plain(digits: &str, point: i32) -> String {
    let Ok(before) = usize::try_from(point) else {
        return format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize));
    };
    if before == 0 {
        return if digits == "0" { "0".to_owned() } else { format!("0.{digits}") };
    }
    match digits.split_at_checked(before) {
        Some((whole, "")) => whole.to_owned(),
        Some((whole, fraction)) => format!("{whole}.{fraction}"),
        None => format!("{digits}{}", "0".repeat(before - digits.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seen in Go 1.26.
    #[test]
    fn numbers_are_printed_as_go_does() {
        let cases = [
            (0.0, "0"),
            (1.0, "1"),
            (-0.5, "-0.5"),
            (123_456.0, "123456"),
            (1_000_000.0, "1e+06"),
            (1_234_567.0, "1.234567e+06"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1e21, "1e+21"),
            (100.25, "100.25"),
        ];
        for (value, text) in cases {
            assert_eq!(general(value, None), text);
        }
        assert_eq!(general(1234.5, Some(2)), "1.2e+03");
        assert_eq!(general(0.25, Some(3)), "0.25");
        assert_eq!(exponent(1234.5, Some(2)), "1.23e+03");
        assert_eq!(fixed(2.5, 0), "2");
    }
}

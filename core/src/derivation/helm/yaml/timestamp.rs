//! Which texts are timestamps for a YAML reader of Go.

/// Whether a text is a timestamp: a date, or a date and a time in one of three forms.
pub(super) fn is_timestamp(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 || text.as_bytes().get(4) != Some(&b'-') {
        return false;
    }
    let Some((date, rest)) = date(text) else { return false };
    if !date {
        return false;
    }
    match rest.as_bytes().first() {
        None => true,
        Some(b' ') => time(rest).is_some_and(str::is_empty),
        Some(b'T' | b't') => time(rest).is_some_and(is_zone),
        Some(_) => false,
    }
}

/// Whether a text begins with a date that exists, and what follows it.
fn date(text: &str) -> Option<(bool, &str)> {
    let year: u32 = text.get(..4)?.parse().ok()?;
    let (month, rest) = number(text.get(5..)?)?;
    let (day, rest) = number(rest.strip_prefix('-')?)?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    Some(((1..=days).contains(&day), rest))
}

/// What follows a time after its separator.
fn time(text: &str) -> Option<&str> {
    let (hour, rest) = number(text.get(1..)?)?;
    let (minute, rest) = number(rest.strip_prefix(':')?)?;
    let (second, rest) = number(rest.strip_prefix(':')?)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let fraction = rest.strip_prefix(['.', ',']).unwrap_or("");
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 { Some(rest) } else { fraction.get(digits..) }
}

fn is_zone(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes {
        [b'Z'] => true,
        [b'+' | b'-', hours @ .., b':', _, _] if hours.len() == 2 => {
            let part = |from: usize| {
                text.get(from..from + 2).filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()))
            };
            let at_most = |from: usize, most: u32| {
                part(from).and_then(|it| it.parse().ok()).is_some_and(|value: u32| value <= most)
            };
            at_most(1, 24) && at_most(4, 60)
        }
        _ => false,
    }
}

/// A number of one or two digits, and what follows it.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    Some((number.parse().ok()?, rest))
}

//! The formats of dates, times and durations.

use super::formats::{Fault, within, wrong};

/// The number of days of a month; none if there is no such month.
fn days(year: u32, month: u32) -> u32 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// Digits as a number; `None` for anything else.
fn digits(text: &str, length: usize) -> Option<u32> {
    let is_number = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

pub(super) fn date(text: &str) -> Fault {
    let mut parts = text.splitn(3, '-');
    let mut next = |length| parts.next().and_then(|part| digits(part, length));
    let (year, month, day) = (next(4), next(2), next(2));
    let fault = |what: &str| wrong(format!("parsing time \"{text}\"{what}"));
    match (year, month, day) {
        (Some(_), Some(month), Some(_)) if !(1..=12).contains(&month) => {
            fault(": month out of range")
        }
        (Some(year), Some(month), Some(day)) if !(1..=days(year, month)).contains(&day) => {
            fault(": day out of range")
        }
        (Some(_), Some(_), Some(_)) => Ok(()),
        _ => fault(&format!(" as \"2006-01-02\": cannot parse \"{text}\" as \"2006\"")),
    }
}

pub(super) fn time(text: &str) -> Fault {
    if text.len() < 9 {
        return wrong("less than 9 characters long");
    }
    let bytes = text.as_bytes();
    if bytes.get(2) != Some(&b':') || bytes.get(5) != Some(&b':') {
        return wrong("missing colon in correct place");
    }
    let (clock, rest) = text.split_at_checked(8).unwrap_or((text, ""));
    let parts: Option<Vec<u32>> = clock.split(':').map(|part| digits(part, 2)).collect();
    let Some(&[hour, minute, second]) = parts.as_deref() else {
        return wrong("invalid hour/min/sec");
    };
    if hour > 23 || minute > 59 || second > 60 {
        return wrong("hour/min/sec out of range");
    }
    let rest = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let rest = fraction.trim_start_matches(|one: char| one.is_ascii_digit());
            if rest.len() == fraction.len() {
                return wrong("no digits in second fraction");
            }
            rest
        }
    };
    let minutes = i64::from(hour * 60 + minute) - offset(rest)?;
    if second == 60 && minutes.rem_euclid(24 * 60) != 24 * 60 - 1 {
        return wrong("invalid leap second");
    }
    Ok(())
}

/// The minutes of an offset from UTC.
fn offset(text: &str) -> Result<i64, Option<String>> {
    if matches!(text, "z" | "Z") {
        return Ok(0);
    }
    if text.len() != 6 {
        return wrong("offset must be 6 characters long");
    }
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return wrong("offset must begin with plus/minus"),
    };
    if rest.as_bytes().get(2) != Some(&b':') {
        return wrong("missing colon in offset in correct place");
    }
    let parts = rest.split_once(':').map(|(hour, minute)| (digits(hour, 2), digits(minute, 2)));
    let Some((Some(hour), Some(minute))) = parts else {
        return wrong("invalid hour/min in offset");
    };
    if hour > 23 || minute > 59 {
        return wrong("hour/min in offset out of range");
    }
    Ok(sign * i64::from(hour * 60 + minute))
}

pub(super) fn date_time(text: &str) -> Fault {
    if text.len() < 20 {
        return wrong("less than 20 characters long");
    }
    if !matches!(text.as_bytes().get(10), Some(b't' | b'T')) {
        return wrong("11th character must be t or T");
    }
    within("date element", date(text.get(..10).unwrap_or_default()))?;
    within("time element", time(text.get(11..).unwrap_or_default()))
}

pub(super) fn duration(text: &str) -> Fault {
    let Some(rest) = text.strip_prefix('P') else { return wrong("must start with P") };
    if rest.is_empty() {
        return wrong("nothing after P");
    }
    if let Some(weeks) = rest.strip_suffix('W') {
        if weeks.is_empty() {
            return wrong("no number in week");
        }
        let is_number = weeks.bytes().all(|byte| byte.is_ascii_digit());
        return if is_number { Ok(()) } else { wrong("invalid week") };
    }
    let (days, hours) = rest.split_once('T').map_or((rest, None), |(a, b)| (a, Some(b)));
    units(days, "YMD")?;
    match hours {
        None => Ok(()),
        Some("") => wrong("no time elements"),
        Some(hours) if hours.contains('T') => wrong("more than one T"),
        Some(hours) => units(hours, "HMS"),
    }
}

/// Numbers with units in their order.
fn units(text: &str, units: &str) -> Fault {
    let mut left = units;
    let mut rest = text;
    while !rest.is_empty() {
        let after = rest.trim_start_matches(|one: char| one.is_ascii_digit());
        if after.len() == rest.len() {
            return wrong("missing number");
        }
        let Some(unit) = after.chars().next() else { return wrong("missing unit") };
        let Some((_, later)) = left.split_once(unit) else {
            let is_known = units.contains(unit);
            return wrong(if is_known {
                format!("unit '{unit}' out of order")
            } else {
                format!("invalid unit '{unit}'")
            });
        };
        left = later;
        rest = after.get(unit.len_utf8()..).unwrap_or_default();
    }
    Ok(())
}

//! Functions of dates and durations. The time and the zone of a machine are not known before the chart
//! is installed.

use std::rc::Rc;

use super::Parameter::{Any, Text as Str};
use super::durations;
use super::origins::{computed, open, open_text};
use super::signature::fixed;
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::go::type_name;
use crate::derivation::helm::object::{Content, Object};
use crate::derivation::helm::value::{Number, Value};

/// The name of a point in time in Go.
const TIME: &str = "time.Time";

/// The layout of dates in forms of web pages; itself a date, as all layouts are.
const DATE: &str = "2006-01-02";

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("ago", &[Any], |arguments| open_text("1h0m0s", arguments)),
    fixed("date", &[Str, Any], formatted),
    fixed("dateInZone", &[Str, Any, Str], formatted),
    fixed("dateModify", &[Str, Any], |arguments| modified(arguments, false)),
    fixed("date_in_zone", &[Str, Any, Str], formatted),
    fixed("date_modify", &[Str, Any], |arguments| modified(arguments, false)),
    fixed("duration", &[Any], duration),
    fixed("durationRound", &[Any], duration_round),
    fixed("htmlDate", &[Any], |arguments| open_text(DATE, arguments)),
    fixed("htmlDateInZone", &[Any, Str], |arguments| open_text(DATE, arguments)),
    fixed("mustDateModify", &[Str, Any], |arguments| modified(arguments, true)),
    fixed("mustToDate", &[Str, Str], time),
    fixed("must_date_modify", &[Str, Any], |arguments| modified(arguments, true)),
    fixed("now", &[], time),
    fixed("toDate", &[Str, Str], time),
    fixed("unixEpoch", &[Any], |arguments| {
        check_time(&arguments.any(0))?;
        open_text("1136214245", arguments)
    }),
];

/// A point in time that is not known.
fn time(arguments: &Arguments) -> Outcome {
    let trace = open(arguments);
    Ok(Value::Object(Rc::new(Object { type_name: TIME, trace, content: Content::Open })))
}

/// Checks that an argument is a point in time.
fn check_time(value: &Value) -> Result<(), Cause> {
    match type_name(value) {
        TIME | "*time.Time" => Ok(()),
        "<nil>" => Err(format!("invalid value; expected {TIME}").into()),
        other => Err(format!("wrong type for value; expected {TIME}; got {other}").into()),
    }
}

/// A date in a layout. The layout is a date itself and is taken for it.
fn formatted(arguments: &Arguments) -> Outcome {
    open_text(arguments.text(0).shared(), arguments)
}

/// A point in time moved by a duration.
fn modified(arguments: &Arguments, is_must: bool) -> Outcome {
    check_time(&arguments.any(1))?;
    if is_must {
        durations::parse(arguments.text(0).as_str())?;
    }
    time(arguments)
}

/// The duration of a number of seconds.
fn duration(arguments: &Arguments) -> Outcome {
    let seconds = match arguments.any(0) {
        Value::Number(Number::Int64(seconds), _) => seconds,
        Value::Text(text) => seconds_of(text.as_str()),
        _ => 0,
    };
    computed(durations::printed(seconds.wrapping_mul(1_000_000_000)), arguments)
}

/// An integer as Go reads it: the nearest one if it is too large, 0 if it is no number.
fn seconds_of(text: &str) -> i64 {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let bound = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    text.parse().unwrap_or(bound)
}

fn duration_round(arguments: &Arguments) -> Outcome {
    let duration = match arguments.any(0) {
        Value::Number(Number::Int64(duration), _) => duration,
        Value::Text(text) => durations::parse(text.as_str()).unwrap_or_default(),
        Value::Object(object) if object.type_name == TIME => return open_text("1h", arguments),
        _ => 0,
    };
    computed(durations::rounded(duration), arguments)
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn durations_are_read_and_printed() {
        check(
            r#"
            duration 0 => "0s"
            duration 95 => "0s"
            duration "95" => "1m35s"
            duration "3600" => "1h0m0s"
            duration "-61" => "-1m1s"
            duration "+5" => "5s"
            duration "x" => "0s"
            duration "99999999999999999999" => "-1s"
            duration "10000000000" => "-2346317h47m53.709551616s"
            durationRound "2h10m" => "2h"
            durationRound "24h" => "24h"
            durationRound "25h" => "1d"
            durationRound "-800h" => "1mo"
            durationRound "10000h" => "1y"
            durationRound "1.5m" => "1m"
            durationRound "61s" => "1m"
            durationRound "1s" => "0s"
            durationRound "1.1s" => "1s"
            durationRound "x" => "0s"
            durationRound "10" => "0s"
            durationRound ".5h30m1s" => "1h"
            durationRound 5 => "0s"
            "#,
        );
    }
}

//! Interpolation of the texts of a document, and conversion of attributes that are not strings.
//!
//! Source: the packages `interpolation` and `loader` of compose-go.

use super::path::{Keys, Path};
use super::run::Run;
use super::template::{Environment, substitute};
use super::value::{Data, Value, weight};
use crate::source::ProblemCode;

/// Replaces the variables of a value and of everything in it.
// INVARIANT: values are no deeper than `read::DEPTH`.
pub(super) fn interpolate(
    run: &mut Run<'_>,
    value: &mut Value,
    environment: &Environment,
    path: Path<'_>,
) {
    match &mut value.data {
        Data::Text(_) => text(run, value, environment, path),
        Data::List(items) => {
            for item in items {
                interpolate(run, item, environment, path.down(Path::ITEM));
            }
        }
        Data::Map(map) => {
            for entry in map.iter_mut() {
                interpolate(run, &mut entry.value, environment, path.down(&entry.key));
            }
        }
        Data::Null | Data::Bool(_) | Data::Integer(_) | Data::Float(_) => {}
    }
}

fn text(run: &mut Run<'_>, value: &mut Value, environment: &Environment, path: Path<'_>) {
    let Data::Text(written) = &value.data else { return };
    if written.contains('$') {
        match substitute(written, value.from(), &|name| environment.lookup(name)) {
            Ok(text) if !run.affords(weight(text.content.len())) => {
                run.too_much(value.from());
                value.open = true;
            }
            Ok(text) => {
                value.open |= text.is_open();
                value.data = Data::Text(text.content);
                value.lineage.pieces = text.pieces;
            }
            Err(fault) => {
                run.refuse(value, ProblemCode::Interpolation, fault.message());
            }
        }
    }
    let mut space = Keys::default();
    let cast = cast(path.keys(&mut space));
    if let Some(cast) = cast.filter(|_| !value.open) {
        match value.text().and_then(|text| cast.read(text)) {
            Some(data) => value.data = data,
            None => run.wrong_shape(value, cast.expected()),
        }
    }
}

/// The type of an attribute that is not a string.
#[derive(Clone, Copy)]
enum Cast {
    Bool,
    Integer,
    Float,
    /// An octal number if it begins with 0.
    Umask,
}

/// The type of a string at a path.
fn cast(keys: &[&str]) -> Option<Cast> {
    match keys {
        ["networks", _, "external" | "internal" | "attachable" | "enable_ipv4" | "enable_ipv6"]
        | ["volumes" | "secrets" | "configs", _, "external"] => Some(Cast::Bool),
        ["services", _, "pre_start", _, rest @ ..] => container(rest),
        ["services", _, rest @ ..] => service(rest).or(workload(rest)).or(container(rest)),
        ["jobs", _, rest @ ..] => workload(rest).or(container(rest)),
        _ => None,
    }
}

fn container(keys: &[&str]) -> Option<Cast> {
    match keys {
        [
            "cpu_count" | "cpu_period" | "cpu_quota" | "cpu_rt_period" | "cpu_rt_runtime"
            | "cpu_shares" | "oom_score_adj" | "pids_limit",
        ]
        | ["ulimits", _]
        | ["ulimits", _, "hard" | "soft"] => Some(Cast::Integer),
        ["cpu_percent" | "cpus"] => Some(Cast::Float),
        ["init" | "oom_kill_disable" | "privileged" | "read_only"]
        | ["networks", _, "use_service_name_alias"]
        | ["volumes", Path::ITEM, "read_only"]
        | ["volumes", Path::ITEM, "volume", "nocopy"] => Some(Cast::Bool),
        ["umask"] => Some(Cast::Umask),
        _ => None,
    }
}

fn workload(keys: &[&str]) -> Option<Cast> {
    match keys {
        ["depends_on", _, "required" | "restart"]
        | ["healthcheck", "disable"]
        | ["stdin_open" | "tty"] => Some(Cast::Bool),
        ["healthcheck", "retries"] | ["ports", Path::ITEM, "target"] => Some(Cast::Integer),
        _ => None,
    }
}

fn service(keys: &[&str]) -> Option<Cast> {
    match keys {
        ["scale"]
        | ["deploy", "replicas"]
        | ["deploy", "update_config" | "rollback_config", "parallelism"]
        | ["deploy", "restart_policy", "max_attempts"]
        | ["deploy", "placement", "max_replicas_per_node"] => Some(Cast::Integer),
        ["deploy", "update_config" | "rollback_config", "max_failure_ratio"] => Some(Cast::Float),
        _ => None,
    }
}

impl Cast {
    fn read(self, text: &str) -> Option<Data> {
        match self {
            Self::Bool => boolean(text).map(Data::Bool),
            Self::Integer => text.parse::<i64>().ok().map(|value| Data::Integer(value.into())),
            Self::Float => float(text).map(Data::Float),
            Self::Umask => umask(text).map(|value| Data::Integer(value.into())),
        }
    }

    fn expected(self) -> &'static str {
        match self {
            Self::Bool => "a boolean",
            Self::Integer | Self::Umask => "a whole number",
            Self::Float => "a number",
        }
    }
}

/// A boolean word of YAML 1.1, in any case.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "y" | "yes" | "on" => Some(true),
        "false" | "n" | "no" | "off" => Some(false),
        _ => None,
    }
}

fn float(text: &str) -> Option<f64> {
    let plain =
        text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    text.parse().ok().filter(|value: &f64| plain && value.is_finite())
}

fn umask(text: &str) -> Option<u32> {
    match text.strip_prefix("0o").or_else(|| text.strip_prefix("0O")) {
        Some(digits) => u32::from_str_radix(digits, 8).ok(),
        None if text.len() > 1 && text.starts_with('0') => u32::from_str_radix(text, 8).ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_go_parses() {
        assert_eq!(float("1e3"), Some(1000.0));
        assert_eq!(float("-.5"), Some(-0.5));
        for text in ["inf", "nan", "1e999", "0x10", "1_0", ""] {
            assert_eq!(float(text), None, "{text}");
        }
        for (text, mode) in [("0", 0), ("7", 7), ("07", 7), ("022", 18), ("0o22", 18), ("18", 18)] {
            assert_eq!(umask(text), Some(mode), "{text}");
        }
        for text in ["08", "0o8", "x", ""] {
            assert_eq!(umask(text), None, "{text}");
        }
    }
}

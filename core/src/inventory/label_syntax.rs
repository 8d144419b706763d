//! What the API accepts as the key and the value of a label, and as a selector.

use super::doubt::{Doubt, Reason};
use super::selector::{doubt_about_key, entries, text};
use crate::model::{LabelSelector, Operator, Requirement};
use crate::tree::{Field, State, Why};

/// The first part for which the API server would reject the selector.
pub(super) fn invalid_part(selector: &LabelSelector<'_>) -> Option<Doubt> {
    let pairs = entries(&selector.match_labels).iter().find_map(|entry| {
        let place = entry.key_place;
        let key = doubt_about_key(entry).is_none() && !is_label_key(&entry.key);
        let key = key.then(|| Doubt::new(place, Reason::InvalidSelector("an invalid key")));
        key.or_else(|| invalid_value(&entry.value))
    });
    pairs.or_else(|| entries(&selector.match_expressions).iter().find_map(invalid_requirement))
}

fn invalid_requirement(requirement: &Requirement<'_>) -> Option<Doubt> {
    let refuse = |place, part| Some(Doubt::new(place, Reason::InvalidSelector(part)));
    if text(&requirement.key).is_ok_and(|key| !is_label_key(key)) {
        return refuse(requirement.key.place(), "an invalid key");
    }
    let values = entries(&requirement.values);
    let unresolved = Doubt::about(&requirement.values).is_some();
    match requirement.operator.state() {
        State::Unset(place, _) | State::Unresolved(place, Why::Invalid(_) | Why::WrongType(_)) => {
            return refuse(*place, "an invalid operator");
        }
        State::Set(Operator::In | Operator::NotIn, _) if values.is_empty() && !unresolved => {
            return refuse(requirement.values.place(), "`In` or `NotIn` without values");
        }
        State::Set(Operator::Exists | Operator::DoesNotExist, _) if !values.is_empty() => {
            return refuse(requirement.values.place(), "`Exists` or `DoesNotExist` with values");
        }
        State::Set(..) | State::Unresolved(..) => {}
    }
    values.iter().find_map(invalid_value)
}

fn invalid_value(value: &Field<&str>) -> Option<Doubt> {
    text(value)
        .is_ok_and(|text| !is_label_value(text))
        .then(|| Doubt::new(value.place(), Reason::InvalidSelector("an invalid value")))
}

/// Whether a text is a label's key: a name of up to 63 bytes, perhaps after a DNS prefix and `/`.
pub(crate) fn is_label_key(key: &str) -> bool {
    match key.split_once('/') {
        Some((prefix, name)) => is_dns_subdomain(prefix) && is_name(name),
        None => is_name(key),
    }
}

/// Whether a text is a label's value: empty, or of the form of a name.
pub(crate) fn is_label_value(value: &str) -> bool {
    value.is_empty() || is_name(value)
}

fn is_name(name: &str) -> bool {
    let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = name.as_bytes();
    bytes.len() <= 63
        && edge(bytes.first())
        && edge(bytes.last())
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}

fn is_dns_subdomain(prefix: &str) -> bool {
    let inner = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    prefix.len() <= 253
        && prefix.split('.').map(str::as_bytes).all(|part| {
            part.first().is_some_and(inner)
                && part.last().is_some_and(inner)
                && part.iter().all(|byte| inner(byte) || *byte == b'-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_follow_the_api() {
        let long = "a".repeat(63);
        let prefix = format!("{}.{}/x", "a".repeat(126), "b".repeat(126));
        for key in ["a", "A-b_c.d", "app.kubernetes.io/name", "1/2", &long, &prefix] {
            assert!(is_label_key(key), "{key}");
        }
        let too_long = "a".repeat(64);
        let bad = ["", "/", "a/", "/a", "a/b/c", "-a", "a-", "A.b/c", "a..b/c", "ä", "a b"];
        for key in bad.into_iter().chain([&*too_long, "a_b/c", "-a/b"]) {
            assert!(!is_label_key(key), "{key}");
        }
        assert!(is_label_value("") && is_label_value("v1.2_3-x") && is_label_value(&long));
        assert!(!is_label_value("a/b") && !is_label_value("-") && !is_label_value(&too_long));
    }
}

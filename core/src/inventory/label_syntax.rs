//! What the API accepts as the key and the value of a label, and as a selector.

use super::doubt::{Doubt, Reason};
use super::selector::{doubt_about_key, entries, text};
use crate::model::{LabelSelector, Operator, Requirement, is_label_key, is_label_value};
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

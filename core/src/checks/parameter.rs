//! Parameters of checks that a policy can change, declared as data for the schema and the
//! documentation.

use std::collections::BTreeMap;
use std::fmt;

/// A parameter of a check.
#[derive(Debug)]
#[non_exhaustive]
pub struct Parameter {
    /// The name in the policy file.
    pub name: &'static str,
    /// The description: a phrase without a full stop.
    pub description: &'static str,
    /// Its type, default and range.
    pub kind: ParameterKind,
}

/// The type of a parameter.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ParameterKind {
    /// A whole number.
    Integer {
        /// Without a policy.
        default: i64,
        /// Smallest value.
        minimum: i64,
        /// Largest value.
        maximum: i64,
    },
    /// A list of texts.
    Texts {
        /// Without a policy.
        default: &'static [&'static str],
    },
}

/// A value that a policy gives to a parameter.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ParameterValue {
    /// A whole number.
    Integer(i64),
    /// A list of texts.
    Texts(Vec<String>),
}

/// The values that a policy has set, by check and parameter.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Parameters(BTreeMap<(String, &'static str), ParameterValue>);

impl fmt::Display for ParameterValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(formatter, "{number}"),
            Self::Texts(texts) => write!(formatter, "[{}]", texts.join(", ")),
        }
    }
}

impl Parameters {
    /// All values that are set: check, name and value.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &'static str, &ParameterValue)> {
        self.0.iter().map(|((check, name), value)| (check.as_str(), *name, value))
    }

    /// The value that is set.
    pub(crate) fn get(&self, check: &str, name: &'static str) -> Option<&ParameterValue> {
        self.0.get(&(check.to_owned(), name))
    }

    /// Sets a value by the parameter's name.
    pub(crate) fn insert(&mut self, check: &str, name: &'static str, value: ParameterValue) {
        self.0.insert((check.to_owned(), name), value);
    }

    /// Sets a parameter of a check. The policy has validated the value.
    pub(crate) fn set(&mut self, check: &str, parameter: &Parameter, value: ParameterValue) {
        self.0.insert((check.to_owned(), parameter.name), value);
    }

    /// The effective number for a check.
    pub(crate) fn integer(&self, check: &str, parameter: &Parameter) -> i64 {
        match (self.find(check, parameter), parameter.kind) {
            (Some(ParameterValue::Integer(value)), _) => *value,
            (_, ParameterKind::Integer { default, .. }) => default,
            (_, ParameterKind::Texts { .. }) => 0,
        }
    }

    /// Whether one of the texts in the effective list for a check matches.
    pub(crate) fn lists(
        &self,
        check: &str,
        parameter: &Parameter,
        is_meant: impl Fn(&str) -> bool,
    ) -> bool {
        match (self.find(check, parameter), parameter.kind) {
            (Some(ParameterValue::Texts(texts)), _) => texts.iter().any(|text| is_meant(text)),
            (_, ParameterKind::Texts { default }) => default.iter().any(|text| is_meant(text)),
            (_, ParameterKind::Integer { .. }) => false,
        }
    }

    fn find(&self, check: &str, parameter: &Parameter) -> Option<&ParameterValue> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&(check.to_owned(), parameter.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_sets_a_parameter_of_one_check_only() {
        let kind = ParameterKind::Integer { default: 3, minimum: 1, maximum: 9 };
        let number = Parameter { name: "number", description: "A number", kind };
        let kind = ParameterKind::Texts { default: &["a"] };
        let texts = Parameter { name: "texts", description: "Texts", kind };
        let mut parameters = Parameters::default();
        assert_eq!(parameters.integer("one", &number), 3);
        assert!(parameters.lists("one", &texts, |text| text == "a"));
        parameters.set("one", &number, ParameterValue::Integer(7));
        parameters.set("one", &texts, ParameterValue::Texts(vec!["b".to_owned()]));
        assert_eq!(parameters.integer("one", &number), 7);
        assert_eq!(parameters.integer("two", &number), 3);
        assert!(parameters.lists("one", &texts, |text| text == "b"));
        assert!(!parameters.lists("one", &texts, |text| text == "a"));
        assert!(!parameters.lists("one", &number, |_| true));
    }
}

//! Names by bearing, as in reports and declarations.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::frameworks::Bearing;

/// The controls that a check cites, or the checks that cite a control, by what the check shows.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Bearings {
    /// Both a pass and a failure count.
    #[serde(skip_serializing_if = "is_empty")]
    pub decides: Names,
    /// A pass with evidence counts.
    #[serde(skip_serializing_if = "is_empty")]
    pub supports: Names,
    /// A failure counts against the control.
    #[serde(skip_serializing_if = "is_empty")]
    pub refutes: Names,
    /// A pass with evidence counts, and so does a failure.
    #[serde(skip_serializing_if = "is_empty")]
    pub supports_and_refutes: Names,
}

type Names = Arc<[Arc<str>]>;

fn is_empty(names: &Names) -> bool {
    names.is_empty()
}

impl Bearings {
    /// Whether there are no names.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The names of a bearing.
    pub fn get(&self, bearing: Bearing) -> &[Arc<str>] {
        match bearing {
            Bearing::Decides => &self.decides,
            Bearing::Supports => &self.supports,
            Bearing::Refutes => &self.refutes,
            Bearing::SupportsAndRefutes => &self.supports_and_refutes,
        }
    }

    /// Maps each name.
    pub(crate) fn rename(&mut self, mut change: impl FnMut(&mut Arc<str>)) {
        let Self { decides, supports, refutes, supports_and_refutes } = self;
        for names in [decides, supports, refutes, supports_and_refutes] {
            let mut changed = names.to_vec();
            changed.iter_mut().for_each(&mut change);
            *names = changed.into();
        }
    }

    /// Every name with its bearing; `decides` comes first.
    pub fn iter(&self) -> impl Iterator<Item = (Bearing, &Arc<str>)> {
        let of = |bearing: &Bearing| (*bearing, self.get(*bearing));
        Bearing::ALL
            .iter()
            .map(of)
            .flat_map(|(bearing, names)| names.iter().map(move |name| (bearing, name)))
    }
}

impl FromIterator<(Bearing, Arc<str>)> for Bearings {
    fn from_iter<I: IntoIterator<Item = (Bearing, Arc<str>)>>(pairs: I) -> Self {
        let pairs: Vec<(Bearing, Arc<str>)> = pairs.into_iter().collect();
        let of = |wanted: Bearing| {
            let of_bearing = pairs.iter().filter(|(bearing, _)| *bearing == wanted);
            of_bearing.map(|(_, name)| Arc::clone(name)).collect()
        };
        Self {
            decides: of(Bearing::Decides),
            supports: of(Bearing::Supports),
            refutes: of(Bearing::Refutes),
            supports_and_refutes: of(Bearing::SupportsAndRefutes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_grouped_by_bearing_and_read_back() {
        let pairs = [(Bearing::Refutes, "a"), (Bearing::Decides, "b"), (Bearing::Refutes, "c")];
        let bearings: Bearings =
            pairs.map(|(bearing, name)| (bearing, name.into())).into_iter().collect();
        let text = serde_json::to_string(&bearings).unwrap();
        assert_eq!(text, r#"{"decides":["b"],"refutes":["a","c"]}"#);
        assert_eq!(serde_json::from_str::<Bearings>(&text).unwrap(), bearings);
        let names: Vec<&str> = bearings.iter().map(|(_, name)| &**name).collect();
        assert_eq!(names, ["b", "a", "c"]);
        assert!(!bearings.is_empty() && Bearings::default().is_empty());
    }
}

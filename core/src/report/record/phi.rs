//! Where patients' data is, as the policy says.

use std::sync::Arc;

use fast_glob::glob_match;
use serde::{Deserialize, Serialize};

use super::finding::Finding;

/// Patterns of the resources and files that contain patients' data (protected health information).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PhiMarkers {
    /// `Kind/name` or `Kind/namespace/name`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Arc<str>>,
    /// Paths of files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<Arc<str>>,
}

impl PhiMarkers {
    pub(crate) fn is_empty(&self) -> bool {
        self.resources.is_empty() && self.paths.is_empty()
    }

    /// Whether a finding concerns a marked resource or file.
    pub fn marks(&self, finding: &Finding) -> bool {
        let path = finding.location.as_ref().map(|location| &*location.path);
        if path.is_some_and(|path| self.paths.iter().any(|pattern| glob_match(&**pattern, path))) {
            return true;
        }
        let Some(of) = finding.resource.as_deref() else { return false };
        let name = of.name.as_deref().unwrap_or_default();
        let short = format!("{}/{name}", of.kind);
        let long = of.namespace.as_deref().map(|space| format!("{}/{space}/{name}", of.kind));
        let is_named = |pattern: &str| {
            glob_match(pattern, &short)
                || long.as_ref().is_some_and(|long| glob_match(pattern, long))
        };
        self.resources.iter().any(|pattern| is_named(pattern))
    }
}

//! A chart, rendered.

use std::ops::Range;

/// The release that a chart is rendered for, and what the cluster can do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Release {
    /// The name of the release.
    pub name: String,
    /// The namespace of the release.
    pub namespace: String,
    /// The version of Kubernetes.
    pub kubernetes: Option<String>,
    /// Versions of APIs beside those that are known.
    pub api_versions: Vec<String>,
}

impl Default for Release {
    fn default() -> Self {
        Self {
            name: "release-name".to_owned(),
            namespace: "default".to_owned(),
            kubernetes: None,
            api_versions: Vec::new(),
        }
    }
}

/// What is rendered, and with which values.
#[derive(Clone, Debug)]
pub struct Request<'r> {
    /// The files of the chart, each with its path below the folder of the chart.
    pub files: &'r [(&'r str, &'r str)],
    /// Files of values, each with its path; later ones win.
    pub values: &'r [(&'r str, &'r str)],
    /// Single values, as for `--set`.
    pub set: &'r [&'r str],
    /// The release.
    pub release: Release,
}

/// What a chart renders to.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The templates.
    pub templates: Vec<Template>,
    /// Why the chart does not render.
    pub failure: Option<Failure>,
}

/// A rendered template.
#[derive(Clone, Debug)]
pub struct Template {
    /// The path, which begins with the name of the chart.
    pub path: String,
    /// The text.
    pub text: String,
    /// The bytes that are not known, such as those of random values.
    pub open: Vec<Range<usize>>,
}

/// Why a chart does not render.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The words of Helm.
    pub message: String,
}

/// Renders a chart as `helm template` does.
pub fn render(_: &Request<'_>) -> Rendered {
    Rendered::default()
}

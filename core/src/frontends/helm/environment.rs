//! The chart and the environment of a values file, by its path.

use crate::frontends::environment::is_environment;

/// The information in the path of a values file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Values {
    /// The folder that contains all values of the chart, directly or in subfolders.
    pub chart: String,
    /// The environment of the values; `None` for values that all environments share.
    pub environment: Option<String>,
}

/// The information in the path of a values file: `values-prod.yaml`, `prod.values.yaml`,
/// `environments/prod/values.yaml`.
pub(crate) fn values(path: &str) -> Values {
    let path = path.replace('\\', "/");
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<&str> = stem
        .split(['-', '.', '_'])
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("values"))
        .collect();
    // A folder that is named after an environment contains its values.
    let (above, last) = folder.rsplit_once('/').unwrap_or(("", folder));
    let says_nothing = !words.iter().any(|word| is_environment(word));
    if is_environment(last) && says_nothing {
        let chart = if gathers(above) { parent(above) } else { above };
        return Values { chart: chart.to_owned(), environment: Some(last.to_owned()) };
    }
    let chart = if !words.is_empty() && gathers(folder) { above } else { folder };
    let environment = (!words.is_empty()).then(|| words.join("-"));
    Values { chart: chart.to_owned(), environment }
}

/// Whether the path of a values file says that a chart is installed with it: by the word `values`, or by
/// the name of an environment.
pub(crate) fn is_of_environment(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let stem = file.rsplit_once('.').map_or(&*file, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(['-', '.', '_']).collect();
    let is_schema = words.contains(&"schema");
    let folder = path.rsplit('/').nth(1).unwrap_or_default();
    let names_one = words.iter().any(|word| is_environment(word) || *word == "values");
    !is_schema && (names_one || is_environment(folder))
}

/// Whether a folder contains values of the chart above it.
fn gathers(folder: &str) -> bool {
    let name = folder.rsplit('/').next().unwrap_or(folder);
    matches!(name, "environments" | "envs" | "env" | "values" | "overlays" | "ci")
}

fn parent(folder: &str) -> &str {
    folder.rsplit_once('/').map_or("", |(above, _)| above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_whether_a_chart_is_installed_with_values() {
        for path in ["values-eu.yaml", "a/prod.yaml", "envs/prod/api.yaml", "prod.values.yaml"] {
            assert!(is_of_environment(path), "{path}");
        }
        for path in ["doc.yaml", "values.schema.yaml", "a/other.yml"] {
            assert!(!is_of_environment(path), "{path}");
        }
    }

    #[test]
    fn the_path_says_chart_and_environment() {
        let cases = [
            ("charts/api/values.yaml", "charts/api", None),
            ("charts/api/values-prod.yaml", "charts/api", Some("prod")),
            ("charts/api/values.eu-west.yaml", "charts/api", Some("eu-west")),
            ("charts/api/staging_values.yml", "charts/api", Some("staging")),
            ("charts/api/environments/prod/values.yaml", "charts/api", Some("prod")),
            ("charts/api/dev/values.yaml", "charts/api", Some("dev")),
            ("environments/qa/values.yaml", "", Some("qa")),
            ("values.yaml", "", None),
            ("charts/api/ci/small-values.yaml", "charts/api", Some("small")),
            ("charts/api/values/values-prod.yaml", "charts/api", Some("prod")),
            ("environments/prod/api-values.yaml", "", Some("prod")),
        ];
        for (path, chart, environment) in cases {
            let found = values(path);
            assert_eq!(found.chart, chart, "{path}");
            assert_eq!(found.environment.as_deref(), environment, "{path}");
        }
    }
}

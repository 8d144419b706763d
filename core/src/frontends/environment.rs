//! The environment of a file, by its path.

/// Names of environments.
const ENVIRONMENTS: &[&str] = &[
    "dev",
    "development",
    "local",
    "test",
    "testing",
    "qa",
    "uat",
    "int",
    "integration",
    "staging",
    "stage",
    "stg",
    "sandbox",
    "preprod",
    "pre-prod",
    "nonprod",
    "non-prod",
    "prod",
    "production",
    "prd",
    "live",
];

/// Names of production environments.
const PRODUCTION: &[&str] = &["prod", "production", "prd", "live"];

/// Folders further up name the project, or the machine that it is on.
const FOLDERS: usize = 3;

/// Whether a word is the name of an environment.
pub(super) fn is_environment(word: &str) -> bool {
    ENVIRONMENTS.contains(&word.to_ascii_lowercase().as_str())
}

/// Whether an environment of this name is production: `prod`, `prod-eu`.
pub(crate) fn is_production(environment: &str) -> bool {
    let environment = environment.to_ascii_lowercase();
    let is_before = environment.contains("pre") || environment.contains("non");
    !is_before && environment.split(['-', '_', '.', '/']).any(|word| PRODUCTION.contains(&word))
}

/// The environment in a path: in the file name, or else in the nearest folder. `compose.prod.yaml`,
/// `.env.staging`, `overlays/prod-eu/deployment.yaml`.
pub(crate) fn of_path(path: &str) -> Option<&str> {
    let (folder, file) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    let mut words = file.split(['.', '-', '_']).filter(|word| is_environment(word));
    // An environment before production is not production: `pre-prod.yaml`.
    let in_file = words.find(|word| is_production(word) == is_production(file));
    let mut folders = folder.rsplit(['/', '\\']).take(FOLDERS);
    in_file.or_else(|| folders.find(|folder| is_environment(folder) || is_production(folder)))
}

/// The folder that contains one folder or file for each environment.
pub(crate) fn root(path: &str) -> &str {
    let mut root = path;
    for _ in 0..=FOLDERS {
        let (folder, last) = root.rsplit_once(['/', '\\']).unwrap_or(("", root));
        let was_file = root.len() == path.len();
        root = folder;
        if !was_file && (is_environment(last) || is_production(last)) {
            return root;
        }
        if was_file && of_path(last).is_some() {
            return root;
        }
    }
    path.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn production_has_several_names_and_preproduction_is_not_one() {
        for name in ["prod", "Production", "prod-eu", "live"] {
            assert!(is_production(name), "{name}");
        }
        for name in ["staging", "preprod", "pre-prod", "nonprod", "product", "delivery"] {
            assert!(!is_production(name), "{name}");
        }
    }

    #[test]
    fn a_path_names_an_environment_by_its_file_or_by_a_folder() {
        let cases = [
            ("compose.prod.yaml", Some("prod"), ""),
            ("deploy/.env.staging", Some("staging"), "deploy"),
            (".env", None, ""),
            (".env.local", Some("local"), ""),
            ("k8s/overlays/prod-eu/api/deployment.yaml", Some("prod-eu"), "k8s/overlays"),
            ("k8s/overlays/Staging/deployment.yaml", Some("Staging"), "k8s/overlays"),
            ("k8s/base/liveness.yaml", None, "k8s/base"),
            ("k8s/api-pre-prod.yaml", None, "k8s"),
            ("overlays/preprod/api.yaml", Some("preprod"), "overlays"),
            ("live/a/b/c/d/deployment.yaml", None, "live/a/b/c/d"),
        ];
        for (path, environment, root) in cases {
            assert_eq!(of_path(path), environment, "{path}");
            assert_eq!(super::root(path), root, "{path}");
        }
    }
}

//! What a file is for, by its path: which environment, or to show or to test something.

use super::environment::{is_production, of_path};
use crate::model::settings::Settings;
use std::sync::Arc;

/// What a file is for.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Purpose {
    /// The environment that its path names; none for what all environments share.
    pub(crate) environment: Option<String>,
    /// Whether it only shows what has to be set.
    pub(crate) is_sample: bool,
    /// Whether it is for tests alone.
    pub(crate) is_test: bool,
}

impl Purpose {
    /// What the path of any file says.
    pub(crate) fn of_path(path: &str) -> Self {
        let environment = of_path(path).map(str::to_owned);
        Self { environment, is_sample: false, is_test: is_test(path) }
    }

    /// What a file of settings is for, which the environments that a caller names say before its
    /// path does.
    pub(super) fn settings(self, environments: &[Arc<str>]) -> Settings {
        let mut environments = environments.to_vec();
        if environments.is_empty() {
            environments.extend(self.environment.map(Arc::from));
        }
        Settings {
            is_sample: self.is_sample,
            is_test: self.is_test,
            is_production: environments.iter().any(|name| is_production(name)),
            environments,
        }
    }
}

/// Whether a file lies among tests: below `ci`, as the values for tests of a chart, or in a folder of
/// tests.
fn is_test(path: &str) -> bool {
    let mut folders = path.rsplit(['/', '\\']).skip(1);
    folders.any(|folder| matches!(folder, "ci" | "test" | "tests" | "testdata"))
}

//! The purpose of a file, by its path: its environment, and whether it is a sample or a test.

use std::sync::Arc;

use super::environment::{is_production, of_path, root};
use super::frontend::{Environments, FileKind};
use crate::model::settings::Settings;
use crate::model::{Member, Stage, Standing};

/// The purpose of a file.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Purpose {
    /// The environment in its path; `None` for files that all environments share.
    pub(crate) environment: Option<String>,
    /// Whether it is a sample: it shows which values to set, and is not used.
    pub(crate) is_sample: bool,
    /// Whether it is only for tests.
    pub(crate) is_test: bool,
}

impl Purpose {
    /// The purpose in the path of any file.
    pub(crate) fn of_path(path: &str) -> Self {
        let environment = of_path(path).map(str::to_owned);
        Self { environment, is_sample: is_sample(path), is_test: is_test(path) }
    }

    /// The same for a file of settings, which often has a sample beside it.
    pub(super) fn of_settings(path: &str) -> Self {
        Self { is_sample: is_sample_of_settings(path), ..Self::of_path(path) }
    }

    /// The purpose of a file of settings; environments that the caller gives take precedence over
    /// its path.
    pub(super) fn settings(self, environments: &[Arc<str>]) -> Settings<'static> {
        let mut environments = environments.to_vec();
        if environments.is_empty() {
            environments.extend(self.environment.map(Arc::from));
        }
        Settings {
            is_sample: self.is_sample,
            is_test: self.is_test,
            is_production: environments.iter().any(|name| is_production(name)),
            environments,
            ..Settings::default()
        }
    }
}

impl FileKind {
    /// The standing of the resources of a file of the kind, by its path, and by the bundle and the
    /// environments that the caller gives.
    pub(crate) fn standing(
        &self,
        path: &Arc<str>,
        bundle: &Arc<str>,
        environments: &[Arc<str>],
    ) -> Standing {
        let purpose = (self.purpose)(path);
        let stage = stage(&purpose, environments);
        let mut environments = environments.to_vec();
        let mut member = Member::Every;
        match self.environments {
            Environments::Alternatives if environments.is_empty() => {}
            Environments::Alternatives => member = Member::Alternative(Arc::default()),
            Environments::Labels if environments.is_empty() => {
                environments.extend(purpose.environment.map(Arc::from));
            }
            Environments::Labels | Environments::Part => {}
        }
        Standing {
            bundle: Arc::clone(bundle),
            path: Arc::clone(path),
            whole: (self.whole)(path),
            member,
            is_production: runs_in_production(&environments, stage),
            environments,
            stage,
            is_sample: purpose.is_sample,
            root: root(path).into(),
            ..Standing::default()
        }
    }
}

/// Whether a file for environments is for production; without environments, its stage decides.
pub(super) fn runs_in_production(environments: &[Arc<str>], stage: Stage) -> bool {
    match environments {
        [] => stage == Stage::Production,
        names => names.iter().any(|name| is_production(name)),
    }
}

fn stage(purpose: &Purpose, environments: &[Arc<str>]) -> Stage {
    if purpose.is_test || purpose.is_sample {
        return Stage::Any;
    }
    let by_path = purpose.environment.as_deref().filter(|_| environments.is_empty());
    let mut names = environments.iter().map(|name| &**name).chain(by_path);
    let Some(first) = names.next().map(is_production) else { return Stage::Any };
    match (first, names.all(|name| is_production(name) == first)) {
        (true, true) => Stage::Production,
        (false, true) => Stage::Other,
        (_, false) => Stage::Any,
    }
}

/// Whether a file is a sample, by a separate word in its name: `compose.example.yaml`. A template
/// of a manifest is not a sample: a program fills it in and applies it.
fn is_sample(path: &str) -> bool {
    words(path, &['.']).any(|word| matches!(word, "example" | "sample" | "dist"))
}

/// Whether a file of settings is a sample: `.env.example`, `env.template`, `values-example.yaml`.
fn is_sample_of_settings(path: &str) -> bool {
    words(path, &['.', '-', '_']).any(|word| {
        let word = word.to_ascii_lowercase();
        matches!(&*word, "example" | "sample" | "template" | "tmpl" | "tpl" | "dist")
    })
}

/// The words of a file's name.
fn words<'p>(path: &'p str, separators: &'static [char]) -> impl Iterator<Item = &'p str> {
    path.rsplit(['/', '\\']).next().unwrap_or(path).split(separators)
}

/// Whether a file is among tests: below `ci`, like the test values of a chart, or in a folder of
/// tests.
fn is_test(path: &str) -> bool {
    let mut folders = path.rsplit(['/', '\\']).skip(1);
    folders.any(|folder| matches!(folder, "ci" | "test" | "tests" | "testdata"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_say_so_in_their_name() {
        let settings = [
            ".env.example",
            "deploy/.env.SAMPLE",
            "env.template",
            "db.env.dist",
            "sample.env",
            "charts/api/values-example.yaml",
        ];
        for path in settings {
            assert!(is_sample_of_settings(path), "{path}");
        }
        for path in [".env", ".env.production", "examples/.env", "sampler.env", "values.yaml"] {
            assert!(!is_sample_of_settings(path), "{path}");
        }
        for path in ["compose.example.yaml", "deploy/secret.sample.yaml"] {
            assert!(is_sample(path), "{path}");
        }
        for path in
            ["compose.yaml", "example-app.yaml", "deployment.template.yaml", "example/a.yaml"]
        {
            assert!(!is_sample(path), "{path}");
        }
    }
}

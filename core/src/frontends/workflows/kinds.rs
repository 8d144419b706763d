//! The kinds of files of CI systems, in the order in which they are asked about a file.

use super::read;
use crate::frontends::compiled::{self, WORKFLOWS};
use crate::frontends::frontend::FileKind;
use crate::frontends::known::{Known, at, is_undecided, kind, no};
use crate::model::Whole;
use crate::tree::NodeRef;

pub(super) static KNOWN: [Known; 16] = [
    Known {
        kind: &ci("github-actions", "GitHub Actions file", "GitHub Actions files"),
        names: &[".github/workflows/*.yml", ".gitea/workflows/*.yml", ".forgejo/workflows/*.yml"],
        matches: |doubt| is_undecided(doubt, is_action),
    },
    Known {
        kind: &ci("gitlab-ci", "GitLab CI file", "GitLab CI files"),
        names: &["*.gitlab-ci.yml", ".gitlab/ci/*.yml", ".gitlab-ci/*.yml"],
        matches: no,
    },
    Known {
        kind: &ci("circleci", "CircleCI file", "CircleCI files"),
        names: &[".circleci/*config.yml", ".circleci/continue*.yml"],
        matches: no,
    },
    Known {
        kind: &ci("azure-pipelines", "Azure Pipelines file", "Azure Pipelines files"),
        names: &["azure-pipeline*.yml", "*.azure-pipelines.yml", ".azure-pipelines/*.yml"],
        matches: no,
    },
    Known {
        kind: &ci("bitbucket-pipelines", "Bitbucket Pipelines file", "Bitbucket Pipelines files"),
        names: &["bitbucket-pipelines.yml"],
        matches: no,
    },
    Known {
        kind: &ci("travis", "Travis CI file", "Travis CI files"),
        names: &[".travis.yml"],
        matches: no,
    },
    Known {
        kind: &ci("appveyor", "AppVeyor file", "AppVeyor files"),
        names: &["appveyor.yml", ".appveyor.yml"],
        matches: no,
    },
    Known {
        kind: &ci("drone", "Drone file", "Drone files"),
        names: &[".drone.yml", ".drone.jsonnet"],
        matches: no,
    },
    Known {
        kind: &ci("woodpecker", "Woodpecker file", "Woodpecker files"),
        names: &[".woodpecker.yml", ".woodpecker/*.yml"],
        matches: no,
    },
    Known {
        kind: &ci("buildkite", "Buildkite file", "Buildkite files"),
        names: &[".buildkite/pipeline*.yml", ".buildkite/*.pipeline.yml", "buildkite.yml"],
        matches: no,
    },
    Known {
        kind: &ci("cloud-build", "Cloud Build file", "Cloud Build files"),
        names: &["cloudbuild*.yml", "cloudbuild*.json"],
        matches: no,
    },
    Known {
        kind: &ci("codebuild", "CodeBuild file", "CodeBuild files"),
        names: &["buildspec*.yml"],
        matches: no,
    },
    Known {
        kind: &ci("cirrus", "Cirrus CI file", "Cirrus CI files"),
        names: &[".cirrus.yml"],
        matches: no,
    },
    Known {
        kind: &ci("semaphore", "Semaphore file", "Semaphore files"),
        names: &[".semaphore/*.yml"],
        matches: no,
    },
    Known {
        kind: &ci("sourcehut", "SourceHut build file", "SourceHut build files"),
        names: &[".build.yml", ".builds/*.yml"],
        matches: no,
    },
    Known {
        kind: &ci("concourse", "Concourse pipeline", "Concourse pipelines"),
        names: &[],
        matches: |doubt| is_undecided(doubt, is_concourse),
    },
];

/// A kind by its word, and by its names in singular and plural.
const fn ci(word: &'static str, one: &'static str, many: &'static str) -> FileKind {
    let whole = |path: &str| Whole::named("workflow", path);
    FileKind { whole, ..kind(word, one, many, compiled::read(WORKFLOWS, read)) }
}

/// Whether it is an action that workflows use.
fn is_action(root: NodeRef<'_>) -> bool {
    at(root, "runs").is_some_and(|runs| at(runs, "using").is_some())
}
fn is_concourse(root: NodeRef<'_>) -> bool {
    let mut jobs =
        at(root, "jobs").into_iter().flat_map(NodeRef::items).filter_map(NodeRef::follow);
    jobs.any(|job| at(job, "plan").is_some())
}

//! The kinds, in the order in which they are asked about a file.

use super::{Known, kind};
use crate::frontends::Certainty;
use crate::frontends::frontend::{Doubt, FileKind};
use crate::tree::{Kind, NodeRef, Tree};

/// Which releases of which charts there are, and with which values.
pub(crate) static HELMFILE: FileKind = kind("helmfile", "Helmfile file", "Helmfile files");

pub(super) static KNOWN: [Known; 22] = [
    Known {
        kind: &kind("terraform", "Terraform file", "Terraform files"),
        names: &[
            "*.tf",
            "*.tf.json",
            "*.tofu",
            "*.tofu.json",
            "*.tfvars",
            "*.tfvars.json",
            "*.tfstate",
            "*.tftest.hcl",
            ".terraform.lock.hcl",
        ],
        holds: no,
    },
    Known {
        kind: &kind("vault", "Vault file", "Vault files"),
        names: &[
            "*.ctmpl",
            "*vault*.hcl",
            "vault/*.hcl",
            "vault/*.tpl",
            "vault/*.tmpl",
            "vault/policies/*.hcl",
        ],
        holds: |doubt| is_secret_template(doubt) || is_undecided(doubt, is_vault),
    },
    Known { kind: &kind("hcl", "HCL file", "HCL files"), names: &["*.hcl", "*.nomad"], holds: no },
    Known {
        kind: &kind("cloudformation", "CloudFormation template", "CloudFormation templates"),
        names: &["*.cfn.yml", "*.cfn.json"],
        holds: |doubt| is_undecided(doubt, is_cloudformation),
    },
    Known {
        kind: &kind("github-actions", "GitHub Actions file", "GitHub Actions files"),
        names: &[".github/workflows/*.yml", ".gitea/workflows/*.yml", ".forgejo/workflows/*.yml"],
        holds: |doubt| is_undecided(doubt, is_action),
    },
    Known {
        kind: &kind("gitlab-ci", "GitLab CI file", "GitLab CI files"),
        names: &["*.gitlab-ci.yml", ".gitlab/ci/*.yml", ".gitlab-ci/*.yml"],
        holds: no,
    },
    Known {
        kind: &kind("circleci", "CircleCI file", "CircleCI files"),
        names: &[".circleci/*config.yml", ".circleci/continue*.yml"],
        holds: no,
    },
    Known {
        kind: &kind("azure-pipelines", "Azure Pipelines file", "Azure Pipelines files"),
        names: &["azure-pipeline*.yml", "*.azure-pipelines.yml", ".azure-pipelines/*.yml"],
        holds: no,
    },
    Known {
        kind: &kind("bitbucket-pipelines", "Bitbucket Pipelines file", "Bitbucket Pipelines files"),
        names: &["bitbucket-pipelines.yml"],
        holds: no,
    },
    Known {
        kind: &kind("jenkins", "Jenkinsfile", "Jenkinsfiles"),
        names: &["jenkinsfile", "jenkinsfile.*", "*.jenkinsfile"],
        holds: no,
    },
    Known {
        kind: &kind("travis", "Travis CI file", "Travis CI files"),
        names: &[".travis.yml"],
        holds: no,
    },
    Known {
        kind: &kind("appveyor", "AppVeyor file", "AppVeyor files"),
        names: &["appveyor.yml", ".appveyor.yml"],
        holds: no,
    },
    Known {
        kind: &kind("drone", "Drone file", "Drone files"),
        names: &[".drone.yml", ".drone.jsonnet"],
        holds: no,
    },
    Known {
        kind: &kind("woodpecker", "Woodpecker file", "Woodpecker files"),
        names: &[".woodpecker.yml", ".woodpecker/*.yml"],
        holds: no,
    },
    Known {
        kind: &kind("buildkite", "Buildkite file", "Buildkite files"),
        names: &[".buildkite/pipeline*.yml", ".buildkite/*.pipeline.yml", "buildkite.yml"],
        holds: no,
    },
    Known {
        kind: &kind("cloud-build", "Cloud Build file", "Cloud Build files"),
        names: &["cloudbuild*.yml", "cloudbuild*.json"],
        holds: no,
    },
    Known {
        kind: &kind("codebuild", "CodeBuild file", "CodeBuild files"),
        names: &["buildspec*.yml"],
        holds: no,
    },
    Known {
        kind: &kind("cirrus", "Cirrus CI file", "Cirrus CI files"),
        names: &[".cirrus.yml"],
        holds: no,
    },
    Known {
        kind: &kind("semaphore", "Semaphore file", "Semaphore files"),
        names: &[".semaphore/*.yml"],
        holds: no,
    },
    Known {
        kind: &kind("sourcehut", "SourceHut build file", "SourceHut build files"),
        names: &[".build.yml", ".builds/*.yml"],
        holds: no,
    },
    Known {
        kind: &HELMFILE,
        names: &[
            "helmfile.yml",
            "helmfile.d/*.yml",
            // What it renders itself, and what it then gives to charts.
            "*.yml.gotmpl",
            "*.yaml.gotmpl",
        ],
        holds: |doubt| is_undecided(doubt, is_helmfile),
    },
    Known {
        kind: &kind("concourse", "Concourse pipeline", "Concourse pipelines"),
        names: &[],
        holds: |doubt| is_undecided(doubt, is_concourse),
    },
];

fn no(_: &Doubt<'_>) -> bool {
    false
}

/// Whether a document has a shape, of a file whose name does not say enough.
fn is_undecided(doubt: &Doubt<'_>, has_shape: fn(NodeRef<'_>) -> bool) -> bool {
    let may_be = doubt.kind.certainty == Certainty::Possible || doubt.kind.word == "hcl";
    let holds = |tree: &Tree| tree.documents().any(|(_, root)| has_shape(root));
    may_be && doubt.tree.is_some_and(holds)
}

/// What templates of Vault Agent and consul-template ask for.
const ASKED: &[&str] = &[
    "key",
    "keyExists",
    "keyOrDefault",
    "ls",
    "pkiCert",
    "safeLs",
    "safeTree",
    "secret",
    "secrets",
    "service",
    "services",
    "tree",
];

/// Whether a text asks Vault or Consul for what it is filled in with, and is none of another
/// language.
fn is_secret_template(doubt: &Doubt<'_>) -> bool {
    let mut actions = doubt.text.split("{{").skip(1);
    let is_before = |word: &str| matches!(word, "with" | "range" | "if" | ":=" | "");
    doubt.kind.word == "dotenv"
        && actions.any(|action| {
            let action = action.split("}}").next().unwrap_or(action).trim_start_matches('-');
            let mut words = action.split_whitespace().map(|word| word.trim_start_matches('('));
            let function = words.find(|word| !is_before(word) && !word.starts_with('$'));
            // In other languages the word alone may be a variable.
            let is_given = |word: &str| word.starts_with(['"', '`', '$']) || word == "printf";
            function.is_some_and(|name| ASKED.contains(&name)) && words.next().is_some_and(is_given)
        })
}

/// Whether it is a policy, or what an agent or a server of Vault is told.
fn is_vault(root: NodeRef<'_>) -> bool {
    let has = |key: &str| at(root, key).is_some();
    let grants = |path: NodeRef<'_>| at(path, "capabilities").is_some();
    let is_policy = at(root, "path").is_some_and(|paths| values(paths).any(grants));
    let is_server = has("storage") && (has("listener") || has("seal") || has("api_addr"));
    is_policy || has("auto_auth") || is_server
}

fn is_cloudformation(root: NodeRef<'_>) -> bool {
    let is_of_cloud = |resource: NodeRef<'_>| {
        at(resource, "Type").is_some_and(|of| {
            let provider = of.text().split("::").next().filter(|_| of.text().contains("::"));
            matches!(provider, Some("AWS" | "Alexa" | "Custom"))
        })
    };
    at(root, "AWSTemplateFormatVersion").is_some()
        || at(root, "Resources").is_some_and(|resources| values(resources).any(is_of_cloud))
}

/// Whether it is an action that workflows use.
fn is_action(root: NodeRef<'_>) -> bool {
    at(root, "runs").is_some_and(|runs| at(runs, "using").is_some())
}

fn is_helmfile(root: NodeRef<'_>) -> bool {
    let mut releases =
        at(root, "releases").into_iter().flat_map(NodeRef::items).filter_map(NodeRef::follow);
    let is_manifest = at(root, "apiVersion").is_some() || at(root, "kind").is_some();
    !is_manifest && releases.any(|release| at(release, "chart").is_some())
}

fn is_concourse(root: NodeRef<'_>) -> bool {
    let mut jobs =
        at(root, "jobs").into_iter().flat_map(NodeRef::items).filter_map(NodeRef::follow);
    jobs.any(|job| at(job, "plan").is_some())
}

fn at<'t>(node: NodeRef<'t>, key: &str) -> Option<NodeRef<'t>> {
    if node.kind() != Kind::Mapping {
        return None;
    }
    node.entry(key)?.1.follow()
}

fn values(node: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    let entries = if node.kind() == Kind::Mapping { node.entries() } else { Vec::new() };
    entries.into_iter().filter_map(|(_, value)| value.follow())
}

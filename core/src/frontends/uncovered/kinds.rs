//! The kinds, in the order in which they are asked about a file.

use crate::frontends::frontend::{Doubt, FileKind};
use crate::frontends::known::{Known, at, is_undecided, kind, no, values};
use crate::tree::NodeRef;

/// Which releases of which charts there are, and with which values.
pub(crate) static HELMFILE: FileKind = kind("helmfile", "Helmfile file", "Helmfile files", None);

pub(super) static KNOWN: [Known; 6] = [
    Known {
        kind: &kind("terraform", "Terraform file", "Terraform files", None),
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
        kind: &kind("vault", "Vault file", "Vault files", None),
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
    Known {
        kind: &kind("hcl", "HCL file", "HCL files", None),
        names: &["*.hcl", "*.nomad"],
        holds: no,
    },
    Known {
        kind: &kind("cloudformation", "CloudFormation template", "CloudFormation templates", None),
        names: &["*.cfn.yml", "*.cfn.json"],
        holds: |doubt| is_undecided(doubt, is_cloudformation),
    },
    Known {
        kind: &kind("jenkins", "Jenkinsfile", "Jenkinsfiles", None),
        names: &["jenkinsfile", "jenkinsfile.*", "*.jenkinsfile"],
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
];

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

fn is_helmfile(root: NodeRef<'_>) -> bool {
    let mut releases =
        at(root, "releases").into_iter().flat_map(NodeRef::items).filter_map(NodeRef::follow);
    let is_manifest = at(root, "apiVersion").is_some() || at(root, "kind").is_some();
    !is_manifest && releases.any(|release| at(release, "chart").is_some())
}

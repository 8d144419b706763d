//! The kinds, in the order in which they are asked about a file.

use crate::frontends::frontend::FileKind;
use crate::frontends::known::{Known, at, is_undecided, kind, no, values};
use crate::tree::NodeRef;

/// Helmfile: the releases of charts, and their values.
pub(crate) static HELMFILE: FileKind = kind("helmfile", "Helmfile file", "Helmfile files", None);

pub(super) static KNOWN: [Known; 3] = [
    Known {
        kind: &kind("cloudformation", "CloudFormation template", "CloudFormation templates", None),
        names: &["*.cfn.yml", "*.cfn.json"],
        matches: |doubt| is_undecided(doubt, is_cloudformation),
    },
    Known {
        kind: &kind("jenkins", "Jenkinsfile", "Jenkinsfiles", None),
        names: &["jenkinsfile", "jenkinsfile.*", "*.jenkinsfile"],
        matches: no,
    },
    Known {
        kind: &HELMFILE,
        names: &[
            "helmfile.yml",
            "helmfile.d/*.yml",
            // Files that Helmfile renders itself, and then passes to charts.
            "*.yml.gotmpl",
            "*.yaml.gotmpl",
        ],
        matches: |doubt| is_undecided(doubt, is_helmfile),
    },
];

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

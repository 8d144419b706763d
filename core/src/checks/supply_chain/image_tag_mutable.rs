use super::floating::{FLOATING_TAGS, is_floating};
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::ImageReference;
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "image-tag-mutable",
    title: "image can change without the file that names it changing",
    why: "What was tested is not what runs: the next pull may bring anything that was pushed under the same tag.",
    fix: Fix::all("Name a released version, or better the image's digest."),
    severity: Severity::Medium,
    concern: Concern::ImageIdentity,
    controls: &[refutes(Hipaa::S312C1).own_reading(), refutes(Nsa::P3)],
    equivalents: &[
        Tool::KubeLinter.calls_it("latest-tag"),
        Tool::KubeScore.calls_it("container-image-tag"),
        Tool::Polaris.calls_it("tagNotSpecified"),
        Tool::Trivy.calls_it("KSV-0013"),
        Tool::Checkov.calls_it("CKV_K8S_14"),
        Tool::Kics.calls_it("Invalid Image Tag"),
        Tool::Kyverno.calls_it("disallow-latest-tag"),
    ],
    since: "0.1.0",
    technologies: Technologies::ALL,
    parameters: &[&FLOATING_TAGS],
    rule: Rule::Container(check),
};

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    let Some(reference) = out.read(&container.image).filter(|image| !image.is_empty()) else {
        // A pod without an image does not start, and that is another matter.
        return out.not_applicable();
    };
    let image = ImageReference::parse(reference);
    match (image.digest, image.tag) {
        (None, None) => {
            out.fail(&container.image, format!("image `{reference}` has neither tag nor digest"));
        }
        (None, Some(tag)) if is_floating(tag, scope) => {
            out.fail(&container.image, format!("image `{reference}` has the floating tag `{tag}`"));
        }
        _ => out.pass(&container.image),
    }
}

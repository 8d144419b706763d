use super::floating::{FLOATING_TAGS, is_floating, may_float};
use crate::checks::partly::image;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::ImageReference;
use crate::model::pods::Container;
use crate::tree::{Anchor, is_known};

pub(super) static CHECK: Check = Check {
    id: "image-tag-mutable",
    title: "image tag is mutable",
    messages: &[NO_TAG.text(), FLOATING.text()],
    why: "The next pull can fetch a different image that was pushed with the same tag and never tested.",
    fix: Fix::all("Use the tag of a release, or preferably a digest."),
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

const NO_TAG: Message<1> = Message::new("image `{written}` has neither tag nor digest");
const FLOATING: Message<2> = Message::new("image `{written}` has the mutable tag `{tag}`");

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    let Some(known) = image(container, out).filter(|image| !image.is_empty()) else {
        // A container without an image does not start.
        return out.not_applicable();
    };
    let image = ImageReference::parse(&known);
    // A trailing variable may contain the tag.
    let is_open = !is_known(image.name());
    // A field with a hole is unresolved, but its literal parts may decide.
    let at = &container.image.place();
    let written = Outcome::default().read(&container.image_as_written).copied();
    let written = written.unwrap_or(&known);
    match (image.digest, image.tag) {
        (None, None) if is_open => drop(out.read(&container.image)),
        (None, None) => {
            out.fail(at, NO_TAG.with(written));
        }
        (None, Some(tag)) if is_floating(tag, scope) => {
            let start = known.len().saturating_sub(tag.len());
            out.fail(&at.spot().narrowed(start..known.len()), FLOATING.with(written, tag));
        }
        (None, Some(tag)) if may_float(tag, scope) => drop(out.read(&container.image)),
        _ => out.pass(at),
    }
}

use crate::checks::partly::image;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::ImageReference;
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "image-digest-missing",
    title: "image is not pinned by digest",
    messages: &[INVALID.text(), MISSING.text()],
    why: "A tag is mutable: the image that runs can differ from the image that was tested and signed.",
    fix: Fix::all("Add the digest of the tested image: `NAME:TAG@sha256:...`."),
    severity: Severity::Low,
    concern: Concern::ImageIdentity,
    controls: &[
        refutes(Hipaa::S312C1).own_reading(),
        refutes(Hipaa::S308A5IIB).own_reading(),
        refutes(Cis::I5_5_1),
        refutes(Nsa::P3),
    ],
    equivalents: &[
        Tool::Checkov.calls_it("CKV_K8S_43"),
        Tool::Kubescape.calls_it("C-0306"),
        Tool::Kics.calls_it("Image Without Digest"),
        Tool::Kyverno.calls_it("require-image-checksum"),
    ],
    since: "0.1.0",
    technologies: Technologies::ALL,
    parameters: &[],
    rule: Rule::Container(check),
};

const INVALID: Message<1> = Message::new("image `{reference}` has an invalid digest");
const MISSING: Message<1> = Message::new("image `{reference}` has no digest");

fn check(container: &Container, _: &Scope, out: &mut Outcome) {
    let field = &container.image;
    let Some(known) = image(container, out).filter(|image| !image.is_empty()) else {
        // A container without an image does not start.
        return out.not_applicable();
    };
    let image = ImageReference::parse(&known);
    if image.has_valid_digest() {
        return out.pass(&field.place());
    }
    // A trailing variable may contain the digest.
    let Some(reference) = out.read(field) else { return };
    let message = match image.digest {
        Some(_) => INVALID.with(reference),
        None => MISSING.with(reference),
    };
    out.fail(field, message);
}

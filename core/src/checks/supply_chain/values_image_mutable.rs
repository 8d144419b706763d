use super::floating::{FLOATING_TAGS, is_floating};
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::{ImageReference, Resource};
use crate::tree::{Cursor, Field};

pub(super) static CHECK: Check = Check {
    id: "values-image-mutable",
    title: "image in the values can change without them changing",
    why: "What was tested is not what runs: the next pull may bring anything that was pushed under the same tag.",
    fix: Fix::all("Name a released version, or better the image's digest."),
    severity: Severity::Medium,
    concern: Concern::ImageIdentity,
    controls: &[refutes(Hipaa::S312C1).own_reading(), refutes(Hipaa::S308A5IIB).own_reading()],
    equivalents: &[Tool::Kics.calls_it("Invalid Image Tag")],
    since: "0.1.0",
    technologies: Technologies::HELM,
    parameters: &[&FLOATING_TAGS],
    rule: Rule::Resource(&["values"], check),
};

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let mut images = 0;
    for (path, mapping) in resource.mappings() {
        let own_key = path.last().map_or("", |key| key);
        let names_image = own_key.to_ascii_lowercase().ends_with("image");
        if names_image || (mapping.get("repository").exists() && mapping.get("tag").exists()) {
            images += usize::from(parts(&mapping, scope, out));
        }
        images += usize::from(reference(&mapping, scope, out));
    }
    if images == 0 {
        out.not_applicable();
    }
}

/// `image: repository:tag`, on its own or beside a `tag`. Says whether there is one.
fn reference(mapping: &Cursor, scope: &Scope, out: &mut Outcome) -> bool {
    let image = mapping.get("image");
    if !image.node().is_some_and(|node| node.kind() == crate::tree::Kind::Scalar) {
        return false;
    }
    let image = image.any_text();
    let Some(text) = out.read(&image).filter(|text| !text.trim().is_empty()) else { return false };
    let parsed = ImageReference::parse(text);
    let apart = ["tag", "imageTag", "digest"].map(|key| mapping.get(key));
    match (parsed.digest, parsed.tag) {
        (None, None) if apart.iter().any(Cursor::exists) => judge_parts(text, mapping, scope, out),
        (None, None) => {
            out.fail(&image, format!("image `{text}` has neither tag nor digest"));
        }
        (None, Some(tag)) if is_floating(tag, scope) => {
            out.fail(&image, format!("image `{text}` has the floating tag `{tag}`"));
        }
        _ => out.pass(&image),
    }
    true
}

/// `image: {repository: .., tag: ..}`. Says whether there is one.
fn parts(mapping: &Cursor, scope: &Scope, out: &mut Outcome) -> bool {
    let repository = ["repository", "name"].map(|key| mapping.get(key));
    let repository = repository.into_iter().find(Cursor::exists).unwrap_or_default().any_text();
    let has_tag = mapping.get("tag").exists() || mapping.get("digest").exists();
    match out.read(&repository).copied() {
        Some(text) if !text.trim().is_empty() => judge_parts(text, mapping, scope, out),
        // An environment that changes nothing but the tag.
        _ if has_tag => judge_parts("", mapping, scope, out),
        _ => return false,
    }
    true
}

fn judge_parts(repository: &str, mapping: &Cursor, scope: &Scope, out: &mut Outcome) {
    let written = |field: &Field<&str>, out: &mut Outcome| {
        out.read(field).is_some_and(|text| !text.trim().is_empty())
    };
    let digests = ["digest", "sha", "sha256"].map(|key| mapping.get(key).any_text());
    if let Some(digest) = digests.iter().find(|field| written(field, out)) {
        return out.pass(digest);
    }
    let image = if repository.is_empty() { String::new() } else { format!(" `{repository}`") };
    let tags = ["tag", "imageTag"].map(|key| mapping.get(key).any_text());
    if let Some(field) = tags.iter().find(|field| written(field, out)) {
        let tag = out.read(field).copied().unwrap_or_default();
        let parsed = ImageReference::parse(repository);
        if tag.contains('@') || parsed.digest.is_some() || !is_floating(tag, scope) {
            return out.pass(field);
        }
        out.fail(field, format!("image{image} has the floating tag `{tag}`"));
        return;
    }
    if out.is_undecided() || ImageReference::parse(repository).tag.is_some() {
        return;
    }
    inherited(&image, mapping, scope, out);
}

/// Without a tag most charts take the version of what they carry.
fn inherited(image: &str, mapping: &Cursor, scope: &Scope, out: &mut Outcome) {
    let charts = scope.inventory.resources().filter(|resource| resource.kind == "chart");
    let mut versions = charts.map(|chart| chart.at("appVersion").any_text());
    let set = versions.find(|version| out.read(version).is_some());
    match set.as_ref().and_then(|version| out.read(version).copied()) {
        Some(version) if is_floating(version, scope) => {
            let message = format!("image{image} has the floating tag `{version}` of the chart");
            let failure = out.fail(&mapping.get("tag"), message);
            if let Some(version) = &set {
                failure.related(version, "the chart says so here");
            }
        }
        Some(_) => set.iter().for_each(|version| out.pass(version)),
        None => out.unknown(&mapping.get("tag"), "the templates of the chart decide about the tag"),
    }
}

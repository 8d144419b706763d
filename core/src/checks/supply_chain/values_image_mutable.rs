use super::floating::{FLOATING_TAGS, is_floating, may_float};
use crate::checks::partly::partly;
use crate::checks::{
    Check, Concern, FilledMessage, Fix, Message, Outcome, Rule, Scope, Severity, Technologies,
    refutes,
};
use crate::frameworks::Hipaa;
use crate::model::{ImageReference, Resource};
use crate::tree::{Cursor, Field, NodeRef, is_known};

pub(super) static CHECK: Check = Check {
    id: "values-image-mutable",
    title: "image tag in chart values is mutable",
    messages: &[
        NO_TAG.text(),
        FLOATING.text(),
        FLOATING_ALONE.text(),
        FLOATING_OF_CHART.text(),
        FLOATING_OF_CHART_ALONE.text(),
    ],
    why: "The next pull can fetch a different image that was pushed with the same tag and never tested.",
    fix: Fix::all("Use the tag of a release, or preferably a digest."),
    severity: Severity::Medium,
    concern: Concern::ImageIdentity,
    controls: &[refutes(Hipaa::S312C1).own_reading(), refutes(Hipaa::S308A5IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::HELM,
    parameters: &[&FLOATING_TAGS],
    rule: Rule::Resource(&["values"], check),
};

const NO_TAG: Message<1> = Message::new("image `{image}` has neither tag nor digest");
const FLOATING: Message<2> = Message::new("image `{image}` has the mutable tag `{tag}`");
const FLOATING_ALONE: Message<1> = Message::new("image has the mutable tag `{tag}`");
const FLOATING_OF_CHART: Message<2> =
    Message::new("image `{image}` gets the mutable tag `{tag}` from `appVersion` of the chart");
const FLOATING_OF_CHART_ALONE: Message<1> =
    Message::new("image gets the mutable tag `{tag}` from `appVersion` of the chart");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let mut images = 0;
    let values = scope.inventory.values_in_force(resource);
    for (path, own) in resource.mappings() {
        // The images that the chart renders are checked themselves.
        if resource.is_rendered(&path) {
            continue;
        }
        let own_key = path.last().map_or("", |key| key);
        let names_image = own_key.to_ascii_lowercase().ends_with("image");
        let is_pair = own.get("repository").exists() && own.get("tag").exists();
        let in_force = values.down_to(&path);
        // Lists are not merged.
        let in_force = if in_force.is_mapping() { in_force } else { own.clone() };
        let mapping = Mapping { own, in_force };
        if names_image || is_pair {
            images += usize::from(parts(&mapping, scope, out));
        }
        images += usize::from(reference(&mapping, scope, out));
    }
    if images == 0 {
        out.not_applicable();
    }
}

/// A mapping of the file, and the same mapping in the merged values.
struct Mapping<'a> {
    own: Cursor<'a>,
    in_force: Cursor<'a>,
}

/// Judges `image: repository:tag`, with or without a separate `tag`; returns whether there is one.
fn reference(mapping: &Mapping, scope: &Scope, out: &mut Outcome) -> bool {
    let image = mapping.own.get("image");
    if !image.node().is_some_and(|node| node.kind() == crate::tree::Kind::Scalar) {
        return false;
    }
    let (field, written) = (image.any_text(), image.as_written());
    let known = partly(&field, Some(&written), out).filter(|text| !text.trim().is_empty());
    let Some(known) = known else { return false };
    let parsed = ImageReference::parse(&known);
    let text = image.node().map_or("", NodeRef::text);
    let apart = ["tag", "imageTag", "digest"].map(|key| mapping.in_force.get(key));
    match (parsed.digest, parsed.tag) {
        (None, None) if apart.iter().any(Cursor::exists) => {
            return judge_parts(text, mapping, scope, out);
        }
        (None, None) if !is_known(parsed.name()) => drop(out.read(&field)),
        (None, Some(tag)) if may_float(tag, scope) && !is_floating(tag, scope) => {
            out.read(&field);
        }
        (None, None) => {
            out.fail(&image, NO_TAG.with(text));
        }
        (None, Some(tag)) if is_floating(tag, scope) => {
            out.fail(&image, FLOATING.with(text, tag));
        }
        _ => out.pass(&image),
    }
    true
}

/// Judges `image: {repository: .., tag: ..}`; returns whether there is one.
fn parts(mapping: &Mapping, scope: &Scope, out: &mut Outcome) -> bool {
    let repository = ["repository", "name"].map(|key| mapping.own.get(key));
    let repository = repository.into_iter().find(Cursor::exists).unwrap_or_default().any_text();
    let has_tag = mapping.own.get("tag").exists() || mapping.own.get("digest").exists();
    match out.read(&repository).copied() {
        Some(text) if !text.trim().is_empty() => judge_parts(text, mapping, scope, out),
        // An environment that only overrides the tag.
        _ if has_tag => judge_parts("", mapping, scope, out),
        _ => false,
    }
}

/// Judges repository and tag; returns whether this file decides.
fn judge_parts(repository: &str, mapping: &Mapping, scope: &Scope, out: &mut Outcome) -> bool {
    let written = |field: &Field<&str>, out: &mut Outcome| {
        out.read(field).is_some_and(|text| !text.trim().is_empty())
    };
    let digests = ["digest", "sha", "sha256"].map(|key| mapping.in_force.get(key).any_text());
    if let Some(digest) = digests.iter().find(|field| written(field, out)) {
        out.pass(digest);
        return true;
    }
    let keys = ["tag", "imageTag"];
    let is_own = keys.iter().any(|key| mapping.own.get(key).exists());
    let tags = keys.map(|key| mapping.in_force.get(key).any_text());
    if let Some(field) = tags.iter().find(|field| written(field, out)) {
        let tag = out.read(field).copied().unwrap_or_default();
        let parsed = ImageReference::parse(repository);
        if tag.contains('@') || parsed.digest.is_some() || !is_floating(tag, scope) {
            out.pass(field);
        } else if is_own {
            out.fail(field, of_image(repository, tag, FLOATING, FLOATING_ALONE));
        } else {
            // A tag in the shared values is judged there.
            return false;
        }
    } else if !out.is_undecided() && ImageReference::parse(repository).tag.is_none() {
        inherited(repository, &mapping.own, scope, out);
    }
    true
}

/// The message for a tag, with the name of the image if it is known.
fn of_image(repository: &str, tag: &str, named: Message<2>, alone: Message<1>) -> FilledMessage {
    if repository.is_empty() { alone.with(tag) } else { named.with(repository, tag) }
}

/// Without a tag most charts use `appVersion`.
fn inherited(repository: &str, mapping: &Cursor, scope: &Scope, out: &mut Outcome) {
    let charts = scope.inventory.resources_of_kind("chart");
    let mut versions = charts.map(|chart| chart.at("appVersion").any_text());
    let set = versions.find(|version| out.read(version).is_some());
    match set.as_ref().and_then(|version| out.read(version).copied()) {
        Some(version) if is_floating(version, scope) => {
            let message = of_image(repository, version, FLOATING_OF_CHART, FLOATING_OF_CHART_ALONE);
            let failure = out.fail(&mapping.get("tag"), message);
            if let Some(version) = &set {
                failure.related(version, "`appVersion` is set here");
            }
        }
        Some(_) => set.iter().for_each(|version| out.pass(version)),
        None => out.unknown(&mapping.get("tag"), "the templates of the chart decide the tag"),
    }
}

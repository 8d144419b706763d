//! Kubernetes: every document of a tree becomes resources, or is reported as something else.

mod access;
mod candidates;
mod config_maps;
mod containers;
mod documents;
mod fields;
mod kustomizations;
mod meta;
mod namespaces;
mod network;
mod operators;
mod pods;
mod recognise;
mod scalars;
mod secrets;
mod security;
mod settings;
mod shapes;
mod storage;
mod templates;
mod values;
mod volumes;
mod workloads;

#[cfg(test)]
mod tests;

pub(crate) use candidates::has_manifest;
pub use documents::read_documents;
pub(crate) use templates::objects as objects_of_template;

pub use fields::{api_version_of, find_kind};

use super::frontend::{Certainty, Environments, FileKind, Frontend, Reading, Recognised};
use super::names::FileName;
use super::purpose::Purpose;
use crate::model::{Technology, Whole, Words};
use crate::syntax::Format;

/// The frontend.
pub static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Kubernetes),
    words: Words::of("Kubernetes"),
    kinds: &[&MANIFEST, &HIDDEN, &KUSTOMIZATION, &PATCH],
    formats: &[Format::YAML, Format::JSON, Format::JSONC],
    recognise,
    reconsider: |doubt| {
        let may_be = doubt.kind.certainty == Certainty::Likely;
        let is_manifest = may_be && doubt.tree.is_some_and(candidates::has_manifest);
        is_manifest.then_some(Recognised::new(&MANIFEST, Format::YAML))
    },
    settings: settings::settings,
};

/// Possibly a manifest: any YAML or JSON with a name that no other kind has.
pub(crate) static MANIFEST: FileKind = FileKind {
    word: "manifest",
    certainty: Certainty::Possible,
    matters: candidates::may_hold_manifest,
    reading: Reading::Documents(documents::read_file),
    inner: config_maps::entries,
    purpose: Purpose::of_path,
    whole: |_| Whole::default(),
    environments: Environments::Alternatives,
};

/// A manifest whose name is only an extension, for example because its name was lost.
static HIDDEN: FileKind = FileKind {
    word: "hidden",
    certainty: Certainty::Certain,
    matters: |_, _| true,
    reading: Reading::Documents(documents::read_hidden),
    ..MANIFEST
};

/// A kustomization, which combines manifests.
pub(crate) static KUSTOMIZATION: FileKind = FileKind {
    word: "kustomization",
    certainty: Certainty::Certain,
    matters: |_, _| true,
    reading: Reading::Documents(kustomizations::read),
    inner: kustomizations::patches,
    purpose: Purpose::of_path,
    whole: |_| Whole::default(),
    environments: Environments::Alternatives,
};

/// A patch of Kustomize: recognised by the kustomization that references it.
pub(crate) static PATCH: FileKind = FileKind {
    word: "patch",
    certainty: Certainty::Certain,
    matters: |_, _| true,
    reading: Reading::Documents(kustomizations::read_patches),
    inner: config_maps::entries,
    purpose: Purpose::of_path,
    whole: |_| Whole::default(),
    environments: Environments::Alternatives,
};

/// Credentials for clusters; the last two are written by kubeadm.
const LOGINS: [&str; 5] =
    ["kubeconfig", "*.kubeconfig", ".kube/config", "admin.conf", "kubelet.conf"];

/// The objects of templates, with their parameters filled in.
pub(crate) static TEMPLATE_OBJECTS: FileKind = FileKind {
    word: "manifest",
    certainty: Certainty::Certain,
    matters: |_, _| true,
    reading: Reading::Documents(templates::read),
    inner: config_maps::entries,
    purpose: Purpose::of_path,
    whole: |_| Whole::default(),
    environments: Environments::Alternatives,
};

fn recognise(name: &FileName) -> Option<Recognised> {
    if name.file == "kustomization" || name.yaml() == Some("kustomization") {
        return Some(Recognised::new(&KUSTOMIZATION, Format::YAML));
    }
    // A kubeconfig has the form of an object.
    if LOGINS.iter().any(|like| name.ends_like(like)) {
        return Some(Recognised::new(&MANIFEST, Format::YAML));
    }
    let of = |extension: &str| match extension {
        "yaml" | "yml" => Some(Format::YAML),
        // JSON Lines is JSON with one value per line.
        "json" | "jsonl" | "ndjson" => Some(Format::JSON),
        "jsonc" => Some(Format::JSONC),
        _ => None,
    };
    // CloudFormation templates, in both formats, have this name; the content decides. A name with
    // another extension before it is a template of that format.
    if matches!(name.parts(), Some((stem, "template")) if !stem.contains('.')) {
        return Some(Recognised::new(&MANIFEST, Format::YAML));
    }
    if let Some((_, extension)) = name.parts() {
        return Some(Recognised::new(&MANIFEST, of(extension)?));
    }
    Some(Recognised::new(&HIDDEN, of(name.file.strip_prefix('.')?)?))
}

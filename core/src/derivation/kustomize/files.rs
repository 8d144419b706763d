//! Files that generators include as a whole: their content is in an object, and in the repository.

use std::collections::HashMap;

use crate::derivation::inside::language;
use crate::derivation::stage::{Reading, Stage, Text};
use crate::frontends::configuration::{SECRET, SETTINGS};
use crate::frontends::{Recognised, kubernetes};
use crate::syntax::Format;

/// Reads the files that the kustomizations of a bundle include, by their content, unless another
/// reader has them.
pub(in crate::derivation) fn derive(texts: &[usize], stage: &mut Stage<'_>) {
    let of = |number: &usize| stage.text(*number);
    let is_kustomization = |text: &&Text<'_>| text.kind == &kubernetes::KUSTOMIZATION;
    if !texts.iter().filter_map(of).any(|text| is_kustomization(&text)) {
        return;
    }
    let paths: HashMap<String, usize> = super::paths(texts, stage).0;
    let mut found = Vec::new();
    for text in texts.iter().filter_map(of).filter(is_kustomization) {
        let Some(kustomization) = super::read::read(text, &paths) else { continue };
        found.extend(
            kustomization.taken.iter().filter_map(|taken| {
                Some((taken.named.text?, taken.key.to_owned(), taken.is_secret))
            }),
        );
    }
    for (number, key, is_secret) in found {
        let Some(text) = stage.text(number) else { continue };
        let is_known = text.kind != &kubernetes::MANIFEST
            || text.tree.is_some_and(|tree| kubernetes::has_manifest(tree));
        let Some(source) = text.source.filter(|_| !is_known) else { continue };
        let format = language(&key, source, stage.limits());
        let kind = if is_secret && format.is_none() { &SECRET } else { &SETTINGS };
        let recognised = Recognised::new(kind, format.unwrap_or(Format::TEXT));
        stage.reading(number, Reading::new(source, recognised, stage.limits()));
    }
}

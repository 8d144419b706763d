//! The inputs of a run with everything that is derived from them.

use std::collections::BTreeMap;

use super::parse::Parsed;
use crate::derivation::{self, Asked, Forest, Release, Text};
use crate::frontends::Frontends;
use crate::policy::Options;
use crate::source::Source;

/// The parsed inputs of a run and the trees derived from them.
#[derive(Debug)]
pub(crate) struct Sources<'p> {
    /// The inputs in the order of the report, independent of the given order.
    pub(super) inputs: Vec<&'p Parsed>,
    /// Those that were read again in the role that others give them, by their number.
    pub(super) again: BTreeMap<usize, Parsed>,
    pub(super) forest: Forest,
}

impl<'p> Sources<'p> {
    /// Derives all trees from the inputs.
    pub(crate) fn new(parsed: &'p [Parsed], frontends: Frontends, options: &Options) -> Self {
        Self::for_release(parsed, frontends, options, Release::default())
    }

    /// The same, with charts rendered for a release.
    pub(crate) fn for_release(
        parsed: &'p [Parsed],
        frontends: Frontends,
        options: &Options,
        release: Release<'_>,
    ) -> Self {
        let limits = options.limits;
        let mut sorted: Vec<&Parsed> = parsed.iter().flat_map(Parsed::all).collect();
        // Two inputs with the same name are ordered by their other properties.
        sorted.sort_by_cached_key(|input| {
            let text = input.source.as_ref().map(Source::text);
            (&input.name, &input.bundle, &input.environments, text)
        });
        let texts: Vec<Text<'_>> = sorted.iter().map(|input| text(input)).collect();
        let kubernetes = format!("v{}.0", options.kubernetes);
        let helm = &options.helm;
        let api_versions = helm.api_versions.iter().chain(release.api_versions);
        let api_versions: Vec<String> = api_versions.cloned().collect();
        let release = Release {
            defaults: (helm.release.as_deref(), helm.namespace.as_deref()),
            api_versions: &api_versions,
            ..release
        };
        let asked = Asked { has_bases: options.bases, kubernetes, release };
        let forest = derivation::derive(&texts, limits, asked);
        let mut again = BTreeMap::new();
        for (index, reading) in &forest.readings {
            let before = again.get(index).or(sorted.get(*index).copied());
            if let Some(input) = before.map(|before| before.read_again(reading, frontends, limits))
            {
                again.insert(*index, input);
            }
        }
        Self { inputs: sorted, again, forest }
    }
}

/// An input as derivers see it.
pub(super) fn text(input: &Parsed) -> Text<'_> {
    Text {
        path: &input.name,
        bundle: &input.bundle,
        environments: &input.environments,
        kind: input.file,
        is_context: input.context.is_some(),
        source: input.source.as_ref(),
        tree: input.trees.first(),
        inner: input.trees.get(1..).unwrap_or_default(),
    }
}

//! The settings of resources, and the secrets among them that only their keys reveal.

use std::ops::Range;
use std::sync::OnceLock;

use super::walk::Walk;
use crate::credentials;
use crate::model::settings::SettingRead;
use crate::tree::{Place, State};

/// A scalar, and the range of it that is a secret.
type Secret = (Place, Range<usize>);

/// The secrets among the settings of each resource, by its number; found when they are listed first.
#[derive(Default)]
pub(super) struct Listed(OnceLock<Vec<OnceLock<Box<[Secret]>>>>);

impl Walk<'_> {
    /// The settings of a resource besides those of its containers.
    pub(super) fn settings(&self, index: usize) -> Vec<SettingRead<'_>> {
        let Some(resource) = self.resources.get(index) else { return Vec::new() };
        let settings = self.frontend(Some(resource)).settings(resource);
        if let Some(secrets) = self.secrets_at(index) {
            secrets.get_or_init(|| secrets_of(&settings));
        }
        settings
    }

    /// The secrets among the settings of a resource besides those of its containers.
    pub(crate) fn secrets_of_settings(&self, index: usize) -> &[Secret] {
        let secrets = self.secrets_at(index);
        secrets.map_or(&[], |secrets| {
            secrets.get_or_init(|| match self.resources.get(index) {
                Some(resource) => secrets_of(&self.frontend(Some(resource)).settings(resource)),
                None => Box::default(),
            })
        })
    }

    fn secrets_at(&self, index: usize) -> Option<&OnceLock<Box<[Secret]>>> {
        let all = || vec![OnceLock::new(); self.resources.len()];
        self.listed.0.get_or_init(all).get(index)
    }
}

fn secrets_of(settings: &[SettingRead<'_>]) -> Box<[Secret]> {
    let mut found = Vec::new();
    for setting in settings.iter().flatten() {
        let State::Set(value, place) = setting.value.state() else { continue };
        let start = setting.part.as_ref().map_or(0, |part| part.range.start);
        let ranges = credentials::secret_ranges(&setting.key, value).into_iter();
        found.extend(ranges.map(|range| (*place, start + range.start..start + range.end)));
    }
    found.into()
}

//! The names of releases and of the objects that are rendered for them.

use std::collections::BTreeSet;

use super::Release;
use crate::derivation::helm::declared::Installed;
use crate::derivation::helm::render::DEFAULT_NAME;
use crate::derivation::lookup::at;
use crate::derivation::stage::Stage;
use crate::model::WrittenName;
use crate::tree::NodeRef;

impl Release<'_> {
    /// The name of a release: as asked for, as declared, or that of the chart.
    pub(super) fn release_name<'n>(
        &'n self,
        installed: &'n Installed,
        stage: &'n Stage<'_>,
    ) -> &'n str {
        let release = stage.asked().release;
        let name = release.name.or(installed.name.as_deref()).or(release.defaults.0);
        name.unwrap_or(&self.name)
    }

    /// The name of the first of some releases, if not all releases have the same one.
    pub(super) fn distinct_name<'n>(
        &'n self,
        releases: &[usize],
        stage: &'n Stage<'_>,
    ) -> Option<&'n str> {
        let all: BTreeSet<&str> =
            self.root.releases.iter().map(|of| self.release_name(of, stage)).collect();
        let own = releases.first().and_then(|number| self.root.releases.get(*number))?;
        (all.len() > 1).then(|| self.release_name(own, stage))
    }
}

/// The name of a rendered object. Where releases have different names, it is the one that the object would
/// have in a release with the default name, so that it is the same object in all of them.
pub(super) fn written_name(root: NodeRef<'_>, release: Option<&str>) -> WrittenName {
    let metadata = at(root, "metadata");
    let text = |key| metadata.and_then(|metadata| at(metadata, key)).map_or("", NodeRef::text);
    let name = match release {
        Some(release) => renamed(text("name"), release),
        None => text("name").to_owned(),
    };
    WrittenName::new(&name, text("namespace"))
}

/// The name of an object with the default name in place of that of its release.
fn renamed(name: &str, release: &str) -> String {
    let is_part = |at: usize| {
        let (before, after) = (name.get(..at), name.get(at + release.len()..));
        before.is_some_and(|text| text.is_empty() || text.ends_with('-'))
            && after.is_some_and(|text| text.is_empty() || text.starts_with('-'))
    };
    match name.match_indices(release).find(|(at, _)| is_part(*at) && !release.is_empty()) {
        Some((at, _)) => {
            let (before, after) = (name.get(..at), name.get(at + release.len()..));
            [before.unwrap_or_default(), DEFAULT_NAME, after.unwrap_or_default()].concat()
        }
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_release_is_replaced_where_it_is_a_whole_part() {
        for (name, release, expected) in [
            ("ward-dev", "ward-dev", "release-name"),
            ("ward-dev-api", "ward-dev", "release-name-api"),
            ("db-ward-dev-0", "ward-dev", "db-release-name-0"),
            ("wards", "ward", "wards"),
            ("steward-ward", "ward", "steward-release-name"),
            ("ward", "", "ward"),
        ] {
            assert_eq!(renamed(name, release), expected, "{name} of {release}");
        }
    }
}

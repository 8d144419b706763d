//! Frameworks and their controls, as closed lists: a check cannot cite a control that does not
//! exist.

mod cis;
mod control;
mod framework;
mod hipaa;
mod nsa;
mod pss;
mod version;

pub use cis::Cis;
pub use control::Control;
pub use framework::Framework;
pub use hipaa::Hipaa;
pub use nsa::Nsa;
pub use pss::{CHANGES, Profile, PssControl};
pub use version::KubernetesVersion;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every control of every framework, including those that only older versions have.
    fn all() -> impl Iterator<Item = &'static Control> {
        [PssControl::ALL, Hipaa::ALL, Cis::ALL, Nsa::ALL].into_iter().flatten()
    }

    #[test]
    fn ids_are_unique_within_a_framework_and_titles_exist() {
        let mut seen = BTreeSet::new();
        for control in all() {
            assert!(seen.insert(control.full_id()), "{control:?} is there twice");
            assert!(Framework::find(control.framework()).is_some(), "{control:?}");
            assert!(control.title().len() > 3, "{control:?} has no title");
            let first = control.title().chars().next();
            assert_ne!(first, Some(' '), "{control:?}");
            assert!(!control.title().ends_with('.'), "{control:?} ends with a full stop");
        }
    }

    #[test]
    fn no_title_or_note_promises_compliance() {
        for control in all() {
            for text in [control.title(), control.note()] {
                assert!(!text.to_lowercase().contains("complian"), "{control:?}: {text}");
            }
        }
    }

    #[test]
    fn frameworks_are_found_by_id_only() {
        for framework in Framework::BUILT_IN.iter().copied() {
            assert_eq!(Framework::find(framework.id()), Some(framework));
            let controls = || framework.controls(KubernetesVersion::LATEST);
            assert!(controls().count() > 0);
            assert!(controls().all(|control| framework.control(control.id()) == Some(control)));
        }
        assert_eq!(Framework::find("HIPAA"), None);
        assert_eq!(Framework::CIS.control("5.2.14"), None);
    }

    #[test]
    fn the_standards_are_known_up_to_the_newest_version() {
        let newest = KubernetesVersion::LATEST.to_string();
        assert_eq!(Framework::PSS_BASELINE.version(), newest);
        assert_eq!(Framework::PSS_RESTRICTED.version(), newest);
    }
}

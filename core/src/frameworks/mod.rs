//! Frameworks and their controls, as closed lists: a check cannot cite a control that does not
//! exist.

mod bearing;
mod control;
mod framework;
mod lists;
mod pss;
mod version;

pub use bearing::Bearing;
pub use control::{Control, Obligation};
pub use framework::Framework;
pub use lists::{Cis, Hipaa, HipaaNprm, Nist, Nsa, PssControl};
pub use pss::{CHANGES, Profile};
pub use version::KubernetesVersion;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every control of every framework, including those that only older versions have.
    fn all() -> impl Iterator<Item = &'static Control> {
        [PssControl::ALL, Hipaa::ALL, HipaaNprm::ALL, Nist::ALL, Cis::ALL, Nsa::ALL]
            .into_iter()
            .flatten()
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
    fn audit_controls_and_authentication_are_required_although_they_have_no_specifications() {
        for (citation, expected) in [
            (Hipaa::S312B, Obligation::Required),
            (Hipaa::S312D, Obligation::Required),
            (Hipaa::S312A2IV, Obligation::Addressable),
            (Hipaa::S312E1, Obligation::Standard),
        ] {
            assert_eq!(citation.obligation(), Some(expected), "{citation:?}");
            let word = expected.as_str();
            assert!(citation.note().contains(word), "{citation:?}");
        }
        let of = |obligation| {
            let controls = Hipaa::ALL.iter();
            controls.filter(|control| control.obligation() == Some(obligation)).count()
        };
        // Appendix A to Subpart C lists 22 addressable specifications.
        assert_eq!(of(Obligation::Addressable), 22);
    }

    #[test]
    fn every_citation_says_what_files_cannot_show() {
        for citation in Hipaa::ALL {
            let expected = if citation.is_manual() { "cannot provide" } else { "evidence for" };
            assert!(citation.note().contains(expected), "{citation:?}");
            assert_eq!(citation.is_manual(), citation.shown_by().is_none(), "{citation:?}");
            assert!(!citation.not_shown().is_empty() && !citation.text().is_empty());
        }
        let manual = [Hipaa::S308A1IIC, Hipaa::S308B1, Hipaa::S310B, Hipaa::S310C, Hipaa::S314A1];
        assert!(manual.iter().all(|control| control.is_manual()));
    }

    #[test]
    fn a_proposal_is_marked_in_every_control() {
        assert!(Framework::HIPAA_NPRM.is_proposed() && !Framework::HIPAA.is_proposed());
        assert!(HipaaNprm::ALL.iter().all(|control| control.note().contains("not in force")));
    }

    #[test]
    fn the_standards_are_known_up_to_the_newest_version() {
        let newest = KubernetesVersion::LATEST.to_string();
        assert_eq!(Framework::PSS_BASELINE.version(), newest);
        assert_eq!(Framework::PSS_RESTRICTED.version(), newest);
    }
}

//! Closed lists of controls: a check cannot cite a control that does not exist.

mod cis;
mod hipaa;
mod nsa;
mod pss;

pub use cis::Cis;
pub use hipaa::{Hipaa, Obligation};
pub use nsa::Nsa;
pub use pss::{CHANGES, KubernetesVersion, Profile, PssControl};

/// A published list of controls that a platform can be measured against.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Framework {
    /// The baseline profile of the Kubernetes Pod Security Standards.
    PssBaseline,
    /// The restricted profile of the Kubernetes Pod Security Standards.
    PssRestricted,
    /// The HIPAA Security Rule, 45 CFR Part 164 Subpart C.
    Hipaa,
    /// The CIS Kubernetes Benchmark v1.12, by item numbers.
    Cis,
    /// The NSA/CISA Kubernetes Hardening Guide v1.2, by sections.
    Nsa,
}

impl Framework {
    /// All frameworks, in the order of reports.
    pub const ALL: &'static [Self] =
        &[Self::PssBaseline, Self::PssRestricted, Self::Hipaa, Self::Cis, Self::Nsa];

    /// The name by which a framework is asked for: `pss-restricted`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PssBaseline => "pss-baseline",
            Self::PssRestricted => "pss-restricted",
            Self::Hipaa => "hipaa",
            Self::Cis => "cis",
            Self::Nsa => "nsa",
        }
    }

    /// The name that people know, with the edition.
    pub const fn title(self) -> &'static str {
        match self {
            Self::PssBaseline => "Kubernetes Pod Security Standards, baseline",
            Self::PssRestricted => "Kubernetes Pod Security Standards, restricted",
            Self::Hipaa => "HIPAA Security Rule, 45 CFR Part 164 Subpart C",
            Self::Cis => "CIS Kubernetes Benchmark v1.12",
            Self::Nsa => "NSA/CISA Kubernetes Hardening Guide v1.2",
        }
    }

    /// The framework of this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|framework| framework.id() == id)
    }

    /// Every control of the framework, in its own order.
    ///
    /// The version matters to the Pod Security Standards only. No reading of our own is among
    /// them: its citation is listed once, as [`Control::Hipaa`].
    pub fn controls(self, version: KubernetesVersion) -> Vec<Control> {
        let pss = |profile| {
            let all = PssControl::ALL.iter().copied();
            all.filter(|control| control.in_force(profile, version)).map(Control::Pss).collect()
        };
        match self {
            Self::PssBaseline => pss(Profile::Baseline),
            Self::PssRestricted => pss(Profile::Restricted),
            Self::Hipaa => Hipaa::ALL.iter().copied().map(Control::Hipaa).collect(),
            Self::Cis => Cis::all().map(Control::Cis).collect(),
            Self::Nsa => Nsa::ALL.iter().copied().map(Control::Nsa).collect(),
        }
    }
}

/// By id and title.
impl serde::Serialize for Framework {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Written {
            id: &'static str,
            title: &'static str,
        }
        Written { id: self.id(), title: self.title() }.serialize(serializer)
    }
}

/// One control of a framework, as a check cites it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Control {
    /// A check of the Pod Security Standards.
    Pss(PssControl),
    /// A citation of the Security Rule that others assign to such a check too.
    Hipaa(Hipaa),
    /// A citation of the Security Rule that only we assign: a reading of our own, to be shown so.
    HipaaReading(Hipaa),
    /// An item of the CIS Kubernetes Benchmark.
    Cis(Cis),
    /// A section of the NSA/CISA Kubernetes Hardening Guide.
    Nsa(Nsa),
}

impl Control {
    /// The framework that declares the control; one of the baseline profile is also in force in
    /// the restricted one, see [`PssControl::in_force`].
    pub const fn framework(self) -> Framework {
        match self {
            Self::Pss(control) => match control.level() {
                Profile::Baseline => Framework::PssBaseline,
                Profile::Restricted => Framework::PssRestricted,
            },
            Self::Hipaa(_) | Self::HipaaReading(_) => Framework::Hipaa,
            Self::Cis(_) => Framework::Cis,
            Self::Nsa(_) => Framework::Nsa,
        }
    }

    /// The control's name within its framework: `hostPorts`, `164.312(a)(1)`, `5.2.2`, `P1`.
    ///
    /// A reading of our own has the id of the citation that it reads.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pss(control) => control.id(),
            Self::Hipaa(citation) | Self::HipaaReading(citation) => citation.citation(),
            Self::Cis(item) => item.number(),
            Self::Nsa(section) => section.id(),
        }
    }

    /// What the control is about, in a few words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pss(control) => control.title(),
            Self::Hipaa(citation) | Self::HipaaReading(citation) => citation.title(),
            Self::Cis(item) => item.title(),
            Self::Nsa(section) => section.title(),
        }
    }

    /// Whether only we assign this control to such checks, so that a report has to say so.
    pub const fn is_own_reading(self) -> bool {
        matches!(self, Self::HipaaReading(_))
    }

    /// Whether nothing that stands in files can bear on the control.
    pub const fn is_manual(self) -> bool {
        match self {
            Self::Hipaa(citation) | Self::HipaaReading(citation) => citation.is_manual(),
            Self::Pss(_) | Self::Cis(_) | Self::Nsa(_) => false,
        }
    }

    /// What a report must say beside the control's status, if anything.
    pub const fn note(self) -> Option<&'static str> {
        match self {
            Self::Hipaa(citation) => Some(citation.note()),
            Self::HipaaReading(citation) if citation.is_manual() => Some(citation.note()),
            Self::HipaaReading(_) => Some(
                "evidence toward, by a reading of our own: no other tool known to us draws this line",
            ),
            Self::Pss(_) | Self::Cis(_) | Self::Nsa(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every control of every framework at the newest version, and what only older ones have.
    fn all() -> Vec<Control> {
        let mut controls: Vec<Control> =
            PssControl::ALL.iter().copied().map(Control::Pss).collect();
        for framework in [Framework::Hipaa, Framework::Cis, Framework::Nsa] {
            controls.extend(framework.controls(KubernetesVersion::LATEST));
        }
        controls
    }

    #[test]
    fn ids_are_unique_within_a_framework_and_titles_exist() {
        let mut seen = BTreeSet::new();
        for control in all() {
            assert!(seen.insert((control.framework(), control.id())), "{control:?} is there twice");
            assert!(control.title().len() > 3, "{control:?} has no title");
            let first = control.title().chars().next();
            assert_ne!(first, Some(' '), "{control:?}");
            assert!(!control.title().ends_with('.'), "{control:?} ends with a full stop");
        }
    }

    #[test]
    fn no_title_or_note_promises_compliance() {
        for control in all() {
            let note = control.note().unwrap_or_default();
            for text in [control.title(), note] {
                assert!(!text.to_lowercase().contains("complian"), "{control:?}: {text}");
            }
        }
    }

    #[test]
    fn every_hipaa_note_says_evidence_toward_or_that_files_cannot_show_it() {
        for citation in Hipaa::ALL.iter().copied() {
            for control in [Control::Hipaa(citation), Control::HipaaReading(citation)] {
                let note = control.note().unwrap_or_default();
                let expected =
                    if citation.is_manual() { "cannot be shown" } else { "evidence toward" };
                assert!(note.contains(expected), "{control:?}: {note}");
            }
        }
    }

    #[test]
    fn a_reading_of_our_own_has_the_id_of_its_citation_and_is_another_control() {
        let cited = Control::Hipaa(Hipaa::S312D);
        let reading = Control::HipaaReading(Hipaa::S312D);
        assert_ne!(cited, reading);
        assert_eq!((cited.id(), cited.framework()), (reading.id(), reading.framework()));
        assert!(reading.is_own_reading());
        assert!(!cited.is_own_reading());
    }

    #[test]
    fn frameworks_are_found_by_id_only() {
        for framework in Framework::ALL.iter().copied() {
            assert_eq!(Framework::find(framework.id()), Some(framework));
            assert!(!framework.controls(KubernetesVersion::LATEST).is_empty());
        }
        assert_eq!(Framework::find("HIPAA"), None);
    }
}

//! A framework: a published list of controls.

use std::borrow::Cow;

use super::control::Control;
use super::lists::{
    Cis, Hipaa, HipaaNprm, Nist, Nsa, PssControl, cis, hipaa, nist, nprm, nsa, pss,
};
use super::pss::Profile;
use super::version::KubernetesVersion;

/// A published list of controls that a platform can be measured against: data, so that a framework made
/// at run time is equivalent to a built-in one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Framework {
    id: Cow<'static, str>,
    title: Cow<'static, str>,
    version: Cow<'static, str>,
    /// The only technology that it covers, by its usual name; `None` if it covers all.
    technology: Option<Cow<'static, str>>,
    /// The profile of the Pod Security Standards that it is.
    profile: Option<Profile>,
    /// Whether it is a proposal that is not in force.
    is_proposed: bool,
    controls: Cow<'static, [Control]>,
}

/// What a built-in framework is called.
pub(super) struct Header {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) version: &'static str,
    pub(super) technology: Option<&'static str>,
    pub(super) is_proposed: bool,
    pub(super) profile: Option<Profile>,
}

impl Framework {
    /// The baseline profile of the Kubernetes Pod Security Standards.
    pub const PSS_BASELINE: &'static Self = &Self::built_in(&pss::BASELINE, PssControl::ALL);

    /// The restricted profile of the Kubernetes Pod Security Standards.
    pub const PSS_RESTRICTED: &'static Self = &Self::built_in(&pss::RESTRICTED, PssControl::ALL);

    /// The HIPAA Security Rule, 45 CFR Part 164 Subpart C.
    pub const HIPAA: &'static Self = &Self::built_in(&hipaa::HEADER, Hipaa::ALL);

    /// The changes of the HIPAA Security Rule that were proposed in January 2025; not in force.
    pub const HIPAA_NPRM: &'static Self = &Self::built_in(&nprm::HEADER, HipaaNprm::ALL);

    /// NIST SP 800-53 Revision 5: the controls that checks bear on.
    pub const NIST: &'static Self = &Self::built_in(&nist::HEADER, Nist::ALL);

    /// The CIS Kubernetes Benchmark v1.12, by item numbers.
    pub const CIS: &'static Self = &Self::built_in(&cis::HEADER, Cis::ALL);

    /// The NSA/CISA Kubernetes Hardening Guide v1.2, by sections.
    pub const NSA: &'static Self = &Self::built_in(&nsa::HEADER, Nsa::ALL);

    /// The frameworks of this crate, in the order of reports.
    pub const BUILT_IN: &'static [&'static Self] = &[
        Self::PSS_BASELINE,
        Self::PSS_RESTRICTED,
        Self::HIPAA,
        Self::HIPAA_NPRM,
        Self::NIST,
        Self::CIS,
        Self::NSA,
    ];

    const fn built_in(header: &Header, controls: &'static [Control]) -> Self {
        Self {
            id: Cow::Borrowed(header.id),
            title: Cow::Borrowed(header.title),
            version: Cow::Borrowed(header.version),
            technology: match header.technology {
                Some(name) => Some(Cow::Borrowed(name)),
                None => None,
            },
            is_proposed: header.is_proposed,
            profile: header.profile,
            controls: Cow::Borrowed(controls),
        }
    }

    /// A framework that does not belong to this crate.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        version: impl Into<String>,
        controls: Vec<Control>,
    ) -> Self {
        Self {
            id: Cow::Owned(id.into()),
            title: Cow::Owned(title.into()),
            version: Cow::Owned(version.into()),
            technology: None,
            is_proposed: false,
            profile: None,
            controls: Cow::Owned(controls),
        }
    }

    /// Sets the only technology that it covers, by its usual name.
    #[must_use]
    pub fn with_technology(self, technology: impl Into<String>) -> Self {
        Self { technology: Some(Cow::Owned(technology.into())), ..self }
    }

    /// Marks it as proposed.
    #[must_use]
    pub fn proposed(self) -> Self {
        Self { is_proposed: true, ..self }
    }

    /// The framework of this crate with this id.
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::BUILT_IN.iter().copied().find(|framework| framework.id == id)
    }

    /// The id by which a framework is selected: `pss-restricted`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The usual name, with the edition.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The edition: `1.12`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The only technology that it covers, by its usual name; `None` if it covers all.
    pub fn technology(&self) -> Option<&str> {
        self.technology.as_deref()
    }

    /// Whether it is a proposal that is not in force.
    pub const fn is_proposed(&self) -> bool {
        self.is_proposed
    }

    /// All controls, to be changed.
    pub(crate) fn controls_mut(&mut self) -> &mut [Control] {
        self.controls.to_mut()
    }

    /// Every control of the framework in a version of Kubernetes, in its own order.
    ///
    /// The version matters to the Pod Security Standards only.
    pub fn controls(&self, version: KubernetesVersion) -> impl Iterator<Item = &Control> {
        self.controls.iter().filter(move |control| {
            self.profile.is_none_or(|profile| control.in_force(profile, version))
        })
    }

    /// The control of this id.
    pub fn control(&self, id: &str) -> Option<&Control> {
        self.controls.iter().find(|control| control.id() == id)
    }
}

/// By id, title and edition.
impl serde::Serialize for Framework {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Written<'f> {
            id: &'f str,
            title: &'f str,
            version: &'f str,
        }
        Written { id: &self.id, title: &self.title, version: &self.version }.serialize(serializer)
    }
}

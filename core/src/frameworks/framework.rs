//! A framework: a published list of controls.

use std::borrow::Cow;

use super::control::Control;
use super::pss::Profile;
use super::version::KubernetesVersion;
use super::{Cis, Hipaa, Nsa, PssControl};

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
    controls: Cow<'static, [Control]>,
}

const KUBERNETES: Option<Cow<'static, str>> = Some(Cow::Borrowed("Kubernetes"));

impl Framework {
    /// The baseline profile of the Kubernetes Pod Security Standards.
    pub const PSS_BASELINE: &'static Self = &Self::profile(
        Profile::Baseline,
        "pss-baseline",
        "Kubernetes Pod Security Standards, baseline",
    );

    /// The restricted profile of the Kubernetes Pod Security Standards.
    pub const PSS_RESTRICTED: &'static Self = &Self::profile(
        Profile::Restricted,
        "pss-restricted",
        "Kubernetes Pod Security Standards, restricted",
    );

    /// The HIPAA Security Rule, 45 CFR Part 164 Subpart C.
    pub const HIPAA: &'static Self = &Self::list(
        "hipaa",
        "HIPAA Security Rule, 45 CFR Part 164 Subpart C",
        "2013",
        Hipaa::ALL,
        None,
    );

    /// The CIS Kubernetes Benchmark v1.12, by item numbers.
    pub const CIS: &'static Self =
        &Self::list("cis", "CIS Kubernetes Benchmark v1.12", "1.12", Cis::ALL, KUBERNETES);

    /// The NSA/CISA Kubernetes Hardening Guide v1.2, by sections.
    pub const NSA: &'static Self =
        &Self::list("nsa", "NSA/CISA Kubernetes Hardening Guide v1.2", "1.2", Nsa::ALL, KUBERNETES);

    /// The frameworks of this crate, in the order of reports.
    pub const BUILT_IN: &'static [&'static Self] =
        &[Self::PSS_BASELINE, Self::PSS_RESTRICTED, Self::HIPAA, Self::CIS, Self::NSA];

    const fn list(
        id: &'static str,
        title: &'static str,
        version: &'static str,
        controls: &'static [Control],
        technology: Option<Cow<'static, str>>,
    ) -> Self {
        Self {
            id: Cow::Borrowed(id),
            title: Cow::Borrowed(title),
            version: Cow::Borrowed(version),
            technology,
            profile: None,
            controls: Cow::Borrowed(controls),
        }
    }

    const fn profile(profile: Profile, id: &'static str, title: &'static str) -> Self {
        Self {
            id: Cow::Borrowed(id),
            title: Cow::Borrowed(title),
            version: Cow::Borrowed("1.37"),
            technology: KUBERNETES,
            profile: Some(profile),
            controls: Cow::Borrowed(PssControl::ALL),
        }
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

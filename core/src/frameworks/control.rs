//! One control of a framework, and the closed lists of those that are built in.

use std::borrow::Cow;

use super::pss::Profile;
use super::version::KubernetesVersion;

/// One control of a framework: id, title and note.
///
/// The controls of the built-in frameworks are constants, so that a check cannot cite one that does
/// not exist: `Hipaa::S312A1`, `PssControl::PRIVILEGED`, `Cis::item("5.2.2")`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Control {
    pub(super) framework: Cow<'static, str>,
    pub(super) id: Cow<'static, str>,
    pub(super) title: Cow<'static, str>,
    /// Empty if there is no note.
    pub(super) note: Cow<'static, str>,
    pub(super) shown_by: Option<Cow<'static, str>>,
    pub(super) is_manual: bool,
    /// Only if the framework has profiles and versions.
    pub(super) demand: Option<Demand>,
}

/// The profile and the version that introduce a control of the Pod Security Standards.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Demand {
    /// The profile that introduces it.
    pub(super) level: Profile,
    /// The minor version of Kubernetes that has it first.
    pub(super) first: u8,
    /// The id of the milder control that it replaces.
    pub(super) overrides: Option<&'static str>,
}

impl Control {
    /// The id of the framework that declares the control; one of the baseline profile also applies in
    /// the restricted one, see [`Control::in_force`].
    pub fn framework(&self) -> &str {
        &self.framework
    }

    /// The control's name within its framework: `hostPorts`, `164.312(a)(1)`, `5.2.2`, `P1`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name among the controls of all frameworks: `hipaa:164.312(a)(1)`.
    pub fn full_id(&self) -> String {
        format!("{}:{}", self.framework, self.id)
    }

    /// What the control is about, in a few words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// A note that reports show with the control's status; may be empty.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// Possible evidence for it in the files of a platform, if known.
    pub fn shown_by(&self) -> Option<&str> {
        self.shown_by.as_deref()
    }

    /// Whether files cannot provide evidence for it, so that it must be assessed manually.
    pub const fn is_manual(&self) -> bool {
        self.is_manual
    }

    /// The profile of the Pod Security Standards that introduces the control; none for a control of
    /// another framework.
    pub fn level(&self) -> Option<Profile> {
        self.demand.map(|demand| demand.level)
    }

    /// The first version of Kubernetes in which the control exists.
    pub fn first_version(&self) -> KubernetesVersion {
        KubernetesVersion(self.demand.map_or(0, |demand| demand.first))
    }

    /// The milder control that this one replaces in the restricted profile, from its own first
    /// version on.
    pub fn overrides(&self) -> Option<&'static Self> {
        let overridden = self.demand?.overrides?;
        super::PssControl::ALL.iter().find(|control| control.id == overridden)
    }

    /// Whether a profile of the Pod Security Standards has this control in a version; a control without
    /// profile always applies.
    pub fn in_force(&self, profile: Profile, version: KubernetesVersion) -> bool {
        let Some(demand) = self.demand else { return true };
        let exists = demand.level <= profile && self.first_version() <= version;
        let replaced = profile == Profile::Restricted
            && super::PssControl::ALL.iter().any(|other| {
                other.demand.is_some_and(|demand| demand.overrides == Some(&*self.id))
                    && other.first_version() <= version
            });
        exists && !replaced
    }
}

/// Declares a closed list of controls: a constant for each, and all in their order.
macro_rules! controls {
    (
        $(#[doc = $doc:literal])+
        $list:ident {
            $($(#[doc = $of:literal])+ $name:ident = $control:expr;)+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        #[non_exhaustive]
        pub struct $list;

        #[allow(
            non_camel_case_types,
            clippy::upper_case_acronyms,
            reason = "they are called as the constants"
        )]
        enum Index {
            $($name,)+
        }

        impl $list {
            /// All of them, in their order.
            pub const ALL: &'static [Control] = &[$($control,)+];

            $(
                $(#[doc = $of])+
                #[allow(clippy::indexing_slicing, reason = "the index counts the same list")]
                pub const $name: &'static Control = &Self::ALL[Index::$name as usize];
            )+

            #[cfg(test)]
            const NAMES: &'static [&'static str] = &[$(stringify!($name),)+];
        }
    };
}

pub(super) use controls;

//! What this library says of a Pod by the Pod Security Standards, in every version and both profiles.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use asepsis::checks::AnyCheck;
use asepsis::frameworks::{Control, Framework, KubernetesVersion};
use asepsis::report::{ControlStatus, Report};
use asepsis::{Checker, Input};

/// Both profiles, the milder first.
pub(crate) const PROFILES: [Framework; 2] = [Framework::PssBaseline, Framework::PssRestricted];

/// What a profile of one version demands and a Pod does not give.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Verdict {
    /// Controls that are violated, by id.
    pub(crate) violated: BTreeSet<String>,
    /// Controls of which nobody can say whether they are.
    pub(crate) undecided: BTreeSet<String>,
}

/// The verdict of a profile, from a report that was asked for it.
pub(crate) fn verdict(report: &Report, profile: Framework) -> Verdict {
    let ids = |status: ControlStatus| {
        let of_profile =
            report.controls().iter().filter(|control| &*control.framework == profile.id());
        let with_status = of_profile.filter(|control| control.status == status);
        with_status.map(|control| control.id.to_string()).collect()
    };
    Verdict { violated: ids(ControlStatus::Fail), undecided: ids(ControlStatus::Unknown) }
}

/// The verdicts of a version: baseline, restricted.
pub(crate) type Verdicts = [Verdict; 2];

/// A checker for each version.
pub(crate) struct Versions(Vec<Checker>);

impl Versions {
    /// Checkers for 1.0, 1.1, ... and, last, `latest`, of the checks that decide a control.
    pub(crate) fn new() -> Self {
        let numbered = (0..=KubernetesVersion::LATEST.minor()).map(KubernetesVersion::new);
        let latest = KubernetesVersion::parse("latest");
        Self(numbered.chain(latest).map(checker).collect())
    }

    /// The verdicts on a manifest by version.
    pub(crate) fn verdicts(&self, name: &str, text: &str) -> Vec<Verdicts> {
        let Some(first) = self.0.first() else { return Vec::new() };
        let parsed = [first.parse(Input::text(name, text))];
        let reports = self.0.iter().filter_map(|checker| {
            match checker.judge(&parsed, &mut |_| ControlFlow::Continue(())) {
                ControlFlow::Continue(report) => Some(report),
                ControlFlow::Break(_) => None,
            }
        });
        reports.map(|report| PROFILES.map(|profile| verdict(&report, profile))).collect()
    }
}

/// A checker of the checks that decide a control, for both profiles.
pub(crate) fn checker(version: KubernetesVersion) -> Checker {
    let mut builder = Checker::builder().kubernetes(version);
    for profile in PROFILES {
        builder = builder.framework(profile.id());
    }
    let decides = |check: &AnyCheck| {
        check.controls().iter().any(|control| matches!(control, Control::Pss(_)))
    };
    for check in AnyCheck::built_in().filter(decides) {
        builder = builder.select(check.id());
    }
    builder.build().unwrap_or_default()
}

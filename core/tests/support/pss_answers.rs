//! What this library says of a Pod by the Pod Security Standards, in every version and both profiles.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use asepsis::checks::AnyCheck;
use asepsis::frameworks::{Framework, KubernetesVersion};
use asepsis::report::Location;
use asepsis::{Checker, Input};

/// Both profiles, the milder first.
pub(crate) const PROFILES: [&Framework; 2] = [Framework::PSS_BASELINE, Framework::PSS_RESTRICTED];

/// What a profile of one version demands and a Pod does not give.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Verdict {
    /// Controls that are violated, by id.
    pub(crate) violated: BTreeSet<String>,
    /// Controls for which that is not known.
    pub(crate) undecided: BTreeSet<String>,
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

    /// The verdicts on each of many manifests, given by file name and text, by version.
    ///
    /// All of a version are checked in one run, each in a separate bundle, and told apart by their
    /// findings: a run for each would take most of its time for what is the same in all.
    pub(crate) fn verdicts(&self, pods: &[(&str, &str)]) -> Vec<Vec<Verdicts>> {
        let mut all = vec![Vec::new(); pods.len()];
        let Some(first) = self.0.first() else { return all };
        let input = |(index, (name, text)): (usize, &(&str, &str))| {
            let input = Input::text(format!("{index}/{name}"), *text);
            first.parse(input.bundle(index.to_string()))
        };
        let parsed: Vec<_> = pods.iter().enumerate().map(input).collect();
        for checker in &self.0 {
            let report = match checker.judge(&parsed, &mut |_| ControlFlow::Continue(())) {
                ControlFlow::Continue(report) => report,
                ControlFlow::Break(_) => continue,
            };
            let mut verdicts = vec![Verdicts::default(); pods.len()];
            for finding in report.findings() {
                let covered = finding.covers.iter().map(|covered| &covered.check);
                for check in std::iter::once(&finding.check).chain(covered) {
                    let of = one_of(&mut verdicts, finding.location.as_ref());
                    add(checker, check, of, |verdict| &mut verdict.violated);
                }
            }
            for check in report.checks() {
                for unknown in &check.unknown_at {
                    let of = one_of(&mut verdicts, unknown.location.as_ref());
                    add(checker, &check.id, of, |verdict| &mut verdict.undecided);
                }
            }
            all.iter_mut().zip(verdicts).for_each(|(of_pod, verdicts)| of_pod.push(verdicts));
        }
        all
    }
}

/// The verdicts on the manifest in which something lies.
fn one_of<'v>(verdicts: &'v mut [Verdicts], at: Option<&Location>) -> Option<&'v mut Verdicts> {
    let (index, _) = at?.path.split_once('/')?;
    verdicts.get_mut(index.parse::<usize>().ok()?)
}

/// Adds the controls that a check decides to one side of the verdicts of the profiles that have them.
fn add(
    checker: &Checker,
    check: &str,
    verdicts: Option<&mut Verdicts>,
    side: fn(&mut Verdict) -> &mut BTreeSet<String>,
) {
    let Some(check) = checker.checks().iter().find(|known| known.id() == check) else { return };
    for (verdict, profile) in verdicts.into_iter().flatten().zip(PROFILES) {
        let in_force: Vec<_> = profile.controls(checker.options().kubernetes).collect();
        let decided = check.controls().iter().map(|cited| cited.control());
        let decided = decided.filter(|control| in_force.contains(control));
        side(verdict).extend(decided.map(|control| control.id().to_owned()));
    }
}

/// A checker of the checks that decide a control, for both profiles.
pub(crate) fn checker(version: KubernetesVersion) -> Checker {
    let mut builder = Checker::builder().kubernetes(version);
    for profile in PROFILES {
        builder = builder.framework(profile.id());
    }
    let decides =
        |check: &AnyCheck| check.controls().iter().any(|cited| cited.control().level().is_some());
    for check in AnyCheck::built_in().filter(decides) {
        builder = builder.select(check.id());
    }
    builder.build().unwrap_or_default()
}

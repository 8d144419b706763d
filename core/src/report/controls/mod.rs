//! The status of each control of the selected frameworks.

mod counts;
mod reasons;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use self::counts::Counts;
use super::locate::locate_place;
use super::record::{ControlStatus, ControlSummary, Finding, InputSummary, Location, Suppressed};
use crate::checks::{AnyCheck, Bearing};
use crate::engine::{Judgement, Tally, Walk};
use crate::frameworks::{Control, Framework, Obligation};
use crate::policy::Options;
use crate::tree::Place;

/// The results of a run that controls depend on.
pub(super) struct Seen<'r> {
    pub(super) walk: &'r Walk<'r>,
    pub(super) judgement: &'r Judgement,
    pub(super) checks: &'r [AnyCheck],
    pub(super) findings: &'r [Finding],
    pub(super) suppressed: &'r [Suppressed],
    pub(super) inputs: &'r [InputSummary],
}

/// The controls of the selected frameworks, each with its checks.
///
/// The checks of a control are derived from the citations of the checks.
pub(super) fn controls(seen: &Seen<'_>, options: &Options) -> Vec<ControlSummary> {
    let mut controls = Vec::new();
    if options.frameworks.is_empty() {
        return controls;
    }
    let open = Open::new(seen.findings);
    for framework in &options.frameworks {
        let tallies = seen.judgement.tallies_for(framework);
        for control in framework.controls(options.kubernetes) {
            controls.push(Basis::new(seen, &open, tallies, control).summary(framework, options));
        }
    }
    controls
}

/// The findings that are not accepted, by the checks that they are of or cover: a large report has many of
/// them, and each control asks for some.
struct Open<'r> {
    findings: &'r [Finding],
    by_check: HashMap<&'r str, Vec<usize>>,
}

impl<'r> Open<'r> {
    fn new(findings: &'r [Finding]) -> Self {
        let mut by_check: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, finding) in findings.iter().enumerate() {
            let covered = finding.covers.iter().map(|covered| &*covered.check);
            for check in covered.chain([&*finding.check]) {
                by_check.entry(check).or_default().push(number);
            }
        }
        Self { findings, by_check }
    }

    fn has(&self, check: &str) -> bool {
        self.by_check.contains_key(check)
    }

    /// The findings of some checks, each once, in the order of reports.
    fn of<'i>(&self, checks: impl Iterator<Item = &'i str>) -> impl Iterator<Item = &'r Finding> {
        let numbers = checks.filter_map(|check| self.by_check.get(check)).flatten().copied();
        let numbers: BTreeSet<usize> = numbers.collect();
        let findings = self.findings;
        numbers.into_iter().filter_map(move |number| findings.get(number))
    }
}

/// What a check shows about a control, and whether that is our own interpretation.
#[derive(Clone, Copy)]
struct Relation {
    bearing: Bearing,
    is_own_reading: bool,
}

/// How a check relates to a control: by the control's own table, or because the check cites it.
fn related(check: &AnyCheck, control: &Control) -> Option<Relation> {
    if let Some((bearing, _)) = control.checks().find(|(_, id)| *id == check.id()) {
        return Some(Relation { bearing, is_own_reading: false });
    }
    let cited = check.controls().iter().find(|cited| cited.control() == control)?;
    Some(Relation { bearing: cited.bearing(), is_own_reading: cited.is_own_reading() })
}

/// A check for the control that ran.
struct Witness<'s> {
    check: &'s AnyCheck,
    tally: &'s Tally,
    relation: Relation,
}

impl Witness<'_> {
    /// The locations of evidence for the control.
    fn evidence(&self) -> impl Iterator<Item = Place> {
        let (shown, silent): (&[Place], &[Place]) = match self.relation.bearing {
            // The subject itself is the evidence, whatever it contains.
            Bearing::Decides => (&self.tally.shown, &self.tally.silent),
            bearing if bearing.is_supporting() => (&self.tally.shown, &[]),
            _ => (&[], &[]),
        };
        shown.iter().chain(silent).copied()
    }
}

/// The basis for the status of one control.
struct Basis<'s> {
    seen: &'s Seen<'s>,
    open: &'s Open<'s>,
    control: &'s Control,
    witnesses: Vec<Witness<'s>>,
    /// Checks of this crate for it that did not run.
    left_out: Vec<(AnyCheck, Bearing)>,
    counts: Counts,
}

impl<'s> Basis<'s> {
    fn new(
        seen: &'s Seen<'s>,
        open: &'s Open<'s>,
        tallies: &'s [Tally],
        control: &'s Control,
    ) -> Self {
        let both = seen.checks.iter().zip(tallies);
        let bears =
            |(check, tally)| Some(Witness { check, tally, relation: related(check, control)? });
        let witnesses: Vec<Witness<'_>> = both.filter_map(bears).collect();
        let ran = |check: &AnyCheck| witnesses.iter().any(|ran| ran.check.id() == check.id());
        let left_out = AnyCheck::built_in().filter(|check| !ran(check)).filter_map(|check| {
            let bearing = related(&check, control)?.bearing;
            Some((check, bearing))
        });
        let left_out = left_out.collect();
        let mut counts = Counts::new(seen.inputs);
        for witness in &witnesses {
            counts.add(witness, seen, open);
        }
        Self { seen, open, control, witnesses, left_out, counts }
    }

    fn summary(&self, framework: &Framework, options: &Options) -> ControlSummary {
        let status = self.status();
        let places = self.witnesses.iter().flat_map(Witness::evidence);
        let mut places: Vec<Place> = places.map(|place| self.seen.walk.written(place)).collect();
        let most = options.evidence.unwrap_or(usize::MAX);
        let (evidence, evidence_more) = self.located(&mut places, most);
        let (failed_at, failed_more) = self.failures(most);
        let unknowns = self.witnesses.iter().flat_map(|witness| &witness.tally.unknowns);
        let mut unknowns: Vec<Place> =
            unknowns.map(|(place, _)| self.seen.walk.written(*place)).collect();
        let (unknown_at, unknown_more) = self.located(&mut unknowns, most);
        let mut relations = self.witnesses.iter().map(|witness| witness.relation);
        let named = |of: &Witness<'_>| (of.relation.bearing, Arc::from(of.check.id()));
        ControlSummary {
            framework: Arc::from(framework.id()),
            id: Arc::from(self.control.id()),
            title: Arc::from(self.control.title()),
            status,
            reasons: self.reasons(status).into_iter().map(Into::into).collect(),
            checks: self.witnesses.iter().map(named).collect(),
            own_reading: !self.witnesses.is_empty()
                && relations.all(|relation| relation.is_own_reading),
            examined: self.counts.examined(),
            failed: self.counts.failed,
            passed: self.counts.passed,
            unknown: self.counts.unknown,
            not_applicable: self.counts.not_applicable,
            shown: self.counts.shown,
            failed_at,
            failed_more,
            evidence,
            evidence_more,
            unknown_at,
            unknown_more,
            obligation: Arc::from(self.control.obligation().map_or("", Obligation::as_str)),
            shown_by: Arc::from(self.control.shown_by().unwrap_or_default()),
            not_shown: Arc::from(self.control.not_shown()),
            note: Arc::from(self.control.note()),
        }
    }

    /// The first places, and how many more there are.
    fn located(&self, places: &mut Vec<Place>, most: usize) -> (Vec<Location>, u64) {
        // INVARIANT: places sort as reports show them, so lines are computed only for shown ones.
        places.sort_unstable();
        places.dedup();
        let more = places.len().saturating_sub(most);
        let locate = |place: &Place| locate_place(self.seen.walk, *place);
        (places.iter().take(most).filter_map(locate).collect(), more as u64)
    }

    /// The locations of findings against the control, and how many more there are.
    fn failures(&self, most: usize) -> (Vec<Location>, u64) {
        let refuting = self.witnesses.iter().filter(|of| of.relation.bearing.is_refuting());
        let mut locations: Vec<&Location> = Vec::new();
        for finding in self.open.of(refuting.map(|of| of.check.id())) {
            let Some(location) = &finding.location else { continue };
            if locations.last() != Some(&location) {
                locations.push(location);
            }
        }
        let more = locations.len().saturating_sub(most);
        (locations.into_iter().take(most).cloned().collect(), more as u64)
    }

    fn status(&self) -> ControlStatus {
        let counts = &self.counts;
        let decided = self.is_decided_by_checks();
        let is_partial = counts.is_of_a_part() || !self.left_out.is_empty();
        if self.control.is_manual() {
            ControlStatus::Manual
        } else if counts.failing > 0 {
            ControlStatus::Fail
        } else if self.witnesses.is_empty() || counts.doubts > 0 {
            ControlStatus::Unknown
        } else if decided && !self.left_out.is_empty() {
            // A control that all of its checks decide together is not decided without one of them.
            ControlStatus::Unknown
        } else if counts.shown + counts.accepted_where_decided > 0 {
            if is_partial { ControlStatus::Weak } else { ControlStatus::Pass }
        } else if counts.is_unseen() || self.left_out.iter().any(|(_, of)| of.is_supporting()) {
            // The evidence may be in what was not read.
            ControlStatus::Unknown
        } else if !self.can_be_shown() {
            // If its checks had nothing to evaluate, nothing is known about the control.
            ControlStatus::Unknown
        } else if decided || counts.examined() == 0 {
            ControlStatus::NotApplicable
        } else {
            ControlStatus::Absent
        }
    }

    /// Whether all checks of the control decide it.
    fn is_decided_by_checks(&self) -> bool {
        let mut bearings = self.bearings();
        bearings.all(|bearing| bearing == Bearing::Decides)
    }

    /// Whether any check could provide evidence for the control.
    fn can_be_shown(&self) -> bool {
        self.bearings().any(Bearing::is_supporting)
    }

    /// The bearings of all checks that cite the control, whether or not they ran.
    fn bearings(&self) -> impl Iterator<Item = Bearing> {
        let ran = self.witnesses.iter().map(|witness| witness.relation.bearing);
        ran.chain(self.left_out.iter().map(|(_, bearing)| *bearing))
    }
}

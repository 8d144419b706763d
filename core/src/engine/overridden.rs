//! Findings that say less of a field than another one does.

use std::collections::HashMap;

use super::judgement::Finding;
use crate::checks::AnyCheck;
use crate::frameworks::{Control, PssControl};
use crate::tree::Place;

/// The place of a finding, what is missing there, and the control that its check decides.
type Field = (Place, Option<String>, &'static Control);

/// Where a check and one whose control it overrides fail on the same field, leaves the overriding
/// finding and lets it stand for the other. What somebody has accepted takes no part: it hides
/// nothing, and is listed as accepted.
pub(super) fn fold(checks: &[AnyCheck], findings: &mut Vec<Finding>) {
    let mut weaker: HashMap<Field, Vec<usize>> = HashMap::new();
    for (index, finding) in findings.iter().enumerate() {
        for control in decided(checks, finding).filter(|control| is_overridden(control)) {
            weaker.entry(field(finding, control)).or_default().push(index);
        }
    }
    let mut covered = vec![false; findings.len()];
    for index in 0..findings.len() {
        let Some(finding) = findings.get(index) else { continue };
        let overridden = decided(checks, finding).filter_map(Control::overrides);
        let others: Vec<usize> = overridden
            .filter_map(|control| weaker.get(&field(finding, control)))
            .flatten()
            .copied()
            .collect();
        for other in others {
            let Some((check, severity)) = findings.get(other).map(|it| (it.check, it.severity))
            else {
                continue;
            };
            let Some(finding) = findings.get_mut(index) else { continue };
            if !finding.covers.contains(&check) {
                finding.covers.push(check);
            }
            // What it stands for makes it no milder.
            finding.severity = finding.severity.max(severity);
            covered.get_mut(other).into_iter().for_each(|covered| *covered = true);
        }
    }
    let mut covered = covered.into_iter();
    findings.retain(|_| !covered.next().unwrap_or_default());
}

fn is_overridden(control: &Control) -> bool {
    PssControl::ALL.iter().any(|other| other.overrides() == Some(control))
}

/// The controls of the Pod Security Standards that a finding decides, unless it was accepted.
fn decided<'c>(
    checks: &'c [AnyCheck],
    finding: &Finding,
) -> impl Iterator<Item = &'static Control> + use<'c> {
    let check = checks.get(finding.check).filter(|_| finding.accepted.is_none());
    let controls = check.map_or(&[][..], AnyCheck::controls);
    controls.iter().map(|cited| cited.control()).filter(|control| control.level().is_some())
}

fn field(finding: &Finding, control: &'static Control) -> Field {
    let spot = &finding.failure.spot;
    (spot.place, spot.missing.as_ref().map(ToString::to_string), control)
}

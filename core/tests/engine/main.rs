//! How inputs become one report: bundles, environments, documents inside of others, suppressions,
//! order, verdicts, fingerprints.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod alone;
mod bound;
mod context;
mod custom;
mod derived;
mod embedded;
mod environments;
mod estates;
mod fingerprints;
mod fixes;
mod flux;
mod identities;
mod ignored_in_charts;
mod joins;
mod kustomized;
mod limits;
mod made;
mod many;
mod masking;
mod named;
mod nine;
mod order;
mod overlaid;
mod overlays;
#[cfg(feature = "charts")]
mod packaged;
#[cfg(feature = "charts")]
mod packed;
mod planted;
#[cfg(feature = "charts")]
mod releases;
mod renamed;
mod schemas;
mod seen;
mod shared;
mod spans;
mod suppressions;
mod templated;
mod unread_values;
mod unrendered;
mod valued;
mod verdicts;

use asepsis::report::{Finding, Location, Report};
use asepsis::{Checker, Input};

/// A Pod of a name, with lines for the container's security context.
fn pod(name: &str, security: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {name}\n  namespace: clinic\n  labels: {{app: \
         {name}}}\nspec:\n  containers:\n  - name: app\n    image: app:1.0.0\n    \
         securityContext:\n      {security}\n"
    )
}

/// The report of some checks on inputs.
fn check(select: &[&str], inputs: Vec<Input>) -> Report {
    let mut builder = Checker::builder();
    for id in select {
        builder = builder.select(*id);
    }
    builder.build().unwrap().check(inputs)
}

/// Every finding in one line: `path:line check [environments]`.
fn said(report: &Report) -> Vec<String> {
    report.findings().iter().map(shown).collect()
}

fn shown(finding: &Finding) -> String {
    let place = finding.location.as_ref().map_or_else(|| "nowhere".to_owned(), place);
    let environments = match finding.environments.as_slice() {
        [] => String::new(),
        names => format!(" {names:?}").replace('"', ""),
    };
    format!("{place} {}{environments}", finding.check)
}

fn place(location: &Location) -> String {
    match location.start {
        Some(start) => format!("{}:{}", location.path, start.line),
        None => format!("{}{}", location.path, location.pointer.as_deref().unwrap_or_default()),
    }
}

/// Failed, passed, unknown and not applicable evaluations of a check.
fn counts(report: &Report, check: &str) -> [u64; 4] {
    let check = report.check(check).unwrap();
    [check.failed, check.passed, check.unknown, check.not_applicable]
}

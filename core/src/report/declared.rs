//! The parts of a report that do not depend on the input: created once.

use std::sync::Arc;

use super::fingerprint::digest;
use super::json::write_members;
use super::record::{DeclaredCheck, LeftOut, LeftOutKind, PhiMarkers, PolicySummary, Tool};
use crate::checks::AnyCheck;
use crate::policy::Options;

/// The parts of a report that depend only on checks and options.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub(super) tool: Tool,
    /// By the index of the check.
    pub(super) checks: Vec<Arc<DeclaredCheck>>,
    /// The indices of the checks, by id.
    pub(super) order: Vec<usize>,
    /// What each check declares, as it is written in JSON; in this order.
    pub(super) written: Arc<[Box<str>]>,
    pub(super) policy: PolicySummary,
}

impl Declared {
    /// Of the checks that run, and those that the options leave out.
    pub(crate) fn new(checks: &[AnyCheck], left_out: &[AnyCheck], options: &Options) -> Self {
        let mut order: Vec<usize> = (0..checks.len()).collect();
        order.sort_by_key(|index| checks.get(*index).map(AnyCheck::id));
        let tool = tool(checks);
        let checks: Vec<Arc<DeclaredCheck>> =
            checks.iter().map(|check| declared(check, options).into()).collect();
        let written = order.iter().filter_map(|index| Some(written(checks.get(*index)?)));
        Self { tool, written: written.collect(), order, checks, policy: policy(left_out, options) }
    }
}

fn policy(left_out: &[AnyCheck], options: &Options) -> PolicySummary {
    let checks = left_out.iter().map(|check| (LeftOutKind::Check, check.id()));
    let paths = options.excludes.iter().map(|pattern| (LeftOutKind::Path, pattern.as_str()));
    let entry = |(kind, name)| LeftOut { kind, name: Arc::from(name) };
    let mut left_out: Vec<LeftOut> = checks.chain(paths).map(entry).collect();
    left_out.sort();
    PolicySummary {
        file: options.policy_file.as_deref().map(Arc::from),
        no_config: options.no_config,
        no_inline_suppressions: !options.inline_suppressions,
        left_out,
        phi: PhiMarkers {
            resources: options.phi.resources.iter().map(|one| Arc::from(one.as_str())).collect(),
            paths: options.phi.paths.iter().map(|one| Arc::from(one.as_str())).collect(),
        },
    }
}

/// What a check declares, as members of a JSON object.
fn written(check: &DeclaredCheck) -> Box<str> {
    let mut bytes = Vec::new();
    // INVARIANT: writing to memory cannot fail.
    let _ = write_members(&mut bytes, check);
    String::from_utf8(bytes).unwrap_or_default().into()
}

fn declared(check: &AnyCheck, options: &Options) -> DeclaredCheck {
    let fixes = check.fix().by_technology().iter();
    DeclaredCheck {
        id: Arc::from(check.id()),
        family: Arc::from(check.family()),
        title: Arc::from(check.title()),
        why: Arc::from(check.why()),
        fix: Arc::from(check.fix().general()),
        fix_by_technology: fixes
            .map(|(technology, text)| (*technology, Arc::from(*text)))
            .collect(),
        severity: options.severities.get(check.id()).copied().or(Some(check.severity())),
        controls: check.bearings(),
        documentation: Arc::from(documentation(check)),
    }
}

fn tool(checks: &[AnyCheck]) -> Tool {
    let mut members: Vec<&str> = Vec::new();
    for check in checks {
        // The condition and its severity, without the explanations, which may change.
        members.extend([check.id(), check.title(), check.severity().as_str()]);
        for cited in check.controls() {
            members.extend([cited.control().id(), cited.bearing().as_str()]);
        }
    }
    Tool {
        name: Arc::from("asepsis"),
        version: Arc::from(env!("CARGO_PKG_VERSION")),
        checks_digest: Arc::from(digest(members)),
    }
}

fn documentation(check: &AnyCheck) -> String {
    match check {
        AnyCheck::BuiltIn(family, check) => format!("core/docs/checks/{family}/{}.md", check.id),
        AnyCheck::Custom(_) => String::new(),
    }
}

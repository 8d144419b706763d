use std::collections::HashSet;

use super::dependencies::{dependencies, label};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::tree::Cursor;

pub(super) static CHECK: Check = Check {
    id: "chart-dependency-unpinned",
    title: "chart dependency is not pinned",
    messages: &[RANGE.text(), ANY.text()],
    why: "The next build can install manifests that were never reviewed, without a change in this repository.",
    fix: Fix::all(
        "Pin an exact version, or commit the `Chart.lock` that `helm dependency update` writes.",
    ),
    severity: Severity::Medium,
    concern: Concern::ChartVersion,
    controls: &[refutes(Hipaa::S312C1).own_reading(), refutes(Hipaa::S308A5IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::HELM,
    parameters: &[],
    rule: Rule::Resource(&["chart", "requirements"], check),
};

const RANGE: Message<2> =
    Message::new("{dependency} allows every version in the range `{version}`");
const ANY: Message<1> = Message::new("{dependency} allows every version");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let dependencies = dependencies(resource, out);
    if dependencies.is_empty() && !out.is_undecided() {
        return out.not_applicable();
    }
    let locked = locked(scope);
    for dependency in dependencies {
        let repository = dependency.get("repository").any_text();
        let is_local = out.read(&repository).is_some_and(|url| url.starts_with("file://"));
        // A local chart, also an archive below `charts`, has only one version.
        let is_here = is_local || out.read(&repository).is_none_or(|url| url.trim().is_empty());
        let version = dependency.get("version").any_text();
        let is_locked = name(&dependency).is_some_and(|name| locked.contains(name));
        match out.read(&version).map(|version| version.trim()) {
            _ if is_here || is_locked => out.pass(&dependency),
            Some(version) if is_exact(version) => out.pass(&dependency.get("version")),
            Some(version) if !version.is_empty() => {
                let message = RANGE.with(label(&dependency, out), version);
                out.fail(&dependency.get("version"), message);
            }
            _ => {
                let message = ANY.with(label(&dependency, out));
                out.fail(&version, message);
            }
        }
    }
}

/// The dependencies in a lock file of the chart.
fn locked<'s>(scope: &Scope<'s>) -> HashSet<&'s str> {
    let locks = scope.inventory.resources_of_kind("chart-lock");
    let listed = locks.flat_map(|lock| dependencies(lock, &mut Outcome::default()));
    listed.filter_map(|dependency| name(&dependency)).collect()
}

fn name<'a>(dependency: &Cursor<'a>) -> Option<&'a str> {
    Outcome::default().read(&dependency.get("name").any_text()).copied()
}

/// Whether a constraint allows only one version: three numbers, with an optional suffix.
fn is_exact(constraint: &str) -> bool {
    let version = constraint.trim_start_matches('=').trim_start();
    let version = version.strip_prefix('v').unwrap_or(version);
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = !version.contains([' ', ',', '|', '*', '<', '>', '~', '^']);
    is_word && core.split('.').count() == 3 && core.split('.').all(is_number)
}

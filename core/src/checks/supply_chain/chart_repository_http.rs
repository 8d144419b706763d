use super::dependencies::{dependencies, label};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "chart-repository-http",
    title: "chart repository uses plain HTTP",
    messages: &[MESSAGE.text()],
    why: "An attacker on the network path can replace the chart in the next build.",
    fix: Fix::all("Use `https://` or `oci://` for the repository."),
    severity: Severity::Medium,
    concern: Concern::ChartRepository,
    controls: &[refutes(Hipaa::S312C1).own_reading(), refutes(Hipaa::S308A5IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::HELM,
    parameters: &[],
    rule: Rule::Resource(&["chart", "requirements"], check),
};

const MESSAGE: Message<2> = Message::new("{dependency} is fetched over plain HTTP from `{url}`");

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    let dependencies = dependencies(resource, out);
    if dependencies.is_empty() && !out.is_undecided() {
        return out.not_applicable();
    }
    for dependency in dependencies {
        let repository = dependency.get("repository").any_text();
        let Some(url) = out.read(&repository) else { continue };
        if url.trim_start().to_ascii_lowercase().starts_with("http://") {
            let message = MESSAGE.with(label(&dependency, out), url);
            out.fail(&repository, message);
        } else {
            out.pass(&repository);
        }
    }
}

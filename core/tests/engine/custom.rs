//! Checks from outside the crate, and models that were built in code.

use asepsis::Field;
use asepsis::checks::{Check, Facet, Rule, Scope, Severity, Subject, Technologies, refutes};
use asepsis::frameworks::Hipaa;
use asepsis::model::Resource;
use asepsis::model::pods::{Container, Pod, Workload};
use asepsis::{Checker, Input, Outcome};

use crate::{counts, pod, said};

fn named_app(container: &Container<'_>, _: &Scope<'_>, out: &mut Outcome) {
    if out.read(&container.name) == Some(&"app") {
        out.fail(&container.name, "container has a name that says nothing");
    }
}

#[test]
fn a_check_of_the_caller_goes_the_way_of_our_own() {
    let own = Check::builder("meaningless-name")
        .title("a name that says nothing")
        .why("The value is not known.")
        .fix("Name it.")
        .severity(Severity::Low)
        .cites(refutes(Hipaa::S312A1))
        .technologies(Technologies::KUBERNETES)
        .rule(Rule::Container(named_app));
    let builder = Checker::builder().check(own).select("custom").framework("hipaa");
    let report = builder.build().unwrap().check([Input::text("a.yaml", pod("a", "{}"))]);
    assert_eq!(said(&report), ["a.yaml:9 meaningless-name"]);
    assert_eq!(report.findings()[0].severity, Severity::Low);
    let summary = report.check("meaningless-name").unwrap();
    assert_eq!((&*summary.family, &*summary.title), ("custom", "a name that says nothing"));
    let control = report.controls().iter().find(|control| &*control.id == Hipaa::S312A1.id());
    assert_eq!(control.unwrap().checks.refutes.len(), 1);
}

#[test]
fn a_check_made_at_run_time_chooses_its_subjects() {
    let forbidden = String::from("privileged");
    let own =
        Check::builder("forbidden-word").dynamic([Facet::Resource], move |subject, _, out| {
            let Subject::Resource(resource) = subject else { return false };
            if resource.kind != "Pod" {
                return false;
            }
            for (path, value) in resource.scalars() {
                if path.last().is_some_and(|key| *key == *forbidden) {
                    let text = value.any_text();
                    if out.read(&text) == Some(&"true") {
                        out.fail(&text, format!("`{forbidden}` is on"));
                    }
                }
            }
            true
        });
    let checker = Checker::builder().check(own).select("forbidden-word").build().unwrap();
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {privileged: true}\n";
    let report = checker.check([
        Input::text("a.yaml", pod("a", "privileged: true")),
        Input::text("b.yaml", pod("b", "privileged: false")),
        Input::text("c.yaml", pod("c", "privileged: \"{{ .Values.x }}\"")),
        Input::text("d.yaml", service),
    ]);
    assert_eq!(said(&report), ["a.yaml:12 forbidden-word"]);
    assert_eq!(counts(&report, "forbidden-word"), [1, 1, 1, 0]);
}

#[test]
fn impossible_requests_say_what_was_meant() {
    let twice = Check::builder("host-network").rule(Rule::Container(named_app));
    let error = Checker::builder().check(twice).build().unwrap_err();
    assert_eq!(error.code(), "duplicate-check");
    let error = Checker::builder().select("priviledged-container").build().unwrap_err();
    assert_eq!(error.hint().as_deref(), Some("did you mean `privileged-container`?"));
    let error = Checker::builder().framework("hippa").build().unwrap_err();
    assert_eq!(error.hint().as_deref(), Some("did you mean `hipaa`?"));
}

/// A Deployment of two containers, the first of them privileged.
fn built() -> Resource<'static> {
    let mut first = Container::default();
    first.name = Field::from("first");
    first.security.privileged = Field::from(true);
    let mut second = Container::default();
    second.name = Field::from("second");
    let mut pod = Pod::default();
    pod.containers = Field::from(vec![first, second]);
    let mut workload = Workload::default();
    workload.pod = Field::from(pod);
    let mut resource = Resource::default();
    resource.api_version = "apps/v1";
    resource.kind = "Deployment";
    resource.metadata.name = Field::from("built");
    resource.body = workload.into();
    resource
}

#[test]
fn a_model_built_in_code_is_judged_like_one_that_was_read() {
    let checker = Checker::builder().framework("pss-restricted").build().unwrap();
    let report = checker.check_resources(vec![built()]);
    assert_eq!(report.summary().resources, 1);
    assert_eq!(counts(&report, "privileged-container"), [1, 1, 0, 0]);
    assert_eq!(counts(&report, "network-policy-missing"), [1, 0, 0, 0]);
    let finding = report.findings().iter().find(|found| &*found.check == "privileged-container");
    let finding = finding.unwrap();
    assert_eq!(finding.location, None);
    let resource = finding.resource.as_ref().unwrap();
    assert_eq!((&*resource.kind, resource.container.as_deref()), ("Deployment", Some("first")));
    // Without places the container is what tells two findings of one check apart.
    let mut prints: Vec<_> = report.findings().iter().map(|found| &found.fingerprint).collect();
    let all = prints.len();
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), all);
    let again = asepsis::report::Report::from_json(&report.to_json()).unwrap();
    assert_eq!(again, report);
}

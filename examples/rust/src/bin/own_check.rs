//! Two custom checks: one written in Rust, one created at run time from data.
//!
//! `cargo run -p asepsis-examples --bin own_check`

use asepsis::checks::{Check, Facet, Rule, Scope, Subject};
use asepsis::model::meta::lookup;
use asepsis::model::pods::Workload;
use asepsis::{Checker, Error, Input, Outcome, Severity};

const MANIFEST: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: fhir-api
  labels: {app: fhir-api}
spec:
  selector: {matchLabels: {app: fhir-api}}
  template:
    metadata: {labels: {app: fhir-api}}
    spec:
      containers:
        - name: api
          image: docker.example/fhir-api:2.4.1
";

/// Every workload must have the label `owner`.
fn owner(_: &Workload, scope: &Scope, out: &mut Outcome) {
    let Some(resource) = scope.resource else { return };
    let owner = lookup(&resource.metadata.labels, "owner");
    if out.is_unset(&owner) {
        out.fail(&owner, "label `owner` is missing");
    } else {
        out.pass(&owner);
    }
}

fn main() -> Result<(), Error> {
    let owner_missing = Check::builder("owner-label-missing")
        .title("workload has no owner label")
        .severity(Severity::Low)
        .rule(Rule::Workload(owner));

    // Data from outside of the program, for example a file of rules.
    let registry = "registry.example/".to_owned();
    let foreign_image = Check::builder("foreign-image")
        .title("image is from a foreign registry")
        .severity(Severity::High)
        .dynamic([Facet::Container], move |subject, _, out| {
            let Subject::Container(container) = subject else { return false };
            match out.read(&container.image) {
                Some(image) if !image.starts_with(&registry) => {
                    out.fail(&container.image, format!("image `{image}` is not from `{registry}`"));
                }
                Some(_) => out.pass(&container.image),
                None => {}
            }
            true
        });

    let checker =
        Checker::builder().check(owner_missing).check(foreign_image).select("custom").build()?;
    let report = checker.check([Input::text("fhir-api.yaml", MANIFEST)]);
    for finding in report.findings() {
        let line = finding
            .location
            .as_ref()
            .and_then(|location| location.start)
            .map_or(0, |start| start.line);
        println!("line {line}: {} [{}]", finding.message, finding.check);
    }
    Ok(())
}

//! What Kustomize makes, and what releases of charts name.

use asepsis::Input;
use asepsis::report::Report;

use crate::{check, said};

fn messages(report: &Report) -> Vec<&str> {
    let problems = report.inputs().iter().flat_map(|input| &input.problems);
    problems.map(|problem| &*problem.message).collect()
}

#[test]
fn what_a_generator_makes_is_judged_where_it_is_written() {
    let text = "\
namespace: clinic
resources: [gone.yaml, 'https://git.example/ward//base?ref=v1']
configMapGenerator:
  - name: app
    literals:
      - DB_PASSWORD=Ojala9xKq7v
";
    let report = check(&["secret-in-config-map"], vec![Input::text("kustomization.yaml", text)]);
    assert_eq!(said(&report), ["kustomization.yaml:6 secret-in-config-map"]);
    let said = messages(&report);
    for message in [
        "`gone.yaml` not found in the input",
        "`https://git.example/ward//base?ref=v1` is remote and was not fetched",
    ] {
        assert!(said.contains(&message), "{message}: {said:?}");
    }
}

#[test]
fn values_that_a_release_names_are_values() {
    let release = "\
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ward, namespace: clinic}
spec:
  chart: {spec: {chart: ./ward, valuesFiles: [deploy/prod.yaml]}}
";
    let helmfile = "releases:\n  - {name: ward, chart: ./ward, values: [deploy/prod.yaml]}\n";
    let values = "database:\n  password: Ojala9xKq7v\n";
    let of = |named: &str, text: &str| {
        let inputs = vec![Input::text(named, text), Input::text("deploy/prod.yaml", values)];
        said(&check(&["secret-in-values"], inputs))
    };
    let found = ["deploy/prod.yaml:2 secret-in-values [prod]"];
    assert_eq!(of("release.yaml", release), found);
    assert_eq!(of("helmfile.yaml", helmfile), found);
    assert!(of("other.yaml", "a: b\n").is_empty());
}

#[test]
fn files_that_a_generator_takes_in_are_read_and_changes_are_said() {
    let text = "\
secretGenerator: [{name: app, files: [app.txt]}]
patches: []
commonLabels: {a: b}
replicas: [{name: a, count: 2}]
images: null
configMapGenerator: [{name: app, literals: [A=b]}]
";
    let files = vec![
        Input::text("kustomization.yaml", text),
        Input::text("app.txt", "DB_PASSWORD=Ojala9xKq7v\n"),
    ];
    let report = check(&["secret-in-configuration-file"], files);
    let taken = report.inputs().iter().find(|input| &*input.path == "app.txt").unwrap();
    assert_eq!(taken.status.as_str(), "analysed");
    let said = messages(&report).join("\n");
    // The fault is why it was not built, and what was not applied follows from it.
    assert!(said.contains("resource with name a does not match a config"), "{said}");
    assert!(!said.contains("not applied"), "{said}");
}

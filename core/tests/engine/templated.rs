//! The objects of OpenShift's templates, with the defaults of their parameters.

use asepsis::Input;

use crate::seen::{inputs, messages, of_resources, value};
use crate::{check, said};

/// The objects that are made of a template, as values.
fn made(template: &str) -> Vec<String> {
    of_resources(vec![Input::text("template.yaml", template)], |resource| {
        (resource.kind != "Template").then(|| value(resource.content.node().unwrap()).to_string())
    })
}

fn template(fields: &str) -> String {
    format!(
        "apiVersion: template.openshift.io/v1
kind: Template
metadata: {{name: ward}}
parameters:
- {{name: NAME, value: icu}}
- {{name: COUNT, value: '3'}}
- {{name: OPEN}}
- {{value: nameless}}
- {{name: LIST, value: [a]}}
objects:
- apiVersion: example.org/v1
  kind: Ward
  metadata: {{name: '${{NAME}}'}}
  {fields}
"
    )
}

/// <https://docs.openshift.com/container-platform/latest/openshift_images/using-templates.html>:
/// `${NAME}` may be anywhere and makes a string, `${{NAME}}` must be alone and makes a value.
#[test]
fn parameters_are_their_defaults() {
    let cases = [
        ("'${NAME}'", "\"icu\""),
        ("'a-${NAME}-${COUNT}-b'", "\"a-icu-3-b\""),
        ("'${COUNT}'", "\"3\""),
        ("'${{COUNT}}'", "3"),
        ("'${{NAME}}'", "\"icu\""),
        // Two braces are of the whole text or of nothing.
        ("'a${{NAME}}'", "\"?\""),
        ("'${{NAME}}b'", "\"?\""),
        ("'${A${NAME}}'", "\"?\""),
        ("'$NAME {NAME} ${NAME'", "\"$NAME {NAME} ${NAME\""),
        // What has no default is not known.
        ("'${OPEN}${NAME}'", "\"?\""),
        ("'${LIST}'", "\"?\""),
        ("'${GONE}'", "\"?\""),
        (
            "{'${NAME}': [1, '${COUNT}', {a: b}], c: true}",
            "{\"c\":true,\"icu\":[1,\"3\",{\"a\":\"b\"}]}",
        ),
        ("*gone", "\"?\""),
        ("", "null"),
    ];
    for (written, expected) in cases {
        let found = made(&template(&format!("spec: {written}")));
        let [line] = found.as_slice() else { panic!("{written}: {found:?}") };
        assert!(line.ends_with(&format!("\"spec\":{expected}}}")), "{written}: {line}");
        assert!(line.contains("{\"name\":\"icu\"}"), "{line}");
    }
}

#[test]
fn every_object_is_judged_where_it_is_written() {
    let text = "\
apiVersion: v1
kind: Template
metadata: {name: ward}
objects:
- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {hostPID: true, containers: []}}
- apiVersion: v1
  kind: Pod
  metadata: {name: '${NAME}'}
  spec: {hostPID: '${{SHARE}}', containers: []}
parameters:
- {name: SHARE, value: 'true'}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other}
---
apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: more}
objects:
- apiVersion: v1
  kind: Pod
  metadata: {name: '${SHARE}'}
  spec:
    hostPID:
      true
    containers: []
";
    let report = check(&["host-pid"], vec![Input::text("ward.yaml", text)]);
    let mut found = said(&report);
    found.sort();
    // The value decides, and that is where it is written.
    assert_eq!(found, ["ward.yaml:11 host-pid", "ward.yaml:26 host-pid", "ward.yaml:5 host-pid"]);
    assert!(messages(&report).is_empty(), "{:?}", messages(&report));
    let shared = report.findings().iter().find(|one| {
        one.location.as_ref().is_some_and(|location| location.start.unwrap().line == 11)
    });
    let related: Vec<String> =
        shared.unwrap().related.iter().map(|one| crate::place(&one.location)).collect();
    assert_eq!(related, ["ward.yaml:9"]);
}

#[test]
fn what_is_no_template_or_is_there_for_its_values_makes_nothing() {
    let pod =
        "objects: [{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {hostPID: true}}]\n";
    let of = |head: &str| made(&format!("{head}{pod}")).len();
    assert_eq!(of("apiVersion: template.openshift.io/v1\nkind: Template\n"), 1);
    assert_eq!(of("apiVersion: v1\nkind: Template\n"), 1);
    // Whatever has objects is looked through, but has no parameters.
    let other = "apiVersion: example.org/v1\nkind: Template\nparameters: [{name: A, value: b}]\nobjects: [{apiVersion: v1, kind: Pod, metadata: {name: '${A}'}}]\n";
    assert!(made(other).iter().all(|line| !line.contains("\"name\":\"b\"")), "{:?}", made(other));
    let context = Input::context("ward.yaml", format!("apiVersion: v1\nkind: Template\n{pod}"));
    assert!(said(&check(&["host-pid"], vec![context])).is_empty());
    assert!(inputs(&[]).is_empty());
}

//! Values that break the schema of their chart: said where they are written, and the environment does
//! not render.

use asepsis::report::ProblemCode;

use crate::seen::inputs;
use crate::{check, place};

const CHART: &str = "apiVersion: v2\nname: ward\nversion: 1.0.0\n";
const TEMPLATE: &str = "kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n\
                        data: {replicas: '{{ .Values.replicas }}'}\n";
const SCHEMA: &str = "{\"type\": \"object\", \"properties\": {\"replicas\": {\"type\": \"integer\", \
                      \"minimum\": 1}, \"image\": {\"required\": [\"tag\"]}}, \
                      \"patternProperties\": {\"^x\": {\"anyOf\": [{\"type\": \"string\"}, \
                      {\"minimum\": 2}]}}}";

/// The problems of a chart with this schema: `path:line: message`.
fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let own = [("ward/Chart.yaml", CHART), ("ward/templates/a.yaml", TEMPLATE)];
    let report = check(&[], inputs(&[&own, files].concat()));
    let said = report.inputs().iter().flat_map(|input| {
        let of_values =
            input.problems.iter().filter(|problem| problem.code == Some(ProblemCode::NotBuilt));
        of_values.map(|problem| {
            let place = problem.location.as_ref().map_or_else(String::new, place);
            format!("{place}: {}", problem.message)
        })
    });
    let mut said: Vec<String> = said.collect();
    said.sort();
    said
}

#[test]
fn values_that_break_a_schema_are_shown_in_their_file() {
    let schema = ("ward/values.schema.json", SCHEMA);
    let of = |shared: &str, own: &str| {
        problems(&[schema, ("ward/values.yaml", shared), ("ward/values-prod.yaml", own)])
    };
    let does_not = "value does not match `values.schema.json`:";
    assert!(of("replicas: 1\n", "replicas: 2\n").is_empty());
    assert_eq!(
        of("a: b\nreplicas: 1\n", "# few\nreplicas: 0\n"),
        [format!("ward/values-prod.yaml:2: {does_not} minimum: got 0, want 1")]
    );
    // Said once, although it is so in both environments.
    assert_eq!(
        of("replicas: many\nimage:\n  name: a\n", "x: 1\n"),
        [
            format!(
                "ward/values-prod.yaml:1: {does_not} 'anyOf' failed: got number, want string; \
                 minimum: got 1, want 2"
            ),
            format!("ward/values.yaml:1: {does_not} got string, want integer"),
            format!("ward/values.yaml:3: {does_not} missing property 'tag'"),
        ]
    );
}

#[test]
fn a_schema_that_is_none_is_refused_with_its_chart() {
    let broken = ("ward/values.schema.json", "{\"$ref\": \"#/definitions/none\"}");
    let said = problems(&[broken, ("ward/values.yaml", "replicas: 1\n")]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("ward/Chart.yaml:2: "), "{said:?}");
    assert!(
        said[0].ends_with(
            "json-pointer in \"file:///values.schema.json#/definitions/none\" not found"
        )
    );
    let elsewhere = "{\"properties\": {\"replicas\": {\"$ref\": \"https://example.org/a.json\"}}}";
    let files = [("ward/values.yaml", "replicas: 1\n"), ("ward/values.schema.json", elsewhere)];
    assert!(problems(&files).is_empty());
}

use super::{one, read, show, tree, value, workload};
use crate::frontends::Content;
use crate::frontends::kubernetes::read_documents;
use crate::model::{Body, pods};
use crate::source::Source;
use crate::syntax::{Format, parse};
use crate::tree::{Limits, Origin};

#[test]
fn unknown_kinds_are_workloads_by_the_shape_of_a_pod_template() {
    let pod = "spec: {containers: [{name: a, image: b}]}";
    let cases = [
        (
            format!(
                "apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {{template: {{{pod}}}}}"
            ),
            true,
        ),
        (
            format!(
                "apiVersion: serving.knative.dev/v1, kind: Service, spec: {{template: {{{pod}}}}}"
            ),
            true,
        ),
        (
            format!("apiVersion: example.org/v1, kind: Deployment, spec: {{template: {{{pod}}}}}"),
            true,
        ),
        (
            format!(
                "apiVersion: a/v1, kind: A, spec: {{jobTemplate: {{spec: {{template: {{{pod}}}}}}}}}"
            ),
            true,
        ),
        (format!("apiVersion: a/v1, kind: A, template: {{{pod}}}"), true),
        (format!("apiVersion: a/v1, kind: A, {pod}"), true),
        ("apiVersion: a/v1, kind: A, template: {spec: {containers: []}}".to_owned(), false),
        ("apiVersion: a/v1, kind: A, template: {spec: {containers: [text]}}".to_owned(), false),
        ("apiVersion: a/v1, kind: A, template: {spec: {containers: {a: {}}}}".to_owned(), false),
    ];
    for (text, expected) in cases {
        let resource = one(&format!("{{{text}}}"));
        let shapes = resource.workloads().filter(|workload| workload.origin == pods::Origin::Shape);
        assert_eq!(shapes.count(), usize::from(expected), "{text}");
        assert!(matches!(resource.body, Body::Other), "{text}");
    }
    let selects = |selector: &str| {
        let text = format!(
            "{{apiVersion: a/v1, kind: A, spec: {{selector: {selector}, template: {{{pod}}}}}}}"
        );
        assert_eq!(workload(&text).origin, pods::Origin::Controller);
        show(&value(value(workload(&text).selector).match_labels)[0].value)
    };
    assert_eq!(selects("{matchLabels: {app: one}}"), "\"one\"");
    assert_eq!(selects("{app: two}"), "\"two\"");
}

#[test]
fn every_document_is_accounted_for() {
    let cases = [
        ("{apiVersion: v1, kind: Secret}", "Resource 1 Secret []"),
        ("{apiVersion: a/v1, kind: Monitor}", "Resource 1 Monitor [] other Monitor=1"),
        ("# nothing\n---\nnull", "Empty 0  []"),
        ("text", "Other 0  [not-a-manifest: not an object: the value is not a mapping]"),
        (
            "- {apiVersion: v1, kind: Pod}",
            "Other 0  [not-a-manifest: not an object: the value is not a mapping]",
        ),
        ("{}", "Other 0  [not-a-manifest: `apiVersion` is missing, `kind` is missing]"),
        ("a: 1", "Other 0  [not-a-manifest: `apiVersion` is missing, `kind` is missing]"),
        (
            "{metadata: {}, spec: {}}",
            "Other 0  [no-kind: `apiVersion` is missing, `kind` is missing]",
        ),
        ("kind: Pod", "Other 0  [no-kind: `apiVersion` is missing]"),
        ("{apiVersion: v1, kind: }", "Other 0  [no-kind: `kind` is missing]"),
        (
            "{apiVersion: 1, kind: Pod}",
            "Other 0  [no-kind: `apiVersion`: the value is not a string]",
        ),
        ("{apiVersion: v1, kind: ''}", "Other 0  [no-kind: `kind`: the value is not a valid name]"),
        (
            "{apiVersion: v1, kind: '{{ .Values.kind }}'}",
            "Other 0  [template: `kind`: a template expression has to be rendered first]",
        ),
        (
            "{apiVersion: v1, kind: '${KIND}'}",
            "Other 0  [no-kind: `kind`: a variable has no value in the input]",
        ),
        ("{apiVersion: v1, kind: List, items: []}", "List 0  []"),
        ("{apiVersion: v1, kind: List}", "List 0  []"),
        (
            "{apiVersion: v1, kind: List, items: text}",
            "List 0  [list-item: `items` of `List` is not a list]",
        ),
        ("{apiVersion: a/v1, kind: AllowList}", "Resource 1 AllowList [] other AllowList=1"),
        (
            "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod}, \
             {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret}, \
             {apiVersion: v1, kind: Service}]}, {apiVersion: v1, kind: ConfigMap}]}",
            "List 4 Pod Secret Service ConfigMap []",
        ),
        (
            "{apiVersion: apps/v1, kind: DeploymentList, items: [{metadata: {name: a}}, \
             {apiVersion: v1, kind: Pod}, {kind: Pod}]}",
            "List 2 Deployment Pod [no-kind: `apiVersion` is missing]",
        ),
        (
            "{apiVersion: v1, kind: List, items: [null, text, [], {}, '{{ x }}']}",
            "List 0  [list-item: not an object: the value is not a mapping, \
             list-item: not an object: the value is not a mapping, \
             list-item: not an object: the value is not a mapping, \
             list-item: `apiVersion` is missing, `kind` is missing, \
             template: not an object: a template expression has to be rendered first]",
        ),
    ];
    for (text, expected) in cases {
        let (resources, reports) = read(text);
        let report = reports.last().unwrap();
        let kinds: Vec<_> = resources.iter().map(|resource| resource.kind).collect();
        let problem = |problem: &crate::source::Problem| {
            assert!(problem.span.is_some() && problem.document == Some(report.number));
            format!("{}: {}", problem.code, problem.message)
        };
        let problems: Vec<_> = report.problems.iter().map(problem).collect();
        let (count, content) = (report.resources, report.content);
        let mut shown =
            format!("{content:?} {count} {} [{}]", kinds.join(" "), problems.join(", "));
        if let [(kind, count)] = report.other_kinds.iter().collect::<Vec<_>>()[..] {
            shown = format!("{shown} other {kind}={count}");
        }
        assert_eq!(shown, expected, "{text}");
        assert_eq!(report.resources as usize, resources.len());
    }
}

#[test]
fn the_place_of_a_list_item_is_its_own() {
    let text = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod}\n- lost\n";
    let (resources, reports) = read(text);
    assert_eq!(tree(text).source().slice(reports[0].problems[0].span.unwrap()), "lost");
    assert_eq!(tree(text).pointer(resources[0].place().node()), "/items/0");
}

#[test]
fn json_is_read_as_yaml_is() {
    let text = r#"{"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"image": "a:1"}]}}
    ]}"#;
    let source = Source::new("list.json", text);
    let (tree, problems) = parse(source, Format::JSON, Origin::Text, Limits::default());
    assert_eq!(problems, []);
    let mut resources = Vec::new();
    let reports = read_documents(0, &tree, &mut resources);
    assert_eq!(reports.iter().map(|report| report.content).collect::<Vec<_>>(), [Content::List]);
    let pod = value(resources[0].workload().unwrap().pod.clone());
    assert_eq!(show(&value(pod.containers)[0].image), "\"a:1\"");
}

use super::{origin, rendered};

/// An `ApplicationSet` with generators, a name, files of values and a value `a`.
fn set(generators: &str, is_go: bool, [name, file, value]: [&str; 3]) -> String {
    format!(
        "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {{name: labs}}\nspec:\n  goTemplate: {is_go}\n  generators:\n{generators}  template:\n    metadata: {{name: '{name}'}}\n    spec:\n      destination: {{namespace: '{name}'}}\n      source:\n        path: charts/lab\n        helm:\n          valueFiles: [{file}]\n          parameters: [{{name: a, value: '{value}'}}]\n"
    )
}

const LIST: &str = "    - list:\n        elements:\n          - {env: prod, tag: '2'}\n          - {env: dev, tag: '3'}\n";

fn with(text: &str, files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let all = [&[("apps/set.yaml", text), ("charts/lab/values-dev.yaml", "b: dev\n")], files];
    rendered(&all.concat())
}

#[test]
fn a_list_makes_a_release_for_each_element() {
    let expected = [
        "default -/lab a=chart b=chart",
        "dev lab-dev/lab-dev a=t3 b=dev",
        "prod lab-prod/lab-prod a=t2 b=prod",
    ];
    let plain = set(LIST, false, ["lab-{{env}}", "'values-{{ env }}.yaml'", "t{{tag}}"]);
    let go = set(LIST, true, ["lab-{{.env}}", "'values-{{ .env | lower }}.yaml'", "t{{.tag}}"]);
    for text in [plain, go] {
        let (objects, problems) = with(&text, &[]);
        assert_eq!(objects, expected, "{text}");
        assert!(problems.is_empty(), "{problems:?}");
    }
}

#[test]
fn a_value_of_an_element_is_at_the_element() {
    for (is_go, value) in [(false, "{{tag}}"), (true, "{{.tag}}")] {
        let elements = "    - list:\n        elements:\n          - {env: prod, tag: 'x'}\n";
        let name = if is_go { "lab-{{.env}}" } else { "lab-{{env}}" };
        let text = set(elements, is_go, [name, "values-prod.yaml", value]);
        assert_eq!(origin(&[("apps/set.yaml", &text)], "a"), "apps/set.yaml:9", "{value}");
    }
}

#[test]
fn folders_and_files_of_the_input_are_elements() {
    let folders = "    - git:\n        directories:\n          - {path: wards/*}\n          - {path: wards/old, exclude: true}\n";
    let files = [("wards/icu/x.txt", ""), ("wards/er/x.txt", ""), ("wards/old/x.txt", "")];
    let expected = ["default er/er a=wards/er b=chart", "default icu/icu a=wards/icu b=chart"];
    let plain = set(folders, false, ["{{path.basename}}", "", "{{path}}"]);
    let go = set(folders, true, ["{{.path.basename}}", "", "{{.path.path}}"]);
    for text in [plain, go] {
        let (objects, problems) = with(&text, &files);
        assert_eq!(objects[..2], expected, "{text}");
        assert!(problems.is_empty(), "{problems:?}");
    }
    let of_files = "    - git:\n        files: [{path: 'envs/*.json'}]\n";
    let text = set(of_files, false, ["{{cluster.name}}", "", "{{path.filename}}"]);
    let (objects, problems) =
        with(&text, &[("envs/one.json", "{\"cluster\": {\"name\": \"prod\"}}")]);
    assert_eq!(objects[2], "prod prod/prod a=one.json b=chart", "{objects:?} {problems:?}");
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn generators_are_combined() {
    let matrix = "    - matrix:\n        generators:\n          - list: {elements: [{env: dev}, {env: prod}]}\n          - git:\n              directories: [{path: 'wards/{{env}}/*'}]\n";
    let files = [("wards/dev/icu/x.txt", ""), ("wards/prod/er/x.txt", "")];
    let text = set(matrix, false, ["{{path.basename}}", "'values-{{env}}.yaml'", "{{env}}"]);
    let (objects, problems) = with(&text, &files);
    assert_eq!(objects[1..], ["dev icu/icu a=dev b=dev", "prod er/er a=prod b=prod"]);
    assert!(problems.is_empty(), "{problems:?}");
    let merge = "    - merge:\n        mergeKeys: [env]\n        generators:\n          - list: {elements: [{env: dev, tag: one}, {env: prod, tag: one}]}\n          - list: {elements: [{env: prod, tag: two}, {env: other, tag: three}]}\n";
    let text = set(merge, true, ["{{.env}}", "'values-{{.env}}.yaml'", "{{.tag}}"]);
    let (objects, problems) = with(&text, &[]);
    assert_eq!(objects[1..], ["dev dev/dev a=one b=dev", "prod prod/prod a=two b=prod"]);
    assert!(problems.is_empty(), "{problems:?}");
    let selected = format!("{LIST}      selector: {{matchLabels: {{env: dev}}}}\n");
    let text = set(&selected, true, ["{{.env}}", "'values-{{.env}}.yaml'", "{{.tag}}"]);
    assert_eq!(with(&text, &[]).0[1], "dev dev/dev a=3 b=dev");
}

#[test]
fn what_only_a_cluster_knows_is_said() {
    let clusters = "    - clusters: {}\n";
    let text = set(clusters, false, ["{{name}}", "values-prod.yaml", "x"]);
    let (objects, problems) = with(&text, &[]);
    assert_eq!(objects.len(), 3, "{objects:?}");
    assert_eq!(problems, ["apps/set.yaml:7 elements of generator `clusters` are not in the input"]);
    let text = set(LIST, true, ["{{.env}}", "'values-{{.env}}.yaml'", "{{.other}}"]);
    let (objects, problems) = with(&text, &[]);
    assert_eq!(objects.len(), 3, "{objects:?}");
    assert!(problems[0].starts_with("apps/set.yaml:19 the expression"), "{problems:?}");
    let none = "    - git: {directories: [{path: nothing/*}]}\n";
    let text = set(none, false, ["x", "", "x"]);
    assert_eq!(
        with(&text, &[]).1,
        ["apps/set.yaml:7 no folder of the input matches the generator"]
    );
    let patched =
        format!("{}  templatePatch: |\n    spec: {{}}\n", set(LIST, true, ["x", "", "y"]));
    assert!(with(&patched, &[]).1[0].contains("`templatePatch` is not applied"));
}

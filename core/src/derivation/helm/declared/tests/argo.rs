use super::{of_field, origin, rendered};

/// An Application with the fields of `source.helm`.
fn application(helm: &str) -> String {
    format!(
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{name: ward, namespace: argocd}}\nspec:\n  destination: {{namespace: clinic}}\n  source:\n    repoURL: https://git.example/clinic.git\n    path: charts/lab\n    helm:\n{helm}"
    )
}

fn one(helm: &str) -> (Vec<String>, Vec<String>) {
    rendered(&[("apps/ward.yaml", &application(helm))])
}

#[test]
fn parameters_are_over_values_and_those_over_files() {
    let files = "      valueFiles: [values.yaml, values-prod.yaml]\n";
    let (objects, problems) = one(files);
    assert_eq!(objects, ["default -/lab a=chart b=chart", "prod clinic/ward a=chart b=prod"]);
    assert!(problems.is_empty(), "{problems:?}");
    let block = format!("{files}      values: |\n        b: block\n        a: block\n");
    assert_eq!(one(&block).0[1], "prod clinic/ward a=block b=block");
    let object = format!("{block}      valuesObject: {{b: object}}\n");
    assert_eq!(one(&object).0[1], "prod clinic/ward a=chart b=object");
    let parameters = format!("{object}      parameters: [{{name: b, value: parameter}}]\n");
    assert_eq!(one(&parameters).0[1], "prod clinic/ward a=chart b=parameter");
    let file = format!("{parameters}      fileParameters: [{{name: b, path: Chart.yaml}}]\n");
    assert!(one(&file).0[1].contains("b=apiVersion: v2"), "{:?}", one(&file).0);
}

#[test]
fn a_value_is_where_a_person_changes_it() {
    let cases = [
        ("      values: |\n        # first\n        b: block\n", "apps/ward.yaml:12"),
        ("      valuesObject:\n        a: x\n        b: object\n", "apps/ward.yaml:12"),
        ("      parameters:\n        - name: b\n          value: y\n", "apps/ward.yaml:12"),
        ("      valueFiles: [values-prod.yaml]\n", "charts/lab/values-prod.yaml:1"),
        ("      releaseName: x\n", "charts/lab/values.yaml:2"),
    ];
    for (helm, expected) in cases {
        assert_eq!(origin(&[("apps/ward.yaml", &application(helm))], "b"), expected, "{helm}");
    }
}

#[test]
fn a_parameter_has_the_type_that_helm_gives_it() {
    let of = |parameter: &str| {
        let text = application(&format!("      parameters: [{parameter}]\n"));
        of_field(&[("apps/ward.yaml", &text)], "json", |_, node| node.text().to_owned())
    };
    assert_eq!(of("{name: b, value: \"1,2\"}"), "\"1,2\"");
    assert_eq!(of("{name: b, value: \"8080\"}"), "8080");
    assert_eq!(of("{name: b, value: \"8080\", forceString: true}"), "\"8080\"");
    assert_eq!(of("{name: b, value: \"{1,x}\"}"), "[1,\"x\"]");
    assert_eq!(of("{name: b, value: \"{1,x}\", forceString: true}"), "[\"1\",\"x\"]");
    assert_eq!(of("{name: b.c, value: x}"), "{\"c\":\"x\"}");
}

#[test]
fn without_an_environment_a_release_is_in_place_of_the_default() {
    let (objects, _) = one("      releaseName: icu\n");
    assert_eq!(objects, ["default clinic/icu a=chart b=chart", "prod -/lab a=chart b=prod"]);
    let other = application("      releaseName: north\n");
    let both = [("a.yaml", &*application("      releaseName: icu\n")), ("b.yaml", &other)];
    let (objects, _) = rendered(&both);
    let expected = [
        "default clinic/icu a=chart b=chart",
        "default clinic/north a=chart b=chart",
        "prod -/lab a=chart b=prod",
    ];
    assert_eq!(objects, expected);
}

#[test]
fn the_path_of_the_file_names_the_environment() {
    let text = application("      releaseName: icu\n");
    let (objects, _) = rendered(&[("clusters/prod/ward.yaml", &text)]);
    assert_eq!(objects, ["default -/lab a=chart b=chart", "prod clinic/icu a=chart b=chart"]);
}

#[test]
fn a_file_that_is_not_there_is_said_and_the_release_is_not_rendered() {
    let files = "      valueFiles: [values-live.yaml]\n";
    let (objects, problems) = one(files);
    assert_eq!(objects, ["default -/lab a=chart b=chart", "prod -/lab a=chart b=prod"]);
    assert_eq!(
        problems,
        ["apps/ward.yaml:10 values file `values-live.yaml` not found in the input"]
    );
    let (objects, problems) = one(&format!("{files}      ignoreMissingValueFiles: true\n"));
    assert_eq!(objects[0], "default clinic/ward a=chart b=chart");
    assert!(problems.is_empty(), "{problems:?}");
    let elsewhere = application("      releaseName: x\n").replace("charts/lab", "charts/other");
    let (_, problems) = rendered(&[("apps/ward.yaml", &elsewhere)]);
    assert_eq!(problems, ["apps/ward.yaml:8 chart `charts/other` not found in the input"]);
    let broken = "      values: |\n        a: [\n";
    let (objects, problems) = one(broken);
    assert_eq!(objects.len(), 2);
    assert!(problems[0].starts_with("apps/ward.yaml:10 values are not read: "), "{problems:?}");
}

#[test]
fn a_source_can_take_files_of_another_one() {
    let text = "kind: Application\nmetadata: {name: ward}\nspec:\n  destination: {namespace: clinic}\n  sources:\n    - {repoURL: x, ref: config}\n    - repoURL: y\n      path: charts/lab\n      helm: {valueFiles: [$config/config/live.yaml]}\n";
    let files = [("apps/ward.yaml", text), ("config/live.yaml", "a: other\n")];
    let (objects, problems) = rendered(&files);
    assert_eq!(objects[1], "live clinic/ward a=other b=chart");
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn a_source_that_is_no_chart_of_the_input_is_not_one() {
    let remote = "kind: Application\nmetadata: {name: ward}\nspec:\n  source: {repoURL: 'https://charts.example', chart: lab, helm: {valueFiles: [x.yaml]}}\n";
    let folder = "kind: Application\nmetadata: {name: ward}\nspec:\n  source: {repoURL: x, path: manifests}\n";
    for text in [remote, folder] {
        let (objects, problems) = rendered(&[("app.yaml", text)]);
        assert_eq!(objects, ["default -/lab a=chart b=chart", "prod -/lab a=chart b=prod"]);
        assert!(problems.is_empty(), "{problems:?}");
    }
}

#[test]
fn a_chart_may_render_applications_for_others() {
    let template = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ward}\nspec:\n  destination: {namespace: clinic}\n  source:\n    path: charts/lab\n    helm: {valuesObject: {b: {{ .Values.b }}}}\n";
    let files = [
        ("apps/Chart.yaml", "apiVersion: v2\nname: apps\nversion: 1.0.0\n"),
        ("apps/values.yaml", "b: of-apps\n"),
        ("apps/templates/ward.yaml", template),
    ];
    let (objects, problems) = rendered(&files);
    let expected =
        ["* -/ward a= b=", "default clinic/ward a=chart b=of-apps", "prod -/lab a=chart b=prod"];
    assert_eq!(objects, expected);
    assert!(problems.is_empty(), "{problems:?}");
}

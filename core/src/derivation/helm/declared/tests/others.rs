use super::{origin, rendered};

#[test]
fn a_helm_chart_of_k3s_has_values_and_those_of_its_configuration() {
    let chart = "apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: ward, namespace: kube-system}\nspec:\n  chart: charts/lab\n  targetNamespace: clinic\n  valuesContent: |\n    a: content\n    b: content\n";
    let config = "apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: {name: ward, namespace: kube-system}\nspec:\n  valuesContent: |\n    b: config\n";
    let (objects, problems) = rendered(&[("k3s.yaml", chart), ("config.yaml", config)]);
    assert_eq!(objects[0], "default clinic/ward a=content b=config");
    assert!(problems.is_empty(), "{problems:?}");
    let set = format!("{chart}  set: {{b: '8', a: 'x,y'}}\n");
    assert_eq!(rendered(&[("k3s.yaml", &set)]).0[0], "default clinic/ward a=x,y b=8");
    let remote = chart.replace("charts/lab", "lab\n  repo: https://charts.example");
    assert_eq!(rendered(&[("k3s.yaml", &remote)]).0[0], "default -/lab a=chart b=chart");
}

#[test]
fn values_in_a_kustomization_are_merged_as_it_says() {
    let of = |more: &str| {
        let text = format!(
            "helmGlobals: {{chartHome: ../charts}}\nnamespace: clinic\nhelmCharts:\n  - name: lab\n    releaseName: ward\n    valuesInline: {{b: inline}}\n{more}"
        );
        let files = [("ward/kustomization.yaml", &*text), ("ward/icu.yaml", "a: file\nb: file\n")];
        rendered(&files).0[0].clone()
    };
    assert_eq!(of(""), "default clinic/ward a=chart b=inline");
    assert_eq!(of("    valuesFile: icu.yaml\n"), "default clinic/ward a=file b=inline");
    let merge = "    valuesFile: icu.yaml\n    valuesMerge: merge\n";
    assert_eq!(of(merge), "default clinic/ward a=file b=file");
    let replace = "    valuesFile: icu.yaml\n    valuesMerge: replace\n";
    assert_eq!(of(replace), "default clinic/ward a=chart b=inline");
    let more = "    additionalValuesFiles: [icu.yaml]\n";
    assert_eq!(of(more), "default clinic/ward a=file b=file");
}

const HELMFILE: &str = "environments:\n  dev: {}\n  prod: {values: [env.yaml]}\nreleases:\n  - name: ward\n    namespace: clinic-{{ .Environment.Name }}\n    chart: charts/lab\n    values:\n      - wards/{{ .Environment.Name }}.yaml\n      - b: inline\n    set: [{name: a, value: set}]\n";

#[test]
fn a_helmfile_has_a_release_in_each_environment() {
    let files = [
        ("helmfile.yaml", HELMFILE),
        ("wards/dev.yaml", "a: file\n"),
        ("wards/prod.yaml", "c: file\n"),
    ];
    let (objects, problems) = rendered(&files);
    let expected = [
        "default -/lab a=chart b=chart",
        "dev clinic-dev/ward a=set b=inline",
        "prod clinic-prod/ward a=set b=inline",
    ];
    assert_eq!(objects, expected);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(origin(&files, "b"), "helmfile.yaml:10");
}

#[test]
fn what_helmfile_evaluates_is_said() {
    let (objects, problems) = rendered(&[("helmfile.yaml", HELMFILE)]);
    assert_eq!(objects.len(), 2, "{objects:?}");
    let expected = [
        "helmfile.yaml:9 values file `wards/dev.yaml` not found in the input",
        "helmfile.yaml:9 values file `wards/prod.yaml` not found in the input",
    ];
    assert_eq!(problems, expected);
    let ignores = format!("missingFileHandler: Warn\n{HELMFILE}");
    let (objects, problems) = rendered(&[("helmfile.yaml", &ignores)]);
    assert_eq!(objects[1], "dev clinic-dev/ward a=set b=inline");
    assert!(problems.is_empty(), "{problems:?}");
    let of = |release: &str| {
        let text = format!("releases:\n  - {{name: ward, chart: ./charts/lab, {release}}}\n");
        let (objects, problems) = rendered(&[("helmfile.yaml", &text)]);
        (objects[0].clone(), problems)
    };
    let (object, problems) = of("namespace: \"{{ .Values.namespace }}\"");
    assert_eq!(object, "default -/lab a=chart b=chart");
    assert!(problems[0].starts_with("helmfile.yaml:2 the expression is not evaluated"));
    assert!(of("condition: lab.enabled").1[0].contains("`condition` is not in the values"));
    assert!(of("secrets: [x.yaml]").1[0].contains("`secrets` is not read"));
    let (object, problems) = of("installed: false");
    assert_eq!((object.as_str(), problems.len()), ("default -/lab a=chart b=chart", 0));
    let (object, problems) = of("namespace: icu");
    assert_eq!((object.as_str(), problems.len()), ("default icu/ward a=chart b=chart", 0));
}

#[test]
fn a_condition_is_looked_up_in_the_values_of_the_environment() {
    let text = HELMFILE.replace("dev: {}", "dev: {values: [{lab: {enabled: false}}]}");
    let text = text.replace("    namespace:", "    condition: lab.enabled\n    namespace:");
    let files = [
        ("helmfile.yaml", &*text),
        ("env.yaml", "lab: {enabled: true}\n"),
        ("wards/prod.yaml", "c: file\n"),
    ];
    let (objects, problems) = rendered(&files);
    let expected = ["default -/lab a=chart b=chart", "prod clinic-prod/ward a=set b=inline"];
    assert_eq!(objects, expected);
    assert!(problems.is_empty(), "{problems:?}");
}

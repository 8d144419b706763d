use super::{origin, rendered};

/// A HelmRelease with a chart of a source of a kind, and more fields of `spec`.
fn release(kind: &str, more: &str) -> String {
    format!(
        "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {{name: ward, namespace: clinic}}\nspec:\n  chart:\n    spec:\n      chart: ./charts/lab\n      sourceRef: {{kind: {kind}, name: clinic}}\n{more}"
    )
}

fn one(more: &str, files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let text = release("GitRepository", more);
    let all = [&[("apps/ward.yaml", &*text)], files].concat();
    rendered(&all)
}

#[test]
fn a_release_has_the_name_and_namespace_that_flux_gives_it() {
    let cases = [
        ("  interval: 1h\n", "clinic/ward"),
        ("  targetNamespace: icu\n", "icu/icu-ward"),
        ("  targetNamespace: icu\n  releaseName: lab\n", "icu/lab"),
    ];
    for (more, expected) in cases {
        let (objects, problems) = one(more, &[]);
        assert_eq!(objects[0], format!("default {expected} a=chart b=chart"), "{more}");
        assert!(problems.is_empty(), "{problems:?}");
    }
}

#[test]
fn files_replace_the_values_of_the_chart() {
    let more = "      valuesFiles: [wards/icu.yaml]\n  values: {b: own}\n";
    let (objects, problems) = one(more, &[("wards/icu.yaml", "a: icu\n")]);
    assert_eq!(objects[0], "default clinic/ward a=icu b=own");
    assert!(problems.is_empty(), "{problems:?}");
    let (objects, problems) = one(more, &[]);
    assert_eq!(objects[0], "default -/lab a=chart b=chart");
    assert_eq!(problems, ["apps/ward.yaml:9 values file `wards/icu.yaml` not found in the input"]);
    assert!(one(&format!("      ignoreMissingValuesFiles: true\n{more}"), &[]).1.is_empty());
}

#[test]
fn values_are_taken_from_objects_in_order() {
    let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: lab, namespace: clinic}\ndata:\n  values.yaml: |\n    a: map\n    b: map\n  tag: v2\n";
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: keys, namespace: clinic}\ndata:\n  values.yaml: YjogZGVjb2RlZAo=\n";
    let more =
        "  valuesFrom:\n    - {kind: ConfigMap, name: lab}\n    - {kind: Secret, name: keys}\n";
    let files = [("apps/map.yaml", map), ("apps/secret.yaml", secret)];
    let (objects, problems) = one(more, &files);
    assert_eq!(objects[0], "default clinic/ward a=map b=decoded");
    assert!(problems.is_empty(), "{problems:?}");
    let path =
        format!("{more}    - {{kind: ConfigMap, name: lab, valuesKey: tag, targetPath: b}}\n");
    assert_eq!(one(&path, &files).0[0], "default clinic/ward a=map b=v2");
    let text = release("GitRepository", "  valuesFrom: [{kind: ConfigMap, name: lab}]\n");
    let files = [("apps/ward.yaml", &*text), ("apps/map.yaml", map)];
    assert_eq!(origin(&files, "b"), "apps/map.yaml:7");
}

#[test]
fn an_object_that_only_the_cluster_has_is_said() {
    let (objects, problems) = one("  valuesFrom: [{kind: Secret, name: keys}]\n", &[]);
    assert_eq!(objects[0], "default -/lab a=chart b=chart");
    assert_eq!(
        problems,
        ["apps/ward.yaml:9 Secret `keys` with `values.yaml` not found in the input"]
    );
    let (_, problems) = one("  valuesFrom: [{kind: Secret, name: keys, optional: true}]\n", &[]);
    assert!(problems.is_empty(), "{problems:?}");
    let single = "  valuesFrom: [{kind: Secret, name: keys, valuesKey: x, targetPath: b}]\n";
    let (objects, problems) = one(single, &[]);
    assert_eq!(objects[0], "default clinic/ward a=chart b=?");
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn a_generated_object_is_the_file_that_it_is_made_of() {
    let files = [
        (
            "apps/kustomization.yaml",
            "configMapGenerator:\n  - name: lab\n    files: [values.yaml=icu.yaml]\n",
        ),
        ("apps/icu.yaml", "b: generated\n"),
    ];
    let (objects, problems) = one("  valuesFrom: [{kind: ConfigMap, name: lab}]\n", &files);
    assert_eq!(objects[0], "default clinic/ward a=chart b=generated");
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn an_overlay_changes_the_release_of_its_environment() {
    let base = release("GitRepository", "  values: {a: base, b: base}\n");
    let patch = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: ward, namespace: clinic}\nspec:\n  values: {b: live}\n";
    let files = [
        ("apps/base/ward.yaml", &*base),
        ("apps/base/kustomization.yaml", "resources: [ward.yaml]\n"),
        ("apps/live/kustomization.yaml", "resources: [../base]\npatches: [{path: patch.yaml}]\n"),
        ("apps/live/patch.yaml", patch),
        ("apps/dev/kustomization.yaml", "resources: [../base]\n"),
    ];
    let (objects, problems) = rendered(&files);
    let expected = [
        "default -/lab a=chart b=chart",
        "dev clinic/ward a=base b=base",
        "live clinic/ward a=base b=live",
        "prod -/lab a=chart b=prod",
    ];
    assert_eq!(objects, expected);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn a_chart_of_another_source_is_not_claimed() {
    for kind in ["HelmRepository", "OCIRepository"] {
        let text = release(kind, "  values: {a: x}\n");
        let (objects, problems) = rendered(&[("apps/ward.yaml", &text)]);
        assert_eq!(objects, ["default -/lab a=chart b=chart", "prod -/lab a=chart b=prod"]);
        assert!(problems.is_empty(), "{problems:?}");
    }
    let other = release("GitRepository", "").replace("charts/lab", "charts/other");
    let (_, problems) = rendered(&[("apps/ward.yaml", &other)]);
    let expected = "chart `./charts/other` of GitRepository `clinic` not found in the input";
    assert_eq!(problems, [format!("apps/ward.yaml:7 {expected}")]);
}

#[test]
fn a_release_that_is_changed_after_it_is_rendered_is_not_known() {
    let (objects, problems) = one("  postRenderers: [{kustomize: {images: []}}]\n", &[]);
    assert_eq!(objects[0], "default -/lab a=chart b=chart");
    assert!(problems[0].contains("`postRenderers` are not applied"), "{problems:?}");
}

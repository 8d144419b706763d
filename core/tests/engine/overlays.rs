//! Where findings about built kustomizations end, and in which environments they are.

use asepsis::Checker;
use asepsis::policy::{Options, Suppression};

use crate::check;
use crate::seen::{inputs, placed};

/// The findings of a check: place, severity, environments.
fn found(files: &[(&'static str, &str)], id: &str) -> Vec<String> {
    placed(files, id, |finding| finding.severity.to_string())
}

const DEPLOYMENT: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: rota}
spec:
  template:
    spec:
      containers:
      - name: rota
        image: rota:1
        resources:
          limits: {memory: 1Gi}
        securityContext: {runAsNonRoot: true}
";

#[test]
fn a_field_that_a_patch_removes_is_missing_where_it_is_removed() {
    let base =
        [("base/kustomization.yaml", "resources: [rota.yaml]\n"), ("base/rota.yaml", DEPLOYMENT)];
    let with = |patch: &'static str| {
        let overlay = ("prod/kustomization.yaml", patch);
        found(&[&base[..], &[overlay]].concat(), "memory-limit-missing")
    };
    assert_eq!(with("resources: [../base]\n"), Vec::<String>::new());
    let merge = "\
resources: [../base]
patches:
- patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: rota}
    spec:
      template:
        spec:
          containers:
          - name: rota
            resources:
              limits: null
";
    assert_eq!(with(merge), ["prod/kustomization.yaml:13 medium []"]);
    let directive = "\
resources: [../base]
patches:
- patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: rota}
    spec:
      template:
        spec:
          containers:
          - name: rota
            resources:
              $patch: delete
";
    assert_eq!(with(directive), ["prod/kustomization.yaml:13 medium []"]);
    let operations = "\
resources: [../base]
patches:
- target: {kind: Deployment}
  patch: |-
    - op: remove
      path: /spec/template/spec/containers/0/resources/limits
";
    assert_eq!(with(operations), ["prod/kustomization.yaml:6 medium []"]);
}

#[test]
fn what_a_mapping_of_a_patch_lacks_is_missing_in_the_object() {
    let overlay = "\
resources: [../base]
patches:
- patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: rota}
    spec:
      template:
        spec:
          containers:
          - name: rota
            livenessProbe: {exec: {command: [\"true\"]}}
            securityContext: {privileged: true}
          - name: helper
            image: helper:1
            securityContext: {privileged: true}
";
    let base = DEPLOYMENT.split("        securityContext").next().unwrap();
    let files = [
        ("base/kustomization.yaml", "resources: [rota.yaml]\n"),
        ("base/rota.yaml", base),
        ("prod/kustomization.yaml", overlay),
    ];
    let expected = ["base/rota.yaml:8 medium []", "prod/kustomization.yaml:16 medium []"];
    assert_eq!(found(&files, "writable-root-filesystem"), expected);
}

#[test]
fn what_is_applied_apart_from_overlays_is_in_none_of_their_environments() {
    let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: apart}\ndata: {PASSWORD: correct-horse-7Kq}\n";
    let base = map.replace("apart", "shared");
    let files = [
        ("apart.yaml", map),
        ("base/kustomization.yaml", "resources: [map.yaml]\n"),
        ("base/map.yaml", base.as_str()),
        ("dev/kustomization.yaml", "resources: [../base]\n"),
        ("prod/kustomization.yaml", "resources: [../base]\nnamespace: ward\n"),
    ];
    let alone = found(&files[..1], "secret-in-config-map");
    let mut expected = alone.clone();
    expected.push("base/map.yaml:4 critical [dev, prod]".to_owned());
    assert_eq!(alone, ["apart.yaml:4 high []"]);
    assert_eq!(found(&files, "secret-in-config-map"), expected);
}

#[test]
fn a_credential_in_a_patch_is_in_the_environments_that_apply_it() {
    let patch = "\
resources: [../base]
patches:
- path: devices.yaml
";
    let devices = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: rota}
spec:
  template:
    spec:
      containers:
      - name: rota
        env: [{name: DB_PASSWORD, value: correct-horse-7Kq}]
";
    let files = [
        ("base/kustomization.yaml", "resources: [rota.yaml]\n"),
        ("base/rota.yaml", DEPLOYMENT),
        ("dev/kustomization.yaml", patch),
        ("dev/devices.yaml", devices),
        ("prod/kustomization.yaml", "resources: [../base]\n"),
    ];
    assert_eq!(found(&files, "hardcoded-secret-in-env"), ["dev/devices.yaml:9 high [dev]"]);
}

#[test]
fn an_object_that_is_also_written_out_stays_one_object_of_the_overlays() {
    let files = [
        ("base/kustomization.yaml", "resources: [rota.yaml]\n"),
        ("base/rota.yaml", DEPLOYMENT),
        ("dev/kustomization.yaml", "resources: [../base]\nnamespace: dev\n"),
        ("prod/kustomization.yaml", "resources: [../base]\nnamespace: prod\n"),
        ("whole.yaml", DEPLOYMENT),
    ];
    let expected = ["base/rota.yaml:12 medium [dev, prod]", "whole.yaml:12 medium []"];
    assert_eq!(found(&files, "writable-root-filesystem"), expected);
}

#[test]
fn a_suppression_names_an_object_as_applied_or_as_written() {
    let files = [(
        "kustomization.yaml",
        "namePrefix: ward-\nnamespace: clinic\nconfigMapGenerator: [{name: rota, literals: [PASSWORD=correct-horse-7Kq]}]\n",
    )];
    for (name, is_accepted) in [
        ("ConfigMap/rota", true),
        ("ConfigMap/*/rota", true),
        ("ConfigMap/ward-rota-*", true),
        ("ConfigMap/clinic/ward-rota-*", true),
        ("ConfigMap/ward-rota", false),
    ] {
        let mut suppression = Suppression::default();
        suppression.check = "secret-in-config-map".into();
        suppression.reason = "a sample".into();
        suppression.owner = "operations".into();
        suppression.resource = Some(name.into());
        let mut options = Options::default();
        options.suppressions = vec![suppression];
        let checker = Checker::builder().options(options).build().unwrap();
        let report = checker.check(inputs(&files));
        let open =
            report.findings().iter().any(|finding| &*finding.check == "secret-in-config-map");
        assert_eq!(!open, is_accepted, "{name}");
    }
}

#[test]
fn a_base_that_overlays_include_is_checked_by_itself_when_that_is_asked() {
    let files = [
        ("base/kustomization.yaml", "resources: [rota.yaml]\n"),
        ("base/rota.yaml", &*DEPLOYMENT.replace("rota:1", "rota:latest")),
        ("prod/kustomization.yaml", "resources: [../base]\nimages: [{name: rota, newTag: '1'}]\n"),
    ];
    let id = "image-tag-mutable";
    assert_eq!(found(&files, id), Vec::<String>::new());
    let mut options = Options::default();
    options.bases = true;
    options.selection.select = vec![id.to_owned()];
    let checker = Checker::builder().options(options).build().unwrap();
    let report = checker.check(inputs(&files));
    let names: Vec<&str> = report
        .findings()
        .iter()
        .flat_map(|one| one.environments.iter().map(|name| &**name))
        .collect();
    assert_eq!(names, ["base"]);
}

#[test]
fn a_variable_in_a_built_object_is_unknown_as_it_is_in_a_file() {
    let unknown = |image: &str| {
        let text = DEPLOYMENT.replace("rota:1", image);
        let files = [("kustomization.yaml", "resources: [rota.yaml]\n"), ("rota.yaml", &*text)];
        check(&["image-tag-mutable"], inputs(&files)).summary().unknown
    };
    assert_eq!(unknown("'rota:${TAG}'"), 1);
    assert_eq!(unknown("rota:1"), 0);
}

#[test]
fn the_directives_of_a_patch_whose_base_is_not_there_are_no_unknown_fields() {
    let patch = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: rota}
spec:
  template:
    spec:
      $setElementOrder/containers: [{name: rota}]
      containers:
      - {name: sidecar, $patch: delete}
      - {name: rota, imagePolicy: x}
";
    let kustomization = "resources: [../base]\npatches: [{path: patch.yaml}]\n";
    let files = [("prod/kustomization.yaml", kustomization), ("prod/patch.yaml", patch)];
    assert_eq!(found(&files, "unknown-field"), ["prod/patch.yaml:10 medium []"]);
}

//! Flux `Kustomization` objects: what they build is checked, and findings end where a person changes
//! it.

use crate::check;
use crate::seen::{inputs, messages, placed};

/// The findings of a check: place, subject, environments.
fn found(files: &[(&'static str, &str)], id: &str) -> Vec<String> {
    placed(files, id, |finding| {
        let resource = finding.resource.as_ref().unwrap();
        let namespace = resource.namespace.as_deref().unwrap_or("");
        format!("{namespace}/{}", resource.name.as_deref().unwrap_or(""))
    })
}

/// The problems of a run.
fn problems(files: &[(&'static str, &str)]) -> Vec<String> {
    messages(&check(&["host-network"], inputs(files)))
}

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: ward
spec:
  hostNetwork: ${host_network:=false}
  containers: [{name: ward, image: ward}]
";

/// A Flux object with more fields.
fn flux(path: &str, more: &str) -> String {
    format!(
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n\
         metadata: {{name: ward, namespace: flux-system}}\nspec:\n  path: {path}\n  \
         sourceRef: {{kind: GitRepository, name: fleet}}\n{more}"
    )
}

#[test]
fn a_folder_is_built_for_each_cluster_with_its_variables() {
    let on = "  targetNamespace: wards\n  postBuild: {substitute: {host_network: \"true\"}}\n";
    let (prod, dev) = (flux("./apps/ward", on), flux("./apps/ward", ""));
    let files = [
        ("apps/ward/pod.yaml", POD),
        ("clusters/dev/ward.yaml", &dev),
        ("clusters/prod/ward.yaml", &prod),
    ];
    assert_eq!(found(&files, "host-network"), ["clusters/prod/ward.yaml:8 wards/ward [prod]"]);
}

#[test]
fn a_config_map_has_the_variables_of_the_nearest_cluster() {
    let from = "  postBuild: {substituteFrom: [{kind: ConfigMap, name: vars}]}\n";
    let of = flux("./apps/ward", from);
    let map = |value: &str| {
        format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: vars, namespace: flux-system}}\n\
             data: {{host_network: \"{value}\"}}\n"
        )
    };
    let (yes, no) = (map("true"), map("false"));
    let files = [
        ("apps/ward/pod.yaml", POD),
        ("clusters/dev/ward.yaml", &of),
        ("clusters/dev/vars.yaml", &yes),
        ("clusters/prod/ward.yaml", &of),
        ("clusters/prod/vars.yaml", &no),
    ];
    assert_eq!(found(&files, "host-network"), ["clusters/dev/vars.yaml:4 /ward [dev]"]);
}

#[test]
fn a_variable_of_a_secret_is_unknown() {
    let from =
        "  postBuild:\n    substitute: {a: b}\n    substituteFrom: [{kind: Secret, name: s}]\n";
    let of = flux("./apps/ward", from);
    let files = [("apps/ward/pod.yaml", POD), ("clusters/dev/ward.yaml", &of)];
    let report = check(&["host-network"], inputs(&files));
    assert_eq!(report.findings().len(), 0);
    assert_eq!(report.summary().unknown, 1);
}

#[test]
fn a_patch_of_the_object_is_where_the_finding_ends() {
    let patch = "  patches:\n  - patch: |\n      apiVersion: v1\n      kind: Pod\n      \
                 metadata: {name: ward}\n      spec: {hostNetwork: true}\n";
    let of = flux("./apps/ward", patch);
    let kustomization = "resources: [pod.yaml]\nnamespace: base\n";
    let files = [
        ("apps/ward/pod.yaml", POD),
        ("apps/ward/kustomization.yaml", kustomization),
        ("clusters/dev/ward.yaml", &of),
    ];
    assert_eq!(found(&files, "host-network"), ["clusters/dev/ward.yaml:12 base/ward []"]);
}

#[test]
fn an_object_that_is_built_builds_as_it_is_patched() {
    let base = flux("overridden", "");
    let tenant = "\
resources: [../base]
patches:
- patch: '[{op: replace, path: /spec/path, value: ./apps/ward}]'
  target: {kind: Kustomization}
";
    let pod = POD.replace("${host_network:=false}", "true");
    let cluster = flux("./tenants/dev", "").replace("name: ward,", "name: tenants,");
    let files = [
        ("apps/ward/pod.yaml", pod.as_str()),
        ("tenants/base/kustomization.yaml", "resources: [sync.yaml]\n"),
        ("tenants/base/sync.yaml", &base),
        ("tenants/dev/kustomization.yaml", tenant),
        ("clusters/dev/tenants.yaml", &cluster),
    ];
    assert_eq!(found(&files, "host-network"), ["apps/ward/pod.yaml:6 /ward []"]);
    assert_eq!(problems(&files), Vec::<String>::new());
}

#[test]
fn clusters_that_build_themselves_are_alternatives() {
    let sync = |cluster: &str| {
        let object = flux(&format!("./clusters/{cluster}"), "");
        object.replace("name: ward,", "name: flux-system,")
    };
    let (prod, dev, of) = (sync("prod"), sync("dev"), flux("./apps/ward", ""));
    let kustomization = "resources: [sync.yaml]\n";
    let files = [
        ("apps/ward/pod.yaml", POD),
        ("clusters/dev/ward.yaml", &of),
        ("clusters/dev/flux-system/sync.yaml", &dev),
        ("clusters/dev/flux-system/kustomization.yaml", kustomization),
        ("clusters/prod/ward.yaml", &of),
        ("clusters/prod/flux-system/sync.yaml", &prod),
        ("clusters/prod/flux-system/kustomization.yaml", kustomization),
    ];
    assert_eq!(found(&files, "duplicate-object"), Vec::<String>::new());
    assert_eq!(problems(&files), Vec::<String>::new());
    // Without that, nothing says that the files are never applied together.
    let without = [files[0], files[1], files[4]];
    assert_eq!(found(&without, "duplicate-object").len(), 1);
}

#[test]
fn a_folder_of_an_artifact_is_found_by_the_copies_that_make_it() {
    let generator = "\
apiVersion: source.extensions.fluxcd.io/v1beta1
kind: ArtifactGenerator
metadata: {name: fleet, namespace: flux-system}
spec:
  sources: [{alias: repo, kind: GitRepository, name: fleet}]
  artifacts:
  - name: apps
    copy:
    - {from: \"@repo/apps/**\", to: \"@artifact/all/\"}
";
    let of = flux("./all/ward", "")
        .replace("GitRepository, name: fleet", "ExternalArtifact, name: apps");
    let pod = POD.replace("${host_network:=false}", "true");
    let mut files = vec![
        ("apps/ward/pod.yaml", pod.as_str()),
        ("clusters/dev/ward.yaml", &of),
        ("clusters/dev/artifacts.yaml", generator),
    ];
    assert_eq!(problems(&files), Vec::<String>::new());
    files.pop();
    assert_eq!(
        problems(&files),
        ["clusters/dev/ward.yaml: `./all/ward` of ExternalArtifact `apps` not found in the input"]
    );
}

#[test]
fn a_folder_of_another_source_is_not_sought_in_the_input() {
    let own = flux("./clusters/dev", "").replace("name: ward,", "name: cluster,");
    let other = flux("./apps/ward", "").replace("name: fleet", "name: elsewhere");
    let files = [
        ("apps/ward/pod.yaml", POD),
        ("clusters/dev/own.yaml", own.as_str()),
        ("clusters/dev/ward.yaml", &other),
    ];
    assert_eq!(
        problems(&files),
        [
            "clusters/dev/ward.yaml: `./apps/ward` of GitRepository `elsewhere` not found in the input"
        ]
    );
}

#[test]
fn an_expression_that_flux_refuses_is_a_problem_and_the_object_is_checked_as_written() {
    let of = flux("./apps/ward", "  postBuild: {substitute: {a: b}}\n");
    let pod = POD.replace("${host_network:=false}", "true\n  hostname: ${a.b}");
    let files = [("apps/ward/pod.yaml", pod.as_str()), ("clusters/dev/ward.yaml", &of)];
    assert_eq!(
        problems(&files),
        [
            "clusters/dev/ward.yaml: envsubst error: variable substitution failed: missing closing brace"
        ]
    );
    assert_eq!(found(&files, "host-network"), ["apps/ward/pod.yaml:6 /ward []"]);
}

#[test]
fn a_file_outside_of_the_folder_of_a_kustomization_is_allowed_however_the_object_is_found() {
    let of = flux("./apps/ward", "");
    let files = [
        ("apps/ward/kustomization.yaml", "resources: [../shared/pod.yaml]\n"),
        ("apps/shared/pod.yaml", POD),
        ("clusters/dev/kustomization.yaml", "resources: [ward.yaml]\n"),
        ("clusters/dev/ward.yaml", &of),
    ];
    assert_eq!(problems(&files), Vec::<String>::new());
    let without = [files[0], files[1]];
    assert_eq!(problems(&without).len(), 1);
}

//! Values of charts: which files they are in, and what is in force of several.

use asepsis::checks::{Check, Facet, Subject};
use asepsis::model::Body;
use asepsis::{Checker, Input};
use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::seen::{files_of_values, in_force, inputs, of_resources};
use crate::{check, place, said};

pub(crate) const CHART: &str = "apiVersion: v2\nname: ward\nversion: 1.0.0\n";

/// What Helm renders a chart with, in the words of its documentation: a value of the user is in force
/// over the chart's own, tables go key by key, and null takes a key away.
/// <https://helm.sh/docs/chart_template_guide/values_files/>
fn rendered_with(own: Option<&Value>, shared: Option<&Value>) -> Option<Value> {
    match (own, shared) {
        (Some(Value::Null), _) | (None, Some(Value::Null) | None) => None,
        (Some(Value::Object(own)), shared) => {
            let empty = Map::new();
            let shared = shared.and_then(Value::as_object).unwrap_or(&empty);
            let keys = own.keys().chain(shared.keys());
            let merged = keys.filter_map(|key| {
                let value = rendered_with(own.get(key), shared.get(key))?;
                Some((key.clone(), value))
            });
            Some(merged.collect::<Map<_, _>>().into())
        }
        (Some(own), _) => Some(own.clone()),
        (None, Some(Value::Object(_))) => rendered_with(Some(&json!({})), shared),
        (None, Some(shared)) => Some(shared.clone()),
    }
}

fn random(depth: usize, random_of: &mut Rng) -> Value {
    match random_of.usize(..if depth == 0 { 4 } else { 9 }) {
        0 => Value::Null,
        1 => random_of.bool().into(),
        2 => random_of.u32(..9).into(),
        3 => "text".into(),
        4 => vec![random(depth - 1, random_of), json!({"a": 1, "b": [true]})].into(),
        _ => {
            let keys = ["a", "b", "c"].into_iter().filter(|_| random_of.u32(..4) > 0);
            let keys: Vec<&str> = keys.collect();
            keys.into_iter()
                .map(|key| (key.to_owned(), random(depth - 1, random_of)))
                .collect::<Map<_, _>>()
                .into()
        }
    }
}

#[test]
fn values_in_force_are_those_that_helm_renders_with() {
    let mut random_of = Rng::with_seed(11);
    for _ in 0..300 {
        let table = |value: Value| json!({"a": value, "b": {}, "z": 1});
        let [shared, prod, qa] = [(); 3].map(|()| table(random(3, &mut random_of)));
        let texts = [&shared, &prod, &qa].map(Value::to_string);
        let found = in_force(&[
            ("ward/values-prod.yaml", &texts[1]),
            ("ward/values-qa.yaml", &texts[2]),
            ("ward/values.yaml", &texts[0]),
            ("other/values.yaml", "a: other\n"),
        ]);
        let of = |own: &Value| rendered_with(Some(own), Some(&shared)).unwrap();
        let expected = [
            ("other/values.yaml", json!({"a": "other"})),
            ("ward/values-prod.yaml", of(&prod)),
            ("ward/values-qa.yaml", of(&qa)),
        ];
        for (path, value) in expected {
            let line = found.iter().find(|line| line.starts_with(path)).unwrap();
            let own: Value = serde_json::from_str(line.split_once(' ').unwrap().1).unwrap();
            assert_eq!(own, value, "{path}: {texts:?}");
        }
    }
}

#[test]
fn a_value_in_force_is_where_it_is_written() {
    let shared = "portal:\n  ingress:\n    enabled: true\n    hosts: [ward.example]\n    tls: []\n";
    let of = |own: &str| {
        let files = [("ward/values-prod.yaml", own), ("ward/values.yaml", shared)];
        let report = check(&["values-ingress-tls-missing"], inputs(&files));
        let found = report.findings().iter().map(|finding| {
            let related = finding.related.iter().map(|one| place(&one.location));
            let places = std::iter::once(place(finding.location.as_ref().unwrap())).chain(related);
            places.collect::<Vec<_>>().join(" ")
        });
        let mut found: Vec<String> = found.collect();
        found.sort();
        found
    };
    assert_eq!(of("portal: {}\n"), ["ward/values.yaml:5"]);
    let own = "portal:\n  ingress:\n    hosts: [prod.example]\n    tls: []\n";
    assert_eq!(of(own), ["ward/values-prod.yaml:4", "ward/values.yaml:5"]);
    assert_eq!(of("portal: {ingress: {tls: [{secretName: a}]}}\n"), ["ward/values.yaml:5"]);
}

#[test]
fn a_table_in_force_is_where_the_innermost_file_begins_it() {
    let own = "x: 1\na:\n  b: 1\n";
    let shared = "y: 1\nz: 1\na: {c: 2}\nonly:\n  d: 3\n";
    let check = Check::builder("table").dynamic([Facet::Resource], |subject, _, out| {
        let Subject::Resource(resource) = subject else { return false };
        let Body::Settings(settings) = &resource.body else { return false };
        for key in ["a", "only"] {
            out.fail(&settings.in_force.key(key).place(), key);
        }
        true
    });
    let checker = Checker::builder().check(check).select("table").build().unwrap();
    let report = checker.check(inputs(&[("w/values-prod.yaml", own), ("w/values.yaml", shared)]));
    let mut found = said(&report);
    found.retain(|line| !line.contains("nowhere"));
    assert_eq!(found, ["w/values-prod.yaml:3 table [prod]", "w/values.yaml:5 table [prod]"]);
}

#[test]
fn aliases_merges_documents_and_environments_of_values() {
    let shared = "a: {b: 1, c: &c {d: 2}}\ne: *c\nf: *gone\n";
    let of = |own: &str| {
        let found = in_force(&[("ward/values-prod.yaml", own), ("ward/values.yaml", shared)]);
        found.into_iter().filter(|line| line.contains("prod")).collect::<Vec<_>>()
    };
    let line = |number: u32, values: Value| format!("ward/values-prod.yaml:{number} {values}");
    let all = json!({"a": {"b": 1, "c": {"d": 2}}, "e": {"d": 2}, "f": "?"});
    assert_eq!(of("x: null\n"), [line(1, all)]);
    let own = "a: &a {b: 3}\ne: *a\nf: {<<: *a, g: !!str 4}\n";
    let merged =
        json!({"a": {"b": 3, "c": {"d": 2}}, "e": {"b": 3, "d": 2}, "f": {"b": 3, "g": "4"}});
    assert_eq!(of(own), [line(1, merged)]);
    // The caller says for which environments a file is; then its name does not.
    let named = Input::text("ward/values-prod.yaml", "a: 1\n").environment("all");
    let base = Input::text("ward/values.yaml", "b: 2\n").environment("qa");
    let found = of_resources(vec![named, base], |resource| {
        let Body::Settings(settings) = &resource.body else { return None };
        Some(settings.in_force.exists().to_string())
    });
    assert_eq!(found, ["ward/values-prod.yaml:1 false", "ward/values.yaml:1 false"]);
}

#[test]
fn files_beside_a_chart_are_values_by_what_is_in_them() {
    let of = |chart: &str, path: &str, text: &str| {
        files_of_values(&[(chart, CHART), (path, text)]).contains(&path.to_owned())
    };
    let chart = "ward/Chart.yaml";
    for path in ["ward/prod.yaml", "ward/prod.yml", "./ward/x/../prod.yaml", "ward/QA.YAML"] {
        assert!(of(chart, path, "a: b\n"), "{path}");
    }
    for path in [
        "ward/.prod.yaml",
        "ward/ct.yaml",
        "ward/Questions.yml",
        "ward/prod.json",
        "ward/more/prod.yaml",
        "prod.yaml",
    ] {
        assert!(!of(chart, path, "a: b\n"), "{path}");
    }
    let no_values =
        ["[a]\n", "{}\n", "a\n", "", "a: b\n---\nc: d\n", "kind: b\n", "apiVersion: b\n"];
    for text in no_values {
        assert!(!of(chart, "ward/prod.yaml", text), "{text}");
    }
    for other in ["ward/Chart.lock", "ward/requirements.yaml", "ward/pod.yaml"] {
        assert!(!of(other, "ward/prod.yaml", "a: b\n"), "{other}");
    }
    assert!(of("ward/chart.yml", "ward/prod.yaml", "a: b\n"));
}

/// Which of some files others name as values.
fn named(by: &str, text: &str, files: &[&str]) -> Vec<String> {
    let mut all = vec![(by, text)];
    all.extend(files.iter().map(|path| (*path, "a: b\n")));
    files_of_values(&all)
}

#[test]
fn releases_of_flux_name_files_from_the_root_of_the_source() {
    let release = "kind: HelmRelease\nspec: {chart: {spec: {valuesFiles: [deploy/prod.yaml]}}}\n";
    let path = "clusters/icu/release.yaml";
    let of = |files: &[&str]| named(path, release, files);
    for file in ["deploy/prod.yaml", "clusters/deploy/prod.yaml", "clusters/icu/deploy/prod.yaml"] {
        assert_eq!(of(&[file]), [file]);
    }
    // The outermost folder that has it is the root.
    assert_eq!(of(&["clusters/deploy/prod.yaml", "deploy/prod.yaml"]), ["deploy/prod.yaml"]);
    assert!(of(&["other/deploy/prod.yaml", "prod.yaml"]).is_empty());
    let fields = [
        "kind: HelmRelease\nspec: {valuesFile: deploy/prod.yaml}\n",
        "kind: HelmChart\nspec: {valuesFiles: [deploy/prod.yaml]}\n",
        "a: b\n---\nkind: HelmRelease\nspec: {chart: {spec: {valuesFile: deploy/prod.yaml}}}\n",
    ];
    for text in fields {
        assert_eq!(named(path, text, &["deploy/prod.yaml"]), ["deploy/prod.yaml"], "{text}");
    }
    let others = [
        "kind: Other\nspec: {valuesFile: deploy/prod.yaml}\n",
        "kind: HelmRelease\nvaluesFile: deploy/prod.yaml\n",
    ];
    for text in others {
        assert!(named(path, text, &["deploy/prod.yaml"]).is_empty(), "{text}");
    }
}

#[test]
fn applications_of_argo_cd_name_files_from_the_chart_or_the_root() {
    let files = ["charts/ward/prod.yaml", "shared/all.yaml", "envs/qa.yaml", "apps/prod.yaml"];
    let helm = "{valueFiles: [prod.yaml, /shared/all.yaml, $values/envs/qa.yaml, $values]}";
    let expected = ["charts/ward/prod.yaml", "envs/qa.yaml", "shared/all.yaml"];
    let sources = [
        format!("kind: Application\nspec: {{source: {{path: charts/ward, helm: {helm}}}}}\n"),
        format!(
            "kind: Application\nspec: {{sources: [{{ref: values}}, {{path: charts/ward, helm: {helm}}}]}}\n"
        ),
        format!(
            "kind: ApplicationSet\nspec: {{template: {{spec: {{source: {{path: charts/ward, helm: {helm}}}}}}}}}\n"
        ),
    ];
    for text in sources {
        assert_eq!(named("apps/ward.yaml", &text, &files), expected, "{text}");
    }
}

#[test]
fn helmfile_names_files_beside_itself() {
    let text = "\
environments:
  default: {values: [env.yaml], secrets: [secret.yaml]}
  broken:
releases:
- {name: ward, chart: a, values: [prod.yaml, {inline: true}], secrets: [../up.yaml]}
---
releases: [{name: icu, values: [icu.yaml]}]
";
    let files =
        ["r/env.yaml", "r/secret.yaml", "r/prod.yaml", "up.yaml", "r/icu.yaml", "prod.yaml"];
    let expected = ["r/env.yaml", "r/icu.yaml", "r/prod.yaml", "r/secret.yaml", "up.yaml"];
    assert_eq!(named("r/helmfile.yaml", text, &files), expected);
    let other =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nreleases: [{values: [prod.yaml]}]\n";
    assert!(named("r/other.yaml", other, &files).is_empty());
}

#[test]
fn kustomizations_name_values_of_charts_and_of_the_objects_that_releases_take() {
    let text = "\
helmCharts: [{name: a, valuesFile: a.yaml, additionalValuesFiles: [b.yaml]}]
helmChartInflationGenerator: [{chartName: c, values: c.yaml}]
configMapGenerator:
- {name: ward, files: [values.yaml=d.yaml, e.yaml]}
- {name: other, files: [f.yaml]}
- {files: [f.yaml]}
";
    let release = "kind: HelmRelease\nspec: {valuesFrom: [{kind: ConfigMap, name: ward}]}\n";
    let of = |release: &str| {
        let own = ["a", "b", "c", "d", "e", "f"].map(|name| format!("k/{name}.yaml"));
        let mut all = vec![("k/kustomization.yaml", text), ("k/release.yaml", release)];
        all.extend(own.iter().map(|path| (path.as_str(), "a: b\n")));
        files_of_values(&all)
    };
    assert_eq!(of(release), ["a", "b", "c", "d", "e"].map(|name| format!("k/{name}.yaml")));
    assert_eq!(of("a: b\n"), ["a", "b", "c"].map(|name| format!("k/{name}.yaml")));
}

#[test]
fn what_is_there_for_its_values_alone_has_none_in_force() {
    let shared = Input::context(
        "ward/values.yaml",
        "portal: {ingress: {enabled: true, hosts: [a.example], tls: []}}\n",
    );
    let own = Input::text("ward/values-prod.yaml", "portal: {ingress: {annotations: {}}}\n");
    let report = Checker::default().check([shared, own]);
    assert!(!said(&report).iter().any(|line| line.contains("tls")), "{:?}", said(&report));
}

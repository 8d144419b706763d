//! Values of charts: which files they are in, what is in force of several, and what the templates make
//! that they are for.

use asepsis::model::Body;
use asepsis::{Checker, Input};
use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::seen::{files_of_values, in_force, inputs, messages, of_resources};
use crate::{check, counts, place, said};

const CHART: &str = "apiVersion: v2\nname: ward\nversion: 1.0.0\n";

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
fn a_chart_that_nobody_rendered_is_said() {
    let of = |files: &[(&str, &str)]| {
        let report = check(&["host-pid"], inputs(files));
        let mut said = messages(&report);
        said.retain(|line| line.contains("not rendered"));
        said.iter().map(|line| line.split(':').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let chart = ("ward/Chart.yaml", CHART);
    assert_eq!(of(&[chart]), ["ward/Chart.yaml"]);
    assert_eq!(
        of(&[chart, ("icu/Chart.yaml", "name: icu\n")]),
        ["icu/Chart.yaml", "ward/Chart.yaml"]
    );
    assert!(
        of(&[
            ("ward/Chart.lock", "dependencies: []\n"),
            ("ward/requirements.yaml", "dependencies: []\n")
        ])
        .is_empty()
    );
    assert!(of(&[("ward/Chart.yaml", "name: ward\ntype: library\n")]).is_empty());
    assert_eq!(of(&[("ward/Chart.yaml", "name: ward\ntype: application\n")]).len(), 1);
    let made = |line: &str| {
        format!("---\n{line}\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\n")
    };
    assert!(of(&[chart, ("all.yaml", &made("# Source: ward/templates/a.yaml"))]).is_empty());
    assert_eq!(of(&[chart, ("all.yaml", &made("# Source: icu/templates/a.yaml"))]).len(), 1);
    // Of another bundle nothing is known here.
    let apart = Input::text("all.yaml", made("# Source: ward/templates/a.yaml")).bundle("b");
    let report =
        check(&["host-pid"], vec![Input::text("ward/Chart.yaml", CHART).bundle("a"), apart]);
    let problem =
        &report.inputs().iter().find(|input| input.path.ends_with("Chart.yaml")).unwrap().problems
            [0];
    assert!(problem.message.contains("not rendered"));
    assert_eq!(problem.location.as_ref().unwrap().start.unwrap().line, 2);
}

#[test]
fn pods_of_the_charts_that_a_chart_depends_on_are_not_seen() {
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: clinic}\nspec: {selector: {app: a}, ports: [{port: 80}]}\n";
    let id = "service-selects-nothing";
    let of = |dependencies: &str| {
        let chart = format!("{CHART}{dependencies}");
        let files = [("ward/Chart.yaml", &*chart), ("service.yaml", service)];
        counts(&check(&[id], inputs(&files)), id)[..3].to_vec()
    };
    assert_eq!(of("dependencies: [{name: db, version: 1.0.0}]\n"), [0, 0, 1]);
    assert_eq!(of("dependencies: []\n"), [1, 0, 0]);
    assert_eq!(of(""), [1, 0, 0]);
}

/// What the templates make that the values of a chart are for: kinds, why others, names of charts.
fn templates(files: &[(&str, &str)]) -> Vec<String> {
    of_resources(inputs(files), |resource| {
        let Body::Settings(settings) = &resource.body else { return None };
        let Some(templates) = &settings.templates else { return Some("-".to_owned()) };
        let unseen = templates.unseen.as_deref().unwrap_or("all");
        Some(format!("{:?} {unseen} {:?}", templates.kinds, templates.dependencies))
    })
}

#[test]
fn values_know_what_the_templates_of_their_chart_make() {
    let of = |files: &[(&str, &str)]| {
        let own = [("ward/Chart.yaml", CHART), ("ward/values.yaml", "a: b\n")];
        templates(&[&own, files].concat())
    };
    let line = |text: &str| vec![format!("ward/values.yaml:1 {text}")];
    let template =
        |kind: &str| format!("kind: {kind}\nmetadata: {{name: {{{{ .Release.Name }}}}}}\n");
    let (service, ingress) = (template("Service"), template("Ingress"));
    let missing = "[] the templates of the chart `ward` are not in the input []";
    assert_eq!(of(&[]), line(missing));
    for path in ["other/templates/a.yaml", "ward/docs/templates/a.yaml", "ward/charts/a.yaml"] {
        assert_eq!(of(&[(path, &service)]), line(missing), "{path}");
    }
    for path in
        ["ward/templates/a.yaml", "ward/templates/b/a.yaml", "ward/charts/db/templates/a.yaml"]
    {
        assert_eq!(of(&[(path, &service)]), line("[\"Service\"] all []"), "{path}");
    }
    let both = [
        ("ward/templates/b.yaml", &*service),
        ("ward/templates/a.yaml", &ingress),
        ("ward/templates/c.yaml", &service),
    ];
    assert_eq!(of(&both), line("[\"Ingress\", \"Service\"] all []"));
    let unclear = "what the template `templates/a.yaml` makes is not said in it";
    for text in ["{{ include \"x\" . }}\n", "kind: {{ .Values.kind }}\n"] {
        assert_eq!(
            of(&[("ward/templates/a.yaml", text)]),
            line(&format!("[] {unclear} []")),
            "{text}"
        );
    }
    assert_eq!(of(&[("ward/templates/a.yaml", "{{/* nothing */}}\n")]), line("[] all []"));
    // Files of values in folders of environments are of the same chart.
    let found = of(&[("ward/templates/a.yaml", &service), ("ward/envs/prod.yaml", "a: b\n")]);
    assert_eq!(found.len(), 1, "{found:?}");
    let found =
        of(&[("ward/templates/a.yaml", &service), ("ward/envs/values-prod.yaml", "a: b\n")]);
    assert!(found.iter().all(|line| line.ends_with("[\"Service\"] all []")), "{found:?}");
    assert_eq!(templates(&[("ward/values.yaml", "a: b\n")]), line("-"));
}

#[test]
fn values_for_other_charts_are_under_their_names() {
    let of = |dependencies: &str, templates_of: &[(&str, &str)]| {
        let chart = format!("{CHART}dependencies: {dependencies}\n");
        let own = [("ward/Chart.yaml", &*chart), ("ward/values.yaml", "a: b\n")];
        templates(&[&own, templates_of].concat()).join("\n")
    };
    let service =
        ("ward/templates/a.yaml", "kind: Service\nmetadata: {name: {{ .Release.Name }}}\n");
    let depends = "what the charts that `ward` depends on make is not in the input";
    assert_eq!(
        of("[{name: db}, {name: cache, alias: sessions}, {version: 1}]", &[service]),
        format!("ward/values.yaml:1 [\"Service\"] {depends} [\"db\", \"sessions\"]")
    );
    assert!(
        of("[{name: db}]", &[]).contains("the templates of the chart `ward` are not in the input")
    );
    assert_eq!(of("[]", &[service]), "ward/values.yaml:1 [\"Service\"] all []");
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

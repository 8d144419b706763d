//! What kustomizations make of the files that they name, by the reference of Kustomize:
//! <https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/>.

use asepsis::{Checker, Input};

use crate::seen::{inputs, messages, objects, of_resources, value};
use crate::{check, counts, pod, said};

const MAP: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: hours, namespace: own}\n";

#[test]
fn literals_are_keys_and_values_of_an_object() {
    let text = "\
configMapGenerator:
- name: app
  type: ignored
  literals: [A=b, 'C=\"d e\"', \"E='f'\", 'G=h=i', 'J=\"', 'K=\"l', 'M=', 'P=''q\"', bare]
- files: [none.txt]
secretGenerator:
- name: login
  type: kubernetes.io/basic-auth
  namespace: other
  literals: [N=o]
";
    let found = of_resources(inputs(&[("kustomization.yaml", text)]), |resource| {
        let is_made = matches!(resource.kind, "ConfigMap" | "Secret");
        is_made.then(|| value(resource.content.node().unwrap()).to_string())
    });
    let expected = [
        r#"{"apiVersion":"v1","data":{"A":"b","C":"d e","E":"f","G":"h=i","J":"\"","K":"\"l","M":"","P":"'q\""},"kind":"ConfigMap","metadata":{"name":"app"}}"#,
        r#"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"login","namespace":"other"},"stringData":{"N":"o"},"type":"kubernetes.io/basic-auth"}"#,
    ];
    let found: Vec<&str> = found.iter().map(|line| line.split_once(' ').unwrap().1).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_outermost_namespace_is_put_over_all_others() {
    let generator = "namespace: base\nresources: [map.yaml]\nconfigMapGenerator: [{name: made, namespace: inner, literals: [A=b]}]\n";
    let base = [("base/kustomization.yaml", generator), ("base/map.yaml", MAP)];
    let with = |others: &[(&'static str, &'static str)]| {
        let mut found = objects(&[&base, others].concat());
        found.retain(|line| line.contains("ConfigMap"));
        let name =
            |line: &String| line.split_once(' ').unwrap().1.split('-').next().unwrap().to_owned();
        found.iter().map(name).collect::<Vec<_>>()
    };
    let of = |namespace: &str| {
        vec![format!("ConfigMap {namespace}/made"), format!("ConfigMap {namespace}/hours")]
    };
    let icu = ("icu/kustomization.yaml", "namespace: icu\nresources: [../base]\n");
    let lab = ("lab/kustomization.yaml", "namespace: lab\nresources: [../base]\n");
    let all = ("all/kustomization.yaml", "namespace: all\nresources: [../icu/]\n");
    let plain = ("plain/kustomization.yaml", "resources: [../base]\n");
    assert_eq!(with(&[]), of("base"));
    assert_eq!(with(&[icu]), of("icu"));
    assert_eq!(with(&[icu, all]), of("all"));
    assert_eq!(with(&[plain]), of("base"));
    // Those of two overlays are alternatives, and are shown as in the first.
    assert_eq!(with(&[icu, lab]), of("icu"));
    assert_eq!(with(&[icu, ("same/kustomization.yaml", icu.1)]), of("icu"));
    let empty =
        [("kustomization.yaml", "namespace: ''\nresources: [map.yaml]\n"), ("map.yaml", MAP)];
    assert_eq!(objects(&empty).last().unwrap(), "map.yaml:1 ConfigMap own/hours");
}

#[test]
fn a_generated_object_is_in_the_namespace_of_its_kustomization() {
    let text = "namespace: clinic\nsecretGenerator: [{name: a, literals: [A=b]}]\n";
    let found = objects(&[("kustomization.yaml", text)]);
    assert!(found.iter().any(|line| line.contains("Secret clinic/a-")), "{found:?}");
}

#[test]
fn objects_of_a_template_are_put_nowhere() {
    let template = "apiVersion: v1\nkind: Template\nmetadata: {name: t}\nobjects: [{apiVersion: v1, kind: ConfigMap, metadata: {name: made}}]\n";
    let files = [
        ("kustomization.yaml", "namespace: icu\nresources: [template.yaml]\n"),
        ("template.yaml", template),
    ];
    let found = objects(&files);
    assert!(found.iter().any(|line| line.ends_with("ConfigMap -/made")), "{found:?}");
}

#[test]
fn what_no_kustomization_takes_in_is_unused() {
    let component = "kind: Component\nresources: [pod.yaml]\n";
    let privileged = pod("icu", "privileged: true");
    let unused = |others: &[(&str, &str)]| {
        let part = [("part/kustomization.yaml", component), ("part/pod.yaml", privileged.as_str())];
        let report = check(&["privileged-container"], inputs(&[&part, others].concat()));
        report.findings()[0].resource.as_ref().unwrap().unused
    };
    assert!(unused(&[]));
    assert!(!unused(&[("ward/kustomization.yaml", "components: [../part]\n")]));
    assert!(!unused(&[("ward/kustomization.yaml", "resources: [../part/pod.yaml]\n")]));
    assert!(!unused(&[("part/more/kustomization.yaml", "resources: [../pod.yaml]\n")]));
    // A component of an unused one is unused too.
    let outer = ("ward/kustomization.yaml", "kind: Component\ncomponents: [../part]\n");
    assert!(unused(&[outer]));
    // Those that name each other are in none that is applied, and are no less for it.
    let cycle = [
        ("kustomization.yaml", "resources: [part]\n"),
        ("other/kustomization.yaml", "resources: [..]\n"),
    ];
    assert!(!unused(&cycle));
}

#[test]
fn policies_of_an_unused_component_isolate_no_pod() {
    let policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: clinic}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n";
    let pod = pod("icu", "{}");
    let files = |kind: &'static str| {
        vec![
            Input::text(
                "part/kustomization.yaml",
                format!("kind: {kind}\nresources: [deny.yaml]\n"),
            ),
            Input::text("part/deny.yaml", policy),
            Input::text("pod.yaml", pod.as_str()),
        ]
    };
    let id = "network-policy-missing";
    assert_eq!(counts(&check(&[id], files("Component")), id)[..2], [1, 0]);
    assert_eq!(counts(&check(&[id], files("Kustomization")), id)[..2], [0, 1]);
}

#[test]
fn alternatives_have_objects_of_one_name_and_one_kustomization_has_not() {
    let of = |files: &[(&str, &str)]| {
        let maps = [("a.yaml", MAP), ("b.yaml", MAP)];
        said(&check(&["duplicate-object"], inputs(&[&maps, files].concat())))
    };
    let found = ["b.yaml:2 duplicate-object"];
    assert_eq!(of(&[]), found);
    assert_eq!(of(&[("kustomization.yaml", "resources: [a.yaml, b.yaml]\n")]), found);
    let apart = [
        ("day/kustomization.yaml", "resources: [../a.yaml]\n"),
        ("night/kustomization.yaml", "resources: [../b.yaml]\n"),
    ];
    assert!(of(&apart).is_empty());
    let both = ("both/kustomization.yaml", "resources: [../day, ../night]\n");
    assert_eq!(of(&[apart[0], apart[1], both]), found);
}

#[test]
fn a_patch_is_judged_by_what_it_sets() {
    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec: {hostPID: true, containers: [{name: a}]}\n";
    let of = |kustomization: &str, name: &str| {
        let files = [("kustomization.yaml", kustomization), (name, text)];
        said(&check(&["host-pid", "memory-limit-missing"], inputs(&files)))
    };
    let set = |name: &str| vec![format!("{name}:6 host-pid")];
    let whole =
        |name: &str| vec![format!("{name}:6 host-pid"), format!("{name}:6 memory-limit-missing")];
    let patches = [
        "patches: [{path: a.yaml}]\n",
        "patchesStrategicMerge: [a.yaml]\n",
        "patchesJson6902: [{path: ./a.yaml}]\n",
        "patches: [{patch: 'a: b'}, {path: a.yaml, target: {kind: X}}]\n",
    ];
    for kustomization in patches {
        assert_eq!(of(kustomization, "a.yaml"), set("a.yaml"), "{kustomization}");
        // What is applied as it is, lacks what it lacks.
        let both = format!("resources: [a.yaml]\n{kustomization}");
        assert_eq!(of(&both, "a.yaml"), whole("a.yaml"), "{both}");
    }
    let others = [
        "patches: [{path: b.yaml}]\n",
        "patchesStrategicMerge: [\"kind: A\\nb: a.yaml\"]\n",
        "images: [{path: a.yaml}]\n",
    ];
    for kustomization in others {
        assert_eq!(of(kustomization, "a.yaml"), whole("a.yaml"), "{kustomization}");
    }
    let json = serde_json::json!({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}, "spec": {"template": {"spec": {"hostPID": true}}}});
    let files =
        [("kustomization.yaml", "patches: [{path: a.json}]\n"), ("a.json", &*json.to_string())];
    assert_eq!(said(&check(&["host-pid"], inputs(&files))), ["a.json:1 host-pid"]);
}

#[test]
fn files_that_generators_read_are_what_they_are_read_for() {
    let password = "DB_PASSWORD=vK3m-9qTz-71xw\n";
    let kind = |field: &str, name: &str, text: &str| {
        let kustomization = format!("secretGenerator: [{{name: a, {field}}}]\n");
        let report = Checker::default()
            .check(inputs(&[("kustomization.yaml", &*kustomization), (name, text)]));
        let input = report.inputs().iter().find(|input| &*input.path == name).unwrap();
        let found =
            said(&report).into_iter().filter(|line| line.starts_with(name)).collect::<Vec<_>>();
        (input.kind.as_str().to_owned(), found.join(" "))
    };
    for field in ["envs: [a.list]", "env: a.list"] {
        let (kind, found) = kind(field, "a.list", password);
        assert_eq!(kind, "dotenv", "{field}");
        assert!(found.contains("a.list:1 secret-in-dotenv"), "{found}");
    }
    let (_, found) = kind("files: [a.list]", "a.list", password);
    assert!(found.contains("a.list:1 secret-in-configuration-file"), "{found}");
    // A key says what is in a file of which the name does not.
    let (_, found) = kind("files: [db-password=a.list]", "a.list", "vK3m-9qTz-71xw\n");
    assert!(found.contains("a.list:1 secret-in-configuration-file"), "{found}");
    // What is something else already stays that.
    let (_, found) = kind("files: [a.yaml]", "a.yaml", &pod("a", "privileged: true"));
    assert!(found.contains("privileged-container"), "{found}");
    let (kind, _) = kind("files: [a.env]", "a.env", password);
    assert_eq!(kind, "dotenv");
    // Without a kustomization it is not used.
    let alone = Checker::default().check(inputs(&[("a.list", password)]));
    assert!(said(&alone).is_empty(), "{:?}", said(&alone));
}

#[test]
fn what_is_named_and_not_there_is_said_once() {
    let text = "\
resources: [gone.yaml, gone.yaml, ../far, 'https://git.example/ward//base?ref=v1', 'git@git.example:ward', 'git.example/ward//base', part]
components: [parts/gone]
patches: [{path: patch.yaml}]
configMapGenerator: [{name: a, envs: [a.vars], literals: [A=b]}]
";
    let files = vec![
        Input::text("ward/kustomization.yaml", text),
        Input::text("ward/part/kustomization.yml", "resources: []\n"),
        Input::not_read("far", asepsis::NotRead::Unreadable("no permission".to_owned())),
    ];
    let mut said = messages(&check(&["host-pid"], files));
    said.retain(|line| line.starts_with("ward/kustomization.yaml"));
    let of = |text: &str| format!("ward/kustomization.yaml: {text}");
    let expected = [
        of("`far` was not read"),
        of("`git.example/ward//base` is remote and was not fetched"),
        of("`git@git.example:ward` is remote and was not fetched"),
        of("`https://git.example/ward//base?ref=v1` is remote and was not fetched"),
        of("`ward/a.vars` not found in the input"),
        of("`ward/gone.yaml` not found in the input"),
        of("`ward/parts/gone` not found in the input"),
        of("`ward/patch.yaml` not found in the input"),
    ];
    said.sort();
    said.retain(|line| !line.contains("not built"));
    assert_eq!(said, expected);
}

#[test]
fn fields_that_change_the_result_are_said_in_the_order_of_the_text() {
    let of = |text: &str| {
        // A component that nothing includes is not built.
        let text = format!("kind: Component\n{text}");
        let mut said = messages(&check(&["host-pid"], inputs(&[("kustomization.yaml", &*text)])));
        said.retain(|line| line.contains("not applied"));
        said.iter()
            .map(|line| line.split_once(": ").unwrap().1.split(':').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("namePrefix: a\nimages: [{name: a}]\n"),
        ["`namePrefix`, `images` are not applied"]
    );
    assert_eq!(of("replicas: [{name: a, count: 2}]\n"), ["`replicas` is not applied"]);
    let nothing = "\
apiVersion: kustomize.config.k8s.io/v1alpha1
metadata: {name: a}
resources: []
bases: []
components: []
images:
labels: []
commonLabels: {}
configMapGenerator: [{name: a, literals: [A=b]}]
generatorOptions: {disableNameSuffixHash: true}
buildMetadata: [originAnnotations]
sortOptions: {order: fifo}
openapi: {path: a}
crds: []
configurations: []
";
    assert!(of(nothing).is_empty(), "{:?}", of(nothing));
    for key in ["files", "envs", "env"] {
        let text = format!(
            "configMapGenerator: [{{name: a, literals: [A=b]}}, {{name: b, {key}: [c]}}]\n"
        );
        assert_eq!(of(&text), ["`configMapGenerator` is not applied"], "{key}");
    }
}

#[test]
fn what_may_bring_objects_is_unknown_and_what_changes_them_brings_none() {
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: clinic}\nspec: {selector: {app: a}, ports: [{port: 80}]}\n";
    let id = "service-selects-nothing";
    let of = |text: &str| {
        let report =
            check(&[id], inputs(&[("kustomization.yaml", text), ("service.yaml", service)]));
        counts(&report, id)[..3].to_vec()
    };
    let (failed, unknown) = ([1, 0, 0], [0, 0, 1]);
    assert_eq!(of("resources: [service.yaml]\n"), failed);
    for text in [
        "images: [{name: a, newTag: b}]\n",
        "namePrefix: a\n",
        "patches: [{path: gone.yaml}]\n",
        "configMapGenerator: [{name: a, envs: [gone.vars]}]\n",
    ] {
        assert_eq!(of(text), failed, "{text}");
    }
    for text in [
        "resources: [gone.yaml]\n",
        "components: [gone]\n",
        "helmCharts: [{name: a}]\n",
        "generators: [a.yaml]\n",
        "transformers: [a.yaml]\n",
        "helmChartInflationGenerator: [{chartName: a}]\n",
    ] {
        assert_eq!(of(text), unknown, "{text}");
    }
}

#[test]
fn only_kustomizations_name_what_they_take_in() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nresources: [a.yaml]\nhelmCharts: [{valuesFile: b.yaml}]\n";
    let checker = Checker::default();
    let names = |name: &str, text: &str| {
        let parsed = checker.parse(Input::text(name, text));
        let named = checker.named_files().of([&parsed]);
        named.into_iter().map(|file| file.path).collect::<Vec<_>>()
    };
    assert!(names("map.yaml", text).is_empty());
    let kustomization = "\
resources: [a.yaml, '', 'https://git.example/a']
helmCharts: [{valuesFile: b.yaml, additionalValuesFiles: [c.yaml, d.yaml]}]
helmChartInflationGenerator: [{values: e.yaml}]
configMapGenerator: [{name: a, files: ['', f.txt, 'https://git.example/g']}]
";
    let expected = ["a.yaml", "f.txt", "b.yaml", "c.yaml", "d.yaml", "e.yaml"];
    assert_eq!(names("kustomization.yaml", kustomization), expected);
    assert!(names("kustomization.yaml", "- resources\n").is_empty());
}

#[test]
fn a_folder_is_its_kustomization_by_any_of_three_names() {
    for name in ["kustomization.yaml", "kustomization.yml", "Kustomization"] {
        let path = format!("base/{name}");
        let files = [
            ("kustomization.yaml", "namespace: icu\nresources: [base]\n"),
            (&*path, "resources: [map.yaml]\n"),
            ("base/map.yaml", MAP),
        ];
        let found = objects(&files);
        assert!(
            found.contains(&"base/map.yaml:1 ConfigMap icu/hours".to_owned()),
            "{name}: {found:?}"
        );
    }
    // A file is not a folder: patches are files.
    let files = [
        ("kustomization.yaml", "patches: [{path: base}]\n"),
        ("base/kustomization.yaml", "resources: []\n"),
    ];
    let said = messages(&check(&["host-pid"], inputs(&files)));
    assert!(
        said.contains(&"kustomization.yaml: `base` not found in the input".to_owned()),
        "{said:?}"
    );
}

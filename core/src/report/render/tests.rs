//! What is rendered is what is judged, reads back as the same objects, and shows no secret.

use proptest::prelude::*;

use super::{RenderOptions, Rendering};
use crate::checker::Checker;
use crate::engine::Input;
use crate::error::Error;
use crate::tree::Scalar;

const BASE: &[(&str, &str)] = &[
    ("base/kustomization.yaml", "resources: [web.yaml, settings.yaml]\n"),
    (
        "base/web.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 1\n  template:\n    spec:\n      containers:\n      - name: web\n        image: web:1.0\n        env:\n        - {name: DB_PASSWORD, value: nW4xq8ZtR2m}\n        - {name: MODE, value: \"on\"}\n",
    ),
    (
        "base/settings.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata:\n  app.yaml: |\n    db:\n      password: Kq7pLw0s3cr3t\n      user: app\n",
    ),
    ("overlays/dev/kustomization.yaml", "resources: [../../base]\n"),
    (
        "overlays/prod/kustomization.yaml",
        "namespace: clinic\nresources: [../../base, extra.yaml]\nimages:\n- {name: web, newTag: \"5.0\"}\nsortOptions: {order: fifo}\n",
    ),
    (
        "overlays/prod/extra.yaml",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: extra}\nstringData: {pin: \"83746152\"}\n",
    ),
];

const PROJECT: &[(&str, &str)] = &[
    (
        "compose.yaml",
        "services:\n  db:\n    image: mysql:8.4.1\n    command: [\"--port\", \"${PORT}\"]\n    environment: [MYSQL_PASSWORD=nW4xq8ZtR2m]\n",
    ),
    (
        "compose.prod.yaml",
        "services:\n  db:\n    read_only: true\n    ports: [\"127.0.0.1:3306:3306\"]\n",
    ),
];

fn render(files: &[(&str, &str)], options: &RenderOptions) -> Result<Rendering, Error> {
    let inputs = files.iter().map(|(name, text)| Input::text(*name, *text));
    Checker::default().render(inputs, options)
}

fn rendered(files: &[(&str, &str)]) -> Rendering {
    render(files, &RenderOptions::default()).unwrap_or_default()
}

fn shown(files: &[(&str, &str)]) -> String {
    let options = RenderOptions { show_secrets: true, ..RenderOptions::default() };
    render(files, &options).unwrap_or_default().text
}

fn text_of<'r>(rendering: &'r Rendering, environment: &str) -> &'r str {
    let named = rendering.environments.iter();
    let mut named = named.filter(|one| one.name.as_deref().unwrap_or_default() == environment);
    named.next().map_or("", |one| one.text.as_str())
}

#[test]
fn each_overlay_is_an_environment_in_build_order() {
    let rendering = rendered(BASE);
    assert!(rendering.is_complete && rendering.problems.is_empty(), "{rendering:?}");
    let names: Vec<_> = rendering.environments.iter().map(|one| one.name.as_deref()).collect();
    assert_eq!(names, [Some("dev"), Some("prod")]);
    let kinds = |environment: &str| -> Vec<String> {
        let lines = text_of(&rendering, environment).lines();
        lines.filter_map(|line| line.strip_prefix("kind: ")).map(str::to_owned).collect()
    };
    assert_eq!(kinds("dev"), ["ConfigMap", "Deployment"]);
    assert_eq!(kinds("prod"), ["Deployment", "ConfigMap", "Secret"]);
    assert!(text_of(&rendering, "dev").contains("        image: web:1.0\n"), "{}", rendering.text);
    assert!(text_of(&rendering, "prod").contains("        image: web:5.0\n"), "{}", rendering.text);
    let header = "# Secrets are masked: this output cannot be applied.\n# environment: dev\n---\n";
    assert!(rendering.text.starts_with(header), "{}", rendering.text);
    assert!(rendering.text.contains("\n# environment: prod\n---\n"), "{}", rendering.text);
    // A string that is a boolean without its quotes keeps them.
    assert!(rendering.text.contains("          value: \"on\"\n"), "{}", rendering.text);
}

#[test]
fn one_environment_is_selected_by_its_name() {
    let of = |name: &str| {
        let environment = Some(name.to_owned());
        render(BASE, &RenderOptions { environment, ..RenderOptions::default() })
    };
    let prod = of("prod").unwrap_or_default();
    assert_eq!(prod.environments.len(), 1);
    assert!(prod.text.contains("namespace: clinic") && !prod.text.contains("web:1.0"));
    let error = of("production").err();
    assert_eq!(error.as_ref().map(Error::code), Some("unknown-name"));
    let hint = error.as_ref().and_then(Error::hint);
    assert_eq!(hint.as_deref(), Some("expected one of dev, prod"));
    let alone = Some("prod".to_owned());
    let alone = RenderOptions { environment: alone, ..RenderOptions::default() };
    let error = render(&PROJECT[..1], &alone).err();
    assert_eq!(
        error.as_ref().and_then(Error::hint).as_deref(),
        Some("the input has no environments; omit it")
    );
}

#[test]
fn the_files_of_a_compose_project_are_merged() {
    let rendering = rendered(PROJECT);
    let prod = text_of(&rendering, "prod");
    for line in [
        "    read_only: true\n",
        "      MYSQL_PASSWORD: \"********\"\n",
        "    - \"<unresolved: a variable has no value in the input>\"\n",
    ] {
        assert!(prod.contains(line), "{line}: {prod}");
    }
    assert!(rendering.has_masked && rendering.has_unresolved);
    let header = "# Secrets are masked and some values are not resolved: this output cannot";
    assert!(rendering.text.starts_with(header), "{}", rendering.text);
}

#[test]
fn what_is_in_no_environment_is_rendered_once() {
    let apart = [
        ("app/kustomization.yaml", "resources: [app.yaml]\n"),
        ("app/app.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: apart}\n"),
        ("compose.yaml", "services: {lab: {image: 'lab:1.0', env_file: [missing.env]}}\n"),
    ];
    let rendering = rendered(&[BASE, &apart].concat());
    let names: Vec<_> = rendering.environments.iter().map(|one| one.name.as_deref()).collect();
    assert_eq!(names, [None, Some("dev"), Some("prod")]);
    assert_eq!(rendering.text.matches("name: apart\n").count(), 1, "{}", rendering.text);
    let header = "this output cannot be applied.\n# no environment\n---\n";
    assert!(rendering.text.contains(header), "{}", rendering.text);
    let open = "    environment: {} # <unresolved: the value may be set in a file that is not in the \
                input>\n";
    assert!(text_of(&rendering, "").contains(open), "{}", rendering.text);
    // A compose project is not a part of the environments of overlays.
    assert!(!text_of(&rendering, "prod").contains("services:"), "{}", rendering.text);
    assert!(!rendering.is_complete && rendering.has_unresolved);
}

#[test]
fn secrets_are_masked_unless_they_are_asked_for() {
    let secrets = ["nW4xq8ZtR2m", "Kq7pLw0s3cr3t", "83746152"];
    for files in [BASE, PROJECT, &BASE[1..2], &BASE[2..3], &BASE[5..]] {
        let rendering = rendered(files);
        assert!(rendering.has_masked, "{}", rendering.text);
        for secret in secrets {
            assert!(!format!("{rendering:?}").contains(secret), "{}", rendering.text);
        }
    }
    let masked = rendered(BASE);
    assert!(masked.text.contains("      password: ********\n      user: app\n"), "{}", masked.text);
    assert!(masked.text.contains("  pin: \"********\"\n"), "{}", masked.text);
    let all = shown(BASE);
    assert!(secrets.iter().all(|secret| all.contains(secret)), "{all}");
    assert!(all.starts_with("# environment: dev\n"), "{all}");
}

#[test]
fn a_comment_names_the_line_that_decides_a_value() {
    let options = RenderOptions { origins: true, ..RenderOptions::default() };
    let text = render(BASE, &options).unwrap_or_default().text;
    for line in [
        "        image: web:1.0 # base/web.yaml:10\n",
        "        image: web:5.0 # overlays/prod/kustomization.yaml:4\n",
        "  namespace: clinic # overlays/prod/kustomization.yaml:1\n",
        "  app.yaml: | # base/settings.yaml:5\n",
        "  pin: \"********\" # overlays/prod/extra.yaml:4\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
}

const CHART: &[(&str, &str)] = &[
    ("Chart.yaml", "apiVersion: v2\nname: rota\nversion: 0.1.0\n"),
    (
        "templates/pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Chart.Name }}\nspec:\n  securityContext: {{ toYaml .Values.security | nindent 4 }}\n  containers:\n  - image: {{ .Values.image }}\n    args: [\"{{ .Values.first }}-{{ .Values.second }}\"]\n",
    ),
    (
        "templates/secret.yaml",
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: pin\n  labels: {app: \"{{ .Chart.Name }}\"}\nstringData: {pin: \"83746152\"}\n",
    ),
    ("values.yaml", "image: rota:1.0\nsecurity: {}\nfirst: a\nsecond: b\n"),
    ("values-prod.yaml", "image: rota:2.0\n"),
];

/// The line of the rendered text with a text, and the places of its origins: `path:line`, the deciding one
/// of each first.
fn origins_of<'r>(rendering: &'r Rendering, environment: &str, text: &str) -> Vec<Vec<String>> {
    let place = |location: &'r crate::report::Location| {
        format!("{}:{}", location.path, location.start.map_or(0, |start| start.line))
    };
    let named =
        |name: &Option<std::sync::Arc<str>>| name.as_deref().unwrap_or_default() == environment;
    let Some(one) = rendering.environments.iter().find(|one| named(&one.name)) else {
        return Vec::new();
    };
    let line = one.text.lines().position(|line| line.contains(text));
    let line = line.and_then(|line| u32::try_from(line + 1).ok());
    let here = one.origins.iter().filter(|origin| Some(origin.line) == line);
    here.map(|origin| {
        let related = origin.related.iter().map(|related| &related.location);
        std::iter::once(&origin.location).chain(related).map(place).collect()
    })
    .collect()
}

#[test]
fn the_origins_of_a_line_are_what_wrote_it_and_what_it_read() {
    let options = RenderOptions { origins: true, ..RenderOptions::default() };
    let rendering = render(CHART, &options).unwrap_or_default();
    let places = |environment: &str, text: &str| origins_of(&rendering, environment, text);
    // A value that decides, and the expression that reads it; a literal of the template alone.
    let image = places("prod", " image: rota:2.0");
    assert_eq!(
        image.last().map(Vec::as_slice),
        Some(&["values-prod.yaml:1", "templates/pod.yaml:8"].map(str::to_owned)[..]),
        "{image:?}"
    );
    let image = places("", "image: rota:1.0");
    assert_eq!(image.last().map(|places| &*places[0]), Some("values.yaml:1"), "{image:?}");
    assert_eq!(places("", "kind: Pod"), [["templates/pod.yaml:2"]]);
    // Of several values the template decides, and all values are there.
    let several = places("", "- a-b").concat();
    assert!(several.starts_with(&["templates/pod.yaml:9".to_owned()]), "{several:?}");
    for value in ["values.yaml:3", "values.yaml:4"] {
        assert!(several.iter().any(|place| place == value), "{value}: {several:?}");
    }
    // What an empty mapping lacks is written at the value that is empty.
    let empty = places("", "securityContext: {}").concat();
    assert_eq!(empty.first().map(String::as_str), Some("values.yaml:2"), "{empty:?}");
    assert!(rendered(CHART).environments.iter().all(|one| one.origins.is_empty()));
}

#[test]
fn what_a_label_of_a_secret_reads_is_not_masked_elsewhere() {
    let rendering = rendered(CHART);
    let text = text_of(&rendering, "prod");
    assert!(text.contains("  name: rota\n"), "{text}");
    assert!(text.contains("    app: \"********\"\n") && !text.contains("83746152"), "{text}");
}

#[test]
fn manifests_are_rendered_as_written_if_nothing_is_built() {
    let text = "x: &a {b: 1, b: 2}\napiVersion: v1\nkind: List\nitems:\n- {<<: *a, kind: Pod, metadata: {name: a, labels: {}}}\n- - [1, [two]]\n  - 0755\n";
    let rendering = rendered(&[("a.yaml", text)]);
    let expected = "---\nx:\n  b: 2\napiVersion: v1\nkind: List\nitems:\n- b: 2\n  kind: Pod\n  metadata:\n    name: a\n    labels: {}\n- - - 1\n    - - two\n  - 493\n";
    assert_eq!(rendering.text, expected);
    assert_eq!(rendered(&[("a.txt", "nothing")]), Rendering::default());
}

#[test]
fn what_is_not_built_is_a_problem() {
    let rendering = rendered(&[
        ("kustomization.yaml", "resources: [web.yaml]\npatches:\n- {path: missing.yaml}\n"),
        BASE[1],
        ("web.yaml", BASE[1].1),
    ]);
    assert!(!rendering.is_complete);
    let problems = rendering.problems.iter().flat_map(|input| &input.problems);
    assert!(problems.count() > 0, "{rendering:?}");
}

#[test]
fn what_is_rendered_renders_as_itself() {
    let manifests = shown(BASE);
    let (_, prod) = manifests.split_once("# environment: prod\n").unwrap_or_default();
    assert_eq!(shown(&[("out.yaml", prod)]), prod);
    let project = &[(
        "compose.yaml",
        "services: {a: {image: 'a:1', environment: {A: 'on', B: '1', C: '2026-11-21'}, labels: {l: \"x\\ny\\n\"}}}\n",
    )];
    let project = shown(project);
    assert!(project.contains("        l: |\n") || project.contains("      l: |\n"), "{project}");
    assert_eq!(shown(&[("compose.yaml", &project)]), project);
}

/// The value of a key of a rendered document.
fn read_back(name: &str, text: &str, path: &[&str]) -> Option<String> {
    let parsed = Checker::default().parse(Input::text(name, text));
    let mut node = parsed.trees.first()?.documents().next()?.1;
    for key in path {
        node = node.entry(key)?.1;
    }
    match node.scalar() {
        Scalar::Text(text) => Some(text.to_owned()),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any string is the same string afterwards, as a key as well.
    #[test]
    fn strings_read_back(text in prop_oneof![
        "[a-zA-Z0-9 :#.,+_~=<>&*!|%@`'\"\\\\\\[\\]\n\t-]{0,24}",
        "(y|n|no|on|null|~|true|0x1F|1_000|1e3|0o7|2026-11-21|12:30|\\.inf|<<|=|---|\\.\\.\\.){1,2}\n{0,2}",
        "[ \n]{0,3}[a-z ]{0,4}[\n ]{0,4}[a-z]{0,3}\n{0,3}",
        "\\PC{0,12}",
    ]) {
        prop_assume!(!text.contains(['$', '{']));
        let json = serde_json::json!({
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"k": text},
        });
        let written = shown(&[("a.json", &json.to_string())]);
        let back = read_back("a.yaml", &written, &["data", "k"]);
        prop_assert_eq!(back.as_ref(), Some(&text), "{}", written);
        let json = serde_json::json!({"services": {"a": {"image": "a:1", "labels": {"k": text}}}});
        let written = shown(&[("compose.yaml", &json.to_string())]);
        let back = read_back("compose.yaml", &written, &["services", "a", "labels", "k"]);
        prop_assert_eq!(back.as_ref(), Some(&text), "{}", written);
    }
}

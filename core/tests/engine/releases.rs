//! The release that charts are rendered for.

use asepsis::report::RenderOptions;
use asepsis::{AnyCheck, Checker, Input, policy};

const FILES: &[(&str, &str)] = &[
    ("Chart.yaml", "apiVersion: v2\nname: app\nversion: 1.0.0\n"),
    (
        "templates/all.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n  namespace: {{ \
         .Release.Namespace }}\ndata:\n  image: {{ .Values.image | quote }}\n  has: {{ list \
         (.Capabilities.APIVersions.Has \"a/v1\") (.Capabilities.APIVersions.Has \"b/v1/Kind\") | toJson \
         | quote }}\n",
    ),
    ("values.yaml", "image: one\n"),
    ("other.yaml", "image: two\n"),
];

fn rendered(policy: &str, options: &RenderOptions) -> String {
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    let policy = policy::read("asepsis.yaml", policy, &checks).unwrap();
    let checker = Checker::builder().options(policy).build().unwrap();
    let inputs = FILES.iter().map(|(name, text)| Input::text(*name, *text));
    let text = checker.render(inputs, options).unwrap().text;
    let lines = text.lines().filter_map(|line| line.trim().split_once(": "));
    let values: Vec<&str> = lines
        .filter(|(key, _)| *key != "apiVersion" && *key != "kind")
        .map(|line| line.1)
        .collect();
    values.join(" ")
}

#[test]
fn the_policy_gives_the_release_and_a_rendering_another_one() {
    let mut options = RenderOptions::default();
    assert_eq!(rendered("", &options), "app default one \"[false,false]\"");
    let policy = "helm: {release: ehr, namespace: clinic, api_versions: [a/v1]}";
    assert_eq!(rendered(policy, &options), "ehr clinic one \"[true,false]\"");
    options.namespace = Some("ward".to_owned());
    options.api_versions = vec!["b/v1/Kind".to_owned()];
    options.values = vec!["./other.yaml".to_owned()];
    assert_eq!(rendered(policy, &options), "ehr ward two \"[true,true]\"");
    options.release = Some("lab".to_owned());
    options.set = vec!["image=three".to_owned()];
    assert_eq!(rendered(policy, &options), "lab ward three \"[true,true]\"");
}

#[test]
fn a_file_of_values_that_is_not_there_is_refused() {
    let mut options = RenderOptions::default();
    options.values = vec!["othr.yaml".to_owned()];
    let inputs = FILES.iter().map(|(name, text)| Input::text(*name, *text));
    let error = Checker::default().render(inputs, &options).unwrap_err();
    assert_eq!(error.hint().as_deref(), Some("did you mean `other.yaml`?"));
}

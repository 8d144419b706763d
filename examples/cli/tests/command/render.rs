//! `asepsis render`: documents to standard output, everything else to standard error.

use super::run::Platform;

const SECRET: &str = "nW4xq8ZtR2m";

fn overlays() -> Platform {
    let manifest = format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  containers:\n  - name: web\n    image: web:1.0\n    env: [{{name: DB_PASSWORD, value: {SECRET}}}]\n"
    );
    let prod = "resources: [../../base]\nimages: [{name: web, newTag: \"5.0\"}]\n";
    Platform::new()
        .file("base/kustomization.yaml", "resources: [pod.yaml]\n")
        .file("base/pod.yaml", manifest)
        .file("overlays/dev/kustomization.yaml", "resources: [../../base]\n")
        .file("overlays/prod/kustomization.yaml", prod)
}

#[test]
fn every_environment_is_printed_below_its_name() {
    let run = overlays().run(&["render", "."]);
    assert_eq!((run.exit, run.stderr.as_str()), (0, ""), "{}", run.text());
    let text = run.text();
    let names: Vec<&str> = text.lines().filter(|line| line.starts_with("# env")).collect();
    assert_eq!(names, ["# environment: dev", "# environment: prod"]);
    assert!(text.starts_with("# Secrets are masked: this output cannot be applied.\n"), "{text}");
    assert!(text.contains("      value: \"********\"\n") && !text.contains(SECRET), "{text}");
}

#[test]
fn one_environment_is_printed_with_the_origins_of_its_values() {
    let run = overlays().run(&["render", "--environment", "prod", "--origins", "."]);
    assert_eq!((run.exit, run.stderr.as_str()), (0, ""));
    let text = run.text();
    let image = "    image: web:5.0 # overlays/prod/kustomization.yaml:2\n";
    assert!(text.contains(image) && text.contains("  name: web # base/pod.yaml:3\n"), "{text}");
    assert!(!text.contains("web:1.0"), "{text}");
    let run = overlays().run(&["render", "--environment", "prd", "."]);
    assert_eq!((run.exit, &*run.text()), (2, ""));
    assert!(run.stderr.contains("expected one of dev, prod"), "{}", run.stderr);
}

#[test]
fn secrets_are_printed_only_on_request_and_with_a_warning() {
    let run = overlays().run(&["render", "--show-secrets", "."]);
    assert_eq!(run.exit, 0);
    assert!(run.text().contains(&format!("      value: {SECRET}\n")), "{}", run.text());
    assert!(!run.text().contains("cannot be applied"), "{}", run.text());
    assert_eq!(run.stderr, "warning: secrets are not masked in the output\n");
}

#[test]
fn what_is_missing_from_the_output_is_said() {
    let broken = overlays().file("overlays/dev/kustomization.yaml", "resources: [../../bse]\n");
    let run = broken.run(&["render", "."]);
    assert_eq!(run.exit, 3, "{}", run.stderr);
    let place = "warning: overlays/dev/kustomization.yaml:1:13: ";
    assert!(run.stderr.contains(place), "{}", run.stderr);
    assert!(run.text().contains("image: web:5.0\n"), "{}", run.text());
    let run = Platform::new().file("notes.txt", "nothing").run(&["render", "."]);
    assert_eq!((run.exit, &*run.text()), (3, ""));
    assert!(run.stderr.contains("nothing to render"), "{}", run.stderr);
}

#[test]
fn manifests_and_compose_projects_are_printed() {
    let platform = Platform::new()
        .file("compose.yaml", "services: {db: {image: 'mysql:8.4.1'}}\n")
        .file("compose.override.yaml", "services: {db: {read_only: true}}\n");
    let run = platform.run(&["render", "."]);
    let merged = "---\nservices:\n  db:\n    image: mysql:8.4.1\n    read_only: true\n";
    assert!(run.exit == 0 && run.text().starts_with(merged), "{}", run.text());
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: \"1\"}\n";
    let run = Platform::new().file("pod.yaml", pod).run(&["render", "pod.yaml"]);
    let expected = "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: \"1\"\n";
    assert_eq!((run.exit, &*run.text()), (0, expected), "{}", run.stderr);
}

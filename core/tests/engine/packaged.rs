//! What belongs to a chart: `.helmignore`, and dependencies in folders of the input.

use asepsis::report::{RenderOptions, Report};
use asepsis::{Checker, Input, InputStatus, Options};

const CHART: &str = "apiVersion: v2\nname: app\nversion: 1.0.0\n";

fn map(name: &str) -> String {
    format!("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\n")
}

fn inputs(files: &[(&str, &str)]) -> Vec<Input> {
    files.iter().map(|(name, text)| Input::text(*name, *text)).collect()
}

fn rendered(files: &[(&str, &str)]) -> Vec<String> {
    let rendering = Checker::default().render(inputs(files), &RenderOptions::default()).unwrap();
    let names = rendering.text.lines().filter_map(|line| line.strip_prefix("  name: "));
    names.map(str::to_owned).collect()
}

/// The problems, each with its place.
fn problems(report: &Report) -> Vec<String> {
    let problems = report.inputs().iter().flat_map(|input| &input.problems);
    let said = problems.map(|problem| {
        let place = problem.location.as_ref().map(crate::place).unwrap_or_default();
        format!("{place} {}", problem.message)
    });
    said.collect()
}

#[test]
fn what_helm_ignores_is_not_part_of_the_chart() {
    let (own, draft, hidden) = (map("own"), map("{{ .Chart.Name }}-draft"), map("hidden"));
    let reader = map("{{ .Files.Get \"notes/a.txt\" | default \"nothing\" }}");
    let files = [
        ("Chart.yaml", CHART),
        (".helmignore", "# drafts\n*-draft.yaml\nnotes/\n"),
        ("notes/a.txt", "something"),
        ("templates/own.yaml", &own),
        ("templates/reader.yaml", &reader),
        ("templates/new-draft.yaml", &draft),
        ("templates/.hidden.yaml", &hidden),
    ];
    assert_eq!(rendered(&files), ["own", "nothing"]);
    let report = Checker::default().check(inputs(&files));
    let said = problems(&report);
    // A text of no known kind, which the command does not pass.
    assert_eq!(said, ["notes/a.txt:1 not an object: the value is not a mapping"]);
    let roles = report.inputs().iter().filter(|input| input.role.contains("ignored"));
    let paths: Vec<&str> = roles.map(|input| &*input.path).collect();
    assert_eq!(paths, ["templates/.hidden.yaml", "templates/new-draft.yaml"]);
}

#[test]
fn what_helm_refuses_in_a_list_is_a_problem_at_its_line() {
    let own = map("{{ .Chart.Name }}");
    for (pattern, why) in [
        ("**/draft.yaml", "double-star (**) syntax is not supported"),
        ("[a", "syntax error in pattern"),
    ] {
        let list = format!("ci/\n{pattern}\n");
        let files = [("Chart.yaml", CHART), (".helmignore", &list), ("templates/own.yaml", &own)];
        let report = Checker::default().check(inputs(&files));
        let expected = format!(".helmignore:2 chart does not load: {why}");
        assert!(problems(&report).contains(&expected), "{:?}", problems(&report));
        assert_ne!(report.verdict().as_str(), "pass");
    }
}

const UMBRELLA: &str = "apiVersion: v2\nname: umbrella\nversion: 1.0.0\ndependencies:\n- name: lab\n  version: \
                        ^1.0.0\n  repository: file://../lab\n  alias: bench\n  condition: bench.enabled\n- name: \
                        common\n  version: 1.x\n  repository: file://../common\n";

fn platform<'f>(lab: &'f str, other: &'f [(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut files = vec![
        ("umbrella/Chart.yaml", UMBRELLA),
        (
            "umbrella/templates/a.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ include \"common.name\" . }}\n",
        ),
        ("lab/Chart.yaml", lab),
        (
            "lab/templates/a.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Chart.Name }}-{{ .Values.of }}\n",
        ),
        ("lab/values.yaml", "of: blood\n"),
        ("lab/.helmignore", "templates/b.yaml\n"),
        (
            "lab/templates/b.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Values.of }}\n",
        ),
        ("common/Chart.yaml", "apiVersion: v2\nname: common\ntype: library\nversion: 1.4.0\n"),
        ("common/templates/_a.tpl", "{{ define \"common.name\" }}{{ .Chart.Name }}{{ end }}"),
    ];
    files.extend(other);
    files
}

const LAB: &str = "apiVersion: v2\nname: lab\nversion: 1.2.0\n";

#[test]
fn a_dependency_in_a_folder_is_used_as_if_it_were_built() {
    assert_eq!(rendered(&platform(LAB, &[])), ["bench-blood", "umbrella"]);
    let values = [("umbrella/values.yaml", "bench: {of: tissue}\n")];
    assert_eq!(rendered(&platform(LAB, &values)), ["bench-tissue", "umbrella"]);
    let values = [("umbrella/values.yaml", "bench: {enabled: false}\n")];
    assert_eq!(rendered(&platform(LAB, &values)), ["umbrella"]);
    let report = Checker::default().check(inputs(&platform(LAB, &[])));
    assert_eq!(problems(&report), [""; 0]);
    assert!(report.inputs().iter().all(|input| input.status == InputStatus::Analysed));
    // What is in `charts` already is used instead.
    let built = [("umbrella/charts/lab/Chart.yaml", "apiVersion: v2\nname: lab\nversion: 1.1.0\n")];
    assert_eq!(rendered(&platform(LAB, &built)), ["lab-blood", "umbrella"]);
}

#[test]
fn a_chart_that_others_take_is_rendered_by_itself_on_request() {
    let mut options = Options::default();
    options.bases = true;
    let checker = Checker::builder().options(options).build().unwrap();
    let files = platform(LAB, &[]);
    let text = checker.render(inputs(&files), &RenderOptions::default()).unwrap().text;
    assert!(
        text.contains("  name: bench-blood\n") && text.contains("  name: lab-blood\n"),
        "{text}"
    );
    let text = rendered(&platform(LAB, &[("lab/values-prod.yaml", "of: prod\n")]));
    assert!(text.contains(&"lab-prod".to_owned()), "{text:?}");
}

#[test]
fn a_dependency_that_does_not_fit_or_is_not_there_is_a_problem_at_its_line() {
    let report = Checker::default()
        .check(inputs(&platform("apiVersion: v2\nname: lab\nversion: 2.0.0\n", &[])));
    let expected = "umbrella/Chart.yaml:5 can't get a valid version for dependency `lab`: `^1.0.0` excludes \
                    2.0.0";
    assert_eq!(problems(&report), [expected]);
    let files = platform(LAB, &[]);
    let without: Vec<_> =
        files.iter().copied().filter(|(path, _)| !path.starts_with("lab/")).collect();
    let report = Checker::default().check(inputs(&without));
    assert_eq!(
        problems(&report),
        ["umbrella/Chart.yaml:5 dependency `lab` not found in the input"]
    );
}

#[test]
fn charts_that_depend_on_each_other_are_a_problem() {
    let lab = "apiVersion: v2\nname: lab\nversion: 1.2.0\ndependencies:\n- {name: umbrella, version: 1.0.0, \
               repository: 'file://../umbrella'}\n";
    let report = Checker::default().check(inputs(&platform(lab, &[])));
    let said = problems(&report);
    assert!(
        said.contains(&"lab/Chart.yaml:5 dependency `umbrella` depends on this chart".to_owned()),
        "{said:?}"
    );
    let own = "apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n- {name: app, version: 1.0.0, \
               repository: 'file://.'}\n";
    let files = [("Chart.yaml", own), ("templates/a.yaml", &*map("{{ .Chart.Name }}"))];
    let report = Checker::default().check(inputs(&files));
    assert_eq!(problems(&report), ["Chart.yaml:5 dependency `app` depends on this chart"]);
}

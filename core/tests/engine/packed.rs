//! Charts in archives are judged like charts in folders, at the path in the archive.

use asepsis::report::Report;
use asepsis::{Checker, Input, InputStatus, Options};
use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, Header};

const COMMON: &[(&str, &str)] = &[
    ("Chart.yaml", "apiVersion: v2\nname: common\nversion: 2.0.1\n"),
    ("values.yaml", "privileged: false\nuser: 0\npassword: nW4xq8ZtR2\n"),
    ("templates/_names.tpl", "{{ define \"common.name\" }}{{ .Release.Name }}-x{{ end }}\n"),
    (
        "templates/pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: probe\n  annotations: {note: {{ .Files.Get \
         \"note.txt\" | quote }}}\nspec:\n  containers:\n  - name: app\n    image: app:1.4.2\n    env:\n    \
         - {name: DB_PASSWORD, value: {{ .Values.password | quote }}}\n    securityContext:\n      \
         privileged: {{ .Values.privileged }}\n      runAsUser: {{ .Values.user }}\n",
    ),
    ("note.txt", "hello\n"),
];

const APP: &[(&str, &str)] = &[
    (
        "Chart.yaml",
        "apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n- {name: common, version: 2.0.1, \
         repository: 'oci://charts.example'}\n",
    ),
    ("values.yaml", "common:\n  privileged: true\n"),
    (
        "templates/cm.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ include \"common.name\" . }}\n",
    ),
];

/// A chart in an archive.
pub(crate) fn archive<P: AsRef<str>, C: AsRef<[u8]>>(folder: &str, files: &[(P, C)]) -> Vec<u8> {
    let mut builder = Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (path, content) in files {
        let content = content.as_ref();
        let mut header = Header::new_gnu();
        header.set_mode(0o644);
        header.set_size(content.len() as u64);
        let path = format!("{folder}/{}", path.as_ref());
        builder.append_data(&mut header, path, content).unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap()
}

fn texts(folder: &str, files: &[(&str, &str)]) -> Vec<Input> {
    let input = |(path, text): &(&str, &str)| Input::text(format!("{folder}{path}"), *text);
    files.iter().map(input).collect()
}

fn check(inputs: Vec<Input>) -> Report {
    Checker::default().check(inputs)
}

/// Each finding with its place and what contributes, as if the archive were a folder.
fn said(report: &Report, archive: &str) -> Vec<String> {
    let findings = report.findings().iter();
    let mut said: Vec<String> = findings
        .map(|finding| {
            let place = finding.location.as_ref().map(crate::place).unwrap();
            let related = finding.related.iter().map(|one| crate::place(&one.location));
            let related: Vec<String> = related.collect();
            let line = format!("{place} {} {related:?}", finding.check);
            line.replace(&format!("{archive}/common/"), "charts/common/")
        })
        .collect();
    said.sort();
    said
}

fn packed_in(name: &str) -> Report {
    let mut inputs = texts("", APP);
    inputs.push(Input::text(name, archive("common", COMMON)));
    check(inputs)
}

#[test]
fn a_subchart_in_an_archive_is_judged_like_one_in_a_folder() {
    let mut inputs = texts("", APP);
    inputs.extend(texts("charts/common/", COMMON));
    let in_folder = check(inputs);
    let packed = packed_in("charts/common-2.0.1.tgz");
    let expected = said(&in_folder, "charts/common-2.0.1.tgz");
    assert!(expected.iter().any(|line| line.starts_with("values.yaml:2 privileged-container")));
    assert!(
        expected.iter().any(|line| line.starts_with("charts/common/values.yaml:2 run-as-user"))
    );
    assert_eq!(said(&packed, "charts/common-2.0.1.tgz"), expected);
    let statuses = packed.inputs().iter().map(|input| input.status);
    assert!(
        statuses.clone().all(|status| status == InputStatus::Analysed),
        "{:?}",
        packed.inputs()
    );
    assert_eq!(packed.inputs().len(), APP.len() + COMMON.len() + 1);
}

#[test]
fn what_is_in_an_archive_is_not_edited() {
    let report = packed_in("charts/common-2.0.1.tgz");
    let edits = report.findings().iter().flat_map(|finding| &finding.fixes);
    let paths: Vec<String> =
        edits.flat_map(|fix| &fix.edits).map(|edit| edit.path.to_string()).collect();
    assert!(paths.iter().all(|path| !path.contains(".tgz")), "{paths:?}");
    let mut inputs = texts("", APP);
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  hostNetwork: true\n  containers: []\n";
    let files = [("Chart.yaml", COMMON[0].1), ("templates/pod.yaml", pod)];
    inputs.push(Input::text("charts/common-2.0.1.tgz", archive("common", &files)));
    let report = check(inputs);
    let finding =
        report.findings().iter().find(|finding| &*finding.check == "host-network").unwrap();
    assert_eq!(finding.fixes.len(), 1);
    assert!(finding.fixes[0].edits.is_empty(), "{:?}", finding.fixes);
    assert_eq!(finding.fixes[0].refused.as_deref(), Some("the file is in an archive"));
}

#[test]
fn another_version_of_an_archive_has_the_same_fingerprints() {
    let prints = |report: &Report| -> Vec<String> {
        report
            .findings()
            .iter()
            .map(|finding| format!("{} {}", finding.check, finding.fingerprint))
            .collect()
    };
    let one = packed_in("charts/common-2.0.1.tgz");
    let other = packed_in("charts/common-2.0.2.tgz");
    assert_eq!(prints(&one), prints(&other));
}

#[test]
fn a_chart_is_rendered_from_an_archive_with_archives_in_it() {
    let inner = archive("common", COMMON);
    let mut files: Vec<(&str, &[u8])> =
        APP.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    files.push(("charts/common-2.0.1.tgz", &inner));
    let outer = archive("app", &files);
    let report = check(vec![Input::text("dist/app-1.0.0.tgz", outer.clone())]);
    let name = "dist/app-1.0.0.tgz/app/charts/common-2.0.1.tgz/common/values.yaml:2";
    let lines = crate::said(&report);
    assert!(lines.iter().any(|line| line == &format!("{name} run-as-user-zero")), "{lines:?}");
    let mut options = Options::default();
    options.limits.embedding = 0;
    let checker = Checker::builder().options(options).build().unwrap();
    let report = checker.check([Input::text("app.tgz", outer)]);
    let of = |path: &str| report.inputs().iter().find(|input| &*input.path == path).unwrap();
    let archive = of("app.tgz/app/charts/common-2.0.1.tgz");
    assert_eq!(archive.problems[0].message, "archive is inside of 1 others: it was not unpacked");
    let chart = of("app.tgz/app/Chart.yaml");
    assert_eq!(chart.problems[0].message, "dependency `common` not found in the input");
}

#[test]
fn excludes_and_limits_apply_to_the_files_of_archives() {
    let mut options = Options::default();
    options.excludes = vec!["**/pod.yaml".to_owned()];
    let given = || [Input::text("common-2.0.1.tgz", archive("common", COMMON))];
    let report = Checker::builder().options(options).build().unwrap().check(given());
    let of = |report: &Report, path: &str| {
        let all = report.inputs().iter();
        all.into_iter().find(|input| &*input.path == path).unwrap().clone()
    };
    let path = "common-2.0.1.tgz/common/templates/pod.yaml";
    assert_eq!(of(&report, path).status, InputStatus::Excluded);
    let mut options = Options::default();
    options.limits.bytes = 5 * 512;
    let report = Checker::builder().options(options).build().unwrap().check(given());
    let input = of(&report, "common-2.0.1.tgz");
    assert_eq!(input.status, InputStatus::OverLimit, "{input:?}");
    assert!(report.inputs().len() > 1);
}

#[test]
fn what_is_not_a_chart_is_said() {
    let other = archive("pages", &[("index.html", "<p>")]);
    for (name, bytes) in [("a.tgz", other), ("b.tgz", b"text".to_vec())] {
        let report = check(vec![Input::text(name, bytes).named()]);
        let input = &report.inputs()[0];
        assert_eq!((input.status, input.problems.len()), (InputStatus::Unparsable, 1), "{input:?}");
    }
}

//! Values of charts that no template reads.

use asepsis::{Checker, Input};

const CHART: &str = "apiVersion: v2\nname: ward\nversion: 1.0.0\n";

/// What is found in values with a template, and what is not known.
fn unread(values: &str, template: &str) -> Vec<String> {
    of(&[("values.yaml", values), ("templates/a.yaml", template)])
}

fn of(files: &[(&str, &str)]) -> Vec<String> {
    let own = files.iter().any(|(path, _)| *path == "Chart.yaml");
    let chart = (!own).then_some(("Chart.yaml", CHART));
    let inputs = chart.iter().chain(files).map(|(path, text)| Input::text(*path, *text));
    let checker = Checker::builder().select("values-unread").build().unwrap();
    let report = checker.check(inputs);
    let findings = report.findings().iter().map(|finding| {
        let path = finding.message.split('`').nth(1).unwrap_or_default().to_owned();
        let location = finding.location.as_ref().unwrap();
        let line = location.start.unwrap().line;
        format!("{path} {}:{line} {}", location.path, finding.environments.join(" "))
            .trim()
            .to_owned()
    });
    let unknown: u64 = report.checks().iter().map(|check| check.unknown).sum();
    findings.chain((unknown > 0).then(|| "unknown".to_owned())).collect()
}

#[test]
fn values_are_followed_to_where_they_are_read() {
    let values = "a: {b: {c: 1}}\n";
    for template in [
        "x: {{ .Values.a.b.c }}",
        "x: {{ toYaml .Values.a }}",
        "x: {{ $.Values.a.b | toJson }}",
        "{{ with .Values.a }}x: {{ with .b }}{{ .c }}{{ end }}{{ end }}",
        "x: {{ index .Values \"a\" \"b\" \"c\" }}",
        "x: {{ get (get .Values.a \"b\") \"c\" }}",
        "x: {{ dig \"b\" \"c\" 2 .Values.a }}",
        "{{ range $k, $v := .Values.a }}x: {{ $v.c }}{{ end }}",
        "{{ $x := .Values.a }}{{ if false }}x: {{ $x.b.c }}{{ end }}",
        "{{ $d := dict \"y\" .Values.a }}{{ $_ := set $d \"z\" $d.y.b }}x: {{ $d.z.c }}",
        "{{ define \"t\" }}{{ (index . 1).b.c }}{{ end }}x: {{ include \"t\" (list 1 .Values.a) }}",
        "x: {{ tpl \"{{ .Values.a.b.c }}\" . }}",
        "{{ $x := merge (dict) .Values.a.b }}x: {{ $x.c }}",
        "{{ $x := .Values }}{{ range splitList \".\" \"a.b\" }}{{ $x = index $x . }}{{ end }}x: {{ $x.c }}",
        "x: {{ (default (dict) .Values.a.b).c }}",
        "x: {{ hasKey .Values.a.b \"c\" }}",
    ] {
        assert_eq!(unread(values, template), [""; 0], "{template}");
    }
}

#[test]
fn what_is_not_read_is_found_at_its_outermost_key() {
    let values = "a:\n  b: {c: 1}\n  d: 2\ne: {f: 3}\nempty: []\n";
    let cases = [
        ("x: {{ .Values.a.b.c }}", vec!["a.d values.yaml:3", "e values.yaml:4"]),
        (
            "x: {{ if .Values.a }}1{{ end }}",
            vec!["a.b values.yaml:2", "a.d values.yaml:3", "e values.yaml:4"],
        ),
        ("x: {{ toYaml (pick .Values.a \"d\") }}{{ .Values.e.f }}", vec!["a.b values.yaml:2"]),
        ("x: {{ toYaml .Values }}", vec!["unknown"]),
        ("x: {{ .Release.Name }}", vec!["a values.yaml:1", "e values.yaml:4"]),
    ];
    for (template, expected) in cases {
        assert_eq!(unread(values, template), expected, "{template}");
    }
}

#[test]
fn a_value_of_several_files_is_found_once() {
    let found = of(&[
        ("values.yaml", "name: a\ntls: []\n"),
        ("values-dev.yaml", "name: b\n"),
        ("values-prod.yaml", "name: c\ntls: [x]\n"),
        ("values-staging.yaml", "tls: [y]\n"),
        ("templates/a.yaml", "x: {{ .Values.name }}"),
    ]);
    assert_eq!(found, ["tls values-prod.yaml:2 prod"]);
}

#[test]
fn values_belong_to_the_charts_in_the_chart() {
    let chart = format!(
        "{CHART}dependencies: [{{name: db, alias: store, version: 1.0.0, condition: store.enabled}}]\n"
    );
    let files = [
        ("Chart.yaml", chart.as_str()),
        (
            "values.yaml",
            "global: {domain: x, other: y}\nstore: {enabled: true, port: 1, host: z}\n",
        ),
        ("templates/a.yaml", "x: 1"),
        ("charts/db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.0.0\n"),
        ("charts/db/values.yaml", "port: 2\nuser: a\n"),
        ("charts/db/templates/a.yaml", "x: {{ .Values.port }}{{ .Values.global.domain }}"),
    ];
    let expected =
        ["user charts/db/values.yaml:2", "global.other values.yaml:1", "store.host values.yaml:2"];
    assert_eq!(of(&files), expected);
    // A dependency that is not there may read its values, and those that all charts share.
    assert_eq!(of(&files[..3]), ["unknown"]);
}

#[test]
fn what_templates_can_reach_by_computed_names_is_not_reported() {
    let values = "a: {b: 1, c: 2}\nkey: b\ntext: '{{ .Values.d }}'\nd: 3\n";
    let template = "x: {{ index .Values.a .Values.key }}{{ tpl .Values.text . }}";
    assert_eq!(unread(values, template), [""; 0]);
    let recursive = "{{ define \"r\" }}{{ range $k, $v := . }}{{ include \"r\" $v }}{{ end }}{{ end }}\
         {{ if false }}{{ include \"r\" .Values.a }}{{ end }}";
    assert_eq!(unread("a: {b: {c: {d: 1}}}\ne: 1\n", recursive), ["e values.yaml:2"]);
}

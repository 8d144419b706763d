//! Whole charts.

use super::{Release, Rendered, Request, render};

fn rendered(files: &[(&str, &str)]) -> Rendered {
    let chart = ("Chart.yaml", "apiVersion: v2\nname: ward\nversion: 1.0.0\n");
    let files: Vec<(&str, &str)> = std::iter::once(chart).chain(files.iter().copied()).collect();
    render(&Request { files: &files, values: &[], set: &[], release: Release::default() })
}

/// The text of the only template, or why it is not rendered.
fn text(template: &str) -> String {
    let rendered = rendered(&[("templates/a.yaml", template), ("values.yaml", VALUES)]);
    match rendered.failure {
        Some(failure) => failure.message,
        None => rendered.templates.iter().map(|one| one.text.as_str()).collect(),
    }
}

const VALUES: &str = "a: {b: 1, c: [x, z]}\nname: lab\n";

#[test]
fn templates_that_include_themselves_end() {
    for recursive in [
        "{{ define \"x\" }}{{ include \"x\" . }}{{ end }}{{ include \"x\" . }}",
        "{{ define \"x\" }}{{ template \"x\" . }}{{ end }}{{ template \"x\" . }}",
        "{{ define \"x\" }}{{ if true }}{{ with (((((include \"x\" .))))) }}{{ . }}{{ end }}{{ end }}{{ end }}{{ include \"x\" . }}",
        "{{ define \"x\" }}{{ range tuple 1 }}{{ tpl \"{{ include \\\"x\\\" . }}\" $ }}{{ end }}{{ end }}{{ include \"x\" . }}",
        "{{ define \"x\" }}{{ list (include \"x\" .) | join \",\" | quote }}{{ end }}{{ include \"x\" . }}",
    ] {
        assert!(text(recursive).contains("nested deeper"), "{recursive}: {}", text(recursive));
    }
}

#[test]
fn what_has_no_end_is_limited() {
    let twice = "{{ range until 5000 }}{{ range until 5000 }}{{ end }}{{ end }}";
    assert!(text(twice).contains("expressions"), "{}", text(twice));
    let long =
        "{{ $x := \"0123456789\" }}{{ range until 30 }}{{ $x = print $x $x }}{{ end }}{{ $x }}";
    assert!(text(long).contains("too large"), "{}", text(long));
}

#[test]
fn values_are_found_as_go_finds_them() {
    let cases = [
        ("{{ .Values.a.b }}", "1"),
        ("{{ .Values.missing }}", ""),
        ("{{ (.Values.missing).deeper }}", ""),
        ("{{ range $i, $x := .Values.a.c }}{{ $i }}{{ $x }}{{ end }}", "0x1z"),
        ("{{ with .Values.none }}a{{ else }}b{{ end }}", "b"),
        ("{{ .Release.Name }}/{{ .Chart.Name }}", "release-name/ward"),
    ];
    for (template, expected) in cases {
        assert_eq!(text(template), expected, "{template}");
    }
    let failing = text("a: 1\nb: {{ .Values.missing.deeper }}\n");
    let expected = "template: ward/templates/a.yaml:2:6: executing \"ward/templates/a.yaml\" at <.Values.missing.deeper>: nil pointer evaluating interface {}.deeper";
    assert_eq!(failing, expected);
}

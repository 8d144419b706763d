//! Charts for tests of what is rendered: some that are written by hand, and generated ones.

use fastrand::Rng;

/// A chart, with files of values that it is rendered with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chart {
    pub(crate) files: Vec<(String, String)>,
    pub(crate) values: Vec<(String, String)>,
}

/// Charts whose files are set apart by lines that begin with `=== ` and the path.
const WRITTEN: &[&str] = &[include_str!("../charts/shop.txt"), include_str!("../charts/jobs.txt")];

/// Fields of a ConfigMap: the values that they need, another text for those in a second file, and the
/// lines of the template. `@` is the number of the field.
const FIELDS: &[[&str; 3]] = &[
    ["v@: ''", "v@: given", "f@: {{ .Values.v@ }}"],
    ["v@: ''\nw@: rest", "w@: other", "f@: {{ .Values.v@ }}{{ .Values.w@ }}"],
    ["v@: ''", "v@: given", "f@: {{ .Values.v@ | quote }}"],
    ["v@: {text: ''}", "v@: {more: ''}", "f@: {{ toYaml .Values.v@ | nindent 4 }}"],
    ["v@: false", "v@: true", "f@: fixed{{ if .Values.v@ }}-more{{ end }}"],
    ["v@: false", "v@: true", "f@: {{ if .Values.v@ }}some{{ end }}"],
    ["v@: 'true'", "v@: 'false'", "f@: {{ .Values.v@ }}"],
    [
        "v@: say \"it's\"",
        "v@: back\\slash",
        "f@: {{ .Values.v@ | quote }}\n  g@: {{ .Values.v@ | squote }}",
    ],
    ["v@: word", "v@: another", "f@: {{ .Values.v@ }}"],
    ["v@: two words", "v@: other words", "f@: {{ .Values.v@ | quote }}"],
    ["v@: {a: one, b: 2}", "v@: {b: 3}", "f@: {{ toYaml .Values.v@ | nindent 4 }}"],
    ["v@: [first, {x: second}]", "v@: [third]", "f@:\n  {{- toYaml .Values.v@ | nindent 2 }}"],
    ["v@: word", "v@: another", "f@: before-{{ .Values.v@ }}-after"],
    ["v@: ''", "v@: given", "f@: {{ .Values.v@ | default \"instead\" }}"],
    ["v@: plain\nw@: dust", "w@: sand", "f@: {{ printf \"%s/%s\" .Values.v@ .Values.w@ }}"],
    ["v@: secret", "v@: hidden", "f@: {{ .Values.v@ | b64enc }}"],
    ["v@: true", "v@: false", "f@: {{ ternary \"yes-it-is\" \"no-it-is-not\" .Values.v@ }}"],
    [
        "v@: {k: a, l: b}",
        "v@: {m: c}",
        "{{- range $k, $v := .Values.v@ }}\n  f@-{{ $k }}: {{ $v }}\n{{- end }}",
    ],
    ["v@: [a, b, c]", "v@: [d]", "f@:\n{{- range .Values.v@ }}\n  - item-{{ . }}\n{{- end }}"],
    [
        "v@: {inner: {sun: rain}}",
        "v@: {inner: {z: w}}",
        "{{- with .Values.v@.inner }}\n  f@: {{ toJson . }}\n{{- end }}",
    ],
    [
        "v@: true\nw@: seen",
        "w@: gone",
        "{{- if .Values.v@ }}\n  f@: {{ .Values.w@ }}\n{{- else }}\n  f@: hidden\n{{- end }}",
    ],
    ["v@: 'at {{ .Values.w@ }}'\nw@: place", "w@: home", "f@: {{ tpl .Values.v@ . | quote }}"],
    [
        "v@: {a: sun}\nw@: {a: rain, b: z}",
        "w@: {c: q}",
        "f@: {{ merge (dict) .Values.v@ .Values.w@ | toYaml | nindent 4 }}",
    ],
    [
        "v@: {a: sun, b: ''}\nw@: {b: z}",
        "v@: {a: r}",
        "f@: {{ merge (deepCopy .Values.v@) .Values.w@ | toJson | quote }}",
    ],
    [
        "v@: word",
        "v@: another",
        "f@: {{ include \"own.name\" (dict \"text\" .Values.v@ \"root\" $) }}",
    ],
    ["v@: word", "v@: another", "f@:\n    {{- include \"own.map\" .Values.v@ | nindent 4 }}"],
    ["v@: |\n  first line\n  second line", "v@: one line", "f@: |\n{{ .Values.v@ | indent 4 }}"],
    ["v@: folded", "v@: unfolded", "f@: >-\n    text {{ .Values.v@ }}\n    more text"],
    ["v@: 5", "v@: 8", "f@: {{ add .Values.v@ 3 }}"],
    ["v@: 12", "v@: 24", "f@: \"{{ .Values.v@ }}\""],
    ["v@: 1.5", "v@: 2.5", "f@: {{ .Values.v@ | quote }}"],
    ["v@: Mixed", "v@: Other", "f@: {{ lower .Values.v@ }}"],
    ["v@: key", "v@: other-key", "f@-{{ .Values.v@ }}: of a key"],
    [
        "v@: {a: {b: {c: deep}}}",
        "v@: {a: {b: {d: deeper}}}",
        "f@: {{ dig \"a\" \"b\" \"c\" \"absent\" .Values.v@ }}",
    ],
    ["v@: sun", "v@: rain", "{{- $v@ := printf \"%s-in-variable\" .Values.v@ }}\n  f@: {{ $v@ }}"],
    ["v@: [sun, y]", "v@: [z]", "f@: {{ join \",\" .Values.v@ }}"],
    ["v@: a.b.c", "v@: d.e.f", "f@: {{ splitList \".\" .Values.v@ | last }}"],
    ["v@: long-word-here", "v@: another-word", "f@: {{ .Values.v@ | trunc 6 | trimSuffix \"-\" }}"],
    ["v@: {on: true, text: sun}", "v@: {text: z}", "f@: {{ and .Values.v@.on .Values.v@.text }}"],
    ["v@: {text: sun}", "v@: {text: z}", "f@: {{ or .Values.v@.absent .Values.v@.text }}"],
    [
        "v@: [{name: first, v: word}]",
        "v@: [{name: second, v: text}, {name: third}]",
        "f@:\n{{- range $i, $one := .Values.v@ }}\n  - name: {{ $one.name }}\n    value: {{ $one.v | default \"unset\" }}\n{{- end }}",
    ],
    ["v@: {b: 1}", "v@: {a: sun}", "f@: {{ toPrettyJson .Values.v@ | nindent 4 }}"],
    ["v@: text", "v@: words", "f@: {{ .Values.v@ | replace \"-\" \"_\" | squote }}"],
    ["v@: text", "v@: words", "f@: {name: {{ .Values.v@ }}, list: [{{ .Values.v@ }}, fixed]}"],
    ["v@: 'a: b'", "v@: 'c: d'", "f@:\n    {{- .Values.v@ | nindent 4 }}"],
    ["v@: sun", "v@: rain", "f@: {{ coalesce .Values.absent .Values.v@ \"last\" }}"],
    [
        "v@: {one: {image: a, tag: b}}",
        "v@: {two: {image: c}}",
        "{{- range $k, $v := .Values.v@ }}\n  f@-{{ $k }}: {{ $v.image }}:{{ $v.tag | default \"latest\" }}\n{{- end }}",
    ],
    ["v@: text", "v@: words", "f@: {{ .Values.v@ }} # a remark"],
    [
        "v@: yes-text",
        "v@: no-text",
        "f@: {{ dict \"a\" .Values.v@ \"b\" (list .Values.v@ 1) | toYaml | nindent 4 }}",
    ],
    ["v@: 'x: {y: 1}'", "v@: 'x: {y: 2}'", "f@: {{ (fromYaml .Values.v@).x.y }}"],
    ["v@: {a: sun, b: rain}", "v@: {a: z}", "f@: {{ omit .Values.v@ \"b\" | toYaml | nindent 4 }}"],
    ["v@: {a: sun}", "v@: {b: z}", "f@:\n    <<: {{ toJson .Values.v@ }}\n    own: entry"],
];

/// Templates that others include.
const NAMES: &str = "\
{{- define \"own.name\" -}}
{{ .root.Release.Name }}-{{ .text }}
{{- end -}}
{{- define \"own.map\" -}}
name: {{ . }}
fixed: entry
{{- if eq . \"another\" }}
more: {{ . | upper }}
{{- end }}
{{- end -}}
";

/// The charts that are written by hand.
pub(crate) fn written() -> Vec<Chart> {
    WRITTEN.iter().map(|text| read(text)).collect()
}

fn read(text: &str) -> Chart {
    let mut chart = Chart::default();
    for (path, text) in text.split("=== ").filter_map(|file| file.split_once('\n')) {
        let is_given = path.starts_with("values-");
        let to = if is_given { &mut chart.values } else { &mut chart.files };
        to.push((path.to_owned(), text.to_owned()));
    }
    chart
}

/// A chart with some fields, each for its own values.
pub(crate) fn generated(random: &mut Rng, fields: usize) -> Chart {
    let (mut values, mut given) = (String::new(), String::new());
    let mut template =
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: generated\ndata:\n".to_owned();
    for number in 0..fields {
        let Some([own, other, lines]) = FIELDS.get(random.usize(..FIELDS.len())) else { continue };
        let line = |text: &str| text.replace('@', &number.to_string()) + "\n";
        values.push_str(&line(own));
        if random.u8(..3) == 0 {
            given.push_str(&line(other));
        }
        template.push_str(if lines.starts_with("{{") { "" } else { "  " });
        template.push_str(&line(lines));
    }
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    Chart {
        files: vec![
            file("Chart.yaml", "apiVersion: v2\nname: generated\nversion: 1.0.0\n"),
            file("values.yaml", &values),
            file("templates/_names.tpl", NAMES),
            file("templates/map.yaml", &template),
        ],
        values: vec![file("values-1.yaml", &given)],
    }
}

/// Paths and texts, borrowed.
pub(crate) fn texts(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

//! Charts of which each shows what the real ones have seldom: dependencies, schemas, files.

use serde_json::{Value, json};

/// A chart with its values in one text: files are set apart by lines that begin with `=== ` and the path.
struct Own {
    name: &'static str,
    files: &'static str,
    values: &'static [&'static str],
    set: &'static [&'static str],
}

const OWN: &[Own] = &[
    Own {
        name: "dependencies by condition, tag and alias, and values that are imported and shared",
        files: "\
=== Chart.yaml
apiVersion: v2
name: parent
version: 1.0.0
appVersion: 2
dependencies:
- {name: child, version: 1.x.x, condition: first.enabled, alias: first, import-values: [data]}
- {name: child, version: ^1.0.0, alias: second, tags: [extra], import-values: [{child: inner, parent: taken}]}
- {name: other, version: '>=9', condition: other.enabled}
- {name: absent, version: '*'}
=== values.yaml
global: {image: a, nested: {b: 1, c: null}}
first: {enabled: true, text: from the parent, list: [1], gone: null}
second: {text: x}
tags: {extra: true}
taken: {own: 1}
none: null
=== templates/all.yaml
values: {{ toYaml .Values | nindent 2 }}
charts: {{ keys .Subcharts | sortAlpha | toJson }}
first: {{ .Subcharts.first.Values.text }} {{ include \"child.name\" .Subcharts.first }}
=== charts/child/Chart.yaml
apiVersion: v2
name: child
version: 1.2.3
=== charts/child/values.yaml
text: own
gone: 1
list: [2, 3]
inner: {a: 1, b: {c: 2}}
exports: {data: {imported: yes, none: 1}}
=== charts/child/templates/_names.tpl
{{ define \"child.name\" }}{{ .Chart.Name }}/{{ .Release.Name }}{{ end }}
=== charts/child/templates/all.yaml
name: {{ include \"child.name\" . }}
template: {{ .Template.Name }} {{ .Template.BasePath }}
root: {{ .Chart.IsRoot }}
values: {{ toYaml .Values | nindent 2 }}
=== charts/other/Chart.yaml
apiVersion: v2
name: other
version: 1.0.0
=== charts/other/templates/all.yaml
values: {{ .Values | toJson }}
",
        values: &["first: {inner: {b: null}}\nglobal: {nested: {c: 2}, d: [x]}", "second: null\nnew: {a: }"],
        set: &["first.list[1]=x,tags.extra=true", "a\\.b.c={1,two,true,null}", "none=0012"],
    },
    Own {
        name: "files and capabilities",
        files: "\
=== Chart.yaml
apiVersion: v2
name: files
version: 0.1.0+build
kubeVersion: '>=1.20.0-0'
annotations: {a/b: c}
keywords: [x, y]
maintainers: [{name: A, email: a@example.org}]
=== config/a.conf
one
two: \"three\"

=== config/b.json
{\"a\": [1, 2.0, 1e3], \"b\": null}
=== templates/all.yaml
get: {{ .Files.Get \"config/a.conf\" | quote }}
bytes: {{ .Files.GetBytes \"config/b.json\" }}
absent: {{ .Files.Get \"config/c\" | quote }}
lines:{{ range $i, $line := .Files.Lines \"config/a.conf\" }} {{ $i }}={{ $line }}{{ end }}
config: {{ (.Files.Glob \"config/*\").AsConfig | nindent 2 }}
secrets: {{ (.Files.Glob \"config/**.json\").AsSecrets | nindent 2 }}
json: {{ .Files.Get \"config/b.json\" | fromJson | toYaml | nindent 2 }}
{{- range $path, $bytes := .Files.Glob \"**.conf\" }}
{{ base $path }}: {{ $bytes | toString | b64enc }}
{{- end }}
version: {{ .Chart.Version }} {{ .Chart.AppVersion | quote }} {{ .Chart.Annotations | toJson }}
keywords: {{ .Chart.Keywords | join \",\" }} {{ (index .Chart.Maintainers 0).Email }}
{{- if semverCompare \">=1.30-0\" .Capabilities.KubeVersion.Version }}
new: {{ .Capabilities.KubeVersion }} {{ .Capabilities.KubeVersion.Minor }} {{ .Capabilities.KubeVersion.GitVersion }}
{{- end }}
has: {{ .Capabilities.APIVersions.Has \"apps/v1\" }} {{ .Capabilities.APIVersions.Has \"a/v1\" }} {{ .Capabilities.APIVersions.Has \"a/v1/Kind\" }}
helm: {{ .Capabilities.HelmVersion.Version }}
release: {{ .Release.Service }} {{ .Release.IsInstall }} {{ .Release.IsUpgrade }} {{ .Release.Revision }}
lookup: {{ lookup \"v1\" \"Secret\" \"a\" \"b\" | toJson }}
",
        values: &[],
        set: &[],
    },
    Own {
        name: "a schema that the values break",
        files: "\
=== Chart.yaml
apiVersion: v2
name: schema
version: 0.1.0
=== values.yaml
replicas: 1
name: a
=== values.schema.json
{\"type\": \"object\", \"required\": [\"image\"], \"properties\": {\"replicas\": {\"type\": \"integer\", \"minimum\": 1}}}
=== templates/all.yaml
replicas: {{ .Values.replicas }}
",
        values: &["replicas: 0"],
        set: &[],
    },
    Own {
        name: "a nested schema with definitions, patterns and additional properties",
        files: "\
=== Chart.yaml
apiVersion: v2
name: nested
version: 0.1.0
=== values.yaml
image: {tag: '1'}
ports: [{name: http, port: 80}]
=== values.schema.json
{\"$schema\": \"http://json-schema.org/draft-07/schema#\",
 \"definitions\": {\"port\": {\"type\": \"object\", \"required\": [\"name\", \"port\"], \"additionalProperties\": false,
   \"properties\": {\"name\": {\"type\": \"string\", \"pattern\": \"^[a-z]+$\", \"maxLength\": 15},
     \"port\": {\"type\": \"integer\", \"maximum\": 65535}}}},
 \"properties\": {
   \"image\": {\"type\": \"object\", \"required\": [\"repository\", \"tag\"], \"properties\": {\"tag\": {\"type\": \"string\", \"not\": {\"const\": \"latest\"}}}},
   \"ports\": {\"type\": \"array\", \"minItems\": 1, \"uniqueItems\": true, \"items\": {\"$ref\": \"#/definitions/port\"}}}}
=== templates/all.yaml
image: {{ .Values.image.repository }}
",
        values: &["ports: [{name: A1, port: 70000, other: x}, {name: b}, {name: 1}]\nimage: {tag: latest}"],
        set: &[],
    },
    Own {
        name: "alternatives in a schema that match",
        files: "\
=== Chart.yaml
apiVersion: v2
name: alternatives
version: 0.1.0
=== values.yaml
port: http
size: 10Gi
mode: {kind: a, a: 1}
=== values.schema.json
{\"properties\": {
  \"port\": {\"anyOf\": [{\"type\": \"integer\"}, {\"type\": \"string\", \"minLength\": 1}]},
  \"size\": {\"oneOf\": [{\"type\": \"string\", \"pattern\": \"^[0-9]+(Ki|Mi|Gi)$\"}, {\"type\": \"integer\"}]},
  \"mode\": {\"if\": {\"properties\": {\"kind\": {\"const\": \"a\"}}}, \"then\": {\"required\": [\"a\"]}, \"else\": {\"required\": [\"b\"]}}}}
=== templates/all.yaml
port: {{ .Values.port }}
",
        values: &["size: 5"],
        set: &["mode.kind=a"],
    },
    Own {
        name: "alternatives in a schema that do not match",
        files: "\
=== Chart.yaml
apiVersion: v2
name: alternatives
version: 0.1.0
=== values.yaml
port: []
size: 10Gb
mode: {kind: b, a: 1}
all: 5
=== values.schema.json
{\"properties\": {
  \"port\": {\"anyOf\": [{\"type\": \"integer\"}, {\"type\": [\"string\", \"null\"], \"minLength\": 1}]},
  \"size\": {\"oneOf\": [{\"type\": \"string\", \"pattern\": \"^[0-9]+(Ki|Mi|Gi)$\"}, {\"type\": \"integer\"}]},
  \"all\": {\"allOf\": [{\"minimum\": 1000.5}, {\"multipleOf\": 0.3}, {\"enum\": [1, \"a\", null]}]},
  \"mode\": {\"if\": {\"properties\": {\"kind\": {\"const\": \"a\"}}}, \"then\": {\"required\": [\"a\"]}, \"else\": {\"required\": [\"b\"]}}}}
=== templates/all.yaml
port: {{ .Values.port }}
",
        values: &[],
        set: &[],
    },
    Own {
        name: "a schema of a chart in a chart",
        files: "\
=== Chart.yaml
apiVersion: v2
name: outer
version: 0.1.0
dependencies:
- {name: inner, version: 1.0.0, alias: first}
=== values.yaml
first: {replicas: many, it's: 'a \"name\"'}
=== values.schema.json
{\"type\": \"object\", \"additionalProperties\": {\"type\": \"object\", \"propertyNames\": {\"pattern\": \"^[a-z]*$\"}}}
=== templates/all.yaml
first: {{ .Values.first | toJson }}
=== charts/inner/Chart.yaml
apiVersion: v2
name: inner
version: 1.0.0
=== charts/inner/values.schema.json
{\"$schema\": \"https://json-schema.org/draft/2019-09/schema\", \"properties\": {\"replicas\": {\"$ref\": \"#count\"}, \"global\": true}, \"unevaluatedProperties\": false,
 \"$defs\": {\"count\": {\"$anchor\": \"count\", \"type\": [\"integer\", \"null\"]}}}
",
        values: &[],
        set: &[],
    },
    Own {
        name: "a schema for a release that values complete",
        files: "\
=== Chart.yaml
apiVersion: v2
name: complete
version: 0.1.0
=== values.yaml
tls: {enabled: true}
hosts: [a.example.org]
=== values.schema.json
{\"$schema\": \"http://json-schema.org/draft-04/schema#\", \"required\": [\"name\"], \"dependencies\": {\"tls\": [\"hosts\"]},
 \"properties\": {\"name\": {\"type\": \"string\"}, \"weight\": {\"maximum\": 1, \"exclusiveMaximum\": true},
   \"hosts\": {\"items\": {\"format\": \"hostname\"}}, \"mail\": {\"format\": \"email\"}, \"link\": {\"format\": \"uri\"}},
 \"patternProperties\": {\"^x-\": {\"type\": \"object\"}}}
=== templates/all.yaml
name: {{ .Values.name }}
",
        values: &["name: a\nweight: 0.5\nmail: a@example.org\nlink: https://example.org/a"],
        set: &["x-a.b=1"],
    },
    Own {
        name: "formats, references and lists that values break",
        files: "\
=== Chart.yaml
apiVersion: v2
name: formats
version: 0.1.0
=== values.yaml
mail: example.org
date: '2026-02-30'
address: 10.0.0.300
tree: {children: [{children: [{name: 1}]}]}
pair: [a, b, c]
some: [1, 2]
=== values.schema.json
{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"$id\": \"https://example.org/values.json\",
 \"properties\": {\"mail\": {\"format\": \"email\"}, \"address\": {\"format\": \"ipv4\"}, \"some\": {\"contains\": {\"type\": \"string\"}},
   \"pair\": {\"items\": [{\"type\": \"string\"}, {\"type\": \"number\"}], \"additionalItems\": false},
   \"tree\": {\"$id\": \"#node\", \"properties\": {\"name\": {\"type\": \"string\"}, \"children\": {\"items\": {\"$ref\": \"#node\"}}}}}}
=== templates/all.yaml
mail: {{ .Values.mail }}
",
        values: &[],
        set: &[],
    },
    Own {
        name: "a schema whose reference leads nowhere",
        files: "\
=== Chart.yaml
apiVersion: v2
name: broken
version: 0.1.0
=== values.schema.json
{\"properties\": {\"a\": {\"$ref\": \"#/definitions/a b\"}}}
=== templates/all.yaml
a: 1
",
        values: &[],
        set: &[],
    },
    Own {
        name: "a schema with an invalid pattern",
        files: "\
=== Chart.yaml
apiVersion: v2
name: broken
version: 0.1.0
=== values.schema.json
{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"^(?!x)\"}}}
=== templates/all.yaml
a: 1
",
        values: &["a: b"],
        set: &[],
    },
    Own {
        name: "a library, names that are defined twice, and notes",
        files: "\
=== Chart.yaml
apiVersion: v1
name: user
version: 0.1.0
=== requirements.yaml
dependencies:
- {name: library, version: 1.0.0}
=== values.yaml
parts: {b: 2, a: 1}
text: '{{ define \"here\" }}in tpl {{ .Values.parts.a }}{{ end }}{{ include \"here\" . }}'
=== templates/_a.tpl
{{- define \"name\" -}}first{{- end -}}
=== templates/b.yaml
{{- define \"name\" }}second{{ end -}}
name: {{ template \"name\" . }}
library: {{ include \"library.all\" (dict \"root\" $ \"parts\" .Values.parts) | nindent 2 }}
tpl: {{ tpl .Values.text . }}
none: {{ .Values.absent }} {{ .Values.absent | quote }} {{ (.Values.absent).deep | default \"x\" }}
=== templates/NOTES.txt
Installed {{ .Release.Name }} in {{ .Release.Namespace }}.
=== templates/sub/deep/c.txt
{{ .Template.Name }} {{ range $key, $value := .Values.parts }}{{ $key }}={{ $value }};{{ end }}
=== charts/library/Chart.yaml
apiVersion: v2
name: library
version: 1.0.0
type: library
=== charts/library/templates/_all.tpl
{{- define \"library.all\" -}}
{{- range $key, $value := .parts }}
{{ $key }}: {{ $value | int64 | add 1 }} {{ $.root.Chart.Name }}
{{- else }}
nothing
{{- end }}
{{- end -}}
=== charts/library/templates/not.yaml
{{ fail \"templates of a library are not rendered\" }}
",
        values: &[],
        set: &["parts.c=3"],
    },
    Own {
        name: "a value that is required, inside of what is included",
        files: "\
=== Chart.yaml
apiVersion: v2
name: required
version: 0.1.0
=== templates/_names.tpl
{{ define \"outer\" }}
{{ include \"inner\" . }}{{ end }}
{{ define \"inner\" }}{{ required \"a name: is required\" .Values.name }}{{ end }}
=== templates/a.yaml
a: 1
=== templates/b.yaml
name: {{ include \"outer\" . | nindent 2 }}
",
        values: &[],
        set: &[],
    },
];

/// The cases, as the program of the oracle is asked.
pub(super) fn cases() -> impl Iterator<Item = Value> {
    OWN.iter().map(|own| {
        let files: Vec<Value> = own
            .files
            .split("=== ")
            .filter_map(|file| file.split_once('\n'))
            .map(|(path, text)| json!({"path": path, "text": text}))
            .collect();
        json!({
            "name": own.name,
            "files": files,
            "values": own.values,
            "set": own.set,
            "api_versions": ["a/v1", "a/v1/Kind"],
        })
    })
}

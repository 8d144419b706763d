{{/* Name of the chart's objects; each release has a separate namespace. */}}
{{- define "grafana.fullname" -}}
{{- default .Chart.Name .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "grafana.selectorLabels" -}}
app.kubernetes.io/name: {{ include "grafana.fullname" . }}
{{- end }}

{{- define "grafana.labels" -}}
{{ include "grafana.selectorLabels" . }}
app.kubernetes.io/part-of: myhealth
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* An image always has a digest: a release without one does not render. */}}
{{- define "grafana.image" -}}
{{- $digest := required "image.digest is not set" .digest -}}
{{- printf "%s/%s:%s@%s" .registry .repository .tag $digest }}
{{- end }}

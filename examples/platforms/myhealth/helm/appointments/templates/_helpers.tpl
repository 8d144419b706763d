{{/* Name of the chart's objects; each release has a separate namespace. */}}
{{- define "appointments.fullname" -}}
{{- default .Chart.Name .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "appointments.selectorLabels" -}}
app.kubernetes.io/name: {{ include "appointments.fullname" . }}
{{- end }}

{{- define "appointments.labels" -}}
{{ include "appointments.selectorLabels" . }}
app.kubernetes.io/part-of: myhealth
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* An image always has a digest: a release without one does not render. */}}
{{- define "appointments.image" -}}
{{- $digest := required "image.digest is not set" .digest -}}
{{- printf "%s/%s:%s@%s" .registry .repository .tag $digest }}
{{- end }}

{{- define "kyc.labels" -}}
app.kubernetes.io/part-of: kyc-platform
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/name: {{ .name }}
{{- end }}

{{- /* What selects pods must never change. */ -}}
{{- define "kyc.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/name: {{ .name }}
{{- end }}

{{- define "kyc.ours" -}}
app.kubernetes.io/part-of: kyc-platform
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- /* The certificates of somebody we connect to, as a volume. */ -}}
{{- define "kyc.ca" -}}
{{- if .ca.secret }}
secret: {secretName: {{ .ca.secret }}, items: [{key: {{ .ca.key }}, path: ca.pem}]}
{{- else }}
configMap: {name: {{ .ca.configMap }}, items: [{key: {{ .ca.key }}, path: ca.pem}]}
{{- end }}
{{- end }}

{{- define "kyc.hasCa" -}}
{{- if or .ca.secret .ca.configMap }}yes{{ end }}
{{- end }}

{{- define "kyc.jdbcUrl" -}}
jdbc:postgresql://{{ .Values.postgres.host }}:{{ .Values.postgres.port }}/{{ .Values.postgres.database }}?sslmode=verify-full
{{- if include "kyc.hasCa" .Values.postgres }}&sslrootcert=/etc/kyc/postgres-ca/ca.pem
{{- else }}&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory
{{- end }}
{{- end }}

{{- define "kyc.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- define "kyc.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "kyc.probe" -}}
httpGet: {path: /q/health/{{ . }}, port: https, scheme: HTTPS}
{{- end }}

{{/* Names and labels. Takes (dict "root" $ "component" "gateway"). */}}
{{- define "arauto.name" -}}
{{ printf "%s-%s" .root.Release.Name .component | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "arauto.selector" -}}
app.kubernetes.io/name: arauto
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "arauto.labels" -}}
{{ include "arauto.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "arauto.secret" -}}
valueFrom:
  secretKeyRef:
    name: {{ .name }}
    key: {{ .key }}
{{- end }}

{{/* What all pods have in common. A worker or gateway needs no Kubernetes API. Ends with the volumes, which a pod may add to. */}}
{{- define "arauto.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  seccompProfile:
    type: RuntimeDefault
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 64Mi
{{- end }}

{{/* Ends with the mounts, which a container may add to. */}}
{{- define "arauto.container" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
volumeMounts:
  - name: tmp
    mountPath: /tmp
{{- end }}

{{/* Started may take minutes (a first migration), live only fails when the process answers nothing at all, ready follows what it says. */}}
{{- define "arauto.probes" -}}
startupProbe:
  httpGet:
    path: /health/started
    port: management
  periodSeconds: 1
  failureThreshold: {{ . }}
livenessProbe:
  httpGet:
    path: /health/live
    port: management
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /health/ready
    port: management
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 2
{{- end }}

{{- define "arauto.common" -}}
{{- with .Values.secrets.redisCa }}
- name: ARAUTO_REDIS_CA
  {{- include "arauto.secret" . | nindent 2 }}
{{- end }}
- name: ARAUTO_NODE
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: ARAUTO_LOG_FORMAT
  value: json
- name: ARAUTO_LOG_LEVEL
  value: {{ .Values.logLevel }}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | toString | quote }}
{{- end }}
{{- end }}

{{/* Where the service of the gateways is reached. */}}
{{- define "arauto.port" -}}
{{ ternary 443 80 (ne .Values.tls.secret "") }}
{{- end }}

{{- define "arauto.spread" -}}
{{- $selector := include "arauto.selector" . }}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    matchLabelKeys: [pod-template-hash]
    labelSelector:
      matchLabels:
        {{- $selector | nindent 8 }}
  {{- end }}
{{- end }}

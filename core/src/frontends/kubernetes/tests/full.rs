use super::workload;

/// A workload with every field of the model, except for mutually exclusive ones.
const FULL: &str = "
apiVersion: apps/v1
kind: StatefulSet
spec:
  replicas: 2
  selector:
    matchLabels: {a: b}
    matchExpressions: [{key: a, operator: In, values: [b]}]
  serviceName: s
  volumeClaimTemplates: []
  template:
    metadata:
      name: p
      generateName: p-
      namespace: n1
      labels: {a: b}
      annotations: {a: b}
      ownerReferences: [{apiVersion: v1, kind: K, name: o, controller: true}]
    spec:
      initContainers: []
      ephemeralContainers: []
      containers:
      - name: c
        image: i
        imagePullPolicy: Always
        command: [a]
        args: [b]
        workingDir: /
        restartPolicy: Always
        env: [{name: e, value: v, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}]
        envFrom: [{prefix: p, secretRef: {name: s}, configMapRef: {name: c}}]
        ports: [{name: p, containerPort: 1, hostPort: 2, hostIP: 1.2.3.4, protocol: TCP}]
        resources: &resources
          requests: {cpu: 1, memory: 1Mi, ephemeral-storage: 1Gi}
          limits: {cpu: 1, memory: 1Mi, ephemeral-storage: 1Gi}
        securityContext:
          privileged: false
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          runAsUser: 1
          runAsGroup: 1
          runAsNonRoot: true
          capabilities: {add: [A], drop: [ALL]}
          procMount: Default
          seLinuxOptions: &selinux {user: u, role: r, type: t, level: l}
          seccompProfile: &profile {type: Localhost, localhostProfile: p}
          appArmorProfile: *profile
          windowsOptions: &windows
            hostProcess: false
            runAsUserName: u
            gmsaCredentialSpecName: g
            gmsaCredentialSpec: s
        livenessProbe: &probe
          exec: {command: [a]}
          httpGet: &target {host: h, port: 1, path: /, scheme: HTTP}
          tcpSocket: *target
          grpc: {port: 1}
          sleep: {seconds: 1}
          periodSeconds: 1
          failureThreshold: 1
        readinessProbe: *probe
        startupProbe: *probe
        lifecycle: {postStart: *probe, preStop: *probe}
        volumeMounts:
        - {name: v, mountPath: /, readOnly: true, recursiveReadOnly: Enabled, subPath: s, subPathExpr: e}
        volumeDevices: [{name: d}]
      securityContext:
        runAsUser: 1
        runAsGroup: 1
        runAsNonRoot: true
        fsGroup: 1
        fsGroupChangePolicy: Always
        supplementalGroups: [1]
        supplementalGroupsPolicy: Merge
        sysctls: [{name: a, value: b}]
        seLinuxOptions: *selinux
        seLinuxChangePolicy: Recursive
        seccompProfile: *profile
        appArmorProfile: *profile
        windowsOptions: *windows
      hostNetwork: false
      hostPID: false
      hostIPC: false
      hostUsers: false
      hostAliases: [{ip: 1.2.3.4, hostnames: [h]}]
      shareProcessNamespace: false
      os: {name: linux}
      automountServiceAccountToken: false
      serviceAccountName: s
      runtimeClassName: r
      priorityClassName: p
      restartPolicy: Always
      nodeName: n1
      nodeSelector: {a: b}
      volumes: [{name: v, emptyDir: {medium: Memory, sizeLimit: 1Gi}}]
      affinity:
        nodeAffinity: {}
        podAffinity: &affinity
          requiredDuringSchedulingIgnoredDuringExecution:
          - labelSelector: &selector
              matchLabels: {a: b}
              matchExpressions: [{key: a, operator: Exists, values: []}]
            topologyKey: t
            namespaces: [n1]
            namespaceSelector: *selector
        podAntiAffinity: *affinity
      topologySpreadConstraints:
      - {maxSkew: 1, topologyKey: t, whenUnsatisfiable: DoNotSchedule, labelSelector: *selector}
      resources: *resources
      imagePullSecrets: [{name: s}]
      tolerations: [{key: k, operator: Equal, effect: NoSchedule}]
";

#[test]
fn no_field_of_a_full_workload_is_lost() {
    let shown = format!("{:?}", workload(FULL));
    for lost in ["Unset", "Unresolved"] {
        let at = shown.find(lost).map(|at| &shown[at.saturating_sub(60)..at + 60]);
        assert_eq!(at, None);
    }
}

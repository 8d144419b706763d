use super::{container, each, list, pod, show, value, workload};
use crate::model::pods::{Container, Origin, Pod};

#[test]
fn every_kind_that_bears_a_pod_gives_it_with_the_metadata_of_its_template() {
    let template = "{metadata: {labels: {of: pod}}, spec: {containers: [{image: app}]}}";
    let spec_template = format!("spec: {{template: {template}}}");
    let job_template = format!("spec: {{jobTemplate: {{spec: {{template: {template}}}}}}}");
    let cases = [
        ("v1", "Pod", "spec: {containers: [{image: app}]}".to_owned(), "controller"),
        ("v1", "PodTemplate", format!("template: {template}"), "pod"),
        ("v1", "ReplicationController", spec_template.clone(), "pod"),
        ("apps/v1", "ReplicaSet", spec_template.clone(), "pod"),
        ("extensions/v1beta1", "Deployment", spec_template.clone(), "pod"),
        ("apps/v1beta2", "StatefulSet", spec_template.clone(), "pod"),
        ("apps/v1", "DaemonSet", spec_template.clone(), "pod"),
        ("batch/v1", "Job", spec_template, "pod"),
        ("batch/v1beta1", "CronJob", job_template, "pod"),
    ];
    for (version, kind, rest, owner) in cases {
        let metadata = "metadata: {labels: {of: controller}}";
        let workload =
            workload(&format!("{{apiVersion: {version}, kind: {kind}, {metadata}, {rest}}}"));
        assert_eq!(workload.origin, Origin::BuiltIn);
        let pod = value(workload.pod);
        assert_eq!(show(&value(pod.metadata.labels)[0].value), format!("{owner:?}"), "{kind}");
        assert_eq!(each(&pod.containers, |c| show(&c.image)), "\"app\"", "{kind}");
    }
}

#[test]
fn the_pod_of_a_controller_without_a_template_is_not_known() {
    let cases = [
        ("{apiVersion: v1, kind: Pod}", "- spec"),
        ("{apiVersion: v1, kind: Pod, spec: null}", "- spec"),
        ("{apiVersion: v1, kind: Pod, spec: text}", "? the value is not a mapping"),
        ("{apiVersion: apps/v1, kind: Deployment, spec: {}}", "? the value is not a valid pod"),
        ("{apiVersion: batch/v1, kind: CronJob}", "? the value is not a valid pod"),
        (
            "{apiVersion: v1, kind: Pod, spec: '{{ x }}'}",
            "? a template expression has to be rendered first",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(show(&workload(text).pod.map(|_| ())), expected, "{text}");
    }
}

#[test]
fn what_is_written_is_read_and_nothing_else_is_missing() {
    type Read = fn(&Container<'_>) -> String;
    let cases: &[(&str, Read, &str)] = &[
        ("{name: a}", |c| show(&c.name), "\"a\""),
        ("{name: 1}", |c| show(&c.name), "? the value is not a string"),
        ("text", |c| show(&c.image), "? the value is not a mapping"),
        ("null", |c| show(&c.image), "? the value is not a mapping"),
        ("'{{ x }}'", |c| show(&c.image), "? a template expression has to be rendered first"),
        (
            "{image: '{{ x }}:1'}",
            |c| show(&c.image),
            "? a template expression has to be rendered first",
        ),
        ("{image: '${REGISTRY}/a'}", |c| show(&c.image), "? a variable has no value in the input"),
        ("{}", |c| show(&c.security.context), "- securityContext"),
        ("{}", |c| show(&c.security.privileged), "- securityContext.privileged"),
        ("{securityContext: {}}", |c| show(&c.security.context), "()"),
        ("{securityContext: {}}", |c| show(&c.security.privileged), "- privileged"),
        ("{securityContext: {privileged: yes}}", |c| show(&c.security.privileged), "true"),
        (
            "{securityContext: {privileged: 'yes'}}",
            |c| show(&c.security.privileged),
            "? the value is not a boolean",
        ),
        (
            "{securityContext: '{{ toYaml .Values.x }}'}",
            |c| show(&c.security.privileged),
            "? a template expression has to be rendered first",
        ),
        ("{securityContext: off}", |c| show(&c.security.context), "? the value is not a mapping"),
        ("{securityContext: {runAsUser: 0}}", |c| show(&c.security.run_as_user), "0"),
        (
            "{securityContext: {runAsUser: '0'}}",
            |c| show(&c.security.run_as_user),
            "? the value is not a whole number",
        ),
        (
            "{securityContext: {capabilities: {drop: [ALL, 1], add: NET_RAW}}}",
            |c| {
                format!(
                    "{} / {}",
                    list(&c.security.dropped_capabilities),
                    list(&c.security.added_capabilities)
                )
            },
            "\"ALL\", ? the value is not a string / ? the value is not a list",
        ),
        (
            "{securityContext: {seccompProfile: {}}}",
            |c| show(&c.security.seccomp.clone().map(|profile| show(&profile.kind))),
            "\"- type\"",
        ),
        (
            "{command: [sh, -c, 'echo ${X} {{ y }}']}",
            |c| list(&c.command),
            "\"sh\", \"-c\", \"echo ${X} {{ y }}\"",
        ),
        ("{command: sh}", |c| list(&c.command), "? the value is not a list"),
        (
            "{env: [{name: A, value: '${B}'}, {name: C, value: 1}, {name: D}]}",
            |c| each(&c.env, |env| show(&env.value)),
            "\"${B}\", ? the value is not a string, - value",
        ),
        (
            "{env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}, {name: B, valueFrom: {}}]}",
            |c| each(&c.env, |env| show(&env.source).chars().take(6).collect()),
            "Secret, Other(",
        ),
        (
            "{envFrom: [{secretRef: {name: s}}, {configMapRef: {name: c}}]}",
            |c| {
                each(&c.env_from, |from| {
                    format!("{} {}", show(&from.secret), show(&from.config_map))
                })
            },
            "\"s\" - configMapRef.name, - secretRef.name \"c\"",
        ),
        ("{ports: [{hostPort: 80}]}", |c| each(&c.ports, |port| show(&port.host_port)), "80"),
        (
            "{resources: {limits: {cpu: 1, memory: '64Mi'}}}",
            |c| show(&c.resources.effective_cpu_request().clone().map(|cpu| cpu.value())),
            "1.0",
        ),
        (
            "{resources: {requests: {cpu: 100m}, limits: {cpu: 1}}}",
            |c| show(&c.resources.effective_cpu_request().clone().map(|cpu| cpu.text())),
            "\"100m\"",
        ),
        (
            "{resources: {limits: {memory: 1Mb}}}",
            |c| show(&c.resources.memory_limit),
            "? the value is not a valid quantity",
        ),
        (
            "{resources: {limits: {memory: '{{ x }}'}}}",
            |c| show(&c.resources.memory_limit),
            "? a template expression has to be rendered first",
        ),
        (
            "{}",
            |c| show(&c.resources.effective_memory_request().clone()),
            "- resources.requests.memory",
        ),
        (
            "{livenessProbe: {httpGet: {host: h, port: http}}}",
            |c| show(&value(value(c.liveness_probe.clone()).handler.http_get).port),
            "\"http\"",
        ),
        (
            "{readinessProbe: {tcpSocket: {port: 80}}}",
            |c| show(&value(value(c.readiness_probe.clone()).handler.tcp_socket).port),
            "\"80\"",
        ),
        (
            "{startupProbe: {exec: {}}}",
            |c| show(&value(c.startup_probe.clone()).handler.exec.map(|command| command.len())),
            "0",
        ),
        (
            "{lifecycle: {preStop: {exec: {command: [a]}}}}",
            |c| list(&value(c.pre_stop.clone()).exec),
            "\"a\"",
        ),
        (
            "{volumeMounts: [{name: v, readOnly: true}]}",
            |c| each(&c.volume_mounts, |mount| show(&mount.read_only)),
            "true",
        ),
        ("{volumeDevices: [{name: v}]}", |c| list(&c.volume_devices), "\"v\""),
    ];
    for (text, read, expected) in cases {
        assert_eq!(read(&container(text)), *expected, "{text}");
    }
}

#[test]
fn a_pod_is_read_field_by_field() {
    type Read = fn(&Pod<'_>) -> String;
    let cases: &[(&str, Read, &str)] = &[
        (
            "{containers: {}}",
            |p| show(&p.containers.clone().map(|_| ())),
            "? the value is not a list",
        ),
        (
            "{containers: text}",
            |p| show(&p.containers.clone().map(|_| ())),
            "? the value is not a list",
        ),
        ("{containers: null}", |p| show(&p.containers.clone().map(|_| ())), "- containers"),
        (
            "{initContainers: [{name: a}], containers: [{name: b}], ephemeralContainers: [{name: c}]}",
            |p| {
                p.container_lists().map(|list| each(list, |one| one.label().to_string())).join(", ")
            },
            "init container `a`, container `b`, ephemeral container `c`",
        ),
        ("{}", |p| show(&p.effective_service_account_name()), "\"default\""),
        ("{serviceAccount: old}", |p| show(&p.effective_service_account_name()), "\"old\""),
        (
            "{serviceAccountName: '', serviceAccount: old}",
            |p| show(&p.service_account_name),
            "\"old\"",
        ),
        (
            "{serviceAccountName: new, serviceAccount: old}",
            |p| show(&p.service_account_name),
            "\"new\"",
        ),
        (
            "{serviceAccountName: '{{ x }}', serviceAccount: old}",
            |p| show(&p.service_account_name),
            "? a template expression has to be rendered first",
        ),
        ("{os: {name: windows}}", |p| show(&p.os), "\"windows\""),
        (
            "{hostNetwork: true, hostPID: false}",
            |p| format!("{} {} {}", show(&p.host_network), show(&p.host_pid), show(&p.host_ipc)),
            "true false - hostIPC",
        ),
        (
            "{securityContext: {sysctls: [{name: a.b, value: '1'}]}}",
            |p| each(&p.security.sysctls, |s| show(&s.name)),
            "\"a.b\"",
        ),
        (
            "{securityContext: {runAsUser: 7}, containers: [{securityContext: {runAsGroup: 8}}]}",
            |p| {
                let containers = value(p.containers.clone());
                let effective = p.effective(&containers[0]);
                format!("{} {}", show(effective.run_as_user), show(effective.run_as_group))
            },
            "7 8",
        ),
        (
            "{affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a}], \
             preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: b}}]}}}",
            |p| {
                each(&p.affinity.pod_anti, |term| {
                    format!("{} {}", show(&term.topology_key), term.preferred)
                })
            },
            "\"a\" false, \"b\" true",
        ),
        ("{affinity: {podAffinity: {}}}", |p| show(&p.affinity.pod), "[]"),
        ("{}", |p| show(&p.affinity.pod), "- affinity.podAffinity"),
        (
            "{affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: text}}}",
            |p| show(&p.affinity.pod),
            "? the value is not a list",
        ),
        (
            "{topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone}]}",
            |p| each(&p.topology_spread, |t| show(&t.topology_key)),
            "\"zone\"",
        ),
        ("{imagePullSecrets: [{name: a}, {}]}", |p| list(&p.image_pull_secrets), "\"a\", - name"),
        (
            "{tolerations: [{operator: Exists}]}",
            |p| each(&p.tolerations, |t| show(&t.operator)),
            "\"Exists\"",
        ),
        (
            "{hostAliases: [{ip: 1.2.3.4, hostnames: [a]}]}",
            |p| each(&p.host_aliases, |h| list(&h.hostnames)),
            "\"a\"",
        ),
    ];
    for (text, read, expected) in cases {
        assert_eq!(read(&pod(text)), *expected, "{text}");
    }
}

#[test]
fn merged_and_aliased_settings_are_settings() {
    let text = "
apiVersion: v1
kind: Pod
common: &common {image: app:1, securityContext: &context {privileged: true}}
spec:
  containers:
  - {<<: *common, name: a}
  - {<<: *common, name: b, securityContext: {}}
  - {name: c, securityContext: *context}
";
    let containers = value(value(workload(text).pod).containers);
    let shown = |c: &Container<'_>| format!("{} {}", show(&c.image), show(&c.security.privileged));
    assert_eq!(
        containers.iter().map(shown).collect::<Vec<_>>(),
        ["\"app:1\" true", "\"app:1\" - privileged", "- image true"]
    );
}

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::fmt::Debug;

use super::read_documents;
use crate::frontends::kubernetes::{DocumentReport, is_candidate};
use crate::model::pods::{Container, Pod, Volume, VolumeDetail, Workload};
use crate::model::{Body, Resource};
use crate::source::Source;
use crate::syntax::{Format, parse};
use crate::tree::{Field, Limits, Origin, State, Tree};

fn tree(text: &str) -> &'static Tree {
    let source = Source::new("test.yaml", text);
    let (tree, problems) = parse(source, Format::Yaml, Origin::Text, Limits::default());
    assert_eq!(problems, [], "{text}");
    Box::leak(Box::new(tree))
}

fn read(text: &str) -> (Vec<Resource<'static>>, Vec<DocumentReport>) {
    let mut resources = Vec::new();
    let reports = read_documents(0, tree(text), &mut resources);
    (resources, reports)
}

fn one(text: &str) -> Resource<'static> {
    let (mut resources, reports) = read(text);
    assert_eq!(resources.len(), 1, "{text}: {reports:?}");
    resources.remove(0)
}

/// A field on one line: its value, `- path` where it is missing, `? why` where it is unresolved.
fn show<T: Debug>(field: &Field<T>) -> String {
    match field.state() {
        State::Set(value, _) => format!("{value:?}"),
        State::Unset(_, path) => format!("- {path}"),
        State::Unresolved(_, why) => format!("? {why}"),
    }
}

/// A list of fields on one line.
fn list<T: Debug>(field: &Field<Vec<Field<T>>>) -> String {
    each(field, |item| show(item))
}

fn each<T>(field: &Field<Vec<T>>, one: impl Fn(&T) -> String) -> String {
    match field.state() {
        State::Set(items, _) => items.iter().map(one).collect::<Vec<_>>().join(", "),
        State::Unset(_, path) => format!("- {path}"),
        State::Unresolved(_, why) => format!("? {why}"),
    }
}

fn value<T>(field: Field<T>) -> T {
    match field.into_state() {
        State::Set(value, _) => value,
        State::Unset(_, path) => panic!("missing: {path}"),
        State::Unresolved(_, why) => panic!("unresolved: {why}"),
    }
}

fn workload(text: &str) -> Workload<'static> {
    match one(text).body {
        Body::Workload(workload) => workload,
        other => panic!("{text}: {other:?}"),
    }
}

/// The pod of a spec in flow style.
fn pod(spec: &str) -> Pod<'static> {
    value(workload(&format!("{{apiVersion: v1, kind: Pod, spec: {spec}}}")).pod)
}

/// A container of a pod, in flow style.
fn container(text: &str) -> Container<'static> {
    value(pod(&format!("{{containers: [{text}]}}")).containers).remove(0)
}

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
        assert!(!workload.by_shape);
        let pod = value(workload.pod);
        assert_eq!(show(&value(pod.metadata.labels)[0].value), format!("{owner:?}"), "{kind}");
        assert_eq!(each(&pod.containers, |c| show(&c.image)), "\"app\"", "{kind}");
    }
}

#[test]
fn a_controller_without_a_template_has_no_pod() {
    let cases = [
        ("{apiVersion: v1, kind: Pod}", "- spec"),
        ("{apiVersion: v1, kind: Pod, spec: null}", "- spec"),
        ("{apiVersion: v1, kind: Pod, spec: text}", "? the value is not a mapping"),
        ("{apiVersion: apps/v1, kind: Deployment, spec: {}}", "- template.spec"),
        ("{apiVersion: batch/v1, kind: CronJob}", "- spec.jobTemplate.spec.template.spec"),
        (
            "{apiVersion: v1, kind: Pod, spec: {{ x }}}",
            "? a template expression has to be rendered first",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(show(&workload(text).pod.map(|_| ())), expected, "{text}");
    }
}

#[test]
fn unknown_kinds_are_workloads_by_the_shape_of_a_pod_template() {
    let pod = "spec: {containers: [{name: a}]}";
    let cases = [
        (
            format!(
                "apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {{template: {{{pod}}}}}"
            ),
            true,
        ),
        (
            format!(
                "apiVersion: serving.knative.dev/v1, kind: Service, spec: {{template: {{{pod}}}}}"
            ),
            true,
        ),
        (
            format!("apiVersion: example.org/v1, kind: Deployment, spec: {{template: {{{pod}}}}}"),
            true,
        ),
        (
            format!(
                "apiVersion: a/v1, kind: A, spec: {{jobTemplate: {{spec: {{template: {{{pod}}}}}}}}}"
            ),
            true,
        ),
        (format!("apiVersion: a/v1, kind: A, template: {{{pod}}}"), true),
        (format!("apiVersion: a/v1, kind: A, {pod}"), false),
        ("apiVersion: a/v1, kind: A, template: {spec: {containers: []}}".to_owned(), false),
        ("apiVersion: a/v1, kind: A, template: {spec: {containers: [text]}}".to_owned(), false),
        ("apiVersion: a/v1, kind: A, template: {spec: {containers: {a: {}}}}".to_owned(), false),
    ];
    for (text, expected) in cases {
        let resource = one(&format!("{{{text}}}"));
        let by_shape = resource.workload().is_some_and(|workload| workload.by_shape);
        assert_eq!(by_shape, expected, "{text}");
        assert_eq!(matches!(resource.body, Body::Other), !expected, "{text}");
    }
    let selects = |selector: &str| {
        let text = format!(
            "{{apiVersion: a/v1, kind: A, spec: {{selector: {selector}}}, template: {{{pod}}}}}"
        );
        show(&value(value(workload(&text).selector).match_labels)[0].value)
    };
    assert_eq!(selects("{matchLabels: {app: one}}"), "\"one\"");
    assert_eq!(selects("{app: two}"), "\"two\"");
}

#[test]
fn every_document_is_accounted_for() {
    let cases = [
        ("{apiVersion: v1, kind: Secret}", "Resource 1 Secret []"),
        ("{apiVersion: a/v1, kind: Monitor}", "Resource 1 Monitor [] other Monitor=1"),
        ("# nothing\n---\nnull", "Empty 0  []"),
        ("text", "Other 0  [not-a-manifest: the document is a scalar, not an object with `kind`]"),
        (
            "- {apiVersion: v1, kind: Pod}",
            "Other 0  [not-a-manifest: the document is a list, not an object with `kind`]",
        ),
        ("{}", "Other 0  [no-kind: `apiVersion` is missing, `kind` is missing]"),
        ("a: 1", "Other 0  [no-kind: `apiVersion` is missing, `kind` is missing]"),
        ("kind: Pod", "Other 0  [no-kind: `apiVersion` is missing]"),
        ("{apiVersion: v1, kind: }", "Other 0  [no-kind: `kind` is missing]"),
        (
            "{apiVersion: 1, kind: Pod}",
            "Other 0  [no-kind: `apiVersion`: the value is not a string]",
        ),
        ("{apiVersion: v1, kind: ''}", "Other 0  [no-kind: `kind`: the value is not a valid name]"),
        (
            "{apiVersion: v1, kind: '{{ .Values.kind }}'}",
            "Other 0  [template: `kind`: a template expression has to be rendered first]",
        ),
        (
            "{apiVersion: v1, kind: '${KIND}'}",
            "Other 0  [no-kind: `kind`: a variable has no value in the input]",
        ),
        ("{apiVersion: v1, kind: List, items: []}", "List 0  []"),
        ("{apiVersion: v1, kind: List}", "List 0  []"),
        (
            "{apiVersion: v1, kind: List, items: text}",
            "List 0  [list-item: `items` of a `List` is no list]",
        ),
        ("{apiVersion: a/v1, kind: AllowList}", "Resource 1 AllowList [] other AllowList=1"),
        (
            "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod}, \
             {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret}, \
             {apiVersion: v1, kind: Service}]}, {apiVersion: v1, kind: ConfigMap}]}",
            "List 4 Pod Secret Service ConfigMap []",
        ),
        (
            "{apiVersion: apps/v1, kind: DeploymentList, items: [{metadata: {name: a}}, \
             {apiVersion: v1, kind: Pod}, {kind: Pod}]}",
            "List 2 Deployment Pod [no-kind: `apiVersion` is missing]",
        ),
        (
            "{apiVersion: v1, kind: List, items: [null, text, [], {}, {{ x }}]}",
            "List 0  [list-item: an item of a `List` is no object, \
             list-item: an item of a `List` is no object, \
             list-item: an item of a `List` is no object, \
             no-kind: `apiVersion` is missing, `kind` is missing, \
             template: `apiVersion`: a template expression has to be rendered first, \
             `kind`: a template expression has to be rendered first]",
        ),
    ];
    for (text, expected) in cases {
        let (resources, reports) = read(text);
        let report = reports.last().unwrap();
        let kinds: Vec<_> = resources.iter().map(|resource| resource.kind).collect();
        let problem = |problem: &crate::source::Problem| {
            assert!(problem.span.is_some() && problem.document == Some(report.number));
            format!("{}: {}", problem.code, problem.message)
        };
        let problems: Vec<_> = report.problems.iter().map(problem).collect();
        let (count, content) = (report.resources, report.content);
        let mut shown =
            format!("{content:?} {count} {} [{}]", kinds.join(" "), problems.join(", "));
        for (kind, count) in &report.other_kinds {
            shown += &format!(" other {kind}={count}");
        }
        assert_eq!(shown, expected, "{text}");
        assert_eq!(report.resources as usize, resources.len());
    }
}

#[test]
fn the_place_of_a_list_item_is_its_own() {
    let text = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod}\n- lost\n";
    let (resources, reports) = read(text);
    assert_eq!(tree(text).source().slice(reports[0].problems[0].span.unwrap()), "lost");
    assert_eq!(tree(text).pointer(resources[0].place().node()), "/items/0");
}

#[test]
fn candidates_hold_both_words() {
    assert!(is_candidate("apiVersion: v1\nkind: {{ x }}"));
    assert!(!is_candidate("kind: Pod"));
    assert!(!is_candidate("apiVersion: v1"));
}

#[test]
fn what_is_written_is_read_and_nothing_else_is_missing() {
    type Read = fn(&Container<'_>) -> String;
    let cases: &[(&str, Read, &str)] = &[
        ("{name: a}", |c| show(&c.name), "\"a\""),
        ("{name: 1}", |c| show(&c.name), "? the value is not a string"),
        ("text", |c| show(&c.image), "? the value is not a mapping"),
        ("null", |c| show(&c.image), "? the value is not a mapping"),
        ("{{ x }}", |c| show(&c.image), "? a template expression has to be rendered first"),
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
            "{securityContext: {{ toYaml .Values.x }}}",
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
            |p| p.container_lists().map(|list| each(list, Container::label)).join(", "),
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

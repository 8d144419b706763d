//! A fix fixes its finding wherever the finding is, and changes nothing else: whatever ends the lines,
//! and whichever files, environments and services share what it changes.

use std::collections::{BTreeMap, BTreeSet};

use asepsis::report::{Finding, Fix, Report};
use asepsis::{Checker, Input};

type Files = BTreeMap<&'static str, String>;

fn files(files: &[(&'static str, &str)]) -> Files {
    files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect()
}

fn report(files: &Files) -> Report {
    let inputs = files.iter().map(|(name, text)| Input::text(*name, text.as_str()));
    // A pod that leaves the host network is subject to NetworkPolicies.
    let checker = Checker::builder().ignore("network-policy-missing").build().unwrap();
    checker.check(inputs)
}

/// The files with a fix made, the last edit of each first.
fn mended(files: &Files, fix: &Fix) -> Files {
    let mut files = files.clone();
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.start.byte));
    for edit in edits {
        let text = files.get_mut(&*edit.path).unwrap();
        // Offsets do not count a mark of byte order.
        let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let offset = |byte: u32| mark + byte as usize;
        text.replace_range(offset(edit.start.byte)..offset(edit.end.byte), &edit.text);
    }
    files
}

/// The prints of all findings, also of those that others cover.
fn prints(report: &Report) -> BTreeSet<String> {
    let of = |finding: &Finding| {
        let covered = finding.covers.iter().map(|covered| covered.fingerprint.to_string());
        covered.chain([finding.fingerprint.to_string()]).collect::<Vec<_>>()
    };
    report.findings().iter().flat_map(of).collect()
}

fn comments(files: &Files) -> Vec<&str> {
    let lines = files.values().flat_map(|text| text.split(['\n', '\r']));
    lines.filter(|line| line.trim_start().starts_with("# ")).collect()
}

/// Makes each fix by itself. Says how many there are and what is wrong with them.
fn each_fix(files: &Files) -> (usize, Vec<String>) {
    let before = report(files);
    let known = prints(&before);
    let mut wrong = Vec::new();
    let mut made = 0;
    for finding in before.findings() {
        for fix in finding.fixes.iter().filter(|fix| !fix.edits.is_empty()) {
            made += 1;
            let changed = mended(files, fix);
            let after = report(&changed);
            let now = prints(&after);
            let about = format!("{finding}\n{fix:?}\n{changed:?}");
            if now.contains(&*finding.fingerprint) {
                wrong.push(format!("still there: {about}"));
            }
            if let Some(new) =
                after.findings().iter().find(|new| !known.contains(&*new.fingerprint))
            {
                wrong.push(format!("new: {new}: {about}"));
            }
            let statuses = |report: &Report| {
                let inputs = report.inputs().iter();
                inputs.map(|input| (input.status, input.problems.len())).collect::<Vec<_>>()
            };
            if statuses(&before) != statuses(&after) || comments(files) != comments(&changed) {
                wrong.push(format!("more has changed: {about}"));
            }
        }
    }
    (made, wrong)
}

const POD: &str = "\
# above
apiVersion: v1
kind: Pod
metadata:
  name: viewer # inside
spec:
  # about the network
  hostNetwork: true
  containers:
  - name: app
    image: registry.example/app:1.4.2
    command: [\"run\", 'it']
    args:
    - |
      one
      two
    securityContext:
      # last
      privileged: true
      runAsUser: 0
";

#[test]
fn every_break_of_lines_keeps_a_fix_in_its_place() {
    for ends in ["\n", "\r\n", "\r"] {
        let (made, wrong) = each_fix(&files(&[("pod.yaml", &POD.replace('\n', ends))]));
        assert!(made >= 3, "{made} fixes with {ends:?}");
        assert!(wrong.is_empty(), "{ends:?}: {}", wrong.join("\n"));
    }
    // What is a line to YAML alone, at each place where it may be.
    let mut made = 0;
    for odd in
        ["\u{2028}", "\u{2029}", "\u{85}", "\u{FEFF}", "\r", "\u{2028}    ", "\u{85}  # c", "\t"]
    {
        for (at, _) in POD.char_indices().step_by(11) {
            let mut text = POD.to_owned();
            text.insert_str(at, odd);
            let (count, wrong) = each_fix(&files(&[("pod.yaml", &text)]));
            made += count;
            assert!(wrong.is_empty(), "{odd:?} at {at}: {}", wrong.join("\n"));
        }
    }
    assert!(made > 120, "{made} fixes");
}

#[test]
fn what_several_share_is_mended_for_all_or_for_none() {
    let service = "services:\n  web: {image: web:1.2.3, privileged: true}\n";
    let block = "services:\n  web:\n    # why\n    image: web:1.2.3\n    privileged: true\n";
    let extends = "services:\n  a: {extends: {file: common.yaml, service: web}}\n  b:\n    extends: {file: common.yaml, service: web}\n    privileged: true\n";
    let alias = "x-a: &a\n  image: web:1.2.3\n  privileged: true\nservices:\n  a: *a\n  b:\n    <<: *a\n  c:\n    image: c:1.2.3\n    privileged: true\n";
    let harmless = "services:\n  web: {labels: [a=b]}\n";
    let values = "securityContext:\n  privileged: true\nimage: {repository: a, tag: 1.2.3}\n";
    let projects: &[(&[(&str, &str)], usize)] = &[
        (&[("compose.yaml", service)], 1),
        (&[("compose.yaml", service), ("compose.override.yaml", block)], 1),
        (
            &[("compose.yaml", block), ("compose.prod.yaml", service), ("compose.dev.yaml", block)],
            1,
        ),
        (&[("compose.yaml", block), ("compose.prod.yaml", harmless)], 1),
        (&[("compose.yaml", extends), ("common.yaml", block)], 1),
        (&[("compose.yaml", extends), ("common.yaml", block), ("compose.prod.yaml", extends)], 1),
        (&[("compose.yaml", alias)], 1),
        (&[("compose.yaml", alias), ("compose.prod.yaml", alias)], 1),
        (
            &[
                ("chart/Chart.yaml", "apiVersion: v2\nname: a\nversion: 1.0.0\n"),
                ("chart/values.yaml", values),
                ("chart/values-prod.yaml", values),
            ],
            0,
        ),
        (
            &[(
                "list.yaml",
                "apiVersion: v1\nkind: List\nitems:\n- &a\n  apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n  spec: {hostNetwork: true}\n- *a\n- {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {hostNetwork: true}}\n",
            )],
            1,
        ),
    ];
    for (project, least) in projects {
        let (made, wrong) = each_fix(&files(project));
        assert!(made >= *least, "{made} fixes in {project:?}");
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

const CHART: &str = "apiVersion: v2\nname: a\nversion: 1.0.0\n";

/// A chart with a template of a pod, whose `spec` is given, and its files of values.
fn chart(spec: &str, values: &[(&'static str, &str)]) -> Files {
    let pod = format!("apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n{spec}");
    let mut all = files(&[("chart/Chart.yaml", CHART), ("chart/templates/pod.yaml", &pod)]);
    all.extend(files(values));
    all
}

/// The files after the first fix of each finding of a check, and the reasons of those refused.
fn fixed(files: &Files, check: &str) -> (Vec<Files>, Vec<String>) {
    let report = report(files);
    let of_check = report.findings().iter().filter(|finding| &*finding.check == check);
    let (mut all, mut refused) = (Vec::new(), Vec::new());
    for fix in of_check.flat_map(|finding| &finding.fixes) {
        match &fix.refused {
            Some(why) => refused.push(why.to_string()),
            None => all.push(mended(files, fix)),
        }
    }
    (all, refused)
}

const VALUES: &str = "chart/values.yaml";
const PROD: &str = "chart/values-prod.yaml";
const TEMPLATE: &str = "chart/templates/pod.yaml";
const PRINTED: &str = "  containers:\n  - name: a\n    image: a:1.0.0\n    securityContext:\n      privileged: {{ .Values.privileged }}\n";
const COPIED: &str = "  containers:\n  - name: a\n    image: a:1.0.0\n    securityContext:\n      {{- toYaml .Values.context | nindent 6 }}\n";
const INLINE: &str = "  containers:\n  - name: a\n    image: a:1.0.0\n    securityContext: {{ toYaml .Values.context }}\n";

/// The one fix of a check, after which the finding is gone and no other one is new.
fn edited(files: &Files, check: &str, file: &str, expected: &str) {
    let (all, refused) = fixed(files, check);
    assert!(refused.is_empty(), "{refused:?} in {files:?}");
    let texts: Vec<&str> = all.iter().map(|after| &*after[file]).collect();
    assert!(!texts.is_empty() && texts.iter().all(|text| *text == expected), "{texts:?}");
    let (_, wrong) = each_fix(files);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn refused(files: &Files, check: &str, reason: &str) {
    let (all, refused) = fixed(files, check);
    assert!(all.is_empty(), "{all:?}");
    assert!(!refused.is_empty() && refused.iter().all(|why| why == reason), "{refused:?}");
}

#[test]
fn values_that_charts_copy_are_edited_where_they_are_set() {
    let privileged = "privileged-container";
    let values = chart(PRINTED, &[(VALUES, "# why\nprivileged: true # here\n")]);
    edited(&values, privileged, VALUES, "# why\nprivileged: false # here\n");
    let both = [(VALUES, "privileged: false\n"), (PROD, "privileged: true\n")];
    edited(&chart(PRINTED, &both), privileged, PROD, "privileged: false\n");
    let copied = chart(COPIED, &[(VALUES, "context:\n  privileged: true\n  runAsUser: 5\n")]);
    edited(&copied, privileged, VALUES, "context:\n  runAsUser: 5\n");
    // The value of the other file would apply.
    let on = "context:\n  privileged: true\n";
    let both = chart(COPIED, &[(VALUES, on), (PROD, on)]);
    edited(&both, privileged, PROD, "context:\n  privileged: false\n");
    let added = "context:\n  readOnlyRootFilesystem: true\n";
    let empty = chart(COPIED, &[(VALUES, "context: {}\n")]);
    edited(&empty, "writable-root-filesystem", VALUES, added);
    let existing = chart(COPIED, &[(VALUES, "context:\n  runAsUser: 5\n")]);
    let added = "context:\n  runAsUser: 5\n  readOnlyRootFilesystem: true\n";
    edited(&existing, "writable-root-filesystem", VALUES, added);
}

#[test]
fn literals_of_templates_are_edited_in_their_line() {
    let spec = |line: &str| format!("{line}{COPIED}");
    let values = [(VALUES, "context:\n  runAsUser: 5\n")];
    let literal = chart(&spec("  hostNetwork: true\n"), &values);
    let without = chart(&spec(""), &values)[TEMPLATE].clone();
    edited(&literal, "host-network", TEMPLATE, &without);
    let commented = chart(&spec("  hostNetwork: true # why\n"), &values);
    let off = chart(&spec("  hostNetwork: false # why\n"), &values)[TEMPLATE].clone();
    edited(&commented, "host-network", TEMPLATE, &off);
    let condition = "  {{- if .Values.context }}\n  hostNetwork: true\n  {{- end }}\n";
    let empty = "  {{- if .Values.context }}\n  {{- end }}\n";
    let under = chart(&spec(condition), &values);
    edited(&under, "host-network", TEMPLATE, &chart(&spec(empty), &values)[TEMPLATE]);
    let line = "the value is not alone on its line of the template";
    let beside = chart(&spec("  hostNetwork: true {{- \"\" }}\n"), &values);
    refused(&beside, "host-network", line);
    let quoted = "  containers: [{name: a, image: \"a:1.0.0\", ports: [{containerPort: 80, hostPort: 80}]}]\n";
    refused(&chart(quoted, &values), "host-port", line);
    let missing =
        COPIED.replace("{{- toYaml .Values.context | nindent 6 }}", "\n      runAsUser: 5");
    let template = "the field would have to be added to the text of a template";
    refused(&chart(&missing, &values), "writable-root-filesystem", template);
}

#[test]
fn values_that_do_more_than_one_field_needs_are_not_edited() {
    let privileged = "privileged-container";
    let computed = "the value is computed by an expression";
    let decides = "the value also decides what the template renders";
    let on = [(VALUES, "privileged: true\nother: true\n")];
    let with = |expression: &str| PRINTED.replace("{{ .Values.privileged }}", expression);
    let several = with("{{ eq .Values.privileged .Values.other }}");
    refused(&chart(&several, &on), privileged, computed);
    let default = with("{{ .Values.privileged | default true }}");
    refused(&chart(&default, &on), privileged, decides);
    let condition =
        format!("{{{{- if .Values.privileged }}}}\n  hostPID: true\n{{{{- end }}}}\n{PRINTED}");
    refused(&chart(&condition, &on), privileged, decides);
    let shared = "the value is also used for other fields";
    let other = format!("  hostPID: {{{{ .Values.privileged }}}}\n{PRINTED}");
    refused(&chart(&other, &on), privileged, shared);
    // The same field of several containers.
    let twice = format!(
        "{PRINTED}{}",
        PRINTED.replace("  containers:\n", "").replace("name: a", "name: b")
    );
    let off = "privileged: false\nother: true\n";
    edited(&chart(&twice, &on), privileged, VALUES, off);
    let port = "  containers:\n  - name: a\n    image: a:1.0.0\n    ports:\n    - containerPort: 80\n      hostPort: {{ .Values.port }}\n";
    let key = "the template contains the key, and only the value is set elsewhere";
    refused(&chart(port, &[(VALUES, "port: 80\n")]), "host-port", key);
    // Entries would be on the line of the key.
    let inline = chart(INLINE, &[(VALUES, "context: {}\n")]);
    refused(&inline, "writable-root-filesystem", computed);
    let omit = "{{- toYaml (omit .Values.context \"enabled\") | nindent 6 }}";
    let omitted = COPIED.replace("{{- toYaml .Values.context | nindent 6 }}", omit);
    let values = [(VALUES, "context:\n  enabled: true\n  runAsUser: 5\n")];
    refused(&chart(&omitted, &values), "writable-root-filesystem", computed);
    let range = "{{- range $key, $value := .Values.context }}\n      {{ $key }}: {{ $value }}\n      {{- end }}";
    let entries = COPIED.replace("{{- toYaml .Values.context | nindent 6 }}", range);
    let values = [(VALUES, "context:\n  runAsUser: 5\n")];
    refused(&chart(&entries, &values), "writable-root-filesystem", computed);
    // A mapping of the pod and of its container.
    let pod = "  securityContext:\n    {{- toYaml .Values.context | nindent 4 }}\n";
    let levels = chart(&format!("{pod}{COPIED}"), &values);
    refused(&levels, "writable-root-filesystem", shared);
    let on = "context:\n  procMount: Unmasked\n";
    let both = chart(COPIED, &[(VALUES, on), (PROD, on)]);
    let overrides = "the value that it overrides would apply again";
    refused(&both, "proc-mount-unmasked", overrides);
}

#[test]
fn values_inside_of_strings_are_not_edited() {
    let application = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a, namespace: argocd}\nspec:\n  project: a\n  destination: {server: 'https://kubernetes.default.svc', namespace: a}\n  source:\n    repoURL: https://git.example/a.git\n    targetRevision: v1\n    path: chart\n    helm:\n      values: |\n        privileged: true\n";
    let mut all = chart(PRINTED, &[(VALUES, "privileged: false\n")]);
    all.extend(files(&[("application.yaml", application)]));
    refused(&all, "privileged-container", "the text is a string in another document");
    let object = application.replace("values: |", "valuesObject:");
    all.extend(files(&[("application.yaml", &object)]));
    let expected = object.replace("privileged: true", "privileged: false");
    edited(&all, "privileged-container", "application.yaml", &expected);
}

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

//! What stays the same about a finding when its file is edited elsewhere.

use std::collections::BTreeSet;

use asepsis::Input;

use crate::check;

const BEFORE: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: records, namespace: clinic}
spec:
  template:
    spec:
      containers:
      - name: api
        image: api
      - name: worker
        image: worker
";

/// The fingerprints of all findings about containers, each with its container, and how many findings
/// there are.
fn prints(text: &str) -> (BTreeSet<String>, usize) {
    let ids = ["privilege-escalation-allowed", "image-tag-mutable", "memory-limit-missing"];
    let report = check(&ids, vec![Input::text("a.yaml", text)]);
    let all = report.findings().iter().map(|finding| {
        let container = finding.resource.as_ref().unwrap().container.as_deref();
        format!("{container:?} {}", finding.fingerprint)
    });
    (all.collect(), report.findings().len())
}

#[test]
fn every_finding_has_a_fingerprint_of_its_own() {
    let (prints, findings) = prints(BEFORE);
    assert_eq!((prints.len(), findings), (6, 6));
}

#[test]
fn edits_elsewhere_leave_a_fingerprint_alone() {
    let (api, worker) = (
        "      - name: api\n        image: api\n",
        "      - name: worker\n        image: worker\n",
    );
    let edits = [
        ("moved lines", format!("# A comment.\n\n---\n# Another.\n{BEFORE}")),
        ("another order", BEFORE.replace(&format!("{api}{worker}"), &format!("{worker}{api}"))),
        (
            "an empty parent",
            BEFORE.replace("image: api", "image: api\n        securityContext: {}"),
        ),
        ("another version of the API", BEFORE.replace("apps/v1", "apps/v1beta1")),
        (
            "another style",
            BEFORE.replace(
                "{name: records, namespace: clinic}",
                "\n  namespace: clinic\n  name: records",
            ),
        ),
    ];
    for (what, after) in edits {
        assert_ne!(after, BEFORE, "{what}");
        assert_eq!(prints(&after), prints(BEFORE), "{what}");
    }
}

#[test]
fn another_thing_has_another_fingerprint() {
    let edits = [
        ("another object", BEFORE.replace("name: records", "name: billing")),
        ("another namespace", BEFORE.replace("namespace: clinic", "namespace: billing")),
        ("another kind", BEFORE.replace("Deployment", "StatefulSet")),
    ];
    for (what, after) in edits {
        let (before, after) = (prints(BEFORE).0, prints(&after).0);
        assert!(before.is_disjoint(&after), "{what}");
    }
    let renamed = prints(&BEFORE.replace("name: api", "name: front")).0;
    assert_eq!(renamed.intersection(&prints(BEFORE).0).count(), 3, "those of the other container");
}

#[test]
fn containers_without_names_are_told_apart() {
    let text = BEFORE
        .replace("- name: api\n        image", "- image")
        .replace("- name: worker\n        image", "- image");
    assert_eq!(prints(&text), (prints(&text).0, 6));
    assert_eq!(prints(&text).0.len(), 6);
}

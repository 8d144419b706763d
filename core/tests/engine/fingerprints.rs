//! What stays the same about a finding when its file is edited elsewhere.

use std::collections::BTreeSet;

use asepsis::report::Report;
use asepsis::{Checker, Input};

use crate::{check, pod};

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

/// Every fingerprint of a report, also of what findings cover; no two are the same.
fn all(report: &Report) -> BTreeSet<String> {
    let of = |finding: &asepsis::report::Finding| {
        let covered = finding.covers.iter().map(|covered| covered.fingerprint.to_string());
        covered.chain([finding.fingerprint.to_string()]).collect::<Vec<_>>()
    };
    let accepted = report.suppressed().iter().map(|suppressed| &suppressed.finding);
    let prints: Vec<String> = report.findings().iter().chain(accepted).flat_map(of).collect();
    let unique: BTreeSet<String> = prints.iter().cloned().collect();
    assert_eq!(unique.len(), prints.len());
    unique
}

fn all_of(name: &str, text: &str) -> BTreeSet<String> {
    all(&Checker::default().check([Input::text(name, text)]))
}

#[test]
fn copies_of_one_object_have_as_many_fingerprints() {
    let copy = pod("a", "privileged: true");
    let of_one = all_of("a.yaml", &copy);
    let in_one = |count: usize| vec![copy.as_str(); count].join("---\n");
    let in_list = |count: usize| {
        let items = copy.replace('\n', "\n  ").trim_end().to_owned();
        format!("apiVersion: v1\nkind: List\nitems:\n{}", format!("- {items}\n").repeat(count))
    };
    let in_files = |names: &[&str]| {
        let inputs = names.iter().map(|name| Input::text(*name, &*copy));
        all(&Checker::default().check(inputs))
    };
    let ten = all_of("a.yaml", &in_one(10));
    // One finding is about their namespace; each copy but the first is defined a second time.
    assert_eq!(ten.len(), 10 * (of_one.len() - 1) + 1 + 9);
    assert_eq!(all_of("a.yaml", &in_list(10)), ten);
    assert!(of_one.is_subset(&ten));
    assert!(all_of("a.yaml", &in_one(9)).is_subset(&ten));
    let files = in_files(&["a.yaml", "b.yaml", "c.yaml"]);
    assert_eq!(files.len(), 3 * (of_one.len() - 1) + 1 + 2);
    assert!(in_files(&["a.yaml", "b.yaml"]).is_subset(&files));
    assert!(in_files(&["a.yaml", "c.yaml"]).is_subset(&files));
    assert!(in_files(&["b.yaml", "c.yaml"]).is_subset(&files));
}

#[test]
fn the_file_is_no_part_of_what_is_there_once() {
    let text = pod("a", "privileged: true");
    assert_eq!(all_of("pods/a.yaml", &text), all_of("b/other.yml", &text));
    let compose = "services: {web: {image: app, privileged: true, pid: host}}\n";
    let of = |name: &str| all_of(name, compose);
    assert_eq!(of("shop/docker-compose.yml"), of("stacks/shop/compose.yaml"));
    assert!(of("shop/compose.yaml").is_disjoint(&of("ward/compose.yaml")), "another project");
}

#[test]
fn what_is_there_in_two_bundles_is_two_things() {
    let input = |bundle: &str| Input::text("a.yaml", pod("a", "privileged: true")).bundle(bundle);
    let of = |bundle: &str| all(&Checker::default().check([input(bundle)]));
    let both = all(&Checker::default().check([input("a"), input("b")]));
    assert!(of("a").is_disjoint(&of("b")));
    assert_eq!(both, &of("a") | &of("b"));
}

#[test]
fn a_namespace_is_no_one_of_its_workloads() {
    let of = |text: &str| {
        let report = check(&["default-deny-missing"], vec![Input::text("a.yaml", text)]);
        assert_eq!(report.findings().len(), 1);
        all(&report)
    };
    let (first, second) = (pod("a", "privileged: true"), pod("b", "privileged: true"));
    let object = "apiVersion: v1\nkind: Namespace\nmetadata: {name: clinic}\n";
    assert_eq!(of(&first), of(&format!("{second}---\n{first}")));
    assert_eq!(of(&first), of(&format!("{object}---\n{first}")));
}

/// Places of secrets in lists whose items have no names.
const PLACES: [(&str, &str); 7] = [
    ("compose.yaml", "services: {a: {image: app, environment: [DB_PASSWORD=@, MODE=x]}}\n"),
    ("compose.yaml", "services: {a: {image: app, command: [run, --password, '@', --token=@]}}\n"),
    ("compose.yaml", "services: {a: {image: app, command: ['postgres://app:@@db/app']}}\n"),
    (
        "compose.yaml",
        "services: {a: {image: app, command: [sh, -c, 'export DB_PASSWORD=@; run']}}\n",
    ),
    (
        "pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - image: app\n    env:\n    \
         - {name: DB_PASSWORD, value: '@'}\n",
    ),
    (
        "custom.yaml",
        "apiVersion: example.com/v1\nkind: Portal\nmetadata: {name: a}\nspec:\n  users:\n  - {login: x, \
         password: '@'}\n  - {login: y, password: '@'}\n",
    ),
    ("appsettings.json", "{\"Servers\": [{\"Host\": \"a\", \"Password\": \"@\"}]}\n"),
];

#[test]
fn no_fingerprint_is_made_of_a_secret() {
    for (name, text) in PLACES {
        let with = |secret: &str| {
            let text = text.replace("@db", "#db").replace('@', secret).replace('#', "@");
            all_of(name, &text)
        };
        let (one, other) = (with("vK3m-9qTz-71xw"), with("hR4w-8sLp-62yc"));
        assert!(!one.is_empty(), "{text}");
        assert_eq!(one, other, "{text}");
    }
}

#[test]
fn items_that_are_equal_are_told_apart() {
    let texts = [
        (
            "role.yaml",
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: a}\nrules:\n- \
             {apiGroups: ['*'], resources: ['*'], verbs: ['*']}\n- {apiGroups: ['*'], resources: ['*'], \
             verbs: ['*']}\n",
        ),
        (
            "compose.yaml",
            "services: {a: {image: app, ports: ['80:80', '80:80', '443:443'], environment: [DB_PASSWORD=vK3m-9qTz-71xw, \
             DB_PASSWORD=hR4w-8sLp-62yc]}}\n",
        ),
        (".env", "DB_PASSWORD=vK3m-9qTz-71xw\nDB_PASSWORD=hR4w-8sLp-62yc\n"),
        (
            "Dockerfile",
            "FROM app:1\nRUN curl --password vK3m-9qTz-71xw a\nRUN curl --password vK3m-9qTz-71xw a\nENV \
             A_PASSWORD=vK3m-9qTz-71xw A_PASSWORD=hR4w-8sLp-62yc\n",
        ),
        (
            "main.tf",
            "resource \"aws_db_instance\" \"a\" {\n  password = \"vK3m-9qTz-71xw\"\n}\nresource \
             \"aws_db_instance\" \"b\" {\n  password = \"vK3m-9qTz-71xw\"\n}\n",
        ),
        (
            ".github/workflows/a.yml",
            "on: push\njobs:\n  a:\n    steps:\n    - run: curl --password vK3m-9qTz-71xw a\n    - run: curl \
             --password vK3m-9qTz-71xw a\n    - {name: x, run: curl --password vK3m-9qTz-71xw a}\n",
        ),
        (
            "pod.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: app\n    image: \
             app\n    env:\n    - {name: URLS, value: 'http://a.example.com http://b.example.com'}\n    - \
             {name: URLS, value: 'http://a.example.com http://b.example.com'}\n    wrong: [{a: 1}, {a: 1}]\n",
        ),
    ];
    for (name, text) in texts {
        assert!(all_of(name, text).len() > 1, "{text}");
    }
}

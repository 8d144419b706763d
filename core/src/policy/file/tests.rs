#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use super::*;
use crate::checks::{Check, Date, Severity};

fn checks() -> Vec<AnyCheck> {
    let own = Check::builder("patient-label-missing").dynamic([], |_, _, _| false);
    AnyCheck::built_in().chain([own]).collect()
}

fn read_text(text: &str) -> Result<Options, Vec<Error>> {
    read("asepsis.yaml", text, &checks())
}

/// Each error as `line:column: message` and, after a bar, its hint.
fn errors(text: &str) -> Vec<String> {
    let errors = read_text(text).err().unwrap_or_default();
    errors
        .into_iter()
        .map(|error| {
            let message = error.to_string();
            let message = message.strip_prefix("asepsis.yaml:").unwrap().to_owned();
            match error.hint() {
                Some(hint) => format!("{message} | {hint}"),
                None => message,
            }
        })
        .collect()
}

const RICH: &str = r#"# what the platform team has agreed
version: 1
frameworks: [hipaa, pss-restricted]
kubernetes: "1.31"
select: [pods, host, privileged-container, patient-label-missing, critical]
ignore:
  - host-network
severities:
  low-uid: high
  patient-label-missing: critical
parameters:
  low-uid: { minimum_uid: 10000 }
thresholds:
  fail_on: high
  fail_on_unknown: true
  minimum_severity: low
evidence: all
exclude: ["vendor/**", "**/*.{bak,tmp}"]
environments:
  production: &production [values-prod.yaml]
  "no": [values-no.yaml]
bundles:
  clinic: *production
  laboratory: ["lab/**"]
suppressions:
  - &accepted
    check: privileged-container
    resource: DaemonSet/*/node-agent
    path: deploy/agent.yaml
    reason: reads the nodes' logs; ${HOME} and {{ x }} are only text here
    owner: platform@example.org
    expires: 2027-01-31
  - <<: *accepted
    check: host-network
phi: { resources: [StatefulSet/clinic/*], paths: [charts/fhir/**] }
helm: { release: ehr, namespace: clinic, api_versions: [monitoring.coreos.com/v1] }
limits: { bytes: 1000000, depth: 50, nodes: 200000, alias_expansion: 1000, embedding: 1, environments: 7, findings: 9, steps: 10 }
"#;

#[test]
fn every_key_of_a_rich_file_arrives() {
    let options = read_text(RICH).unwrap();
    assert!(options.frameworks.iter().eq([Framework::HIPAA, Framework::PSS_RESTRICTED]));
    assert_eq!(options.kubernetes, KubernetesVersion::new(31));
    let selected = ["pods", "host", "privileged-container", "patient-label-missing", "critical"];
    assert_eq!(options.selection.select, selected);
    assert_eq!(options.selection.ignore, ["host-network"]);
    assert_eq!(options.severities.get("low-uid"), Some(&Severity::High));
    assert_eq!(options.severities.get("patient-label-missing"), Some(&Severity::Critical));
    let checks = checks();
    let check = checks.iter().find(|check| check.id() == "low-uid").unwrap();
    assert_eq!(options.parameters.integer("low-uid", check.parameters()[0]), 10_000);
    assert_eq!(options.fail_on, Severity::High);
    assert!(options.fail_on_unknown);
    assert_eq!(options.minimum_severity, Severity::Low);
    assert_eq!(options.evidence, None);
    assert_eq!(options.excludes, ["vendor/**", "**/*.{bak,tmp}"]);
    let group = |name: &str, path: &str| (name.to_owned(), vec![path.to_owned()]);
    let environments = [group("production", "values-prod.yaml"), group("no", "values-no.yaml")];
    assert_eq!(options.environments, environments);
    assert_eq!(
        options.bundles,
        [group("clinic", "values-prod.yaml"), group("laboratory", "lab/**")]
    );
    let limits = Limits {
        bytes: 1_000_000,
        depth: 50,
        nodes: 200_000,
        alias_expansion: 1_000,
        embedding: 1,
        environments: 7,
        findings: Some(9),
        steps: Some(10),
    };
    assert_eq!(options.limits, limits);
    let helm = HelmOptions {
        release: Some("ehr".to_owned()),
        namespace: Some("clinic".to_owned()),
        api_versions: vec!["monitoring.coreos.com/v1".to_owned()],
    };
    assert_eq!(options.helm, helm);
    let marked = options.phi.resources.iter().chain(&options.phi.paths);
    assert!(marked.eq(["StatefulSet/clinic/*", "charts/fhir/**"]));
    let [first, second] = options.suppressions.as_slice() else { panic!("two suppressions") };
    assert_eq!(first.check, "privileged-container");
    assert_eq!(first.resource.as_deref(), Some("DaemonSet/*/node-agent"));
    assert_eq!(first.path.as_deref(), Some("deploy/agent.yaml"));
    assert_eq!(first.reason, "reads the nodes' logs; ${HOME} and {{ x }} are only text here");
    assert_eq!(first.owner, "platform@example.org");
    assert_eq!(first.expires, Date::new(2027, 1, 31));
    assert_eq!(first.source, Some(("asepsis.yaml".to_owned(), 27)));
    assert_eq!(second.check, "host-network");
    assert_eq!(second.owner, first.owner);
    assert_eq!(second.source, Some(("asepsis.yaml".to_owned(), 33)));
}

#[test]
fn a_file_that_says_nothing_changes_nothing() {
    for text in ["", "\n\n", "# later\n", "---\n", "--- # later\n", "{}", "null\n", "\u{FEFF}"] {
        let unchanged =
            Options { policy_file: Some("asepsis.yaml".to_owned()), ..Options::default() };
        assert_eq!(read_text(text), Ok(unchanged), "{text:?}");
    }
}

#[test]
fn json_is_a_policy_too() {
    let options = read_text("{\"thresholds\": {\"fail_on\": \"low\"}, \"evidence\": 5}\n").unwrap();
    assert_eq!((options.fail_on, options.evidence), (Severity::Low, Some(5)));
}

#[test]
fn every_declared_key_is_read() {
    let tables = [
        (keys::POLICY, "", ""),
        (keys::THRESHOLDS, "thresholds: {", "}"),
        (keys::LIMITS, "limits: {", "}"),
        (keys::SUPPRESSION, "suppressions: [{", "}]"),
    ];
    for (table, before, after) in tables {
        for key in table {
            // No key takes a time of day, or a list of lists.
            for value in ["12:30:45", "[[]]"] {
                let text = format!("{before}{}: {value}{after}", key.name);
                let is_words = ["reason", "owner", "path"].contains(&key.name);
                let fits = is_words && value != "[[]]";
                let about = |error: &String| !error.contains("suppression has no `");
                assert_eq!(errors(&text).iter().any(about), !fits, "{text}");
            }
        }
    }
}

#[test]
fn each_fault_is_at_its_place_with_what_to_write() {
    let severities = "expected one of `info`, `low`, `medium`, `high`, `critical`";
    let cases: &[(&str, &[&str])] = &[
        // Keys.
        ("ignores: []", &["1:1: unknown key `ignores` in the policy | did you mean `ignore`?"]),
        (
            "thresholds:\n  failon: high",
            &["2:3: unknown key `failon` in `thresholds` | did you mean `fail_on`?"],
        ),
        (
            "limits: {seconds: 5}",
            &[
                "1:10: unknown key `seconds` in `limits` | expected one of `bytes`, `depth`, `nodes`, `alias_expansion`, `embedding`, `environments`, `findings`, `steps`",
            ],
        ),
        (
            "evidence: 1\nkubernetes: latest\nevidence: 2\n",
            &["3:1: duplicate key `evidence` | first defined on line 1"],
        ),
        ("ignore:\n", &["1:1: `ignore` has no value | remove the key, or give it a value"]),
        (
            "thresholds: {fail_on: ~}",
            &["1:14: `fail_on` has no value | remove the key, or give it a value"],
        ),
        ("limits: {<<: 5}", &["1:10: only a mapping or a list of mappings can be merged"]),
        // The file.
        ("- hipaa", &["1:1: the policy must be a mapping, not a list"]),
        ("hipaa", &["1:1: the policy must be a mapping, not `hipaa`"]),
        (
            "evidence: 1\n---\nevidence: 2\n",
            &[
                "3:1: a policy file must contain one document | move everything into the first document",
            ],
        ),
        ("version: 2", &["1:10: unknown policy file version 2 | expected 1"]),
        ("version: \"1\"", &["1:10: `version` must be the number 1, not the string `1`"]),
        ("ignore: *other", &["1:9: anchor `other` is not defined before this alias"]),
        (
            "evidence: {{ .Values.evidence }}",
            &["1:11: template expression outside of a string: not valid YAML"],
        ),
        // Names.
        ("frameworks: [hippa]", &["1:14: unknown framework `hippa` | did you mean `hipaa`?"]),
        (
            "frameworks: [soc2]",
            &[
                "1:14: unknown framework `soc2` | expected one of `pss-baseline`, `pss-restricted`, `hipaa`, `hipaa-nprm-2025`, `nist-800-53`, `cis-kubernetes`, `nsa-cisa`",
            ],
        ),
        ("frameworks: hipaa", &["1:13: `frameworks` must be a list, not `hipaa`"]),
        ("frameworks: [hipaa, hipaa]", &["1:21: duplicate `hipaa` in `frameworks`"]),
        (
            "frameworks: [1]",
            &[
                "1:14: an item of `frameworks` must be a string, not `1` | put it in quotes: `\"1\"`",
            ],
        ),
        (
            "select:\n  - priviledged-container",
            &[
                "2:5: unknown check, family or severity `priviledged-container` | did you mean `privileged-container`?",
            ],
        ),
        ("select: []", &["1:9: `select` is empty | remove the key to run all checks"]),
        (
            "ignore: [patient-label-mising]",
            &[
                "1:10: unknown check, family or severity `patient-label-mising` | did you mean `patient-label-missing`?",
            ],
        ),
        (
            "severities: {privileged-containers: high}",
            &["1:14: unknown check `privileged-containers` | did you mean `privileged-container`?"],
        ),
        (
            "severities: {host-network: hihg}",
            &["1:28: unknown severity `hihg` | did you mean `high`?"],
        ),
        (
            "severities: {host-network: 3}",
            &["1:28: `host-network` must be a string, not `3` | put it in quotes: `\"3\"`"],
        ),
        (
            "thresholds: {fail_on: never}",
            &[&format!("1:23: unknown severity `never` | {severities}")],
        ),
        (
            "thresholds: {fail_on_unknown: maybe}",
            &["1:31: `fail_on_unknown` must be a boolean, not `maybe`"],
        ),
        // Values.
        (
            "kubernetes: 1.30",
            &["1:13: `kubernetes` must be a string, not `1.30` | put it in quotes: `\"1.30\"`"],
        ),
        (
            "kubernetes: stable",
            &[
                "1:13: `kubernetes` must be a Kubernetes version, not `stable` | write it as `\"1.37\"`, or `latest`",
            ],
        ),
        ("evidence: -1", &["1:11: `evidence` must be an integer or `all`, not `-1`"]),
        ("evidence: some", &["1:11: `evidence` must be an integer or `all`, not `some`"]),
        ("limits: {depth: 0}", &["1:17: `depth` must be an integer from 1 to 10000, not `0`"]),
        (
            "limits: {nodes: 18446744073709551615}",
            &["1:17: `nodes` must be an integer from 1 to 4294967295, not `18446744073709551615`"],
        ),
        (
            "parameters: {low-uid: {minimum_uid: -5}}",
            &["1:37: `minimum_uid` must be an integer from 0 to 4294967295, not `-5`"],
        ),
        (
            "parameters: {low-uid: {minimum_uid: \"5\"}}",
            &["1:37: `minimum_uid` must be an integer from 0 to 4294967295, not the string `5`"],
        ),
        (
            "parameters: {low-uid: {minimun_uid: 5}}",
            &["1:24: check `low-uid` has no parameter `minimun_uid` | did you mean `minimum_uid`?"],
        ),
        (
            "parameters: {patient-label-missing: {label: x}}",
            &["1:38: check `patient-label-missing` has no parameters"],
        ),
        ("parameters: {low-uid: 5}", &["1:23: `low-uid` must be a mapping, not `5`"]),
        ("exclude: ['']", &["1:11: an item of `exclude` is empty"]),
        (
            "exclude: ['a{b']",
            &[
                "1:11: an item of `exclude` is not a valid pattern: `a{b` | unclosed brace expansion at byte 1; missing '}' (to match a literal '{', escape it as '\\{' or '[{]')",
            ],
        ),
        (
            "environments: {no: [a]}",
            &["1:16: a name in `environments` must be a string, not `no` | put it in quotes"],
        ),
        ("environments: {prod: []}", &["1:22: `prod` in `environments` has no paths"]),
        ("bundles: {lab: lab/}", &["1:16: `lab` must be a list, not `lab/`"]),
        (
            "severities: {low-uid: low, low-user-id: high}",
            &[
                "1:28: `low-user-id` is the former id of `low-uid`, which is also in `severities` | keep one of them",
            ],
        ),
        // Suppressions.
        (
            "suppressions:\n- check: host-network\n  reason: known",
            &["2:3: suppression has no `owner` | name the person or team responsible"],
        ),
        (
            "suppressions:\n- {check: host-network, reason: ' ', owner: yes}",
            &[
                "2:33: `reason` is empty",
                "2:45: `owner` must be a string, not `yes` | put it in quotes: `\"yes\"`",
            ],
        ),
        ("suppressions:\n- {check: pods, reason: r, owner: o}", &["2:11: unknown check `pods`"]),
        (
            "suppressions:\n- {check: host-network, reason: r, owner: o, expires: 2026-02-30}",
            &[
                "2:55: `expires` must be a valid date, not `2026-02-30` | write it as year-month-day, `2026-11-21`",
            ],
        ),
        (
            "suppressions:\n- {check: host-network, reason: r, owner: o, resource: agent}",
            &[
                "2:56: `resource` must have a kind and a name, not `agent` | write it as `Kind/name` or `Kind/namespace/name`; `*` matches any",
            ],
        ),
        (
            "suppressions: [host-network]",
            &["1:16: a suppression must be a mapping, not `host-network`"],
        ),
        // All of them, in the order of the text, each once.
        (
            "evidence: é\nignore: &gone [gone-for-good-check]\nselect: *gone\nowner: me\n",
            &[
                "1:11: `evidence` must be an integer or `all`, not `é`",
                "2:16: unknown check, family or severity `gone-for-good-check`",
                "4:1: unknown key `owner` in the policy",
            ],
        ),
    ];
    for (text, expected) in cases {
        let found = errors(text);
        assert_eq!(found.len(), expected.len(), "{text}\n{found:#?}");
        for (found, expected) in found.iter().zip(*expected) {
            // Hints that list all checks change with every check: they are not compared.
            let same = if expected.contains(" | ") {
                found == expected
            } else {
                found.split(" | ").next() == Some(expected)
            };
            assert!(same, "{text}\n   found {found}\nexpected {expected}");
        }
    }
}

#[test]
fn text_that_is_no_yaml_is_an_error_with_its_place() {
    let found = errors("ignore: [a\nselect: b\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("2:"), "{found:?}");
}

#[test]
fn what_no_person_wrote_ends_early() {
    let many = format!("ignore: [{}]", vec!["x"; 300].join(", "));
    let found = errors(&many);
    assert_eq!(found.len(), 101);
    assert!(found[100].ends_with(": 200 more errors from this line on"), "{}", found[100]);

    let long = format!("{}: 1", "k".repeat(900));
    assert!(errors(&long)[0].len() < 400, "{}", errors(&long)[0]);

    let deep = format!("ignore: {}{}", "[".repeat(500), "]".repeat(500));
    assert_eq!(errors(&deep).len(), 1);

    let bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned()
        + &('b'..='h')
            .map(|name| {
                let before = char::from(name as u8 - 1);
                format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 10].join(", "))
            })
            .collect::<Vec<_>>()
            .concat();
    assert!(errors(&bomb)[0].contains("expanding the aliases"));
}

#[test]
fn any_cut_of_a_policy_is_read_or_refused() {
    for end in (0..RICH.len()).filter(|end| RICH.is_char_boundary(*end)) {
        let _ = read_text(&RICH[..end]);
        let _ = read_text(&RICH[end..]);
    }
}

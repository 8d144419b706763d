//! Texts lose their secrets and nothing else.

use std::collections::BTreeSet;

use super::Redacted;
use crate::checker::Checker;
use crate::engine::Input;

fn redact(files: &[(&str, &str)]) -> Vec<Redacted> {
    Checker::default().redact(files.iter().map(|(name, text)| Input::text(*name, *text)))
}

/// A file with secrets, and the words that take their places.
const CASES: &[(&str, &str, &str)] = &[
    (
        "compose.yaml",
        "services:\n  db:\n    image: postgres:17.2\n    environment:\n      # the first\n      POSTGRES_PASSWORD: nW4xq8ZtR2m\n      OTHER_PASSWORD: \"nW4\\\"xq8ZtR\"\n      THIRD_PASSWORD: 'nW4''xq8ZtR'\n",
        "services:\n  db:\n    image: postgres:17.2\n    environment:\n      # the first\n      POSTGRES_PASSWORD: REDACTED\n      OTHER_PASSWORD: \"REDACTED\"\n      THIRD_PASSWORD: 'REDACTED'\n",
    ),
    (
        "compose.yaml",
        "services:\n  web:\n    image: web:1.2.3\n    environment: [DATABASE_URL=postgres://app:nW4xq8ZtR2m@db/records, A=b]\n",
        "services:\n  web:\n    image: web:1.2.3\n    environment: [DATABASE_URL=postgres://app:REDACTED@db/records, A=b]\n",
    ),
    (
        "secret.yaml",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  password: blc0eHE4WnRSMm0=\nstringData:\n  key: |\n    -----BEGIN PRIVATE KEY-----\n    MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\n    -----END PRIVATE KEY-----\n  # below\n  other: nW4xq8ZtR2m\n",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  password: UkVEQUNURUQ=\nstringData:\n  key: |\n    REDACTED\n  # below\n  other: REDACTED\n",
    ),
    (
        ".env",
        "A=b\nDB_PASSWORD=\"nW4xq8\nZtR2m\" # note\nexport API_TOKEN='nW4xq8ZtR2m'\n",
        "A=b\nDB_PASSWORD=\"REDACTED\" # note\nexport API_TOKEN='REDACTED'\n",
    ),
    (
        "secret.json",
        "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"stringData\": {\"pin\": \"nW4xq8ZtR2m\"}}\n",
        "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"stringData\": {\"pin\": \"REDACTED\"}}\n",
    ),
];

/// Pieces of files that only one notation has.
const NOTATIONS: &[(&str, &str, &str)] = &[
    (
        "a.json",
        "{\"db_password\": 83746152, \"b\": [1]}",
        "{\"db_password\": \"REDACTED\", \"b\": [1]}",
    ),
    (
        "main.tf",
        "variable \"db_password\" {\n  default = \"nW4xq8ZtR2m\"\n}\n",
        "variable \"db_password\" {\n  default = \"REDACTED\"\n}\n",
    ),
    (
        "nginx.conf",
        "server {\n  set $api_token \"nW4\\\"xq8ZtR2m\";\n  location / { proxy_set_header Authorization \"Bearer nW4xq8ZtR2m\"; allow all; }\n}\n",
        "server {\n  set $api_token \"REDACTED\";\n  location / { proxy_set_header Authorization \"Bearer REDACTED\"; allow all; }\n}\n",
    ),
    (
        "application.properties",
        "# a\nspring.datasource.password=nW4xq8ZtR2m\nb=c\n",
        "# a\nspring.datasource.password=REDACTED\nb=c\n",
    ),
    (
        "values.yaml",
        "auth:\r\n  password: &a nW4xq8ZtR2m # kept\r\n  token: !!str 'nW4xq8ZtR2n'\r\n  again: *a\r\n",
        "auth:\r\n  password: &a REDACTED # kept\r\n  token: !!str 'REDACTED'\r\n  again: *a\r\n",
    ),
    (
        "values.yaml",
        "auth:\n  password: >-\n    nW4xq8ZtR2m\n    nW4xq8ZtR2m\n  user: a\n",
        "auth:\n  password: >-\n    REDACTED\n  user: a\n",
    ),
    (
        "values.yaml",
        "# it was nW4xq8ZtR2m once\nauth: {password: nW4xq8ZtR2m, other: 'or nW4xq8ZtR2m'}\n",
        "# it was REDACTED once\nauth: {password: REDACTED, other: 'or REDACTED'}\n",
    ),
    (
        "configmap.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.yaml: |\n    db:\n      password: nW4xq8ZtR2m\n      user: a\n  b.ini: \"[db]\\npassword = nW4xq8ZtR2n\\nuser = a\"\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.yaml: |\n    db:\n      password: REDACTED\n      user: a\n  b.ini: \"[db]\\npassword = REDACTED\\nuser = a\"\n",
    ),
];

#[test]
fn every_notation_keeps_its_form() {
    for (name, text, expected) in NOTATIONS {
        let redacted = redact(&[(name, text)]);
        let [one] = &*redacted else { panic!("{redacted:?}") };
        assert_eq!(one.text.as_deref(), Some(*expected), "{one:?}");
    }
}

#[test]
fn a_word_takes_the_place_of_each_secret() {
    for (name, text, expected) in CASES {
        let redacted = redact(&[(name, text)]);
        let [one] = &*redacted else { panic!("{redacted:?}") };
        assert_eq!(one.text.as_deref(), Some(*expected), "{one:?}");
        assert!(!one.changes.is_empty() && one.refused.is_none());
        for change in &one.changes {
            let word = &expected[change.start.byte as usize..change.end.byte as usize];
            assert!(["REDACTED", "UkVEQUNURUQ="].contains(&word), "{word}");
            let key = change.key.as_deref().unwrap_or_default();
            let line = text.lines().nth(change.line as usize - 1).unwrap_or_default();
            assert!(line.contains(key) || text.contains(&format!("{key}: |")), "{key}: {line}");
        }
    }
}

#[test]
fn what_is_not_certain_is_refused_with_its_line() {
    let secret =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  a: nW4xq8ZtR2m\n";
    let cases = [
        ("broken.yaml", format!("{secret}---\na: [\n"), Some(8), "not read in full"),
        (
            "chart/templates/a.yaml",
            format!("{{{{- if .Values.a }}}}\n{secret}{{{{- end }}}}\n"),
            None,
            "not read in full",
        ),
        ("notes.bin", "\0".repeat(64) + secret, None, "not read in full"),
        ("key.yaml", format!("{secret}---\na: {{nW4xq8ZtR2m: b}}\n"), Some(7), "is used as a key"),
    ];
    for (name, text, line, why) in cases {
        let redacted = redact(&[(name, &text)]);
        let [Redacted { text: None, refused: Some(refused), .. }] = &*redacted else {
            panic!("{redacted:?}")
        };
        assert!(refused.why.contains(why), "{name}: {refused:?}");
        assert!(line.is_none() || refused.line.is_some(), "{name}: {refused:?}");
        assert!(!format!("{redacted:?}").contains("nW4xq8ZtR2m"));
    }
}

#[test]
fn the_recipient_sees_what_the_sender_sees_but_for_secrets() {
    let deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      hostNetwork: true\n      containers:\n      - name: web\n        image: web:latest\n        args: [--db-password, nW4xq8ZtR2m, --verbose]\n        env:\n        - {name: API_TOKEN, value: ghp_nW4xq8ZtR2mnW4xq8ZtR2mnW4xq8ZtR2mnW4}\n        securityContext: {privileged: true}\n";
    let all: Vec<(&str, &str)> = CASES
        .iter()
        .skip(1)
        .map(|(name, text, _)| (*name, *text))
        .chain([("web.yaml", deployment)])
        .collect();
    let seen = |files: &[(String, String)]| -> BTreeSet<String> {
        let inputs = files.iter().map(|(name, text)| Input::text(name.as_str(), text.as_str()));
        let report = Checker::default().check(inputs);
        let others = report.findings().iter().filter(|finding| finding.class.is_none());
        let line = |finding: &crate::report::Finding| {
            let path = finding.location.as_ref().map(|location| location.path.to_string());
            format!("{path:?} {} {:?} {}", finding.check, finding.resource, finding.severity)
        };
        others.map(line).collect()
    };
    let owned = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let sent: Vec<_> = all.iter().map(|(name, text)| owned(name, text)).collect();
    let redacted = redact(&all);
    let received: Vec<_> = redacted
        .iter()
        .map(|one| owned(&one.path, one.text.as_deref().unwrap_or_else(|| panic!("{one:?}"))))
        .collect();
    assert_eq!(seen(&sent), seen(&received));
    let link = format!("{received:?}");
    for part in ["nW4xq8", "ZtR2m", "blc0eHE4", "MIIEvQ"] {
        assert!(!link.contains(part), "{link}");
    }
}

//! What was once found to leak, each by itself.

use asepsis::{Checker, Input};

use crate::plants::places::HEAD;
use crate::{needles, spoken};

const SECRET: &str = "kq83zlw0pxv5tm29";

/// Checks files, and searches all output for the secret.
fn silent(files: &[(&str, &str)]) -> String {
    let inputs = || files.iter().map(|(path, text)| Input::text(*path, *text));
    let checker = Checker::default();
    let report = checker.check(inputs());
    let said = spoken(&report, files.iter().map(|(path, _)| *path));
    for (what, needle) in needles(SECRET) {
        let line = said.lines().find(|line| line.contains(&needle));
        assert!(line.is_none(), "{what}: {}", line.unwrap_or_default());
    }
    said
}

fn pod(rest: &str) -> String {
    format!("{HEAD}  - name: app\n    image: app:1\n{rest}")
}

#[test]
fn an_alias_that_is_a_password() {
    let text = pod("    env:\n    - {name: DB_PASSWORD, value: *kq83zlw0pxv5tm29 }\n");
    let said = silent(&[("pod.yaml", &text)]);
    assert!(said.contains("anchor `********` is not defined before this alias"), "{said}");
}

#[test]
fn a_variable_in_an_image_a_capability_and_an_include() {
    let compose = "include: ['${DB_PASSWORD}/other.yaml']\nservices:\n  app:\n    image: \
                   registry.example.com/${DB_PASSWORD}:latest\n    cap_add: ['${DB_PASSWORD}']\n    \
                   privileged: true\n";
    let said = silent(&[("compose.yaml", compose), (".env", "DB_PASSWORD=kq83zlw0pxv5tm29\n")]);
    assert!(said.contains("image `registry.example.com/********:latest`"), "{said}");
}

#[test]
fn a_login_in_a_url() {
    let compose = "include: ['https://app:kq83zlw0pxv5tm29@git.example.com/x.git']\nservices:\n  \
                   app:\n    image: https://app:kq83zlw0pxv5tm29@registry.example.com/app\n  b:\n    \
                   extends: {file: 'https://app:kq83zlw0pxv5tm29@git.example.com/a.yaml', service: x}\n";
    silent(&[("compose.yaml", compose)]);
}

#[test]
fn a_file_that_is_read_for_its_values_alone() {
    let checker = Checker::default();
    let compose = "services: {app: {image: 'x/${API_TOKEN}', privileged: true}}\n";
    let env = Input::context(".env", "API_TOKEN=kq83zlw0pxv5tm29\n");
    let report = checker.check([Input::text("compose.yaml", compose), env]);
    let said = spoken(&report, ["compose.yaml"].into_iter());
    assert!(!said.contains(SECRET) && said.contains("x/********"), "{said}");
}

#[test]
fn a_secret_of_another_file() {
    let secret =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {a: kq83zlw0pxv5tm29}\n";
    let other = pod(
        "    workingDir: /data/kq83zlw0pxv5tm29\n    env: [{name: A, value: kq83zlw0pxv5tm29}]\n",
    )
    .replace("image: app:1", "image: app/kq83zlw0pxv5tm29:latest");
    let said = silent(&[("secret.yaml", secret), ("pod.yaml", &other)]);
    assert!(said.contains("app/********:latest"), "{said}");
}

#[test]
fn a_secret_that_is_a_key() {
    let text =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {kq83zlw0pxv5tm29: a}\n";
    silent(&[("secret.yaml", text)]);
}

#[test]
fn a_file_that_has_nothing_but_a_secret() {
    let other = pod("    workingDir: /data/kq83zlw0pxv5tm29\n    nope: kq83zlw0pxv5tm29\n");
    for path in ["secrets/db_password.txt", "secrets/api_token", "run/db-password.yaml"] {
        silent(&[(path, "kq83zlw0pxv5tm29\n"), ("pod.yaml", &other)]);
    }
}

#[test]
fn a_reason_that_tells_a_secret() {
    let text = pod("    # asepsis: ignore[host-pid] password: kq83zlw0pxv5tm29\n    tty: true\n");
    silent(&[("pod.yaml", &text)]);
}

#[test]
fn a_fault_of_a_policy() {
    let checks: Vec<asepsis::AnyCheck> = asepsis::AnyCheck::built_in().collect();
    for policy in [
        "password: *kq83zlw0pxv5tm29\n",
        "severities: {token=kq83zlw0pxv5tm29: high}\n",
        "fail-on: https://app:kq83zlw0pxv5tm29@example.com\n",
        "frameworks: [\"password: kq83zlw0pxv5tm29\"]\n",
        // Known from a manifest that is not read yet.
        "kq83zlw0pxv5tm29: 1\n",
        "select: [kq83zlw0pxv5tm29]\n",
        "frameworks: [\"was kq83zlw0pxv5tm29\"]\n",
    ] {
        let faults = asepsis::policy::read("asepsis.yaml", policy, &checks).unwrap_err();
        let said = format!("{faults:?}{}", serde_json::to_string(&faults).unwrap());
        assert!(!said.contains(SECRET), "{said}");
    }
}

#[test]
fn a_word_of_the_platform_is_shown_elsewhere() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: harbor, db-password: harbor-core}\n";
    let other = pod("    tty: true\n").replace("image: app:1", "image: harbor/harbor-core:latest");
    let other = other.replace("name: app", "name: harbor-core");
    let inputs = [Input::text("secret.yaml", secret), Input::text("pod.yaml", other)];
    let report = Checker::default().check(inputs);
    let said = spoken(&report, ["secret.yaml", "pod.yaml"].into_iter());
    assert!(said.contains("image `harbor/harbor-core:latest`"), "{said}");
    assert!(said.contains("container `harbor-core`"), "{said}");
    assert!(said.contains("password: ********"), "{said}");
    assert!(!said.contains("password: harbor"), "{said}");
}

#[test]
fn words_of_the_platform_and_of_people_are_shown() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {a: runAsNonRoot, b: /etc/passwd}\n";
    let other = pod(
        "    nope: 1 # secret: see vault\n    /etc/passwd: 1\n    securityContext: {runAsNonRoot: false} # token: ask the platform team\n",
    );
    let inputs = [Input::text("secret.yaml", secret), Input::text("pod.yaml", other)];
    let said = spoken(&Checker::default().check(inputs), ["pod.yaml"].into_iter());
    for shown in [
        "sets `runAsNonRoot: false`",
        "runAsNonRoot: false",
        "/~1etc~1passwd",
        "# secret: see vault",
        "# token: ask the platform team",
    ] {
        assert!(said.contains(shown), "{shown}: {said}");
    }
}

#[test]
fn the_mark_of_a_finding_is_under_the_mask() {
    let compose = "services: {a: {image: 'x:latest', privileged: true, nope: 1, environment: {passphrase: \"kq83zlw0pxv5tm29\"}}}\n";
    let said = silent(&[("docker-compose.yml", compose)]);
    let mut lines = said.lines().skip_while(|line| !line.contains("passphrase: ****"));
    let masked = said.lines().zip(said.lines().skip(1)).find(|(line, mark)| {
        let at = line.find("********");
        at.is_some() && mark.find("^^^^^^^^") == at
    });
    assert!(masked.is_some(), "{:?}", lines.next());
}

#[test]
fn json_moves_no_cursor() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: \"a\\x7f\\x9b2J\\u202e\\U000E0041b\"}\nspec: {hostPID: true}\n";
    let report = Checker::default().check([Input::text("a.yaml", text)]);
    for json in [report.to_json(), report.to_sarif()] {
        assert!(json.chars().all(|letter| letter.is_ascii()
            || letter.is_alphanumeric()
            || "’“”–…".contains(letter)));
        assert!(!json.contains('\u{7f}'));
    }
    let json = report.to_json();
    assert!(json.contains("a\\u007f\\u009b2J\\u202e\\udb40\\udc41b"), "{json}");
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(read.to_string().contains("a\u{7f}\u{9b}2J\u{202e}\u{E0041}b"));
}

#[test]
fn what_only_the_text_around_it_gives_away() {
    let of_secret = |rest: &str| {
        format!("apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\nnope: 1\n{rest}\n")
    };
    let of_pod = |rest: &str| ("pod.yaml", pod(&format!("    {rest}\n")));
    let compose = |rest: &str| {
        ("compose.yaml", format!("services: {{app: {{image: 'app:1', nope: 1}}}}\n{rest}\n"))
    };
    for (path, text) in [
        ("a.yaml", of_secret("stringData: {a: !kq83zlw0pxv5tm29 x}")),
        ("a.yaml", of_secret("stringData: {a: x} # kq83zlw0pxv5tm29")),
        ("a.yaml", of_secret("kind: ConfigMap\nstringData: {a: kq83zlw0pxv5tm29}")),
        of_pod("env: [{name: DB_PASSWORD, value: {kq83zlw0pxv5tm29}}]"),
        of_pod("env: [{name: DB_PASSWORD, valeu: kq83zlw0pxv5tm29}]"),
        of_pod("env: [{name: DB_PASSWORD, value: ,kq83zlw0pxv5tm29}]"),
        of_pod("nope: &v kq83zlw0pxv5tm29\n    env: [{name: DB_PASSWORD, value: *v}]"),
        of_pod("nope: &v {value: kq83zlw0pxv5tm29}\n    env: [{name: DB_PASSWORD, <<: *v}]"),
        of_pod("nope: 'run --password kq83zlw0pxv5tm29'"),
        of_pod("nope: 'curl -u admin:kq83zlw0pxv5tm29 http://app'"),
        of_pod("nope: 'curl --user=admin:kq83zlw0pxv5tm29 http://app'"),
        of_pod("nope: 'https://kq83zlw0pxv5tm29@git.example.com/x'"),
        of_pod("nope: 'https://example.com/c?sv=1&sig=kq83zlw0pxv5tm29'"),
        of_pod("db_password:kq83zlw0pxv5tm29: 1"),
        of_pod("'https://app:kq83zlw0pxv5tm29@example.com': 1"),
        ("compose.yaml", "services: {app: {image: 'app:kq83zlw0pxv5tm29@host/x'}}\n".to_owned()),
        (
            "compose.yaml",
            "services: {app: {image: 'app:${API_TOKEN:-kq83zlw0pxv5tm29}'}}\n".to_owned(),
        ),
        compose("secrets: {a: {content: kq83zlw0pxv5tm29}}"),
        compose("secrets: {a: {content: \"kq83zlw0pxv5tm29\\n\"}}"),
        ("a.yaml", of_secret("stringData: {a: {kq83zlw0pxv5tm29}}")),
        ("a.yaml", of_secret("metadata: {name: a, namespace: [kq83zlw0pxv5tm29]}")),
        ("a.yaml", of_secret("type: {a: kq83zlw0pxv5tm29}")),
        of_pod("env: [{name: DB_PASSWORD, valeu: 'kq83zlw0\"pxv5tm29'}]"),
        of_pod("env: [{name: DB_PASSWORD, valeu: \"kq83zlw0\\\"pxv5tm29\"}]"),
        of_pod(
            "env: [{name: DB_PASSWORD, value: ghp_kq83zlw0pxv5tm29kq83zlw0pxv5\n      kq83zlw0pxv5tm29}]",
        ),
        of_pod("nope: 1 # was sk_live_kq83zlw0pxv5tm29kq83zlw0"),
        of_pod("nope: 1 # Authorization: Bearer kq83zlw0pxv5tm29"),
        of_pod("nope: 'http://example.com/sk_live_kq83zlw0pxv5tm29kq83zlw0/x'"),
        of_pod(
            "args: [sh, -c, 'kubectl create secret generic a --from-literal=b=kq83zlw0pxv5tm29']\n    nope: 1",
        ),
        of_pod(
            "args: [kubectl, create, secret, generic, a, --from-literal, b=kq83zlw0pxv5tm29]\n    nope: 1",
        ),
        of_pod("nope: !sk_live_kq83zlw0pxv5tm29kq83zlw0 x"),
        (".env", "DB_PASSWORD=\"changed-1\"kq83zlw0pxv5tm29\n".to_owned()),
    ] {
        silent(&[(path, &text)]);
    }
    let variable = "services: {app: {image: 'app:${OTHER}'}}\nsecrets: {a: {environment: OTHER}}\n";
    silent(&[("compose.yaml", variable), (".env", "OTHER=kq83zlw0pxv5tm29\n")]);
    let login = r#"{"auths":{"example.com":{"password":"kq83zlw0pxv5tm29"}}}"#;
    let login = of_secret(&format!("stringData: {{.dockerconfigjson: '{login}'}}"));
    let other = pod("").replace("image: app:1", "image: app:kq83zlw0pxv5tm29");
    silent(&[("a.yaml", &login), ("pod.yaml", &other)]);
}

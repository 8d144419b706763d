//! The output of the command, on either stream and in any format, contains no secret.

use super::run::Platform;

/// Secrets made up for this test, of which no part may be in the output.
const PLANTED: [&str; 4] = [
    "kq83zlw0pxv5tm29",
    "*Xw7Rb2Nq9Tz4Lm6Kd3V",
    "sk_live_7Hq2Wn9Zx4Kc6Tb8Rm3Pv5Lj",
    "wvqkzhxjbnfgtmpcdrlq",
];

const FORMATS: [&str; 4] = ["text", "json", "sarif", "markdown"];

/// Runs the command in every format, and looks for the secret and its halves.
fn assert_masked(platform: &Platform, arguments: &[&str], secret: &str) {
    let middle = secret.len() / 2;
    for format in FORMATS {
        let mut all = vec!["check", "--format", format];
        all.extend(arguments);
        if format == "text" {
            all.push("--all");
        }
        let run = platform.run(&all);
        assert_ne!(run.exit, 4, "{arguments:?}: {}", run.stderr);
        for (stream, text) in [("output", run.text()), ("error", run.stderr)] {
            for piece in [secret, &secret[..middle], &secret[middle..]] {
                let line = text.lines().find(|line| line.contains(piece));
                assert!(line.is_none(), "{arguments:?} {format} {stream}: {}", line.unwrap());
            }
        }
    }
}

fn pod(rest: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: probe}}\nspec:\n  hostPID: true\n  containers:\n  - name: app\n    image: app:latest\n{rest}"
    )
}

#[test]
fn values_in_files() {
    for secret in PLANTED {
        let quoted = format!("'{secret}'");
        let platform = Platform::new()
            .file("pod.yaml", pod(&format!("    env: [{{name: DB_PASSWORD, value: {quoted}}}]\n")))
            .file("raw.yaml", pod(&format!("    env: [{{name: DB_PASSWORD, value: {secret}}}]\n")))
            .file("comment.yaml", pod(&format!("    tty: true # password: {secret}\n")))
            .file("broken.yaml", format!("kind: Secret\nstringData:\n  a: {quoted}\n\tb: {{\n"))
            .file("again.yaml", pod(&format!("    {quoted}: 1\n    workingDir: '/x/{secret}'\n")))
            .file("compose/.env", format!("DB_PASSWORD={quoted}\n={quoted}\n"))
            .file(
                "compose/compose.yaml",
                "include: ['${DB_PASSWORD}/x.yaml']\nservices:\n  app:\n    image: 'app:${DB_PASSWORD}'\n    env_file: ['${DB_PASSWORD}.env']\n",
            )
            .file("chart/values.yaml", format!("auth: {{password: {quoted}}}\nnope: {quoted}\n"))
            .file("main.tf", format!("provider \"vault\" {{\n  token = \"{secret}\"\n}}\n"))
            .file("nginx.conf", format!("server {{ set $api_token \"{secret}\"; \n"));
        assert_masked(&platform, &["."], secret);
    }
}

#[test]
fn files_that_contain_only_a_value() {
    let secret = PLANTED[0];
    for path in ["secrets/db_password.txt", "secrets/api_token"] {
        let platform = Platform::new()
            .file(path, format!("{secret}\n"))
            .file("pod.yaml", pod(&format!("    workingDir: '/x/{secret}'\n")));
        assert_masked(&platform, &[".", path], secret);
    }
}

#[test]
fn policy_files() {
    for secret in PLANTED {
        let known = format!(
            "kind: Secret\napiVersion: v1\nmetadata: {{name: a}}\nstringData: {{a: '{secret}'}}\n"
        );
        for policy in [
            format!("'{secret}': 1\n"),
            format!("password: {secret}\n"),
            format!("select: ['{secret}']\n"),
            format!("frameworks: ['{secret}']\n"),
            format!("severities: {{'{secret}': high}}\n"),
            format!("exclude: ['https://app:{secret}@example.com/[']\n"),
            format!("parameters: {{token: '{secret}'}}\n"),
            format!(
                "suppressions: [{{check: host-pid-shared, reason: 'was {secret}', owner: team}}]\n"
            ),
            format!("suppressions: [{{check: '{secret}', reason: a, owner: team}}]\n"),
            format!("suppressions: [{{check: a, reason: a, token: '{secret}'}}]\n"),
            format!("\"a\tb\": {secret}\n"),
            format!("select: [\n  '{secret}'\n"),
        ] {
            let platform = Platform::new()
                .file("pod.yaml", pod(""))
                .file("secret.yaml", &known)
                .file("asepsis.yaml", &policy);
            assert_masked(&platform, &["."], secret);
        }
    }
}

#[test]
fn errors_of_arguments() {
    let platform = Platform::new().file("pod.yaml", pod(""));
    let login = format!("https://app:{}@example.com", PLANTED[0]);
    let pattern = format!("{login}/[");
    let token = PLANTED[2];
    for arguments in [
        &[login.as_str()][..],
        &[".", "--exclude", &pattern],
        &[".", "--config", &login],
        &[".", "--output", &login],
        &[".", "--fail-on", &login],
        &[".", "--select", &login],
    ] {
        assert_masked(&platform, arguments, PLANTED[0]);
    }
    for option in ["--select", "--framework", "--fail-on", "--kubernetes", "--evidence"] {
        assert_masked(&platform, &[".", option, token], &token[8..]);
    }
    assert_masked(&platform, &[token], &token[8..]);
}

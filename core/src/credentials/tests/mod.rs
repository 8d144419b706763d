#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod command;
mod connections;
mod edges;
mod rows;

use super::*;
use rows::{PEM, ROWS};

/// What a row of the table expects.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Is {
    /// Not a credential, or an empty one.
    Innocent,
    Reference,
    Path,
    Redacted,
    Placeholder,
    Weak,
    Known(&'static str),
    /// A literal, high or medium confidence.
    Literal,
    /// Exposed, but as likely the name of something.
    Doubtful,
}

fn seen(verdict: &Verdict) -> Is {
    match verdict.class {
        Class::NotCredential | Class::Empty => Is::Innocent,
        Class::Reference => Is::Reference,
        Class::Path => Is::Path,
        Class::Redacted => Is::Redacted,
        Class::Placeholder => Is::Placeholder,
        Class::Weak | Class::Literal if verdict.confidence == Confidence::Low => Is::Doubtful,
        Class::Weak => Is::Weak,
        Class::KnownFormat(name) => Is::Known(name),
        Class::Literal => Is::Literal,
    }
}

#[test]
fn at_least_half_of_the_table_is_innocent() {
    let innocent = |is: &Is| matches!(is, Is::Innocent | Is::Reference | Is::Path | Is::Redacted);
    let count = ROWS.iter().filter(|(_, _, is, _)| innocent(is)).count();
    assert!(ROWS.len() >= 300 && count * 2 >= ROWS.len(), "{count} of {}", ROWS.len());
    assert!(ROWS.iter().all(|(_, _, _, why)| !why.is_empty()));
}

#[test]
fn the_table_is_right() {
    let wrong: Vec<String> = ROWS
        .iter()
        .map(|(key, value, expected, why)| (key, value, expected, why, classify(key, value)))
        .filter(|(_, _, expected, _, verdict)| seen(verdict) != **expected)
        .map(|(key, value, expected, why, verdict)| {
            format!("{key} = {value:?} ({why}): expected {expected:?}, found {verdict:?}")
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), ROWS.len(), wrong.join("\n"));
}

#[test]
fn only_the_secret_part_is_masked() {
    let rows = [
        ("DATABASE_URL", "postgres://ojala:Ojala@9!x@db:5432/app", Some("Ojala@9!x")),
        ("conn", "Server=db;User Id=sa;Password=Ojala@9!x;Encrypt=false", Some("Ojala@9!x")),
        ("note", "see https://a.example, then https://app:Ojala9x@b.example", Some("Ojala9x")),
        ("basicAuth", "ward:Ojala9x", Some("Ojala9x")),
        ("basicAuth", "ward/Ojala9x", None),
        ("password", "  Ojala@9!x ", Some("Ojala@9!x")),
        ("password", "${A:-${B:-Ojala@9!x}}", Some("Ojala@9!x")),
        ("password", "{{ .Values.p | default \"Ojala@9!x\" }}", Some("Ojala@9!x")),
        ("note", "run with AKIAQYLPMN5HXYZ2ABCD now", Some("AKIAQYLPMN5HXYZ2ABCD")),
        ("tls.key", PEM, Some(PEM.trim())),
        ("Authorization", "Basic YXBwOlRyMHViNGRvcjN4", Some("YXBwOlRyMHViNGRvcjN4")),
        ("password", "${DB_PASSWORD}", None),
        ("secretName", "api-prod-tls", None),
    ];
    for (key, value, expected) in rows {
        let verdict = classify(key, value);
        let secret = verdict.secret.map(|range| value.get(range).unwrap());
        assert_eq!(secret, expected, "{key}");
        assert_eq!(verdict.default_of_reference, value.contains(":-") || value.contains("default"));
    }
}

#[test]
fn a_user_with_a_password_is_a_login_by_its_key_or_by_its_text() {
    let of = |key, value| seen(&classify(key, value));
    assert_eq!(of("basicAuth", "ward:${WARD_PASSWORD}"), Is::Reference);
    assert_eq!(of("basicAuth", "ward:changeme"), Is::Placeholder);
    assert_eq!(of("basicAuth", "ward:Ojala9x!q"), Is::Literal);
    assert_eq!(of("auth", "ward:patients"), Is::Innocent);
    assert_eq!(of("auth", "ldap/simple"), Is::Innocent);
}

#[test]
fn every_secret_of_a_long_text_is_masked() {
    let text = "a: postgres://app:Tr0ub4dor3x@db/app\nb: redis://:An0ther3x@cache\nc: hvs.CAESIJlU9JMYEhOPYv4igdhm9\n";
    let secrets: Vec<_> =
        secret_ranges("app.conf", text).into_iter().map(|range| text.get(range).unwrap()).collect();
    assert_eq!(secrets, ["Tr0ub4dor3x", "An0ther3x", "hvs.CAESIJlU9JMYEhOPYv4igdhm9"]);
    let whole = "${A:-x}postgres://app:Tr0ub4dor3x@db/app";
    assert_eq!(secret_ranges("password", "Tr0ub4dor&3x"), vec![0..12]);
    assert_eq!(secret_ranges("DB", whole).len(), 1);
}

#[test]
fn the_most_specific_part_decides() {
    let verdict = classify("DB", "postgres://a:${PW}@one/d,postgres://a:Tr0ub4dor3x@two/d");
    assert_eq!(verdict.class, Class::Literal);
    let verdict =
        classify("git", "https://bot: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@github.com/o/r");
    assert_eq!(verdict.class, Class::KnownFormat("GitHub token"));
}

#[test]
fn keys_are_read_by_their_last_words() {
    let secret = ["JWT_SECRET2", "ConnectionStrings__Default", "passwords", "apiKeys", "secret_id"];
    let other = ["", "-", "key", "id", "secretName", "PUBLIC_TOKEN", "apiKeyId", "tokens.count"];
    for key in secret {
        assert!(is_secret_key(key), "{key}");
    }
    for key in other {
        assert!(!is_secret_key(key), "{key}");
    }
}

#[test]
fn odd_texts_do_not_panic_and_come_to_an_end() {
    let pieces = [
        "${",
        "{{",
        "$(",
        "=",
        "password=",
        "://",
        "a://b:",
        "@",
        "@tcp(",
        "-----BEGIN PRIVATE KEY-----",
        "LS0tLS1CRUdJTi",
        "eyJ",
        "eyJ.",
        "ghp_",
        "s.",
        "ä",
        "\u{80}",
        "Bearer ",
        ";",
        "host=",
        "\n",
        "\"",
        "x",
        "a://b:c@",
        "?password=a&",
        "${A:-",
        "{{ default \"",
    ];
    for piece in pieces {
        let text = piece.repeat(20_000 / piece.len());
        for key in ["password", "note", piece] {
            let verdict = classify(key, &text);
            assert!(verdict.secret.is_none_or(|range| text.get(range).is_some()));
        }
        for other in pieces {
            let text = format!("{other}{piece}{other}ü{piece}");
            for key in ["password", "", &text] {
                for range in secret_ranges(key, &text) {
                    assert!(text.get(range).is_some());
                }
            }
        }
    }
}

//! Where a rule begins and where it ends: the last text that is meant, and the first that is not.

use super::{Is, seen};
use crate::credentials::{
    Confidence, assigned_in_lines, classify, is_drawn, is_ordinary, transport,
};

/// A made-up text of letters of both cases and digits.
fn drawn(length: usize) -> String {
    "aZ3kQ9xW7mB5tR1yL8".chars().cycle().take(length).collect()
}

fn rows(rows: &[(String, Is)]) {
    for (text, expected) in rows {
        assert_eq!(seen(&classify("note", text)), *expected, "{text}");
    }
}

#[test]
fn a_token_of_telegram_is_a_number_and_a_part_of_one_length() {
    let known = Is::Known("Telegram bot token");
    let token = |digits: usize, mark: &str, length: usize| {
        let number: String = "1234567890123".chars().take(digits).collect();
        format!("{number}:{mark}{}", drawn(length - 2))
    };
    rows(&[
        (token(8, "AA", 35), known),
        (token(10, "AA", 35), known),
        (token(7, "AA", 35), Is::Innocent),
        (token(11, "AA", 35), Is::Innocent),
        (token(13, "AA", 35), Is::Innocent),
        (token(9, "AA", 34), Is::Innocent),
        (token(9, "AA", 36), Is::Innocent),
        (token(9, "AB", 35), Is::Innocent),
        (format!("bot {} and", token(9, "AA", 35)), known),
    ]);
}

#[test]
fn a_secret_of_entra_has_its_mark_behind_three_characters_and_a_digit() {
    let known = Is::Known("Microsoft Entra ID client secret");
    let secret = |head: &str, length: usize| format!("{head}Q~{}", drawn(length));
    rows(&[
        (secret("aB38", 31), known),
        (secret("a~.8", 34), known),
        (secret("aB38", 30), Is::Innocent),
        (secret("aB38", 35), Is::Innocent),
        (secret("aB3b", 31), Is::Innocent),
        (secret("aB!8", 31), Is::Innocent),
        (secret("xaB38", 31), Is::Innocent),
        (secret("(aB38", 31), known),
        (secret("B38", 31), Is::Innocent),
    ]);
}

#[test]
fn a_key_of_openai_has_its_mark_in_the_middle() {
    let known = Is::Known("OpenAI API key");
    let key = |before: usize, after: usize| format!("sk-{}T3BlbkFJ{}", drawn(before), drawn(after));
    rows(&[
        (key(20, 20), known),
        (key(19, 21), Is::Innocent),
        (format!("sk-{}", drawn(48)), Is::Innocent),
        (key(20, 21), Is::Innocent),
    ]);
}

#[test]
fn a_web_token_is_signed_and_of_three_parts() {
    const HEAD: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ3YXJkIn0";
    let known = Is::Known("JSON Web Token");
    rows(&[
        (format!("{HEAD}.{}", drawn(16)), known),
        (format!("{HEAD}.{}", drawn(15)), Is::Innocent),
        (format!("{HEAD}.{}.{}", drawn(16), drawn(16)), Is::Innocent),
        // `{"typ":"JWT"}` says not how it is signed.
        (format!("eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ3YXJkIn0.{}", drawn(16)), Is::Innocent),
    ]);
}

#[test]
fn how_sure_a_credential_is_hangs_on_what_else_it_may_be() {
    let hash = format!("$2b$12${}", drawn(53));
    let doubtful = format!("AIza{}", drawn(35));
    let rows: &[(&str, &str, Confidence)] = &[
        ("password", "Ojala9xKq7v", Confidence::High),
        ("password", "Ojala9xKq7v-and-a-long-tail", Confidence::High),
        ("password", &hash, Confidence::Medium),
        ("wardKey", "aZ3kQ9xW7mB5tR1yL8aZ3kQ9", Confidence::Medium),
        ("password", "1234abcd-12ab-34cd-56ef-1234567890ab", Confidence::Medium),
        ("password", "see the note on the door", Confidence::Low),
        ("password", "THE_OTHER_ONE", Confidence::Low),
        ("note", &doubtful, Confidence::Medium),
        ("token", "Ojala9x", Confidence::Medium),
        ("password", "Ojala9x", Confidence::High),
    ];
    for (key, value, expected) in rows {
        let verdict = classify(key, value);
        assert_eq!(verdict.confidence, *expected, "{key} = {value}: {:?}", verdict.class);
        assert!(verdict.class.is_exposed(), "{key} = {value}: {:?}", verdict.class);
    }
}

#[test]
fn a_login_in_base64_is_judged_by_all_of_its_password() {
    // `app:Ojala9xq` and `app:Ojala9x`: eight characters, and one less.
    assert_eq!(seen(&classify("Authorization", "Basic YXBwOk9qYWxhOXhx")), Is::Literal);
    assert_eq!(seen(&classify("Authorization", "Basic YXBwOk9qYWxhOXg=")), Is::Weak);
}

#[test]
fn words_of_one_piece_are_keys_of_passwords() {
    for key in ["dbpassword", "pgpasswd", "smtppassphrase", "@PASSWD"] {
        assert_eq!(seen(&classify(key, "Ojala9xKq7v")), Is::Literal, "{key}");
    }
    // A word of a language is a value of it, a word of one's own is not.
    assert_eq!(seen(&classify("authKey", "kqzwvmx")), Is::Doubtful);
    assert_eq!(seen(&classify("authKey", "kqzwvmxjtrpl")), Is::Literal);
}

#[test]
fn what_is_read_from_elsewhere_is_a_reference() {
    for value in ["@/run/secrets/token", "@-", "@file:/run/secrets/token", "${{ secrets.TOKEN }}"] {
        assert_eq!(seen(&classify("password", value)), Is::Reference, "{value}");
    }
    assert_eq!(seen(&classify("password", "@Ojala9xKq7v")), Is::Literal);
}

#[test]
fn what_the_makers_show_is_no_credential() {
    for value in [
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
        "AKIAIOSFODNN7EXAMPLE",
    ] {
        for key in ["secretAccessKey", "note"] {
            assert_eq!(seen(&classify(key, value)), Is::Innocent, "{key} {value}");
        }
    }
}

#[test]
fn each_line_assigns_one_value() {
    let text = "a=b\n c : \"d\",\n=x\nz\nempty=\n\"k\": 'v'\n";
    let found = assigned_in_lines(text);
    let found: Vec<(&str, &str)> =
        found.into_iter().map(|(name, range)| (name, text.get(range).unwrap())).collect();
    assert_eq!(found, [("a", "b"), ("c", "d"), ("k", "v")]);
}

#[test]
fn a_short_word_is_ordinary() {
    assert!(is_ordinary("kqzwvmxjtrpl") && !is_ordinary("kqzwvmxjtrplz"));
    assert!(!is_ordinary("kqzw1") && is_ordinary("Password1"));
    // However much is appended: the first guess has it too.
    assert!(is_ordinary("password1111111111111111111111111111111111111"));
    assert!(!is_ordinary(&"kq".repeat(40)));
}

#[test]
fn signs_between_words_draw_nothing() {
    assert!(!is_drawn("ABC-DEF-GHI-JKL-MNO") && !is_drawn("abc_def_ghi_jkl_mno"));
    assert!(is_drawn(&drawn(16)) && is_drawn(&drawn(8)) && !is_drawn(&drawn(7)));
}

#[test]
fn what_is_encrypted_says_so() {
    #[rustfmt::skip]
    let rows = [
        ("PGSSLMODE", "verify-full", true),
        ("PGSSLMODE", "require", true),
        ("PGSSLMODE", "prefer", false),
        ("MODE", "require", false),
        ("MODE", "verify-full", false),
        ("NODE_TLS_REJECT_UNAUTHORIZED", "1", true),
        ("NODE_TLS_REJECT_UNAUTHORIZED", "0", false),
        ("NODE_TLS_REJECT_UNAUTHORIZED", "", false),
        ("NODE_TLS_REJECT_UNAUTHORIZED", "${CHECK}", false),
        ("API", "https://api.example", true),
        ("API", "api.example", false),
        ("API", "http://api.example/?next=https://api.example", false),
        ("DB", "host=db sslmode=verify-full", true),
        ("DB", "host=db sslmode=disable", false),
    ];
    for (key, value, expected) in rows {
        assert_eq!(transport::is_encrypted(key, value), expected, "{key}={value}");
    }
}

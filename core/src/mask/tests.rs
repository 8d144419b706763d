//! What is masked in texts that were not read.

use super::lines;

fn masked(text: &str) -> String {
    super::replaced(text, lines::secrets(text)).unwrap_or_else(|| text.to_owned())
}

#[test]
fn a_broken_text_shows_no_value_under_the_key_of_a_secret() {
    for (text, shown) in [
        ("password: *Kq83zLw0pXv5", "password: ********"),
        (
            "- name: DB_PASSWORD\n  value: Kq83zLw0pXv5\n",
            "- name: DB_PASSWORD\n  value: ********\n",
        ),
        (
            "password: |\n  Kq83zLw0pXv5\n  x\nport: 1\n",
            "password: |\n  ********\n  ********\nport: 1\n",
        ),
        ("{\"password\": \"Kq83zLw0pXv5", "{\"password\": ********"),
        (
            "kind: Secret\ndata:\n  a: b3ZlcnJpZGU=\n\tx\n",
            "kind: Secret\ndata:\n  a: ********\n\t********\n",
        ),
        ("ENV DB_PASSWORD Kq83zLw0pXv5", "ENV DB_PASSWORD ********"),
        ("args: [\"--password=Kq83zLw0pXv5\"", "args: [\"--password=********"),
        ("  - --password\n  - Kq83zLw0pXv5\n", "  - --password\n  - ********\n"),
        ("url: postgres://app:Kq83zLw0pXv5@db/x", "url: postgres://app:********@db/x"),
        (
            "run: kubectl create secret generic a --from-literal=b=Kq83zLw0pXv5",
            "run: kubectl create secret generic a --from-literal=b=********",
        ),
        (
            r#"a: "{\"kind\":\"Secret\",\"stringData\":{\"a\":\"Kq83zLw0pXv5-\"}}""#,
            r#"a: "{\"kind\":\"Secret\",\"stringData\":{\"a\":\********"#,
        ),
        ("image: nginx:1.27\n\treplicas: 3\n", "image: nginx:1.27\n\treplicas: 3\n"),
        ("passwordSecretName: db-login", "passwordSecretName: db-login"),
    ] {
        assert_eq!(masked(text), shown);
    }
}

#[test]
fn a_token_in_the_place_of_a_user_is_no_name() {
    let masked = |text: &str| super::replaced(text, super::carried::carried(text));
    let token = masked("https://zaddstfezhggafiaufac@git.example.org/x");
    assert!(token.is_some_and(|text| text.contains(super::MASK) && !text.contains("zadd")));
    assert_eq!(masked("https://deployment-automation-user@git.example.org/x"), None);
}

#[test]
fn comments_are_read_as_lines() {
    let comments = |text: &str| super::replaced(text, lines::of_comments(text));
    for (text, shown) in [
        ("a: 1 # password: Kq83zLw0pXv5\n", "a: 1 # password: ********\n"),
        (
            "# - name: DB_PASSWORD\n#   value: Kq83zLw0pXv5\n",
            "# - name: DB_PASSWORD\n#   value: ********\n",
        ),
        ("// old: postgres://app:Kq83zLw0pXv5@db/\n", "// old: postgres://app:********@db/\n"),
        ("#DB_PASSWORD=Kq83zLw0pXv5\n", "#DB_PASSWORD=********\n"),
    ] {
        assert_eq!(comments(text).as_deref(), Some(shown));
    }
    for text in ["a: 1 # the password is set by Vault\n", "# token of the service, see the notes\n"]
    {
        assert_eq!(comments(text), None);
    }
}

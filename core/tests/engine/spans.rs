//! The place of a credential is the credential: in every kind of file, every shape of scalar and every
//! form of value the text at the place is the secret, as it is written there.

use asepsis::report::TextOptions;
use asepsis::{Checker, Input};

/// Secrets without and with signs that quotes have to escape.
const SECRETS: [&str; 2] = ["nW4xq8ZtR2m", "nW4\"xq8'Zt\\R2ä"];

/// How a text is written as a scalar, with the indentation of the lines below it.
struct Style {
    name: &'static str,
    open: &'static str,
    close: &'static str,
    /// How a letter is written.
    letter: fn(char) -> String,
}

fn same(letter: char) -> String {
    letter.to_string()
}

fn doubled(letter: char) -> String {
    if letter == '\'' { "''".to_owned() } else { same(letter) }
}

fn escaped(letter: char) -> String {
    match letter {
        '"' | '\\' => format!("\\{letter}"),
        _ => same(letter),
    }
}

fn numbered(letter: char) -> String {
    if letter.is_ascii_alphanumeric() {
        same(letter)
    } else {
        format!("\\u{:04x}", u32::from(letter))
    }
}

const STYLES: [Style; 6] = [
    Style { name: "plain", open: "", close: "", letter: same },
    Style { name: "single", open: "'", close: "'", letter: doubled },
    Style { name: "double", open: "\"", close: "\"", letter: escaped },
    Style { name: "numbered", open: "\"", close: "\"", letter: numbered },
    Style { name: "folded", open: ">-\n            ", close: "", letter: same },
    Style { name: "literal", open: "|-\n            ", close: "", letter: same },
];

impl Style {
    fn write(&self, text: &str) -> String {
        text.chars().map(self.letter).collect()
    }
}

/// Files in YAML with a `@` where a scalar is, and what the scalar begins with.
const FILES: [(&str, &str, &str); 11] = [
    (
        "pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n  - name: app\n    image: app:1\n    env:\n    - name: APP_PASSWORD\n      value: @\n",
        "",
    ),
    (
        "args.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n  - name: app\n    image: app:1\n    args:\n    - @\n    - --verbose\n",
        "--app-password=",
    ),
    (
        "option.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n  - name: app\n    image: app:1\n    args:\n    - --app-password\n    - @\n",
        "",
    ),
    (
        "compose.yaml",
        "services:\n  app:\n    image: app:1\n    environment:\n      APP_PASSWORD: @\n",
        "",
    ),
    (
        "docker-compose.yml",
        "services:\n  app:\n    image: app:1\n    environment:\n      - @\n",
        "APP_PASSWORD=",
    ),
    (
        "compose.prod.yaml",
        "services:\n  app:\n    image: app:1\n    command:\n      - @\n",
        "--app-password=",
    ),
    (
        "compose.build.yaml",
        "services:\n  app:\n    build:\n      context: .\n      args:\n        APP_PASSWORD: @\n",
        "",
    ),
    (
        "map.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\ndata:\n  APP_PASSWORD: @\n",
        "",
    ),
    (
        "annotated.yaml",
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: app\n  annotations:\n    app.example/password: @\n",
        "",
    ),
    ("chart/values.yaml", "app:\n  db:\n    password: @\n", ""),
    (
        "database.yaml",
        "apiVersion: example.org/v1\nkind: Database\nmetadata: {name: app}\nspec:\n  admin:\n    password: @\n",
        "",
    ),
];

/// What a value is with a secret in it.
const FORMS: [&str; 4] = [
    "@",
    "Host=db;Username=app;Password=@",
    "Server=db;User Id=app;Password=@;Encrypt=true",
    "postgres://app:@@db/app",
];

/// What is between the bytes of each finding of a credential.
fn found(path: &str, text: &str) -> Vec<String> {
    let report = Checker::default().check([Input::text(path, text)]);
    assert!(!report.to_text(&TextOptions::default()).contains(SECRETS[0]), "{path}: {text}");
    let findings = report.findings().iter().filter(|finding| {
        finding.class.is_some()
            && !finding.check.starts_with("jwt")
            && !finding.check.contains("manifest")
    });
    findings
        .map(|finding| {
            let location = finding.location.as_ref().unwrap();
            let (start, end) = (location.start.unwrap().byte, location.end.unwrap().byte);
            text[start as usize..end as usize].to_owned()
        })
        .collect()
}

/// Asserts that a text has one credential, at its own place.
fn hold(wrong: &mut Vec<String>, name: &str, path: &str, text: &str, secret: &str) {
    let found = found(path, text);
    if found != [secret] {
        wrong.push(format!("{name} of {path}: {found:?} is not {secret:?}"));
    }
}

#[test]
fn the_place_of_a_secret_in_yaml_is_the_secret() {
    let mut wrong = Vec::new();
    for (path, file, before) in FILES {
        for style in &STYLES {
            for (form, secret) in
                FORMS.iter().flat_map(|form| SECRETS.map(|secret| (*form, secret)))
            {
                // A quote ends a value of a connection string, and a plain scalar has none of its signs.
                let has_signs = secret.contains('"');
                let is_long = form.len() > 1;
                if has_signs && (is_long || style.name == "plain" || before.contains('=')) {
                    continue;
                }
                let (head, tail) = form.split_at(form.find('@').unwrap());
                let written = style.write(secret);
                let value = format!(
                    "{}{}{written}{}{}",
                    style.open,
                    style.write(&format!("{before}{head}")),
                    style.write(&tail[1..]),
                    style.close
                );
                let name = format!("{form} as {}", style.name);
                hold(&mut wrong, &name, path, &file.replace('@', &value), &written);
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_place_of_a_secret_in_lines_is_the_secret() {
    let map = |name: &str, text: &str| {
        let block = text.trim_end().replace('\n', "\n    ");
        format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: app}}\ndata:\n  {name}: |\n    {block}\n"
        )
    };
    let texts = [
        (".env", "A=b\nAPP_PASSWORD=@\n"),
        (".env", "export APP_PASSWORD='@' # comment\n"),
        (".env", "APP_PASSWORD=\"@\"\n"),
        ("app.properties", "a=b\napp.password=@\n"),
        ("app.properties", "app.password = @\n"),
        ("app.properties", "app.password: @\n"),
        ("my.cnf", "[client]\npassword = \"@\"\n"),
        ("app.json", "{\"a\": {\"password\": \"@\"}}\n"),
        ("app.yaml", "a:\n  password: '@'\n"),
        ("app.toml", "[a]\npassword = \"@\"\n"),
        ("app.hcl", "a \"b\" {\n  password = \"@\"\n}\n"),
        ("settings.py", "PASSWORD = '@'\n"),
        ("config.php", "<?php\n'password' => '@',\n"),
        ("web.xml", "<a>\n<password>@</password>\n</a>\n"),
        ("web.config", "<a>\n<add key=\"Password\" value=\"@\" />\n</a>\n"),
        ("init.sql", "CREATE USER app IDENTIFIED BY '@';\n"),
        ("run.sh", "#!/bin/sh\nexport APP_PASSWORD=@\n"),
        ("run.sh", "#!/bin/sh\nmysql -u app -p@ -h db\n"),
        ("run.sh", "#!/bin/sh\nsu app -c \"app --password='@'\"\n"),
        ("nginx.conf", "server {\n  proxy_set_header X-Api-Key \"@\";\n}\n"),
    ];
    let mut wrong = Vec::new();
    let secret = SECRETS[0];
    for (name, text) in texts {
        let values = [secret.to_owned(), format!("postgres://app:{secret}@db/app")];
        let quoted = text.contains("'@'") || text.contains("\"@\"");
        for value in values.iter().take(if quoted || name == ".env" { 2 } else { 1 }) {
            if matches!(name, "nginx.conf" | "init.sql") && value != secret {
                continue;
            }
            let text = text.replace('@', value);
            hold(&mut wrong, value, "map.yaml", &map(name, &text), secret);
            if name.starts_with(".env") {
                hold(&mut wrong, value, name, &text, secret);
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_place_of_a_secret_in_a_shell_is_the_secret() {
    let secret = SECRETS[0];
    let commands = [
        "app --password=@ --verbose",
        "app --password @",
        "app --password='@'",
        "sh -c 'app --password=@'",
        "sh -c 'exec app --password=\"@\" && true'",
        "mysqladmin -uroot -p@ ping",
        "redis-cli -a @ ping",
        "curl -u app:@ https://app.example",
        "sh -c 'PGPASSWORD=@ psql'",
        "java -Dapp.password=@ -jar app.jar",
        "app --connection='Host=db;Username=app;Password=@;Encrypt=true'",
        "app --set a=b,db.password=@,c=d",
    ];
    let mut wrong = Vec::new();
    for command in commands {
        let command = command.replace('@', secret);
        let files = [
            (
                "compose.yaml",
                format!("services:\n  app:\n    image: app:1\n    command: {command}\n"),
            ),
            (
                "compose.yaml",
                format!(
                    "services:\n  app:\n    image: app:1\n    command: >\n      {command}\n      --more\n"
                ),
            ),
            (
                "compose.yaml",
                format!(
                    "services:\n  app:\n    image: app:1\n    healthcheck:\n      test: [\"CMD-SHELL\", \"{}\"]\n",
                    command.replace('"', "\\\"")
                ),
            ),
            (
                "pod.yaml",
                format!(
                    "apiVersion: v1\nkind: Pod\nmetadata: {{name: app}}\nspec:\n  containers:\n  - name: app\n    image: app:1\n    command: [sh, -c]\n    args:\n    - |\n      set -e\n      {command}\n"
                ),
            ),
            (
                "pod.yaml",
                format!(
                    "apiVersion: v1\nkind: Pod\nmetadata: {{name: app}}\nspec:\n  containers:\n  - name: app\n    image: app:1\n    command: [sh, -c]\n    args:\n    - >-\n      set -e &&\n      {command}\n"
                ),
            ),
        ];
        for (path, text) in files {
            hold(&mut wrong, &command, path, &text, secret);
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

//! Files of settings inside of ConfigMaps: read key by key, found at their place inside the block.

use asepsis::{Checker, Input};

const SECRET: &str = "Tr0ub4dor3x";

/// Line, text from there on, and pointer inside of the file, of each finding.
fn places(manifest: &str) -> Vec<(u32, String, String)> {
    let checker = Checker::builder().select("secret-in-config-map").build().unwrap();
    let report = checker.check([Input::text("map.yaml", manifest)]);
    let places = report.findings().iter().map(|finding| {
        assert_eq!(finding.resource.as_ref().unwrap().name.as_deref(), Some("app"));
        let location = finding.location.as_ref().unwrap();
        let start = location.start.unwrap();
        let inner = location.embedded.as_ref().map(|inner| inner.pointer.to_string());
        let end = location.end.unwrap();
        let text = manifest.get(start.byte as usize..end.byte as usize).unwrap();
        (start.line, text.trim_matches('"').to_owned(), inner.unwrap_or_default())
    });
    places.collect()
}

fn map(name: &str, text: &str) -> String {
    let block = text.trim_end().replace('\n', "\n    ");
    format!(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: app}}\ndata:\n  {name}: |\n    {block}\n"
    )
}

#[test]
fn every_language_is_read_key_by_key() {
    let rows = [
        ("app.yaml", "db:\n  host: db\n  password: Tr0ub4dor3x\n", (8, "/db/password")),
        ("app", "db:\n  host: db\n  password: Tr0ub4dor3x\n", (8, "/db/password")),
        ("env.yaml", "env:\n- name: DB_PASSWORD\n  value: Tr0ub4dor3x\n", (8, "/env/0/value")),
        ("list.yaml", "env:\n- A=b\n- DB_PASSWORD=Tr0ub4dor3x\n", (8, "/env/1")),
        ("appsettings.json", "{\n\"Db\": {\"Password\": \"Tr0ub4dor3x\"}}\n", (7, "/Db/Password")),
        (
            "app.properties",
            "# x\nspring.datasource.password=Tr0ub4dor3x\n",
            (7, "/spring.datasource.password"),
        ),
        ("my.cnf", "[client]\nuser=app\npassword = \"Tr0ub4dor3x\"\n", (8, "/client/password")),
        (".env", "A=b\nexport DB_PASSWORD='Tr0ub4dor3x'\n", (7, "/DB_PASSWORD")),
        (
            "vault.hcl",
            "listener \"tcp\" {\n  tls_disable = 1\n}\nseal \"x\" {\n  token = \"Tr0ub4dor3x\"\n}\n",
            (10, "/seal/x/token"),
        ),
        ("app.toml", "[db]\nports = [1, 2]\npassword = \"Tr0ub4dor3x\"\n", (8, "/db/password")),
        ("redis.conf", "port 6379\nrequirepass Tr0ub4dor3x\n", (7, "/requirepass")),
        ("app.conf", "url=x\nquery = postgres://app:Tr0ub4dor3x@db/app\n", (7, "/query")),
        ("init.sh", "#!/bin/sh\nmysql -u app -pTr0ub4dor3x -h db\n", (7, "")),
        (
            "init.sql",
            "CREATE DATABASE app;\nCREATE USER app IDENTIFIED BY 'Tr0ub4dor3x';\n",
            (7, ""),
        ),
    ];
    for (name, text, (line, pointer)) in rows {
        let found = places(&map(name, text));
        assert_eq!(found, [(line, SECRET.to_owned(), pointer.to_owned())], "{name}: {text}");
    }
}

#[test]
fn text_beside_the_keys_and_values_is_checked_too() {
    let token = "hvs.CAESIJlU9JMYEhOPYv4igdhm9PnZDrabYTobQ4Ymnlq1qY";
    let text = format!(
        "server {{\n  listen 80;\n  proxy_set_header X-Vault-Token {token};\n}}\n# {token}\n"
    );
    let pointer = "/server/proxy_set_header X-Vault-Token".to_owned();
    let expected = [(8, token.to_owned(), pointer), (10, token.to_owned(), String::new())];
    assert_eq!(places(&map("nginx.conf", &text)), expected);
}

#[test]
fn what_only_looks_like_a_file_of_settings_is_silent() {
    let rows = [
        (
            "alerts.yaml",
            "groups:\n- name: tokens\n  rules:\n  - alert: TokenExpiresSoon\n    annotations:\n      summary: 'The token {{ $labels.token }} expires'\n",
        ),
        (
            "nginx.conf",
            "server {\n  server_tokens off;\n  proxy_pass http://app;\n  ssl_certificate_key /etc/tls/tls.key;\n}\n",
        ),
        ("README.md", "# Password\n\nThe password is in the vault.\nToken: ask the operators.\n"),
        (
            "app.yaml",
            "secretName: app-tls\nexistingSecret: app-db\npasswordSecretRef:\n  name: app\n  key: password\n",
        ),
        (
            "app.properties",
            "password=${DB_PASSWORD}\ntoken.ttl=24h\npassword.file=/run/secrets/db\n",
        ),
        (
            "rules.toml",
            "[[rules]]\nid = \"generic\"\nregex = '''(?i)(password|secret)\\s*=\\s*['\"]?([0-9a-z]{16,})'''\n",
        ),
    ];
    for (name, text) in rows {
        assert!(places(&map(name, text)).is_empty(), "{name}: {text}");
    }
}

#[test]
fn a_map_in_a_list_and_an_escaped_file_are_read_too() {
    let list = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: app}\n  data:\n    app.yaml: |\n      password: Tr0ub4dor3x\n";
    assert_eq!(places(list), [(9, SECRET.to_owned(), "/password".to_owned())]);
    let escaped = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\ndata:\n  app.yaml: \"a: b\\npassword: Tr0ub4dor3x\\n\"\n";
    assert_eq!(places(escaped), [(5, SECRET.to_owned(), "/password".to_owned())]);
}

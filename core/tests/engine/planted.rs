//! A thousand secrets, planted wherever an input can contain one: no written form shows any of them,
//! plain or in base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;

use asepsis::report::TextOptions;
use asepsis::{Checker, Input};

/// Writes a document that contains a secret. `number` keeps names apart.
type Planter = fn(secret: &str, number: usize) -> String;

/// Where secrets are planted. A new kind of input adds its own line.
const PLANTERS: &[(&str, Planter)] = &[
    ("environment", |secret, number| {
        pod(number, &format!("env: [{{name: DB_PASSWORD, value: '{secret}'}}]"))
    }),
    ("url in environment", |secret, number| {
        // What a URL gives another meaning is written as people write it who do not know that.
        let secret = secret.replace(['/', '?', '#'], "x");
        pod(number, &format!("env: [{{name: DB, value: 'postgres://app:{secret}@db:5432/app'}}]"))
    }),
    ("connection string", |secret, number| {
        let secret = secret.replace(';', "x");
        let value = format!("Server=sql;User Id=sa;Password={secret};Encrypt=false");
        pod(number, &format!("env: [{{name: ConnectionStrings__Default, value: '{value}'}}]"))
    }),
    ("argument with sign", |secret, number| {
        pod(number, &format!("args: [serve, '--db-password={secret}']"))
    }),
    ("separate argument", |secret, number| {
        pod(number, &format!("command: [serve, --token], args: ['{secret}', --verbose]"))
    }),
    ("short option", |secret, number| {
        pod(number, &format!("command: [mysql, -u, app, '-p{secret}', -h, db]"))
    }),
    ("script", |secret, number| {
        pod(number, &format!("command: [sh, -c, 'PGPASSWORD=\"{secret}\" psql -h db; true']"))
    }),
    ("probe", |secret, number| {
        let probe = format!("exec: {{command: [redis-cli, -a, '{secret}', ping]}}");
        pod(number, &format!("livenessProbe: {{{probe}}}"))
    }),
    ("hook", |secret, number| {
        let exec = format!("exec: {{command: [curl, -u, 'admin:{secret}', 'http://app/stop']}}");
        pod(number, &format!("lifecycle: {{preStop: {{{exec}}}}}"))
    }),
    ("annotation", |secret, number| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: p{number}, annotations: \
             {{clinic.example/api-key: '{secret}'}}}}\nspec: {{containers: [{{name: c, \
             securityContext: {{privileged: true}}}}]}}\n"
        )
    }),
    ("applied annotation", |secret, number| {
        let json = format!("{{\"env\":[{{\"name\":\"A_TOKEN\",\"value\":\"{secret}\"}}]}}");
        format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: s{number}, annotations: \
             {{kubectl.kubernetes.io/last-applied-configuration: '{json}'}}}}\nspec: {{}}\n"
        )
    }),
    ("entry", |secret, number| config_map(number, &format!("  SA_PASSWORD: '{secret}'\n"))),
    ("binary entry", |secret, number| {
        let map = config_map(number, "  a: b\n");
        format!("{map}binaryData:\n  password: {}\n", STANDARD.encode(secret))
    }),
    ("YAML file", |secret, number| {
        config_map(number, &format!("  a.yaml: |\n    db:\n      password: '{secret}'\n"))
    }),
    ("JSON file", |secret, number| {
        config_map(number, &format!("  a.json: |\n    {{\"Jwt\": {{\"Key\": \"{secret}\"}}}}\n"))
    }),
    ("JSON in one line", |secret, number| {
        config_map(number, &format!("  a.json: '{{\"db\": {{\"password\": \"{secret}\"}}}}'\n"))
    }),
    ("HCL file", |secret, number| {
        config_map(
            number,
            &format!("  a.hcl: |\n    seal \"x\" {{\n      token = \"{secret}\"\n    }}\n"),
        )
    }),
    ("properties file", |secret, number| {
        let text = format!("    url=jdbc:x\n    spring.datasource.password={secret}\n");
        config_map(number, &format!("  a.properties: |\n{text}"))
    }),
    ("INI file", |secret, number| {
        config_map(number, &format!("  a.ini: |\n    [db]\n    password = \"{secret}\"\n"))
    }),
    ("file in double quotes", |secret, number| {
        config_map(number, &format!("  a.yaml: \"db:\\n  password: '{secret}'\\n\"\n"))
    }),
    ("script file", |secret, number| {
        let text = format!("    #!/bin/sh\n    mysql -u app -p'{secret}' -h db\n");
        config_map(number, &format!("  init.sh: |\n{text}"))
    }),
    ("Secret as text", |secret, number| {
        secret_object(number, &format!("stringData: {{a: '{secret}'}}"))
    }),
    ("Secret in base64", |secret, number| {
        secret_object(number, &format!("data: {{a: {}}}", STANDARD.encode(secret)))
    }),
    ("Secret's file", |secret, number| {
        secret_object(number, &format!("stringData:\n  a.yaml: |\n    password: '{secret}'\n"))
    }),
    ("Secret in a list", |secret, number| {
        format!(
            "apiVersion: v1\nkind: List\nitems:\n- {{apiVersion: v1, kind: Secret, metadata: \
             {{name: l{number}}}, stringData: {{a: '{secret}'}}}}\n"
        )
    }),
];

/// Where a secret can be in a file that is not a manifest: the file's name, and its text.
const FILES: &[(&str, Planter)] = &[
    ("compose.yaml", |secret, number| {
        service(number, &format!("environment: ['DB_PASSWORD={secret}']"))
    }),
    ("a/compose.yaml", |secret, number| {
        service(number, &format!("environment: {{DB_PASSWORD: '{secret}'}}"))
    }),
    ("b/compose.yaml", |secret, number| {
        service(number, &format!("environment: {{DB_PASSWORD: '${{DB_PASSWORD:-{secret}}}'}}"))
    }),
    ("c/compose.yaml", |secret, number| {
        service(number, &format!("command: [serve, '--token={secret}']"))
    }),
    ("d/compose.yaml", |secret, number| {
        service(number, &format!("labels: ['clinic.example/api-key={secret}']"))
    }),
    ("e/compose.yaml", |secret, number| {
        service(number, &format!("build: {{context: ., args: ['NPM_TOKEN={secret}']}}"))
    }),
    ("f/compose.yaml", |secret, number| {
        let config = format!("configs:\n  c:\n    content: |\n      db_password = {secret}\n");
        service(number, "image: registry.example/a:1") + &config
    }),
    ("g/compose.yaml", |secret, number| {
        service(number, &format!("healthcheck: {{test: [CMD, redis-cli, -a, '{secret}', ping]}}"))
    }),
    ("values.yaml", |secret, _| format!("auth:\n  password: '{secret}'\n")),
    ("h/values-prod.yaml", |secret, _| {
        format!("env:\n- {{name: API_TOKEN, value: '{secret}'}}\n- 'SA_PASSWORD={secret}'\n")
    }),
    ("i/values.yaml", |secret, _| format!("config: |-\n  database:\n    password: '{secret}'\n")),
    (".env", |secret, _| format!("export DB_PASSWORD='{secret}'\n")),
    ("j/.env.production", |secret, _| {
        let secret = secret.replace(['/', '?', '#'], "x");
        format!("# old: postgres://app:{secret}@db/app\nDB=postgres://app:{secret}@db:5432/app\n")
    }),
];

fn service(number: usize, attribute: &str) -> String {
    format!("services:\n  s{number}:\n    privileged: true\n    {attribute}\n")
}

fn pod(number: usize, container: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: p{number}}}\nspec:\n  containers:\n  - {{name: \
         c, securityContext: {{privileged: true}}, {container}}}\n"
    )
}

fn config_map(number: usize, data: &str) -> String {
    format!("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: m{number}}}\ndata:\n{data}")
}

fn secret_object(number: usize, data: &str) -> String {
    format!("apiVersion: v1\nkind: Secret\nmetadata: {{name: s{number}}}\n{data}\n")
}

/// A secret of one of several shapes, always without what would end a quoted text.
fn secret(random: &mut Rng) -> String {
    const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let signs: &[u8] = [&b"-_"[..], b"@!", b"+/=", b"@!.*%^~:", b"$#&?"][random.usize(..5)];
    let length = random.usize(12..44);
    let mut text = String::new();
    for index in 0..length {
        let edge = index == 0 || index + 1 == length;
        let from = if edge || random.usize(..5) > 0 { LETTERS } else { signs };
        text.push(char::from(from[random.usize(..from.len())]));
    }
    // A digit and a capital, as people are told.
    format!("{text}K7")
}

#[test]
fn no_written_form_shows_a_planted_secret() {
    const ROUNDS: usize = 40;
    let mut random = Rng::with_seed(7);
    let checkers =
        [Checker::default(), Checker::builder().select("privileged-container").build().unwrap()];
    let mut planted = 0;
    for round in 0..ROUNDS {
        let mut text = String::new();
        let mut secrets = Vec::new();
        for (number, (place, planter)) in PLANTERS.iter().enumerate() {
            let secret = secret(&mut random);
            let document = planter(&secret, round * PLANTERS.len() + number);
            text.push_str("---\n");
            text.push_str(&document);
            secrets.push((place, secret, document));
        }
        planted += secrets.len();
        for checker in &checkers {
            let report = checker.check([Input::text("planted.yaml", text.clone())]);
            assert!(report.findings().len() >= 9, "the places must be shown at all");
            let mut options = TextOptions::default();
            options.all = true;
            let shared = checker.redact([Input::text("planted.yaml", text.clone())]);
            assert!(shared.iter().all(|one| one.refused.is_none()), "{shared:?}");
            let forms = [
                report.to_text(&options),
                report.to_json(),
                report.to_sarif(),
                report.to_markdown(),
                format!("{report:?}"),
                format!("{shared:?}"),
            ];
            for (place, secret, document) in &secrets {
                let encoded = STANDARD.encode(secret);
                for form in &forms {
                    for hidden in [secret.as_str(), encoded.trim_end_matches('=')] {
                        assert!(!form.contains(hidden), "{place}: {hidden}\n{document}");
                    }
                }
            }
        }
    }
    assert_eq!(planted, 1_000);
}

#[test]
fn no_written_form_shows_what_is_planted_in_other_files() {
    let mut random = Rng::with_seed(23);
    let checkers =
        [Checker::default(), Checker::builder().select("privileged-container").build().unwrap()];
    let mut planted = 0;
    for round in 0..80 {
        let planters = FILES.iter().enumerate();
        let files: Vec<(&str, String, String)> = planters
            .map(|(number, (name, planter))| {
                let secret = secret(&mut random);
                let text = planter(&secret, round * FILES.len() + number);
                (*name, secret, text)
            })
            .collect();
        planted += files.len();
        for checker in &checkers {
            let inputs = files.iter().map(|(name, _, text)| Input::text(*name, text.clone()));
            let report = checker.check(inputs);
            assert!(report.findings().len() >= 8, "the places must be shown at all");
            let mut options = TextOptions::default();
            options.all = true;
            let inputs = files.iter().map(|(name, _, text)| Input::text(*name, text.clone()));
            let shared = checker.redact(inputs);
            assert!(shared.iter().all(|one| one.refused.is_none()), "{shared:?}");
            let forms = [
                report.to_text(&options),
                report.to_json(),
                report.to_sarif(),
                report.to_markdown(),
                format!("{report:?}"),
                format!("{shared:?}"),
            ];
            for (name, secret, text) in &files {
                // A delimiter of a variable or a URL ends the secret there.
                let whole = secret.replace(['/', '?', '#'], "x");
                for form in &forms {
                    assert!(!form.contains(secret.as_str()), "{name}: {secret}\n{text}");
                    assert!(!form.contains(&whole), "{name}: {whole}\n{text}");
                }
            }
        }
    }
    assert!(planted >= 1_000, "{planted}");
}

#[test]
fn every_secret_planted_in_other_files_is_found() {
    let mut random = Rng::with_seed(29);
    let checker = Checker::builder().select("secrets").build().unwrap();
    let mut missed = Vec::new();
    for (number, (name, planter)) in FILES.iter().enumerate() {
        for _ in 0..20 {
            let text = planter(&secret(&mut random), number);
            let report = checker.check([Input::text(*name, text.clone())]);
            if !report.findings().iter().any(|finding| finding.class.is_some()) {
                missed.push(format!("{name}: {text}"));
            }
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn every_planted_secret_is_found() {
    let mut random = Rng::with_seed(11);
    let checker = Checker::builder().select("secrets").build().unwrap();
    let mut missed = Vec::new();
    for (number, (place, planter)) in PLANTERS.iter().enumerate() {
        for _ in 0..20 {
            let document = planter(&secret(&mut random), number);
            let report = checker.check([Input::text("planted.yaml", document.clone())]);
            if report.findings().is_empty() {
                missed.push(format!("{place}: {document}"));
            }
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

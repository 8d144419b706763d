//! The nine credentials of an audited platform, wherever an input can contain them: none may be missed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use asepsis::report::TextOptions;
use asepsis::{Checker, Input};

const NINE: [(&str, &str); 9] = [
    ("VAULT_DEV_ROOT_TOKEN_ID", "clinic-root-token"),
    ("SA_PASSWORD", "ClinicP@ssw0rd!"),
    ("DOCKER_INFLUXDB_INIT_PASSWORD", "Cl1nicP@ss!"),
    ("DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", "clinic-influxdb-token"),
    ("JWT_SECRET", "clinic-device-secret-key"),
    ("JWT_SECRET2", "clinic-jwt-secret"),
    (
        "ConnectionStrings__Default",
        "Server=sql;Database=clinic;User Id=sa;Password=Cl1nic@9!;Encrypt=false",
    ),
    ("DATABASE_URL", "postgres://clinic:Cl1nic@9!@postgres:5432/clinic"),
    ("VAULT_TOKEN", "root"),
];

/// The lines on which a check of the family of secrets finds a credential.
fn lines(name: &str, text: &str) -> BTreeSet<u32> {
    let checker = Checker::builder().select("secrets").build().unwrap();
    let report = checker.check([Input::text(name, text)]);
    let credentials = report.findings().iter().filter(|finding| finding.class.is_some());
    credentials.filter_map(|finding| Some(finding.location.as_ref()?.start?.line)).collect()
}

/// Puts each of the nine on a separate line below the head of a manifest.
fn found(head: &str, line: impl Fn(&str, &str) -> String) -> usize {
    found_in("clinic.yaml", head, line)
}

/// Puts each of the nine on a separate line below the head of a file.
fn found_in(name: &str, head: &str, line: impl Fn(&str, &str) -> String) -> usize {
    let mut text = head.to_owned();
    let first = u32::try_from(text.lines().count()).unwrap() + 1;
    for (key, value) in NINE {
        writeln!(text, "{}", line(key, value)).unwrap();
    }
    (first..first + 9).filter(|line| lines(name, &text).contains(line)).count()
}

const POD: &str =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: clinic}\nspec:\n  containers:\n  - name: app\n";
const MAP: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: clinic}\ndata:\n";

#[test]
fn nine_of_nine_are_found() {
    let pair = |key: &str, value: &str| format!("    - {{name: {key}, value: '{value}'}}");
    assert_eq!(found(&format!("{POD}    env:\n"), pair), 9, "environment");
    let option = |key: &str, value: &str| {
        format!("    - '--{}={value}'", key.to_lowercase().replace('_', "-"))
    };
    assert_eq!(found(&format!("{POD}    args:\n"), option), 9, "options");
    let assignment = |key: &str, value: &str| format!("    - '{key}={value}'");
    assert_eq!(
        found(&format!("{POD}    command: [env]\n    args:\n"), assignment),
        9,
        "assignments"
    );
    let export = |key: &str, value: &str| format!("      export {key}='{value}'");
    let script = format!("{POD}    command: [sh, -c]\n    args:\n    - |\n");
    assert_eq!(found(&script, export), 9, "script");
    let entry = |key: &str, value: &str| format!("  {key}: '{value}'");
    assert_eq!(found(MAP, entry), 9, "entries");
    let yaml = |key: &str, value: &str| format!("      {key}: '{value}'");
    assert_eq!(found(&format!("{MAP}  a.yaml: |\n    app:\n"), yaml), 9, "YAML file");
    let list = |key: &str, value: &str| format!("    - {key}={value}");
    assert_eq!(found(&format!("{MAP}  compose.yaml: |\n    environment:\n"), list), 9, "list");
    let dotenv = |key: &str, value: &str| format!("    {key}={value}");
    assert_eq!(found(&format!("{MAP}  .env: |\n"), dotenv), 9, "dotenv");
    let hcl = |key: &str, value: &str| format!("    {key} = \"{value}\"");
    assert_eq!(found(&format!("{MAP}  clinic.tfvars: |\n"), hcl), 9, "HCL");
    let json = |key: &str, value: &str| format!("    \"{key}\": \"{value}\",");
    let map = format!("{MAP}  a.json: |\n    {{\n");
    // The last comma is one too many for JSON: YAML still reads it.
    assert_eq!(
        found(&map, |key, value| if key == "VAULT_TOKEN" {
            format!("{}}}", json(key, value))
        } else {
            json(key, value)
        }),
        9,
        "JSON file"
    );
}

#[test]
fn equal_credentials_share_a_number_and_others_have_none() {
    let text = format!(
        "{POD}    env:\n    - {{name: DB_PASSWORD, value: Tr0ub4dor3x}}\n    - {{name: DB, value: \
         'postgres://a:Tr0ub4dor3x@db/a'}}\n    - {{name: API_TOKEN, value: An0ther4dor}}\n    args: \
         [--password=Tr0ub4dor3x]\n"
    );
    let checker = Checker::builder().select("secrets").build().unwrap();
    let report = checker.check([Input::text("clinic.yaml", text)]);
    let groups: Vec<_> = report.findings().iter().map(|finding| finding.group).collect();
    assert_eq!(groups, [Some(1), Some(1), None, Some(1)]);
    let written = report.to_text(&TextOptions::default());
    let elsewhere = "same credential at: clinic.yaml:9:39, clinic.yaml:11:23";
    assert!(written.contains(elsewhere), "{written}");
    assert!(!report.to_json().contains("Tr0ub4dor3x"));
}

const SERVICE: &str = "services:\n  app:\n    image: registry.example/clinic:1.4.2\n";

#[test]
fn nine_of_nine_are_found_in_what_is_no_manifest() {
    let list = |key: &str, value: &str| format!("      - {key}={value}");
    let map = |key: &str, value: &str| format!("      {key}: '{value}'");
    let environment = format!("{SERVICE}    environment:\n");
    assert_eq!(found_in("compose.yaml", &environment, list), 9, "compose, list");
    assert_eq!(found_in("docker-compose.yml", &environment, map), 9, "compose, map");
    let quoted = |key: &str, value: &str| format!("      - \"{key}={value}\"");
    assert_eq!(found_in("compose.prod.yaml", &environment, quoted), 9, "compose, quoted list");
    let build = "services:\n  app:\n    build:\n      context: .\n      args:\n";
    let argument = |key: &str, value: &str| format!("        - {key}={value}");
    assert_eq!(found_in("compose.yaml", build, argument), 9, "build arguments");
    let default = |key: &str, value: &str| format!("      {key}: '${{{key}:-{value}}}'");
    assert_eq!(found_in("compose.yaml", &environment, default), 9, "defaults of variables");
    let entry = |key: &str, value: &str| format!("  {key}: '{value}'");
    assert_eq!(found_in("values-prod.yaml", "env:\n", entry), 9, "values, map");
    let item = |key: &str, value: &str| format!("  - {key}={value}");
    assert_eq!(found_in("values.yaml", "extraEnvironment:\n", item), 9, "values, list");
    let named = |key: &str, value: &str| format!("  - {{name: {key}, value: '{value}'}}");
    assert_eq!(found_in("values.yaml", "extraEnv:\n", named), 9, "values, named");
    let variable = |key: &str, value: &str| format!("{key}={value}");
    assert_eq!(found_in(".env", "# the clinic's\n", variable), 9, "dotenv");
    let exported = |key: &str, value: &str| format!("export {key}='{value}'");
    assert_eq!(found_in("deploy/.env.production", "", exported), 9, "dotenv, quoted");
}

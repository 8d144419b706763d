//! Documents inside of others, and values that were built in code.

use asepsis::Input;
use asepsis::report::Report;

use crate::{check, counts, pod, said};

const PRIVILEGED: &str = "privileged-container";

fn config_map(value: &str) -> Report {
    let text = format!(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: jobs}}\ndata:\n  note: text\n  \
         pod.yaml: {value}\n"
    );
    check(&[PRIVILEGED], vec![Input::text("jobs.yaml", text)])
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect::<Vec<_>>().concat()
}

#[test]
fn a_manifest_in_a_block_scalar_is_found_at_its_own_line() {
    for header in ["|", "|-", "|+", "| # a note"] {
        let report =
            config_map(&format!("{header}\n{}", indented(&pod("api", "privileged: true"))));
        let location = report.findings()[0].location.clone().unwrap();
        assert_eq!(location.pointer.as_deref(), Some("/data/pod.yaml"), "{header}");
        let embedded = location.embedded.unwrap();
        assert_eq!(
            (embedded.document, &*embedded.pointer),
            (0, "/spec/containers/0/securityContext/privileged"),
            "{header}"
        );
        let start = location.start.unwrap();
        assert_eq!((start.line, start.column), (18, 23), "{header}");
    }
}

#[test]
fn an_embedded_document_of_several_says_which_one() {
    let both =
        format!("{}---\n{}", pod("one", "privileged: false"), pod("two", "privileged: true"));
    let report = config_map(&format!("|\n{}", indented(&both)));
    let location = report.findings()[0].location.clone().unwrap();
    assert_eq!(location.embedded.unwrap().document, 1);
    assert_eq!(location.start.unwrap().line, 6 + 12 + 1 + 12);
    assert_eq!(counts(&report, PRIVILEGED), [1, 1, 0, 0]);
}

#[test]
fn a_manifest_in_a_quoted_scalar_is_found_within_it() {
    let quoted = pod("api", "privileged: true").replace('\n', "\\n");
    let report = config_map(&format!("\"{quoted}\""));
    let location = report.findings()[0].location.clone().unwrap();
    assert_eq!((location.start.unwrap().line, location.start.unwrap().column), (6, 207));
    let pointer = location.embedded.unwrap().pointer;
    assert_eq!(&*pointer, "/spec/containers/0/securityContext/privileged");
}

#[test]
fn a_value_built_in_code_is_found_by_its_pointer() {
    let security = serde_json::json!({"privileged": true});
    let object = serde_json::json!({
        "apiVersion": "v1", "kind": "Pod", "metadata": {"name": "api"},
        "spec": {"containers": [{"name": "a~b", "securityContext": security}]},
    });
    let input = Input::object("built", &object).unwrap();
    let report = check(&[PRIVILEGED], vec![input]);
    assert_eq!(
        said(&report),
        ["built/spec/containers/0/securityContext/privileged privileged-container"]
    );
    assert_eq!(report.findings()[0].location.as_ref().unwrap().end, None);
    assert!(report.to_json().contains("\"kind\":\"object\""));
}

#[test]
fn several_values_built_in_code_are_documents_of_one_input() {
    let pod = |name: &str, privileged: bool| {
        serde_json::json!({
            "apiVersion": "v1", "kind": "Pod", "metadata": {"name": name},
            "spec": {"containers": [{"name": name, "securityContext": {"privileged": privileged}}]},
        })
    };
    let input = Input::object("built", &[pod("one", false), pod("two", true)]).unwrap();
    let report = check(&[PRIVILEGED], vec![input]);
    assert_eq!(report.findings().len(), 1);
    assert_eq!(report.findings()[0].location.as_ref().unwrap().document, Some(1));
}

#[test]
fn what_a_file_is_others_may_say() {
    let files = || {
        let compose = "services:\n  api:\n    extends: {file: parts/common.yml, service: base}\n    image: api:1.0\n    env_file: [settings.txt]\n";
        vec![
            Input::text("compose.yaml", compose),
            Input::text("parts/common.yml", "services:\n  base:\n    pid: host\n"),
            Input::text("settings.txt", "DB_PASSWORD=vK3m-9qTz-71xw\nMODE = [\n"),
        ]
    };
    let report = check(&["host-pid", "secret-in-dotenv"], files());
    let said = said(&report);
    assert_eq!(
        said,
        ["parts/common.yml:3 host-pid", "settings.txt:1 secret-in-dotenv"],
        "{}",
        report.to_json()
    );
    let extended = &report.findings()[0].related[0];
    assert_eq!(
        (extended.role.as_str(), crate::place(&extended.location).as_str()),
        ("extended", "compose.yaml:3")
    );
    let kinds: Vec<&str> = report.inputs().iter().map(|input| input.kind.as_str()).collect();
    assert_eq!(kinds, ["yaml", "yaml", "dotenv"]);
    // What the first reading could not read does not matter any more.
    assert!(report.inputs().iter().all(|input| input.problems.is_empty()), "{}", report.to_json());
    let mut turned = files();
    turned.reverse();
    assert_eq!(check(&["host-pid", "secret-in-dotenv"], turned).to_json(), report.to_json());
}

#[test]
fn an_included_file_names_others_from_the_folder_of_its_project() {
    let include = "include: [{path: parts/inner.yaml, project_directory: .}]\n";
    let inner = "services:\n  api:\n    extends: {file: common.yml, service: base}\n";
    let report = check(
        &["host-pid"],
        vec![
            Input::text("compose.yaml", include),
            Input::text("common.yml", "services:\n  base:\n    pid: host\n"),
            Input::text("parts/inner.yaml", inner),
        ],
    );
    assert_eq!(said(&report), ["common.yml:3 host-pid"], "{}", report.to_json());
    assert!(report.inputs().iter().all(|input| input.problems.is_empty()), "{}", report.to_json());
}

#[test]
fn a_file_inside_of_a_project_is_read_key_by_key() {
    let compose = "services:\n  api: {image: 'api:1.0', configs: [settings]}\nconfigs:\n  settings:\n    content: |\n      db:\n        url: https://db.example\n        password: Tr0ub4dor3x\n";
    let report = check(&["secret-in-config-map"], vec![Input::text("compose.yaml", compose)]);
    let location = report.findings()[0].location.clone().unwrap();
    assert_eq!(location.start.unwrap().line, 8);
    assert_eq!(&*location.embedded.unwrap().pointer, "/db/password");
}

#[test]
fn documents_that_stand_too_deep_are_said() {
    let mut text = pod("api", "privileged: true");
    for depth in 0..5 {
        let inner = indented(&text);
        text = format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: m{depth}}}\ndata:\n  inner.yaml: |\n{inner}"
        );
    }
    let report = check(&[PRIVILEGED], vec![Input::text("deep.yaml", text)]);
    assert!(report.findings().is_empty());
    let problem = &report.inputs()[0].problems[0];
    assert!(problem.message.contains("more than 3 levels deep"), "{}", problem.message);
}

#[test]
fn files_that_a_variable_lists_are_those_of_the_project() {
    let services = "services:\n  api:\n    pid: host\n";
    let of = |path: &str, variables: &str, text: &str| {
        let inputs = vec![Input::text(path, variables), Input::text("site.yaml", text)];
        said(&check(&["host-pid"], inputs))
    };
    let found = ["site.yaml:3 host-pid"];
    for list in ["site.yaml", "base.yaml:site.yaml", "base.yaml;./site.yaml", ":site.yaml"] {
        assert_eq!(of(".env", &format!("COMPOSE_FILE={list}\n"), services), found, "{list}");
    }
    let separated = "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=a.yaml,site.yaml\n";
    assert_eq!(of(".env", separated, services), found);
    for variables in ["COMPOSE_FILE=${SITE}:site.yaml\n", "COMPOSE_FILE=\n", "OTHER=site.yaml\n"] {
        assert!(of(".env", variables, services).is_empty(), "{variables}");
    }
    let list = "COMPOSE_FILE=site.yaml\n";
    assert!(of("other.env", list, services).is_empty());
    for text in ["services: [api]\n", "kind: Site\nservices: {api: {pid: host}}\n", "pid: host\n"] {
        assert!(of(".env", list, text).is_empty(), "{text}");
    }
}

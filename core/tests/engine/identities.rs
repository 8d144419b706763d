//! Who is judged, where it is written and what is at stake are three things.

use std::collections::BTreeSet;

use asepsis::policy::{Options, Suppression};
use asepsis::report::{Report, SuppressionOrigin, Verdict};
use asepsis::{Checker, Input};

use crate::{check, counts, pod, said};

const SOCKET: &str = "container-runtime-socket";

const SHARED: &str = "x-common: &common
  image: registry.example/tool:1.0.0
  volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]
services:
  agent:
    <<: *common
  web:
    <<: *common
";

fn accepting(resource: &str) -> Options {
    let mut suppression = Suppression::default();
    suppression.check = SOCKET.into();
    suppression.resource = Some(resource.into());
    suppression.reason = "it is the agent".into();
    suppression.owner = "operations".into();
    let mut options = Options::default();
    options.suppressions.push(suppression);
    options.selection.select.push(SOCKET.into());
    options
}

fn names(report: &Report) -> Vec<&str> {
    let findings = report.findings().iter();
    findings.map(|found| found.resource.as_ref().unwrap().name.as_deref().unwrap()).collect()
}

#[test]
fn two_services_that_share_a_line_are_two_findings() {
    let report = check(&[SOCKET], vec![Input::text("compose.yaml", SHARED)]);
    assert_eq!(said(&report), ["compose.yaml:3 container-runtime-socket"; 2]);
    assert_eq!(names(&report), ["agent", "web"]);
    assert_eq!(counts(&report, SOCKET), [2, 0, 0, 0]);
    let prints: BTreeSet<_> = report.findings().iter().map(|found| &found.fingerprint).collect();
    assert_eq!(prints.len(), 2);
}

#[test]
fn accepting_one_of_them_leaves_the_other() {
    let checker = Checker::builder().options(accepting("service/agent")).build().unwrap();
    let report = checker.check([Input::text("compose.yaml", SHARED)]);
    assert_eq!(names(&report), ["web"]);
    assert_eq!(report.verdict(), Verdict::Fail);
    assert_eq!(counts(&report, SOCKET), [2, 0, 0, 0]);
    assert_eq!(report.suppressed().len(), 1);
}

#[test]
fn a_comment_on_the_shared_line_accepts_both_and_says_so() {
    let text = SHARED
        .replace(".sock\"]\n", &format!(".sock\"] # asepsis: ignore[{SOCKET}] it is the agent\n"));
    let report = check(&[SOCKET], vec![Input::text("compose.yaml", text)]);
    assert_eq!(said(&report), [""; 0]);
    assert_eq!(report.suppressions().matched, 2);
    let accepted: Vec<_> = report.suppressed().iter().map(|one| one.by).collect();
    assert_eq!(accepted, [SuppressionOrigin::Comment; 2]);
    assert_eq!(counts(&report, SOCKET), [2, 0, 0, 0]);
}

#[test]
fn two_stacks_that_extend_one_file_are_two_findings() {
    let base = "services:\n  tool:\n    image: registry.example/tool:1.0.0\n    pid: host\n";
    let stack = "services:\n  web:\n    extends: {file: ../base.yaml, service: tool}\n";
    let inputs = vec![
        Input::text("base.yaml", base),
        Input::text("a/compose.yaml", stack),
        Input::text("b/compose.yaml", stack),
    ];
    let report = check(&["host-pid"], inputs);
    assert_eq!(said(&report), ["base.yaml:4 host-pid"; 2]);
    let prints: BTreeSet<_> = report.findings().iter().map(|found| &found.fingerprint).collect();
    assert_eq!(prints.len(), 2);
    assert_eq!(counts(&report, "host-pid"), [2, 0, 0, 0]);
}

#[test]
fn an_aliased_pod_has_a_finding_for_each_pod_and_each_environment_once() {
    let text = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: \
                a}\n  spec: &spec\n    hostNetwork: true\n    containers: [{name: app, image: \
                app}]\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: b}\n  spec: *spec\n";
    let inputs = vec![
        Input::text("pods.yaml", text),
        Input::text("dev.yaml", pod("dev", "privileged: false")).environment("dev"),
        Input::text("prod.yaml", pod("prod", "privileged: false")).environment("prod"),
    ];
    let report = check(&["host-network"], inputs);
    assert_eq!(said(&report), ["pods.yaml:8 host-network [dev, prod]"; 2]);
    assert_eq!(names(&report), ["a", "b"]);
    assert_eq!(counts(&report, "host-network"), [2, 2, 0, 0]);
}

#[test]
fn aliased_containers_of_one_pod_have_fingerprints_that_differ() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: \
                first\n    securityContext: &shared {privileged: true}\n  - name: second\n    \
                securityContext: *shared\n";
    let report = check(&["privileged-container"], vec![Input::text("a.yaml", text)]);
    assert_eq!(said(&report), ["a.yaml:7 privileged-container"; 2]);
    let prints: BTreeSet<_> = report.findings().iter().map(|found| &found.fingerprint).collect();
    assert_eq!(prints.len(), 2);
}

#[test]
fn one_object_in_the_files_of_two_environments_is_one_finding() {
    let inputs = vec![
        Input::text("dev/api.yaml", pod("api", "privileged: true")).environment("dev"),
        Input::text("prod/api.yaml", pod("api", "privileged: true")).environment("prod"),
    ];
    let report = check(&["privileged-container"], inputs);
    assert_eq!(said(&report), ["dev/api.yaml:12 privileged-container [dev, prod]"]);
    assert_eq!(counts(&report, "privileged-container"), [1, 0, 0, 0]);
    let related = &report.findings()[0].related;
    let paths: Vec<&str> = related.iter().map(|related| &*related.location.path).collect();
    assert_eq!(paths, ["prod/api.yaml"]);
}

#[test]
fn one_cause_is_one_finding() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  securityContext: \
                {runAsUser: 0}\n  containers:\n  - {name: first, image: app}\n  - {name: second, \
                image: app}\n";
    let report = Checker::default().check([Input::text("a.yaml", text)]);
    let users = ["run-as-user-zero", "runs-as-root", "run-as-non-root-missing", "low-uid"];
    let about: Vec<_> =
        report.findings().iter().filter(|found| users.contains(&&*found.check)).collect();
    let [leader] = about.as_slice() else { panic!("{about:?}") };
    assert_eq!(&*leader.check, "run-as-user-zero");
    assert_eq!(leader.location.as_ref().unwrap().start.unwrap().line, 5);
    let covered: BTreeSet<&str> = leader.covers.iter().map(|covered| &*covered.check).collect();
    assert_eq!(covered, BTreeSet::from(["runs-as-root", "run-as-non-root-missing", "low-uid"]));
}

#[test]
fn what_a_privileged_container_implies_is_covered_and_accepted_with_it() {
    let security = "privileged: true\n      capabilities: {add: [SYS_ADMIN]}";
    let open = Checker::default().check([Input::text("a.yaml", pod("a", security))]);
    let shown: BTreeSet<&str> = open.findings().iter().map(|found| &*found.check).collect();
    let implied = ["privilege-escalation-allowed", "seccomp-profile-missing"];
    assert!(shown.contains("privileged-container"), "{shown:?}");
    assert!(implied.iter().all(|id| !shown.contains(id)), "{shown:?}");
    let accepted = pod("a", security).replace(
        "  namespace",
        "  annotations: {ignore.asepsis/privileged-container: it reads the scanner}\n  namespace",
    );
    let report = Checker::default().check([Input::text("a.yaml", accepted)]);
    for id in implied {
        assert!(report.findings().iter().all(|found| &*found.check != id), "{id}");
        let accepted = report.suppressed().iter().find(|one| &*one.finding.check == id).unwrap();
        assert_eq!(accepted.implied_by.as_deref(), Some("privileged-container"), "{id}");
    }
    assert!(report.findings().iter().any(|found| &*found.check == "writable-root-filesystem"));
}

const PASSWORDS: &str = "x-env: &env {DB_PASSWORD: vK3m-9qTz-71xw}
services:
  api: {image: app, environment: *env}
  worker: {image: app, environment: *env}
  cache:
    image: app
    environment: {CACHE_PASSWORD: qT5n-2bVx-83zd}
";

fn credentials(resources: &[&str]) -> Vec<String> {
    let mut options = Options::default();
    options.selection.select.push("hardcoded-secret-in-env".into());
    for resource in resources {
        let mut suppression = Suppression::default();
        suppression.check = "hardcoded-secret-in-env".into();
        suppression.resource = Some((*resource).into());
        suppression.reason = "rotated each day".into();
        suppression.owner = "operations".into();
        options.suppressions.push(suppression);
    }
    let checker = Checker::builder().options(options).build().unwrap();
    said(&checker.check([Input::text("compose.yaml", PASSWORDS)]))
}

#[test]
fn a_credential_is_of_the_service_that_receives_it_and_accepted_by_all_that_do() {
    let report = check(&["hardcoded-secret-in-env"], vec![Input::text("compose.yaml", PASSWORDS)]);
    let [shared, own] = report.findings() else { panic!("{:?}", said(&report)) };
    let messages: Vec<&str> = shared.related.iter().map(|related| &*related.message).collect();
    assert!(messages.contains(&"service `api` receives this value"), "{messages:?}");
    assert!(messages.contains(&"service `worker` receives this value"), "{messages:?}");
    assert_eq!(own.resource.as_ref().unwrap().name.as_deref(), Some("cache"));

    let (shared, own) =
        ("compose.yaml:1 hardcoded-secret-in-env", "compose.yaml:7 hardcoded-secret-in-env");
    assert_eq!(credentials(&[]), [shared, own]);
    assert_eq!(credentials(&["service/cache"]), [shared]);
    assert_eq!(credentials(&["service/api"]), [shared, own]);
    assert_eq!(credentials(&["service/api", "service/worker"]), [own]);
    assert_eq!(credentials(&["service/*"]), [""; 0]);
    assert_eq!(credentials(&["file/compose.yaml"]), [""; 0]);
}

#[test]
fn what_a_credential_means_and_what_is_written_are_one_cause() {
    let text = "services:\n  db:\n    image: postgres:16.4\n    environment:\n      \
                POSTGRES_PASSWORD: vK3m-9qTz-71xw\n";
    for text in
        [text.to_owned(), text.replace("      POSTGRES_PASSWORD: ", "      - POSTGRES_PASSWORD=")]
    {
        let report = check(&["secrets"], vec![Input::text("compose.yaml", text.as_str())]);
        let [leader] = report.findings() else { panic!("{text}: {:?}", said(&report)) };
        assert_eq!(&*leader.check, "hardcoded-secret-in-env");
        assert_eq!(&*leader.covers[0].check, "secret-in-env-instead-of-file");
    }
}

#[test]
fn what_is_wrong_with_one_rule_of_a_role_is_one_cause() {
    let text = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: a}\n\
                rules:\n- {apiGroups: [apps], resources: ['*'], verbs: ['*']}\n\
                - {apiGroups: [batch], resources: [jobs], verbs: ['*']}\n";
    let report = check(&["access"], vec![Input::text("role.yaml", text)]);
    let [first, second] = report.findings() else { panic!("{:?}", said(&report)) };
    assert_eq!((&*first.check, &*second.check), ("wildcard-resource", "wildcard-verb"));
    assert_eq!(&*first.covers[0].check, "wildcard-verb");
}

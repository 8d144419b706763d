//! Findings that are accepted stay in the report, and so does the state of each
//! suppression.

use asepsis::checks::Date;
use asepsis::policy::{Options, Suppression};
use asepsis::report::{Report, SuppressionOrigin};
use asepsis::{Checker, Input};

use crate::{pod, said, shown};

const CHECKS: [&str; 2] = ["privileged-container", "host-network"];

fn run(options: Options, text: &str) -> Report {
    let builder = Checker::builder().options(options);
    let builder = CHECKS.into_iter().fold(builder, asepsis::CheckerBuilder::select);
    builder.build().unwrap().check([Input::text("a.yaml", text)])
}

/// What is accepted, by whom, and what became of suppressions that accept nothing.
fn became(report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = report
        .suppressed()
        .iter()
        .map(|one| format!("{:?} {}: {}", one.by, shown(&one.finding), one.reason))
        .collect();
    let all = report.suppressions();
    for (what, entries) in [
        ("unused", &all.unused),
        ("expired", &all.expired),
        ("refused", &all.refused),
        ("expiry unknown", &all.expiry_unknown),
    ] {
        for entry in entries {
            let line = entry.location.as_ref().and_then(|location| location.start);
            let line = line.map_or(0, |start| start.line);
            let why = entry.refused.as_deref().map_or(String::new(), |why| format!(": {why}"));
            lines.push(format!("{what} {} in line {line}{why}", entry.check));
        }
    }
    lines
}

fn inline(text: &str) -> (Vec<String>, Vec<String>) {
    let report = run(Options::default(), text);
    (said(&report), became(&report))
}

#[test]
fn comments_accept_what_is_on_their_line_or_on_the_next() {
    let accepted = "Comment a.yaml:LINE privileged-container: it reads the scanner";
    let cases = [
        ("privileged: true # asepsis: ignore[privileged-container] it reads the scanner", "12"),
        (
            "# asepsis: ignore[privileged-container] it reads the scanner\n      privileged: true",
            "13",
        ),
        (
            "# asepsis: ignore[privileged-container] it reads the scanner\n      # And a note.\n\n      \
             privileged: true",
            "15",
        ),
    ];
    for (security, line) in cases {
        let (findings, became) = inline(&pod("a", security));
        assert_eq!(findings, [""; 0], "{security}");
        assert_eq!(became, [accepted.replace("LINE", line)], "{security}");
    }
}

#[test]
fn comments_of_templates_and_values_accept_what_a_chart_renders() {
    let chart = "apiVersion: v2\nname: portal\nversion: 1.0.0\n";
    let values = "privileged: true # asepsis: ignore[privileged-container] it reads the scanner\n";
    let template = |host: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n{host}\n  containers:\n  - name: \
             app\n    securityContext:\n      privileged: {{{{ .Values.privileged }}}}\n"
        )
    };
    let cases = [
        ("  {{/* asepsis: ignore[host-network] it is the proxy */}}\n  hostNetwork: true", "7"),
        (
            "  {{- /* asepsis: ignore[host-network] it is\n the proxy */}}\n\n  hostNetwork: true",
            "9",
        ),
        ("  # asepsis: ignore[host-network] it is the proxy\n  hostNetwork: {{ true }}", "7"),
        ("  hostNetwork: true # asepsis: ignore[host-network] it is the proxy", "6"),
        ("  hostNetwork: true {{/* asepsis: ignore[host-network] it is the proxy */}}", "6"),
    ];
    for (host, line) in cases {
        let files = [
            Input::text("Chart.yaml", chart),
            Input::text("values.yaml", values),
            Input::text("templates/pod.yaml", template(host)),
        ];
        let builder = CHECKS.into_iter().fold(Checker::builder(), asepsis::CheckerBuilder::select);
        let report = builder.build().unwrap().check(files);
        assert_eq!(said(&report), [""; 0], "{host}");
        let accepted = became(&report).join(", ").replace('\n', "");
        let expected = format!(
            "Comment templates/pod.yaml:{line} host-network: it is the proxy, Comment values.yaml:1 \
             privileged-container: it reads the scanner"
        );
        assert_eq!(accepted, expected, "{host}");
    }
}

#[test]
fn a_comment_reaches_no_further_than_its_line() {
    let security = "# asepsis: ignore[privileged-container] too far\n      runAsUser: 1\n      \
                    privileged: true";
    let (findings, became) = inline(&pod("a", security));
    assert_eq!(findings, ["a.yaml:14 privileged-container"]);
    assert_eq!(became, ["unused privileged-container in line 12"]);
}

#[test]
fn an_annotation_accepts_for_its_whole_resource_and_for_no_other() {
    let annotated = pod("a", "privileged: true").replace(
        "  namespace",
        "  annotations: {ignore.asepsis/privileged-container: it reads the scanner}\n  namespace",
    );
    let text = format!("{annotated}---\n{}", pod("b", "privileged: true"));
    let (findings, became) = inline(&text);
    assert_eq!(findings, ["a.yaml:26 privileged-container"]);
    assert_eq!(became, ["Annotation a.yaml:13 privileged-container: it reads the scanner"]);
}

#[test]
fn an_annotation_of_the_template_counts_too() {
    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    \
                metadata:\n      annotations: {ignore.asepsis/host-network: it is the proxy}\n    \
                spec:\n      hostNetwork: true\n";
    let (findings, became) = inline(text);
    assert_eq!(findings, [""; 0]);
    assert_eq!(became, ["Annotation a.yaml:9 host-network: it is the proxy"]);
}

#[test]
fn a_suppression_without_a_reason_or_of_no_check_is_refused() {
    let cases = [
        ("privileged-container]", "refused privileged-container in line 12: a reason is required"),
        (
            "priviledged-container] because",
            "refused priviledged-container in line 12: check `priviledged-container` \
             does not exist or does not run, did you mean `privileged-container`?",
        ),
    ];
    for (comment, expected) in cases {
        let security = format!("privileged: true # asepsis: ignore[{comment}");
        let (findings, became) = inline(&pod("a", &security));
        assert_eq!(findings, ["a.yaml:12 privileged-container"], "{comment}");
        assert_eq!(became, [expected], "{comment}");
    }
    let annotated = pod("a", "privileged: true").replace(
        "  namespace",
        "  annotations: {ignore.asepsis/privileged-container: \"\"}\n  namespace",
    );
    let (findings, became) = inline(&annotated);
    assert_eq!(findings, ["a.yaml:13 privileged-container"]);
    assert_eq!(became, ["refused privileged-container in line 5: a reason is required"]);
}

#[test]
fn auditors_can_turn_inline_suppressions_off() {
    let mut options = Options::default();
    options.inline_suppressions = false;
    let text = pod("a", "privileged: true # asepsis: ignore[privileged-container] because");
    let report = run(options, &text);
    assert_eq!(said(&report), ["a.yaml:12 privileged-container"]);
    assert_eq!(became(&report), [""; 0]);
}

/// What makes a suppression of the policy another one.
type Change<'c> = &'c dyn Fn(&mut Suppression);

/// A suppression of the policy, changed a little.
fn policy(change: impl Fn(&mut Suppression)) -> Options {
    let mut suppression = Suppression::default();
    suppression.check = "privileged-container".into();
    suppression.reason = "it reads the scanner".into();
    suppression.owner = "imaging".into();
    suppression.source = Some(("asepsis.yaml".to_owned(), 7));
    change(&mut suppression);
    let mut options = Options::default();
    options.suppressions.push(suppression);
    options
}

#[test]
fn the_policy_accepts_by_check_resource_and_path() {
    let text = pod("a", "privileged: true");
    let accepted = ["Policy a.yaml:12 privileged-container: it reads the scanner"];
    let unused = ["unused privileged-container in line 7"];
    let cases: [(&str, Change<'_>, bool); 8] = [
        ("everything", &|_| {}, true),
        ("kind and name", &|one| one.resource = Some("Pod/a".into()), true),
        ("with its namespace", &|one| one.resource = Some("Pod/clinic/*".into()), true),
        ("another name", &|one| one.resource = Some("Pod/b".into()), false),
        ("another namespace", &|one| one.resource = Some("Pod/billing/a".into()), false),
        ("path", &|one| one.path = Some("*.yaml".into()), true),
        ("another path", &|one| one.path = Some("b/**".into()), false),
        ("another check", &|one| one.check = "host-network".into(), false),
    ];
    for (what, change, accepts) in cases {
        let report = run(policy(change), &text);
        assert_eq!(said(&report).is_empty(), accepts, "{what}");
        let became = became(&report);
        match (accepts, what) {
            (true, _) => assert_eq!(became, accepted, "{what}"),
            (false, "another check") => assert_eq!(became, ["unused host-network in line 7"]),
            (false, _) => assert_eq!(became, unused, "{what}"),
        }
    }
    let report = run(policy(|_| {}), &text);
    assert_eq!(report.suppressed()[0].by, SuppressionOrigin::Policy);
    assert_eq!(report.suppressed()[0].owner.as_deref(), Some("imaging"));
    assert_eq!(report.suppressions().matched, 1);
}

#[test]
fn expired_suppressions_accept_nothing_and_without_a_date_expiry_is_unknown() {
    let text = pod("a", "privileged: true");
    let last = Date::new(2026, 11, 21).unwrap();
    let of = |today: Option<Date>| {
        let mut options = policy(|one| one.expires = Some(last));
        options.date = today;
        let report = run(options, &text);
        (said(&report).len(), became(&report))
    };
    let accepted = "Policy a.yaml:12 privileged-container: it reads the scanner".to_owned();
    assert_eq!(of(Date::new(2026, 11, 21)), (0, vec![accepted.clone()]), "the last day");
    let expired = "expired privileged-container in line 7".to_owned();
    assert_eq!(of(Date::new(2026, 11, 22)), (1, vec![expired]));
    let unknown = "expiry unknown privileged-container in line 7".to_owned();
    assert_eq!(of(None), (0, vec![accepted, unknown]));
}

#[test]
fn two_services_that_share_a_mount_are_two_findings_of_one_line() {
    let text = "x-common: &common\n  image: registry.example/tool:1.2.3\n  volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]\nservices:\n  agent:\n    <<: *common\n  web:\n    <<: *common\n";
    let checker = Checker::builder().select("container-runtime-socket").build().unwrap();
    let report = checker.check([Input::text("docker-compose.yml", text)]);
    let line = "docker-compose.yml:3 container-runtime-socket";
    assert_eq!(said(&report), [line, line]);
    let prints: Vec<&str> = report.findings().iter().map(|one| &*one.fingerprint).collect();
    assert_ne!(prints[0], prints[1]);
}

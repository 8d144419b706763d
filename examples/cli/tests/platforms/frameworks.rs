//! The claims of a security policy and the statements of an audit, as frameworks, on the platforms.

use asepsis::policy::read_framework;
use asepsis::{AnyCheck, Checker, ControlStatus, Report};

use super::files::Platform;

/// The claims that any check bears on: their status on myHealth and on Ojala. The inputs of the others
/// are not read yet, so they are unknown.
const CLAIMS: &[(&str, ControlStatus, ControlStatus)] = &[
    // StorageClasses are encrypted; Ojala claims volumes of classes that it does not define.
    ("A11", ControlStatus::Pass, ControlStatus::Fail),
    // Hosts without TLS refute it; the permitted versions are not read, so nothing proves it.
    ("A14", ControlStatus::Unknown, ControlStatus::Fail),
    // Strict mutual TLS of the mesh; plain HTTP between services.
    ("A15", ControlStatus::Pass, ControlStatus::Fail),
    // A weak key for tokens is next to no identity provider; nothing proves one.
    ("A23", ControlStatus::Unknown, ControlStatus::Fail),
    // Roles without wildcards and their own service accounts.
    ("A24", ControlStatus::Pass, ControlStatus::Fail),
    ("A25", ControlStatus::Pass, ControlStatus::Fail),
    // By the parameter of the framework: 1000 is not above 1000.
    ("A26", ControlStatus::Pass, ControlStatus::Fail),
    ("A27", ControlStatus::Pass, ControlStatus::Fail),
    // Logging that is disabled would refute it; no log shipper is read.
    ("A28", ControlStatus::Unknown, ControlStatus::Unknown),
];

/// Statements that the platform does not refute: what is so in part of it, what no check reads yet, and
/// what files cannot show.
const UNREFUTED: &[(ControlStatus, &[&str])] = &[
    // Only production has the practice.
    (ControlStatus::Weak, &["B3", "B4", "B5", "B6", "B7"]),
    (
        ControlStatus::Unknown,
        &["B1", "B2", "B20", "B22", "B29", "B36", "B46", "B47", "B48", "B49", "B51", "B52", "B53"],
    ),
    (ControlStatus::Manual, &["B54"]),
];

/// The report about a platform with the controls of a framework file.
fn judge(platform: &str, framework: &str) -> Report {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../frameworks/");
    let text = std::fs::read_to_string(format!("{folder}{framework}")).unwrap();
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    let file = read_framework(framework, &text, &checks).unwrap();
    let checker = Checker::builder().framework_file(file).unwrap().build().unwrap();
    checker.check(Platform::read(platform).inputs())
}

#[test]
fn each_claim_has_its_status_on_both_platforms() {
    let [myhealth, ojala] = ["myhealth", "ojala"].map(|of| judge(of, "myhealth.yaml"));
    assert_eq!(myhealth.controls().len(), 31);
    let mut wrong = Vec::new();
    for (own, theirs) in myhealth.controls().iter().zip(ojala.controls()) {
        let listed = CLAIMS.iter().find(|(id, ..)| *id == &*own.id);
        let (_, expected, of_ojala) =
            listed.copied().unwrap_or(("", ControlStatus::Unknown, ControlStatus::Unknown));
        if (own.status, theirs.status) != (expected, of_ojala) {
            wrong.push(format!("{}: {:?}, {:?}", own.id, own.status, theirs.status));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_claim_passes_without_a_place_and_none_fails_without_one() {
    for (platform, framework) in [
        ("myhealth", "myhealth.yaml"),
        ("ojala", "myhealth.yaml"),
        ("myhealth", "ojala-audit.yaml"),
        ("ojala", "ojala-audit.yaml"),
    ] {
        for control in judge(platform, framework).controls() {
            assert!(!control.shown_by.is_empty() || control.status == ControlStatus::Manual);
            assert!(!control.not_shown.is_empty(), "{control:#?}");
            let is_proven = matches!(control.status, ControlStatus::Pass | ControlStatus::Weak);
            assert!(!is_proven || !control.evidence.is_empty(), "{control:#?}");
            let is_refuted = control.status == ControlStatus::Fail;
            assert_eq!(is_refuted, !control.failed_at.is_empty(), "{control:#?}");
        }
    }
}

#[test]
fn each_statement_of_the_audit_has_its_status_on_the_audited_platform() {
    let report = judge("ojala", "ojala-audit.yaml");
    assert_eq!(report.controls().len(), 54);
    let wrong: Vec<String> = report
        .controls()
        .iter()
        .filter_map(|control| {
            let listed = UNREFUTED.iter().find(|(_, ids)| ids.contains(&&*control.id));
            let expected = listed.map_or(ControlStatus::Fail, |(status, _)| *status);
            let is_right = control.status == expected;
            (!is_right).then(|| format!("{}: {:?}", control.id, control.status))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

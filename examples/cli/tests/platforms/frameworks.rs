//! The claims of a security policy, stated as a framework, on both platforms.

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

fn checker() -> Checker {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../frameworks/myhealth.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    let file = read_framework("myhealth.yaml", &text, &checks).unwrap();
    Checker::builder().framework_file(file).unwrap().build().unwrap()
}

fn judge(platform: &str) -> Report {
    checker().check(Platform::read(platform).inputs())
}

#[test]
fn each_claim_has_its_status_on_both_platforms() {
    let (myhealth, ojala) = (judge("myhealth"), judge("ojala"));
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
    for platform in ["myhealth", "ojala"] {
        for control in judge(platform).controls() {
            assert!(!control.shown_by.is_empty() && !control.not_shown.is_empty());
            let is_proven = matches!(control.status, ControlStatus::Pass | ControlStatus::Weak);
            assert!(!is_proven || !control.evidence.is_empty(), "{control:#?}");
            let is_refuted = control.status == ControlStatus::Fail;
            assert_eq!(is_refuted, !control.failed_at.is_empty(), "{control:#?}");
        }
    }
}

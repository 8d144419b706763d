//! The report as JSON, with all or less about the checks that ran.

use super::{BARE_POD, bare_pod, checker};
use crate::checks::Severity;
use crate::engine::Input;
use crate::policy::Options;
use crate::report::json::text;
use crate::report::{Catalogue, Report};

#[test]
fn what_checks_declare_is_written_as_any_other_member() {
    let report = bare_pod();
    assert!(!report.checks().is_empty());
    assert_eq!(report.to_json(), text(&report) + "\n");
    assert_eq!(Report::from_json(&report.to_json()).unwrap().to_json(), report.to_json());
}

#[test]
fn the_severity_of_a_policy_is_that_of_the_check() {
    let severities = [("host-network".to_owned(), Severity::Info)].into();
    let options = Options { severities, ..Options::default() };
    let report = checker(options).check([Input::text("web.yaml", BARE_POD)]);
    assert_eq!(report.check("host-network").unwrap().severity, Some(Severity::Info));
    assert_eq!(report.to_json(), text(&report) + "\n");
}

#[test]
fn a_report_can_say_less_about_checks() {
    let report = bare_pod();
    let read = |catalogue| Report::from_json(&report.to_json_with(catalogue)).unwrap();
    let none = read(Catalogue::None);
    assert!(none.checks().is_empty());
    let ids = read(Catalogue::Ids);
    for (full, less) in report.checks().iter().zip(ids.checks()) {
        assert_eq!(
            (&full.id, full.severity, full.examined),
            (&less.id, less.severity, less.examined)
        );
        assert_eq!((full.failed, full.passed), (less.failed, less.passed));
        assert!(!full.title.is_empty() && less.title.is_empty());
        assert!(less.controls.is_empty() && less.evidence.is_empty());
    }
    assert_eq!(ids.checks().len(), report.checks().len());
    for less in [none, ids] {
        assert_eq!(less.findings(), report.findings());
        assert_eq!(less.summary(), report.summary());
    }
}

#[test]
fn an_unknown_catalogue_is_an_error_with_a_hint() {
    let error = Catalogue::find("id").unwrap_err();
    assert_eq!(error.to_string(), "unknown catalogue `id`");
    assert_eq!(
        error.hint().as_deref(),
        Some("did you mean `ids`? expected one of none, ids, full")
    );
    assert_eq!(Catalogue::find("full").unwrap(), Catalogue::Full);
}

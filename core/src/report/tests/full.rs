//! A report with every member.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::checks::{Bearing, Bearings, Confidence, Severity};
use crate::engine::InputKind;
use crate::model::Technology;
use crate::report::record::{
    ByteEdit, CheckSummary, ControlStatus, ControlSummary, Covered, DeclaredCheck, Embedded,
    Finding, Fix, InputStatus, InputSummary, LeftOut, LeftOutKind, Location, PhiMarkers,
    PolicySummary, ProblemRecord, RelatedLocation, ResourceIdentity, ResourceName, Summary,
    Suppressed, SuppressionEntry, SuppressionOrigin, Suppressions, Tool, UnknownPlace, Verdict,
};
use crate::report::{Report, SCHEMA_VERSION};
use crate::source::{Position, ProblemCode};
use crate::syntax::Format;
use crate::tree::Role;

fn location() -> Location {
    let position = |byte| Position { line: 1, column: byte + 1, byte };
    Location {
        path: "a.yaml".into(),
        document: Some(1),
        pointer: Some("/data/a".into()),
        embedded: Some(Box::new(Embedded { document: 0, pointer: "/spec".into() })),
        start: Some(position(0)),
        end: Some(position(1)),
    }
}

fn finding() -> Finding {
    let edit = ByteEdit {
        path: "a.yaml".into(),
        start: location().start.unwrap(),
        end: location().end.unwrap(),
        text: "b".into(),
    };
    let name = ResourceName { namespace: Some("prod".into()), name: Some("prod-web".into()) };
    Finding {
        check: "check".into(),
        covers: vec![Covered {
            check: "weaker".into(),
            severity: Severity::Low,
            resource: Some(identity()),
            fingerprint: "0123456789abcdef01234568".into(),
        }],
        severity: Severity::High,
        confidence: Confidence::Low,
        message: "message".into(),
        class: Some("token".into()),
        group: Some(1),
        location: Some(location()),
        missing: Some("spec.a".into()),
        resource: Some(identity()),
        related: Role::ALL.iter().map(|role| related(*role)).collect(),
        fixes: vec![
            Fix { edits: vec![edit], refused: None },
            Fix { edits: Vec::new(), refused: Some("an alias".into()) },
        ],
        fingerprint: "0123456789abcdef01234567".into(),
        environments: vec!["production".into()],
        names: BTreeMap::from([("production".into(), name)]),
        file: None,
    }
}

fn identity() -> Arc<ResourceIdentity> {
    Arc::new(ResourceIdentity {
        technology: Technology::Helm,
        api_version: "v1".into(),
        kind: "Pod".into(),
        namespace: Some("clinic".into()),
        name: Some("web".into()),
        container: Some("app".into()),
        unused: true,
    })
}

fn related(role: Role) -> RelatedLocation {
    RelatedLocation { role, message: "see".into(), location: location() }
}

fn entry() -> SuppressionEntry {
    SuppressionEntry {
        check: "check".into(),
        reason: "reason".into(),
        owner: Some("owner".into()),
        expires: Some("2024-01-31".into()),
        by: SuppressionOrigin::Annotation,
        location: Some(location()),
        refused: Some("no reason".into()),
    }
}

fn input() -> InputSummary {
    InputSummary {
        path: "a.yaml".into(),
        kind: InputKind::of(Format::YAML),
        technology: Some(Technology::Helm),
        role: "values".into(),
        bytes: 2,
        documents: 2,
        resources: 1,
        other_kinds: BTreeMap::from([("ServiceMonitor".to_owned(), 1)]),
        status: InputStatus::Partial,
        bundle: "bundle".into(),
        environments: vec!["production".into()],
        problems: vec![ProblemRecord {
            code: Some(ProblemCode::Syntax),
            message: "message".to_owned(),
            location: Some(location()),
        }],
    }
}

fn left_out(kind: LeftOutKind) -> LeftOut {
    LeftOut { kind, name: "host-network".into() }
}

/// A report with every member.
pub(super) fn full() -> Report {
    const STATUSES: &[InputStatus] = &[
        InputStatus::Analysed,
        InputStatus::Partial,
        InputStatus::Unparsable,
        InputStatus::Unsupported,
        InputStatus::Uncovered,
        InputStatus::Unreadable,
        InputStatus::OverLimit,
        InputStatus::Excluded,
        InputStatus::Other,
    ];
    Report {
        declared: Arc::default(),
        schema_version: SCHEMA_VERSION,
        tool: Tool { name: "asepsis".into(), version: "0.1.0".into(), checks_digest: "d".into() },
        policy: PolicySummary {
            no_config: true,
            no_inline_suppressions: true,
            file: Some("asepsis.yaml".into()),
            left_out: [LeftOutKind::Check, LeftOutKind::Path].map(left_out).into(),
            phi: PhiMarkers {
                resources: vec!["*/web".into()],
                paths: vec!["charts/fhir/**".into()],
            },
        },
        verdict: Verdict::Fail,
        summary: Summary {
            inputs: STATUSES.iter().map(|status| (*status, 1)).collect(),
            findings: Severity::ALL.iter().map(|severity| (*severity, 1)).collect(),
            fail_on: Some(Severity::Medium),
            date: Some("2024-02-01".to_owned()),
            ..Summary::default()
        },
        inputs: vec![input()],
        findings: vec![finding()],
        suppressed: vec![Suppressed {
            finding: finding(),
            reason: "reason".into(),
            owner: Some("owner".into()),
            expires: Some("2024-03-01".into()),
            by: SuppressionOrigin::Policy,
            implied_by: Some("cause".into()),
        }],
        suppressions: Suppressions {
            matched: 1,
            unused: vec![entry()],
            expired: vec![entry()],
            refused: vec![entry()],
            expiry_unknown: vec![entry()],
        },
        checks: vec![CheckSummary {
            declared: Arc::new(DeclaredCheck {
                id: "check".into(),
                severity: Some(Severity::High),
                fix_by_technology: BTreeMap::from([(Technology::Helm, "Set it.".into())]),
                controls: Bearings::from_iter([
                    (Bearing::Decides, "cis-kubernetes:5.2.2".into()),
                    (Bearing::Supports, "cis-kubernetes:5.2.1".into()),
                    (Bearing::Refutes, "hipaa:164.312(a)(1)".into()),
                    (Bearing::SupportsAndRefutes, "nsa-cisa:P4".into()),
                ]),
                documentation: "check.md".into(),
                ..DeclaredCheck::default()
            }),
            evidence: vec![location()],
            evidence_more: 1,
            unknown_at: vec![UnknownPlace { why: "a template".into(), location: Some(location()) }],
            unknown_more: 1,
            ..CheckSummary::default()
        }],
        controls: vec![ControlSummary {
            framework: "hipaa".into(),
            id: "164.312(a)(1)".into(),
            title: "access control".into(),
            status: ControlStatus::Weak,
            reasons: vec!["an input was not read in full".into()],
            own_reading: true,
            checks: Bearings::from_iter([(Bearing::Supports, "check".into())]),
            shown: 1,
            evidence: vec![location()],
            evidence_more: 1,
            failed_at: vec![location()],
            failed_more: 1,
            unknown_at: vec![location()],
            unknown_more: 1,
            obligation: "standard".into(),
            shown_by: "network policies".into(),
            not_shown: "the application".into(),
            note: "evidence toward".into(),
            ..ControlSummary::default()
        }],
        texts: Arc::default(),
    }
}

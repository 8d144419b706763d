//! The audit of Ojala says what the audit that the platform is modelled on said, statement by statement.

use asepsis::Options;
use asepsis::report::{Audit, AuditFormat, AuditOptions, ControlStatus, Report, Topic};
use asepsis::{Checker, Choices};

use super::files::Platform;

/// Where the audit has a statement.
enum Where {
    /// In the scope: a technology with files.
    Scope(&'static str),
    /// A cause that this check found.
    Cause(Topic, &'static str),
    /// Evidence of correct configuration from this check.
    Practice(&'static str),
    /// A control of HIPAA that fails.
    Gap(&'static str),
    /// A recommendation that removes the findings of this check.
    Recommendation(&'static str),
    /// Nowhere: the inputs that would show it, which no check reads yet.
    NotReadYet(&'static str),
}

use Where::{Cause, Gap, NotReadYet, Practice, Recommendation, Scope};

/// The statements B1 to B54 in order.
const STATEMENTS: [Where; 54] = [
    NotReadYet("VPCs, firewalls and storage of the cloud account"),
    Scope("Helm"),
    Practice("run-as-non-root-missing"),
    Practice("writable-root-filesystem"),
    Practice("privilege-escalation-allowed"),
    Practice("pod-anti-affinity-missing"),
    Practice("ingress-tls-missing"),
    Cause(Topic::SecretManagement, "secret-in-values"),
    Cause(Topic::Environments, "environment-weaker-than-production"),
    Cause(Topic::NetworkIsolation, "network-policy-missing"),
    Cause(Topic::SecretManagement, "hardcoded-secret-in-env"),
    Cause(Topic::SecretManagement, "vault-dev-mode"),
    Cause(Topic::SecretManagement, "hardcoded-secret-in-env"),
    Cause(Topic::SecretManagement, "hardcoded-secret-in-env"),
    Cause(Topic::SecretManagement, "hardcoded-secret-in-env"),
    Cause(Topic::SecretManagement, "hardcoded-secret-in-env"),
    Cause(Topic::SecretManagement, "vault-dev-mode"),
    Cause(Topic::NetworkExposure, "port-published-on-all-interfaces"),
    Cause(Topic::Availability, "memory-limit-missing"),
    NotReadYet("a consumer of Vault: an agent, the CSI driver or an external secret"),
    Cause(Topic::SecretManagement, "vault-token-auth"),
    NotReadYet("leases and rotation of Vault and of the cloud provider"),
    Cause(Topic::NetworkIsolation, "default-deny-missing"),
    Cause(Topic::TransitEncryption, "mtls-permissive"),
    Cause(Topic::TransitEncryption, "plaintext-connection"),
    Cause(Topic::Storage, "persistent-volume-unencrypted"),
    Cause(Topic::Storage, "persistent-volume-unencrypted"),
    Cause(Topic::SecretManagement, "hardcoded-secret-in-env"),
    NotReadYet("Argo CD as a practice"),
    Cause(Topic::SecretManagement, "secret-manifest-in-repository"),
    Gap("164.312(a)(1)"),
    Gap("164.312(a)(2)(iv)"),
    Gap("164.312(c)(1)"),
    Gap("164.312(e)(1)"),
    Recommendation("vault-token-auth"),
    NotReadYet("rotation of credentials"),
    Recommendation("hardcoded-secret-in-env"),
    Recommendation("network-policy-missing"),
    Recommendation("mtls-permissive"),
    Recommendation("default-deny-missing"),
    Recommendation("environment-weaker-than-production"),
    Recommendation("psa-enforce-missing"),
    Recommendation("memory-limit-missing"),
    Recommendation("persistent-volume-unencrypted"),
    Recommendation("persistent-volume-unencrypted"),
    NotReadYet("backup vaults and their keys"),
    NotReadYet("images and settings of nodes"),
    NotReadYet("base images: the platform has no Dockerfile"),
    NotReadYet("policies of admission controllers"),
    Recommendation("secret-in-values"),
    NotReadYet("sealed and external secrets"),
    NotReadYet("signature keys of Argo CD projects"),
    NotReadYet("policies that verify image signatures"),
    Recommendation("network-policy-missing"),
];

fn report() -> Report {
    let choices = Choices { frameworks: vec!["hipaa".to_owned()], ..Choices::default() };
    let builder = Checker::builder().options(Options::default()).choices(choices).unwrap();
    builder.build().unwrap().check(Platform::read("ojala").inputs())
}

fn is_there(audit: &Audit, place: &Where) -> bool {
    let has = |checks: &[std::sync::Arc<str>], id: &str| checks.iter().any(|check| &**check == id);
    match place {
        Scope(technology) => audit.scope.files.get(*technology).is_some_and(|count| *count > 0),
        Cause(topic, id) => audit.topics.iter().any(|one| {
            let found = one.causes.iter().find(|cause| has(&cause.checks, id));
            one.topic == *topic && found.is_some_and(|cause| !cause.places.is_empty())
        }),
        Practice(id) => audit
            .good_practice
            .iter()
            .any(|one| &*one.check == *id && one.passed > 0 && !one.places.is_empty()),
        Gap(id) => audit.frameworks[0].controls.iter().any(|control| {
            &*control.id == *id
                && control.status == ControlStatus::Fail
                && !control.against.is_empty()
        }),
        Recommendation(id) => audit.recommendations.iter().any(|one| has(&one.checks, id)),
        NotReadYet(inputs) => !inputs.is_empty(),
    }
}

#[test]
fn each_statement_is_in_the_audit_or_needs_inputs_that_are_not_read() {
    let audit = report().audit(&AuditOptions::default());
    let missing: Vec<usize> = (1..)
        .zip(&STATEMENTS)
        .filter_map(|(number, place)| (!is_there(&audit, place)).then_some(number))
        .collect();
    assert!(missing.is_empty(), "statements that the audit does not have: {missing:?}");
    let unread = STATEMENTS.iter().filter(|place| matches!(place, NotReadYet(_))).count();
    assert_eq!(unread, 12, "a statement that is read now belongs to a place of the audit");
}

#[test]
fn the_first_priorities_are_secrets_and_network_policies() {
    let audit = report().audit(&AuditOptions::default());
    let mut first: Vec<Topic> = audit.recommendations.iter().take(2).map(|one| one.topic).collect();
    first.sort_unstable();
    assert_eq!(first, [Topic::NetworkIsolation, Topic::SecretManagement]);
    assert!(audit.recommendations.iter().all(|one| one.reason.contains(&one.points.to_string())));
    assert!(audit.recommendations.windows(2).all(|pair| pair[0].points >= pair[1].points));
}

#[test]
fn a_marker_of_patients_data_raises_a_recommendation() {
    let mut options = Options::default();
    options.phi.paths = vec!["helm/fhir-api/**".to_owned()];
    let checker = Checker::builder().options(options).build().unwrap();
    let marked = checker.check(Platform::read("ojala").inputs()).audit(&AuditOptions::default());
    let plain = report().audit(&AuditOptions::default());
    let points =
        |audit: &Audit| -> u64 { audit.recommendations.iter().map(|one| one.points).sum() };
    assert!(points(&marked) > points(&plain));
    assert!(marked.summary.iter().any(|said| said.contains("patients' data")));
    assert!(marked.to_html().contains("PHI") && marked.to_markdown().contains("**(PHI)**"));
    assert!(plain.recommendations.iter().all(|one| one.phi == 0));
}

#[test]
fn an_audit_is_the_same_twice_shows_no_secret_and_is_small() {
    let mut options = AuditOptions::default();
    options.title = Some("<script>alert(1)</script>".to_owned());
    let (first, second) = (report().audit(&options), report().audit(&options));
    for format in AuditFormat::ALL {
        let (mut one, mut two) = (Vec::new(), Vec::new());
        first.write(*format, &mut one).unwrap();
        second.write(*format, &mut two).unwrap();
        assert_eq!(one, two);
        let text = String::from_utf8(one).unwrap();
        for secret in ["OjalaP@ssw0rd!", "ojala-root-token", "ojala-influxdb-token"] {
            assert!(!text.contains(secret), "{secret} in {}", format.as_str());
        }
        assert!(text.len() < 1 << 20, "{} bytes", text.len());
    }
    let html = first.to_html();
    assert_eq!(html.matches("<script>").count(), 1, "the title is escaped");
}

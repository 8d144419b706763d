//! A function for a service that admits or denies manifests.
//!
//! `cargo run -p asepsis-examples --bin validating_service < manifest.yaml`

use std::io::Read as _;
use std::sync::LazyLock;

use asepsis::{Checker, Input, Severity, Verdict};

/// Created once: a checker can be shared between threads.
static CHECKER: LazyLock<Option<Checker>> =
    LazyLock::new(|| Checker::builder().fail_on(Severity::High).build().ok());

/// The response of the service.
enum Answer {
    /// The manifest may be applied.
    Admitted,
    /// It is denied, with reasons.
    Denied(Vec<String>),
}

/// Checks the body of a request. A manifest that cannot be read in full is denied, since it may contain
/// problems that were not checked.
fn validate(body: &[u8]) -> Answer {
    let Some(checker) = CHECKER.as_ref() else {
        return Answer::Denied(vec!["the service is not configured".to_owned()]);
    };
    let report = checker.check([Input::text("request.yaml", body).named()]);
    if report.verdict() == Verdict::Pass {
        return Answer::Admitted;
    }
    let failing = report.findings().iter().filter(|finding| finding.severity >= Severity::High);
    let problems = report.inputs().iter().flat_map(|input| &input.problems);
    let mut reasons: Vec<String> = failing.map(|finding| finding.message.to_string()).collect();
    reasons.extend(problems.map(|problem| problem.message.clone()));
    Answer::Denied(reasons)
}

fn main() -> std::io::Result<()> {
    let mut body = Vec::new();
    std::io::stdin().read_to_end(&mut body)?;
    match validate(&body) {
        Answer::Admitted => println!("admitted"),
        Answer::Denied(reasons) => println!("denied:\n  {}", reasons.join("\n  ")),
    }
    Ok(())
}

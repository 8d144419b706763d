//! A function for a service that lets manifests in or turns them away.
//!
//! `cargo run -p asepsis-examples --bin validating_service < manifest.yaml`

use std::io::Read as _;
use std::sync::LazyLock;

use asepsis::{Checker, Input, Severity, Verdict};

/// Made once: a checker may be used from all threads of a service.
static CHECKER: LazyLock<Option<Checker>> =
    LazyLock::new(|| Checker::builder().fail_on(Severity::High).build().ok());

/// What the service answers.
enum Answer {
    /// The manifest may be applied.
    Admitted,
    /// It may not, and why.
    Denied(Vec<String>),
}

/// Judges the body of a request. A manifest that cannot be read in full is turned away: what nobody
/// has seen, nobody has judged.
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

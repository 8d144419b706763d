//! Compares the findings for charts with those for the plain texts that they render.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/helm_charts.rs"]
mod helm_charts;
#[path = "support/helm_written_out.rs"]
mod helm_written_out;

use fastrand::Rng;
use helm_charts::{generated, texts, written};
use helm_written_out::{checker, said};

#[test]
fn a_chart_is_judged_as_what_it_renders_is() {
    let checker = checker();
    let mut random = Rng::with_seed(21);
    let mut charts = written();
    charts.extend((0..20).map(|_| generated(&mut random, 10)));
    let (mut findings, mut tallies) = (0, 0);
    for chart in &charts {
        let said = said(&checker, &texts(&chart.files)).unwrap();
        findings += said.findings;
        tallies += said.tallies;
        assert!(said.differences.is_empty(), "{chart:?}\n{}", said.differences.join("\n"));
    }
    assert!(findings >= 80 && tallies >= 2000, "{findings} findings, {tallies} tallies");
}

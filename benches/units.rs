//! What each unit of work costs in the library: parsing, model and inventory, a dispatch, a finding.

#![allow(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "the numbers are for people, and there is at least one round"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::error::Error;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use asepsis::report::Catalogue;
use asepsis::{Checker, Input, Parsed, Report};
use asepsis_benches::{Files, find};

const DEPLOYMENT: &str = include_str!("deployment.yaml");
/// Each measurement is repeated so often, and the median is printed.
const ROUNDS: usize = 7;

/// Counts the bytes that are in use.
struct Counting;

static USED: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on unchanged to the allocator of the system.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        USED.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The parts of a run, in seconds; memory in bytes.
#[derive(Default)]
struct Run {
    parse: f64,
    model: f64,
    model_bytes: f64,
    checks: f64,
    findings: f64,
    findings_bytes: f64,
    written: f64,
    report: Report,
}

fn main() -> Result<(), Box<dyn Error>> {
    let checker = Checker::default();
    let shape = |name: &str, count: usize| -> Result<Files, Box<dyn Error>> {
        let shape = find(name).ok_or_else(|| format!("no shape is called {name}"))?;
        Ok((shape.files)(count))
    };
    let pods = runs(&checker, &shape("pods", 4548)?);
    let definitions = runs(&checker, &shape("definitions", 10_000)?);
    let platform = runs(&checker, &shape("platform", 10_000)?);
    println!("| unit | budget | measured |\n|---|---|---|");
    let row =
        |unit: &str, budget: &str, measured: String| println!("| {unit} | {budget} | {measured} |");
    let megabytes =
        |files: &Files| files.iter().map(|(_, text)| text.len()).sum::<usize>() as f64 / 1e6;
    let of_pods = megabytes(&shape("pods", 4548)?);
    let of_definitions = megabytes(&shape("definitions", 10_000)?);
    row(
        "parse and find secrets, per MB of manifests / of definitions",
        "2.5 ms / 1.4 ms",
        format!(
            "{:.1} ms / {:.1} ms",
            median(&pods, |run| run.parse) * 1e3 / of_pods,
            median(&definitions, |run| run.parse) * 1e3 / of_definitions
        ),
    );
    let resources = first(&platform).report.summary().resources as f64;
    row(
        "model and inventory, per resource",
        "10 us, 1.5 KB",
        format!(
            "{:.1} us, {:.1} KB",
            median(&platform, |run| run.model) * 1e6 / resources,
            median(&platform, |run| run.model_bytes) / 1e3 / resources
        ),
    );
    let examined = |runs: &[Run]| first(runs).report.summary().examined as f64;
    row(
        "checks, per evaluation: platform / pods with findings",
        "0.1 us",
        format!(
            "{:.2} us / {:.2} us",
            median(&platform, |run| run.checks) * 1e6 / examined(&platform),
            median(&pods, |run| run.checks) * 1e6 / examined(&pods)
        ),
    );
    let failed = first(&pods).report.summary().failed as f64;
    row(
        "a finding made, with what it covers",
        "1 us",
        format!(
            "{:.2} us, {:.0} B in the report",
            median(&pods, |run| run.findings) * 1e6 / failed,
            median(&pods, |run| run.findings_bytes) / failed
        ),
    );
    row(
        "a finding written as JSON",
        "0.6 us",
        format!("{:.2} us", median(&pods, |run| run.written) * 1e6 / failed),
    );
    let call = |catalogue: Option<Catalogue>| {
        let parsed = [checker.parse(Input::text("deployment.yaml", DEPLOYMENT))];
        let mut times: Vec<f64> = (0..2000)
            .map(|_| {
                let start = Instant::now();
                let report = judge(&checker, &parsed, &mut || {});
                if let Some(catalogue) = catalogue {
                    std::hint::black_box(report.to_json_with(catalogue));
                }
                start.elapsed().as_secs_f64() * 1e6
            })
            .collect();
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    row(
        "library call, 2.3 KB Deployment, warm, after parsing: findings / with the whole report as JSON",
        "40 us / 100 us",
        format!("{:.0} us / {:.0} us", call(None), call(Some(Catalogue::Full))),
    );
    Ok(())
}

fn runs(checker: &Checker, files: &Files) -> Vec<Run> {
    (0..ROUNDS).map(|_| run(checker, files)).collect()
}

fn run(checker: &Checker, files: &Files) -> Run {
    let mut run = Run::default();
    let inputs: Vec<Input> =
        files.iter().map(|(name, text)| Input::text(&**name, text.as_bytes())).collect();
    let start = Instant::now();
    let parsed: Vec<Parsed> = inputs.into_iter().map(|input| checker.parse(input)).collect();
    run.parse = start.elapsed().as_secs_f64();
    let used = USED.load(Ordering::Relaxed);
    let start = Instant::now();
    // The observer is called before the first resource is judged, and after the last.
    let (mut first, mut last, mut with_model) = (None, 0.0, 0);
    run.report = judge(checker, &parsed, &mut || {
        last = start.elapsed().as_secs_f64();
        if first.is_none() {
            first = Some(last);
            with_model = USED.load(Ordering::Relaxed);
        }
    });
    let end = start.elapsed().as_secs_f64();
    run.model = first.unwrap_or_default();
    run.model_bytes = with_model.saturating_sub(used) as f64;
    run.checks = last - run.model;
    run.findings = end - last;
    run.findings_bytes = USED.load(Ordering::Relaxed).saturating_sub(used) as f64;
    let start = Instant::now();
    // A report without a catalogue is what its findings cost, and a few counts.
    let _ = run.report.write_json_with(std::io::sink(), Catalogue::None);
    run.written = start.elapsed().as_secs_f64();
    run
}

fn judge(checker: &Checker, parsed: &[Parsed], observe: &mut dyn FnMut()) -> Report {
    let report = checker.judge(parsed, &mut |_| {
        observe();
        ControlFlow::Continue(())
    });
    match report {
        ControlFlow::Continue(report) => report,
        ControlFlow::Break(_) => Report::default(),
    }
}

fn first(runs: &[Run]) -> &Run {
    // INVARIANT: there is at least one round.
    &runs[0]
}

fn median(runs: &[Run], of: impl Fn(&Run) -> f64) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

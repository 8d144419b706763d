//! Warm timings of the library. The output is for people: no test depends on it.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use asepsis::Parsed;
use asepsis::internal::credentials::classify;
use asepsis::report::{Catalogue, Report};
use asepsis::{Checker, Input};
use criterion::{BatchSize, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};

#[path = "../core/dev/src/pods.rs"]
mod pods;

const DEPLOYMENT: &str = include_str!("deployment.yaml");
const PODS: usize = 5000;

/// The name and the bytes of each file.
type Files = Vec<(String, Vec<u8>)>;

fn inputs(files: &Files) -> Vec<Input> {
    files.iter().map(|(name, bytes)| Input::text(&**name, bytes.as_slice())).collect()
}

fn parse(checker: &Checker, files: &Files) -> Vec<Parsed> {
    inputs(files).into_iter().map(|input| checker.parse(input)).collect()
}

fn judge(checker: &Checker, parsed: &[Parsed]) -> Option<Report> {
    match checker.judge(parsed, &mut |_| ControlFlow::Continue(())) {
        ControlFlow::Continue(report) => Some(report),
        ControlFlow::Break(_) => None,
    }
}

/// Parsing and judging together, parsing alone, judging alone.
fn measure(criterion: &mut Criterion, name: &str, files: &Files) {
    let checker = Checker::default();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(bytes as u64));
    if bytes > 100_000 {
        group.sample_size(10).sampling_mode(SamplingMode::Flat);
    }
    group.bench_function("all", |bencher| {
        let each = |inputs: Vec<Input>| black_box(checker.check(inputs));
        bencher.iter_batched(|| inputs(files), each, BatchSize::LargeInput);
    });
    group.bench_function("parse", |bencher| {
        bencher.iter(|| black_box(parse(&checker, files)));
    });
    let parsed = parse(&checker, files);
    group.bench_function("judge", |bencher| {
        bencher.iter(|| black_box(judge(&checker, &parsed)));
    });
    if let Some(report) = judge(&checker, &parsed) {
        for catalogue in [Catalogue::Full, Catalogue::None] {
            group.bench_function(format!("json-{catalogue}"), |bencher| {
                bencher.iter(|| black_box(report.to_json_with(catalogue)));
            });
        }
    }
    group.finish();
}

fn deployment(criterion: &mut Criterion) {
    let files = vec![("deployment.yaml".to_owned(), DEPLOYMENT.as_bytes().to_vec())];
    measure(criterion, "deployment", &files);
}

fn platforms(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/platforms");
    for name in ["ojala", "myhealth"] {
        measure(criterion, name, &manifests(&folder.join(name)));
    }
}

fn many_pods(criterion: &mut Criterion) {
    let files = (0..PODS).map(|index| (format!("pod-{index}.yaml"), pods::pod(index).into_bytes()));
    measure(criterion, "5000-pods", &files.collect());
}

fn kube_prometheus(criterion: &mut Criterion) {
    let named = std::env::var_os("ASEPSIS_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let folders = named.into_iter().chain([beside]).map(|folder| folder.join("kube-prometheus"));
    let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else {
        println!("SKIPPED: no folder kube-prometheus in ASEPSIS_CORPUS");
        return;
    };
    measure(criterion, "kube-prometheus", &manifests(&folder));
}

fn credentials(criterion: &mut Criterion) {
    let settings = [
        ("ordinary", "LOG_LEVEL", "info"),
        ("secret-key", "DB_PASSWORD", "uX7-wine-glass-29"),
        ("connection", "DATABASE_URL", "postgres://app:uX7-wine-glass-29@db.example:5432/app"),
    ];
    let mut group = criterion.benchmark_group("classify");
    for (name, key, value) in settings {
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(classify(black_box(key), black_box(value))));
        });
    }
    group.finish();
}

/// The manifests of a folder and its folders, by path.
fn manifests(folder: &Path) -> Files {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml") {
                let bytes = std::fs::read(&path).unwrap_or_default();
                files.push((path.to_string_lossy().into_owned(), bytes));
            }
        }
    }
    assert!(!files.is_empty(), "no manifest in {}", folder.display());
    files.sort();
    files
}

criterion_group!(benches, deployment, platforms, many_pods, kube_prometheus, credentials);
criterion_main!(benches);

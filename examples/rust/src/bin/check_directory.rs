//! Checks every manifest below a folder and prints one line for each finding.
//!
//! `cargo run -p asepsis-examples --bin check_directory -- examples/platforms/ojala`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use asepsis::{Checker, Input, NotRead, Verdict, recognise};

fn main() -> ExitCode {
    let root = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let checker = Checker::default();
    let report = checker.check(manifests(Path::new(&root)).into_iter().map(|path| {
        let name = path.display().to_string();
        match std::fs::read(&path) {
            Ok(bytes) => Input::text(name, bytes),
            // A file that cannot be read belongs in the report: it may contain problems.
            Err(error) => Input::not_read(name, NotRead::Unreadable(error.to_string())),
        }
    }));
    for finding in report.findings() {
        let Some(location) = &finding.location else { continue };
        let line = location.start.map_or(0, |start| start.line);
        println!(
            "{}:{line}: {}: {} [{}]",
            location.path, finding.severity, finding.message, finding.check
        );
    }
    match report.verdict() {
        Verdict::Pass => ExitCode::SUCCESS,
        Verdict::Fail => ExitCode::from(1),
        Verdict::Incomplete => ExitCode::from(3),
    }
}

/// Every file below a folder whose name is that of a readable file.
fn manifests(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind)
                    if kind.is_file() && recognise(&entry.path().to_string_lossy()).is_some() =>
                {
                    files.push(entry.path());
                }
                _ => {}
            }
        }
    }
    files
}

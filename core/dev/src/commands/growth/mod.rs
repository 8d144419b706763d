//! How the cost of a report grows with its input: the gate counts instructions, the table takes times.

mod gate;
pub(crate) mod instructions;
mod measurement;
mod table;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::Failure;
use crate::workspace::{cargo, root, succeed, target};
pub(crate) use gate::{gate, has_valgrind};
pub(crate) use table::table;

/// The shapes whose reports are written in every format: many findings on many lines, and on one.
const WRITTEN: [&str; 3] = ["pods", "list-json", "containers"];
const FORMATS: [&str; 4] = ["json", "text", "sarif", "markdown"];

/// A shape in a format.
struct Row {
    shape: String,
    format: &'static str,
}

impl Row {
    fn name(&self) -> String {
        if self.format == "json" {
            return self.shape.clone();
        }
        format!("{} as {}", self.shape, self.format)
    }

    /// The program that judges the row at some sizes.
    fn judge(&self, program: &Path, counts: &[usize]) -> Command {
        let mut command = Command::new(program);
        command.args(["judge", self.format, &self.shape]);
        command.args(counts.iter().map(usize::to_string));
        command
    }
}

/// Hands the rows out, each once and in their order, to a worker for each processor. The work is told the
/// number of the worker and that of the row.
fn hand_out(rows: &[Row], work: impl Fn(usize, usize, &Row) + Sync) {
    let next = AtomicUsize::new(0);
    let work = |worker: usize| loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(row) = rows.get(number) else { return };
        work(worker, number, row);
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let work = &work;
            scope.spawn(move || work(worker));
        }
    });
}

/// Builds the program that makes and judges the shapes, optimised as what people install.
fn build() -> Result<PathBuf, Failure> {
    let mut build = Command::new(cargo());
    build.args(["build", "--release", "--package", "asepsis-benches", "--bin", "growth"]);
    succeed(build.current_dir(root()))?;
    Ok(target().join("release").join(format!("growth{}", std::env::consts::EXE_SUFFIX)))
}

/// Every shape as JSON, and some in the other formats too.
fn rows(program: &Path) -> Result<Vec<Row>, Failure> {
    let list = Command::new(program).arg("list").output()?;
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let names = list.lines().filter_map(|line| line.split(' ').next());
    let formats = |name: &str| if WRITTEN.contains(&name) { &FORMATS[..] } else { &FORMATS[..1] };
    let rows = names
        .flat_map(|name| formats(name).iter().map(|format| Row { shape: name.to_owned(), format }));
    Ok(rows.collect())
}

//! Checks one shape of input in this process, for the gate and the table of `cargo dev`.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use asepsis::checks::AnyCheck;
use asepsis::policy::{self, Options};
use asepsis::report::Format;
use asepsis::{Checker, CheckerBuilder, Input};
use asepsis_benches::{Files, Shape, all, find, made_up};

const USAGE: &str = "usage: growth list
       growth write SHAPE COUNT FOLDER
       growth judge FORMAT SHAPE COUNT...
       growth judge-with CHECKS FORMAT SHAPE COUNT...";

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["list"] => {
            for Shape { name, about, .. } in all() {
                println!("{name:26} {about}");
            }
        }
        ["write", shape, count, folder] => write(&files(shape, count)?, Path::new(folder))?,
        ["judge", format, shape, counts @ ..] => {
            counts.iter().try_for_each(|count| judge(0, format, shape, count))?;
        }
        ["judge-with", checks, format, shape, counts @ ..] => {
            let checks = checks.parse()?;
            counts.iter().try_for_each(|count| judge(checks, format, shape, count))?;
        }
        _ => return Err(USAGE.into()),
    }
    Ok(())
}

fn files(shape: &str, count: &str) -> Result<Files, Box<dyn Error>> {
    let shape = find(shape).ok_or_else(|| format!("no shape is called {shape}"))?;
    Ok((shape.files)(count.parse()?))
}

fn write(files: &Files, folder: &Path) -> Result<(), Box<dyn Error>> {
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        std::fs::write(path, text)?;
    }
    Ok(())
}

/// Prints the count, the CPU time in milliseconds, the number of bytes written and the peak memory
/// in KiB. Some checks are made up in addition to those of the library.
fn judge(made_up: usize, format: &str, shape: &str, count: &str) -> Result<(), Box<dyn Error>> {
    let format = Format::find(format)?;
    let (policies, files): (Files, Files) =
        files(shape, count)?.into_iter().partition(|(name, _)| name == policy::FILE_NAME);
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    let options = match policies.first() {
        Some((name, text)) => {
            policy::read(name, text, &checks).map_err(|errors| format!("{errors:?}"))?
        }
        None => Options::default(),
    };
    let builder = Checker::builder().options(options);
    let builder = made_up::checks(made_up).into_iter().fold(builder, CheckerBuilder::check);
    let checker = builder.build()?;
    let inputs: Vec<Input> =
        files.iter().map(|(name, text)| Input::text(&**name, text.as_bytes())).collect();
    let start = time();
    let mut written = Counted(0);
    checker.check(inputs).write(format, &mut written)?;
    let milliseconds = time() - start;
    println!("{count} {milliseconds:.1} {} {}", written.0, peak().unwrap_or_default());
    Ok(())
}

/// Counts the bytes written to it.
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// CPU time of this process in milliseconds, which other processes do not change; wall-clock time if the
/// system does not provide it.
fn time() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let scheduled = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = scheduled.and_then(|text| text.split(' ').next()?.parse().ok());
    let taken = nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos);
    taken.as_secs_f64() * 1000.0
}

/// Peak memory of the process in KiB, if the system provides it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

//! Runs the command in a separate directory, and ends a run that hangs.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// Long enough for a debug build on a busy machine; a run that exceeds it hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A directory with files, and the command in it.
pub(crate) struct Platform {
    folder: TempDir,
    /// The user who runs the command, if not the user of the test.
    #[cfg(unix)]
    user: Option<u32>,
}

/// The result of a run.
pub(crate) struct Run {
    pub(crate) exit: i32,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Platform {
    pub(crate) fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            #[cfg(unix)]
            user: None,
        }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Runs the command as another user, which only root can do.
    #[cfg(unix)]
    pub(crate) fn run_by(mut self, user: u32) -> Self {
        self.user = Some(user);
        self
    }

    /// Whether the user can reach the command and the directory.
    #[cfg(unix)]
    pub(crate) fn is_within_reach(&self) -> bool {
        self.command().arg("--version").output().is_ok()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_asepsis"));
        command.current_dir(self.root());
        #[cfg(unix)]
        if let Some(user) = self.user {
            std::os::unix::process::CommandExt::uid(&mut command, user);
        }
        command
    }

    /// Runs `asepsis` in the directory.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    /// Runs `asepsis` in the directory with this on its standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        run(self.command(), arguments, stdin)
    }

    /// Runs `asepsis` in a directory that is there already.
    pub(crate) fn run_at(folder: &Path, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_asepsis"));
        command.current_dir(folder);
        run(command, arguments, b"")
    }

    /// Checks for privileged containers and takes the report as JSON.
    pub(crate) fn check(&self, paths: &[&str]) -> Run {
        let mut arguments = vec!["check", "--format", "json", "--select", "privileged-container"];
        arguments.extend(paths);
        self.run(&arguments)
    }
}

impl Run {
    /// The report, if standard output is one.
    pub(crate) fn report(&self) -> Value {
        serde_json::from_slice(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.text(), self.stderr))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Each input as `path status code,code`.
    pub(crate) fn inputs(&self) -> Vec<String> {
        let report = self.report();
        let inputs = report["inputs"].as_array().unwrap();
        inputs.iter().map(summary).collect()
    }

    /// The same with the line of each problem.
    pub(crate) fn inputs_at(&self) -> Vec<String> {
        let report = self.report();
        let at = |problem: &Value| at(&text(&problem["code"]), problem);
        let line = |input: &Value| {
            let problems = input["problems"].as_array().cloned().unwrap_or_default();
            let codes = problems.iter().map(at).collect::<Vec<_>>().join(",");
            let line = format!("{} {} {codes}", text(&input["path"]), text(&input["status"]));
            line.trim_end().to_owned()
        };
        report["inputs"].as_array().unwrap().iter().map(line).collect()
    }

    /// Each finding as `check:line`.
    pub(crate) fn findings(&self) -> Vec<String> {
        let report = self.report();
        let findings = report["findings"].as_array().unwrap();
        findings.iter().map(|finding| at(&text(&finding["check"]), finding)).collect()
    }

    /// Each evaluation that could not be decided as `?check:line`.
    pub(crate) fn unknowns(&self) -> Vec<String> {
        let report = self.report();
        let mut unknowns = Vec::new();
        for check in report["checks"].as_array().unwrap() {
            let places = check["unknown_at"].as_array().cloned().unwrap_or_default();
            unknowns.extend(places.iter().map(|it| at(&format!("?{}", text(&check["id"])), it)));
        }
        unknowns
    }

    /// The paths of the findings.
    pub(crate) fn found(&self) -> Vec<String> {
        let report = self.report();
        let findings = report["findings"].as_array().unwrap();
        findings.iter().map(|finding| text(&finding["location"]["path"])).collect()
    }
}

fn run(mut command: Command, arguments: &[&str], stdin: &[u8]) -> Run {
    command.args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let stdin = stdin.to_vec();
    thread::spawn(move || input.write_all(&stdin));
    let stdout = collect(child.stdout.take().unwrap());
    let stderr = collect(child.stderr.take().unwrap());
    let exit = wait(&mut child, arguments);
    let stderr = String::from_utf8(stderr.join().unwrap()).unwrap();
    Run { exit, stdout: stdout.join().unwrap(), stderr }
}

fn summary(input: &Value) -> String {
    let problems = input["problems"].as_array().cloned().unwrap_or_default();
    let codes: Vec<String> = problems
        .iter()
        .map(|problem| problem["code"].as_str().unwrap_or("left-out").to_owned())
        .collect();
    let line = format!("{} {} {}", text(&input["path"]), text(&input["status"]), codes.join(","));
    line.trim_end().to_owned()
}

/// The name with the line of the location, if it has one.
fn at(name: &str, what: &Value) -> String {
    match what["location"]["start"]["line"].as_u64() {
        Some(line) => format!("{name}:{line}"),
        None => name.to_owned(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn collect(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

fn wait(child: &mut Child, arguments: &[&str]) -> i32 {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().unwrap_or_else(|| panic!("{arguments:?} ended by {status}"));
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{arguments:?} did not end");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

//! Programs whose answer is the truth by definition, and how to ask them.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::workspace::{root, target};
use crate::{Failure, Words};

#[path = "../../../tests/support/compose_answers.rs"]
pub(crate) mod compose_answers;
#[path = "../../../tests/support/field_answers.rs"]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
pub(crate) mod field_answers;
#[path = "../../../tests/support/gotemplate_answers.rs"]
pub(crate) mod gotemplate_answers;
#[path = "../../../tests/support/helm_answers.rs"]
pub(crate) mod helm_answers;
#[path = "../../../tests/support/helm_written_out.rs"]
pub(crate) mod helm_written_out;
#[path = "../../../tests/support/kustomize_answers.rs"]
pub(crate) mod kustomize_answers;
#[path = "../../../tests/support/kustomize_written_out.rs"]
pub(crate) mod kustomize_written_out;
#[path = "../../../tests/support/node_value.rs"]
pub(crate) mod node_value;
#[path = "../../../tests/support/pss_answers.rs"]
pub(crate) mod pss_answers;
#[path = "../../../tests/support/selector_answers.rs"]
pub(crate) mod selector_answers;
#[path = "../../../tests/support/written_out.rs"]
pub(crate) mod written_out;
#[path = "../../../tests/support/yaml_answers.rs"]
pub(crate) mod yaml_answers;

pub(crate) mod compose;
mod differences;
pub(crate) mod fields;
pub(crate) mod gotemplate;
mod helm;
pub(crate) mod kustomize;
mod mutate;
mod pss;
mod samples;
pub(crate) mod selectors;
pub(crate) mod yaml;

/// Asks the oracle that is named first.
pub(crate) fn run(mut words: Words<'_>) -> Result<(), Failure> {
    match words.next() {
        Some("compose") => compose::run(words),
        Some("fields") => fields::run(words),
        Some("gotemplate") => gotemplate::run(words),
        Some("helm") => helm::run(words),
        Some("kustomize") => kustomize::run(words),
        Some("pss") => pss::run(words),
        Some("selectors") => selectors::run(words),
        Some("written-out") => compose::written_out::run(words),
        Some("yaml") => yaml::run(words),
        Some(word) => Err(format!("unknown oracle {word}").into()),
        None => Err(
            "the name of an oracle is required: compose, fields, gotemplate, helm, kustomize, pss, selectors, written-out, yaml"
                .into(),
        ),
    }
}

/// The folder of the real files: the one that is given, that of the environment, or the one beside the
/// workspace.
fn corpus_folder(given: Option<&Path>, generated: &str) -> Option<PathBuf> {
    let folder = given.map(Path::to_owned).or_else(|| {
        let named = std::env::var_os("ASEPSIS_CORPUS").map(PathBuf::from);
        named.into_iter().chain([root().join("../shared/corpus")]).find(|folder| folder.is_dir())
    });
    if folder.is_none() {
        println!("NO CORPUS: only {generated} are compared; name one with --corpus");
    }
    folder
}

/// A running oracle that answers each line with a line.
struct Oracle {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Oracle {
    /// Builds the program of a question with Go and starts it.
    fn start(question: &str) -> Result<Self, Failure> {
        Self::spawn(&mut Command::new(Self::build(question)?))
    }

    /// The same for one that may die of what it is asked: in silence, before it takes all memory, and after
    /// some seconds of work at the latest.
    fn start_mortal(question: &str) -> Result<Self, Failure> {
        let mut command = Command::new("sh");
        command
            .args(["-c", "ulimit -v 4000000; ulimit -t 20; exec \"$0\""])
            .arg(Self::build(question)?);
        Self::spawn(command.stderr(Stdio::null()))
    }

    /// The path of the program of a question, which Go builds.
    fn build(question: &str) -> Result<PathBuf, Failure> {
        let folder = root().join("core/dev/oracles").join(question);
        let program = target().join("oracles").join(question);
        let built = Command::new("go")
            .args(["build", "-o"])
            .arg(&program)
            .arg(".")
            .current_dir(&folder)
            .status()
            .map_err(|error| format!("`go build` could not be started: {error}"))?;
        if !built.success() {
            return Err(format!("`go build` failed in {}", folder.display()).into());
        }
        Ok(program)
    }

    fn spawn(command: &mut Command) -> Result<Self, Failure> {
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = process.stdin.take().ok_or("the oracle has no input")?;
        let output = process.stdout.take().ok_or("the oracle has no output")?;
        Ok(Self { process, input, output: BufReader::new(output) })
    }

    fn ask(&mut self, request: &serde_json::Value) -> Result<serde_json::Value, Failure> {
        writeln!(self.input, "{request}")?;
        self.input.flush()?;
        let mut answer = String::new();
        self.output.read_line(&mut answer)?;
        if answer.is_empty() {
            return Err(format!("the oracle died on {request}").into());
        }
        Ok(serde_json::from_str(&answer)?)
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

//! Whether a project is judged as the plain file is that Compose itself writes of it.

use fastrand::Rng;
use serde_json::{Value, json};

use super::samples::case;
use crate::oracle::Oracle;
use crate::oracle::written_out::{checker, differences, known};
use crate::oracle::yaml::options;
use crate::workspace::root;
use crate::{Failure, Words};

/// How many disagreements are printed.
const SHOWN: usize = 10;
/// How many cases are recorded.
const RECORDED: usize = 300;

/// Asks and compares.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    let options = options(words)?;
    let mut oracle = Oracle::start("compose")?;
    let mut random = Rng::with_seed(options.seed);
    let wanted = if options.record { RECORDED } else { options.cases };
    let checker = checker();
    let (mut compared, mut made, mut different, mut agreed) = (0, 0, 0, 0);
    let mut lines = String::new();
    while compared < wanted {
        made += 1;
        let Some(case) = known(&case(&mut random)) else { continue };
        let Some(text) = written_out(&mut oracle, &case)? else { continue };
        compared += 1;
        let (found, same) = differences(&checker, &case, &text);
        agreed += same;
        if !found.is_empty() {
            different += 1;
            if different <= SHOWN {
                show(&case, &text, &found);
            }
        }
        lines.push_str(&json!({"case": case, "text": text}).to_string());
        lines.push('\n');
    }
    println!("{compared} projects of {made} that were made, seed {}", options.seed);
    println!("{agreed} things are said of both the files and what is written of them");
    if different > 0 {
        return Err(format!("{different} are judged otherwise than what Compose writes").into());
    }
    if options.record {
        let path = root().join("core/tests/oracle/written_out.jsonl");
        std::fs::write(&path, &lines)?;
        println!("{} bytes in {}", lines.len(), path.display());
    }
    Ok(())
}

/// The one file that Compose makes of a project; nothing where it refuses it.
fn written_out(oracle: &mut Oracle, case: &Value) -> Result<Option<String>, Failure> {
    let mut question = case.clone();
    if let Some(question) = question.as_object_mut() {
        question.insert("question".to_owned(), json!("written-out"));
    }
    let answer = oracle.ask(&question)?;
    Ok(answer.get("text").and_then(Value::as_str).map(str::to_owned))
}

fn show(case: &Value, text: &str, found: &[String]) {
    println!("----");
    for file in case.get("files").and_then(Value::as_array).into_iter().flatten() {
        let text = file.get("text").and_then(Value::as_str).unwrap_or_default();
        println!("# {}\n{text}", file.get("path").unwrap_or(&Value::Null));
    }
    println!("# written out\n{text}\n{}", found.join("\n"));
}

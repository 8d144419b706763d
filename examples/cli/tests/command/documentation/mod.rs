//! Every code block of every Markdown file is run or compiled, or is marked as output.
//!
//! | language | what runs it |
//! |---|---|
//! | `sh` | this test: [`commands`] says which commands it runs and which it can only look up |
//! | `yaml` | this test reads it as a policy, or as a framework; the cases of the guide are run by `cargo dev test guide` |
//! | `rust` | rustdoc compiles programs; [`code`] finds excerpts in the sources |
//! | `python` | `bindings-python/tests/test_documentation.py` |
//! | `js` | `bindings-wasm/tests/documentation.test.mjs` |
//! | `http` | this test compares it with the policy of the built page |
//! | `text` | output, or a drawing: nothing |
//!
//! A block of another language, or of a kind that its runner does not know, fails.

mod code;
mod commands;
mod markdown;

use super::run::Platform;
use super::texts::POD;
use markdown::{Block, blocks, files, read};

/// Pages of checks. Each is compared with what `cargo dev sync` writes by `core/tests/staleness.rs`, and
/// their examples come from fixtures, which `core/tests/fixtures` runs.
const GENERATED: &str = "core/docs/checks/";

/// The section of `core/ARCHITECTURE.md` that `cargo dev test guide` follows in a copy of the library: its
/// command makes the check, and its blocks are the two files.
const GUIDE: (&str, &str) = ("core/ARCHITECTURE.md", "Adding a check");

/// Runs a block; an error says what is wrong with it.
fn check(block: &Block) -> Result<(), String> {
    if block.info.is_none() {
        return Err("has no fences, and so no language".to_owned());
    }
    if block.file.starts_with(GENERATED) {
        return if block.language() == "yaml" {
            Ok(())
        } else {
            Err("is no example of a fixture".to_owned())
        };
    }
    match block.language() {
        "sh" => commands::check(&block.code),
        "yaml" => yaml(block),
        "rust" => code::check(block),
        "python" => run_by("bindings-python/tests/test_documentation.py", "```python"),
        "js" => run_by("bindings-wasm/tests/documentation.test.mjs", "```js"),
        "http" => header(&block.code),
        "text" => Ok(()),
        "" => Err("has no language; output is `text`".to_owned()),
        other => Err(format!("is in `{other}`, which no test runs")),
    }
}

/// A test in another language takes the blocks of all Markdown files itself.
fn run_by(test: &str, fence: &str) -> Result<(), String> {
    if read(test).contains(fence) {
        return Ok(());
    }
    Err(format!("is not run: {test} does not look for {fence}"))
}

fn is_in_guide(block: &Block) -> bool {
    (block.file.as_str(), block.section.as_str()) == GUIDE
}

/// Cases of a check are run by the guide's step; everything else is a policy.
fn yaml(block: &Block) -> Result<(), String> {
    if is_in_guide(block) {
        return Ok(());
    }
    let platform = Platform::new().file("a.yaml", POD);
    let run = if block.code.starts_with("id: ") {
        let platform = platform.file("our-policy.yaml", &block.code);
        platform.run(&["check", "a.yaml", "--framework", "our-policy.yaml"])
    } else {
        let framework = "{id: own, title: own, controls: [{id: a, title: a}]}";
        let platform = platform.file("asepsis.yaml", &block.code);
        platform.file("our-policy.yaml", framework).run(&["check", "a.yaml"])
    };
    // A policy decides which findings the Pod has; one that cannot be read is invalid usage.
    if matches!(run.exit, 0 | 1 | 3) {
        return Ok(());
    }
    Err(format!("exit {}: {}", run.exit, run.stderr))
}

/// A header of the page: each directive is one of the policy that is built into the page.
fn header(code: &str) -> Result<(), String> {
    let built = read("examples/playground/vite.config.ts");
    let policy =
        code.trim().strip_prefix("Content-Security-Policy: ").ok_or("is another header")?;
    let is_known = |directive: &&str| built.contains(&format!("\"{directive}\""));
    match policy.split("; ").find(|directive| !is_known(directive)) {
        Some(unknown) => Err(format!("`{unknown}` is not in the policy of the page")),
        None => Ok(()),
    }
}

#[test]
fn every_code_block_is_run_or_is_output() {
    let (mut wrong, mut of_guide, mut count) = (Vec::new(), Vec::new(), 0);
    for (file, text) in files("md") {
        for block in blocks(&file, &text) {
            count += 1;
            let place = format!("{file}:{}", block.line);
            // The tests in other languages recognise the fences without a parser of Markdown.
            if block.info.is_some() && !text.contains(&format!("\n{}", block.plain())) {
                wrong.push(format!("{place}: the fences are not three backticks at the margin"));
            }
            if let Err(why) = check(&block) {
                wrong.push(format!("{place}: the block {why}"));
            }
            if is_in_guide(&block) {
                of_guide.push(block.language().to_owned());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(count > 400, "only {count} blocks were found");
    // That step takes the first of each language, so there must not be another.
    assert_eq!(of_guide, ["sh", "rust", "yaml"], "the blocks of `{}`", GUIDE.1);
}

#[test]
fn a_block_that_is_not_run_is_refused() {
    let planted = [
        ("\n```\na\n```\n", "no language"),
        ("\n    a\n", "no fences"),
        ("\n- a\n\n  ```ruby\n  a\n  ```\n", "`ruby`"),
        ("\n```rust,ignore\nfn main() {}\n```\n", "`rust,ignore`"),
        ("\n```sh\nmake\n```\n", "no runner"),
        ("\n```sh\nasepsis check --no-such-option .\n```\n", "exit 2"),
        ("\n```sh\ncargo dev polish\n```\n", "no such command"),
        ("\n```sh\ncargo dev test --no-such-option\n```\n", "--no-such-option"),
        (
            "\n```sh\ncargo run -p asepsis-cli -- check examples/platforms/ojala # exit 3\n```\n",
            "exit 1",
        ),
        ("\n```sh\npip install ./no-such-folder\n```\n", "no-such-folder"),
        ("\n```sh\ncd examples/playground\nnpm run no-such-script\n```\n", "no-such-script"),
        ("\n```yaml\nframeworks: [hippa]\n```\n", "hipaa"),
        ("\n```rust\nfn main() {}\n```\n", "doctest"),
        ("\n```rust\nlet no_such_line_of_the_sources = 1;\n```\n", "no source"),
        ("\n```http\nContent-Security-Policy: script-src *\n```\n", "script-src *"),
    ];
    for (text, expected) in planted {
        let found = blocks("planted.md", text);
        let Err(failure) = check(&found[0]) else { panic!("{text} is accepted") };
        assert!(failure.contains(expected), "{text}{failure}");
    }
}

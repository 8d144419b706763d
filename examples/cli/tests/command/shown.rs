//! Names and arguments that the command prints have their control characters escaped.

use super::run::{Platform, Run};
use super::texts::{HARMLESS, POD};

/// Text with escape sequences, bidirectional controls and invisible characters.
const ODD: &str = "a\u{1b}[31m\u{7}\u{202e}b\u{200b}\u{9b}2J\u{ad}\u{e0041}c\u{2028}";

/// Asserts that a stream contains visible characters and line breaks only.
fn assert_shown(stream: &str, about: &str) {
    let is_odd = |letter: char| {
        (letter.is_control() && letter != '\n') || (!letter.is_ascii() && ODD.contains(letter))
    };
    assert!(!stream.contains(is_odd), "{about}: {stream:?}");
}

fn assert_fault(run: &Run, about: &str) {
    assert_eq!((run.exit, run.text().as_str()), (2, ""), "{about}: {}", run.stderr);
    assert_shown(&run.stderr, about);
    for code in ["U+001B", "U+202E", "U+200B", "U+2028"] {
        assert!(run.stderr.contains(code), "{about}: {}", run.stderr);
    }
}

#[test]
fn errors_of_arguments_are_escaped() {
    let platform = Platform::new().file("a.yaml", HARMLESS);
    let flag = format!("--{ODD}");
    let path = format!("./{ODD}.yaml");
    let folder = format!("{ODD}/report");
    let cases: &[&[&str]] = &[
        &[ODD],
        &["check", &flag, "."],
        &["check", &path],
        &["check", ".", "--fail-on", ODD],
        &["check", ".", "--select", ODD],
        &["check", ".", "--framework", ODD],
        &["check", ".", "--kubernetes", ODD],
        &["check", ".", "--as-of", ODD],
        &["check", ".", "--evidence", ODD],
        &["check", ".", "--format", ODD],
        &["check", ".", "--config", ODD],
        &["check", ".", "--output", &folder],
        &["check", ".", "--exclude", &format!("{ODD}[")],
        &["--color", ODD, "check", "."],
        &["explain", ODD],
        &["checks", "--format", ODD],
        &["completions", ODD],
    ];
    for arguments in cases {
        assert_fault(&platform.run(arguments), &format!("{arguments:?}"));
    }
}

#[test]
fn errors_of_a_policy_are_escaped() {
    let quoted = "\"a\\e[31m\\u202Eb\\u200B\\u2028\"";
    let policies = [
        format!("select: [{quoted}]\n"),
        format!("{quoted}: 1\n"),
        format!("exclude: [{}]\n", quoted.replace("\"a", "\"[")),
        format!("kubernetes: {quoted}\n"),
        format!("suppressions: [{{check: host-pid, reason: a, resource: {quoted}}}]\n"),
        format!("severities: {{{quoted}: high}}\n"),
    ];
    for policy in policies {
        let platform = Platform::new().file("a.yaml", HARMLESS).file("asepsis.yaml", &policy);
        assert_fault(&platform.run(&["check", "a.yaml"]), &policy);
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_shown_in_text_and_markdown() {
    let odd = format!("{ODD}\n.yaml");
    let platform = Platform::new()
        .file(&odd, format!("{POD}---\n{ODD}: [\n"))
        .file(&format!("{ODD}/.gitignore"), "[\n")
        .file(&format!("{ODD}/b.yaml"), format!("{POD}# {ODD}\nunknown\u{202e}Field: 1\n"));
    for format in ["text", "markdown"] {
        let run = platform.run(&["check", ".", "--format", format]);
        assert_eq!(run.exit, 1, "{}", run.stderr);
        assert_shown(&run.text(), format);
        assert_shown(&run.stderr, format);
        assert!(run.text().contains("U+202E") && run.text().contains("U+001B"), "{}", run.text());
    }
    let sarif = platform.run(&["check", ".", "--format", "sarif"]).report();
    let results = sarif["runs"][0]["results"].as_array().unwrap().iter();
    let messages = results.filter_map(|result| result["message"]["text"].as_str());
    messages.for_each(|message| assert_shown(message, "sarif"));
}

#[test]
fn invalid_patterns_are_refused() {
    let platform = Platform::new().file("a.yaml", POD);
    for (pattern, why) in
        [("[", "]"), ("{a,b", "}"), ("a\\", "escape"), ("[!a", "]"), ("", "remove")]
    {
        let run = platform.run(&["check", ".", "--exclude", pattern]);
        assert_eq!((run.exit, run.text().as_str()), (2, ""), "{pattern}: {}", run.stderr);
        assert!(run.stderr.contains("is not a valid pattern"), "{pattern}: {}", run.stderr);
        let (_, hint) = run.stderr.split_once("hint: ").unwrap();
        assert!(hint.contains(why), "{pattern}: {hint}");
    }
    let keys = [
        "exclude: ['[']",
        "environments: {production: ['[']}",
        "bundles: {clinic: ['[']}",
        "suppressions: [{check: host-pid, reason: a, path: '['}]",
        "suppressions: [{check: host-pid, reason: a, resource: 'Pod/['}]",
    ];
    for policy in keys {
        let platform = Platform::new().file("a.yaml", POD).file("asepsis.yaml", policy);
        let run = platform.run(&["check", "a.yaml"]);
        assert_eq!((run.exit, run.text().as_str()), (2, ""), "{policy}: {}", run.stderr);
        let place = format!(
            "asepsis.yaml:1:{}: ",
            policy.rfind('\'').map_or(0, |end| { policy[..end].rfind('\'').unwrap() + 1 })
        );
        assert!(run.stderr.contains(&place) && run.stderr.contains("hint: "), "{}", run.stderr);
    }
}

//! Arguments, exit statuses, and the use of the output streams.

use std::process::{Command, Stdio};

use super::run::Platform;
use super::texts::{HARMLESS, POD};

#[test]
fn invalid_requests_have_a_hint_and_no_standard_output() {
    let platform = Platform::new().file("a.yaml", POD);
    let cases: &[(&[&str], &str)] = &[
        (&["check"], "<PATH>"),
        (&["check", "nowhere.yaml"], "`nowhere.yaml` does not exist"),
        (&["check", "a.yaml", "a.yaml/b.yaml"], "`a.yaml/b.yaml` does not exist"),
        (
            &["check", "--select", "priviledged-container", "."],
            "did you mean `privileged-container`?",
        ),
        (&["check", "--framework", "hippa", "."], "did you mean `hipaa`?"),
        (&["check", "--format", "jason", "."], "did you mean `json`?"),
        (&["check", "--format", "junit", "."], "is not supported yet"),
        (&["check", "--fail-on", "sever", "."], "medium"),
        (&["check", "--as-of", "tomorrow", "."], "write it as `2026-11-21`"),
        (&["check", "--kubernetes", "two", "."], "write it as `1.29`"),
        (&["check", "--evidence", "few", "."], "write a number or `all`"),
        (&["check", "--output", "nowhere/report", "."], "cannot write `nowhere/report`"),
        (&["check", "--output", ".", "."], "cannot write `.`"),
        (&["check", "--config", "nowhere.yaml", "."], "nowhere.yaml"),
        (&["explain", "privileged-containers"], "did you mean `privileged-container`?"),
        (&["explain", "hipaa:164.312(a)(9)"], "did you mean `164.312(a)(1)`?"),
        (&["explain", "runAsPriviledged"], "did you mean `runAsPrivileged`?"),
        (&["chekc", "."], "check"),
    ];
    for (arguments, expected) in cases {
        let run = platform.run(arguments);
        assert_eq!(run.exit, 2, "{arguments:?}: {}", run.stderr);
        assert_eq!(run.text(), "", "{arguments:?}");
        assert!(run.stderr.contains(expected), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn the_exit_status_follows_the_threshold() {
    let platform = Platform::new().file("a.yaml", POD);
    let exit = |arguments: &[&str]| {
        let mut all = vec!["check", "--select", "privileged-container,image-tag-mutable"];
        all.extend(arguments);
        all.push(".");
        platform.run(&all).exit
    };
    assert_eq!(exit(&[]), 1);
    assert_eq!(exit(&["--exit-zero"]), 0);
    assert_eq!(exit(&["--ignore", "privileged-container"]), 0);
    assert_eq!(exit(&["--ignore", "critical"]), 0);
    assert_eq!(exit(&["--fail-on", "critical"]), 1);
}

#[test]
fn findings_below_the_minimum_severity_are_counted_and_not_listed() {
    let platform = Platform::new().file("a.yaml", POD);
    let text =
        |arguments: &[&str]| platform.run(&[&["check", "a.yaml"], arguments].concat()).text();
    assert!(text(&[]).contains("memory-limit-missing"), "{}", text(&[]));
    let severe = text(&["--min-severity", "critical"]);
    assert!(!severe.contains("memory-limit-missing"), "{severe}");
    assert!(severe.contains("privileged-container"), "{severe}");
}

#[test]
fn every_format_is_written() {
    let platform = Platform::new().file("a.yaml", POD);
    let text = |format| platform.run(&["check", "--format", format, "a.yaml"]).text();
    let formats = [
        ("text", "fail: "),
        ("json", "\"verdict\":\"fail\""),
        ("sarif", "sarif"),
        ("markdown", "# "),
    ];
    for (format, expected) in formats {
        assert!(text(format).contains(expected), "{format}: {}", text(format));
    }
}

#[test]
fn colours_are_used_in_terminals_or_on_request() {
    let platform = Platform::new().file("a.yaml", POD);
    let is_coloured = |arguments: &[&str]| {
        platform.run(&[&["check", "a.yaml"], arguments].concat()).text().contains('\u{1b}')
    };
    assert!(!is_coloured(&[]));
    assert!(!is_coloured(&["--color", "never"]));
    assert!(is_coloured(&["--color", "always"]));
}

#[test]
fn unknown_evaluations_count_only_on_request() {
    let text = POD.replace("privileged: true", "privileged: \"${PRIVILEGED}\"");
    let platform = Platform::new().file("a.yaml", text);
    assert_eq!(platform.check(&["."]).exit, 0);
    assert_eq!(platform.check(&["--fail-on-unknown", "."]).exit, 3);
}

#[test]
fn standard_input_is_a_separate_input() {
    let platform = Platform::new().file("a.yaml", HARMLESS);
    let arguments = ["check", "--format", "json", "--select", "privileged-container"];
    let run = |more: &[&str], stdin: &str| {
        platform.run_with(&[&arguments[..], more].concat(), stdin.as_bytes())
    };
    assert_eq!(run(&["-"], POD).found(), ["<stdin>"]);
    assert_eq!(run(&["--stdin-filename", "b.json", "-", "."], POD).inputs().len(), 2);
    assert_eq!(run(&["-"], "a: [").exit, 3, "standard input was named");
    assert_eq!(run(&["-"], "").exit, 3, "nothing was judged");
    // The name decides the format.
    assert_eq!(
        run(&["--stdin-filename", "b.json", "-"], POD).inputs(),
        ["b.json unparsable syntax"]
    );
}

#[test]
fn a_run_that_judged_nothing_is_incomplete() {
    let platform = Platform::new().file("notes.txt", "").file("a.yaml", POD);
    let cases: &[(&[&str], &str)] = &[
        (&["check", "notes.txt"], "no resource found, so nothing was checked"),
        (&["check", ".", "--exclude", "a.yaml"], "no resource found, so nothing was checked"),
        (
            &["check", ".", "--select", "service-node-port"],
            "no check that ran applies to the 1 resource",
        ),
    ];
    for (arguments, why) in cases {
        let run = platform.run(arguments);
        let said = String::from_utf8(run.stdout).unwrap();
        assert_eq!(run.exit, 3, "{arguments:?}");
        assert!(said.contains(&format!("incomplete: {why}")), "{said}");
    }
}

#[test]
fn the_policy_is_found_above_the_first_path_and_arguments_override_it() {
    let policy = "select: [privileged-container]\nthresholds: {fail_on: critical}\n\
                  exclude: [tests]\nbundles: {clinic: [\"deploy/**\"]}\n";
    let platform = Platform::new()
        .file("asepsis.yaml", policy)
        .file("deploy/a.yaml", POD)
        .file("deploy/tests/b.yaml", POD);
    let run =
        |arguments: &[&str]| platform.run(&[&["check", "--format", "json"], arguments].concat());
    let checks = |arguments: &[&str]| run(arguments).report()["checks"].as_array().unwrap().len();
    assert_eq!(checks(&["deploy"]), 1);
    // The report lists what the policy turns off, and its path relative to the working directory.
    let report = run(&["--exclude", "drafts", "deploy"]).report();
    assert_eq!(report["policy"]["file"], "asepsis.yaml");
    let left_out = report["policy"]["left_out"].as_array().unwrap();
    let named = |kind: &str| {
        let of_kind = left_out.iter().filter(|entry| entry["kind"] == kind);
        of_kind.filter_map(|entry| entry["name"].as_str()).collect::<Vec<_>>()
    };
    assert_eq!(named("path"), ["drafts", "tests"]);
    assert!(named("check").contains(&"host-network"));
    assert_eq!(
        checks(&["--select", "host", "deploy"]),
        checks(&["--select", "host", "--no-config", "deploy"])
    );
    assert!(checks(&["--no-config", "deploy"]) > 10);
    assert_eq!(
        run(&["deploy"]).inputs(),
        ["deploy/a.yaml analysed", "deploy/tests/ excluded left-out"]
    );
    assert_eq!(run(&["deploy"]).report()["inputs"][0]["bundle"], "clinic");
    assert_eq!(run(&["deploy"]).report()["summary"]["fail_on"], "critical");
    assert_eq!(run(&["--fail-on", "high", "deploy"]).report()["summary"]["fail_on"], "high");
    // The policy is not an input of its run.
    assert_eq!(run(&["."]).inputs()[0], "asepsis.yaml excluded left-out");
    assert_eq!(checks(&["--config", "asepsis.yaml", "-"]), 1);
}

#[test]
fn an_invalid_policy_stops_the_run_and_every_error_is_reported() {
    let policy = "select: [priviledged-container]\nframeworks: [hippa]\n";
    let platform = Platform::new().file("asepsis.yaml", policy).file("deploy/a.yaml", POD);
    let run = platform.check(&["deploy"]);
    assert_eq!(run.exit, 2);
    for expected in ["asepsis.yaml:1:", "`privileged-container`", "asepsis.yaml:2:", "`hipaa`"] {
        assert!(run.stderr.contains(expected), "{expected}: {}", run.stderr);
    }
    assert_eq!(platform.check(&["--no-config", "deploy"]).exit, 1);
}

#[test]
fn the_date_is_todays_unless_given() {
    let platform = Platform::new().file("a.yaml", HARMLESS);
    let date = |arguments: &[&str]| platform.check(arguments).report()["summary"]["date"].clone();
    assert_eq!(date(&["--as-of", "2024-02-29", "."]), "2024-02-29");
    assert!(date(&["."]).as_str().unwrap() > "2026-01-01");
}

#[test]
fn two_runs_write_the_same_bytes() {
    let mut platform = Platform::new();
    for number in 0..40 {
        platform = platform.file(&format!("{}/{number}.yaml", number % 7), POD);
    }
    let arguments = ["check", "--format", "json", "--framework", "hipaa", "--as-of", "2026-11-21"];
    let run = |paths: &[&str]| platform.run(&[&arguments[..], paths].concat()).stdout;
    let first = run(&["."]);
    assert_eq!(first, run(&["."]));
    assert_eq!(first, run(&["6", "5", "4", "3", "2", "1", "0"]));
}

#[test]
fn lists_and_explanations_go_to_standard_output() {
    let platform = Platform::new();
    let cases: &[(&[&str], &str)] = &[
        (&["--help"], "Exit status"),
        (&["--version"], "asepsis 0."),
        (&["check", "--help"], "--bundle-by-directory"),
        (&["render", "--help"], "--show-secrets"),
        (&["checks"], "privileged-container"),
        (&["explain", "privileged-container"], "cis-kubernetes 5.2.2"),
        (&["explain", "low-uid"], "default"),
        (&["explain", "hipaa:164.312(a)(1)"], "refutes privileged-container"),
        (&["explain", "KSV017"], "privileged-container (critical"),
        (&["explain", "c-0057"], "Kubescape: C-0057"),
        (&["explain", "runasprivileged"], "   10 |         privileged: true\n"),
        (&["explain", "CKV_K8S_16"], "line 10: container `viewer` is privileged"),
        (&["explain", "CKV_K8S_49"], "\n\n\nwildcard-verb ("),
        (&["completions", "bash"], "complete -F"),
        (&["manual"], ".TH asepsis"),
    ];
    for (arguments, expected) in cases {
        let run = platform.run(arguments);
        assert_eq!((run.exit, run.stderr.as_str()), (0, ""), "{arguments:?}");
        assert!(run.text().contains(expected), "{arguments:?}: {}", run.text());
    }
    let checks = platform.run(&["checks", "--format", "json"]).report();
    let checks = checks.as_array().unwrap();
    assert!(checks.len() > 10);
    assert!(checks.iter().all(|check| check["id"].is_string() && check["why"].is_string()));
}

/// A reader such as `head` may close the pipe early without an error message.
#[test]
#[cfg(unix)]
fn a_pipe_that_the_reader_closes_is_not_an_error() {
    let platform = Platform::new().file("a.yaml", vec![POD; 3000].join("---\n"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_asepsis"))
        .args(["check", "--format", "json", "a.yaml"])
        .current_dir(platform.root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

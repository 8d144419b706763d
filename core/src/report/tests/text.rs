//! Text and Markdown as people see them.

use super::{BARE_POD, accepted, bare_pod, broken, expect, ojala};
use crate::checker::Checker;
use crate::checks::Severity;
use crate::engine::Input;
use crate::report::{Format, TextOptions};

#[test]
fn a_bare_pod_fits_on_two_screens() {
    let all = Checker::default().check([Input::text("web.yaml", BARE_POD)]);
    let text = all.to_text(&TextOptions::default());
    assert!(text.lines().count() <= 80, "{text}");
    expect("bare-pod.txt", &bare_pod().to_text(&TextOptions::default()));
}

#[test]
fn what_to_do_is_said_as_the_technology_of_the_finding_says_it() {
    let checker = Checker::builder().select("capabilities-drop-all-missing").build().unwrap();
    let compose = "services: {web: {image: nginx}}\n";
    let inputs = [Input::text("compose.yaml", compose), Input::text("web.yaml", BARE_POD)];
    let text = checker.check(inputs).to_text(&TextOptions::default());
    for (line, fix) in text
        .lines()
        .filter(|line| line.contains("fix: "))
        .zip(["`cap_drop:", "`capabilities.drop:"])
    {
        assert!(line.contains(fix), "{text}");
    }
    assert_eq!(text.matches("fix: ").count(), 2, "{text}");
}

#[test]
fn a_broken_file_among_good_ones_is_named() {
    let text = broken().to_text(&TextOptions::default());
    expect("broken.txt", &text);
    for name in ["broken.yaml:", "templates/web.yaml", "locked.yaml"] {
        assert!(text.contains(name), "{text}");
    }
}

#[test]
fn accepted_findings_and_idle_suppressions_are_listed() {
    expect("accepted.txt", &accepted().to_text(&TextOptions::default()));
    expect("accepted.md", &accepted().to_markdown());
}

#[test]
fn a_platform_is_grouped_by_file_and_resource() {
    let text = ojala().to_text(&TextOptions::default());
    let first: Vec<&str> = text.lines().take(60).collect();
    expect("ojala-head.txt", &(first.join("\n") + "\n"));
    assert!(text.lines().last().unwrap().starts_with("fail: "), "{text}");
}

#[test]
fn hipaa_lines_speak_of_evidence_only() {
    let report = ojala();
    for text in [
        report.to_text(&TextOptions { all: true, width: 300, ..TextOptions::default() }),
        report.to_markdown(),
    ] {
        let lines: Vec<&str> = text.lines().filter(|line| line.contains(" 164.3")).collect();
        assert!(lines.len() >= 50, "{text}");
        let is_careful = |line: &str| {
            line.contains("supporting evidence only") || line.contains("evidence for ")
        };
        assert!(lines.iter().all(|line| is_careful(line)), "{text}");
        assert!(!text.to_lowercase().contains("complian"), "{text}");
    }
}

/// Many pods, so that there are more findings than are listed.
fn many(pods: usize) -> super::Report {
    let mut text = String::new();
    for number in 0..pods {
        text.push_str(&super::BARE_POD.replace("name: web", &format!("name: web-{number}")));
        text.push_str("---\n");
    }
    Checker::default().check([Input::text("many.yaml", text)])
}

#[test]
fn above_two_hundred_findings_a_table_is_shown_and_how_to_see_all() {
    let report = many(60);
    assert!(report.findings().len() > 200);
    let options =
        TextOptions { all_hint: "`--all` lists every one".to_owned(), ..TextOptions::default() };
    let text = report.to_text(&options);
    assert!(text.lines().count() < 130, "{text}");
    assert!(text.contains("60  memory-limit-missing"), "{text}");
    assert!(text.contains("(`--all` lists every one)"), "{text}");
    let all = report.to_text(&TextOptions { all: true, ..options });
    assert!(all.contains("many.yaml:533:"), "the last pod is listed");
}

#[test]
fn what_is_milder_than_asked_for_is_counted() {
    let options = TextOptions { min_severity: Severity::High, ..TextOptions::default() };
    let text = bare_pod().to_text(&options);
    assert!(text.contains("below high not shown"), "{text}");
    assert!(!text.contains("memory-limit-missing"), "{text}");
}

#[test]
fn no_line_ends_in_white_space_and_colours_only_when_asked_for() {
    for report in [bare_pod(), broken(), accepted(), ojala(), many(60)] {
        let plain = report.to_text(&TextOptions::default());
        assert!(plain.lines().all(|line| line.trim_end() == line), "{plain}");
        assert!(!plain.contains('\u{1b}'));
        let coloured = report.to_text(&TextOptions { colour: true, ..TextOptions::default() });
        assert!(coloured.contains("\u{1b}["));
        let mut stripped = String::new();
        for (index, part) in coloured.split("\u{1b}[").enumerate() {
            stripped.push_str(if index == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        assert_eq!(stripped, plain);
    }
}

/// Where the last word of a line begins, in columns.
fn last_word(line: &str) -> usize {
    line.rfind(' ').map_or(0, |at| line[..=at].chars().count())
}

#[test]
fn lines_fit_the_width_unless_one_word_does_not() {
    for report in [bare_pod(), broken(), accepted(), ojala(), many(60)] {
        for (width, all) in [(80, false), (80, true), (100, false), (120, false), (120, true)] {
            let text = report.to_text(&TextOptions { all, width, ..TextOptions::default() });
            for line in text.lines().filter(|line| line.chars().count() > width) {
                assert!(last_word(line) <= MARGIN, "{width}: {line}");
            }
        }
    }
}

/// The widest margin in which a label or the columns of a table are: a longer word is alone behind it.
const MARGIN: usize = 50;

#[test]
fn names_move_no_cursor() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: \"a\\e[31m\\nb\\u202ec\"}\nspec:\n  \
               containers:\n  - {name: \"x\\e[2J|`<b>\", image: \"é\\t\u{4e2d}\u{6587}:latest\"}\n";
    let report = Checker::default().check([Input::text("we\u{1b}ird\nname.yaml", pod)]);
    assert!(!report.findings().is_empty());
    for text in [report.to_text(&TextOptions::default()), report.to_markdown()] {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
        assert!(
            text.contains("we<U+001B>ird\\nname.yaml") || text.contains("we&#60;U+001B&#62;ird")
        );
        assert!(!text.contains("<b>") || !text.contains("| location |"), "{text}");
    }
}

#[test]
fn a_long_line_is_cut_around_the_mark() {
    let filler = "x".repeat(5_000);
    let pod = format!(
        "{{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{{\"name\":\"a\",\"labels\":{{\"l\":\"{filler}\"}}}},\
         \"spec\":{{\"hostNetwork\":true,\"containers\":[]}}}}"
    );
    let checker = Checker::builder().select("host-network").build().unwrap();
    let text = checker.check([Input::text("pod.json", pod)]).to_text(&TextOptions::default());
    assert!(text.lines().all(|line| line.chars().count() <= 110), "{text}");
    assert!(text.contains("\"hostNetwork\":true"), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.contains("^^^^")).unwrap();
    let column = lines[at].find('^').unwrap();
    assert_eq!(&lines[at - 1][column..column + 4], "true", "{text}");
}

#[test]
fn formats_are_found_by_name_and_others_refused() {
    for format in Format::ALL {
        assert_eq!(Format::find(format.as_str()), Ok(*format));
        let mut bytes = Vec::new();
        bare_pod().write(*format, &mut bytes).unwrap();
        assert_eq!(bytes.last(), Some(&b'\n'), "{format}");
    }
    for name in ["junit", "html", "csv", "txet", "", "TEXT"] {
        let error = Format::find(name).unwrap_err();
        let hint = error.hint().unwrap();
        assert!(hint.ends_with("expected one of text, json, sarif, markdown"), "{hint}");
    }
    assert!(Format::find("jsn").unwrap_err().hint().unwrap().starts_with("did you mean `json`?"));
}

#[test]
fn what_several_have_at_one_place_is_one_block_that_names_them() {
    let compose = "x-common: &common\n  volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]\n\
                   services:\n  agent: {<<: *common, image: a}\n  web: {<<: *common, image: b}\n";
    let checker = Checker::builder().select("container-runtime-socket").build().unwrap();
    let report = checker.check([Input::text("compose.yaml", compose)]);
    assert_eq!(report.findings().len(), 2);
    let text = report.to_text(&TextOptions::default());
    assert_eq!(text.matches("[container-runtime-socket]\n").count(), 1, "{text}");
    assert!(text.contains("also applies to: service web\n"), "{text}");
}

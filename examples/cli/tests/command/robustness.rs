//! A table of inputs that are known to break tools: none may crash or hang the run, pass unreported, or
//! affect other files.

use std::time::{Duration, Instant};

use asepsis::{Checker, Input};

use super::run::Platform;
use super::texts::{
    JSON, POD, alias_bomb, deep_block, deep_flow, documents, list, long_line, many_anchors, merged,
    privileged, template, utf16, with,
};

/// The checks that judge the cases.
const CHECKS: &str = "privileged-container,duplicate-key,unknown-field,wrong-type,secret-in-dotenv";

/// One input, and exactly what is reported about it.
struct Case {
    name: &'static str,
    /// The name of the file.
    path: &'static str,
    text: Vec<u8>,
    /// Status of the input and each problem as `code:line`; the exit status; each finding as
    /// `check:line`, and each undecided evaluation as `?check:line`.
    said: &'static str,
}

fn case(name: &'static str, text: impl Into<Vec<u8>>, said: &'static str) -> Case {
    Case { name, path: "case.yaml", text: text.into(), said }
}

fn encodings() -> Vec<Case> {
    let latin1 = [b"# caf\xE9\n", POD.as_bytes()].concat();
    vec![
        case("empty", "", "analysed, exit 3"),
        case("comments", "# nothing\n# at all\n", "analysed, exit 3"),
        case("separator", "---\n", "analysed, exit 3"),
        case("scalar", "good morning\n", "other not-a-manifest:1, exit 3"),
        case(
            "list",
            format!("- {}", POD.replace('\n', "\n  ")),
            "unparsable not-a-manifest:1, exit 3",
        ),
        case("mark", format!("\u{FEFF}{POD}"), "analysed, exit 1, privileged-container:10"),
        case("crlf", POD.replace('\n', "\r\n"), "analysed, exit 1, privileged-container:10"),
        case("cr", POD.replace('\n', "\r"), "analysed, exit 1, privileged-container:10"),
        case(
            "utf-16-le",
            utf16(true, u16::to_le_bytes),
            "analysed, exit 1, privileged-container:10",
        ),
        case(
            "utf-16-be",
            utf16(true, u16::to_be_bytes),
            "analysed, exit 1, privileged-container:10",
        ),
        case("utf-16-without-mark", utf16(false, u16::to_le_bytes), "unparsable binary, exit 3"),
        case("latin-1-in-comment", latin1, "unparsable encoding:1, exit 3"),
        case("nul", with("probe", "pro\0be"), "unparsable syntax:4, exit 3"),
        case("binary", [&[0; 64], POD.as_bytes()].concat(), "unparsable binary, exit 3"),
        case("picture", [&b"\x89PNG\r\n\x1A\n"[..], &[0; 64]].concat(), "other binary, exit 3"),
        case("no-final-newline", POD.trim_end(), "analysed, exit 1, privileged-container:10"),
        case("long-line", long_line(5 << 20), "analysed, exit 1, privileged-container:1"),
        case("scalar-of-100-mb", long_line(100 << 20), "over_limit too-large, exit 3"),
        case(
            "pods-of-100-mb",
            format!("{POD}---\n").repeat(600_000),
            "over_limit too-large, exit 3",
        ),
    ]
}

fn yaml() -> Vec<Case> {
    let duplicate =
        |first: &str, last: &str| privileged(&format!("{first}\n      privileged: {last}"));
    vec![
        case("tab-indentation", POD.replace("  ", "\t"), "unparsable syntax:4, exit 3"),
        case("trailing-tab", with("true", "true\t"), "analysed, exit 1, privileged-container:10"),
        case(
            "unknown-tag",
            with("metadata:", "metadata: !mine"),
            "analysed, exit 1, privileged-container:10",
        ),
        case(
            "unknown-tag-on-value",
            privileged("!mine true"),
            "analysed, exit 1, wrong-type:10, ?privileged-container:10",
        ),
        case(
            "python-object",
            with("metadata:", "metadata: !!python/object:os.system"),
            "analysed, exit 1, privileged-container:10",
        ),
        case(
            "duplicate-last",
            duplicate("false", "true"),
            "analysed, exit 1, duplicate-key:11, privileged-container:11",
        ),
        // The last value applies, and it is harmless.
        case("duplicate-first", duplicate("true", "false"), "analysed, exit 1, duplicate-key:11"),
        case(
            "alias-cycle",
            with("name: probe", "labels: &a {b: *a}"),
            "partial alias-cycle:4, exit 1, privileged-container:10, ?wrong-type:4",
        ),
        case(
            "unknown-alias",
            with("name: probe", "labels: *nothing"),
            "partial unknown-alias:4, exit 1, privileged-container:10, ?duplicate-key:4, ?unknown-field:4, ?wrong-type:4",
        ),
        case("alias-bomb", alias_bomb(), "over_limit alias-expansion:1, exit 3"),
        case("deep-block", deep_block(2_000), "over_limit too-deep:1001, exit 3"),
        case("deep-flow", deep_flow(10_000), "over_limit too-deep:1, exit 3"),
        case("deeper-flow", deep_flow(100_000), "over_limit too-deep:1, exit 3"),
        case(
            "merge",
            merged("*one"),
            "analysed, exit 1, unknown-field:1, privileged-container:1, unknown-field:2",
        ),
        case(
            "merge-of-list",
            merged("[*two, *one]"),
            "analysed, exit 1, unknown-field:1, privileged-container:1, unknown-field:2",
        ),
        case("yes", privileged("yes"), "analysed, exit 1, privileged-container:10"),
        case("capital-true", privileged("True"), "analysed, exit 1, privileged-container:10"),
        case(
            "quoted-true",
            privileged("\"true\""),
            "analysed, exit 1, wrong-type:10, ?privileged-container:10",
        ),
        case("one", privileged("1"), "analysed, exit 1, wrong-type:10, ?privileged-container:10"),
        case("json-in-yaml", JSON, "analysed, exit 1, privileged-container:1"),
        case(
            "json-lines",
            format!("{JSON}\n{JSON}\n"),
            "analysed, exit 1, privileged-container:1, privileged-container:2",
        ),
        case(
            "broken-first",
            documents(&["a: [\n", POD, POD]),
            "partial syntax:2, exit 1, privileged-container:12, privileged-container:23",
        ),
        case(
            "broken-in-the-middle",
            documents(&[POD, "a: [\n", POD]),
            "partial syntax:13, exit 1, privileged-container:10, privileged-container:23",
        ),
        case(
            "broken-last",
            documents(&[POD, POD, "a: [\n"]),
            "partial syntax:24, exit 1, privileged-container:10, privileged-container:21",
        ),
    ]
}

fn manifests() -> Vec<Case> {
    let container = &POD[POD.find("  - name").unwrap()..];
    let containers = |instead: &str| POD.replace(container, instead);
    vec![
        case("numeric-kind", with("kind: Pod", "kind: 7"), "unparsable no-kind:1, exit 3"),
        case(
            "metadata-as-list",
            with("  name: probe", "- name: probe"),
            "analysed, exit 1, wrong-type:4, privileged-container:10",
        ),
        case(
            "containers-as-map",
            with("  - name: app\n", "    name: app\n"),
            "analysed, exit 1, wrong-type:7, ?privileged-container:7",
        ),
        case(
            "containers-as-string",
            containers("    privileged app\n"),
            "analysed, exit 1, wrong-type:7, ?privileged-container:7",
        ),
        case("containers-as-null", containers(""), "analysed, exit 0"),
        case(
            "misspelt-field",
            with("securityContext", "securtyContext"),
            "analysed, exit 1, unknown-field:9",
        ),
        case("misspelt-spec", with("spec:", "specs:"), "analysed, exit 1, unknown-field:5"),
        case("null-spec", &POD[..POD.find("  containers").unwrap()], "analysed, exit 0"),
        case("list-kind", list("List"), "analysed, exit 1, privileged-container:13"),
        case("pod-list", list("PodList"), "analysed, exit 1, privileged-container:13"),
        case("list-of-anything", list("AnythingList"), "analysed, exit 1, privileged-container:13"),
        case(
            "rollout",
            template("argoproj.io/v1alpha1", "Rollout"),
            "analysed, exit 1, privileged-container:13",
        ),
        case(
            "unknown-workload",
            template("example.com/v1", "Clinic"),
            "analysed, exit 1, privileged-container:13",
        ),
        case(
            "unknown-kind",
            "apiVersion: example.com/v1\nkind: Ward\nspec: {beds: 12}\n",
            "analysed, exit 0",
        ),
        case("no-kind", with("kind: Pod\n", "# kind\n"), "unparsable no-kind:1, exit 3"),
        case("unrelated", "on: push\njobs: {}\n", "other not-a-manifest:1, exit 3"),
    ]
}

/// Characters that end a line, or are invisible, for some programs only.
fn separators() -> Vec<Case> {
    let after = |text: &str| with("privileged: true", &format!("privileged: true{text}"));
    let before = |text: &str| with("      privileged", &format!("      {text}privileged"));
    vec![
        case(
            "line-separator",
            after("\u{2028}      runAsUser: 0"),
            "analysed, exit 1, privileged-container:10",
        ),
        case(
            "paragraph-separator",
            after("\u{2029}      runAsUser: 0"),
            "analysed, exit 1, privileged-container:10",
        ),
        case(
            "next-line",
            after("\u{85}      runAsUser: 0"),
            "analysed, exit 1, privileged-container:10",
        ),
        case(
            "line-separator-in-comment",
            after(" # a\u{2028}      readOnly: true"),
            "analysed, exit 1, privileged-container:10, unknown-field:10",
        ),
        case(
            "next-line-hides-nothing",
            before("# harmless\u{85}      "),
            "analysed, exit 1, privileged-container:10",
        ),
        case(
            "carriage-return-hides-nothing",
            before("# harmless\r      "),
            "analysed, exit 1, privileged-container:11",
        ),
        case("form-feed", before("\u{C}"), "unparsable syntax:10, exit 3"),
        case("no-break-space", before("\u{A0}"), "analysed, exit 1, unknown-field:10"),
        case("mark-in-the-middle", before("\u{FEFF}"), "analysed, exit 1, unknown-field:10"),
        case(
            "turned-value",
            privileged("\u{202E}true"),
            "analysed, exit 1, wrong-type:10, ?privileged-container:10",
        ),
        case(
            "turned-comment",
            after(" # \u{202E}eslaf :degelivirp"),
            "analysed, exit 1, privileged-container:10",
        ),
        case(
            "invisible-in-key",
            with("privileged", "privi\u{200B}leged"),
            "analysed, exit 1, unknown-field:10",
        ),
        case(
            "escape-in-name",
            with("probe", "\"pro\\e[2Jbe\""),
            "analysed, exit 1, privileged-container:10",
        ),
        case("nul-in-json", JSON.replace("probe", "pro\0be"), "unparsable syntax:1, exit 3"),
        case(
            "escaped-nul-in-json",
            JSON.replace("probe", "pro\\u0000be"),
            "analysed, exit 1, privileged-container:1",
        ),
        case(
            "half-a-pair-in-json",
            JSON.replace("probe", "\\ud800"),
            "analysed, exit 1, privileged-container:1",
        ),
        case(
            "utf-32",
            POD.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect::<Vec<_>>(),
            "unparsable encoding, exit 3",
        ),
        case(
            "latin-1-in-value",
            [POD.as_bytes(), b"    workingDir: /caf\xE9\n"].concat(),
            "unparsable encoding:11, exit 3",
        ),
    ]
}

/// Objects and values in unusual positions.
fn shapes() -> Vec<Case> {
    let item = POD.replace('\n', "\n    ");
    let secret =
        "apiVersion: v1\nkind: SecretList\nitems:\n- metadata: {name: a}\n  data: {a: b}\n";
    vec![
        case(
            "boolean-by-tag",
            privileged("!!bool yes"),
            "analysed, exit 1, privileged-container:10",
        ),
        case("on", privileged("on"), "analysed, exit 1, privileged-container:10"),
        case("y", privileged("y"), "analysed, exit 1, privileged-container:10"),
        case(
            "blank-in-kind",
            with("kind: Pod", "kind: 'Pod '"),
            "partial unknown-kind:2, exit 1, privileged-container:10",
        ),
        case(
            "kind-in-other-case",
            with("kind: Pod", "kind: pod"),
            "partial unknown-kind:2, exit 1, privileged-container:10",
        ),
        case(
            "list-of-lists",
            format!("apiVersion: v1\nkind: List\nitems:\n- - {item}"),
            "unparsable list-item:4, exit 3",
        ),
        case("secret-list", secret, "analysed, exit 1, wrong-type:5"),
        case(
            "duplicate-in-json",
            JSON.replace("true", "true,\"privileged\":false"),
            "analysed, exit 1, duplicate-key:1",
        ),
        case("comment-in-json", JSON.replacen('{', "{/* a */", 1), "unparsable no-kind:1, exit 3"),
        case(
            "not-a-number",
            with("  containers", "  priority: .nan\n  containers"),
            "unparsable syntax:6, exit 3",
        ),
        case(
            "huge-number",
            with("  containers", "  priority: 1e999\n  containers"),
            "analysed, exit 1, wrong-type:6, privileged-container:11",
        ),
        case(
            "ends-of-documents",
            format!("{POD}...\n{POD}"),
            "partial ignored:12, exit 1, privileged-container:10",
        ),
        case(
            "text-after-the-end",
            POD.to_owned() + "...\nprivileged: true\n",
            "partial ignored:12, exit 1, privileged-container:10",
        ),
        case(
            "directive",
            format!("%YAML 1.2\n---\n{POD}"),
            "partial syntax:1, exit 1, privileged-container:12",
        ),
        case(
            "many-documents",
            "---\n".repeat(2_000) + POD,
            "analysed, exit 1, privileged-container:2010",
        ),
        case(
            "many-anchors",
            many_anchors(2_000),
            "analysed, exit 1, unknown-field:1, privileged-container:4011",
        ),
    ]
}

/// Files of variables, as Compose reads them.
fn variables() -> Vec<Case> {
    let case = |name, text: &str, said| Case { path: ".env", ..case(name, text, said) };
    vec![
        case("double-quoted-lines", "A=\"x\nDB_PASSWORD=hunter2hunter\n\"\n", "analysed, exit 0"),
        case("single-quoted-lines", "A='x\nDB_PASSWORD=hunter2hunter\n'\n", "analysed, exit 0"),
        case(
            "secret-of-lines",
            "DB_PASSWORD=\"hunter2\nhunter\"\nB=1\n",
            "analysed, exit 0, ?secret-in-dotenv:1",
        ),
        case(
            "escapes-in-lines",
            "A=\"x\\\"\nB=no\n\"\nDB_PASSWORD=hunter2hunter\n",
            "analysed, exit 1, secret-in-dotenv:4",
        ),
        case(
            "after-lines",
            "A='x\ny' # note\nexport DB_PASSWORD=hunter2hunter # note\n",
            "analysed, exit 1, secret-in-dotenv:3",
        ),
        case(
            "not-closed",
            "A=\"x\nDB_PASSWORD=hunter2hunter\n",
            "partial syntax:1, exit 1, secret-in-dotenv:2",
        ),
        case(
            "no-name",
            "=\"x\ny\"\nDB_PASSWORD=hunter2hunter\n",
            "analysed, exit 1, secret-in-dotenv:3",
        ),
        case(
            "key-file",
            "-----BEGIN A-----\nabc\n-----END A-----\n",
            "partial syntax:1,syntax:3, exit 3",
        ),
        case(
            "carriage-returns",
            "A=\"x\r\ny\"\r\nDB_PASSWORD=hunter2hunter\r\n",
            "analysed, exit 1, secret-in-dotenv:3",
        ),
    ]
}

fn templates() -> Vec<Case> {
    let raw = "{{- if .Values.enabled }}\n".to_owned() + POD + "{{- end }}\n";
    vec![
        case(
            "expression-in-quotes",
            with("probe", "\"{{ .Values.name }}\""),
            "analysed, exit 1, privileged-container:10",
        ),
        case(
            "expression-as-value",
            privileged("{{ .Values.privileged }}"),
            "unparsable syntax:10, exit 3",
        ),
        case(
            "expression-as-key",
            with("name: probe", "{{ .Values.key }}: probe"),
            "unparsable syntax:4, exit 3",
        ),
        case("expression-as-line", raw, "unparsable syntax:1, exit 3"),
        case(
            "helm-template",
            with(
                "name: probe",
                "name: probe\n  labels:\n    {{- include \"labels\" . | nindent 4 }}",
            ),
            "unparsable syntax:6, exit 3",
        ),
    ]
}

fn all() -> Vec<Case> {
    let cases =
        [encodings(), separators(), yaml(), shapes(), manifests(), templates(), variables()];
    cases.into_iter().flatten().collect()
}

#[test]
fn every_input_is_judged_or_reported() {
    let cases = all();
    let wrong: Vec<String> = cases.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The difference between the expected and the actual report of a case.
fn wrong(case: &Case) -> Option<String> {
    // In a folder, so that the content decides and not that the file was named.
    let platform = Platform::new().file(case.path, &case.text);
    let run = platform.run(&["check", "--format", "json", "--select", CHECKS, "."]);
    let parts =
        [run.inputs_at(), vec![format!("exit {}", run.exit)], run.findings(), run.unknowns()];
    let said = parts.concat().join(", ");
    let said = said.strip_prefix(case.path).unwrap().trim_start();
    (said != case.said)
        .then(|| format!("{}\n  expected {}\n      said {said}", case.name, case.said))
}

#[test]
fn one_bad_file_does_not_affect_others() {
    let cases = all();
    let mut platform = Platform::new().file("whole.yaml", POD);
    let mut count = 0;
    for case in cases.into_iter().filter(|case| case.text.len() < 1 << 20) {
        let extension = case.path.trim_start_matches("case").trim_start_matches('.');
        platform = platform.file(&format!("{}.{extension}", case.name), &case.text);
        count += 1;
    }
    let run = platform.check(&["."]);
    assert_eq!(run.exit, 1, "{}", run.stderr);
    assert_eq!(run.inputs().len(), count + 1);
    assert!(run.found().contains(&"whole.yaml".to_owned()));
}

#[test]
fn limits_are_reached_quickly() {
    // The limit is one second. A debug build on a busy machine takes longer; a run without end
    // is still detected.
    let bound = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });
    let cases = [encodings(), yaml()].into_iter().flatten();
    let limited: Vec<Case> = cases.filter(|case| case.said.starts_with("over_limit")).collect();
    assert!(limited.len() >= 6, "{} cases reach a limit", limited.len());
    let checker = Checker::default();
    for case in limited {
        let input = Input::text(case.name, case.text);
        let begun = Instant::now();
        let report = checker.check([input]);
        let time = begun.elapsed();
        assert_eq!(report.inputs()[0].status.as_str(), "over_limit", "{}", case.name);
        assert!(time < bound, "{} took {time:?}", case.name);
    }
}

//! One table of inputs that tools of the field stumble over: none may crash or hang the run, pass
//! in silence, or take others with it.

use super::run::Platform;
use super::texts::{
    JSON, POD, alias_bomb, deep_block, deep_flow, documents, list, long_line, merged, privileged,
    template, utf16, with,
};

/// One input and what is said of it.
struct Case {
    name: &'static str,
    text: Vec<u8>,
    /// Status and problem codes of the input.
    input: &'static str,
    expected: Expected,
}

/// What has to become of the privileged container in it.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Expected {
    /// It is found so often; exit status 1.
    Found(usize),
    /// The check says so often that it cannot know; exit status 0.
    Unknown(u64),
    /// The run is incomplete; exit status 3.
    Incomplete,
    /// There is none in force; exit status 0.
    Nothing,
}
use Expected::{Found, Incomplete, Nothing, Unknown};

fn case(
    name: &'static str,
    text: impl Into<Vec<u8>>,
    input: &'static str,
    expected: Expected,
) -> Case {
    Case { name, text: text.into(), input, expected }
}

fn encodings() -> Vec<Case> {
    let latin1 = [b"# caf\xE9\n", POD.as_bytes()].concat();
    vec![
        case("empty", "", "analysed", Nothing),
        case("comments", "# nothing\n# at all\n", "analysed", Nothing),
        case("separator", "---\n", "analysed", Nothing),
        case("scalar", "good morning\n", "other not-a-manifest", Nothing),
        case(
            "list",
            format!("- {}", POD.replace('\n', "\n  ")),
            "unparsable not-a-manifest",
            Incomplete,
        ),
        case("mark", format!("\u{FEFF}{POD}"), "analysed", Found(1)),
        case("crlf", POD.replace('\n', "\r\n"), "analysed", Found(1)),
        case("cr", POD.replace('\n', "\r"), "analysed", Found(1)),
        case("utf-16-le", utf16(true, u16::to_le_bytes), "analysed", Found(1)),
        case("utf-16-be", utf16(true, u16::to_be_bytes), "analysed", Found(1)),
        case(
            "utf-16-without-mark",
            utf16(false, u16::to_le_bytes),
            "unparsable binary",
            Incomplete,
        ),
        case("latin-1-in-comment", latin1, "unparsable encoding", Incomplete),
        case("nul", with("probe", "pro\0be"), "unparsable syntax", Incomplete),
        case("binary", [&[0; 64], POD.as_bytes()].concat(), "unparsable binary", Incomplete),
        case("picture", [&b"\x89PNG\r\n\x1A\n"[..], &[0; 64]].concat(), "other binary", Nothing),
        case("no-final-newline", POD.trim_end(), "analysed", Found(1)),
        case("long-line", long_line(5 << 20), "analysed", Found(1)),
        case("scalar-of-100-mb", long_line(100 << 20), "over_limit too-large", Incomplete),
        case(
            "pods-of-100-mb",
            format!("{POD}---\n").repeat(600_000),
            "over_limit too-large",
            Incomplete,
        ),
    ]
}

fn yaml() -> Vec<Case> {
    let duplicate =
        |first: &str, last: &str| privileged(&format!("{first}\n      privileged: {last}"));
    vec![
        case("tab-indentation", POD.replace("  ", "\t"), "unparsable syntax", Incomplete),
        case("trailing-tab", with("true", "true\t"), "analysed", Found(1)),
        case("unknown-tag", with("metadata:", "metadata: !mine"), "analysed", Found(1)),
        case("unknown-tag-on-value", privileged("!mine true"), "analysed", Unknown(1)),
        case(
            "python-object",
            with("metadata:", "metadata: !!python/object:os.system"),
            "analysed",
            Found(1),
        ),
        case("duplicate-last", duplicate("false", "true"), "analysed", Found(1)),
        // The last value is in force, and it is harmless.
        case("duplicate-first", duplicate("true", "false"), "analysed", Nothing),
        case(
            "alias-cycle",
            with("name: probe", "labels: &a {b: *a}"),
            "partial alias-cycle",
            Found(1),
        ),
        case(
            "unknown-alias",
            with("name: probe", "labels: *nothing"),
            "partial unknown-alias",
            Found(1),
        ),
        case("alias-bomb", alias_bomb(), "over_limit alias-expansion", Incomplete),
        case("deep-block", deep_block(2_000), "over_limit too-deep", Incomplete),
        case("deep-flow", deep_flow(10_000), "over_limit too-deep", Incomplete),
        case("deeper-flow", deep_flow(100_000), "over_limit too-deep", Incomplete),
        case("merge", merged("*one"), "analysed", Found(1)),
        case("merge-of-list", merged("[*two, *one]"), "analysed", Found(1)),
        case("yes", privileged("yes"), "analysed", Found(1)),
        case("capital-true", privileged("True"), "analysed", Found(1)),
        case("quoted-true", privileged("\"true\""), "analysed", Unknown(1)),
        case("one", privileged("1"), "analysed", Unknown(1)),
        case("json-in-yaml", JSON, "analysed", Found(1)),
        case("json-lines", format!("{JSON}\n{JSON}\n"), "analysed", Found(2)),
        case("broken-first", documents(&["a: [\n", POD, POD]), "partial syntax", Found(2)),
        case("broken-in-the-middle", documents(&[POD, "a: [\n", POD]), "partial syntax", Found(2)),
        case("broken-last", documents(&[POD, POD, "a: [\n"]), "partial syntax", Found(2)),
    ]
}

fn manifests() -> Vec<Case> {
    let container = &POD[POD.find("  - name").unwrap()..];
    let containers = |instead: &str| POD.replace(container, instead);
    vec![
        case("numeric-kind", with("kind: Pod", "kind: 7"), "unparsable no-kind", Incomplete),
        case("metadata-as-list", with("  name: probe", "- name: probe"), "analysed", Found(1)),
        case(
            "containers-as-map",
            with("  - name: app\n", "    name: app\n"),
            "analysed",
            Unknown(1),
        ),
        case("containers-as-string", containers("    privileged app\n"), "analysed", Unknown(1)),
        case("containers-as-null", containers(""), "analysed", Nothing),
        case("null-spec", &POD[..POD.find("  containers").unwrap()], "analysed", Nothing),
        case("list-kind", list("List"), "analysed", Found(1)),
        case("pod-list", list("PodList"), "analysed", Found(1)),
        case("list-of-anything", list("AnythingList"), "analysed", Found(1)),
        case("rollout", template("argoproj.io/v1alpha1", "Rollout"), "analysed", Found(1)),
        case("unknown-workload", template("example.com/v1", "Clinic"), "analysed", Found(1)),
        case(
            "unknown-kind",
            "apiVersion: example.com/v1\nkind: Ward\nspec: {beds: 12}\n",
            "analysed",
            Nothing,
        ),
        case("no-kind", with("kind: Pod\n", "# kind\n"), "unparsable no-kind", Incomplete),
        case("unrelated", "on: push\njobs: {}\n", "other not-a-manifest", Nothing),
    ]
}

fn templates() -> Vec<Case> {
    let raw = "{{- if .Values.enabled }}\n".to_owned() + POD + "{{- end }}\n";
    vec![
        case("expression-in-quotes", with("probe", "\"{{ .Values.name }}\""), "analysed", Found(1)),
        case(
            "expression-as-value",
            privileged("{{ .Values.privileged }}"),
            "unsupported template",
            Incomplete,
        ),
        case(
            "expression-as-key",
            with("name: probe", "{{ .Values.key }}: probe"),
            "unsupported template",
            Incomplete,
        ),
        case("expression-as-line", raw, "unsupported template", Incomplete),
        case(
            "helm-template",
            with(
                "name: probe",
                "name: probe\n  labels:\n    {{- include \"labels\" . | nindent 4 }}",
            ),
            "unsupported template",
            Incomplete,
        ),
    ]
}

#[test]
fn every_input_is_judged_or_said_to_be_not() {
    let cases = [encodings(), yaml(), manifests(), templates()];
    let wrong: Vec<String> = cases.into_iter().flatten().filter_map(|case| wrong(&case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is said of a case that should not be.
fn wrong(case: &Case) -> Option<String> {
    // In a folder, so that what matters is what is in it and not that a person named it.
    let platform = Platform::new().file("case.yaml", &case.text);
    let run = platform.check(&["."]);
    let outcome = match (run.exit, run.found().len(), run.unknown()) {
        (1, found, _) => Found(found),
        (3, 0, _) => Incomplete,
        (0, 0, 0) => Nothing,
        (0, 0, unknown) => Unknown(unknown),
        other => return Some(format!("{}: exit, findings, unknown are {other:?}", case.name)),
    };
    let said = run.inputs().join("; ");
    let expected = format!("case.yaml {}", case.input);
    if (said.as_str(), outcome) == (&expected, case.expected) {
        return None;
    }
    let expected = format!("  expected {expected} {:?}", case.expected);
    Some(format!("{}\n{expected}\n      said {said} {outcome:?}", case.name))
}

#[test]
fn one_bad_file_takes_no_other_with_it() {
    let cases = [encodings(), yaml(), manifests(), templates()];
    let mut platform = Platform::new().file("whole.yaml", POD);
    let mut count = 0;
    for case in cases.into_iter().flatten().filter(|case| case.text.len() < 1 << 20) {
        platform = platform.file(&format!("{}.yaml", case.name), &case.text);
        count += 1;
    }
    let run = platform.check(&["."]);
    assert_eq!(run.exit, 1, "{}", run.stderr);
    assert_eq!(run.inputs().len(), count + 1);
    assert!(run.found().contains(&"whole.yaml".to_owned()));
}

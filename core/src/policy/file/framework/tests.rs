//! Framework files that are right, and those with the mistakes that people make.

use super::*;
use crate::checks::ParameterValue;
use crate::policy::{Choices, Options, framework_schema};

fn checks() -> Vec<AnyCheck> {
    AnyCheck::built_in().collect()
}

const RIGHT: &str = "\
id: clinic
title: Policy of the clinic
version: '2025'
parameters:
  low-uid: {minimum_uid: 1001}
controls:
- id: A26
  title: containers run as non-root
  text: No container runs as root.
  obligation: required
  shown_by: runAsUser
  not_shown: the image
  decides: [low-uid]
  supports: [run-as-non-root-missing]
  refutes: [privileged-container]
- {id: P, title: people, manual: true}
";

#[test]
fn a_file_is_read_with_its_table_and_parameters() {
    let file = read_framework("clinic.yaml", RIGHT, &checks()).unwrap();
    let control = file.framework.control("A26").unwrap();
    assert_eq!(control.full_id(), "clinic:A26");
    assert_eq!(control.obligation(), Some(Obligation::Required));
    assert_eq!((control.text(), control.not_shown()), ("No container runs as root.", "the image"));
    let table: Vec<_> = control.checks().collect();
    let expected = [
        (Bearing::Decides, "low-uid"),
        (Bearing::Supports, "run-as-non-root-missing"),
        (Bearing::Refutes, "privileged-container"),
    ];
    assert_eq!(table, expected);
    assert!(file.framework.control("P").unwrap().is_manual());
    let value = file.parameters.get("low-uid", "minimum_uid");
    assert_eq!(value, Some(&ParameterValue::Integer(1001)));
}

/// A mistake in a text, where its error is, and what error and hint say.
type Mistake = (&'static str, &'static str, (u32, u32), &'static str, &'static str);

/// The beginning of a file up to the list of controls.
const HEAD: &str = "id: a\ntitle: b\n";

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    ("unknown check", "controls:\n- {id: c, title: d, decides: [privileged-contaner]}\n", (4, 31), "unknown check `privileged-contaner`", "did you mean `privileged-container`?"),
    ("misspelt key", "controls:\n- {id: c, titel: d, title: e}\n", (4, 11), "unknown key `titel` in a control", "did you mean `title`?"),
    ("misspelt key of the file", "control: []\ncontrols: [{id: c, title: d}]\n", (3, 1), "unknown key `control` in the framework", "did you mean `controls`?"),
    ("duplicate control", "controls:\n- {id: c, title: d}\n- {id: c, title: e}\n", (5, 8), "duplicate control `c`", "first defined on line 4"),
    ("no id", "controls:\n- title: d\n", (4, 3), "a control has no `id`", "add the control's name within the framework"),
    ("no title", "controls:\n- id: c\n", (4, 3), "a control has no `title`", "add what the control is about, in a few words"),
    ("wrong bearing", "controls:\n- {id: c, title: d, decide: [low-uid]}\n", (4, 21), "unknown key `decide` in a control", "did you mean `decides`?"),
    ("parameter of the wrong type", "parameters: {low-uid: {minimum_uid: many}}\ncontrols: [{id: c, title: d}]\n", (3, 37), "`minimum_uid` must be an integer from", ""),
    ("parameter out of range", "parameters: {low-uid: {minimum_uid: -5}}\ncontrols: [{id: c, title: d}]\n", (3, 37), "`minimum_uid` must be an integer from", ""),
    ("unknown parameter", "parameters: {low-uid: {minimum: 5}}\ncontrols: [{id: c, title: d}]\n", (3, 24), "check `low-uid` has no parameter `minimum`", "did you mean `minimum_uid`?"),
    ("parameter of an unknown check", "parameters: {low-user: {minimum_uid: 5}}\ncontrols: [{id: c, title: d}]\n", (3, 14), "unknown check `low-user`", "did you mean `low-uid`?"),
    ("check without parameters", "parameters: {privileged-container: {number: 5}}\ncontrols: [{id: c, title: d}]\n", (3, 37), "check `privileged-container` has no parameters", "remove it"),
    ("no controls", "controls: []\n", (3, 11), "`controls` is empty", "add a control with `id` and `title`"),
    ("no list of controls", "", (1, 1), "the framework has no `controls`", "add a list of controls, each with `id` and `title`"),
    ("controls without a value", "controls:\n", (3, 1), "`controls` has no value", "remove the key, or give it a value"),
    ("list that is a mapping", "controls:\n  c: {title: d}\n", (4, 3), "`controls` must be a list, not a mapping", "begin each item with `- `"),
    ("check that is no list", "controls:\n- {id: c, title: d, decides: low-uid}\n", (4, 30), "`decides` must be a list, not `low-uid`", "write `[low-uid]`"),
    ("tab", "controls:\n- id: c\n\ttitle: d\n", (5, 1), "", "indent with spaces"),
    ("two bearings", "controls:\n- {id: c, title: d, decides: [low-uid], refutes: [low-uid]}\n", (4, 51), "check `low-uid` is also in `decides`", "keep one; `supports_and_refutes` is both"),
    ("check twice", "controls:\n- {id: c, title: d, decides: [low-uid, low-uid]}\n", (4, 40), "duplicate `low-uid` in `decides`", "remove one of them"),
    ("former id", "controls:\n- {id: c, title: d, decides: [low-user-id]}\n", (4, 31), "`low-user-id` is the former id of a check", "write `low-uid`"),
    ("obligation", "controls:\n- {id: c, title: d, obligation: mandatory}\n", (4, 33), "unknown obligation `mandatory`", "expected one of `standard`, `required`, `addressable`"),
    ("number as a title", "controls:\n- {id: c, title: 5}\n", (4, 18), "`title` must be a string, not `5`", "put it in quotes: `\"5\"`"),
    ("empty title", "controls:\n- {id: c, title: ' '}\n", (4, 18), "`title` is empty", "write a text, or remove the key"),
    ("manual with checks", "controls:\n- {id: c, title: d, manual: true, decides: [low-uid]}\n", (4, 29), "a control that is assessed manually has no checks", "remove `manual`, or the checks"),
    ("manual that is a word", "controls:\n- {id: c, title: d, manual: 'yes'}\n", (4, 29), "`manual` must be a boolean, not the string `yes`", "write `true` or `false`"),
    ("duplicate key", "controls: [{id: c, title: d}]\ntitle: e\n", (4, 1), "duplicate key `title`", "first defined on line 2"),
    ("second document", "controls: [{id: c, title: d}]\n---\nid: e\n", (5, 1), "a framework file must contain one document", "move everything into the first document"),
];

/// The same for whole files.
#[rustfmt::skip]
const WHOLE: &[Mistake] = &[
    ("empty file", "", (1, 1), "the framework file is empty", "write `id`, `title` and `controls`"),
    ("comment only", "# nothing\n", (1, 1), "the framework file is empty", "write `id`, `title` and `controls`"),
    ("id of a built-in framework", "id: hipaa\ntitle: b\ncontrols: [{id: c, title: d}]\n", (1, 5), "`id` is that of a built-in framework: `hipaa`", "choose a different id"),
    ("id with spaces", "id: our policy\ntitle: b\ncontrols: [{id: c, title: d}]\n", (1, 5), "`id` must consist of letters", "write it as `our-policy`"),
    ("list", "- id: c\n  title: d\n", (1, 1), "the framework must be a mapping, not a list", "write `id`, `title` and `controls`"),
];

#[test]
fn each_typical_mistake_is_one_error_with_its_place_and_a_hint() {
    let checks = checks();
    let of_controls = MISTAKES.iter().map(|row| (row, format!("{HEAD}{}", row.1)));
    let whole = WHOLE.iter().map(|row| (row, row.1.to_owned()));
    let mut wrong = Vec::new();
    for ((name, _, place, message, hint), text) in of_controls.chain(whole) {
        let Err(errors) = read_framework("own.yaml", &text, &checks) else {
            wrong.push(format!("{name}: no error"));
            continue;
        };
        let described: Vec<String> =
            errors.iter().map(|error| format!("{error} ({:?})", error.hint())).collect();
        let [Error::Policy { path, position, message: found, hint: given }] = &*errors else {
            wrong.push(format!("{name}: {described:#?}"));
            continue;
        };
        let given = given.as_deref().unwrap_or_default();
        let is_right = path == "own.yaml"
            && (position.line, position.column) == *place
            && found.starts_with(message)
            && !given.is_empty()
            && given.starts_with(hint);
        if !is_right {
            wrong.push(format!("{name}: {described:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_errors_of_a_file_are_reported_at_once() {
    let text = "id: hipaa\ntitle: 5\ncontrols:\n- {id: c, decides: [nothing-at-all]}\n- {id: c, title: x}\n";
    let errors = read_framework("own.yaml", text, &checks()).unwrap_err();
    let lines: Vec<u32> = errors
        .iter()
        .filter_map(|error| match error {
            Error::Policy { position, .. } => Some(position.line),
            _ => None,
        })
        .collect();
    assert_eq!(lines, [1, 2, 4, 4, 5]);
}

#[test]
fn the_schema_rejects_what_it_can_express() {
    let schema = framework_schema(&checks());
    let validator = jsonschema::validator_for(&schema).unwrap();
    let value = |text: &str| {
        let source = Source::new("own.yaml", text);
        let (tree, problems) = syntax::parse(source, Format::YAML, Origin::Text, limits());
        let root = tree.documents().next().map(|(_, root)| crate::policy::tests::value(root));
        root.filter(|_| problems.is_empty())
    };
    assert!(validator.is_valid(&value(RIGHT).unwrap()));
    let beyond = [
        "duplicate control",
        "two bearings",
        "manual with checks",
        "second document",
        "duplicate key",
        "tab",
        "id of a built-in framework",
    ];
    for (name, text, ..) in MISTAKES {
        if beyond.contains(name) {
            continue;
        }
        let Some(value) = value(&format!("{HEAD}{text}")) else { continue };
        assert!(!validator.is_valid(&value), "{name}");
    }
}

fn own(id: &str, minimum: u32) -> FrameworkFile {
    let text = format!(
        "id: {id}\ntitle: t\nparameters: {{low-uid: {{minimum_uid: {minimum}}}}}\n\
         controls: [{{id: c, title: d, decides: [low-uid]}}, {{id: e, title: f}}]\n"
    );
    read_framework("own.yaml", &text, &checks()).unwrap()
}

#[test]
fn the_policy_wins_over_a_framework_and_the_note_names_both_values() {
    let parameter = AnyCheck::find("low-uid").unwrap().parameters()[0];
    let mut options = Options::default();
    options.add_framework(own("one", 1001)).unwrap();
    options.settle_frameworks().unwrap();
    assert_eq!(options.parameters.integer("low-uid", parameter), 1001);
    assert_eq!(options.frameworks[0].control("c").unwrap().note(), "");

    let text = "parameters: {low-uid: {minimum_uid: 500}}\n";
    let mut options = crate::policy::read("asepsis.yaml", text, &checks()).unwrap();
    options.add_framework(own("one", 1001)).unwrap();
    options.settle_frameworks().unwrap();
    assert_eq!(options.parameters.integer("low-uid", parameter), 500);
    let note = options.frameworks[0].control("c").unwrap().note();
    assert_eq!(note, "`minimum_uid` of `low-uid` is 500 by the policy, and 1001 by the framework");
    assert_eq!(options.frameworks[0].control("e").unwrap().note(), "");
}

#[test]
fn two_frameworks_that_disagree_are_an_error() {
    let mut options = Options::default();
    options.add_framework(own("one", 1001)).unwrap();
    options.add_framework(own("two", 1002)).unwrap();
    let error = options.settle_frameworks().unwrap_err();
    assert_eq!(
        error.to_string(),
        "frameworks `one` and `two` demand different values of `minimum_uid` of `low-uid`: 1001 and 1002"
    );
    let mut options = Options::default();
    options.add_framework(own("one", 1001)).unwrap();
    options.add_framework(own("two", 1001)).unwrap();
    options.settle_frameworks().unwrap();
    assert!(options.add_framework(own("two", 1001)).is_err(), "the same id twice");
}

#[test]
fn a_policy_names_files_relative_to_itself_and_a_file_that_is_not_read_is_an_error() {
    let text = "frameworks: [hipaa, ./own.yaml, other/more.yml]\n";
    let mut options = crate::policy::read("clinic/asepsis.yaml", text, &checks()).unwrap();
    assert_eq!(options.framework_paths, ["clinic/own.yaml", "clinic/other/more.yml"]);
    let builder = crate::Checker::builder().options(options.clone());
    let error = builder.build().unwrap_err();
    assert_eq!(error.to_string(), "the framework file `clinic/own.yaml` was not read");
    let text = |path: &String| {
        format!("id: {}\ntitle: t\ncontrols: [{{id: c, title: d}}]\n", &path[7..10])
    };
    let paths = options.framework_paths.clone();
    let texts = paths.into_iter().map(|path| (path.clone(), text(&path))).collect();
    options.read_frameworks(&checks(), &texts).unwrap();
    let ids: Vec<&str> = options.frameworks.iter().map(Framework::id).collect();
    assert_eq!(ids, ["hipaa", "own", "oth"]);
    let choices =
        serde_json::json!({ "frameworks": ["mine.yaml"], "framework_files": { "a": "b" } });
    Choices::read(&choices).unwrap().apply(&mut options).unwrap();
    assert_eq!(options.framework_paths, ["mine.yaml", "a"]);
}

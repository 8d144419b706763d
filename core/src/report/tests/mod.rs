//! The written forms: what people and programs see of a report.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail")]

mod controls;
mod full;
mod json;
mod masking;
mod sarif;
mod schema;
mod text;

use std::fs;
use std::path::{Path, PathBuf};

use super::Report;
use crate::checker::{Checker, CheckerBuilder};
use crate::checks::Date;
use crate::engine::Input;
use crate::policy::{Options, Suppression};

/// One container, and nothing that a manifest could leave out.
const BARE_POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: nginx
";

/// The checks of the expected forms: fixed, so that a new check leaves them as they are.
const CHECKS: &[&str] = &[
    "capabilities-drop-all-missing",
    "capabilities-beyond-restricted",
    "cpu-limit-missing",
    "cpu-request-missing",
    "default-deny-missing",
    "default-service-account-used",
    "runs-as-root",
    "host-network",
    "image-digest-missing",
    "image-tag-mutable",
    "liveness-probe-missing",
    "memory-limit-missing",
    "memory-request-missing",
    "network-policy-missing",
    "privilege-escalation-allowed",
    "readiness-probe-missing",
    "run-as-non-root-missing",
    "seccomp-profile-missing",
    "service-account-token-automount",
    "writable-root-filesystem",
];

fn checker(options: Options) -> Checker {
    let builder = Checker::builder().options(options);
    CHECKS.iter().fold(builder, |builder, id| builder.select(*id)).build().unwrap()
}

fn bare_pod() -> Report {
    checker(Options::default()).check([Input::text("web.yaml", BARE_POD)])
}

/// A broken file, a template, a file that could not be opened and one of another kind among good
/// ones.
fn broken() -> Report {
    let not_read = crate::engine::NotRead::Unreadable("permission denied".to_owned());
    checker(Options::default()).check([
        Input::text("broken.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: [a}\n"),
        Input::text(
            "templates/web.yaml",
            "apiVersion: v1\nkind: Pod\n{{ if .Values.web }}\nspec: 1\n",
        ),
        Input::not_read("locked.yaml", not_read),
        Input::text("notes.txt", "just a line\n"),
        Input::text("web.yaml", BARE_POD),
    ])
}

/// What is accepted by the policy, an annotation that is unused, and one that has expired.
fn accepted() -> Report {
    let suppression = |check: &str, expires| Suppression {
        check: check.to_owned(),
        reason: "agreed with the <owner> | of the platform".to_owned(),
        owner: "@platform".to_owned(),
        expires,
        ..Suppression::default()
    };
    let suppressions = vec![
        suppression("image-tag-mutable", None),
        suppression("host-network", None),
        suppression("memory-limit-missing", Date::new(2024, 1, 31)),
    ];
    let date = Date::new(2024, 2, 1);
    let options = Options { date, suppressions, ..Options::default() };
    checker(options).check([Input::text("web.yaml", BARE_POD)])
}

/// A platform of the examples, with the frameworks that its readers ask for.
fn platform(name: &str, builder: CheckerBuilder) -> Report {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut open = vec![root.join("examples/platforms").join(name)];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if crate::frontends::recognise(path.to_str().unwrap()).is_some() {
            files.push(path);
        }
    }
    files.sort();
    let inputs = files.iter().map(|path| {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        Input::text(name, fs::read(path).unwrap())
    });
    builder.build().unwrap().check(inputs.collect::<Vec<_>>())
}

fn ojala() -> Report {
    platform("ojala", Checker::builder().framework("hipaa").framework("pss-restricted"))
}

fn myhealth() -> Report {
    platform("myhealth", Checker::builder().framework("hipaa").framework("nsa-cisa"))
}

/// Compares with a file of `core/tests/expected`; `UPDATE_EXPECTED=1 cargo test` writes it.
fn expect(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        expected, actual,
        "{name} is not what it was; if it is meant to differ: UPDATE_EXPECTED=1 cargo test"
    );
}

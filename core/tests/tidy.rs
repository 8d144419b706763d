//! House rules that a program can check.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/sources.rs"]
mod sources;

use std::collections::BTreeSet;
use std::fs;

use asepsis::checks::AnyCheck;
use asepsis::internal::checks::ALL;
use sources::{files_below, is_test_only, modules_of_tests, relative, root, rust_files};
use syn::visit::{self, Visit};
use syn::{Item, Macro};

/// How many lines a file may have.
const LINES: usize = 400;

/// Files that are longer, and why.
const LONGER: &[(&str, usize, &str)] = &[
    ("credentials/tests/rows.rs", 450, "one table of cases"),
    ("syntax/yaml/scalars.rs", 420, "one state machine"),
    ("tree/builder.rs", 500, "one state machine"),
];

#[test]
fn a_check_file_has_one_check_with_its_name() {
    let mut wrong = Vec::new();
    let mut declared = BTreeSet::new();
    for (file, text) in rust_files() {
        let Some((family, name)) = check_file(&file) else { continue };
        match check_of(&text).as_slice() {
            [id] if *id == name.replace('_', "-") => drop(declared.insert((family, id.clone()))),
            // Something that the checks of a family share.
            [] => {}
            ids => wrong.push(format!("{file} declares {ids:?}")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let registered: BTreeSet<(String, String)> = AnyCheck::built_in()
        .map(|check| (check.family().to_owned(), check.id().to_owned()))
        .collect();
    assert_eq!(registered, declared, "what is registered, and the files by folder and name");
}

#[test]
fn families_and_checks_are_listed_in_order() {
    let families: Vec<&str> = ALL.iter().map(|(family, _)| *family).collect();
    assert!(families.is_sorted(), "{families:?}");
    for (family, checks) in ALL {
        let ids: Vec<&str> = checks.iter().map(|check| check.id).collect();
        assert!(ids.is_sorted(), "{family}: {ids:?}");
    }
}

/// Kinds and names with which titles may begin.
const NAMES: &[&str] = &[
    "AppArmor",
    "Ingress",
    "JWT",
    "NetworkPolicy",
    "Pod",
    "SELinux",
    "Secret",
    "Service",
    "ServiceAccount",
    "Vault",
];

#[test]
fn declarations_read_like_each_other() {
    for (family, check) in
        ALL.iter().flat_map(|(family, checks)| checks.iter().map(move |c| (family, c)))
    {
        let id = check.id;
        let is_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(id.bytes().all(is_id), "{family}/{id}: ids are lower case with hyphens");
        assert!(!check.title.ends_with('.'), "{id}: a title has no full stop");
        let first = check.title.split(' ').next().unwrap_or_default();
        let is_name = NAMES.contains(&first);
        assert!(is_name || !first.starts_with(char::is_uppercase), "{id}: lower case, or a name");
        assert!(
            check.why.ends_with('.') && check.fix.general().ends_with('.'),
            "{id}: whole sentences"
        );
        let fixes = check.fix.by_technology();
        for technology in
            asepsis::model::Technology::ALL.iter().filter(|of| check.technologies.has(**of))
        {
            let is_said = fixes.iter().any(|(known, _)| known == technology);
            let is_everywhere = check.technologies == asepsis::checks::Technologies::ALL;
            assert!(fixes.is_empty() || is_everywhere || is_said, "{id}: no fix for {technology}");
        }
        for (technology, text) in fixes {
            assert!(check.technologies.has(*technology), "{id}: a fix for {technology}");
            assert!(text.ends_with('.'), "{id}: whole sentences");
        }
        assert!(!check.controls.is_empty(), "{id} bears on no control");
    }
}

#[test]
fn checks_read_fields_through_their_outcome() {
    let mut wrong = Vec::new();
    for (file, text) in rust_files() {
        if check_file(&file).is_some() {
            wrong.extend(
                calls(&text)
                    .into_iter()
                    .filter(|call| matches!(call.as_str(), "state" | "into_state" | "State"))
                    .map(|call| format!("{file}: `{call}`")),
            );
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_code_of_the_library_can_panic_on_purpose() {
    let files = rust_files();
    let tests = modules_of_tests(&files);
    let mut wrong = Vec::new();
    for (file, text) in &files {
        let in_tests = tests.iter().any(|module| file.starts_with(module.as_str()));
        if !in_tests {
            let found = calls(text).into_iter().filter(|call| {
                let excused = EXCUSED.iter().any(|(of, name, _)| of == file && name == call);
                FORBIDDEN.contains(&call.as_str()) && !excused
            });
            wrong.extend(found.map(|call| format!("{file}: `{call}`")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn calls_are_found_wherever_they_stand() {
    let planted = [
        ("fn f() { x.unwrap() }", "unwrap"),
        ("fn f() { g(|y| y.expect(\"so\")) }", "expect"),
        ("fn f() { todo!() }", "todo"),
        ("fn f() { std::unimplemented!() }", "unimplemented"),
        ("fn f() { assert!(x.state()) }", "state"),
        ("fn f() { Field::state(&x) }", "state"),
        ("fn f() { matches!(x, State::Set(..)) }", "State"),
    ];
    for (text, expected) in planted {
        assert!(calls(text).iter().any(|call| call == expected), "{text}: {:?}", calls(text));
    }
    assert_eq!(calls("#[cfg(test)] mod tests { fn f() { x.unwrap() } }"), [""; 0]);
}

#[test]
fn files_are_rooms() {
    let mut wrong = Vec::new();
    for (file, text) in rust_files() {
        let lines = text.lines().count();
        let longer = LONGER.iter().find(|(name, ..)| *name == file);
        let limit = longer.map_or(LINES, |(_, limit, _)| *limit);
        if lines > limit && !is_generated(&text) {
            wrong.push(format!("{file} has {lines} lines"));
        }
        if longer.is_some() && lines <= LINES {
            wrong.push(format!("{file} has {lines} lines and needs no exception any more"));
        }
    }
    for (file, ..) in LONGER {
        if !root().join("src").join(file).exists() {
            wrong.push(format!("{file} has an exception and is gone"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn comments_leave_nothing_for_later_and_draw_no_lines() {
    // Written in two parts, so that this file does not find itself.
    let later = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let mut wrong = Vec::new();
    for path in files_below(&root(), "rs").into_iter().chain(files_below(&root(), "toml")) {
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            let place = format!("{}:{}", relative(&path, &root()), number + 1);
            let comment = line.find("//").or(line.find('#')).map_or("", |at| &line[at..]);
            let mut words = comment.split(|letter: char| !letter.is_ascii_alphanumeric());
            // What the command writes for a new check is marked as incomplete.
            let is_template = place.starts_with("dev/src/commands/new_check/mod.rs");
            if !is_template && words.any(|word| later.contains(&word)) {
                wrong.push(format!("{place}: {line}"));
            }
            if is_banner(comment) {
                wrong.push(format!("{place}: a banner: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_dependency_says_what_for() {
    let top = root().parent().unwrap().to_owned();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in files_below(&top, "toml") {
        if path.file_name().is_some_and(|name| name == "Cargo.toml") {
            let text = fs::read_to_string(&path).unwrap();
            let (count, without) = dependencies(&text);
            seen += count;
            let file = relative(&path, &top);
            wrong.extend(without.into_iter().map(|name| format!("{file}: `{name}`")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(seen > 5, "only {seen} dependencies were found");
}

#[test]
fn a_dependency_without_a_reason_and_a_banner_are_seen() {
    let manifest = "[dependencies]\n# Why.\na = \"1\"\nb = \"1\"\n[dev-dependencies]\n# Why.\n\n\
                    c = \"1\"\n[dependencies.d]\nversion = \"1\"\n[features]\ne = []\n";
    let (count, without) = dependencies(manifest);
    assert_eq!((count, without), (4, vec!["b".to_owned(), "c".to_owned(), "d".to_owned()]));
    assert!(is_banner(concat!("//", " ------- parsing -------")));
    assert!(is_banner(concat!("//", "===")));
    assert!(!is_banner("// a -- b"));
    assert!(!is_banner("/// | a | b |"));
}

/// Names of calls that end a program.
const FORBIDDEN: &[&str] = &["unwrap", "expect", "todo", "unimplemented", "panic", "dbg"];

/// Files that are exempt, and why.
const EXCUSED: &[(&str, &str, &str)] = &[];

/// The family and name of the check that a file below `src` is for.
fn check_file(file: &str) -> Option<(String, String)> {
    let (family, name) = file.strip_prefix("checks/")?.split_once('/')?;
    let name = name.strip_suffix(".rs").filter(|name| *name != "mod")?;
    Some((family.to_owned(), name.to_owned()))
}

/// The ids of the `CHECK` statics of a file.
fn check_of(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).unwrap();
    let mut ids = Vec::new();
    for item in file.items {
        let Item::Static(item) = item else { continue };
        let syn::Expr::Struct(value) = *item.expr else { continue };
        if item.ident == "CHECK" {
            let id = value.fields.into_iter().find_map(|field| match (field.member, field.expr) {
                (syn::Member::Named(name), syn::Expr::Lit(literal)) if name == "id" => {
                    match literal.lit {
                        syn::Lit::Str(text) => Some(text.value()),
                        _ => None,
                    }
                }
                _ => None,
            });
            ids.extend(id);
        }
    }
    ids
}

/// Names of the functions, methods and macros that a text calls and of the types that it names,
/// tests apart.
fn calls(text: &str) -> Vec<String> {
    let mut calls = Calls::default();
    calls.visit_file(&syn::parse_file(text).unwrap());
    calls.0
}

#[derive(Default)]
struct Calls(Vec<String>);

impl<'ast> Visit<'ast> for Calls {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test_only(sources::attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        // A method of the type's own may have any name.
        let own = matches!(&*call.receiver, syn::Expr::Path(path) if path.path.is_ident("self"));
        self.0.extend((!own).then(|| call.method.to_string()));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        // A single name may be that of a variable.
        if path.segments.len() > 1 {
            self.0.extend(path.segments.iter().map(|step| step.ident.to_string()));
        }
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {
        // `#[expect(..)]` calls nothing.
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.0.extend(call.path.segments.last().map(|step| step.ident.to_string()));
        let mut open = vec![call.tokens.clone()];
        while let Some(tokens) = open.pop() {
            for token in tokens {
                match token {
                    proc_macro2::TokenTree::Ident(name) => self.0.push(name.to_string()),
                    proc_macro2::TokenTree::Group(group) => open.push(group.stream()),
                    _ => {}
                }
            }
        }
        visit::visit_macro(self, call);
    }
}

fn is_generated(text: &str) -> bool {
    text.lines().take(3).any(|line| line.contains("Generated by `cargo dev"))
}

fn is_banner(comment: &str) -> bool {
    let inner = comment.trim_start_matches(['/', '#', '!']).trim();
    ["---", "===", "***", "~~~", "###"].iter().any(|line| inner.starts_with(line))
}

/// How many dependencies a manifest has, and those without a comment on the line above.
fn dependencies(manifest: &str) -> (usize, Vec<String>) {
    let (mut count, mut without) = (0, Vec::new());
    let (mut inside, mut above) = (false, "");
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_end_matches(']');
            inside = table.ends_with("dependencies") && !table.starts_with("workspace");
            let own = ["dependencies.", "dev-dependencies.", "build-dependencies."];
            if let Some(name) = own.iter().find_map(|prefix| table.strip_prefix(prefix)) {
                count += 1;
                if !above.starts_with('#') {
                    without.push(name.to_owned());
                }
            }
        } else if inside && !line.starts_with(['#', ' ']) {
            if let Some((name, _)) = line.split_once('=') {
                count += 1;
                if !above.starts_with('#') {
                    without.push(name.trim().to_owned());
                }
            }
        }
        above = line;
    }
    (count, without)
}

//! Which layer uses which: every path of the crate that names a layer is compared with the table.

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

use proc_macro2::{TokenStream, TokenTree};
use sources::{is_test_only, modules_of_tests, rust_files};
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, Macro, Meta, UseTree};

/// Each layer with the layers that it may use; every layer may use itself.
const TABLE: &[(&str, &[&str])] = &[
    ("source", &["error"]),
    // A fault of a policy file has a position.
    ("error", &["source"]),
    ("tree", &["source"]),
    ("syntax", &["source", "tree"]),
    ("frameworks", &[]),
    ("model", &["tree"]),
    // The nearest name is found in one way everywhere.
    // What a command line has as keys and values is known in one place.
    ("frontends", &["error", "source", "tree", "syntax", "model", "credentials"]),
    // Whether two environments share a credential is asked of the estate. The model says where
    // derived resources belong.
    ("derivation", &["error", "source", "tree", "syntax", "frontends", "model"]),
    ("inventory", &["model", "tree", "credentials"]),
    ("credentials", &[]),
    ("checks", &["error", "tree", "model", "inventory", "frameworks", "credentials"]),
    // What of a text must not be shown is asked by whatever shows texts.
    ("mask", &["source", "tree", "credentials"]),
    ("policy", &["error", "source", "mask", "syntax", "tree", "frameworks", "checks"]),
    ("engine", BELOW_ENGINE),
    ("edit", &["source", "tree"]),
    // The model for the names of resources, which findings carry.
    (
        "report",
        &[
            "error",
            "source",
            "tree",
            "model",
            "frameworks",
            "checks",
            "policy",
            "engine",
            "edit",
            "credentials",
            "mask",
        ],
    ),
    ("checker", ALL),
    // What tests and tools of the project reach.
    ("internal", ALL),
];

const BELOW_ENGINE: &[&str] = &[
    "error",
    "source",
    "tree",
    "syntax",
    "frameworks",
    "model",
    "frontends",
    "derivation",
    "inventory",
    "credentials",
    "checks",
    "mask",
    "policy",
];

/// The entry may use everything; lib.rs is the table of contents and is not looked at.
const ALL: &[&str] = &[
    "error",
    "source",
    "tree",
    "syntax",
    "frameworks",
    "model",
    "frontends",
    "derivation",
    "inventory",
    "credentials",
    "checks",
    "policy",
    "engine",
    "edit",
    "report",
];

#[test]
fn every_layer_uses_only_what_it_may() {
    let files = rust_files();
    let exempt = modules_of_tests(&files);
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for (file, text) in &files {
        if file == "lib.rs" || exempt.iter().any(|module| is_in(file, module)) {
            continue;
        }
        let layer = layer_of(file);
        assert!(TABLE.iter().any(|(name, _)| *name == layer), "`{layer}` is not in the table");
        wrong.extend(violations(file, text));
        seen.extend(used(file, text).into_iter().map(|other| (layer.clone(), other)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    // A blind analysis would find nothing at all.
    for (layer, other) in [("checks", "model"), ("engine", "frontends"), ("report", "engine")] {
        assert!(seen.contains(&(layer.to_owned(), other.to_owned())), "{layer} uses {other}");
    }
}

#[test]
fn the_table_has_no_layer_that_is_gone() {
    let layers: BTreeSet<String> = rust_files().iter().map(|(file, _)| layer_of(file)).collect();
    for (layer, _) in TABLE {
        assert!(layers.contains(*layer), "{layer}");
    }
}

#[test]
fn planted_violations_are_caught_however_they_are_written() {
    let check = "checks/host/planted.rs";
    let planted = [
        (check, "use crate::engine::Input;", "engine"),
        (check, "use crate::{model::Resource, report::{self, Report}};", "report"),
        (check, "fn f() { crate::syntax::parse() }", "syntax"),
        (check, "fn f() -> Vec<crate::engine::Input> { Vec::new() }", "engine"),
        (check, "fn f(x: &dyn Fn(&crate::report::Report)) {}", "report"),
        (check, "use super::super::super::engine::Input;", "engine"),
        (check, "use super::super::Check;", "super::super"),
        (check, "fn f() { self::super::super::super::engine::run() }", "engine"),
        (check, "mod inner { use super::super::super::super::engine::run; }", "engine"),
        (check, "use crate as root; fn f() { root::engine::run() }", "engine"),
        (check, "use crate::{self as root}; fn f() { root::engine::run() }", "engine"),
        (
            check,
            "fn f() { use crate::checks as all; all::super_check(); crate::edit::run() }",
            "edit",
        ),
        (check, "use crate::Field;", "lib.rs"),
        (check, "fn f() { crate::Input::text() }", "lib.rs"),
        (check, "use crate::*;", "everything"),
        ("checker.rs", "use super::*;", "everything"),
        (check, "fn f() { println!(\"{}\", crate::engine::NAME) }", "engine"),
        (check, "macro_rules! m { () => { $crate::engine::run() } }", "engine"),
        (check, "#[serde(with = \"crate::engine::date\")] struct S;", "engine"),
        (check, "#[derive(crate::engine::Derive)] struct S;", "engine"),
        (check, "pub(in crate::engine) fn f() {}", "engine"),
        (check, "#[cfg(not(test))] use crate::engine::Input;", "engine"),
        (check, "impl crate::engine::Run for S {}", "engine"),
        (check, "pub use crate::engine::Input as Anything;", "engine"),
        (check, "extern crate self as asepsis;", "extern crate"),
        ("tree/planted.rs", "use crate::model::Resource;", "model"),
        ("frameworks/planted.rs", "use crate::checks::Check;", "checks"),
        ("model/planted.rs", "use crate::syntax::Format;", "syntax"),
        ("inventory/planted.rs", "fn f() { crate::checks::run() }", "checks"),
        ("credentials/planted.rs", "use crate::model::Resource;", "model"),
        ("engine/planted.rs", "use super::super::report::Report;", "report"),
        ("source.rs", "use super::tree::Tree;", "tree"),
    ];
    for (file, text, expected) in planted {
        let found = violations(file, text);
        assert!(found.iter().any(|why| why.contains(expected)), "{file}: {text}: {found:?}");
    }
}

#[test]
fn what_is_allowed_is_not_caught() {
    let allowed = [
        ("checks/host/planted.rs", "use crate::checks::{Check, Outcome}; use crate::tree::Edit;"),
        ("checks/host/planted.rs", "#[cfg(test)] mod tests { use crate::engine::Input; }"),
        ("checks/host/planted.rs", "#[cfg(test)] fn f() { crate::engine::run() }"),
        ("checks/host/planted.rs", "/// Runs in [`crate::engine`].\npub(crate) fn f() {}"),
        ("checks/host/mod.rs", "mod engine; use super::Check; fn f() { engine::run() }"),
        ("checks/planted.rs", "pub(super) fn f() { std::mem::drop(self::other::engine()) }"),
        ("frontends/planted.rs", "use crate::syntax::Format;"),
        ("checker.rs", "use crate::report::Report; use super::engine::Input;"),
    ];
    for (file, text) in allowed {
        assert_eq!(violations(file, text), [""; 0], "{file}: {text}");
    }
}

/// What is wrong with the paths of a file, by the file's path below `src` and its text.
fn violations(file: &str, text: &str) -> Vec<String> {
    let layer = layer_of(file);
    let own = TABLE.iter().find(|(name, _)| *name == layer);
    let may = own.map_or(&[][..], |(_, may)| *may);
    let paths = paths(file, text);
    let mut wrong = paths.faults;
    for path in paths.absolute {
        let shown = path.join("::");
        let Some(head) = path.first() else { continue };
        if head == "*" {
            wrong.push(format!("{file}: takes everything from the crate's root"));
        } else if *head == layer || may.contains(&head.as_str()) {
        } else if TABLE.iter().any(|(name, _)| name == head) {
            wrong.push(format!("{file}: `{layer}` may not use `{shown}`"));
        } else {
            wrong.push(format!("{file}: `{shown}` goes through lib.rs"));
        }
    }
    wrong
}

/// The layers that a file names.
fn used(file: &str, text: &str) -> BTreeSet<String> {
    paths(file, text).absolute.into_iter().filter_map(|path| path.into_iter().next()).collect()
}

fn layer_of(file: &str) -> String {
    file.split('/').next().unwrap().trim_end_matches(".rs").to_owned()
}

/// Whether a file is that of a module, `a/tests`, or below it.
fn is_in(file: &str, module: &str) -> bool {
    file.strip_prefix(module).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

fn paths(file: &str, text: &str) -> Paths {
    let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut module: Vec<String> = file.trim_end_matches(".rs").split('/').map(Into::into).collect();
    module.pop_if(|last| last == "mod");
    let mut paths = Paths { file: file.to_owned(), module, ..Paths::default() };
    // Names for the crate's root first, wherever they are given.
    let mut names = Names::default();
    names.visit_file(&syntax);
    for path in names.renamed {
        let (name, path) = path.split_last().unwrap();
        if let Some(absolute) = paths.resolve(path) {
            paths.aliases.push((name.clone(), absolute));
        }
    }
    paths.visit_file(&syntax);
    paths
}

/// Collects `use path as name`.
#[derive(Default)]
struct Names {
    renamed: Vec<Vec<String>>,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for (mut path, name) in flatten(&item.tree) {
            path.pop_if(|last| last == "self" && name.is_some());
            self.renamed.extend(name.map(|name| [path, vec![name]].concat()));
        }
    }
}

/// Collects every path that begins at the crate's root, however it gets there.
#[derive(Default)]
struct Paths {
    file: String,
    module: Vec<String>,
    aliases: Vec<(String, Vec<String>)>,
    absolute: Vec<Vec<String>>,
    faults: Vec<String>,
}

impl Paths {
    fn resolve(&self, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let mut absolute = match first.as_str() {
            "crate" => Vec::new(),
            "self" | "super" => {
                let mut module = self.module.clone();
                let up = path.iter().take_while(|step| matches!(step.as_str(), "super" | "self"));
                let ups = up.filter(|step| *step == "super").count();
                module.truncate(module.len().saturating_sub(ups));
                module
            }
            name => self.aliases.iter().find(|(alias, _)| alias == name)?.1.clone(),
        };
        let down = rest.iter().skip_while(|step| matches!(step.as_str(), "super" | "self"));
        absolute.extend(down.cloned());
        Some(absolute)
    }

    fn take(&mut self, path: &[String]) {
        if path.windows(2).any(|pair| pair[0] == "super" && pair[1] == "super") {
            self.faults.push(format!("{}: `super::super` in `{}`", self.file, path.join("::")));
        }
        let mut absolute = self.resolve(path);
        if let Some(absolute) = &mut absolute {
            absolute.pop_if(|last| last == "self");
        }
        self.absolute.extend(absolute);
    }

    /// Paths among tokens, for macros and attributes, also in texts that are a path.
    fn take_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.take(&std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Punct(_) => self.take(&std::mem::take(&mut path)),
                TokenTree::Group(group) => {
                    self.take(&std::mem::take(&mut path));
                    self.take_tokens(group.stream());
                }
                TokenTree::Literal(literal) => {
                    self.take(&std::mem::take(&mut path));
                    let text = literal.to_string();
                    let text = text.trim_matches('"');
                    if text.starts_with("crate::") || text.starts_with("super::") {
                        self.take(&text.split("::").map(str::to_owned).collect::<Vec<_>>());
                    }
                }
            }
        }
        self.take(&path);
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test_only(sources::attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes: &[Attribute] = match item {
            ImplItem::Fn(function) => &function.attrs,
            _ => &[],
        };
        if !is_test_only(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for (path, _) in flatten(&item.tree) {
            self.take(&path);
        }
        visit::visit_item_use(self, item);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        if item.ident == "self" {
            self.faults.push(format!("{}: extern crate of itself", self.file));
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let steps: Vec<String> = path.segments.iter().map(|step| step.ident.to_string()).collect();
        self.take(&steps);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.take_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            Meta::List(list) => self.take_tokens(list.tokens.clone()),
            // Documentation may point anywhere.
            Meta::NameValue(_) | Meta::Path(_) => {}
        }
        visit::visit_attribute(self, attribute);
    }
}

/// Every path of a use tree, with its new name if it gets one.
fn flatten(tree: &UseTree) -> Vec<(Vec<String>, Option<String>)> {
    let mut found = Vec::new();
    let mut open = vec![(Vec::new(), tree)];
    while let Some((mut path, tree)) = open.pop() {
        match tree {
            UseTree::Path(step) => {
                path.push(step.ident.to_string());
                open.push((path, &step.tree));
            }
            UseTree::Group(group) => {
                open.extend(group.items.iter().map(|tree| (path.clone(), tree)));
            }
            UseTree::Name(name) => {
                path.push(name.ident.to_string());
                found.push((path, None));
            }
            UseTree::Rename(rename) => {
                path.push(rename.ident.to_string());
                found.push((path, Some(rename.rename.to_string())));
            }
            UseTree::Glob(_) => {
                path.push("*".to_owned());
                found.push((path, None));
            }
        }
    }
    found
}

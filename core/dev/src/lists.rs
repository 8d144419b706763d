//! The lists of modules: which files of a family are checks, and which folders are families.
//!
//! They are made from the files on disk, by a program that does without the library: a list that names a
//! missing file, for example after a merge, keeps the library from compiling.

use std::io;
use std::path::Path;

const CHECKS: &str = "core/src/checks";
const MARK: &str = "// Written by `cargo dev sync` from the files beside this one.";
const FAMILIES_BEGIN: &str = "// Families, written by `cargo dev sync`:\n\n";
const FAMILIES_END: &str = "\n// End of the families.";
/// A file that is written from the declarations.
#[derive(Debug)]
pub(crate) struct Generated {
    /// Its path from the folder of the workspace, with `/`.
    pub(crate) path: String,
    /// All of its text.
    pub(crate) text: String,
}

impl Generated {
    /// A file with its text.
    pub(crate) fn new(path: impl Into<String>, text: String) -> Self {
        Self { path: path.into(), text }
    }
}

/// Every list of modules.
pub(crate) fn module_lists(root: &Path) -> io::Result<Vec<Generated>> {
    let families = families(root)?;
    let mut lists = Vec::new();
    for family in &families {
        lists.push(family_list(root, family)?);
    }
    lists.push(registry(&families));
    lists.push(declarations(root, &families)?);
    Ok(lists)
}

/// The folders that contain a list of modules, or a check without one.
fn families(root: &Path) -> io::Result<Vec<String>> {
    let mut families = Vec::new();
    for path in files_under(root, CHECKS)? {
        let Some(inner) = path.strip_prefix(CHECKS) else { continue };
        let mut parts = inner.split('/').skip(1);
        if let (Some(family), Some(file), None) = (parts.next(), parts.next(), parts.next()) {
            if is_rust(file) && families.iter().all(|known| known != family) {
                families.push(family.to_owned());
            }
        }
    }
    families.sort();
    Ok(families)
}

fn is_rust(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|end| end == "rs")
}

/// A module of a family: a check, or something that its checks share.
struct Module {
    name: String,
    is_check: bool,
}

impl Module {
    /// The id of the file's name; ids and `mod` lines sort alike by it.
    fn id(&self) -> String {
        self.name.replace('_', "-")
    }
}

/// `mod.rs` of a family: its first lines are kept, for they say what the family is about.
fn family_list(root: &Path, family: &str) -> io::Result<Generated> {
    let path = format!("{CHECKS}/{family}/mod.rs");
    let old = match std::fs::read_to_string(root.join(&path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    let head: Vec<&str> = old.lines().take_while(|line| line.starts_with("//!")).collect();
    if head.is_empty() {
        let why = format!("{path} must begin with a `//!` line that describes the family");
        return Err(io::Error::other(why));
    }
    let modules = modules(root, family)?;
    let declared = lines(modules.iter().map(|module| format!("mod {};\n", module.name)));
    let checks = modules.iter().filter(|module| module.is_check);
    let items: Vec<String> = checks.map(|module| format!("&{}::CHECK", module.name)).collect();
    let text = format!(
        "{}\n\n{MARK}\n\n{declared}\nuse super::Check;\nuse super::example::examples;\n\n/// The checks of the family, by id.\n{}\n\
         /// The examples of a check, by its id.\n{}",
        head.join("\n"),
        array("pub(super) static CHECKS: &[&Check] =", &items),
        array("pub(super) static FIXTURES: &[(&str, &str)] =", &fixtures(root, family, &modules)),
    );
    Ok(Generated::new(path, text))
}

/// The width at which rustfmt breaks a line.
const WIDTH: usize = 100;

/// The fixtures of a family's checks; one that has none yet is left out.
fn fixtures(root: &Path, family: &str, modules: &[Module]) -> Vec<String> {
    let checks = modules.iter().filter(|module| module.is_check);
    let item = |module: &Module| {
        let fixture = fixture(root, family, &module.name)?;
        let line = format!("(\"{}\", examples!(\"{fixture}\"))", module.id());
        if line.len() <= WIDTH - 5 {
            return Some(line);
        }
        let (id, indentation) = (module.id(), " ".repeat(8));
        Some(format!("(\n{indentation}\"{id}\",\n{indentation}examples!(\"{fixture}\"),\n    )"))
    };
    checks.filter_map(item).collect()
}

/// The file of the cases that document a check: those of manifests before any other.
pub(crate) fn fixture(root: &Path, family: &str, module: &str) -> Option<String> {
    let names = ["yaml", "compose.yaml", "values.yaml", "env"].map(|end| format!("{module}.{end}"));
    names.into_iter().find(|name| root.join(format!("{CHECKS}/{family}/{name}")).exists())
}

fn modules(root: &Path, family: &str) -> io::Result<Vec<Module>> {
    let folder = format!("{CHECKS}/{family}");
    let mut modules = Vec::new();
    for path in files_under(root, &folder)? {
        let file = path.strip_prefix(&folder).unwrap_or_default().trim_start_matches('/');
        let Some(name) = file.strip_suffix(".rs").filter(|name| *name != "mod") else { continue };
        let name = name.strip_suffix("/mod").unwrap_or(name);
        if name.contains('/') {
            continue;
        }
        let text = std::fs::read_to_string(root.join(&path))?;
        let module =
            Module { name: name.to_owned(), is_check: text.contains("static CHECK: Check") };
        let id = format!("id: \"{}\"", module.id());
        if module.is_check && !text.contains(&id) {
            let why = format!("{path} must declare `{id}`: the file is called after the check");
            return Err(io::Error::other(why));
        }
        modules.push(module);
    }
    modules.sort_by_key(Module::id);
    Ok(modules)
}

/// `families.rs`: the checks of every family.
fn registry(families: &[String]) -> Generated {
    let items: Vec<String> =
        families.iter().map(|family| format!("(\"{family}\", super::{family}::CHECKS)")).collect();
    let fixtures: Vec<String> =
        families.iter().map(|family| format!("super::{family}::FIXTURES")).collect();
    let text = format!(
        "//! The families of checks.\n\n{MARK}\n\nuse super::Check;\n\n\
         /// The checks of this crate, by family.\n{}\n\
         /// The cases that test the checks, for each family.\n{}",
        array("pub static ALL: &[(&str, &[&Check])] =", &items),
        array("pub(super) static FIXTURES: &[&[(&str, &str)]] =", &fixtures),
    );
    Generated::new(format!("{CHECKS}/families.rs"), text)
}

/// The lines of `checks/mod.rs` that declare the families; the rest of it is kept.
fn declarations(root: &Path, families: &[String]) -> io::Result<Generated> {
    let path = format!("{CHECKS}/mod.rs");
    let old = std::fs::read_to_string(root.join(&path))?;
    let parts = old
        .split_once(FAMILIES_BEGIN)
        .and_then(|(head, rest)| rest.split_once(FAMILIES_END).map(|(_, tail)| (head, tail)));
    let Some((head, tail)) = parts else {
        let why = format!("{path} has lost the comments between which its families are declared");
        return Err(io::Error::other(why));
    };
    let lines = lines(families.iter().map(|family| format!("mod {family};\n")));
    Ok(Generated::new(path, format!("{head}{FAMILIES_BEGIN}{lines}{FAMILIES_END}{tail}")))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().concat()
}

/// An array as rustfmt leaves it: on one line, on the next, or with a line for each item.
fn array(head: &str, items: &[String]) -> String {
    let joined = items.join(", ");
    let one = format!("{head} &[{joined}];");
    if one.len() <= WIDTH {
        return one + "\n";
    }
    let next = format!("    &[{joined}];");
    if next.len() <= WIDTH {
        return format!("{head}\n{next}\n");
    }
    let lines = lines(items.iter().map(|item| format!("    {item},\n")));
    format!("{head} &[\n{lines}];\n")
}

/// Whether a file on disk has another text, or is not there.
pub(crate) fn is_stale(root: &Path, file: &Generated) -> io::Result<bool> {
    match std::fs::read_to_string(root.join(&file.path)) {
        Ok(text) => Ok(text != file.text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// The paths of all files of a folder and its folders, sorted.
pub(crate) fn files_under(root: &Path, folder: &str) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(root.join(&folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            let list = if entry.file_type()?.is_dir() { &mut folders } else { &mut files };
            list.push(path);
        }
    }
    files.sort();
    Ok(files)
}

//! Determines which files of a folder are merged over which.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::listed::listed;
use super::path::{clean, folder, join};
use super::project::{File, service_names, services};
use crate::derivation::lookup::at;
use crate::frontends::environment;
use crate::tree::{Dialect, NodeRef, Tree};

/// Files that form a project.
pub(super) struct Plan<'p> {
    pub(super) files: Vec<File<'p>>,
    pub(super) environment: Option<String>,
    /// Whether it is not a project if another project includes its last file.
    pub(super) may_be_in_others: bool,
    /// Whether its last file may exist only to be extended by others.
    pub(super) may_be_part: bool,
}

/// The role of a file in its folder, by its name.
enum Role {
    /// A base, by its precedence.
    Base(usize),
    /// An override, by its precedence.
    Override(usize),
    /// `prod` of `compose.prod.yaml`.
    Variant(String),
    Other,
}

const BASES: [&str; 4] =
    ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const OVERRIDES: [&str; 4] = [
    "compose.override.yml",
    "compose.override.yaml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
];

impl Role {
    fn of(path: &str) -> Self {
        let name = file_name(path);
        if let Some(rank) = BASES.iter().position(|base| *base == name) {
            return Self::Base(rank);
        }
        if let Some(rank) = OVERRIDES.iter().position(|other| *other == name) {
            return Self::Override(rank);
        }
        let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
        let prefixes = ["compose.", "docker-compose.", "docker-compose-"];
        let variant =
            stem.and_then(|stem| prefixes.iter().find_map(|prefix| stem.strip_prefix(prefix)));
        match variant {
            Some(variant) if !variant.is_empty() => Self::Variant(variant.to_owned()),
            _ => Self::Other,
        }
    }
}

/// The files of one folder by their roles.
#[derive(Default)]
struct Folder<'p> {
    bases: Vec<(usize, File<'p>)>,
    overrides: Vec<(usize, File<'p>)>,
    variants: Vec<(String, File<'p>)>,
    others: Vec<File<'p>>,
}

/// Which files form projects, in the order of their paths.
pub(super) fn plans<'p>(files: &[File<'p>]) -> Vec<Plan<'p>> {
    let mut folders: BTreeMap<String, Folder<'p>> = BTreeMap::new();
    let mut sorted: Vec<File<'p>> = files.to_vec();
    sorted.sort_by_key(|file| (file.path, file.number));
    let mut by_path: HashMap<String, File<'p>> = HashMap::new();
    for file in files.iter().filter(|file| file.tree.dialect() != Dialect::Text) {
        by_path.entry(clean(file.path)).or_insert(*file);
    }
    let lists = sorted.iter().filter_map(|of| listed_plan(*of, &by_path));
    let mut plans: Vec<Plan<'p>> = lists.collect();
    let listed = plans.iter().flat_map(|plan| &plan.files);
    let listed: HashSet<u32> =
        listed.filter(|file| is_other(file)).map(|file| file.number).collect();
    let own = |file: &File<'_>| {
        let is_project = file.tree.dialect() != Dialect::Text && !file.is_part;
        is_project && !listed.contains(&file.number)
    };
    for file in sorted.into_iter().filter(own) {
        let folder = folders.entry(join("", folder(file.path))).or_default();
        match Role::of(file.path) {
            Role::Base(rank) => folder.bases.push((rank, file)),
            Role::Override(rank) => folder.overrides.push((rank, file)),
            Role::Variant(name) => folder.variants.push((name, file)),
            Role::Other => folder.others.push(file),
        }
    }
    plans.extend(folders.into_values().flat_map(Folder::plans));
    plans
}

/// The project that a `.env` lists, if it differs from the project that the file names imply.
fn listed_plan<'p>(variables: File<'p>, by_path: &HashMap<String, File<'p>>) -> Option<Plan<'p>> {
    let listed = listed(variables.path, variables.tree);
    // Compose refuses a project with a missing file.
    let files: Vec<File<'p>> =
        listed.iter().map(|path| by_path.get(path).copied()).collect::<Option<_>>()?;
    files.iter().any(is_other).then_some(Plan {
        files,
        environment: None,
        may_be_in_others: false,
        may_be_part: false,
    })
}

/// Whether the name of a file does not imply a role in its folder.
fn is_other(file: &File<'_>) -> bool {
    matches!(Role::of(file.path), Role::Other)
}

impl<'p> Folder<'p> {
    fn plans(mut self) -> Vec<Plan<'p>> {
        self.bases.sort_by_key(|(rank, _)| *rank);
        self.overrides.sort_by_key(|(rank, _)| *rank);
        let alone = |file, may_be_part| Plan {
            files: vec![file],
            environment: None,
            may_be_in_others: true,
            may_be_part,
        };
        let mut plans = Vec::new();
        let mut bases = self.bases.into_iter().map(|(_, file)| file);
        let base = bases.next();
        let mut overrides = self.overrides.into_iter().map(|(_, file)| file);
        if let Some(base) = base {
            plans.push(match overrides.next() {
                Some(over) => Plan {
                    files: vec![base, over],
                    environment: None,
                    may_be_in_others: false,
                    may_be_part: false,
                },
                None => alone(base, false),
            });
        }
        plans.extend(bases.map(|file| alone(file, false)));
        // Compose uses only one override; another one may be meant for other occasions.
        let spare = overrides.map(|file| (OVERRIDE.to_owned(), file));
        for (name, file) in self.variants.into_iter().chain(spare) {
            let is_overlay = is_overlay(&name, file.path);
            let is_complete = is_complete(file.tree);
            let changes = |base: &File<'_>| is_overlay && shares_services(base.tree, file.tree);
            let base = base.filter(|base| !is_complete || changes(base));
            plans.extend(base.map(|base| Plan {
                files: vec![base, file],
                environment: Some(name),
                may_be_in_others: true,
                may_be_part: !is_overlay,
            }));
            if is_complete || base.is_none() {
                plans.push(alone(file, !is_overlay));
            }
        }
        plans.extend(self.others.into_iter().map(|file| alone(file, true)));
        plans
    }
}

/// The variant name of an override.
const OVERRIDE: &str = "override";

/// Whether the name of a variant means that it is merged over the base.
fn is_overlay(variant: &str, path: &str) -> bool {
    let is_override = variant.split(['.', '-', '_']).any(|word| word == OVERRIDE);
    is_override || environment::of_path(file_name(path)).is_some()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn shares_services(one: &Tree, other: &Tree) -> bool {
    let names: HashSet<String> = service_names(other).into_iter().collect();
    service_names(one).iter().any(|name| names.contains(name))
}

/// Whether there are services, and each defines what it runs.
fn is_complete(tree: &Tree) -> bool {
    let services = services(tree);
    let names: HashSet<String> = service_names(tree).into_iter().collect();
    let runs = |service: NodeRef<'_>| {
        let own = ["image", "build", "provider"].iter().any(|key| at(service, key).is_some());
        let base = at(service, "extends");
        let of_file = base.is_some_and(|base| at(base, "file").is_some());
        let name = base.map(|base| at(base, "service").unwrap_or(base));
        own || of_file || name.is_some_and(|name| names.contains(name.text()))
    };
    !services.is_empty() && services.iter().all(|(_, service)| service.follow().is_some_and(runs))
}

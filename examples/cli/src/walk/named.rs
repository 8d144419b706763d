//! Files that other files reference by path: they are read as well, within the repository.
//!
//! The repository is that of the referencing file. Without a repository, the limit is the folder that
//! was given.

use std::fs;
use std::path::{Path, PathBuf};

use asepsis::{NamedFile, NotRead};

use super::found::Found;
use super::name::Name;
use super::repository::Repository;
use super::{Walked, Walker, links, own_file, special, untracked};

impl Walked {
    /// Returns the files that inputs reference. A file that the walk had excluded is returned again if
    /// its values are needed.
    pub(crate) fn look_for(&mut self, names: &[NamedFile]) -> Vec<Found> {
        for named in names {
            self.walker.named(named);
        }
        let (found, warnings) = self.walker.take();
        self.overwritten = self.walker.overwritten.take();
        for warning in warnings {
            // A folder may be visited twice.
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
        found
    }
}

impl Walker {
    fn named(&mut self, named: &NamedFile) {
        let Some(root) = self.root_for(&named.by) else { return };
        let mut name = Name::given(Path::new(&named.path));
        let mut path = PathBuf::from(&named.path);
        if path.is_dir() && is_within(&path, &root) {
            let inner = named.in_folder.iter().find(|inner| path.join(inner).exists());
            let Some(inner) = inner else {
                let what = if named.in_folder.is_empty() {
                    "a folder"
                } else {
                    "a folder without a kustomization"
                };
                self.found.push(Found::not_read(&name.as_folder(), NotRead::SpecialFile(what)));
                return;
            };
            name = name.join(inner.as_ref());
            path.push(inner);
        }
        let real = match fs::canonicalize(&path) {
            Ok(real) => real,
            Err(error) => {
                // A missing file is reported where it is referenced.
                if path.is_symlink() {
                    let why = NotRead::BrokenLink(links::broken(&path, &error));
                    self.found.push(Found::not_read(&name, why));
                }
                return;
            }
        };
        if self.files.contains(&real) {
            return;
        }
        let found = match self.why_not(&real, &name, &root, named) {
            Some(why) if path.is_dir() => Found::not_read(&name.as_folder(), why),
            Some(why) => Found::not_read(&name, why),
            None => match self.why_untracked(&real, &root) {
                None => Found::file(&name, real.clone()).tracked(self.is_tracked(&real)),
                Some(why) if named.has_values => {
                    Found::file(&name, real.clone()).context(untracked(&why))
                }
                Some(why) => Found::not_read(&name, NotRead::Excluded(untracked(&why))),
            },
        };
        if found.is_read() {
            self.files.insert(real);
        }
        let by_directory = self.options.bundle_by_directory;
        self.found.push(found.bundle(by_directory.then(|| (*named.bundle).to_owned())));
    }

    /// Why a referenced file is not read, apart from Git.
    fn why_not(&self, real: &Path, name: &Name, root: &Path, named: &NamedFile) -> Option<NotRead> {
        let excluded = if !real.starts_with(root) {
            let by = &named.by;
            let around = if root.join(".git").exists() { "repository" } else { "given folder" };
            Some(format!("referenced by `{by}`, but outside of the {around}"))
        } else if self.own_files.contains(real) {
            return Some(own_file());
        } else {
            let pattern = self.options.excludes.find_above(name.shown());
            pattern.map(|pattern| format!("excluded by the pattern `{pattern}`"))
        };
        if let Some(why) = excluded {
            return Some(NotRead::Excluded(why));
        }
        match fs::metadata(real) {
            Ok(metadata) if metadata.is_file() => None,
            Ok(metadata) => Some(NotRead::SpecialFile(special(metadata.file_type()))),
            Err(error) => Some(NotRead::Unreadable(error.to_string())),
        }
    }

    /// The folder that limits the references of a file: a canonical path.
    fn root_for(&mut self, file: &str) -> Option<PathBuf> {
        let name = Name::given(Path::new(file));
        let folder = name.parent();
        if let Some(known) = self.roots.get(folder) {
            return known.clone();
        }
        let real = fs::canonicalize(folder).ok();
        let root = real.map(|real| {
            let given = self.given.iter().filter(|given| real.starts_with(given));
            // The outermost folder that contains it.
            let given = given.min_by_key(|given| given.components().count());
            let root = Repository::root_of(&real).or(given.map(PathBuf::as_path));
            root.unwrap_or(&real).to_owned()
        });
        self.roots.insert(folder.to_owned(), root.clone());
        root
    }
}

/// Whether the target of a path is in or below a canonical folder.
fn is_within(path: &Path, root: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|real| real.starts_with(root))
}

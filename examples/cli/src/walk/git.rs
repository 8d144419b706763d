//! Files that are not in the Git repository: ignored by its patterns and not tracked.
//!
//! Only patterns of the repository are used. A user's global excludes would make the same files give
//! different reports on different machines.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::repository::Repository;
use super::{Folder, Walker};

/// The state of Git for a folder and its content.
#[derive(Clone, Debug, Default)]
pub(super) struct Git {
    repository: Option<Rc<Repository>>,
    patterns: Option<Rc<Patterns>>,
    /// Why everything in the folder except tracked files is excluded.
    left_out: Option<Rc<str>>,
}

/// Whether an entry of a folder is read.
#[derive(Clone, Debug)]
pub(super) enum Fate {
    Kept(Git),
    LeftOut(Rc<str>),
}

impl Git {
    /// The patterns above a folder of this repository; none outside of a repository.
    pub(super) fn above(
        folder: &Path,
        repository: Option<Rc<Repository>>,
        warnings: &mut Vec<String>,
    ) -> Self {
        let Some(repository) = repository else { return Self::default() };
        let root = repository.root();
        let mut folders: Vec<&Path> =
            folder.ancestors().skip(1).take_while(|above| above.starts_with(root)).collect();
        folders.reverse();
        let excludes = repository.excludes();
        let excludes = excludes
            .and_then(|file| Patterns::read(root, &file, ".git/info/exclude", None, warnings));
        let patterns = folders
            .into_iter()
            .fold(excludes, |above, folder| Patterns::of(folder, above, warnings));
        Self { repository: Some(repository), patterns, left_out: None }
    }

    /// The same in a folder, with the patterns of the folder.
    pub(super) fn within(&self, folder: &Path, warnings: &mut Vec<String>) -> Self {
        let patterns = Patterns::of(folder, self.patterns.clone(), warnings);
        Self { patterns, ..self.clone() }
    }

    /// Whether Git tracks a file in the folder; the path is canonical.
    pub(super) fn tracks(&self, file: &Path, warnings: &mut Vec<String>) -> bool {
        self.repository.as_ref().is_some_and(|repository| repository.tracks(file, warnings))
    }

    /// Whether a file or folder in the folder is read: tracked files are in the repository even if a
    /// pattern matches them.
    pub(super) fn fate(&self, path: &Path, is_folder: bool, warnings: &mut Vec<String>) -> Fate {
        let found = || self.patterns.as_ref()?.find(path, is_folder);
        let Some(why) = self.left_out.clone().or_else(found) else {
            return Fate::Kept(self.clone());
        };
        let is_tracked = if is_folder {
            let repository = self.repository.as_ref();
            repository.is_some_and(|repository| repository.tracks_below(path, warnings))
        } else {
            self.tracks(path, warnings)
        };
        if is_tracked {
            Fate::Kept(Self { left_out: Some(why), ..self.clone() })
        } else {
            Fate::LeftOut(why)
        }
    }
}

impl Walker {
    /// Whether Git tracks a file, in any repository; the path is canonical.
    pub(super) fn is_tracked(&mut self, real: &Path) -> bool {
        let root = real.parent().and_then(Repository::root_of);
        let repository = root.map(|root| self.repository(root));
        repository.is_some_and(|repository| repository.tracks(real, &mut self.warnings))
    }

    /// The state of Git above a folder that the walk begins with; the path is canonical. With
    /// `no_ignore`, only tracked files are known.
    pub(super) fn git_above(&mut self, folder: &Path) -> Git {
        let repository = Repository::root_of(folder).map(|root| self.repository(root));
        if self.options.no_ignore {
            return Git { repository, ..Git::default() };
        }
        Git::above(folder, repository, &mut self.warnings)
    }

    /// The state of Git in a folder. A folder with `.git` is a separate repository, to which patterns
    /// outside of it do not apply.
    pub(super) fn git_within(&mut self, folder: &Folder, has_records: bool) -> Git {
        let above = if has_records { &self.git_above(&folder.path) } else { &folder.git };
        if self.options.no_ignore {
            return above.clone();
        }
        above.within(&folder.path, &mut self.warnings)
    }

    fn repository(&mut self, root: &Path) -> Rc<Repository> {
        if let Some(known) = self.repositories.get(root) {
            return Rc::clone(known);
        }
        let repository = Rc::new(Repository::new(root, &mut self.warnings));
        self.repositories.insert(root.to_owned(), Rc::clone(&repository));
        repository
    }

    /// Why a file is not in the repository, if it is not; the path is canonical.
    pub(super) fn why_untracked(&mut self, real: &Path, root: &Path) -> Option<Rc<str>> {
        if self.options.no_ignore {
            return None;
        }
        match self.git_of(real.parent()?, root) {
            Fate::LeftOut(why) => Some(why),
            Fate::Kept(git) => match git.fate(real, false, &mut self.warnings) {
                Fate::LeftOut(why) => Some(why),
                Fate::Kept(_) => None,
            },
        }
    }

    /// The state of Git in a folder, derived from its parent folders.
    fn git_of(&mut self, folder: &Path, root: &Path) -> Fate {
        let around = folder.ancestors().take_while(|above| above.starts_with(root));
        let mut folders: Vec<&Path> = around.collect();
        folders.reverse();
        let mut fate = Fate::Kept(Git::default());
        for folder in folders {
            if let Some(known) = self.git.get(folder) {
                fate = known.clone();
                continue;
            }
            fate = match fate {
                Fate::Kept(git) if folder != root => git.fate(folder, true, &mut self.warnings),
                fate => fate,
            };
            if let Fate::Kept(git) = fate {
                let begins = folder == root || folder.join(".git").exists();
                let git = if begins { self.git_above(folder) } else { git };
                fate = Fate::Kept(git.within(folder, &mut self.warnings));
            }
            self.git.insert(folder.to_owned(), fate.clone());
        }
        fate
    }
}

/// The patterns of a file, and those that apply if none of them matches.
#[derive(Debug)]
struct Patterns {
    own: Gitignore,
    /// The name of the file in messages.
    name: &'static str,
    above: Option<Rc<Patterns>>,
}

impl Patterns {
    /// The patterns of a folder's `.gitignore`, and those above it.
    fn of(folder: &Path, above: Option<Rc<Self>>, warnings: &mut Vec<String>) -> Option<Rc<Self>> {
        Self::read(folder, &folder.join(".gitignore"), ".gitignore", above, warnings)
    }

    fn read(
        folder: &Path,
        file: &Path,
        name: &'static str,
        above: Option<Rc<Self>>,
        warnings: &mut Vec<String>,
    ) -> Option<Rc<Self>> {
        // Git does not follow a symbolic link here either, and a pipe must not be opened.
        if !fs::symlink_metadata(file).is_ok_and(|metadata| metadata.is_file()) {
            return above;
        }
        let mut builder = GitignoreBuilder::new(folder);
        let mut warn = |error: ignore::Error| warnings.push(format!("{error}"));
        builder.add(file).into_iter().for_each(&mut warn);
        match builder.build() {
            Ok(own) => Some(Rc::new(Self { own, name, above })),
            Err(error) => {
                warn(error);
                above
            }
        }
    }

    /// Why a path is ignored, if it is: the nearest file with a matching pattern decides.
    fn find(&self, path: &Path, is_folder: bool) -> Option<Rc<str>> {
        let mut level = Some(self);
        while let Some(ignored) = level {
            let found = ignored.own.matched(path, is_folder);
            if let ignore::Match::Ignore(glob) = found {
                return Some(
                    format!("ignored by pattern `{}` of `{}`", glob.original(), ignored.name)
                        .into(),
                );
            }
            if found.is_whitelist() {
                return None;
            }
            level = ignored.above.as_deref();
        }
        None
    }
}

//! What `.gitignore` files leave out.
//!
//! Only these count: what a user's own settings ignore would make the same files give two reports
//! on two machines.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The `.gitignore` of a folder, and those of the folders above it.
#[derive(Debug)]
pub(super) struct Ignored {
    own: Gitignore,
    above: Option<Rc<Ignored>>,
}

impl Ignored {
    pub(super) fn nothing() -> Rc<Self> {
        Rc::new(Self { own: Gitignore::empty(), above: None })
    }

    /// What the folders above this one say, up to the root of the repository; outside of a
    /// repository nothing.
    pub(super) fn above(folder: &Path, warnings: &mut Vec<String>) -> Rc<Self> {
        let Some(root) = folder.ancestors().find(|folder| folder.join(".git").exists()) else {
            return Self::nothing();
        };
        let mut folders: Vec<&Path> =
            folder.ancestors().skip(1).take_while(|above| above.starts_with(root)).collect();
        folders.reverse();
        let top = Self::nothing();
        folders.into_iter().fold(top, |above, folder| Self::of(folder, &above, warnings))
    }

    /// What a folder says, and those above it.
    pub(super) fn of(folder: &Path, above: &Rc<Self>, warnings: &mut Vec<String>) -> Rc<Self> {
        let file = folder.join(".gitignore");
        // Git does not follow a link here either; and a pipe must not be opened.
        if !fs::symlink_metadata(&file).is_ok_and(|metadata| metadata.is_file()) {
            return Rc::clone(above);
        }
        let mut builder = GitignoreBuilder::new(folder);
        let mut warn = |error: ignore::Error| warnings.push(format!("{error}"));
        builder.add(&file).into_iter().for_each(&mut warn);
        match builder.build() {
            Ok(own) => Rc::new(Self { own, above: Some(Rc::clone(above)) }),
            Err(error) => {
                warn(error);
                Rc::clone(above)
            }
        }
    }

    /// Why a path is left out, if it is: the nearest `.gitignore` that names it decides.
    pub(super) fn find(&self, path: &Path, is_folder: bool) -> Option<String> {
        let mut level = Some(self);
        while let Some(ignored) = level {
            let found = ignored.own.matched(path, is_folder);
            if let ignore::Match::Ignore(glob) = found {
                return Some(format!("`.gitignore` lists `{}`", glob.original()));
            }
            if found.is_whitelist() {
                return None;
            }
            level = ignored.above.as_deref();
        }
        None
    }
}

//! Symbolic links: followed to files and folders, each of which is read only once.

use std::fs;
use std::io;
use std::path::Path;

use asepsis::{NotRead, recognise};

use super::found::Found;
use super::{Folder, Link, Walker, bundle_of_folder, own_file, special};

impl Walker {
    pub(super) fn follow(&mut self, link: Link) {
        let resolved = fs::canonicalize(&link.path)
            .and_then(|real| fs::metadata(&real).map(|metadata| (real, metadata)));
        let (real, metadata) = match resolved {
            Ok(resolved) => resolved,
            Err(error) => {
                let why = if error.kind() == io::ErrorKind::PermissionDenied {
                    NotRead::Unreadable(error.to_string())
                } else {
                    NotRead::BrokenLink(broken(&link.path, &error))
                };
                self.found.push(Found::not_read(&link.name, why));
                return;
            }
        };
        if metadata.is_dir() {
            if link.path.starts_with(&real) {
                let why = "the symbolic link points to one of its parent folders".to_owned();
                self.found.push(Found::not_read(&link.name, NotRead::BrokenLink(why)));
                return;
            }
            let git = self.git_above(&real);
            let Link { name, below, bundle, .. } = link;
            let bundle = bundle_of_folder(bundle, &name, &below);
            self.enter(Folder { path: real, name, below, git, bundle });
            return;
        }
        let names = [Some(link.name.shown()), real.to_str()];
        if names.into_iter().flatten().all(|name| recognise(name).is_none()) {
            return;
        }
        if self.own_files.contains(&real) {
            self.found.push(Found::not_read(&link.name, own_file()));
        } else if metadata.is_file() {
            if self.files.insert(real.clone()) {
                let is_tracked = self.is_tracked(&real);
                let found = Found::file(&link.name, real).tracked(is_tracked);
                self.found.push(found.bundle(link.bundle));
            }
        } else {
            let why = NotRead::SpecialFile(special(metadata.file_type()));
            self.found.push(Found::not_read(&link.name, why));
        }
    }
}

/// Why a symbolic link is broken.
pub(super) fn broken(link: &Path, error: &io::Error) -> String {
    let target = fs::read_link(link).unwrap_or_default();
    let target = target.display();
    if error.kind() == io::ErrorKind::NotFound {
        format!("the symbolic link points to `{target}`, which does not exist")
    } else {
        format!("the symbolic link to `{target}` cannot be followed: {error}")
    }
}

//! Git repositories: where the `.git` directory is, and which files are tracked.

use std::cell::OnceCell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gix_index::File as Index;
use gix_index::decode::Options;
use gix_index::hash::Kind as Hash;

/// Upper limit of the size of small files in `.git`.
const MOST_TEXT: u64 = 1 << 20;

/// The minimum size of an index: its header and its checksum.
const LEAST_INDEX: u64 = 12;

/// A work tree with its `.git` directory.
#[derive(Debug)]
pub(super) struct Repository {
    /// The top folder, a canonical path.
    root: PathBuf,
    /// The `.git` directory of this work tree, and the one that all work trees share; `None` if
    /// missing.
    records: Option<Records>,
    /// The tracked files, read on first use; `None` if they are not known.
    index: OnceCell<Option<Index>>,
}

#[derive(Debug)]
struct Records {
    own: PathBuf,
    shared: PathBuf,
}

impl Repository {
    /// The top folder of the repository that a folder is in.
    pub(super) fn root_of(folder: &Path) -> Option<&Path> {
        folder.ancestors().find(|folder| folder.join(".git").exists())
    }

    /// The repository whose top folder this is.
    pub(super) fn new(root: &Path, warnings: &mut Vec<String>) -> Self {
        let records = Records::of(root);
        if records.is_none() && root.join(".git").is_file() {
            let file = root.join(".git");
            warnings.push(format!(
                "`{}` does not point to a Git directory: tracked files are unknown",
                file.display()
            ));
        }
        Self { root: root.to_owned(), records, index: OnceCell::new() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The file of patterns that Git uses in this repository in addition to `.gitignore` files.
    pub(super) fn excludes(&self) -> Option<PathBuf> {
        Some(self.records.as_ref()?.shared.join("info").join("exclude"))
    }

    /// Whether Git tracks a file; the path is canonical.
    pub(super) fn tracks(&self, file: &Path, warnings: &mut Vec<String>) -> bool {
        let Some((index, path)) = self.index(warnings).zip(self.path_of(file)) else {
            return false;
        };
        has_entry(index, &path) || is_below_sparse(index, &path)
    }

    /// Whether Git tracks a file in or below a folder; the path is canonical.
    pub(super) fn tracks_below(&self, folder: &Path, warnings: &mut Vec<String>) -> bool {
        let Some((index, path)) = self.index(warnings).zip(self.path_of(folder)) else {
            return false;
        };
        index.path_is_directory(path.as_slice().into()) || is_below_sparse(index, &path)
    }

    /// A path as the index has it: from the top folder, with `/`.
    fn path_of(&self, path: &Path) -> Option<Vec<u8>> {
        let below = path.strip_prefix(&self.root).ok()?;
        let steps = below.components().map(|step| step.as_os_str().as_encoded_bytes());
        Some(steps.collect::<Vec<_>>().join(&b'/'))
    }

    fn index(&self, warnings: &mut Vec<String>) -> Option<&Index> {
        let read = || {
            let records = self.records.as_ref()?;
            match records.index() {
                Ok(index) => index,
                Err(error) => {
                    let file = records.own.join("index");
                    warnings.push(format!(
                        "cannot read `{}`: {error} (tracked files are unknown)",
                        file.display()
                    ));
                    None
                }
            }
        };
        self.index.get_or_init(read).as_ref()
    }
}

impl Records {
    /// The Git directory of the work tree at a folder. A `.git` that is a file, as in a linked work tree
    /// or a submodule, contains its path.
    fn of(root: &Path) -> Option<Self> {
        let git = root.join(".git");
        let own = if git.is_dir() {
            git
        } else {
            let text = small_text(&git)?;
            root.join(text.strip_prefix("gitdir:")?.trim())
        };
        let shared = small_text(&own.join("commondir")).map(|path| own.join(path.trim()));
        let shared = shared.unwrap_or_else(|| own.clone());
        own.is_dir().then_some(Self { own, shared })
    }

    /// The index; `None` if nothing has been added yet.
    fn index(&self) -> Result<Option<Index>, String> {
        let path = self.own.join("index");
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.to_string()),
        };
        let hash = self.hash();
        // Reading a named pipe would block.
        if !metadata.is_file() || metadata.len() < LEAST_INDEX + hash.len_in_bytes() as u64 {
            return Err("not a Git index".to_owned());
        }
        let options = Options { thread_limit: Some(1), ..Options::default() };
        let index = Index::at(path, hash, false, options);
        index.map(Some).map_err(|error| error.to_string())
    }

    /// The hash algorithm of the repository's object ids.
    fn hash(&self) -> Hash {
        let config = small_text(&self.shared.join("config")).unwrap_or_default();
        let mut lines = config.lines().filter_map(|line| line.split_once('='));
        let is_long = lines.any(|(key, value)| {
            key.trim().eq_ignore_ascii_case("objectformat")
                && value.trim().eq_ignore_ascii_case("sha256")
        });
        if is_long { Hash::Sha256 } else { Hash::Sha1 }
    }
}

/// Whether a path is below a folder that the sparse index represents by a single entry.
fn is_below_sparse(index: &Index, path: &[u8]) -> bool {
    let folders = path.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    let mut folders = folders.filter_map(|(at, _)| path.get(..=at));
    index.is_sparse() && folders.any(|folder| has_entry(index, folder))
}

/// Whether the index has an entry of a path, including those of an unfinished merge.
fn has_entry(index: &Index, path: &[u8]) -> bool {
    index.entry_index_by_path(path.into()).is_ok()
}

/// The text of a regular file, unless it exceeds the limit.
fn small_text(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    let is_small = metadata.is_file() && metadata.len() <= MOST_TEXT;
    if is_small { fs::read_to_string(path).ok() } else { None }
}

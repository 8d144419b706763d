//! From paths to the files that can hold something to judge, and to what stands in their way.
//!
//! INVARIANT: nothing but regular files and folders is ever opened, so that no pipe makes a run
//! wait; and no folder is entered twice, so that no link makes it endless.

mod destination;
mod exclude;
mod found;
mod git;
mod links;
mod name;
mod named;
mod repository;

use std::collections::{HashMap, HashSet, VecDeque};
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use asepsis::files::{is_passed_over, is_vendored};
use asepsis::{NotRead, recognise};

use crate::failure::{Failure, is_text};
pub use destination::Destination;
pub use exclude::Excludes;
use found::special;
pub use found::{Found, STANDARD_INPUT};
use git::{Fate, Git};
use name::Name;
use repository::Repository;

/// How folders are walked. The default honours `.gitignore` and leaves vendored folders out.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct WalkOptions {
    /// What is left out.
    pub excludes: Excludes,
    /// Reads what `.gitignore` lists, and vendored folders.
    pub no_ignore: bool,
    /// Makes each folder directly below a given path a bundle of its own.
    pub bundle_by_directory: bool,
    /// What `-` is called.
    pub stdin_name: Option<String>,
    /// A file that may have been meant as the policy: it is read wherever it is, so that the report says
    /// that it is none.
    pub policy_like: Option<PathBuf>,
    /// Files that belong to the run itself and are no input: its policy.
    pub own_files: Vec<PathBuf>,
    /// Where the report goes. What is read must not be there.
    pub destination: Option<Destination>,
}

/// A path that a person named and that does not exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing(pub PathBuf);

/// What a walk came to.
#[derive(Debug)]
#[non_exhaustive]
pub struct Walked {
    /// Everything that is or should have been read, in the order in which it was come upon.
    pub found: Vec<Found>,
    /// What a person should know about the walk itself. There may be more once files that others
    /// name were looked for.
    pub warnings: Vec<String>,
    /// A file that is to be read and that the report would replace: the run must end.
    pub(crate) overwritten: Option<String>,
    walker: Walker,
}

/// Finds what is to be read below the given paths; `-` is standard input.
///
/// A file that is reached twice is listed once, under its own name rather than that of a link.
///
/// # Errors
/// For the first path that does not exist, where there is none, and where the report would replace what
/// is to be read.
pub fn walk(
    paths: impl IntoIterator<Item = impl AsRef<Path>>,
    options: &WalkOptions,
) -> Result<Walked, Failure> {
    let mut walker = Walker::new(options.clone());
    let mut folders = Vec::new();
    let mut paths = paths.into_iter().peekable();
    if paths.peek().is_none() {
        return Err(Failure::NoPath);
    }
    for path in paths {
        folders.extend(walker.given(path.as_ref())?);
    }
    // After the files, so that a file that was named is known as such in its folder too.
    for folder in folders {
        walker.enter(folder);
    }
    walker.follow_links();
    walker.policy_like();
    let (found, warnings) = walker.take();
    match walker.overwritten.take() {
        Some(name) => Err(Failure::Overwrites { path: name.into(), what: "to be checked" }),
        None => Ok(Walked { found, warnings, overwritten: None, walker }),
    }
}

/// A folder to enter.
struct Folder {
    /// Where it is, without links.
    path: PathBuf,
    name: Name,
    /// The path below the one that was given, for patterns.
    below: String,
    git: Git,
    bundle: Option<String>,
}

/// A link that has not been followed yet.
#[derive(Debug)]
struct Link {
    /// Where it is; the folder that holds it without links.
    path: PathBuf,
    name: Name,
    below: String,
    bundle: Option<String>,
}

/// Something in a folder.
struct Entry {
    path: PathBuf,
    name: Name,
    below: String,
    kind: FileType,
}

#[derive(Debug)]
struct Walker {
    options: WalkOptions,
    /// What was found and not taken yet.
    found: Vec<Found>,
    warnings: Vec<String>,
    /// The folders that people named, and those of the files that they named, without links.
    given: Vec<PathBuf>,
    /// Folders that have been entered, without links.
    folders: HashSet<PathBuf>,
    /// Files that have been found, without links.
    files: HashSet<PathBuf>,
    links: VecDeque<Link>,
    own_files: HashSet<PathBuf>,
    /// What was found at the place of the report.
    overwritten: Option<String>,
    /// The repositories so far, by their top folders.
    repositories: HashMap<PathBuf, Rc<Repository>>,
    /// What Git says in folders that were not walked.
    git: HashMap<PathBuf, Fate>,
    /// Out of which folder the files of a folder can name nothing, by the folder as it is shown.
    roots: HashMap<String, Option<PathBuf>>,
}

impl Walker {
    fn new(options: WalkOptions) -> Self {
        let own_files = options.own_files.iter();
        let own_files = own_files.filter_map(|path| fs::canonicalize(path).ok()).collect();
        Self {
            options,
            found: Vec::new(),
            warnings: Vec::new(),
            given: Vec::new(),
            folders: HashSet::new(),
            files: HashSet::new(),
            links: VecDeque::new(),
            own_files,
            overwritten: None,
            repositories: HashMap::new(),
            git: HashMap::new(),
            roots: HashMap::new(),
        }
    }

    /// Takes a path that a person named; the answer is the folder that it is.
    fn given(&mut self, path: &Path) -> Result<Option<Folder>, Missing> {
        if path.as_os_str() == "-" {
            let name = self.options.stdin_name.as_deref().unwrap_or(STANDARD_INPUT);
            self.found.push(Found::stdin(name));
            return Ok(None);
        }
        let name = Name::given(path);
        let (real, metadata) = match fs::canonicalize(path)
            .and_then(|real| fs::metadata(&real).map(|metadata| (real, metadata)))
        {
            Ok(known) => known,
            // The text of a file is too long for a name, and the report must not call an input so.
            Err(error)
                if fs::symlink_metadata(path).is_err() && (is_missing(&error) || is_text(path)) =>
            {
                return Err(Missing(path.to_owned()));
            }
            Err(error) => {
                let why = if path.is_symlink() {
                    NotRead::BrokenLink(links::broken(path, &error))
                } else {
                    NotRead::Unreadable(error.to_string())
                };
                self.found.push(Found::not_read(&name, why).named());
                return Ok(None);
            }
        };
        let by_directory = self.options.bundle_by_directory;
        if metadata.is_dir() {
            self.given.push(real.clone());
            let bundle = by_directory.then(|| name.shown().to_owned());
            let git = self.git_above(&real);
            let below = String::new();
            return Ok(Some(Folder { path: real, name, below, git, bundle }));
        }
        if metadata.is_file() {
            self.given.extend(real.parent().map(Path::to_owned));
            if self.files.insert(real.clone()) {
                let bundle = by_directory.then(|| name.parent().to_owned());
                let is_tracked = self.is_tracked(&real);
                let found = Found::file(&name, real).named().tracked(is_tracked);
                self.found.push(found.bundle(bundle));
            }
        } else {
            let why = NotRead::SpecialFile(special(metadata.file_type()));
            self.found.push(Found::not_read(&name, why).named());
        }
        Ok(None)
    }

    /// Walks a folder and all below it, without recursion.
    fn enter(&mut self, folder: Folder) {
        let mut open = vec![folder];
        while let Some(folder) = open.pop() {
            if !self.folders.insert(folder.path.clone()) {
                continue;
            }
            let mut inner = self.folder(&folder);
            inner.reverse();
            open.append(&mut inner);
        }
    }

    /// Looks through one folder; the answer is the folders in it.
    fn folder(&mut self, folder: &Folder) -> Vec<Folder> {
        let entries = match entries(&folder.path) {
            Ok(entries) => entries,
            Err(error) => {
                let why = NotRead::Unreadable(error.to_string());
                self.found.push(Found::not_read(&folder.name.as_folder(), why));
                return Vec::new();
            }
        };
        let git = self.git_within(folder, entries.iter().any(|(name, _)| name == ".git"));
        let mut folders = Vec::new();
        for (file_name, kind) in entries {
            let name = folder.name.join(&file_name);
            let below = name::join(&folder.below, &file_name.to_string_lossy());
            let path = folder.path.join(&file_name);
            let kind = match kind {
                Ok(kind) => kind,
                Err(error) => {
                    let why = NotRead::Unreadable(error.to_string());
                    self.found.push(Found::not_read(&name, why));
                    continue;
                }
            };
            let entry = Entry { path, name, below, kind };
            if let Some(folder) = self.entry(entry, &file_name, folder, &git) {
                folders.push(folder);
            }
        }
        folders
    }

    /// Takes one entry; the answer is the folder that it is.
    fn entry(
        &mut self,
        entry: Entry,
        file_name: &OsStr,
        folder: &Folder,
        git: &Git,
    ) -> Option<Folder> {
        let is_folder = entry.kind.is_dir();
        if is_folder && file_name.to_str().is_some_and(is_passed_over) {
            return None;
        }
        let is_candidate = recognise(entry.name.shown()).is_some();
        if !is_folder && !is_candidate && !entry.kind.is_symlink() {
            if entry.kind.is_file() {
                return None;
            }
            let why = NotRead::SpecialFile(special(entry.kind));
            self.found.push(Found::not_read(&entry.name, why));
            return None;
        }
        let bundle = folder.bundle.clone();
        let fate = match self.excluded(&entry, file_name) {
            Some(why) => Fate::LeftOut(why.into()),
            None if self.options.no_ignore => Fate::Kept(git.clone()),
            None => match git.fate(&entry.path, is_folder, &mut self.warnings) {
                // What runs on this machine reads it there, tracked or not.
                Fate::LeftOut(why) if entry.kind.is_file() && file_name == ".env" => {
                    if self.files.insert(entry.path.clone()) {
                        let found = Found::file(&entry.name, entry.path).bundle(bundle);
                        self.found.push(found.context(untracked(&why)));
                    }
                    return None;
                }
                fate => fate,
            },
        };
        let git = match fate {
            Fate::Kept(git) => git,
            Fate::LeftOut(why) => {
                // A link may lead to a folder; what it is called says nothing.
                let name = if is_folder { entry.name.as_folder() } else { entry.name };
                let why = NotRead::Excluded(why.to_string());
                self.found.push(Found::not_read(&name, why));
                return None;
            }
        };
        let Entry { path, name, below, kind } = entry;
        if is_folder {
            let bundle = bundle_of_folder(bundle, &name, &below);
            return Some(Folder { path, name, below, git, bundle });
        }
        if kind.is_symlink() {
            self.links.push_back(Link { path, name, below, bundle });
        } else if !kind.is_file() {
            self.found.push(Found::not_read(&name, NotRead::SpecialFile(special(kind))));
        } else if self.own_files.contains(&path) {
            self.found.push(Found::not_read(&name, own_file()));
        } else if self.files.insert(path.clone()) {
            let is_tracked = git.tracks(&path, &mut self.warnings);
            self.found.push(Found::file(&name, path).tracked(is_tracked).bundle(bundle));
        }
        None
    }

    /// Why an entry is left out whatever Git says, if it is.
    fn excluded(&self, entry: &Entry, file_name: &OsStr) -> Option<String> {
        let is_folder = entry.kind.is_dir();
        if let Some(pattern) =
            self.options.excludes.find(entry.name.shown(), &entry.below, is_folder)
        {
            return Some(format!("excluded by the pattern `{pattern}`"));
        }
        if self.options.no_ignore {
            return None;
        }
        let vendored = file_name.to_str().filter(|name| is_vendored(name));
        let vendored = vendored.filter(|_| is_folder || entry.kind.is_symlink())?;
        Some(format!("`{vendored}` holds vendored or built files"))
    }

    /// What was found since the last time, and what a person should know of it.
    fn take(&mut self) -> (Vec<Found>, Vec<String>) {
        let mut found = std::mem::take(&mut self.found);
        if let Some(destination) = &self.options.destination {
            let there = found.iter_mut().filter(|found| found.is_at(destination));
            for found in there {
                // An earlier report in a folder is expected there, and is no input.
                if found.is_named() || !destination.is_replaceable() {
                    self.overwritten.get_or_insert_with(|| found.name().to_owned());
                }
                found.leave_out(own_file());
            }
        }
        (found, std::mem::take(&mut self.warnings))
    }

    fn policy_like(&mut self) {
        let Some(path) = self.options.policy_like.take() else { return };
        if let Some(real) =
            fs::canonicalize(&path).ok().filter(|real| self.files.insert(real.clone()))
        {
            self.found.push(Found::file(&Name::given(&path), real));
        }
    }

    fn follow_links(&mut self) {
        while let Some(link) = self.links.pop_front() {
            self.follow(link);
        }
    }
}

/// Why a file of the run itself is not read.
fn own_file() -> NotRead {
    NotRead::Excluded("it belongs to this run: its policy or its report".to_owned())
}

/// Why a file is read for its values alone.
fn untracked(why: &str) -> String {
    format!("{why} and Git does not track it")
}

/// The bundle of a folder at its place below a given path.
fn bundle_of_folder(above: Option<String>, name: &Name, below: &str) -> Option<String> {
    let is_own = !below.contains('/');
    above.map(|above| if is_own { name.shown().to_owned() } else { above })
}

/// The entries of a folder, sorted by name.
fn entries(folder: &Path) -> io::Result<Vec<(std::ffi::OsString, io::Result<FileType>)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type();
        entries.push((entry.file_name(), kind));
    }
    entries.sort_by(|left, right| left.0.cmp(&right.0));
    Ok(entries)
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

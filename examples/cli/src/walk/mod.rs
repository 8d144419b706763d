//! From paths to the files that may contain resources, and to entries that cannot be read.
//!
//! INVARIANT: only regular files and folders are opened, so that a pipe cannot block a run; and no
//! folder is entered twice, so that a symbolic link cannot cause an endless loop.

mod destination;
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

use asepsis::files::{is_package, is_passed_over, is_vendored};
use asepsis::policy::Excludes;
use asepsis::{NotRead, recognise};

use crate::failure::{Failure, is_text};
pub use destination::Destination;
use found::special;
pub use found::{Found, STANDARD_INPUT};
use git::{Fate, Git};
use name::Name;
use repository::Repository;

/// How folders are walked. The default honours `.gitignore` and excludes vendored folders.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct WalkOptions {
    /// Exclude patterns.
    pub excludes: Excludes,
    /// Reads files that `.gitignore` excludes, and vendored folders.
    pub no_ignore: bool,
    /// Makes each folder directly below a given path a separate bundle.
    pub bundle_by_directory: bool,
    /// The name of `-` in the report.
    pub stdin_name: Option<String>,
    /// A file that may have been meant as the policy: it is read wherever it is, so that the report says
    /// that it does not apply.
    pub policy_like: Option<PathBuf>,
    /// Files of the run itself, which are not inputs: its policy.
    pub own_files: Vec<PathBuf>,
    /// The file that the report is written to. It must not be an input.
    pub destination: Option<Destination>,
}

/// A given path that does not exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing(pub PathBuf);

/// The result of a walk.
#[derive(Debug)]
#[non_exhaustive]
pub struct Walked {
    /// All files that are read or should have been read, in the order in which they were found.
    pub found: Vec<Found>,
    /// Warnings about the walk itself. Looking for referenced files may add more.
    pub warnings: Vec<String>,
    /// An input that the report would overwrite: the run must end.
    pub(crate) overwritten: Option<String>,
    walker: Walker,
}

/// Finds the files to read below the given paths; `-` is standard input.
///
/// A file that is found twice is listed once, under its own name rather than that of a symbolic link.
///
/// # Errors
/// If no path is given, for the first path that does not exist, and if the report would overwrite an
/// input.
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
    // After the files, so that a file that was named is known as such when its folder is walked.
    for folder in folders {
        walker.enter(folder);
    }
    walker.follow_links();
    walker.policy_like();
    let (found, warnings) = walker.take();
    match walker.overwritten.take() {
        Some(name) => Err(Failure::Overwrites { path: name.into(), what: "an input of this run" }),
        None => Ok(Walked { found, warnings, overwritten: None, walker }),
    }
}

/// A folder to enter.
struct Folder {
    /// The canonical path.
    path: PathBuf,
    name: Name,
    /// The path relative to the given path, for patterns.
    below: String,
    git: Git,
    bundle: Option<String>,
}

/// A symbolic link that has not been followed yet.
#[derive(Debug)]
struct Link {
    /// Its path, with a canonical parent folder.
    path: PathBuf,
    name: Name,
    below: String,
    bundle: Option<String>,
}

/// An entry of a folder.
struct Entry {
    path: PathBuf,
    name: Name,
    below: String,
    kind: FileType,
}

impl Entry {
    /// Whether it may be a chart in an archive.
    fn is_package(&self) -> bool {
        !self.kind.is_dir() && is_package(self.name.shown())
    }

    /// Whether it is in the `charts` folder of a chart.
    fn is_subchart(&self) -> bool {
        let folder = self.path.parent().filter(|folder| folder.ends_with("charts"));
        folder.and_then(Path::parent).is_some_and(|chart| chart.join("Chart.yaml").is_file())
    }
}

#[derive(Debug)]
struct Walker {
    options: WalkOptions,
    /// Entries that were found and not taken yet.
    found: Vec<Found>,
    warnings: Vec<String>,
    /// The given folders, and the folders of the given files; canonical paths.
    given: Vec<PathBuf>,
    /// Folders that have been entered; canonical paths.
    folders: HashSet<PathBuf>,
    /// Files that have been found; canonical paths.
    files: HashSet<PathBuf>,
    links: VecDeque<Link>,
    own_files: HashSet<PathBuf>,
    /// An input at the path of the report.
    overwritten: Option<String>,
    /// The repositories so far, by their top folders.
    repositories: HashMap<PathBuf, Rc<Repository>>,
    /// The state of Git in folders that were not walked.
    git: HashMap<PathBuf, Fate>,
    /// The folder that limits the references of files, by their folder as it is shown.
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

    /// Adds a given path; returns the folder if it is one.
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
            // The text of a file is too long for a name and must not become the name of an input.
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

    /// Walks a folder and its subfolders, without recursion.
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

    /// Reads one folder; returns the folders in it.
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

    /// Adds one entry; returns the folder if it is one.
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
                // Programs on this machine read it, tracked or not.
                Fate::LeftOut(why) if entry.kind.is_file() && file_name == ".env" => {
                    if self.files.insert(entry.path.clone()) {
                        let found = Found::file(&entry.name, entry.path).bundle(bundle);
                        self.found.push(found.context(untracked(&why)));
                    }
                    return None;
                }
                // Helm reads it too: `helm dependency build` writes it, and it is often not tracked.
                Fate::LeftOut(_) if entry.is_package() => Fate::Kept(git.clone()),
                fate => fate,
            },
        };
        let git = match fate {
            Fate::Kept(git) => git,
            Fate::LeftOut(why) => {
                // A symbolic link may point to a folder; its name does not tell.
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

    /// Why an entry is excluded, apart from Git, if it is.
    fn excluded(&self, entry: &Entry, file_name: &OsStr) -> Option<String> {
        if entry.is_package() && !entry.is_subchart() {
            return Some(
                "packaged chart outside of the `charts` folder of a chart: checked if it is named"
                    .into(),
            );
        }
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
        Some(format!("`{vendored}` contains vendored or generated files"))
    }

    /// What was found since the last call, and the warnings.
    fn take(&mut self) -> (Vec<Found>, Vec<String>) {
        let mut found = std::mem::take(&mut self.found);
        if let Some(destination) = &self.options.destination {
            let there = found.iter_mut().filter(|found| found.is_at(destination));
            for found in there {
                // An earlier report in a folder is expected and is not an input.
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
    NotRead::Excluded("policy or report of this run".to_owned())
}

/// Why a file is read for its values only.
fn untracked(why: &str) -> String {
    format!("{why} and not tracked by Git")
}

/// The bundle of a folder below a given path.
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

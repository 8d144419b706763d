//! What Flux objects find in the input: the folders of their source, and the ConfigMaps whose entries
//! are variables.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Bound;

use super::substitution::{Variable, Variables};
use super::{Place, is_flux};
use crate::derivation::kustomize::build::by_folder;
use crate::derivation::kustomize::fault::Cause;
use crate::derivation::kustomize::sources::Sources;
use crate::derivation::lookup::{above, at, list};
use crate::model::path::{folder, join};
use crate::tree::{Kind, Lineage, NodeRef, Passage, Scalar};

/// The files of a bundle, as Flux objects see them.
#[derive(Debug)]
pub(in crate::derivation::kustomize) struct Repository<'s> {
    /// The texts by their paths.
    paths: &'s HashMap<String, usize>,
    /// The path of each text.
    by_number: HashMap<usize, &'s str>,
    /// The kustomizations of each folder.
    kustomizations: HashMap<&'s str, Vec<usize>>,
    folders: BTreeSet<&'s str>,
    /// The paths of all files, also of those that were not read.
    files: BTreeSet<&'s str>,
    /// The ConfigMaps, by name.
    config_maps: HashMap<&'s str, Vec<Manifest<'s>>>,
    /// The artifacts that are made from parts of sources, by name.
    artifacts: HashMap<&'s str, Vec<Manifest<'s>>>,
    /// The kind and name of the source that the input is, if an object says so: one that builds the
    /// folder that it is in.
    own: Option<(&'s str, &'s str)>,
}

/// An object of a file, or an artifact in one.
#[derive(Clone, Copy, Debug)]
struct Manifest<'s> {
    /// The path of its file.
    path: &'s str,
    source: u32,
    node: NodeRef<'s>,
}

/// The pattern for names of variables.
const NAME: &str = "^[_[:alpha:]][_[:alpha:][:digit:]]*$";

impl<'s> Repository<'s> {
    /// `manifests` are the texts with objects, `places` those of Flux.
    pub(in crate::derivation::kustomize) fn new(
        sources: &'s Sources,
        paths: &'s HashMap<String, usize>,
        unread: &'s HashSet<String>,
        kustomizations: &HashMap<usize, &'s str>,
        manifests: &[usize],
        places: &[Place],
    ) -> Self {
        let all = || paths.keys().chain(unread.iter());
        let mut repository = Self {
            paths,
            by_number: paths.iter().map(|(path, number)| (*number, path.as_str())).collect(),
            kustomizations: by_folder(kustomizations),
            folders: all().flat_map(|path| above(path)).collect(),
            files: all().map(String::as_str).collect(),
            config_maps: HashMap::new(),
            artifacts: HashMap::new(),
            own: None,
        };
        for number in manifests {
            let Some((source, tree)) = sources.of_text(*number) else { continue };
            let path = repository.path(*number);
            for (_, root) in tree.documents() {
                let manifest = |node| Manifest { path, source, node };
                match at(root, "kind").map_or("", NodeRef::text) {
                    "ConfigMap" => {
                        let name = at(root, "metadata").and_then(|all| at(all, "name"));
                        let name = name.map_or("", NodeRef::text);
                        repository.config_maps.entry(name).or_default().push(manifest(root));
                    }
                    "ArtifactGenerator" => {
                        let all = at(root, "spec").map(|spec| list(spec, "artifacts"));
                        for artifact in all.unwrap_or_default() {
                            let name = at(artifact, "name").map_or("", NodeRef::text);
                            let known = repository.artifacts.entry(name).or_default();
                            known.push(manifest(artifact));
                        }
                    }
                    _ => {}
                }
            }
        }
        repository.own = places.iter().find_map(|Place { source, root }| {
            let root = sources.node(*source, *root).filter(|root| is_flux(*root))?;
            let (text, _) = sources.place(Passage::of(*source, root))?;
            let file = repository.path(text);
            let spec = at(root, "spec")?;
            let (kind, name) = source_of(spec);
            let built = repository.below_root(file, at(spec, "path").map_or("", NodeRef::text))?;
            let contains = built.is_empty() || above(file).contains(&&*built);
            (contains && kind != ARTIFACT).then_some((kind, name))
        });
        repository
    }

    /// The path of a text.
    pub(super) fn path(&self, text: usize) -> &'s str {
        self.by_number.get(&text).copied().unwrap_or_default()
    }

    /// Whether there is anything at a path.
    pub(super) fn exists(&self, path: &str) -> bool {
        path == "." || self.folders.contains(path) || self.paths.contains_key(path)
    }

    /// The folder that an object builds: `spec` is that of the object, `path` its path in the source.
    ///
    /// # Errors
    /// If it is not in the input.
    pub(super) fn folder(
        &self,
        file: &str,
        spec: NodeRef<'s>,
        path: &str,
    ) -> Result<String, String> {
        let (kind, name) = source_of(spec);
        let missing = || format!("`{path}` of {kind} `{name}` not found in the input");
        let found = if kind == ARTIFACT {
            self.in_artifact(file, name, path)
        } else if self.own.is_some_and(|own| own != (kind, name)) {
            None
        } else {
            self.below_root(file, path)
        };
        found.ok_or_else(missing)
    }

    /// No file says where the root of the source is: it may be any folder above, the outermost first.
    fn below_root(&self, file: &str, path: &str) -> Option<String> {
        let found = above(file).into_iter().map(|root| join(root, path));
        let found = found.into_iter().find(|path| path == "." || self.folders.contains(&**path))?;
        Some(if found == "." { String::new() } else { found })
    }

    /// A folder of an artifact that an object makes from folders of the source.
    fn in_artifact(&self, file: &str, name: &str, path: &str) -> Option<String> {
        let artifact = nearest(self.artifacts.get(name)?.iter(), file)?;
        let path = join("", path);
        list(artifact.node, "copy").into_iter().find_map(|copy| {
            let (from, to) = (folder_of_copy(copy, "from")?, folder_of_copy(copy, "to")?);
            let rest = match to.as_str() {
                "." => path.as_str(),
                to if to == path => "",
                to => path.strip_prefix(to)?.strip_prefix('/')?,
            };
            self.below_root(artifact.path, &join(&from, rest))
        })
    }

    /// The kustomization of a folder; `None` if it has none, so that Flux generates one.
    ///
    /// # Errors
    /// If there are several.
    pub(super) fn kustomization(&self, folder: &str) -> Result<Option<usize>, Cause> {
        match self.kustomizations.get(folder).map(Vec::as_slice) {
            None | Some([]) => Ok(None),
            Some([one]) => Ok(Some(*one)),
            Some(_) => Err(format!("Found multiple kustomization files under: {folder}").into()),
        }
    }

    /// What Flux includes of a folder without a kustomization, with paths that are relative to it: the
    /// folders that have one, and the YAML files elsewhere.
    pub(super) fn manifests(&self, folder: &str) -> Vec<(String, Option<usize>)> {
        let begin = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let from = self.files.range::<str, _>((Bound::Included(&*begin), Bound::Unbounded));
        let mut files: Vec<&str> = from.map_while(|path| path.strip_prefix(&*begin)).collect();
        files.sort_by(|one, other| one.split('/').cmp(other.split('/')));
        let mut found: Vec<(String, Option<usize>)> = Vec::new();
        for file in files {
            let own = above(file).into_iter().skip(1).find_map(|part| {
                let kustomizations = self.kustomizations.get(&*join(folder, part))?;
                Some((part, kustomizations.first().copied()))
            });
            let is_yaml = matches!(file.rsplit_once('.'), Some((_, "yaml" | "yml")));
            let (path, text) = match own {
                Some(own) => own,
                None if is_yaml => (file, self.paths.get(&join(folder, file)).copied()),
                None => continue,
            };
            if found.last().is_none_or(|(last, _)| last != path) {
                found.push((path.to_owned(), text));
            }
        }
        found
    }

    /// The variables of an object in a namespace.
    ///
    /// # Errors
    /// If a name is not valid.
    pub(super) fn variables(
        &self,
        file: &str,
        namespace: &str,
        source: u32,
        spec: NodeRef<'s>,
    ) -> Result<Variables, Cause> {
        let mut variables = Variables::default();
        let Some(post_build) = at(spec, "postBuild") else { return Ok(variables) };
        for from in list(post_build, "substituteFrom") {
            let text = |field| at(from, field).map_or("", NodeRef::text);
            let is_map = text("kind") == "ConfigMap";
            let fits = |map: &&Manifest<'_>| {
                let own = at(map.node, "metadata").and_then(|all| at(all, "namespace"));
                let own = own.map_or("", NodeRef::text);
                own == namespace || own.is_empty()
            };
            let named = self.config_maps.get(text("name")).filter(|_| is_map);
            match nearest(named.into_iter().flatten().filter(fits), file) {
                Some(map) => variables.add(map.source, at(map.node, "data"))?,
                // A Secret, or an object that only the cluster has.
                None => variables.is_open = true,
            }
        }
        variables.add(source, at(post_build, "substitute"))?;
        Ok(variables)
    }
}

impl Variables {
    fn add(&mut self, source: u32, data: Option<NodeRef<'_>>) -> Result<(), Cause> {
        let data = data.filter(|data| data.kind() == Kind::Mapping);
        for (key, value) in data.map(NodeRef::entries).unwrap_or_default() {
            let name = key.key_text();
            let is_letter = |letter: char| letter == '_' || letter.is_ascii_alphabetic();
            let is_valid = name.starts_with(is_letter)
                && name.chars().all(|letter| is_letter(letter) || letter.is_ascii_digit());
            if !is_valid {
                let message = format!("'{name}' var name is invalid, must match '{NAME}'");
                return Err(Cause::from(message).at(source, key));
            }
            let Some(value) = value.follow().filter(|value| value.kind() == Kind::Scalar) else {
                continue;
            };
            let lineage = Lineage::from(Passage::of(source, value));
            let text = value.text().replace('\n', "");
            let is_whole = text.len() == value.text().len();
            let lineage = if is_whole { lineage } else { lineage.rewritten(text.len()) };
            let is_null = matches!(value.scalar(), Scalar::Null);
            let text = if is_null { String::new() } else { text };
            self.values.insert(name.into_owned(), Variable { value: text, lineage });
        }
        Ok(())
    }
}

/// The kind of a source that is made from parts of others.
const ARTIFACT: &str = "ExternalArtifact";

/// The kind and the name of the source of an object.
fn source_of(spec: NodeRef<'_>) -> (&str, &str) {
    let source = at(spec, "sourceRef");
    let text = |field| source.and_then(|source| at(source, field)).map_or("", NodeRef::text);
    (text("kind"), text("name"))
}

/// The folder in `@name/folder/**`, a source or destination of a copy.
fn folder_of_copy(copy: NodeRef<'_>, field: &str) -> Option<String> {
    let (_, path) = at(copy, field)?.text().strip_prefix('@')?.split_once('/')?;
    Some(join("", path.trim_end_matches('*')))
}

/// The manifest whose file is nearest to another one: most of their folders are the same.
fn nearest<'m, 's>(
    manifests: impl Iterator<Item = &'m Manifest<'s>>,
    file: &str,
) -> Option<&'m Manifest<'s>> {
    let shared = |manifest: &&Manifest<'_>| {
        let parts = folder(manifest.path).split('/').zip(folder(file).split('/'));
        parts.take_while(|(one, other)| one == other).count()
    };
    manifests.fold(None, |best: Option<&'m Manifest<'s>>, one| match best {
        Some(best) if shared(&best) >= shared(&one) => Some(best),
        _ => Some(one),
    })
}

//! Mounts in short form: `./data:/var/lib/data:ro,z`.
//!
//! Source: the package `format` of compose-go.

use std::ops::Range;

use super::path::clean;
use super::run::Run;
use super::value::{Data, Map, UNKNOWN, Value};
use crate::model::path::in_folder_of_session;
use crate::source::ProblemCode;

const PROPAGATIONS: [&str; 6] = ["rprivate", "private", "rshared", "shared", "rslave", "slave"];

/// Converts a mount in short form to long form. One that cannot be parsed is returned unchanged.
pub(super) fn expand(run: &mut Run<'_>, mut item: Value) -> Value {
    match Spec::read(&item.masked()) {
        Ok(spec) => spec.mount(&item),
        Err(fault) => {
            run.refuse(&mut item, ProblemCode::ShortForm, fault.to_owned());
            item
        }
    }
}

/// The path in the container of a mount in short form.
pub(super) fn target(item: &Value) -> Option<String> {
    let spec = Spec::read(&item.masked()).ok()?;
    item.part(spec.target?).text().map(str::to_owned)
}

/// The type of a source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Path,
    Volume,
    /// It begins with a variable.
    Open,
}

#[derive(Default)]
struct Spec {
    source: Option<Range<usize>>,
    target: Option<Range<usize>>,
    options: Option<Range<usize>>,
    /// Whether the form is too short for a path: then no further attributes of the volume are set.
    bare: bool,
    masked: String,
}

impl Spec {
    /// Parses a text in which unknown bytes are masked.
    fn read(text: &str) -> Result<Self, &'static str> {
        let mut spec = Self { masked: text.to_owned(), ..Self::default() };
        match text.len() {
            0 => return Err("mount is empty"),
            1 | 2 => {
                spec.target = Some(0..text.len());
                spec.bare = true;
                return Ok(spec);
            }
            _ => {}
        }
        let mut start = 0;
        let mut nested = 0_u32;
        for (at, character) in text.char_indices() {
            let section = text.get(start..at).unwrap_or_default();
            match character {
                // `$$` is already unescaped.
                '$' if text.get(at + 1..).is_some_and(|rest| rest.starts_with('{')) => nested += 1,
                '}' => nested = nested.saturating_sub(1),
                ':' if nested == 0 && !is_drive(section) => {
                    spec.section(start..at, false)?;
                    start = at + 1;
                }
                _ => {}
            }
        }
        if nested == 0 {
            spec.section(start..text.len(), true)?;
        }
        Ok(spec)
    }

    fn section(&mut self, range: Range<usize>, last: bool) -> Result<(), &'static str> {
        if range.is_empty() {
            return Err("empty section between colons");
        }
        let place = match (&self.source, &self.target) {
            (None, _) if last => &mut self.target,
            (None, _) => &mut self.source,
            (_, None) => &mut self.target,
            _ if last => &mut self.options,
            _ => return Err("too many colons"),
        };
        *place = Some(range);
        Ok(())
    }

    fn mount(&self, item: &Value) -> Value {
        let mut map = Map::default();
        let from = item.from();
        // One variable alone may be a whole short form.
        let whole = self.source.is_none() && self.masked.starts_with(UNKNOWN);
        let source = if whole { Source::Open } else { self.source(item) };
        let kind = match source {
            Source::Path => Value::implied_text(from, "bind"),
            Source::Volume => Value::implied_text(from, "volume"),
            Source::Open => {
                let range = self.source.clone().or_else(|| self.target.clone());
                Value { open: true, ..item.part(range.unwrap_or_default()) }
            }
        };
        map.set("type", kind);
        if let Some(range) = &self.source {
            map.set("source", item.part(range.clone()));
        }
        if let Some(range) = &self.target {
            let target = item.part(range.clone());
            let cleaned = target.text().filter(|_| !target.open).map(clean);
            let cleaned = cleaned.filter(|cleaned| target.text() != Some(cleaned));
            map.set("target", cleaned.map_or(target.clone(), |text| target.rewritten(text)));
        }
        let open = self.options(item, source, &mut map);
        let open = open || source == Source::Open;
        Value { open, ..item.instead(Data::Map(map)) }
    }

    /// Sets the options; returns whether there may be further, unknown ones.
    fn options(&self, item: &Value, source: Source, map: &mut Map) -> bool {
        let (mut bind, mut volume) = (Map::default(), Map::default());
        let (mut read_only, mut open) = (None, false);
        let mut at = self.options.as_ref().map_or(0, |range| range.start);
        let options = self.options.clone().and_then(|range| self.masked.get(range));
        for option in options.into_iter().flat_map(|options| options.split(',')) {
            let part = item.part(at..at + option.len());
            at += option.len() + 1;
            match option {
                "ro" => read_only = Some(with(&part, Data::Bool(true))),
                "rw" => read_only = None,
                "nocopy" => volume.set("nocopy", with(&part, Data::Bool(true))),
                "z" | "Z" => bind.set("selinux", part),
                _ if PROPAGATIONS.contains(&option) => bind.set("propagation", part),
                _ => open |= option.contains(UNKNOWN),
            }
        }
        if let Some(read_only) = read_only {
            map.set("read_only", read_only);
        }
        if source == Source::Path {
            bind.set("create_host_path", Value::implied(item.from(), Data::Bool(true)));
        }
        let is_volume = source == Source::Volume && !self.bare;
        for (key, options, always) in [("bind", bind, false), ("volume", volume, is_volume)] {
            if always || !options.is_empty() {
                map.set(key, item.instead(Data::Map(options)));
            }
        }
        open
    }

    fn source(&self, item: &Value) -> Source {
        let source = self.source.clone().and_then(|range| self.masked.get(range));
        let source = source.unwrap_or_default();
        let first = source.chars().next();
        let drive = first.map_or(0, char::len_utf8);
        let written = || item.part(self.source.clone().unwrap_or_default());
        match first {
            // A volume name contains no `/`, and a variable that every session sets to a folder is a
            // path.
            Some(UNKNOWN) if source.contains('/') => Source::Path,
            Some(UNKNOWN) if written().text().and_then(in_folder_of_session).is_some() => {
                Source::Path
            }
            Some(UNKNOWN) => Source::Open,
            Some('.' | '/' | '~') => Source::Path,
            _ if source.starts_with(r"\\") => Source::Path,
            _ if is_drive(source.get(..drive).unwrap_or_default())
                && source.get(drive..).is_some_and(|rest| rest.starts_with(':')) =>
            {
                Source::Path
            }
            _ => Source::Volume,
        }
    }
}

/// Whether a section before a colon is the drive of a Windows path.
fn is_drive(section: &str) -> bool {
    let mut characters = section.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}

fn with(part: &Value, data: Data) -> Value {
    Value { data, ..part.clone() }
}

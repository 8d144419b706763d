//! Charts: what a folder of files says about one, and the charts in it.

mod coalesce;
mod dependencies;
mod load;
mod metadata;
mod release;
mod set;

use std::collections::BTreeMap;
use std::rc::Rc;

pub(super) use coalesce::{Nulls, coalesce, merge_files};
pub(super) use dependencies::{is_compatible, process, require};
pub(super) use load::{ChartFile, load};
use metadata::Metadata;
pub(super) use release::{Renderable, Settings, map, renderables};
pub(super) use set::{assign, set, whole};

use super::schema::Schema;
use super::text::Text;
use super::value::Map;

/// A chart.
#[derive(Clone, Debug)]
pub(super) struct Chart {
    metadata: Metadata,
    /// The default values.
    pub(super) values: Map,
    /// What its values must be like.
    pub(super) schema: Option<Rc<Schema>>,
    /// The templates, by path below the chart.
    pub(super) templates: Vec<(Rc<str>, Text)>,
    /// Other files, by path below the chart.
    pub(super) files: BTreeMap<Rc<str>, Text>,
    /// The charts in `charts`.
    pub(super) charts: Vec<Chart>,
}

/// A dependency that a chart declares.
#[derive(Clone, Debug, Default)]
pub(super) struct Dependency {
    pub(super) name: Rc<str>,
    /// The range of versions.
    pub(super) version: Rc<str>,
    /// Paths of values that switch it on or off, separated by commas.
    pub(super) condition: Rc<str>,
    pub(super) tags: Vec<Rc<str>>,
    pub(super) alias: Rc<str>,
    pub(super) imports: Vec<Import>,
    pub(super) is_enabled: bool,
}

/// Values of a dependency that its parent takes over.
#[derive(Clone, Debug)]
pub(super) struct Import {
    /// The path of the table in the dependency's values.
    pub(super) child: Rc<str>,
    /// The path of the table in the parent's values; `.` for the values themselves.
    pub(super) parent: Rc<str>,
}

impl Chart {
    /// The name of the chart, or the alias by which its parent knows it.
    pub(super) fn name(&self) -> &str {
        &self.metadata.name
    }

    /// The charts that it depends on.
    pub(super) fn dependencies(&self) -> &[Dependency] {
        &self.metadata.dependencies
    }

    /// Whether it only defines templates for others.
    pub(super) fn is_library(&self) -> bool {
        self.metadata.is_library
    }
}

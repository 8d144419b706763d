//! Charts, rendered as Helm does it, with the origin of each byte.

mod casts;
mod chart;
mod charts;
mod declared;
mod derive;
mod evaluate;
mod fault;
mod files;
mod functions;
mod go;
mod ignore;
mod local;
mod mentions;
mod object;
mod origin;
mod output;
mod print;
mod readers;
mod render;
mod schema;
mod semver;
mod sources;
mod templates;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod yaml;

pub(in crate::derivation) use declared::read as declarations;
pub(in crate::derivation) use derive::{Rendered as RenderedCharts, derive};
pub use ignore::ignored;
pub(crate) use mentions::named;
pub use render::{
    Failure, Release, Rendered, Request, Template, render, render_each, render_trees,
};

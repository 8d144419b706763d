//! Runs the checks: parses each input once, indexes all resources of a platform, walks them once.
//!
//! The engine decides which findings there are and which are suppressed; it formats nothing.

mod input;
mod judge;
mod parse;
mod plan;
mod settings;
mod suppress;
mod tally;

pub use input::{Input, NotRead};
pub(crate) use judge::{Evaluated, Finding, Judgement, Walk, judge};
pub use judge::{Cancelled, Progress};
pub use parse::{InputKind, Parsed};
pub(crate) use parse::parse;
pub(crate) use suppress::{Accepted, SuppressionRecord};
pub(crate) use tally::Tally;

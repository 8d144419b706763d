//! Runs the checks: parses each input once, indexes all resources of a platform, walks them once.
//!
//! The engine decides which findings there are and which are suppressed; it formats nothing.

mod accepted_by_policy;
mod alone;
mod causes;
mod commented;
mod derived;
mod fold;
mod groups;
mod input;
mod inventories;
mod judge;
mod judgement;
mod listed;
mod membership;
mod merge;
mod named;
mod noted;
mod now;
mod owned;
mod packed;
mod parse;
mod plan;
mod platform;
mod pool;
mod receivers;
mod rerun;
mod rests;
mod shown;
mod sources;
mod steps;
mod stream;
mod subjects;
mod suppress;
mod tally;
mod unseen;
mod walk;
mod written;

pub use input::{Input, NotRead};
pub(crate) use judge::judge;
pub use judge::{Cancelled, Progress};
pub(crate) use judgement::{Finding, Judgement};
pub use named::{NamedFile, NamedFiles};
pub(crate) use parse::parse;
pub use parse::{InputKind, Parsed};
pub(crate) use plan::Plan;
pub use pool::{InTurn, Pool};
pub(crate) use pool::{each, parts};
pub(crate) use shown::{Shown, shown};
pub(crate) use sources::Sources;
pub(crate) use suppress::{Accepted, SuppressionRecord, Written};
pub(crate) use tally::Tally;
pub(crate) use walk::Walk;

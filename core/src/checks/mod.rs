//! What is judged: each check is data and one function, in a pair of files of its family.
//!
//! Checks see the model, the inventory and places. They do not see text, and they cannot fail: a
//! value that nobody understands makes an evaluation unknown, see [`Outcome::read`].

mod bearings;
mod blocks;
mod builder;
mod check;
mod citation;
mod concern;
mod date;
mod declaration;
mod equivalent;
mod example;
mod families;
mod fix;
mod outcome;
mod parameter;
mod registry;
mod renamed;
mod rule;
mod scope;

// Families, written by `cargo dev sync`:

pub mod access;
pub mod audit;
pub mod availability;
pub mod containers;
pub mod environments;
pub mod host;
pub mod namespaces;
pub mod network;
pub mod resources;
pub mod secrets;
pub mod storage;
pub mod supply_chain;

// End of the families.

pub use bearings::Bearings;
pub use builder::CheckBuilder;
pub use check::{Check, Confidence, Severity, Technologies};
pub use citation::{Bearing, Citation, decides, refutes, supports, supports_and_refutes};
pub use concern::{Concern, Unit};
pub use date::Date;
pub use declaration::DECLARATION_SCHEMA;
pub use equivalent::{Equivalent, Tool};
pub use example::Example;
pub use families::ALL;
pub use fix::Fix;
pub(crate) use outcome::Secret;
pub use outcome::{Failure, Outcome, Related, Status};
pub use parameter::{Parameter, ParameterKind, ParameterValue, Parameters};
pub use registry::AnyCheck;
pub use renamed::{current_id, former_families, former_ids, is_family};
pub use rule::{Dynamic, Facet, Facets, Rule, Subject};
pub(crate) use scope::SharedCredential;
pub use scope::{Facts, Scope};

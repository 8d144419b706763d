//! The checks. Each check is a declaration and one function, with a fixture beside it, in the
//! directory of its family.
//!
//! Checks see the model, the inventory and places. They do not see text, and they cannot return an
//! error: a value that is not understood makes the result unknown, see [`Outcome::read`].

mod bearings;
mod blocks;
mod builder;
mod check;
mod citation;
mod compared;
mod concern;
mod date;
mod declaration;
mod equivalent;
mod example;
pub(crate) mod families;
mod fix;
mod message;
mod outcome;
mod parameter;
mod partly;
mod programs;
mod protection;
pub(crate) mod reads;
mod registry;
pub(crate) mod renamed;
mod rule;
mod scope;

// Families, written by `cargo dev sync`:

mod access;
mod audit;
mod availability;
mod containers;
mod environments;
mod host;
mod namespaces;
mod network;
mod resources;
mod secrets;
mod storage;
mod supply_chain;

// End of the families.

pub use crate::frameworks::Bearing;
pub use bearings::Bearings;
pub use builder::CheckBuilder;
pub use check::{Check, Confidence, Severity, Technologies};
pub use citation::{Citation, decides, refutes, supports, supports_and_refutes};
pub use concern::{Concern, Unit};
pub use date::Date;
pub use declaration::DECLARATION_SCHEMA;
pub use equivalent::{Equivalent, Tool};
pub use example::Example;
pub use fix::Fix;
pub use message::{Argument, FilledMessage, Message};
pub(crate) use outcome::{About, Details, Secret};
pub use outcome::{Failure, Outcome, Related, Status};
pub use parameter::{Parameter, ParameterKind, ParameterValue, Parameters};
pub use reads::Reads;
pub use registry::{AnyCheck, control};
pub use renamed::{current_id, is_family};
pub(crate) use renamed::{former_families, former_ids};
pub use rule::{Dynamic, Facet, Facets, Rule, Subject};
pub use scope::{Facts, Scope};

//! Trees derived from other trees: documents inside scalars, projects of several files, merged
//! values.
//!
//! A deriver takes trees and returns trees, each with its lineage. A derived tree may contain
//! embedded texts, which are parsed into trees again, until there are no new ones. Only then is the
//! model read. A derivation has a key, by which it runs once and which numbers its tree,
//! independent of the order of the work.
//!
//! The role of a text may be determined by others: a file that a service references as its
//! environment file is one, whatever its name. Such a role is a fact that a deriver states, and the
//! text is read again by the rules of the role.

pub mod compose;

mod charts;
pub mod helm;
mod inside;
pub mod kustomize;
mod lookup;
mod stage;
mod templates;
mod unseen;

pub(crate) use charts::chart_beside;
pub(crate) use compose::Names;
pub(crate) use helm::named as named_by_template;
pub(crate) use inside::{inside, too_deep};
pub(crate) use kustomize::named as named_by_kustomization;
pub(crate) use stage::{
    Applied, Asked, Derived, Forest, Membership, Namespaces, ObjectId, Reading, Release, Role,
    Text, derive,
};
pub(crate) use unseen::{Unread, Unseen};

//! Trees made from trees: documents inside of scalars, projects of several files, values over
//! values.
//!
//! A deriver takes trees in and gives trees out, and each tree that it gives knows what it was made
//! from. What it gives may hold texts of its own, which become trees again, until there is nothing
//! new. Nothing is read into the model before that. A derivation has a key, by which it runs once and
//! its tree has its number, whatever came first.
//!
//! What a text is, others may say: a file that a service names as its file of variables is one,
//! whatever its name is. Such a role is a fact that a deriver states, and the text is read again by
//! its rules.

pub mod compose;

mod charts;
mod inside;
mod kustomize;
mod lookup;
mod stage;
mod templates;

pub(crate) use charts::chart_beside;
pub(crate) use compose::Names;
pub(crate) use inside::{inside, too_deep};
pub(crate) use kustomize::named as named_by_kustomization;
pub(crate) use stage::{
    Derived, Forest, Membership, Namespaces, Reading, Role, Text, Unseen, derive,
};

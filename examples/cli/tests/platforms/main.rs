//! The two example platforms: their reports agree with their READMEs.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may stop")]

mod audit;
mod bearings;
mod exceptions;
mod files;
mod frameworks;
mod myhealth;
mod ojala;
mod removal;

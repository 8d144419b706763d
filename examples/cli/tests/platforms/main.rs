//! The two example platforms, judged by the library: what their pages say is what the report says.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may stop")]

mod bearings;
mod exceptions;
mod files;
mod myhealth;
mod ojala;
mod removal;

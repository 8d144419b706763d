//! End-to-end tests of the command: arguments and files in, bytes and an exit status out.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may stop")]

mod calls;
mod ci;
mod destination;
mod documentation;
mod named;
mod packages;
mod paths;
mod render;
mod repositories;
mod robustness;
mod run;
mod secrets;
mod shown;
mod texts;
mod usage;
mod ways;

//! Charts, rendered as Helm does it, with the origin of each byte.

#![allow(dead_code, reason = "the first steps")]

mod fault;
mod functions;
mod go;
mod object;
mod origin;
mod print;
mod semver;
mod text;
mod value;

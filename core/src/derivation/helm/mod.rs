//! Charts, rendered as Helm does it, with the origin of each byte.

#![allow(dead_code, reason = "the first steps")]

mod casts;
mod evaluate;
mod fault;
mod files;
mod functions;
mod go;
mod object;
mod origin;
mod print;
mod text;
mod value;
mod yaml;

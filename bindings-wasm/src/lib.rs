//! The npm package `asepsis`: the library for JavaScript.
//!
//! All results come from the crate `asepsis`. This crate only converts: texts are passed in as bytes, and
//! results are returned as the JSON that the crate writes. The JavaScript API is in `npm/src`.

#![allow(
    clippy::needless_pass_by_value,
    reason = "arguments from JavaScript are owned by the call"
)]
#![allow(unreachable_pub, reason = "JavaScript reaches it")]

mod checker;
mod declared;
mod failure;
mod handed;
mod inputs;
#[cfg(target_family = "wasm")]
mod memory;

//! The npm package `asepsis`: the library for JavaScript.
//!
//! Everything that is said about a platform comes from the crate `asepsis`. Here is only the way in
//! and out: texts go in as bytes, all that comes out is the JSON that the crate writes. What
//! JavaScript sees is in `npm/src`.

#![allow(
    clippy::needless_pass_by_value,
    reason = "what JavaScript hands over is made for the call"
)]
#![allow(unreachable_pub, reason = "JavaScript reaches it")]

mod checker;
mod declared;
mod failure;
mod handed;
mod inputs;
#[cfg(target_family = "wasm")]
mod memory;

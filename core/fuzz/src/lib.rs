//! Invariants for every input. A fuzzer generates the inputs; those that violated an invariant are
//! in `finds`, one folder per target, and `cargo test` runs them again.

pub mod targets;

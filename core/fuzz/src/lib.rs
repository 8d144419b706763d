//! What must hold for every input. A fuzzer makes the inputs; those on which something did not hold
//! are in `finds`, one folder a target, and `cargo test` asks them again.

pub mod targets;

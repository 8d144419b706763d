//! What a caller or a policy file asks for: data in, typed options out. Runs nothing.

mod options;
mod selection;

pub use options::{Options, Suppression};
pub use selection::Selection;

//! The built-in frameworks, each written by `cargo dev sync` from a file in `core/frameworks`.

pub(super) mod cis;
pub(super) mod hipaa;
pub(super) mod nist;
pub(super) mod nprm;
pub(super) mod nsa;
pub(super) mod pss;

pub use cis::Cis;
pub use hipaa::Hipaa;
pub use nist::Nist;
pub use nprm::HipaaNprm;
pub use nsa::Nsa;
pub use pss::PssControl;

//! What texts have for nothing, and what they need that is not in the input.

use std::sync::Arc;

/// A value of a text that no template reads.
#[derive(Debug)]
pub(crate) struct Unread {
    /// The node of its key.
    pub(crate) node: u32,
    /// The keys that lead to it.
    pub(crate) path: Vec<String>,
    /// The texts and keys that set the same value.
    pub(crate) others: Vec<(usize, u32)>,
    /// Why it is not known whether a template reads it.
    pub(crate) why: Option<Arc<str>>,
}

/// Objects that a text references, or that a controller creates because of it, and that are not in
/// the input.
#[derive(Debug)]
pub(crate) struct Unseen {
    pub(crate) text: usize,
    /// Their kind; `None` if they may be of any kind.
    pub(crate) kind: Option<&'static str>,
    pub(crate) why: Arc<str>,
}

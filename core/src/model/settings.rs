//! Files of settings.

/// A file of settings. Its keys and values are read through
/// [`Resource::content`](super::Resource::content).
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Settings {
    /// Whether the file only shows what has to be set: `.env.example`.
    pub is_sample: bool,
}

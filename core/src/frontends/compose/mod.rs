//! Compose: files become projects, merged and interpolated as Compose does it, and projects become
//! resources.

//! What the checks of bindings share.

/// Whether a ClusterRole comes with every cluster.
pub(super) fn is_built_in(name: &str) -> bool {
    matches!(name, "admin" | "cluster-admin" | "edit" | "view") || name.starts_with("system:")
}

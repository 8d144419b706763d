//! Versions of Kubernetes.

use std::fmt;

/// A minor version of Kubernetes 1, never above [`KubernetesVersion::LATEST`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KubernetesVersion(pub(super) u8);

impl KubernetesVersion {
    /// The newest version whose rules are known here.
    pub const LATEST: Self = Self(37);

    /// Version 1.`minor`, but at most the newest known one.
    pub const fn new(minor: u8) -> Self {
        if minor > Self::LATEST.0 { Self::LATEST } else { Self(minor) }
    }

    /// Reads `latest`, `1.29` or `v1.29`; a version above the newest known one is the newest.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "latest" {
            return Some(Self::LATEST);
        }
        let minor = text.strip_prefix('v').unwrap_or(text).strip_prefix("1.")?;
        let leading_zero = minor.len() > 1 && minor.starts_with('0');
        if minor.is_empty() || leading_zero || !minor.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // Only digits are left, so a number that overflows is above the newest version.
        Some(minor.parse().map_or(Self::LATEST, Self::new))
    }

    /// The minor number: 29 for 1.29.
    pub const fn minor(self) -> u8 {
        self.0
    }
}

impl Default for KubernetesVersion {
    fn default() -> Self {
        Self::LATEST
    }
}

impl fmt::Display for KubernetesVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "1.{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_labels_write_them() {
        let rows = [
            ("latest", Some(37)),
            ("1.29", Some(29)),
            ("v1.29", Some(29)),
            ("v1.0", Some(0)),
            ("v1.37", Some(37)),
            ("v1.38", Some(37)),
            ("1.99999999999999999999", Some(37)),
            ("", None),
            ("v", None),
            ("1", None),
            ("1.", None),
            ("v1.29.3", None),
            ("v1.029", None),
            ("v2.1", None),
            ("1.-2", None),
            ("1.+2", None),
            ("vlatest", None),
            ("Latest", None),
        ];
        for (text, expected) in rows {
            assert_eq!(
                KubernetesVersion::parse(text).map(KubernetesVersion::minor),
                expected,
                "{text}"
            );
        }
        assert_eq!(KubernetesVersion::LATEST.to_string(), "1.37");
        assert_eq!(KubernetesVersion::default(), KubernetesVersion::LATEST);
    }
}

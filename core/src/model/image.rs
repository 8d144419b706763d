//! References of images, by the grammar of the distribution specification.

use crate::tree::{Field, Format, Why};

/// The parts of an image's reference.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ImageReference<'a> {
    /// Registry host with its port, if written.
    pub registry: Option<&'a str>,
    /// Path in the registry.
    pub repository: &'a str,
    /// Tag.
    pub tag: Option<&'a str>,
    /// Digest with its algorithm.
    pub digest: Option<&'a str>,
}

impl std::fmt::Debug for ImageReference<'_> {
    /// Without any text, which may contain a secret from a variable.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ImageReference(..)")
    }
}

/// Images of data stores, by the last part of their repository.
const STORES: &[&str] = &[
    "cassandra",
    "clickhouse-server",
    "couchdb",
    "elasticsearch",
    "influxdb",
    "kafka",
    "mariadb",
    "mongo",
    "mysql",
    "opensearch",
    "postgres",
    "rabbitmq",
    "redis",
    "timescaledb",
    "valkey",
];

impl<'a> ImageReference<'a> {
    /// Splits a reference into its parts. The port of a registry is not a tag.
    pub fn parse(reference: &'a str) -> Self {
        let (name, digest) = match reference.split_once('@') {
            Some((name, digest)) => (name, Some(digest)),
            None => (reference, None),
        };
        let last = name.rfind('/').map_or(0, |slash| slash + 1);
        let colon = name.get(last..).and_then(|part| part.find(':')).map(|at| last + at);
        let (path, tag) = match colon {
            Some(colon) => (name.get(..colon).unwrap_or(name), name.get(colon + 1..)),
            None => (name, None),
        };
        let host = path.split_once('/').filter(|(first, _)| {
            first.contains(['.', ':'])
                || *first == "localhost"
                || first.chars().any(char::is_uppercase)
        });
        match host {
            Some((registry, repository)) => {
                Self { registry: Some(registry), repository, tag, digest }
            }
            None => Self { registry: None, repository: path, tag, digest },
        }
    }

    /// The last part of the repository.
    pub fn name(&self) -> &'a str {
        self.repository.rsplit('/').next().unwrap_or_default()
    }

    /// Whether the image is a well-known one of a data store: a database, a cache, a queue.
    pub fn is_data_store(&self) -> bool {
        STORES.contains(&self.name()) || self.repository.starts_with("mssql/server")
    }

    /// A field with a reference, unresolved if its text cannot be one.
    pub(crate) fn checked(field: Field<&'a str>) -> Field<&'a str> {
        let is_one = |text: &'a str| text.is_empty() || Self::is_valid(text);
        field.parse(|text| is_one(text).then_some(text).ok_or(Why::Invalid(Format::ImageReference)))
    }

    /// Whether a text can be a reference by the grammar of its name and its tag: `<image>` cannot, nor
    /// can `IMAGE`. Source: `regexp.go` of github.com/distribution/reference.
    pub fn is_valid(reference: &'a str) -> bool {
        let Self { registry, repository, tag, .. } = Self::parse(reference);
        registry.is_none_or(is_host)
            && !repository.is_empty()
            && repository.split('/').all(is_component)
            && tag.is_none_or(is_tag)
    }

    /// Whether the digest is valid: `sha256:` with 64 or `sha512:` with 128 lower-case hex digits.
    pub fn has_valid_digest(&self) -> bool {
        let hex = |digits: &str| digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        match self.digest.and_then(|digest| digest.split_once(':')) {
            Some(("sha256", digits)) => digits.len() == 64 && hex(digits),
            Some(("sha512", digits)) => digits.len() == 128 && hex(digits),
            _ => false,
        }
    }
}

/// A host name, or an address in brackets, with an optional port.
fn is_host(text: &str) -> bool {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (text, "0"),
    };
    let is_label = |label: &str| {
        let belongs = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(belongs) && !label.starts_with('-')
    };
    let is_address = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_name = is_address.map_or_else(
        || name.split('.').all(is_label),
        |address| address.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':'),
    );
    is_name && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Lower-case letters and digits, separated by one dot, one or two underscores, or hyphens.
fn is_component(text: &str) -> bool {
    let belongs = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let mut between =
        text.split(|letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit());
    let divides =
        |sign: &str| matches!(sign, "" | "." | "_" | "__") || sign.bytes().all(|byte| byte == b'-');
    text.bytes().next().is_some_and(belongs)
        && text.bytes().next_back().is_some_and(belongs)
        && between.all(divides)
}

fn is_tag(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let belongs = |byte: u8| is_word(byte) || matches!(byte, b'.' | b'-');
    text.len() <= 128 && text.bytes().next().is_some_and(is_word) && text.bytes().all(belongs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_no_tag() {
        let parts = |reference| {
            let image = ImageReference::parse(reference);
            (image.registry, image.repository, image.tag, image.digest)
        };
        assert_eq!(parts("nginx"), (None, "nginx", None, None));
        assert_eq!(parts("library/nginx:1.27"), (None, "library/nginx", Some("1.27"), None));
        assert_eq!(parts("registry:5000/app"), (Some("registry:5000"), "app", None, None));
        assert_eq!(
            parts("ghcr.io/team/app:v1@sha256:00"),
            (Some("ghcr.io"), "team/app", Some("v1"), Some("sha256:00"))
        );
        assert!(!ImageReference::parse("app@sha256:00").has_valid_digest());
    }

    #[test]
    fn what_is_to_be_filled_in_is_no_reference() {
        for reference in [
            "nginx",
            "docker.io/library/nginx:1.27",
            "localhost:5000/app",
            "REGISTRY.example/team/app_x.y__z--w:V1.0_a-b",
            "[2001:db8::1]:5000/app",
            "[2001:db8::1]/app",
            "records@1.8.0",
            "app:latest@sha256:00",
        ] {
            assert!(ImageReference::is_valid(reference), "{reference}");
        }
        for reference in [
            "{IMAGE}",
            "<image>",
            "IMAGE",
            "YOUR_IMAGE",
            "%IMAGE%",
            "@@IMAGE@@",
            "__image__",
            "app:",
            "r.example/App:1",
            "app:<tag>",
            "a..b",
            "-app",
            "app-",
            "team/.app",
            "[image]",
            "app :1",
            "r.example:x/app",
            "r.example:/app",
            "",
        ] {
            assert!(!ImageReference::is_valid(reference), "{reference}");
        }
    }
}

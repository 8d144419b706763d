//! References of images, by the grammar of the distribution specification.

/// The parts of an image's reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ImageReference<'a> {
    /// Registry host with its port, where one is written.
    pub registry: Option<&'a str>,
    /// Path in the registry.
    pub repository: &'a str,
    /// Tag.
    pub tag: Option<&'a str>,
    /// Digest with its algorithm.
    pub digest: Option<&'a str>,
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
    /// Takes a reference apart. A port of the registry is no tag.
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

    /// Whether the image is a well-known one of a data store: a database, a cache, a queue.
    pub fn is_data_store(&self) -> bool {
        let name = self.repository.rsplit('/').next().unwrap_or_default();
        STORES.contains(&name) || self.repository.starts_with("mssql/server")
    }

    /// Whether the digest is one: `sha256:` with 64 or `sha512:` with 128 lower-case hex digits.
    pub fn has_valid_digest(&self) -> bool {
        let hex = |digits: &str| digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        match self.digest.and_then(|digest| digest.split_once(':')) {
            Some(("sha256", digits)) => digits.len() == 64 && hex(digits),
            Some(("sha512", digits)) => digits.len() == 128 && hex(digits),
            _ => false,
        }
    }
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
}

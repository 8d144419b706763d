//! Values that disable the encryption of a connection.

use std::ops::Range;

/// A way in which a value disables the encryption of a connection.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub(crate) struct Plaintext {
    /// The cause, as it is usually written: `sslmode=disable`, `http://`.
    pub what: &'static str,
    /// The bytes of the value that cause it.
    pub range: Range<usize>,
    /// The effect on the connection.
    pub kind: PlaintextKind,
}

/// The effect on a connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum PlaintextKind {
    /// It is not encrypted.
    NotEncrypted,
    /// It is encrypted only if the server supports it.
    Negotiable,
    /// It is encrypted, but any server certificate is accepted.
    NotVerified,
}

/// Variables that turn off the verification of certificates, and the values that do so.
const SWITCHES: [(&str, &[&str], &str); 4] = [
    ("NODE_TLS_REJECT_UNAUTHORIZED", &["0"], "NODE_TLS_REJECT_UNAUTHORIZED=0"),
    ("VAULT_SKIP_VERIFY", &["1", "true", "t", "yes"], "VAULT_SKIP_VERIFY=true"),
    ("PYTHONHTTPSVERIFY", &["0"], "PYTHONHTTPSVERIFY=0"),
    ("GIT_SSL_NO_VERIFY", &["1", "true", "yes"], "GIT_SSL_NO_VERIFY=true"),
];

/// Options of connections, the relevant values, and their effect.
const OPTIONS: [(&str, &str, &str, PlaintextKind); 15] = [
    ("encrypt", "false", "Encrypt=false", PlaintextKind::NotEncrypted),
    ("encrypt", "no", "Encrypt=false", PlaintextKind::NotEncrypted),
    ("encrypt", "optional", "Encrypt=optional", PlaintextKind::Negotiable),
    ("trustservercertificate", "true", "TrustServerCertificate=true", PlaintextKind::NotVerified),
    ("trustservercertificate", "yes", "TrustServerCertificate=true", PlaintextKind::NotVerified),
    ("sslmode", "disable", "sslmode=disable", PlaintextKind::NotEncrypted),
    ("sslmode", "disabled", "sslmode=disabled", PlaintextKind::NotEncrypted),
    ("sslmode", "none", "SslMode=none", PlaintextKind::NotEncrypted),
    ("sslmode", "allow", "sslmode=allow", PlaintextKind::Negotiable),
    ("sslmode", "prefer", "sslmode=prefer", PlaintextKind::Negotiable),
    ("sslmode", "preferred", "SslMode=preferred", PlaintextKind::Negotiable),
    ("ssl", "false", "ssl=false", PlaintextKind::NotEncrypted),
    ("usessl", "false", "useSSL=false", PlaintextKind::NotEncrypted),
    ("tls", "false", "tls=false", PlaintextKind::NotEncrypted),
    ("tlsinsecure", "true", "tlsInsecure=true", PlaintextKind::NotVerified),
];

/// Schemes of protocols without encryption.
const SCHEMES: [(&str, &str); 5] = [
    ("http", "http://"),
    ("redis", "redis://"),
    ("amqp", "amqp://"),
    ("mongodb", "mongodb://"),
    ("ldap", "ldap://"),
];

/// Whether a value disables encryption or the verification of certificates. Connections to the same
/// machine do not count.
pub(crate) fn transport(key: &str, value: &str) -> Option<Plaintext> {
    let option = || option(key, value).filter(|_| !is_to_itself(value));
    switch(key, value).or_else(option).or_else(|| scheme(key, value))
}

/// Whether a URL refers to the same machine.
fn is_to_itself(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#', ',']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    !host.is_empty() && is_here(host)
}

/// Whether a value requires encryption.
pub(crate) fn is_encrypted(key: &str, value: &str) -> bool {
    const MARKS: [&str; 14] = [
        "https://",
        "rediss://",
        "amqps://",
        "ldaps://",
        "wss://",
        "mongodb+srv://",
        "tls=true",
        "ssl=true",
        "sslmode=require",
        "sslmode=verify",
        "encrypt=true",
        "encrypt=strict",
        "encrypt=mandatory",
        "sslmode=required",
    ];
    let lower = value.to_ascii_lowercase();
    let by_key = key == "PGSSLMODE" && (lower.starts_with("verify") || lower == "require");
    let is_switch = SWITCHES.iter().any(|(name, ..)| *name == key);
    let verifies = is_switch && !value.is_empty() && !super::is_reference(value);
    let is_one = by_key || verifies || MARKS.iter().any(|mark| lower.contains(mark));
    is_one && transport(key, value).is_none()
}

fn switch(key: &str, value: &str) -> Option<Plaintext> {
    let (_, values, what) = SWITCHES.iter().find(|(name, ..)| *name == key)?;
    let is_on = values.iter().any(|on| value.trim().eq_ignore_ascii_case(on));
    let kind = PlaintextKind::NotVerified;
    is_on.then_some(Plaintext { what, range: 0..value.len(), kind })
}

/// `sslmode=disable` in a URL, a connection string or libpq's keywords; `PGSSLMODE: disable`.
fn option(key: &str, value: &str) -> Option<Plaintext> {
    if key == "PGSSLMODE" {
        return known_option("sslmode", value.trim(), 0..value.len());
    }
    let mut from = 0;
    while let Some(found) = value.get(from..)?.find('=') {
        let sign = from + found;
        let divides = |letter: char| matches!(letter, ';' | '&' | '?' | '"' | '\'' | '\n' | ',');
        let head = value.get(from..sign).unwrap_or_default();
        let start = from + head.rfind(divides).map_or(0, |at| at + 1);
        let name = value.get(start..sign).unwrap_or_default();
        // Spaces separate options in libpq, but also words in sentences.
        let word = name.trim_end().rfind(' ').map_or(0, |at| at + 1);
        let compact: String = name.split_whitespace().collect();
        let rest = value.get(sign + 1..).unwrap_or_default();
        let length =
            rest.find(|letter: char| divides(letter) || letter.is_whitespace() || letter == '#');
        let end = sign + 1 + length.unwrap_or(rest.len());
        let setting = value.get(sign + 1..end).unwrap_or_default();
        let short = name.get(word..).unwrap_or_default().trim();
        let known = known_option(short, setting, start..end);
        // `ssl=false` alone may be a setting for something else.
        let has_company = start > 0 || end < value.len();
        let hit = known.or_else(|| known_option(&compact, setting, start..end));
        if let Some(found) = hit.filter(|_| has_company) {
            return Some(Plaintext { range: trimmed_start(value, found.range), ..found });
        }
        from = sign + 1;
    }
    None
}

fn trimmed_start(value: &str, range: Range<usize>) -> Range<usize> {
    let text = value.get(range.clone()).unwrap_or_default();
    let last = text.split('=').next().unwrap_or_default().trim_end().rfind(' ');
    range.start + last.map_or(0, |at| at + 1)..range.end
}

fn known_option(name: &str, value: &str, range: Range<usize>) -> Option<Plaintext> {
    let (_, _, what, kind) = OPTIONS.iter().find(|(option, setting, ..)| {
        name.eq_ignore_ascii_case(option) && value.eq_ignore_ascii_case(setting)
    })?;
    Some(Plaintext { what, range, kind: *kind })
}

/// A whole value that is a URL of such a scheme, or a list of them.
fn scheme(key: &str, value: &str) -> Option<Plaintext> {
    let text = value.trim_start();
    let start = value.len() - text.len();
    let end = text.find("://")?;
    let name = text.get(..end)?;
    let (_, what) = SCHEMES.iter().find(|(scheme, _)| name.eq_ignore_ascii_case(scheme))?;
    let rest = text.get(end + 3..)?;
    let authority_end = rest.find(['/', '?', '#', ',']).unwrap_or(rest.len());
    let authority = rest.get(..authority_end)?;
    let host = authority.rsplit('@').next().unwrap_or_default();
    // A sentence that begins with an address is prose.
    if text.contains(char::is_whitespace) || is_identifier(key, host) || is_here(host) {
        return None;
    }
    // MongoDB and similar systems enable encryption with an option.
    let encrypted = ["tls=true", "ssl=true", "sslmode=require", "sslmode=verify"];
    let lower = rest.to_ascii_lowercase();
    if encrypted.iter().any(|option| lower.contains(option)) {
        return None;
    }
    let range = start..start + end + 3;
    Some(Plaintext { what, range, kind: PlaintextKind::NotEncrypted })
}

/// Whether the address is one of this machine or this pod.
fn is_here(host: &str) -> bool {
    let name = host.strip_prefix('[').map_or_else(
        || host.split(':').next().unwrap_or_default(),
        |inner| inner.split(']').next().unwrap_or_default(),
    );
    let lower = name.to_ascii_lowercase();
    let loopback =
        lower == "localhost" || lower.ends_with(".localhost") || lower.starts_with("127.");
    loopback
        || matches!(&*lower, "::1" | "0.0.0.0" | "" | "::" | "+" | "*")
        || lower.contains("pod_ip")
}

/// Whether the URL is only an identifier, such as an XML namespace or a token issuer. Traffic
/// through an HTTP proxy may still be encrypted.
fn is_identifier(key: &str, host: &str) -> bool {
    const HOSTS: [&str; 6] = [
        "www.w3.org",
        "schemas.microsoft.com",
        "schemas.xmlsoap.org",
        "hl7.org",
        "json-schema.org",
        "java.sun.com",
    ];
    let key = key.to_ascii_lowercase();
    let named = ["proxy", "issuer", "audience", "namespace", "xmlns", "schema", "$id", "system"];
    HOSTS.contains(&host) || named.iter().any(|word| key.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disabled_encryption_is_found_at_its_place() {
        #[rustfmt::skip]
        let rows = [
            ("DB", "Server=sql;User Id=sa;Password=x;Encrypt=false", Some("Encrypt=false")),
            ("DB", "Server=sql;Trust Server Certificate=true;Encrypt=True", Some("Certificate=true")),
            ("DB", "Server=sql;Encrypt=true", None),
            ("DB", "postgres://app@db/app?sslmode=disable", Some("sslmode=disable")),
            ("DB", "postgres://app@db/app?sslmode=verify-full", None),
            ("DB", "postgres://app@localhost:5432/app?sslmode=disable", None),
            ("DB", "host=db user=app sslmode=prefer dbname=app", Some("sslmode=prefer")),
            ("DB", "jdbc:mysql://db/app?useSSL=false&x=1", Some("useSSL=false")),
            ("PGSSLMODE", "allow", Some("allow")),
            ("PGSSLMODE", "verify-full", None),
            ("OPTION", "ssl=false", None),
            ("NODE_TLS_REJECT_UNAUTHORIZED", "0", Some("0")),
            ("NODE_TLS_REJECT_UNAUTHORIZED", "1", None),
            ("VAULT_SKIP_VERIFY", "true", Some("true")),
            ("API", "http://api:8080/v1", Some("http://")),
            ("API", "https://api:8443/v1", None),
            ("API", "http://localhost:8080", None),
            // Where the program listens, not where it connects to.
            ("ASPNETCORE_URLS", "http://+:8000", None),
            ("API", "http://127.0.0.1:8080", None),
            ("API", "http://[::1]:8080", None),
            ("API", "http://$(POD_IP):8080", None),
            ("API", "http://${API_HOST}:8080", Some("http://")),
            ("HTTP_PROXY", "http://proxy:3128", None),
            ("OIDC_ISSUER", "http://id.example.org", None),
            ("NS", "http://www.w3.org/2000/09/xmldsig#", None),
            ("CACHE", "redis://:x@redis:6379/0", Some("redis://")),
            ("CACHE", "rediss://:x@redis:6379/0", None),
            ("MONGO", "mongodb://db/app?tls=true", None),
            ("QUEUE", "amqp://rabbit:5672", Some("amqp://")),
            ("NOTE", "http://api is where the api lives", None),
            ("EMPTY", "", None),
            ("ODD", "===://=", None),
        ];
        for (key, value, expected) in rows {
            let found = transport(key, value).and_then(|found| value.get(found.range));
            assert_eq!(found, expected, "{key}={value}");
        }
    }
}

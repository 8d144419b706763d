//! What the API accepts as the key and the value of a label.

/// Whether a text is a label's key: a name of up to 63 bytes, perhaps after a DNS prefix and `/`.
pub(crate) fn is_label_key(key: &str) -> bool {
    match key.split_once('/') {
        Some((prefix, name)) => is_dns_subdomain(prefix) && is_name(name),
        None => is_name(key),
    }
}

/// Whether a text is a label's value: empty, or of the form of a name.
pub(crate) fn is_label_value(value: &str) -> bool {
    value.is_empty() || is_name(value)
}

fn is_name(name: &str) -> bool {
    let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = name.as_bytes();
    bytes.len() <= 63
        && edge(bytes.first())
        && edge(bytes.last())
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}

fn is_dns_subdomain(prefix: &str) -> bool {
    let inner = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    prefix.len() <= 253
        && prefix.split('.').map(str::as_bytes).all(|part| {
            part.first().is_some_and(inner)
                && part.last().is_some_and(inner)
                && part.iter().all(|byte| inner(byte) || *byte == b'-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_follow_the_api() {
        let long = "a".repeat(63);
        let prefix = format!("{}.{}/x", "a".repeat(126), "b".repeat(126));
        for key in ["a", "A-b_c.d", "app.kubernetes.io/name", "1/2", &long, &prefix] {
            assert!(is_label_key(key), "{key}");
        }
        let too_long = "a".repeat(64);
        let bad = ["", "/", "a/", "/a", "a/b/c", "-a", "a-", "A.b/c", "a..b/c", "ä", "a b"];
        for key in bad.into_iter().chain([&*too_long, "a_b/c", "-a/b"]) {
            assert!(!is_label_key(key), "{key}");
        }
        assert!(is_label_value("") && is_label_value("v1.2_3-x") && is_label_value(&long));
        assert!(!is_label_value("a/b") && !is_label_value("-") && !is_label_value(&too_long));
    }
}

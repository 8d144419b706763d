//! Addresses of schemas, and pointers into them.

use std::fmt::Write as _;

/// The address of the schema of a chart.
pub(super) const ROOT: &str = "file:///values.schema.json";

/// Splits an address at its fragment, which is decoded; `None` if that is impossible.
pub(super) fn split(address: &str) -> Option<(&str, String)> {
    let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
    Some((address, decoded(fragment)?))
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// A pointer as the fragment of an address.
pub(super) fn encoded(pointer: &str) -> String {
    let mut written = String::with_capacity(pointer.len());
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~$&+=:@/".contains(&byte) {
            written.push(char::from(byte));
        } else {
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}

/// The scheme of an absolute address.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_part = |one: char| one.is_ascii_alphanumeric() || "+-.".contains(one);
    let begins = scheme.starts_with(|one: char| one.is_ascii_alphabetic());
    (begins && scheme.chars().all(is_part)).then_some(scheme)
}

/// An address without a fragment, as seen from another one.
pub(super) fn joined(base: &str, address: &str) -> String {
    if address.is_empty() {
        return base.to_owned();
    }
    if scheme(address).is_some() {
        return address.to_owned();
    }
    let Some((kind, rest)) = base.split_once(':') else { return address.to_owned() };
    let Some(after) = rest.strip_prefix("//") else { return format!("{kind}:{rest}") };
    if let Some(place) = address.strip_prefix("//") {
        return format!("{kind}://{place}");
    }
    let end = after.find(['/', '?']).unwrap_or(after.len());
    let (host, path) = after.split_at_checked(end).unwrap_or((after, ""));
    let path = path.split('?').next().unwrap_or_default();
    if address.starts_with('?') {
        return format!("{kind}://{host}{path}{address}");
    }
    let folder = path.rfind('/').and_then(|at| path.get(..at)).unwrap_or_default();
    let whole =
        if address.starts_with('/') { address.to_owned() } else { format!("{folder}/{address}") };
    format!("{kind}://{host}{}", without_dots(&whole))
}

/// A path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let (path, query) = match path.find('?').and_then(|at| path.split_at_checked(at)) {
        Some((path, query)) => (path, query),
        None => (path, ""),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/').skip(1) {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        steps.push("");
    }
    format!("/{}{query}", steps.join("/"))
}

/// The steps of a pointer; `None` if it is no pointer.
pub(super) fn steps(pointer: &str) -> Option<Vec<String>> {
    let rest = match pointer.strip_prefix('/') {
        Some(rest) => rest,
        None if pointer.is_empty() => return Some(Vec::new()),
        None => return None,
    };
    rest.split('/').map(step).collect()
}

fn step(written: &str) -> Option<String> {
    let mut parts = written.split('~');
    let mut step = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if let Some(rest) = part.strip_prefix('0') {
            step.push('~');
            step.push_str(rest);
        } else {
            step.push('/');
            step.push_str(part.strip_prefix('1')?);
        }
    }
    Some(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_joined() {
        let cases = [
            (ROOT, "", ROOT),
            (ROOT, "other.json", "file:///other.json"),
            ("https://example.org/a/b.json", "c.json", "https://example.org/a/c.json"),
            ("https://example.org/a/b.json", "../c.json", "https://example.org/c.json"),
            ("https://example.org/a/b.json", "/c", "https://example.org/c"),
            ("https://example.org", "c", "https://example.org/c"),
            ("https://example.org/a", "urn:x:y", "urn:x:y"),
        ];
        for (base, address, expected) in cases {
            assert_eq!(joined(base, address), expected, "{base} {address}");
        }
    }

    #[test]
    fn pointers_are_read() {
        assert_eq!(steps("/a~1b/~0c/0"), Some(vec!["a/b".into(), "~c".into(), "0".into()]));
        assert_eq!(steps("a"), None);
        assert_eq!(split("#/a%20b"), Some(("", "/a b".to_owned())));
        assert_eq!(encoded("/a b"), "/a%20b");
    }
}

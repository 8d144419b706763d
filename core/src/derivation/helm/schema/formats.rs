//! The formats of texts that older drafts check.

use std::net::Ipv6Addr;

use super::times::{date, date_time, duration, time};
use super::words::quote;
use crate::derivation::helm::functions::{Pattern, Refusal, Url};

/// What is wrong with a text, or `None` if that is not known.
pub(super) type Fault = Result<(), Option<String>>;

/// A format of texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Format {
    name: &'static str,
    check: fn(&str) -> Fault,
}

const FORMATS: &[Format] = &[
    Format { name: "date", check: date },
    Format { name: "date-time", check: date_time },
    Format { name: "duration", check: duration },
    Format { name: "email", check: email },
    Format { name: "hostname", check: hostname },
    Format { name: "ipv4", check: ipv4 },
    Format { name: "ipv6", check: ipv6 },
    Format { name: "iri", check: uri },
    Format { name: "iri-reference", check: uri_reference },
    Format { name: "json-pointer", check: json_pointer },
    Format { name: "period", check: |_| Err(None) },
    Format { name: "regex", check: regex },
    Format { name: "relative-json-pointer", check: |_| Err(None) },
    Format { name: "semver", check: semver },
    Format { name: "time", check: time },
    Format { name: "uri", check: uri },
    Format { name: "uri-reference", check: uri_reference },
    Format { name: "uri-template", check: |_| Err(None) },
    Format { name: "uuid", check: uuid },
];

impl Format {
    /// The format of a name, if it is checked.
    pub(super) fn named(name: &str) -> Option<Self> {
        FORMATS.iter().find(|format| format.name == name).copied()
    }

    /// What is wrong with a text, in the words of Helm.
    pub(super) fn fault(self, text: &str) -> Fault {
        (self.check)(text).map_err(|fault| {
            fault.map(|fault| format!("{} is not valid {}: {fault}", quote(text), self.name))
        })
    }
}

/// A fault in words.
pub(super) fn wrong<T>(words: impl Into<String>) -> Result<T, Option<String>> {
    Err(Some(words.into()))
}

/// A fault in a part of a text.
pub(super) fn within(part: &str, fault: Fault) -> Fault {
    fault.map_err(|fault| fault.map(|fault| format!("invalid {part}: {fault}")))
}

fn invalid<T>(character: char) -> Result<T, Option<String>> {
    let text = quote(&character.to_string());
    wrong(format!("invalid character {}", text.replace('"', "\\\"")))
}

fn hostname(text: &str) -> Fault {
    let text = text.strip_suffix('.').unwrap_or(text);
    if text.len() > 253 {
        return wrong("more than 253 characters long");
    }
    for label in text.split('.') {
        if label.is_empty() || label.len() > 63 {
            return wrong("label must be 1 to 63 characters long");
        }
        if label.starts_with('-') {
            return wrong("label starts with hyphen");
        }
        if label.ends_with('-') {
            return wrong("label ends with hyphen");
        }
        let other = label.chars().find(|one| !one.is_ascii_alphanumeric() && *one != '-');
        if let Some(other) = other {
            return invalid(other);
        }
    }
    Ok(())
}

fn email(text: &str) -> Fault {
    if text.len() > 254 {
        return wrong("more than 255 characters long");
    }
    let Some((local, domain)) = text.rsplit_once('@') else { return wrong("missing @") };
    if local.len() > 64 {
        return wrong("local part more than 64 characters long");
    }
    let inside = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inside {
        Some(inside) if inside.contains(['\\', '"']) => {
            return wrong("backslash and quote are not allowed within quoted local part");
        }
        Some(_) => {}
        None => local_part(local)?,
    }
    let inside = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    match inside {
        None => within("domain", hostname(domain)),
        Some(address) => match address.strip_prefix("IPv6:") {
            Some(address) => within("ipv6 address", ipv6(address)),
            None => within("ipv4 address", ipv4(address)),
        },
    }
}

/// What precedes the `@` of an address.
fn local_part(text: &str) -> Fault {
    if text.starts_with('.') {
        return wrong("starts with dot");
    }
    if text.ends_with('.') {
        return wrong("ends with dot");
    }
    if text.contains("..") {
        return wrong("consecutive dots");
    }
    let is_allowed =
        |one: char| one.is_ascii_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(one);
    text.chars().find(|one| !is_allowed(*one)).map_or(Ok(()), invalid)
}

fn ipv4(text: &str) -> Fault {
    let groups: Vec<&str> = text.split('.').collect();
    if groups.len() != 4 {
        return wrong("expected four decimals");
    }
    for group in groups {
        if group.len() > 1 && group.starts_with('0') {
            return wrong("leading zeros");
        }
        let Ok(number) = group.parse::<i64>() else {
            return wrong(format!("strconv.Atoi: parsing \"{group}\": invalid syntax"));
        };
        if !(0..=255).contains(&number) {
            return wrong("decimal must be between 0 and 255");
        }
    }
    Ok(())
}

fn ipv6(text: &str) -> Fault {
    if !text.contains(':') {
        return wrong("missing colon");
    }
    if text.split_once('%').is_some_and(|(address, _)| address.parse::<Ipv6Addr>().is_ok()) {
        return wrong("zone id is not a part of ipv6 address");
    }
    match text.parse::<Ipv6Addr>() {
        Ok(_) => Ok(()),
        Err(_) => wrong(format!("ParseAddr(\"{text}\"): unable to parse IP")),
    }
}

/// Reads an address.
fn url(text: &str) -> Result<Url, Option<String>> {
    let url = Url::parse(text).map_err(Some)?;
    let host = url.hostname();
    if host.contains(':') {
        if !url.host.contains('[') || !url.host.contains(']') {
            return wrong("ipv6 address not enclosed in brackets");
        }
        within("ipv6 address", ipv6(host))?;
    }
    Ok(url)
}

fn uri(text: &str) -> Fault {
    if url(text)?.scheme.is_empty() { wrong("relative url") } else { Ok(()) }
}

fn uri_reference(text: &str) -> Fault {
    if text.contains('\\') {
        return wrong("contains \\");
    }
    url(text).map(drop)
}

fn json_pointer(text: &str) -> Fault {
    if !text.is_empty() && !text.starts_with('/') {
        return wrong("not starting with /");
    }
    match super::address::steps(text) {
        Some(_) => Ok(()),
        None => wrong("~ must be followed by 0 or 1"),
    }
}

fn regex(text: &str) -> Fault {
    match Pattern::parse(text) {
        Ok(_) => Ok(()),
        Err(Refusal::Wrong(message)) => wrong(message),
        Err(Refusal::Beyond) => Err(None),
    }
}

fn semver(text: &str) -> Fault {
    let (version, build) = text.split_once('+').map_or((text, None), |(a, b)| (a, Some(b)));
    let (core, before) = version.split_once('-').map_or((version, None), |(a, b)| (a, Some(b)));
    if build == Some("") {
        return wrong("build is empty");
    }
    identifiers(build, "build")?;
    identifiers(before, "pre-release")?;
    let is_zero = |one: &str| {
        one.len() > 1 && one.starts_with('0') && one.bytes().all(|byte| byte.is_ascii_digit())
    };
    if before.is_some_and(|before| before.split('.').any(is_zero)) {
        return wrong("pre-release numeric identifier starts with zero");
    }
    let numbers: Vec<&str> = core.split('.').collect();
    if numbers.len() != 3 {
        return wrong("versionCore must have 3 numbers separated by dot");
    }
    for (name, number) in ["major", "minor", "patch"].iter().zip(numbers) {
        if number.is_empty() {
            return wrong(format!("{name} is empty"));
        }
        if number.len() > 1 && number.starts_with('0') {
            return wrong(format!("{name} starts with zero"));
        }
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return wrong(format!("{name} contains non-digit"));
        }
    }
    Ok(())
}

/// The identifiers of a part of a version.
fn identifiers(part: Option<&str>, name: &str) -> Fault {
    for identifier in part.into_iter().flat_map(|part| part.split('.')) {
        if identifier.is_empty() {
            return wrong(format!("{name} identifier is empty"));
        }
        let other = identifier.chars().find(|one| !one.is_ascii_alphanumeric() && *one != '-');
        if let Some(other) = other {
            return wrong(format!(
                "invalid character {} in {name} identifier",
                quote(&other.to_string())
            ));
        }
    }
    Ok(())
}

fn uuid(text: &str) -> Fault {
    let lengths = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = text.split('-').collect();
    if groups.len() != lengths.len() {
        return wrong("must have 5 elements");
    }
    for (at, (group, length)) in (1..).zip(groups.iter().zip(lengths)) {
        if group.len() != length {
            return wrong(format!("element {at} must be {length} characters long"));
        }
        if let Some(other) = group.chars().find(|one| !one.is_ascii_hexdigit()) {
            return wrong(format!("non-hex character {}", quote(&other.to_string())));
        }
    }
    Ok(())
}

//! Addresses as Go's `net/url` reads and writes them.

use std::fmt::{self, Write as _};

use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::quoted;
use crate::derivation::helm::text::Text;

/// An address. The parts are decoded, but for the query.
#[derive(Debug, Default)]
pub(in crate::derivation::helm) struct Url {
    pub(in crate::derivation::helm) scheme: String,
    pub(super) opaque: String,
    pub(super) user: Option<User>,
    pub(in crate::derivation::helm) host: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) fragment: String,
    /// Whether `?` is written before an empty query.
    pub(super) has_query: bool,
    /// Whether `//` is left out before an empty host.
    pub(super) omits_host: bool,
}

/// Who is named before the host.
#[derive(Debug)]
pub(super) struct User {
    name: String,
    password: Option<String>,
}

/// The part of an address that a text is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    User,
    Host,
    Zone,
    Path,
    Fragment,
}

impl Url {
    /// Reads an address.
    pub(in crate::derivation::helm) fn parse(text: &str) -> Result<Self, String> {
        let (start, fragment) = text.split_once('#').unwrap_or((text, ""));
        let failed = |part: &str, error: &str| format!("parse {}: {error}", in_quotes(part));
        let mut url = Self::parse_start(start).map_err(|error| failed(start, &error))?;
        url.fragment = decoded(fragment, Part::Fragment).map_err(|error| failed(text, &error))?;
        Ok(url)
    }

    /// Reads what precedes the fragment.
    fn parse_start(text: &str) -> Result<Self, String> {
        if text.bytes().any(|byte| byte < b' ' || byte == 0x7F) {
            return Err("net/url: invalid control character in URL".into());
        }
        if text == "*" {
            return Ok(Self { path: "*".into(), ..Self::default() });
        }
        let (scheme, rest) = split_scheme(text)?;
        let (mut rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut url = Self {
            scheme: scheme.to_ascii_lowercase(),
            query: query.to_owned(),
            has_query: query.is_empty() && text.ends_with('?'),
            ..Self::default()
        };
        if !rest.starts_with('/') {
            if !scheme.is_empty() {
                rest.clone_into(&mut url.opaque);
                return Ok(url);
            }
            if rest.split('/').next().is_some_and(|segment| segment.contains(':')) {
                return Err("first path segment in URL cannot contain colon".into());
            }
        }
        if !scheme.is_empty() || !rest.starts_with("///") {
            if let Some(after) = rest.strip_prefix("//") {
                let end = after.find('/').unwrap_or(after.len());
                let (authority, path) = after.split_at_checked(end).unwrap_or((after, ""));
                url.parse_authority(authority)?;
                rest = path;
            } else {
                url.omits_host = !scheme.is_empty() && rest.starts_with('/');
            }
        }
        url.path = decoded(rest, Part::Path)?;
        Ok(url)
    }

    /// Reads the user and the host.
    fn parse_authority(&mut self, text: &str) -> Result<(), String> {
        let Some((user, host)) = text.rsplit_once('@') else {
            self.host = parse_host(text)?;
            return Ok(());
        };
        self.host = parse_host(host)?;
        let is_valid =
            |one: char| one.is_ascii_alphanumeric() || "-._:~!$&'()*+,;=%@".contains(one);
        if !user.chars().all(is_valid) {
            return Err("net/url: invalid userinfo".into());
        }
        let (name, password) = user.split_once(':').map_or((user, None), |(a, b)| (a, Some(b)));
        self.user = Some(User {
            name: decoded(name, Part::User)?,
            password: password.map(|password| decoded(password, Part::User)).transpose()?,
        });
        Ok(())
    }

    /// The host without a port and brackets.
    pub(in crate::derivation::helm) fn hostname(&self) -> &str {
        let port = self.host.rfind(':').filter(|at| is_port(self.host.get(*at..).unwrap_or("x")));
        let host = port.and_then(|at| self.host.get(..at)).unwrap_or(&self.host);
        host.strip_prefix('[').and_then(|inside| inside.strip_suffix(']')).unwrap_or(host)
    }

    /// Writes user, host and path.
    fn write_place(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let has_host = !self.host.is_empty() || self.user.is_some();
        let is_absolute = !self.scheme.is_empty() || has_host;
        if is_absolute && (has_host || !self.omits_host && !self.path.is_empty()) {
            formatter.write_str("//")?;
        }
        if let Some(user) = &self.user {
            write!(formatter, "{user}@")?;
        }
        formatter.write_str(&encoded(&self.host, Part::Host))?;
        let path = if self.path == "*" { "*".to_owned() } else { encoded(&self.path, Part::Path) };
        if !path.is_empty() && !path.starts_with('/') && !self.host.is_empty() {
            formatter.write_str("/")?;
        }
        let is_like_scheme = path.split('/').next().is_some_and(|segment| segment.contains(':'));
        if !is_absolute && is_like_scheme {
            formatter.write_str("./")?;
        }
        formatter.write_str(&path)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        if !self.scheme.is_empty() {
            write!(formatter, "{}:", self.scheme)?;
        }
        if self.opaque.is_empty() {
            self.write_place(formatter)?;
        } else {
            formatter.write_str(&self.opaque)?;
        }
        if self.has_query || !self.query.is_empty() {
            write!(formatter, "?{}", self.query)?;
        }
        if !self.fragment.is_empty() {
            write!(formatter, "#{}", encoded(&self.fragment, Part::Fragment))?;
        }
        Ok(())
    }
}

impl fmt::Display for User {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&encoded(&self.name, Part::User))?;
        match &self.password {
            Some(password) => write!(formatter, ":{}", encoded(password, Part::User)),
            None => Ok(()),
        }
    }
}

fn in_quotes(text: &str) -> String {
    quoted(&Text::new(text, Trace::default())).as_str().to_owned()
}

/// The scheme and what follows its colon.
fn split_scheme(text: &str) -> Result<(&str, &str), String> {
    let is_part = |one: char| one.is_ascii_alphanumeric() || "+-.".contains(one);
    let end = text.find(|one| !is_part(one)).unwrap_or(text.len());
    let (scheme, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    match rest.strip_prefix(':') {
        Some(_) if scheme.is_empty() => Err("missing protocol scheme".into()),
        Some(after) if scheme.starts_with(|one: char| one.is_ascii_alphabetic()) => {
            Ok((scheme, after))
        }
        _ => Ok(("", text)),
    }
}

/// Whether a text is empty or a colon with digits.
fn is_port(text: &str) -> bool {
    let digits = text.strip_prefix(':').unwrap_or(text);
    (text.is_empty() || text.starts_with(':')) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn parse_host(text: &str) -> Result<String, String> {
    let check_port = |port: &str| {
        let message = || format!("invalid port {} after host", in_quotes(port));
        is_port(port).then_some(()).ok_or_else(message)
    };
    let Some(inside) = text.strip_prefix('[') else {
        if let Some(at) = text.rfind(':') {
            check_port(text.get(at..).unwrap_or_default())?;
        }
        return decoded(text, Part::Host);
    };
    let (address, port) = inside.rsplit_once(']').ok_or("missing ']' in host")?;
    check_port(port)?;
    let Some(at) = address.find("%25") else { return decoded(text, Part::Host) };
    let (address, zone) = address.split_at_checked(at).unwrap_or((address, ""));
    let (address, zone) = (decoded(address, Part::Host)?, decoded(zone, Part::Zone)?);
    Ok(format!("[{address}{zone}]{port}"))
}

/// A part of an address with its escapes decoded.
fn decoded(text: &str, part: Part) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let is_in_host = matches!(part, Part::Host | Part::Zone);
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'%' {
            if is_in_host && byte.is_ascii() && is_escaped(*byte, part) {
                let character = in_quotes(&char::from(*byte).to_string());
                return Err(format!("invalid character {character} in host name"));
            }
            bytes.push(*byte);
            continue;
        }
        let written = after.get(..2).unwrap_or(after);
        let invalid = || {
            let escape = format!("%{}", String::from_utf8_lossy(written));
            format!("invalid URL escape {}", in_quotes(&escape))
        };
        let digit = |at: usize| written.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(0), digit(1)) else { return Err(invalid()) };
        let byte = u8::try_from(high * 16 + low).unwrap_or_default();
        let is_plain = byte != b'%' && is_escaped(byte, Part::Host) && byte != b' ';
        if part == Part::Host && high < 8 && written != b"25" || part == Part::Zone && is_plain {
            return Err(invalid());
        }
        bytes.push(byte);
        rest = after.get(2..).unwrap_or_default();
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A part of an address with escapes.
fn encoded(text: &str, part: Part) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_escaped(byte, part) {
            let _ = write!(encoded, "%{byte:02X}");
        } else {
            encoded.push(char::from(byte));
        }
    }
    encoded
}

/// Whether a byte is written as an escape in a part of an address.
fn is_escaped(byte: u8, part: Part) -> bool {
    match byte {
        b'-' | b'_' | b'.' | b'~' => false,
        _ if byte.is_ascii_alphanumeric() => false,
        _ if matches!(part, Part::Host | Part::Zone) => !b"!$&'()*+,;=:[]<>\"".contains(&byte),
        b'$' | b'&' | b'+' | b',' | b'/' | b':' | b';' | b'=' | b'?' | b'@' => match part {
            Part::Path => byte == b'?',
            Part::User => b"@/?:".contains(&byte),
            _ => false,
        },
        b'!' | b'(' | b')' | b'*' => part != Part::Fragment,
        _ => true,
    }
}

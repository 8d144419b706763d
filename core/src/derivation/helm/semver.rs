//! Semantic versions and constraints of them, as Masterminds/semver 3 reads and compares them.

use std::cmp::Ordering;
use std::fmt;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use super::object::Version;

/// A version of which parts may be missing.
const VERSION: &str = r"^v?([0-9]+)(\.[0-9]+)?(\.[0-9]+)?(-([0-9A-Za-z\-]+(\.[0-9A-Za-z\-]+)*))?(\+([0-9A-Za-z\-]+(\.[0-9A-Za-z\-]+)*))?$";

static VERSION_PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(VERSION).ok());

const INVALID: &str = "Invalid Semantic Version";
const ZERO_FIRST: &str = "Version segment starts with 0";

impl Version {
    /// Reads a version; missing parts are 0, and a `v` may precede.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let captures = VERSION_PATTERN.as_ref().and_then(|pattern| pattern.captures(text));
        let captures = captures.ok_or(INVALID)?;
        let part = |at: usize| group(&captures, at);
        let number = |at: usize| match part(at).trim_start_matches('.') {
            "" => Ok(0),
            digits => parse_number(digits)
                .map_err(|error| format!("Error parsing version segment: {error}")),
        };
        let version = Self {
            original: text.into(),
            major: number(1)?,
            minor: number(2)?,
            patch: number(3)?,
            prerelease: part(5).into(),
            metadata: part(8).into(),
        };
        check_prerelease(&version.prerelease)?;
        Ok(version)
    }

    /// Reads a version that has all parts.
    pub(super) fn parse_strictly(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Err("Version string empty".into());
        }
        let mut parts = text.splitn(3, '.');
        let (Some(major), Some(minor), Some(rest)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(INVALID.into());
        };
        let (rest, metadata) = rest.split_once('+').unwrap_or((rest, ""));
        if !metadata.chars().all(|one| is_allowed(one) || one == '.') {
            return Err("Invalid Metadata string".into());
        }
        let (patch, prerelease) = rest.split_once('-').unwrap_or((rest, ""));
        check_prerelease(prerelease)?;
        for part in [major, minor, patch] {
            if !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err("Invalid characters in version".into());
            }
            if part.len() > 1 && part.starts_with('0') {
                return Err(ZERO_FIRST.into());
            }
        }
        Ok(Self {
            original: text.into(),
            major: parse_number(major)?,
            minor: parse_number(minor)?,
            patch: parse_number(patch)?,
            prerelease: prerelease.into(),
            metadata: metadata.into(),
        })
    }

    /// Which of two versions is the later one. What follows `+` does not count.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let numbers = |version: &Self| (version.major, version.minor, version.patch);
        numbers(self)
            .cmp(&numbers(other))
            .then_with(|| self.prerelease.is_empty().cmp(&other.prerelease.is_empty()))
            .then_with(|| compare_prereleases(&self.prerelease, &other.prerelease))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.major, self.minor, self.patch)?;
        if !self.prerelease.is_empty() {
            write!(formatter, "-{}", self.prerelease)?;
        }
        if !self.metadata.is_empty() {
            write!(formatter, "+{}", self.metadata)?;
        }
        Ok(())
    }
}

/// The text of a group of a match; empty if it takes no part.
fn group<'t>(captures: &Captures<'t>, at: usize) -> &'t str {
    captures.get(at).map_or("", |found| found.as_str())
}

/// Reads digits with the errors of Go.
fn parse_number(digits: &str) -> Result<u64, String> {
    let problem = if digits.is_empty() { "invalid syntax" } else { "value out of range" };
    digits.parse().map_err(|_| format!("strconv.ParseUint: parsing \"{digits}\": {problem}"))
}

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-'
}

/// Checks what follows `-` in a version.
fn check_prerelease(prerelease: &str) -> Result<(), String> {
    for part in prerelease.split('.') {
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            if part.len() > 1 && part.starts_with('0') {
                return Err(ZERO_FIRST.into());
            }
        } else if !part.chars().all(is_allowed) {
            return Err("Invalid Prerelease string".into());
        }
    }
    Ok(())
}

/// Compares what follows `-` part by part; a missing part is the lesser one.
fn compare_prereleases(one: &str, other: &str) -> Ordering {
    let (mut ones, mut others) = (one.split('.'), other.split('.'));
    loop {
        let (one, other) = (ones.next(), others.next());
        if one.is_none() && other.is_none() {
            return Ordering::Equal;
        }
        let order = compare_parts(one.unwrap_or_default(), other.unwrap_or_default());
        if order.is_ne() {
            return order;
        }
    }
}

/// Numbers come before texts, and what is empty first.
fn compare_parts(one: &str, other: &str) -> Ordering {
    if one.is_empty() || other.is_empty() {
        return one.len().cmp(&other.len());
    }
    match (one.parse::<u64>(), other.parse::<u64>()) {
        (Ok(one), Ok(other)) => one.cmp(&other),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => one.cmp(other),
    }
}

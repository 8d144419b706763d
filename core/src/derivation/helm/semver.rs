//! Semantic versions and constraints of them, as Masterminds/semver 3 reads and compares them.

use std::cmp::Ordering;
use std::fmt;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use super::object::Version;
use super::origin::Trace;
use super::print;
use super::text::Text;

/// A version of which parts may be missing.
const VERSION: &str = r"^v?([0-9]+)(\.[0-9]+)?(\.[0-9]+)?(-([0-9A-Za-z\-]+(\.[0-9A-Za-z\-]+)*))?(\+([0-9A-Za-z\-]+(\.[0-9A-Za-z\-]+)*))?$";

static VERSION_PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(VERSION).ok());

/// Maximum length of a version, in bytes.
const LONGEST_VERSION: usize = 256;
/// Maximum length of constraints, in bytes.
const LONGEST_CONSTRAINTS: usize = 512;
/// Maximum number of groups of constraints.
const MOST_GROUPS: usize = 32;

const INVALID: &str = "invalid semantic version";
const ZERO_FIRST: &str = "version segment starts with 0";

impl Version {
    /// Reads a version; missing parts are 0, and a `v` may precede.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        check_length(text)?;
        let captures = VERSION_PATTERN.as_ref().and_then(|pattern| pattern.captures(text));
        let captures = captures.ok_or(INVALID)?;
        let part = |at: usize| group(&captures, at);
        let number = |at: usize| match part(at).trim_start_matches('.') {
            "" => Ok(0),
            digits => parse_number(digits)
                .map_err(|error| format!("error parsing version segment: {error}")),
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

fn check_length(text: &str) -> Result<(), String> {
    if text.len() > LONGEST_VERSION {
        return Err(format!("version string is too long (max {LONGEST_VERSION} bytes)"));
    }
    Ok(())
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

fn quoted(text: &str) -> String {
    print::quoted(&Text::new(text, Trace::default())).as_str().to_owned()
}

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-'
}

/// Checks what follows `-` in a version.
fn check_prerelease(prerelease: &str) -> Result<(), String> {
    if prerelease.is_empty() {
        return Ok(());
    }
    for part in prerelease.split('.') {
        if part.is_empty() {
            return Err("invalid prerelease string".into());
        }
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            if part.len() > 1 && part.starts_with('0') {
                return Err(ZERO_FIRST.into());
            }
        } else if !part.chars().all(is_allowed) {
            return Err("invalid Prerelease string".into());
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

/// A version in a constraint, of which parts may be `x` or `*`.
const OPERAND: &str = r"v?([0-9|x|X|\*]+)(\.[0-9|x|X|\*]+)?(\.[0-9|x|X|\*]+)?(-([0-9A-Za-z\-]+(\.[0-9A-Za-z\-]+)*))?(\+([0-9A-Za-z\-]+(\.[0-9A-Za-z\-]+)*))?";

/// The operators in the order in which they are tried.
const OPERATORS: &str = r"=||!=|>|<|>=|=>|<=|=<|~|~>|\^";

static RANGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(r"[\t\n\f\r ]*({OPERAND})[\t\n\f\r ]+-[\t\n\f\r ]+({OPERAND})[\t\n\f\r ]*"))
        .ok()
});

static ONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"({OPERATORS})[\t\n\f\r ]*({OPERAND})")).ok());

static ALL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let space = r"[\t\n\f\r ]";
    let one = format!(r"({OPERATORS}){space}*({OPERAND}){space}*");
    Regex::new(&format!(r"^({space}*{one})((?:{space}+|,{space}*){one})*$")).ok()
});

/// Constraints of versions: one of several groups that all have to be met.
#[derive(Debug)]
pub(super) struct Constraints(Vec<Vec<Constraint>>);

/// A constraint of versions.
#[derive(Debug)]
struct Constraint {
    operator: Operator,
    version: Version,
    /// How many of the three numbers are given.
    given: u8,
}

/// How a version has to compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Operator {
    Same,
    Other,
    Later,
    Earlier,
    NotEarlier,
    NotLater,
    Tilde,
    Caret,
}

impl Constraints {
    /// Reads constraints.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST_CONSTRAINTS {
            let most = LONGEST_CONSTRAINTS;
            return Err(format!("constraint string is too long (max {most} bytes)"));
        }
        let text = ranges_rewritten(text);
        if text.split("||").count() > MOST_GROUPS {
            return Err(format!("too many constraint groups (max {MOST_GROUPS})"));
        }
        text.split("||").map(Constraint::parse_all).collect::<Result<_, _>>().map(Self)
    }

    /// Whether a version meets them.
    pub(super) fn check(&self, version: &Version) -> bool {
        let is_release = version.prerelease.is_empty();
        self.0.iter().any(|group| {
            // A group that names no version before a release is about releases.
            let is_about = |one: &Constraint| !one.version.prerelease.is_empty();
            let is_about_it = is_release || group.iter().any(is_about);
            group.iter().all(|constraint| constraint.check(version, is_about_it))
        })
    }
}

/// The text with `1 - 2` written as `>= 1, <= 2`.
fn ranges_rewritten(text: &str) -> String {
    let Some(pattern) = &*RANGE else { return text.to_owned() };
    let mut rewritten = text.to_owned();
    for captures in pattern.captures_iter(text) {
        let range = format!(">= {}, <= {} ", group(&captures, 1), group(&captures, 11));
        rewritten = rewritten.replacen(group(&captures, 0), &range, 1);
    }
    rewritten
}

impl Constraint {
    /// Reads the constraints of one group.
    fn parse_all(text: &str) -> Result<Vec<Self>, String> {
        let improper = || format!("improper constraint: {}", quoted(text));
        let (Some(all), Some(one)) = (&*ALL, &*ONE) else { return Err(improper()) };
        if !all.is_match(text) {
            return Err(improper());
        }
        one.captures_iter(text).map(|captures| Self::parse(&captures)).collect()
    }

    /// Reads one constraint: the operator is the first group, the version the second one.
    fn parse(captures: &Captures) -> Result<Self, String> {
        let part = |at: usize| group(captures, at).trim_start_matches('.');
        let is_given = |at: &usize| !matches!(part(*at), "" | "x" | "X" | "*");
        let given = [3, 4, 5].into_iter().take_while(is_given).count();
        let number = |at: usize| if given > at - 3 { part(at) } else { "0" };
        let prerelease = group(captures, 6);
        let text = match given {
            3 => group(captures, 2).to_owned(),
            _ => format!("{}.{}.{}{prerelease}", number(3), number(4), number(5)),
        };
        let version = Version::parse(&text).map_err(|_| "constraint parser error")?;
        let given = u8::try_from(given).unwrap_or_default();
        Ok(Self { operator: Operator::of(group(captures, 1)), version, given })
    }

    /// Whether a version meets it; most constraints are only about releases, unless their group is about
    /// versions like it.
    fn check(&self, version: &Version, is_about_it: bool) -> bool {
        let order = version.compare(&self.version);
        match (self.operator, self.given) {
            (Operator::Same, 3) => order.is_eq(),
            _ if !is_about_it => false,
            (Operator::Same | Operator::Tilde, _) => self.check_tilde(version),
            (Operator::Caret, _) => self.check_caret(version),
            (Operator::Other, 1) => version.major != self.version.major,
            (Operator::Other, 2) => {
                let prereleases = (&*version.prerelease, &*self.version.prerelease);
                self.compare_given(version).is_ne()
                    || compare_prereleases(prereleases.0, prereleases.1).is_ne()
            }
            (Operator::Other, _) => order.is_ne(),
            (Operator::Later, 1 | 2) => self.compare_given(version).is_gt(),
            (Operator::Later, _) => order.is_gt(),
            (Operator::Earlier, _) => order.is_lt(),
            (Operator::NotEarlier, _) => order.is_ge(),
            (Operator::NotLater, 3) => order.is_le(),
            (Operator::NotLater, _) => self.compare_given(version).is_le(),
        }
    }

    /// Compares the major number, and the minor one if it is given or nothing is.
    fn compare_given(&self, version: &Version) -> Ordering {
        let major = version.major.cmp(&self.version.major);
        if self.given == 1 { major } else { major.then(version.minor.cmp(&self.version.minor)) }
    }

    /// Whether a version is not earlier, and the same in what is given but the last number.
    fn check_tilde(&self, version: &Version) -> bool {
        let from = &self.version;
        let is_any =
            (from.major, from.minor, from.patch) == (0, 0, 0) && matches!(self.given, 0 | 3);
        version.compare(from).is_ge() && (is_any || self.compare_given(version).is_eq())
    }

    /// Whether a version is not earlier, and the same up to the first number that is not 0.
    fn check_caret(&self, version: &Version) -> bool {
        let from = &self.version;
        if version.compare(from).is_lt() || version.major != from.major {
            return false;
        }
        if from.major > 0 || self.given == 1 {
            return true;
        }
        let is_patch_free = from.minor > 0 || self.given == 2;
        version.minor == from.minor && (is_patch_free || version.patch == from.patch)
    }
}

impl Operator {
    /// The operator that is written in a way.
    fn of(text: &str) -> Self {
        match text {
            "!=" => Self::Other,
            ">" => Self::Later,
            "<" => Self::Earlier,
            ">=" | "=>" => Self::NotEarlier,
            "<=" | "=<" => Self::NotLater,
            "~" | "~>" => Self::Tilde,
            "^" => Self::Caret,
            _ => Self::Same,
        }
    }
}

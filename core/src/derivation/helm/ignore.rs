//! `.helmignore`: the files of a folder that are not part of its chart, by Helm's rules.
//!
//! They are not those of `.gitignore`: a pattern is one of Go's `filepath.Match`, the first that matches
//! decides, and one that begins with `!` ignores what it does not match. Only the file of the outermost chart
//! counts, and nothing is ignored in an archive.

use std::iter::Peekable;
use std::str::Chars;

use super::charts::Root;
use crate::derivation::stage::{Reading, Stage};
use crate::frontends::Recognised;
use crate::frontends::helm::IGNORED;
use crate::source::{Problem, ProblemCode, Span};
use crate::syntax::Format;

/// Leaves out the files of a chart that are ignored.
pub(super) fn leave_out(root: &mut Root, stage: &mut Stage<'_>) {
    root.is_loaded = is_read(root, stage);
}

/// The same; returns whether Helm reads the chart.
fn is_read(root: &mut Root, stage: &mut Stage<'_>) -> bool {
    let is_packed = stage
        .text(root.number)
        .and_then(|text| text.source)
        .is_some_and(|source| source.unpacked().is_some());
    if is_packed {
        return true;
    }
    let own = root.files.iter().find(|(path, _)| path == ".helmignore").map(|(_, number)| *number);
    let text = own.and_then(|number| stage.text(number)?.source).map_or("", |source| source.text());
    let rules = match Rules::parse(text) {
        Ok(rules) => rules,
        Err((span, why)) => {
            let problem =
                Problem::new(ProblemCode::NotBuilt, format!("chart does not load: {why}"));
            stage.problem(own.unwrap_or(root.number), problem.at(span));
            let why = "`.helmignore` of a chart is not valid".to_owned();
            stage.unseen(root.number, None, why);
            return false;
        }
    };
    let files = std::mem::take(&mut root.files);
    let is_left_out = |(path, number): &(String, usize)| {
        let source = stage.text(*number).and_then(|text| text.source);
        // An archive is ignored as a file.
        let archive = path.find(".tgz/").map(|at| at + ".tgz".len());
        let archive = archive.filter(|_| source.is_some_and(|source| source.unpacked().is_some()));
        rules.ignores(archive.and_then(|end| path.get(..end)).unwrap_or(path))
    };
    (root.ignored, root.files) = files.into_iter().partition(is_left_out);
    for (path, number) in &root.ignored {
        // It is not a manifest: nothing installs it.
        let source = stage.text(*number).and_then(|text| text.source);
        let Some(source) = source.filter(|_| path.contains("templates/")) else { continue };
        let recognised = Recognised::new(&IGNORED, Format::TEXT);
        stage.reading(*number, Reading::new(source, recognised, stage.limits()));
    }
    true
}

/// Which of the files of a chart Helm does not read, for a text of `.helmignore`.
///
/// # Errors
/// With Helm's words for a pattern that it refuses.
pub fn ignored<'p>(text: &str, paths: &[&'p str]) -> Result<Vec<&'p str>, String> {
    let rules = Rules::parse(text).map_err(|(_, why)| why.to_owned())?;
    Ok(paths.iter().copied().filter(|path| rules.ignores(path)).collect())
}

/// The rules of a file.
#[derive(Debug)]
struct Rules(Vec<Rule>);

#[derive(Debug)]
struct Rule {
    pattern: Vec<Token>,
    /// Whether it is compared with the whole path, not with the name alone.
    is_of_path: bool,
    is_negated: bool,
    is_for_folders: bool,
}

/// What Helm leaves out of every folder.
const DEFAULT: &str = "templates/.?*";

impl Rules {
    /// # Errors
    /// With the place and Helm's words for the first pattern that it refuses.
    fn parse(text: &str) -> Result<Self, (Span, &'static str)> {
        let mut rules = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let rule = line.trim();
            let begin = start + line.len() - line.trim_start().len();
            start += line.len() + 1;
            let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let span = Span::new(offset(begin), offset(begin + rule.len()));
            if !rule.is_empty() && !rule.starts_with('#') {
                rules.push(Rule::parse(rule).map_err(|why| (span, why))?);
            }
        }
        rules.extend(Rule::parse(DEFAULT));
        Ok(Self(rules))
    }

    /// Whether a file is ignored, or a folder that it is in.
    fn ignores(&self, path: &str) -> bool {
        let folders = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        folders.into_iter().any(|folder| self.ignore(folder, true)) || self.ignore(path, false)
    }

    fn ignore(&self, path: &str, is_folder: bool) -> bool {
        for rule in &self.0 {
            let is_match = (is_folder || !rule.is_for_folders) && rule.matches(path);
            if is_match != rule.is_negated {
                return true;
            }
        }
        false
    }
}

impl Rule {
    fn parse(rule: &str) -> Result<Self, &'static str> {
        if rule.contains("**") {
            return Err("double-star (**) syntax is not supported");
        }
        // Go finds a mistake in a pattern only where it comes so far.
        matches(&tokens(rule), "abc")?;
        let (is_negated, rule) = match rule.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, rule),
        };
        let (is_for_folders, rule) = match rule.strip_suffix('/') {
            Some(rest) => (true, rest),
            None => (false, rule),
        };
        let is_of_path = rule.contains('/');
        let pattern = tokens(rule.strip_prefix('/').unwrap_or(rule));
        Ok(Self { pattern, is_of_path, is_negated, is_for_folders })
    }

    fn matches(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        matches(&self.pattern, if self.is_of_path { path } else { name }).unwrap_or_default()
    }
}

/// A part of a pattern of Go's `filepath.Match`.
#[derive(Debug)]
enum Token {
    /// `*`: any characters but `/`.
    Any,
    /// `?`: one character but `/`.
    One,
    /// `[a-z]`: one character in a range, or `[^a-z]` in none.
    Class {
        ranges: Vec<(char, char)>,
        is_negated: bool,
    },
    Literal(char),
    /// The rest is not a pattern.
    Mistake,
}

/// Go's words for a pattern that is not one.
const MISTAKE: &str = "syntax error in pattern";

fn tokens(pattern: &str) -> Vec<Token> {
    let mut signs = pattern.chars().peekable();
    let mut tokens = Vec::new();
    while let Some(sign) = signs.next() {
        let token = match sign {
            '*' => Some(Token::Any),
            '?' => Some(Token::One),
            '[' => class(&mut signs),
            '\\' => signs.next().map(Token::Literal),
            sign => Some(Token::Literal(sign)),
        };
        let Some(token) = token else {
            tokens.push(Token::Mistake);
            break;
        };
        tokens.push(token);
    }
    tokens
}

fn class(signs: &mut Peekable<Chars<'_>>) -> Option<Token> {
    let is_negated = signs.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    while ranges.is_empty() || signs.next_if_eq(&']').is_none() {
        let low = bound(signs)?;
        let high = if signs.next_if_eq(&'-').is_some() { bound(signs)? } else { low };
        ranges.push((low, high));
    }
    Some(Token::Class { ranges, is_negated })
}

/// A bound of a range. Something must be behind it.
fn bound(signs: &mut Peekable<Chars<'_>>) -> Option<char> {
    let sign = match signs.next()? {
        '-' | ']' => return None,
        '\\' => signs.next()?,
        sign => sign,
    };
    signs.peek().map(|_| sign)
}

/// Whether a pattern matches a text: of each `*` the shortest part that lets the rest match.
///
/// # Errors
/// If there is a mistake in a part of the pattern that is compared.
fn matches(pattern: &[Token], text: &str) -> Result<bool, &'static str> {
    let text: Vec<char> = text.chars().collect();
    let (mut token, mut at) = (0, 0);
    // The last `*`, and where the part behind it begins.
    let mut star: Option<(usize, usize)> = None;
    check_part(pattern)?;
    loop {
        let is_match = match (pattern.get(token), text.get(at)) {
            (None, None) => return Ok(true),
            (Some(Token::Any), _) => {
                star = Some((token, at));
                token += 1;
                check_part(pattern.get(token..).unwrap_or_default())?;
                continue;
            }
            (Some(token), Some(sign)) => token.matches(*sign),
            _ => false,
        };
        if is_match {
            (token, at) = (token + 1, at + 1);
            continue;
        }
        let Some((of, from)) = star else { return Ok(false) };
        if text.get(from).is_none_or(|sign| *sign == '/') {
            return Ok(false);
        }
        star = Some((of, from + 1));
        (token, at) = (of + 1, from + 1);
    }
}

/// Whether the part of a pattern before its next `*` is without mistakes.
fn check_part(pattern: &[Token]) -> Result<(), &'static str> {
    let mut part = pattern.iter().take_while(|token| !matches!(token, Token::Any));
    if part.any(|token| matches!(token, Token::Mistake)) { Err(MISTAKE) } else { Ok(()) }
}

impl Token {
    fn matches(&self, sign: char) -> bool {
        match self {
            Self::One => sign != '/',
            Self::Literal(own) => *own == sign,
            Self::Class { ranges, is_negated } => {
                ranges.iter().any(|(low, high)| (*low..=*high).contains(&sign)) != *is_negated
            }
            Self::Any | Self::Mistake => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seen in helm.sh/helm/v3 3.22.0.
    #[test]
    fn rules_are_those_of_helm() {
        let cases = [
            ("*.md", "a/README.md", true),
            ("/*.md", "a/README.md", false),
            ("a/*.md", "a/README.md", true),
            ("# *.md", "README.md", false),
            ("ci/", "ci/values.yaml", true),
            ("ci/", "ci", false),
            ("ci", "b/ci/values.yaml", true),
            ("/ci", "b/ci/values.yaml", false),
            ("*.tgz", "charts/a-1.0.0.tgz", true),
            ("", "templates/.hidden.yaml", true),
            ("", "charts/a/templates/.hidden.yaml", false),
            ("[a-c]?.txt", "bx.txt", true),
            ("[^a-c]?.txt", "bx.txt", false),
            ("!*.yaml", "README.md", true),
            ("!*.yaml", "a.yaml", false),
            ("\\#a", "#a", true),
            ("a*b*c", "a1b2b3c", true),
        ];
        for (rules, path, expected) in cases {
            let found = ignored(rules, &[path]).map(|found| !found.is_empty());
            assert_eq!(found, Ok(expected), "{rules} {path}");
        }
        assert_eq!(ignored("a\n**/b", &[]), Err("double-star (**) syntax is not supported".into()));
        assert_eq!(ignored("[a", &[]), Err(MISTAKE.into()));
        let (span, _) = Rules::parse("a\n  **/b \r\n").unwrap_err();
        assert_eq!((span.start, span.end), (4, 8));
    }
}

//! Selects objects for a patch or a replacement.

use regex_lite::Regex;

use super::declared::Selector;
use super::fault::Cause;
use super::object::Object;

/// Selects the targets of a patch: by regular expressions, labels and annotations.
#[derive(Debug)]
pub(super) struct Selects<'p> {
    group: Pattern<'p>,
    version: Pattern<'p>,
    kind: Pattern<'p>,
    name: Pattern<'p>,
    namespace: Pattern<'p>,
    labels: LabelSelector<'p>,
    annotations: LabelSelector<'p>,
}

/// A regular expression for a whole text; an empty one is any.
#[derive(Debug)]
enum Pattern<'p> {
    Any,
    Word(&'p str),
    Regex(Box<Regex>),
}

impl<'p> Pattern<'p> {
    fn new(text: &'p str) -> Result<Self, Cause> {
        if text.is_empty() {
            return Ok(Self::Any);
        }
        // Most are names.
        if text.chars().all(|one| one.is_alphanumeric() || matches!(one, '-' | '_' | '/')) {
            return Ok(Self::Word(text));
        }
        let regex = Regex::new(&format!("^(?:{text})$"));
        let regex =
            regex.map_err(|_| Cause::from(format!("{text} is not a regular expression")))?;
        Ok(Self::Regex(Box::new(regex)))
    }

    fn fits(&self, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Word(word) => *word == text,
            Self::Regex(regex) => regex.is_match(text),
        }
    }
}

impl<'p> Selects<'p> {
    /// Parses the parts of a selector.
    ///
    /// # Errors
    /// If one is not a regular expression or no selector of labels.
    pub(super) fn new(selector: &Selector<'p>) -> Result<Self, Cause> {
        Ok(Self {
            group: Pattern::new(selector.gvk.group)?,
            version: Pattern::new(selector.gvk.version)?,
            kind: Pattern::new(selector.gvk.kind)?,
            name: Pattern::new(selector.name)?,
            namespace: Pattern::new(selector.namespace)?,
            labels: LabelSelector::parse(selector.labels)?,
            annotations: LabelSelector::parse(selector.annotations)?,
        })
    }

    /// Whether an object is selected: by its first or its present name and namespace.
    pub(super) fn selects(&self, object: &Object) -> bool {
        let (id, original) = (object.id(), object.original());
        let gvk = id.gvk();
        let either = |pattern: &Pattern<'_>, one: &str, other: &str| {
            pattern.fits(one) || pattern.fits(other)
        };
        self.group.fits(gvk.group)
            && self.version.fits(gvk.version)
            && self.kind.fits(gvk.kind)
            && either(&self.namespace, original.effective_namespace(), id.effective_namespace())
            && either(&self.name, &original.name, &id.name)
            && self.labels.selects(object, "labels")
            && self.annotations.selects(object, "annotations")
    }
}

/// Selects objects by labels, as a text has it: `app=api,tier in (a, b),!old`.
#[derive(Debug)]
pub(super) struct LabelSelector<'p>(Vec<Requirement<'p>>);

#[derive(Debug)]
struct Requirement<'p> {
    key: &'p str,
    operator: Operator,
    values: Vec<&'p str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Operator {
    Exists,
    DoesNotExist,
    In,
    NotIn,
    GreaterThan,
    LessThan,
}

/// A piece of a selector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Token<'p> {
    Word(&'p str),
    Mark(&'static str),
}

/// The marks of selectors, longer ones first.
const MARKS: [&str; 9] = ["==", "!=", "=", "!", "(", ")", ",", ">", "<"];

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
        let is_end = |one: char| one.is_ascii_whitespace() || "=!(),><".contains(one);
        let end = rest.find(is_end).unwrap_or(rest.len());
        let word = Token::Word(rest.get(..end).unwrap_or_default());
        let (token, length) = mark.map_or((word, end), |mark| (Token::Mark(mark), mark.len()));
        tokens.push(token);
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    tokens
}

impl<'p> LabelSelector<'p> {
    /// Parses a selector; an empty one selects all.
    ///
    /// # Errors
    /// If it does not follow the grammar.
    pub(super) fn parse(text: &'p str) -> Result<Self, Cause> {
        let invalid = || Cause::from(format!("unable to parse requirement: {text}"));
        let mut tokens = tokens(text).into_iter().peekable();
        let mut requirements = Vec::new();
        while tokens.peek().is_some() {
            let is_not = tokens.next_if_eq(&Token::Mark("!")).is_some();
            let Some(Token::Word(key)) = tokens.next() else { return Err(invalid()) };
            if !crate::model::is_label_key(key) {
                return Err(invalid());
            }
            let mut one =
                |operator, values| requirements.push(Requirement { key, operator, values });
            let is_end = matches!(tokens.peek(), None | Some(Token::Mark(",")));
            if is_end || is_not {
                one(if is_not { Operator::DoesNotExist } else { Operator::Exists }, Vec::new());
            } else {
                let operator = match tokens.next() {
                    Some(Token::Word("in")) => (Operator::In, true),
                    Some(Token::Word("notin")) => (Operator::NotIn, true),
                    Some(Token::Mark("=" | "==")) => (Operator::In, false),
                    Some(Token::Mark("!=")) => (Operator::NotIn, false),
                    Some(Token::Mark(">")) => (Operator::GreaterThan, false),
                    Some(Token::Mark("<")) => (Operator::LessThan, false),
                    _ => return Err(invalid()),
                };
                let values = if operator.1 {
                    list(&mut tokens).ok_or_else(invalid)?
                } else if let Some(Token::Word(word)) = tokens.peek() {
                    let values = vec![*word];
                    tokens.next();
                    values
                } else {
                    vec![""]
                };
                one(operator.0, values);
            }
            match tokens.next() {
                None => break,
                Some(Token::Mark(",")) if tokens.peek().is_some() => {}
                Some(_) => return Err(invalid()),
            }
        }
        Ok(Self(requirements))
    }

    /// Whether the labels of an object, or its annotations, fit.
    pub(super) fn selects(&self, object: &Object, field: &str) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let all = object.root.at(&["metadata", field]);
        self.0.iter().all(|one| {
            let value = all.and_then(|all| all.get(one.key)).map(|value| value.text());
            match (one.operator, value) {
                (Operator::Exists, value) => value.is_some(),
                (Operator::DoesNotExist, value) => value.is_none(),
                (Operator::In, value) => value.is_some_and(|value| one.values.contains(&value)),
                (Operator::NotIn, value) => value.is_none_or(|value| !one.values.contains(&value)),
                (Operator::GreaterThan | Operator::LessThan, value) => {
                    let number = |text: &str| text.parse::<i64>().ok();
                    let pair =
                        value.and_then(number).zip(one.values.first().and_then(|of| number(of)));
                    pair.is_some_and(|(value, bound)| match one.operator {
                        Operator::GreaterThan => value > bound,
                        _ => value < bound,
                    })
                }
            }
        })
    }
}

/// Values in parentheses.
fn list<'p>(tokens: &mut impl Iterator<Item = Token<'p>>) -> Option<Vec<&'p str>> {
    if tokens.next() != Some(Token::Mark("(")) {
        return None;
    }
    let mut values = Vec::new();
    let mut last = "";
    loop {
        match tokens.next()? {
            Token::Word(word) if last.is_empty() => last = word,
            Token::Mark(",") => values.push(std::mem::take(&mut last)),
            Token::Mark(")") => break,
            _ => return None,
        }
    }
    values.push(last);
    Some(values)
}

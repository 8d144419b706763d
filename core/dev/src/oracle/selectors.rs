//! Whether a label selector selects labels: `LabelSelectorAsSelector` and `labels` of the API machinery.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::Oracle;
use super::selector_answers::{Answer, ours};
use crate::Failure;
use crate::workspace::root;

/// How many disagreements are printed.
const SHOWN: usize = 25;
/// How many cases are recorded.
const RECORDED: usize = 500;

const KEYS: &[&str] = &["app", "tier", "a.b/c", "App", "x_y-z.1"];
const VALUES: &[&str] = &["web", "db", "", "v1.2", "A_b-c"];
const OPERATORS: &[&str] = &["In", "NotIn", "Exists", "DoesNotExist"];

const BAD_KEYS: &[&str] =
    &["", "-app", "app-", "a/b/c", "A.b/c", "a b", "/x", "x/", "a..b/c", "\u{e4}", "a_b/c", "*"];
const BAD_VALUES: &[&str] = &["-web", "web.", "a/b", "\u{e4}", " ", "a b", "_", "*"];
const BAD_OPERATORS: &[&str] = &["in", "", "Equals", "Gt", "!=", "exists", " In"];

/// Why the answers differ on purpose if a list of values contains a null.
const NULL_VALUE: &str = "a null in a list of values: an empty text to the reference; here it is \
                          of a wrong type and leaves the answer unknown, since it is never intended";

fn has_null_value(request: &Value) -> bool {
    let requirements = list(request.pointer("/selector/matchExpressions")).iter();
    requirements.flat_map(|each| list(each.get("values"))).any(Value::is_null)
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn differs_on_purpose(request: &Value, ours: &Answer) -> bool {
    has_null_value(request) && *ours == Answer::Other("the value is not a string".into())
}

/// Reads the options of the command: `--cases N`, `--seed S`, `--record`.
pub(crate) fn run<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let (mut cases, mut seed, mut record) = (2000, 1, false);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} requires a value"));
        match word {
            "--cases" => cases = value()?.parse()?,
            "--seed" => seed = value()?.parse()?,
            "--record" => record = true,
            _ => return Err(format!("unknown option {word}").into()),
        }
    }
    let mut oracle = Oracle::start("selectors")?;
    let mut random = Rng::with_seed(seed);
    if record {
        return write_record(&mut oracle, &mut random);
    }
    compare(&mut oracle, &mut random, cases)?;
    println!("seed {seed}");
    Ok(())
}

/// Asks about generated pairs and prints each on which the answers differ.
fn compare(oracle: &mut Oracle, random: &mut Rng, cases: usize) -> Result<(), Failure> {
    let mut counts = [0_usize; 3];
    let (mut disagreements, mut on_purpose) = (0, 0);
    let null = json!({"selector": {"matchExpressions": [
        {"key": "app", "operator": "In", "values": [null]}]}, "labels": {"app": "web"}});
    if ours(&null) == reference(&oracle.ask(&null)?) {
        return Err(format!("no longer a difference: {NULL_VALUE}").into());
    }
    for _ in 0..cases {
        let request = request(random);
        let answer = oracle.ask(&request)?;
        let (ours, reference) = (ours(&request), reference(&answer));
        if ours != reference && differs_on_purpose(&request, &ours) {
            on_purpose += 1;
        } else if ours != reference {
            disagreements += 1;
            if disagreements <= SHOWN {
                println!("---- {request}\n  ours      {ours:?}\n  reference {answer}");
            }
        }
        match reference {
            Answer::Selects => counts[0] += 1,
            Answer::DoesNotSelect => counts[1] += 1,
            Answer::Refused => counts[2] += 1,
            Answer::Other(what) => return Err(format!("the oracle answers {what}").into()),
        }
    }
    let [selects, does_not, refused] = counts;
    println!("{selects} select, {does_not} do not, {refused} are refused");
    println!("{on_purpose:6} on purpose: {NULL_VALUE}");
    println!("{cases} pairs, {disagreements} unexplained differences");
    if disagreements > 0 {
        return Err("the reference disagrees".into());
    }
    Ok(())
}

fn write_record(oracle: &mut Oracle, random: &mut Rng) -> Result<(), Failure> {
    let mut lines = String::new();
    while lines.lines().count() < RECORDED {
        let request = request(random);
        if differs_on_purpose(&request, &ours(&request)) {
            continue;
        }
        let answer = match reference(&oracle.ask(&request)?) {
            Answer::Selects => json!(true),
            Answer::DoesNotSelect => json!(false),
            // The words of a refusal change from version to version.
            Answer::Refused => Value::Null,
            Answer::Other(what) => return Err(format!("the oracle answers {what}").into()),
        };
        let case = json!([request.get("selector"), request.get("labels"), answer]);
        lines.push_str(&case.to_string());
        lines.push('\n');
    }
    let path = root().join("core/tests/oracle/selectors.jsonl");
    std::fs::write(&path, &lines)?;
    println!("{RECORDED} cases, {} bytes in {}", lines.len(), path.display());
    Ok(())
}

/// The API machinery's answer.
fn reference(answer: &Value) -> Answer {
    match (answer.get("error"), answer.get("matches").and_then(Value::as_bool)) {
        (Some(_), _) => Answer::Refused,
        (None, Some(true)) => Answer::Selects,
        (None, Some(false)) => Answer::DoesNotSelect,
        (None, None) => Answer::Other(answer.to_string()),
    }
}

/// A selector that is mostly valid, and labels that it nearly selects.
fn request(random: &mut Rng) -> Value {
    // Most requests have no fault at all, so that matching is reached.
    let faults = if random.u8(..4) == 0 { 6 } else { 0 };
    let mut given = Given { random, faults };
    let selector = given.selector();
    let labels = given.labels(&selector);
    json!({"selector": selector, "labels": labels})
}

struct Given<'g> {
    random: &'g mut Rng,
    /// Of how many words in 32 one is not valid.
    faults: u8,
}

impl Given<'_> {
    fn one_in(&mut self, count: u8) -> bool {
        self.random.u8(..count) == 0
    }

    fn word(&mut self, good: &[&str], bad: &[&str]) -> String {
        let words = if self.random.u8(..32) < self.faults { bad } else { good };
        self.random.choice(words).copied().unwrap_or_default().to_owned()
    }

    fn key(&mut self) -> String {
        if self.faults > 0 && self.one_in(16) {
            return self.long();
        }
        self.word(KEYS, BAD_KEYS)
    }

    /// A key around the limits of 63 bytes for the name and 253 for the prefix.
    fn long(&mut self) -> String {
        let name = "n".repeat(self.random.usize(62..=65));
        match self.random.u8(..3) {
            0 => name,
            1 => format!("a.b/{name}"),
            _ => format!("{}.d/n", "p".repeat(self.random.usize(250..=253))),
        }
    }

    fn value(&mut self) -> Value {
        if self.faults > 0 && self.one_in(16) {
            return "v".repeat(self.random.usize(62..=65)).into();
        }
        if self.one_in(40) { Value::Null } else { self.word(VALUES, BAD_VALUES).into() }
    }

    fn map(&mut self, most: usize) -> Map<String, Value> {
        let count = self.random.usize(..=most);
        (0..count).map(|_| (self.key(), self.value())).collect()
    }

    fn selector(&mut self) -> Value {
        if self.one_in(40) {
            return Value::Null;
        }
        let mut selector = Map::new();
        match self.random.u8(..8) {
            0 => {}
            1 if self.one_in(3) => drop(selector.insert("matchLabels".into(), Value::Null)),
            _ => drop(selector.insert("matchLabels".into(), self.map(2).into())),
        }
        match self.random.u8(..8) {
            0..3 => {}
            3 if self.one_in(3) => drop(selector.insert("matchExpressions".into(), Value::Null)),
            _ => {
                let count = self.random.usize(..=3);
                let list: Value = (0..count).map(|_| self.requirement()).collect();
                selector.insert("matchExpressions".into(), list);
            }
        }
        selector.into()
    }

    fn requirement(&mut self) -> Value {
        let faulty = self.faults > 0;
        if faulty && self.one_in(30) {
            return Value::Null;
        }
        let operator = self.word(OPERATORS, BAD_OPERATORS);
        let wants_values = operator.ends_with("In") != (faulty && self.one_in(10));
        let mut requirement = Map::new();
        if wants_values {
            let least = usize::from(!(faulty && self.one_in(10)));
            let count = self.random.usize(least..=3);
            let values: Value = (0..count).map(|_| self.value()).collect();
            requirement.insert("values".into(), values);
        } else if self.one_in(4) {
            let none = if self.random.bool() { Value::Null } else { json!([]) };
            requirement.insert("values".into(), none);
        }
        if !(faulty && self.one_in(20)) {
            requirement.insert("key".into(), self.key().into());
        }
        if !(faulty && self.one_in(20)) {
            requirement.insert("operator".into(), operator.into());
        }
        requirement.into()
    }

    /// Labels of their own and most of those that the selector names.
    fn labels(&mut self, selector: &Value) -> Value {
        if self.one_in(20) {
            return if self.random.bool() { Value::Null } else { json!({}) };
        }
        let mut labels = self.map(3);
        let pairs = selector.get("matchLabels").and_then(Value::as_object);
        for (key, value) in pairs.into_iter().flatten() {
            if !self.one_in(6) {
                labels.insert(key.clone(), value.clone());
            }
        }
        for requirement in list(selector.get("matchExpressions")) {
            let key = requirement.get("key").and_then(Value::as_str);
            let value = self.random.choice(list(requirement.get("values")));
            let (Some(key), Some(value)) = (key, value) else { continue };
            if self.random.bool() {
                labels.insert(key.to_owned(), value.clone());
            }
        }
        labels.into()
    }
}

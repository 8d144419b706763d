//! Where this library differs from Compose's own loader on purpose.
#![allow(clippy::format_push_string, reason = "YAML reads best as it will be")]

use serde_json::{Value, json};

use super::super::compose_answers::Answer;

/// A difference on purpose.
pub(super) struct Difference {
    /// What differs, and why.
    pub(super) reason: &'static str,
    /// The text of a file that shows it, as `compose.yaml`.
    pub(super) fixture: fn() -> Value,
    /// Whether the answers on a case differ for this reason.
    pub(super) explains: fn(case: &Value, ours: &Answer, reference: &Answer) -> bool,
}

pub(super) const DIFFERENCES: &[Difference] = &[
    Difference {
        reason: "an entry of `include` without a path: the reference includes nothing; here it is a problem, since an include was intended",
        fixture: || single("include: [{}]\nservices: {a: {image: b}}\n"),
        explains: |_, ours, reference| {
            let message = "expected a path or a mapping with `path`";
            *ours == Answer::Refused(message.to_owned()) && matches!(reference, Answer::Model(_))
        },
    },
    Difference {
        reason: "an empty document behind the first: the reference refuses the file; here it is nothing",
        fixture: || single("services: {a: {image: b}}\n---\n"),
        explains: |_, ours, reference| {
            let Answer::Refused(why) = reference else { return false };
            why == "top-level object must be a mapping" && matches!(ours, Answer::Model(_))
        },
    },
    Difference {
        reason: "a value of another type over a mapping or list of variables: the reference drops it and cannot see it any more; here it is a problem",
        fixture: || {
            let base = "services: {a: {image: b, environment: {A: b}}}\n";
            let over = "services: {a: {environment: 5}}\n";
            json!({
                "files": [{"path": "a.yaml", "text": base}, {"path": "b.yaml", "text": over}],
                "main": ["a.yaml", "b.yaml"],
            })
        },
        explains: |_, ours, reference| {
            let Answer::Refused(why) = ours else { return false };
            why.starts_with("value cannot be merged into a")
                && matches!(reference, Answer::Model(_))
        },
    },
    Difference {
        reason: "a service of the wrong shape beside one that is extended: the reference does not look at it; here it is a problem",
        fixture: || {
            let base = "services: {a: {extends: {file: b.yaml, service: b}}}\n";
            let other = "services: {b: {image: c}, d: 5}\n";
            json!({
                "files": [{"path": "a.yaml", "text": base}, {"path": "b.yaml", "text": other}],
                "main": ["a.yaml"],
            })
        },
        explains: |case, ours, reference| {
            let Answer::Refused(why) = ours else { return false };
            matches!(&**why, "expected a mapping" | "expected a string or a list")
                && case.to_string().contains("extends")
                && matches!(reference, Answer::Model(_))
        },
    },
    Difference {
        reason: "services of two files that extend one another without a cycle: the reference takes \
                 the name of the one for that of the other and sees a cycle, depending on chance",
        fixture: || {
            // Each pair has an even chance.
            let (mut base, mut other) = ("services:\n".to_owned(), "services:\n".to_owned());
            for pair in 0..16 {
                base.push_str(&format!("  a{pair}: {{extends: b{pair}}}\n"));
                base.push_str(&format!(
                    "  b{pair}: {{extends: {{file: b.yaml, service: a{pair}}}}}\n"
                ));
                other.push_str(&format!("  a{pair}: {{extends: b{pair}}}\n"));
                other.push_str(&format!("  b{pair}: {{image: c}}\n"));
            }
            json!({
                "files": [{"path": "a.yaml", "text": base}, {"path": "b.yaml", "text": other}],
                "main": ["a.yaml"],
            })
        },
        explains: |_, ours, reference| {
            let Answer::Refused(why) = reference else { return false };
            why.starts_with("Circular reference") && matches!(ours, Answer::Model(_))
        },
    },
    Difference {
        reason: "a mapping or list as the value of a variable: where it is put over another, the \
                 reference makes a text of it as Go shows it; here it stays what it is",
        fixture: || {
            let base = "services: {a: {image: b, environment: [A=b]}}\n";
            let over = "services: {a: {environment: {B: {}}}}\n";
            json!({
                "files": [{"path": "a.yaml", "text": base}, {"path": "b.yaml", "text": over}],
                "main": ["a.yaml", "b.yaml"],
            })
        },
        explains: |_, ours, reference| match (ours, reference) {
            (Answer::Model(_), Answer::Model(model)) => model.to_string().contains("\"map["),
            _ => false,
        },
    },
    Difference {
        reason: "files of variables and labels of jobs: the reference reads those of services only, \
                 since it loads a job only when it is run; here both are read",
        fixture: || {
            let text = "services: {a: {image: b}}\njobs: {j: {image: c, env_file: x.env, triggers: {manual: true}}}\n";
            json!({
                "files": [
                    {"path": "compose.yaml", "text": text},
                    {"path": "x.env", "text": "A=b\n"},
                ],
                "main": ["compose.yaml"],
            })
        },
        explains: |case, ours, reference| {
            let text = case.to_string();
            let named = text.contains("env_file") || text.contains("label_file");
            named
                && text.contains("jobs:")
                && match (ours, reference) {
                    (Answer::Refused(why), Answer::Model(_)) => {
                        OF_FILES.iter().any(|part| why.contains(part))
                    }
                    (Answer::Model(ours), Answer::Model(reference)) => {
                        without_variables_of_jobs(ours) == without_variables_of_jobs(reference)
                    }
                    _ => false,
                }
        },
    },
];

/// A case of one file.
pub(super) fn single(text: &str) -> Value {
    json!({"files": [{"path": "compose.yaml", "text": text}], "main": ["compose.yaml"]})
}

/// Parts of what is said of files of variables.
const OF_FILES: [&str; 6] = [
    "not found in the input",
    "character is not allowed in a variable name",
    "variable name contains a space",
    "value has an unclosed quote",
    "begin a valid variable",
    "required variable",
];

fn without_variables_of_jobs(model: &Value) -> Value {
    let mut model = model.clone();
    let jobs = model.get_mut("jobs").and_then(Value::as_object_mut);
    for job in jobs.into_iter().flat_map(|jobs| jobs.values_mut()).filter_map(Value::as_object_mut)
    {
        job.remove("environment");
        job.remove("labels");
    }
    model
}

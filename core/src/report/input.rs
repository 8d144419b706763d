//! The status of each input.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::locate::locate_span;
use super::record::{InputStatus, InputSummary, ProblemRecord};
use crate::engine::{Judgement, NotRead, Parsed, Walk};
use crate::policy::{Options, not_in_force};
use crate::source::{Problem, ProblemCode, Span};
use crate::tree::Tree;

/// The summary of every input, in order.
pub(super) fn inputs(
    walk: &Walk<'_>,
    judgement: &Judgement,
    options: &Options,
) -> Vec<InputSummary> {
    let mut inputs = read(walk, &judgement.environments_left_out, options);
    for (index, input) in inputs.iter_mut().enumerate() {
        if judgement.steps.left_out.contains(&index) {
            let most = options.limits.steps.unwrap_or_default();
            let message = format!("limit of {most} steps reached: the rest was not checked");
            exceed(input, ProblemCode::TooManySteps, message);
        }
    }
    inputs
}

/// The same without what the checks could not evaluate.
pub(super) fn read(
    walk: &Walk<'_>,
    environments_left_out: &[Arc<str>],
    options: &Options,
) -> Vec<InputSummary> {
    let mut inputs = all(walk);
    let left_out: HashSet<&str> = environments_left_out.iter().map(|name| &**name).collect();
    for (input, parsed) in inputs.iter_mut().zip(&walk.numbered.inputs) {
        note_environments(input, &left_out);
        // With `no_config` it is known that no policy applies.
        if !options.no_config {
            note_policy(input, parsed);
        }
    }
    inputs
}

/// Adds to an input the problem of an exceeded limit.
pub(super) fn exceed(input: &mut InputSummary, code: ProblemCode, message: String) {
    input.status = InputStatus::OverLimit;
    input.problems.push(ProblemRecord { code: Some(code), message, location: None });
}

/// Adds to a policy file the problem that it does not apply.
fn note_policy(input: &mut InputSummary, parsed: &Parsed) {
    let Some(tree) = parsed.trees.first() else { return };
    let Some(message) = not_in_force(&parsed.name, tree) else { return };
    input.problems.push(ProblemRecord {
        code: Some(ProblemCode::PolicyNotInForce),
        message: message.to_owned(),
        location: Some(locate_span(tree, Span::default(), None)),
    });
}

/// Adds to an input the environments in which it was not checked.
fn note_environments(input: &mut InputSummary, left_out: &HashSet<&str>) {
    let all = input.environments.iter();
    let names: Vec<&Arc<str>> = all.filter(|name| left_out.contains(&***name)).collect();
    let message = match names.as_slice() {
        [] => return,
        [name] => format!("environment `{name}` exceeds the limit and was not checked"),
        [name, others @ ..] => {
            let others = others.len();
            format!("environment `{name}` and {others} more exceed the limit and were not checked")
        }
    };
    let is_all = names.len() == input.environments.len();
    input.status = if is_all { InputStatus::OverLimit } else { InputStatus::Partial };
    let code = Some(ProblemCode::TooManyEnvironments);
    input.problems.push(ProblemRecord { code, message, location: None });
}

fn all(walk: &Walk<'_>) -> Vec<InputSummary> {
    let mut resources = vec![0; walk.numbered.inputs.len()];
    for resource in walk.counted() {
        let input = walk.input_index(walk.written(resource.place()).tree());
        input.and_then(|input| resources.get_mut(input)).into_iter().for_each(|count| *count += 1);
    }
    let mut trees: Vec<Vec<usize>> = vec![Vec::new(); walk.numbered.inputs.len()];
    // The trees of projects have no documents of input files.
    for (tree, input) in walk.numbered.input_of_tree.iter().enumerate().take(walk.documents.len()) {
        trees.get_mut(*input).into_iter().for_each(|list| list.push(tree));
    }
    let mut of_inputs = vec![OfWholes::default(); walk.numbered.inputs.len()];
    for index in walk.wholes.iter().flat_map(|whole| whole.inputs) {
        of_inputs.get_mut(*index).into_iter().for_each(|of| of.is_part = true);
    }
    for (index, problem) in walk.problems {
        of_inputs.get_mut(*index).into_iter().for_each(|of| of.problems.push(problem));
    }
    walk.numbered
        .inputs
        .iter()
        .zip(trees)
        .zip(resources)
        .zip(of_inputs)
        .map(|(((input, trees), resources), of_wholes)| {
            summary(walk, input, &trees, resources, of_wholes)
        })
        .collect()
}

/// The part of an input's status that comes from the projects and kustomizations that include it.
#[derive(Clone, Default)]
struct OfWholes<'w> {
    is_part: bool,
    problems: Vec<&'w Problem>,
}

fn summary(
    walk: &Walk<'_>,
    input: &Parsed,
    trees: &[usize],
    resources: u64,
    of_wholes: OfWholes<'_>,
) -> InputSummary {
    let mut documents = 0;
    let mut lost = false;
    let mut is_part = of_wholes.is_part || input.has_files();
    let mut other_kinds: BTreeMap<String, u64> = BTreeMap::new();
    let mut problems: Vec<(&Tree, &Problem)> = Vec::new();
    for number in trees {
        let (Some(tree), Some(reports)) =
            (walk.numbered.trees.get(*number), walk.documents.get(*number))
        else {
            continue;
        };
        documents += reports.len() as u64;
        for report in reports {
            for (kind, count) in &report.other_kinds {
                *other_kinds.entry(kind.clone()).or_default() += u64::from(*count);
            }
            // The content of a ConfigMap need not be a manifest.
            if trees.first() == Some(number) {
                lost |= report.lost;
                is_part |= report.resources > 0;
                problems.extend(report.problems.iter().map(|problem| (&***tree, problem)));
            }
        }
    }
    // What is not read has no tree, but may have problems in its text.
    let has_text_alone = input.trees.is_empty() && !of_wholes.problems.is_empty();
    let text = if has_text_alone { input.whole() } else { None };
    if let Some(tree) = input.trees.first().map(|tree| &**tree).or(text.as_ref()) {
        // A file of several projects says the same in each.
        let key = |problem: &Problem| {
            (problem.code, problem.span, problem.document, problem.message.clone())
        };
        let mut known: HashSet<_> = problems.iter().map(|(_, problem)| key(problem)).collect();
        let made = of_wholes.problems.into_iter().filter(|problem| known.insert(key(problem)));
        problems.extend(made.map(|problem| (tree, problem)));
    }
    let of_tree = |index: usize| input.trees.get(index).map(|tree| &**tree);
    problems.extend(
        input.problems.iter().filter_map(|(index, problem)| Some((of_tree(*index)?, problem))),
    );
    let documents_of = Documents { count: documents, lost, is_part };
    let status = match &input.context {
        Some(_) => InputStatus::Excluded,
        None => status(input, &problems, resources, documents_of),
    };
    let mut records: Vec<ProblemRecord> = problems
        .iter()
        .map(|(tree, problem)| ProblemRecord {
            code: Some(problem.code),
            message: problem.message.clone(),
            location: problem.span.map(|span| locate_span(tree, span, problem.document)),
        })
        .collect();
    records.sort_by_key(|problem| {
        problem.location.as_ref().and_then(|location| location.start).map(|start| start.byte)
    });
    let without_tree = input.problems.iter().filter(|(index, _)| of_tree(*index).is_none());
    records.extend(without_tree.map(|(_, problem)| ProblemRecord {
        code: Some(problem.code),
        message: problem.message.clone(),
        location: None,
    }));
    records.extend(input.not_read.as_ref().map(|why| ProblemRecord {
        code: why.code(),
        message: why.message(),
        location: None,
    }));
    let context = input.context.as_ref().map(|why| ProblemRecord {
        code: None,
        message: context_message(why, is_part),
        location: None,
    });
    records.splice(0..0, context);
    let is_checked = !matches!(status, InputStatus::Other | InputStatus::Unreadable);
    let own = trees.first().and_then(|own| walk.standings.get(*own));
    InputSummary {
        path: Arc::clone(&input.name),
        kind: input.kind.clone(),
        technology: input.frontend.technology.filter(|_| is_checked),
        role: if is_checked { input.file.word.into() } else { Arc::default() },
        bytes: input.bytes,
        documents,
        resources,
        other_kinds,
        status,
        bundle: Arc::clone(&input.bundle),
        environments: own.map_or(&input.environments, |own| &own.environments).clone(),
        problems: records,
    }
}

/// The message for an input that is read only for its values.
fn context_message(why: &str, is_used: bool) -> String {
    let used = if is_used { "its values are used" } else { "nothing uses its values" };
    format!("{why}: {used}, but the file is not checked")
}

/// The documents of an input.
#[derive(Clone, Copy)]
struct Documents {
    count: u64,
    /// Whether one has the keys of a manifest but not its structure.
    lost: bool,
    /// Whether something was read from them: an override has no separate resource, nor has a list of
    /// what Git ignores.
    is_part: bool,
}

/// How far an input was read. What could not be read counts only where it could be a manifest.
fn status(
    input: &Parsed,
    problems: &[(&Tree, &Problem)],
    resources: u64,
    documents: Documents,
) -> InputStatus {
    match &input.not_read {
        Some(NotRead::Excluded(_)) => return InputStatus::Excluded,
        Some(_) if !input.candidate && input.file.uncovered().is_some() => {
            return InputStatus::Uncovered;
        }
        Some(NotRead::TooLarge(_)) => return InputStatus::OverLimit,
        Some(NotRead::SpecialFile(_) | NotRead::BrokenLink(_)) if !input.candidate => {
            return InputStatus::Other;
        }
        Some(_) => return InputStatus::Unreadable,
        None if input.file.uncovered().is_some() => {
            // What it declares about others was read.
            let is_short =
                |code| matches!(code, ProblemCode::MissingReference | ProblemCode::NotBuilt);
            let is_partial = problems.iter().any(|(_, problem)| is_short(problem.code));
            return if is_partial { InputStatus::Partial } else { InputStatus::Uncovered };
        }
        None => {}
    }
    let all = problems.iter().map(|(_, problem)| *problem);
    let of_tree = input.problems.iter().map(|(_, problem)| problem);
    let gravest = all.chain(of_tree).filter_map(|problem| loss(problem.code)).max();
    let gravest = if documents.lost { gravest.max(Some(Loss::Document)) } else { gravest };
    let is_judged = resources > 0 || documents.is_part;
    let Some(gravest) = gravest else {
        // A file without documents, for example one with only comments, was read in full.
        let is_manifest = is_judged || documents.count == 0;
        return if is_manifest { InputStatus::Analysed } else { InputStatus::Other };
    };
    if !input.candidate {
        return if is_judged { InputStatus::Partial } else { InputStatus::Other };
    }
    match gravest {
        Loss::NotJudged if is_judged => InputStatus::Analysed,
        Loss::NotJudged => InputStatus::Other,
        Loss::Limit => InputStatus::OverLimit,
        _ if is_judged => InputStatus::Partial,
        Loss::Template => InputStatus::Unsupported,
        Loss::Document => InputStatus::Unparsable,
    }
}

/// The effect of a problem on what can be checked; the most severe last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    /// A document that is never checked.
    NotJudged,
    /// A document that must be rendered first.
    Template,
    /// A document that could not be read.
    Document,
    /// A limit was reached.
    Limit,
}

fn loss(code: ProblemCode) -> Option<Loss> {
    Some(match code {
        ProblemCode::NotAManifest => Loss::NotJudged,
        ProblemCode::Template | ProblemCode::NotBuilt => Loss::Template,
        ProblemCode::TooLarge
        | ProblemCode::TooDeep
        | ProblemCode::TooManyNodes
        | ProblemCode::TooManyEnvironments
        | ProblemCode::TooManyFindings
        | ProblemCode::TooManySteps
        | ProblemCode::AliasExpansion => Loss::Limit,
        // The last of two equal keys applies, and is checked.
        ProblemCode::DuplicateKey | ProblemCode::FileName => return None,
        _ => Loss::Document,
    })
}

//! Inputs that were not read in full: one entry for what several have in common.

use std::collections::{BTreeMap, HashMap};

use super::Report;
use super::record::{InputStatus, InputSummary};
use super::words::{counted, listed, place, plain};
use crate::source::ProblemCode;

/// A problem of some inputs.
pub(super) struct Unread<'r> {
    pub(super) status: InputStatus,
    /// The problem; empty where the status says it.
    pub(super) message: &'r str,
    /// How to have the inputs checked in full; empty where the message says it.
    pub(super) remedy: &'static str,
    /// Path and place of each.
    places: Vec<(&'r str, String)>,
}

/// Maximum number of places that are listed for a problem.
const NAMED: usize = 3;

/// The statuses of inputs that may contain something that was not checked, the most severe first.
const STATUSES: [InputStatus; 5] = [
    InputStatus::Unreadable,
    InputStatus::Unparsable,
    InputStatus::OverLimit,
    InputStatus::Partial,
    InputStatus::Unsupported,
];

/// The inputs by status.
pub(super) fn inputs(report: &Report) -> impl Iterator<Item = &InputSummary> {
    let of = |status| report.inputs().iter().filter(move |input| input.status == status);
    STATUSES.into_iter().flat_map(of)
}

/// Their problems, each once for a status; those with the same remedy are together.
pub(super) fn problems(report: &Report) -> Vec<Unread<'_>> {
    let mut known: HashMap<(InputStatus, &str), usize> = HashMap::new();
    let mut all: Vec<Unread<'_>> = Vec::new();
    for input in inputs(report) {
        let status = input.status;
        for (message, remedy, at) in of_input(input) {
            let index = *known.entry((status, message)).or_insert(all.len());
            if index == all.len() {
                all.push(Unread { status, message, remedy, places: Vec::new() });
            }
            if let Some(unread) = all.get_mut(index) {
                unread.places.push((&input.path, at));
            }
        }
    }
    // Problems with one remedy are adjacent; the sort is stable.
    let rank = |status: InputStatus| STATUSES.iter().position(|known| *known == status);
    all.sort_by_key(|unread| (rank(unread.status), unread.remedy));
    all
}

/// Message, remedy and place of each problem of an input; of one without problems, its path.
fn of_input(input: &InputSummary) -> Vec<(&str, &'static str, String)> {
    let path = || plain(&input.path).into_owned();
    if input.problems.is_empty() {
        return vec![("", "", path())];
    }
    let problems = input.problems.iter().map(|problem| {
        let remedy = problem.code.map_or("", ProblemCode::remedy);
        (&*problem.message, remedy, problem.location.as_ref().map_or_else(path, place))
    });
    problems.collect()
}

impl Unread<'_> {
    /// The first places; of many in one folder or one chart, the folder.
    pub(super) fn places(&self) -> String {
        let mut named: Vec<String> = self.places.iter().map(|(_, at)| at.clone()).collect();
        if named.len() > NAMED {
            let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (path, at) in &self.places {
                folders.entry(folder(path)).or_default().push(at);
            }
            let folders = folders.into_iter().map(|(folder, places)| match places.as_slice() {
                [only] => (*only).to_owned(),
                places => format!("{} in {}", files(places.len()), plain(folder)),
            });
            named = folders.collect();
        }
        let (shown, more) = named.split_at(named.len().min(NAMED));
        listed(shown, more.len())
    }
}

fn files(count: usize) -> String {
    counted(u64::try_from(count).unwrap_or(u64::MAX), "file", "files")
}

/// The folder of a file; of a template, that of all templates of its chart.
fn folder(path: &str) -> &str {
    const TEMPLATES: &str = "templates/";
    let of_chart = path.find("/templates/").map(|at| at + 1);
    let of_chart = of_chart.or_else(|| path.starts_with(TEMPLATES).then_some(0));
    match (of_chart, path.rfind('/')) {
        (Some(at), _) => path.get(..at + TEMPLATES.len()).unwrap_or(path),
        (None, Some(at)) => path.get(..=at).unwrap_or(path),
        (None, None) => "the top folder",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_of_one_chart_are_one_place() {
        assert_eq!(folder("charts/api/templates/web/pod.yaml"), "charts/api/templates/");
        assert_eq!(folder("templates/pod.yaml"), "templates/");
        assert_eq!(folder("deploy/pod.yaml"), "deploy/");
        assert_eq!(folder("pod.yaml"), "the top folder");
    }
}

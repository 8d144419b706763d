//! Whether charts are judged as the plain objects are that they render.

use crate::oracle::helm_written_out::{checker, said};

/// How many lines about a chart are printed.
const SHOWN: usize = 12;

/// Compares charts, each by its name and files; gives the number of those that differ.
pub(super) fn compare<'c>(
    charts: impl Iterator<Item = (&'c str, &'c [(String, String)])>,
) -> usize {
    let checker = checker();
    let (mut judged, mut findings, mut known, mut different) = (0, 0, 0, 0);
    for (name, files) in charts {
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let Some(said) = said(&checker, &files) else { continue };
        judged += 1;
        findings += said.findings;
        known += usize::from(said.tallies > 0);
        if !said.differences.is_empty() {
            different += 1;
            let shown: Vec<String> = said.differences.into_iter().take(SHOWN).collect();
            println!("judged otherwise: {name}\n{}", shown.join("\n"));
        }
    }
    println!(
        "{judged} charts are judged, of {known} all is known, {findings} findings are the same: {different} charts otherwise than the objects that they render"
    );
    different
}

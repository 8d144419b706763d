//! Puts switches into a text.

use super::places::Mutant;

/// What a switch asks.
fn switch(number: usize) -> String {
    format!("crate::mutation::is({number})")
}

/// The text with a switch for each fault. Places lie within each other or apart.
pub(super) fn with_switches<'m>(
    text: &str,
    mutants: impl Iterator<Item = (usize, &'m Mutant)>,
) -> String {
    // At one offset what ends comes before what begins; of what ends the inner place comes first, of
    // what begins the outer one.
    let mut pieces: Vec<(usize, bool, usize, usize, String)> = Vec::new();
    for (number, mutant) in mutants {
        let length = mutant.place.len();
        let (before, after) = &mutant.around;
        let filled = |text: &str| text.replacen('@', &switch(number), 1);
        let outer_first = usize::MAX - length;
        pieces.push((mutant.place.start, true, outer_first, number, filled(before)));
        if !after.is_empty() {
            pieces.push((mutant.place.end, false, length, usize::MAX - number, after.clone()));
        }
    }
    pieces.sort();
    let mut written = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for (offset, _, _, _, piece) in pieces {
        written.push_str(text.get(at..offset).unwrap_or_default());
        written.push_str(&piece);
        at = offset;
    }
    written.push_str(text.get(at..).unwrap_or_default());
    written
}

/// The faults whose switches are in some lines of such a text, from 1.
pub(super) fn switched(text: &str, lines: std::ops::RangeInclusive<usize>) -> Vec<usize> {
    let count = lines.end().saturating_sub(*lines.start()) + 1;
    let lines = text.lines().skip(lines.start().saturating_sub(1)).take(count);
    let numbers = lines.flat_map(|line| line.split("crate::mutation::is(").skip(1));
    numbers.filter_map(|rest| rest.split(')').next()?.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::places;

    #[test]
    fn switches_lie_within_each_other() {
        let text = "fn f() -> bool { a && !b }";
        let mutants = places::of("core/src/checks/a.rs", text).unwrap();
        let written = with_switches(text, mutants.iter().enumerate());
        let squeezed = written.replace("crate::mutation::", "");
        assert_eq!(
            squeezed,
            "fn f() -> bool { if is(0) { return true; }  if is(1) { return false; }  \
             (if is(2) { a || !b } else { a && (is(3) ^ (!b)) }) }"
        );
        assert!(syn::parse_file(&written).is_ok());
        assert_eq!(switched(&written, 1..=1), [0, 1, 2, 3]);
    }

    #[test]
    fn two_faults_of_one_place_nest() {
        let text = "fn f() { if a < b { } }";
        let mutants = places::of("core/src/checks/a.rs", text).unwrap();
        let written = with_switches(text, mutants.iter().enumerate());
        assert!(syn::parse_file(&written).is_ok(), "{written}");
    }
}

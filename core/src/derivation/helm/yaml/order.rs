//! The order of keys in YAML: letters after other characters, numbers by their value.

use std::cmp::Ordering;

use super::style::Edition;

/// Keys in the order of the reference; what they belong to is moved with them.
///
/// The reference's comparison is not an order for all keys, which a sort of the standard library may
/// not be given.
pub(super) fn sorted<T>(
    entries: Vec<(std::rc::Rc<str>, T)>,
    edition: Edition,
) -> Vec<(std::rc::Rc<str>, T)> {
    let mut sorted: Vec<(Vec<char>, std::rc::Rc<str>, T)> = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let letters: Vec<char> = key.chars().collect();
        let at = sorted.partition_point(|(known, ..)| !is_less(&letters, known, edition));
        sorted.insert(at, (letters, key, value));
    }
    sorted.into_iter().map(|(_, key, value)| (key, value)).collect()
}

fn is_less(one: &[char], other: &[char], edition: Edition) -> bool {
    let mut in_digits = false;
    for (at, (left, right)) in one.iter().zip(other).enumerate() {
        if left == right {
            in_digits = left.is_ascii_digit();
            continue;
        }
        return match (left.is_alphabetic(), right.is_alphabetic()) {
            (true, true) => left < right,
            (false, false) => by_number(one, other, at) == Ordering::Less,
            (is_letter, _) if in_digits && edition == Edition::Three => is_letter,
            (_, is_letter) => is_letter,
        };
    }
    one.len() < other.len()
}

/// Compares keys that are the same up to a position by the numbers there.
fn by_number(one: &[char], other: &[char], at: usize) -> Ordering {
    let rest = |key: &[char]| key.get(at..).unwrap_or_default().to_vec();
    let (left, right) = (rest(one), rest(other));
    let is_zero = |key: &[char]| key.first() == Some(&'0');
    let before = one.get(..at).unwrap_or_default().iter().rev();
    let significant =
        before.take_while(|letter| letter.is_ascii_digit()).any(|letter| *letter != '0');
    let begin = i64::from(significant && (is_zero(&left) || is_zero(&right)));
    let (own, own_length) = number(&left, begin);
    let (others, other_length) = number(&right, begin);
    own.cmp(&others)
        .then(own_length.cmp(&other_length))
        .then_with(|| left.first().cmp(&right.first()))
}

/// The number at the beginning, after the digits that `begin` is, and its length.
fn number(letters: &[char], begin: i64) -> (i64, usize) {
    let digits = letters.iter().map_while(|letter| letter.to_digit(10));
    digits.fold((begin, 0), |(number, length), digit| {
        (number.wrapping_mul(10).wrapping_add(digit.into()), length + 1)
    })
}

//! Distinguishes texts that are recognisable as secrets from possible names.

use crate::credentials;

/// Shorter texts are common words.
const SHORTEST: usize = 8;

/// This many digits are not a port, time or size.
const LONG_NUMBER: usize = 12;

/// Whether a text is so unlikely to occur by chance that even a part of it identifies it: letters
/// and digits that do not form words.
pub(super) fn is_distinctive(text: &str) -> bool {
    text.len() >= SHORTEST
        && !text.contains(char::is_whitespace)
        && (text.split(is_between).any(is_drawn) || is_mixed(text) || is_unspeakable(text))
}

/// Whether a text contains such a text.
pub(crate) fn contains_distinctive(text: &str) -> bool {
    text.split(char::is_whitespace)
        .any(|word| is_distinctive(word.trim_matches(|letter: char| letter.is_ascii_punctuation())))
}

/// Separators between words.
fn is_between(letter: char) -> bool {
    letter.is_ascii() && !letter.is_ascii_alphanumeric()
}

/// Whether a text without punctuation is not a word with a number at its end.
fn is_drawn(text: &str) -> bool {
    let stem = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.len() - stem.len();
    if stem.is_empty() {
        return digits >= LONG_NUMBER;
    }
    let has_inner_digit = stem.bytes().any(|byte| byte.is_ascii_digit());
    let is_number = text.bytes().all(|byte| byte.is_ascii_hexdigit()) && digits > 0;
    (has_inner_digit && text.len() >= SHORTEST)
        || (is_number && text.len() >= LONG_NUMBER)
        || digits >= SHORTEST
        || (text.len() >= SHORTEST && has_humps(stem))
}

/// Whether the case changes more often than in words.
fn has_humps(text: &str) -> bool {
    humps(text) * 3 > text.len() && !is_camel_case(text)
}

/// Whether a text is in camel case: `runAsNonRoot`.
fn is_camel_case(text: &str) -> bool {
    let is_large = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase);
    let is_word = |at: usize| !is_large(at) || !is_large(at + 1);
    let (rare, pairs) = rare_pairs(text);
    (0..text.len()).all(is_word) && !is_large(text.len() - 1) && rare * 6 < pairs
}

/// Whether the letters are random and do not form words.
pub(super) fn is_unspeakable(text: &str) -> bool {
    /// Shorter ones may be abbreviations.
    const LONGEST_WORD: usize = 16;
    const FEWEST_KINDS: u32 = 8;
    // Host names and paths consist of short words, many of them abbreviations.
    text.split(['.', '/', ':', '@', '=', '\\']).any(|piece| {
        let letters = || piece.bytes().filter(u8::is_ascii_alphabetic);
        let kinds = || letters().fold(0_u32, |all, letter| all | 1 << (letter & 0x1f));
        let is_rare = |(rare, pairs): (usize, usize)| rare * 5 >= pairs;
        piece.len() >= LONGEST_WORD
            && letters().count() >= LONGEST_WORD
            && kinds().count_ones() >= FEWEST_KINDS
            && is_rare(rare_pairs(piece))
    })
}

/// The number of adjacent letter pairs that are rare in words, and the number of all pairs.
fn rare_pairs(text: &str) -> (usize, usize) {
    let (mut rare, mut pairs) = (0, 0);
    for pair in text.as_bytes().windows(2) {
        let [first, second] = pair else { continue };
        if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() {
            pairs += 1;
            let after = SELDOM_AFTER.get(usize::from(first.to_ascii_lowercase() - b'a'));
            let second = char::from(second.to_ascii_lowercase());
            rare += usize::from(after.is_some_and(|after| after.contains(second)));
        }
    }
    (rare, pairs)
}

/// For each letter, the letters that rarely follow it in English words and names of programs
/// (`mysql`): each pair is less than one in 2,800 of theirs, and together they are more than half
/// of all possible pairs.
#[rustfmt::skip]
const SELDOM_AFTER: [&str; 26] = [
    "ehjoqz", "bdfghjkmnqtvwxyz", "bgjnqvwxz", "ghjkmpqtvxz", "hjkz", "bcghjkmnpqvwxyz", "bcdfjkmpqtvwxyz",
    "bcdfghjklmnpqsvwxyz", "hijkquwy", "abcdfghijklmnopqrstuvwxyz", "bcdfghjklmnopqrtwxyz",
    "bcfghjkmnqrvwxz", "cdfghjknqrtvwxz", "bhjmqrwxyz", "ehjqxyz", "bfgjkmnqvwxz",
    "abcdefghijkmnopqrstvwxyz", "hjqwxz", "bdgjvxz", "bgjkqvxz", "hjkoquvwxyz", "bcdfghjklmnpqrstuvwxyz",
    "bcdfgjklmpqtuvwxyz", "abdfghjklmnoqrsuvwxz", "abcdefghijklmoqruvwxyz", "bcdfghijklmnopqrstuvwxyz",
];

/// The number of adjacent pairs of characters of which exactly one is a lower-case letter.
fn humps(text: &str) -> usize {
    let pairs = text.as_bytes().windows(2);
    pairs
        .filter(|pair| match pair {
            [before, after] => before.is_ascii_lowercase() != after.is_ascii_lowercase(),
            _ => false,
        })
        .count()
}

/// Whether short pieces of letters and digits with punctuation in between are not a list of words:
/// `x7!Q-9z.K2`.
fn is_mixed(text: &str) -> bool {
    let pieces: Vec<&str> = text.split(is_between).filter(|piece| !piece.is_empty()).collect();
    let odd = |piece: &&&str| {
        let has = |of: fn(&u8) -> bool| piece.bytes().any(|byte| of(&byte));
        let kinds = [u8::is_ascii_digit, u8::is_ascii_lowercase, u8::is_ascii_uppercase];
        let is_mixed = kinds.into_iter().filter(|kind| has(*kind)).count() > 1;
        let is_drawn = has(u8::is_ascii_digit) || piece.len() <= 3 || has_humps(piece);
        is_mixed && is_drawn && !is_word(piece)
    };
    let is_foreign = text.bytes().any(|byte| !byte.is_ascii());
    let odd = pieces.iter().filter(odd).count();
    let is_odd = odd * 2 >= pieces.len() && (odd > 1 || pieces.len() == 1);
    is_odd || (is_foreign && !is_sentence(text))
}

/// Whether a text has no digits and only the punctuation of sentences.
fn is_sentence(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphabetic() || "-_.,".contains(letter))
}

/// A word in one case or capitalised, with an optional number at its end.
fn is_word(text: &str) -> bool {
    let stem = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let rest = stem.as_bytes().get(1..).unwrap_or_default();
    stem.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (rest.iter().all(u8::is_ascii_lowercase)
            || stem.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Whether a secret is so short or so common that its other occurrences prove nothing.
pub(super) fn is_common(secret: &str) -> bool {
    const FEWEST: usize = 4;
    let letters = secret.chars().filter(|letter| letter.is_alphanumeric()).count();
    let is_number = secret.bytes().all(|byte| byte.is_ascii_digit() || b".-:".contains(&byte));
    letters < FEWEST || (is_number && letters < SHORTEST) || credentials::is_ordinary(secret)
}

#[cfg(test)]
mod tests {
    use super::is_distinctive;

    #[test]
    fn what_a_machine_has_drawn_is_told_from_names() {
        for drawn in [
            "Tr0ub4dor3x",
            "hq7Lw0-s3cr3t-Zp9",
            "9f86d081884c7d659a2feaa0c55ad015",
            "x7!Q-9z.K2b",
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            "QzXvBnMlKjHgFdSa",
            "4929384756102938",
            "lizxdzcgy-mslfoisiz-eqyyjkjbk",
            "uvmhlvazadjxqumoktzm",
            "XURKDYGGBEFJKBNGJFKE",
        ] {
            assert!(is_distinctive(drawn), "{drawn}");
        }
        for name in [
            "harbor-core",
            "postgres.default.svc.cluster.local",
            "app-server-01",
            "ClusterRole",
            "securityContext.allowPrivilegeEscalation",
            "https://api.example.com/v1",
            "20261129",
            "registry.example.com/team/portal:1.27",
            "kube-system",
            "CHANGE_ME_PLEASE",
            "de305d",
            "existingSqlServer",
            "runAsNonRoot",
            "kubernetes-dashboard-metrics-scraper",
            "acknowledgementtimeouts",
            "rechnungsschreibung-postgresql",
            "MYSQL_ROOT_PASSWORD",
            "jupyterhub.hub-pvc.fullname",
            "www.postgresql.org",
            "kube-prometheus-stack-operator",
            "azure-key-vault-secrets-provider",
            "ArtifactGC",
            "postgresql.auth.postgresPassword",
        ] {
            assert!(!is_distinctive(name), "{name}");
        }
    }
}

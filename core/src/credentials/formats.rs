//! Secrets that show what they are, whatever their key is called.

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// A secret of a published format.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Known {
    pub(super) name: &'static str,
    pub(super) range: Range<usize>,
    /// A key for tests, or one that its maker calls half public.
    pub(super) doubtful: bool,
}

/// The bytes that may follow a prefix.
#[derive(Clone, Copy)]
enum Alphabet {
    Letters,
    Base32,
    Hex,
    /// Letters, digits, `_` and `-`.
    Url,
    /// As `Url`, and `.`.
    Dotted,
    /// As `Url`, and `/`.
    Path,
}

impl Alphabet {
    fn holds(self, byte: u8) -> bool {
        match self {
            Self::Letters => byte.is_ascii_alphanumeric(),
            Self::Base32 => byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7'),
            Self::Hex => byte.is_ascii_hexdigit(),
            Self::Url => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
            Self::Dotted => Self::Url.holds(byte) || byte == b'.',
            Self::Path => Self::Url.holds(byte) || byte == b'/',
        }
    }
}

/// What must hold of a token beyond its shape.
#[derive(Clone, Copy, PartialEq)]
enum Proof {
    Nothing,
    /// Its last six characters are the CRC-32 of those before them, in base 62.
    Checksum,
    /// Digits and capitals occur: the prefix alone is too short to say anything.
    Mixed,
    /// No proof, and the key is for tests or half public.
    Doubtful,
}

/// A format that a prefix, an alphabet and a length describe.
struct Format {
    prefix: &'static str,
    alphabet: Alphabet,
    shortest: usize,
    longest: usize,
    proof: Proof,
    name: &'static str,
}

const fn format(
    prefix: &'static str,
    alphabet: Alphabet,
    (shortest, longest): (usize, usize),
    proof: Proof,
    name: &'static str,
) -> Format {
    Format { prefix, alphabet, shortest, longest, proof, name }
}

#[rustfmt::skip]
const FORMATS: &[Format] = &[
    format("AKIA", Alphabet::Base32, (16, 16), Proof::Nothing, "AWS access key id"),
    format("ASIA", Alphabet::Base32, (16, 16), Proof::Nothing, "AWS access key id"),
    format("ABIA", Alphabet::Base32, (16, 16), Proof::Nothing, "AWS access key id"),
    format("ACCA", Alphabet::Base32, (16, 16), Proof::Nothing, "AWS access key id"),
    format("AGE-SECRET-KEY-1", Alphabet::Letters, (58, 58), Proof::Nothing, "age secret key"),
    format("AIza", Alphabet::Url, (35, 35), Proof::Doubtful, "Google API key"),
    format("SG.", Alphabet::Dotted, (66, 66), Proof::Mixed, "SendGrid API key"),
    format("GOCSPX-", Alphabet::Url, (28, 28), Proof::Nothing, "Google OAuth client secret"),
    format("NRAK-", Alphabet::Letters, (27, 27), Proof::Nothing, "New Relic API key"),
    format("dapi", Alphabet::Hex, (32, 32), Proof::Nothing, "Databricks token"),
    format("lin_api_", Alphabet::Letters, (40, 40), Proof::Nothing, "Linear API key"),
    format("pul-", Alphabet::Hex, (40, 40), Proof::Nothing, "Pulumi token"),
    format("rubygems_", Alphabet::Hex, (48, 48), Proof::Nothing, "RubyGems API key"),
    format("shpat_", Alphabet::Hex, (32, 32), Proof::Nothing, "Shopify token"),
    format("dckr_pat_", Alphabet::Url, (27, 27), Proof::Nothing, "Docker Hub token"),
    format("dop_v1_", Alphabet::Hex, (64, 64), Proof::Nothing, "DigitalOcean token"),
    format("ghp_", Alphabet::Letters, (36, 36), Proof::Checksum, "GitHub token"),
    format("gho_", Alphabet::Letters, (36, 36), Proof::Checksum, "GitHub token"),
    format("ghu_", Alphabet::Letters, (36, 36), Proof::Checksum, "GitHub token"),
    format("ghs_", Alphabet::Letters, (36, 36), Proof::Checksum, "GitHub token"),
    format("ghr_", Alphabet::Letters, (36, 36), Proof::Checksum, "GitHub token"),
    format("github_pat_", Alphabet::Url, (82, 82), Proof::Mixed, "GitHub token"),
    format("glpat-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("gldt-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glrt-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glcbt-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glptt-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glsa_", Alphabet::Url, (41, 41), Proof::Mixed, "Grafana token"),
    format("hf_", Alphabet::Letters, (34, 34), Proof::Mixed, "Hugging Face token"),
    format("https://hooks.slack.com/services/T", Alphabet::Path, (20, 120), Proof::Nothing, "Slack webhook"),
    format("https://discord.com/api/webhooks/", Alphabet::Path, (60, 160), Proof::Nothing, "Discord webhook"),
    format("hvs.", Alphabet::Url, (24, 300), Proof::Nothing, "Vault token"),
    format("hvb.", Alphabet::Url, (24, 400), Proof::Nothing, "Vault token"),
    format("hvr.", Alphabet::Url, (24, 400), Proof::Nothing, "Vault token"),
    format("npm_", Alphabet::Letters, (36, 36), Proof::Checksum, "npm token"),
    format("pypi-AgEIcHlwaS5vcmc", Alphabet::Url, (50, 400), Proof::Nothing, "PyPI token"),
    format("pypi-AgENdGVzdC5weXBpLm9yZw", Alphabet::Url, (50, 400), Proof::Nothing, "PyPI token"),
    format("rk_live_", Alphabet::Letters, (16, 250), Proof::Nothing, "Stripe secret key"),
    format("rk_test_", Alphabet::Letters, (16, 250), Proof::Doubtful, "Stripe secret key"),
    format("s.", Alphabet::Letters, (24, 24), Proof::Mixed, "Vault token"),
    format("sk-ant-", Alphabet::Url, (32, 200), Proof::Mixed, "Anthropic API key"),
    format("sk-proj-", Alphabet::Url, (40, 250), Proof::Mixed, "OpenAI API key"),
    format("sk_live_", Alphabet::Letters, (16, 250), Proof::Nothing, "Stripe secret key"),
    format("sk_test_", Alphabet::Letters, (16, 250), Proof::Doubtful, "Stripe secret key"),
    format("whsec_", Alphabet::Letters, (32, 64), Proof::Mixed, "Stripe webhook secret"),
    format("xapp-", Alphabet::Url, (30, 200), Proof::Mixed, "Slack token"),
    format("xoxa-", Alphabet::Url, (20, 200), Proof::Nothing, "Slack token"),
    format("xoxb-", Alphabet::Url, (20, 200), Proof::Nothing, "Slack token"),
    format("xoxe-", Alphabet::Url, (20, 300), Proof::Nothing, "Slack token"),
    format("xoxp-", Alphabet::Url, (20, 200), Proof::Nothing, "Slack token"),
    format("xoxr-", Alphabet::Url, (20, 200), Proof::Nothing, "Slack token"),
    format("xoxs-", Alphabet::Url, (20, 200), Proof::Nothing, "Slack token"),
];

/// No format is shorter, so that most values need no look at all.
const SHORTEST: usize = 20;

/// The first known secret that begins at or after this byte.
pub(super) fn find(text: &str, from: usize) -> Option<Known> {
    let bytes = text.as_bytes();
    // Nothing fits behind the last place where the shortest one could begin.
    let end = (bytes.len() + 2).checked_sub(SHORTEST)?;
    let pairs = bytes.get(from..end)?.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| matches!(pair, [byte, next] if may_begin(*byte, *next)))
        .map(|(offset, _)| from + offset)
        .filter(|at| !follows_word(bytes, *at))
        .find_map(|at| known_at(text, at))
}

/// Whether the byte before this one belongs to the same word.
fn follows_word(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    before.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// Whether any format begins with these two bytes: this keeps ordinary words cheap.
const fn may_begin(byte: u8, next: u8) -> bool {
    match byte {
        b'-' => next == b'-',
        b'A' => matches!(next, b'K' | b'S' | b'B' | b'C' | b'G' | b'I'),
        b'L' => next == b'S',
        b'G' => next == b'O',
        b'N' => next == b'R',
        b'S' => next == b'G',
        b'd' => matches!(next, b'a' | b'c' | b'o'),
        b'e' => next == b'y',
        b'l' => next == b'i',
        b'p' => matches!(next, b'u' | b'y'),
        b'g' => matches!(next, b'h' | b'i' | b'l'),
        b'h' => matches!(next, b'f' | b't' | b'v'),
        b'n' => next == b'p',
        b'r' => matches!(next, b'k' | b'u'),
        b's' => matches!(next, b'.' | b'h' | b'k'),
        b'w' => next == b'h',
        b'x' => matches!(next, b'a' | b'o'),
        _ => false,
    }
}

/// The known secret that begins at exactly this byte.
fn known_at(text: &str, at: usize) -> Option<Known> {
    let rest = text.get(at..)?;
    let byte = *rest.as_bytes().first()?;
    let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before)).copied();
    // Within base64, a host name or a path a few letters mean nothing.
    let embedded = matches!(before, Some(b'/' | b'+' | b'.' | b'-'));
    match byte {
        b'-' if rest.starts_with("-----BEGIN ") => private_key(text, at),
        b'L' if !embedded && rest.starts_with("LS0tLS1CRUdJTi") => encoded_private_key(rest, at),
        b'e' if !embedded && rest.starts_with("eyJ") => web_token(rest, at),
        _ => prefixed(rest, at, byte, embedded),
    }
}

fn prefixed(rest: &str, at: usize, byte: u8, embedded: bool) -> Option<Known> {
    FORMATS
        .iter()
        .filter(|format| format.prefix.as_bytes().first() == Some(&byte))
        .filter(|format| !embedded || format.prefix.len() > 4)
        .find_map(|format| matches(format, rest, at))
}

fn matches(format: &Format, rest: &str, at: usize) -> Option<Known> {
    let tail = rest.strip_prefix(format.prefix)?;
    let bytes = tail.bytes().take(format.longest + 1);
    let length = bytes.take_while(|byte| format.alphabet.holds(*byte)).count();
    let follows = tail.as_bytes().get(length).is_some_and(u8::is_ascii_alphanumeric);
    if follows || !(format.shortest..=format.longest).contains(&length) {
        return None;
    }
    let body = tail.get(..length)?;
    let holds = match format.proof {
        Proof::Nothing | Proof::Doubtful => true,
        Proof::Checksum => is_checked(body),
        Proof::Mixed => {
            body.bytes().any(|byte| byte.is_ascii_digit())
                && body.bytes().any(|byte| byte.is_ascii_uppercase())
        }
    };
    holds.then(|| Known {
        name: format.name,
        range: at..at + format.prefix.len() + length,
        doubtful: format.proof == Proof::Doubtful,
    })
}

/// Whether the last six characters are the CRC-32 of the others, in base 62.
fn is_checked(body: &str) -> bool {
    let Some((text, checksum)) = body.split_at_checked(body.len().saturating_sub(6)) else {
        return false;
    };
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => u64::from(byte - b'0'),
        b'A'..=b'Z' => u64::from(byte - b'A') + 10,
        b'a'..=b'z' => u64::from(byte - b'a') + 36,
        _ => 0,
    };
    let stated = checksum.bytes().fold(0_u64, |sum, byte| sum * 62 + digit(byte));
    stated == u64::from(crc32(text.as_bytes()))
}

/// CRC-32 as in zip and PNG, bit by bit: it runs on thirty bytes of a likely token.
fn crc32(bytes: &[u8]) -> u32 {
    let folded = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1)))
    });
    !folded
}

/// A PEM block whose label says private key and whose body is base64.
fn private_key(text: &str, at: usize) -> Option<Known> {
    let rest = text.get(at..)?;
    // Base64 has no dashes: the first ones after the label begin the footer.
    let label_end = 11 + rest.get(11..)?.find("-----")?;
    let label = rest.get(11..label_end)?;
    if label.len() > 40 || !label.contains("PRIVATE KEY") {
        return None;
    }
    let body_start = label_end + 5;
    let body_length = rest.get(body_start..)?.find("-----").unwrap_or(rest.len() - body_start);
    let body = rest.get(body_start..body_start + body_length)?;
    // JSON and env files write line ends as `\n`; encrypted keys begin with two header lines.
    let lines = body.split('\n').flat_map(|line| line.split("\\n")).flat_map(str::split_whitespace);
    let base64 = |line: &&str| !line.contains(':') && line.bytes().all(is_base64);
    let length: usize = lines.filter(base64).map(str::len).sum();
    let end = at + body_start + body_length;
    let footer = text.get(end..)?.get(8..).and_then(|footer| footer.find("-----"));
    let name = if text.contains("\"service_account\"") {
        "Google service account key"
    } else {
        "private key"
    };
    let range = at..footer.map_or(end, |footer| end + 8 + footer + 5);
    (length >= 64).then_some(Known { name, range, doubtful: false })
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// A PEM block in base64, as kubeconfig files have it.
fn encoded_private_key(rest: &str, at: usize) -> Option<Known> {
    let length = rest.bytes().take_while(|byte| is_base64(*byte)).count();
    let decoded = STANDARD.decode(rest.get(..length)?).ok()?;
    let inner = private_key(std::str::from_utf8(&decoded).ok()?, 0)?;
    Some(Known { name: inner.name, range: at..at + length, doubtful: false })
}

/// A JSON Web Token: three parts, of which the first two decode to JSON objects.
fn web_token(rest: &str, at: usize) -> Option<Known> {
    let length = rest.bytes().take_while(|byte| Alphabet::Dotted.holds(*byte)).count();
    let mut parts = rest.get(..length)?.split('.');
    let (header, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
    if signature.len() < 16 || parts.next().is_some() {
        return None;
    }
    json(header)?.get("alg")?;
    // The anonymous key of a Supabase project is made to be shown.
    let anonymous = json(payload)?.get("role").is_some_and(|role| role == "anon");
    (!anonymous).then_some(Known {
        name: "JSON Web Token",
        range: at..at + length,
        doubtful: false,
    })
}

fn json(part: &str) -> Option<serde_json::Map<String, serde_json::Value>> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

/// `user:password` in base64: the user's name and the password.
pub(super) fn basic(text: &str) -> Option<(String, String)> {
    let decoded = STANDARD_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
    let plain = String::from_utf8(decoded).ok()?;
    let (user, password) = plain.split_once(':')?;
    let printable = !plain.chars().any(char::is_control) && !user.is_empty();
    (printable && !password.is_empty()).then(|| (user.to_owned(), password.to_owned()))
}

/// A text in which `%40` and its like are what they stand for.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let [first, after @ ..] = rest {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => digit(*high).zip(digit(*low)),
            _ => None,
        };
        bytes.push(escaped.map_or(*first, |(high, low)| high * 16 + low));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a known format was filled with one letter or the word example.
pub(super) fn is_sample(token: &str) -> bool {
    let bytes = token.as_bytes();
    let tail = bytes.get(bytes.len().saturating_sub(12)..).unwrap_or_default();
    let first = tail.first().copied().unwrap_or_default();
    tail.iter().all(|byte| *byte == first) || token.to_ascii_lowercase().contains("example")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_published_one() {
        assert!(is_checked("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"));
        assert!(!is_checked("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18"));
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn every_format_passes_the_first_look() {
        for format in FORMATS {
            assert!(format.prefix.len() + format.shortest >= SHORTEST, "{}", format.prefix);
            let mut bytes = format.prefix.bytes();
            let first = bytes.next().zip(bytes.next());
            assert!(first.is_some_and(|(byte, next)| may_begin(byte, next)), "{}", format.prefix);
        }
    }
}

//! What secrets look like. All of them are drawn anew; none was ever in use.

use fastrand::Rng;

/// The name of a shape, and a secret of it.
pub(crate) type Shape = (&'static str, fn(&mut Rng) -> String);

const DIGITS: &str = "0123456789";
const HEXADECIMAL: &str = "0123456789abcdef";
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SIGNS: &str = "!#$%&()*+,-./:;<=>?@[]^_{|}~";

fn of(rng: &mut Rng, letters: &str, length: usize) -> String {
    let letters: Vec<char> = letters.chars().collect();
    // Letters and digits in turn, so that none of them is a word by chance.
    (0..length).map(|_| letters[rng.usize(..letters.len())]).collect()
}

/// Letters and digits, at least one of each kind in every four.
fn mixed(rng: &mut Rng, length: usize) -> String {
    let kinds = ["abcdefghijkmnpqrstuvwxyz", "23456789", "ABCDEFGHJKLMNPQRSTUVWXYZ"];
    (0..length).map(|at| of(rng, kinds[at % 3], 1)).collect()
}

fn with(rng: &mut Rng, sign: &str) -> String {
    format!("{}{sign}{}", mixed(rng, 12), mixed(rng, 12))
}

fn led_by(rng: &mut Rng, sign: &str) -> String {
    format!("{sign}{}", mixed(rng, 20))
}

fn signs(rng: &mut Rng) -> String {
    let pieces: Vec<String> =
        (0..6).map(|_| format!("{}{}", mixed(rng, 4), of(rng, SIGNS, 1))).collect();
    pieces.concat()
}

fn uuid(rng: &mut Rng) -> String {
    let pieces: Vec<String> =
        [8, 4, 4, 4, 12].into_iter().map(|length| of(rng, HEXADECIMAL, length)).collect();
    pieces.join("-")
}

fn lines(rng: &mut Rng) -> String {
    let lines: Vec<String> = (0..4).map(|_| mixed(rng, 24)).collect();
    lines.join("\n")
}

fn pem(rng: &mut Rng) -> String {
    let lines: Vec<String> = (0..5).map(|_| of(rng, BASE64, 64)).collect();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", lines.join("\n"))
}

fn jwt(rng: &mut Rng) -> String {
    format!("eyJhbGciOiJIUzI1NiJ9.eyJ{}.{}", of(rng, LETTERS, 40), of(rng, LETTERS, 43))
}

/// Small letters alone, as some programs draw passwords.
fn letters(rng: &mut Rng, length: usize) -> String {
    of(rng, "abcdefghijklmnopqrstuvwxyz", length)
}

/// The shapes.
pub(crate) const SHAPES: [Shape; 44] = [
    ("hexadecimal, 16", |rng| format!("{}{}", of(rng, HEXADECIMAL, 13), "4a7")),
    ("hexadecimal, 32", |rng| of(rng, HEXADECIMAL, 32)),
    ("hexadecimal, 64", |rng| of(rng, HEXADECIMAL, 64)),
    ("base64, 24", |rng| format!("{}==", of(rng, BASE64, 22))),
    ("base64, 44", |rng| format!("{}=", of(rng, BASE64, 43))),
    ("base64, 88", |rng| format!("{}==", of(rng, BASE64, 86))),
    ("uuid", uuid),
    ("letters and digits, 16", |rng| mixed(rng, 16)),
    ("letters and digits, 24", |rng| mixed(rng, 24)),
    ("letters and digits, 48", |rng| mixed(rng, 48)),
    ("large letters and digits", |rng| mixed(rng, 20).to_uppercase()),
    ("digits", |rng| of(rng, DIGITS, 20)),
    ("with signs", signs),
    ("begins with an asterisk", |rng| led_by(rng, "*")),
    ("begins with an ampersand", |rng| led_by(rng, "&")),
    ("begins with an exclamation mark", |rng| led_by(rng, "!")),
    ("begins with a percent sign", |rng| led_by(rng, "%")),
    ("begins with an at sign", |rng| led_by(rng, "@")),
    ("begins with a brace", |rng| led_by(rng, "{")),
    ("begins with a bracket", |rng| led_by(rng, "[")),
    ("begins with a pipe", |rng| led_by(rng, "|")),
    ("begins with a backtick", |rng| led_by(rng, "`")),
    ("begins with a hash", |rng| led_by(rng, "#")),
    ("with a hash", |rng| with(rng, "#")),
    ("with a colon", |rng| with(rng, ":")),
    ("with a colon and a blank", |rng| with(rng, ": ")),
    ("with a double quote", |rng| with(rng, "\"")),
    ("with a single quote", |rng| with(rng, "'")),
    ("with a backslash", |rng| with(rng, "\\")),
    ("with a backtick", |rng| with(rng, "`")),
    ("with a comma", |rng| with(rng, ",")),
    ("with a percent escape", |rng| with(rng, "%2F")),
    ("with letters of another script", |rng| with(rng, "éß☃")),
    ("with blanks", |rng| format!("{} {} {}", mixed(rng, 8), mixed(rng, 9), mixed(rng, 10))),
    ("of several lines", lines),
    ("a private key", pem),
    ("a JSON Web Token", jwt),
    ("a token of GitHub", |rng| format!("ghp_{}", mixed(rng, 36))),
    ("a token of Slack", |rng| format!("xoxb-{}-{}", of(rng, DIGITS, 12), mixed(rng, 24))),
    ("small letters, 20", |rng| letters(rng, 20)),
    ("small letters with dashes", |rng| {
        format!("{}-{}-{}", letters(rng, 9), letters(rng, 9), letters(rng, 9))
    }),
    ("large letters", |rng| letters(rng, 24).to_uppercase()),
    ("a word and digits", |rng| format!("harbor-{}", mixed(rng, 12))),
    ("a key of Stripe", |rng| format!("sk_live_{}", mixed(rng, 24))),
];

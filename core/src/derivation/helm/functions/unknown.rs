//! Functions of which the result is random, or made by a key that is: it is not known before the chart
//! is installed.

use super::Parameter::{Any, Int, Text as Str};
use super::encoding::{decode_base64, illegal_data};
use super::origins::{MOST, computed, open, open_text};
use super::signature::fixed;
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("bcrypt", &[Str], |arguments| Ok(Value::Text(bcrypted(&arguments.text(0), arguments)))),
    fixed("decryptAES", &[Str, Str], decrypt),
    fixed("derivePassword", &[Any, Str, Str, Str, Str], derive_password),
    fixed("encryptAES", &[Str, Str], encrypt),
    fixed("genPrivateKey", &[Str], private_key),
    fixed("getHostByName", &[Str], |arguments| computed("", arguments)),
    fixed("htpasswd", &[Str, Str], htpasswd),
    fixed("randAlpha", &[Int], |arguments| random(arguments, "a")),
    fixed("randAlphaNum", &[Int], |arguments| random(arguments, "a")),
    fixed("randAscii", &[Int], |arguments| random(arguments, "a")),
    fixed("randBytes", &[Int], random_bytes),
    fixed("randInt", &[Int, Int], random_integer),
    fixed("randNumeric", &[Int], |arguments| random(arguments, "0")),
    fixed("shuffle", &[Str], |arguments| {
        let text = arguments.text(0);
        if text.as_str().chars().count() < 2 {
            return Ok(Value::Text(text));
        }
        open_text(text.shared(), arguments)
    }),
    fixed("uuidv4", &[], |arguments| open_text("00000000-0000-4000-8000-000000000000", arguments)),
];

/// Some number of characters.
fn random(arguments: &Arguments, character: &str) -> Outcome {
    match usize::try_from(arguments.integer(0)) {
        // Of a negative number Sprig drops the error.
        Err(_) | Ok(0) => computed("", arguments),
        Ok(count) if count > MOST => Err(too_many(count)),
        Ok(count) => open_text(character.repeat(count), arguments),
    }
}

fn too_many(count: usize) -> crate::derivation::helm::fault::Cause {
    format!("{count} characters are more than {MOST}").into()
}

fn random_bytes(arguments: &Arguments) -> Outcome {
    match usize::try_from(arguments.integer(0)) {
        Err(_) => Err("runtime error: makeslice: len out of range".into()),
        Ok(0) => computed("", arguments),
        Ok(count) if count > MOST => Err(too_many(count)),
        Ok(count) => open_text(base64_shape(count), arguments),
    }
}

/// A text of base 64 for a number of bytes.
fn base64_shape(bytes: usize) -> String {
    let padding = (3 - bytes % 3) % 3;
    let mut text = "A".repeat(bytes.div_ceil(3) * 4 - padding);
    text.push_str(&"=".repeat(padding));
    text
}

fn random_integer(arguments: &Arguments) -> Outcome {
    let (least, bound) = (arguments.integer(0), arguments.integer(1));
    if bound.wrapping_sub(least) <= 0 {
        return Err("invalid argument to Intn".into());
    }
    Ok(Value::int(least, open(arguments)))
}

/// The salted hash of a password.
fn bcrypted(password: &Text, arguments: &Arguments) -> Text {
    if password.as_str().len() > 72 && !password.is_open() {
        let message =
            "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
        return Text::new(message, arguments.trace());
    }
    Text::new(format!("$2a$10${}", "a".repeat(53)), open(arguments))
}

fn htpasswd(arguments: &Arguments) -> Outcome {
    let (user, password) = (arguments.text(0), arguments.text(1));
    let mut builder = TextBuilder::default();
    if user.as_str().contains(':') {
        builder.push_made("invalid username: ");
        builder.push(&user);
    } else {
        builder.push(&user);
        builder.push_made(":");
        builder.push(&bcrypted(&password, arguments));
    }
    Ok(Value::Text(builder.finish()))
}

/// A password by a kind: one of the right length.
fn derive_password(arguments: &Arguments) -> Outcome {
    let kind = arguments.text(1);
    let length = match kind.as_str() {
        "maximum" => 20,
        "long" => 14,
        "medium" | "basic" => 8,
        "short" | "pin" => 4,
        other => return computed(format!("cannot find password template {other}"), arguments),
    };
    let character = if kind.as_str() == "pin" { "0" } else { "a" };
    open_text(character.repeat(length), arguments)
}

fn encrypt(arguments: &Arguments) -> Outcome {
    let text = arguments.text(1);
    if text.is_empty() {
        return computed("", arguments);
    }
    let blocks = text.as_str().len() / 16 + 2;
    open_text(base64_shape(blocks * 16), arguments)
}

fn decrypt(arguments: &Arguments) -> Outcome {
    let text = arguments.text(1);
    if text.is_empty() {
        return computed("", arguments);
    }
    match decode_base64(text.as_str().as_bytes()) {
        Err(at) if !text.is_open() => Err(illegal_data("base64", at).into()),
        _ => open_text("a", arguments),
    }
}

fn private_key(arguments: &Arguments) -> Outcome {
    let kind = arguments.text(0);
    let name = match kind.as_str() {
        "" | "rsa" => "RSA ",
        "dsa" => "DSA ",
        "ecdsa" => "EC ",
        "ed25519" => "",
        other => return computed(format!("Unknown type {other}"), arguments),
    };
    open_text(pem_shape(&format!("{name}PRIVATE KEY")), arguments)
}

/// A block of PEM.
pub(super) fn pem_shape(name: &str) -> String {
    format!("-----BEGIN {name}-----\nAAAA\n-----END {name}-----\n")
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn what_is_not_random_is_known() {
        check(
            r#"
            randAlphaNum -1 => ""
            randAlpha 0 => ""
            randBytes -1 => ERR runtime error: makeslice: len out of range
            randBytes 0 => ""
            randInt 5 5 => ERR invalid argument to Intn
            htpasswd "a:b" "c" => "invalid username: a:b"
            genPrivateKey "foo" => "Unknown type foo"
            derivePassword 1 "foo" "p" "u" "s" => "cannot find password template foo"
            encryptAES "k" "" => ""
            decryptAES "k" "" => ""
            decryptAES "k" "a" => ERR illegal base64 data at input byte 0
            shuffle "a" => "a"
            bcrypt "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" => "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes"
            "#,
        );
    }
}

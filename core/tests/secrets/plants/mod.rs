//! Secrets in files: the same for the tests of the core and for those that compare its faces.

pub(crate) mod places;
mod programs;
mod shapes;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use places::{Kind, Notation};
use shapes::SHAPES;

/// A secret and the file that it was planted in.
pub(crate) struct Plant {
    pub(crate) secret: String,
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) shape: &'static str,
}

/// Every place.
pub(crate) fn kinds() -> impl Iterator<Item = &'static Kind> {
    places::KINDS.iter().chain(&programs::KINDS)
}

/// Secrets of most shapes at the place of this number.
pub(crate) fn plants(kind: &Kind, place: usize) -> Vec<Plant> {
    let mut rng = Rng::with_seed(20_261_129 + place as u64);
    let drawn = SHAPES
        .iter()
        .enumerate()
        .map(|(number, (shape, draw))| (number, plant(kind, shape, draw(&mut rng), number)));
    // Enough of all pairs.
    let some = drawn.filter(|(number, _)| (place + number) % 7 > 0);
    some.filter_map(|(_, plant)| plant).collect()
}

fn plant(kind: &Kind, shape: &'static str, secret: String, number: usize) -> Option<Plant> {
    let written = written(kind.notation, &secret)?;
    // Each line at the column of the first.
    let indentation = kind.text.lines().find_map(|line| {
        let at = line.find("@@").filter(|_| kind.notation == Notation::Block)?;
        Some(format!("\n{}", " ".repeat(at)))
    });
    let written = indentation.map_or(written.clone(), |line| written.replace('\n', &line));
    // The login of a URL ends with an `@` as well.
    let text = kind.text.replace("@64@", &STANDARD.encode(&secret)).replacen("@@", "\u{1}", 9);
    let text = text.replace('\u{1}', &written);
    Some(Plant { secret, path: format!("{number}/{}", kind.path), text, shape })
}

fn written(notation: Notation, secret: &str) -> Option<String> {
    Some(match notation {
        Notation::Plain if secret.contains('\n') => serde_json::to_string(secret).unwrap(),
        Notation::Plain | Notation::Block => secret.to_owned(),
        Notation::Quoted => serde_json::to_string(secret).unwrap(),
        Notation::Single | Notation::Shell if secret.contains('\n') => return None,
        Notation::Single => format!("'{}'", secret.replace('\'', "''")),
        Notation::Shell => format!("'{}'", secret.replace('\'', "'\\''")),
        Notation::Lines => secret.replace('\\', "\\\\").replace('"', "\\\""),
        Notation::Word => {
            let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+/=".contains(&byte);
            return secret.bytes().all(belongs).then_some(secret.to_owned());
        }
        Notation::Url => {
            let encode = |byte: u8| match byte {
                byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                    char::from(byte).to_string()
                }
                byte => format!("%{byte:02X}"),
            };
            secret.bytes().map(encode).collect()
        }
    })
}

//! Keys that sign tokens: anyone who can guess one can sign tokens.

use super::key::Tokens;
use super::{Class, classify};

/// Why a signing key is weak.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum WeakKey {
    /// It has fewer bytes than the 32 that HMAC with SHA-256 needs (RFC 7518, section 3.2).
    Short,
    /// It is long enough but consists of words.
    Words,
}

/// Minimum number of bytes of a key for HMAC with SHA-256.
const SHORTEST: usize = 32;

/// Whether a value is a weak signing key for tokens.
pub(crate) fn weak_signing_key(key: &str, value: &str) -> Option<WeakKey> {
    if !is_signing_key(key) {
        return None;
    }
    let verdict = classify(key, value);
    if !matches!(verdict.class, Class::Literal | Class::Weak | Class::Placeholder) {
        return None;
    }
    let secret = value.get(verdict.secret?)?;
    // The name of a variable or of a Secret is not a key.
    if verdict.confidence == super::Confidence::Low {
        None
    } else if secret.len() < SHORTEST {
        Some(WeakKey::Short)
    } else {
        is_words(secret).then_some(WeakKey::Words)
    }
}

/// `JWT_SECRET`, `Jwt__Key`, `SECRET_KEY`, `tokenSigningKey`: keys that are used for HMAC.
pub(crate) fn is_signing_key(key: &str) -> bool {
    let mut tokens = Tokens::new(key).take(6).map(<[u8]>::to_ascii_lowercase);
    let Some(last) = tokens.next() else { return false };
    let rest: Vec<Vec<u8>> = tokens.collect();
    let before = rest.first().map_or(&b""[..], Vec::as_slice);
    let has = |word: &[u8]| rest.iter().any(|token| token == word);
    let ends_so =
        matches!(&*last, b"secret" | b"key" | b"secretkey" | b"signingkey" | b"passphrase");
    let joined = matches!(&*last, b"jwtsecret" | b"jwtkey");
    if has(b"private") || has(b"public") {
        return false;
    }
    let signs = before == b"signing" || before == b"hmac" || &*last == b"signingkey";
    let owner = rest.get(1).map_or(&b""[..], Vec::as_slice);
    // An access key of S3 is called a secret key too, after its store.
    let django = before == b"secret"
        && &*last == b"key"
        && matches!(owner, b"" | b"app" | b"django" | b"flask" | b"auth" | b"token" | b"session");
    joined || (ends_so && (has(b"jwt") || signs)) || django
}

/// Whether a text is words with separators, as people write.
fn is_words(text: &str) -> bool {
    let mut count = 0;
    for word in text.split(['-', '_', ' ', '.', '!']).filter(|word| !word.is_empty()) {
        let letters = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let lower = letters.chars().skip(1).all(|letter| letter.is_ascii_lowercase());
        let vowels =
            letters.to_ascii_lowercase().bytes().filter(|byte| b"aeiouy".contains(byte)).count();
        let is_word =
            lower && letters.len() <= 14 && (letters.len() <= 4 || vowels * 6 >= letters.len());
        if !is_word {
            return false;
        }
        count += usize::from(!letters.is_empty());
    }
    count >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_can_be_found_out() {
        use WeakKey::{Short, Words};
        #[rustfmt::skip]
        let rows = [
            ("JWT_SECRET", "clinic-device-secret-key", Some(Short)),
            ("JWT_SECRET2", "clinic-jwt-secret", Some(Short)),
            ("Jwt__Key", "kZt8Q2vY0pWm4Lx7", Some(Short)),
            ("Jwt:Key", "this-is-a-very-long-secret-key-for-the-clinic", Some(Words)),
            ("SECRET_KEY", "q8Zt", Some(Short)),
            ("JWT_SECRET", "q8Zt0pWm4Lx7RjB1nC5sD9fG3hKaUeIoPqTyAb12", None),
            ("JWT_SECRET", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", None),
            ("JWT_SECRET", "${JWT_SECRET}", None),
            ("JWT_SECRET", "${JWT_SECRET:-clinic}", Some(Short)),
            ("JWT_PUBLIC_KEY", "short", None),
            ("JWT_PRIVATE_KEY", "short-one-here", None),
            ("JWT_SECRET_FILE", "/run/secrets/jwt", None),
            ("S3_SECRET_KEY", "kZt8Q2vY0pWm4Lx7", None),
            ("DB_PASSWORD", "kZt8Q2vY", None),
            ("", "kZt8Q2vY", None),
            ("TOKEN_SIGNING_KEY", "kZt8Q2vY", Some(Short)),
            // Words have vowels, unless they are short, and an end.
            ("JWT_SECRET", "jwt-signing-for-the-clinic-in-town", Some(Words)),
            ("JWT_SECRET", "xkcd-signing-for-the-clinic-in-town", Some(Words)),
            ("JWT_SECRET", "xkcdz-signing-for-the-clinic-in-town", None),
            ("JWT_SECRET", "thrips-signing-for-the-clinic-in-town", Some(Words)),
            ("JWT_SECRET", "scripts-signing-for-the-clinic-in-town", None),
            ("JWT_SECRET", "authentication-for-the-clinic-in-town", Some(Words)),
            ("JWT_SECRET", "characteristics-for-the-clinic-in-town", None),
        ];
        for (key, value, expected) in rows {
            assert_eq!(weak_signing_key(key, value), expected, "{key}={value}");
        }
    }
}

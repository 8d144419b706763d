//! Classifies values by their shape, independent of their key.

/// Null, a boolean, or a number; a number does not count as such where a password is expected.
pub(super) fn is_nothing(value: &str, numbers_count: bool) -> bool {
    const WORDS: [&str; 13] = [
        "-",
        "null",
        "nil",
        "~",
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
        "\"\"",
        "''",
        "undefined",
    ];
    let short = value.len() <= 9;
    value.is_empty()
        || (short && WORDS.iter().any(|word| value.eq_ignore_ascii_case(word)))
        || (!numbers_count && is_number(value))
}

/// A number, with the unit of a time or a size.
fn is_number(value: &str) -> bool {
    /// Longer numbers are neither times nor sizes.
    const LONGEST: usize = 15;
    if value.len() > LONGEST {
        return false;
    }
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    let unit = unsigned.trim_start_matches(|letter: char| matches!(letter, '0'..='9' | '.' | '_'));
    unit.len() < unsigned.len()
        && unit.len() <= 2
        && unit.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// A file or folder.
pub(super) fn is_path(value: &str) -> bool {
    let bytes = value.as_bytes();
    let drive = matches!(bytes, [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    let rooted = ["/", "./", "../", "~/", "file://"].iter().any(|root| value.starts_with(root));
    // Base64 may begin with a slash.
    drive || (rooted && !value.contains(['+', '=', '\n']))
}

/// A redacted secret.
pub(super) fn is_redacted(value: &str) -> bool {
    const WORDS: [&str; 6] =
        ["encrypted", "redacted", "hidden", "masked", "sensitive", "sensitive value"];
    let inner = value.trim_matches(|letter| "<>[]()*".contains(letter));
    // `?*` is a policy pattern that matches any value.
    value.chars().all(|letter| matches!(letter, '*' | '?' | '•' | '●'))
        || WORDS.iter().any(|word| inner.eq_ignore_ascii_case(word))
}

/// A placeholder.
pub(super) fn is_placeholder(value: &str) -> bool {
    const WORDS: [&str; 15] = [
        "changeme",
        "changeit",
        "change",
        "replace",
        "replaceme",
        "todo",
        "fixme",
        "example",
        "dummy",
        "sample",
        "insert",
        "placeholder",
        "tbd",
        "fill",
        "your",
    ];
    let enclosed = value.starts_with('<') && value.ends_with('>');
    let dots = value.contains("...") || value.contains('…');
    let repeated =
        value.len() >= 3 && value.bytes().all(|byte| matches!(byte, b'x' | b'X' | b'.' | b'-'));
    if enclosed || dots || repeated {
        return true;
    }
    let mut last = true;
    for word in super::key::Tokens::new(value) {
        let is = |other: &str| word.eq_ignore_ascii_case(other.as_bytes());
        if WORDS.iter().any(|other| is(other)) || (last && is("here")) {
            return true;
        }
        // `yourpassword`, in one word.
        if word.len() >= 7 && word.get(..4).is_some_and(|head| head.eq_ignore_ascii_case(b"your")) {
            return true;
        }
        if word.len() >= 4 && word.iter().all(|byte| matches!(byte, b'x' | b'X')) {
            return true;
        }
        last = false;
    }
    false
}

/// The name of a mechanism, a type or a choice, which may be the value of a key such as `token`.
pub(super) fn is_choice(value: &str) -> bool {
    const WORDS: [&str; 43] = [
        "force",
        "none",
        "string",
        "str",
        "integer",
        "boolean",
        "object",
        "array",
        "required",
        "optional",
        "enabled",
        "disabled",
        "enable",
        "disable",
        "inherit",
        "write",
        "read",
        "bearer",
        "basic",
        "jwt",
        "oidc",
        "oauth",
        "oauth2",
        "saml",
        "ldap",
        "kerberos",
        "kubernetes",
        "file",
        "env",
        "header",
        "cookie",
        "hs256",
        "hs384",
        "hs512",
        "rs256",
        "es256",
        "sha256",
        "sha512",
        "sha1",
        "md5",
        "bcrypt",
        "argon2",
        "scram-sha-256",
    ];
    WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// A digest, a public key or a certificate, none of which is secret.
pub(super) fn is_public(value: &str) -> bool {
    const STARTS: [&str; 13] = [
        "sha256:",
        "sha512:",
        "sha1:",
        "sha256-",
        "sha384-",
        "sha512-",
        "md5:",
        "ssh-rsa ",
        "ssh-ed25519 ",
        "ecdsa-sha2-",
        "age1",
        "-----BEGIN PUBLIC KEY",
        "-----BEGIN CERTIFICATE",
    ];
    STARTS.iter().any(|start| value.starts_with(start))
}

/// `00000000-0000-0000-0000-000000000000`.
pub(super) fn is_uuid(value: &str) -> bool {
    value.len() == 36
        && value.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Example secrets of vendors' documentation, and the public keys of emulators.
pub(super) fn is_documented(value: &str) -> bool {
    const EXAMPLES: [&str; 4] = [
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
        "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
        "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
        "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
    ];
    // Example keys in Amazon's documentation contain this word.
    let is_of_amazon = value.contains("EXAMPLE")
        && value.len() >= 16
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+' | b'='));
    is_of_amazon || EXAMPLES.iter().any(|example| value.ends_with(example))
}

/// Whether a text is randomly generated: a key in base64 or hexadecimal digits, or several with
/// commas. Names chosen by people consist of words.
pub(super) fn is_key_material(value: &str) -> bool {
    let (body, is_marked) = match value.split_once(':') {
        Some(("base64" | "hex", body)) => (body, true),
        _ => (value, false),
    };
    let is_several =
        body.contains(',') && body.split(',').all(|piece| is_drawn(piece.trim(), is_marked));
    is_several || is_drawn(body, is_marked)
}

fn is_drawn(text: &str, is_marked: bool) -> bool {
    const SHORTEST: usize = 8;
    /// Shorter texts must contain letters of both cases and digits.
    const LONG: usize = 16;
    /// WordPress keys contain blanks.
    const LONGEST_WORDS: usize = 40;
    let has_blanks = text.len() >= LONGEST_WORDS;
    let belongs = |byte: u8| byte.is_ascii_graphic() || (has_blanks && byte == b' ');
    let is_path = text.contains('/') && !text.bytes().any(|byte| byte.is_ascii_uppercase());
    if text.len() < SHORTEST || !text.bytes().all(belongs) || is_uuid(text) || is_path {
        return false;
    }
    let has = |is_of: fn(&u8) -> bool| text.bytes().any(|byte| is_of(&byte));
    let has_digit = has(u8::is_ascii_digit);
    let is_mixed = has_digit && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
    if text.len() < LONG && !is_mixed {
        return false;
    }
    // In words the case changes only at the beginning, and digits are at the end.
    let kind = |byte: u8| match byte {
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        b'0'..=b'9' => 3,
        _ => 0,
    };
    let pairs = text.bytes().map(kind).zip(text.bytes().map(kind).skip(1));
    let changes = pairs.filter(|(before, after)| {
        let (before, after) = (*before, *after);
        before != 0 && after != 0 && before != after && (before, after) != (2, 1)
    });
    let is_hexadecimal = matches!(text.len(), 32 | 48 | 64 | 96 | 128)
        && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_marked || (is_hexadecimal && has_digit) || changes.count() * 6 >= text.len()
}

/// A password hash, as in the files of web servers.
pub(super) fn is_password_hash(value: &str) -> bool {
    const STARTS: [&str; 9] =
        ["$2a$", "$2b$", "$2y$", "$apr1$", "$argon2", "$1$", "$5$", "$6$", "{SHA}"];
    STARTS.iter().any(|start| value.starts_with(start)) && value.len() > 20
}

/// A password that is easily guessed: a well-known one, the user's name, or the key's name.
pub(super) fn is_guessable(value: &str, key: &str, user: Option<&str>) -> bool {
    let mut buffer = [0; 32];
    let folded = fold(value, &mut buffer);
    if folded.is_some_and(|word| DICTIONARY.binary_search(&word).is_ok()) {
        return true;
    }
    if user.is_some_and(|user| !user.is_empty() && user.eq_ignore_ascii_case(value)) {
        return true;
    }
    let mut own = [0; 32];
    // Digits and punctuation at the end do not make a password strong: `jwt-secret1`.
    folded.is_some_and(|word| word.len() > 3 && fold(key, &mut own) == Some(word))
}

/// In lower case, without separators and common suffixes.
fn fold<'b>(value: &str, buffer: &'b mut [u8; 32]) -> Option<&'b str> {
    let appended = |letter: char| letter.is_ascii_digit() || "!?.*#@$".contains(letter);
    let body = value.trim_end_matches(appended);
    let body = if body.is_empty() { value } else { body };
    let kept = body.bytes().filter(|byte| !matches!(byte, b'-' | b'_' | b' ' | b'.'));
    let mut length = 0;
    for byte in kept {
        *buffer.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    std::str::from_utf8(buffer.get(..length)?).ok()
}

/// Sorted, folded as by [`fold`].
#[rustfmt::skip]
const DICTIONARY: &[&str] = &[
    "000000", "00000000", "111111", "11111111", "123123", "1234", "12345", "123456", "1234567", "12345678", "123456789",
    "1234567890", "abc", "admin", "adminadmin", "administrator", "adminpass", "adminpassword", "app", "artifactory", "bitnami",
    "cassandra", "couchbase", "dbpass", "dbpassword", "default", "demo", "dev", "development", "dragon", "elastic", "foo",
    "foobar", "gitea", "grafana", "guest", "hello", "iloveyou", "influxdb", "insecure", "jenkins", "keycloak", "kibana",
    "letmein", "local", "localhost", "mariadb", "master", "minio", "minioadmin", "mongo", "mongodb", "monkey", "mypass",
    "mypassword", "mysecret", "mysecretpassword", "mysql", "mytoken", "neo4j", "nextcloud", "nexus", "notsecure", "oracle",
    "p@ssw0rd", "p@ssword", "pa55word", "pass", "passw0rd", "passwd", "password", "postgres", "postgresql", "qwerty", "rabbitmq",
    "redis", "root", "rootpass", "rootpassword", "roottoken", "s3cr3t", "s3cret", "sa", "secret", "secretkey", "secretpassword",
    "sonar", "sonarqube", "supersecret", "superuser", "sysadmin", "test", "testing", "testpass", "testpassword", "token", "toor",
    "topsecret", "trustno", "user", "userpassword", "vault", "verysecret", "welcome", "wordpress",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_have_a_unit_of_letters() {
        assert!(["12", "-1.5", "24h", "30ms"].into_iter().all(|value| is_nothing(value, false)));
        assert!(!["12!", "1h?"].into_iter().any(|value| is_nothing(value, false)));
        assert!(!is_nothing("12", true));
    }

    #[test]
    fn what_a_machine_has_drawn_is_no_name() {
        for text in [
            "kZt8Q2vY",
            "q8Zt0pWm4Lx7RjB1nC5sD9fG",
            "9f86d081884c7d659a2feaa0c55ad015",
            "base64:klinikverwaltungx",
            "kZt8Q2vY, pWm4Lx7R",
            "abcdefg1abcdefghi2",
            "q8 Zt0p Wm4L x7Rj B1nC 5sD9 fG3h KaU7e Io2P",
        ] {
            assert!(is_key_material(text), "{text}");
        }
        for text in [
            "kZt8Q2v",
            "kzt8q2vy",
            "q8 Zt0p Wm4L x7Rj",
            "1234abcd-12ab-34cd-56ef-1234567890ab",
            "/a1b2/c3d4/e5f6/a1b2",
            "abcdefabcdefabcdefabcdefabcdefab",
            "ClinicPatientRecordStore",
            "abcdefg1abcdefghij2",
            "kzt8q2vy,name",
        ] {
            assert!(!is_key_material(text), "{text}");
        }
    }

    #[test]
    fn the_dictionary_is_sorted_and_folded() {
        assert!(DICTIONARY.is_sorted());
        for word in DICTIONARY {
            let mut buffer = [0; 32];
            let letters = word.bytes().any(|byte| byte.is_ascii_alphabetic());
            assert!(!letters || fold(word, &mut buffer) == Some(word), "{word}");
        }
    }
}

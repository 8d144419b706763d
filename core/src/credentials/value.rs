//! What a value's shape says, whatever its key is called.

use std::ops::Range;

/// What stands where a secret could stand, and is resolved elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Reference {
    /// The whole value comes from elsewhere.
    Whole,
    /// The value comes from elsewhere, or is this part of the text.
    Default(Range<usize>),
}

/// Null, a truth value, or a number; a number is something where people choose passwords.
pub(super) fn is_nothing(value: &str, numbers_count: bool) -> bool {
    const WORDS: [&str; 12] =
        ["null", "nil", "~", "true", "false", "yes", "no", "on", "off", "\"\"", "''", "undefined"];
    let short = value.len() <= 9;
    value.is_empty()
        || (short && WORDS.iter().any(|word| value.eq_ignore_ascii_case(word)))
        || (!numbers_count && is_number(value))
}

/// A number, with the unit of a time or a size.
fn is_number(value: &str) -> bool {
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    let unit = unsigned.trim_start_matches(|letter: char| matches!(letter, '0'..='9' | '.' | '_'));
    unit.len() < unsigned.len()
        && unit.len() <= 2
        && unit.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Reads a value that is a reference as a whole.
pub(super) fn reference(value: &str) -> Option<Reference> {
    let whole = match value.as_bytes().first()? {
        b'$' => return dollar(value),
        b'{' => return template(value),
        b'%' => enclosed_name(value, '%'),
        b'@' => enclosed_name(value, '@') || value.starts_with("@Microsoft.KeyVault("),
        b'#' => value.starts_with("#{") && value.trim_end_matches('#').ends_with('}'),
        b'<' => value.starts_with("<path:") && value.ends_with('>'),
        b'/' => is_mounted_secret(value),
        b'!' => value.split_once(' ').is_some_and(|(tag, rest)| tag.len() > 1 && !rest.is_empty()),
        b'E' => value.starts_with("ENC[") && value.ends_with(']'),
        _ => is_named_elsewhere(value),
    };
    whole.then_some(Reference::Whole)
}

/// A file that the platform mounts for exactly this purpose.
pub(super) fn is_mounted_secret(value: &str) -> bool {
    value.starts_with("/run/secrets/") || value.starts_with("/var/run/secrets/")
}

fn is_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    let first = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    first && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn enclosed_name(value: &str, mark: char) -> bool {
    value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)).is_some_and(is_name)
}

/// `$NAME`, `$(..)`, `${..}`: the bracket must close with the value.
fn dollar(value: &str) -> Option<Reference> {
    let rest = value.get(1..)?;
    // Compose and Kubernetes write `$$` for one that is left to the shell.
    if is_name(rest.strip_prefix('$').unwrap_or(rest)) {
        return Some(Reference::Whole);
    }
    // Grafana writes `$__file{..}`, `$__env{..}` and `$__vault{..}`.
    let open = if rest.starts_with("__") { value.find('{')? } else { 1 };
    if closing(value, open, usize::MAX)? + 1 != value.len() {
        return None;
    }
    if open > 1 || rest.starts_with('(') || rest.starts_with("{{") {
        return Some(Reference::Whole);
    }
    let inner = rest.strip_prefix('{')?.strip_suffix('}')?;
    let end = inner.find(|letter: char| !letter.is_alphanumeric() && !"_.[]\"'".contains(letter));
    let Some(end) = end else { return Some(Reference::Whole) };
    let operator = inner.get(end..)?;
    // Compose and shells write `:-` and `:+`, Spring writes `:`.
    let sign = [":-", ":+", "-", "+", ":"].iter().find(|sign| operator.starts_with(**sign));
    let wants_value = operator.starts_with('?') || operator.starts_with(":?");
    match sign {
        Some(sign) if !wants_value => {
            let start = 2 + end + sign.len();
            Some(Reference::Default(start..value.len() - 1))
        }
        _ => Some(Reference::Whole),
    }
}

/// Longest piece of a text that is taken for a reference, so that a text of open brackets only
/// costs no more than its length.
const LONGEST_PIECE: usize = 512;

/// The place of the bracket that closes the one at `open`, of a piece within a text.
pub(super) fn closing_piece(value: &str, open: usize) -> Option<usize> {
    closing(value, open, LONGEST_PIECE)
}

/// The place of the bracket that closes the one at `open`; brackets within it are paired.
fn closing(value: &str, open: usize, longest: usize) -> Option<usize> {
    let (opening, closing) = match value.as_bytes().get(open)? {
        b'{' => (b'{', b'}'),
        b'(' => (b'(', b')'),
        _ => return None,
    };
    let mut depth = 0_usize;
    for (at, byte) in value.bytes().enumerate().skip(open).take(longest) {
        if byte == opening {
            depth += 1;
        } else if byte == closing {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// `{{ .. }}`, with the text that its `default` names, or that it begins with.
fn template(value: &str) -> Option<Reference> {
    if value.starts_with("{cipher}") {
        return Some(Reference::Whole);
    }
    if !value.starts_with("{{") || closing(value, 0, usize::MAX)? + 1 != value.len() {
        return None;
    }
    let inner = value.get(2..)?;
    let start = inner.trim_start_matches(['-', ' ']);
    let literal_first = start.starts_with(['"', '\'', '`']) && !inner.contains(".Values");
    let from = if literal_first { Some(0) } else { inner.find("default ").map(|at| at + 8) };
    let quoted = from.and_then(|from| quoted(inner, from));
    Some(
        quoted.map_or(Reference::Whole, |range| Reference::Default(range.start + 2..range.end + 2)),
    )
}

/// The inside of the first quoted text that begins before any bracket or field.
fn quoted(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let skipped = rest.len() - rest.trim_start_matches([' ', '-']).len();
    let quote = rest.get(skipped..)?.chars().next().filter(|letter| "\"'`".contains(*letter))?;
    let start = from + skipped + 1;
    let length = text.get(start..)?.find(quote)?;
    Some(start..start + length)
}

/// Addresses of secret stores, of configuration languages, and calls that read a value.
fn is_named_elsewhere(value: &str) -> bool {
    const STORES: [&str; 15] = [
        "vault:",
        "op://",
        "ssm:",
        "awssm:",
        "gcpsm:",
        "secretsmanager:",
        "sm://",
        "akv://",
        "keyvault:",
        "sops:",
        "var.",
        "local.",
        "data.",
        "module.",
        "ENC(",
    ];
    STORES.iter().any(|prefix| value.starts_with(prefix))
        || (value.starts_with("ref+") && value.contains("://"))
        || value.starts_with("arn:aws")
        || value.starts_with("alias/")
        || is_resource_address(value)
        || is_call(value)
}

/// `random_password.db.result`: a type with its provider, a name, an attribute.
fn is_resource_address(value: &str) -> bool {
    let mut parts = value.split('.');
    let kind = parts.next().unwrap_or_default();
    let words = |part: &str| is_name(part.split('[').next().unwrap_or_default()) && part.len() < 40;
    kind.contains('_')
        && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && value.bytes().filter(|byte| *byte == b'.').count() >= 2
        && parts.all(words)
}

/// `getenv("X")`, `os.environ["X"]`.
fn is_call(value: &str) -> bool {
    let closed = value.ends_with(')') || value.ends_with(']');
    let name = value.split(['(', '[']).next().unwrap_or_default();
    closed
        && name.len() < value.len()
        && name.split('.').all(is_name)
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
        && (name.contains('.') || name.contains("env") || value.contains(['"', '\'', ',']))
}

/// Whether a piece of the value is a reference and what is written beside it is no secret.
pub(super) fn is_composed(value: &str) -> bool {
    let mut pieces = 0_usize;
    let (mut letters, mut digits) = (0_usize, 0_usize);
    let mut from = 0;
    while let Some(at) = value.get(from..).and_then(|rest| rest.find(['$', '{'])) {
        let at = from + at;
        let rest = value.get(at..).unwrap_or_default();
        let open = at + usize::from(rest.starts_with('$'));
        let is_piece = open > at || rest.starts_with("{{");
        let end = if is_piece { closing_piece(value, open) } else { None };
        count(value.get(from..at).unwrap_or_default(), &mut letters, &mut digits);
        pieces += usize::from(end.is_some());
        from = end.unwrap_or(at) + 1;
    }
    count(value.get(from..).unwrap_or_default(), &mut letters, &mut digits);
    pieces > 0 && (letters + digits < 8 || digits == 0)
}

fn count(text: &str, letters: &mut usize, digits: &mut usize) {
    *letters += text.bytes().filter(u8::is_ascii_alphabetic).count();
    *digits += text.bytes().filter(u8::is_ascii_digit).count();
}

/// A file or folder.
pub(super) fn is_path(value: &str) -> bool {
    let bytes = value.as_bytes();
    let drive = matches!(bytes, [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    let rooted = ["/", "./", "../", "~/", "file://"].iter().any(|root| value.starts_with(root));
    // Base64 may begin with a slash.
    drive || (rooted && !value.contains(['+', '=', '\n']))
}

/// A secret that somebody has already taken out.
pub(super) fn is_redacted(value: &str) -> bool {
    const WORDS: [&str; 5] = ["redacted", "hidden", "masked", "sensitive", "sensitive value"];
    let inner = value.trim_matches(|letter| "<>[]()*".contains(letter));
    // `?*` is the pattern of a policy that asks for any value.
    value.chars().all(|letter| matches!(letter, '*' | '?' | '•' | '●'))
        || WORDS.iter().any(|word| inner.eq_ignore_ascii_case(word))
}

/// Text that asks to be replaced.
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

/// The word of a mechanism, a type or a choice: what a key such as `token` also holds.
pub(super) fn is_choice(value: &str) -> bool {
    const WORDS: [&str; 42] = [
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
    value.len() <= 13 && WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// A digest, a public key or a certificate: made to be shown.
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

/// A password that is guessed in the first minute: a known one, the user's name, the key's name.
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
    // Digits and signs at the end make nothing safe: `jwt-secret1`.
    folded.is_some_and(|word| word.len() > 3 && fold(key, &mut own) == Some(word))
}

/// Lower case, without separators, and without what people append.
fn fold<'b>(value: &str, buffer: &'b mut [u8; 32]) -> Option<&'b str> {
    if value.len() > buffer.len() {
        return None;
    }
    let appended = |letter: char| letter.is_ascii_digit() || "!?.*#@$".contains(letter);
    let body = value.trim_end_matches(appended);
    let body = if body.is_empty() { value } else { body };
    let kept = body.bytes().filter(|byte| !matches!(byte, b'-' | b'_' | b' ' | b'.'));
    let mut length = 0;
    for (slot, byte) in buffer.iter_mut().zip(kept) {
        *slot = byte.to_ascii_lowercase();
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
    fn the_dictionary_is_sorted_and_folded() {
        assert!(DICTIONARY.is_sorted());
        for word in DICTIONARY {
            let mut buffer = [0; 32];
            let letters = word.bytes().any(|byte| byte.is_ascii_alphabetic());
            assert!(!letters || fold(word, &mut buffer) == Some(word), "{word}");
        }
    }
}

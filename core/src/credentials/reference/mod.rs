//! References: text that a program replaces by a value from elsewhere.
//!
//! There is one grammar for the languages of all programs. A value is a reference if it is one of its
//! forms as a whole: a mark around a name or an expression, a variable, an address of a store, a call
//! that reads a value. A text that only begins like one is not a reference: passwords contain such
//! characters too.

mod address;
mod call;
mod marks;

use std::ops::Range;

pub(super) use marks::{closing, closing_piece, mark_end, pieces};

/// A value that is resolved elsewhere, in the place of a secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Reference {
    /// The whole value comes from elsewhere.
    Whole,
    /// The value comes from elsewhere, or is this part of the text.
    Default(Range<usize>),
}

/// Reads a value that is a reference as a whole.
pub(super) fn reference(value: &str) -> Option<Reference> {
    match value.as_bytes().first()? {
        b'$' if value.starts_with("${") => return expansion(value),
        b'{' if value.starts_with("{{") => return template(value),
        b'/' => return is_mounted_secret(value).then_some(Reference::Whole),
        _ => {}
    }
    let is_whole = marks::is_mark(value)
        || is_variable(value)
        || is_tagged(value)
        || is_encrypted(value)
        || address::is_address(value);
    if is_whole { Some(Reference::Whole) } else { call::call(value) }
}

/// A file that the platform mounts for this purpose.
pub(super) fn is_mounted_secret(value: &str) -> bool {
    value.starts_with("/run/secrets/") || value.starts_with("/var/run/secrets/")
}

/// The name of a variable in a shell and in most languages.
fn is_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    let first = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    first && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A name chosen by a person: words with separators, and digits only at the end of a word. A random
/// string is not such a name.
fn is_plain_name(text: &str) -> bool {
    let is_word = |word: &str| {
        let letters = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        letters.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    !text.is_empty()
        && text.split(['_', '-', '.', ' ']).all(is_word)
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// A name in capitals, as variables of an environment have them.
fn is_shouted(text: &str) -> bool {
    is_name(text) && !text.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// `$NAME`, `$1`, `$name:key`, `$a.b`, `$env:NAME`. Compose and Kubernetes write `$$` for one that is
/// left to the program.
fn is_variable(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('$') else { return false };
    let rest = rest.strip_prefix('$').unwrap_or(rest);
    // `$HOST$SUFFIX`: two adjacent references.
    if rest.contains('$') {
        return rest.split('$').all(is_shouted);
    }
    let mut parts = rest.split(['.', ':']).filter(|part| !part.is_empty()).peekable();
    let Some(first) = parts.next() else { return false };
    let is_positional =
        rest.len() == 1 && first.bytes().all(|byte| b"0123456789@*#?".contains(&byte));
    // Argo CD and similar programs name an object and its key; object names contain dashes.
    let is_path = parts.peek().is_some();
    let belongs =
        |part: &str| if is_path { is_plain_name(part) || is_name(part) } else { is_name(part) };
    is_positional || (belongs(first) && parts.all(belongs))
}

/// `!Ref Name`, `!vault |`: a tag of YAML, which the text of another language may have.
fn is_tagged(value: &str) -> bool {
    let tagged = value.strip_prefix('!').and_then(|rest| rest.split_once(' '));
    tagged.is_some_and(|(tag, rest)| is_name(tag) && !rest.trim().is_empty())
}

/// A text that only the owner of a key can decrypt.
fn is_encrypted(value: &str) -> bool {
    const STARTS: [&str; 4] = [
        "{cipher}",
        "$ANSIBLE_VAULT;",
        "-----BEGIN PGP MESSAGE-----",
        "-----BEGIN AGE ENCRYPTED FILE-----",
    ];
    STARTS.iter().any(|start| value.starts_with(start))
}

/// `${..}`: the closing bracket must end the value.
fn expansion(value: &str) -> Option<Reference> {
    if closing(value, 1)? + 1 != value.len() {
        return None;
    }
    let inner = value.get(2..value.len() - 1)?;
    if inner.starts_with('{') {
        return Some(Reference::Whole);
    }
    let end = inner.find(|letter: char| !letter.is_alphanumeric() && !"_.[]\"'".contains(letter));
    let Some(end) = end else { return Some(Reference::Whole) };
    let operator = inner.get(end..)?;
    // Compose and shells write `:-` and `:+`, Spring writes `:`; `${env:NAME}` and `${VAULT::a::b}` name
    // where the value is.
    let sign = [":-", ":+", "-", "+", ":"].iter().find(|sign| operator.starts_with(**sign));
    let wants_value = operator.starts_with('?') || operator.starts_with(":?");
    let handler = inner.split_once("::").map_or("", |(handler, _)| handler);
    let is_source = operator.starts_with("::")
        || is_plain_name(handler)
        || address::is_source(inner)
        || address::is_of_scheme(inner);
    // OpenTelemetry writes the default after the source: `${env:NAME:-value}`.
    if let Some(at) = inner.find(":-").filter(|at| is_source && *at > end) {
        return Some(Reference::Default(at + 4..value.len() - 1));
    }
    match sign {
        Some(sign) if !wants_value && !is_source => {
            let start = 2 + end + sign.len();
            Some(Reference::Default(start..value.len() - 1))
        }
        _ => Some(Reference::Whole),
    }
}

/// `{{ .. }}`, with the text that its `default` names, or that it begins with.
fn template(value: &str) -> Option<Reference> {
    if !marks::is_template(value) {
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

/// The content of the first quoted string before any bracket or field.
fn quoted(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let skipped = rest.len() - rest.trim_start_matches([' ', '-']).len();
    let quote = rest.get(skipped..)?.chars().next().filter(|letter| "\"'`".contains(*letter))?;
    let start = from + skipped + 1;
    let length = text.get(start..)?.find(quote)?;
    Some(start..start + length)
}

/// Whether a piece of the value is a reference and what is written beside it is not a secret.
pub(super) fn is_composed(value: &str) -> bool {
    let (mut count, mut from) = (0_usize, 0);
    let (mut letters, mut digits) = (0_usize, 0_usize);
    let mut beside = |text: &str| {
        letters += text.bytes().filter(u8::is_ascii_alphabetic).count();
        digits += text.bytes().filter(u8::is_ascii_digit).count();
    };
    for piece in pieces(value) {
        beside(value.get(from..piece.start).unwrap_or_default());
        count += 1;
        from = piece.end;
    }
    beside(value.get(from..).unwrap_or_default());
    count > 0 && (letters + digits < 8 || digits == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What others replace, each by the program in whose manual it is.
    const REFERENCES: &[&str] = &[
        "$DB_PASSWORD",
        "$$DB_PASSWORD",
        "$1",
        "$secret-of-app:key",
        "$dex.oidc.clientSecret",
        "$env:DB_PASSWORD",
        "${DB_PASSWORD}",
        "${DB_PASSWORD:?must be set}",
        "${env:DB_PASSWORD}",
        "${file:/etc/app.properties:password}",
        "${VAULT::app::password::1}",
        "${aes-gcm-nopadding::DJNrZ6LfpupFv6Qb}",
        "${self:custom.db.password}",
        "${opt:password, self:custom.db.password}",
        "${{ secrets.PASSWORD }}",
        "$(cat /run/secrets/db)",
        "$[variables.password]",
        "$__file{/etc/secrets/db}",
        "$ENV{DB_PASSWORD}",
        "%DB_PASSWORD%",
        "%%PASSWORD%%",
        "%env(resolve:DB_PASSWORD)%",
        "%(ENV_DB_PASSWORD)s",
        "%{lookup('app::password')}",
        "%[env(DB_PASSWORD)]",
        "#{ENV['DB_PASSWORD']}",
        "#{DbPassword}#",
        "<%= ENV[\"DB_PASSWORD\"] %>",
        "<path:secret/data/app#password>",
        "@DB_PASSWORD@",
        "@@PW@@",
        "@{DB_PASSWORD}",
        "@/run/secrets/token",
        "@Microsoft.KeyVault(SecretUri=https://app.vault.azure.net/secrets/db/)",
        "__DB_PASSWORD__",
        "!DB_PASSWORD!",
        "!vault |",
        "!Ref DatabasePassword",
        "![nHWwN1fTqS3VYh2mQz8Lpg==]",
        "|DB_PASSWORD|",
        "{{ .Values.password }}",
        "{{pw}}-{{suffix}}",
        "{$DB_PASSWORD}",
        "{env:DB_PASSWORD}",
        "{0}",
        "{file:/run/secrets/db}",
        "{vault://env/password}",
        "{cipher}AQICAHhxyz",
        "((db-password))",
        "[[ db.password ]]",
        "[% db.password %]",
        "`cat /run/secrets/db`",
        "ENC[AES256_GCM,data:x,iv:y]",
        "ENC(G6N718UuyPE5bHyWKyuLQSm02)",
        "SECRET[app.password]",
        "encrypted:BE9Y7LKANx77X1pv1HnEoil93fPa5c1rpL",
        "env:DB_PASSWORD",
        "op://app/db/password",
        "vault:secret/data/app#password",
        ">>vault:secret/data/app#password",
        "gcp:secretmanager:projects/app/secrets/db",
        "ref+awsssm://app/db?region=eu-central-1",
        "https://app.vault.azure.net/secrets/db/0a1b",
        "arn:aws:secretsmanager:eu-west-1:123412341234:secret:app-AbCdEf",
        "projects/12345/secrets/db/versions/latest",
        "ocid1.vaultsecret.oc1.eu-frankfurt-1.abcdef",
        "random_password.db.result",
        "var.db_password",
        // A name has fewer than forty letters.
        "var.password_of_the_database_of_the_archive",
        "process.env.DB_PASSWORD",
        "getenv('DB_PASSWORD')",
        "os.environ[\"DB_PASSWORD\"]",
        "ENV.fetch(\"DB_PASSWORD\")",
        "$_ENV['DB_PASSWORD']",
        "std::env::var(\"DB_PASSWORD\").unwrap()",
        "System.fetch_env!(\"DB_PASSWORD\")",
        "open(\"/run/secrets/db\").read().strip()",
        "process.env.DB_PASSWORD || ''",
        "config('app.password', '')",
    ];

    /// What begins, ends or looks like one of them and is a password.
    const LITERALS: &[&str] = &[
        "$ecur3P@ss!",
        "$2y$10$abcdefghijklmnopqrstuu5s0v4t1b7x8y9z0A1B2C3D4E5F6",
        "$6$rounds=5000$salt$hash",
        "$kV9m-2Qx7!rT4",
        "%9kV#mQ2x!tR",
        "#kV9m2Qx7",
        "{9kV#mQ2x}7tR",
        "@kV9m2Qx7!tR",
        "__kV9m2Qx7rT",
        "!kV9m2Qx7rT",
        "kV9m{2Qx7}rT",
        "kV9m2Qx7rT(4)",
        "kV9m2Qx7rT%",
        "P4x:kV9m/Qx7r",
        "env9:kV9m2Qx7",
        "ENC9kV9m2Qx7rT",
        "kV9.m2Qx7.rT4w",
        "postgres://app:S3cret@${HOST}/d",
        "redis://cache:6379/0",
        "https://id.example.org/token",
        "(kV9m)2Qx7",
        "[kV9m2Qx7]",
        "a:b:c",
        "var.password_of_the_database_of_the_archives",
    ];

    #[test]
    fn a_reference_is_one_as_a_whole() {
        let is = |value: &&&str| reference(value).is_some() || is_composed(value);
        let missed: Vec<_> = REFERENCES.iter().filter(|value| !is(value)).collect();
        assert!(missed.is_empty(), "no reference: {missed:#?}");
        let wrong: Vec<_> = LITERALS.iter().filter(is).collect();
        assert!(wrong.is_empty(), "a reference: {wrong:#?}");
    }

    #[test]
    fn what_a_reference_falls_back_to_is_a_part_of_it() {
        let rows = [
            ("${A:-b}", "b"),
            ("${A:b}", "b"),
            ("${env:A:-b}", "b"),
            ("{{ default \"b\" .Values.a }}", "b"),
            ("os.environ.get('A', 'b')", "b"),
            ("os.environ.get('A', 'b' + c)", ""),
            ("process.env.A || \"b\"", "b"),
            ("ENV.fetch('A') { 'b' }", ""),
        ];
        for (value, expected) in rows {
            let part = match reference(value) {
                Some(Reference::Default(range)) => value.get(range).unwrap_or_default(),
                _ => "",
            };
            assert_eq!(part, expected, "{value}");
        }
    }
}

//! Classifies keys by their names.

pub(super) use super::tokens::Tokens;

/// The kind of value that a key's name indicates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Anything: only the value itself can indicate a secret.
    Other,
    /// A password, which may be a number.
    Password,
    /// A token, key or other secret.
    Secret,
    /// `secret_id` of a Vault AppRole, or the name of a secret.
    SecretId,
    /// A connection string, whose password is only one part.
    Connection,
    /// A key, a salt or a cookie: a secret if its value is key material, otherwise a name.
    Material,
    /// A login, which may be a user with a password.
    Login,
    /// Users, each of which may have its password.
    Users,
    /// A user in a mapping of users.
    User,
}

/// Whether the key's name indicates a secret.
pub(crate) fn is_secret_key(key: &str) -> bool {
    kind(key).promises()
}

impl Kind {
    /// Whether a key of this kind alone indicates a secret.
    pub(super) const fn promises(self) -> bool {
        matches!(self, Self::Password | Self::Secret | Self::SecretId | Self::Connection)
    }
}

/// Maximum number of tokens that are examined, from the end of a key.
const MAXIMUM_TOKENS: usize = 12;

/// A token in lower case, without digits at its end, in the singular.
#[derive(Clone, Copy)]
struct Word {
    bytes: [u8; 20],
    length: usize,
    plural: bool,
}

impl Word {
    /// Only the last bytes of a longer token, since no word of the lexicon is longer.
    fn new(token: &[u8]) -> Self {
        let mut word = Self { bytes: [0; 20], length: 0, plural: false };
        let tail = token.get(token.len().saturating_sub(20)..).unwrap_or_default();
        for (slot, byte) in word.bytes.iter_mut().zip(tail) {
            *slot = byte.to_ascii_lowercase();
            word.length += 1;
        }
        let text = word.text();
        word.plural = text.len() > 3 && text.ends_with(b"s") && !text.ends_with(b"ss");
        word.length -= usize::from(word.plural);
        word
    }

    fn text(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// Reads a key's name by its last words, or by the mapping of users that it is in.
pub(super) fn kind(key: &str) -> Kind {
    match kind_by_words(key) {
        Kind::Other if is_user_of_mapping(key) => Kind::User,
        kind => kind,
    }
}

fn kind_by_words(key: &str) -> Kind {
    // SOPS does not encrypt keys with the first suffix; the other suffixes name an encoding.
    let ends = ["_unencrypted", "_base64", "_b64"];
    let key = ends.iter().find_map(|end| key.strip_suffix(end)).unwrap_or(key);
    if !may_end_a_name(key) && !has_connection_string(key) {
        return Kind::Other;
    }
    // Annotations of Vault's injector end with a freely chosen file name.
    if key.contains("/agent-inject-") {
        return Kind::Other;
    }
    let mut tokens = Tokens::new(key).take(MAXIMUM_TOKENS).map(Word::new);
    let Some(last) = tokens.next() else { return Kind::Other };
    // Most keys end here: their last word does not end the name of a secret.
    let single = single(last.text());
    let ends_pair = matches!(
        last.text(),
        b"key" | b"id" | b"str" | b"string" | b"pin" | b"base" | b"cookie" | b"user"
    );
    if single == Kind::Other && !ends_pair && !has_connection_string(key) {
        return Kind::Other;
    }
    let before = tokens.next();
    let first = before.as_ref().map(Word::text).unwrap_or_default();
    let earlier = tokens.next();
    let earliest = earlier.as_ref().map(Word::text).unwrap_or_default();
    if [first, earliest].iter().any(|word| clears(word))
        || tokens.any(|word| clears(word.text()))
        || negative(first, &last, key)
    {
        return Kind::Other;
    }
    if single != Kind::Other {
        return single;
    }
    match pair(earliest, first, last.text()) {
        Kind::Other if has_connection_string(key) => Kind::Connection,
        Kind::Other if is_material(first, last.text()) => Kind::Material,
        Kind::Other if last.text() == b"user" && last.plural => Kind::Users,
        found => found,
    }
}

/// Whether a key is about a login by name and password only.
pub(super) fn says_basic(key: &str) -> bool {
    let mut tokens = Tokens::new(key).take(2);
    tokens.any(|token| {
        [&b"basic"[..], b"basicauth", b"http", b"proxy"]
            .iter()
            .any(|word| token.eq_ignore_ascii_case(word))
    })
}

/// Last words of names of key material, unless the word before gives another meaning: a public key,
/// or the key of a record.
fn is_material(first: &[u8], last: &[u8]) -> bool {
    const OTHERS: &[&[u8]] = &[
        b"site",
        b"publishable",
        b"sort",
        b"primary",
        b"foreign",
        b"partition",
        b"routing",
        b"cache",
        b"object",
        b"translation",
        b"kms",
        b"gpg",
        b"pgp",
        b"host",
        b"idempotency",
        b"redis",
        b"search",
        b"write",
        b"group",
        b"dedup",
        b"topology",
        b"pusher",
        b"anon",
        b"instrumentation",
        b"registry",
        b"trace",
        b"commit",
        b"build",
        b"s",
        b"sha",
        b"git",
        b"image",
        b"version",
        b"release",
        b"request",
        b"correlation",
        b"event",
        b"bucket",
        b"fingerprint",
    ];
    match last {
        b"key" => !first.is_empty() && !OTHERS.contains(&first),
        b"cookie" => true,
        _ => false,
    }
}

/// `RegisteredUsers.alice`: the name of a user after the name of the mapping of all users.
fn is_user_of_mapping(key: &str) -> bool {
    let Some((mapping, user)) = key.rsplit_once('.') else { return false };
    !user.is_empty() && mapping.ends_with(['s', 'S']) && kind(mapping) == Kind::Users
}

/// Whether any word that ends the name of a secret has the key's last two letters: ordinary keys
/// are rejected early.
fn may_end_a_name(key: &str) -> bool {
    let mut letters = key.bytes().rev().skip_while(|byte| !is_letter(*byte)).peekable();
    let plural = letters.peek().is_some_and(|last| last.eq_ignore_ascii_case(&b's'));
    let mut last = letters.next().unwrap_or_default().to_ascii_lowercase();
    let mut before = letters.next().unwrap_or_default().to_ascii_lowercase();
    if plural && before != b's' {
        last = before;
        before = letters.next().unwrap_or_default().to_ascii_lowercase();
    }
    matches!(
        &[before, last],
        b"rd"
            | b"wd"
            | b"pw"
            | b"ed"
            | b"se"
            | b"de"
            | b"et"
            | b"en"
            | b"sn"
            | b"in"
            | b"al"
            | b"ac"
            | b"er"
            | b"tr"
            | b"ey"
            | b"th"
            | b"ng"
            | b"id"
            | b"ss"
            | b"lt"
            | b"ie"
            | b"te"
    )
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

/// Words that make any key harmless: a public key, a name, a digest.
fn clears(word: &[u8]) -> bool {
    matches!(
        word,
        b"public"
            | b"existing"
            | b"checksum"
            | b"label"
            | b"labels"
            | b"i18n"
            | b"translation"
            | b"translations"
            | b"placeholder"
            | b"tooltip"
            | b"caption"
            | b"title"
            | b"hint"
            | b"message"
            | b"messages"
            | b"msg"
    )
}

/// The kind that the last word alone indicates.
fn single(word: &[u8]) -> Kind {
    match word {
        b"password" | b"passwd" | b"pwd" | b"pass" | b"passphrase" | b"passcode" | b"pswd"
        | b"pw" | b"dbpw" | b"rootpw" | b"adminpw" | b"userpw" | b"bindpw" | b"pgpw"
        | b"dbpass" | b"rootpass" | b"userpass" | b"userpwd" | b"adminpass" | b"requirepass"
        | b"masterauth" | b"storepass" | b"keypass" | b"smtppass" | b"mysqlpass" | b"pgpass" => {
            Kind::Password
        }
        b"identitytoken" | b"registrytoken" | b"secret" | b"token" | b"credential" | b"cred"
        | b"hmac" | b"bearer" | b"apikey" | b"accesskey" | b"secretkey" | b"privatekey"
        | b"signingkey" | b"encryptionkey" | b"masterkey" | b"sharedkey" | b"accountkey"
        | b"authtoken" | b"accesstoken" | b"refreshtoken" | b"apitoken" | b"bearertoken"
        | b"roottoken" | b"clientsecret" | b"appsecret" | b"apisecret" | b"jwtsecret"
        | b"sharedsecret" | b"secretaccesskey" => Kind::Secret,
        b"dsn" | b"connstr" | b"connectionstring" => Kind::Connection,
        b"salt" | b"pepper" | b"private" | b"admin" => Kind::Material,
        b"auth" | b"basicauth" | b"htpasswd" => Kind::Login,
        _ if ends_with_password(word) => Kind::Password,
        _ => Kind::Other,
    }
}

/// `PGPASSWORD`, `htpasswd`: words that were joined.
fn ends_with_password(word: &[u8]) -> bool {
    word.len() > 6
        && (word.ends_with(b"password")
            || word.ends_with(b"passwd")
            || word.ends_with(b"passphrase"))
}

/// The kind that the last two or three words indicate together.
fn pair(earliest: &[u8], first: &[u8], last: &[u8]) -> Kind {
    match (first, last) {
        (
            b"api" | b"access" | b"private" | b"signing" | b"sign" | b"encryption" | b"encrypt"
            | b"secret" | b"jwt" | b"shared" | b"account" | b"license" | b"licence" | b"master"
            | b"storage" | b"unseal" | b"seal" | b"hmac" | b"cipher" | b"crypto" | b"auth"
            | b"cookie" | b"aes" | b"fernet" | b"enc" | b"session" | b"csrf",
            b"key",
        )
        | (b"erlang", b"cookie") => Kind::Secret,
        // Rails derives all of its keys from one.
        (b"key", b"base") if earliest == b"secret" => Kind::Secret,
        (b"user" | b"admin" | b"security" | b"access" | b"card" | b"default", b"pin") => {
            Kind::Password
        }
        (b"secret", b"id") => Kind::SecretId,
        // The variable of Vault's development server ends like an identifier and is the token.
        (b"token", b"id") if earliest == b"root" => Kind::Secret,
        (b"connection" | b"conn", b"string" | b"str") => Kind::Connection,
        _ => Kind::Other,
    }
}

/// Pairs with another meaning whose last word is in the lexicon.
fn negative(first: &[u8], last: &Word, key: &str) -> bool {
    match (first, last.text()) {
        (
            b"creation" | b"id" | b"csrf" | b"xsrf" | b"server" | b"page" | b"next" | b"continue"
            | b"continuation" | b"max" | b"num" | b"cluster",
            b"token",
        )
        | (b"proxy" | b"fastcgi" | b"grpc" | b"uwsgi" | b"scgi" | b"by", b"pass")
        | (
            b"pull" | b"tls" | b"ssl" | b"ca" | b"cert" | b"certificate" | b"external" | b"sealed",
            b"secret",
        )
        | (b"reset" | b"forgot" | b"change" | b"update" | b"confirm", b"password" | b"pw")
        | (b"allow", b"credential") => true,
        // Annotations of an ingress name the Secret: `nginx.ingress.kubernetes.io/auth-secret`.
        (_, b"secret") if key.contains("kubernetes.io/") => true,
        // A list of names, as in Compose files and workflows.
        (b"", b"secret") => last.plural,
        _ => false,
    }
}

/// `ConnectionStrings__Default`: in .NET the last word is a freely chosen name.
fn has_connection_string(key: &str) -> bool {
    const NAME: &[u8] = b"connectionstrings";
    key.as_bytes().get(..NAME.len()).is_some_and(|head| head.eq_ignore_ascii_case(NAME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_lexicon_passes_the_first_look() {
        let words = [
            "password",
            "passwd",
            "pwd",
            "pass",
            "passphrase",
            "passcode",
            "pswd",
            "pw",
            "requirepass",
            "masterauth",
            "secret",
            "token",
            "credential",
            "cred",
            "hmac",
            "bearer",
            "apikey",
            "dsn",
            "connstr",
            "connectionstring",
            "api_key",
            "admin_pin",
            "secret_id",
            "conn_str",
            "connection_string",
            "root_token_id",
            "api_salt",
            "hash_pepper",
            "signer_private",
            "erlang_cookie",
            "secret_key_base",
            "basic_auth",
            "registered_users",
            "hasura_admin",
        ];
        for word in words {
            let has_none = word.ends_with(['s', 'h']) || word.ends_with("id") || word == "pw";
            let plural = if has_none { "" } else { "s" };
            let (alone, number) = (word.to_owned(), format!("{}_2", word.to_uppercase()));
            for key in [alone, number, format!("app_{word}{plural}")] {
                assert!(may_end_a_name(&key), "{key}");
                assert_ne!(kind(&key), Kind::Other, "{key}");
            }
        }
    }
}

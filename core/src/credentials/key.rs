//! What a key's name says about its value.

/// What a key's name promises.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Nothing: only the value itself can show that it is a secret.
    Other,
    /// A password that people choose; a number is one too.
    Password,
    /// A token, key or other secret.
    Secret,
    /// `secret_id` of a Vault AppRole, or somebody's name for a secret.
    SecretId,
    /// A connection string, whose password is only one part.
    Connection,
}

/// Whether the key's name says that its value is a secret.
pub(crate) fn is_secret_key(key: &str) -> bool {
    kind(key) != Kind::Other
}

/// Tokens of a key that are looked at, from its end: more say nothing about the last one.
const MAXIMUM_TOKENS: usize = 12;

/// A token in lower case, without digits at its end, in the singular.
#[derive(Clone, Copy)]
struct Word {
    bytes: [u8; 20],
    length: usize,
    plural: bool,
}

impl Word {
    /// The token's last bytes where it is longer: no word of the lexicon is.
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

/// The tokens of a key from its last to its first.
pub(super) struct Tokens<'k> {
    rest: &'k [u8],
}

impl<'k> Tokens<'k> {
    pub(super) fn new(text: &'k str) -> Self {
        Self { rest: text.as_bytes() }
    }
}

impl<'k> Iterator for Tokens<'k> {
    type Item = &'k [u8];

    fn next(&mut self) -> Option<&'k [u8]> {
        loop {
            // Separators and a number of its own (`PASSWORD_2`) are no tokens.
            let used = |byte: &u8| !is_separator(*byte) && !byte.is_ascii_digit();
            let end = self.rest.iter().rposition(used)? + 1;
            let head = self.rest.get(..end)?;
            let start = (1..end).rev().find(|at| begins_token(head, *at)).unwrap_or(0);
            let token = head.get(start..)?;
            self.rest = head.get(..start)?;
            if !token.is_empty() {
                return Some(token);
            }
        }
    }
}

fn is_separator(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Whether a token begins at this place: after a separator, or at a hump of camelCase.
fn begins_token(text: &[u8], at: usize) -> bool {
    let byte = |index: usize| text.get(index).copied().unwrap_or_default();
    let (before, here) = (byte(at - 1), byte(at));
    if is_separator(before) {
        return true;
    }
    let hump = here.is_ascii_uppercase();
    let after_small = before.is_ascii_lowercase() || before.is_ascii_digit();
    hump && (after_small || (before.is_ascii_uppercase() && byte(at + 1).is_ascii_lowercase()))
}

/// Reads a key's name by its last words.
pub(super) fn kind(key: &str) -> Kind {
    // SOPS leaves alone what ends so.
    let key = key.strip_suffix("_unencrypted").unwrap_or(key);
    if !may_end_a_name(key) && !has_connection_string(key) {
        return Kind::Other;
    }
    let mut tokens = Tokens::new(key).take(MAXIMUM_TOKENS).map(Word::new);
    let Some(last) = tokens.next() else { return Kind::Other };
    // Most keys end here: their last word is none with which the name of a secret ends.
    let single = single(last.text());
    let ends_pair = matches!(last.text(), b"key" | b"id" | b"str" | b"string" | b"pin");
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
    let found = pair(earliest, first, last.text());
    if found == Kind::Other && has_connection_string(key) { Kind::Connection } else { found }
}

/// Whether the key's last two letters are those of any word that ends the name of a secret: this
/// keeps ordinary keys cheap.
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
    )
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

/// Words that turn any key into a harmless one: the public half, the name of something, a digest.
fn clears(word: &[u8]) -> bool {
    matches!(word, b"public" | b"existing" | b"checksum")
}

/// What a last word says alone.
fn single(word: &[u8]) -> Kind {
    match word {
        b"password" | b"passwd" | b"pwd" | b"pass" | b"passphrase" | b"passcode" | b"pswd"
        | b"pw" | b"dbpw" | b"rootpw" | b"adminpw" | b"userpw" | b"bindpw" | b"pgpw"
        | b"dbpass" | b"rootpass" | b"userpass" | b"adminpass" | b"requirepass" | b"masterauth"
        | b"storepass" | b"keypass" | b"smtppass" | b"mysqlpass" | b"pgpass" => Kind::Password,
        b"secret" | b"token" | b"credential" | b"cred" | b"hmac" | b"bearer" | b"apikey"
        | b"accesskey" | b"secretkey" | b"privatekey" | b"signingkey" | b"encryptionkey"
        | b"masterkey" | b"sharedkey" | b"accountkey" | b"authtoken" | b"accesstoken"
        | b"refreshtoken" | b"apitoken" | b"bearertoken" | b"roottoken" | b"identitytoken"
        | b"registrytoken" | b"clientsecret" | b"appsecret" | b"apisecret" | b"jwtsecret"
        | b"sharedsecret" | b"secretaccesskey" => Kind::Secret,
        b"dsn" | b"connstr" | b"connectionstring" => Kind::Connection,
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

/// What the last two or three words say together.
fn pair(earliest: &[u8], first: &[u8], last: &[u8]) -> Kind {
    match (first, last) {
        (
            b"api" | b"access" | b"private" | b"signing" | b"sign" | b"encryption" | b"encrypt"
            | b"secret" | b"jwt" | b"shared" | b"account" | b"license" | b"licence" | b"master"
            | b"storage" | b"unseal" | b"seal" | b"hmac" | b"cipher" | b"crypto" | b"auth"
            | b"cookie" | b"aes",
            b"key",
        ) => Kind::Secret,
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

/// Pairs whose last word is in the lexicon and that mean something else.
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
        // A list of names, as compose and workflows have it.
        (b"", b"secret") => last.plural,
        _ => false,
    }
}

/// `ConnectionStrings__Default`: in .NET the last word is a name that anybody may choose.
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
        ];
        for word in words {
            let has_none = word.ends_with('s') || word.ends_with("id") || word == "pw";
            let plural = if has_none { "" } else { "s" };
            let (alone, number) = (word.to_owned(), format!("{}_2", word.to_uppercase()));
            for key in [alone, number, format!("app_{word}{plural}")] {
                assert!(may_end_a_name(&key), "{key}");
                assert_ne!(kind(&key), Kind::Other, "{key}");
            }
        }
    }
}

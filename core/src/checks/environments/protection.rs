//! Which values of charts protect something, and how well.

use std::borrow::Cow;

use crate::checks::Outcome;
use crate::tree::Cursor;

/// A kind of value that protects something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Protection {
    /// A switch that protects when it is on. Without it nothing is protected.
    On,
    /// A switch that takes protection away when it is on; it is off unless somebody says so.
    Off,
    /// The same for what is on until somebody switches it off.
    OffOnceSaid,
    /// Capabilities that are dropped.
    Dropped,
    /// A profile of system calls.
    Profile,
    /// The number of a user.
    User,
    /// A limit: that there is one counts, and not which.
    Limit,
    /// How strictly peers have to prove who they are.
    Mode,
    /// How a program proves to Vault who it is.
    Method,
    /// Certificates: that there are some counts.
    Certificates,
}

/// What a value under a path protects, if it does.
pub(super) fn protection(path: &[Cow<'_, str>]) -> Option<Protection> {
    let keys: Vec<String> = path.iter().map(|key| folded(key)).collect();
    let (last, above) = keys.split_last()?;
    let parent = above.last().map_or("", String::as_str);
    let is_in_context = above.iter().any(|key| key.ends_with("securitycontext"));
    if is_in_context {
        return in_security_context(last, parent);
    }
    match last.as_str() {
        "insecure" | "skipverify" | "tlsdisable" | "tlsdisabled" | "disabletls"
        | "sslskipverify" | "insecureskipverify" | "skiptlsverify" | "tlsskipverify"
        | "hostnetwork" | "hostpid" | "hostipc" | "privileged" => Some(Protection::Off),
        "enabled" => is_protector(parent).then_some(Protection::On),
        "tls" | "ssl" if parent.ends_with("ingress") => Some(Protection::Certificates),
        "encrypt"
        | "encrypted"
        | "encryption"
        | "tls"
        | "ssl"
        | "mtls"
        | "tlsenabled"
        | "sslenabled"
        | "enabletls"
        | "enablessl"
        | "authenabled"
        | "enableauth"
        | "networkpolicyenabled"
        | "auditenabled" => Some(Protection::On),
        "mode" if parent.contains("mtls") => Some(Protection::Mode),
        "authmethod" => Some(Protection::Method),
        "method" if parent == "auth" && above.iter().any(|key| key.contains("vault")) => {
            Some(Protection::Method)
        }
        "cpu" | "memory" if parent == "limits" => Some(Protection::Limit),
        _ => None,
    }
}

fn in_security_context(last: &str, parent: &str) -> Option<Protection> {
    Some(match (last, parent) {
        ("runasnonroot" | "readonlyrootfilesystem", _) => Protection::On,
        // Bitnami's charts leave the whole context out without it.
        ("enabled", _) if parent.ends_with("securitycontext") => Protection::On,
        ("allowprivilegeescalation", _) => Protection::OffOnceSaid,
        ("privileged", _) => Protection::Off,
        ("drop", "capabilities") => Protection::Dropped,
        ("type", "seccompprofile") => Protection::Profile,
        ("runasuser", _) => Protection::User,
        _ => return None,
    })
}

/// Whether what is switched on under a key protects.
fn is_protector(key: &str) -> bool {
    let exact = ["vault", "auth", "authentication", "authorization", "encryption", "mtls"];
    exact.contains(&key)
        || ["tls", "ssl", "networkpolicy", "networkpolicies"].iter().any(|end| key.ends_with(end))
        || key.starts_with("audit")
}

fn folded(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// How strong a value is, the stronger the greater; 0 where it protects nothing. None where nobody
/// can say, and then the outcome knows why.
pub(super) fn strength(protection: Protection, value: &Cursor, out: &mut Outcome) -> Option<u8> {
    let known = |strength: u8, out: &Outcome| (!out.is_undecided()).then_some(strength);
    let strength = match protection {
        Protection::On => {
            // `tls: {..}` is a mapping of more, and says nothing by itself.
            u8::from(out.read(&value.bool()).copied().unwrap_or(false))
        }
        Protection::Off => u8::from(!out.read(&value.bool()).copied().unwrap_or(false)),
        Protection::OffOnceSaid => u8::from(!out.read(&value.bool()).copied().unwrap_or(true)),
        Protection::User => u8::from(out.read(&value.integer()).is_some_and(|user| *user != 0)),
        Protection::Limit => u8::from(is_text(value, out, |text| !text.is_empty())),
        Protection::Mode => {
            u8::from(is_text(value, out, |text| text.eq_ignore_ascii_case("strict")))
        }
        Protection::Method => {
            u8::from(is_text(value, out, |text| !text.is_empty() && !text.contains("token")))
        }
        Protection::Profile => {
            u8::from(is_text(value, out, |text| matches!(text, "RuntimeDefault" | "Localhost")))
        }
        Protection::Dropped => dropped(value, out),
        Protection::Certificates => u8::from(match out.read(&value.items()) {
            Some(items) => !items.is_empty(),
            None => false,
        }),
    };
    known(strength, out)
}

fn is_text(value: &Cursor, out: &mut Outcome, holds: impl Fn(&str) -> bool) -> bool {
    out.read(&value.any_text()).is_some_and(|text| holds(text.trim()))
}

/// All capabilities are more than any number of them.
fn dropped(value: &Cursor, out: &mut Outcome) -> u8 {
    let items = value.list(Cursor::any_text);
    let items = out.read(&items).cloned().unwrap_or_default();
    let texts: Vec<&str> = items.iter().filter_map(|item| out.read(item).copied()).collect();
    if texts.iter().any(|text| text.eq_ignore_ascii_case("all")) {
        return u8::MAX;
    }
    u8::try_from(texts.len()).unwrap_or(u8::MAX - 1).min(u8::MAX - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_say_what_protects() {
        let cases = [
            ("podSecurityContext.runAsNonRoot", Some(Protection::On)),
            ("api.containerSecurityContext.capabilities.drop", Some(Protection::Dropped)),
            ("securityContext.seccompProfile.type", Some(Protection::Profile)),
            ("networkPolicy.enabled", Some(Protection::On)),
            ("postgresql.tls.enabled", Some(Protection::On)),
            ("vault.tlsSkipVerify", Some(Protection::Off)),
            ("vault.auth.method", Some(Protection::Method)),
            ("resources.limits.memory", Some(Protection::Limit)),
            ("auditLog.enabled", Some(Protection::On)),
            ("ingress.tls", Some(Protection::Certificates)),
            ("ingress.enabled", None),
            ("metrics.enabled", None),
            ("resources.requests.cpu", None),
            ("podDisruptionBudget.enabled", None),
            ("auth.username", None),
            ("update.mode", None),
        ];
        for (path, expected) in cases {
            let path: Vec<Cow<'_, str>> = path.split('.').map(Cow::from).collect();
            assert_eq!(protection(&path), expected, "{path:?}");
        }
    }
}

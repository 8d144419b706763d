//! Which values of charts are protections, and how strong they are.

use std::borrow::Cow;

use crate::checks::Outcome;
use crate::tree::Cursor;

/// A kind of protection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::checks) enum Protection {
    /// A setting that protects when it is true; off by default.
    On,
    /// A setting that removes protection when it is true; off by default.
    Off,
    /// The same, but on by default.
    OffOnceSaid,
    /// Dropped capabilities.
    Dropped,
    /// A seccomp profile.
    Profile,
    /// A user ID.
    User,
    /// A limit, whatever its value.
    Limit,
    /// The mode of mutual TLS.
    Mode,
    /// The method of authentication to Vault.
    Method,
    /// Certificates, whichever they are.
    Certificates,
}

/// The protection at a path, if it is one.
pub(in crate::checks) fn protection(path: &[Cow<'_, str>]) -> Option<Protection> {
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
        // The charts of Bitnami omit the whole context without it.
        ("enabled", _) if parent.ends_with("securitycontext") => Protection::On,
        ("allowprivilegeescalation", _) => Protection::OffOnceSaid,
        ("privileged", _) => Protection::Off,
        ("drop", "capabilities") => Protection::Dropped,
        ("type", "seccompprofile") => Protection::Profile,
        ("runasuser", _) => Protection::User,
        _ => return None,
    })
}

/// Whether `enabled` under a key is a protection.
fn is_protector(key: &str) -> bool {
    let exact = ["vault", "auth", "authentication", "authorization", "encryption", "mtls"];
    exact.contains(&key)
        || ["tls", "ssl", "networkpolicy", "networkpolicies"].iter().any(|end| key.ends_with(end))
        || key.starts_with("audit")
}

fn folded(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The strength of a value; 0 if it does not protect. None if it is not known; the outcome then has the
/// reason.
pub(in crate::checks) fn strength(
    protection: Protection,
    value: &Cursor,
    out: &mut Outcome,
) -> Option<u8> {
    let known = |strength: u8, out: &Outcome| (!out.is_undecided()).then_some(strength);
    let strength = match protection {
        Protection::On => {
            // `tls: {..}` is a mapping of other settings, not a protection itself.
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

fn is_text(value: &Cursor, out: &mut Outcome, matches: impl Fn(&str) -> bool) -> bool {
    out.read(&value.any_text()).is_some_and(|text| matches(text.trim()))
}

/// The number of dropped capabilities; `ALL` counts as more than any number.
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
    fn protections_are_recognised_by_their_keys() {
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

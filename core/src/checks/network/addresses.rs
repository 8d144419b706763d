//! Addresses in settings.

/// The host of an `http://` address, unless it is the local machine.
pub(super) fn plain_http_host(text: &str) -> Option<&str> {
    let text = text.trim();
    let scheme = text.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("http://"))?;
    let rest = text.get(scheme.len()..)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let name = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or(address),
        None => host.split(':').next().unwrap_or(host),
    };
    (!name.is_empty() && !is_loopback(name)).then_some(name)
}

/// Whether a host is the local machine, also by one of the public names that resolve to it.
pub(super) fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let is_named = host.contains("127.0.0.1.") || host.contains("127-0-0-1.");
    if is_named && (host.ends_with(".nip.io") || host.ends_with(".sslip.io")) {
        return true;
    }
    // The unspecified address is for listening, not a remote host.
    host == "localhost"
        || host.ends_with(".localhost")
        || host.starts_with("127.")
        || matches!(host.as_str(), "::1" | "0:0:0:0:0:0:0:1" | "0.0.0.0" | "::")
}

/// Whether a key is the address of a Vault or OpenBao server: `VAULT_ADDR`, `vaultAddress`.
pub(super) fn is_vault_address(key: &str) -> bool {
    let folded: String =
        key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let name = folded.strip_prefix("external").unwrap_or(&folded);
    let rest = name.strip_prefix("vault").or_else(|| name.strip_prefix("openbao"));
    let rest = rest.or_else(|| name.strip_prefix("bao"));
    rest.is_some_and(|rest| {
        let rest = ["api", "agent", "proxy", "cluster", "server", "redirect"]
            .iter()
            .find_map(|part| rest.strip_prefix(part))
            .unwrap_or(rest);
        matches!(rest, "addr" | "address" | "url" | "uri" | "endpoint")
    }) || name == "vaultserver"
}

/// The words of a key in lower case: `fhirServerUrl`, `FHIR_SERVER_URL`, `fhir-server-url`.
pub(super) fn words(key: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut last_is_small = false;
    for letter in key.chars() {
        if (letter.is_uppercase() && last_is_small) || !letter.is_alphanumeric() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        }
        last_is_small = letter.is_lowercase() || letter.is_numeric();
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_addresses_do_not_count() {
        let cases = [
            ("http://vault:8200", Some("vault")),
            ("HTTP://user:word@vault.example:8200/v1", Some("vault.example")),
            ("http://[fd00::1]:8200", Some("fd00::1")),
            ("http://localhost:8200", None),
            ("http://127.0.0.1", None),
            ("http://[::1]:8200", None),
            ("http://fhir.127.0.0.1.nip.io/fhir", None),
            ("https://vault:8200", None),
            ("http://", None),
            ("vault:8200", None),
            ("h\u{00fc}ttp://x", None),
        ];
        for (text, expected) in cases {
            assert_eq!(plain_http_host(text), expected, "{text}");
        }
    }

    #[test]
    fn addresses_of_a_vault_have_many_names() {
        for key in [
            "VAULT_ADDR",
            "vaultAddress",
            "externalVaultAddr",
            "VAULT_AGENT_ADDR",
            "BAO_ADDR",
            "vault.server",
        ] {
            assert!(is_vault_address(key), "{key}");
        }
        for key in ["VAULT_TOKEN", "defaultAddress", "VAULT_ADDRESS_FILE", "vault"] {
            assert!(!is_vault_address(key), "{key}");
        }
    }

    #[test]
    fn keys_are_words() {
        for key in ["fhirServerUrl", "FHIR_SERVER_URL", "fhir-server.url"] {
            assert_eq!(words(key), ["fhir", "server", "url"], "{key}");
        }
    }
}

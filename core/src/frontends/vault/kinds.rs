//! Vault files by name and by content.

use super::read;
use crate::frontends::compiled::{self, VAULT};
use crate::frontends::frontend::{Doubt, FileKind};
use crate::frontends::inner::texts;
use crate::frontends::known::{Known, at, is_undecided, kind, values};
use crate::model::Whole;
use crate::tree::NodeRef;

pub(super) static KNOWN: [Known; 1] = [Known {
    kind: &FileKind {
        inner: texts,
        whole: |path| Whole::named("vault", path),
        ..kind("vault", "Vault file", "Vault files", compiled::read(VAULT, read))
    },
    names: &[
        "*.ctmpl",
        "*vault*.hcl",
        "vault/*.hcl",
        "vault/*.tpl",
        "vault/*.tmpl",
        "vault/policies/*.hcl",
    ],
    matches: |doubt| is_secret_template(doubt) || is_undecided(doubt, is_vault),
}];

/// Functions in templates of Vault Agent and consul-template.
const ASKED: &[&str] = &[
    "key",
    "keyExists",
    "keyOrDefault",
    "ls",
    "pkiCert",
    "safeLs",
    "safeTree",
    "secret",
    "secrets",
    "service",
    "services",
    "tree",
];

/// Whether a text is a template with values from Vault or Consul, and not of another template
/// language.
fn is_secret_template(doubt: &Doubt<'_>) -> bool {
    let mut actions = doubt.text.split("{{").skip(1);
    let is_before = |word: &str| matches!(word, "with" | "range" | "if" | ":=" | "");
    doubt.kind.word == "dotenv"
        && actions.any(|action| {
            let action = action.split("}}").next().unwrap_or(action).trim_start_matches('-');
            let mut words = action.split_whitespace().map(|word| word.trim_start_matches('('));
            let function = words.find(|word| !is_before(word) && !word.starts_with('$'));
            // In other languages the word alone may be a variable.
            let is_given = |word: &str| word.starts_with(['"', '`', '$']) || word == "printf";
            function.is_some_and(|name| ASKED.contains(&name)) && words.next().is_some_and(is_given)
        })
}

/// Whether it is a policy, or the configuration of a server, agent or template program of Vault.
fn is_vault(root: NodeRef<'_>) -> bool {
    let has = |key: &str| at(root, key).is_some();
    let grants = |path: NodeRef<'_>| at(path, "capabilities").is_some();
    let is_policy = at(root, "path").is_some_and(|paths| values(paths).any(grants));
    let is_server = ["storage", "listener", "seal", "ha_storage", "api_addr"];
    let is_server = is_server.iter().filter(|key| has(key)).count() > 1;
    let asks = ["template", "cache", "api_proxy", "listener", "exec", "env_template"];
    let is_client = has("vault") && asks.iter().any(|key| has(key));
    is_policy || has("auto_auth") || is_server || is_client
}

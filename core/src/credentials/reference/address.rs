//! Addresses of values in a store, in the notation of the store.

use super::{is_name, is_plain_name};

/// Words before a colon that indicate a location, whatever follows.
const SOURCES: [&str; 38] = [
    "vault",
    "op",
    "env",
    "file",
    "fd",
    "ssm",
    "awssm",
    "awsssm",
    "gcpsm",
    "sm",
    "akv",
    "asm",
    "secretsmanager",
    "secretmanager",
    "parameterstore",
    "keyvault",
    "azurekeyvault",
    "keyring",
    "kms",
    "conjur",
    "chamber",
    "doppler",
    "infisical",
    "bws",
    "sops",
    "secret",
    "secrets",
    "secretref",
    "encrypted",
    "lookup",
    "arn",
    "tfstate",
    // The Serverless Framework.
    "self",
    "opt",
    "cf",
    "s3",
    "param",
    "sls",
];

/// Schemes of protocols: what follows them is a host to connect to, not a place where a value is kept.
const PROTOCOLS: [&str; 46] = [
    "http",
    "https",
    "ws",
    "wss",
    "ftp",
    "ftps",
    "sftp",
    "ssh",
    "git",
    "tcp",
    "tls",
    "udp",
    "unix",
    "grpc",
    "grpcs",
    "redis",
    "rediss",
    "valkey",
    "amqp",
    "amqps",
    "mqtt",
    "mqtts",
    "nats",
    "kafka",
    "postgres",
    "postgresql",
    "mysql",
    "mariadb",
    "mongodb",
    "mongodb+srv",
    "mssql",
    "sqlserver",
    "oracle",
    "clickhouse",
    "cassandra",
    "neo4j",
    "bolt",
    "memcached",
    "smtp",
    "smtps",
    "imap",
    "imaps",
    "ldap",
    "ldaps",
    "jdbc",
    "sqlite",
];

/// Whether a value is the address of a value in a store.
pub(super) fn is_address(value: &str) -> bool {
    // Bank-Vaults marks values that it replaces on each run.
    let value = value.trim_start_matches('>');
    // A command that returns the value may have several words.
    let is_command = ["cmd:", "exec:", "command:"].iter().any(|word| value.starts_with(word));
    if is_command || value.contains(char::is_whitespace) {
        return is_command;
    }
    is_of_scheme(value)
        || is_resource_name(value)
        || is_key_vault(value)
        || is_file_after_at(value)
        || is_resource_address(value)
}

/// Whether a text begins with a word that indicates a location: `env:NAME`.
pub(super) fn is_source(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_source = SOURCES.contains(&scheme) && !rest.is_empty();
    // Kafka and Strimzi name the file and the key in it.
    is_source && !rest.starts_with('-')
}

/// `vault:secret/data/app#password`, `op://vault/item/password`, `ref+awsssm://app/db`,
/// `gcp:secretmanager:projects/app/secrets/db`.
pub(super) fn is_of_scheme(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once(':') else { return false };
    let belongs =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+.-".contains(&byte);
    let is_scheme = scheme.len() > 1
        && scheme.bytes().any(|byte| byte.is_ascii_lowercase())
        && scheme.bytes().all(belongs);
    if !is_scheme || rest.is_empty() || is_protocol(scheme) {
        return false;
    }
    if let Some(rest) = rest.strip_prefix("//") {
        if scheme == "file" {
            return false;
        }
        // If there is a user with a password, the password decides.
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        return !rest.is_empty() && !authority.contains('@');
    }
    is_source(value) || is_path_of_names(rest)
}

fn is_protocol(scheme: &str) -> bool {
    // `postgresql+psycopg2`, `mysql+pymysql`, `redis+sentinel`.
    let first = scheme.split('+').next().unwrap_or_default();
    PROTOCOLS.contains(&scheme) || PROTOCOLS.contains(&first)
}

/// `secretmanager:projects/app/secrets/db`, `lab/db#password`: names with slashes between them.
fn is_path_of_names(text: &str) -> bool {
    text.contains('/')
        && text
            .split(['/', ':', '#'])
            .all(|part| is_plain_name(part) || part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `arn:aws:..` is of a scheme; `projects/12345/secrets/db`, `ocid1.vaultsecret.oc1..`, `alias/key`.
fn is_resource_name(value: &str) -> bool {
    let is_project = value.starts_with("projects/") && value.contains("/secrets/");
    is_project || value.starts_with("ocid1.") || value.starts_with("alias/")
}

/// The address of a secret in Azure Key Vault.
fn is_key_vault(value: &str) -> bool {
    let host = value.strip_prefix("https://").and_then(|rest| rest.split_once('/'));
    host.is_some_and(|(host, path)| host.contains(".vault.") && path.starts_with("secrets/"))
}

/// `@/run/secrets/token`: curl and similar programs read the file; `@-` is standard input.
fn is_file_after_at(value: &str) -> bool {
    value.strip_prefix('@').is_some_and(|rest| {
        let is_path = rest.starts_with('/') && !rest.contains(['+', '=', '!', '@']);
        is_path || rest == "-" || is_source(rest)
    })
}

/// Addresses within a language of configuration: `var.password`, `random_password.db.result`,
/// `process.env.PASSWORD`.
fn is_resource_address(value: &str) -> bool {
    const ROOTS: [&str; 8] =
        ["var.", "local.", "data.", "module.", "process.env.", "env.", "secrets.", "vars."];
    let words = |part: &str| is_name(part.split('[').next().unwrap_or_default()) && part.len() < 40;
    if ROOTS.iter().any(|root| value.starts_with(root)) {
        return value.split('.').all(words);
    }
    let mut parts = value.split('.');
    let kind = parts.next().unwrap_or_default();
    kind.contains('_')
        && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && value.bytes().filter(|byte| *byte == b'.').count() >= 2
        && parts.all(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_a_value_is_kept() {
        for value in [
            "vault:secret/data/app#password",
            ">>vault:secret/data/app#password",
            "op://vault/item/password",
            "ref+awsssm://app/db",
            "cmd:pass show clinic/db",
            "env:NAME",
            "secretmanager:projects/app/secrets/db",
        ] {
            assert!(is_address(value), "{value}");
        }
        for value in [
            "vault:secret/data/app password",
            "postgres://db/app",
            "postgresql+psycopg2://db/app",
            "file://etc/passwd",
            "x://vault/item",
            "op://ward:Kq7v@item",
            "op://",
            "vault:",
            "Kq7v:zW2x",
            "Kq7vzW2x",
        ] {
            assert!(!is_address(value), "{value}");
        }
        assert!(is_source("env:NAME"));
        assert!(!is_source("env:") && !is_source("kafka:NAME") && !is_source("file:-x"));
    }
}

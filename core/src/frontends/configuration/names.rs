//! The names by which files of settings and credentials are recognised, each with its format.

use crate::frontends::known::SAMPLES;
use crate::frontends::names::FileName;
use crate::syntax::Format;

/// The ends of paths, in lower case, as [`FileName::ends_like`] reads them.
const NAMES: &[(Format, &[&str])] = &[
    (
        Format::TEXT,
        &[
            // Credentials, one per line: curl, PostgreSQL, Git, Apache.
            ".netrc",
            "_netrc",
            ".pgpass",
            "pgpass.conf",
            ".git-credentials",
            ".htpasswd",
            "htpasswd",
            "*.htpasswd",
            // Keys by the names that OpenSSL and OpenSSH use.
            "*.pem",
            "*.key",
            "*.ppk",
            "id_rsa",
            "id_dsa",
            "id_ecdsa",
            "id_ed25519",
            // Credentials for logging in to Vault.
            "secret-id",
            "secret_id",
            "secret-id.txt",
            "secret_id.txt",
            "role-id",
            "role_id",
            "role-id.txt",
            "role_id.txt",
            ".vault-token",
            "vault-token",
            // Markup is read as text.
            ".m2/settings.xml",
            "nuget.config",
        ],
    ),
    (
        Format::PROPERTIES,
        &[
            ".npmrc",
            "npmrc",
            "pip.conf",
            "pip.ini",
            ".pypirc",
            ".aws/credentials",
            ".aws/config",
            ".my.cnf",
            "my.cnf",
            "rclone.conf",
            ".s3cfg",
            ".boto",
            ".cargo/credentials",
            ".cargo/credentials.toml",
            "gradle.properties",
            ".smbcredentials",
        ],
    ),
    (Format::HCL, &[".terraformrc", "terraform.rc"]),
    (
        Format::JSON,
        &[
            ".docker/config.json",
            ".dockerconfigjson",
            "*.dockerconfigjson",
            ".dockercfg",
            ".composer/auth.json",
            "credentials.tfrc.json",
        ],
    ),
    (Format::YAML, &[".yarnrc.yml", ".gem/credentials", ".sops.yml"]),
];

/// The format of a file that is recognised by its name.
pub(super) fn format(name: &FileName) -> Option<Format> {
    let of = |name: &FileName| {
        let is_of = |(_, names): &&(Format, &[&str])| names.iter().any(|own| name.ends_like(own));
        NAMES.iter().find(is_of).map(|(format, _)| *format)
    };
    let shown = SAMPLES.iter().find_map(|end| name.without_end(end));
    of(name).or_else(|| of(&shown?))
}

/// The format of an embedded text, by the name of its file.
pub(crate) fn format_of(name: &str) -> Option<Format> {
    format(&FileName::new(name))
}

/// The key of a text without keys: the name of its file.
pub(super) fn key(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.strip_suffix(".txt").unwrap_or(file)
}

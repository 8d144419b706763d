//! Programs that take a password by a short option or by its position.

/// How a program accepts a password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Program {
    /// `-p` and the password in the same word; a separate word is a database.
    Attached(&'static str),
    /// The option, and the password in the same word or the next one.
    Option(&'static str),
    /// As `Option`, but only after the word `login`.
    Login(&'static str),
    /// The option takes `user:password`.
    UserInfo(&'static str),
    /// `-b`, and the password is the last word.
    PasswordFile,
    /// As `UserInfo`, with `%` as separator.
    UserPercent(&'static str),
    /// The words that precede the password, each with the number of words in between.
    Position(&'static [(&'static str, usize)]),
}

/// How the program with this name accepts a password; `None` for any other.
pub(super) fn named(name: &str) -> Option<Program> {
    let name = name.strip_suffix(".exe").unwrap_or(name);
    Some(match name {
        "mysql" | "mysqldump" | "mysqladmin" | "mysqlimport" | "mysqlcheck" | "mysqlshow"
        | "mariadb" | "mariadb-dump" | "mariadb-admin" | "mysqlsh" | "mysqlslap" => {
            Program::Attached("-p")
        }
        "docker" | "podman" | "nerdctl" | "helm" | "buildah" | "skopeo" | "oras" | "crane"
        | "az" | "oc" | "argocd" | "cf" => Program::Login("-p"),
        "sshpass" | "mongo" | "mongosh" | "mongodump" | "mongorestore" | "mongoexport"
        | "mongoimport" => Program::Option("-p"),
        "sqlcmd" | "bcp" | "osql" => Program::Option("-P"),
        "redis-cli" | "valkey-cli" | "keydb-cli" => Program::Option("-a"),
        "ldapsearch" | "ldapadd" | "ldapmodify" | "ldapdelete" | "ldapwhoami" | "ldappasswd" => {
            Program::Option("-w")
        }
        "curl" => Program::UserInfo("-u"),
        "ab" => Program::UserInfo("-A"),
        "http" | "https" => Program::UserInfo("-a"),
        "htpasswd" => Program::PasswordFile,
        "rabbitmqctl" => Program::Position(&[("add_user", 1), ("change_password", 1)]),
        "vault" => Program::Position(&[("login", 0), ("unseal", 0)]),
        "aws" => Program::Position(&[("aws_secret_access_key", 0), ("aws_session_token", 0)]),
        "mc" => Program::Position(&[("set", 3)]),
        "smbclient" | "rpcclient" | "net" => Program::UserPercent("-U"),
        _ => return None,
    })
}

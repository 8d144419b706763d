//! Command lines, as lists and as texts for a shell.

use super::{Is, seen};
use crate::credentials::arguments;

/// What is exposed in a command: how it is called, its text, its class.
fn exposed<'a>(list: &[&'a str]) -> Vec<(&'a str, &'a str, Is)> {
    let found = arguments(list).into_iter().filter_map(|argument| {
        let secret = argument.secret()?;
        let text = list[argument.number].get(secret).unwrap();
        Some((argument.name, text, seen(&argument.verdict())))
    });
    found.collect()
}

const X: &str = "Tr0ub4dor3x";

#[test]
fn a_secret_is_found_by_how_the_program_takes_it() {
    #[rustfmt::skip]
    let rows: &[(&[&str], &str)] = &[
        (&["serve", "--password=Tr0ub4dor3x"], "--password"),
        (&["serve", "--password", "Tr0ub4dor3x"], "--password"),
        (&["serve", "--db.password", "Tr0ub4dor3x"], "--db.password"),
        (&["java", "-Dspring.datasource.password=Tr0ub4dor3x"], "-Dspring.datasource.password"),
        (&["keytool", "-storepass", "Tr0ub4dor3x"], "-storepass"),
        (&["helm", "install", "x", "--set", "a.b=c,auth.password=Tr0ub4dor3x"], "auth.password"),
        (&["helm", "install", "x", "--set=auth.password=Tr0ub4dor3x"], "auth.password"),
        (&["docker", "run", "-e", "DB_PASSWORD=Tr0ub4dor3x", "app"], "DB_PASSWORD"),
        (&["docker", "build", "--build-arg", "TOKEN=Tr0ub4dor3x", "."], "TOKEN"),
        (&["kubectl", "create", "secret", "generic", "x", "--from-literal=password=Tr0ub4dor3x"], "password"),
        (&["env", "PGPASSWORD=Tr0ub4dor3x", "psql"], "PGPASSWORD"),
        (&["docker", "login", "-u", "app", "-p", "Tr0ub4dor3x", "registry"], "-p"),
        (&["helm", "registry", "login", "-u", "app", "-p", "Tr0ub4dor3x"], "-p"),
        (&["mysql", "-u", "app", "-pTr0ub4dor3x", "db"], "-p"),
        (&["/usr/bin/mysqldump", "-pTr0ub4dor3x"], "-p"),
        (&["mongosh", "-u", "app", "-p", "Tr0ub4dor3x"], "-p"),
        (&["sshpass", "-p", "Tr0ub4dor3x", "ssh", "-p", "22", "host"], "-p"),
        (&["sshpass", "-pTr0ub4dor3x", "ssh", "host"], "-p"),
        (&["htpasswd", "-Bbn", "app", "Tr0ub4dor3x"], "-Bbn"),
        (&["sqlcmd", "-S", "db", "-U", "sa", "-P", "Tr0ub4dor3x"], "-P"),
        (&["redis-cli", "-a", "Tr0ub4dor3x", "ping"], "-a"),
        (&["redis-server", "--requirepass", "Tr0ub4dor3x"], "--requirepass"),
        (&["ldapsearch", "-D", "cn=admin", "-w", "Tr0ub4dor3x"], "-w"),
        (&["curl", "-u", "app:Tr0ub4dor3x", "https://host"], "-u"),
        (&["curl", "-uapp:Tr0ub4dor3x", "https://host"], "-u"),
        (&["curl", "--user", "app:Tr0ub4dor3x", "https://host"], "--user"),
        (&["curl", "-H", "X-Api-Key: Tr0ub4dor3x"], "X-Api-Key"),
        (&["curl", "https://app:Tr0ub4dor3x@host/"], ""),
        (&["curl", "-H", "Authorization: Basic YXBwOlRyMHViNGRvcjN4"], ""),
        (&["vault", "login", "Tr0ub4dor3x"], "login"),
        (&["rabbitmqctl", "add_user", "app", "Tr0ub4dor3x"], "add_user"),
        (&["serve", "postgres://app:Tr0ub4dor3x@db/app"], ""),
        (&["sh", "-c", "export A=b; PGPASSWORD='Tr0ub4dor3x' psql | cat"], "PGPASSWORD"),
        (&["bash", "-ec", "set -e\nmysql -u app \\\n  -p\"Tr0ub4dor3x\" db\n"], "-p"),
        (&["mysql -u app -pTr0ub4dor3x db"], "-p"),
        (&["curl -u 'app:Tr0ub4dor3x' https://host && true"], "-u"),
        (&["sh -c \"PGPASSWORD=Tr0ub4dor3x psql -h db\""], "PGPASSWORD"),
        (&["bash", "-c", "'mysql -pTr0ub4dor3x -h db'"], "-p"),
        (&["CMD-SHELL", "mysqladmin ping -u root -pTr0ub4dor3x"], "-p"),
        (&["sh", "-c", "su app -c 'redis-cli -a Tr0ub4dor3x ping'"], "-a"),
        (&["# password=x\nserve --password=Tr0ub4dor3x\n"], "--password"),
    ];
    for (list, name) in rows {
        let secret = if list.concat().contains("Basic") { "YXBwOlRyMHViNGRvcjN4" } else { X };
        assert_eq!(exposed(list), [(*name, secret, Is::Literal)], "{list:?}");
    }
}

#[test]
fn a_comma_parts_assignments_only() {
    let of = |text| exposed(&["helm", "install", "x", "--set", text]);
    let expected = [("auth.password", "Tr0ub4dor3x", Is::Literal)];
    assert_eq!(of("a=b,auth.password=Tr0ub4dor3x"), expected);
    let expected = [("auth.password", "Tr0ub4dor3x,q7", Is::Literal)];
    assert_eq!(of("auth.password=Tr0ub4dor3x,q7"), expected);
}

#[test]
fn ports_files_switches_and_references_are_none() {
    let rows: &[&[&str]] = &[
        &["docker", "run", "-p", "8080:80", "app"],
        &["ssh", "-p", "22", "host"],
        &["mysql", "-u", "app", "-p", "database"],
        &["psql", "-p", "5432", "-U", "app"],
        &["serve", "--password-file", "/etc/app/password"],
        &["serve", "--password-file=/etc/app/password"],
        &["serve", "--no-password", "something"],
        &["serve", "--token-ttl", "24h", "--secret-name", "app-login"],
        &["serve", "--password=$(DB_PASSWORD)"],
        &["sh", "-c", "PGPASSWORD=`cat /run/secrets/db` psql"],
        &["serve", "--password", "$(DB_PASSWORD)"],
        &["docker", "login", "-u", "app", "--password-stdin"],
        &["curl", "-u", "$USER:$PASSWORD", "https://host"],
        &["curl", "-H", "Authorization: Bearer $TOKEN", "https://host"],
        &["sh", "-c", "mysql -p\"$MYSQL_PASSWORD\" -h db"],
        &["sh", "-c", "PGPASSWORD=$(cat /run/secrets/db) psql"],
        &["mkdir", "-p", "/var/lib/something-long"],
        &["tar", "-a", "something-long"],
        &["--service-account-signing-key-file=/etc/tls/sa.key"],
        &["--auth-token-audience=api", "--csrf-token", "header-name-here"],
        &["redis-cli", "ping"],
        &["vault", "login", "-method=kubernetes", "role=clinic-api"],
        &["kubectl", "get", "secret", "app-login", "-o", "yaml"],
        &["echo", "The password is in the vault"],
        &[],
        &[""],
        &["-p"],
    ];
    for list in rows {
        assert_eq!(exposed(list), [], "{list:?}");
    }
}

#[test]
fn an_option_goes_on_behind_a_semicolon_where_a_setting_follows() {
    let of = |text: &str| {
        let list = ["sh", "-c", text];
        exposed(&list).into_iter().map(|(name, ..)| name.to_owned()).collect::<Vec<_>>()
    };
    let option = "--connection";
    assert_eq!(of("app --connection=Host=db;P=1;Username=app;Password=Tr0ub4dor3x;S=1"), [option]);
    assert_eq!(of("app --at=`date +%s` --password=Tr0ub4dor3x"), ["--password"]);
    assert_eq!(of("app --connection=Host=db; Password=Tr0ub4dor3x app"), ["Password"]);
}

#[test]
fn the_bytes_of_each_value_are_those_of_its_argument() {
    let pieces = [
        "mysql", "-p", "'", "\"", "x", "=", "$(", "${", "{{", "\\", "\n", " ", "-c", "ü", ";", ",",
        ": ", "curl", "-u", ":",
    ];
    for first in pieces {
        for second in pieces {
            for third in pieces {
                let text = format!("{first}{second}{third}");
                let script = format!("{first} {second}{third} {first}");
                for list in [vec![&*text], vec![first, second, third], vec!["sh", "-c", &script]] {
                    for argument in arguments(&list) {
                        let text = list[argument.number].get(argument.range.clone());
                        assert_eq!(text, Some(argument.value), "{list:?}");
                    }
                }
            }
        }
    }
}

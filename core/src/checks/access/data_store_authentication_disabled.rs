use crate::checks::partly::image_name;
use crate::checks::programs::{Started, started};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Technology;
use crate::model::pods::{Container, Role};
use crate::tree::Place;

pub(super) static CHECK: Check = Check {
    id: "data-store-authentication-disabled",
    title: "data store does not require authentication",
    messages: &[OPEN.text(), REDIS_WITHOUT_PASSWORD.text(), MONGODB.text()],
    why: "Anyone who can connect to the port can read and change all data without a password.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Remove the setting, and take the password from a Secret: for PostgreSQL with `POSTGRES_PASSWORD_FILE`, for Redis with `requirepass` in a mounted configuration file, for MongoDB with `MONGO_INITDB_ROOT_USERNAME` and `MONGO_INITDB_ROOT_PASSWORD_FILE`.",
        ),
        (
            Technology::Compose,
            "Remove the setting, and take the password from a file of `secrets`: for PostgreSQL with `POSTGRES_PASSWORD_FILE`, for Redis with `requirepass` in a mounted configuration file, for MongoDB with `MONGO_INITDB_ROOT_USERNAME` and `MONGO_INITDB_ROOT_PASSWORD_FILE`.",
        ),
    ]),
    severity: Severity::High,
    concern: Concern::Authentication,
    controls: &[
        supports_and_refutes(Hipaa::S312D).own_reading(),
        refutes(Hipaa::S312A2I).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Container(check),
};

const OPEN: Message<3> = Message::new("{container} disables authentication with `{name}={value}`");
const REDIS_WITHOUT_PASSWORD: Message<1> =
    Message::new("{container} runs Redis without a password");
const MONGODB: Message<1> = Message::new("{container} runs MongoDB without access control");

/// Variables that disable authentication, with the values that do so.
const SWITCHES: &[(&str, &[&str])] = &[
    ("POSTGRES_HOST_AUTH_METHOD", &["trust"]),
    ("ALLOW_EMPTY_PASSWORD", ON),
    ("MYSQL_ALLOW_EMPTY_PASSWORD", ON),
    ("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", ON),
    ("xpack.security.enabled", OFF),
    ("DISABLE_SECURITY_PLUGIN", ON),
    ("plugins.security.disabled", ON),
    ("INFLUXDB_HTTP_AUTH_ENABLED", OFF),
];

const ON: &[&str] = &["yes", "true", "1", "on"];
const OFF: &[&str] = &["no", "false", "0", "off"];

fn check(container: &Container, _: &Scope, out: &mut Outcome) {
    if container.role == Role::Hook {
        return out.not_applicable();
    }
    let mut looked = false;
    for variable in out.read(&container.env).into_iter().flatten() {
        let Some(name) = out.read(&variable.name) else { continue };
        let Some((_, off)) = SWITCHES.iter().find(|(switch, _)| switch == name) else { continue };
        looked = true;
        let Some(value) = out.read(&variable.value) else { continue };
        if crate::credentials::is_reference(value) || crate::credentials::is_expression(value) {
            out.unknown(
                &variable.value,
                "the value is a reference whose target is not in the input",
            );
        } else if off.iter().any(|off| off.eq_ignore_ascii_case(value.trim())) {
            let message = OPEN.with(container.label(), name, value.trim());
            out.fail(&variable.value, message);
        } else {
            out.pass(&variable.value);
        }
    }
    let Some(name) = image_name(container, out) else { return };
    let (programs, tools) = match &*name {
        "redis" | "valkey" => REDIS,
        "mongo" => MONGO,
        _ if !looked => return out.not_applicable(),
        _ => return,
    };
    match started(programs, tools, container, out) {
        Started::Program(words) if programs == MONGO.0 => mongo(&words, container, out),
        Started::Program(words) => redis(&words, container, out),
        Started::Other if !looked => out.not_applicable(),
        Started::Other => {}
        Started::Unknown(place) => {
            out.unknown(&place, "the command does not show which program it starts");
        }
    }
}

/// The servers of a data store, and its client programs.
type Programs = (&'static [&'static str], &'static [&'static str]);

const REDIS: Programs = (
    &["redis-server", "valkey-server"],
    &["redis-cli", "valkey-cli", "redis-sentinel", "valkey-sentinel", "redis-benchmark"],
);
const MONGO: Programs =
    (&["mongod"], &["mongo", "mongosh", "mongos", "mongodump", "mongorestore", "mongoimport"]);

/// Redis requires no password unless its command or its configuration sets one.
fn redis(words: &[(&str, Place)], container: &Container, out: &mut Outcome) {
    if out.is_undecided() {
        return;
    }
    let asks = |word: &str| word.contains("requirepass") || word.contains("aclfile");
    if let Some((_, place)) = words.iter().find(|(word, _)| asks(word)) {
        return out.pass(place);
    }
    if words.iter().any(|(word, _)| word.contains(".conf") || word.contains('$')) {
        return out.unknown(&container.args, "the configuration file of Redis decides");
    }
    out.fail(container, REDIS_WITHOUT_PASSWORD.with(container.label()));
}

fn mongo(words: &[(&str, Place)], container: &Container, out: &mut Outcome) {
    let asks = |word: &str| word == "--auth" || word.starts_with("--keyFile");
    if let Some((_, place)) = words.iter().find(|(word, _)| asks(word)) {
        return out.pass(place);
    }
    for variable in out.read(&container.env).into_iter().flatten() {
        let name = out.read(&variable.name);
        if name.is_some_and(|name| name.starts_with("MONGO_INITDB_ROOT_USERNAME")) {
            return out.pass(&variable.name);
        }
    }
    let from_elsewhere = out.read(&container.env_from).is_some_and(|sources| !sources.is_empty());
    if from_elsewhere {
        return out.unknown(&container.env_from, "a variable from `envFrom` may set the root user");
    }
    if !out.is_undecided() {
        out.fail(container, MONGODB.with(container.label()));
    }
}

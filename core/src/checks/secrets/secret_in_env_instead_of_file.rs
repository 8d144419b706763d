use crate::checks::partly::image_name;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, supports,
};
use crate::frameworks::Hipaa;
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "secret-in-env-instead-of-file",
    title: "password is set in an environment variable although the image supports a file",
    messages: &[MESSAGE.text()],
    why: "Environment variables are visible in `docker inspect`, are inherited by every child process, and can end up in logs and core dumps.",
    fix: Fix::all(
        "Define the password in `secrets`, and set the `_FILE` variable of the image to the path of its file instead.",
    ),
    severity: Severity::Info,
    concern: Concern::Credential,
    controls: &[supports(Hipaa::S312D).own_reading(), supports(Hipaa::S308A5IID).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<3> = Message::new("`{variable}` is set instead of `{variable}{ending}`");

/// Images, their password variables, and the suffix of the variable for a file.
const VARIABLES: &[(&str, &str, &str)] = &[
    ("postgres", "POSTGRES_PASSWORD", "_FILE"),
    ("mysql", "MYSQL_ROOT_PASSWORD", "_FILE"),
    ("mysql", "MYSQL_PASSWORD", "_FILE"),
    ("mariadb", "MARIADB_ROOT_PASSWORD", "_FILE"),
    ("mariadb", "MARIADB_PASSWORD", "_FILE"),
    ("mariadb", "MYSQL_ROOT_PASSWORD", "_FILE"),
    ("mariadb", "MYSQL_PASSWORD", "_FILE"),
    ("mongo", "MONGO_INITDB_ROOT_PASSWORD", "_FILE"),
    ("grafana", "GF_SECURITY_ADMIN_PASSWORD", "__FILE"),
    ("influxdb", "DOCKER_INFLUXDB_INIT_PASSWORD", "_FILE"),
    ("influxdb", "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", "_FILE"),
];

fn check(container: &Container, _: &Scope, out: &mut Outcome) {
    let Some(name) = image_name(container, out) else { return };
    let mut looked = false;
    for variable in out.read(&container.env).into_iter().flatten() {
        let Some(key) = out.read(&variable.name) else { continue };
        let of_image = VARIABLES.iter().filter(|(image, ..)| *image == name);
        for (_, plain, end) in of_image {
            if key == plain {
                looked = true;
                out.fail(&variable.name, MESSAGE.with(key, key, end));
            } else if key.strip_suffix(end) == Some(*plain) {
                looked = true;
                out.pass(&variable.name);
            }
        }
    }
    if !looked && !out.is_undecided() {
        out.not_applicable();
    }
}

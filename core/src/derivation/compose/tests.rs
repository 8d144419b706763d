//! Small projects, one property each.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod open;

use std::fmt::Write as _;
use std::sync::Arc;

use super::{File, Project, projects};
use crate::frontends::dotenv::FORMAT;
use crate::source::{ProblemCode, Source};
use crate::syntax::{Format, parse};
use crate::tree::{Cursor, Kind, Limits, NodeRef, Origin, Role, State, Tree, Unwritable};

struct Bundle {
    paths: Vec<String>,
    trees: Vec<Arc<Tree>>,
}

impl Bundle {
    fn new(files: &[(&str, &str)]) -> Self {
        let read = |(path, text): &(&str, &str)| {
            let format = if path.contains("env") { FORMAT } else { Format::COMPOSE };
            let (tree, _) =
                parse(Source::new(*path, *text), format, Origin::Text, Limits::default());
            Arc::new(tree)
        };
        Self {
            paths: files.iter().map(|(path, _)| (*path).to_owned()).collect(),
            trees: files.iter().map(read).collect(),
        }
    }

    fn projects(&self) -> Vec<Project> {
        self.projects_within(Limits::default())
    }

    fn projects_within(&self, limits: Limits) -> Vec<Project> {
        let files: Vec<File<'_>> = (0..)
            .zip(self.paths.iter().zip(&self.trees))
            .map(|(number, (path, tree))| File { number, path, tree, is_part: false })
            .collect();
        projects(&files, limits)
    }
}

/// The text to edit for a node: the file, and what is written there.
fn written(node: NodeRef<'_>) -> (&str, &str) {
    let written = node.tree().written(node.index(), None);
    let text = written.tree.node(written.node).text();
    let part = written.part.map_or(text, |part| text.get(part).unwrap());
    (written.tree.source().name(), part)
}

fn only(files: &[(&str, &str)]) -> (Bundle, Project) {
    let bundle = Bundle::new(files);
    let mut projects = bundle.projects();
    assert_eq!(projects.len(), 1);
    let project = projects.remove(0);
    (bundle, project)
}

fn at<'t>(project: &'t Project, path: &str) -> Cursor<'t> {
    let (_, root) = project.tree.documents().next().unwrap();
    Cursor::new(9, root).at(path)
}

fn text<'t>(project: &'t Project, path: &str) -> &'t str {
    at(project, path).node().unwrap().text()
}

#[test]
fn every_part_of_a_short_form_names_its_own_text() {
    let (_, project) = only(&[(
        "compose.yaml",
        "services:\n  web:\n    image: a\n    ports: ['127.0.0.1:8080:80/udp']\n    environment: [A=b]\n    volumes: ['./x:/y:ro']\n    command: run 'it now'\n",
    )]);
    let cases = [
        ("ports.0.host_ip", "127.0.0.1", "127.0.0.1"),
        ("ports.0.published", "8080", "8080"),
        ("ports.0.target", "80", "80"),
        ("ports.0.protocol", "udp", "udp"),
        ("ports.0.mode", "ingress", "127.0.0.1:8080:80/udp"),
        ("environment.A", "b", "b"),
        ("volumes.0.source", "./x", "./x"),
        ("volumes.0.read_only", "true", "ro"),
        ("volumes.0.type", "bind", "./x:/y:ro"),
        ("command.1", "it now", "'it now'"),
    ];
    for (path, value, written) in cases {
        let node = at(&project, &format!("services.web.{path}")).node().unwrap();
        assert_eq!((node.text(), self::written(node).1), (value, written), "{path}");
    }
    assert_eq!(project.problems, []);
}

#[test]
fn a_variable_without_a_value_is_unresolved_and_a_default_decides() {
    let (_, project) = only(&[
        (
            "compose.yaml",
            "services:\n  web:\n    image: app:${TAG}\n    user: ${USER:-root}\n    privileged: ${P}\n    environment: {A: '${KNOWN}', B: null}\n    ports: ['${PORT}:80', '${KNOWN}:81']\n",
        ),
        (".env", "KNOWN=8081\n"),
    ]);
    let image = at(&project, "services.web.image");
    assert!(matches!(image.text().state(), State::Unresolved(..)));
    assert_eq!(image.node().unwrap().text(), "app:${TAG}");
    assert!(matches!(
        at(&project, "services.web.privileged").bool().state(),
        State::Unresolved(..)
    ));
    assert!(matches!(
        at(&project, "services.web.environment.B").text().state(),
        State::Unresolved(..)
    ));
    assert_eq!(text(&project, "services.web.user"), "root");
    let user = at(&project, "services.web.user").node().unwrap();
    assert_eq!(written(user), ("compose.yaml", "root"));
    assert_eq!(text(&project, "services.web.environment.A"), "8081");
    let host = at(&project, "services.web.ports.0.host_ip").text();
    assert!(matches!(host.state(), State::Unresolved(..)));
    assert!(matches!(
        at(&project, "services.web.ports.0.target").integer().state(),
        State::Set(80, _)
    ));
    let host = at(&project, "services.web.ports.1.host_ip").text();
    assert!(matches!(host.state(), State::Unset(..)));
    assert_eq!(project.files, [0, 1]);
}

#[test]
fn the_override_and_each_environment_are_put_over_the_base() {
    let bundle = Bundle::new(&[
        ("a/compose.yml", "services: {web: {image: a, cap_add: [X]}}\n"),
        ("a/docker-compose.override.yaml", "services: {web: {image: b, cap_add: [Y]}}\n"),
        ("a/docker-compose.prod.yml", "services: {web: {privileged: true}}\n"),
        ("a/compose.tools.yaml", "services: {db: {image: c}}\n"),
        ("b/stack.yml", "services: {x: {image: d}}\n"),
    ]);
    let projects = bundle.projects();
    let seen: Vec<_> =
        projects.iter().map(|one| (one.files.clone(), one.environment.as_deref())).collect();
    let expected =
        [(vec![0, 1], None), (vec![3], None), (vec![0, 2], Some("prod")), (vec![4], None)];
    assert_eq!(seen, expected);
    assert_eq!(text(&projects[0], "services.web.image"), "b");
    assert_eq!(at(&projects[0], "services.web.cap_add").node().unwrap().len(), 2);
    assert_eq!(text(&projects[2], "services.web.image"), "a");
    assert_eq!(text(&projects[2], "services.web.privileged"), "true");
    let service = at(&projects[0], "services.web").node().unwrap();
    assert_eq!(written(service).0, "a/compose.yml");
}

#[test]
fn a_base_that_is_not_there_leaves_its_service_open() {
    let (_, project) = only(&[(
        "compose.yaml",
        "services:\n  web:\n    image: a\n    extends: {file: common.yml, service: base}\n",
    )]);
    assert_eq!(project.problems.len(), 1);
    assert_eq!(project.problems[0].1.message, "`common.yml` not found in the input");
    let field = at(&project, "services.web.privileged").bool();
    assert!(matches!(field.state(), State::Unresolved(..)));
}

#[test]
fn files_of_variables_are_under_what_the_service_says() {
    let (_, project) = only(&[
        ("compose.yaml", "services: {web: {image: a, env_file: app.env, environment: {A: own}}}\n"),
        ("app.env", "A=file\nB=${A}-file\n"),
    ]);
    assert_eq!(text(&project, "services.web.environment.A"), "own");
    let node = at(&project, "services.web.environment.B").node().unwrap();
    assert_eq!((node.text(), written(node)), ("own-file", ("app.env", "${A}-file")));
}

#[test]
fn what_leads_back_to_itself_is_a_problem() {
    let cycles: [&[(&str, &str)]; 3] = [
        &[("compose.yaml", "services: {a: {extends: b}, b: {extends: a}}\n")],
        &[("compose.yaml", "include: [compose.yaml]\nservices: {a: {image: x}}\n")],
        &[
            ("compose.yaml", "include: [x/compose.yaml]\nservices: {a: {image: x}}\n"),
            ("x/compose.yaml", "include: [../compose.yaml]\n"),
        ],
    ];
    for files in cycles {
        let bundle = Bundle::new(files);
        let problems: Vec<_> =
            bundle.projects().into_iter().flat_map(|project| project.problems).collect();
        assert!(!problems.is_empty(), "{files:?}");
        assert!(problems.iter().all(|(_, problem)| problem.message.contains("itself")));
    }
}

/// The codes of all problems of a project.
fn codes(project: &Project) -> Vec<ProblemCode> {
    project.problems.iter().map(|(_, problem)| problem.code).collect()
}

#[test]
fn files_that_include_one_another_have_an_end() {
    let name = |number: usize| match number {
        0 => "compose.yaml".to_owned(),
        _ => format!("part{number}.yaml"),
    };
    let texts: Vec<(String, String)> = (0..30)
        .map(|number| (name(number), format!("include: [{}]\nservices: {{}}\n", name(number + 1))))
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (&**path, &**text)).collect();
    let (_, project) = only(&files);
    assert_eq!(codes(&project), [ProblemCode::TooDeep]);
}

#[test]
fn services_of_a_file_of_parts_that_are_not_extended_are_checked() {
    let bundle = Bundle::new(&[
        ("compose.yaml", "services: {web: {extends: {file: parts.yaml, service: base}}}\n"),
        ("parts.yaml", "services: {base: {image: a}, spare: {image: b}}\n"),
    ]);
    let projects = bundle.projects();
    let services = |is_part: bool| -> Vec<Vec<String>> {
        let of = projects.iter().filter(|project| project.is_part == is_part);
        let names = |project| {
            let entries = at(project, "services").node().unwrap().entries();
            entries.iter().map(|(name, _)| name.text().to_owned()).collect()
        };
        of.map(names).collect()
    };
    assert_eq!(services(false), [["web"]]);
    assert_eq!(services(true), [["spare"]]);
}

#[test]
fn short_forms_of_jobs_are_those_of_jobs() {
    let (_, project) = only(&[(
        "compose.yaml",
        "services: {web: {image: a, pre_start: [{env_file: b}]}}\njobs: {mail: {image: a, triggers: {schedule: [daily]}, pre_start: [{env_file: b}]}}\n",
    )]);
    assert_eq!(text(&project, "jobs.mail.triggers.schedule.0.cron"), "daily");
    assert_eq!(text(&project, "jobs.mail.pre_start.0.env_file"), "b");
    assert_eq!(text(&project, "services.web.pre_start.0.env_file.0.path"), "b");
}

#[test]
fn a_file_in_which_nothing_could_be_read_may_say_anything() {
    let (_, project) = only(&[("compose.yaml", "services: [\n")]);
    let image = at(&project, "services.web.image");
    assert!(matches!(image.text().state(), State::Unresolved(..)));
}

#[test]
fn an_include_without_a_path_is_said() {
    let (_, project) =
        only(&[("compose.yaml", "include: [{env_file: a.env}]\nservices: {web: {image: a}}\n")]);
    assert_eq!(project.problems.len(), 1, "{:?}", project.problems);
}

#[test]
fn what_cannot_be_put_over_something_leaves_it_open() {
    let (_, project) = only(&[
        ("compose.yaml", "services: {web: {image: a, labels: {x: y}}}\n"),
        ("compose.override.yaml", "services: {web: {labels: 5}}\n"),
    ]);
    assert_eq!(codes(&project), [ProblemCode::Merge]);
    assert_eq!(text(&project, "services.web.labels.x"), "y");
    assert!(matches!(at(&project, "services.web.labels.z").text().state(), State::Unresolved(..)));
}

#[test]
fn a_name_command_or_device_that_is_not_known_may_be_anything() {
    let (_, project) = only(&[(
        "compose.yaml",
        "services:\n  web: {image: a, environment: ['${NAME}=x'], command: '${RUN}', gpus: '${GPUS}'}\n  \
         all: {image: a, gpus: all, command: 'a ${WORD}'}\n",
    )]);
    let is_open = |path: &str| matches!(at(&project, path).text().state(), State::Unresolved(..));
    assert!(is_open("services.web.environment.OTHER"));
    assert!(is_open("services.web.command"));
    assert_eq!(at(&project, "services.web.command").node().unwrap().kind(), Kind::Scalar);
    assert_eq!(text(&project, "services.all.command.0"), "a");
    assert!(is_open("services.web.gpus.0.count"));
    assert_eq!(text(&project, "services.all.gpus.0.count"), "all");
}

#[test]
fn a_wrong_shape_is_said_unless_a_variable_may_give_another_one() {
    let of = |head: &str, service: &str| {
        let text = format!("{head}\nservices: {{web: {{image: a, {service}}}}}\n");
        codes(&only(&[("compose.yaml", &text)]).1)
    };
    for service in ["gpus: {a: b}", "ulimits: {nofile: [1]}", "extends: {service: b, file: [x]}"] {
        assert_eq!(of("", service), [ProblemCode::WrongShape], "{service}");
    }
    assert_eq!(of("", "build: {context: ., ssh: [x]}"), [ProblemCode::ShortForm]);
    assert_eq!(of("include: 5", "user: a"), [ProblemCode::WrongShape]);
    for service in
        ["gpus: all", "ulimits: {nofile: '${N}'}", "build: {ssh: [default, a=b, '${S}']}"]
    {
        assert_eq!(of("include: null", service), [], "{service}");
    }
}

#[test]
fn variables_that_multiply_are_stopped() {
    let mut text = String::from("V0=0123456789\n");
    for at in 1..40 {
        writeln!(text, "V{at}=$V{0}$V{0}$V{0}", at - 1).unwrap();
    }
    let (_, project) =
        only(&[("compose.yaml", "services: {a: {image: '${V39}'}}\n"), (".env", &text)]);
    assert!(!project.problems.is_empty());
}

#[test]
fn extensions_are_gone_and_what_they_brought_is_there() {
    let (_, project) = only(&[(
        "compose.yaml",
        "x-base: &base {image: a, labels: {x-l: y}}\nservices: {web: {<<: *base, x-note: 1, user: u}}\n",
    )]);
    let (document, root) = project.tree.documents().next().unwrap();
    assert_eq!(document.span.start, 0);
    assert_eq!(root.len(), 1);
    assert_eq!(at(&project, "services.web").node().unwrap().len(), 3);
    assert_eq!(text(&project, "services.web.labels.x-l"), "y");
}

#[test]
fn broken_forms_are_problems_and_lose_nothing_else() {
    let text = "services:\n  web:\n    image: a\n    ports: [x:y, '80']\n    volumes: ['ab::c', /x]\n    command: run 'x\n    depends_on: 5\n    networks: [[a]]\n    environment: [[b]]\n    user: ${\n    privileged: '${P:-maybe}'\n  db: 5\nvolumes: {v: 3}\n";
    let (_, project) = only(&[("compose.yaml", text)]);
    assert_eq!(project.problems.len(), 10, "{:#?}", project.problems);
    assert!(project.problems.iter().all(|(_, problem)| problem.span.is_some()));
    assert!(matches!(
        at(&project, "services.web.privileged").bool().state(),
        State::Unresolved(..)
    ));
    assert_eq!(at(&project, "services.web.ports").node().unwrap().len(), 2);
}

/// The roles and files of the other contributors to a value.
fn contributors<'t>(project: &'t Project, path: &str) -> Vec<(Role, &'t str, String)> {
    let node = at(project, path).node().unwrap();
    let written = node.tree().written(node.index(), None);
    let all = written.contributors.into_iter().map(|one| {
        let text = one.tree.source().slice(one.tree.node(one.node).span());
        (one.role, one.tree.source().name(), text.to_owned())
    });
    all.collect()
}

#[test]
fn a_value_knows_what_it_replaced_and_what_brought_it_in() {
    let (_, project) = only(&[
        (
            "compose.yaml",
            "x-env: &env {MODE: debug}\ninclude: [more/in.yaml]\nservices:\n  web:\n    image: a\n    user: root\n    environment: {<<: *env, URL: 'http://${HOST}:${PORT:-80}'}\n    extends: {file: common.yml, service: base}\n  db: {image: b, environment: *env}\n",
        ),
        ("compose.override.yaml", "services: {web: {user: app}}\n"),
        ("common.yml", "services: {base: {image: old, pid: host}}\n"),
        ("more/in.yaml", "services: {extra: {image: c}}\n"),
        (".env", "HOST=db.example\n"),
    ]);
    let place = |path: &str| written(at(&project, path).node().unwrap());
    let over = contributors(&project, "services.web.user");
    assert_eq!(place("services.web.user"), ("compose.override.yaml", "app"));
    assert_eq!(over, [(Role::Base, "compose.yaml", "root".to_owned())]);
    let extended = "{file: common.yml, service: base}".to_owned();
    assert_eq!(place("services.web.pid"), ("common.yml", "host"));
    let pid = contributors(&project, "services.web.pid");
    assert_eq!(pid, [(Role::Extended, "compose.yaml", extended)]);
    let image = contributors(&project, "services.web.image");
    assert_eq!(image, [(Role::Base, "common.yml", "old".to_owned())]);
    assert_eq!(place("services.web.environment.MODE"), ("compose.yaml", "debug"));
    let merged = contributors(&project, "services.web.environment.MODE");
    assert_eq!(merged, [(Role::Alias, "compose.yaml", "<<".to_owned())]);
    let aliased = contributors(&project, "services.db.environment.MODE");
    assert_eq!(aliased, [(Role::Alias, "compose.yaml", "*env".to_owned())]);
    let included = contributors(&project, "services.extra.image");
    assert_eq!(included, [(Role::Included, "compose.yaml", "more/in.yaml".to_owned())]);
    let url = "services.web.environment.URL";
    assert_eq!(place(url), ("compose.yaml", "http://${HOST}:${PORT:-80}"));
    assert_eq!(contributors(&project, url), [(Role::Variable, ".env", "db.example".to_owned())]);
    // A part that comes from one variable is edited at the value of the variable.
    let node = at(&project, url).node().unwrap();
    let host = node.tree().written(node.index(), Some(&(7..9)));
    assert_eq!((host.tree.source().name(), host.part), (".env", Some(0..2)));
    assert_eq!(host.unwritable, Some(Unwritable::Computed));
}

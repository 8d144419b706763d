//! Values that are not known leave others open, and invalid values are reported.

use super::{Bundle, at, codes, only, text};
use crate::derivation::compose::Project;
use crate::source::ProblemCode;
use crate::tree::{Kind, Limits, State};

fn service(attributes: &str) -> Project {
    let text = format!("services:\n  web:\n    image: a\n    {attributes}\n");
    only(&[("compose.yaml", &text)]).1
}

fn is_open(project: &Project, path: &str) -> bool {
    matches!(at(project, path).text().state(), State::Unresolved(..))
}

fn messages(project: &Project) -> Vec<&str> {
    project.problems.iter().map(|(_, problem)| &*problem.message).collect()
}

#[test]
fn lists_of_keys_and_values_are_mappings_everywhere() {
    let cases = [
        ("labels: [a=b]", "labels.a"),
        ("environment: [a=b]", "environment.a"),
        ("build: {context: ., args: [a=b]}", "build.args.a"),
        ("deploy: {labels: [a=b]}", "deploy.labels.a"),
        (
            "volumes: [{type: volume, source: x, target: /y, volume: {labels: [a=b]}}]",
            "volumes.0.volume.labels.a",
        ),
        ("pre_start: [{command: x, environment: [a=b]}]", "pre_start.0.environment.a"),
        ("pre_start: [{command: x, labels: [a=b]}]", "pre_start.0.labels.a"),
        ("post_start: [{command: x, environment: [a=b]}]", "post_start.0.environment.a"),
        ("gpus: [{count: 1, options: [a=b]}]", "gpus.0.options.a"),
    ];
    for (attributes, path) in cases {
        let project = service(attributes);
        assert_eq!(text(&project, &format!("services.web.{path}")), "b", "{attributes}");
    }
}

#[test]
fn hosts_have_addresses_with_and_without_brackets() {
    let of = |host: &str| {
        let project = service(&format!("extra_hosts: ['{host}']"));
        text(&project, "services.web.extra_hosts.h.0").to_owned()
    };
    for (host, address) in [
        ("h:10.0.0.1", "10.0.0.1"),
        ("h=::1", "::1"),
        ("h=[::1]", "::1"),
        ("h=[]", "[]"),
        ("h=[x", "[x"),
        ("h=x]", "x]"),
    ] {
        assert_eq!(of(host), address, "{host}");
    }
    assert_eq!(codes(&service("extra_hosts: [h]")), [ProblemCode::ShortForm]);
    let open = service("extra_hosts: ['${HOST}', 'h:10.0.0.1']");
    assert_eq!(codes(&open), []);
    assert!(is_open(&open, "services.web.extra_hosts.other"));
    assert_eq!(text(&open, "services.web.extra_hosts.h.0"), "10.0.0.1");
}

#[test]
fn a_base_whose_name_or_file_is_not_known_leaves_its_service_open() {
    for extends in
        ["{service: '${BASE}', file: base.yaml}", "{service: b, file: '${FILE}'}", "'${BASE}'"]
    {
        let project = service(&format!("extends: {extends}"));
        assert_eq!(codes(&project), [], "{extends}");
        assert!(is_open(&project, "services.web.privileged"), "{extends}");
    }
    let project = service("extends: {service: b, file: [x]}");
    assert!(is_open(&project, "services.web.privileged"));
}

#[test]
fn what_is_not_known_of_an_include_leaves_all_open() {
    let of = |include: &str| {
        let text =
            format!("include: {include}\nservices: {{web: {{image: a}}}}\nvolumes: {{v: {{}}}}\n");
        only(&[("compose.yaml", &text)]).1
    };
    for include in [
        "['${FILE}']",
        "[{path: '${FILE}'}]",
        "[{path: a.yaml, env_file: '${FILE}'}]",
        "[{path: [a.yaml, '${FILE}']}]",
    ] {
        let project = of(include);
        let is_said = include == "['${FILE}']";
        assert_eq!(codes(&project).is_empty(), !is_said, "{include}: {:?}", messages(&project));
        for path in ["services.other.image", "volumes.other.name", "networks.other.name"] {
            assert!(is_open(&project, path), "{include} {path}");
        }
        assert_eq!(text(&project, "services.web.image"), "a");
    }
    for include in ["[{path: {a: b}}]", "[{path: [{a: b}]}]", "[5]", "[[a]]"] {
        assert_eq!(codes(&of(include)).first(), Some(&ProblemCode::WrongShape), "{include}");
    }
}

#[test]
fn what_is_not_known_is_replaced_and_not_merged() {
    let of = |base: &str, over: &str| {
        let [base, over] = [base, over]
            .map(|attribute| format!("services:\n  web:\n    image: a\n    {attribute}\n"));
        only(&[("compose.yaml", &base), ("compose.override.yaml", &over)]).1
    };
    for (base, over) in
        [("networks: '${N}'", "networks: [b]"), ("build: '${N}'", "build: {context: b}")]
    {
        let project = of(base, over);
        assert_eq!(codes(&project), [], "{base}");
        let key = base.split(':').next().unwrap();
        assert_eq!(
            at(&project, &format!("services.web.{key}")).node().unwrap().kind(),
            Kind::Mapping
        );
    }
    // The override is the complete value.
    let networks = of("networks: '${N}'", "networks: [b]");
    assert!(!is_open(&networks, "services.web.networks.other"));
    let environment = of("environment: '${E}'", "environment: {A: b}");
    assert_eq!(text(&environment, "services.web.environment.A"), "b");
    assert!(is_open(&environment, "services.web.environment.B"));
    let environment = of("environment: {A: b}", "environment: '${E}'");
    assert!(is_open(&environment, "services.web.environment.B"));
    let both = of("environment: {A: b}", "environment: [C=d]");
    assert!(!is_open(&both, "services.web.environment.B"));
}

#[test]
fn ports_are_those_that_compose_publishes() {
    let of = |port: &str| {
        let project = service(&format!("ports: ['{port}']"));
        let list = at(&project, "services.web.ports");
        let ports = list.node().unwrap().items();
        let text = |item: crate::tree::NodeRef<'_>, key: &str| {
            item.entry(key).map_or_else(String::new, |(_, value)| value.text().to_owned())
        };
        let shown = ports.map(|item| {
            format!(
                "{}|{}:{}/{}",
                text(item, "host_ip"),
                text(item, "published"),
                text(item, "target"),
                text(item, "protocol")
            )
        });
        (shown.collect::<Vec<_>>().join(" "), codes(&project))
    };
    let fine =
        |port: &str, expected: &str| assert_eq!(of(port), (expected.to_owned(), vec![]), "{port}");
    fine("80", "|:80/tcp");
    fine("80/UDP", "|:80/udp");
    fine("80/${Proto}", "|:80/${Proto}");
    fine("8080:80", "|8080:80/tcp");
    fine("127.0.0.1:8080:80", "127.0.0.1|8080:80/tcp");
    fine("[::1]:8080:80", "::1|8080:80/tcp");
    fine("[]:8080:80", "|8080:80/tcp");
    fine("8080-8082:80", "|8080-8082:80/tcp");
    fine("80-80", "|:80/tcp");
    fine("80-81", "|:80-81/tcp");
    fine("9-11:19-21", "|9-11:19-21/tcp");
    fine("${P}:19-21", "|${P}:19-21/tcp");
    // A range that contains a port of another item is split, in string order, as in Compose.
    fine("19-21:9-11', '20:10", "|20:10/tcp |21:11/tcp |19:9/tcp");
    fine("9-11', '11-12/tcp", "|:10/tcp |:11/tcp |:9/tcp |:12/tcp");
    fine("9-11:9-11', '9-11:9-11/udp", "|9-11:9-11/tcp |9-11:9-11/udp");
    fine("9-11:9-11', '19-21:9-11", "|9-11:9-11/tcp |19-21:9-11/tcp");
    fine("9-11:9-11', '10:11", "|9-11:9-11/tcp |10:11/tcp");
    fine(
        "1-9', '2-3', '7",
        "|:1/tcp |:2/tcp |:3/tcp |:4/tcp |:5/tcp |:6/tcp |:7/tcp |:8/tcp |:9/tcp",
    );
    for port in
        ["8080-8083:80-81", "8080:80-81", "::1:80:80", "1.2.3:80:80", "80:", "0", "x", "70000"]
    {
        assert_eq!(of(port).1, [ProblemCode::ShortForm], "{port}");
    }
}

#[test]
fn a_range_that_is_taken_apart_counts_as_all_of_its_ports() {
    let of = |ports: &str| {
        let text = format!("services: {{web: {{image: a, ports: [{ports}]}}}}\n");
        let limits = Limits { nodes: 10_000, ..Limits::default() };
        Bundle::new(&[("compose.yaml", &text)]).projects_within(limits).remove(0)
    };
    let many = of("1-65535, '80'");
    assert_eq!(codes(&many), [ProblemCode::TooManyNodes]);
    // The rest of the project is kept.
    assert_eq!(text(&many, "services.web.image"), "a");
    assert_eq!(codes(&of("1-65535")), []);
    assert_eq!(codes(&of("1-10, '5'")), []);
}

#[test]
fn an_item_that_is_not_known_is_beside_all_others() {
    let project = service(
        "ports: ['80:80', '${PORT}', '80:80']\n    cap_add: [A, '${CAP}', A]\n    volumes: ['first:/b', '${V}', 'second:/b']",
    );
    assert_eq!(codes(&project), []);
    for (list, count) in [("ports", 2), ("volumes", 2)] {
        let list = at(&project, &format!("services.web.{list}"));
        let items: Vec<_> = list
            .node()
            .unwrap()
            .items()
            .map(|item| {
                item.entries()
                    .iter()
                    .map(|(key, value)| format!("{}={}", key.text(), value.text()))
                    .collect::<Vec<_>>()
                    .join(",")
            })
            .collect();
        assert_eq!(items.len(), count, "{items:?}");
    }
    assert_eq!(text(&project, "services.web.volumes.0.source"), "second");
}

#[test]
fn a_source_that_is_not_known_is_a_path_where_no_volume_can_be_called_so() {
    let of = |mount: &str| {
        let project = service(&format!("volumes: ['{mount}']"));
        let kind = at(&project, "services.web.volumes.0.type");
        match kind.text().state() {
            State::Set(kind, _) => (*kind).to_owned(),
            _ => "?".to_owned(),
        }
    };
    let rows = [
        ("${DATA}/x:/y", "bind"),
        ("${HOME}:/y", "bind"),
        ("${PWD}:/y", "bind"),
        ("${DATA}:/y", "?"),
        ("./x:/y", "bind"),
        ("~/x:/y", "bind"),
        ("cache:/y", "volume"),
        ("/y", "volume"),
    ];
    for (mount, expected) in rows {
        assert_eq!(of(mount), expected, "{mount}");
    }
}

#[test]
fn paths_begin_at_the_folder_of_the_project() {
    let compose = "\
services:
  web:
    image: a
    develop: {watch: [{path: src, action: sync}]}
    pre_start: [{command: x, env_file: a.list}]
    volumes: [./data:/data]
volumes:
  local: {driver: local, driver_opts: {o: bind, device: ./data}}
  nfs: {driver: nfs, driver_opts: {o: bind, device: ./data}}
  mounted: {driver: local, driver_opts: {o: addr, device: ./data}}
";
    let include = "include: [{path: lab/part.yaml}]\n";
    let (_, project) = only(&[("compose.yaml", include), ("lab/part.yaml", compose)]);
    let web = |path: &str| text(&project, &format!("services.web.{path}"));
    assert_eq!(web("volumes.0.source"), "lab/data");
    assert_eq!(web("develop.watch.0.path"), "lab/src");
    assert_eq!(web("pre_start.0.env_file.0.path"), "lab/a.list");
    assert_eq!(text(&project, "volumes.local.driver_opts.device"), "lab/data");
    assert_eq!(text(&project, "volumes.nfs.driver_opts.device"), "./data");
    assert_eq!(text(&project, "volumes.mounted.driver_opts.device"), "./data");
}

#[test]
fn sections_and_services_that_are_variables_are_said() {
    let text =
        "services: {web: '${WEB}', gone: null}\nvolumes: '${VOLUMES}'\nnetworks: {n: '${N}'}\n";
    let (_, project) = only(&[("compose.yaml", text)]);
    let said = messages(&project).join("\n");
    assert!(said.contains("`web`: ") && said.contains("`volumes`: "), "{said}");
    assert_eq!(project.problems.len(), 2, "{said}");
    for wrong in ["services: {web: text}\n", "services: {web: {image: a}}\nvolumes: [a]\n"] {
        let (_, project) = only(&[("compose.yaml", wrong)]);
        let said = messages(&project);
        assert_eq!(said.first(), Some(&"expected a mapping"), "{wrong}: {said:?}");
    }
}

#[test]
fn keys_are_found_after_some_of_many_are_gone() {
    let many = (0..40).fold(String::new(), |all, at| all + &format!("      A{at}: v{at}\n"));
    let base = format!("services:\n  web:\n    image: a\n    x-a: b\n    environment:\n{many}");
    let over =
        "services:\n  web:\n    environment: {A3: !reset null, A20: !reset null, A39: new}\n";
    let (_, project) = only(&[("compose.yaml", &base), ("compose.override.yaml", over)]);
    let of = |name: &str| text(&project, &format!("services.web.environment.{name}")).to_owned();
    assert_eq!((of("A39"), of("A38"), of("A4")), ("new".into(), "v38".into(), "v4".into()));
    assert!(at(&project, "services.web.environment.A3").node().is_none());
}

//! Small projects from parts: files over files, services over services, long and short forms.

use fastrand::Rng;
use serde_json::{Value, json};

/// Attributes of a service with values as they may be written; `%` is a variable.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("image", &["nginx:1.25", "'app:%'", "\"%\"", "redis", "null"]),
    (
        "command",
        &[
            "run --fast",
            "[a, 'b c', '%']",
            "\"sh -c 'echo $$HOME && x'\"",
            "null",
            "''",
            "[]",
            "a \\ b",
            "'x; y'",
            "'$(date) x'",
            "'a\"b'",
            "'% run'",
        ],
    ),
    ("entrypoint", &["/x.sh a", "[a]", "null"]),
    ("user", &["'0'", "'1000:1000'", "root", "'%'"]),
    ("privileged", &["true", "'yes'", "'${FLAG:-true}'", "false", "'off'", "on"]),
    ("read_only", &["true", "'on'", "False"]),
    ("cap_add", &["[ALL]", "[SYS_ADMIN, NET_ADMIN]", "[NET_ADMIN]", "['%']"]),
    ("cap_drop", &["[ALL]", "[A, B, A]"]),
    ("security_opt", &["['no-new-privileges:true']", "[seccomp=unconfined]"]),
    ("network_mode", &["host", "none", "'service:b'"]),
    ("pid", &["host"]),
    ("restart", &["always", "'no'", "no", "unless-stopped"]),
    ("mem_limit", &["512m", "'1gb'", "1000000"]),
    ("cpus", &["0.5", "'0.50'", "'1'", "2", "'${NUMBER:-1}'"]),
    ("pids_limit", &["100", "'100'", "-1"]),
    (
        "depends_on",
        &[
            "[b]",
            "{b: {condition: service_healthy}}",
            "{b: {required: false, condition: service_started}}",
            "[a, b]",
        ],
    ),
    (
        "networks",
        &[
            "[front]",
            "[front, back]",
            "{front: null}",
            "{front: {aliases: [x, y]}, back: {ipv4_address: 10.0.0.2}}",
            "{back: {aliases: [y, z]}}",
        ],
    ),
    (
        "secrets",
        &[
            "[token]",
            "[{source: token, target: /t}]",
            "[token, {source: key}]",
            "[{source: token, mode: 0440}]",
        ],
    ),
    ("configs", &["[settings]", "[{source: settings, target: /s}]", "[settings, settings]"]),
    ("dns", &["8.8.8.8", "[8.8.8.8, 1.1.1.1]", "['', 9.9.9.9]", "'%'"]),
    ("dns_search", &["example.org", "[a.org, b.org]"]),
    ("tmpfs", &["/run", "[/run, /tmp:size=1m]"]),
    (
        "extra_hosts",
        &[
            "['a:1.2.3.4', 'b=[::1]']",
            "{a: 1.2.3.4}",
            "{a: [1.2.3.4, 5.6.7.8], c: '[::1]'}",
            "['a=1.2.3.4', 'a=1.2.3.5', 'd:1.1.1.1,2.2.2.2']",
        ],
    ),
    (
        "env_file",
        &[
            "a.env",
            "[{path: a.env, required: false}]",
            "[{path: a.env, required: false}, {path: b.env, required: false}]",
            "{path: x}",
            "[{path: b.env, required: false}, a.env]",
        ],
    ),
    (
        "healthcheck",
        &[
            "{test: curl -f localhost}",
            "{test: [CMD, a, b], retries: '3'}",
            "{test: [NONE]}",
            "{disable: true}",
            "{disable: 'yes'}",
            "{interval: 1m30s, retries: 5}",
            "{test: null}",
        ],
    ),
    (
        "logging",
        &[
            "{driver: json-file, options: {max-size: 1m, max-file: 3}}",
            "{driver: none}",
            "{options: {a: b}}",
            "{driver: syslog}",
        ],
    ),
    (
        "deploy",
        &[
            "{replicas: 2, resources: {limits: {memory: 1G, cpus: '0.5'}}}",
            "{labels: [a=b]}",
            "{labels: {c: d}, replicas: '3'}",
            "{resources: {limits: {memory: 2G}, reservations: {devices: [{capabilities: [gpu]}]}}}",
        ],
    ),
    (
        "ulimits",
        &[
            "{nofile: 100}",
            "{nofile: {soft: 1, hard: 2}}",
            "{nofile: {soft: 5}, nproc: 3}",
            "{nofile: '20'}",
        ],
    ),
    (
        "devices",
        &[
            "['/dev/a:/dev/b']",
            "[/dev/c, '/dev/d:/dev/e:r']",
            "[{source: /dev/a, target: /dev/b}]",
            "['a:b']",
        ],
    ),
    ("gpus", &["all", "[{driver: nvidia, count: 2}]", "[{device_ids: [a]}]", "[{driver: x}]"]),
    ("sysctls", &["{net.core.somaxconn: 1024}", "['net.core.somaxconn=512', a=b]"]),
    ("expose", &["['80', 81]", "['80']"]),
    ("profiles", &["[dev]", "[test, dev]"]),
    ("links", &["['b:x', a]", "[b]"]),
    ("stdin_open", &["true", "'yes'"]),
    ("init", &["true", "'n'"]),
    ("use_api_socket", &["true"]),
    ("group_add", &["[mail, 1000]"]),
    ("annotations", &["{a: b}", "[a=c, d]"]),
    ("storage_opt", &["{size: 1G}"]),
    ("post_start", &["[{command: a b, user: root, environment: [A=b]}]"]),
    (
        "pre_start",
        &[
            "[{command: [x], image: y}]",
            "[{image: z, environment: {A: own}, volumes: ['/a:/b']}]",
            "[{privileged: 'true'}]",
        ],
    ),
    ("x-note", &["anything", "{a: '%'}"]),
    ("label_file", &["l.env", "[l.env]"]),
    ("mac_address", &["02:42:ac:11:65:43"]),
    ("shm_size", &["64m"]),
    ("hostname", &["'%-x'", "h"]),
];

const PORTS: &[&str] = &[
    "'80'",
    "80",
    "'8080:80'",
    "'127.0.0.1:8080:80'",
    "'[::1]:8080:80'",
    "'90-91:90-91'",
    "'8000-8010:80'",
    "'53:53/udp'",
    "'3000-3002'",
    "{target: 80}",
    "{target: '81', published: 8081}",
    "{target: 80, published: '8080', host_ip: 127.0.0.1, mode: host}",
    "'127.0.0.1::80'",
    "'80/UDP'",
    "'0080:80'",
    "'9-11:80-82'",
];
/// Those that are refused.
const BAD_PORTS: &[&str] = &[
    "'::1:80:80'",
    "'1.2.3:80:80'",
    "'80:80/x'",
    "'90-80'",
    "''",
    "'8080:80-81'",
    "'%:80'",
    "'8080:%'",
];
const VOLUMES: &[&str] = &[
    "'./a:/b'",
    "'data:/c'",
    "/d",
    "'data:/c:ro'",
    "'/x:/y:rw,rshared'",
    "'~/k:/k:z'",
    "'c:/win:/z'",
    "'C:\\w:/q:ro'",
    "{type: bind, source: ./s, target: /t}",
    "{type: volume, source: data, target: /c, volume: {nocopy: true}}",
    "{type: tmpfs, target: /tmp, tmpfs: {size: 1000}}",
    "'%/x:/y'",
    "'../up:/u/../v/'",
    "'data:/c:nocopy'",
    "'a:/x'",
    "{type: bind, source: '%', target: /q, read_only: 'true'}",
    "'data:/c:ro,weird'",
    "'/var/run/docker.sock:/var/run/docker.sock'",
    "'\\\\.\\pipe\\docker_engine:/p'",
    "'é:/x'",
];
/// Those that are refused.
const BAD_VOLUMES: &[&str] = &["'a:b:c:d:e'", "'data:'"];
const ENTRIES: &[&str] = &[
    "A=b",
    "B=%",
    "C",
    "D=",
    "A=c=d",
    "E=$$x",
    "F=${NONE:-${A:-deep}}",
    "LONG=${A:-x} and ${B}",
    "KNOWN",
    "'A=${B:+alt}'",
    "G=${D-d}${D:-e}",
    "H={\"a\":1}",
];
const PAIRS: &[&str] = &[
    "A: b",
    "B: '%'",
    "C: null",
    "C:",
    "D: 1",
    "E: true",
    "F: 1.10",
    "G: 0755",
    "H: 1e3",
    "A: ''",
    "KNOWN: null",
    "I: 'no'",
    "J: 0x10",
    "K: '$$x'",
    "L: !!str 5",
];
const BUILDS: &[&str] = &[
    ".",
    "./dir",
    "{context: .}",
    "{context: ./c, args: [A=b, C]}",
    "{args: {A: c, D: 1}, target: t}",
    "{dockerfile: D, labels: [a=b]}",
    "{context: 'https://example.org/x.git'}",
    "{ssh: [default]}",
    "{ssh: ['id=./k'], secrets: [token]}",
    "{additional_contexts: [x=./y]}",
    "{args: [KNOWN]}",
    "{extra_hosts: ['a:1.1.1.1']}",
    "{tags: [a, b, a]}",
    "{context: '%'}",
    "{privileged: true, network: host}",
];
/// Those that are refused.
const BAD_BUILDS: &[&str] = &["{args: null}"];
const VARIABLES: &[&str] = &[
    "${A}",
    "$B",
    "${NONE:-fallback}",
    "${NONE-x}",
    "${NONE:+alt}",
    "${A:+alt}",
    "${KNOWN}",
    "${NUMBER}",
    "${NUMBER:-80}",
    "${EMPTY:-e}",
    "${EMPTY-e}",
    "$NUMBER",
    "pre-${A}-${B:-x}-post",
    "${FLAG:-true}",
    "${NONE:-${A:-${B}}}",
    "$$A",
    "$",
    "${A:-{x}}",
    "${NONE}",
    "${NUMBER:-1}",
    "${FLAG}",
];
/// Those that are refused.
const BAD_VARIABLES: &[&str] =
    &["${A:?needed}", "${NONE:?needed}", "${NONE?needed}", "${", "${a b}"];
const DOTENV: &[&str] = &[
    "A=1",
    "export B='x y'",
    "KNOWN=known",
    "NUMBER=8080",
    "EMPTY=",
    "FLAG=true",
    "C=\"q\\n$A\"",
    "D=${A:-z} # c",
    "E=${NONE}",
    "# comment",
    "H: yaml # c",
    "I=\"two\nlines\"",
    "J='a\\'b'",
    "K=a#b",
    "L=\"\\$A \\0101 \\x\"",
    "M",
    "export",
    "N = spaced ",
    "",
    "O='$A'",
    "P=$$x",
    "Q=\"a\" # note",
    "S=#x",
    "T= #x",
    "NUMBER=90",
    "A=${KNOWN}",
    "U=\"unterminated",
    "V W=1",
    "X?=1",
    "Y=\"a\"b",
    "R=${A:?no}",
];
const SECTIONS: &[(&str, &[&str])] = &[
    (
        "networks",
        &[
            "{front: null, back: {internal: true}}",
            "{front: {driver: bridge, labels: [a=b]}, back: null}",
            "{front: {labels: {a: c}, external: 'false'}, back: {}}",
            "{back: {ipam: {config: [{subnet: 10.0.0.0/8}]}}, front: {external: {name: host}}}",
            "{back: {ipam: {config: [{subnet: 10.0.0.0/8, gateway: 10.0.0.1}, {subnet: 11.0.0.0/8}]}}, front: {name: '%'}}",
        ],
    ),
    (
        "volumes",
        &[
            "{data: null}",
            "{data: {driver: local, driver_opts: {type: none, o: bind, device: ./dev}}}",
            "{data: {external: true}}",
            "{data: {name: n}}",
            "{data: {labels: [x=y]}}",
            "{data: {driver_opts: {a: 1}}}",
        ],
    ),
    (
        "secrets",
        &[
            "{token: {file: ./token}, key: {file: ./k}}",
            "{token: {external: true}, key: {file: '/k'}}",
        ],
    ),
    (
        "configs",
        &["{settings: {content: 'a %'}}", "{settings: {content: c}}", "{settings: {content: c}}"],
    ),
];
const TAGGED: &[&str] = &["!override ", "!reset ", ""];
const OTHER_TYPES: &[&str] = &["5", "[]", "{}", "null", "text", "[a, [b]]", "{a: {b: c}}", "true"];

/// Some files and which of them make the project.
pub(super) fn case(random: &mut Rng) -> Value {
    let mut files = Vec::new();
    let mut main = vec!["compose.yaml"];
    if random.u8(..4) > 0 {
        files.push((".env", dotenv(random)));
    }
    files.push(("l.env", dotenv(random)));
    files.push(("sub/l.env", dotenv(random)));
    for name in ["a.env", "b.env", "sub/a.env", "sub/.env", "sub/b.env"] {
        if random.bool() {
            files.push((name, dotenv(random)));
        }
    }
    files.push(("compose.yaml", compose(random, Part::Base)));
    if random.bool() {
        main.push("compose.override.yaml");
        files.push(("compose.override.yaml", compose(random, Part::Over)));
        if random.u8(..4) == 0 {
            main.push("more.yml");
            files.push(("more.yml", compose(random, Part::Over)));
        }
    }
    files.push(("common.yml", compose(random, Part::Extended)));
    files.push(("sub/common.yml", compose(random, Part::Extended)));
    files.push(("sub/inner.yaml", compose(random, Part::Included)));
    let files: Vec<Value> =
        files.iter().map(|(path, text)| json!({"path": path, "text": text})).collect();
    json!({"files": files, "main": main})
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Base,
    Over,
    Extended,
    Included,
}

fn dotenv(random: &mut Rng) -> String {
    let mut text = String::new();
    for _ in 0..random.usize(1..8) {
        // Lines that stop everything are rare.
        let last = if random.u8(..30) == 0 { DOTENV.len() } else { DOTENV.len() - 5 };
        text.push_str(DOTENV.get(random.usize(..last)).copied().unwrap_or_default());
        text.push('\n');
    }
    text
}

fn compose(random: &mut Rng, part: Part) -> String {
    let mut text = String::new();
    if random.u8(..6) == 0 {
        text.push_str("version: '3'\n");
    }
    let anchors = random.bool();
    if anchors {
        text.push_str(&format!("x-base: &base {{{}}}\n", flow(random, part)));
        text.push_str(&format!("x-other: &other {{{}}}\n", flow(random, part)));
        text.push_str(&format!("x-env: &env {{{}}}\n", pick_many(PAIRS, &[], random, 3)));
    }
    if part == Part::Base && random.u8(..3) == 0 {
        text.push_str(include(random));
    }
    text.push_str("services:\n");
    let names: &[&str] = match part {
        Part::Included => &["c", "d"],
        Part::Over if random.bool() => &["a"],
        _ => &["a", "b"],
    };
    for name in names {
        text.push_str(&format!("  {name}:\n"));
        if anchors && random.u8(..3) == 0 {
            let merge = ["*base", "[*other, *base]", "[*base]"];
            text.push_str(&format!("    <<: {}\n", random.choice(merge).unwrap_or("*base")));
        }
        text.push_str(&extends(random, part, name));
        if part == Part::Base && *name == "b" {
            text.push_str("    image: base\n");
        } else {
            text.push_str("    hostname: h\n");
        }
        for (key, value) in attributes(random, part) {
            if !(key == "hostname" || key == "image" && part == Part::Base && *name == "b") {
                text.push_str(&format!("    {key}: {value}\n"));
            }
        }
        if anchors && random.u8(..4) == 0 && !text.ends_with("environment") {
            let with = ["*env", "{<<: *env, A: own}"];
            let value = random.choice(with).unwrap_or("*env");
            if !service_has(&text, name, "environment") {
                text.push_str(&format!("    environment: {value}\n"));
            }
        }
    }
    if part != Part::Extended {
        for (key, values) in SECTIONS {
            if part != Part::Included && (part == Part::Base || random.u8(..3) == 0) {
                text.push_str(&format!("{key}: {}\n", value(values, random)));
            }
        }
    }
    if random.u8(..12) == 0 {
        text.push_str(&format!("---\nservices:\n  a:\n    {}\n", first_line(random, part)));
    }
    text
}

fn service_has(text: &str, name: &str, key: &str) -> bool {
    let service = text.rsplit(&format!("  {name}:\n")).next().unwrap_or_default();
    service.contains(&format!("    {key}:"))
}

fn first_line(random: &mut Rng, part: Part) -> String {
    let attributes = attributes(random, part);
    let first = attributes.first().map(|(key, value)| format!("{key}: {value}"));
    first.unwrap_or_else(|| "tty: true".to_owned())
}

fn include(random: &mut Rng) -> &'static str {
    let ways = [
        "include: [sub/inner.yaml]\n",
        "include: [{path: sub/inner.yaml}]\n",
        "include: [{path: ./sub/inner.yaml, env_file: a.env}]\n",
        "include: [{path: [sub/inner.yaml, common.yml]}]\n",
        "include: [{path: sub/inner.yaml, project_directory: .}]\n",
        "include: [sub/inner.yaml, {path: sub/inner.yaml}]\n",
        "include: [{path: sub/inner.yaml, env_file: [sub/a.env, b.env], project_directory: sub}]\n",
        "include: [common.yml]\n",
        "include: [compose.yaml]\n",
        "include: [sub/none.yaml]\n",
    ];
    let rare = random.u8(..25) == 0;
    ways.get(random.usize(..if rare { ways.len() } else { ways.len() - 4 })).copied().unwrap_or("")
}

fn extends(random: &mut Rng, part: Part, name: &str) -> String {
    if random.u8(..4) > 0 {
        return String::new();
    }
    let other = if matches!(name, "a" | "c") { ["b", "d"] } else { ["a", "c"] };
    let sibling = if part == Part::Included { other[1] } else { other[0] };
    let ways: Vec<String> = match part {
        Part::Base | Part::Over => vec![
            "{file: common.yml, service: a}".to_owned(),
            "{file: sub/common.yml, service: b}".to_owned(),
            "{file: ./common.yml, service: b}".to_owned(),
            format!("{{service: {sibling}}}"),
            sibling.to_owned(),
            "{file: none.yml, service: a}".to_owned(),
            "{service: none}".to_owned(),
        ],
        Part::Included => {
            vec!["{file: common.yml, service: a}".to_owned(), format!("{{service: {sibling}}}")]
        }
        Part::Extended => vec![format!("{{service: {sibling}}}"), sibling.to_owned()],
    };
    let last = if random.u8(..30) == 0 { ways.len() } else { ways.len().min(5) };
    let way = ways.get(random.usize(..last)).map_or("b", String::as_str);
    // Both extending each other is a cycle, which is rarely wanted.
    let backward = way.contains(sibling) && !way.contains("file") && name != "a" && name != "c";
    if backward && random.u8(..10) > 0 {
        return String::new();
    }
    format!("    extends: {way}\n")
}

fn flow(random: &mut Rng, part: Part) -> String {
    let attributes = attributes(random, part).into_iter();
    let plain = attributes.filter(|(key, value)| key != "command" || !value.contains('\\'));
    plain.map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", ")
}

/// Some attributes, each once.
fn attributes(random: &mut Rng, part: Part) -> Vec<(String, String)> {
    let mut chosen: Vec<(String, String)> = Vec::new();
    for _ in 0..random.usize(1..7) {
        let (key, value) = attribute(random);
        if chosen.iter().any(|(known, _)| *known == key) {
            continue;
        }
        let tag = match part {
            Part::Over if random.u8(..6) == 0 => random.choice(TAGGED).copied().unwrap_or(""),
            _ => "",
        };
        let value = if random.u8(..150) == 0 {
            random.choice(OTHER_TYPES).copied().unwrap_or("5").to_owned()
        } else {
            value
        };
        chosen.push((key, format!("{tag}{value}")));
    }
    chosen
}

fn attribute(random: &mut Rng) -> (String, String) {
    let (key, value) = match random.u8(..12) {
        0 | 1 => ("ports", format!("[{}]", pick_many(PORTS, BAD_PORTS, random, 3))),
        2 | 3 => ("volumes", format!("[{}]", pick_many(VOLUMES, BAD_VOLUMES, random, 3))),
        4 => ("environment", entries(random)),
        5 => ("environment", pairs(random)),
        6 => ("labels", if random.bool() { entries(random) } else { pairs(random) }),
        7 => ("build", variables(pick(BUILDS, BAD_BUILDS, random), random)),
        _ => {
            let (key, values) = random.choice(ATTRIBUTES).copied().unwrap_or(("tty", &["true"]));
            (key, value(values, random))
        }
    };
    (key.to_owned(), variables(&value, random))
}

fn entries(random: &mut Rng) -> String {
    let count = random.usize(1..4);
    let entries = (0..count).filter_map(|_| random.choice(ENTRIES));
    let quoted = entries.map(|entry| format!("'{}'", entry.trim_matches('\'')));
    format!("[{}]", quoted.collect::<Vec<_>>().join(", "))
}

fn pairs(random: &mut Rng) -> String {
    let mut pairs: Vec<&str> = Vec::new();
    for _ in 0..random.usize(1..4) {
        let pair = random.choice(PAIRS).copied().unwrap_or("A: b");
        let key = pair.split(':').next();
        if !pairs.iter().any(|known| known.split(':').next() == key) {
            pairs.push(pair);
        }
    }
    let tag = if random.u8(..20) == 0 { ", Z: !reset null" } else { "" };
    format!("{{{}{tag}}}", pairs.join(", "))
}

fn pick_many(from: &[&'static str], bad: &[&'static str], random: &mut Rng, most: usize) -> String {
    let mut picked: Vec<&str> = Vec::new();
    for _ in 0..random.usize(1..=most) {
        let one = pick(from, bad, random);
        let key = one.split(':').next();
        let is_pair =
            one.as_bytes().get(1) == Some(&b':') && one.len() < 12 && !one.starts_with('\'');
        if !is_pair || !picked.iter().any(|known| known.split(':').next() == key) {
            picked.push(one);
        }
    }
    variables(&picked.join(", "), random)
}

/// One that is good, or rarely one that is not.
fn pick(good: &[&'static str], bad: &[&'static str], random: &mut Rng) -> &'static str {
    let rare = !bad.is_empty() && random.u8(..60) == 0;
    random.choice(if rare { bad } else { good }).copied().unwrap_or_default()
}

fn value(values: &[&str], random: &mut Rng) -> String {
    let value = random.choice(values).copied().unwrap_or("null");
    variables(value, random)
}

/// The text with each `%` replaced by a variable.
fn variables(text: &str, random: &mut Rng) -> String {
    let mut written = String::new();
    for (at, piece) in text.split('%').enumerate() {
        if at > 0 {
            let variable = pick(VARIABLES, BAD_VARIABLES, random);
            written.push_str(variable);
        }
        written.push_str(piece);
    }
    written
}

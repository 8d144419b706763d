//! Compose files.

use super::{Files, Shape, drawn, one, repeated, separate};

pub(super) const SHAPES: &[Shape] = &[
    Shape { name: "compose-services", about: "services of one project", files: services },
    Shape { name: "compose-ports", about: "services that publish a port each", files: ports },
    Shape { name: "compose-ranges", about: "ranges of ports that overlap", files: ranges },
    Shape {
        name: "compose-all-ports",
        about: "services that publish every port",
        files: all_ports,
    },
    Shape {
        name: "compose-host-network",
        about: "services on the network of the host",
        files: host_network,
    },
    Shape { name: "compose-networks", about: "services, each on its own network", files: networks },
    Shape { name: "compose-volumes", about: "services, each with a named volume", files: volumes },
    Shape {
        name: "compose-secrets",
        about: "services, each with a secret and a config",
        files: secrets,
    },
    Shape {
        name: "compose-environment",
        about: "variables of one service that hold secrets",
        files: environment,
    },
    Shape {
        name: "compose-variables",
        about: "variables of `.env` that services take",
        files: variables,
    },
    Shape {
        name: "compose-depends",
        about: "services, each waiting for the one before",
        files: depends,
    },
    Shape { name: "compose-extends", about: "services that extend one", files: extends },
    Shape {
        name: "compose-merge-keys",
        about: "services that merge one mapping in",
        files: merge_keys,
    },
    Shape { name: "compose-profiles", about: "services, each in a profile", files: profiles },
    Shape {
        name: "compose-overrides",
        about: "services of one project, changed by a second file",
        files: overrides,
    },
    Shape {
        name: "compose-environments",
        about: "services of one project in three environments",
        files: environments,
    },
    Shape { name: "compose-files", about: "projects, each in its folder", files },
    Shape { name: "compose-includes", about: "files that one project includes", files: includes },
    Shape {
        name: "compose-env-files",
        about: "files of variables of one service",
        files: env_files,
    },
];

fn listed(count: usize, each: impl Fn(usize) -> String) -> Files {
    one("compose.yaml", repeated("services:\n", count, each))
}

fn plain(index: usize) -> String {
    format!("  s{index}:\n    image: registry.example/app:1.{index}\n")
}

fn services(count: usize) -> Files {
    listed(count, |index| plain(index) + "    privileged: true\n")
}

fn ports(count: usize) -> Files {
    listed(count, |index| plain(index) + &format!("    ports: ['{}:80']\n", index % 65_535 + 1))
}

fn ranges(count: usize) -> Files {
    listed(count, |index| {
        let first = index % 60_000 + 1;
        plain(index) + &format!("    ports: ['{first}-{}:{first}-{}']\n", first + 20, first + 20)
    })
}

fn all_ports(count: usize) -> Files {
    listed(count, |index| plain(index) + "    ports: ['1-65535:1-65535']\n")
}

fn host_network(count: usize) -> Files {
    listed(count, |index| plain(index) + "    network_mode: host\n    expose: ['80']\n")
}

fn networks(count: usize) -> Files {
    let mut files = listed(count, |index| plain(index) + &format!("    networks: [n{index}]\n"));
    for (_, text) in &mut files {
        text.push_str(&repeated("networks:\n", count, |index| format!("  n{index}: {{}}\n")));
    }
    files
}

fn volumes(count: usize) -> Files {
    let mut files = listed(count, |index| {
        plain(index) + &format!("    volumes: ['v{index}:/data', '/srv/{index}:/etc/app']\n")
    });
    for (_, text) in &mut files {
        text.push_str(&repeated("volumes:\n", count, |index| format!("  v{index}: {{}}\n")));
    }
    files
}

fn secrets(count: usize) -> Files {
    let mut files = listed(count, |index| {
        plain(index) + &format!("    secrets: [k{index}]\n    configs: [c{index}]\n")
    });
    for (_, text) in &mut files {
        text.push_str(&repeated("secrets:\n", count, |index| {
            format!("  k{index}: {{environment: K{index}}}\n")
        }));
        text.push_str(&repeated("configs:\n", count, |index| {
            format!("  c{index}: {{content: 'password={}'}}\n", drawn(index))
        }));
    }
    files
}

fn environment(count: usize) -> Files {
    one(
        "compose.yaml",
        repeated(
            "services:\n  app:\n    image: registry.example/app\n    environment:\n",
            count,
            |index| format!("      DB{index}_PASSWORD: {}\n", drawn(index)),
        ),
    )
}

fn variables(count: usize) -> Files {
    let mut files = listed(count, |index| {
        format!(
            "  s{index}:\n    image: registry.example/app:${{TAG_{index}}}\n    environment: ['PASSWORD=${{PASSWORD_{index}}}']\n"
        )
    });
    files.extend(one(
        ".env",
        repeated("", count, |index| {
            format!("TAG_{index}=1.{index}\nPASSWORD_{index}={}\n", drawn(index))
        }),
    ));
    files
}

fn depends(count: usize) -> Files {
    listed(count, |index| {
        plain(index)
            + &format!(
                "    depends_on: [s{}]\n",
                index.saturating_sub(1).max(usize::from(index == 0))
            )
    })
}

fn extends(count: usize) -> Files {
    let mut files = listed(count, |index| {
        format!("  s{index}:\n    extends: {{service: base}}\n    hostname: h{index}\n")
    });
    for (_, text) in &mut files {
        text.push_str("  base:\n    image: registry.example/app\n    privileged: true\n");
    }
    files
}

fn merge_keys(count: usize) -> Files {
    let head = "x-base: &base\n  image: registry.example/app\n  privileged: true\nservices:\n";
    one(
        "compose.yaml",
        repeated(head, count, |index| {
            format!("  s{index}:\n    <<: *base\n    hostname: h{index}\n")
        }),
    )
}

fn profiles(count: usize) -> Files {
    listed(count, |index| plain(index) + &format!("    profiles: [p{index}]\n"))
}

fn overrides(count: usize) -> Files {
    let mut files = listed(count, |index| plain(index) + "    ports: ['80']\n");
    files.extend(one(
        "compose.override.yaml",
        repeated("services:\n", count, |index| {
            format!("  s{index}:\n    privileged: true\n    ports: ['90']\n")
        }),
    ));
    files
}

fn environments(count: usize) -> Files {
    let mut files = listed(count, plain);
    for name in ["dev", "prod", "test"] {
        files.extend(one(
            &format!("compose.{name}.yaml"),
            repeated("services:\n", count, |index| {
                format!("  s{index}:\n    environment: {{STAGE: {name}}}\n")
            }),
        ));
    }
    files
}

fn files(count: usize) -> Files {
    separate(count, |index| (format!("p{index}/compose.yaml"), format!("services:\n{}", plain(0))))
}

fn includes(count: usize) -> Files {
    let mut files = one(
        "compose.yaml",
        repeated("include:\n", count, |index| format!("- part{index}/compose.yaml\n")),
    );
    files.extend(separate(count, |index| {
        (format!("part{index}/compose.yaml"), format!("services:\n{}", plain(index)))
    }));
    files
}

fn env_files(count: usize) -> Files {
    let head = "services:\n  app:\n    image: registry.example/app\n    env_file:\n";
    let mut files =
        one("compose.yaml", repeated(head, count, |index| format!("    - v{index}.env\n")));
    files.extend(separate(count, |index| {
        (format!("v{index}.env"), format!("DB{index}_PASSWORD={}\n", drawn(index)))
    }));
    files
}

//! Which files are read, and what else a directory may contain.

use std::fs;

use super::run::{Platform, Run};
use super::texts::{HARMLESS, POD};

fn assert_inputs(run: &Run, exit: i32, expected: &[&str]) {
    assert_eq!(run.inputs(), expected, "{}", run.stderr);
    assert_eq!(run.exit, exit, "{}\n{}", run.text(), run.stderr);
}

#[test]
fn the_whole_tree_is_judged_and_each_file_has_its_status() {
    let template = "{{- if .Values.on }}\n".to_owned() + POD + "{{- end }}\n";
    let platform = Platform::new()
        .file("broken.yaml", format!("{POD}---\na: [\n"))
        .file("chart/Chart.yaml", "apiVersion: v2\nname: clinic\nversion: 1.0.0\n")
        .file("chart/templates/pod.yaml", template)
        .file("chart/values.yaml", "on: true\nimage: {tag: \"1.2.3\"}\n")
        .file(
            "monitor.yaml",
            "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec: {}\n",
        )
        .file("pod.json/README", "a folder with the name of a file")
        .file("README.md", POD)
        .file("tsconfig.json", "{\n  // strict\n  \"compilerOptions\": {\"strict\": true,},\n}\n");
    assert_inputs(
        &platform.check(&["."]),
        1,
        &[
            "broken.yaml partial syntax",
            "chart/Chart.yaml analysed",
            "chart/templates/pod.yaml analysed",
            "chart/values.yaml analysed",
            "monitor.yaml analysed",
            "tsconfig.json other syntax",
        ],
    );
    fs::write(platform.path("broken.yaml"), HARMLESS).unwrap();
    assert_eq!(platform.check(&["."]).exit, 0, "what the template renders is judged");
    fs::write(platform.path("chart/templates/pod.yaml"), "{{ include \"pod\" . }}\n").unwrap();
    assert_eq!(platform.check(&["."]).exit, 3, "the chart does not render");
    assert_eq!(platform.check(&["--allow-incomplete", "."]).exit, 0);
    fs::remove_dir_all(platform.path("chart/templates")).unwrap();
    assert_eq!(platform.check(&["."]).exit, 3, "the chart was not rendered");
    fs::remove_dir_all(platform.path("chart")).unwrap();
    assert_eq!(
        platform.check(&["."]).exit,
        0,
        "a file that is not a manifest does not affect the verdict"
    );
    // A file that is named must be read.
    assert_eq!(platform.check(&["tsconfig.json"]).exit, 3);
}

#[test]
fn kustomizations_are_counted_and_objects_of_one_name_are_both_judged() {
    let kustomization = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\ngeneratorOptions: {immutable: true}\n";
    let platform = Platform::new()
        .file("a.yaml", POD)
        .file("b.yaml", POD)
        .file("kustomization.yaml", kustomization);
    let run = platform.check(&["."]);
    assert_inputs(&run, 1, &["a.yaml analysed", "b.yaml analysed", "kustomization.yaml analysed"]);
    assert_eq!(run.found(), ["a.yaml", "b.yaml"]);
    let twice = platform.run(&["check", "--format", "json", "--select", "duplicate-object", "."]);
    assert_eq!(
        (twice.found(), twice.findings()),
        (vec!["b.yaml".into()], vec!["duplicate-object:2".into()])
    );
    assert_eq!(run.report()["inputs"][2]["other_kinds"]["Kustomization"], 1);
}

#[test]
fn a_network_policy_counts_from_another_directory() {
    let policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny}\n\
                  spec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n";
    let platform = Platform::new().file("apps/pod.yaml", POD).file("network/deny.yaml", policy);
    let check = |arguments: &[&str]| {
        let mut all = vec!["check", "--format", "json", "--select", "network-policy-missing"];
        all.extend(arguments);
        platform.run(&all).found()
    };
    assert_eq!(check(&["."]), Vec::<String>::new());
    assert_eq!(check(&["apps"]), ["apps/pod.yaml"]);
    assert_eq!(check(&["--bundle-by-directory", "."]), ["apps/pod.yaml"]);
}

#[test]
fn extensions_count_in_any_case_and_hidden_folders_are_read() {
    let platform = Platform::new()
        .file("A.YAML", POD)
        .file("b.Yml", POD)
        .file(".github/c.yaml", POD)
        .file(".git/d.yaml", POD)
        .file("e.yaml.bak", POD);
    assert_eq!(platform.check(&["."]).found(), [".github/c.yaml", "A.YAML", "b.Yml"]);
}

#[test]
fn paths_are_shown_as_given() {
    let platform = Platform::new().file("deploy/a.yaml", POD);
    let absolute = platform.path("deploy");
    let absolute = absolute.to_str().unwrap();
    for (given, shown) in [
        (".", "deploy/a.yaml"),
        ("./deploy/", "deploy/a.yaml"),
        ("deploy/a.yaml", "deploy/a.yaml"),
        ("deploy/../deploy", "deploy/../deploy/a.yaml"),
        (absolute, &format!("{absolute}/a.yaml")),
    ] {
        assert_eq!(platform.check(&[given]).found(), [shown], "{given}");
    }
    // Found twice, judged once, and known to be named.
    assert_eq!(platform.check(&["deploy", "deploy/a.yaml", "."]).found(), ["deploy/a.yaml"]);
}

#[test]
fn excluded_files_are_listed_once_with_the_reason() {
    let platform = Platform::new()
        .file(".gitignore", "/build/\n*.local.yaml\n!keep.local.yaml\n")
        .file("a.yaml", POD)
        .file("b.local.yaml", POD)
        .file("build/c.yaml", POD)
        .file("build/d.yaml", POD)
        .file("keep.local.yaml", POD)
        .file("node_modules/e/e.yaml", POD)
        .file("inner/.gitignore", "f.yaml\n")
        .file("inner/f.yaml", POD)
        .file("inner/keep.local.yaml", POD)
        .file("tests/g.yaml", POD);
    let run = platform.check(&["--exclude", "tests", "."]);
    assert_inputs(
        &run,
        1,
        &[
            ".gitignore analysed",
            "a.yaml analysed",
            "b.local.yaml excluded left-out",
            "build/ excluded left-out",
            "inner/.gitignore analysed",
            "inner/f.yaml excluded left-out",
            "inner/keep.local.yaml analysed",
            "keep.local.yaml analysed",
            "node_modules/ excluded left-out",
            "tests/ excluded left-out",
        ],
    );
    let reason = |index: usize| run.report()["inputs"][index]["problems"][0]["message"].clone();
    assert_eq!(reason(3), "ignored by pattern `/build/` of `.gitignore`");
    assert_eq!(reason(8), "`node_modules` contains vendored or generated files");
    assert_eq!(reason(9), "excluded by the pattern `tests`");
    assert_eq!(platform.check(&["--no-ignore", "."]).found().len(), 9);
    // A file that is named is read.
    assert_eq!(platform.check(&["build", "node_modules", "b.local.yaml"]).found().len(), 4);
}

#[test]
fn gitignore_files_above_apply_inside_a_repository_only() {
    let platform =
        Platform::new().file(".gitignore", "a.yaml\n").file("deploy/a.yaml", POD).file("x", "");
    assert_eq!(platform.check(&["deploy"]).found(), ["deploy/a.yaml"]);
    fs::create_dir(platform.path(".git")).unwrap();
    assert_eq!(platform.check(&["deploy"]).found(), Vec::<String>::new());
}

#[test]
fn an_earlier_report_in_the_tree_is_not_an_input() {
    let platform = Platform::new().file("a.yaml", POD);
    for _ in 0..2 {
        let run = platform.check(&["--output", "report.json", "."]);
        assert_eq!((run.exit, run.text().as_str()), (1, ""), "{}", run.stderr);
    }
    let report = fs::read_to_string(platform.path("report.json")).unwrap();
    assert!(report.contains("policy or report of this run"), "{report}");
    assert!(!report.contains("unparsable"), "{report}");
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::path::Path;
    use std::process::Command;

    use super::*;

    /// A user who owns no files.
    const UNPRIVILEGED: u32 = 65534;

    /// Prints a message that the test harness does not capture.
    fn loudly(message: &str) {
        use std::io::Write;
        std::io::stderr().write_all(message.as_bytes()).unwrap();
    }

    fn pipe(platform: &Platform, name: &str) {
        let made = Command::new("mkfifo").arg(platform.path(name)).status().unwrap();
        assert!(made.success());
    }

    #[test]
    fn pipes_and_sockets_are_never_opened() {
        let platform = Platform::new().file("a.yaml", POD);
        pipe(&platform, "queue");
        let _socket = UnixListener::bind(platform.path("app.sock")).unwrap();
        let inputs = ["a.yaml analysed", "app.sock other special-file", "queue other special-file"];
        assert_inputs(&platform.check(&["."]), 1, &inputs);
        fs::write(platform.path("a.yaml"), HARMLESS).unwrap();
        assert_eq!(platform.check(&["."]).exit, 0);
        pipe(&platform, "pod.yaml");
        let run = platform.check(&["."]);
        assert_eq!(run.inputs()[2], "pod.yaml unreadable special-file");
        assert_eq!(run.exit, 3, "its name is one of a manifest");
        assert_inputs(&platform.check(&["queue"]), 3, &["queue unreadable special-file"]);
        // Nor a pipe where something else is expected.
        pipe(&platform, ".gitignore");
        assert_eq!(platform.check(&["."]).exit, 3);
    }

    #[test]
    fn links_are_followed_once_and_cycles_end() {
        let platform = Platform::new()
            .file("base/a.yaml", POD)
            .file("elsewhere/b.yaml", POD)
            .file("elsewhere/plain", POD)
            .file("root/c.yaml", POD);
        let link = |target: &str, at: &str| symlink(target, platform.path(at)).unwrap();
        link("itself.yaml", "root/itself.yaml");
        link("nowhere", "root/nowhere.yaml");
        link("..", "root/above");
        link("../elsewhere", "root/other");
        link("../elsewhere", "root/same");
        link("../elsewhere/plain", "root/plain.yaml");
        link("c.yaml", "root/c-again.yaml");
        link("../root", "elsewhere/back");
        assert_inputs(
            &platform.check(&["root"]),
            1,
            &[
                "root/above other broken-link",
                "root/c.yaml analysed",
                "root/itself.yaml unreadable broken-link",
                "root/nowhere.yaml unreadable broken-link",
                "root/other/b.yaml analysed",
                "root/plain.yaml analysed",
            ],
        );
        let run = platform.check(&["root/c-again.yaml"]);
        assert_eq!(run.found(), ["root/c-again.yaml"], "a link that is named is followed");
        assert_inputs(
            &platform.check(&["root/itself.yaml"]),
            3,
            &["root/itself.yaml unreadable broken-link"],
        );
    }

    #[test]
    fn names_may_contain_anything() {
        let platform = Platform::new().file("new\nline.yaml", POD).file("bell\u{7}.yaml", POD);
        let latin1 = platform.root().join(OsStr::from_bytes(b"caf\xE9.yaml"));
        fs::write(latin1, POD).unwrap();
        let inputs = [
            "bell\u{7}.yaml analysed",
            "caf\u{FFFD}.yaml analysed file-name",
            "new\nline.yaml analysed",
        ];
        assert_inputs(&platform.check(&["."]), 1, &inputs);
    }

    #[test]
    fn what_cannot_be_opened_makes_the_run_incomplete() {
        let platform = Platform::new().file("open/a.yaml", "").file("shut/b.yaml", POD);
        let mode = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        let shut = platform.path("shut");
        mode(&shut, 0o000);
        // Permissions do not apply to root, which runs the command as another user then.
        let is_root = fs::read_dir(&shut).is_ok();
        let platform = if is_root { platform.run_by(UNPRIVILEGED) } else { platform };
        mode(platform.root(), 0o755);
        let within_reach = platform.is_within_reach();
        let run = within_reach.then(|| platform.check(&["."]));
        mode(&shut, 0o700);
        let Some(run) = run else {
            loudly("SKIPPED: only root can reach this build; run as another user than root\n");
            return;
        };
        assert_inputs(&run, 3, &["open/a.yaml analysed", "shut/ unreadable unreadable"]);
    }

    #[test]
    fn a_file_whose_reading_fails_is_unreadable() {
        // Memory of a process that is not mapped at 0: a regular file that opens and does not read.
        let memory = std::path::Path::new("/proc/self/mem");
        if !memory.exists() {
            loudly("SKIPPED: this system has no /proc\n");
            return;
        }
        let platform = Platform::new().file("a.yaml", "");
        symlink(memory, platform.path("memory.yaml")).unwrap();
        let inputs = ["a.yaml analysed", "memory.yaml unreadable unreadable"];
        assert_inputs(&platform.check(&["."]), 3, &inputs);
    }
}

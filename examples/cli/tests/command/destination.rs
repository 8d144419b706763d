//! The report never overwrites a file that the run needs, and is written in full or not at all.

use std::fs;

use super::run::Platform;
use super::texts::{HARMLESS, POD};

const COMPOSE: &str = "services:\n  web:\n    image: web:1.2.3\n    env_file: web.vars\n";

fn platform() -> Platform {
    Platform::new()
        .file("a.yaml", POD)
        .file("folder/b.yaml", HARMLESS)
        .file("folder/.gitignore", "c.yaml\n")
        .file("project/compose.yaml", COMPOSE)
        .file("project/web.vars", "A=b\n")
        .file("asepsis.yaml", "select: [privileged-container]\n")
}

/// Each file below the platform with its text.
fn texts(platform: &Platform) -> Vec<(String, String)> {
    let names = [
        "a.yaml",
        "folder/b.yaml",
        "folder/.gitignore",
        "project/compose.yaml",
        "project/web.vars",
        "asepsis.yaml",
    ];
    let read = |name: &str| fs::read_to_string(platform.path(name)).unwrap();
    names.map(|name| (name.to_owned(), read(name))).to_vec()
}

#[test]
fn a_report_that_overwrites_a_file_of_the_run_is_refused() {
    let platform = platform();
    let before = texts(&platform);
    let absolute = platform.path("a.yaml");
    let absolute = absolute.to_str().unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["a.yaml", "-o", "a.yaml"], "`a.yaml` is an input of this run"),
        (&["a.yaml", "-o", "./a.yaml"], "`a.yaml` is an input of this run"),
        (&["a.yaml", "-o", "folder/../a.yaml"], "`a.yaml` is an input of this run"),
        (&["a.yaml", "-o", absolute], "`a.yaml` is an input of this run"),
        (&[absolute, "--output", "a.yaml"], "a.yaml` is an input of this run"),
        (&[".", "-o", "folder/b.yaml"], "`folder/b.yaml` is an input of this run"),
        (&["folder", "-o", "folder/.gitignore"], "`folder/.gitignore` is an input of this run"),
        (
            &["project/compose.yaml", "-o", "project/web.vars"],
            "`project/web.vars` is an input of this run",
        ),
        (&["a.yaml", "-o", "asepsis.yaml"], "`asepsis.yaml` is the policy file of this run"),
        (
            &["folder", "--config", "asepsis.yaml", "-o", "./asepsis.yaml"],
            "`asepsis.yaml` is the policy file of this run",
        ),
        (
            &["folder", "--no-config", ".", "-o", "asepsis.yaml"],
            "`asepsis.yaml` is an input of this run",
        ),
    ];
    for format in ["text", "json"] {
        for (arguments, expected) in cases {
            let all = [&["check", "--format", format], *arguments].concat();
            let run = platform.run(&all);
            assert_eq!((run.exit, run.text().as_str()), (2, ""), "{all:?}: {}", run.stderr);
            assert!(run.stderr.contains(expected), "{all:?}: {}", run.stderr);
            assert!(run.stderr.contains("hint: name another file"), "{}", run.stderr);
            assert_eq!(texts(&platform), before, "{all:?}");
        }
    }
}

#[test]
fn other_files_and_earlier_reports_are_overwritten() {
    let platform = platform();
    for format in ["json", "sarif"] {
        for _ in 0..2 {
            let run = platform.run(&["check", "--format", format, ".", "-o", "report.json"]);
            assert_eq!((run.exit, run.text().as_str()), (1, ""), "{}", run.stderr);
        }
    }
    // A report that is named is an input.
    let run = platform.run(&["check", "report.json", "-o", "report.json"]);
    assert_eq!(run.exit, 2, "{}", run.stderr);
    // An excluded file is not an input.
    let run = platform.run(&["check", ".", "--exclude", "b.yaml", "-o", "folder/b.yaml"]);
    assert_eq!(run.exit, 1, "{}", run.stderr);
    assert_eq!(partials(&platform), Vec::<String>::new());
}

/// Temporary files of reports.
fn partials(platform: &Platform) -> Vec<String> {
    let names = fs::read_dir(platform.root()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("partial")).collect()
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn links_refer_to_the_same_file() {
        let platform = platform();
        symlink("a.yaml", platform.path("link.json")).unwrap();
        symlink("link.json", platform.path("chain")).unwrap();
        symlink("folder", platform.path("way")).unwrap();
        fs::hard_link(platform.path("a.yaml"), platform.path("hard.txt")).unwrap();
        fs::hard_link(platform.path("asepsis.yaml"), platform.path("hard.yaml")).unwrap();
        let before = texts(&platform);
        let cases: &[&[&str]] = &[
            &["a.yaml", "-o", "link.json"],
            &["a.yaml", "-o", "chain"],
            &["link.json", "-o", "a.yaml"],
            &["a.yaml", "-o", "hard.txt"],
            &["hard.txt", "-o", "a.yaml"],
            &["folder", "-o", "way/b.yaml"],
            &["way", "-o", "folder/b.yaml"],
            &["folder", "-o", "hard.yaml"],
        ];
        for arguments in cases {
            let run = platform.run(&[&["check"], *arguments].concat());
            assert_eq!((run.exit, run.text().as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
            assert_eq!(texts(&platform), before, "{arguments:?}");
        }
    }

    #[test]
    fn redirected_streams_are_recognised() {
        let platform = platform();
        let run = |stdin: &str, arguments: &[&str]| {
            Command::new(env!("CARGO_BIN_EXE_asepsis"))
                .args(arguments)
                .current_dir(platform.root())
                .stdin(File::open(platform.path(stdin)).unwrap())
                .output()
                .unwrap()
        };
        let refused = run("a.yaml", &["check", "-", "-o", "a.yaml"]);
        assert_eq!(refused.status.code(), Some(2));
        assert_eq!(fs::read_to_string(platform.path("a.yaml")).unwrap(), POD);
        assert_eq!(run("a.yaml", &["check", "-", "-o", "new.txt"]).status.code(), Some(1));
        // With `>` a shell truncates the file before the command starts; with `>>` it does not.
        let append = |name: &str, path: &str| {
            let file = File::options().append(true).create(true).open(platform.path(name)).unwrap();
            let mut command = Command::new(env!("CARGO_BIN_EXE_asepsis"));
            command.args(["check", "--format", "json", path]).current_dir(platform.root());
            command.stdout(file).stderr(Stdio::null()).status().unwrap().code()
        };
        assert_eq!(append("a.yaml", "a.yaml"), Some(2));
        assert_eq!(fs::read_to_string(platform.path("a.yaml")).unwrap(), POD);
        assert_eq!(append("own.json", "."), Some(1));
        let report = fs::read_to_string(platform.path("own.json")).unwrap();
        assert!(report.contains("policy or report of this run"), "{report}");
    }

    #[test]
    fn a_report_is_written_atomically_and_keeps_links_and_permissions() {
        let platform = platform();
        fs::write(platform.path("report.json"), "").unwrap();
        let mode = |mode| fs::Permissions::from_mode(mode);
        fs::set_permissions(platform.path("report.json"), mode(0o640)).unwrap();
        symlink("report.json", platform.path("link.json")).unwrap();
        symlink("later.json", platform.path("bare.json")).unwrap();
        fs::write(platform.path("one.txt"), "old").unwrap();
        fs::hard_link(platform.path("one.txt"), platform.path("other.txt")).unwrap();
        let exit = |output: &str| {
            platform.run(&["check", "--format", "json", "a.yaml", "-o", output]).exit
        };
        for output in ["link.json", "bare.json", "one.txt"] {
            assert_eq!(exit(output), 1, "{output}");
        }
        let read = |name: &str| fs::read_to_string(platform.path(name)).unwrap();
        assert!(read("report.json").ends_with("}\n") && read("later.json").ends_with("}\n"));
        assert_eq!(read("one.txt"), read("other.txt"), "both names are of one file");
        assert!(platform.path("link.json").is_symlink(), "the link is there still");
        let metadata = fs::metadata(platform.path("report.json")).unwrap();
        assert_eq!(metadata.mode() & 0o7777, 0o640);
        assert_eq!(partials(&platform), Vec::<String>::new());
    }

    #[test]
    fn a_pipe_and_a_device_are_written_to() {
        let platform = platform();
        let made = Command::new("mkfifo").arg(platform.path("pipe")).status().unwrap();
        assert!(made.success());
        let mut reader =
            Command::new("cat").arg(platform.path("pipe")).stdout(Stdio::piped()).spawn().unwrap();
        assert_eq!(platform.run(&["check", "a.yaml", "-o", "pipe"]).exit, 1);
        let mut text = String::new();
        std::io::Read::read_to_string(reader.stdout.as_mut().unwrap(), &mut text).unwrap();
        reader.wait().unwrap();
        assert!(text.contains("privileged-container"), "{text}");
        let run = platform.run(&["check", "a.yaml", "-o", "/dev/stdout"]);
        assert!(run.text().contains("privileged-container"), "{}", run.stderr);
        assert_eq!(platform.run(&["check", "a.yaml", "-o", "/dev/null"]).exit, 1);
    }
}

/// The manual page lists the exit status.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_output_error() {
    use std::fs::File;
    use std::process::Command;

    let platform = platform();
    let full = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_asepsis"))
            .args(arguments)
            .current_dir(platform.root())
            .stdout(File::options().write(true).open("/dev/full").unwrap())
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let run = platform.run(&["check", "--output", "/dev/full", "a.yaml"]);
    let named = "error: cannot write the output to `/dev/full`: No space left on device";
    assert_eq!(run.exit, 5);
    assert!(
        run.stderr.starts_with(named) && run.stderr.contains("hint: free disk space"),
        "{}",
        run.stderr
    );
    let cases: &[&[&str]] = &[
        &["check", "a.yaml"],
        &["check", "--format", "json", "--exit-zero", "a.yaml"],
        &["checks"],
        &["explain", "host-pid"],
        &["completions", "bash"],
        &["--help"],
        &["--version"],
    ];
    for arguments in cases {
        let (exit, stderr) = full(arguments);
        assert_eq!(exit, Some(5), "{arguments:?}: {stderr}");
        assert!(stderr.starts_with("error: cannot write the output: "), "{stderr}");
        assert!(!stderr.contains("fault of asepsis"), "{stderr}");
    }
    for arguments in [&["--help"], &["manual"]] {
        assert!(platform.run(arguments).text().contains("5 output"), "{arguments:?}");
    }
}

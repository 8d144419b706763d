//! Tracked files are read even if a pattern ignores them, also in work trees whose Git directory is
//! elsewhere, and a run continues if the Git directory cannot be read.

use std::fs;
use std::process::Command;

use super::run::Platform;
use super::texts::POD;

/// Runs Git in a folder of the platform.
fn git(platform: &Platform, folder: &str, arguments: &[&str]) {
    let who = ["-c", "user.name=ward", "-c", "user.email=ward@hospital.example"];
    let mut command = Command::new("git");
    command.args(who).args(["-c", "init.defaultBranch=main"]).args(arguments);
    let output = command.current_dir(platform.path(folder)).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {arguments:?}: {said}");
}

/// A repository in a folder that ignores all manifests and tracks one of the two in it.
fn repository(platform: Platform, folder: &str, init: &[&str]) -> Platform {
    let platform = platform
        .file(&format!("{folder}/.gitignore"), "*.yaml\n")
        .file(&format!("{folder}/deploy/kept.yaml"), POD)
        .file(&format!("{folder}/deploy/scratch.yaml"), POD);
    git(&platform, folder, init);
    git(&platform, folder, &["add", ".gitignore"]);
    git(&platform, folder, &["add", "--force", "deploy/kept.yaml"]);
    platform
}

#[track_caller]
fn assert_only_kept(platform: &Platform, folder: &str) {
    let run = platform.check(&[folder]);
    assert_eq!(run.found(), [format!("{folder}/deploy/kept.yaml")], "{}", run.stderr);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_tracked_file_is_read_wherever_the_git_directory_is() {
    let plain = repository(Platform::new(), "a", &["init", "--quiet"]);
    assert_only_kept(&plain, "a");
    // Also from a folder below the top.
    assert_eq!(plain.check(&["a/deploy"]).found(), ["a/deploy/kept.yaml"]);

    git(&plain, "a", &["commit", "--quiet", "--message", "first"]);
    git(&plain, "a", &["worktree", "add", "--quiet", "../linked"]);
    let plain = plain.file("linked/deploy/scratch.yaml", POD);
    assert_only_kept(&plain, "linked");

    let apart = ["init", "--quiet", "--separate-git-dir", "../records"];
    assert_only_kept(&repository(Platform::new(), "b", &apart), "b");

    let long = ["init", "--quiet", "--object-format=sha256"];
    assert_only_kept(&repository(Platform::new(), "c", &long), "c");

    let split = repository(Platform::new(), "d", &["init", "--quiet"]);
    git(&split, "d", &["update-index", "--split-index"]);
    let split = split.file("d/more.yaml", POD);
    git(&split, "d", &["add", "--force", "more.yaml"]);
    assert_eq!(split.check(&["d"]).found(), ["d/deploy/kept.yaml", "d/more.yaml"]);
}

#[test]
fn a_nested_repository_has_its_own_index() {
    let platform = repository(Platform::new(), "outer", &["init", "--quiet"]);
    let platform = repository(platform, "outer/vessel", &["init", "--quiet"]);
    let expected = ["outer/deploy/kept.yaml", "outer/vessel/deploy/kept.yaml"];
    assert_eq!(platform.check(&["outer"]).found(), expected);

    // An ignored folder without tracked files is not read ...
    fs::write(platform.path("outer/.gitignore"), "*.yaml\n/vessel/\n").unwrap();
    assert_eq!(platform.check(&["outer"]).found(), ["outer/deploy/kept.yaml"]);
    // ... and a submodule is tracked.
    git(&platform, "outer/vessel", &["commit", "--quiet", "--message", "first"]);
    git(&platform, "outer", &["add", "--force", "vessel"]);
    assert_eq!(platform.check(&["outer"]).found(), expected);
}

#[test]
fn an_unreadable_git_directory_is_reported_and_the_run_continues() {
    let platform = repository(Platform::new(), "a", &["init", "--quiet"]).file("a/b.yml", POD);
    let index = fs::read(platform.path("a/.git/index")).unwrap();
    let mut damaged = vec![Vec::new(), b"DIRC".to_vec(), vec![0; 4096]];
    damaged.extend([1, 13, 32, 40, index.len() - 1].map(|end| index[..end].to_vec()));
    damaged.extend([0, 7, 40, 70, index.len() - 1].map(|at| {
        let mut bytes = index.clone();
        bytes[at] ^= 0x55;
        bytes
    }));
    for bytes in damaged {
        fs::write(platform.path("a/.git/index"), &bytes).unwrap();
        let run = platform.check(&["a"]);
        assert_eq!(run.found(), ["a/b.yml"], "{bytes:?}");
        let (first, rest) = run.stderr.split_once('\n').unwrap();
        assert!(first.contains("(tracked files are unknown)"), "{first}");
        assert_eq!(rest, "");
    }
    // Nothing was added yet.
    fs::remove_file(platform.path("a/.git/index")).unwrap();
    let run = platform.check(&["a"]);
    assert_eq!((run.found(), run.stderr.as_str()), (vec!["a/b.yml".to_owned()], ""));

    fs::remove_dir_all(platform.path("a/.git")).unwrap();
    for records in ["gitdir: ../gone\n", "", "gitdir: \u{0}", "no records"] {
        fs::write(platform.path("a/.git"), records).unwrap();
        let run = platform.check(&["a"]);
        assert_eq!(run.found(), ["a/b.yml"], "{records:?}");
        assert!(run.stderr.contains("does not point to a Git directory"), "{}", run.stderr);
    }
}

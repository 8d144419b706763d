//! Charts in archives: read in the `charts` folder of a chart, or if they are named.

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, Header};

use super::run::Platform;

const APP: &str = "apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n- {name: common, version: 2.0.1, \
                   repository: 'oci://charts.example'}\n";

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec:\n  hostNetwork: {{ .Values.open \
                   }}\n  containers: []\n";

fn common() -> Vec<u8> {
    let files = [
        ("common/Chart.yaml", "apiVersion: v2\nname: common\nversion: 2.0.1\n"),
        ("common/values.yaml", "open: true\n"),
        ("common/templates/pod.yaml", POD),
    ];
    let mut builder = Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (path, text) in files {
        let mut header = Header::new_gnu();
        header.set_mode(0o644);
        header.set_size(text.len() as u64);
        builder.append_data(&mut header, path, text.as_bytes()).unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap()
}

fn platform() -> Platform {
    Platform::new()
        .file("app/Chart.yaml", APP)
        .file("app/values.yaml", "common: {}\n")
        .file("app/templates/nothing.yaml", "{{/* nothing */}}\n")
        .file("app/charts/common-2.0.1.tgz", common())
        .file("dist/common-2.0.1.tgz", common())
        .file("charts/common-2.0.0.tgz", common())
}

#[test]
fn archives_are_read_where_helm_reads_them() {
    let run = platform().run(&["check", "--select", "host-network", "."]);
    let place = "app/charts/common-2.0.1.tgz/common/values.yaml:1:7";
    assert!(run.exit == 1 && run.text().contains(place), "{}", run.text());
    assert!(!run.text().contains("dist/common-2.0.1.tgz/"), "{}", run.text());
    let run = platform().run(&["check", "--select", "host-network", "--format", "json", "."]);
    let report: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let of = |path: &str| {
        let inputs = report["inputs"].as_array().unwrap();
        inputs.iter().find(|input| input["path"] == path).unwrap().clone()
    };
    for path in ["dist/common-2.0.1.tgz", "charts/common-2.0.0.tgz"] {
        assert_eq!(of(path)["status"], "excluded", "{path}");
    }
    let named = platform().run(&["check", "--select", "host-network", "dist/common-2.0.1.tgz"]);
    let place = "dist/common-2.0.1.tgz/common/values.yaml:1:7";
    assert!(named.exit == 1 && named.text().contains(place), "{}", named.text());
}

#[test]
fn archives_of_dependencies_are_read_even_if_git_ignores_them_but_not_if_they_are_excluded() {
    let ignored =
        || platform().file(".gitignore", "*.tgz\n").file(".git/HEAD", "ref: refs/heads/main\n");
    let run = ignored().run(&["check", "--select", "host-network", "."]);
    let place = "app/charts/common-2.0.1.tgz/common/values.yaml:1:7";
    assert!(run.exit == 1 && run.text().contains(place), "{}", run.text());
    let run = ignored().run(&["check", "--select", "host-network", "--exclude", "*.tgz", "app"]);
    assert!(run.text().contains("dependency `common` not found in the input"), "{}", run.text());
    let pattern = "**/templates/pod.yaml";
    let run = platform().run(&["check", "--select", "host-network", "--exclude", pattern, "."]);
    assert!(!run.text().contains(place), "{}", run.text());
}

#[test]
fn a_chart_is_rendered_from_its_archive() {
    let run =
        platform().run(&["render", "--origins", "--set", "open=false", "dist/common-2.0.1.tgz"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let name = "  name: probe # dist/common-2.0.1.tgz/common/templates/pod.yaml:3\n";
    assert!(
        run.text().contains(name) && run.text().contains("hostNetwork: false"),
        "{}",
        run.text()
    );
}

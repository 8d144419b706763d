"""What is checked as YAML."""

from __future__ import annotations

import io
import json
import pathlib
import pickle
import subprocess
import sys
import tarfile

import asepsis
import pytest

SECRET = "nW4xq8ZtR2m"

FILES = {
    "base/kustomization.yaml": "resources: [pod.yaml]\n",
    "base/pod.yaml": (
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {mode: 'on'}}\nspec:\n  containers:\n"
        f"  - name: a\n    env: [{{name: DB_PASSWORD, value: {SECRET}}}]\n"
    ),
    "overlays/dev/kustomization.yaml": "resources: [../../base]\n",
    "overlays/prod/kustomization.yaml": "resources: [../../base]\nnamespace: clinic\n",
}


def test_each_environment_is_rendered_without_secrets() -> None:
    rendering = asepsis.render(FILES)
    assert [one.name for one in rendering.environments] == ["dev", "prod"]
    assert rendering.text.startswith("# Secrets are masked: this output cannot be applied.\n")
    assert SECRET not in f"{rendering!r} {rendering.text}"
    assert '      value: "********"\n' in rendering.text
    assert (rendering.is_complete, rendering.has_masked, rendering.has_unresolved) == (True, True, False)
    assert rendering.problems == ()
    assert pickle.loads(pickle.dumps(rendering)) == rendering  # noqa: S301
    assert rendering == asepsis.Rendering._from_json(json.dumps(rendering.to_dict()))


def test_origins_and_secrets_are_written_on_request() -> None:
    prod = asepsis.render(FILES, environment="prod", origins=True, show_secrets=True)
    (only,) = prod.environments
    assert only.name == "prod"
    assert f"      value: {SECRET} # base/pod.yaml:7\n" in only.text
    assert "  namespace: clinic # overlays/prod/kustomization.yaml:2\n" in only.text
    assert '    mode: "on" # ' in only.text
    assert not prod.has_masked
    line = only.text.splitlines().index("  namespace: clinic # overlays/prod/kustomization.yaml:2") + 1
    (origin,) = (origin for origin in only.origins if origin.line == line)
    assert str(origin.location).startswith("overlays/prod/kustomization.yaml:2:")
    assert pickle.loads(pickle.dumps(origin)) == origin  # noqa: S301
    assert asepsis.render(FILES, environment="prod").environments[0].origins == ()


def test_an_unknown_environment_is_refused_with_the_known_ones() -> None:
    with pytest.raises(asepsis.UnknownNameError) as raised:
        asepsis.render(FILES, environment="staging")
    assert raised.value.hint == "expected one of dev, prod"


def test_files_are_rendered_as_texts_are(tmp_path: pathlib.Path) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    expected = asepsis.render(FILES)
    assert asepsis.render_paths(tmp_path, no_config=True).text == expected.text
    assert asepsis.Checker().render_paths([tmp_path]).text == expected.text
    command = [sys.executable, "-m", "asepsis", "render", "--no-config", "."]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert run.stdout.decode() == expected.text
    (tmp_path / "overlays/dev/kustomization.yaml").write_text("resources: [../bse]\n", encoding="utf-8")
    broken = asepsis.render_paths(tmp_path, no_config=True)
    assert not broken.is_complete
    assert [one.path.endswith("overlays/dev/kustomization.yaml") for one in broken.problems] == [True]


CHART = {
    "Chart.yaml": "apiVersion: v2\nname: app\nversion: 1.0.0\n",
    "templates/all.yaml": (
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-{{ .Values.image }}\n"
        '  namespace: {{ .Release.Namespace }}-{{ .Capabilities.APIVersions.Has "a/v1" }}\n'
    ),
    "values.yaml": "image: one\n",
    "other.yaml": "image: two\n",
}


def names(rendering: asepsis.Rendering) -> list[str]:
    lines = [line.strip() for line in rendering.text.splitlines()]
    return [line.split(": ")[1] for line in lines if line.startswith(("name: ", "namespace: "))]


def test_charts_are_rendered_for_a_release(tmp_path: pathlib.Path) -> None:
    assert names(asepsis.render(CHART)) == ["app-one", "default-false"]
    policy = {"helm": {"release": "ehr", "namespace": "clinic", "api_versions": ["a/v1"]}}
    assert names(asepsis.render(CHART, policy=policy)) == ["ehr-one", "clinic-true"]
    release = {"values": "other.yaml", "release": "lab", "namespace": "ward", "api_versions": ["a/v1"]}
    checker = asepsis.Checker()
    assert names(checker.render(CHART, **release)) == ["lab-two", "ward-true"]
    assert names(asepsis.render(CHART, set="image=three", **release)) == ["lab-three", "ward-true"]
    for path, text in CHART.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    release["values"] = tmp_path / "other.yaml"
    assert names(checker.render_paths(tmp_path, **release)) == ["lab-two", "ward-true"]
    found = asepsis.render_paths(tmp_path, no_config=True, set=["image=three"], **release)
    assert names(found) == ["lab-three", "ward-true"]


def test_a_chart_in_an_archive_is_rendered(tmp_path: pathlib.Path) -> None:
    archive = tmp_path / "app-1.0.0.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        for path, text in CHART.items():
            entry = tarfile.TarInfo(f"app/{path}")
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text.encode()))
    assert names(asepsis.render({archive.name: archive.read_bytes()})) == ["app-one", "default-false"]
    assert names(asepsis.render_paths(archive, no_config=True)) == ["app-one", "default-false"]

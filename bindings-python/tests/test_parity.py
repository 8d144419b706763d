"""The same input gives the same bytes, however it is passed in."""

from __future__ import annotations

import os
import pathlib
import pickle
import random
from typing import Any

import asepsis
import pytest
from conftest import POD, ROOT, Command

DAY = "2026-11-21"
# Whether Git tracks a file is known for a path, and not for a text.
OF_PATHS = "env-file-not-ignored"

FOLDERS = [
    "examples/platforms/ojala",
    "examples/platforms/myhealth",
    "core/src/checks",
    "core/tests",
    "benches",
]

HARD = {
    "empty.yaml": b"",
    "comments.yaml": b"# nothing\n",
    "mark.yaml": b"\xef\xbb\xbf" + POD.encode(),
    "crlf.yaml": POD.replace("\n", "\r\n").encode(),
    "cr.yaml": POD.replace("\n", "\r").encode(),
    "utf16.yaml": POD.encode("utf-16"),
    "latin.yaml": POD.replace("probe", "pröbe").encode("latin-1"),
    "umlaut.yaml": POD.replace("probe", "pröbe-試験-🩺").encode(),
    "nul.yaml": POD.replace("probe", "pr\0be").encode(),
    "binary.yaml": bytes(range(256)) * 4,
    "broken.yaml": (POD + "---\napiVersion: v1\nkind: Pod\nspec: [\n---\n" + POD).encode(),
    "lists.json": b'{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod"}]}',
    "alias.yaml": b"a: &a [*a]\n",
    "tab.yaml": b"a:\n\tb: 1\n",
    "deep.yaml": b"[" * 5000,
    "template.yaml": b"apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Values.name }}}\n",
    "compose.yaml": b"services: {app: {image: 'app:1', privileged: true}}\n",
    ".env": b"DB_PASSWORD=correct-horse-7Kq\n",
}


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _folders() -> list[str]:
    corpus = os.environ.get("ASEPSIS_CORPUS")
    return FOLDERS + ([corpus] if corpus else [])


def _texts(report: asepsis.Report) -> dict[str, bytes]:
    left_out = {"excluded", "unreadable"}
    read = [input.path for input in report.inputs if input.status not in left_out]
    return {path: pathlib.Path(path).read_bytes() for path in read}


@pytest.mark.parametrize("folder", _folders())
def test_folders_texts_and_the_command_agree(folder: str, command: Command) -> None:
    options = ["--format", "json", "--as-of", DAY, "--no-config", "--framework", "hipaa"]
    expected = command("check", folder, *options, "--ignore", OF_PATHS).stdout.decode()
    asked: dict[str, Any] = {"as_of": DAY, "no_config": True, "frameworks": "hipaa", "ignore": OF_PATHS}
    by_path = asepsis.check_paths(folder, **asked)
    assert by_path.to_json() == expected
    assert len(by_path.inputs) > 0

    shuffled = list(_texts(by_path).items())
    random.Random(7).shuffle(shuffled)
    by_text = asepsis.check(dict(shuffled), **asked)
    if len(shuffled) == len(by_path.inputs):
        assert by_text.to_json() == expected
    else:
        # Files that the walk excluded are inputs of the walk only.
        assert by_text.findings == by_path.findings
        assert dict(by_text.checks) == dict(by_path.checks)
    assert pickle.loads(pickle.dumps(by_text)).to_json() == by_text.to_json()


def test_every_fixture_alone_agrees_with_the_command(command: Command) -> None:
    fixtures = sorted((ROOT / "core/src/checks").rglob("*.yaml"))
    assert len(fixtures) > 50
    checker = asepsis.Checker(as_of=DAY, no_config=True)
    for path in random.Random(3).sample(fixtures, 40):
        name = path.relative_to(ROOT).as_posix()
        options = ["--format", "json", "--as-of", DAY, "--no-config"]
        expected = command("check", name, *options).stdout.decode()
        assert checker.check(path.read_bytes(), name=name).to_json() == expected, name
        assert checker.check_paths(name).to_json() == expected, name


def test_hard_bytes_agree(tmp_path: pathlib.Path, command: Command) -> None:
    for name, content in HARD.items():
        (tmp_path / name).write_bytes(content)
    options = ["--format", "json", "--as-of", DAY, "--no-config"]
    expected = command("check", tmp_path, *options).stdout.decode()
    assert asepsis.check_paths(tmp_path, as_of=DAY, no_config=True).to_json() == expected
    texts = {f"{tmp_path.as_posix()}/{name}": content for name, content in HARD.items()}
    assert asepsis.check(texts, as_of=DAY, no_config=True).to_json() == expected
    statuses = {input.path: input.status for input in asepsis.check(HARD).inputs}
    assert statuses["umlaut.yaml"] == "analysed"
    assert statuses["broken.yaml"] == "partial"


def test_the_other_formats_agree_with_the_command(command: Command) -> None:
    folder = "examples/platforms/ojala"
    report = asepsis.check_paths(folder, as_of=DAY, no_config=True)
    for format, text in [("sarif", report.to_sarif()), ("markdown", report.to_markdown())]:
        options = ["--format", format, "--as-of", DAY, "--no-config"]
        assert command("check", folder, *options).stdout.decode() == text


@pytest.mark.parametrize("arguments", [["explain", "KSV017"], ["checks"], ["--help"], ["check"]])
def test_the_module_is_the_command(
    arguments: list[str], command: Command, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    expected = command(*arguments)
    assert asepsis.main(["asepsis", *arguments]) == expected.returncode
    said = capfdbinary.readouterr()
    assert (said.out, said.err) == (expected.stdout, expected.stderr)

"""Docstrings, their examples, the Python of all Markdown files, and the stub."""

from __future__ import annotations

import doctest
import inspect
import os
import pathlib
import re
import subprocess
import sys
from collections.abc import Iterator

import asepsis
import pytest
from conftest import POD, ROOT


def documented() -> Iterator[tuple[str, str]]:
    """Every docstring of the module with the name of what it is about."""
    yield "asepsis", inspect.getdoc(asepsis) or ""
    for name in asepsis.__all__:
        value = getattr(asepsis, name)
        if name.startswith("__"):
            continue
        yield name, inspect.getdoc(value) or ""
        for member in vars(value) if inspect.isclass(value) else ():
            if not member.startswith("_") and not issubclass(value, Exception):
                yield f"{name}.{member}", inspect.getdoc(getattr(value, member)) or ""


@pytest.mark.parametrize(("name", "text"), list(documented()), ids=[name for name, _ in documented()])
def test_examples_are_correct(name: str, text: str) -> None:
    assert text, f"{name} has no docstring"
    test = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    runner = doctest.DocTestRunner()
    runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize(
    "name", ["check", "check_paths", "check_resources", "explain", "checks", "render", "render_paths", "Checker", "Report", "Findings"]
)
def test_main_functions_and_classes_have_an_example(name: str) -> None:
    assert ">>>" in (inspect.getdoc(getattr(asepsis, name)) or "")


def test_the_stub_has_the_docstrings() -> None:
    script = ROOT / "bindings-python/stubs.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0


def test_the_package_is_marked_as_typed() -> None:
    assert (pathlib.Path(asepsis.__file__).parent / "py.typed").exists()


# Folders that are built or installed.
BUILT = {"dist", "node_modules", "target"}

DEPLOY = """apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      image: registry.example/api:1.4.2
      resources:
        limits: {cpu: "1", memory: 256Mi}
        requests: {cpu: "1", memory: 256Mi}
      securityContext:
        privileged: true
"""


def blocks() -> Iterator[tuple[str, str]]:
    """Every block of Python in a Markdown file with its place."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in BUILT and not name.startswith(".")]
        for path in (pathlib.Path(folder, name) for name in names if name.endswith(".md")):
            text = path.read_text(encoding="utf-8")
            for block in re.finditer(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
                line = text.count("\n", 0, block.start()) + 1
                yield f"{path.relative_to(ROOT).as_posix()}:{line}", block[1]


def test_blocks_are_found() -> None:
    pages = {place.rsplit(":", 1)[0] for place, _ in blocks()}
    assert {"README.md", "bindings-python/README.md"} <= pages


@pytest.mark.parametrize(("place", "code"), list(blocks()), ids=[place for place, _ in blocks()])
def test_blocks_of_markdown_files_run(
    place: str,
    code: str,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy/api.yaml").write_text(DEPLOY)
    compose = "services: {lab: {image: 'lab:${RELEASE}'}}\n"
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}
    # What the blocks use and do not define.
    names: dict[str, object] = {"a": POD, "b": compose, "v": "RELEASE=2.2\n", "text": POD, "pods": [pod]}
    program = compile(code, place, "exec")
    if "sys.exit(" in code:
        with pytest.raises(SystemExit) as ended:
            exec(program, names)
        assert ended.value.code == 1
    else:
        exec(program, names)
    printed = capsys.readouterr().out.splitlines()
    # A comment behind a call of `print` that begins with a path is what it prints.
    for stated in re.findall(r"print\(.*# (\S+\.yaml:\d.*)", code):
        assert stated in printed
    expected = "critical: container `api` is privileged [privileged-container]"
    assert any(line.endswith(expected) for line in printed)

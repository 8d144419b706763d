"""Docstrings, their examples, and the stub."""

from __future__ import annotations

import doctest
import inspect
import pathlib
import subprocess
import sys
from collections.abc import Iterator

import asepsis
import pytest
from conftest import ROOT


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
    "name", ["check", "check_paths", "check_resources", "explain", "checks", "Checker", "Report", "Findings"]
)
def test_main_functions_and_classes_have_an_example(name: str) -> None:
    assert ">>>" in (inspect.getdoc(getattr(asepsis, name)) or "")


def test_the_stub_has_the_docstrings() -> None:
    script = ROOT / "bindings-python/stubs.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0


def test_the_package_is_marked_as_typed() -> None:
    assert (pathlib.Path(asepsis.__file__).parent / "py.typed").exists()

"""Invalid calls: `wrong-calls.md` lists the expected errors."""

from __future__ import annotations

import datetime
import io
import pathlib
import urllib.parse
import warnings

import asepsis
import pytest
from conftest import POD, ROOT
from kubernetes import client


def _rows() -> list[list[str]]:
    text = (ROOT / "examples/cli/tests/wrong-calls.md").read_text(encoding="utf-8")
    rows = [line[2:-2].split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [row[1:] for row in rows if row[0] == "python"]


async def promise() -> str:
    return POD


NAMES = {
    "check": asepsis.check,
    "check_paths": asepsis.check_paths,
    "check_resources": asepsis.check_resources,
    "client": client,
    "datetime": datetime,
    "explain": asepsis.explain,
    "io": io,
    "pathlib": pathlib,
    "pod": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}},
    "promise": promise,
    "render": asepsis.render,
    "render_paths": asepsis.render_paths,
    "report": asepsis.check(POD),
    "text": POD,
    "urllib": urllib,
}


@pytest.mark.parametrize(("call", "code", "message", "hint"), _rows(), ids=lambda cell: cell[:60])
def test_invalid_calls_have_the_expected_errors(call: str, code: str, message: str, hint: str) -> None:
    with warnings.catch_warnings():
        # The coroutine is not awaited, which is the error under test.
        warnings.simplefilter("ignore", RuntimeWarning)
        with pytest.raises(asepsis.AsepsisError) as raised:
            eval(call.strip("`"), dict(NAMES))  # noqa: S307
    assert raised.value.code == code
    assert message in str(raised.value)
    assert hint in str(raised.value.hint)
    assert type(raised.value) is not asepsis.AsepsisError

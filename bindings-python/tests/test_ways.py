"""The same bytes give the same verdict, however they are passed in; `ways.txt` lists the verdicts."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass, field

import asepsis
import pytest
from conftest import ROOT


@dataclass
class Row:
    title: str
    verdicts: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def _rows() -> list[Row]:
    rows: list[Row] = []
    name, is_hex = "", False
    for line in (ROOT / "examples/cli/tests/ways.txt").read_text(encoding="utf-8").split("\n"):
        if line.startswith("== "):
            rows.append(Row(line[3:]))
            name = ""
        elif line.startswith("-- ") and line.endswith(" --"):
            name, _, words = line[3:-3].partition(" ")
            is_hex = words == "hex"
            rows[-1].files[name] = b""
        elif name and line:
            rows[-1].files[name] += bytes.fromhex(line) if is_hex else f"{line}\n".encode()
        elif rows and not name and ": " in line:
            way, _, verdict = line.partition(": ")
            rows[-1].verdicts[way] = verdict
    return rows


def _texts(content: bytes) -> list[bytes | str]:
    try:
        return [content, content.decode()]
    except UnicodeDecodeError:
        return [content]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row.title)
def test_the_verdict_is_the_same_for_each_way(
    row: Row, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in row.files.items():
        pathlib.Path(name).parent.mkdir(parents=True, exist_ok=True)
        pathlib.Path(name).write_bytes(content)
    named, walked = row.verdicts["named"], row.verdicts["walked"]
    assert asepsis.check_paths(list(row.files)).verdict == named
    assert asepsis.check_paths(".").verdict == walked
    assert asepsis.check(row.files).verdict == walked
    assert asepsis.check(row.files, named=row.files).verdict == named
    assert asepsis.check({pathlib.Path(name): text for name, text in row.files.items()}).verdict == walked
    if len(row.files) == 1:
        ((name, content),) = row.files.items()
        for text in _texts(content):
            assert asepsis.check({name: text}).verdict == walked
            assert asepsis.check(text, name=name).verdict == named
            if "text" in row.verdicts:
                assert asepsis.check(text).verdict == row.verdicts["text"]


def test_there_are_enough_rows() -> None:
    assert len(_rows()) >= 30

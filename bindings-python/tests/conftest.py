"""Shared fixtures."""

from __future__ import annotations

import os
import pathlib
import subprocess
from collections.abc import Callable

import pytest

ROOT = pathlib.Path(__file__).parents[2]

POD = """apiVersion: v1
kind: Pod
metadata: {name: probe, namespace: clinic}
spec:
  hostPID: true
  containers:
    - name: app
      image: registry.example/app:1.4.2
      env:
        - {name: DB_PASSWORD, value: correct-horse-7Kq}
"""

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def command() -> Command:
    """Runs the native command from the top folder."""
    path = os.environ.get("ASEPSIS_COMMAND")
    if path is None:
        subprocess.run(["cargo", "build", "--quiet", "-p", "asepsis-cli"], cwd=ROOT, check=True)
        target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
        path = str(target / "debug" / "asepsis")

    def run(*arguments: str | os.PathLike[str]) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([path, *arguments], cwd=ROOT, capture_output=True, check=False)

    return run

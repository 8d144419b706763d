"""The examples run."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import asepsis
import pytest
from conftest import ROOT
from test_requests import built

EXAMPLES = ROOT / "examples/python"
OJALA = str(ROOT / "examples/platforms/ojala")
# Its manifests only.
MYHEALTH = str(ROOT / "examples/platforms/myhealth/kubernetes")


def run(script: str, *arguments: str, cwd: pathlib.Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, str(EXAMPLES / script), *arguments]
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)


def test_scan_repository(tmp_path: pathlib.Path) -> None:
    done = run("scan_repository.py", OJALA, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert ": critical: " in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[-1].endswith("fail")


def test_fail_ci(tmp_path: pathlib.Path) -> None:
    assert run("fail_ci.py", OJALA, cwd=tmp_path).returncode == 1
    assert json.loads((tmp_path / "asepsis.sarif").read_text())["version"] == "2.1.0"
    assert run("fail_ci.py", MYHEALTH, cwd=tmp_path).returncode == 0
    baseline = tmp_path / "baseline.json"
    baseline.write_text(asepsis.check_paths(OJALA).to_json())
    assert run("fail_ci.py", OJALA, str(baseline), cwd=tmp_path).returncode == 0
    baseline.write_text(asepsis.check("").to_json())
    assert "new: " in run("fail_ci.py", OJALA, str(baseline), cwd=tmp_path).stdout


@pytest.mark.parametrize(("folder", "code"), [(MYHEALTH, 0), (OJALA, 1)])
def test_manifests_as_tests(folder: str, code: int, tmp_path: pathlib.Path) -> None:
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(EXAMPLES / "test_manifests.py")]
    done = subprocess.run(words, cwd=tmp_path, env={**os.environ, "MANIFESTS": folder}, check=False)
    assert done.returncode == code


def test_live_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    import live_cluster

    class Api:
        def __getattr__(self, name: str) -> Any:
            return lambda: [built()] if "deployment" in name else []

    api = SimpleNamespace(CoreV1Api=Api, AppsV1Api=Api, NetworkingV1Api=Api)
    report = asepsis.check_resources(live_cluster.objects(api))
    assert report.findings.filter(check="host-pid")


def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    cells = json.loads((EXAMPLES / "platform.ipynb").read_text())["cells"]
    names: dict[str, object] = {}
    codes = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(codes) > 4
    for code in codes:
        exec(compile(code, "platform.ipynb", "exec"), names)
    assert isinstance(names["report"], asepsis.Report)
    assert names["report"]._repr_html_()

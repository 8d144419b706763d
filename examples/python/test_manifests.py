"""Manifests as tests: ``pytest test_manifests.py``, with the folder in ``MANIFESTS``."""

import os
import pathlib

import pytest

import asepsis

FOLDER = os.environ.get("MANIFESTS", str(pathlib.Path(__file__).parents[1] / "platforms/myhealth/kubernetes"))


@pytest.fixture(scope="session")
def report() -> asepsis.Report:
    return asepsis.check_paths(FOLDER)


@pytest.mark.parametrize("check", [check.id for check in asepsis.checks() if check.severity == "critical"])
def test_no_critical_finding(report: asepsis.Report, check: str) -> None:
    found = [f"{finding.location}: {finding.message}" for finding in report.findings.filter(check=check)]
    assert not found


def test_everything_was_read(report: asepsis.Report) -> None:
    assert report.verdict != "incomplete", [file for file in report.inputs if file.problems]

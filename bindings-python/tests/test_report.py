"""Reports and their parts behave like Python values."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

import asepsis
import asepsis.types
import pytest
from conftest import POD, ROOT

SECRET = "correct-horse-7Kq"
ACCEPTED = POD.replace("  hostPID: true", "  hostPID: true # asepsis: ignore[host-pid] measures the node")


@pytest.fixture(scope="module")
def report() -> asepsis.Report:
    texts = {"pod.yaml": POD, "accepted.yaml": ACCEPTED, "broken.yaml": "apiVersion: v1\nkind: Pod\nspec: ["}
    return asepsis.check(texts, frameworks=["hipaa", "pss-restricted"], as_of="2026-11-21")


def parts(value: object) -> Iterator[Any]:
    """A part of a report and all parts in it."""
    if type(value).__module__ == "asepsis":
        yield value
        names = [name for name in dir(value) if not name.startswith("_")]
        members = [getattr(value, name) for name in names]
        for member in members:
            if not callable(member):
                yield from parts(member)
    elif isinstance(value, Mapping):
        for member in value.values():
            yield from parts(member)
    elif isinstance(value, (tuple, asepsis.Findings)):
        for member in value:
            yield from parts(member)


def test_every_part_is_a_value(report: asepsis.Report) -> None:
    seen = set()
    for part in parts(report):
        if isinstance(part, asepsis.Findings):
            continue
        seen.add(type(part))
        for same in (pickle.loads(pickle.dumps(part)), copy.copy(part), copy.deepcopy(part)):
            assert same == part
            assert hash(same) == hash(part)
            assert repr(same) == repr(part)
        assert part != "something else"
        assert repr(part).startswith((f"{type(part).__name__}(", "<Report"))
        assert isinstance(type(part).__match_args__, tuple)
        for name in type(part).__match_args__:
            with pytest.raises(AttributeError):
                setattr(part, name, None)
        assert isinstance(part.to_dict(), dict)
    expected = {
        *(asepsis.Report, asepsis.Finding, asepsis.Location, asepsis.Position, asepsis.Resource),
        *(asepsis.Input, asepsis.Problem, asepsis.CheckSummary, asepsis.Control, asepsis.Summary),
        asepsis.Bearings,
        *(asepsis.Suppressed, asepsis.Suppressions, asepsis.Tool, asepsis.Fix, asepsis.Edit),
    }
    assert expected <= seen


def test_findings_are_a_sequence(report: asepsis.Report) -> None:
    findings = report.findings
    assert isinstance(findings, Sequence)
    assert len(findings) == len(list(findings)) > 5
    assert findings[-1] == list(findings)[-1] == next(reversed(findings))
    assert list(findings[1:6:2]) == list(findings)[1:6:2]
    assert list(findings[::-1]) == list(reversed(findings))
    assert findings[2] in findings
    assert findings.index(findings[2]) == 2
    assert findings.count(findings[2]) == 1
    assert pickle.loads(pickle.dumps(findings)) == findings
    part = findings.filter(severity="high")[:2]
    assert pickle.loads(pickle.dumps(part)) == part
    assert hash(pickle.loads(pickle.dumps(part))) == hash(part)
    with pytest.raises(IndexError):
        findings[len(findings)]
    with pytest.raises(TypeError):
        findings["pod.yaml"]  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="no such finding"):
        findings[:1].index(findings[2])


def test_findings_are_filtered(report: asepsis.Report) -> None:
    findings = report.findings

    def by_hand(keep: Any) -> list[asepsis.Finding]:
        return [finding for finding in findings if keep(finding)]

    high = findings.filter(severity=["high", "critical"])
    assert list(high) == by_hand(lambda of: of.severity in ("high", "critical"))
    assert list(high) == list(findings.filter(at_least="high"))
    assert list(findings.filter(path="pod.yaml")) == by_hand(lambda of: of.location.path == "pod.yaml")
    assert list(findings.filter(check="host-pid", kind="Pod", name="probe", namespace="clinic")) == by_hand(
        lambda of: of.check == "host-pid"
    )
    network = findings.filter(family="network")
    assert network
    assert {report.checks[of.check].family for of in network} == {"network"}
    assert len(findings.filter(name="absent")) == 0
    assert list(high.filter(check="host-pid")) == by_hand(
        lambda of: of.check == "host-pid" and of.severity in ("high", "critical")
    )
    with pytest.raises(asepsis.AsepsisError) as error:
        findings.filter(at_least="hgih")  # type: ignore[arg-type]
    assert error.value.code == "invalid-value"
    assert error.value.hint


def test_parts_can_be_matched(report: asepsis.Report) -> None:
    match report.findings.filter(check="host-pid")[0]:
        case asepsis.Finding(check, severity, location=asepsis.Location(path, asepsis.Position(line))):
            assert (check, severity, path, line) == ("host-pid", "high", "pod.yaml", 5)
        case _:
            pytest.fail("the pattern does not fit")


def test_a_report_is_read_by_name(report: asepsis.Report) -> None:
    assert report.verdict == "fail"
    assert report.exit_code == 1
    assert report.checks["host-pid"].failed == 2
    assert set(report.controls) == {"hipaa", "pss-restricted"}
    assert all(control.framework == "hipaa" for control in report.controls["hipaa"])
    assert [input.path for input in report.inputs] == ["accepted.yaml", "broken.yaml", "pod.yaml"]
    assert report.inputs[1].problems[0].code == "syntax"
    assert report.suppressed[0].reason == "measures the node"
    assert report.suppressions.matched == 1
    assert report.summary.date == "2026-11-21"
    assert report.tool.version == asepsis.__version__
    with pytest.raises(TypeError):
        report.checks["host-pid"] = None  # type: ignore[index]


def test_a_report_equals_its_json(report: asepsis.Report) -> None:
    data = json.loads(report.to_json())
    assert report.to_dict() == data
    assert [finding.to_dict() for finding in report.findings] == data["findings"]
    assert asepsis.Report.from_json(report.to_json()) == report
    assert json.loads(report.to_sarif())["version"] == "2.1.0"
    assert report.to_markdown().startswith("#")
    assert str(report) == report.to_text()
    assert report.to_text(min_severity="critical") != report.to_text()
    assert "\x1b[" in report.to_text(colour=True)


def test_a_report_of_an_earlier_schema_is_read() -> None:
    recorded = ROOT / "core/tests/recorded/version-1-agent.json"
    report = asepsis.Report.from_json(recorded.read_text())
    assert json.loads(report.to_json())["schema_version"] == 2
    covers = [covered for finding in report.findings for covered in finding.covers]
    assert {covered.check for covered in covers} == {"host-path-volume", "capabilities-beyond-baseline"}
    assert all(covered.fingerprint == "" for covered in covers)
    assert report.policy.file is None


def test_former_names_of_checks_and_families_are_accepted_in_filters(report: asepsis.Report) -> None:
    compose = asepsis.check({"compose.yaml": "services: {portal: {image: portal:2}}"})
    by_id = compose.findings.filter(check="process-limit-missing")
    assert [finding.check for finding in by_id] == ["pids-limit-missing"]
    split = ["availability", "containers", "host"]
    assert list(report.findings.filter(family="pods")) == list(report.findings.filter(family=split))


def test_what_a_policy_leaves_out_is_reported() -> None:
    policy = "ignore: [host-network]\nexclude: [drafts]\n"
    left_out = asepsis.check(POD, policy=policy).policy
    assert left_out.file == "asepsis.yaml"
    assert [(of.kind, of.name) for of in left_out.left_out] == [("check", "host-network"), ("path", "drafts")]


def test_notebooks_are_shown_escaped_html() -> None:
    report = asepsis.check({"<b>.yaml": POD.replace("probe", "<script>")})
    for html in (report._repr_html_(), report.findings._repr_html_()):
        assert "&lt;b&gt;.yaml" in html
        assert "<b>" not in html
        assert "<script>" not in html


def test_no_format_shows_a_secret(report: asepsis.Report) -> None:
    assert report.findings.filter(family="secrets")
    forms = [report.to_json(), report.to_sarif(), report.to_markdown(), report.to_text(all=True)]
    forms += [report._repr_html_(), report.findings._repr_html_(), repr(list(parts(report)))]
    forms += [repr(pickle.dumps(report)), repr(report.to_dict()), str(report)]
    for form in forms:
        assert SECRET not in form


def test_the_literals_of_annotations_are_those_of_the_library(report: asepsis.Report) -> None:
    assert get_args(asepsis.types.Severity) == asepsis.severities()
    assert set(report.summary.findings) <= set(get_args(asepsis.types.Severity))
    assert {of.status for of in report.inputs} <= set(get_args(asepsis.types.InputStatus))
    statuses = {control.status for of in report.controls.values() for control in of}
    assert statuses <= set(get_args(asepsis.types.ControlStatus))


def test_a_finding_and_a_location_are_one_line_of_text(report: asepsis.Report) -> None:
    for finding in report.findings:
        place = finding.location
        assert place is not None and place.start is not None
        assert str(place) == f"{place.path}:{place.start.line}:{place.start.column}"
        assert str(finding) == f"{place}: {finding.severity}: {finding.message} [{finding.check}]"


def test_a_filter_by_an_unknown_check_is_refused(report: asepsis.Report) -> None:
    with pytest.raises(asepsis.UnknownNameError) as caught:
        report.findings.filter(check="host-pidd")
    assert caught.value.hint == "did you mean `host-pid`?"
    assert not report.findings.filter(check="wildcard-verb")

"""Requests: checkers, paths, resources, and invalid ones."""

from __future__ import annotations

import datetime
import json
import pathlib
import pickle
from types import SimpleNamespace

import asepsis
import pytest
from conftest import POD
from kubernetes import client


def test_texts_may_be_str_bytes_or_paths_with_them(tmp_path: pathlib.Path) -> None:
    expected = asepsis.check(POD).to_json()
    assert asepsis.check(POD.encode()).to_json() == expected
    assert asepsis.check(bytearray(POD.encode())).to_json() == expected
    assert asepsis.check(memoryview(POD.encode())).to_json() == expected
    named = asepsis.check({"a/b.yaml": POD}).to_json()
    assert asepsis.check({pathlib.Path("a/b.yaml"): POD}).to_json() == named
    assert asepsis.check({"a/b.yaml": POD.encode()}).to_json() == named
    assert asepsis.check(POD, name="a/b.yaml").inputs[0].path == "a/b.yaml"


COMPOSE = 'services: {lab: {image: "lab:${RELEASE}", ports: ["${BIND}:80:80"]}}\n'


def test_context_is_read_for_its_values_and_never_judged() -> None:
    files = {"compose.yaml": COMPOSE, "a/.env": "", ".env": "RELEASE=2.2\nBIND=127.0.0.1\nPASSWORD=vK3m-9qTz\n"}
    judged = {finding.check for finding in asepsis.check(files).findings}
    assert "secret-in-dotenv" in judged
    for context in (".env", [".env"], pathlib.Path(".env"), (".env", "a/.env")):
        report = asepsis.check(files, context=context)
        assert {finding.location.path for finding in report.findings if finding.location} == {"compose.yaml"}
        assert not report.findings.filter(check="port-published-on-all-interfaces")
        assert [file.status for file in report.inputs if file.path == ".env"] == ["excluded"]
    assert asepsis.Checker().check(files, context=[".env"]) == asepsis.check(files, context=".env")
    with pytest.raises(asepsis.UnknownNameError, match="unknown file `.envs`") as caught:
        asepsis.check(files, context=[".envs"])
    assert caught.value.hint == "did you mean `.env`?"


def test_referenced_files_in_the_repository_are_read(tmp_path: pathlib.Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "prod").mkdir()
    (tmp_path / "base" / "kustomization.yaml").write_text("resources: [pod.yaml]\n")
    (tmp_path / "base" / "pod.yaml").write_text(POD)
    (tmp_path / "prod" / "kustomization.yaml").write_text("resources: [../base]\n")
    assert len(asepsis.check_paths(tmp_path / "prod").inputs) == 2
    (tmp_path / ".git").mkdir()
    report = asepsis.check_paths(tmp_path / "prod")
    assert [pathlib.Path(file.path).parent.name for file in report.inputs] == ["base", "base", "prod"]


def test_a_lone_surrogate_is_in_the_report() -> None:
    report = asepsis.check("apiVersion: v1\nkind: Pod\nmetadata: {name: '\ud83e'}\n")
    assert report.inputs[0].problems[0].code == "encoding"
    assert report.inputs[0].problems[0].location is not None


@pytest.mark.parametrize("source", [None, 7, ["a"], {"a.yaml": None}, pathlib.Path("a.yaml")])
def test_other_types_than_text_are_refused(source: object) -> None:
    with pytest.raises(TypeError):
        asepsis.check(source)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["deploy.yaml", "../deploy/", b"charts/api/values.yaml"])
def test_a_path_is_not_taken_for_a_text(path: str | bytes) -> None:
    with pytest.raises(asepsis.InvalidValueError, match="is a path") as caught:
        asepsis.check(path)
    assert "paths" in str(caught.value.hint)
    assert asepsis.check(path, name="text.yaml").verdict == "incomplete"
    with pytest.raises(TypeError, match="expected text"):
        asepsis.check(pathlib.Path("deploy.yaml"))  # type: ignore[arg-type]


def test_options_change_what_is_judged() -> None:
    assert {of.check for of in asepsis.check(POD, select="host-pid").findings} == {"host-pid"}
    assert not asepsis.check(POD, ignore=["host-pid"]).findings.filter(check="host-pid")
    assert asepsis.check(POD, select="host-pid", fail_on="critical").verdict == "pass"
    assert asepsis.check(POD, kubernetes="1.25").summary.kubernetes == "1.25"
    day = datetime.date(2026, 11, 21)
    assert asepsis.check(POD, as_of=day).summary.date == "2026-11-21"
    policy = {"thresholds": {"fail_on": "critical"}, "checks": {"select": ["host-pid"]}}
    text = "thresholds: {fail_on: critical}\n"
    assert asepsis.check(POD, policy=text).summary.fail_on == "critical"
    assert asepsis.check(POD, policy={"thresholds": policy["thresholds"]}).summary.fail_on == "critical"
    assert len(asepsis.Checker(select=["host-pid", "secrets"]).checks) > 1
    ignored = POD.replace("hostPID: true", "hostPID: true # asepsis: ignore[host-pid] so")
    assert asepsis.check(ignored).suppressed
    assert not asepsis.check(ignored, inline_suppressions=False).suppressed
    assert asepsis.check(POD, select="network-policy-missing").findings
    assert not asepsis.check(POD, select="network-policy-missing", alone=True).findings


@pytest.mark.parametrize(
    ("options", "error", "code", "hint"),
    [
        ({"select": "priviledged-container"}, asepsis.UnknownNameError, "unknown-name", "`privileged-container`"),
        ({"frameworks": ["hippa"]}, asepsis.UnknownNameError, "unknown-name", "`hipaa`"),
        ({"fail_on": "hgih"}, asepsis.InvalidValueError, "invalid-value", "high"),
        ({"kubernetes": "two"}, asepsis.InvalidValueError, "invalid-value", "1.29"),
        ({"as_of": "tomorrow"}, asepsis.InvalidValueError, "invalid-value", "2026"),
        ({"evidence": "few"}, asepsis.InvalidValueError, "invalid-value", "number"),
        ({"policy": "frameworks: [hippa]"}, asepsis.PolicyError, "invalid-policy", "hipaa"),
        ({"config": "no-such-file"}, asepsis.FileError, "unusable-file", "policy"),
    ],
)
def test_invalid_requests_have_a_hint(
    options: dict[str, object], error: type[asepsis.AsepsisError], code: str, hint: str | None
) -> None:
    with pytest.raises(error) as raised:
        asepsis.Checker(**options)  # type: ignore[arg-type]
    assert raised.value.code == code
    assert (hint is None and raised.value.hint is None) or str(hint) in str(raised.value.hint)
    assert isinstance(raised.value, asepsis.AsepsisError)
    again = pickle.loads(pickle.dumps(raised.value))
    assert (str(again), again.code, again.hint) == (str(raised.value), code, raised.value.hint)


def test_an_unknown_argument_is_refused() -> None:
    with pytest.raises(asepsis.UnknownNameError, match="frameworkz"):
        asepsis.check(POD, frameworkz=[])  # type: ignore[call-arg]


def test_a_panic_of_the_library_is_an_internal_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(asepsis.InternalError) as raised:
        asepsis._asepsis._fault()
    assert raised.value.code == "internal-error"
    assert "report" in str(raised.value.hint)


def test_a_text_that_is_not_a_report_is_refused() -> None:
    with pytest.raises(asepsis.ReportError):
        asepsis.Report.from_json("{}")


def test_folders_are_walked_with_their_policy(tmp_path: pathlib.Path) -> None:
    (tmp_path / "asepsis.yaml").write_text("thresholds: {fail_on: critical}\n")
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy/pod.yaml").write_text(POD)
    (tmp_path / "deploy/old.yaml").write_text(POD)
    told: list[tuple[str, int, int]] = []
    report = asepsis.check_paths(
        [tmp_path / "deploy"],
        exclude="old.yaml",
        progress=lambda stage, done, total: told.append((stage, done, total)),
    )
    assert report.summary.fail_on == "critical"
    assert report.summary.date == datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    assert [(of.path.rsplit("/", 1)[1], of.status) for of in report.inputs] == [
        ("old.yaml", "excluded"),
        ("pod.yaml", "analysed"),
    ]
    assert told[-1] == ("judging", 1, 1)
    assert asepsis.check_paths(tmp_path / "deploy", no_config=True).summary.fail_on == "medium"
    checker = asepsis.Checker(config=tmp_path / "asepsis.yaml")
    (tmp_path / "asepsis.yaml").unlink()
    again = pickle.loads(pickle.dumps(checker))
    assert again.check(POD).to_json() == checker.check(POD).to_json()
    assert again.check(POD).summary.fail_on == "critical"
    with pytest.raises(asepsis.MissingPathError) as raised:
        asepsis.check_paths([tmp_path / "nowhere"])
    assert raised.value.code == "missing-path"


def test_an_exception_in_progress_ends_the_run(tmp_path: pathlib.Path) -> None:
    (tmp_path / "pod.yaml").write_text(POD)

    def stop(stage: str, done: int, total: int) -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        asepsis.check_paths(tmp_path, progress=stop)


PLAIN = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "probe", "creationTimestamp": datetime.datetime(2026, 1, 2, tzinfo=datetime.timezone.utc)},
    "spec": {"hostPID": True, "containers": [{"name": "app", "image": "app"}]},
}


def built() -> client.V1Pod:
    container = client.V1Container(name="app", image="app")
    spec = client.V1PodSpec(host_pid=True, containers=[container])
    return client.V1Pod(metadata=client.V1ObjectMeta(name="probe"), spec=spec)


def listed(kind: str, item: dict[str, object]) -> object:
    """A list as the Kubernetes client parses it, without a kind on its items."""
    inner = {key: value for key, value in item.items() if key not in ("apiVersion", "kind")}
    data = {"kind": kind, "apiVersion": item["apiVersion"], "metadata": {}, "items": [inner]}
    response = SimpleNamespace(data=json.dumps(data, default=str), headers={})
    api = client.ApiClient()
    try:
        return api.deserialize(response, f"V1{kind}")
    except TypeError:
        return api.deserialize(response.data, f"V1{kind}", "application/json")


def messages(resources: object) -> list[tuple[str, str, str | None]]:
    report = asepsis.check_resources(resources, frameworks="hipaa")
    assert report.summary.resources == 1, report.inputs
    assert report.inputs[0].status == "analysed"
    return [(of.check, of.message, of.resource.api_version if of.resource else None) for of in report.findings]


def test_dicts_and_objects_of_the_kubernetes_client_give_the_same_report() -> None:
    expected = messages(PLAIN)
    assert "host-pid" in [check for check, *_ in expected]
    assert messages([PLAIN]) == expected
    assert messages((PLAIN,)) == expected
    assert messages([[], [[PLAIN]]]) == expected
    assert messages(built()) == expected
    assert messages([built()]) == expected
    pods = listed("PodList", PLAIN)
    assert pods.items[0].kind is None  # type: ignore[attr-defined]
    assert messages(pods) == expected
    assert messages(pods.items) == expected  # type: ignore[attr-defined]
    assert messages(iter(pods.items)) == expected  # type: ignore[attr-defined]


def test_the_class_of_an_object_gives_its_group() -> None:
    deployment = client.V1Deployment(
        metadata=client.V1ObjectMeta(name="api"),
        spec=client.V1DeploymentSpec(
            selector=client.V1LabelSelector(match_labels={"app": "api"}),
            template=client.V1PodTemplateSpec(spec=built().spec),
        ),
    )
    report = asepsis.check_resources(deployment)
    finding = report.findings.filter(check="host-pid")[0]
    assert finding.resource is not None
    assert (finding.resource.api_version, finding.resource.kind) == ("apps/v1", "Deployment")
    assert finding.location is not None
    assert finding.location.pointer == "/spec/template/spec/hostPID"
    assert finding.location.start is None


@pytest.mark.parametrize("resources", [7, "apiVersion: v1", None, [PLAIN, None], object(), {"a": float("nan")}, {"a": {1, object()}}])
def test_other_values_than_resources_are_refused(resources: object) -> None:
    with pytest.raises(asepsis.ObjectError) as raised:
        asepsis.check_resources(resources)
    assert raised.value.code == "invalid-object"


def test_a_resource_that_contains_itself_is_refused() -> None:
    pod: dict[str, object] = {}
    pod["pod"] = pod
    with pytest.raises(asepsis.ObjectError):
        asepsis.check_resources(pod)


def test_checks_are_declared() -> None:
    checks = asepsis.checks()
    assert [check.id for check in checks] == sorted(check.id for check in checks)
    check = asepsis.explain("privileged-container")[0]
    assert check in checks
    assert pickle.loads(pickle.dumps(check)) == check
    assert pickle.loads(pickle.dumps(checks)) == checks
    assert check.examples[0].findings
    assert "hipaa:164.312(a)(1)" in check.controls.refutes
    assert str(check) in str(asepsis.explain("privileged-container"))
    assert len(asepsis.explain("KSV017")) >= 1
    parameters = [parameter for check in checks for parameter in check.parameters]
    assert any(isinstance(parameter.default, int) for parameter in parameters)
    with pytest.raises(asepsis.UnknownNameError, match="priviledged"):
        asepsis.explain("priviledged-container")

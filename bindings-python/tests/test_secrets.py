"""Secrets are masked: no secret of a file is in any value or exception that Python gets."""

from __future__ import annotations

import base64
import json
import pathlib
from collections.abc import Iterator
from typing import Any

import asepsis
import pytest

# Made up for this test.
SHAPES = {
    "letters and digits": "kq83zlw0pxv5tm29",
    "an asterisk first": "*Xw7Rb2Nq9Tz4Lm6Kd3V",
    "a published format": "sk_live_7Hq2Wn9Zx4Kc6Tb8Rm3Pv5Lj",
    "small letters": "wvqkzhxjbnfgtmpcdrlq",
    "signs": "r7#Kw2:mX9,tZ4`vB6!q",
    "a quote": "Nz5\"hT8wQ3'kL6xV9pR2",
}

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec:\n  hostPID: true\n  containers:\n  - name: app\n"
SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: login}\n"
COMPOSE = "services:\n  app:\n    image: app:latest\n    privileged: true\n"

# `@@` is the secret in double quotes, `@raw@` the secret itself, `@64@` its base64.
PLACES = {
    "variable": ("pod.yaml", POD + "    env: [{name: DB_PASSWORD, value: @@}]\n"),
    "argument": ("pod.yaml", POD + "    args: [--password, @@]\n"),
    "comment": ("pod.yaml", POD + "    tty: true # password: @raw@\n"),
    "Secret": ("secret.yaml", SECRET + "data: {a: @64@}\n"),
    "stringData": ("secret.yaml", SECRET + "stringData: {a: @@}\nnope: 1\n"),
    "broken": ("secret.yaml", SECRET + "stringData:\n  a: @@\n\tb: [\n"),
    "ConfigMap": ("map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {API_TOKEN: @@}\n"),
    "compose": ("compose.yaml", COMPOSE + "    environment: {DB_PASSWORD: @@}\n"),
    "content": ("compose.yaml", COMPOSE + "secrets: {a: {content: @@}}\n"),
    "dotenv": (".env", "A=b\nDB_PASSWORD=@@\n"),
    "values": ("chart/values.yaml", "auth: {password: @@}\n"),
    "Terraform": ("main.tf", 'provider "vault" {\n  token = @@\n}\n'),
    "Vault": ("vault/config.hcl", 'listener "tcp" { tls_disable = 1 }\nseal "transit" {\n  token = @@\n}\n'),
    "nginx": ("nginx.conf", "server {\n  set $api_token @@;\n}\n"),
    "workflow": (".github/workflows/ci.yaml", "on: push\njobs: {a: {runs-on: a, env: {API_TOKEN: @@}, steps: []}}\n"),
    "Dockerfile": ("Dockerfile", "FROM app:latest\nENV DB_PASSWORD=@@\n"),
    "settings": ("appsettings.json", '{"Jwt": {"SigningKey": @@}}\n'),
}


def planted(text: str, secret: str) -> str:
    coded = base64.b64encode(secret.encode()).decode()
    return text.replace("@@", json.dumps(secret)).replace("@64@", coded).replace("@raw@", secret)


def needles(secret: str) -> Iterator[str]:
    coded = base64.b64encode(secret.encode()).decode().rstrip("=")
    for text in (secret, json.dumps(secret)[1:-1], coded):
        middle = len(text) // 2
        yield from (text, text[:middle], text[middle:])


def strings(value: Any) -> Iterator[str]:
    """Every text in a value of `json.loads`."""
    open_values = [value]
    while open_values:
        value = open_values.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from value
            open_values += value.values()
        elif isinstance(value, list):
            open_values += value


def said(report: asepsis.Report) -> str:
    """All text of a report, in every format."""
    texts = [str(report), repr(report), report.to_text(all=True), report.to_markdown()]
    texts += [*strings(report.to_dict()), *strings(json.loads(report.to_json()))]
    texts += strings(json.loads(report.to_sarif()))
    for finding in report.findings:
        texts += [str(finding), repr(finding), *strings(finding.to_dict())]
    for input_ in report.inputs:
        texts += [repr(input_), *strings(input_.to_dict())]
    texts += [repr(report.findings), repr(report.summary), repr(report.suppressed)]
    return "\n".join(texts)


def assert_silent(text: str, secret: str) -> None:
    for needle in needles(secret):
        lines = [line for line in text.splitlines() if needle in line]
        assert not lines, lines[0]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("place", PLACES)
def test_no_format_contains_a_secret(place: str, shape: str) -> None:
    path, text = PLACES[place]
    secret = SHAPES[shape]
    files = {path: planted(text, secret)}
    report = asepsis.check(files)
    assert report.inputs
    assert_silent(said(report), secret)
    redacted = asepsis.Checker().redact(files)
    assert_silent(f"{redacted!r}\n" + "\n".join(one.text or "" for one in redacted), secret)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_secret_is_masked_in_other_files(shape: str, tmp_path: pathlib.Path) -> None:
    secret = SHAPES[shape]
    other = POD + f"    {json.dumps(secret)}: 1\n    workingDir: {json.dumps('/x/' + secret)}\n"
    files = {"secret.yaml": planted(SECRET + "stringData: {a: @@}\n", secret), "pod.yaml": other}
    assert_silent(said(asepsis.check(files)), secret)
    for path, text in files.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert_silent(said(asepsis.check_paths(tmp_path, no_config=True)), secret)


@pytest.mark.parametrize("shape", ["letters and digits", "a published format", "small letters"])
def test_no_exception_contains_a_secret(shape: str, tmp_path: pathlib.Path) -> None:
    secret = SHAPES[shape]
    login = f"https://app:{secret}@example.com/x"
    policies = [
        f"password: *{secret}\n",
        f"{secret}: 1\n",
        f"select: [{secret}]\n",
        f"severities: {{token={secret}: high}}\n",
        f"fail-on: {login}\n",
        f"suppressions: [{{check: {secret}, reason: a}}]\n",
    ]
    for policy in policies:
        with pytest.raises(asepsis.AsepsisError) as raised:
            asepsis.Checker(policy=policy)
        assert_silent(f"{raised.value} {raised.value!r} {raised.value.hint}", secret)
        config = tmp_path / "asepsis.yaml"
        config.write_text(policy, encoding="utf-8")
        with pytest.raises(asepsis.AsepsisError) as raised:
            asepsis.check_paths(tmp_path)
        assert_silent(f"{raised.value} {raised.value!r} {raised.value.hint}", secret)
    with pytest.raises(asepsis.MissingPathError) as missing:
        asepsis.check_paths(login, no_config=True)
    assert_silent(f"{missing.value} {missing.value!r} {missing.value.hint}", secret)
    with pytest.raises(asepsis.AsepsisError) as none:
        asepsis.check_resources({"password": secret, "kind": 1, "a": {1, 2}})
    assert_silent(f"{none.value} {none.value!r} {none.value.hint}", secret)


def test_texts_lose_their_secrets_and_nothing_else() -> None:
    files = {
        ".env": "A=b\nDB_PASSWORD=nW4xq8ZtR2m # note\n",
        "broken.yaml": "apiVersion: v1\nkind: Secret\nstringData: {a: nW4xq8ZtR2m\n",
    }
    env, broken = asepsis.Checker().redact(files)
    assert env.path == ".env"
    assert env.text == "A=b\nDB_PASSWORD=REDACTED # note\n"
    assert env.refused is None
    assert [(change.line, change.key) for change in env.changes] == [(2, "DB_PASSWORD")]
    (change,) = env.changes
    assert env.text[change.start.byte : change.end.byte] == "REDACTED"
    assert broken.text is None
    assert broken.refused is not None
    assert "not read in full" in broken.refused.why
    assert env == asepsis.Redacted._from_json(json.dumps(env.to_dict()))
    (alone,) = asepsis.Checker().redact(files[".env"], name="x/.env")
    assert (alone.path, alone.text) == ("x/.env", env.text)

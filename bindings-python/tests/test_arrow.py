"""Findings as Arrow data."""

from __future__ import annotations

import asepsis
import duckdb
import polars
import pyarrow
import pytest
from conftest import POD

SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: clinic}\nspec: {selector: {app: x}, ports: [{port: 80}]}\n"
LABELLED = POD.replace("metadata: {", "metadata: {labels: {app: x}, ")
CHECKER = asepsis.Checker()


@pytest.fixture(scope="module")
def report() -> asepsis.Report:
    return asepsis.check({f"{number}.yaml": POD.replace("probe", f"p{number}") for number in range(20)})


def test_findings_are_read_by_every_engine(report: asepsis.Report) -> None:
    table = pyarrow.table(report)
    assert table.num_rows == len(report.findings)
    first, row = report.findings[0], table.slice(0, 1).to_pylist()[0]
    assert first.location and first.location.start and first.resource
    assert (row["check"], row["severity"], row["message"]) == (first.check, first.severity, first.message)
    assert (row["path"], row["line"]) == (first.location.path, first.location.start.line)
    assert (row["kind"], row["name"]) == (first.resource.kind, first.resource.name)
    assert [of["fingerprint"] for of in table.to_pylist()] == [of.fingerprint for of in report.findings]
    assert polars.DataFrame(report).equals(polars.from_arrow(table))
    counted = duckdb.sql("select \"check\", count(*) from report group by all order by all").fetchall()
    by_hand = {of.check: len(report.findings.filter(check=of.check)) for of in report.findings}
    assert counted == sorted(by_hand.items())


def test_many_findings_come_in_batches() -> None:
    pods = "---\n".join(POD.replace("probe", f"p{number}") for number in range(6000))
    report = asepsis.check(pods)
    assert len(report.findings) > 2 * 16_384
    table = pyarrow.table(report)
    assert table.num_rows == len(report.findings)
    assert table.column("check").num_chunks > 1
    assert table.column("fingerprint").to_pylist()[-1] == report.findings[-1].fingerprint


def rows(data: object) -> list[dict[str, object]]:
    return list(pyarrow.table(CHECKER.check_batch(data)).to_pylist())


COLUMNS = {
    "path": ["pod.yaml", "service.yaml", "pod.yaml", "service.yaml", "pod.yaml", "service.yaml", "lost.yaml", "broken.yaml"],
    "content": [LABELLED, SERVICE, LABELLED, SERVICE.replace("app: x", "app: z"), LABELLED, SERVICE, None, "apiVersion: v1\nkind: Pod\nspec: ["],
    "bundle": ["a", "a", "b", "b", None, None, "a", None],
}


def test_bundles_and_single_files_are_judged_separately() -> None:
    found = rows(pyarrow.table(COLUMNS))
    selects = [(of["bundle"], of["path"]) for of in found if of["check"] == "service-selects-nothing"]
    # In `a` the selector matches, in `b` it does not, and alone the result is unknown.
    assert selects == [("b", "service.yaml")]
    pods = [of["bundle"] for of in found if of["check"] == "host-pid"]
    assert pods == ["a", "b", None]
    runs = {(of["bundle"], of["path"]): of for of in found if of["row"] == "run"}
    assert set(runs) == {("a", None), ("b", None), (None, "pod.yaml"), (None, "service.yaml"), (None, "broken.yaml")}
    assert runs[None, "service.yaml"]["unknown"] > 0  # type: ignore[operator]
    statuses = {(of["bundle"], of["path"]): of["status"] for of in found if of["row"] == "input"}
    assert statuses["a", "lost.yaml"] == "unreadable"
    assert statuses[None, "broken.yaml"] == "unparsable"
    assert len(statuses) == 8
    problems = {of["path"]: of for of in found if of["row"] == "problem"}
    assert problems["broken.yaml"]["problem"] == "syntax"
    assert problems["broken.yaml"]["line"] is not None
    assert problems["lost.yaml"]["message"] == "content not available"


def test_rows_of_a_bundle_equal_its_report() -> None:
    report = CHECKER.check({"pod.yaml": LABELLED, "service.yaml": SERVICE})
    data = pyarrow.table({"path": ["pod.yaml", "service.yaml"], "content": [LABELLED, SERVICE], "bundle": ["a", "a"]})
    found = [of for of in rows(data) if of["row"] == "finding"]
    assert [of["fingerprint"] for of in found] == [of.fingerprint for of in report.findings]


@pytest.mark.parametrize(
    "kind", ["table", "batch", "polars", "duckdb", "binary", "large", "view", "dictionary", "chunked", "sliced"]
)
def test_files_come_in_any_layout(kind: str) -> None:
    table = pyarrow.table(COLUMNS)
    expected = rows(table)
    text = pyarrow.string()
    if kind == "table":
        data: object = table
    elif kind == "batch":
        data = table.to_batches()[0]
    elif kind == "polars":
        data = polars.DataFrame(COLUMNS)
    elif kind == "duckdb":
        files = table
        data = duckdb.sql("select * from files")
    elif kind == "chunked":
        data = pyarrow.concat_tables([table.slice(0, 3), table.slice(3)])
    elif kind == "sliced":
        data = pyarrow.concat_tables([table, table]).combine_chunks().slice(8, 8)
    else:
        types = {
            "binary": pyarrow.binary(),
            "large": pyarrow.large_string(),
            "view": pyarrow.string_view(),
            "dictionary": pyarrow.dictionary(pyarrow.int32(), text),
        }
        if kind == "view":
            columns = {name: pyarrow.array(values, types[kind]) for name, values in COLUMNS.items()}
        elif kind == "dictionary":
            columns = {name: table.column(name).dictionary_encode() for name in COLUMNS}
        else:
            columns = {name: table.column(name).cast(types[kind]) for name in COLUMNS}
        data = pyarrow.table(columns)
    assert rows(data) == expected


def test_invalid_tables_are_refused() -> None:
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        CHECKER.check_batch({"path": [], "content": []})
    with pytest.raises(ValueError, match="`content`"):
        CHECKER.check_batch(pyarrow.table({"path": ["a"]}))
    with pytest.raises(TypeError, match="`content`.* found Int64"):
        CHECKER.check_batch(pyarrow.table({"path": ["a"], "content": [1]}))
    with pytest.raises(TypeError, match="no columns"):
        CHECKER.check_batch(pyarrow.array(["a"]))
    assert len(CHECKER.check_batch(pyarrow.table({"path": pyarrow.array([], pyarrow.string()), "content": pyarrow.array([], pyarrow.string())}))) == 0


def test_a_batch_is_read_as_a_batch_and_as_a_stream() -> None:
    batch = CHECKER.check_batch(pyarrow.table(COLUMNS))
    assert pyarrow.record_batch(batch).num_rows == len(batch)  # type: ignore[arg-type]
    assert pyarrow.record_batch(batch).schema.names == batch.column_names  # type: ignore[arg-type]
    assert polars.DataFrame(batch).height == len(batch)
    assert pyarrow.schema(batch) == pyarrow.record_batch(batch).schema  # type: ignore[arg-type]


def test_no_column_shows_a_secret() -> None:
    assert "correct-horse-7Kq" in POD
    assert "correct-horse-7Kq" not in str(rows(pyarrow.table(COLUMNS)))

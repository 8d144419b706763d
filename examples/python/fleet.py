"""A generated fleet: manifests of many teams, as rows of files. Shared by the examples of engines."""

from typing import Any

import pyarrow

import asepsis

FILES_OF_A_TEAM = 10
FILES = pyarrow.schema([(name, pyarrow.string()) for name in ("path", "content", "bundle")])
CHECKER = asepsis.Checker(fail_on="high")

DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata: {{name: service-{number}, namespace: team-{team}}}
spec:
  selector: {{matchLabels: {{app: service-{number}}}}}
  template:
    metadata: {{labels: {{app: service-{number}}}}}
    spec:
      hostNetwork: {host}
      containers:
        - name: app
          image: registry.example/team-{team}/service:{number}
          securityContext: {{runAsNonRoot: true, allowPrivilegeEscalation: false}}
"""
SERVICE = """apiVersion: v1
kind: Service
metadata: {{name: service-{number}, namespace: team-{team}}}
spec: {{selector: {{app: service-{number}}}, ports: [{{port: 80}}]}}
"""


def files(teams: Any) -> pyarrow.Table:
    """The files of some teams: each team is a bundle, which is a separate platform."""
    rows: dict[str, list[str]] = {"path": [], "content": [], "bundle": []}
    for team in teams:
        for number in range(FILES_OF_A_TEAM):
            text = SERVICE if number % 2 else DEPLOYMENT
            host = str(int(team) % 50 == 0).lower()
            rows["path"].append(f"deploy/{number}.yaml")
            rows["content"].append(text.format(team=team, number=number // 2, host=host))
            rows["bundle"].append(f"team-{team}")
    return pyarrow.table(rows, schema=FILES)


def judged(table: pyarrow.Table) -> pyarrow.Table:
    """The results for files. All files of a bundle must be in the table."""
    return pyarrow.table(CHECKER.check_batch(table))


def schema() -> pyarrow.Schema:
    """The columns of the results."""
    return judged(files([])).schema

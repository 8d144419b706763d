"""Checks the objects of a cluster, as listed by the Kubernetes client.

``pip install kubernetes``; needs a context in ``~/.kube/config`` with permission to list these objects.
"""

import sys
from typing import Any

import asepsis


def objects(client: Any) -> list[object]:
    """The objects as returned by the client: lists, with or without kinds on their items."""
    core, apps, network = client.CoreV1Api(), client.AppsV1Api(), client.NetworkingV1Api()
    return [
        core.list_namespace(),
        core.list_service_account_for_all_namespaces(),
        core.list_service_for_all_namespaces(),
        apps.list_deployment_for_all_namespaces(),
        apps.list_stateful_set_for_all_namespaces(),
        apps.list_daemon_set_for_all_namespaces(),
        network.list_network_policy_for_all_namespaces(),
    ]


def main() -> int:
    from kubernetes import client, config

    config.load_kube_config()  # type: ignore[no-untyped-call]
    report = asepsis.check_resources(objects(client), name="cluster", frameworks=["pss-restricted"])
    for finding in report.findings.filter(at_least="high"):
        resource = finding.resource
        name = f"{resource.kind} {resource.namespace}/{resource.name}" if resource else "cluster"
        print(f"{finding.severity:8} {name}: {finding.message}")
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())

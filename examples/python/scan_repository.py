"""Scans a repository and prints findings by severity: ``python scan_repository.py PATH``."""

import sys

import asepsis

ORDER = {severity: rank for rank, severity in enumerate(asepsis.severities())}


def show(stage: str, done: int, total: int) -> None:
    """Shows the progress in a terminal."""
    if sys.stderr.isatty():
        print(f"\r{stage} {done}/{total} ", end="", file=sys.stderr, flush=True)


def main(path: str) -> int:
    report = asepsis.check_paths(path, frameworks=["hipaa"], progress=show)
    worst_first = sorted(report.findings, key=lambda finding: -ORDER[finding.severity])
    for finding in worst_first[:20]:
        print(finding)

    # Inputs that could not be analysed are part of the result.
    for file in report.inputs:
        if file.status not in ("analysed", "excluded", "other"):
            print(f"{file.status:8} {file.path}: {'; '.join(problem.message for problem in file.problems)}")

    shown = [control for control in report.controls["hipaa"] if control.status == "pass"]
    print(f"{len(report.findings)} findings; evidence toward {len(shown)} HIPAA controls; {report.verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))

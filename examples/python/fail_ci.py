"""Fails a CI job with new findings: ``python fail_ci.py PATH [BASELINE.json]``.

Without a baseline every finding at or above the threshold fails the job, as with the command. A baseline
is an earlier report, ``report.to_json()``; fingerprints stay the same when lines move.
"""

import pathlib
import sys

import asepsis


def main(path: str, baseline: str | None = None) -> int:
    report = asepsis.check_paths(path, fail_on="high")
    pathlib.Path("asepsis.sarif").write_text(report.to_sarif(), encoding="utf-8")
    if baseline is None:
        print(report)
        return report.exit_code

    before = asepsis.Report.from_json(pathlib.Path(baseline).read_text(encoding="utf-8"))
    known = {finding.fingerprint for finding in before.findings}
    new = [finding for finding in report.findings.filter(at_least="high") if finding.fingerprint not in known]
    for finding in new:
        print(f"new: {finding}")
    # Inputs that could not be read may hide findings that are not in the baseline.
    return 1 if new else 3 if report.verdict == "incomplete" else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""Reads the files a health platform is made of and says what is wrong, what is proven right, and
what could not be seen, each at its exact place.

>>> import asepsis
>>> report = asepsis.check({"pod.yaml": "apiVersion: v1\\nkind: Pod\\nspec: {hostPID: true}"})
>>> for finding in report.findings.filter(check="host-pid"):
...     print(finding.location.path, finding.location.start.line, finding.check)
pod.yaml 3 host-pid
"""

from collections.abc import Sequence

from asepsis._asepsis import (
    Batch,
    Check,
    Checker,
    Checks,
    CheckSummary,
    Control,
    Edit,
    Embedded,
    Equivalent,
    Example,
    Finding,
    Findings,
    Fix,
    Input,
    Location,
    Parameter,
    Position,
    Problem,
    RelatedLocation,
    Report,
    Resource,
    Summary,
    Suppressed,
    Suppression,
    Suppressions,
    Tool,
    UnknownPlace,
    __version__,
    check,
    check_paths,
    check_resources,
    checks,
    explain,
    main,
    severities,
)
from asepsis._errors import (
    AsepsisError,
    FileError,
    InternalError,
    InvalidValueError,
    MissingPathError,
    ObjectError,
    PolicyError,
    ReportError,
    UnknownNameError,
)

__all__ = [
    "AsepsisError",
    "Batch",
    "Check",
    "CheckSummary",
    "Checker",
    "Checks",
    "Control",
    "Edit",
    "Embedded",
    "Equivalent",
    "Example",
    "FileError",
    "Finding",
    "Findings",
    "Fix",
    "Input",
    "InternalError",
    "InvalidValueError",
    "Location",
    "MissingPathError",
    "ObjectError",
    "Parameter",
    "PolicyError",
    "Position",
    "Problem",
    "RelatedLocation",
    "Report",
    "ReportError",
    "Resource",
    "Summary",
    "Suppressed",
    "Suppression",
    "Suppressions",
    "Tool",
    "UnknownNameError",
    "UnknownPlace",
    "__version__",
    "check",
    "check_paths",
    "check_resources",
    "checks",
    "explain",
    "main",
    "severities",
]

Sequence.register(Findings)
Sequence.register(Checks)

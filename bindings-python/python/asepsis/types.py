"""The words of a report, for annotations."""

from __future__ import annotations

from typing import Literal

Severity = Literal["info", "low", "medium", "high", "critical"]
Confidence = Literal["low", "medium", "high"]
Verdict = Literal["pass", "fail", "incomplete"]
InputStatus = Literal[
    "analysed",
    "partial",
    "unparsable",
    "unsupported",
    "unreadable",
    "over_limit",
    "excluded",
    "other",
]
InputKind = Literal["yaml", "json", "dotenv", "object", "unread"]
ControlStatus = Literal["pass", "fail", "weak", "absent", "unknown", "manual", "not_applicable"]
SuppressionOrigin = Literal["policy", "annotation", "comment"]
Stage = Literal["reading", "judging"]

__all__ = [
    "Confidence",
    "ControlStatus",
    "InputKind",
    "InputStatus",
    "Severity",
    "Stage",
    "SuppressionOrigin",
    "Verdict",
]

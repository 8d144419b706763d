"""Errors of requests. Invalid *input* raises none of these; it is in the report."""

from __future__ import annotations


class AsepsisError(Exception):
    """An invalid request.

    ``code`` is a stable identifier for programs; ``hint`` says how to correct the request, if known.

    >>> import asepsis
    >>> try:
    ...     asepsis.Checker(frameworks=["hippa"])
    ... except asepsis.AsepsisError as error:
    ...     error.code, error.hint
    ('unknown-name', 'did you mean `hipaa`?')
    """

    code: str
    hint: str | None

    def __init__(self, message: str, code: str = "", hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


class UnknownNameError(AsepsisError):
    """No check, family, severity or framework has this name."""


class InvalidValueError(AsepsisError, ValueError):
    """A value is invalid."""


class WrongTypeError(AsepsisError, TypeError):
    """An input or an argument has the wrong type."""


class PolicyError(AsepsisError):
    """The policy has errors; the message contains their locations."""


class ObjectError(AsepsisError):
    """An object cannot be converted to a document."""


class ReportError(AsepsisError):
    """A text is not a report of a supported version."""


class MissingPathError(AsepsisError):
    """A path does not exist."""


class FileError(AsepsisError):
    """A policy file cannot be read."""


class InternalError(AsepsisError):
    """A bug in asepsis."""


_CLASSES: dict[str, type[AsepsisError]] = {
    "unknown-name": UnknownNameError,
    "invalid-value": InvalidValueError,
    "wrong-type": WrongTypeError,
    "invalid-policy": PolicyError,
    "invalid-object": ObjectError,
    "invalid-report": ReportError,
    "missing-path": MissingPathError,
    "unusable-file": FileError,
    "internal-error": InternalError,
}


def class_of(code: str) -> type[AsepsisError]:
    """The class of an error with this code."""
    return _CLASSES.get(code, AsepsisError)


for _class in (AsepsisError, *_CLASSES.values()):
    _class.__module__ = "asepsis"

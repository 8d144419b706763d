"""What cannot be done. Bad *input* is never one of these: it is in the report."""

from __future__ import annotations


class AsepsisError(Exception):
    """The caller asked for something impossible.

    ``code`` is a short name that never changes, for programs; ``hint`` says what to do about it,
    where that is known.

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
    """A value that was given does not fit."""


class WrongTypeError(AsepsisError, TypeError):
    """What was handed over is of no type that can be judged, or that an argument can have."""


class PolicyError(AsepsisError):
    """The policy has faults; the message names their places."""


class ObjectError(AsepsisError):
    """A value could not be turned into a document."""


class ReportError(AsepsisError):
    """A text is not a report of this version."""


class MissingPathError(AsepsisError):
    """A path that was named does not exist."""


class FileError(AsepsisError):
    """A file that was named as policy cannot be read."""


class InternalError(AsepsisError):
    """A fault of asepsis itself."""


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

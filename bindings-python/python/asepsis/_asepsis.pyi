from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any, ClassVar, NoReturn, final, overload

from asepsis.types import (
    CheckId,
    Confidence,
    ControlStatus,
    Family,
    FrameworkId,
    InputKind,
    InputStatus,
    LeftOutKind,
    ProblemCode,
    Role,
    Severity,
    Stage,
    SuppressionOrigin,
    Verdict,
)

__version__: str

@final
class Finding:
    """A finding. Information about its check is in `report.checks[check]`. `str` gives one line with
    location, severity, message and check.
    """
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def check(self) -> CheckId:
        """The check's id."""
    @property
    def severity(self) -> Severity:
        """The severity: `info`, `low`, `medium`, `high` or `critical`."""
    @property
    def message(self) -> str:
        """The message, without a full stop."""
    @property
    def location(self) -> Location | None:
        """The location; `None` for an unnamed resource built in code."""
    @property
    def resource(self) -> Resource | None:
        """The affected resource, if the finding is about a single one."""
    @property
    def missing(self) -> str | None:
        """The path of the field that is missing at the location."""
    @property
    def confidence(self) -> Confidence:
        """The confidence: `low`, `medium` or `high`."""
    @property
    def class_(self) -> str | None:
        """The class of a credential."""
    @property
    def covers(self) -> tuple[Covered, ...]:
        """Findings of other checks with the same cause, which are part of this one."""
    @property
    def related(self) -> tuple[RelatedLocation, ...]:
        """Other locations that it depends on."""
    @property
    def fixes(self) -> tuple[Fix, ...]:
        """Possible fixes."""
    @property
    def environments(self) -> tuple[str, ...]:
        """The affected environments; empty if there is only one."""
    @property
    def names(self) -> Mapping[str, ResourceName]:
        """Names of the resource in environments in which they differ."""
    @property
    def fingerprint(self) -> str:
        """An identifier that stays the same when the file changes elsewhere."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Finding: ...

@final
class Location:
    """A location in an input. `str` gives `path:line:column`."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def path(self) -> str:
        """The input's name."""
    @property
    def start(self) -> Position | None:
        """The start; `None` if there is no text."""
    @property
    def end(self) -> Position | None:
        """The end: one past the last character."""
    @property
    def pointer(self) -> str | None:
        """RFC 6901 pointer in the document."""
    @property
    def document(self) -> int | None:
        """The document in the input, from 0."""
    @property
    def embedded(self) -> Embedded | None:
        """The location in a document embedded in the scalar at `pointer`."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Location: ...

@final
class Position:
    """A position in a text."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def line(self) -> int:
        """Line, from 1."""
    @property
    def column(self) -> int:
        """Column in code points, from 1."""
    @property
    def byte(self) -> int:
        """Byte offset in the decoded text, from 0."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Position: ...

@final
class Embedded:
    """A location in a document embedded in a scalar."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def document(self) -> int:
        """The document in the scalar, from 0."""
    @property
    def pointer(self) -> str:
        """RFC 6901 pointer in it."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Embedded: ...

@final
class Resource:
    """Identity of a resource."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def kind(self) -> str:
        """Kind."""
    @property
    def name(self) -> str | None:
        """Name, if set."""
    @property
    def namespace(self) -> str | None:
        """Namespace, if set."""
    @property
    def container(self) -> str | None:
        """Container of the resource."""
    @property
    def api_version(self) -> str:
        """Group and version."""
    @property
    def technology(self) -> str:
        """Technology: `kubernetes`, `compose`, `helm`, ..."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Resource: ...

@final
class Covered:
    """A finding that is part of another one."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def check(self) -> CheckId:
        """The check's id."""
    @property
    def severity(self) -> Severity:
        """The severity: `info`, `low`, `medium`, `high` or `critical`."""
    @property
    def resource(self) -> Resource | None:
        """The affected resource; `None` if it is that of the finding itself."""
    @property
    def fingerprint(self) -> str:
        """Its fingerprint as a separate finding; empty in a report recorded in version 1."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Covered: ...

@final

@final
class ResourceName:
    """Identity of a resource in an environment."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def name(self) -> str | None:
        """Name, if set."""
    @property
    def namespace(self) -> str | None:
        """Namespace, if set."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> ResourceName: ...

@final

@final
class Policy:
    """What was turned off, and by which policy file."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def file(self) -> str | None:
        """The policy file, as named by the caller."""
    @property
    def no_config(self) -> bool:
        """Whether policy files were ignored."""
    @property
    def no_inline_suppressions(self) -> bool:
        """Whether suppressions in comments and annotations were disabled."""
    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What the policy and the caller left out: checks of the library that did not run, by id, then
        patterns of paths that were not read.
        """
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Policy: ...

@final

@final
class LeftOut:
    """Something that was disabled or excluded."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def kind(self) -> LeftOutKind:
        """Its kind: `check` or `path`."""
    @property
    def name(self) -> str:
        """The check's id, or the pattern."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> LeftOut: ...

@final

@final
class RelatedLocation:
    """Another location that a finding depends on."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def role(self) -> Role:
        """Its role: `base`, `override`, `anchor`, `alias`, `variable`, `extended`,
        `included`, `condition`, `environment` or `other`.
        """
    @property
    def message(self) -> str:
        """How it relates to the finding."""
    @property
    def location(self) -> Location:
        """Where."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> RelatedLocation: ...

@final
class Fix:
    """A change that fixes a finding."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def edits(self) -> tuple[Edit, ...]:
        """Edits, to be applied together; empty if the fix has to be made by hand."""
    @property
    def refused(self) -> str | None:
        """Why the fix cannot be expressed as an edit."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Fix: ...

@final
class Edit:
    """A replacement of a range of bytes."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def path(self) -> str:
        """The input's name."""
    @property
    def start(self) -> Position:
        """Offset of the first byte that is replaced."""
    @property
    def end(self) -> Position:
        """One past the last byte that is replaced."""
    @property
    def text(self) -> str:
        """The replacement text."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Edit: ...

@final
class Input:
    """An input and its status."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def path(self) -> str:
        """Its name, as given by the caller."""
    @property
    def status(self) -> InputStatus:
        """Its status: `analysed`, `partial`, `unparsable`, `unsupported`, `uncovered`,
        `unreadable`, `over_limit`, `excluded` or `other`.
        """
    @property
    def kind(self) -> InputKind:
        """Its format: a language, `object` or `unread`."""
    @property
    def technology(self) -> str | None:
        """The technology that its kind of file belongs to, if it is one."""
    @property
    def role(self) -> str:
        """Its role in the technology: `manifest`, `values`, `chart`, `template`, ...; empty where nothing
        in it is checked.
        """
    @property
    def bytes(self) -> int:
        """Its size in bytes."""
    @property
    def documents(self) -> int:
        """Documents that were read, including documents inside others."""
    @property
    def resources(self) -> int:
        """Resources that were read."""
    @property
    def other_kinds(self) -> Mapping[str, int]:
        """Resources of kinds that no check covers, by kind."""
    @property
    def bundle(self) -> str:
        """The bundle that it belongs to; empty for the unnamed one."""
    @property
    def environments(self) -> tuple[str, ...]:
        """The environments that it belongs to, by its path or as the caller says; empty for all."""
    @property
    def problems(self) -> tuple[Problem, ...]:
        """Problems of the input."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Input: ...

@final
class Problem:
    """A problem of an input."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def code(self) -> ProblemCode | None:
        """The code of the problem; `None` for an input that was excluded on purpose."""
    @property
    def message(self) -> str:
        """The message for people."""
    @property
    def location(self) -> Location | None:
        """Where."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Problem: ...

@final
class Suppressed:
    """A finding that is accepted."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def finding(self) -> Finding:
        """The finding."""
    @property
    def reason(self) -> str:
        """Why it is accepted."""
    @property
    def owner(self) -> str | None:
        """The person or team responsible."""
    @property
    def expires(self) -> str | None:
        """The last day on which it is accepted, such as `2027-06-30`."""
    @property
    def by(self) -> SuppressionOrigin:
        """Its origin: `policy`, `annotation` or `comment`."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Suppressed: ...

@final
class Suppressions:
    """The results of the suppressions."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def matched(self) -> int:
        """The number of findings that were accepted."""
    @property
    def unused(self) -> tuple[Suppression, ...]:
        """Suppressions that suppress nothing."""
    @property
    def expired(self) -> tuple[Suppression, ...]:
        """Suppressions that have expired."""
    @property
    def refused(self) -> tuple[Suppression, ...]:
        """Suppressions that are invalid, and why."""
    @property
    def expiry_unknown(self) -> tuple[Suppression, ...]:
        """Suppressions with an expiry date, in a run without a date."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Suppressions: ...

@final
class Suppression:
    """A suppression."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def check(self) -> str:
        """The id of the check."""
    @property
    def reason(self) -> str:
        """Its reason."""
    @property
    def owner(self) -> str | None:
        """The person or team responsible."""
    @property
    def expires(self) -> str | None:
        """The last day on which it applies, such as `2027-06-30`."""
    @property
    def by(self) -> SuppressionOrigin:
        """Its origin: `policy`, `annotation` or `comment`."""
    @property
    def location(self) -> Location | None:
        """Its location; the policy file is not an input and has no pointer."""
    @property
    def refused(self) -> str | None:
        """Why it is invalid."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Suppression: ...

@final
class CheckSummary:
    """A check that ran, and what it examined. Counts are exact; lists of locations are limited."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def id(self) -> CheckId:
        """The id."""
    @property
    def family(self) -> Family:
        """The family: a topic such as `containers` or `network`."""
    @property
    def title(self) -> str:
        """The problem, in a few words."""
    @property
    def why(self) -> str:
        """Why the problem matters."""
    @property
    def fix(self) -> str:
        """How to fix it, in every technology."""
    @property
    def fix_by_technology(self) -> Mapping[str, str]:
        """How to fix it in technologies with other terms."""
    @property
    def severity(self) -> Severity:
        """Default severity of its findings."""
    @property
    def controls(self) -> Bearings:
        """Controls that it relates to, as `framework:id`, by the kind of evidence."""
    @property
    def documentation(self) -> str:
        """Its documentation."""
    @property
    def examined(self) -> int:
        """Evaluations."""
    @property
    def failed(self) -> int:
        """Evaluations that failed."""
    @property
    def passed(self) -> int:
        """Evaluations that passed."""
    @property
    def unknown(self) -> int:
        """Evaluations that could not be decided."""
    @property
    def not_applicable(self) -> int:
        """Evaluations to which the check does not apply."""
    @property
    def evidence(self) -> tuple[Location, ...]:
        """Locations of evidence: what is configured correctly."""
    @property
    def evidence_more(self) -> int:
        """The number of further locations."""
    @property
    def unknown_at(self) -> tuple[UnknownPlace, ...]:
        """Evaluations that could not be decided."""
    @property
    def unknown_more(self) -> int:
        """The number of further locations."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> CheckSummary: ...

@final
class UnknownPlace:
    """A location of an undecided evaluation, with the reason."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def why(self) -> str:
        """The reason."""
    @property
    def location(self) -> Location | None:
        """The location; `None` for an unnamed resource built in code."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> UnknownPlace: ...

@final
class Bearings:
    """The controls of a check, or the checks of a control, by the kind of evidence."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def decides(self) -> tuple[str, ...]:
        """Both a pass and a failure decide the control."""
    @property
    def supports(self) -> tuple[str, ...]:
        """A pass with a location is evidence."""
    @property
    def refutes(self) -> tuple[str, ...]:
        """A failure is evidence against it."""
    @property
    def supports_and_refutes(self) -> tuple[str, ...]:
        """A pass with a location is evidence, and a failure counts."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Bearings: ...

@final
class Control:
    """A control of a framework, and the results of the related checks."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def framework(self) -> str:
        """The framework's id."""
    @property
    def id(self) -> str:
        """The control's id in it."""
    @property
    def title(self) -> str:
        """The title."""
    @property
    def status(self) -> ControlStatus:
        """Its status: `pass`, `fail`, `weak`, `absent`, `unknown`, `manual` or `not_applicable`."""
    @property
    def reasons(self) -> tuple[str, ...]:
        """Reasons of the status that the counts do not show."""
    @property
    def checks(self) -> Bearings:
        """The checks for it that ran, by the kind of evidence."""
    @property
    def own_reading(self) -> bool:
        """Whether the mapping of these checks to the control is that of asepsis."""
    @property
    def examined(self) -> int:
        """Evaluations of these checks."""
    @property
    def failed(self) -> int:
        """Evaluations that failed, including accepted findings."""
    @property
    def passed(self) -> int:
        """Evaluations that passed."""
    @property
    def unknown(self) -> int:
        """Evaluations that could not be decided."""
    @property
    def not_applicable(self) -> int:
        """Evaluations to which the check does not apply."""
    @property
    def shown(self) -> int:
        """Passed evaluations that are evidence."""
    @property
    def failed_at(self) -> tuple[Location, ...]:
        """Locations of findings against it that are not accepted."""
    @property
    def failed_more(self) -> int:
        """The number of further ones."""
    @property
    def evidence(self) -> tuple[Location, ...]:
        """Locations of evidence for it."""
    @property
    def evidence_more(self) -> int:
        """The number of further locations."""
    @property
    def unknown_at(self) -> tuple[Location, ...]:
        """Locations that could not be decided."""
    @property
    def unknown_more(self) -> int:
        """The number of further ones."""
    @property
    def obligation(self) -> str:
        """How binding it is: `standard`, `required` or `addressable`; empty if the framework does not say."""
    @property
    def shown_by(self) -> str:
        """Possible evidence for it in files."""
    @property
    def not_shown(self) -> str:
        """What files cannot show."""
    @property
    def note(self) -> str:
        """A note that qualifies the status."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Control: ...

@final
class Summary:
    """Counts over all inputs."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def inputs(self) -> Mapping[InputStatus, int]:
        """Inputs by their status."""
    @property
    def documents(self) -> int:
        """Documents that were read."""
    @property
    def resources(self) -> int:
        """Resources that were read from them."""
    @property
    def findings(self) -> Mapping[Severity, int]:
        """Findings by severity, without accepted ones."""
    @property
    def examined(self) -> int:
        """Evaluations of all checks."""
    @property
    def failed(self) -> int:
        """Evaluations that failed."""
    @property
    def passed(self) -> int:
        """Evaluations that passed."""
    @property
    def unknown(self) -> int:
        """Evaluations that could not be decided."""
    @property
    def not_applicable(self) -> int:
        """Evaluations to which the check does not apply."""
    @property
    def at_or_above_threshold(self) -> int:
        """Findings at or above the threshold, which fail the run."""
    @property
    def fail_on(self) -> Severity:
        """Lowest severity that fails the run."""
    @property
    def kubernetes(self) -> str:
        """Kubernetes version that was assumed."""
    @property
    def date(self) -> str | None:
        """The date for the expiry of suppressions."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Summary: ...

@final
class Tool:
    """The tool that made the report."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def name(self) -> str:
        """`asepsis`."""
    @property
    def version(self) -> str:
        """The version of the library."""
    @property
    def checks_digest(self) -> str:
        """A digest of the declarations of all checks."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Tool: ...

@final
class Findings(Sequence[Finding]):
    """Findings of a report, sorted by path, position and check. Each is created when it is read.

    >>> import asepsis
    >>> report = asepsis.check("apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostPID: true}")
    >>> [finding.message for finding in report.findings.filter(check="host-pid")]
    ['Pod uses the host PID namespace']
    """
    def __len__(self, /) -> int: ...
    @overload
    def __getitem__(self, index: int, /) -> Finding: ...
    @overload
    def __getitem__(self, index: slice, /) -> Findings: ...
    def __iter__(self, /) -> Iterator[Finding]: ...
    def __reversed__(self) -> Iterator[Finding]: ...
    def __contains__(self, value: object, /) -> bool: ...
    def count(self, value: object) -> int:
        """The number of findings that are equal to this one."""
    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """The index of the first finding that is equal to this one.

        Raises `ValueError` if there is no such finding.
        """
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def _repr_html_(self) -> str: ...
    def filter(
        self,
        *,
        check: CheckId | str | Iterable[CheckId | str] | None = None,
        severity: Severity | Iterable[Severity] | None = None,
        at_least: Severity | None = None,
        family: Family | str | Iterable[Family | str] | None = None,
        path: str | Iterable[str] | None = None,
        kind: str | Iterable[str] | None = None,
        namespace: str | Iterable[str] | None = None,
        name: str | Iterable[str] | None = None,
    ) -> Findings:
        """The findings that match all arguments, each of which is a name or a list of names.

        `severity` lists severities, `at_least` is the lowest one; `family` is a topic of checks, such as
        `network`; `path` is an input or a folder of inputs; `kind`, `namespace` and `name` are those of
        the resource. Findings that do not match are not created as objects.

        Raises `AsepsisError` for an unknown check, severity, family or kind.

        >>> import asepsis
        >>> report = asepsis.check({"a.yaml": "apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostPID: true}"})
        >>> len(report.findings.filter(at_least="high", path="a.yaml", kind=["Pod", "Job"])) >= 1
        True
        """
    @staticmethod
    def _of(report: Report, numbers: list[int]) -> Findings: ...

@final
class FindingsIterator(Iterator[Finding]):
    """Iterates over findings."""
    def __iter__(self, /) -> FindingsIterator: ...
    def __next__(self, /) -> Finding: ...

@final
class Audit:
    """An audit: findings by topic and cause, ranked recommendations, controls with evidence.

    Equal reports and arguments give equal audits.
    """

    def to_markdown(self) -> str:
        """The audit as Markdown."""
    def to_html(self) -> str:
        """The audit as one HTML file that needs no network and no script."""
    def to_json(self) -> str:
        """The audit as JSON, with a final newline."""

@final
class Report:
    """The result of a run: findings, evidence, and what could not be analysed.

    Equal inputs give equal reports, byte for byte. Python objects are created when they are read.

    >>> import asepsis
    >>> report = asepsis.check("apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostPID: true}")
    >>> report.verdict
    'fail'
    >>> report.checks["host-pid"].failed
    1
    """
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def verdict(self) -> Verdict:
        """`pass`, `fail`, or `incomplete` if an input was not read or not checked in full."""
    @property
    def exit_code(self) -> int:
        """The exit status of the command for this verdict: 0 pass, 1 fail, 3 incomplete."""
    @property
    def tool(self) -> Tool:
        """The tool that made the report."""
    @property
    def policy(self) -> Policy:
        """The policy file, and the checks and paths that were left out."""
    @property
    def summary(self) -> Summary:
        """Counts over all inputs."""
    @property
    def findings(self) -> Findings:
        """The findings, sorted by path, position and check."""
    @property
    def inputs(self) -> tuple[Input, ...]:
        """The inputs with their status, sorted by path."""
    @property
    def suppressed(self) -> tuple[Suppressed, ...]:
        """The accepted findings, sorted by path, position and check."""
    @property
    def suppressions(self) -> Suppressions:
        """The results of the suppressions."""
    @property
    def checks(self) -> Mapping[str, CheckSummary]:
        """The checks that ran, by id, with what they examined."""
    @property
    def controls(self) -> Mapping[str, tuple[Control, ...]]:
        """The controls of the selected frameworks, by the framework's id.

        >>> import asepsis
        >>> report = asepsis.check("", frameworks=["hipaa"])
        >>> report.controls["hipaa"][0].framework
        'hipaa'
        """
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def to_json(self, *, catalogue: str = "full") -> str:
        """The report as JSON: compact, members in a fixed order, with a final newline. The bytes are the
        same as those of `asepsis check --format json` and in every other language.

        `catalogue` is how much it says about the checks that ran: `none` (`checks` is empty), `ids` (also
        severities and counts) or `full`, which is most of a small report.

        Raises `AsepsisError` for another value.

        >>> import asepsis
        >>> len(asepsis.Report.from_json(asepsis.check("").to_json(catalogue="none")).checks)
        0
        """
    def to_sarif(self) -> str:
        """The report as SARIF 2.1.0, for code scanning."""
    def to_markdown(self) -> str:
        """The report as Markdown, for pull requests and audit files."""
    def audit(
        self, *, title: str | None = None, commit: str | None = None, date: str | None = None
    ) -> Audit:
        """The audit of the report: findings by topic and cause, ranked recommendations, controls with evidence,
        and what was not seen.

        `title` is its title (default: `Security audit`), `commit` the commit of the files, `date` its date
        (default: that of the run, if it has one).

        >>> import asepsis
        >>> asepsis.check("").audit(title="Clinic").to_markdown().splitlines()[0]
        '# Clinic'
        """
    def to_text(
        self,
        *,
        colour: bool = False,
        all: bool = False,
        min_severity: Severity | None = None,
        width: int | None = None,
    ) -> str:
        """The report as text; its last line is the verdict with the reason.

        `colour` enables ANSI colours, `all` lists every finding, `min_severity` is the lowest severity
        that is listed (default: `info`), `width` the line width in columns (default: 100).

        Raises `AsepsisError` for an unknown severity.

        >>> import asepsis
        >>> asepsis.check("").to_text(width=80).splitlines()[-1]
        'incomplete: no resource found, so nothing was checked'
        """
    def to_dict(self) -> dict[str, Any]:
        """The report as dicts and lists, with the members of its JSON."""
    @classmethod
    def from_json(cls, json: str) -> Report:
        """Reads a report written by `to_json`. It contains no excerpts of the inputs.

        Raises `AsepsisError` if the text is not a report or has an unsupported version.

        >>> import asepsis
        >>> report = asepsis.check("")
        >>> asepsis.Report.from_json(report.to_json()) == report
        True
        """
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Check:
    """The declaration of a check. `print` shows its documentation.

    >>> import asepsis
    >>> check = asepsis.explain("privileged-container")[0]
    >>> check.severity, check.family
    ('critical', 'containers')
    """
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def id(self) -> CheckId:
        """The id, such as `privileged-container`."""
    @property
    def former_ids(self) -> tuple[str, ...]:
        """Former ids, which are still accepted."""
    @property
    def family(self) -> Family:
        """The family: a topic such as `containers` or `network`."""
    @property
    def title(self) -> str:
        """The problem, in a few words."""
    @property
    def messages(self) -> tuple[str, ...]:
        """The messages of its findings, with the names of arguments in braces."""
    @property
    def why(self) -> str:
        """Why the problem matters."""
    @property
    def fix(self) -> str:
        """How to fix it."""
    @property
    def fix_by_technology(self) -> Mapping[str, str]:
        """The fix by technology, where the terms differ: `{"compose": "..."}`."""
    @property
    def severity(self) -> Severity:
        """The default severity: `info`, `low`, `medium`, `high` or `critical`."""
    @property
    def controls(self) -> Bearings:
        """Controls that it relates to, as `framework:id`, by the kind of evidence."""
    @property
    def equivalents(self) -> tuple[Equivalent, ...]:
        """Ids of equivalent rules in other tools."""
    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Parameters that a policy can set."""
    @property
    def examples(self) -> tuple[Example, ...]:
        """An example with findings, and the same example without."""
    @property
    def since(self) -> str | None:
        """The version of asepsis that introduced it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @staticmethod
    def _find(id: str) -> Check: ...

@final
class Checks(Sequence[Check]):
    """Declarations of checks. `print` shows their documentation."""
    def __len__(self, /) -> int: ...
    @overload
    def __getitem__(self, index: int, /) -> Check: ...
    @overload
    def __getitem__(self, index: slice, /) -> tuple[Check, ...]: ...
    def __iter__(self, /) -> Iterator[Check]: ...
    def __reversed__(self) -> Iterator[Check]: ...
    def __contains__(self, value: object, /) -> bool: ...
    def count(self, value: object) -> int:
        """The number of checks that are equal to this one."""
    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """The index of the first check that is equal to this one.

        Raises `ValueError` if there is no such check.
        """
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def _repr_html_(self) -> str: ...
    @staticmethod
    def _find(ids: list[str]) -> Checks: ...

@final
class Equivalent:
    """An equivalent rule of another tool."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def tool(self) -> str:
        """The tool."""
    @property
    def id(self) -> str:
        """The id of the rule."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...

@final
class Parameter:
    """A parameter of a check that a policy can set."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def name(self) -> str:
        """Its name in the policy."""
    @property
    def description(self) -> str:
        """Its description."""
    @property
    def default(self) -> int | tuple[str, ...]:
        """Its default value: a number, or a tuple of texts."""
    @property
    def minimum(self) -> int | None:
        """The smallest number; `None` for texts."""
    @property
    def maximum(self) -> int | None:
        """The largest number; `None` for texts."""

@final
class Example:
    """An example of a check."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def title(self) -> str:
        """What the example shows, in a few words."""
    @property
    def text(self) -> str:
        """The text of the input."""
    @property
    def findings(self) -> tuple[tuple[int, str], ...]:
        """The expected findings with their lines, from 1; empty if there are none."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...

@final
class Batch:
    """Rows about files: one `run` for each bundle and each file without a bundle, one `input` for each
    file, one for each `problem` and for each `finding`. `pyarrow.record_batch`, `polars.DataFrame`,
    DuckDB and other consumers of Arrow's PyCapsule interface read it without a copy.
    """
    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
    def __len__(self, /) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

@final
class Redacted:
    """A text without its secrets, or the reason why it was refused."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def path(self) -> str:
        """The input's name."""
    @property
    def text(self) -> str | None:
        """The redacted text; `None` if a secret cannot be removed reliably."""
    @property
    def changes(self) -> tuple[Redaction, ...]:
        """The replacements, in the order of the text."""
    @property
    def refused(self) -> Refused | None:
        """Why the text was refused."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Redacted: ...

@final
class Redaction:
    """The replacement of a secret."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def line(self) -> int:
        """The line of the secret in the original text."""
    @property
    def key(self) -> str | None:
        """The key of the value; `None` in a comment."""
    @property
    def start(self) -> Position:
        """The start of the replacement in the redacted text."""
    @property
    def end(self) -> Position:
        """The end: one past the last character of the replacement."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Redaction: ...

@final
class Rendering:
    """What is checked, as YAML: see `render`."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def text(self) -> str:
        """The whole output: the environments one after the other, each below a comment with its name."""
    @property
    def environments(self) -> tuple[RenderedEnvironment, ...]:
        """Each environment, sorted by name; first, without a name, what is in none."""
    @property
    def problems(self) -> tuple[Input, ...]:
        """The inputs that have problems, as in a report: their objects may be missing."""
    @property
    def is_complete(self) -> bool:
        """Whether there is something to render and every input was read in full."""
    @property
    def has_masked(self) -> bool:
        """Whether secrets are masked, so that the output cannot be applied."""
    @property
    def has_unresolved(self) -> bool:
        """Whether values could not be resolved, so that the output cannot be applied."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Rendering: ...

@final
class RenderedEnvironment:
    """An environment as YAML."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def name(self) -> str | None:
        """Its name; `None` for what is applied apart from named environments."""
    @property
    def text(self) -> str:
        """Its documents in the order in which they are built, each after `---`."""
    @property
    def origins(self) -> tuple[RenderedOrigin, ...]:
        """Where its values were written, in the order of their lines; empty unless origins are asked for."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> RenderedEnvironment: ...

@final
class RenderedOrigin:
    """Where a value of a rendered text was written."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def line(self) -> int:
        """The line of the rendered text on which the value begins, from 1. A mapping or a list begins on
        the line of its key or dash.
        """
    @property
    def location(self) -> Location:
        """The place that decides the value. For a mapping or a list, the place of a finding about a field
        that it lacks.
        """
    @property
    def related(self) -> tuple[RelatedLocation, ...]:
        """The other places that contribute to it: the expressions that wrote it, the values that they
        read, and conditions.
        """
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> RenderedOrigin: ...

@final
class Refused:
    """The reason why a text was refused."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def line(self) -> int | None:
        """The line of the cause, if known."""
    @property
    def why(self) -> str:
        """The reason."""
    def to_dict(self) -> dict[str, Any]:
        """Returns it as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Refused: ...

@final
class Checker:
    """Checks inputs. Create one and reuse it; it is safe to use from several threads.

    All arguments are optional and override the policy.

    * `frameworks`: report the controls of these frameworks, with evidence: `hipaa`, `pss-baseline`,
      `pss-restricted`, `hipaa-nprm-2025`, `nist-800-53`, `cis-kubernetes`, `nsa-cisa`, or those in
      framework files, by path (default: none)
    * `select`: run only these checks, families or severities (default: all)
    * `ignore`: skip these checks, families or severities (default: none)
    * `fail_on`: findings of this severity or higher fail the run (default: `medium`)
    * `fail_on_unknown`: report the run as incomplete if an evaluation is unknown (default: `False`)
    * `min_severity`: lowest severity that is listed (default: `info`)
    * `kubernetes`: target Kubernetes version, for example `1.29` (default: the latest)
    * `as_of`: date for the expiry of suppressions, a `datetime.date` or `2026-11-21` (default: the
      expiry is unknown)
    * `evidence`: maximum number of evidence locations per check, or `all` (default: 20)
    * `inline_suppressions`: whether comments and annotations may suppress findings (default: `True`)
    * `alone`: treat the input as part of a platform: objects that are not in it are unknown, not
      missing (default: `False`)
    * `bases`: also check kustomizations that others include (default: `False`)
    * `policy`: the text of a policy, or a dict with its members; `config`: the path of a policy file
    * `no_config`: use no policy, and record that in the report (default: `False`)

    Raises `AsepsisError` for an unknown name and for errors in the policy.

    >>> import asepsis
    >>> checker = asepsis.Checker(frameworks=["hipaa"], fail_on="high")
    >>> checker.check("apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostPID: true}").verdict
    'fail'
    >>> asepsis.Checker(select=["priviledged-container"])
    Traceback (most recent call last):
    asepsis.UnknownNameError: unknown check `priviledged-container`
      hint: did you mean `privileged-container`?
    """
    def __new__(
        cls,
        *,
        frameworks: FrameworkId | str | Iterable[FrameworkId | str] | None = None,
        select: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
        ignore: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
        fail_on: Severity | None = None,
        fail_on_unknown: bool | None = None,
        min_severity: Severity | None = None,
        kubernetes: str | None = None,
        as_of: date | str | None = None,
        evidence: int | str | None = None,
        inline_suppressions: bool | None = None,
        alone: bool | None = None,
        bases: bool | None = None,
        policy: str | Mapping[str, Any] | None = None,
        config: str | PathLike[str] | None = None,
        no_config: bool | None = None,
    ) -> Checker: ...
    @property
    def checks(self) -> Checks:
        """The checks that run."""
    def check(self, source: str | bytes | bytearray | memoryview | Mapping[str, str | bytes] | Mapping[PathLike[str], str | bytes], /, *, name: str | None = None, context: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None, named: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None) -> Report:
        """Checks a text, as `str` or `bytes`, or the files of one platform, as a dict from path to `str` or
        `bytes`. Invalid input never raises; it is in the report.

        `name` is the name of a single text in the report; a name such as `compose.yaml` also selects
        the format. `context` lists files of the dict that are read for their values but not checked,
        such as a `.env` that is not in the repository. `named` lists files that the user named
        explicitly: the run is incomplete if one of them cannot be read or parsed.

        Raises `UnknownNameError` for a file in `context` or `named` that is not in the dict.

        >>> import asepsis
        >>> report = asepsis.Checker().check({"a.yaml": b"apiVersion: v1\\nkind: Pod\\nspec: ["})
        >>> report.verdict, report.inputs[0].status
        ('incomplete', 'unparsable')
        """
    def check_paths(
        self,
        paths: str | PathLike[str] | Iterable[str | PathLike[str]],
        /,
        *,
        exclude: str | Iterable[str] | None = None,
        no_ignore: bool = False,
        bundle_by_directory: bool = False,
        progress: Callable[[Stage, int, int], object] | None = None,
    ) -> Report:
        """Checks files and folders: one path or several. Folders are walked as by the command.

        Files that these reference by path are read as well, within the repository, or within the given
        folder if it is not in a repository.

        `exclude` lists files and folders to exclude: names, paths or patterns. `no_ignore` reads files
        that `.gitignore` excludes, and vendored folders. `bundle_by_directory` treats each folder
        directly below a path as a separate platform. `progress` is called with the stage (`reading` or
        `judging`), the number done and the total.

        Raises `MissingPathError` for a path that does not exist. Files that cannot be read are in the
        report.

        >>> import asepsis, pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = pathlib.Path(folder, "pod.yaml").write_text("apiVersion: v1\\nkind: Pod\\nspec: {hostPID: true}")
        ...     asepsis.Checker().check_paths(folder).verdict
        'fail'
        """
    def redact(self, source: str | bytes | bytearray | memoryview | Mapping[str, str | bytes] | Mapping[PathLike[str], str | bytes], /, *, name: str | None = None, context: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None) -> tuple[Redacted, ...]:
        """Returns the texts with each secret replaced by `REDACTED`, so that they can be shared and checked
        again: keys, structure and all other findings stay the same. A text whose secrets cannot be
        removed reliably is refused, with the reason.

        The arguments are those of `check`; files in `context` are redacted as well.

        >>> import asepsis
        >>> texts = asepsis.Checker().redact({".env": "DB_USER=app\\nDB_PASSWORD=nW4xq8ZtR2\\n"})
        >>> print(texts[0].text, end="")
        DB_USER=app
        DB_PASSWORD=REDACTED
        >>> [(change.line, change.key) for change in texts[0].changes]
        [(2, 'DB_PASSWORD')]
        """
    def render(
        self,
        source: str | bytes | bytearray | memoryview | Mapping[str, str | bytes] | Mapping[PathLike[str], str | bytes],
        /,
        *,
        name: str | None = None,
        context: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
        environment: str | None = None,
        origins: bool = False,
        show_secrets: bool = False,
        values: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
        set: str | Iterable[str] | None = None,
        release: str | None = None,
        namespace: str | None = None,
        api_versions: str | Iterable[str] | None = None,
    ) -> Rendering:
        """Returns what is checked, as YAML: the objects that kustomizations build and the projects that Compose
        files make, in each environment. Without any of these, the manifests as they are written.

        `environment` is the only one to render (default: all). `origins` adds a comment to each value with
        the file and line where it was written, and fills `origins` of each environment (default: `False`).
        `show_secrets` writes secrets as they are (default: `False`: they are masked as in reports); do not
        log or store the result then.

        Charts are rendered for their environments, or only with the files that `values` names and with the
        values in `set`, such as `image.tag=1.2`, which are those of `helm template`. `release`, `namespace`
        and `api_versions` are those of the release; default: those of the policy. The other arguments are
        those of `check`. Invalid input never raises; it is in `problems`.

        Raises `UnknownNameError` for an unknown environment, and for a file in `context` or `values` that is
        not in the dict.

        >>> import asepsis
        >>> text = "services: {db: {image: 'mysql:8.4.1', environment: {MYSQL_PASSWORD: nW4xq8ZtR2}}}"
        >>> print(asepsis.Checker().render(text, name="compose.yaml").text, end="")
        # Secrets are masked: this output cannot be applied.
        ---
        services:
          db:
            image: mysql:8.4.1
            environment:
              MYSQL_PASSWORD: "********"
        """
    def render_paths(
        self,
        paths: str | PathLike[str] | Iterable[str | PathLike[str]],
        /,
        *,
        environment: str | None = None,
        origins: bool = False,
        show_secrets: bool = False,
        values: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
        set: str | Iterable[str] | None = None,
        release: str | None = None,
        namespace: str | None = None,
        api_versions: str | Iterable[str] | None = None,
        exclude: str | Iterable[str] | None = None,
        no_ignore: bool = False,
        bundle_by_directory: bool = False,
    ) -> Rendering:
        """Renders files and folders: one path or several, which are walked as by `check_paths`.

        The other arguments are those of `render` and of `check_paths`.

        Raises `MissingPathError` for a path that does not exist, `UnknownNameError` for an unknown
        environment.

        >>> import asepsis, pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = pathlib.Path(folder, "pod.yaml").write_text("{apiVersion: v1, kind: Pod, spec: {hostPID: true}}")
        ...     print(asepsis.Checker().render_paths(folder).environments[0].text, end="")
        ---
        apiVersion: v1
        kind: Pod
        spec:
          hostPID: true
        """
    def check_batch(self, batch: object, /) -> Batch:
        """Checks rows of files: any object with `__arrow_c_array__` or `__arrow_c_stream__` and the columns
        `path`, `content` and, optionally, `bundle`.

        The files of a bundle are one platform. A file without a bundle is checked alone: results that
        depend on other files are unknown. A row without content is an input that was not read.

        Raises `TypeError` for an object that is not such data, `ValueError` for a missing column.

        >>> import asepsis, pyarrow
        >>> files = pyarrow.table({"path": ["a.yaml"], "content": ["apiVersion: v1\\nkind: Pod\\nspec: {hostPID: true}"]})
        >>> rows = pyarrow.table(asepsis.Checker().check_batch(files)).to_pylist()
        >>> [(row["path"], row["line"]) for row in rows if row["check"] == "host-pid"]
        [('a.yaml', 3)]
        """
    def check_resources(self, resources: object, /, *, name: str | None = None) -> Report:
        """Checks resources built in code: dicts, lists of dicts, and objects of the official Kubernetes
        client, including the results of its list calls. Findings have a pointer but no line.

        `name` is the name of the input in the report.

        Raises `ObjectError` for any other object.

        >>> import asepsis
        >>> pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"hostPID": True}}
        >>> asepsis.Checker(select="host-pid").check_resources([pod]).findings[0].location.pointer
        '/spec/hostPID'
        """
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]: ...

def check(
    source: str | bytes | bytearray | memoryview | Mapping[str, str | bytes] | Mapping[PathLike[str], str | bytes],
    /,
    *,
    name: str | None = None,
    context: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
    named: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
    frameworks: FrameworkId | str | Iterable[FrameworkId | str] | None = None,
    select: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
    ignore: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
    fail_on: Severity | None = None,
    fail_on_unknown: bool | None = None,
    min_severity: Severity | None = None,
    kubernetes: str | None = None,
    as_of: date | str | None = None,
    evidence: int | str | None = None,
    inline_suppressions: bool | None = None,
    alone: bool | None = None,
    bases: bool | None = None,
    policy: str | Mapping[str, Any] | None = None,
    config: str | PathLike[str] | None = None,
    no_config: bool | None = None,
) -> Report:
    """Checks a text, as `str` or `bytes`, or the files of one platform, as a dict from path to `str` or
    `bytes`. Invalid input never raises; it is in the report.

    `name` is the name of a single text in the report. `context` lists files of the dict that are read
    for their values but not checked. `named` lists files that the user named explicitly: the run is
    incomplete if one of them cannot be read or parsed. The other arguments are those of `Checker`, which is
    faster if it is reused.

    Raises `AsepsisError` for an unknown name, and for the path of a file instead of its text.

    >>> import asepsis
    >>> report = asepsis.check("apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostPID: true}")
    >>> finding = report.findings.filter(check="host-pid")[0]
    >>> finding.location.start.line, finding.location.pointer
    (4, '/spec/hostPID')
    """
def check_paths(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    /,
    *,
    exclude: str | Iterable[str] | None = None,
    no_ignore: bool = False,
    bundle_by_directory: bool = False,
    progress: Callable[[Stage, int, int], object] | None = None,
    frameworks: FrameworkId | str | Iterable[FrameworkId | str] | None = None,
    select: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
    ignore: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
    fail_on: Severity | None = None,
    fail_on_unknown: bool | None = None,
    min_severity: Severity | None = None,
    kubernetes: str | None = None,
    as_of: date | str | None = None,
    evidence: int | str | None = None,
    inline_suppressions: bool | None = None,
    alone: bool | None = None,
    bases: bool | None = None,
    policy: str | Mapping[str, Any] | None = None,
    config: str | PathLike[str] | None = None,
    no_config: bool | None = None,
) -> Report:
    """Checks files and folders as the command does: with the nearest `asepsis.yaml` in or above the first
    path, unless `config` or `no_config` is given, and with today's date (in UTC), unless `as_of` is
    given.

    The other arguments are those of `Checker` and of `Checker.check_paths`.

    Raises `MissingPathError` for a path that does not exist, `PolicyError` for errors in the policy.
    Files that cannot be read are in the report.

    >>> import asepsis, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "pod.yaml").write_text("apiVersion: v1\\nkind: Pod\\nspec: {hostPID: true}")
    ...     report = asepsis.check_paths([folder], fail_on="critical")
    >>> report.verdict, len(report.inputs)
    ('pass', 1)
    """
def check_resources(
    resources: object,
    /,
    *,
    name: str | None = None,
    frameworks: FrameworkId | str | Iterable[FrameworkId | str] | None = None,
    select: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
    ignore: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
    fail_on: Severity | None = None,
    fail_on_unknown: bool | None = None,
    min_severity: Severity | None = None,
    kubernetes: str | None = None,
    as_of: date | str | None = None,
    evidence: int | str | None = None,
    inline_suppressions: bool | None = None,
    alone: bool | None = None,
    bases: bool | None = None,
    policy: str | Mapping[str, Any] | None = None,
    config: str | PathLike[str] | None = None,
    no_config: bool | None = None,
) -> Report:
    """Checks resources built in code: dicts, lists of dicts, and objects of the official Kubernetes
    client, including the results of its list calls. Findings have a pointer but no line.

    `name` is the name of the input in the report; the other arguments are those of `Checker`.

    Raises `ObjectError` for any other object.

    >>> import asepsis
    >>> pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"hostPID": True}}
    >>> asepsis.check_resources(pod, select="host-pid").findings[0].resource.name
    'a'
    """
def render(
    source: str | bytes | bytearray | memoryview | Mapping[str, str | bytes] | Mapping[PathLike[str], str | bytes],
    /,
    *,
    name: str | None = None,
    context: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
    environment: str | None = None,
    origins: bool = False,
    show_secrets: bool = False,
    values: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
    set: str | Iterable[str] | None = None,
    release: str | None = None,
    namespace: str | None = None,
    api_versions: str | Iterable[str] | None = None,
    frameworks: FrameworkId | str | Iterable[FrameworkId | str] | None = None,
    select: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
    ignore: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
    fail_on: Severity | None = None,
    fail_on_unknown: bool | None = None,
    min_severity: Severity | None = None,
    kubernetes: str | None = None,
    as_of: date | str | None = None,
    evidence: int | str | None = None,
    inline_suppressions: bool | None = None,
    alone: bool | None = None,
    bases: bool | None = None,
    policy: str | Mapping[str, Any] | None = None,
    config: str | PathLike[str] | None = None,
    no_config: bool | None = None,
) -> Rendering:
    """Returns what is checked, as YAML: the objects that kustomizations build and the projects that Compose
    files make, in each environment. Without any of these, the manifests as they are written.

    `environment` is the only one to render (default: all). `origins` adds a comment to each value with the
    file and line where it was written, and fills `origins` of each environment (default: `False`).
    `show_secrets` writes secrets as they are (default: `False`: they are masked as in reports); do not log
    or store the result then.

    Charts are rendered for their environments, or only with the files that `values` names and with the values
    in `set`, such as `image.tag=1.2`, which are those of `helm template`. `release`, `namespace` and
    `api_versions` are those of the release; default: those of the policy. The other arguments are those of
    `check`. Invalid input never raises; it is in `problems`.

    Raises `UnknownNameError` for an unknown environment or file of values.

    >>> import asepsis
    >>> files = {"k/kustomization.yaml": "resources: [a.yaml]\\nnamespace: clinic\\n"}
    >>> files["k/a.yaml"] = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {mode: 'on'}}"
    >>> print(asepsis.render(files, origins=True).text, end="")
    ---
    apiVersion: v1 # k/a.yaml:1
    kind: ConfigMap # k/a.yaml:1
    metadata:
      name: a # k/a.yaml:1
      namespace: clinic # k/kustomization.yaml:2
    data:
      mode: "on" # k/a.yaml:1
    """
def render_paths(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    /,
    *,
    environment: str | None = None,
    origins: bool = False,
    show_secrets: bool = False,
    values: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
    set: str | Iterable[str] | None = None,
    release: str | None = None,
    namespace: str | None = None,
    api_versions: str | Iterable[str] | None = None,
    exclude: str | Iterable[str] | None = None,
    no_ignore: bool = False,
    bundle_by_directory: bool = False,
    frameworks: FrameworkId | str | Iterable[FrameworkId | str] | None = None,
    select: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
    ignore: CheckId | Family | Severity | str | Iterable[CheckId | Family | Severity | str] | None = None,
    fail_on: Severity | None = None,
    fail_on_unknown: bool | None = None,
    min_severity: Severity | None = None,
    kubernetes: str | None = None,
    as_of: date | str | None = None,
    evidence: int | str | None = None,
    inline_suppressions: bool | None = None,
    alone: bool | None = None,
    bases: bool | None = None,
    policy: str | Mapping[str, Any] | None = None,
    config: str | PathLike[str] | None = None,
    no_config: bool | None = None,
) -> Rendering:
    """Renders files and folders as the command does: with the nearest `asepsis.yaml` in or above the first
    path, unless `config` or `no_config` is given.

    The other arguments are those of `Checker` and of `Checker.render_paths`.

    Raises `MissingPathError` for a path that does not exist, `UnknownNameError` for an unknown environment,
    `PolicyError` for errors in the policy.

    >>> import asepsis, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "pod.yaml").write_text("{apiVersion: v1, kind: Pod, spec: {hostPID: true}}")
    ...     rendering = asepsis.render_paths([folder], no_config=True)
    >>> rendering.is_complete, rendering.has_masked, len(rendering.environments)
    (True, False, 1)
    """
def explain(id: str, /) -> Checks:
    """The checks with an id: the one with this id, or all with this id in another tool. `print` shows why
    they matter, how to fix them, and the related controls.

    Raises `UnknownNameError` for an unknown id.

    >>> import asepsis
    >>> [check.id for check in asepsis.explain("privileged-container")]
    ['privileged-container']
    >>> print(asepsis.explain("privileged-container"))  # doctest: +ELLIPSIS
    privileged-container (critical, family containers)
    ...
    """
def checks() -> Checks:
    """All checks, by id.

    >>> import asepsis
    >>> "privileged-container" in [check.id for check in asepsis.checks()]
    True
    """
def severities() -> tuple[Severity, ...]:
    """All severities, lowest first.

    >>> import asepsis
    >>> asepsis.severities()
    ('info', 'low', 'medium', 'high', 'critical')
    """
def main(arguments: Sequence[str], /) -> int:
    """Runs the command with these arguments, the first of which is the program name; returns the exit status.

    >>> import asepsis
    >>> asepsis.main(["asepsis", "check", "no-such-folder"])
    2
    """
def api_version_of(version: str, kind: str, /) -> str | None:
    """The API version of a built-in Kubernetes kind of which only the version is known, without the group."""
def refuse_resource(value: object, /) -> NoReturn:
    """The exception for a value passed instead of resources."""
def refuse_json(why: str, /) -> NoReturn:
    """The exception for resources that cannot be represented in JSON, with the reason."""
def _fault() -> None:
    """Panics, so that tests can check how an internal error is reported."""

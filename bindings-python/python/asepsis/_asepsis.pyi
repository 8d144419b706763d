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
    """A fault. What is the same for all findings of a check is in `report.checks[check]`. As text
    it is a line with its place, severity, message and check.
    """
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def check(self) -> CheckId:
        """The check's id."""
    @property
    def severity(self) -> Severity:
        """How bad it is: `info`, `low`, `medium`, `high` or `critical`."""
    @property
    def message(self) -> str:
        """What is wrong here: lower case, no full stop."""
    @property
    def location(self) -> Location | None:
        """Where; `None` for what was built in code and has no name."""
    @property
    def resource(self) -> Resource | None:
        """Whose fault it is, where it is that of one resource."""
    @property
    def missing(self) -> str | None:
        """The path that is missing at the place."""
    @property
    def confidence(self) -> Confidence:
        """How sure it is: `low`, `medium` or `high`."""
    @property
    def class_(self) -> str | None:
        """The class of a credential."""
    @property
    def covers(self) -> tuple[Covered, ...]:
        """Findings of other checks that have the same cause, and are part of this one."""
    @property
    def related(self) -> tuple[RelatedLocation, ...]:
        """Other locations that it depends on."""
    @property
    def fixes(self) -> tuple[Fix, ...]:
        """Possible fixes."""
    @property
    def environments(self) -> tuple[str, ...]:
        """The environments that have it; empty where there is only one."""
    @property
    def names(self) -> Mapping[str, ResourceName]:
        """What the resource is called in those of the environments that call it otherwise."""
    @property
    def fingerprint(self) -> str:
        """The same for the same fault in a changed file."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Finding: ...

@final
class Location:
    """A place in an input. As text it is `path:line:column`."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def path(self) -> str:
        """The input's name."""
    @property
    def start(self) -> Position | None:
        """Where it begins; `None` where there is no text."""
    @property
    def end(self) -> Position | None:
        """Where it ends, one past its last character."""
    @property
    def pointer(self) -> str | None:
        """RFC 6901 pointer in the document."""
    @property
    def document(self) -> int | None:
        """The document in the input, from 0."""
    @property
    def embedded(self) -> Embedded | None:
        """The place in a document inside the scalar at `pointer`."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Location: ...

@final
class Position:
    """A place as people and editors count it."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def line(self) -> int:
        """Line, from 1."""
    @property
    def column(self) -> int:
        """Column in code points, from 1."""
    @property
    def byte(self) -> int:
        """Offset in bytes of the decoded text, from 0."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Position: ...

@final
class Embedded:
    """A place in a document inside a scalar."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def document(self) -> int:
        """The document in the scalar, from 0."""
    @property
    def pointer(self) -> str:
        """RFC 6901 pointer in it."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
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
        """The container in it."""
    @property
    def api_version(self) -> str:
        """Group and version."""
    @property
    def technology(self) -> str:
        """What runs it: `kubernetes`, `compose`, `helm`, ..."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
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
        """How bad it is: `info`, `low`, `medium`, `high` or `critical`."""
    @property
    def resource(self) -> Resource | None:
        """Whose fault it is; `None` where that is the resource and container of the finding itself."""
    @property
    def fingerprint(self) -> str:
        """The fingerprint that it has as a finding by itself; empty in a report that was recorded in
        version 1.
        """
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
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
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> ResourceName: ...

@final

@final
class Policy:
    """What was switched off, and in which file."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def file(self) -> str | None:
        """The policy file, as the caller named it."""
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
        """The same as a dict, with the members of the report's JSON."""
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
        """What it is: `check` or `path`."""
    @property
    def name(self) -> str:
        """The check's id, or the pattern."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
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
        """What kind of thing it is: `base`, `override`, `anchor`, `alias`, `variable`, `extended`,
        `included`, `condition`, `environment` or `other`.
        """
    @property
    def message(self) -> str:
        """How it relates to the finding."""
    @property
    def location(self) -> Location:
        """Where."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
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
        """Edits, to be made together; empty where the fix has to be made by hand."""
    @property
    def refused(self) -> str | None:
        """Why the fix cannot be expressed as an edit."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Fix: ...

@final
class Edit:
    """A replacement of bytes."""
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
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Edit: ...

@final
class Input:
    """An input and how far it was read."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def path(self) -> str:
        """Its name, as the caller gave it."""
    @property
    def status(self) -> InputStatus:
        """How far it was read: `analysed`, `partial`, `unparsable`, `unsupported`, `uncovered`,
        `unreadable`, `over_limit`, `excluded` or `other`.
        """
    @property
    def kind(self) -> InputKind:
        """What it is written in: a language, `object` or `unread`."""
    @property
    def bytes(self) -> int:
        """Its size."""
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
        """The bundle that it belongs to; empty for the one without a name."""
    @property
    def environments(self) -> tuple[str, ...]:
        """The environments that it belongs to; empty for all."""
    @property
    def problems(self) -> tuple[Problem, ...]:
        """Problems of the input."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
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
        """What kind of problem; `None` for an input that was left out on purpose."""
    @property
    def message(self) -> str:
        """The message for people."""
    @property
    def location(self) -> Location | None:
        """Where."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
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
        """The last day on which it is accepted, as `2027-06-30`."""
    @property
    def by(self) -> SuppressionOrigin:
        """How it was said: `policy`, `annotation` or `comment`."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Suppressed: ...

@final
class Suppressions:
    """What became of the suppressions."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def matched(self) -> int:
        """How many findings were accepted."""
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
        """The same as a dict, with the members of the report's JSON."""
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
        """The check that it names."""
    @property
    def reason(self) -> str:
        """Its reason."""
    @property
    def owner(self) -> str | None:
        """The person or team responsible."""
    @property
    def expires(self) -> str | None:
        """The last day on which it is in force, as `2027-06-30`."""
    @property
    def by(self) -> SuppressionOrigin:
        """How it was said: `policy`, `annotation` or `comment`."""
    @property
    def location(self) -> Location | None:
        """Its location; the policy file is not an input and has no pointer."""
    @property
    def refused(self) -> str | None:
        """Why it is invalid."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Suppression: ...

@final
class CheckSummary:
    """A check that ran, and what it examined. Counts are exact; lists of places are cut."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def id(self) -> CheckId:
        """The id."""
    @property
    def family(self) -> Family:
        """The family: a topic, as `containers` or `network`."""
    @property
    def title(self) -> str:
        """The problem, in a few words."""
    @property
    def messages(self) -> tuple[str, ...]:
        """What its findings say, with the names of the arguments in braces."""
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
        """How many more there are."""
    @property
    def unknown_at(self) -> tuple[UnknownPlace, ...]:
        """Evaluations that could not be decided."""
    @property
    def unknown_more(self) -> int:
        """How many more there are."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> CheckSummary: ...

@final
class UnknownPlace:
    """A place that could not be decided, and why."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def why(self) -> str:
        """Why."""
    @property
    def location(self) -> Location | None:
        """Where; `None` for what was built in code and has no name."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> UnknownPlace: ...

@final
class Bearings:
    """Names by what a check shows of a control: the controls of a check, the checks of a control."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def decides(self) -> tuple[str, ...]:
        """Pass and failure both count."""
    @property
    def supports(self) -> tuple[str, ...]:
        """A pass with a location is evidence."""
    @property
    def refutes(self) -> tuple[str, ...]:
        """A failure counts."""
    @property
    def supports_and_refutes(self) -> tuple[str, ...]:
        """A pass with a location is evidence, and a failure counts."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Bearings: ...

@final
class Control:
    """A control of a framework, and what the checks say toward it."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def framework(self) -> FrameworkId:
        """The framework's id."""
    @property
    def id(self) -> str:
        """The control's id in it."""
    @property
    def title(self) -> str:
        """What it is about."""
    @property
    def status(self) -> ControlStatus:
        """Where it stands: `pass`, `fail`, `weak`, `absent`, `unknown`, `manual` or
        `not_applicable`.
        """
    @property
    def reasons(self) -> tuple[str, ...]:
        """Reasons of the status that the counts do not show."""
    @property
    def checks(self) -> Bearings:
        """The checks for it that ran, by the kind of evidence."""
    @property
    def own_reading(self) -> bool:
        """Whether only asepsis lets these checks bear on it: a reading of its own."""
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
    def evidence(self) -> tuple[Location, ...]:
        """Locations of evidence for it."""
    @property
    def evidence_more(self) -> int:
        """How many more there are."""
    @property
    def note(self) -> str:
        """A note that qualifies the status."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
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
        """Findings by severity, those that were accepted not among them."""
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
        """Findings that fail the run."""
    @property
    def fail_on(self) -> Severity:
        """Lowest severity that fails the run."""
    @property
    def kubernetes(self) -> str:
        """Kubernetes version that was assumed."""
    @property
    def date(self) -> str | None:
        """The date that was given, by which suppressions expire."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Summary: ...

@final
class Tool:
    """What made a report."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def name(self) -> str:
        """`asepsis`."""
    @property
    def version(self) -> str:
        """The version of the library."""
    @property
    def checks_digest(self) -> str:
        """Changes whenever the set of checks or one of their declarations changes."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Tool: ...

@final
class Findings(Sequence[Finding]):
    """Findings of a report, sorted by path, position and check. Each is made when it is read.

    >>> import asepsis
    >>> report = asepsis.check("apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostPID: true}")
    >>> [finding.message for finding in report.findings.filter(check="host-pid")]
    ["Pod uses the host PID namespace"]
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
        """How many findings are equal to this one."""
    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """The place of the first finding that is equal to this one.

        Raises `ValueError` when there is none.
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
        """Those findings that fit all that is asked for; a name or a list of names each.

        `severity` names severities, `at_least` the mildest one; `family` is a topic of checks, as
        `network`; `path` is an input or a folder of inputs; `kind`, `namespace` and `name` are those
        of the resource. Nothing is made of findings that do not fit.

        Raises `AsepsisError` for a check, a severity, a family or a kind that there is not.

        >>> import asepsis
        >>> report = asepsis.check({"a.yaml": "apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostPID: true}"})
        >>> len(report.findings.filter(at_least="high", path="a.yaml", kind=["Pod", "Job"])) >= 1
        True
        """
    @staticmethod
    def _of(report: Report, numbers: list[int]) -> Findings: ...

@final
class FindingsIterator(Iterator[Finding]):
    """Reads findings one by one."""
    def __iter__(self, /) -> FindingsIterator: ...
    def __next__(self, /) -> Finding: ...

@final
class Report:
    """The result of a run: what is wrong, what is proven right, and what could not be seen.

    Equal inputs give equal reports, byte for byte. Nothing is made of it before it is read.

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
        """`pass`, `fail`, or `incomplete` where something that could contain a fault was not read in full."""
    @property
    def exit_code(self) -> int:
        """The exit status that the command has for this verdict: 0 pass, 1 fail, 3 incomplete."""
    @property
    def tool(self) -> Tool:
        """The tool that made the report."""
    @property
    def policy(self) -> Policy:
        """The policy file, and what was left out."""
    @property
    def summary(self) -> Summary:
        """Counts over all inputs."""
    @property
    def findings(self) -> Findings:
        """What is wrong, sorted by path, position and check."""
    @property
    def inputs(self) -> tuple[Input, ...]:
        """Every input, sorted by path, and how far it was read."""
    @property
    def suppressed(self) -> tuple[Suppressed, ...]:
        """What is wrong and was accepted, sorted likewise."""
    @property
    def suppressions(self) -> Suppressions:
        """What became of the suppressions."""
    @property
    def checks(self) -> Mapping[str, CheckSummary]:
        """Every check that ran, by its id, with what it examined."""
    @property
    def controls(self) -> Mapping[str, tuple[Control, ...]]:
        """The controls of the frameworks that were asked for, by the framework's id.

        >>> import asepsis
        >>> report = asepsis.check("", frameworks=["hipaa"])
        >>> report.controls["hipaa"][0].framework
        'hipaa'
        """
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def to_json(self) -> str:
        """The report as JSON: compact, members in a fixed order, with a final newline. The bytes are
        those of `asepsis check --format json` and of every other language.
        """
    def to_sarif(self) -> str:
        """The report as SARIF 2.1.0, for code scanning."""
    def to_markdown(self) -> str:
        """The report as Markdown, for pull requests and audit files."""
    def to_text(
        self,
        *,
        colour: bool = False,
        all: bool = False,
        min_severity: Severity | None = None,
        width: int | None = None,
    ) -> str:
        """The report as text for people; its last line is the verdict and why.

        `colour` writes ANSI sequences, `all` lists every finding however many there are,
        `min_severity` is the mildest one that is shown (default: `info`), `width` the columns to
        which it is broken (default: 100).

        Raises `AsepsisError` for a severity that there is not.

        >>> import asepsis
        >>> asepsis.check("").to_text(width=80).splitlines()[-1]
        'incomplete: no resource found, so nothing was checked'
        """
    def to_dict(self) -> dict[str, Any]:
        """The report as dicts and lists, with the members of its JSON."""
    @classmethod
    def from_json(cls, json: str) -> Report:
        """Reads a report that `to_json` has written. It has no excerpts of the inputs.

        Raises `AsepsisError` when the text is no report, or one of another version.

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
    """A check as it is declared. `print` shows all that is known about it.

    >>> import asepsis
    >>> check = asepsis.explain("privileged-container")[0]
    >>> check.severity, check.family
    ('critical', 'containers')
    """
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def id(self) -> CheckId:
        """The id, as `privileged-container`."""
    @property
    def former_ids(self) -> tuple[str, ...]:
        """Ids that it had before, which still mean it."""
    @property
    def family(self) -> Family:
        """The family: a topic, as `containers` or `network`."""
    @property
    def title(self) -> str:
        """The problem, in a few words."""
    @property
    def why(self) -> str:
        """Why the problem matters."""
    @property
    def fix(self) -> str:
        """What to do."""
    @property
    def fix_by_technology(self) -> Mapping[str, str]:
        """The same for technologies in which things have other names: `{"compose": "..."}`."""
    @property
    def severity(self) -> Severity:
        """How bad it is by default: `info`, `low`, `medium`, `high` or `critical`."""
    @property
    def controls(self) -> Bearings:
        """Controls that it relates to, as `framework:id`, by the kind of evidence."""
    @property
    def equivalents(self) -> tuple[Equivalent, ...]:
        """What other tools call it."""
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
    """Checks as they are declared. `print` shows all that is known about them."""
    def __len__(self, /) -> int: ...
    @overload
    def __getitem__(self, index: int, /) -> Check: ...
    @overload
    def __getitem__(self, index: slice, /) -> tuple[Check, ...]: ...
    def __iter__(self, /) -> Iterator[Check]: ...
    def __reversed__(self) -> Iterator[Check]: ...
    def __contains__(self, value: object, /) -> bool: ...
    def count(self, value: object) -> int:
        """How many of these checks are equal to this one."""
    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """The place of the first check that is equal to this one.

        Raises `ValueError` when there is none.
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
        """What it does."""
    @property
    def default(self) -> int | tuple[str, ...]:
        """Its value where no policy gives another: a number, or a tuple of texts."""
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
        """What the check says of it, each with its line from 1; empty where all is right."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...

@final
class Batch:
    """Rows about files: one `run` for each bundle and each file that stands alone, one `input` for each
    file, one for each `problem` and for each `finding`. `pyarrow.record_batch`, `polars.DataFrame`,
    DuckDB and whatever else speaks Arrow's PyCapsule interface reads it without a copy.
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
    """A text without its secrets, or why it cannot be had."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def path(self) -> str:
        """The input's name."""
    @property
    def text(self) -> str | None:
        """The text without its secrets; `None` where one of them cannot be taken out."""
    @property
    def changes(self) -> tuple[Redaction, ...]:
        """What took the place of secrets, in the order of the text."""
    @property
    def refused(self) -> Refused | None:
        """Why there is no text."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Redacted: ...

@final
class Redaction:
    """A word in the place of a secret."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def line(self) -> int:
        """The line of the secret in the text that was given."""
    @property
    def key(self) -> str | None:
        """The key whose value it is or is a part of; `None` in a comment."""
    @property
    def start(self) -> Position:
        """Where the word begins, in the text without secrets."""
    @property
    def end(self) -> Position:
        """One past the word's last character."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Redaction: ...

@final
class Refused:
    """Why a text is not given."""
    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def line(self) -> int | None:
        """The line that it is about, where it is about one."""
    @property
    def why(self) -> str:
        """The reason: what is the matter with the text."""
    def to_dict(self) -> dict[str, Any]:
        """The same as a dict, with the members of the report's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @classmethod
    def _from_json(cls, json: str) -> Refused: ...

@final
class Checker:
    """Judges inputs. Make one, use it often, from as many threads as you like.

    Each argument may be left out; what is not given stays as the policy has it.

    * `frameworks`: list the controls of these, with evidence: `hipaa`, `pss-baseline`,
      `pss-restricted`, `cis`, `nsa` (default: none)
    * `select`: run only these checks, families or severities (default: all)
    * `ignore`: leave out these checks, families or severities (default: none)
    * `fail_on`: from which severity on a finding fails the run (default: `medium`)
    * `fail_on_unknown`: call a run incomplete in which a check could not decide (default: `False`)
    * `min_severity`: the mildest severity that is listed (default: `info`)
    * `kubernetes`: the version that the files are for, as `1.29` (default: the latest)
    * `as_of`: the day on which suppressions are judged, a `datetime.date` or `2026-11-21` (default:
      whether one has expired is unknown)
    * `evidence`: how many places of evidence a check lists: a number or `all` (default: 20)
    * `inline_suppressions`: whether comments and annotations may suppress findings (default: `True`)
    * `alone`: the files around those that are given are not there, so that what is not in them is
      unknown and not missing (default: `False`)
    * `policy`: the text of a policy, or a dict with its members; `config`: the path of its file
    * `no_config`: no policy is in force, and the report says that this was asked (default: `False`)

    Raises `AsepsisError` for a name that nothing has, and for faults of the policy.

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
        policy: str | Mapping[str, Any] | None = None,
        config: str | PathLike[str] | None = None,
        no_config: bool | None = None,
    ) -> Checker: ...
    @property
    def checks(self) -> Checks:
        """The checks that run."""
    def check(self, source: str | bytes | bytearray | memoryview | Mapping[str, str | bytes] | Mapping[PathLike[str], str | bytes], /, *, name: str | None = None, context: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None, named: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None) -> Report:
        """Judges texts: a `str` or `bytes`, or a dict of paths with their `str` or `bytes`, which are
        one platform. Bad input never raises: it is in the report.

        `name` is what a single text is called in the report; a name like `compose.yaml` also says
        what it is. `context` names those files of the dict that are read for their values and never
        judged: a `.env` that is no part of the repository. `named` names those that a person named, one
        by one: failing to read such a file makes the run incomplete, whatever is in it.

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
        """Judges files and folders: one path or several. Folders are walked as the command does it.

        What these files name by a path is read too, within the repository; where there is none, within
        the folder that was given.

        `exclude` names files and folders to leave out: names, paths or patterns. `no_ignore` reads
        what `.gitignore` lists, and vendored folders. `bundle_by_directory` takes each folder
        directly below a path for a platform of its own. `progress` is called with what is being
        done (`reading` or `judging`), how much is done and how much there is.

        Raises `MissingPathError` for a path that does not exist. What cannot be read is in the
        report.

        >>> import asepsis, pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = pathlib.Path(folder, "pod.yaml").write_text("apiVersion: v1\\nkind: Pod\\nspec: {hostPID: true}")
        ...     asepsis.Checker().check_paths(folder).verdict
        'fail'
        """
    def redact(self, source: str | bytes | bytearray | memoryview | Mapping[str, str | bytes] | Mapping[PathLike[str], str | bytes], /, *, name: str | None = None, context: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None) -> tuple[Redacted, ...]:
        """The texts of inputs without their secrets, for others to read and to check: a word is in the
        place of each, and keys, shapes and all other findings are the same. A text of which that is not
        certain is refused, with the reason.

        The arguments are those of `check`; a file in `context` loses its secrets too.

        >>> import asepsis
        >>> texts = asepsis.Checker().redact({".env": "DB_USER=app\\nDB_PASSWORD=nW4xq8ZtR2\\n"})
        >>> print(texts[0].text, end="")
        DB_USER=app
        DB_PASSWORD=REDACTED
        >>> [(change.line, change.key) for change in texts[0].changes]
        [(2, 'DB_PASSWORD')]
        """
    def check_batch(self, batch: object, /) -> Batch:
        """Judges rows of files, as engines hand them out: anything with `__arrow_c_array__` or
        `__arrow_c_stream__` and the columns `path`, `content` and, where it is known, `bundle`.

        The files of a bundle are one platform. A file without one stands alone: what rests on other
        files is unknown there, never wrong. A row without content is an input that was not read.

        Raises `TypeError` for what is no such data, `ValueError` where a column is missing.

        >>> import asepsis, pyarrow
        >>> files = pyarrow.table({"path": ["a.yaml"], "content": ["apiVersion: v1\\nkind: Pod\\nspec: {hostPID: true}"]})
        >>> rows = pyarrow.table(asepsis.Checker().check_batch(files)).to_pylist()
        >>> [(row["path"], row["line"]) for row in rows if row["check"] == "host-pid"]
        [('a.yaml', 3)]
        """
    def check_resources(self, resources: object, /, *, name: str | None = None) -> Report:
        """Judges resources that were built in code: dicts, lists of them, and objects of the official
        Kubernetes client, also what its list calls give. Findings carry a pointer and no line.

        `name` is what they are called in the report.

        Raises `ObjectError` for what is neither.

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
    policy: str | Mapping[str, Any] | None = None,
    config: str | PathLike[str] | None = None,
    no_config: bool | None = None,
) -> Report:
    """Judges texts: a `str` or `bytes`, or a dict of paths with their `str` or `bytes`, which are one
    platform. Bad input never raises: it is in the report.

    `name` is what a single text is called in the report, `context` names those files of the dict that
    are read for their values and never judged, `named` those that a person named, so that failing to
    read one makes the run incomplete; the other arguments are those of `Checker`, which is
    faster to make once and use often.

    Raises `AsepsisError` for a name that nothing has, and for the path of a file instead of its text.

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
    policy: str | Mapping[str, Any] | None = None,
    config: str | PathLike[str] | None = None,
    no_config: bool | None = None,
) -> Report:
    """Judges files and folders as the command does: with the `asepsis.yaml` beside or above the first
    path, unless `config` names another or `no_config` is true, and as of today (in UTC), unless
    `as_of` names a day.

    The other arguments are those of `Checker` and of `Checker.check_paths`.

    Raises `MissingPathError` for a path that does not exist, `PolicyError` for faults of the policy.
    What cannot be read is in the report.

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
    policy: str | Mapping[str, Any] | None = None,
    config: str | PathLike[str] | None = None,
    no_config: bool | None = None,
) -> Report:
    """Judges resources that were built in code: dicts, lists of them, and objects of the official
    Kubernetes client, also what its list calls give. Findings carry a pointer and no line.

    `name` is what they are called in the report; the other arguments are those of `Checker`.

    Raises `ObjectError` for what is neither.

    >>> import asepsis
    >>> pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"hostPID": True}}
    >>> asepsis.check_resources(pod, select="host-pid").findings[0].resource.name
    'a'
    """
def explain(id: str, /) -> Checks:
    """The checks that an id means: the one that has it, or all that another tool calls so. `print` shows
    what can happen, what to do, and which controls they bear on.

    Raises `UnknownNameError` when nothing is called so.

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
    """All severities, the mildest first.

    >>> import asepsis
    >>> asepsis.severities()
    ('info', 'low', 'medium', 'high', 'critical')
    """
def main(arguments: Sequence[str], /) -> int:
    """Runs the command with these arguments, the first of which is its own name; gives its exit status.

    >>> import asepsis
    >>> asepsis.main(["asepsis", "check", "no-such-folder"])
    2
    """
def api_version_of(version: str, kind: str, /) -> str | None:
    """The API version of a built-in kind of Kubernetes, of which only the version is known."""
def refuse_resource(value: object, /) -> NoReturn:
    """The exception for what was handed over in place of resources."""
def refuse_json(why: str, /) -> NoReturn:
    """The exception for resources that JSON cannot hold, and why."""
def _fault() -> None:
    """Fails as a fault of the library would, so that a test sees what a caller sees."""

//! The parts of a report as frozen classes: the same members, under the same names, as in its JSON.

use asepsis::report;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::failure;
use crate::show::{self, Show};

/// Declares a class for a part of a report. A member has its name in Rust, except for Python keywords:
/// `class_ = class`.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $name:ident($part:ty) $(shown by $display:ident)? {
            $($(#[doc = $about:literal])+ $field:ident $(= $member:ident)?,)+
        }
    ) => {
        $(#[doc = $doc])+
        #[pyclass(frozen, eq, module = "asepsis")]
        #[derive(Clone, PartialEq)]
        pub(crate) struct $name(pub(crate) $part);

        #[pymethods]
        impl $name {
            $(
                $(#[doc = $about])+
                #[getter]
                fn $field<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    member!(self, $field $(, $member)?).show(py)
                }
            )+

            #[classattr]
            fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
                PyTuple::new(py, [$(stringify!($field)),+])
            }

            $(
                fn __str__(&self) -> String {
                    show::$display(&self.0)
                }
            )?

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let values = [$(self.$field(py)?),+];
                show::repr(stringify!($name), &[$(stringify!($field)),+], &values)
            }

            fn __hash__(&self) -> u64 {
                show::hash(&self.0)
            }

            fn __reduce__<'py>(
                &self,
                py: Python<'py>,
            ) -> PyResult<(Bound<'py, PyAny>, (String,))> {
                let restore = py.get_type::<Self>().getattr("_from_json")?;
                Ok((restore, (show::json(&self.0),)))
            }

            #[classmethod]
            fn _from_json(_: &Bound<'_, PyType>, json: &str) -> PyResult<Self> {
                serde_json::from_str(json).map(Self).map_err(|error| failure::not_ours(&error))
            }

            /// Returns it as a dict, with the members of the report's JSON.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                show::loads(py, &show::json(&self.0))
            }
        }

        impl Show for $part {
            fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                $name(self.clone()).into_bound_py_any(py)
            }
        }
    };
}

macro_rules! member {
    ($this:ident, $field:ident) => {
        $this.0.$field
    };
    ($this:ident, $field:ident, $member:ident) => {
        $this.0.$member
    };
}

record! {
    /// A finding. Information about its check is in `report.checks[check]`. `str` gives one line with
    /// location, severity, message and check.
    Finding(report::Finding) shown by line {
        /// The check's id.
        check,
        /// The severity: `info`, `low`, `medium`, `high` or `critical`.
        severity,
        /// The message, without a full stop.
        message,
        /// The location; `None` for an unnamed resource built in code.
        location,
        /// The affected resource, if the finding is about a single one.
        resource,
        /// The path of the field that is missing at the location.
        missing,
        /// The confidence: `low`, `medium` or `high`.
        confidence,
        /// The class of a credential.
        class_ = class,
        /// Findings of other checks with the same cause, which are part of this one.
        covers,
        /// Other locations that it depends on.
        related,
        /// Possible fixes.
        fixes,
        /// The affected environments; empty if there is only one.
        environments,
        /// Names of the resource in environments in which they differ.
        names,
        /// An identifier that stays the same when the file changes elsewhere.
        fingerprint,
    }
}

record! {
    /// A finding that is part of another one.
    Covered(report::Covered) {
        /// The check's id.
        check,
        /// The severity: `info`, `low`, `medium`, `high` or `critical`.
        severity,
        /// The affected resource; `None` if it is that of the finding itself.
        resource,
        /// Its fingerprint as a separate finding; empty in a report recorded in version 1.
        fingerprint,
    }
}

record! {
    /// A location in an input. `str` gives `path:line:column`.
    Location(report::Location) shown by line {
        /// The input's name.
        path,
        /// The start; `None` if there is no text.
        start,
        /// The end: one past the last character.
        end,
        /// RFC 6901 pointer in the document.
        pointer,
        /// The document in the input, from 0.
        document,
        /// The location in a document embedded in the scalar at `pointer`.
        embedded,
    }
}

record! {
    /// A position in a text.
    Position(asepsis::report::Position) {
        /// Line, from 1.
        line,
        /// Column in code points, from 1.
        column,
        /// Byte offset in the decoded text, from 0.
        byte,
    }
}

record! {
    /// A location in a document embedded in a scalar.
    Embedded(report::Embedded) {
        /// The document in the scalar, from 0.
        document,
        /// RFC 6901 pointer in it.
        pointer,
    }
}

record! {
    /// Identity of a resource.
    Resource(report::ResourceIdentity) {
        /// Kind.
        kind,
        /// Name, if set.
        name,
        /// Namespace, if set.
        namespace,
        /// Container of the resource.
        container,
        /// Group and version.
        api_version,
        /// Technology: `kubernetes`, `compose`, `helm`, ...
        technology,
    }
}

record! {
    /// Identity of a resource in an environment.
    ResourceName(report::ResourceName) {
        /// Name, if set.
        name,
        /// Namespace, if set.
        namespace,
    }
}

record! {
    /// Another location that a finding depends on.
    RelatedLocation(report::RelatedLocation) {
        /// Its role: `base`, `override`, `anchor`, `alias`, `variable`, `extended`,
        /// `included`, `condition`, `environment` or `other`.
        role,
        /// How it relates to the finding.
        message,
        /// Where.
        location,
    }
}

record! {
    /// A change that fixes a finding.
    Fix(report::Fix) {
        /// Edits, to be applied together; empty if the fix has to be made by hand.
        edits,
        /// Why the fix cannot be expressed as an edit.
        refused,
    }
}

record! {
    /// A replacement of a range of bytes.
    Edit(report::ByteEdit) {
        /// The input's name.
        path,
        /// Offset of the first byte that is replaced.
        start,
        /// One past the last byte that is replaced.
        end,
        /// The replacement text.
        text,
    }
}

record! {
    /// What was turned off, and by which policy file.
    Policy(report::PolicySummary) {
        /// The policy file, as named by the caller.
        file,
        /// Whether policy files were ignored.
        no_config,
        /// Whether suppressions in comments and annotations were disabled.
        no_inline_suppressions,
        /// What the policy and the caller left out: checks of the library that did not run, by id, then
        /// patterns of paths that were not read.
        left_out,
    }
}

record! {
    /// Something that was disabled or excluded.
    LeftOut(report::LeftOut) {
        /// Its kind: `check` or `path`.
        kind,
        /// The check's id, or the pattern.
        name,
    }
}

record! {
    /// An input and its status.
    Input(report::InputSummary) {
        /// Its name, as given by the caller.
        path,
        /// Its status: `analysed`, `partial`, `unparsable`, `unsupported`, `uncovered`,
        /// `unreadable`, `over_limit`, `excluded` or `other`.
        status,
        /// Its format: a language, `object` or `unread`.
        kind,
        /// The technology that its kind of file belongs to, if it is one.
        technology,
        /// Its role in the technology: `manifest`, `values`, `chart`, `template`, ...; empty where nothing
        /// in it is checked.
        role,
        /// Its size in bytes.
        bytes,
        /// Documents that were read, including documents inside others.
        documents,
        /// Resources that were read.
        resources,
        /// Resources of kinds that no check covers, by kind.
        other_kinds,
        /// The bundle that it belongs to; empty for the unnamed one.
        bundle,
        /// The environments that it belongs to, by its path or as the caller says; empty for all.
        environments,
        /// Problems of the input.
        problems,
    }
}

record! {
    /// A problem of an input.
    Problem(report::ProblemRecord) {
        /// The code of the problem; `None` for an input that was excluded on purpose.
        code,
        /// The message for people.
        message,
        /// Where.
        location,
    }
}

record! {
    /// A finding that is accepted.
    Suppressed(report::Suppressed) {
        /// The finding.
        finding,
        /// Why it is accepted.
        reason,
        /// The person or team responsible.
        owner,
        /// The last day on which it is accepted, such as `2027-06-30`.
        expires,
        /// Its origin: `policy`, `annotation` or `comment`.
        by,
    }
}

record! {
    /// The results of the suppressions.
    Suppressions(report::Suppressions) {
        /// The number of findings that were accepted.
        matched,
        /// Suppressions that suppress nothing.
        unused,
        /// Suppressions that have expired.
        expired,
        /// Suppressions that are invalid, and why.
        refused,
        /// Suppressions with an expiry date, in a run without a date.
        expiry_unknown,
    }
}

record! {
    /// A suppression.
    Suppression(report::SuppressionEntry) {
        /// The id of the check.
        check,
        /// Its reason.
        reason,
        /// The person or team responsible.
        owner,
        /// The last day on which it applies, such as `2027-06-30`.
        expires,
        /// Its origin: `policy`, `annotation` or `comment`.
        by,
        /// Its location; the policy file is not an input and has no pointer.
        location,
        /// Why it is invalid.
        refused,
    }
}

record! {
    /// A check that ran, and what it examined. Counts are exact; lists of locations are limited.
    CheckSummary(report::CheckSummary) {
        /// The id.
        id,
        /// The family: a topic such as `containers` or `network`.
        family,
        /// The problem, in a few words.
        title,
        /// Why the problem matters.
        why,
        /// How to fix it, in every technology.
        fix,
        /// How to fix it in technologies with other terms.
        fix_by_technology,
        /// Default severity of its findings.
        severity,
        /// Controls that it relates to, as `framework:id`, by the kind of evidence.
        controls,
        /// Its documentation.
        documentation,
        /// Evaluations.
        examined,
        /// Evaluations that failed.
        failed,
        /// Evaluations that passed.
        passed,
        /// Evaluations that could not be decided.
        unknown,
        /// Evaluations to which the check does not apply.
        not_applicable,
        /// Locations of evidence: what is configured correctly.
        evidence,
        /// The number of further locations.
        evidence_more,
        /// Evaluations that could not be decided.
        unknown_at,
        /// The number of further locations.
        unknown_more,
    }
}

record! {
    /// A location of an undecided evaluation, with the reason.
    UnknownPlace(report::UnknownPlace) {
        /// The reason.
        why,
        /// The location; `None` for an unnamed resource built in code.
        location,
    }
}

record! {
    /// The controls of a check, or the checks of a control, by the kind of evidence.
    Bearings(asepsis::checks::Bearings) {
        /// Both a pass and a failure decide the control.
        decides,
        /// A pass with a location is evidence.
        supports,
        /// A failure is evidence against it.
        refutes,
        /// A pass with a location is evidence, and a failure counts.
        supports_and_refutes,
    }
}

record! {
    /// A control of a framework, and the results of the related checks.
    Control(report::ControlSummary) {
        /// The framework's id.
        framework,
        /// The control's id in it.
        id,
        /// The title.
        title,
        /// Its status: `pass`, `fail`, `weak`, `absent`, `unknown`, `manual` or `not_applicable`.
        status,
        /// Reasons of the status that the counts do not show.
        reasons,
        /// The checks for it that ran, by the kind of evidence.
        checks,
        /// Whether the mapping of these checks to the control is that of asepsis.
        own_reading,
        /// Evaluations of these checks.
        examined,
        /// Evaluations that failed, including accepted findings.
        failed,
        /// Evaluations that passed.
        passed,
        /// Evaluations that could not be decided.
        unknown,
        /// Evaluations to which the check does not apply.
        not_applicable,
        /// Passed evaluations that are evidence.
        shown,
        /// Locations of findings against it that are not accepted.
        failed_at,
        /// The number of further ones.
        failed_more,
        /// Locations of evidence for it.
        evidence,
        /// The number of further locations.
        evidence_more,
        /// Locations that could not be decided.
        unknown_at,
        /// The number of further ones.
        unknown_more,
        /// How binding it is: `standard`, `required` or `addressable`; empty if the framework does not say.
        obligation,
        /// Possible evidence for it in files.
        shown_by,
        /// What files cannot show.
        not_shown,
        /// A note that qualifies the status.
        note,
    }
}

record! {
    /// Counts over all inputs.
    Summary(report::Summary) {
        /// Inputs by their status.
        inputs,
        /// Documents that were read.
        documents,
        /// Resources that were read from them.
        resources,
        /// Findings by severity, without accepted ones.
        findings,
        /// Evaluations of all checks.
        examined,
        /// Evaluations that failed.
        failed,
        /// Evaluations that passed.
        passed,
        /// Evaluations that could not be decided.
        unknown,
        /// Evaluations to which the check does not apply.
        not_applicable,
        /// Findings at or above the threshold, which fail the run.
        at_or_above_threshold,
        /// Lowest severity that fails the run.
        fail_on,
        /// Kubernetes version that was assumed.
        kubernetes,
        /// The date for the expiry of suppressions.
        date,
    }
}

record! {
    /// The tool that made the report.
    Tool(report::Tool) {
        /// `asepsis`.
        name,
        /// The version of the library.
        version,
        /// A digest of the declarations of all checks.
        checks_digest,
    }
}

record! {
    /// A text without its secrets, or the reason why it was refused.
    Redacted(report::Redacted) {
        /// The input's name.
        path,
        /// The redacted text; `None` if a secret cannot be removed reliably.
        text,
        /// The replacements, in the order of the text.
        changes,
        /// Why the text was refused.
        refused,
    }
}

record! {
    /// The replacement of a secret.
    Redaction(report::Redaction) {
        /// The line of the secret in the original text.
        line,
        /// The key of the value; `None` in a comment.
        key,
        /// The start of the replacement in the redacted text.
        start,
        /// The end: one past the last character of the replacement.
        end,
    }
}

record! {
    /// The reason why a text was refused.
    Refused(report::Refused) {
        /// The line of the cause, if known.
        line,
        /// The reason.
        why,
    }
}

record! {
    /// What is checked, as YAML: see `render`.
    Rendering(report::Rendering) {
        /// The whole output: the environments one after the other, each below a comment with its name.
        text,
        /// Each environment, sorted by name; first, without a name, what is in none.
        environments,
        /// The inputs that have problems, as in a report: their objects may be missing.
        problems,
        /// Whether there is something to render and every input was read in full.
        is_complete,
        /// Whether secrets are masked, so that the output cannot be applied.
        has_masked,
        /// Whether values could not be resolved, so that the output cannot be applied.
        has_unresolved,
    }
}

record! {
    /// An environment as YAML.
    RenderedEnvironment(report::RenderedEnvironment) {
        /// Its name; `None` for what is applied apart from named environments.
        name,
        /// Its documents in the order in which they are built, each after `---`.
        text,
        /// Where its values were written, in the order of their lines; empty unless origins are asked for.
        origins,
    }
}

record! {
    /// Where a value of a rendered text was written.
    RenderedOrigin(report::RenderedOrigin) {
        /// The line of the rendered text on which the value begins, from 1. A mapping or a list begins on
        /// the line of its key or dash.
        line,
        /// The place that decides the value. For a mapping or a list, the place of a finding about a field
        /// that it lacks.
        location,
        /// The other places that contribute to it: the expressions that wrote it, the values that they
        /// read, and conditions.
        related,
    }
}

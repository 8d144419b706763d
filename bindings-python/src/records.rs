//! The parts of a report as frozen classes: the same members, under the same names, as in its JSON.

use asepsis::report;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::failure;
use crate::show::{self, Show};

/// Declares a class for a part of a report. A member is named as in Rust, save where Python keeps
/// the word for itself: `class_ = class`.
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

            /// The same as a dict, with the members of the report's JSON.
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
    /// A fault. What is the same for all findings of a check is in `report.checks[check]`. As text
    /// it is a line with its place, severity, message and check.
    Finding(report::Finding) shown by line {
        /// The check's id.
        check,
        /// How bad it is: `info`, `low`, `medium`, `high` or `critical`.
        severity,
        /// What is wrong here: lower case, no full stop.
        message,
        /// Where; `None` for what was built in code and has no name.
        location,
        /// Whose fault it is, where it is that of one resource.
        resource,
        /// The path that is missing at the place.
        missing,
        /// How sure it is: `low`, `medium` or `high`.
        confidence,
        /// The class of a credential.
        class_ = class,
        /// Findings of other checks that have the same cause, and are part of this one.
        covers,
        /// Other locations that it depends on.
        related,
        /// Possible fixes.
        fixes,
        /// The environments that have it; empty where there is only one.
        environments,
        /// What the resource is called in those of the environments that call it otherwise.
        names,
        /// The same for the same fault in a changed file.
        fingerprint,
    }
}

record! {
    /// A finding that is part of another one.
    Covered(report::Covered) {
        /// The check's id.
        check,
        /// How bad it is: `info`, `low`, `medium`, `high` or `critical`.
        severity,
        /// Whose fault it is; `None` where that is the resource and container of the finding itself.
        resource,
        /// The fingerprint that it has as a finding by itself; empty in a report that was recorded in
        /// version 1.
        fingerprint,
    }
}

record! {
    /// A place in an input. As text it is `path:line:column`.
    Location(report::Location) shown by line {
        /// The input's name.
        path,
        /// Where it begins; `None` where there is no text.
        start,
        /// Where it ends, one past its last character.
        end,
        /// RFC 6901 pointer in the document.
        pointer,
        /// The document in the input, from 0.
        document,
        /// The place in a document inside the scalar at `pointer`.
        embedded,
    }
}

record! {
    /// A place as people and editors count it.
    Position(asepsis::report::Position) {
        /// Line, from 1.
        line,
        /// Column in code points, from 1.
        column,
        /// Offset in bytes of the decoded text, from 0.
        byte,
    }
}

record! {
    /// A place in a document inside a scalar.
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
        /// The container in it.
        container,
        /// Group and version.
        api_version,
        /// What runs it: `kubernetes`, `compose`, `helm`, ...
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
        /// What kind of thing it is: `base`, `override`, `anchor`, `alias`, `variable`, `extended`,
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
        /// Edits, to be made together; empty where the fix has to be made by hand.
        edits,
        /// Why the fix cannot be expressed as an edit.
        refused,
    }
}

record! {
    /// A replacement of bytes.
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
    /// What was switched off, and in which file.
    Policy(report::PolicySummary) {
        /// The policy file, as the caller named it.
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
        /// What it is: `check` or `path`.
        kind,
        /// The check's id, or the pattern.
        name,
    }
}

record! {
    /// An input and how far it was read.
    Input(report::InputSummary) {
        /// Its name, as the caller gave it.
        path,
        /// How far it was read: `analysed`, `partial`, `unparsable`, `unsupported`, `uncovered`,
        /// `unreadable`, `over_limit`, `excluded` or `other`.
        status,
        /// What it is written in: a language, `object` or `unread`.
        kind,
        /// Its size.
        bytes,
        /// Documents that were read, including documents inside others.
        documents,
        /// Resources that were read.
        resources,
        /// Resources of kinds that no check covers, by kind.
        other_kinds,
        /// The bundle that it belongs to; empty for the one without a name.
        bundle,
        /// The environments that it belongs to; empty for all.
        environments,
        /// Problems of the input.
        problems,
    }
}

record! {
    /// A problem of an input.
    Problem(report::ProblemRecord) {
        /// What kind of problem; `None` for an input that was left out on purpose.
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
        /// The last day on which it is accepted, as `2027-06-30`.
        expires,
        /// How it was said: `policy`, `annotation` or `comment`.
        by,
    }
}

record! {
    /// What became of the suppressions.
    Suppressions(report::Suppressions) {
        /// How many findings were accepted.
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
        /// The check that it names.
        check,
        /// Its reason.
        reason,
        /// The person or team responsible.
        owner,
        /// The last day on which it is in force, as `2027-06-30`.
        expires,
        /// How it was said: `policy`, `annotation` or `comment`.
        by,
        /// Its location; the policy file is not an input and has no pointer.
        location,
        /// Why it is invalid.
        refused,
    }
}

record! {
    /// A check that ran, and what it examined. Counts are exact; lists of places are cut.
    CheckSummary(report::CheckSummary) {
        /// The id.
        id,
        /// The family: a topic, as `containers` or `network`.
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
        /// How many more there are.
        evidence_more,
        /// Evaluations that could not be decided.
        unknown_at,
        /// How many more there are.
        unknown_more,
    }
}

record! {
    /// A place that could not be decided, and why.
    UnknownPlace(report::UnknownPlace) {
        /// Why.
        why,
        /// Where; `None` for what was built in code and has no name.
        location,
    }
}

record! {
    /// Names by what a check shows of a control: the controls of a check, the checks of a control.
    Bearings(asepsis::checks::Bearings) {
        /// Pass and failure both count.
        decides,
        /// A pass with a location is evidence.
        supports,
        /// A failure counts.
        refutes,
        /// A pass with a location is evidence, and a failure counts.
        supports_and_refutes,
    }
}

record! {
    /// A control of a framework, and what the checks say toward it.
    Control(report::ControlSummary) {
        /// The framework's id.
        framework,
        /// The control's id in it.
        id,
        /// What it is about.
        title,
        /// Where it stands: `pass`, `fail`, `weak`, `absent`, `unknown`, `manual` or
        /// `not_applicable`.
        status,
        /// Reasons of the status that the counts do not show.
        reasons,
        /// The checks for it that ran, by the kind of evidence.
        checks,
        /// Whether only asepsis lets these checks bear on it: a reading of its own.
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
        /// Locations of evidence for it.
        evidence,
        /// How many more there are.
        evidence_more,
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
        /// Findings by severity, those that were accepted not among them.
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
        /// Findings that fail the run.
        at_or_above_threshold,
        /// Lowest severity that fails the run.
        fail_on,
        /// Kubernetes version that was assumed.
        kubernetes,
        /// The date that was given, by which suppressions expire.
        date,
    }
}

record! {
    /// What made a report.
    Tool(report::Tool) {
        /// `asepsis`.
        name,
        /// The version of the library.
        version,
        /// Changes whenever the set of checks or one of their declarations changes.
        checks_digest,
    }
}

record! {
    /// A text without its secrets, or why it cannot be had.
    Redacted(report::Redacted) {
        /// The input's name.
        path,
        /// The text without its secrets; `None` where one of them cannot be taken out.
        text,
        /// What took the place of secrets, in the order of the text.
        changes,
        /// Why there is no text.
        refused,
    }
}

record! {
    /// A word in the place of a secret.
    Redaction(report::Redaction) {
        /// The line of the secret in the text that was given.
        line,
        /// The key whose value it is or is a part of; `None` in a comment.
        key,
        /// Where the word begins, in the text without secrets.
        start,
        /// One past the word's last character.
        end,
    }
}

record! {
    /// Why a text is not given.
    Refused(report::Refused) {
        /// The line that it is about, where it is about one.
        line,
        /// The reason: what is the matter with the text.
        why,
    }
}

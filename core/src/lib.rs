//! asepsis reads the files that a health platform is made of and answers three questions about them,
//! with exact places:
//!
//! * **What is wrong?** [`Report::findings`]: each fault with file, line, column and pointer, how bad
//!   it is, and often a fix.
//! * **What is proven right?** [`Report::checks`]: each check with what it examined and the places
//!   that prove it; [`Report::controls`]: the same seen from HIPAA, the Pod Security Standards, CIS
//!   and NSA.
//! * **What could not be seen?** [`Report::inputs`]: each file with how far it was read, and each
//!   evaluation that could not be decided. Unknown is neither pass nor fail.
//!
//! ```
//! use asepsis::{Checker, Input, Verdict};
//!
//! let deployment = "
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: fhir-api
//! spec:
//!   selector: {matchLabels: {app: fhir-api}}
//!   template:
//!     metadata: {labels: {app: fhir-api}}
//!     spec:
//!       hostNetwork: true
//!       containers:
//!         - name: api
//!           image: registry.example/fhir-api:2.4.1
//! ";
//!
//! let report = Checker::default().check([Input::text("deploy/fhir-api.yaml", deployment)]);
//!
//! assert_eq!(report.verdict(), Verdict::Fail);
//! let finding = report.findings().iter().find(|finding| &*finding.check == "host-network").unwrap();
//! let place = finding.location.as_ref().unwrap();
//! assert_eq!(place.pointer.as_deref(), Some("/spec/template/spec/hostNetwork"));
//! assert_eq!(place.start.unwrap().line, 11);
//! ```
//!
//! # How it goes
//!
//! [`Checker::parse`] turns an [`Input`] into a [`Parsed`]: pure, in any thread. [`Checker::judge`]
//! reads the resources of all of them into the [`model`], indexes them in an
//! [`inventory`], shows each to the checks that look at its kind, and makes a
//! [`Report`]. [`Checker::check`] is both.
//!
//! Bad *input* never fails: it is in the report. A bad *request*, a check that does not exist, say, is
//! an [`Error`] with a hint. The crate touches no files, no network, no clock and no environment; it
//! runs in the browser as it does here, and gives the same bytes.
//!
//! # What is where
//!
//! | module | what a program does with it |
//! |---|---|
//! | [`checks`] | adds checks, or shows what the checks of this crate say of themselves |
//! | [`fields`] | reads values in a check, each with its place, and offers edits |
//! | [`model`] | looks at resources in a check, or judges resources that it has built itself |
//! | [`inventory`] | asks in a check for other resources: who selects, binds, mounts or limits it |
//! | [`frameworks`] | lists the controls of a framework, or cites them |
//! | [`policy`] | reads a policy file, or completes one by its schema |
//! | [`report`] | reads a report, and writes it in another form |
//! | [`files`] | chooses which files to hand in |
//!
//! Everything else, the parsers and readers among it, is the crate's own.
//!
//! # A check of your own
//!
//! ```
//! use asepsis::checks::{Check, Rule, Severity};
//! use asepsis::{Checker, Input};
//!
//! let owner_missing = Check::builder("owner-label-missing")
//!     .title("workload has no owner")
//!     .severity(Severity::Low)
//!     .rule(Rule::Workload(|_, scope, out| {
//!         let Some(resource) = scope.resource else { return };
//!         let owner = asepsis::model::meta::lookup(&resource.metadata.labels, "owner");
//!         if out.is_unset(&owner) {
//!             out.fail(&owner, "the label `owner` is missing");
//!         }
//!     }));
//! let checker = Checker::builder().check(owner_missing).select("owner-label-missing").build()?;
//! let report = checker.check([Input::text("pod.yaml", "
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: probe, labels: {app: probe}}
//! spec: {containers: []}
//! ")]);
//! assert_eq!(&*report.findings()[0].message, "the label `owner` is missing");
//! # Ok::<(), asepsis::Error>(())
//! ```

#![forbid(unsafe_code)]
// What the library does not touch is listed in clippy.toml; its tests read files.
#![cfg_attr(
    not(test),
    deny(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros)
)]

pub mod checks;
pub mod frameworks;
pub mod inventory;
pub mod model;
pub mod policy;
pub mod report;

mod checker;
mod credentials;
mod derivation;
mod edit;
mod engine;
mod error;
mod frontends;
mod mask;
mod source;
mod syntax;
mod tree;

// A test or a tool of this project has to reach what an embedding program does not.
#[doc(hidden)]
pub mod internal;

/// Values of documents, each with its place: what checks read, and what edits change.
pub mod fields {
    #[doc(inline)]
    pub use crate::tree::{
        Anchor, Cursor, Edit, Entry, Field, MissingPath, NewValue, Part, Place, Spot, State, Why,
    };
}

/// Which files belong to a platform, by their names.
pub mod files {
    #[doc(inline)]
    pub use crate::frontends::{
        FileKind, Recognised, is_passed_over, is_vendored, is_walked, recognise,
    };
    #[doc(inline)]
    pub use crate::syntax::Format as Language;
}

#[doc(inline)]
pub use checker::{Checker, CheckerBuilder};
#[doc(inline)]
pub use checks::{
    AnyCheck, Bearing, Check, Citation, Confidence, Date, Outcome, Rule, Scope, Severity,
};
#[doc(inline)]
pub use engine::{Cancelled, Input, NamedFile, NamedFiles, NotRead, Parsed, Progress};
#[doc(inline)]
pub use error::{Error, Handed, names_a_resource};
#[doc(inline)]
pub use frameworks::{Control, Framework, KubernetesVersion};
#[doc(inline)]
pub use frontends::kubernetes::{api_version_of, find_kind};
#[doc(inline)]
pub use frontends::recognise;
#[doc(inline)]
pub use model::Resource;
#[doc(inline)]
pub use policy::{Choices, Options};
#[doc(inline)]
pub use report::{ControlStatus, Finding, InputStatus, Location, Report, Verdict};
#[doc(inline)]
pub use tree::{Cursor, Edit, Field, Place};

//! The HIPAA Security Rule in force: 45 CFR Part 164 Subpart C. Titles follow the rule, shortened.

use std::borrow::Cow;

use self::Obligation::{Addressable, Required, Standard};
use super::control::{Control, controls};

/// How binding a citation is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Obligation {
    /// A standard that is met through its implementation specifications.
    Standard,
    /// Required: a specification, or a standard that has no specifications.
    Required,
    /// Addressable: implement it where reasonable and appropriate, otherwise document why not and
    /// implement an equivalent measure. It is not optional.
    Addressable,
}

#[rustfmt::skip]
controls! {
    /// Standards and implementation specifications of the Security Rule, named by their citations.
    Hipaa {
        /// 45 CFR 164.308(a)(1)(ii)(A): risk analysis.
        S308A1IIA = shown("164.308(a)(1)(ii)(A)", Required, "risk analysis", "declared threat detection, configuration recording and scans");
        /// 45 CFR 164.308(a)(1)(ii)(B): risk management.
        S308A1IIB = shown("164.308(a)(1)(ii)(B)", Required, "risk management", "hardened workloads, restricted networks, encryption");
        /// 45 CFR 164.308(a)(1)(ii)(C): sanction policy.
        S308A1IIC = manual("164.308(a)(1)(ii)(C)", Required, "sanction policy");
        /// 45 CFR 164.308(a)(1)(ii)(D): information system activity review.
        S308A1IID = shown("164.308(a)(1)(ii)(D)", Required, "information system activity review", "audit sources, alarms, log forwarding");
        /// 45 CFR 164.308(a)(2): assigned security responsibility.
        S308A2 = shown("164.308(a)(2)", Required, "assigned security responsibility", "owners of files and resources (weak evidence)");
        /// 45 CFR 164.308(a)(3)(ii)(A): authorization and supervision of the workforce.
        S308A3IIA = shown("164.308(a)(3)(ii)(A)", Addressable, "authorization and supervision of the workforce", "narrow roles and logged access");
        /// 45 CFR 164.308(a)(3)(ii)(B): workforce clearance procedure.
        S308A3IIB = shown("164.308(a)(3)(ii)(B)", Addressable, "workforce clearance procedure", "the absence of administrator grants");
        /// 45 CFR 164.308(a)(3)(ii)(C): termination procedures.
        S308A3IIC = shown("164.308(a)(3)(ii)(C)", Addressable, "termination procedures", "key rotation, single sign-on instead of local users");
        /// 45 CFR 164.308(a)(4)(ii)(A): isolating health care clearinghouse functions.
        S308A4IIA = shown("164.308(a)(4)(ii)(A)", Required, "isolating health care clearinghouse functions", "isolation by namespace, network or account, only where a clearinghouse is hosted");
        /// 45 CFR 164.308(a)(4)(ii)(B): access authorization.
        S308A4IIB = shown("164.308(a)(4)(ii)(B)", Addressable, "access authorization", "roles and policies of least privilege");
        /// 45 CFR 164.308(a)(4)(ii)(C): access establishment and modification.
        S308A4IIC = shown("164.308(a)(4)(ii)(C)", Addressable, "access establishment and modification", "access that is granted in reviewed files");
        /// 45 CFR 164.308(a)(5)(ii)(A): security reminders.
        S308A5IIA = shown("164.308(a)(5)(ii)(A)", Addressable, "security reminders", "automatic upgrades (weak evidence)");
        /// 45 CFR 164.308(a)(5)(ii)(B): protection from malicious software.
        S308A5IIB = shown("164.308(a)(5)(ii)(B)", Addressable, "protection from malicious software", "image scanning, signing and signature verification");
        /// 45 CFR 164.308(a)(5)(ii)(C): log-in monitoring.
        S308A5IIC = shown("164.308(a)(5)(ii)(C)", Addressable, "log-in monitoring", "sign-in logs and alarms on failed sign-ins");
        /// 45 CFR 164.308(a)(5)(ii)(D): password management.
        S308A5IID = shown("164.308(a)(5)(ii)(D)", Addressable, "password management", "credentials kept out of files, rotation, password policies");
        /// 45 CFR 164.308(a)(6)(ii): security incident response and reporting.
        S308A6II = shown("164.308(a)(6)(ii)", Required, "security incident response and reporting", "alert routing, threat detection");
        /// 45 CFR 164.308(a)(7)(i): contingency plan.
        S308A7I = shown("164.308(a)(7)(i)", Standard, "contingency plan", "probes, limits and replicas that keep a service up");
        /// 45 CFR 164.308(a)(7)(ii)(A): data backup plan.
        S308A7IIA = shown("164.308(a)(7)(ii)(A)", Required, "data backup plan", "backup plans, snapshots, recovery to a point in time");
        /// 45 CFR 164.308(a)(7)(ii)(B): disaster recovery plan.
        S308A7IIB = shown("164.308(a)(7)(ii)(B)", Required, "disaster recovery plan", "copies in other regions, multiple zones");
        /// 45 CFR 164.308(a)(7)(ii)(C): emergency mode operation plan.
        S308A7IIC = shown("164.308(a)(7)(ii)(C)", Required, "emergency mode operation plan", "several replicas on different nodes, PodDisruptionBudgets");
        /// 45 CFR 164.308(a)(7)(ii)(D): testing and revision of contingency plans.
        S308A7IID = shown("164.308(a)(7)(ii)(D)", Addressable, "testing and revision of contingency plans", "jobs that test the restore of backups");
        /// 45 CFR 164.308(a)(7)(ii)(E): applications and data criticality analysis.
        S308A7IIE = shown("164.308(a)(7)(ii)(E)", Addressable, "applications and data criticality analysis", "priority classes and tier labels (weak evidence)");
        /// 45 CFR 164.308(a)(8): periodic evaluation.
        S308A8 = shown("164.308(a)(8)", Required, "periodic evaluation", "scans that run on a schedule");
        /// 45 CFR 164.308(b): business associate contracts.
        S308B = manual("164.308(b)", Required, "business associate contracts");
        /// 45 CFR 164.310(a)(1): facility access controls.
        S310A1 = manual("164.310(a)(1)", Standard, "facility access controls");
        /// 45 CFR 164.310(b): workstation use.
        S310B = manual("164.310(b)", Required, "workstation use");
        /// 45 CFR 164.310(c): workstation security.
        S310C = manual("164.310(c)", Required, "workstation security");
        /// 45 CFR 164.310(d)(2)(i): disposal of data and media.
        S310D2I = shown("164.310(d)(2)(i)", Required, "disposal of data and media", "encryption, key deletion windows, reclaim policies");
        /// 45 CFR 164.310(d)(2)(ii): media re-use.
        S310D2II = shown("164.310(d)(2)(ii)", Required, "media re-use", "encryption, key deletion windows, reclaim policies");
        /// 45 CFR 164.310(d)(2)(iii): accountability for hardware and media.
        S310D2III = shown("164.310(d)(2)(iii)", Addressable, "accountability for hardware and media", "an inventory of the resources that are declared");
        /// 45 CFR 164.310(d)(2)(iv): data backup and storage.
        S310D2IV = shown("164.310(d)(2)(iv)", Addressable, "data backup and storage", "backups and snapshots");
        /// 45 CFR 164.312(a)(1): access control.
        S312A1 = shown("164.312(a)(1)", Standard, "access control", "network policies, roles and the rights of workloads");
        /// 45 CFR 164.312(a)(2)(i): unique user identification.
        S312A2I = shown("164.312(a)(2)(i)", Required, "unique user identification", "an identity for each workload, no shared keys");
        /// 45 CFR 164.312(a)(2)(ii): emergency access procedure.
        S312A2II = shown("164.312(a)(2)(ii)", Required, "emergency access procedure", "an emergency role and accessible backups (weak evidence)");
        /// 45 CFR 164.312(a)(2)(iii): automatic logoff.
        S312A2III = shown("164.312(a)(2)(iii)", Addressable, "automatic logoff", "lifetimes of sessions and tokens");
        /// 45 CFR 164.312(a)(2)(iv): encryption and decryption of stored data.
        S312A2IV = shown("164.312(a)(2)(iv)", Addressable, "encryption and decryption of stored data", "encryption at rest of disks, databases and Secrets");
        /// 45 CFR 164.312(b): audit controls.
        S312B = shown("164.312(b)", Required, "audit controls", "audit logs that are on and kept");
        /// 45 CFR 164.312(c)(1): integrity.
        S312C1 = shown("164.312(c)(1)", Standard, "integrity", "versioning, locked objects, validated logs, signed artifacts");
        /// 45 CFR 164.312(c)(2): mechanism to authenticate health data.
        S312C2 = shown("164.312(c)(2)", Addressable, "mechanism to authenticate health data", "checksums, validation of logs, signatures");
        /// 45 CFR 164.312(d): person or entity authentication.
        S312D = shown("164.312(d)", Required, "person or entity authentication", "multi-factor authentication, OIDC or mutual TLS identities, database passwords");
        /// 45 CFR 164.312(e)(1): transmission security.
        S312E1 = shown("164.312(e)(1)", Standard, "transmission security", "TLS, mutual TLS, restricted networks");
        /// 45 CFR 164.312(e)(2)(i): integrity controls for transmitted data.
        S312E2I = shown("164.312(e)(2)(i)", Addressable, "integrity controls for transmitted data", "TLS and mutual TLS");
        /// 45 CFR 164.312(e)(2)(ii): encryption of transmitted data.
        S312E2II = shown("164.312(e)(2)(ii)", Addressable, "encryption of transmitted data", "TLS, mutual TLS, encryption between nodes");
        /// 45 CFR 164.314(a): what business associate contracts contain.
        S314A = manual("164.314(a)", Required, "what business associate contracts contain");
        /// 45 CFR 164.314(b): requirements for group health plan documents.
        S314B = manual("164.314(b)", Required, "requirements for group health plan documents");
        /// 45 CFR 164.316(a): policies and procedures.
        S316A = shown("164.316(a)", Required, "policies and procedures", "a written policy that matches the declared configuration");
        /// 45 CFR 164.316(b)(1): documentation.
        S316B1 = shown("164.316(b)(1)", Required, "documentation", "reports that are kept");
        /// 45 CFR 164.316(b)(2)(i): retention of documentation for six years.
        S316B2I = shown("164.316(b)(2)(i)", Required, "retention of documentation for six years", "retention of six years where documentation is kept; for logs by analogy only");
        /// 45 CFR 164.316(b)(2)(ii): availability of documentation.
        S316B2II = shown("164.316(b)(2)(ii)", Required, "availability of documentation", "the age of a policy");
        /// 45 CFR 164.316(b)(2)(iii): review and update of documentation.
        S316B2III = shown("164.316(b)(2)(iii)", Required, "review and update of documentation", "the age of a policy");
    }
}

/// A citation for which files can provide evidence, and which evidence.
const fn shown(
    citation: &'static str,
    obligation: Obligation,
    title: &'static str,
    shown_by: &'static str,
) -> Control {
    let note = match obligation {
        Addressable => {
            "evidence for an addressable specification: implement it, or document why not and which \
             alternative is used"
        }
        Required => "evidence for a required specification; files alone cannot establish it",
        Standard => "evidence for a standard; files alone cannot establish it",
    };
    cited(citation, title, note, Some(Cow::Borrowed(shown_by)))
}

/// A citation for which files cannot provide evidence.
const fn manual(citation: &'static str, _: Obligation, title: &'static str) -> Control {
    let note = "files cannot provide evidence for it: assess it manually";
    cited(citation, title, note, None)
}

const fn cited(
    id: &'static str,
    title: &'static str,
    note: &'static str,
    shown_by: Option<Cow<'static, str>>,
) -> Control {
    Control {
        framework: Cow::Borrowed("hipaa"),
        id: Cow::Borrowed(id),
        title: Cow::Borrowed(title),
        note: Cow::Borrowed(note),
        is_manual: shown_by.is_none(),
        shown_by,
        demand: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name that a citation must have: `312(a)(2)(iv)` is `S312A2IV`.
    fn name_of(citation: &str) -> String {
        let parts = citation.trim_start_matches("164.").split(['(', ')']);
        parts.fold("S".to_owned(), |name, part| name + &part.to_uppercase())
    }

    #[test]
    fn a_constant_is_named_after_its_citation() {
        for (citation, name) in Hipaa::ALL.iter().zip(Hipaa::NAMES) {
            assert_eq!(*name, name_of(citation.id()));
        }
        assert_eq!(Hipaa::S312A1.id(), "164.312(a)(1)");
    }

    #[test]
    fn audit_controls_and_authentication_are_required_although_they_have_no_specifications() {
        for (citation, word) in [
            (Hipaa::S312B, "required"),
            (Hipaa::S312D, "required"),
            (Hipaa::S312A2IV, "addressable"),
            (Hipaa::S312E1, "a standard"),
        ] {
            assert!(citation.note().contains(word), "{citation:?}");
        }
    }

    #[test]
    fn files_say_nothing_about_sanctions_contracts_and_buildings() {
        let manual: Vec<_> = Hipaa::ALL.iter().filter(|control| control.is_manual()).collect();
        let contracts = [Hipaa::S308B, Hipaa::S314A, Hipaa::S314B];
        let places = [Hipaa::S310A1, Hipaa::S310B, Hipaa::S310C];
        assert_eq!(manual.len(), 7);
        for control in contracts.iter().chain(&places).chain(&[Hipaa::S308A1IIC]) {
            assert!(manual.contains(control), "{control:?}");
        }
    }

    #[test]
    fn every_note_says_evidence_toward_or_that_files_cannot_show_it() {
        for citation in Hipaa::ALL {
            let expected = if citation.is_manual() { "cannot provide" } else { "evidence for" };
            assert!(citation.note().contains(expected), "{citation:?}");
        }
    }
}

//! The HIPAA Security Rule in force: 45 CFR Part 164 Subpart C. Titles are in our own words.

use std::borrow::Cow;

use self::Obligation::{Addressable, Required, Standard};
use super::control::{Control, controls};

/// How the Security Rule binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Obligation {
    /// A standard that is met through its implementation specifications.
    Standard,
    /// Required: a specification, or a standard that has no specifications.
    Required,
    /// To be assessed: implement it where reasonable and appropriate, else document why not and do
    /// what is equivalent. Never the same as optional.
    Addressable,
}

#[rustfmt::skip]
controls! {
    /// Standards and implementation specifications of the Security Rule, named by their citations.
    Hipaa {
        /// 45 CFR 164.308(a)(1)(ii)(A): risk analysis.
        S308A1IIA = shown("164.308(a)(1)(ii)(A)", Required, "risk analysis", "threat detection, configuration recording and scans that are declared");
        /// 45 CFR 164.308(a)(1)(ii)(B): risk management.
        S308A1IIB = shown("164.308(a)(1)(ii)(B)", Required, "risk management", "hardening of workloads, closed networks, encryption");
        /// 45 CFR 164.308(a)(1)(ii)(C): sanctions for the workforce.
        S308A1IIC = manual("164.308(a)(1)(ii)(C)", Required, "sanctions for the workforce");
        /// 45 CFR 164.308(a)(1)(ii)(D): review of activity in information systems.
        S308A1IID = shown("164.308(a)(1)(ii)(D)", Required, "review of activity in information systems", "audit sources, alarms, logs sent to where they are read");
        /// 45 CFR 164.308(a)(2): a person is responsible for security.
        S308A2 = shown("164.308(a)(2)", Required, "a person is responsible for security", "owners of files and of resources, weakly");
        /// 45 CFR 164.308(a)(3)(ii)(A): authorisation and supervision of the workforce.
        S308A3IIA = shown("164.308(a)(3)(ii)(A)", Addressable, "authorisation and supervision of the workforce", "roles that are narrow, and access that is logged");
        /// 45 CFR 164.308(a)(3)(ii)(B): clearance of the workforce.
        S308A3IIB = shown("164.308(a)(3)(ii)(B)", Addressable, "clearance of the workforce", "the absence of grants to administrators");
        /// 45 CFR 164.308(a)(3)(ii)(C): access ends when employment ends.
        S308A3IIC = shown("164.308(a)(3)(ii)(C)", Addressable, "access ends when employment ends", "keys that rotate, and single sign-on instead of users");
        /// 45 CFR 164.308(a)(4)(ii)(A): a clearinghouse is isolated from the rest of its organisation.
        S308A4IIA = shown("164.308(a)(4)(ii)(A)", Required, "a clearinghouse is isolated from the rest of its organisation", "isolation by namespace, network or account, only where a clearinghouse is hosted");
        /// 45 CFR 164.308(a)(4)(ii)(B): access is authorised.
        S308A4IIB = shown("164.308(a)(4)(ii)(B)", Addressable, "access is authorised", "roles and policies of least privilege");
        /// 45 CFR 164.308(a)(4)(ii)(C): access is established and changed in an orderly way.
        S308A4IIC = shown("164.308(a)(4)(ii)(C)", Addressable, "access is established and changed in an orderly way", "access that is granted in reviewed files");
        /// 45 CFR 164.308(a)(5)(ii)(A): security reminders.
        S308A5IIA = shown("164.308(a)(5)(ii)(A)", Addressable, "security reminders", "upgrades that happen by themselves, thinly");
        /// 45 CFR 164.308(a)(5)(ii)(B): protection from malicious software.
        S308A5IIB = shown("164.308(a)(5)(ii)(B)", Addressable, "protection from malicious software", "images that are scanned and signed, and whose signatures are verified");
        /// 45 CFR 164.308(a)(5)(ii)(C): log-ins are monitored.
        S308A5IIC = shown("164.308(a)(5)(ii)(C)", Addressable, "log-ins are monitored", "logs of sign-ins and alarms on those that fail");
        /// 45 CFR 164.308(a)(5)(ii)(D): passwords are created, changed and kept safely.
        S308A5IID = shown("164.308(a)(5)(ii)(D)", Addressable, "passwords are created, changed and kept safely", "credentials kept out of files, rotation, password policies");
        /// 45 CFR 164.308(a)(6)(ii): incidents are answered and reported.
        S308A6II = shown("164.308(a)(6)(ii)", Required, "incidents are answered and reported", "routes of alerts, threat detection");
        /// 45 CFR 164.308(a)(7)(i): contingency plan.
        S308A7I = shown("164.308(a)(7)(i)", Standard, "contingency plan", "probes, limits and replicas that keep a service up");
        /// 45 CFR 164.308(a)(7)(ii)(A): plan for data backup.
        S308A7IIA = shown("164.308(a)(7)(ii)(A)", Required, "plan for data backup", "backup plans, snapshots, recovery to a point in time");
        /// 45 CFR 164.308(a)(7)(ii)(B): plan for disaster recovery.
        S308A7IIB = shown("164.308(a)(7)(ii)(B)", Required, "plan for disaster recovery", "copies in other regions, several zones");
        /// 45 CFR 164.308(a)(7)(ii)(C): plan for operation in an emergency.
        S308A7IIC = shown("164.308(a)(7)(ii)(C)", Required, "plan for operation in an emergency", "several replicas apart from each other, budgets for disruption");
        /// 45 CFR 164.308(a)(7)(ii)(D): contingency plans are tested and revised.
        S308A7IID = shown("164.308(a)(7)(ii)(D)", Addressable, "contingency plans are tested and revised", "jobs that restore a backup as a test");
        /// 45 CFR 164.308(a)(7)(ii)(E): applications and data are ranked by criticality.
        S308A7IIE = shown("164.308(a)(7)(ii)(E)", Addressable, "applications and data are ranked by criticality", "priority classes and labels of tiers, weakly");
        /// 45 CFR 164.308(a)(8): periodic evaluation.
        S308A8 = shown("164.308(a)(8)", Required, "periodic evaluation", "scans that run on a schedule");
        /// 45 CFR 164.308(b): contracts with business associates.
        S308B = manual("164.308(b)", Required, "contracts with business associates");
        /// 45 CFR 164.310(a)(1): access to facilities.
        S310A1 = manual("164.310(a)(1)", Standard, "access to facilities");
        /// 45 CFR 164.310(b): use of workstations.
        S310B = manual("164.310(b)", Required, "use of workstations");
        /// 45 CFR 164.310(c): security of workstations.
        S310C = manual("164.310(c)", Required, "security of workstations");
        /// 45 CFR 164.310(d)(2)(i): disposal of data and media.
        S310D2I = shown("164.310(d)(2)(i)", Required, "disposal of data and media", "encryption, windows for the deletion of keys, reclaim policies");
        /// 45 CFR 164.310(d)(2)(ii): data is removed before media is used again.
        S310D2II = shown("164.310(d)(2)(ii)", Required, "data is removed before media is used again", "encryption, windows for the deletion of keys, reclaim policies");
        /// 45 CFR 164.310(d)(2)(iii): hardware and media are accounted for.
        S310D2III = shown("164.310(d)(2)(iii)", Addressable, "hardware and media are accounted for", "an inventory of the resources that are declared");
        /// 45 CFR 164.310(d)(2)(iv): data is backed up before equipment moves.
        S310D2IV = shown("164.310(d)(2)(iv)", Addressable, "data is backed up before equipment moves", "backups and snapshots");
        /// 45 CFR 164.312(a)(1): access control.
        S312A1 = shown("164.312(a)(1)", Standard, "access control", "network policies, roles and the rights of workloads");
        /// 45 CFR 164.312(a)(2)(i): unique identification of users.
        S312A2I = shown("164.312(a)(2)(i)", Required, "unique identification of users", "an identity for each workload, no shared keys");
        /// 45 CFR 164.312(a)(2)(ii): access in an emergency.
        S312A2II = shown("164.312(a)(2)(ii)", Required, "access in an emergency", "a role for emergencies and backups within reach, thinly");
        /// 45 CFR 164.312(a)(2)(iii): automatic logoff.
        S312A2III = shown("164.312(a)(2)(iii)", Addressable, "automatic logoff", "lifetimes of sessions and tokens");
        /// 45 CFR 164.312(a)(2)(iv): encryption and decryption of stored data.
        S312A2IV = shown("164.312(a)(2)(iv)", Addressable, "encryption and decryption of stored data", "encryption at rest of disks, databases and Secrets");
        /// 45 CFR 164.312(b): audit controls.
        S312B = shown("164.312(b)", Required, "audit controls", "audit logs that are on and kept");
        /// 45 CFR 164.312(c)(1): integrity.
        S312C1 = shown("164.312(c)(1)", Standard, "integrity", "versioning, locked objects, validated logs, signed artifacts");
        /// 45 CFR 164.312(c)(2): alteration of health data can be detected.
        S312C2 = shown("164.312(c)(2)", Addressable, "alteration of health data can be detected", "checksums, validation of logs, signatures");
        /// 45 CFR 164.312(d): authentication of persons and entities.
        S312D = shown("164.312(d)", Required, "authentication of persons and entities", "several factors, identities by OIDC or mutual TLS, databases that ask for a password");
        /// 45 CFR 164.312(e)(1): transmission security.
        S312E1 = shown("164.312(e)(1)", Standard, "transmission security", "TLS, mutual TLS, closed networks");
        /// 45 CFR 164.312(e)(2)(i): integrity of transmitted data.
        S312E2I = shown("164.312(e)(2)(i)", Addressable, "integrity of transmitted data", "TLS and mutual TLS");
        /// 45 CFR 164.312(e)(2)(ii): encryption of transmitted data.
        S312E2II = shown("164.312(e)(2)(ii)", Addressable, "encryption of transmitted data", "TLS, mutual TLS, encrypted links between nodes");
        /// 45 CFR 164.314(a): what contracts with business associates contain.
        S314A = manual("164.314(a)", Required, "what contracts with business associates contain");
        /// 45 CFR 164.314(b): what documents of group health plans contain.
        S314B = manual("164.314(b)", Required, "what documents of group health plans contain");
        /// 45 CFR 164.316(a): policies and procedures.
        S316A = shown("164.316(a)", Required, "policies and procedures", "a written policy and claims that match what is declared");
        /// 45 CFR 164.316(b)(1): documentation.
        S316B1 = shown("164.316(b)(1)", Required, "documentation", "reports that are kept");
        /// 45 CFR 164.316(b)(2)(i): documentation is kept for six years.
        S316B2I = shown("164.316(b)(2)(i)", Required, "documentation is kept for six years", "retention of six years where documentation is kept; for logs by analogy only");
        /// 45 CFR 164.316(b)(2)(ii): documentation is available to those who need it.
        S316B2II = shown("164.316(b)(2)(ii)", Required, "documentation is available to those who need it", "how old a policy is");
        /// 45 CFR 164.316(b)(2)(iii): documentation is reviewed and updated.
        S316B2III = shown("164.316(b)(2)(iii)", Required, "documentation is reviewed and updated", "how old a policy is");
    }
}

/// A citation on which files can bear, and what in them could show it.
const fn shown(
    citation: &'static str,
    obligation: Obligation,
    title: &'static str,
    shown_by: &'static str,
) -> Control {
    let note = match obligation {
        Addressable => {
            "evidence toward an addressable specification: implement it, or document why not and what is done instead"
        }
        Required => "evidence toward what is required; files alone cannot establish it",
        Standard => "evidence toward a standard; files alone cannot establish it",
    };
    cited(citation, title, note, Some(Cow::Borrowed(shown_by)))
}

/// A citation about which files say nothing, whatever it binds to.
const fn manual(citation: &'static str, _: Obligation, title: &'static str) -> Control {
    let note = "evidence toward it cannot be shown by files: to be assessed by people";
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
            let expected = if citation.is_manual() { "cannot be shown" } else { "evidence toward" };
            assert!(citation.note().contains(expected), "{citation:?}");
        }
    }
}

//! The HIPAA Security Rule in force: 45 CFR Part 164 Subpart C. Titles are in our own words.

/// How the Security Rule binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Obligation {
    /// A standard that is met through its implementation specifications.
    Standard,
    /// Required: a specification, or a standard that has no specifications.
    Required,
    /// To be assessed: implement it where reasonable and appropriate, else document why not and do
    /// what is equivalent. Never the same as optional.
    Addressable,
}

impl Obligation {
    /// The rule's own word for it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Required => "required",
            Self::Addressable => "addressable",
        }
    }
}

/// A standard or implementation specification of the Security Rule, named by its citation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Hipaa {
    /// 45 CFR 164.308(a)(1)(ii)(A): risk analysis.
    S308A1IiA,
    /// 45 CFR 164.308(a)(1)(ii)(B): risk management.
    S308A1IiB,
    /// 45 CFR 164.308(a)(1)(ii)(C): sanctions for the workforce.
    S308A1IiC,
    /// 45 CFR 164.308(a)(1)(ii)(D): review of activity in information systems.
    S308A1IiD,
    /// 45 CFR 164.308(a)(2): a person is responsible for security.
    S308A2,
    /// 45 CFR 164.308(a)(3)(ii)(A): authorisation and supervision of the workforce.
    S308A3IiA,
    /// 45 CFR 164.308(a)(3)(ii)(B): clearance of the workforce.
    S308A3IiB,
    /// 45 CFR 164.308(a)(3)(ii)(C): access ends when employment ends.
    S308A3IiC,
    /// 45 CFR 164.308(a)(4)(ii)(A): a clearinghouse is isolated from the rest of its organisation.
    S308A4IiA,
    /// 45 CFR 164.308(a)(4)(ii)(B): access is authorised.
    S308A4IiB,
    /// 45 CFR 164.308(a)(4)(ii)(C): access is established and changed in an orderly way.
    S308A4IiC,
    /// 45 CFR 164.308(a)(5)(ii)(A): security reminders.
    S308A5IiA,
    /// 45 CFR 164.308(a)(5)(ii)(B): protection from malicious software.
    S308A5IiB,
    /// 45 CFR 164.308(a)(5)(ii)(C): log-ins are monitored.
    S308A5IiC,
    /// 45 CFR 164.308(a)(5)(ii)(D): passwords are created, changed and kept safely.
    S308A5IiD,
    /// 45 CFR 164.308(a)(6)(ii): incidents are answered and reported.
    S308A6Ii,
    /// 45 CFR 164.308(a)(7)(i): contingency plan.
    S308A7I,
    /// 45 CFR 164.308(a)(7)(ii)(A): plan for data backup.
    S308A7IiA,
    /// 45 CFR 164.308(a)(7)(ii)(B): plan for disaster recovery.
    S308A7IiB,
    /// 45 CFR 164.308(a)(7)(ii)(C): plan for operation in an emergency.
    S308A7IiC,
    /// 45 CFR 164.308(a)(7)(ii)(D): contingency plans are tested and revised.
    S308A7IiD,
    /// 45 CFR 164.308(a)(7)(ii)(E): applications and data are ranked by criticality.
    S308A7IiE,
    /// 45 CFR 164.308(a)(8): periodic evaluation.
    S308A8,
    /// 45 CFR 164.308(b): contracts with business associates.
    S308B,
    /// 45 CFR 164.310(a)(1): access to facilities.
    S310A1,
    /// 45 CFR 164.310(b): use of workstations.
    S310B,
    /// 45 CFR 164.310(c): security of workstations.
    S310C,
    /// 45 CFR 164.310(d)(2)(i): disposal of data and media.
    S310D2I,
    /// 45 CFR 164.310(d)(2)(ii): data is removed before media is used again.
    S310D2Ii,
    /// 45 CFR 164.310(d)(2)(iii): hardware and media are accounted for.
    S310D2Iii,
    /// 45 CFR 164.310(d)(2)(iv): data is backed up before equipment moves.
    S310D2Iv,
    /// 45 CFR 164.312(a)(1): access control.
    S312A1,
    /// 45 CFR 164.312(a)(2)(i): unique identification of users.
    S312A2I,
    /// 45 CFR 164.312(a)(2)(ii): access in an emergency.
    S312A2Ii,
    /// 45 CFR 164.312(a)(2)(iii): automatic logoff.
    S312A2Iii,
    /// 45 CFR 164.312(a)(2)(iv): encryption and decryption of stored data.
    S312A2Iv,
    /// 45 CFR 164.312(b): audit controls.
    S312B,
    /// 45 CFR 164.312(c)(1): integrity.
    S312C1,
    /// 45 CFR 164.312(c)(2): alteration of health data can be detected.
    S312C2,
    /// 45 CFR 164.312(d): authentication of persons and entities.
    S312D,
    /// 45 CFR 164.312(e)(1): transmission security.
    S312E1,
    /// 45 CFR 164.312(e)(2)(i): integrity of transmitted data.
    S312E2I,
    /// 45 CFR 164.312(e)(2)(ii): encryption of transmitted data.
    S312E2Ii,
    /// 45 CFR 164.314(a): what contracts with business associates contain.
    S314A,
    /// 45 CFR 164.314(b): what documents of group health plans contain.
    S314B,
    /// 45 CFR 164.316(a): policies and procedures.
    S316A,
    /// 45 CFR 164.316(b)(1): documentation.
    S316B1,
    /// 45 CFR 164.316(b)(2)(i): documentation is kept for six years.
    S316B2I,
    /// 45 CFR 164.316(b)(2)(ii): documentation is available to those who need it.
    S316B2Ii,
    /// 45 CFR 164.316(b)(2)(iii): documentation is reviewed and updated.
    S316B2Iii,
}

/// What is fixed about a citation.
struct Row {
    citation: &'static str,
    obligation: Obligation,
    title: &'static str,
    /// What in files could show it; none where nothing can.
    shown_by: Option<&'static str>,
}

/// A citation on which files can bear.
const fn shown(
    citation: &'static str,
    obligation: Obligation,
    title: &'static str,
    shown_by: &'static str,
) -> Row {
    Row { citation, obligation, title, shown_by: Some(shown_by) }
}

/// A citation about which files say nothing.
const fn manual(citation: &'static str, obligation: Obligation, title: &'static str) -> Row {
    Row { citation, obligation, title, shown_by: None }
}

impl Hipaa {
    /// All citations, in the order of the rule.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = &[
        Self::S308A1IiA, Self::S308A1IiB, Self::S308A1IiC, Self::S308A1IiD, Self::S308A2, Self::S308A3IiA,
        Self::S308A3IiB, Self::S308A3IiC, Self::S308A4IiA, Self::S308A4IiB, Self::S308A4IiC, Self::S308A5IiA,
        Self::S308A5IiB, Self::S308A5IiC, Self::S308A5IiD, Self::S308A6Ii, Self::S308A7I, Self::S308A7IiA,
        Self::S308A7IiB, Self::S308A7IiC, Self::S308A7IiD, Self::S308A7IiE, Self::S308A8, Self::S308B,
        Self::S310A1, Self::S310B, Self::S310C, Self::S310D2I, Self::S310D2Ii, Self::S310D2Iii,
        Self::S310D2Iv, Self::S312A1, Self::S312A2I, Self::S312A2Ii, Self::S312A2Iii, Self::S312A2Iv,
        Self::S312B, Self::S312C1, Self::S312C2, Self::S312D, Self::S312E1, Self::S312E2I,
        Self::S312E2Ii, Self::S314A, Self::S314B, Self::S316A, Self::S316B1, Self::S316B2I,
        Self::S316B2Ii, Self::S316B2Iii,
    ];

    /// The place in title 45 of the Code of Federal Regulations: `164.312(a)(1)`.
    pub const fn citation(self) -> &'static str {
        self.row().citation
    }

    /// What it is about, in a few words.
    pub const fn title(self) -> &'static str {
        self.row().title
    }

    /// How it binds, by Appendix A to Subpart C.
    pub const fn obligation(self) -> Obligation {
        self.row().obligation
    }

    /// Whether the files of a platform say nothing about it, so that people have to assess it.
    pub const fn is_manual(self) -> bool {
        self.row().shown_by.is_none()
    }

    /// What in the files of a platform could show it; none where they say nothing about it.
    pub const fn shown_by(self) -> Option<&'static str> {
        self.row().shown_by
    }

    /// What a report must say beside its status: files can support it and never establish it.
    pub const fn note(self) -> &'static str {
        let row = self.row();
        match (row.shown_by.is_none(), row.obligation) {
            (true, _) => "evidence toward it cannot be shown by files: to be assessed by people",
            (false, Obligation::Addressable) => {
                "evidence toward an addressable specification: implement it, or document why not and what is done instead"
            }
            (false, Obligation::Required) => {
                "evidence toward what is required; files alone cannot establish it"
            }
            (false, Obligation::Standard) => {
                "evidence toward a standard; files alone cannot establish it"
            }
        }
    }

    #[rustfmt::skip]
    const fn row(self) -> Row {
        use Obligation::{Addressable, Required, Standard};
        match self {
            Self::S308A1IiA => shown("164.308(a)(1)(ii)(A)", Required, "risk analysis", "threat detection, configuration recording and scans that are declared"),
            Self::S308A1IiB => shown("164.308(a)(1)(ii)(B)", Required, "risk management", "hardening of workloads, closed networks, encryption"),
            Self::S308A1IiC => manual("164.308(a)(1)(ii)(C)", Required, "sanctions for the workforce"),
            Self::S308A1IiD => shown("164.308(a)(1)(ii)(D)", Required, "review of activity in information systems", "audit sources, alarms, logs sent to where they are read"),
            Self::S308A2 => shown("164.308(a)(2)", Required, "a person is responsible for security", "owners of files and of resources, weakly"),
            Self::S308A3IiA => shown("164.308(a)(3)(ii)(A)", Addressable, "authorisation and supervision of the workforce", "roles that are narrow, and access that is logged"),
            Self::S308A3IiB => shown("164.308(a)(3)(ii)(B)", Addressable, "clearance of the workforce", "the absence of grants to administrators"),
            Self::S308A3IiC => shown("164.308(a)(3)(ii)(C)", Addressable, "access ends when employment ends", "keys that rotate, and single sign-on instead of users"),
            Self::S308A4IiA => shown("164.308(a)(4)(ii)(A)", Required, "a clearinghouse is isolated from the rest of its organisation", "isolation by namespace, network or account, only where a clearinghouse is hosted"),
            Self::S308A4IiB => shown("164.308(a)(4)(ii)(B)", Addressable, "access is authorised", "roles and policies of least privilege"),
            Self::S308A4IiC => shown("164.308(a)(4)(ii)(C)", Addressable, "access is established and changed in an orderly way", "access that is granted in reviewed files"),
            Self::S308A5IiA => shown("164.308(a)(5)(ii)(A)", Addressable, "security reminders", "upgrades that happen by themselves, thinly"),
            Self::S308A5IiB => shown("164.308(a)(5)(ii)(B)", Addressable, "protection from malicious software", "scanned, pinned and signed images"),
            Self::S308A5IiC => shown("164.308(a)(5)(ii)(C)", Addressable, "log-ins are monitored", "logs of sign-ins and alarms on those that fail"),
            Self::S308A5IiD => shown("164.308(a)(5)(ii)(D)", Addressable, "passwords are created, changed and kept safely", "credentials kept out of files, rotation, password policies"),
            Self::S308A6Ii => shown("164.308(a)(6)(ii)", Required, "incidents are answered and reported", "routes of alerts, threat detection"),
            Self::S308A7I => shown("164.308(a)(7)(i)", Standard, "contingency plan", "probes, limits and replicas that keep a service up"),
            Self::S308A7IiA => shown("164.308(a)(7)(ii)(A)", Required, "plan for data backup", "backup plans, snapshots, recovery to a point in time"),
            Self::S308A7IiB => shown("164.308(a)(7)(ii)(B)", Required, "plan for disaster recovery", "copies in other regions, several zones"),
            Self::S308A7IiC => shown("164.308(a)(7)(ii)(C)", Required, "plan for operation in an emergency", "several replicas apart from each other, budgets for disruption"),
            Self::S308A7IiD => shown("164.308(a)(7)(ii)(D)", Addressable, "contingency plans are tested and revised", "jobs that restore a backup as a test"),
            Self::S308A7IiE => shown("164.308(a)(7)(ii)(E)", Addressable, "applications and data are ranked by criticality", "priority classes and labels of tiers, weakly"),
            Self::S308A8 => shown("164.308(a)(8)", Required, "periodic evaluation", "scans that run on a schedule"),
            Self::S308B => manual("164.308(b)", Required, "contracts with business associates"),
            Self::S310A1 => manual("164.310(a)(1)", Standard, "access to facilities"),
            Self::S310B => manual("164.310(b)", Required, "use of workstations"),
            Self::S310C => manual("164.310(c)", Required, "security of workstations"),
            Self::S310D2I => shown("164.310(d)(2)(i)", Required, "disposal of data and media", "encryption, windows for the deletion of keys, reclaim policies"),
            Self::S310D2Ii => shown("164.310(d)(2)(ii)", Required, "data is removed before media is used again", "encryption, windows for the deletion of keys, reclaim policies"),
            Self::S310D2Iii => shown("164.310(d)(2)(iii)", Addressable, "hardware and media are accounted for", "an inventory of the resources that are declared"),
            Self::S310D2Iv => shown("164.310(d)(2)(iv)", Addressable, "data is backed up before equipment moves", "backups and snapshots"),
            Self::S312A1 => shown("164.312(a)(1)", Standard, "access control", "network policies, roles and the rights of workloads"),
            Self::S312A2I => shown("164.312(a)(2)(i)", Required, "unique identification of users", "an identity for each workload, no shared keys"),
            Self::S312A2Ii => shown("164.312(a)(2)(ii)", Required, "access in an emergency", "a role for emergencies and backups within reach, thinly"),
            Self::S312A2Iii => shown("164.312(a)(2)(iii)", Addressable, "automatic logoff", "lifetimes of sessions and tokens"),
            Self::S312A2Iv => shown("164.312(a)(2)(iv)", Addressable, "encryption and decryption of stored data", "encryption at rest of disks, databases and Secrets"),
            Self::S312B => shown("164.312(b)", Required, "audit controls", "audit logs that are on and kept"),
            Self::S312C1 => shown("164.312(c)(1)", Standard, "integrity", "versioning, locked objects, validated logs, signed artifacts"),
            Self::S312C2 => shown("164.312(c)(2)", Addressable, "alteration of health data can be detected", "checksums, validation of logs, signatures"),
            Self::S312D => shown("164.312(d)", Required, "authentication of persons and entities", "several factors, identities by OIDC or mutual TLS, databases that ask for a password"),
            Self::S312E1 => shown("164.312(e)(1)", Standard, "transmission security", "TLS, mutual TLS, closed networks"),
            Self::S312E2I => shown("164.312(e)(2)(i)", Addressable, "integrity of transmitted data", "TLS and mutual TLS"),
            Self::S312E2Ii => shown("164.312(e)(2)(ii)", Addressable, "encryption of transmitted data", "TLS, mutual TLS, encrypted links between nodes"),
            Self::S314A => manual("164.314(a)", Required, "what contracts with business associates contain"),
            Self::S314B => manual("164.314(b)", Required, "what documents of group health plans contain"),
            Self::S316A => shown("164.316(a)", Required, "policies and procedures", "a written policy and claims that match what is declared"),
            Self::S316B1 => shown("164.316(b)(1)", Required, "documentation", "reports that are kept"),
            Self::S316B2I => shown("164.316(b)(2)(i)", Required, "documentation is kept for six years", "retention of six years where documentation is kept; for logs by analogy only"),
            Self::S316B2Ii => shown("164.316(b)(2)(ii)", Required, "documentation is available to those who need it", "how old a policy is"),
            Self::S316B2Iii => shown("164.316(b)(2)(iii)", Required, "documentation is reviewed and updated", "how old a policy is"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name that a citation must have: `312(a)(2)(iv)` is `S312A2Iv`.
    fn name_of(citation: &str) -> String {
        let parts = citation.trim_start_matches("164.").split(['(', ')']);
        parts.filter(|part| !part.is_empty()).fold("S".to_owned(), |mut name, part| {
            name.push_str(&part[..1].to_uppercase());
            name.push_str(&part[1..]);
            name
        })
    }

    #[test]
    fn a_variant_is_named_after_its_citation() {
        for citation in Hipaa::ALL.iter().copied() {
            assert_eq!(format!("{citation:?}"), name_of(citation.citation()));
        }
        assert!(Hipaa::ALL.is_sorted());
    }

    #[test]
    fn audit_controls_and_authentication_are_required_although_they_have_no_specifications() {
        assert_eq!(Hipaa::S312B.obligation(), Obligation::Required);
        assert_eq!(Hipaa::S312D.obligation(), Obligation::Required);
        assert_eq!(Hipaa::S312A2Iv.obligation(), Obligation::Addressable);
        assert_eq!(Hipaa::S312E1.obligation(), Obligation::Standard);
    }

    #[test]
    fn files_say_nothing_about_sanctions_contracts_and_buildings() {
        let manual: Vec<_> = Hipaa::ALL.iter().filter(|row| row.is_manual()).collect();
        let contracts = [Hipaa::S308B, Hipaa::S314A, Hipaa::S314B];
        let places = [Hipaa::S310A1, Hipaa::S310B, Hipaa::S310C];
        assert_eq!(manual.len(), 7);
        for row in contracts.iter().chain(&places).chain(&[Hipaa::S308A1IiC]) {
            assert!(manual.contains(&row), "{row:?}");
        }
    }
}

//! What the rules of roles allow. Each rule is read separately, as the authorizer of the API server
//! does.

use crate::checks::{Outcome, Severity};
use crate::model::access::{AccessRule, Role};
use crate::tree::Field;

/// A right that a check looks for.
pub(super) struct Right {
    /// The API group, empty for the core group.
    pub(super) group: &'static str,
    /// Resources, with the subresource after `/`; one that ends in `/` means any subresource.
    pub(super) resources: &'static [&'static str],
    /// Verbs; an empty list means any verb.
    pub(super) verbs: &'static [&'static str],
}

/// A rule that allows a right.
pub(super) struct Allowed<'f, 'a> {
    /// The resource in the rule.
    pub(super) resource: &'f Field<&'a str>,
    /// The verb in the rule.
    pub(super) verb: &'f Field<&'a str>,
    /// The matching resource of the right.
    pub(super) wanted: &'static str,
    /// Whether the rule is limited by `resourceNames`.
    pub(super) is_named: bool,
    /// Whether the right only follows from a wildcard.
    pub(super) is_wildcard: bool,
}

impl Allowed<'_, '_> {
    /// The severity of a right: lower for named objects, and for a right that follows from a
    /// wildcard, which has its own, more severe finding.
    pub(super) fn severity(&self, all: Severity, named: Severity) -> Severity {
        match (self.is_wildcard, self.is_named) {
            (true, _) => Severity::Medium.min(all),
            (false, true) => named,
            (false, false) => all,
        }
    }
}

/// Calls `show` with each rule of a role that allows a right. For the other rules, the first list
/// that does not match is the evidence.
pub(super) fn each_allowed<'f, 'a>(
    role: &'f Role<'a>,
    right: &Right,
    out: &mut Outcome,
    mut show: impl FnMut(&Allowed<'f, 'a>, &mut Outcome),
) {
    for rule in out.read(&role.rules).into_iter().flatten() {
        if let Some(allowed) = allowed(rule, right, out) {
            show(&allowed, out);
        }
    }
}

fn allowed<'f, 'a>(
    rule: &'f AccessRule<'a>,
    right: &Right,
    out: &mut Outcome,
) -> Option<Allowed<'f, 'a>> {
    let mut found: Option<(&Field<&str>, &'static str, bool)> = None;
    for resource in out.read(&rule.resources).into_iter().flatten() {
        let Some(text) = out.read(resource) else { continue };
        for wanted in right.resources {
            let is_wildcard = *text == "*";
            let is_better = found.is_none_or(|(_, _, was_wildcard)| was_wildcard && !is_wildcard);
            if is_better && (is_wildcard || means(text, wanted)) {
                found = Some((resource, wanted, is_wildcard));
            }
        }
    }
    let Some((resource, wanted, is_wildcard)) = found else {
        out.pass(&rule.resources);
        return None;
    };
    if first(&rule.api_groups, &[right.group], out).is_none() {
        out.pass(&rule.api_groups);
        return None;
    }
    let Some(verb) = first(&rule.verbs, right.verbs, out) else {
        out.pass(&rule.verbs);
        return None;
    };
    let is_every_verb = out.read(verb) == Some(&"*");
    let is_named = out.read(&rule.resource_names).is_some_and(|names| !names.is_empty());
    let is_wildcard = is_wildcard && (is_every_verb || wanted.contains('/'));
    Some(Allowed { resource, verb, wanted, is_named, is_wildcard })
}

/// Whether the resource of a rule matches a wanted one. A rule may name a subresource of any resource:
/// `*/exec`.
fn means(text: &str, wanted: &str) -> bool {
    let of_any = || text.strip_prefix('*').filter(|subresource| subresource.len() > 1);
    let is_any_subresource = wanted.ends_with('/') && text.starts_with(wanted);
    text == wanted
        || is_any_subresource
        || of_any().is_some_and(|subresource| wanted.ends_with(subresource))
}

/// The first wanted entry of a list, or any entry if `wanted` is empty; else a wildcard.
fn first<'f, 'a>(
    list: &'f Field<Vec<Field<&'a str>>>,
    wanted: &[&str],
    out: &mut Outcome,
) -> Option<&'f Field<&'a str>> {
    let mut wildcard = None;
    for entry in out.read(list).into_iter().flatten() {
        match out.read(entry) {
            Some(text) if wanted.is_empty() || wanted.contains(text) => return Some(entry),
            Some(&"*") => wildcard = wildcard.or(Some(entry)),
            _ => {}
        }
    }
    wildcard
}

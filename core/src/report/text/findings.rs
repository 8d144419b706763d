//! Findings as text: by file, then by resource, one block for each line.

use std::collections::{HashMap, HashSet};
use std::io;

use super::page::{Page, Style};
use super::shared::Shared;
use super::{TextOptions, worst};
use crate::checks::Confidence;
use crate::report::Report;
use crate::report::record::{CheckSummary, Finding, Location, RelatedLocation, ResourceIdentity};
use crate::report::words::{counted, covered, described, listed, place, plain};

/// Maximum number of other places of the same credential that are listed.
const SAME_SHOWN: usize = 3;
/// Above how many findings only the worst are shown, and a table.
const TABLE_ABOVE: usize = 200;
/// Where a message begins: after the indentation and the severity.
const MESSAGE: usize = 14;
/// The indentation of what is said about a block.
const DETAIL: usize = 6;

/// Findings about one line of one resource.
type Block<'r> = Vec<&'r Finding>;

/// Writes the findings.
pub(super) fn write<'r>(
    page: &mut Page<'_>,
    report: &'r Report,
    shown: &[&'r Finding],
    options: &TextOptions,
) -> io::Result<()> {
    let mut writer = Writer::new(page, report);
    if lists_all(shown, options) {
        writer.findings(shown)?;
    } else {
        worst::write(&mut writer, shown, &options.all_hint)?;
    }
    let hidden = report.findings().len() - shown.len();
    if hidden > 0 {
        let hidden = counted(hidden as u64, "finding", "findings");
        page.gap()?;
        page.line(&format!("{hidden} below {} not shown", options.min_severity))?;
    }
    Ok(())
}

/// The findings that are severe enough to be shown.
pub(super) fn shown<'r>(report: &'r Report, options: &TextOptions) -> Vec<&'r Finding> {
    let all = report.findings().iter();
    all.filter(|finding| finding.severity >= options.min_severity).collect()
}

/// Whether all findings are listed, and not only the worst.
pub(super) fn lists_all(shown: &[&Finding], options: &TextOptions) -> bool {
    options.all || shown.len() <= TABLE_ABOVE
}

pub(super) struct Writer<'p, 't, 'r> {
    pub(super) page: &'p mut Page<'t>,
    report: &'r Report,
    checks: HashMap<&'r str, &'r CheckSummary>,
    /// Checks whose fix has been shown.
    explained: HashSet<(&'r str, &'r str)>,
    /// The places of each credential that is written in several.
    groups: HashMap<u32, Vec<&'r Location>>,
    /// What several subjects have at one place.
    shared: Shared<'r>,
}

impl<'p, 't, 'r> Writer<'p, 't, 'r> {
    fn new(page: &'p mut Page<'t>, report: &'r Report) -> Self {
        let checks = report.checks().iter().map(|check| (&*check.id, check)).collect();
        let mut groups: HashMap<u32, Vec<&Location>> = HashMap::new();
        for finding in report.findings() {
            if let (Some(group), Some(location)) = (finding.group, &finding.location) {
                groups.entry(group).or_default().push(location);
            }
        }
        let shared = Shared::of(&[]);
        Self { page, report, checks, explained: HashSet::new(), groups, shared }
    }

    /// The title of a check; empty for one that the report does not list.
    pub(super) fn title(&self, check: &str) -> &'r str {
        self.checks.get(check).map_or("", |check| &*check.title)
    }

    /// Writes findings by file and resource.
    fn findings(&mut self, findings: &[&'r Finding]) -> io::Result<()> {
        self.shared = Shared::of(findings);
        let shown = std::mem::take(&mut self.shared.shown);
        let mut rest = shown.as_slice();
        while let Some(first) = rest.first() {
            let path = path(first);
            let length = rest.iter().take_while(|finding| self::path(finding) == path).count();
            let (of_file, others) = rest.split_at(length);
            rest = others;
            self.page.gap()?;
            let title = path.map_or("built in code".into(), plain);
            let title = self.page.paint(Style::Bold, &title);
            self.page.line(&title)?;
            for (resource, blocks) in by_resource(of_file) {
                self.resource(resource, &blocks)?;
            }
        }
        Ok(())
    }

    fn resource(
        &mut self,
        identity: Option<&ResourceIdentity>,
        blocks: &[Block<'r>],
    ) -> io::Result<()> {
        self.page.gap()?;
        // A file of settings is known by its path, which is the title above.
        let path = blocks.iter().flatten().next().and_then(|finding| path(finding));
        if let Some(identity) = identity.filter(|identity| identity.name.as_deref() != path) {
            let label = self.page.paint(Style::Bold, &described(identity));
            self.page.line(&format!("  {label}"))?;
        }
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                self.page.gap()?;
            }
            self.block(block)?;
        }
        Ok(())
    }

    /// Writes what is wrong with a line, the line, and what to do.
    pub(super) fn block(&mut self, block: &[&'r Finding]) -> io::Result<()> {
        let mut block = block.to_vec();
        block.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        for finding in &block {
            self.headline(finding)?;
        }
        let Some(first) = block.first() else { return Ok(()) };
        if let Some(location) = &first.location {
            self.excerpt(location, Style::of(first.severity))?;
        }
        let is_alone = block.len() == 1;
        let label = |word: &str, finding: &Finding| {
            let check = format!(" ({})", plain(&finding.check));
            format!("{word}{}: ", if is_alone { "" } else { &check })
        };
        for finding in &block {
            self.subjects(finding)?;
            self.related(finding, &label("see", finding))?;
            self.same(finding)?;
        }
        // What to do is said once for each check, and in each block for the worst.
        let mut known = Vec::new();
        for (index, finding) in block.iter().enumerate() {
            let fix = self.fix(finding);
            let is_new = self.explained.insert((&finding.check, fix));
            if fix.is_empty() {
                continue;
            }
            if is_new || index == 0 {
                self.page.sentence(DETAIL, &label("fix", finding), &plain(fix))?;
            } else {
                known.push(plain(&finding.check));
            }
        }
        if known.is_empty() {
            Ok(())
        } else {
            self.page.sentence(DETAIL, "fix as above: ", &known.join(", "))
        }
    }

    /// The severity, the message and the check, and below it the field that is missing, and what else has
    /// the same cause.
    fn headline(&mut self, finding: &Finding) -> io::Result<()> {
        let severity = self.page.column(Style::of(finding.severity), finding.severity.as_str(), 8);
        let start = format!("    {severity}  ");
        let check = format!("[{}]", plain(&finding.check));
        let mut details = Vec::new();
        if let Some(missing) = &finding.missing {
            details.push(format!("not set: {}", plain(missing)));
        }
        let ids = covered(finding).into_iter().filter(|id| *id != &*finding.check);
        let ids: Vec<_> = ids.map(plain).collect();
        if !ids.is_empty() {
            details.push(format!("also covers: {}", ids.join(", ")));
        }
        let containers = containers(finding);
        if !containers.is_empty() {
            details.push(format!("also: {}", containers.join(", ")));
        }
        let message = message(finding);
        let width = MESSAGE + message.chars().count() + 2 + check.chars().count();
        if width <= self.page.width() {
            let check = self.page.paint(Style::Dim, &check);
            self.page.line(&format!("{start}{message}  {check}"))?;
        } else {
            self.page.wrapped(&start, MESSAGE, None, &message)?;
            details.insert(0, check);
        }
        self.page.wrapped(&" ".repeat(MESSAGE), MESSAGE, Some(Style::Dim), &details.join("; "))
    }

    fn excerpt(&mut self, location: &Location, style: Style) -> io::Result<()> {
        let indent = " ".repeat(DETAIL);
        self.page.wrapped(&indent, DETAIL, Some(Style::Dim), &place(location))?;
        for line in self.report.texts.lines(location, 0, 0) {
            self.page.excerpt(&line, style)?;
        }
        Ok(())
    }

    fn related(&mut self, finding: &Finding, label: &str) -> io::Result<()> {
        // Another environment may have it from the same line.
        let elsewhere = |of: &&RelatedLocation| Some(&of.location) != finding.location.as_ref();
        for related in finding.related.iter().filter(elsewhere) {
            let text = format!("{} {}", place(&related.location), plain(&related.message));
            self.page.sentence(DETAIL, label, &text)?;
        }
        Ok(())
    }

    /// The other subjects with the same finding, where several share one text.
    fn subjects(&mut self, finding: &Finding) -> io::Result<()> {
        let names = self.shared.subjects(finding);
        if names.is_empty() {
            Ok(())
        } else {
            self.page.sentence(DETAIL, "also applies to: ", &names.join("; "))
        }
    }

    /// Where else the same credential is written.
    fn same(&mut self, finding: &Finding) -> io::Result<()> {
        let all = finding.group.and_then(|group| self.groups.get(&group));
        let own = finding.location.as_ref();
        let others = all.into_iter().flatten().copied().filter(|other| own != Some(*other));
        let mut shown: Vec<String> = others.take(SAME_SHOWN).map(place).collect();
        shown.dedup();
        if shown.is_empty() {
            return Ok(());
        }
        // Counted from the group, so that a long one costs no more than a short one.
        let more = all.map_or(0, Vec::len).saturating_sub(SAME_SHOWN + 1);
        self.page.sentence(DETAIL, "same credential at: ", &listed(&shown, more))
    }

    /// What to do about a finding, in the words of its technology.
    fn fix(&self, finding: &'r Finding) -> &'r str {
        let check = self.checks.get(&*finding.check);
        check.map_or("", |check| check.fix_of(finding.resource.as_deref()))
    }
}

/// The other containers with the same finding, which the same change fixes.
fn containers(finding: &Finding) -> Vec<String> {
    let same = finding.covers.iter().filter(|covered| covered.check == finding.check);
    let names = same.filter_map(|covered| covered.resource.as_ref()?.container.as_deref());
    names.map(|name| format!("container `{}`", plain(name))).collect()
}

pub(super) fn path(finding: &Finding) -> Option<&str> {
    finding.location.as_ref().map(|location| &*location.path)
}

/// The message with what qualifies it.
pub(super) fn message(finding: &Finding) -> String {
    let mut text = plain(&finding.message).into_owned();
    let confidence = match finding.confidence {
        Confidence::High => "",
        Confidence::Medium => " (medium confidence)",
        Confidence::Low => " (low confidence)",
    };
    text.push_str(confidence);
    if !finding.environments.is_empty() {
        let names: Vec<_> = finding.environments.iter().map(|name| plain(name)).collect();
        text = format!("{text} (in {})", names.join(", "));
    }
    text
}

/// The findings of a file by resource, in the order of the file, and in blocks.
fn by_resource<'r>(
    findings: &[&'r Finding],
) -> Vec<(Option<&'r ResourceIdentity>, Vec<Block<'r>>)> {
    let key = |finding: &'r Finding| {
        let identity = finding.resource.as_ref();
        let document = finding.location.as_ref().and_then(|location| location.document);
        (document, identity.map(|of| (&of.api_version, &of.kind, &of.namespace, &of.name)))
    };
    let mut places = HashMap::new();
    let mut groups: Vec<(Option<&ResourceIdentity>, Vec<Block<'_>>)> = Vec::new();
    for finding in findings {
        let index = *places.entry(key(finding)).or_insert(groups.len());
        if index == groups.len() {
            groups.push((finding.resource.as_deref(), Vec::new()));
        }
        let Some((_, blocks)) = groups.get_mut(index) else { continue };
        match blocks.last_mut() {
            Some(block) if block.last().is_some_and(|last| is_one_block(last, finding)) => {
                block.push(finding);
            }
            _ => blocks.push(vec![finding]),
        }
    }
    groups
}

/// Whether both findings share an excerpt: they mark the same, or miss something in the same line.
fn is_one_block(left: &Finding, right: &Finding) -> bool {
    let (Some(first), Some(second)) = (&left.location, &right.location) else { return false };
    let same = first.start == second.start
        && first.end == second.end
        && first.pointer == second.pointer
        && first.embedded == second.embedded;
    let line = |location: &Location| location.start.map(|start| start.line);
    let both_miss = left.missing.is_some() && right.missing.is_some();
    let same_line = line(first).is_some() && line(first) == line(second);
    same || (both_miss && same_line)
}

//! Findings as text: by file, then by resource, one block for each line.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

use super::TextOptions;
use super::page::{Page, Style};
use super::shared::Shared;
use crate::checks::{Confidence, Severity};
use crate::report::Report;
use crate::report::record::{CheckSummary, Finding, Location, ResourceIdentity};
use crate::report::words::{counted, covered, described, length, place, plain};

/// Up to how many missing members are listed by their paths.
const MISSING_SHOWN: usize = 8;
/// How many other places of the same credential are listed.
const SAME_SHOWN: usize = 3;
/// Above this number of findings, a table is shown instead of all of them.
const TABLE_ABOVE: usize = 200;
/// Number of the most severe findings that are shown with the table.
const WORST: usize = 10;
/// The widest message that the ids beside it are aligned to.
const MESSAGE_COLUMN: usize = 80;

/// Findings about one line of one resource.
type Block<'r> = Vec<&'r Finding>;

/// Writes the findings.
pub(super) fn write(page: &mut Page<'_>, report: &Report, options: &TextOptions) -> io::Result<()> {
    let all = report.findings().iter();
    let shown: Vec<&Finding> =
        all.filter(|finding| finding.severity >= options.min_severity).collect();
    let mut writer = Writer::new(page, report);
    if options.all || shown.len() <= TABLE_ABOVE {
        writer.findings(&shown)?;
    } else {
        writer.table(&shown)?;
        writer.worst(shown, &options.all_hint)?;
    }
    let hidden = report.findings().len() as u64
        - report.findings().iter().filter(|f| f.severity >= options.min_severity).count() as u64;
    if hidden > 0 {
        let hidden = counted(hidden, "finding", "findings");
        page.gap()?;
        page.line(&format!("{hidden} below {} not shown", options.min_severity))?;
    }
    Ok(())
}

struct Writer<'p, 't, 'r> {
    page: &'p mut Page<'t>,
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

    fn block(&mut self, block: &Block<'r>) -> io::Result<()> {
        let mut block = block.clone();
        block.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let widths = block.iter().map(|finding| message(finding).chars().count());
        let width = widths.filter(|width| *width <= MESSAGE_COLUMN).max().unwrap_or_default();
        for finding in &block {
            self.headline(finding, width)?;
        }
        let Some(first) = block.first() else { return Ok(()) };
        if let Some(location) = &first.location {
            self.excerpt(location, Style::of(first.severity))?;
        }
        for finding in &block {
            self.subjects(finding)?;
            self.related(finding)?;
            self.same(finding)?;
            self.covered(finding)?;
        }
        self.missing(&block)?;
        // Of several missing members the lines above say enough, and a bare Pod lacks dozens. The
        // fix of the most severe finding is shown; `explain` shows the others.
        match block.iter().find(|of| block.len() == 1 || of.missing.is_none()) {
            Some(finding) => self.remedy(finding),
            None => Ok(()),
        }
    }

    fn headline(&mut self, finding: &Finding, width: usize) -> io::Result<()> {
        let severity = self.page.column(Style::of(finding.severity), finding.severity.as_str(), 8);
        let message = message(finding);
        let fill = " ".repeat(width.saturating_sub(message.chars().count()));
        let check = self.page.paint(Style::Dim, &plain(&finding.check));
        let is_mendable = finding.fixes.iter().any(|fix| !fix.edits.is_empty());
        let fix = self.page.paint(Style::Green, if is_mendable { "  fix ready" } else { "" });
        self.page.line(&format!("    {severity}  {message}{fill}  {check}{fix}"))
    }

    fn excerpt(&mut self, location: &Location, style: Style) -> io::Result<()> {
        let place = self.page.paint(Style::Dim, &place(location));
        self.page.line(&format!("      {place}"))?;
        for line in self.report.texts.lines(location, 0, 0) {
            self.page.excerpt(&line, style)?;
        }
        Ok(())
    }

    fn missing(&mut self, block: &Block<'r>) -> io::Result<()> {
        let mut paths: Vec<_> =
            block.iter().filter_map(|finding| finding.missing.as_deref()).map(plain).collect();
        paths.sort();
        paths.dedup();
        // A long list is not shown: each headline names its member.
        if paths.is_empty() || paths.len() > MISSING_SHOWN {
            return Ok(());
        }
        self.page.sentence(6, "missing: ", &paths.join(", "))
    }

    fn related(&mut self, finding: &Finding) -> io::Result<()> {
        for related in &finding.related {
            let text = format!("{} {}", place(&related.location), plain(&related.message));
            self.page.line(&format!("      {} {text}", self.page.paint(Style::Dim, "see")))?;
        }
        Ok(())
    }

    /// The other subjects, if several share one text.
    fn subjects(&mut self, finding: &Finding) -> io::Result<()> {
        let names = self.shared.subjects(finding);
        if names.is_empty() {
            Ok(())
        } else {
            self.page.sentence(6, "also applies to: ", &names.join("; "))
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
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        self.page.sentence(6, "same value: ", &format!("{}{more}", shown.join(", ")))
    }

    /// Findings of other checks with the same cause.
    fn covered(&mut self, finding: &Finding) -> io::Result<()> {
        let ids: Vec<_> = covered(finding).into_iter().map(plain).collect();
        if ids.is_empty() { Ok(()) } else { self.page.sentence(6, "covers: ", &ids.join(", ")) }
    }

    fn remedy(&mut self, finding: &'r Finding) -> io::Result<()> {
        let Some(check) = self.checks.get(&*finding.check) else { return Ok(()) };
        let fix = check.fix_of(finding.resource.as_deref());
        if fix.is_empty() || !self.explained.insert((&check.id, fix)) {
            return Ok(());
        }
        self.page.sentence(6, "fix: ", &plain(fix))
    }

    /// How often each check found something, the worst first.
    fn table(&mut self, findings: &[&Finding]) -> io::Result<()> {
        let mut counts: BTreeMap<(std::cmp::Reverse<Severity>, &str), u64> = BTreeMap::new();
        for finding in findings {
            *counts.entry((std::cmp::Reverse(finding.severity), &finding.check)).or_default() += 1;
        }
        let id_width = counts.keys().map(|(_, id)| id.chars().count()).max().unwrap_or_default();
        self.page.gap()?;
        let title = counted(length(findings), "finding", "findings");
        let title = self.page.paint(Style::Bold, &format!("{title} by check"));
        self.page.line(&title)?;
        self.page.gap()?;
        for ((severity, id), count) in counts {
            let severity = self.page.column(Style::of(severity.0), severity.0.as_str(), 8);
            let title = self.checks.get(id).map_or("", |check| &*check.title);
            let id = plain(id);
            self.page
                .line(&format!("  {severity} {count:>6}  {id:id_width$}  {}", plain(title)))?;
        }
        Ok(())
    }

    fn worst(&mut self, mut findings: Vec<&'r Finding>, hint: &str) -> io::Result<()> {
        let total = findings.len();
        // The sort is stable: of equal ones the first in the report are shown.
        let mut order: Vec<usize> = (0..total).collect();
        order.sort_by_key(|index| findings.get(*index).map(|f| std::cmp::Reverse(f.severity)));
        let chosen: HashSet<usize> = order.into_iter().take(WORST).collect();
        let mut index = 0;
        findings.retain(|_| {
            index += 1;
            chosen.contains(&(index - 1))
        });
        self.page.gap()?;
        let title = self.page.paint(Style::Bold, &format!("The {WORST} most severe of {total}"));
        let hint = plain(hint);
        let hint = if hint.is_empty() { String::new() } else { format!(" ({hint})") };
        self.page.line(&format!("{title}{hint}"))?;
        self.findings(&findings)
    }
}

fn path(finding: &Finding) -> Option<&str> {
    finding.location.as_ref().map(|location| &*location.path)
}

/// The message with its qualifiers.
fn message(finding: &Finding) -> String {
    let mut text = plain(&finding.message).into_owned();
    let confidence = match finding.confidence {
        Confidence::High => "",
        Confidence::Medium => " (medium confidence)",
        Confidence::Low => " (low confidence)",
    };
    text.push_str(confidence);
    if !finding.environments.is_empty() {
        let names: Vec<_> = finding.environments.iter().map(|name| plain(name)).collect();
        text = format!("{text} [{}]", names.join(", "));
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

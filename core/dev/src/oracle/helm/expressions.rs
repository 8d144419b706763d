//! Expressions of templates that cross functions, most of them with arguments of the right types.

use fastrand::Rng;

use super::arguments::{LITERALS, VALUES, VERBS};
use super::functions::{FUNCTIONS, Function, PRINT};

/// Functions that change their first argument. A map that is in itself has no end for the reference.
const CHANGING: &[&str] = &["merge", "mergeOverwrite", "mustMerge", "mustMergeOverwrite", "set"];

/// Writes expressions.
pub(super) struct Expressions<'r> {
    pub(super) random: &'r mut Rng,
    /// How many of a hundred arguments are of any type.
    pub(super) doubt: u8,
    /// How the whole chart is named: by nothing where it is the dot.
    pub(super) root: &'static str,
}

impl Expressions<'_> {
    /// A pipeline that begins with any function.
    pub(super) fn pipeline(&mut self, depth: usize) -> String {
        let first = self.function(|_| true);
        let mut text = self.call(first, depth, 0);
        let mut kind = first.result;
        for _ in 0..self.random.usize(..3) {
            let careless = self.is_doubtful();
            let next = self.function(|next| {
                let last = next.arguments.trim_end_matches('*').chars().last();
                next.name != "fail"
                    && !CHANGING.contains(&next.name)
                    && last.is_some_and(|last| last != 'n' && (careless || fits(last, kind)))
            });
            text = format!("{text} | {}", self.call(next, depth, 1));
            kind = next.result;
        }
        // What is no text is printed as Go does it, or written out.
        match (kind, self.random.u8(..3)) {
            ('l' | 'm', 0 | 1) => text + " | toJson",
            ('a', 0) => text + " | quote",
            _ => text,
        }
    }

    /// An operand of a kind.
    pub(super) fn operand(&mut self, kind: char, depth: usize) -> String {
        let kind = match kind {
            // Large numbers in the place of small ones make large texts.
            'n' => return self.literal('n'),
            _ if self.is_doubtful() => {
                *self.random.choice(&['s', 'i', 'f', 'b', 'l', 'm', 'a']).unwrap_or(&'a')
            }
            kind => kind,
        };
        if depth > 0 && self.random.u8(..5) < 2 {
            let function =
                self.function(|function| function.name != "fail" && fits(kind, function.result));
            return format!("({})", self.call(function, depth - 1, 0));
        }
        if self.random.bool() {
            let fitting: Vec<&str> = VALUES
                .iter()
                .filter(|(_, of, _)| fits(kind, *of))
                .map(|(name, ..)| *name)
                .collect();
            if let Some(name) = self.random.choice(fitting) {
                return format!("{}.Values.{name}", self.root);
            }
        }
        if kind == 'a' && self.random.u8(..12) == 0 {
            return format!("{}.Values.absent", self.root);
        }
        self.literal(kind)
    }

    /// An operand that may be alone, or begin a pipeline.
    pub(super) fn command(&mut self, kind: char, depth: usize) -> String {
        let operand = self.operand(kind, depth);
        if operand == "nil" { format!("{}.Values.nothing", self.root) } else { operand }
    }

    fn literal(&mut self, kind: char) -> String {
        let known = LITERALS.iter().find(|(of, _)| *of == kind).or(LITERALS.last());
        let known = known.map_or(&[][..], |(_, known)| known);
        self.random.choice(known).copied().unwrap_or("nil").to_owned()
    }

    /// What is put into a map: nothing that the map may be in.
    fn part(&mut self, kind: char) -> String {
        let maps = VALUES.iter().filter(|(_, of, _)| kind == 'm' && *of == kind);
        match self.random.choice(maps.collect::<Vec<_>>()) {
            Some((name, ..)) if self.random.bool() => format!("{}.Values.{name}", self.root),
            _ => self.literal(kind),
        }
    }

    fn is_doubtful(&mut self) -> bool {
        self.random.u8(..100) < self.doubt
    }

    fn function(&mut self, is_wanted: impl Fn(&Function) -> bool) -> &'static Function {
        let wanted = FUNCTIONS.iter().filter(|function| is_wanted(function));
        self.random.choice(wanted.collect::<Vec<_>>()).unwrap_or(PRINT)
    }

    /// A function with its arguments, those apart that a pipeline gives it.
    fn call(&mut self, function: &Function, depth: usize, given: usize) -> String {
        if function.name == "printf" && given == 0 {
            return self.printf(depth);
        }
        let mut kinds: Vec<char> = Vec::new();
        for kind in function.arguments.chars() {
            match (kind, kinds.last()) {
                ('*', Some(&last)) => {
                    let more = self.random.usize(..3);
                    kinds.extend(std::iter::repeat_n(last, more));
                }
                _ => kinds.push(kind),
            }
        }
        kinds.truncate(kinds.len().saturating_sub(given));
        match self.random.u8(..25) {
            0 if self.doubt > 0 => drop(kinds.pop()),
            1 if self.doubt > 0 => kinds.push('a'),
            _ => {}
        }
        let mut text = function.name.to_owned();
        let is_changing = CHANGING.contains(&function.name);
        for (at, kind) in kinds.into_iter().enumerate() {
            let operand =
                if is_changing && at > 0 { self.part(kind) } else { self.operand(kind, depth) };
            text = format!("{text} {operand}");
        }
        // What has no order of its keys gets one.
        if matches!(function.name, "keys" | "values") { text + " | sortAlpha" } else { text }
    }

    fn printf(&mut self, depth: usize) -> String {
        let count = self.random.usize(1..4);
        let chosen: Vec<(&str, char)> =
            (0..count).filter_map(|_| self.random.choice(VERBS).copied()).collect();
        let format: Vec<&str> = chosen.iter().map(|(verb, _)| *verb).collect();
        let mut text = format!("printf \"{}\"", format.join(" "));
        for (_, kind) in chosen {
            text = format!("{text} {}", self.operand(kind, depth));
        }
        text
    }
}

/// Whether something of one kind can be where another one is wanted.
fn fits(wanted: char, given: char) -> bool {
    match wanted {
        'a' => true,
        'x' => matches!(given, 'x' | 'i' | 'f'),
        'f' => matches!(given, 'f' | 'x'),
        _ => wanted == given,
    }
}

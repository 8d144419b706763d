//! What functions do with values.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::reach::Reach;
use super::walk::{Frame, Walk};
use crate::syntax::gotemplate::{Operand, Term, parse};

impl Walk<'_> {
    /// What a function returns. A function that is not known here reads everything in its arguments.
    pub(super) fn function<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        name: &str,
        operands: &'f [Operand<'f>],
        all: &[Reach],
    ) -> Option<Reach> {
        let none = Reach::default();
        let first = all.first().unwrap_or(&none);
        let last = all.last().unwrap_or(&none);
        let rest = all.get(1..).unwrap_or_default();
        let value = match name {
            "include" => {
                let data = all.get(1).unwrap_or(&none);
                let has_code = self.named(first, data)?;
                self.printed(has_code)
            }
            "tpl" => {
                let has_code = self.tpl(first, all.get(1).unwrap_or(&none))?;
                self.printed(has_code)
            }
            "and" | "or" | "default" | "coalesce" => Reach::any(all),
            "ternary" => Reach::any(all.get(..2).unwrap_or_default()),
            "required" | "deepCopy" | "mustDeepCopy" => last.clone(),
            "omit" | "unset" | "rest" | "mustRest" | "initial" | "mustInitial" | "reverse"
            | "mustReverse" | "uniq" | "mustUniq" | "compact" | "mustCompact" | "slice"
            | "mustSlice" => {
                rest.iter().for_each(|other| self.read(other));
                first.clone()
            }
            "not" | "empty" | "kindOf" | "typeOf" | "kindIs" | "typeIs" | "typeIsLike" => {
                Reach::computed()
            }
            "hasKey" | "get" | "index" | "dig" | "pluck" | "pick" => self.looked_up(name, all),
            "keys" => {
                let keys: Vec<Reach> = all.iter().map(|of| self.items(of).0).collect();
                Reach::list(Reach::any(&keys))
            }
            "values" => {
                let values: Vec<Reach> = all.iter().map(|of| self.items(of).1).collect();
                Reach::list(Reach::any(&values))
            }
            "first" | "mustFirst" | "last" | "mustLast" => self.items(last).1,
            "list" | "tuple" => Reach::list(Reach::any(all)),
            "concat" => {
                let items: Vec<Reach> = all.iter().map(|of| self.items(of).1).collect();
                Reach::list(Reach::any(&items))
            }
            "append" | "mustAppend" | "push" | "mustPush" | "prepend" | "mustPrepend" => {
                let items = self.items(first).1;
                Reach::list(items.or(last))
            }
            "dict" => {
                all.chunks(2).filter_map(<[Reach]>::first).for_each(|key| self.read(key));
                dictionary(all)
            }
            "set" => {
                let keys = rest.first().unwrap_or(&none);
                self.read(keys);
                match keys.only_word() {
                    Some(key) => self.store(Some(key.into()), last),
                    None => self.store(None, last),
                }
                first.clone()
            }
            "merge" | "mustMerge" | "mergeOverwrite" | "mustMergeOverwrite" => {
                if !operands.first().is_some_and(is_new) {
                    self.merge(frame, operands.first(), first, &Reach::any(rest));
                }
                Reach::any(all)
            }
            "print" | "printf" => match printed(name, all) {
                Some(word) => Reach::word(&word),
                None => self.computed(all),
            },
            _ => self.computed(all),
        };
        if value.is_too_deep() {
            return Some(self.computed(&[value]));
        }
        Some(value)
    }

    /// What values are merged into has their entries from here on.
    fn merge<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        operand: Option<&'f Operand<'f>>,
        into: &Reach,
        sources: &Reach,
    ) {
        match operand {
            Some(Operand { term: Term::Variable(name), fields, .. }) if fields.is_empty() => {
                frame.assign(name, sources);
            }
            _ => {
                let items = self.items(sources).1;
                self.store(None, &items);
            }
        }
        for at in into.parts().into_iter().flat_map(|parts| &parts.values) {
            self.merge_at(*at, sources);
        }
    }

    /// What a template prints.
    fn printed(&mut self, has_code: bool) -> Reach {
        let computed = self.computed(&[]);
        if has_code { computed.with_code() } else { computed }
    }

    /// Follows the templates with a name; returns whether they print code.
    pub(super) fn named(&mut self, name: &Reach, data: &Reach) -> Option<bool> {
        self.read(name);
        let Some(parts) = name.parts() else { return Some(false) };
        let mut found = Vec::new();
        for word in &parts.words {
            let templates = self.templates(Some(word));
            if templates.is_empty() {
                // A template of a chart that is not in the input.
                self.read(data);
            }
            found.extend(templates);
        }
        if name.only_word().is_none() {
            found = self.templates(None);
        }
        let mut has_code = false;
        for number in found {
            has_code |= self.template(number, data)?;
        }
        Some(has_code)
    }

    /// Follows the texts that `tpl` may evaluate; returns whether they print code.
    fn tpl(&mut self, text: &Reach, data: &Reach) -> Option<bool> {
        self.read(text);
        let Some(parts) = text.parts() else { return Some(false) };
        let mut has_code = false;
        for word in parts.words.iter().filter(|word| word.contains("{{")) {
            if let Ok(file) = parse(word) {
                has_code |= self.file(&file, data)?;
            }
        }
        let computed = text.only_computed();
        let computed = computed.parts()?;
        let is_only_words = text.only_word().is_some();
        if computed.has_code && !is_only_words {
            // The text is put together: what it reads is not known.
            self.read(data);
        }
        if !is_only_words {
            has_code |= self.texts(data, computed.has_files)?;
        }
        Some(has_code)
    }

    /// The result of a function that looks up keys.
    fn looked_up(&mut self, name: &str, all: &[Reach]) -> Reach {
        let none = Reach::default();
        let first = all.first().unwrap_or(&none);
        let rest = all.get(1..).unwrap_or_default();
        match name {
            "index" => rest.iter().fold(first.clone(), |of, key| self.at(&of, key)),
            "dig" => {
                let (Some(of), Some(otherwise)) = (all.last(), all.iter().rev().nth(1)) else {
                    return none;
                };
                let keys = all.get(..all.len() - 2).unwrap_or_default();
                keys.iter().fold(of.clone(), |of, key| self.at(&of, key)).or(otherwise)
            }
            "pluck" => {
                let found: Vec<Reach> = rest.iter().map(|of| self.at(of, first)).collect();
                Reach::list(Reach::any(&found))
            }
            "pick" => {
                if rest.iter().any(|key| key.only_word().is_none()) {
                    return first.clone();
                }
                let words: Vec<Rc<str>> =
                    rest.iter().filter_map(Reach::only_word).map(Rc::from).collect();
                let entries = words.into_iter().map(|word| {
                    let value = self.field(first, &word);
                    (word, value)
                });
                Reach::dictionary(entries.collect(), none)
            }
            _ => {
                let found = self.at(first, rest.first().unwrap_or(&none));
                if name == "hasKey" { Reach::computed() } else { found }
            }
        }
    }
}

/// Whether an operand is a new dictionary.
fn is_new(operand: &Operand<'_>) -> bool {
    let Term::Pipeline(pipeline) = &operand.term else { return false };
    let command = pipeline.commands.last().and_then(|command| command.operands.first());
    let names = ["dict", "deepCopy", "mustDeepCopy", "fromYaml", "fromJson", "omit", "pick"];
    let is_new = |term: &Term<'_>| matches!(term, Term::Function(name) if names.contains(name));
    operand.fields.is_empty() && command.is_some_and(|first| is_new(&first.term))
}

fn dictionary(all: &[Reach]) -> Reach {
    let mut entries: BTreeMap<Rc<str>, Reach> = BTreeMap::new();
    let mut items = Reach::default();
    for pair in all.chunks(2) {
        let [key, value] = pair else { continue };
        match key.only_word() {
            Some(word) => {
                let entry = entries.entry(word.into()).or_default();
                *entry = entry.or(value);
            }
            None => items = items.or(value),
        }
    }
    Reach::dictionary(entries, items)
}

/// A text that is put together from strings.
fn printed(name: &str, all: &[Reach]) -> Option<String> {
    let words: Option<Vec<&str>> = all.iter().map(Reach::only_word).collect();
    let words = words?;
    if name == "print" {
        return Some(words.concat());
    }
    let (format, words) = words.split_first()?;
    let parts: Vec<&str> = format.split("%s").collect();
    if parts.len() != words.len() + 1 || format.matches('%').count() != words.len() {
        return None;
    }
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        text.push_str(part);
        text.push_str(words.get(at).copied().unwrap_or_default());
    }
    Some(text)
}

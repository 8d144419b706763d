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
            "include" => self.named(first, all.get(1).unwrap_or(&none))?,
            "tpl" => self.tpl(first, all.get(1).unwrap_or(&none))?,
            "and" | "or" | "default" | "coalesce" => Reach::any(all),
            "ternary" => Reach::any(all.get(..2).unwrap_or_default()),
            "required" | "deepCopy" | "mustDeepCopy" => last.clone(),
            "omit" | "unset" => {
                self.computed(rest);
                first.clone()
            }
            "rest" | "mustRest" | "initial" | "mustInitial" | "reverse" | "mustReverse"
            | "uniq" | "mustUniq" | "compact" | "mustCompact" | "slice" | "mustSlice" => {
                self.computed(rest);
                Reach::list(self.items(first).1)
            }
            "splitList" | "split" => match split(all) {
                Some(items) if name == "split" => Reach::split(&items),
                Some(items) => Reach::items(&items),
                None => self.computed(all),
            },
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
            "first" | "mustFirst" => self.end(last, |items| items.first().cloned()),
            "last" | "mustLast" => self.end(last, |items| items.last().cloned()),
            "list" | "tuple" => Reach::items(all),
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
                self.store(keys.only_word(), last);
                first.clone()
            }
            "merge" | "mustMerge" | "mergeOverwrite" | "mustMergeOverwrite" => {
                if !operands.first().is_some_and(is_new) {
                    self.merge(frame, operands.first(), first, &Reach::any(rest));
                }
                Reach::any(all)
            }
            "print" | "printf" => match printed(name, all) {
                Some(words) => Reach::any(&words),
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
            _ => self.store(None, sources),
        }
        for at in into.parts().into_iter().flat_map(|parts| &parts.values) {
            self.merge_at(*at, sources);
        }
    }

    /// The first or last item of a list.
    fn end(
        &mut self,
        of: &Reach,
        end: impl FnOnce(&[(Reach, Reach)]) -> Option<(Reach, Reach)>,
    ) -> Reach {
        match of.in_order() {
            Some(items) => end(&items).map_or_else(Reach::default, |(_, item)| item),
            None => self.items(of).1,
        }
    }

    /// Follows the templates with a name; returns what they print.
    pub(super) fn named(&mut self, name: &Reach, data: &Reach) -> Option<Reach> {
        self.read(name);
        let Some(parts) = name.parts() else { return Some(Reach::default()) };
        let (mut found, mut printed) = (Vec::new(), Reach::default());
        for word in &parts.words {
            let templates = self.templates(Some(word));
            if templates.is_empty() {
                // A template of a chart that is not in the input.
                self.read(data);
                printed = Reach::computed();
            }
            found.extend(templates);
        }
        if name.only_words().is_none() {
            found = self.templates(None);
        }
        for number in found {
            printed = printed.or(&self.template(number, data)?);
        }
        Some(printed)
    }

    /// Follows the texts that `tpl` may evaluate; returns what they print.
    fn tpl(&mut self, text: &Reach, data: &Reach) -> Option<Reach> {
        self.read(text);
        let Some(parts) = text.parts() else { return Some(Reach::default()) };
        let mut printed = Reach::default();
        for word in &parts.words {
            printed = match parse(word) {
                Ok(file) if word.contains("{{") => printed.or(&self.file(&file, data)?),
                _ => printed.or(&Reach::word(word)),
            };
        }
        if text.only_words().is_some() {
            return Some(printed);
        }
        let computed = text.only_computed();
        let (has_code, has_files) =
            computed.parts().map_or((false, false), |parts| (parts.has_code, parts.has_files));
        if has_code {
            // The text is put together: what it reads is not known.
            self.read(data);
        }
        Some(printed.or(&self.texts(data, has_files)?))
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

/// Maximum number of strings that a value is one of.
const WORDS: usize = 64;

/// The texts that are put together from strings.
fn printed(name: &str, all: &[Reach]) -> Option<Vec<Reach>> {
    let mut choices: Vec<Vec<Rc<str>>> = vec![Vec::new()];
    for words in all.iter().map(Reach::only_words) {
        let words = words?;
        let longer = choices.iter().flat_map(|choice| {
            words.iter().map(move |word| choice.iter().cloned().chain([Rc::clone(word)]).collect())
        });
        choices = longer.collect();
        if choices.len() > WORDS {
            return None;
        }
    }
    let texts = choices.iter().map(|choice| match name {
        "print" => Some(choice.concat()),
        _ => formatted(choice),
    });
    texts.map(|text| Some(Reach::word(&text?))).collect()
}

/// A format that only inserts strings.
fn formatted(choice: &[Rc<str>]) -> Option<String> {
    let (format, words) = choice.split_first()?;
    let parts: Vec<&str> = format.split("%s").collect();
    if parts.len() != words.len() + 1 || format.matches('%').count() != words.len() {
        return None;
    }
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        text.push_str(part);
        text.push_str(words.get(at).map_or("", |word| word));
    }
    Some(text)
}

/// The parts of strings between others.
fn split(all: &[Reach]) -> Option<Vec<Reach>> {
    let [separator, texts] = all else { return None };
    let separator = separator.only_word().filter(|separator| !separator.is_empty())?;
    let mut items: Vec<Reach> = Vec::new();
    for text in texts.only_words()? {
        for (at, part) in text.split(separator).enumerate() {
            let part = Reach::word(part);
            match items.get_mut(at) {
                Some(item) => *item = item.or(&part),
                None => items.push(part),
            }
        }
    }
    Some(items)
}

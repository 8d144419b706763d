//! Keys that are recognised only when their colon is read.

use super::scanner::{Broken, Scanner, as_column};

/// Maximum length of a key in characters.
const KEY_LENGTH: usize = 1024;

/// A token that may turn out to be a key once its colon is read.
#[derive(Clone, Copy, Default)]
pub(super) struct PossibleKey {
    pub(super) possible: bool,
    pub(super) required: bool,
    pub(super) token: usize,
    pub(super) at: usize,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Scanner<'_> {
    pub(super) fn key_is_valid(&mut self, level: usize) -> Result<bool, Broken> {
        let column = self.column();
        let line = self.line;
        let Some(key) = self.keys.get_mut(level).filter(|key| key.possible) else {
            return Ok(false);
        };
        if key.line == line && key.column + KEY_LENGTH >= column {
            return Ok(true);
        }
        key.possible = false;
        if key.required { Err(no_colon(key.at)) } else { Ok(false) }
    }

    pub(super) fn save_key(&mut self) -> Result<(), Broken> {
        if !self.key_allowed {
            return Ok(());
        }
        let column = self.column();
        let key = PossibleKey {
            possible: true,
            required: !self.in_flow() && self.indent == as_column(column),
            token: self.taken + self.tokens.len(),
            at: self.at,
            line: self.line,
            column,
        };
        self.remove_key()?;
        if self.key_tokens.last().is_some_and(|(token, _)| *token < self.taken) {
            self.key_tokens.clear();
        }
        self.key_tokens.push((key.token, self.keys.len() - 1));
        if let Some(last) = self.keys.last_mut() {
            *last = key;
        }
        Ok(())
    }

    pub(super) fn remove_key(&mut self) -> Result<(), Broken> {
        let Some(key) = self.keys.last_mut().filter(|key| key.possible) else { return Ok(()) };
        if key.required {
            return Err(no_colon(key.at));
        }
        key.possible = false;
        let token = key.token;
        self.forget_token(token);
        Ok(())
    }

    pub(super) fn forget_token(&mut self, token: usize) {
        if let Ok(index) = self.key_tokens.binary_search_by_key(&token, |(token, _)| *token) {
            self.key_tokens.remove(index);
        }
    }
}

fn no_colon(at: usize) -> Broken {
    Broken { at, message: "expected a colon after this key" }
}

//! The words of a name.

/// The tokens of a key from its last to its first.
pub(super) struct Tokens<'k> {
    rest: &'k [u8],
}

impl<'k> Tokens<'k> {
    pub(super) fn new(text: &'k str) -> Self {
        Self { rest: text.as_bytes() }
    }
}

impl<'k> Iterator for Tokens<'k> {
    type Item = &'k [u8];

    fn next(&mut self) -> Option<&'k [u8]> {
        loop {
            // Separators and a separate number (`PASSWORD_2`) are not tokens.
            let used = |byte: &u8| !is_separator(*byte) && !byte.is_ascii_digit();
            let end = self.rest.iter().rposition(used)? + 1;
            let head = self.rest.get(..end)?;
            let start = (1..end).rev().find(|at| begins_token(head, *at)).unwrap_or(0);
            let token = head.get(start..)?;
            self.rest = head.get(..start)?;
            if !token.is_empty() {
                return Some(token);
            }
        }
    }
}

fn is_separator(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Whether a token begins at this place: after a separator, or at a hump of camelCase.
fn begins_token(text: &[u8], at: usize) -> bool {
    let byte = |index: usize| text.get(index).copied().unwrap_or_default();
    let (before, here) = (byte(at - 1), byte(at));
    if is_separator(before) {
        return true;
    }
    let hump = here.is_ascii_uppercase();
    let after_small = before.is_ascii_lowercase() || before.is_ascii_digit();
    hump && (after_small || (before.is_ascii_uppercase() && byte(at + 1).is_ascii_lowercase()))
}

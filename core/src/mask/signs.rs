//! Tells texts without the signs of a secret from others in one pass.

/// The ASCII characters that occur in a text, as bits.
#[derive(Clone, Copy)]
pub(super) struct Signs(u128);

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let bits = text.bytes().filter(u8::is_ascii).fold(0, |all, byte| all | 1_u128 << byte);
        Self(bits)
    }

    /// Whether a character occurs.
    pub(super) const fn has(self, sign: u8) -> bool {
        self.0 & 1 << sign != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_of_the_text_are_signs() {
        let signs = Signs::of("a=é\u{7f}");
        let all: Vec<u8> = (0..=127).filter(|byte| signs.has(*byte)).collect();
        assert_eq!(all, [b'=', b'a', 0x7f]);
    }
}

//! What to do about a finding, in the terms of a technology.

use std::borrow::Cow;

use crate::model::Technology;

/// What to do about a finding: one text, or one for each technology with other terms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix(Texts);

#[derive(Clone, PartialEq, Eq, Debug)]
enum Texts {
    All(Cow<'static, str>),
    By(&'static [(Technology, &'static str)]),
}

impl Fix {
    /// The same text for every technology.
    pub const fn all(text: &'static str) -> Self {
        Self(Texts::All(Cow::Borrowed(text)))
    }

    /// A text for each technology.
    pub const fn by(texts: &'static [(Technology, &'static str)]) -> Self {
        Self(Texts::By(texts))
    }

    /// The text for a technology, or else the general one.
    pub fn of(&self, technology: Technology) -> Cow<'_, str> {
        let own = self.by_technology().iter().find(|(known, _)| *known == technology);
        own.map_or_else(|| self.general(), |(_, text)| Cow::Borrowed(*text))
    }

    /// The text for every technology; where they differ, all of them, each with the name of its
    /// technology.
    pub fn general(&self) -> Cow<'_, str> {
        match &self.0 {
            Texts::All(text) => Cow::Borrowed(text),
            Texts::By(texts) => {
                let headed = texts.iter().map(|(technology, text)| format!("{technology}: {text}"));
                headed.collect::<Vec<_>>().join(" ").into()
            }
        }
    }

    /// The texts of technologies that have their own.
    pub fn by_technology(&self) -> &'static [(Technology, &'static str)] {
        match self.0 {
            Texts::All(_) => &[],
            Texts::By(texts) => texts,
        }
    }
}

impl From<String> for Fix {
    fn from(text: String) -> Self {
        Self(Texts::All(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fix_has_one_text_or_one_for_each_technology() {
        let one = Fix::all("Set it.");
        assert_eq!((one.of(Technology::Helm), one.general()), ("Set it.".into(), "Set it.".into()));
        assert!(one.by_technology().is_empty());
        let two =
            Fix::by(&[(Technology::Kubernetes, "Set `a`."), (Technology::Compose, "Set `b`.")]);
        assert_eq!(two.of(Technology::Compose), "Set `b`.");
        assert_eq!(two.general(), "Kubernetes: Set `a`. Compose: Set `b`.");
        assert_eq!(two.of(Technology::Helm), two.general());
    }
}

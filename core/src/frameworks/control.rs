//! One control of a framework, and the closed lists of those that are built in.

use std::borrow::Cow;

use super::bearing::Bearing;

/// One control of a framework: id, title and texts.
///
/// The controls of the built-in frameworks are constants, so that a check cannot cite one that does
/// not exist: `Hipaa::S312A1`, `PssControl::PRIVILEGED`, `Cis::I5_2_2`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Control {
    pub(super) framework: Cow<'static, str>,
    pub(super) id: Cow<'static, str>,
    pub(super) title: Cow<'static, str>,
    pub(super) obligation: Option<Obligation>,
    pub(super) is_manual: bool,
    /// These texts are empty if there are none.
    pub(super) text: Cow<'static, str>,
    pub(super) shown_by: Cow<'static, str>,
    pub(super) not_shown: Cow<'static, str>,
    pub(super) note: Cow<'static, str>,
    /// Only of a control that does not belong to this crate.
    pub(super) checks: Cow<'static, [(Bearing, Cow<'static, str>)]>,
}

/// How binding a control is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Obligation {
    /// A standard that is met through its implementation specifications.
    Standard,
    /// Required: a specification, or a standard that has no specifications.
    Required,
    /// Addressable: implement it where reasonable and appropriate, otherwise document why not and
    /// implement an equivalent measure. It is not optional.
    Addressable,
}

impl Obligation {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Standard, Self::Required, Self::Addressable];

    /// The name in framework files and reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Required => "required",
            Self::Addressable => "addressable",
        }
    }
}

/// The texts of a control of this crate.
pub(super) struct Written {
    pub(super) framework: &'static str,
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
    pub(super) obligation: Option<Obligation>,
    pub(super) shown_by: &'static str,
    pub(super) not_shown: &'static str,
    pub(super) note: &'static str,
    pub(super) is_manual: bool,
}

impl Written {
    /// A control without texts.
    pub(super) const EMPTY: Self = Self {
        framework: "",
        id: "",
        title: "",
        text: "",
        obligation: None,
        shown_by: "",
        not_shown: "",
        note: "",
        is_manual: false,
    };

    pub(super) const fn control(self) -> Control {
        Control {
            framework: Cow::Borrowed(self.framework),
            id: Cow::Borrowed(self.id),
            title: Cow::Borrowed(self.title),
            obligation: self.obligation,
            is_manual: self.is_manual,
            text: Cow::Borrowed(self.text),
            shown_by: Cow::Borrowed(self.shown_by),
            not_shown: Cow::Borrowed(self.not_shown),
            note: Cow::Borrowed(self.note),
            checks: Cow::Borrowed(&[]),
        }
    }
}

impl Control {
    /// A control of a framework that does not belong to this crate, without texts and checks.
    pub fn new(
        framework: impl Into<String>,
        id: impl Into<String>,
        title: impl Into<String>,
    ) -> Self {
        Self {
            framework: Cow::Owned(framework.into()),
            id: Cow::Owned(id.into()),
            title: Cow::Owned(title.into()),
            ..Written::EMPTY.control()
        }
    }

    /// Sets the name within the framework.
    pub(crate) fn with_id(self, id: impl Into<String>) -> Self {
        Self { id: Cow::Owned(id.into()), ..self }
    }

    /// Sets what the control is about.
    pub(crate) fn with_title(self, title: impl Into<String>) -> Self {
        Self { title: Cow::Owned(title.into()), ..self }
    }

    /// Sets what the control says.
    #[must_use]
    pub fn with_text(self, text: impl Into<String>) -> Self {
        Self { text: Cow::Owned(text.into()), ..self }
    }

    /// Sets how binding it is.
    #[must_use]
    pub fn with_obligation(self, obligation: Obligation) -> Self {
        Self { obligation: Some(obligation), ..self }
    }

    /// Sets the possible evidence for it.
    #[must_use]
    pub fn with_shown_by(self, shown_by: impl Into<String>) -> Self {
        Self { shown_by: Cow::Owned(shown_by.into()), ..self }
    }

    /// Sets what files cannot show.
    #[must_use]
    pub fn with_not_shown(self, not_shown: impl Into<String>) -> Self {
        Self { not_shown: Cow::Owned(not_shown.into()), ..self }
    }

    /// Sets the note.
    #[must_use]
    pub fn with_note(self, note: impl Into<String>) -> Self {
        Self { note: Cow::Owned(note.into()), ..self }
    }

    /// Marks it as one that must be assessed manually.
    #[must_use]
    pub fn manual(self) -> Self {
        Self { is_manual: true, ..self }
    }

    /// Adds a check, by its id.
    #[must_use]
    pub fn with_check(mut self, bearing: Bearing, check: impl Into<String>) -> Self {
        self.checks.to_mut().push((bearing, Cow::Owned(check.into())));
        self
    }

    /// The id of the framework that declares the control; one of the baseline profile also applies in
    /// the restricted one, see [`Control::in_force`].
    pub fn framework(&self) -> &str {
        &self.framework
    }

    /// The control's name within its framework: `hostPorts`, `164.312(a)(1)`, `5.2.2`, `P1`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name among the controls of all frameworks: `hipaa:164.312(a)(1)`.
    pub fn full_id(&self) -> String {
        format!("{}:{}", self.framework, self.id)
    }

    /// What the control is about, in a few words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What the control says, in one or two sentences; may be empty.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How binding the control is, if the framework distinguishes it.
    pub const fn obligation(&self) -> Option<Obligation> {
        self.obligation
    }

    /// What files cannot show about the control; may be empty.
    pub fn not_shown(&self) -> &str {
        &self.not_shown
    }

    /// A note that reports show with the control's status; may be empty.
    pub fn note(&self) -> &str {
        if !self.note.is_empty() {
            return &self.note;
        }
        match self.obligation {
            _ if self.is_manual => "files cannot provide evidence for it: assess it manually",
            None => "",
            Some(Obligation::Addressable) => {
                "evidence for an addressable specification: implement it, or document why not and \
                 which alternative is used"
            }
            Some(Obligation::Required) => {
                "evidence for a required specification; files alone cannot establish it"
            }
            Some(Obligation::Standard) => {
                "evidence for a standard; files alone cannot establish it"
            }
        }
    }

    /// Possible evidence for it in the files of a platform, if known.
    pub fn shown_by(&self) -> Option<&str> {
        (!self.shown_by.is_empty()).then_some(&*self.shown_by)
    }

    /// Whether files cannot provide evidence for it, so that it must be assessed manually.
    pub const fn is_manual(&self) -> bool {
        self.is_manual
    }

    /// The checks of a control that does not belong to this crate, by id; for a built-in control,
    /// the checks cite it.
    pub fn checks(&self) -> impl Iterator<Item = (Bearing, &str)> {
        self.checks.iter().map(|(bearing, check)| (*bearing, &**check))
    }

    /// Adds a sentence to the note.
    pub(crate) fn add_note(&mut self, more: &str) {
        let note = self.note();
        let note = if note.is_empty() { more.to_owned() } else { format!("{note}; {more}") };
        self.note = Cow::Owned(note);
    }
}

/// Declares a closed list of controls: a constant for each, and all in their order.
macro_rules! controls {
    (
        $(#[doc = $doc:literal])+
        $list:ident {
            $($(#[doc = $of:literal])+ $name:ident = $control:expr;)+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        #[non_exhaustive]
        pub struct $list;

        #[allow(
            non_camel_case_types,
            clippy::upper_case_acronyms,
            reason = "they are called as the constants"
        )]
        enum Index {
            $($name,)+
        }

        impl $list {
            /// All of them, in their order.
            #[allow(clippy::large_stack_arrays, reason = "a constant is not on a stack")]
            pub const ALL: &'static [Control] = &[$($control,)+];

            $(
                $(#[doc = $of])+
                #[allow(clippy::indexing_slicing, reason = "the index counts the same list")]
                pub const $name: &'static Control = &Self::ALL[Index::$name as usize];
            )+
        }
    };
}

pub(super) use controls;

//! What a check shows about a control.

/// What the result of a check says about a control.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Bearing {
    /// The control and the check state the same condition: both a pass and a failure count.
    Decides,
    /// A pass with evidence supports the control; a failure only means that this evidence is missing.
    Supports,
    /// A failure counts against the control; a pass is not evidence for it.
    Refutes,
    /// A failure counts against the control, and a pass with evidence supports it.
    SupportsAndRefutes,
}

impl Bearing {
    /// All bearings, the strongest first.
    pub const ALL: &'static [Self] =
        &[Self::Decides, Self::SupportsAndRefutes, Self::Supports, Self::Refutes];

    /// The name of the bearing in reports and documentation.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decides => "decides",
            Self::Supports => "supports",
            Self::Refutes => "refutes",
            Self::SupportsAndRefutes => "supports and refutes",
        }
    }

    /// The key of the bearing in a framework file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::SupportsAndRefutes => "supports_and_refutes",
            other => other.as_str(),
        }
    }

    /// Whether a failure counts against the control.
    pub const fn is_refuting(self) -> bool {
        !matches!(self, Self::Supports)
    }

    /// Whether a pass can be evidence for the control.
    pub const fn is_supporting(self) -> bool {
        !matches!(self, Self::Refutes)
    }
}

//! What a check shows of a control.

use crate::frameworks::Control;

/// What the ends of a check say about a control.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Bearing {
    /// The control says what the check says: pass and failure both count.
    Decides,
    /// A pass that points at a place is evidence toward the control; a failure only means that this
    /// evidence is missing.
    Supports,
    /// A failure counts against the control; that nothing was wrong is evidence of nothing.
    Refutes,
    /// A failure counts against the control, and a pass that points at a place is evidence.
    SupportsAndRefutes,
}

impl Bearing {
    /// All bearings, the strongest first.
    pub const ALL: &'static [Self] =
        &[Self::Decides, Self::SupportsAndRefutes, Self::Supports, Self::Refutes];

    /// The bearing as reports and pages spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decides => "decides",
            Self::Supports => "supports",
            Self::Refutes => "refutes",
            Self::SupportsAndRefutes => "supports and refutes",
        }
    }

    /// Whether a failure counts against the control.
    pub const fn is_refuting(self) -> bool {
        !matches!(self, Self::Supports)
    }

    /// Whether a pass can be evidence toward the control.
    pub const fn is_supporting(self) -> bool {
        !matches!(self, Self::Refutes)
    }
}

/// A control that a check cites, and what the check shows of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Citation {
    control: &'static Control,
    bearing: Bearing,
    is_own_reading: bool,
}

/// The control says what the check says, and nothing more.
pub const fn decides(control: &'static Control) -> Citation {
    cites(control, Bearing::Decides)
}

/// What the check calls [`pass`](super::Outcome::pass) is evidence toward the control.
pub const fn supports(control: &'static Control) -> Citation {
    cites(control, Bearing::Supports)
}

/// A failure of the check counts against the control.
pub const fn refutes(control: &'static Control) -> Citation {
    cites(control, Bearing::Refutes)
}

/// Both: what the check calls [`pass`](super::Outcome::pass) is evidence, and a failure counts.
pub const fn supports_and_refutes(control: &'static Control) -> Citation {
    cites(control, Bearing::SupportsAndRefutes)
}

const fn cites(control: &'static Control, bearing: Bearing) -> Citation {
    Citation { control, bearing, is_own_reading: false }
}

impl Citation {
    /// Marks that only we assign the control to such checks, so that a report has to say so.
    #[must_use]
    pub const fn own_reading(self) -> Self {
        Self { is_own_reading: true, ..self }
    }

    /// The control.
    pub const fn control(self) -> &'static Control {
        self.control
    }

    /// What the check shows of it.
    pub const fn bearing(self) -> Bearing {
        self.bearing
    }

    /// Whether only we assign the control to such checks.
    pub const fn is_own_reading(self) -> bool {
        self.is_own_reading
    }
}

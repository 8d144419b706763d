//! The controls that a check cites.

use crate::frameworks::{Bearing, Control};

/// A control that a check cites, and what the check shows about it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Citation {
    control: &'static Control,
    bearing: Bearing,
    is_own_reading: bool,
}

/// Cites a control that states the same condition as the check.
pub const fn decides(control: &'static Control) -> Citation {
    cites(control, Bearing::Decides)
}

/// Evidence from [`pass`](super::Outcome::pass) supports the control.
pub const fn supports(control: &'static Control) -> Citation {
    cites(control, Bearing::Supports)
}

/// A failure of the check counts against the control.
pub const fn refutes(control: &'static Control) -> Citation {
    cites(control, Bearing::Refutes)
}

/// Evidence from [`pass`](super::Outcome::pass) supports the control, and a failure counts against it.
pub const fn supports_and_refutes(control: &'static Control) -> Citation {
    cites(control, Bearing::SupportsAndRefutes)
}

const fn cites(control: &'static Control, bearing: Bearing) -> Citation {
    Citation { control, bearing, is_own_reading: false }
}

impl Citation {
    /// Marks a citation as our own interpretation, which reports mention.
    #[must_use]
    pub const fn own_reading(self) -> Self {
        Self { is_own_reading: true, ..self }
    }

    /// The control.
    pub const fn control(self) -> &'static Control {
        self.control
    }

    /// What the check shows about it.
    pub const fn bearing(self) -> Bearing {
        self.bearing
    }

    /// Whether the citation is our own interpretation.
    pub const fn is_own_reading(self) -> bool {
        self.is_own_reading
    }
}

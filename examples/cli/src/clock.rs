//! The current date.

use std::time::SystemTime;

use asepsis::Date;

/// The date of the system's clock, in UTC.
pub fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Date::from_days_since_1970(since.as_secs() / 86_400)
}

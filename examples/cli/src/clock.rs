//! What day it is.

use std::time::SystemTime;

use asepsis::Date;

/// The day that the system's clock shows, in UTC.
pub fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Date::from_days_since_1970(since.as_secs() / 86_400)
}

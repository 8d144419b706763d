//! Calendar dates, for expiry. The core has no clock: the caller passes the current date.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day with this year, month and day; none if it does not exist.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=last).contains(&day).then_some(Self { year, month, day })
    }

    /// Reads `2026-11-21`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        let lengths_fit = year.len() == 4 && month.len() == 2 && day.len() == 2;
        if !lengths_fit || ![year, month, day].into_iter().all(digits) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day that is `days` after 1970-01-01.
    pub fn from_days_since_1970(days: u64) -> Option<Self> {
        // Counted in eras of 400 years that begin on 1 March, so that a leap day comes last.
        let shifted = days.checked_add(719_468)?;
        let (era, in_era) = (shifted / 146_097, shifted % 146_097);
        let year_of_era = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        assert_eq!(
            Date::parse("2024-02-29").map(|date| date.to_string()).as_deref(),
            Some("2024-02-29")
        );
        for text in [
            "2023-02-29",
            "2026-01-32",
            "2026-04-31",
            "2024-02-30",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "2026-11-21T00:00",
            "",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(
            ["2026-01-31", "2026-04-30", "2026-02-28"]
                .iter()
                .all(|text| Date::parse(text).is_some())
        );
        assert!(Date::parse("2026-11-21") < Date::parse("2026-12-01"));
    }

    #[test]
    fn days_are_counted_from_1970() {
        let day = |days| Date::from_days_since_1970(days).map(|date| date.to_string());
        assert_eq!(day(0).as_deref(), Some("1970-01-01"));
        assert_eq!(day(11_016).as_deref(), Some("2000-02-29"));
        assert_eq!(day(20_778).as_deref(), Some("2026-11-21"));
    }
}

//! The CIS Kubernetes Benchmark v1.12. Its text is not free: numbers only.

use std::borrow::Cow;

use super::control::Control;

/// Items of the CIS Kubernetes Benchmark v1.12, by their numbers.
#[derive(Debug)]
#[non_exhaustive]
pub struct Cis;

macro_rules! items {
    ($($number:literal)*) => {
        &[$(Control {
            framework: Cow::Borrowed("cis"),
            id: Cow::Borrowed($number),
            // The benchmark's own titles are not free to reuse.
            title: Cow::Borrowed(concat!("item ", $number, " of the CIS Kubernetes Benchmark v1.12")),
            note: Cow::Borrowed(""),
            shown_by: None,
            is_manual: false,
            demand: None,
        }),*]
    };
}

impl Cis {
    /// All items, in the benchmark's order.
    #[allow(clippy::large_stack_arrays, reason = "a constant is not on a stack")]
    pub const ALL: &'static [Control] = items! {
        "1.1.1" "1.1.2" "1.1.3" "1.1.4" "1.1.5" "1.1.6" "1.1.7" "1.1.8" "1.1.9" "1.1.10" "1.1.11"
        "1.1.12" "1.1.13" "1.1.14" "1.1.15" "1.1.16" "1.1.17" "1.1.18" "1.1.19" "1.1.20" "1.1.21"
        "1.2.1" "1.2.2" "1.2.3" "1.2.4" "1.2.5" "1.2.6" "1.2.7" "1.2.8" "1.2.9" "1.2.10" "1.2.11"
        "1.2.12" "1.2.13" "1.2.14" "1.2.15" "1.2.16" "1.2.17" "1.2.18" "1.2.19" "1.2.20" "1.2.21"
        "1.2.22" "1.2.23" "1.2.24" "1.2.25" "1.2.26" "1.2.27" "1.2.28" "1.2.29" "1.2.30"
        "1.3.1" "1.3.2" "1.3.3" "1.3.4" "1.3.5" "1.3.6" "1.3.7"
        "1.4.1" "1.4.2"
        "2.1" "2.2" "2.3" "2.4" "2.5" "2.6" "2.7"
        "3.1.1" "3.1.2" "3.1.3"
        "3.2.1" "3.2.2"
        "4.1.1" "4.1.2" "4.1.3" "4.1.4" "4.1.5" "4.1.6" "4.1.7" "4.1.8" "4.1.9" "4.1.10"
        "4.2.1" "4.2.2" "4.2.3" "4.2.4" "4.2.5" "4.2.6" "4.2.7" "4.2.8" "4.2.9" "4.2.10" "4.2.11"
        "4.2.12" "4.2.13"
        "4.3.1"
        "5.1.1" "5.1.2" "5.1.3" "5.1.4" "5.1.5" "5.1.6" "5.1.7" "5.1.8" "5.1.9" "5.1.10" "5.1.11"
        "5.1.12" "5.1.13"
        "5.2.1" "5.2.2" "5.2.3" "5.2.4" "5.2.5" "5.2.6" "5.2.7" "5.2.8" "5.2.9" "5.2.10" "5.2.11"
        "5.2.12" "5.2.13"
        "5.3.1" "5.3.2"
        "5.4.1" "5.4.2"
        "5.5.1"
        "5.7.1" "5.7.2" "5.7.3" "5.7.4"
    };

    /// The item of this number; an unknown number is a compile error.
    ///
    /// ```compile_fail,E0080
    /// use asepsis::frameworks::{Cis, Control};
    /// const NO_SUCH_ITEM: &Control = Cis::item("5.2.99");
    /// ```
    ///
    /// # Panics
    ///
    /// If no item has this number. Call it in a constant, where that is a compile error; for a number
    /// that is known only at run time, use [`Framework::control`].
    ///
    /// [`Framework::control`]: super::Framework::control
    #[allow(clippy::panic, reason = "in a constant this is a compile error, which is its purpose")]
    #[allow(clippy::indexing_slicing, reason = "a const fn has no iterators; the loop is bounded")]
    pub const fn item(number: &str) -> &'static Control {
        let mut index = 0;
        while index < Self::ALL.len() {
            if let Cow::Borrowed(known) = &Self::ALL[index].id {
                if same(known.as_bytes(), number.as_bytes()) {
                    return &Self::ALL[index];
                }
            }
            index += 1;
        }
        panic!("no item of the CIS Kubernetes Benchmark v1.12 has this number")
    }
}

/// Whether two texts are equal; `==` does not work in a const fn.
#[allow(clippy::indexing_slicing, reason = "a const fn has no iterators; the lengths are equal")]
const fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRIVILEGED: &Control = Cis::item("5.2.2");

    #[test]
    fn an_item_is_its_number() {
        assert_eq!(PRIVILEGED.id(), "5.2.2");
        assert_eq!(PRIVILEGED.title(), "item 5.2.2 of the CIS Kubernetes Benchmark v1.12");
        for item in Cis::ALL {
            assert_eq!(Cis::item(item.id()), item);
        }
    }

    #[test]
    fn the_order_is_by_numbers_and_not_by_text() {
        let parts = |item: &Control| -> Vec<u8> {
            item.id().split('.').map(|part| part.parse().unwrap_or(u8::MAX)).collect()
        };
        let numbers: Vec<Vec<u8>> = Cis::ALL.iter().map(parts).collect();
        assert!(numbers.is_sorted());
    }
}

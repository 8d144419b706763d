//! The CIS Kubernetes Benchmark v1.12. Its text is not free: numbers only.

/// An item of the CIS Kubernetes Benchmark v1.12, by its number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Cis(
    // INVARIANT: an index of `ITEMS`, so that the order is the benchmark's and not that of text.
    u8,
);

/// What we hold of an item.
struct Item {
    number: &'static str,
    title: &'static str,
}

macro_rules! items {
    ($($number:literal)*) => {
        &[$(Item {
            number: $number,
            title: concat!("item ", $number, " of the CIS Kubernetes Benchmark v1.12"),
        }),*]
    };
}

const ITEMS: &[Item] = items! {
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

impl Cis {
    /// The item of this number; a number that the benchmark does not have stops the build.
    ///
    /// ```compile_fail,E0080
    /// const NO_SUCH_ITEM: asepsis::frameworks::Cis = asepsis::frameworks::Cis::new("5.2.99");
    /// ```
    ///
    /// # Panics
    ///
    /// Where no item has this number. Call it in a constant, where that is an error of the
    /// compiler; for a number that is known only later there is [`Cis::find`].
    #[allow(clippy::panic, reason = "in a constant this is a compile error, which is its purpose")]
    pub const fn new(number: &str) -> Self {
        match Self::find(number) {
            Some(item) => item,
            None => panic!("no item of the CIS Kubernetes Benchmark v1.12 has this number"),
        }
    }

    /// The item of this number, if there is one.
    #[allow(clippy::indexing_slicing, reason = "a const fn has no iterators; the loop is bounded")]
    pub const fn find(number: &str) -> Option<Self> {
        let mut index: u8 = 0;
        while (index as usize) < ITEMS.len() {
            if same(ITEMS[index as usize].number.as_bytes(), number.as_bytes()) {
                return Some(Self(index));
            }
            index += 1;
        }
        None
    }

    /// Every item, in the benchmark's order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).take(ITEMS.len()).map(Self)
    }

    /// The item's number: `5.2.2`.
    pub const fn number(self) -> &'static str {
        self.item().number
    }

    /// The number in a sentence: the benchmark's own titles are not free to reuse.
    pub const fn title(self) -> &'static str {
        self.item().title
    }

    #[allow(clippy::indexing_slicing, reason = "only `find` and `all` make an index, from `ITEMS`")]
    const fn item(self) -> &'static Item {
        &ITEMS[self.0 as usize]
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

    const PRIVILEGED: Cis = Cis::new("5.2.2");

    #[test]
    fn an_item_is_its_number() {
        assert_eq!(PRIVILEGED.number(), "5.2.2");
        assert_eq!(PRIVILEGED.title(), "item 5.2.2 of the CIS Kubernetes Benchmark v1.12");
        assert_eq!(Cis::all().count(), ITEMS.len());
        for item in Cis::all() {
            assert_eq!(Cis::find(item.number()), Some(item));
        }
    }

    #[test]
    fn a_number_that_the_benchmark_lacks_is_none() {
        for number in ["", "5.2", "5.2.14", "5.2.02", "1.5.1", "5.2.2 "] {
            assert_eq!(Cis::find(number), None, "{number}");
        }
    }

    #[test]
    fn the_order_is_by_numbers_and_not_by_text() {
        assert!(Cis::new("5.2.9") < Cis::new("5.2.10"));
        let parts = |item: Cis| -> Vec<u8> {
            item.number().split('.').map(|part| part.parse().unwrap_or(u8::MAX)).collect()
        };
        let numbers: Vec<Vec<u8>> = Cis::all().map(parts).collect();
        assert!(numbers.is_sorted());
    }
}

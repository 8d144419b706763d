//! The paths of missing values.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

/// The dotted path from an existing value to a missing one: `securityContext.privileged`.
///
/// It has the size of a pointer: most fields of a resource are missing, and each has one.
#[derive(Clone, Default)]
pub struct MissingPath(Option<Arc<Step>>);

struct Step {
    above: MissingPath,
    key: Cow<'static, str>,
}

/// The number of steps that a thread keeps.
const KEPT: usize = 1 << 11;
/// The number of places that a step may have among them.
const TRIED: usize = 4;

thread_local! {
    /// The steps that were made last, by the hash of their identity: the same fields are missing in
    /// most resources.
    static LAST: RefCell<Vec<Option<Arc<Step>>>> = const { RefCell::new(Vec::new()) };
}

impl MissingPath {
    /// The path of one missing key.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self::default().below(key)
    }

    /// The path of a key below this one.
    pub(crate) fn below(&self, key: impl Into<Cow<'static, str>>) -> Self {
        match key.into() {
            Cow::Borrowed(key) => self.shared(key),
            key @ Cow::Owned(_) => Self(Some(Arc::new(Step { above: self.clone(), key }))),
        }
    }

    /// The same for a key of the program, which is one step for all resources.
    fn shared(&self, key: &'static str) -> Self {
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        let above = self.0.as_ref().map_or(0, |step| Arc::as_ptr(step).addr());
        // Addresses differ in their lower bits; multiplication spreads them to the upper ones.
        let above = (above as u64).wrapping_mul(SPREAD).rotate_left(32);
        let identity = (above ^ key.as_ptr().addr() as u64).wrapping_mul(SPREAD);
        let first = (identity >> 32) as usize % KEPT;
        let is_same = |step: &&Arc<Step>| {
            matches!(step.key, Cow::Borrowed(known) if std::ptr::eq(known, key))
                && step.above.is_same_as(self)
        };
        LAST.with_borrow_mut(|last| {
            if last.is_empty() {
                last.resize_with(KEPT, || None);
            }
            let slots = last.get_mut(first..KEPT.min(first + TRIED)).unwrap_or_default();
            if let Some(step) = slots.iter().flatten().find(is_same) {
                return Self(Some(Arc::clone(step)));
            }
            let step = Arc::new(Step { above: self.clone(), key: Cow::Borrowed(key) });
            let free = slots.iter().position(Option::is_none).unwrap_or_default();
            if let Some(slot) = slots.get_mut(free) {
                *slot = Some(Arc::clone(&step));
            }
            Self(Some(step))
        })
    }

    fn is_same_as(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// The keys from the outside in.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let steps = std::iter::successors(self.0.as_deref(), |step| step.above.0.as_deref());
        let mut keys: Vec<&str> = steps.map(|step| &*step.key).collect();
        keys.reverse();
        keys.into_iter()
    }
}

impl fmt::Display for MissingPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, key) in self.keys().enumerate() {
            if number > 0 {
                formatter.write_str(".")?;
            }
            formatter.write_str(key)?;
        }
        Ok(())
    }
}

impl fmt::Debug for MissingPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "MissingPath({self})")
    }
}

impl PartialEq for MissingPath {
    fn eq(&self, other: &Self) -> bool {
        self.is_same_as(other) || self.keys().eq(other.keys())
    }
}

impl Eq for MissingPath {}

impl Drop for Step {
    /// Without recursion, so that a long path cannot overflow the stack.
    fn drop(&mut self) {
        let mut above = self.above.0.take();
        while let Some(mut step) = above.and_then(Arc::into_inner) {
            above = step.above.0.take();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_order_from_the_outside_in() {
        let path = MissingPath::new("securityContext").below("seccompProfile").below("type");
        assert_eq!(path.to_string(), "securityContext.seccompProfile.type");
        assert_eq!(path.keys().collect::<Vec<_>>(), ["securityContext", "seccompProfile", "type"]);
    }

    #[test]
    fn equal_paths_of_the_program_are_shared_and_others_are_equal() {
        let path = || MissingPath::new("resources").below("limits");
        assert!(path().is_same_as(&path()));
        let owned = MissingPath::new("resources".to_owned()).below("limits".to_owned());
        assert!(!path().is_same_as(&owned));
        assert_eq!(path(), owned);
        assert_ne!(path(), MissingPath::new("limits"));
    }

    #[test]
    fn a_long_path_is_dropped_without_recursion() {
        let long = (0..200_000).fold(MissingPath::default(), |path, _| path.below("a".to_owned()));
        assert_eq!(long.keys().count(), 200_000);
    }
}

//! The order of the input across two layers.

use std::iter::Peekable;

/// Something with its number in the order of the input.
pub(super) type Numbered<T> = (usize, T);

/// The first of several things, if there is one.
#[derive(Clone, Copy, Debug)]
pub(super) struct First<T>(Option<Numbered<T>>);

impl<T> Default for First<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Copy> First<T> {
    pub(super) fn new(number: usize, value: T) -> Self {
        Self(Some((number, value)))
    }

    /// Adds something that comes after everything added before.
    pub(super) fn add(&mut self, number: usize, value: T) {
        self.0.get_or_insert((number, value));
    }

    /// The earlier one of two layers.
    pub(super) fn earlier(self, other: Self) -> Self {
        match (self.0, other.0) {
            (Some((one, _)), Some((two, _))) if one <= two => self,
            (_, Some(_)) => other,
            (_, None) => self,
        }
    }

    /// The earliest one of some layers.
    pub(super) fn earliest(layers: impl IntoIterator<Item = Self>) -> Self {
        layers.into_iter().fold(Self::default(), Self::earlier)
    }

    /// This one, or else another, whichever is earlier.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0.or(other.0))
    }

    pub(super) fn and_then<U>(self, change: impl FnOnce(T) -> Option<U>) -> First<U> {
        First(self.0.and_then(|(number, value)| Some((number, change(value)?))))
    }

    pub(super) fn get(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }

    pub(super) fn number(self) -> Option<usize> {
        self.0.map(|(number, _)| number)
    }

    /// Whether something with this number comes too late to be the first.
    pub(super) fn is_before(self, number: usize) -> bool {
        self.0.is_some_and(|(first, _)| first < number)
    }
}

/// The items of two layers, in the order of the input.
pub(super) struct InOrder<I: Iterator>([Peekable<I>; 2]);

/// Merges the lists of two layers, each of which is in the order of the input.
pub(super) fn in_order<'l, T: 'l, I>(layers: [I; 2]) -> InOrder<I::IntoIter>
where
    I: IntoIterator<Item = &'l Numbered<T>>,
{
    InOrder(layers.map(|layer| layer.into_iter().peekable()))
}

impl<'l, T: 'l, I: Iterator<Item = &'l Numbered<T>>> Iterator for InOrder<I> {
    type Item = &'l T;

    fn next(&mut self) -> Option<&'l T> {
        let [one, other] = &mut self.0;
        let is_other_first = match (one.peek(), other.peek()) {
            (Some((first, _)), Some((second, _))) => second < first,
            (first, _) => first.is_none(),
        };
        let layer = if is_other_first { other } else { one };
        layer.next().map(|(_, value)| value)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let [(one, most), (other, most_of_other)] = self.0.each_ref().map(Iterator::size_hint);
        (one + other, most.zip(most_of_other).map(|(one, other)| one + other))
    }
}

impl<'l, T: 'l, I> ExactSizeIterator for InOrder<I> where
    I: ExactSizeIterator<Item = &'l Numbered<T>>
{
}

//! Configuration files inside scalars.

use std::ops::Range;
use std::sync::Arc;

use crate::tree::{Cursor, Place};

/// The documents of the files in scalars of a text, each with the place of its scalar.
#[derive(Clone, Debug, Default)]
pub struct Configurations<'a>(Option<Arc<[(Place, Cursor<'a>)]>>);

impl<'a> Configurations<'a> {
    /// Documents with the places of the scalars that contain them.
    pub fn new(mut documents: Vec<(Place, Cursor<'a>)>) -> Self {
        documents.sort_by_key(|(scalar, _)| *scalar);
        Self((!documents.is_empty()).then(|| documents.into()))
    }

    /// The documents of the file in the scalar at a place.
    pub fn at(&self, scalar: Place) -> impl Iterator<Item = &Cursor<'a>> {
        self.within(scalar..Place::new(scalar.tree(), scalar.node().saturating_add(1)))
    }

    /// The documents of all files whose scalars are in a range of places.
    pub fn within(&self, scalars: Range<Place>) -> impl Iterator<Item = &Cursor<'a>> {
        let all = self.0.as_deref().unwrap_or_default();
        let first = all.partition_point(|(scalar, _)| *scalar < scalars.start);
        let of_range = all.iter().skip(first).take_while(move |(scalar, _)| *scalar < scalars.end);
        of_range.map(|(_, document)| document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_found_by_their_scalars_in_whatever_order_they_come() {
        let scalars = [7, 2, 9, 4].map(|node| Place::new(0, node));
        let documents = scalars.map(|scalar| (scalar, Cursor::default()));
        let configurations = Configurations::new(documents.to_vec());
        for scalar in scalars {
            assert_eq!(configurations.at(scalar).count(), 1, "{scalar:?}");
        }
        assert_eq!(configurations.at(Place::new(0, 3)).count(), 0);
        assert_eq!(configurations.within(Place::new(0, 2)..Place::new(0, 8)).count(), 3);
        assert_eq!(configurations.within(Place::new(1, 0)..Place::new(1, 9)).count(), 0);
    }
}

//! Paths of values in a project, as keys, and paths of files.

pub(super) use crate::model::path::{clean, folder, join, relative};

/// The keys from the root down to a value; an item of a list is `[]`.
#[derive(Clone, Copy)]
pub(super) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    key: &'p str,
    length: usize,
}

/// The longest path in any rule.
const LONGEST: usize = 10;

/// Storage for the keys of a path.
pub(super) type Keys<'p> = [&'p str; LONGEST];

impl<'p> Path<'p> {
    pub(super) const ROOT: Path<'static> = Path { parent: None, key: "", length: 0 };
    pub(super) const ITEM: &'static str = "[]";

    pub(super) fn down(&'p self, key: &'p str) -> Path<'p> {
        Path { parent: Some(self), key, length: self.length + 1 }
    }

    /// The keys; empty for a path that is longer than any rule.
    pub(super) fn keys<'k>(&'k self, space: &'k mut Keys<'k>) -> &'k [&'k str] {
        if self.length > LONGEST {
            return &[];
        }
        let mut here = self;
        while let Some(parent) = here.parent {
            if let Some(slot) = space.get_mut(here.length - 1) {
                *slot = here.key;
            }
            here = parent;
        }
        space.get(..self.length).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_from_the_root_down() {
        let root = Path::ROOT;
        let services = root.down("services");
        let web = services.down("web");
        assert_eq!(web.keys(&mut Keys::default()), ["services", "web"]);
    }
}

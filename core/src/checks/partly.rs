//! Texts of which only parts are known: images and paths with variables in them.

use std::borrow::Cow;

use super::Outcome;
use crate::model::ImageReference;
use crate::model::pods::Container;
use crate::tree::{Field, State, Why, is_known, with_holes};

/// The text of a field, with a hole for each variable or expression whose value is not known. If no
/// part of the text is known: none, and the evaluation is unknown.
pub(super) fn partly<'f>(
    field: &'f Field<&'f str>,
    written: Option<&'f Field<&'f str>>,
    out: &mut Outcome,
) -> Option<Cow<'f, str>> {
    let State::Unresolved(_, Why::Variable | Why::Expression) = field.state() else {
        return out.read(field).map(|text| Cow::Borrowed(*text));
    };
    let masked = match written.map(Field::state) {
        Some(State::Set(text, _)) => with_holes(text),
        _ => Cow::Borrowed(""),
    };
    let says_something = !is_known(&masked) && masked.chars().any(|letter| !letter.is_control());
    if says_something {
        return Some(masked);
    }
    out.read(field);
    None
}

/// The reference of a container's image, with holes for the parts that are not known.
pub(super) fn image<'c>(container: &'c Container, out: &mut Outcome) -> Option<Cow<'c, str>> {
    partly(&container.image, Some(&container.image_as_written), out)
}

/// Whether a container's image is a well-known data store. False, and the evaluation is unknown, if
/// the name is not known.
pub(super) fn is_data_store(container: &Container, out: &mut Outcome) -> bool {
    image_name(container, out).is_some()
        && image(container, out)
            .is_some_and(|reference| ImageReference::parse(&reference).is_data_store())
}

/// The name of a container's image without registry, path and tag; empty if there is no image. None,
/// and the evaluation is unknown, if the name is not known.
pub(super) fn image_name<'c>(container: &'c Container, out: &mut Outcome) -> Option<Cow<'c, str>> {
    let reference = match image(container, out) {
        Some(reference) => reference,
        None if out.is_undecided() => return None,
        None => return Some(Cow::Borrowed("")),
    };
    let name = match &reference {
        Cow::Borrowed(text) => Cow::Borrowed(ImageReference::parse(text).name()),
        Cow::Owned(text) => Cow::Owned(ImageReference::parse(text).name().to_owned()),
    };
    if is_known(&name) {
        return Some(name);
    }
    out.read(&container.image);
    None
}

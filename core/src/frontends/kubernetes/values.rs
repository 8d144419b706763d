//! Simple values that many objects of the API share.

use crate::model::Quantity;
use crate::model::meta::{StringEntry, StringMap};
use crate::tree::{Cursor, Entry, Field, Format, State, Why};

/// A list of strings in which an expression is not the final value.
pub(super) fn texts<'a>(list: &Cursor<'a>) -> Field<Vec<Field<&'a str>>> {
    list.list(Cursor::text)
}

/// A list of strings as written.
pub(super) fn literals<'a>(list: &Cursor<'a>) -> Field<Vec<Field<&'a str>>> {
    list.list(Cursor::literal)
}

/// The names of a list of references.
pub(super) fn names<'a>(list: &Cursor<'a>) -> Field<Vec<Field<&'a str>>> {
    list.list(|reference| reference.get("name").text())
}

/// A quantity, with or without quotes.
pub(super) fn quantity<'a>(amount: &Cursor<'a>) -> Field<Quantity<'a>> {
    amount.any_text().parse(|text| Quantity::parse(text).ok_or(Why::Invalid(Format::Quantity)))
}

/// A map in whose values an expression is not the final value.
pub(super) fn text_map<'a>(map: &Cursor<'a>) -> StringMap<'a> {
    string_map(map, Cursor::text)
}

/// A map of values as written.
pub(super) fn literal_map<'a>(map: &Cursor<'a>) -> StringMap<'a> {
    string_map(map, Cursor::literal)
}

fn string_map<'a>(map: &Cursor<'a>, read: impl Fn(&Cursor<'a>) -> Field<&'a str>) -> StringMap<'a> {
    let entry =
        |Entry { key, key_place, value }| StringEntry { key, key_place, value: read(&value) };
    map.entries().map(|entries| entries.into_iter().map(entry).collect())
}

/// A field, or the older one that it replaced if it is unset or empty, as the API reads both.
pub(super) fn or_older<'a>(current: &Cursor<'a>, older: &Cursor<'a>) -> Field<&'a str> {
    let (current, older) = (current.text(), older.text());
    match (current.state(), older.state()) {
        (State::Unset(..) | State::Set("", _), State::Set(..) | State::Unresolved(..)) => older,
        _ => current,
    }
}

//! Shapes of input of any size: the same item `count` times, so that a measurement with ten times
//! as many items shows how the cost grows. The gate, the table and the measurement on Node use
//! them.

mod access;
mod compose;
mod languages;
pub mod made_up;
mod network;
mod objects;
mod platform;
mod pods;
mod policies;
#[path = "../../core/dev/src/pods.rs"]
mod small_pods;
mod texts;

/// The name and the text of each file; one called `asepsis.yaml` is the policy.
pub type Files = Vec<(String, String)>;

/// A shape of input.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Its name.
    pub name: &'static str,
    /// The item that is repeated.
    pub about: &'static str,
    /// Generates it.
    pub files: fn(usize) -> Files,
}

/// Every shape.
pub fn all() -> impl Iterator<Item = &'static Shape> {
    [
        objects::SHAPES,
        pods::SHAPES,
        network::SHAPES,
        access::SHAPES,
        compose::SHAPES,
        languages::SHAPES,
        texts::SHAPES,
        policies::SHAPES,
        platform::SHAPES,
    ]
    .into_iter()
    .flatten()
}

/// The shape of this name.
pub fn find(name: &str) -> Option<&'static Shape> {
    all().find(|shape| shape.name == name)
}

/// One file.
fn one(name: &str, text: String) -> Files {
    vec![(name.to_owned(), text)]
}

/// A text that begins with a head, followed by an item `count` times.
fn repeated(head: &str, count: usize, each: impl Fn(usize) -> String) -> String {
    let mut text = head.to_owned();
    for index in 0..count {
        text.push_str(&each(index));
    }
    text
}

/// A file for each number.
fn separate(count: usize, each: impl Fn(usize) -> (String, String)) -> Files {
    (0..count).map(each).collect()
}

/// Twenty random letters and digits, different for each number.
fn drawn(index: usize) -> String {
    let letters = b"abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut state = (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d;
    let letter = |_| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 40).unwrap_or_default() % letters.len();
        letters.get(at).copied().map_or('a', char::from)
    };
    (0..20).map(letter).collect()
}

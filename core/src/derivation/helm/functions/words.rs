//! Functions that write the words of a name in another way: camel case, snake case, kebab case.

use super::Function;
use super::Parameter::Text as Str;
use super::letters::{lower, rewritten, upper};
use super::signature::fixed;

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("camelcase", &[Str], |arguments| rewritten(arguments, camel_case)),
    fixed("kebabcase", &[Str], |arguments| rewritten(arguments, |text| separated(text, '-'))),
    fixed("snakecase", &[Str], |arguments| rewritten(arguments, |text| separated(text, '_'))),
];

/// Whether a character is between words.
fn is_connector(character: char) -> bool {
    matches!(character, '-' | '_') || character.is_whitespace()
}

/// The words without connectors, each with a first letter in upper case; of several connectors all but
/// the last one stay, as do those at the beginning.
fn camel_case(text: &str) -> String {
    let mut written: String = text.chars().take_while(|one| is_connector(*one)).collect();
    let mut rest = text.chars().skip_while(|one| is_connector(*one));
    let Some(first) = rest.next() else {
        // Of nothing but connectors the last one comes twice.
        written.extend(text.chars().next_back());
        return written;
    };
    let mut is_in_capitals = first.is_uppercase();
    let mut before = upper(first);
    for next in rest {
        let next = match (is_connector(before), is_connector(next)) {
            (true, true) => {
                written.push(before);
                next
            }
            (true, false) => {
                is_in_capitals = next.is_uppercase();
                upper(next)
            }
            (false, _) => {
                written.push(before);
                is_in_capitals = is_in_capitals && next.is_uppercase();
                if is_in_capitals { lower(next) } else { next }
            }
        };
        before = next;
    }
    written.push(before);
    written
}

/// The kinds of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Upper,
    Letters,
    Connector,
    Punctuation,
    Other,
    End,
}

impl Kind {
    /// The kind of a word that begins with a character.
    fn of(character: char) -> Self {
        match character {
            _ if is_connector(character) => Self::Connector,
            _ if is_punctuation(character) => Self::Punctuation,
            _ if character.is_uppercase() => Self::Upper,
            _ if is_letter(character) => Self::Letters,
            _ if character.is_numeric() => Self::Number,
            _ => Self::Other,
        }
    }

    /// Whether it separates words, or nothing follows.
    fn is_border(self) -> bool {
        matches!(self, Self::Connector | Self::Punctuation)
    }

    fn is_letters_or_number(self) -> bool {
        matches!(self, Self::Letters | Self::Number)
    }
}

/// Whether a character is punctuation in Unicode; of those beyond ASCII, the usual ones.
fn is_punctuation(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_punctuation() && !"$+<=>^`|~".contains(character);
    }
    matches!(character, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}' | '\u{2053}'..='\u{205E}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}')
}

/// Whether a character is a letter of a script that has words.
fn is_letter(character: char) -> bool {
    character.is_alphabetic()
        && !matches!(character,
            '\u{4E00}'..='\u{9FCC}' | '\u{3400}'..='\u{4D85}' | '\u{20000}'..='\u{2B81D}')
}

/// The next word of a text: its kind, itself and what follows.
fn next_word(text: &str) -> (Kind, &str, &str) {
    let Some(first) = text.chars().next() else { return (Kind::End, "", "") };
    let kind = Kind::of(first);
    let is_part = |character: char| match kind {
        Kind::Upper => character.is_uppercase(),
        // Connectors that follow are punctuation too.
        Kind::Punctuation => is_punctuation(character),
        _ => Kind::of(character) == kind,
    };
    let mut end = text.find(|character| !is_part(character)).unwrap_or(text.len());
    if kind == Kind::Upper {
        end = capitals_end(text, end);
    }
    let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (kind, word, rest)
}

/// Where a word ends that begins with capitals up to a position: the last one belongs to small letters
/// that follow.
fn capitals_end(text: &str, end: usize) -> usize {
    let capitals = text.get(..end).unwrap_or_default();
    let rest = text.get(end..).unwrap_or_default();
    if !rest.starts_with(is_letter) {
        return end;
    }
    let last = capitals.chars().next_back().map_or(0, char::len_utf8);
    if capitals.len() > last {
        return end - last;
    }
    let is_small = |character: char| is_letter(character) && !character.is_uppercase();
    end + rest.find(|character| !is_small(character)).unwrap_or(rest.len())
}

/// Writes a word in lower case, with connectors replaced.
fn write(written: &mut String, kind: Kind, word: &str, connector: char) {
    match kind {
        Kind::Upper => written.extend(word.chars().map(lower)),
        Kind::Connector => written.extend(word.chars().map(|_| connector)),
        _ => written.push_str(word),
    }
}

/// The words of a name with a connector between.
fn separated(text: &str, connector: char) -> String {
    let mut written = String::with_capacity(text.len() + text.len() / 4);
    let (mut kind, mut word, mut rest) = next_word(text);
    while !rest.is_empty() {
        write(&mut written, kind, word, connector);
        let before = kind;
        (kind, word, rest) = next_word(rest);
        match before {
            Kind::Number => {
                while kind.is_letters_or_number() {
                    write(&mut written, kind, word, connector);
                    (kind, word, rest) = next_word(rest);
                }
                if kind != Kind::End && !kind.is_border() {
                    written.push(connector);
                }
            }
            Kind::Connector | Kind::Punctuation => {}
            _ if kind == Kind::Number && !rest.is_empty() => {
                (kind, word, rest) = number_in_word(&mut written, (word, rest), connector);
            }
            _ if kind != Kind::Number && !kind.is_border() => written.push(connector),
            _ => {}
        }
    }
    write(&mut written, kind, word, connector);
    written
}

/// Writes a number that follows a word, and small letters after it, which make it a word. Returns the
/// next word.
fn number_in_word<'t>(
    written: &mut String,
    (number, rest): (&'t str, &'t str),
    connector: char,
) -> (Kind, &'t str, &'t str) {
    let mut next = next_word(rest);
    let is_apart = next.0 == Kind::Letters;
    if is_apart {
        written.push(connector);
    }
    written.push_str(number);
    while is_apart && next.0.is_letters_or_number() {
        write(written, next.0, next.1, connector);
        next = next_word(next.2);
    }
    let is_last = is_apart && next.0 == Kind::End;
    if !is_last && !next.0.is_border() {
        written.push(connector);
    }
    next
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn words_are_joined() {
        check(
            r#"
            camelcase "http_server" => "HttpServer"
            camelcase "no_https" => "NoHttps"
            camelcase "_complex__case_" => "_Complex_Case_"
            camelcase "some words-and more" => "SomeWordsAndMore"
            camelcase "GOLANG_IS_GREAT" => "GolangIsGreat"
            camelcase "a" => "A"
            camelcase "__" => "___"
            camelcase "_" => "__"
            camelcase "A1b2" => "A1b2"
            camelcase "my-HTTPServer" => "MyHttpserver"
            camelcase "aBC dEF" => "ABCDEF"
            camelcase "" => ""
            camelcase "a-" => "A-"
            camelcase "Ab--" => "Ab--"
            snakecase "FirstName" => "first_name"
            snakecase "HTTPServer" => "http_server"
            snakecase "NoHTTPS" => "no_https"
            snakecase "GO_PATH" => "go_path"
            snakecase "GO PATH" => "go_path"
            snakecase "GO-PATH" => "go_path"
            snakecase "http2xx" => "http_2xx"
            snakecase "HTTP20xOK" => "http_20x_ok"
            snakecase "Duration2m3s" => "duration_2m3s"
            snakecase "Bld4Floor3rd" => "bld4_floor_3rd"
            snakecase "a.b.C_D" => "a.b.c_d"
            snakecase "__a__B__" => "__a__b__"
            snakecase "1a2B3" => "1a2_b3"
            snakecase "a1" => "a1"
            snakecase "a1.b" => "a1.b"
            snakecase "aB$CdE$f1G" => "a_b_$_cd_e_$_f1_g"
            snakecase "A" => "a"
            snakecase "AB" => "ab"
            snakecase "ABc" => "a_bc"
            snakecase "1_2" => "1_2"
            snakecase "12" => "12"
            snakecase "a1_B" => "a1_b"
            snakecase "A1b2c3 D4" => "a_1b2c3_d4"
            snakecase "abc123.45" => "abc123.45"
            snakecase "été漢字Abc" => "été_漢字_abc"
            snakecase "X-Y Z1-" => "x_y_z1_"
            snakecase "a1$" => "a1_$"
            snakecase "a$1b" => "a_$_1b"
            snakecase "1$a" => "1_$_a"
            snakecase "$A" => "$_a"
            snakecase "a1B" => "a1_b"
            snakecase "a1bC2" => "a_1b_c2"
            snakecase "{{-.v-lues.text-|-upper-}}!" => "{{-.v_lues.text_|_upper_}}!"
            kebabcase "FirstName" => "first-name"
            kebabcase "fooBar_baz qux2Q" => "foo-bar-baz-qux2-q"
            kebabcase "HTTPServer2Go" => "http-server2-go"
            "#,
        );
    }
}

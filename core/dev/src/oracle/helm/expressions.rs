//! Expressions of templates that cross functions, most of them with arguments of the right types.

use fastrand::Rng;

use super::functions::{FUNCTIONS, Function, PRINT};

/// The values of a generated chart: the name, the kind of argument that it is, and how it is written.
pub(super) const VALUES: &[(&str, char, &str)] = &[
    ("nothing", 'a', "null"),
    ("isOn", 'b', "true"),
    ("isOff", 'b', "false"),
    ("zero", 'x', "0"),
    ("int", 'x', "42"),
    ("big", 'x', "1234567890123"),
    ("negative", 'x', "-7"),
    ("float", 'f', "1.5"),
    ("whole", 'f', "3.0"),
    ("huge", 'f', "1e+21"),
    ("tiny", 'f', "1e-7"),
    ("text", 's', "plain text"),
    ("empty", 's', "\"\""),
    ("special", 's', "\"a: b # c 'd' \\\"e\\\" <f> & \\\\ $g\""),
    ("unicode", 's', "\"h\u{e9}llo W\u{f6}rld \u{2713} \u{1F600}\""),
    ("lines", 's', "\"one\\n  two\\t\\n\\nlast \\n\""),
    ("digits", 's', "\"0123\""),
    ("truth", 's', "\"true\""),
    ("camel", 's', "someHTTPServer_name-v2"),
    ("list", 'l', "[b, a, c, a]"),
    ("ints", 'l', "[3, 1, 2]"),
    ("mixed", 'l', "[1, x, null, true, 1.5, [n], {k: v}, \"\"]"),
    ("emptyList", 'l', "[]"),
    ("maps", 'l', "[{name: x, value: 1}, {name: y, value: null}]"),
    ("map", 'm', "{b: 2, a: one, c: {d: [1, 2]}}"),
    ("other", 'm', "{a: two, c: {e: true}, z: \"\"}"),
    ("emptyMap", 'm', "{}"),
    ("version", 'v', "v1.2.3-rc.1+build"),
    ("template", 's', "\"{{ .Values.text | upper }}!\""),
    ("yaml", 'y', "\"a: 1\\nb: [x, 'y']\\nc:\\n  d: 1.50\\n\""),
];

/// Arguments that are written in place, by their kind.
fn literals(kind: char) -> &'static [&'static str] {
    match kind {
        'b' => &["true", "false"],
        'c' => {
            &["\">=1.2.0\"", "\"^1.0.0-0\"", "\"~1.2 || >3\"", "\"1.x\"", "\"!=1.2.3\"", "\"bad\""]
        }
        'd' => &["\"1h30m5s\"", "3600", "\"95\"", "\"10s\"", "\"2400h10m\""],
        'f' => &["1.5", "-0.25", "3", "100.0", "1e3", "\"2.75\""],
        'i' => &["0", "1", "2", "3", "5", "-1", "10", "0x1F", "1000"],
        'j' => &[
            "`{\"a\": [1, 2.50, \"x\"], \"b\": null}`",
            "`[1, {\"c\": true}]`",
            "`{bad`",
            "`\"<&>\"`",
        ],
        'k' => &["\"a\"", "\"b\"", "\"c\"", "\"missing\""],
        'K' => &[
            "\"string\"",
            "\"int\"",
            "\"map\"",
            "\"slice\"",
            "\"float64\"",
            "\"bool\"",
            "\"[]interface {}\"",
        ],
        'n' => &["0", "1", "2", "4", "7", "-1"],
        'o' => &["0", "1"],
        'p' => &["\"/a/b/../c.tar.gz\"", "\"x/y.yaml\"", "\"\"", "\"./..\"", "\"/\""],
        'r' => &[
            "\"[a-c]+\"",
            "\"^(\\\\w+) (\\\\w+)$\"",
            "\"l*\"",
            "\"(?i)T|x\"",
            "\"[\"",
            "`\\s+`",
            "\"\\\\pL\"",
        ],
        's' => &[
            "\"a\"",
            "\"b, c\"",
            "`raw \\n`",
            "\"x\\ty\"",
            "\"\"",
            "\" pad \"",
            "\"A-b_C d\"",
            "\"\u{e9}\"",
            "\"-\"",
            "\"10\"",
        ],
        't' => &["\"a = 1\\n[b]\\nc = 'x'\\n\"", "\"= bad\""],
        'u' => &["\"https://user:pw@host:80/a/b?c=d#e\"", "\"host/path\"", "\"a b:%\""],
        'v' => &["\"1.2.3\"", "\"v1.10.0-alpha.1\"", "\"2.0\"", "\"bad\""],
        'x' => &["0", "1", "7", "-3", "2.9", "\"12\"", "1000000", "\"x\"", "1e3"],
        'y' => &["\"a: 1\"", "\"- x\\n- 2\\n\"", "\"{a: [}\"", "\"yes\"", "\"0x1F: 010\""],
        'l' => &[
            "(list 1 \"a\" nil 2.5)",
            "(list)",
            "(list \"z\" \"y\")",
            "(until 3)",
            "(splitList \",\" \"p,q\")",
        ],
        'm' => &[
            "(dict)",
            "(dict \"a\" 1 \"b\" (dict \"c\" \"x\"))",
            "(dict \"scheme\" \"http\" \"host\" \"h\" \"path\" \"/p\")",
        ],
        _ => &["nil", "1", "\"s\"", "1.5", "true", "(list 1)", "(dict \"a\" 1)", "'c'", "-0.0"],
    }
}

/// Writes expressions.
pub(super) struct Expressions<'r> {
    pub(super) random: &'r mut Rng,
    /// How many of a hundred arguments are of any type.
    pub(super) doubt: u8,
    /// What stands for the whole chart.
    pub(super) root: &'static str,
}

impl Expressions<'_> {
    /// A pipeline that begins with any function.
    pub(super) fn pipeline(&mut self, depth: usize) -> String {
        let first = self.function(|_| true);
        let mut text = self.call(first, depth, 0);
        let mut kind = first.result;
        for _ in 0..self.random.usize(..3) {
            let careless = self.is_doubtful();
            let next = self.function(|next| {
                let last = next.arguments.trim_end_matches('*').chars().last();
                next.name != "fail"
                    && last.is_some_and(|last| last != 'n' && (careless || fits(last, kind)))
            });
            text = format!("{text} | {}", self.call(next, depth, 1));
            kind = next.result;
        }
        // What is no text is printed as Go does it, or written out.
        match (kind, self.random.u8(..3)) {
            ('l' | 'm', 0 | 1) => text + " | toJson",
            ('a', 0) => text + " | quote",
            _ => text,
        }
    }

    /// An operand of a kind.
    pub(super) fn operand(&mut self, kind: char, depth: usize) -> String {
        let kind = match kind {
            // Large numbers in the place of small ones make large texts.
            'n' => return self.literal('n'),
            _ if self.is_doubtful() => {
                *self.random.choice(&['s', 'i', 'f', 'b', 'l', 'm', 'a']).unwrap_or(&'a')
            }
            kind => kind,
        };
        if depth > 0 && self.random.u8(..5) < 2 {
            let function =
                self.function(|function| function.name != "fail" && fits(kind, function.result));
            return format!("({})", self.call(function, depth - 1, 0));
        }
        if self.random.bool() {
            let fitting: Vec<&str> = VALUES
                .iter()
                .filter(|(_, of, _)| fits(kind, *of))
                .map(|(name, ..)| *name)
                .collect();
            if let Some(name) = self.random.choice(fitting) {
                return format!("{}.Values.{name}", self.root);
            }
        }
        if kind == 'a' && self.random.u8(..12) == 0 {
            return format!("{}.Values.absent", self.root);
        }
        self.literal(kind)
    }

    /// An operand that may be alone, or begin a pipeline.
    pub(super) fn command(&mut self, kind: char, depth: usize) -> String {
        let operand = self.operand(kind, depth);
        if operand == "nil" { format!("{}.Values.nothing", self.root) } else { operand }
    }

    fn literal(&mut self, kind: char) -> String {
        self.random.choice(literals(kind)).copied().unwrap_or("nil").to_owned()
    }

    fn is_doubtful(&mut self) -> bool {
        self.random.u8(..100) < self.doubt
    }

    fn function(&mut self, is_wanted: impl Fn(&Function) -> bool) -> &'static Function {
        let wanted = FUNCTIONS.iter().filter(|function| is_wanted(function));
        self.random.choice(wanted.collect::<Vec<_>>()).unwrap_or(PRINT)
    }

    /// A function with its arguments, those apart that a pipeline gives it.
    fn call(&mut self, function: &Function, depth: usize, given: usize) -> String {
        if function.name == "printf" && given == 0 {
            return self.printf(depth);
        }
        let mut kinds: Vec<char> = Vec::new();
        for kind in function.arguments.chars() {
            match (kind, kinds.last()) {
                ('*', Some(&last)) => {
                    let more = self.random.usize(..3);
                    kinds.extend(std::iter::repeat_n(last, more));
                }
                _ => kinds.push(kind),
            }
        }
        kinds.truncate(kinds.len().saturating_sub(given));
        match self.random.u8(..25) {
            0 if self.doubt > 0 => drop(kinds.pop()),
            1 if self.doubt > 0 => kinds.push('a'),
            _ => {}
        }
        let mut text = function.name.to_owned();
        for kind in kinds {
            text = format!("{text} {}", self.operand(kind, depth));
        }
        // What has no order of its keys gets one.
        if matches!(function.name, "keys" | "values") { text + " | sortAlpha" } else { text }
    }

    fn printf(&mut self, depth: usize) -> String {
        let verbs = [
            ("%s", 's'),
            ("%d", 'i'),
            ("%v", 'a'),
            ("%q", 's'),
            ("%t", 'b'),
            ("%f", 'f'),
            ("%.2f", 'f'),
            ("%5d|", 'i'),
            ("%-6s|", 's'),
            ("%05d", 'i'),
            ("%x", 'a'),
            ("%X", 's'),
            ("%o", 'i'),
            ("%b", 'i'),
            ("%e", 'f'),
            ("%g", 'f'),
            ("%c", 'i'),
            ("%U", 'i'),
            ("%T", 'a'),
            ("%+v", 'm'),
            ("%#v", 'a'),
            ("%6.3f", 'f'),
            ("%+d", 'i'),
            ("%#x", 'i'),
            ("%.3s", 's'),
            ("% x", 's'),
            ("%08.3f", 'f'),
            ("%v", 'l'),
            ("%v", 'm'),
            ("%s", 'l'),
            ("%d", 'l'),
            ("%q", 'l'),
            ("%#q", 's'),
            ("%+q", 's'),
            ("%[1]v", 'a'),
            ("%*d", 'i'),
            ("%z", 'a'),
            ("%%", 'a'),
            ("%d", 'a'),
            ("%s", 'a'),
            ("%G", 'f'),
        ];
        let count = self.random.usize(1..4);
        let chosen: Vec<(&str, char)> =
            (0..count).filter_map(|_| self.random.choice(verbs)).collect();
        let format: Vec<&str> = chosen.iter().map(|(verb, _)| *verb).collect();
        let mut text = format!("printf \"{}\"", format.join(" "));
        for (_, kind) in chosen {
            text = format!("{text} {}", self.operand(kind, depth));
        }
        text
    }
}

/// Whether something of one kind can be where another one is wanted.
fn fits(wanted: char, given: char) -> bool {
    match wanted {
        'a' => true,
        'x' => matches!(given, 'x' | 'i' | 'f'),
        'f' => matches!(given, 'f' | 'x'),
        _ => wanted == given,
    }
}

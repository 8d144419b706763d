//! The pictures of the READMEs: what the command prints at a terminal, as SVG, and the playground.

use std::fmt::Write as _;
use std::process::Command;

use super::test;
use crate::Failure;
use crate::workspace::{cargo, root};

const PICTURE: &str = "examples/cli/report.svg";
/// The folder in which the command is run, and its words: few findings, each of another kind.
const FOLDER: &str = "examples/platforms/ojala";
const WORDS: [&str; 7] =
    ["--color", "always", "check", "kubernetes/shared", "helm/vault", "--min-severity", "critical"];

const LINE: usize = 20;
/// The width of a character of the font in tenths of a pixel.
const CHARACTER: usize = 84;
const MARGIN: usize = 24;
const BACKGROUND: &str = "#1c2128";
const TEXT: &str = "#d1d7e0";

/// Runs the command and writes its picture, and those of the playground.
pub(super) fn write() -> Result<(), Failure> {
    let mut command = Command::new(cargo());
    command.args(["run", "--quiet", "--package", "asepsis-cli", "--manifest-path"]);
    command.arg(root().join("Cargo.toml")).arg("--").args(WORDS);
    let output = command.current_dir(root().join(FOLDER)).output()?;
    let printed = String::from_utf8(output.stdout)?;
    if printed.is_empty() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let asked: Vec<&str> = WORDS.iter().skip(2).copied().collect();
    let text = format!("\u{1b}[32m$\u{1b}[0m asepsis {}\n\n{printed}", asked.join(" "));
    std::fs::write(root().join(PICTURE), drawn(&text))?;
    println!("wrote {PICTURE}");
    if let Some(why) = test::browser::pictures()? {
        println!("SKIPPED: the pictures of the playground: {why}");
    }
    Ok(())
}

fn drawn(text: &str) -> String {
    let lines: Vec<Vec<(String, &str)>> = text.lines().map(styled).collect();
    let length = |line: &Vec<(String, &str)>| -> usize {
        line.iter().map(|(_, piece)| piece.chars().count()).sum()
    };
    let width = lines.iter().map(length).max().unwrap_or_default() * CHARACTER / 10 + 2 * MARGIN;
    let height = lines.len() * LINE + 2 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" font-size=\"14\" \
         font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, monospace\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for (number, line) in lines.iter().enumerate() {
        let y = MARGIN + number * LINE + LINE * 3 / 4;
        let mut column = 0;
        for (style, piece) in line {
            let length = piece.chars().count();
            let x = MARGIN + column * CHARACTER / 10;
            column += length;
            if piece.trim().is_empty() {
                continue;
            }
            // Whatever the font is, each piece is as wide as it is at a terminal.
            let stretched = length * CHARACTER / 10;
            let _ = writeln!(
                svg,
                "<text xml:space=\"preserve\" x=\"{x}\" y=\"{y}\" textLength=\"{stretched}\" {style}>{}</text>",
                escaped(piece)
            );
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// The pieces of a line, each with the attributes of its colour.
fn styled(line: &str) -> Vec<(String, &str)> {
    let mut pieces = Vec::new();
    for (index, part) in line.split("\u{1b}[").enumerate() {
        let (codes, piece) = match part.split_once('m') {
            Some(split) if index > 0 => split,
            _ => ("0", part),
        };
        if !piece.is_empty() {
            pieces.push((style(codes), piece));
        }
    }
    pieces
}

fn style(codes: &str) -> String {
    let has = |code: &str| codes.split(';').any(|it| it == code);
    let colour = match () {
        () if has("31") => "#ff7b72",
        () if has("32") => "#7ee787",
        () if has("33") => "#e3b341",
        () if has("36") => "#76e3ea",
        () if has("2") => "#8b949e",
        () if has("1") => "#f0f6fc",
        () => TEXT,
    };
    let weight = if has("1") { " font-weight=\"bold\"" } else { "" };
    format!("fill=\"{colour}\"{weight}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

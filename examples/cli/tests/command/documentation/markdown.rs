//! The Markdown files of the tree, and the code blocks in them.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// A code block.
pub(crate) struct Block {
    /// The path of its file from the top of the tree.
    pub(crate) file: String,
    /// The line of its first fence.
    pub(crate) line: usize,
    /// The text of the heading above.
    pub(crate) section: String,
    /// What is written behind the fence; nothing for a block without fences.
    pub(crate) info: Option<String>,
    pub(crate) code: String,
}

impl Block {
    /// The language. rustdoc compiles what it does not run; its other attributes would let a block be wrong.
    pub(crate) fn language(&self) -> &str {
        match self.info.as_deref() {
            Some("rust,no_run") => "rust",
            info => info.unwrap_or_default(),
        }
    }

    /// The block as the file has it, if it is written with the fences that every test recognises.
    pub(crate) fn plain(&self) -> String {
        format!("```{}\n{}```\n", self.info.as_deref().unwrap_or_default(), self.code)
    }
}

/// The top of the tree.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// A file of the tree.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files of the tree with this extension and without what `.gitignore` names, by path.
pub(crate) fn files(extension: &str) -> Vec<(String, String)> {
    let root = root();
    let walk = WalkBuilder::new(&root)
        .hidden(false)
        .require_git(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .build();
    let mut files = Vec::new();
    for entry in walk {
        let path = entry.unwrap().into_path();
        if path.is_file() && path.extension().is_some_and(|end| end == extension) {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    files
}

/// The code blocks of a text.
pub(crate) fn blocks(file: &str, text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut section, mut is_heading, mut is_code) = (String::new(), false, false);
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                section.clear();
                is_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => is_heading = false,
            Event::Start(Tag::CodeBlock(kind)) => {
                is_code = true;
                blocks.push(Block {
                    file: file.to_owned(),
                    line: text[..range.start].matches('\n').count() + 1,
                    section: section.clone(),
                    info: match kind {
                        CodeBlockKind::Fenced(info) => Some(info.into_string()),
                        CodeBlockKind::Indented => None,
                    },
                    code: String::new(),
                });
            }
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(piece) if is_code => blocks.last_mut().unwrap().code.push_str(&piece),
            Event::Text(piece) | Event::Code(piece) if is_heading => section.push_str(&piece),
            _ => {}
        }
    }
    blocks
}

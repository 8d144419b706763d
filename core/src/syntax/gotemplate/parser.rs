//! From tokens to nodes.

use std::collections::HashMap;

use super::lexer::{Keyword, Kind, Lexer, Token};
use super::literals::{quoted, unquoted};
use super::tokens::{Parser, State};
use super::{Branch, Definition, Fault, File, Node};
use crate::source::Span;

/// Maximum nesting of parentheses and control structures.
const DEPTH: u32 = 100;
/// Maximum number of `{{else if}}` in a row.
const LINKS: usize = 1000;

/// What is said of a text that exceeds one of these.
const DEEP: &str = "max expression depth exceeded";

/// Parses a file of templates.
///
/// # Errors
/// In Go's words, with the token where it noticed that the text is not valid.
pub fn parse(text: &str) -> Result<File<'_>, Fault> {
    let mut parser = Parser {
        text,
        lexer: Lexer::new(text),
        state: State::default(),
        defined: Vec::new(),
        names: HashMap::new(),
        depth: 0,
    };
    let nodes = parser.file()?;
    Ok(File { nodes, defined: parser.defined })
}

/// What ends a list of nodes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    End,
    Else,
}

impl Ended {
    fn shown(self) -> &'static str {
        match self {
            Self::End => "{{end}}",
            Self::Else => "{{else}}",
        }
    }
}

/// A node, or what ends the list that it would be in.
enum Item<'t> {
    Node(Node<'t>),
    Ended(Ended),
}

impl<'t> Parser<'t> {
    /// Enters something that may contain others.
    pub(super) fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if self.depth >= DEPTH {
            return self.fault(DEEP);
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn file(&mut self) -> Result<Vec<Node<'t>>, Fault> {
        let mut nodes = Vec::new();
        loop {
            let token = self.peek();
            match token.kind {
                Kind::End => return Ok(nodes),
                Kind::LeftDelimiter => {
                    let delimiter = self.next();
                    if self.next_element().kind == Kind::Keyword(Keyword::Define) {
                        self.definition()?;
                        continue;
                    }
                    self.back_with(delimiter);
                }
                _ => {}
            }
            match self.item()? {
                Item::Node(node) => nodes.push(node),
                Item::Ended(ended) => return self.fault(format!("unexpected {}", ended.shown())),
            }
        }
    }

    /// Reads a template inside of the text, with separate variables.
    fn apart<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        let outer = std::mem::take(&mut self.state);
        let result = self.deeper(read);
        self.state = outer;
        result
    }

    fn definition(&mut self) -> Result<(), Fault> {
        const CONTEXT: &str = "define clause";
        self.apart(|parser| {
            let token = parser.next_element();
            let name = parser.template_name(&token, CONTEXT)?;
            parser.required(Kind::RightDelimiter, CONTEXT)?;
            parser.body(name, CONTEXT)
        })
    }

    /// The nodes of a template with a name.
    fn body(&mut self, name: String, context: &str) -> Result<(), Fault> {
        let (nodes, ended) = self.list()?;
        if ended != Ended::End {
            return self.fault(format!("unexpected {} in {context}", ended.shown()));
        }
        let Some(known) = self.names.get(&name).copied() else {
            self.names.insert(name.clone(), self.defined.len());
            self.defined.push(Definition { name, nodes });
            return Ok(());
        };
        let is_empty = self.is_empty(&nodes);
        let is_known = self.defined.get(known).is_some_and(|of| !self.is_empty(&of.nodes));
        if is_known && !is_empty {
            let name = quoted(&name);
            return self.fault(format!("template: multiple definition of template {name}"));
        }
        if let Some(known) = self.defined.get_mut(known).filter(|_| !is_known) {
            known.nodes = nodes;
        }
        Ok(())
    }

    /// Whether nodes are nothing but space.
    fn is_empty(&self, nodes: &[Node<'t>]) -> bool {
        nodes.iter().all(|node| match node {
            Node::Text(span) => {
                self.text.get(span.range()).is_some_and(|text| text.trim().is_empty())
            }
            _ => false,
        })
    }

    /// Nodes up to `{{end}}` or `{{else}}`.
    fn list(&mut self) -> Result<(Vec<Node<'t>>, Ended), Fault> {
        let mut nodes = Vec::new();
        while self.peek_element().kind != Kind::End {
            match self.item()? {
                Item::Node(node) => nodes.push(node),
                Item::Ended(ended) => return Ok((nodes, ended)),
            }
        }
        self.fault("unexpected EOF")
    }

    fn item(&mut self) -> Result<Item<'t>, Fault> {
        let token = self.next_element();
        match token.kind {
            Kind::Text => Ok(Item::Node(Node::Text(token.span))),
            Kind::LeftDelimiter => {
                self.state.action_line = Some(token.line);
                let item = self.deeper(Self::action)?;
                self.state.action_line = None;
                Ok(item)
            }
            _ => self.unexpected(&token, "input"),
        }
    }

    fn action(&mut self) -> Result<Item<'t>, Fault> {
        let token = self.next_element();
        let Kind::Keyword(keyword) = token.kind else {
            self.back();
            return Ok(Item::Node(Node::Action(self.pipeline("command", Kind::RightDelimiter)?)));
        };
        Ok(Item::Node(match keyword {
            Keyword::If => Node::If(self.branch(Keyword::If)?),
            Keyword::With => Node::With(self.branch(Keyword::With)?),
            Keyword::Range => Node::Range(self.branch(Keyword::Range)?),
            Keyword::Block => self.block()?,
            Keyword::Template => self.template()?,
            Keyword::Break => Node::Break(self.jump(&token, "{{break}}")?),
            Keyword::Continue => Node::Continue(self.jump(&token, "{{continue}}")?),
            Keyword::End => {
                self.required(Kind::RightDelimiter, "end")?;
                return Ok(Item::Ended(Ended::End));
            }
            Keyword::Else => {
                // `{{else if}}` leaves the second word to the branch.
                let next = self.peek_element().kind;
                if !matches!(next, Kind::Keyword(Keyword::If | Keyword::With)) {
                    self.required(Kind::RightDelimiter, "else")?;
                }
                return Ok(Item::Ended(Ended::Else));
            }
            Keyword::Define => {
                self.back();
                Node::Action(self.pipeline("command", Kind::RightDelimiter)?)
            }
        }))
    }

    fn jump(&mut self, token: &Token<'t>, name: &str) -> Result<Span, Fault> {
        let next = self.next_element();
        if next.kind != Kind::RightDelimiter {
            return self.unexpected(&next, name);
        }
        if self.state.ranges == 0 {
            return self.fault(format!("{name} outside {{{{range}}}}"));
        }
        Ok(token.span)
    }

    fn branch(&mut self, keyword: Keyword) -> Result<Branch<'t>, Fault> {
        let known = self.state.variables.len();
        let context = match keyword {
            Keyword::If => "if",
            Keyword::With => "with",
            _ => "range",
        };
        let ranges = u32::from(keyword == Keyword::Range);
        // `{{else if}}` is a branch inside of the other one that ends with it.
        let mut links = Vec::new();
        let mut otherwise = loop {
            let pipeline = self.pipeline(context, Kind::RightDelimiter)?;
            self.state.ranges += ranges;
            let (nodes, ended) = self.list()?;
            self.state.ranges -= ranges;
            links.push((pipeline, nodes));
            if ended == Ended::End {
                break None;
            }
            let is_link = self.peek().kind == Kind::Keyword(keyword) && keyword != Keyword::Range;
            if !is_link {
                let (nodes, ended) = self.list()?;
                if ended != Ended::End {
                    return self.fault(format!("expected end; found {}", ended.shown()));
                }
                break Some(nodes);
            }
            self.next();
            if links.len() >= LINKS {
                return self.fault(DEEP);
            }
        };
        self.state.forget(known);
        let Some((pipeline, nodes)) = links.pop() else { return self.fault(DEEP) };
        let mut branch = Branch { pipeline, nodes, otherwise: otherwise.take() };
        while let Some((pipeline, nodes)) = links.pop() {
            let node = if keyword == Keyword::If { Node::If(branch) } else { Node::With(branch) };
            branch = Branch { pipeline, nodes, otherwise: Some(vec![node]) };
        }
        Ok(branch)
    }

    fn block(&mut self) -> Result<Node<'t>, Fault> {
        const CONTEXT: &str = "block clause";
        let token = self.next_element();
        let name = self.template_name(&token, CONTEXT)?;
        let argument = Some(self.pipeline(CONTEXT, Kind::RightDelimiter)?);
        let defined = name.clone();
        self.apart(|parser| parser.body(defined, CONTEXT))?;
        Ok(Node::Template { name, argument, span: token.span })
    }

    fn template(&mut self) -> Result<Node<'t>, Fault> {
        const CONTEXT: &str = "template clause";
        let token = self.next_element();
        let name = self.template_name(&token, CONTEXT)?;
        let mut argument = None;
        if self.next_element().kind != Kind::RightDelimiter {
            self.back();
            argument = Some(self.pipeline(CONTEXT, Kind::RightDelimiter)?);
        }
        Ok(Node::Template { name, argument, span: token.span })
    }

    fn template_name(&mut self, token: &Token<'t>, context: &str) -> Result<String, Fault> {
        if !matches!(token.kind, Kind::String | Kind::RawString) {
            return self.unexpected(token, context);
        }
        unquoted(token.text).map_or_else(|| self.fault("invalid syntax"), Ok)
    }
}

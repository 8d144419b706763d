//! Where a fault can be put.

use std::fmt;
use std::ops::Range;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, BinOp, Block, Expr, ImplItemFn, ItemFn, Meta, ReturnType, Stmt, UnOp};

use super::{modules, values};
use crate::Failure;

/// A small fault.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mutant {
    /// Below the folder of the workspace.
    pub(super) file: String,
    /// The lines of the place, from 1.
    pub(super) lines: Range<usize>,
    /// The function that it is in.
    pub(super) function: String,
    /// What was there, in one line.
    pub(super) was: String,
    /// What is done to it.
    pub(super) fault: String,
    /// The bytes of the place.
    pub(super) place: Range<usize>,
    /// What the text of the place is put between; `@` is the switch.
    pub(super) around: (String, String),
}

impl Mutant {
    /// The module that it is in.
    pub(super) fn module(&self) -> &'static str {
        modules::of(&self.file).map_or("", |module| module.name)
    }
}

impl fmt::Display for Mutant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, lines, function, was, fault, .. } = self;
        write!(formatter, "{file}:{} | {function} | {was} | {fault}", lines.start)
    }
}

/// All faults of a file.
pub(super) fn of(file: &str, text: &str) -> Result<Vec<Mutant>, Failure> {
    let parsed = syn::parse_file(text).map_err(|error| format!("{file}: {error}"))?;
    let mut places = Places { file, text, function: Vec::new(), found: Vec::new() };
    places.visit_file(&parsed);
    Ok(places.found)
}

struct Places<'t> {
    file: &'t str,
    text: &'t str,
    /// The functions around, the innermost last; nothing is changed outside of any.
    function: Vec<String>,
    found: Vec<Mutant>,
}

/// Methods whose closure says yes or no.
const ASKING: [&str; 12] = [
    "all",
    "any",
    "filter",
    "find",
    "is_none_or",
    "is_some_and",
    "partition",
    "position",
    "retain",
    "skip_while",
    "take_while",
    "rposition",
];

impl Places<'_> {
    fn text(&self, span: Span) -> &str {
        self.text.get(span.byte_range()).unwrap_or_default()
    }

    fn add(&mut self, span: Span, fault: &str, around: (String, String)) {
        let was = self.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let was = was.chars().take(100).collect();
        self.place(span.byte_range(), span, was, fault, around);
    }

    fn place(
        &mut self,
        place: Range<usize>,
        span: Span,
        was: String,
        fault: &str,
        around: (String, String),
    ) {
        let Some(function) = self.function.last() else { return };
        self.found.push(Mutant {
            file: self.file.to_owned(),
            lines: span.start().line..span.end().line + 1,
            function: function.clone(),
            was,
            fault: fault.to_owned(),
            place,
            around,
        });
    }

    /// In place of an expression another one, which is given as text.
    fn instead(&mut self, span: Span, fault: &str, other: &str) {
        let around = (format!("(if @ {{ {other} }} else {{ "), " })".to_owned());
        self.add(span, fault, around);
    }

    fn negated(&mut self, span: Span) {
        self.add(span, "is negated", ("(@ ^ (".to_owned(), "))".to_owned()));
    }

    fn condition(&mut self, of: &Expr) {
        if !matches!(of, Expr::Let(_)) {
            self.add(of.span(), "is true", ("(@ || (".to_owned(), "))".to_owned()));
            self.add(of.span(), "is false", ("(!@ && (".to_owned(), "))".to_owned()));
        }
    }

    fn function(&mut self, name: &str, signature: &syn::Signature, block: &Block) {
        if signature.constness.is_some() {
            return;
        }
        self.function.push(name.to_owned());
        if !block.stmts.is_empty() {
            let open = block.brace_token.span.open();
            let at = open.byte_range().end;
            for value in values::of(&signature.output) {
                let fault = format!("gives `{value}`");
                let around = (format!(" if @ {{ return {value}; }} "), String::new());
                self.place(
                    at..at,
                    signature.ident.span(),
                    "the function".to_owned(),
                    &fault,
                    around,
                );
            }
        }
        visit::visit_block(self, block);
        if let (ReturnType::Default, Some(Stmt::Expr(last, None))) =
            (&signature.output, block.stmts.last())
        {
            if matches!(last, Expr::MethodCall(_) | Expr::Call(_)) {
                self.left_out(last.span());
            }
        }
        self.function.pop();
    }

    fn left_out(&mut self, span: Span) {
        self.add(span, "is left out", ("if !@ { ".to_owned(), " }".to_owned()));
    }

    fn binary(&mut self, binary: &syn::ExprBinary) {
        let (left, right) = (self.text(binary.left.span()), self.text(binary.right.span()));
        let with = |operator: &str| format!("{left} {operator} {right}");
        let span = binary.span();
        let other = match binary.op {
            BinOp::Eq(_) | BinOp::Ne(_) => return self.negated(span),
            BinOp::Lt(_) => "<=",
            BinOp::Le(_) => "<",
            BinOp::Gt(_) => ">=",
            BinOp::Ge(_) => ">",
            BinOp::And(_) => "||",
            BinOp::Or(_) => "&&",
            BinOp::Add(_) if is_counted(&binary.left) || is_counted(&binary.right) => "-",
            BinOp::Sub(_) | BinOp::Mul(_) => "+",
            BinOp::AddAssign(_) if is_counted(&binary.right) => "-=",
            _ => return,
        };
        let (fault, text) = (format!("with `{other}`"), with(other));
        self.instead(span, &fault, &text);
        if matches!(other, "<=" | "<" | ">=" | ">") {
            self.negated(span);
        }
    }
}

/// Whether an expression is surely a number.
fn is_counted(of: &Expr) -> bool {
    match of {
        Expr::Lit(literal) => matches!(literal.lit, syn::Lit::Int(_)),
        Expr::MethodCall(call) => matches!(&*call.method.to_string(), "len" | "count" | "len_utf8"),
        _ => false,
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        Meta::Path(path) => path.is_ident("test"),
        Meta::NameValue(_) => false,
    })
}

impl<'ast> Visit<'ast> for Places<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        if !is_test(&item.attrs) {
            self.function(&item.sig.ident.to_string(), &item.sig, &item.block);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        if !is_test(&item.attrs) {
            self.function(&item.sig.ident.to_string(), &item.sig, &item.block);
        }
    }

    // What the compiler evaluates has no switches.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_expr_const(&mut self, _: &'ast syn::ExprConst) {}
    fn visit_expr_repeat(&mut self, _: &'ast syn::ExprRepeat) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_expr_if(&mut self, expression: &'ast syn::ExprIf) {
        self.condition(&expression.cond);
        visit::visit_expr_if(self, expression);
    }

    fn visit_expr_while(&mut self, expression: &'ast syn::ExprWhile) {
        self.condition(&expression.cond);
        visit::visit_expr_while(self, expression);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        if let Some((_, guard)) = &arm.guard {
            self.condition(guard);
        }
        visit::visit_arm(self, arm);
    }

    fn visit_expr_binary(&mut self, expression: &'ast syn::ExprBinary) {
        self.binary(expression);
        visit::visit_expr_binary(self, expression);
    }

    fn visit_expr_unary(&mut self, expression: &'ast syn::ExprUnary) {
        if matches!(expression.op, UnOp::Not(_)) {
            self.negated(expression.span());
        }
        visit::visit_expr_unary(self, expression);
    }

    fn visit_expr_lit(&mut self, expression: &'ast syn::ExprLit) {
        match &expression.lit {
            syn::Lit::Bool(_) => self.negated(expression.span()),
            syn::Lit::Int(number) => {
                if let Ok(value) = number.base10_parse::<u64>() {
                    let other = format!("{}{}", value + 1, number.suffix());
                    self.instead(expression.span(), "is one more", &other);
                }
            }
            _ => {}
        }
    }

    fn visit_expr_macro(&mut self, expression: &'ast syn::ExprMacro) {
        if expression.mac.path.is_ident("matches") {
            self.negated(expression.span());
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let is_asking = ASKING.contains(&&*call.method.to_string());
        if let (true, Some(Expr::Closure(closure))) = (is_asking, call.args.last()) {
            if matches!(closure.output, ReturnType::Default) {
                self.condition(&closure.body);
            }
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        let is_left_out = |of: &Expr| {
            matches!(of, Expr::MethodCall(_) | Expr::Call(_) | Expr::Assign(_))
                || matches!(of, Expr::Binary(_))
        };
        if let Stmt::Expr(expression, Some(_)) = statement {
            if is_left_out(expression) {
                self.left_out(statement.span());
            }
        }
        visit::visit_stmt(self, statement);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(body: &str) -> Vec<String> {
        let text = format!("fn f(a: u32) {{ {body} }}");
        let found = of("core/src/checks/a.rs", &text).unwrap();
        found.iter().map(|mutant| format!("{} {}", mutant.was, mutant.fault)).collect()
    }

    #[test]
    fn faults_are_of_what_decides() {
        assert_eq!(
            faults("g(a < b);")[1..],
            ["g(a < b); is left out", "a < b with `<=`", "a < b is negated"]
        );
        assert_eq!(faults("let c = a == 3;")[1..], ["a == 3 is negated", "3 is one more"]);
        assert_eq!(faults("let c = d.iter().any(|e| *e);")[1..], ["*e is true", "*e is false"]);
        assert_eq!(faults("let c = matches!(a, 1);")[1..], ["matches!(a, 1) is negated"]);
    }

    #[test]
    fn nothing_is_changed_that_the_compiler_evaluates_or_that_tests() {
        let text = "const A: u32 = 1 + 2; const fn g() -> bool { true } #[cfg(test)] mod t { fn h() { i(); } }";
        assert!(of("core/src/checks/a.rs", text).unwrap().is_empty());
        assert_eq!(faults("let [b, 1] = c; let d = [0; 4];"), ["the function gives `()`"]);
    }
}

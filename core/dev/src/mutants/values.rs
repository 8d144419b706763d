//! What a function can give back in place of its answer.

use syn::{GenericArgument, PathArguments, ReturnType, Type};

/// Expressions of a type, the simplest ones; none if nothing is known of it.
pub(super) fn of(result: &ReturnType) -> &'static [&'static str] {
    match result {
        ReturnType::Default => &["()"],
        ReturnType::Type(_, of) => of_type(of),
    }
}

fn of_type(of: &Type) -> &'static [&'static str] {
    match of {
        Type::Reference(reference) => match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => &["\"\""],
            Type::Slice(_) if reference.mutability.is_none() => &["&[]"],
            _ => &[],
        },
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return &[] };
            match last.ident.to_string().as_str() {
                "bool" => &["true", "false"],
                "Option" => &["None"],
                "Vec" => &["Vec::new()"],
                "String" => &["String::new()"],
                "BTreeMap" | "BTreeSet" => &["Default::default()"],
                "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" => &["0", "1"],
                "Cow" if has_text(&last.arguments) => &["Default::default()"],
                _ => &[],
            }
        }
        _ => &[],
    }
}

fn has_text(arguments: &PathArguments) -> bool {
    let PathArguments::AngleBracketed(arguments) = arguments else { return false };
    arguments.args.iter().any(|argument| {
        matches!(argument, GenericArgument::Type(Type::Path(path)) if path.path.is_ident("str"))
    })
}

//! Patterns of paths and of resources, as in a policy and on a command line, and the paths that they are
//! matched against.

use asepsis::policy::{Options, Suppression};
use asepsis::{Checker, Input};

/// The first two lines are patterns, the others are names of files.
pub(super) fn ask(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let mut pattern = || lines.next().unwrap_or_default().to_owned();
    let (path, resource) = (pattern(), pattern());
    let mut options = Options::default();
    options.environments = vec![("prod".to_owned(), vec![path.clone()])];
    options.bundles = vec![("ward".to_owned(), vec![resource.clone()])];
    let mut suppression = Suppression::default();
    suppression.check.push_str("host-network");
    suppression.path = Some(path);
    suppression.resource = Some(resource);
    options.suppressions = vec![suppression];
    // A pattern that can match nothing is rejected.
    let Ok(checker) = Checker::builder().options(options).build() else { return };
    let inputs = lines.take(16).map(|name| {
        let _ = asepsis::files::is_walked(name);
        let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostNetwork: true}\n";
        Input::text(name, pod)
    });
    super::written::check(&checker.check(inputs));
}

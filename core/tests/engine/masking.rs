//! Secrets never leave, whichever checks run.

use asepsis::checks::{Check, Rule, Scope};
use asepsis::model::pods::Container;
use asepsis::{Checker, Input, Outcome};

const SECRET: &str = "vk3m-9qtz-71xw";

fn manifest() -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: api}}\nspec:\n  containers:\n  - name: \
         api\n    image: registry.example/{SECRET}\n    env:\n    - {{name: DATABASE_PASSWORD, value: \
         {SECRET}}}\n    securityContext: {{privileged: true}}\n"
    )
}

#[test]
fn a_message_that_quotes_a_secret_is_masked_whichever_check_says_it() {
    let checker = Checker::builder().select("image-tag-mutable").build().unwrap();
    let report = checker.check([Input::text("a.yaml", manifest())]);
    assert_eq!(report.findings().len(), 1);
    let message = &report.findings()[0].message;
    assert_eq!(&**message, "image `registry.example/********` has neither tag nor digest");
    assert!(!report.to_json().contains(SECRET));
}

#[test]
fn no_check_of_the_crate_lets_a_secret_out() {
    let report = Checker::default().check([Input::text("a.yaml", manifest())]);
    assert!(report.findings().iter().any(|found| &*found.check == "hardcoded-secret-in-env"));
    assert!(!report.to_json().contains(SECRET));
}

#[test]
fn a_check_from_outside_cannot_let_one_out_either() {
    fn quote(container: &Container<'_>, _: &Scope<'_>, out: &mut Outcome) {
        for variable in out.read(&container.env).into_iter().flatten() {
            if let Some(value) = out.read(&variable.value) {
                out.fail(&variable.value, format!("variable is `{value}`"))
                    .related(&variable.value, format!("this one: `{value}`"));
            }
        }
    }
    let own = Check::builder("quoted-variable").rule(Rule::Container(quote));
    let checker = Checker::builder().check(own).select("quoted-variable").build().unwrap();
    let report = checker.check([Input::text("a.yaml", manifest())]);
    assert_eq!(&*report.findings()[0].message, "variable is `********`");
    assert!(!report.to_json().contains(SECRET));
}

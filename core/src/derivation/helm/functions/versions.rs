//! Functions of semantic versions.

use std::rc::Rc;

use super::Parameter::Text as Str;
use super::origins::answer;
use super::signature::fixed;
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::object::{Content, Object, Version};
use crate::derivation::helm::semver::Constraints;
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("semver", &[Str], semver),
    fixed("semverCompare", &[Str, Str], |arguments| {
        let constraints = Constraints::parse(arguments.text(0).as_str())?;
        let version = Version::parse(arguments.text(1).as_str())?;
        answer(constraints.check(&version), arguments)
    }),
];

fn semver(arguments: &Arguments) -> Outcome {
    let version = Version::parse(arguments.text(0).as_str())?;
    let content = Content::Version(version);
    let trace = arguments.trace();
    Ok(Value::Object(Rc::new(Object { type_name: "*semver.Version", trace, content })))
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn versions_are_read_and_compared() {
        check(
            r#"
            semver "1.2.3" => "1.2.3"
            semver "v1.2" => "1.2.0"
            semver "1" => "1.0.0"
            semver "1.2.3-alpha.1+b1" => "1.2.3-alpha.1+b1"
            semver "v1.28.3+k3s1" => "1.28.3+k3s1"
            semver "01.2.3" => "1.2.3"
            semver "1.2.3-01" => ERR version segment starts with 0
            semver "" => ERR invalid semantic version
            semver "a" => ERR invalid semantic version
            semver "1.2.3.4" => ERR invalid semantic version
            semver "99999999999999999999" => ERR error parsing version segment: strconv.ParseUint: parsing "99999999999999999999": value out of range
            semver "1.2.3-" => ERR invalid semantic version
            semver "1.99999999999999999999" => ERR error parsing version segment: strconv.ParseUint: parsing "99999999999999999999": value out of range
            semverCompare "*" "1.2.0" => true
            semverCompare "x" "1.2.0" => true
            semverCompare "^*" "1.2.0" => false
            semverCompare "!=*" "1.2.0" => true
            semverCompare ">*" "1.2.0" => true
            semverCompare "<=*" "1.2.0" => false
            semverCompare "~*" "1.2.0" => true
            semverCompare "1" "1.2.0" => true
            semverCompare "1.x" "1.2.0" => true
            semverCompare "1.2" "1.2.0" => true
            semverCompare "1.2.x" "1.2.0" => true
            semverCompare "=1.2" "1.2.0" => true
            semverCompare "!=1" "1.2.0" => false
            semverCompare "!=1.2" "1.2.0" => false
            semverCompare "!=1.2.x" "1.2.0" => false
            semverCompare ">1" "1.2.0" => false
            semverCompare "> 1.2" "1.2.0" => false
            semverCompare ">=1.2" "1.2.0" => true
            semverCompare "<1" "1.2.0" => false
            semverCompare "<1.2" "1.2.0" => false
            semverCompare "<=1" "1.2.0" => true
            semverCompare "<=1.2" "1.2.0" => true
            semverCompare "=<1.2.3" "1.2.0" => true
            semverCompare "=>1.2.3" "1.2.0" => false
            semverCompare "~1" "1.2.0" => true
            semverCompare "~1.2" "1.2.0" => true
            semverCompare "~>1.2.3" "1.2.0" => false
            semverCompare "~0.0.0" "1.2.0" => true
            semverCompare "^1" "1.2.0" => true
            semverCompare "^1.2" "1.2.0" => true
            semverCompare "^1.2.3" "1.2.0" => false
            semverCompare "^0" "1.2.0" => false
            semverCompare "^0.0" "1.2.0" => false
            semverCompare "^0.2" "1.2.0" => false
            semverCompare "^0.0.3" "1.2.0" => false
            semverCompare "^0.2.3" "1.2.0" => false
            semverCompare "1.2.3" "1.2.0" => false
            semverCompare "=1.2.3" "1.2.0" => false
            semverCompare "!=1.2.3" "1.2.0" => true
            semverCompare ">=1.2.3-0" "1.2.0" => false
            semverCompare "^1.2.3-0" "1.2.0" => false
            semverCompare "~1.2-0" "1.2.0" => true
            semverCompare ">=1.0.0 <2.0.0" "1.2.0" => true
            semverCompare ">=1.0.0, <2.0.0" "1.2.0" => true
            semverCompare ">=1.0.0,<2.0.0 || 0.2.x" "1.2.0" => true
            semverCompare "1 - 2" "1.2.0" => true
            semverCompare "1.2.3 - 1.3" "1.2.0" => false
            semverCompare "1.2.0-beta.1" "1.2.0" => false
            semverCompare "!=1.2-alpha" "1.2.0" => true
            semverCompare ">1.2.3-alpha.5" "1.2.0" => false
            semverCompare "foo" "0.0.0" => ERR improper constraint: "foo"
            semverCompare "foo" "1.2.0" => ERR improper constraint: "foo"
            semverCompare "foo" "1.3.0" => ERR improper constraint: "foo"
            semverCompare "1.2.3 foo" "0.0.3" => ERR improper constraint: "1.2.3 foo"
            semverCompare "1.2.3 foo" "1.2.0" => ERR improper constraint: "1.2.3 foo"
            semverCompare "1.2.3 foo" "2.0.0" => ERR improper constraint: "1.2.3 foo"
            semverCompare ">1 || foo" "0.2.5" => ERR improper constraint: " foo"
            semverCompare ">1 || foo" "1.2.0" => ERR improper constraint: " foo"
            semverCompare ">1 || foo" "1.2.3-alpha.1" => ERR improper constraint: " foo"
            semverCompare "1x" "1.2.0" => ERR constraint parser error
            semverCompare ">=v1.2.3" "1.2.0" => false
            semverCompare "^v1.2.3+b" "1.2.0" => false
            semverCompare "1||2" "1.2.0" => true
            semverCompare ">= 1.19-0" "1.2.0" => false
            semverCompare ">=1.16.0-0 <1.19.0-0" "1.2.0" => false
            semverCompare "<1.2.3-beta" "1.2.0" => true
            semverCompare "=1.2.3-alpha.1" "1.2.0" => false
            semverCompare "1.x.3" "1.2.0" => true
            semverCompare "1.2.3," "1.2.0" => ERR improper constraint: "1.2.3,"
            semverCompare "~ 1.2" "1.2.0" => true
            semverCompare ">= 1 < 2 > 1.1" "1.2.0" => true
            "#,
        );
    }
}

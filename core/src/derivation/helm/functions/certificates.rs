//! Functions that make certificates.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::rc::Rc;

use super::Parameter::{Any, Int, List, Text as Str};
use super::encoding::decode_base64;
use super::origins::{decoded, open};
use super::signature::fixed;
use super::unknown::pem_shape;
use super::{Arguments, Function, Outcome, Patterns};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::go::type_name;
use crate::derivation::helm::object::{Content, Object};
use crate::derivation::helm::print::printed;
use crate::derivation::helm::value::Value;

/// The name of the type in Go.
const CERTIFICATE: &str = "sprig.certificate";

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("buildCustomCert", &[Str, Str], custom),
    fixed("genCA", &[Str, Int], made),
    fixed("genCAWithKey", &[Str, Int, Str], |arguments| made_with_key(arguments, 2)),
    fixed("genSelfSignedCert", &[Str, List, List, Int], |arguments| {
        check_names(arguments)?;
        made(arguments)
    }),
    fixed("genSelfSignedCertWithKey", &[Str, List, List, Int, Str], |arguments| {
        check_names(arguments)?;
        made_with_key(arguments, 4)
    }),
    fixed("genSignedCert", &[Str, List, List, Int, Any], |arguments| {
        check_signer(&arguments.any(4))?;
        check_names(arguments)?;
        made(arguments)
    }),
    fixed("genSignedCertWithKey", &[Str, List, List, Int, Any, Str], |arguments| {
        check_signer(&arguments.any(4))?;
        check_names(arguments)?;
        made_with_key(arguments, 5)
    }),
];

/// A certificate and its key.
fn certificate(certificate: Value, key: Value, arguments: &Arguments) -> Outcome {
    let content = Content::Fields(BTreeMap::from([("Cert", certificate), ("Key", key)]));
    let trace = arguments.trace();
    Ok(Value::Object(Rc::new(Object { type_name: CERTIFICATE, trace, content })))
}

/// A new certificate.
fn made(arguments: &Arguments) -> Outcome {
    let new = |name: &str| Value::text(pem_shape(name), open(arguments));
    certificate(new("CERTIFICATE"), new("RSA PRIVATE KEY"), arguments)
}

/// A new certificate for a key that is an argument.
fn made_with_key(arguments: &Arguments, at: usize) -> Outcome {
    let key = arguments.text(at);
    if !key.is_open() && !key.as_str().contains("-----BEGIN ") {
        return Err("parsing private key: no PEM data in input".into());
    }
    let new = Value::text(pem_shape("CERTIFICATE"), open(arguments));
    certificate(new, Value::Text(key), arguments)
}

/// A certificate that is given in base 64. Whether it is well formed inside is not checked.
fn custom(arguments: &Arguments) -> Outcome {
    if arguments.trace().is_open() {
        return made(arguments);
    }
    let part = |at: usize, name: &str| {
        let text = arguments.text(at);
        let bytes = decode_base64(text.as_str().as_bytes())
            .map_err(|_| Cause::from(format!("unable to decode base64 {name}")))?;
        decoded(bytes, &Arguments::new(vec![Value::Text(text)], &Patterns::default()))
    };
    let (cert, key) = (part(0, "certificate")?, part(1, "private key")?);
    let is_block = |value: &Value| printed(value).as_str().contains("-----BEGIN ");
    if !is_block(&cert) {
        return Err("unable to decode certificate".into());
    }
    if !is_block(&key) {
        return Err("error parsing private key: no PEM data in input".into());
    }
    certificate(cert, key, arguments)
}

/// Checks that a certificate that signs is one.
fn check_signer(value: &Value) -> Result<(), Cause> {
    match type_name(value) {
        CERTIFICATE => Ok(()),
        "<nil>" => Err(format!("invalid value; expected {CERTIFICATE}").into()),
        other => Err(format!("wrong type for value; expected {CERTIFICATE}; got {other}").into()),
    }
}

/// Checks the addresses and the names that a certificate is for.
fn check_names(arguments: &Arguments) -> Result<(), Cause> {
    let items = |at: usize| arguments.list(at).map_or(&[][..], |list| &*list.items);
    for item in items(1) {
        let written = printed(item);
        if !matches!(item, Value::Text(_)) {
            let written = written.as_str();
            return Err(format!("error parsing ip: {written} is not a string").into());
        }
        if !written.is_open() && written.as_str().parse::<IpAddr>().is_err() {
            return Err(format!("error parsing ip: {}", written.as_str()).into());
        }
    }
    match items(2).iter().find(|item| !matches!(item, Value::Text(_))) {
        Some(item) => {
            let written = printed(item);
            let name = written.as_str();
            Err(format!("error processing alternate dns name: {name} is not a string").into())
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn what_certificates_are_made_of_is_checked() {
        check(
            r#"
            genSelfSignedCert "cn" ["x"] [] 3 => ERR error parsing ip: x
            genSelfSignedCert "cn" [1] [] 3 => ERR error parsing ip: 1 is not a string
            genSelfSignedCert "cn" ["1.2.3.4","::1"] [1] 3 => ERR error processing alternate dns name: 1 is not a string
            genCAWithKey "cn" 3 "x" => ERR parsing private key: no PEM data in input
            buildCustomCert "!" "x" => ERR unable to decode base64 certificate
            buildCustomCert "aaaa" "!" => ERR unable to decode base64 private key
            buildCustomCert "aaaa" "aaaa" => ERR unable to decode certificate
            "#,
        );
    }
}

//! Functions that take addresses apart and put them together.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Parameter::{Map as Dictionary, Text as Str};
use super::signature::fixed;
use super::url::Url;
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::go::kind;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::value::{Entry, Map, Value};

pub(super) const FUNCTIONS: &[Function] =
    &[fixed("urlJoin", &[Dictionary], join), fixed("urlParse", &[Str], parse)];

fn parse(arguments: &Arguments) -> Outcome {
    let text = arguments.text(0);
    let url = Url::parse(text.as_str()).map_err(|error| format!("unable to parse url: {error}"))?;
    let trace = arguments.trace();
    let userinfo = url.user.as_ref().map(ToString::to_string).unwrap_or_default();
    let hostname = url.hostname().to_owned();
    let parts = [
        ("scheme", url.scheme),
        ("host", url.host),
        ("hostname", hostname),
        ("path", url.path),
        ("query", url.query),
        ("opaque", url.opaque),
        ("fragment", url.fragment),
        ("userinfo", userinfo),
    ];
    let entry = |(key, part): (&str, String)| {
        let entry = Entry { key: trace.clone(), value: Value::text(part, trace.clone()) };
        (Rc::from(key), entry)
    };
    let entries: BTreeMap<Rc<str>, Entry> = parts.into_iter().map(entry).collect();
    Ok(Value::Map(Map::new(entries, trace.clone())))
}

fn join(arguments: &Arguments) -> Outcome {
    let mut traces = vec![arguments.trace()];
    let mut part = |key: &str| -> Result<String, Cause> {
        match arguments.map(0).and_then(|map| map.get(key)) {
            None => Ok(String::new()),
            Some(Value::Text(text)) => {
                traces.push(text.trace());
                Ok(text.as_str().to_owned())
            }
            Some(Value::Nil(_)) => {
                Err("runtime error: invalid memory address or nil pointer dereference".into())
            }
            Some(other) => Err(format!(
                "unable to parse {key} key, must be of type string, but {} found",
                kind(&other)
            )
            .into()),
        }
    };
    let mut url = Url {
        scheme: part("scheme")?,
        host: part("host")?,
        path: part("path")?,
        query: part("query")?,
        opaque: part("opaque")?,
        fragment: part("fragment")?,
        ..Url::default()
    };
    let userinfo = part("userinfo")?;
    if !userinfo.is_empty() {
        let with_user = Url::parse(&format!("proto://{userinfo}@host"));
        let with_user =
            with_user.map_err(|error| format!("unable to parse userinfo in dict: {error}"))?;
        url.user = with_user.user;
    }
    Ok(Value::text(url.to_string(), Trace::computed(&traces)))
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn addresses_are_taken_apart_and_joined() {
        check(
            r#"
            urlParse "https://user:p%40ss@example.com:8443/a%20b/c?x=1&y=%20#fr%20ag" => {"fragment":"fr ag","host":"example.com:8443","hostname":"example.com","opaque":"","path":"/a b/c","query":"x=1\u0026y=%20","scheme":"https","userinfo":"user:p%40ss"}
            urlParse "http://example.com" => {"fragment":"","host":"example.com","hostname":"example.com","opaque":"","path":"","query":"","scheme":"http","userinfo":""}
            urlParse "HTTP://Example.com/" => {"fragment":"","host":"Example.com","hostname":"Example.com","opaque":"","path":"/","query":"","scheme":"http","userinfo":""}
            urlParse "mailto:a@b.c" => {"fragment":"","host":"","hostname":"","opaque":"a@b.c","path":"","query":"","scheme":"mailto","userinfo":""}
            urlParse "/only/path?q" => {"fragment":"","host":"","hostname":"","opaque":"","path":"/only/path","query":"q","scheme":"","userinfo":""}
            urlParse "a/b:c" => {"fragment":"","host":"","hostname":"","opaque":"","path":"a/b:c","query":"","scheme":"","userinfo":""}
            urlParse "a:b" => {"fragment":"","host":"","hostname":"","opaque":"b","path":"","query":"","scheme":"a","userinfo":""}
            urlParse "1:b" => ERR unable to parse url: parse "1:b": first path segment in URL cannot contain colon
            urlParse ":b" => ERR unable to parse url: parse ":b": missing protocol scheme
            urlParse "a b:c" => ERR unable to parse url: parse "a b:c": first path segment in URL cannot contain colon
            urlParse "" => {"fragment":"","host":"","hostname":"","opaque":"","path":"","query":"","scheme":"","userinfo":""}
            urlParse "*" => {"fragment":"","host":"","hostname":"","opaque":"","path":"*","query":"","scheme":"","userinfo":""}
            urlParse "//host/p" => {"fragment":"","host":"host","hostname":"host","opaque":"","path":"/p","query":"","scheme":"","userinfo":""}
            urlParse "///p" => {"fragment":"","host":"","hostname":"","opaque":"","path":"///p","query":"","scheme":"","userinfo":""}
            urlParse "file:///etc/x" => {"fragment":"","host":"","hostname":"","opaque":"","path":"/etc/x","query":"","scheme":"file","userinfo":""}
            urlParse "http://[::1]:80/" => {"fragment":"","host":"[::1]:80","hostname":"::1","opaque":"","path":"/","query":"","scheme":"http","userinfo":""}
            urlParse "http://[fe80::1%25en0]/" => {"fragment":"","host":"[fe80::1%en0]","hostname":"fe80::1%en0","opaque":"","path":"/","query":"","scheme":"http","userinfo":""}
            urlParse "http://[::1" => ERR unable to parse url: parse "http://[::1": missing ']' in host
            urlParse "http://h:x/" => ERR unable to parse url: parse "http://h:x/": invalid port ":x" after host
            urlParse "http://h:/" => {"fragment":"","host":"h:","hostname":"h","opaque":"","path":"/","query":"","scheme":"http","userinfo":""}
            urlParse "http://a b/" => ERR unable to parse url: parse "http://a b/": invalid character " " in host name
            urlParse "http://a%20b/" => ERR unable to parse url: parse "http://a%20b/": invalid URL escape "%20"
            urlParse "http://a%41b/" => ERR unable to parse url: parse "http://a%41b/": invalid URL escape "%41"
            urlParse "http://é.com/%zz" => ERR unable to parse url: parse "http://é.com/%zz": invalid URL escape "%zz"
            urlParse "http://é.com/é" => {"fragment":"","host":"é.com","hostname":"é.com","opaque":"","path":"/é","query":"","scheme":"http","userinfo":""}
            urlParse "http://h/%4" => ERR unable to parse url: parse "http://h/%4": invalid URL escape "%4"
            urlParse "http://h/#%4" => ERR unable to parse url: parse "http://h/#%4": invalid URL escape "%4"
            urlParse "http://u ser@h/" => ERR unable to parse url: parse "http://u ser@h/": net/url: invalid userinfo
            urlParse "http://user@h/" => {"fragment":"","host":"h","hostname":"h","opaque":"","path":"/","query":"","scheme":"http","userinfo":"user"}
            urlParse "http://h?" => {"fragment":"","host":"h","hostname":"h","opaque":"","path":"","query":"","scheme":"http","userinfo":""}
            urlParse "http://h/a\nb" => ERR unable to parse url: parse "http://h/a\nb": net/url: invalid control character in URL
            urlParse "redis://:pw@redis:6379/0" => {"fragment":"","host":"redis:6379","hostname":"redis","opaque":"","path":"/0","query":"","scheme":"redis","userinfo":":pw"}
            urlParse "postgres://u:p@h1:1,h2:2/db" => {"fragment":"","host":"h1:1,h2:2","hostname":"h1:1,h2","opaque":"","path":"/db","query":"","scheme":"postgres","userinfo":"u:p"}
            urlParse "10.0.0.1:80" => ERR unable to parse url: parse "10.0.0.1:80": first path segment in URL cannot contain colon
            urlJoin {"scheme":"http","host":"host:80","path":"/path","query":"query","fragment":"f r"} => "http://host:80/path?query#f%20r"
            urlJoin {"host":"h","path":"p"} => "//h/p"
            urlJoin {"path":"a:b/c"} => "./a:b/c"
            urlJoin {"path":"/a b?c%"} => "/a%20b%3Fc%25"
            urlJoin {"scheme":"http","host":"h","userinfo":"u:p@x"} => "http://u:p%40x@h"
            urlJoin {"scheme":"http","host":"h","userinfo":"u p"} => ERR unable to parse userinfo in dict: parse "proto://u p@host": net/url: invalid userinfo
            urlJoin {"scheme":"http","userinfo":"u"} => "http://u@"
            urlJoin {"scheme":"mailto","opaque":"a@b"} => "mailto:a@b"
            urlJoin {"scheme":"http","path":"/x"} => "http:///x"
            urlJoin {"scheme":"http"} => "http:"
            urlJoin {"scheme":1} => ERR unable to parse scheme key, must be of type string, but int found
            urlJoin {"host":"h","path":"//x"} => "//h//x"
            urlJoin {} => ""
            urlJoin {"host":"[::1]:80","fragment":"a/(b)!"} => "//[::1]:80#a/(b)!"
            "#,
        );
    }
}

//! Parts of a report as one line of text, as compilers write it.

use std::fmt;

use super::{Finding, Location};

/// `deploy/api.yaml:12:9`, lines and columns from 1; a pointer where there is no text.
impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.path)?;
        match (&self.start, &self.pointer) {
            (Some(start), _) => write!(formatter, ":{}:{}", start.line, start.column),
            (None, Some(pointer)) => write!(formatter, "#{pointer}"),
            (None, None) => Ok(()),
        }
    }
}

/// `deploy/api.yaml:12:9: critical: container `api` is privileged [privileged-container]`.
impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(formatter, "{location}: ")?;
        }
        write!(formatter, "{}: {} [{}]", self.severity, self.message, self.check)
    }
}

#[cfg(test)]
mod tests {
    use crate::checker::Checker;
    use crate::engine::Input;

    #[test]
    fn a_finding_is_one_line() -> Result<(), crate::error::Error> {
        let checker = Checker::builder().select("host-pid").build()?;
        let pod = "apiVersion: v1\nkind: Pod\nspec: {hostPID: true}";
        let report = checker.check([Input::text("deploy/pod.yaml", pod)]);
        let line = "deploy/pod.yaml:3:17: high: Pod uses the host PID namespace [host-pid]";
        let shown: Vec<String> = report.findings().iter().map(ToString::to_string).collect();
        assert_eq!(shown, [line]);
        let object = serde_json::json!({
            "apiVersion": "v1", "kind": "Pod", "spec": {"hostPID": true}
        });
        let report = checker.check([Input::object("live", &object)?]);
        let place = report.findings().first().and_then(|finding| finding.location.as_ref());
        assert_eq!(place.map(ToString::to_string).as_deref(), Some("live#/spec/hostPID"));
        Ok(())
    }
}

//! Entry point: a checker has the options of the caller, and turns inputs into reports.

use std::ops::ControlFlow;

use crate::checks::{AnyCheck, Date, Severity, current_id};
use crate::derivation::Release;
use crate::engine::{
    self, Cancelled, InTurn, Input, NamedFiles, Parsed, Plan, Pool, Progress, Sources, Walk,
};
use crate::error::Error;
use crate::frameworks::KubernetesVersion;
use crate::frontends::Frontends;
use crate::model::Resource;
use crate::model::path::clean;
use crate::policy::{Choices, FrameworkFile, Limits, Options};
use crate::report::{self, Declared, Drafts, Redacted, RenderOptions, Rendering, Report};

/// Checks inputs. Create one with [`Checker::builder`] and reuse it, from any number of threads.
///
/// ```
/// use asepsis::{Checker, Input};
///
/// let checker = Checker::builder().framework("hipaa").build()?;
/// let report = checker.check([Input::text("pod.yaml", "
/// apiVersion: v1
/// kind: Pod
/// metadata: {name: probe}
/// spec:
///   containers:
///   - name: app
///     image: registry.example/app:1.4.2
///     securityContext: {privileged: true}
/// ")]);
/// let worst = report.findings().iter().max_by_key(|finding| finding.severity).unwrap();
/// assert_eq!(&*worst.check, "privileged-container");
/// assert_eq!(worst.location.as_ref().unwrap().start.unwrap().line, 9);
/// # Ok::<(), asepsis::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Checker {
    checks: Vec<AnyCheck>,
    /// The parts of reports that describe the checks, created once.
    declared: Declared,
    plan: Plan,
    options: Options,
    frontends: Frontends,
}

impl Default for Checker {
    fn default() -> Self {
        Self::new(AnyCheck::built_in().collect(), &[], Options::default())
    }
}

impl Checker {
    fn new(checks: Vec<AnyCheck>, left_out: &[AnyCheck], options: Options) -> Self {
        let declared = Declared::new(&checks, left_out, &options);
        let plan = Plan::new(&checks, options.kubernetes);
        Self { declared, plan, checks, options, frontends: Frontends::default() }
    }

    /// The same checker with other frontends.
    #[cfg(test)]
    pub(crate) fn with_frontends(self, frontends: Frontends) -> Self {
        Self { frontends, ..self }
    }

    /// Starts a builder.
    pub fn builder() -> CheckerBuilder {
        CheckerBuilder::default()
    }

    /// The checks that run.
    pub fn checks(&self) -> &[AnyCheck] {
        &self.checks
    }

    /// The options.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Parses and judges inputs. Never fails: what cannot be read is in the report.
    pub fn check(&self, inputs: impl IntoIterator<Item = Input>) -> Report {
        let parsed: Vec<Parsed> = inputs.into_iter().map(|input| self.parse(input)).collect();
        match self.judge(&parsed, &mut |_| ControlFlow::Continue(())) {
            ControlFlow::Continue(report) => report,
            // INVARIANT: a run whose observer only continues is never cancelled.
            ControlFlow::Break(Cancelled) => Report::default(),
        }
    }

    /// Judges resources that were built in code, without any text: findings carry no place.
    pub fn check_resources(&self, resources: Vec<Resource<'_>>) -> Report {
        let walk = Walk::of(resources);
        match self.report(&InTurn, &walk, &mut |_| ControlFlow::Continue(())) {
            ControlFlow::Continue(report) => report,
            // INVARIANT: a run whose observer only continues is never cancelled.
            ControlFlow::Break(Cancelled) => Report::default(),
        }
    }

    /// Parses one input: pure, in any thread, in any order. The result can be judged again.
    pub fn parse(&self, input: Input) -> Parsed {
        engine::parse(input.placed(&self.options), self.frontends, &self.options)
    }

    /// Collects the files that parsed inputs name, for a caller that can read them.
    pub fn named_files(&self) -> NamedFiles {
        NamedFiles::within(self.options.limits)
    }

    /// Checks parsed inputs. The observer is notified of the progress, and can cancel the run.
    pub fn judge(
        &self,
        parsed: &[Parsed],
        observe: &mut dyn FnMut(Progress) -> ControlFlow<Cancelled>,
    ) -> ControlFlow<Cancelled, Report> {
        self.judge_in(&InTurn, parsed, observe)
    }

    /// The same in a pool, which may run parts of the work at once. The report is the same.
    pub fn judge_in(
        &self,
        pool: &dyn Pool,
        parsed: &[Parsed],
        observe: &mut dyn FnMut(Progress) -> ControlFlow<Cancelled>,
    ) -> ControlFlow<Cancelled, Report> {
        let sources = Sources::new(parsed, self.frontends, &self.options);
        self.report(pool, &Walk::new(&sources, self.frontends, pool), observe)
    }

    /// The texts of inputs without their secrets, to be shared: each secret is replaced by a word, and
    /// keys, structure and all other findings stay the same. A text for which that is not certain is
    /// rejected, with the reason.
    ///
    /// ```
    /// let text = "services: {db: {image: 'mysql:8.4.1', environment: {MYSQL_PASSWORD: nW4xq8ZtR2}}}\n";
    /// let input = asepsis::Input::text("compose.yaml", text);
    /// let redacted = asepsis::Checker::default().redact([input]);
    /// assert_eq!(redacted[0].text, Some(text.replace("nW4xq8ZtR2", "REDACTED")));
    /// assert_eq!(redacted[0].changes[0].key.as_deref(), Some("MYSQL_PASSWORD"));
    /// ```
    pub fn redact(&self, inputs: impl IntoIterator<Item = Input>) -> Vec<Redacted> {
        let parsed: Vec<Parsed> = inputs.into_iter().map(|input| self.parse(input)).collect();
        let sources = Sources::new(&parsed, self.frontends, &self.options);
        let drafts = Drafts::of(&Walk::new(&sources, self.frontends, &InTurn));
        let texts = drafts.texts().map(|(name, text)| self.parse(Input::text(name, text)));
        let again: Vec<Parsed> = texts.collect();
        let sources = Sources::new(&again, self.frontends, &self.options);
        drafts.prove(&Walk::new(&sources, self.frontends, &InTurn))
    }

    /// What is judged, as YAML: the objects that kustomizations build and the projects that Compose
    /// files make, in each environment. Without any of these, the manifests as they are written.
    ///
    /// Secrets are masked as in reports, unless the options ask for them. Bad input is no error: what
    /// could not be read or built is in [`Rendering::problems`].
    ///
    /// # Errors
    /// For an unknown environment, and for a name in `values` that no input has; the hint names the known
    /// ones.
    ///
    /// ```
    /// use asepsis::{Checker, Input};
    /// use asepsis::report::RenderOptions;
    ///
    /// let base = "services: {db: {image: 'mysql:8.4.1', environment: {MYSQL_PASSWORD: nW4xq8ZtR2}}}\n";
    /// let prod = "services: {db: {read_only: true}}\n";
    /// let inputs = [Input::text("compose.yaml", base), Input::text("compose.prod.yaml", prod)];
    /// let mut options = RenderOptions::default();
    /// options.environment = Some("prod".to_owned());
    /// let rendering = Checker::default().render(inputs, &options)?;
    /// assert!(rendering.text.contains("      MYSQL_PASSWORD: \"********\"\n"));
    /// assert!(rendering.text.contains("    read_only: true\n"));
    /// # Ok::<(), asepsis::Error>(())
    /// ```
    pub fn render(
        &self,
        inputs: impl IntoIterator<Item = Input>,
        options: &RenderOptions,
    ) -> Result<Rendering, Error> {
        let parsed: Vec<Parsed> = inputs.into_iter().map(|input| self.parse(input)).collect();
        self.render_parsed(&parsed, options)
    }

    /// The same for parsed inputs.
    ///
    /// # Errors
    /// As [`Self::render`].
    pub fn render_parsed(
        &self,
        parsed: &[Parsed],
        options: &RenderOptions,
    ) -> Result<Rendering, Error> {
        let known = || parsed.iter().map(Parsed::name);
        let has = |name: &str| known().any(|known| clean(known) == clean(name));
        let unknown = options.values.iter().find(|name| !has(name));
        if let Some(name) = unknown {
            return Err(Error::unknown_name("file", name, known()));
        }
        let release = Release {
            name: options.release.as_deref(),
            namespace: options.namespace.as_deref(),
            api_versions: &options.api_versions,
            defaults: (None, None),
            values: &options.values,
            set: &options.set,
        };
        let sources = Sources::for_release(parsed, self.frontends, &self.options, release);
        let walk = Walk::new(&sources, self.frontends, &InTurn);
        report::render(&walk, &sources, &self.options, options)
    }

    fn report(
        &self,
        pool: &dyn Pool,
        walk: &Walk<'_>,
        observe: &mut dyn FnMut(Progress) -> ControlFlow<Cancelled>,
    ) -> ControlFlow<Cancelled, Report> {
        let judgement = engine::judge(walk, &self.checks, &self.plan, &self.options, observe)?;
        ControlFlow::Continue(report::build(
            pool,
            walk,
            judgement,
            &self.declared,
            &self.checks,
            &self.options,
        ))
    }
}

/// Configures a [`Checker`]. Methods can be called in any order.
#[derive(Clone, Debug, Default)]
pub struct CheckerBuilder {
    options: Options,
    frameworks: Vec<String>,
    custom: Vec<AnyCheck>,
}

impl CheckerBuilder {
    /// Sets all options at once, as read from a policy file; later calls change them.
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Applies the choices of a caller, which override the options so far.
    ///
    /// # Errors
    /// For an unknown name, or an invalid version, date, severity or number.
    pub fn choices(mut self, choices: Choices) -> Result<Self, Error> {
        choices.apply(&mut self.options)?;
        Ok(self)
    }

    /// Lists the controls of a framework in the report: `pss-restricted`, `hipaa`, `cis-kubernetes`, ...
    pub fn framework(mut self, id: impl Into<String>) -> Self {
        self.frameworks.push(id.into());
        self
    }

    /// Lists the controls of a framework file, as [`read_framework`](crate::policy::read_framework)
    /// reads it.
    ///
    /// # Errors
    /// If another framework has the same id.
    pub fn framework_file(mut self, file: FrameworkFile) -> Result<Self, Error> {
        self.options.add_framework(file)?;
        Ok(self)
    }

    /// Runs only the named checks, families or severities. Calls add up.
    pub fn select(mut self, name: impl Into<String>) -> Self {
        self.options.selection.select.push(name.into());
        self
    }

    /// Does not run the named checks, families or severities. Calls add up.
    pub fn ignore(mut self, name: impl Into<String>) -> Self {
        self.options.selection.ignore.push(name.into());
        self
    }

    /// Lowest severity that fails the run; default: medium.
    pub fn fail_on(mut self, severity: Severity) -> Self {
        self.options.fail_on = severity;
        self
    }

    /// Checks the input without the files around it: a NetworkPolicy, Service or Role that is not in the
    /// input is unknown, not missing.
    pub fn alone(mut self) -> Self {
        self.options.alone = true;
        self
    }

    /// The current date, for the expiry of suppressions; without it, their expiry is unknown.
    pub fn as_of(mut self, date: Date) -> Self {
        self.options.date = Some(date);
        self
    }

    /// Kubernetes version that the files are for; default: the newest.
    pub fn kubernetes(mut self, version: KubernetesVersion) -> Self {
        self.options.kubernetes = version;
        self
    }

    /// Limits on the size of inputs and on the work of a run: for services that check untrusted input.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.options.limits = limits;
        self
    }

    /// Adds a custom check.
    pub fn check(mut self, check: AnyCheck) -> Self {
        self.custom.push(check);
        self
    }

    /// Finishes the checker.
    ///
    /// # Errors
    /// For an unknown framework, check, family or severity, and for two checks with the same id.
    pub fn build(mut self) -> Result<Checker, Error> {
        let all: Vec<AnyCheck> = AnyCheck::built_in().chain(self.custom).collect();
        for (index, check) in all.iter().enumerate() {
            if all.iter().take(index).any(|known| known.id() == check.id()) {
                return Err(Error::DuplicateCheck(check.id().to_owned()));
            }
            // A former id of a check still selects it.
            if current_id(check.id()) != check.id() {
                return Err(Error::DuplicateCheck(check.id().to_owned()));
            }
        }
        self.options.selection.validate(&all)?;
        self.options.check_patterns()?;
        let severities = std::mem::take(&mut self.options.severities).into_iter();
        self.options.severities =
            severities.map(|(id, severity)| (current_id(&id).to_owned(), severity)).collect();
        for id in &self.frameworks {
            self.options.list_framework(id)?;
        }
        self.options.settle_frameworks()?;
        let selection = &self.options.selection;
        let (checks, left_out): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|check| selection.has(check));
        Ok(Checker::new(checks, &left_out, self.options))
    }
}

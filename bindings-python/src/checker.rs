//! A checker: a configuration that can be reused and shared between threads.

use std::path::PathBuf;

use asepsis::policy::Excludes;
use asepsis::report::RenderOptions;
use asepsis_cli::WalkOptions;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyMapping, PyString, PyTuple};

use crate::declared::Checks;
use crate::failure::{guarded, raise};
use crate::handed::{no_path, wrong_argument};
use crate::report::Report;
use crate::settings::{Settings, names};
use crate::show::Show;
use crate::{inputs, run};

/// Checks inputs. Create one and reuse it; it is safe to use from several threads.
///
/// All arguments are optional and override the policy.
///
/// * `frameworks`: report the controls of these frameworks, with evidence: `hipaa`, `pss-baseline`,
///   `pss-restricted`, `hipaa-nprm-2025`, `nist-800-53`, `cis-kubernetes`, `nsa-cisa`, or those in
///   framework files, by path (default: none)
/// * `select`: run only these checks, families or severities (default: all)
/// * `ignore`: skip these checks, families or severities (default: none)
/// * `fail_on`: findings of this severity or higher fail the run (default: `medium`)
/// * `fail_on_unknown`: report the run as incomplete if an evaluation is unknown (default: `False`)
/// * `min_severity`: lowest severity that is listed (default: `info`)
/// * `kubernetes`: target Kubernetes version, for example `1.29` (default: the latest)
/// * `as_of`: date for the expiry of suppressions, a `datetime.date` or `2026-11-21` (default: the
///   expiry is unknown)
/// * `evidence`: maximum number of evidence locations per check, or `all` (default: 20)
/// * `inline_suppressions`: whether comments and annotations may suppress findings (default: `True`)
/// * `alone`: treat the input as part of a platform: objects that are not in it are unknown, not
///   missing (default: `False`)
/// * `bases`: also check kustomizations that others include (default: `False`)
/// * `policy`: the text of a policy, or a dict with its members; `config`: the path of a policy file
/// * `no_config`: use no policy, and record that in the report (default: `False`)
///
/// Raises `AsepsisError` for an unknown name and for errors in the policy.
///
/// >>> import asepsis
/// >>> checker = asepsis.Checker(frameworks=["hipaa"], fail_on="high")
/// >>> checker.check("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}").verdict
/// 'fail'
/// >>> asepsis.Checker(select=["priviledged-container"])
/// Traceback (most recent call last):
/// asepsis.UnknownNameError: unknown check `priviledged-container`
///   hint: did you mean `privileged-container`?
#[pyclass(frozen, module = "asepsis")]
pub(crate) struct Checker {
    pub(crate) checker: asepsis::Checker,
    settings: Settings,
}

impl Checker {
    pub(crate) fn of(arguments: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Self::with(Settings::of(arguments)?)
    }

    pub(crate) fn with(settings: Settings) -> PyResult<Self> {
        Ok(Self { checker: settings.checker()?, settings })
    }
}

/// How folders are walked.
#[derive(Default)]
pub(crate) struct Walking {
    pub(crate) exclude: Vec<String>,
    pub(crate) no_ignore: bool,
    pub(crate) bundle_by_directory: bool,
    pub(crate) policy_like: Option<PathBuf>,
}

#[pymethods]
impl Checker {
    #[new]
    #[pyo3(
        signature = (**options),
        text_signature = "(*, frameworks=None, select=None, ignore=None, fail_on=None, fail_on_unknown=None, min_severity=None, kubernetes=None, as_of=None, evidence=None, inline_suppressions=None, alone=None, bases=None, policy=None, config=None, no_config=None)"
    )]
    fn new(options: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Self::of(options)
    }

    /// The checks that run.
    #[getter]
    fn checks(&self) -> Checks {
        Checks(self.checker.checks().to_vec())
    }

    /// Checks a text, as `str` or `bytes`, or the files of one platform, as a dict from path to `str` or
    /// `bytes`. Invalid input never raises; it is in the report.
    ///
    /// `name` is the name of a single text in the report; a name such as `compose.yaml` also selects
    /// the format. `context` lists files of the dict that are read for their values but not checked,
    /// such as a `.env` that is not in the repository. `named` lists files that the user named
    /// explicitly: the run is incomplete if one of them cannot be read or parsed.
    ///
    /// Raises `UnknownNameError` for a file in `context` or `named` that is not in the dict.
    ///
    /// >>> import asepsis
    /// >>> report = asepsis.Checker().check({"a.yaml": b"apiVersion: v1\nkind: Pod\nspec: ["})
    /// >>> report.verdict, report.inputs[0].status
    /// ('incomplete', 'unparsable')
    #[pyo3(signature = (source, /, *, name=None, context=None, named=None))]
    pub(crate) fn check(
        &self,
        source: &Bound<'_, PyAny>,
        name: Option<&Bound<'_, PyAny>>,
        context: Option<&Bound<'_, PyAny>>,
        named: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Report> {
        let inputs = inputs::texts(source, inputs::name_of(name)?.as_deref(), context, named)?;
        run::check(source.py(), &self.checker, inputs).map(Report::new)
    }

    /// Checks files and folders: one path or several. Folders are walked as by the command.
    ///
    /// Files that these reference by path are read as well, within the repository, or within the given
    /// folder if it is not in a repository.
    ///
    /// `exclude` lists files and folders to exclude: names, paths or patterns. `no_ignore` reads files
    /// that `.gitignore` excludes, and vendored folders. `bundle_by_directory` treats each folder
    /// directly below a path as a separate platform. `progress` is called with the stage (`reading` or
    /// `judging`), the number done and the total.
    ///
    /// Raises `MissingPathError` for a path that does not exist. Files that cannot be read are in the
    /// report.
    ///
    /// >>> import asepsis, pathlib, tempfile
    /// >>> with tempfile.TemporaryDirectory() as folder:
    /// ...     _ = pathlib.Path(folder, "pod.yaml").write_text("apiVersion: v1\nkind: Pod\nspec: {hostPID: true}")
    /// ...     asepsis.Checker().check_paths(folder).verdict
    /// 'fail'
    #[pyo3(signature = (
        paths, /, *, exclude=None, no_ignore=false, bundle_by_directory=false, progress=None
    ))]
    fn check_paths(
        &self,
        paths: &Bound<'_, PyAny>,
        exclude: Option<&Bound<'_, PyAny>>,
        no_ignore: bool,
        bundle_by_directory: bool,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Report> {
        let exclude = exclude.map(names).transpose()?.unwrap_or_default();
        let walking = Walking { exclude, no_ignore, bundle_by_directory, policy_like: None };
        self.walk(paths.py(), &path_list(paths)?, &walking, progress.as_ref())
    }

    /// Checks resources built in code: dicts, lists of dicts, and objects of the official Kubernetes
    /// client, including the results of its list calls. Findings have a pointer but no line.
    ///
    /// `name` is the name of the input in the report.
    ///
    /// Raises `ObjectError` for any other object.
    ///
    /// >>> import asepsis
    /// >>> pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"hostPID": True}}
    /// >>> asepsis.Checker(select="host-pid").check_resources([pod]).findings[0].location.pointer
    /// '/spec/hostPID'
    #[pyo3(signature = (resources, /, *, name=None))]
    pub(crate) fn check_resources(
        &self,
        resources: &Bound<'_, PyAny>,
        name: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Report> {
        let input = inputs::resources(resources, inputs::name_of(name)?.as_deref())?;
        run::check(resources.py(), &self.checker, vec![input]).map(Report::new)
    }

    /// Returns the texts with each secret replaced by `REDACTED`, so that they can be shared and checked
    /// again: keys, structure and all other findings stay the same. A text whose secrets cannot be
    /// removed reliably is refused, with the reason.
    ///
    /// The arguments are those of `check`; files in `context` are redacted as well.
    ///
    /// >>> import asepsis
    /// >>> texts = asepsis.Checker().redact({".env": "DB_USER=app\nDB_PASSWORD=nW4xq8ZtR2\n"})
    /// >>> print(texts[0].text, end="")
    /// DB_USER=app
    /// DB_PASSWORD=REDACTED
    /// >>> [(change.line, change.key) for change in texts[0].changes]
    /// [(2, 'DB_PASSWORD')]
    #[pyo3(signature = (source, /, *, name=None, context=None))]
    fn redact<'py>(
        &self,
        source: &Bound<'py, PyAny>,
        name: Option<&Bound<'_, PyAny>>,
        context: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let inputs = inputs::texts(source, inputs::name_of(name)?.as_deref(), context, None)?;
        let py = source.py();
        let redacted = py.detach(|| guarded(|| Ok(self.checker.redact(inputs))))?;
        redacted.show(py)
    }

    /// Returns what is checked, as YAML: the objects that kustomizations build and the projects that Compose
    /// files make, in each environment. Without any of these, the manifests as they are written.
    ///
    /// `environment` is the only one to render (default: all). `origins` adds a comment to each value with
    /// the file and line where it was written, and fills `origins` of each environment (default: `False`).
    /// `show_secrets` writes secrets as they are (default: `False`: they are masked as in reports); do not
    /// log or store the result then.
    ///
    /// Charts are rendered for their environments, or only with the files that `values` names and with the
    /// values in `set`, such as `image.tag=1.2`, which are those of `helm template`. `release`, `namespace`
    /// and `api_versions` are those of the release; default: those of the policy. The other arguments are
    /// those of `check`. Invalid input never raises; it is in `problems`.
    ///
    /// Raises `UnknownNameError` for an unknown environment, and for a file in `context` or `values` that is
    /// not in the dict.
    ///
    /// >>> import asepsis
    /// >>> text = "services: {db: {image: 'mysql:8.4.1', environment: {MYSQL_PASSWORD: nW4xq8ZtR2}}}"
    /// >>> print(asepsis.Checker().render(text, name="compose.yaml").text, end="")
    /// # Secrets are masked: this output cannot be applied.
    /// ---
    /// services:
    ///   db:
    ///     image: mysql:8.4.1
    ///     environment:
    ///       MYSQL_PASSWORD: "********"
    #[pyo3(signature = (
        source, /, *, name=None, context=None, environment=None, origins=false, show_secrets=false,
        values=None, set=None, release=None, namespace=None, api_versions=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn render<'py>(
        &self,
        source: &Bound<'py, PyAny>,
        name: Option<&Bound<'_, PyAny>>,
        context: Option<&Bound<'_, PyAny>>,
        environment: Option<&Bound<'_, PyAny>>,
        origins: bool,
        show_secrets: bool,
        values: Option<&Bound<'_, PyAny>>,
        set: Option<&Bound<'_, PyAny>>,
        release: Option<&Bound<'_, PyAny>>,
        namespace: Option<&Bound<'_, PyAny>>,
        api_versions: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let asked = Asked { environment, values, set, release, namespace, api_versions };
        self.rendered_texts(source, name, context, &asked.options(origins, show_secrets)?)
    }

    /// Renders files and folders: one path or several, which are walked as by `check_paths`.
    ///
    /// The other arguments are those of `render` and of `check_paths`.
    ///
    /// Raises `MissingPathError` for a path that does not exist, `UnknownNameError` for an unknown
    /// environment.
    ///
    /// >>> import asepsis, pathlib, tempfile
    /// >>> with tempfile.TemporaryDirectory() as folder:
    /// ...     _ = pathlib.Path(folder, "pod.yaml").write_text("{apiVersion: v1, kind: Pod, spec: {hostPID: true}}")
    /// ...     print(asepsis.Checker().render_paths(folder).environments[0].text, end="")
    /// ---
    /// apiVersion: v1
    /// kind: Pod
    /// spec:
    ///   hostPID: true
    #[pyo3(signature = (
        paths, /, *, environment=None, origins=false, show_secrets=false, values=None, set=None,
        release=None, namespace=None, api_versions=None, exclude=None, no_ignore=false,
        bundle_by_directory=false
    ))]
    #[expect(
        clippy::too_many_arguments,
        clippy::fn_params_excessive_bools,
        reason = "keyword arguments of Python"
    )]
    fn render_paths<'py>(
        &self,
        paths: &Bound<'py, PyAny>,
        environment: Option<&Bound<'_, PyAny>>,
        origins: bool,
        show_secrets: bool,
        values: Option<&Bound<'_, PyAny>>,
        set: Option<&Bound<'_, PyAny>>,
        release: Option<&Bound<'_, PyAny>>,
        namespace: Option<&Bound<'_, PyAny>>,
        api_versions: Option<&Bound<'_, PyAny>>,
        exclude: Option<&Bound<'_, PyAny>>,
        no_ignore: bool,
        bundle_by_directory: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let exclude = exclude.map(names).transpose()?.unwrap_or_default();
        let walking = Walking { exclude, no_ignore, bundle_by_directory, policy_like: None };
        let asked = Asked { environment, values, set, release, namespace, api_versions };
        let options = asked.options(origins, show_secrets)?;
        self.rendered(paths.py(), &path_list(paths)?, &walking, &options)
    }

    /// Checks rows of files: any object with `__arrow_c_array__` or `__arrow_c_stream__` and the columns
    /// `path`, `content` and, optionally, `bundle`.
    ///
    /// The files of a bundle are one platform. A file without a bundle is checked alone: results that
    /// depend on other files are unknown. A row without content is an input that was not read.
    ///
    /// Raises `TypeError` for an object that is not such data, `ValueError` for a missing column.
    ///
    /// >>> import asepsis, pyarrow
    /// >>> files = pyarrow.table({"path": ["a.yaml"], "content": ["apiVersion: v1\nkind: Pod\nspec: {hostPID: true}"]})
    /// >>> rows = pyarrow.table(asepsis.Checker().check_batch(files)).to_pylist()
    /// >>> [(row["path"], row["line"]) for row in rows if row["check"] == "host-pid"]
    /// [('a.yaml', 3)]
    #[pyo3(signature = (batch, /))]
    fn check_batch(&self, batch: &Bound<'_, PyAny>) -> PyResult<crate::arrow::Batch> {
        crate::arrow::check_batch(&self.checker, batch)
    }

    fn __repr__(&self) -> String {
        format!("<Checker: {} checks>", self.checker.checks().len())
    }

    fn __getnewargs_ex__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        Ok((PyTuple::empty(py), self.settings.arguments(py)?))
    }
}

impl Checker {
    pub(crate) fn walk(
        &self,
        py: Python<'_>,
        paths: &[PathBuf],
        walking: &Walking,
        progress: Option<&Py<PyAny>>,
    ) -> PyResult<Report> {
        let options = self.walk_options(walking)?;
        let (report, warnings) = run::check_paths(py, &self.checker, paths, &options, progress)?;
        warn(py, &warnings)?;
        Ok(Report::new(report))
    }

    pub(crate) fn rendered_texts<'py>(
        &self,
        source: &Bound<'py, PyAny>,
        name: Option<&Bound<'_, PyAny>>,
        context: Option<&Bound<'_, PyAny>>,
        asked: &RenderOptions,
    ) -> PyResult<Bound<'py, PyAny>> {
        let inputs = inputs::texts(source, inputs::name_of(name)?.as_deref(), context, None)?;
        let py = source.py();
        let rendering =
            py.detach(|| guarded(|| self.checker.render(inputs, asked).map_err(raise)))?;
        rendering.show(py)
    }

    pub(crate) fn rendered<'py>(
        &self,
        py: Python<'py>,
        paths: &[PathBuf],
        walking: &Walking,
        asked: &RenderOptions,
    ) -> PyResult<Bound<'py, PyAny>> {
        let options = self.walk_options(walking)?;
        let files = asked.values.iter().map(PathBuf::from);
        let paths: Vec<PathBuf> = paths.iter().cloned().chain(files).collect();
        let (rendering, warnings) = run::render_paths(py, &self.checker, &paths, &options, asked)?;
        warn(py, &warnings)?;
        rendering.show(py)
    }

    fn walk_options(&self, walking: &Walking) -> PyResult<WalkOptions> {
        let mut options = WalkOptions::default();
        let excludes = self.checker.options().excludes.iter();
        let excludes = Excludes::new(excludes.chain(&walking.exclude));
        options.excludes = excludes.map_err(raise)?;
        options.no_ignore = walking.no_ignore;
        options.bundle_by_directory = walking.bundle_by_directory;
        options.policy_like.clone_from(&walking.policy_like);
        options.own_files.extend(self.settings.policy.as_ref().map(|(name, _)| name.into()));
        Ok(options)
    }
}

/// Warns of what a walk found.
fn warn(py: Python<'_>, warnings: &[String]) -> PyResult<()> {
    for warning in warnings {
        // It may be shown in a terminal and contains file names.
        let warning = asepsis::report::masked(warning);
        let warning = asepsis::report::plain(&warning);
        py.import("warnings")?.getattr("warn")?.call1((&*warning,))?;
    }
    Ok(())
}

/// The options of a rendering, as they are passed.
pub(crate) struct Asked<'a, 'py> {
    pub(crate) environment: Option<&'a Bound<'py, PyAny>>,
    pub(crate) values: Option<&'a Bound<'py, PyAny>>,
    pub(crate) set: Option<&'a Bound<'py, PyAny>>,
    pub(crate) release: Option<&'a Bound<'py, PyAny>>,
    pub(crate) namespace: Option<&'a Bound<'py, PyAny>>,
    pub(crate) api_versions: Option<&'a Bound<'py, PyAny>>,
}

impl Asked<'_, '_> {
    pub(crate) fn options(&self, origins: bool, show_secrets: bool) -> PyResult<RenderOptions> {
        let text = |name: &'static str, value: Option<&Bound<'_, PyAny>>| {
            value.map(|value| value.extract().map_err(|_| wrong_argument(name, value))).transpose()
        };
        let texts = |name: &'static str, value: Option<&Bound<'_, PyAny>>| match value {
            Some(value) => names(value).map_err(|_| wrong_argument(name, value)),
            None => Ok(Vec::new()),
        };
        let mut options = RenderOptions::default();
        options.environment = text("environment", self.environment)?;
        options.release = text("release", self.release)?;
        options.namespace = text("namespace", self.namespace)?;
        options.set = texts("set", self.set)?;
        options.api_versions = texts("api_versions", self.api_versions)?;
        let files = self.values.map(|files| inputs::path_texts("values", files));
        options.values = files.transpose()?.unwrap_or_default();
        options.origins = origins;
        options.show_secrets = show_secrets;
        Ok(options)
    }
}

/// One path, or several.
pub(crate) fn path_list(paths: &Bound<'_, PyAny>) -> PyResult<Vec<PathBuf>> {
    if is_path(paths) {
        return Ok(vec![paths.extract()?]);
    }
    if paths.is_instance_of::<PyMapping>() || paths.is_instance_of::<PyBytes>() {
        return Err(no_path(paths));
    }
    let all = paths.try_iter().map_err(|_| no_path(paths))?;
    all.map(|path| {
        let path = path?;
        if is_path(&path) { path.extract() } else { Err(no_path(&path)) }
    })
    .collect()
}

fn is_path(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyString>() || value.hasattr("__fspath__").is_ok_and(|is| is)
}

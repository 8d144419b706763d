//! The functions of the module, which use a temporary checker.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use asepsis::Severity;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::checker::{Asked, Checker, Walking, path_list};
use crate::declared::{self, Checks};
use crate::failure::guarded;
use crate::handed::wrong_argument;
use crate::report::Report;
use crate::settings::{Settings, names};
use crate::show::Show;

/// Checks a text, as `str` or `bytes`, or the files of one platform, as a dict from path to `str` or
/// `bytes`. Invalid input never raises; it is in the report.
///
/// `name` is the name of a single text in the report. `context` lists files of the dict that are read
/// for their values but not checked. `named` lists files that the user named explicitly: the run is
/// incomplete if one of them cannot be read or parsed. The other arguments are those of `Checker`, which is
/// faster if it is reused.
///
/// Raises `AsepsisError` for an unknown name, and for the path of a file instead of its text.
///
/// >>> import asepsis
/// >>> report = asepsis.check("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}")
/// >>> finding = report.findings.filter(check="host-pid")[0]
/// >>> finding.location.start.line, finding.location.pointer
/// (4, '/spec/hostPID')
#[pyfunction]
#[pyo3(
    signature = (source, /, *, name=None, context=None, named=None, **options),
    text_signature = "(source, /, *, name=None, context=None, named=None, frameworks=None, select=None, ignore=None, fail_on=None, fail_on_unknown=None, min_severity=None, kubernetes=None, as_of=None, evidence=None, inline_suppressions=None, alone=None, bases=None, policy=None, config=None, no_config=None)"
)]
pub(crate) fn check(
    source: &Bound<'_, PyAny>,
    name: Option<&Bound<'_, PyAny>>,
    context: Option<&Bound<'_, PyAny>>,
    named: Option<&Bound<'_, PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Report> {
    Checker::of(options)?.check(source, name, context, named)
}

/// Checks files and folders as the command does: with the nearest `asepsis.yaml` in or above the first
/// path, unless `config` or `no_config` is given, and with today's date (in UTC), unless `as_of` is
/// given.
///
/// The other arguments are those of `Checker` and of `Checker.check_paths`.
///
/// Raises `MissingPathError` for a path that does not exist, `PolicyError` for errors in the policy.
/// Files that cannot be read are in the report.
///
/// >>> import asepsis, pathlib, tempfile
/// >>> with tempfile.TemporaryDirectory() as folder:
/// ...     _ = pathlib.Path(folder, "pod.yaml").write_text("apiVersion: v1\nkind: Pod\nspec: {hostPID: true}")
/// ...     report = asepsis.check_paths([folder], fail_on="critical")
/// >>> report.verdict, len(report.inputs)
/// ('pass', 1)
#[pyfunction]
#[pyo3(
    signature = (
        paths, /, *, exclude=None, no_ignore=false, bundle_by_directory=false,
        progress=None, **options
    ),
    text_signature = "(paths, /, *, exclude=None, no_ignore=False, bundle_by_directory=False, progress=None, frameworks=None, select=None, ignore=None, fail_on=None, fail_on_unknown=None, min_severity=None, kubernetes=None, as_of=None, evidence=None, inline_suppressions=None, alone=None, bases=None, policy=None, config=None, no_config=None)"
)]
pub(crate) fn check_paths(
    paths: &Bound<'_, PyAny>,
    exclude: Option<&Bound<'_, PyAny>>,
    no_ignore: bool,
    bundle_by_directory: bool,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Report> {
    let py = paths.py();
    let paths = path_list(paths)?;
    let (settings, policy_like) = settings_for(&paths, options)?;
    let exclude = exclude.map(names).transpose()?.unwrap_or_default();
    let walking = Walking { exclude, no_ignore, bundle_by_directory, policy_like };
    Checker::with(settings)?.walk(py, &paths, &walking, progress.as_ref())
}

/// The settings of a run on files, with the policy of the first path and today's date, and a file that
/// looks like a misnamed policy.
fn settings_for(
    paths: &[PathBuf],
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<(Settings, Option<PathBuf>)> {
    let mut settings = Settings::of(options)?;
    let mut policy_like = None;
    if settings.policy.is_none() && !settings.choices.no_config {
        let first = paths.first().map_or(Path::new("."), |path| path.as_path());
        match asepsis_cli::find_policy(first) {
            Some(path) => settings.read_policy(&path)?,
            None => policy_like = asepsis_cli::find_misnamed_policy(first),
        }
    }
    let today = || asepsis_cli::today().map(|date| date.to_string());
    settings.choices.as_of = settings.choices.as_of.or_else(today);
    Ok((settings, policy_like))
}

/// Returns what is checked, as YAML: the objects that kustomizations build and the projects that Compose
/// files make, in each environment. Without any of these, the manifests as they are written.
///
/// `environment` is the only one to render (default: all). `origins` adds a comment to each value with the
/// file and line where it was written, and fills `origins` of each environment (default: `False`).
/// `show_secrets` writes secrets as they are (default: `False`: they are masked as in reports); do not log
/// or store the result then.
///
/// Charts are rendered for their environments, or only with the files that `values` names and with the values
/// in `set`, such as `image.tag=1.2`, which are those of `helm template`. `release`, `namespace` and
/// `api_versions` are those of the release; default: those of the policy. The other arguments are those of
/// `check`. Invalid input never raises; it is in `problems`.
///
/// Raises `UnknownNameError` for an unknown environment or file of values.
///
/// >>> import asepsis
/// >>> files = {"k/kustomization.yaml": "resources: [a.yaml]\nnamespace: clinic\n"}
/// >>> files["k/a.yaml"] = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {mode: 'on'}}"
/// >>> print(asepsis.render(files, origins=True).text, end="")
/// ---
/// apiVersion: v1 # k/a.yaml:1
/// kind: ConfigMap # k/a.yaml:1
/// metadata:
///   name: a # k/a.yaml:1
///   namespace: clinic # k/kustomization.yaml:2
/// data:
///   mode: "on" # k/a.yaml:1
#[pyfunction]
#[pyo3(
    signature = (
        source, /, *, name=None, context=None, environment=None, origins=false,
        show_secrets=false, values=None, set=None, release=None, namespace=None, api_versions=None,
        **options
    ),
    text_signature = "(source, /, *, name=None, context=None, environment=None, origins=False, show_secrets=False, values=None, set=None, release=None, namespace=None, api_versions=None, frameworks=None, select=None, ignore=None, fail_on=None, fail_on_unknown=None, min_severity=None, kubernetes=None, as_of=None, evidence=None, inline_suppressions=None, alone=None, bases=None, policy=None, config=None, no_config=None)"
)]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn render<'py>(
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
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let asked = Asked { environment, values, set, release, namespace, api_versions };
    let asked = asked.options(origins, show_secrets)?;
    Checker::of(options)?.rendered_texts(source, name, context, &asked)
}

/// Renders files and folders as the command does: with the nearest `asepsis.yaml` in or above the first
/// path, unless `config` or `no_config` is given.
///
/// The other arguments are those of `Checker` and of `Checker.render_paths`.
///
/// Raises `MissingPathError` for a path that does not exist, `UnknownNameError` for an unknown environment,
/// `PolicyError` for errors in the policy.
///
/// >>> import asepsis, pathlib, tempfile
/// >>> with tempfile.TemporaryDirectory() as folder:
/// ...     _ = pathlib.Path(folder, "pod.yaml").write_text("{apiVersion: v1, kind: Pod, spec: {hostPID: true}}")
/// ...     rendering = asepsis.render_paths([folder], no_config=True)
/// >>> rendering.is_complete, rendering.has_masked, len(rendering.environments)
/// (True, False, 1)
#[pyfunction]
#[pyo3(
    signature = (
        paths, /, *, environment=None, origins=false, show_secrets=false, values=None, set=None,
        release=None, namespace=None, api_versions=None, exclude=None, no_ignore=false,
        bundle_by_directory=false, **options
    ),
    text_signature = "(paths, /, *, environment=None, origins=False, show_secrets=False, values=None, set=None, release=None, namespace=None, api_versions=None, exclude=None, no_ignore=False, bundle_by_directory=False, frameworks=None, select=None, ignore=None, fail_on=None, fail_on_unknown=None, min_severity=None, kubernetes=None, as_of=None, evidence=None, inline_suppressions=None, alone=None, bases=None, policy=None, config=None, no_config=None)"
)]
#[expect(
    clippy::too_many_arguments,
    clippy::fn_params_excessive_bools,
    reason = "keyword arguments of Python"
)]
pub(crate) fn render_paths<'py>(
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
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = paths.py();
    let paths = path_list(paths)?;
    let (settings, policy_like) = settings_for(&paths, options)?;
    let exclude = exclude.map(names).transpose()?.unwrap_or_default();
    let walking = Walking { exclude, no_ignore, bundle_by_directory, policy_like };
    let asked = Asked { environment, values, set, release, namespace, api_versions };
    let asked = asked.options(origins, show_secrets)?;
    Checker::with(settings)?.rendered(py, &paths, &walking, &asked)
}

/// Checks resources built in code: dicts, lists of dicts, and objects of the official Kubernetes
/// client, including the results of its list calls. Findings have a pointer but no line.
///
/// `name` is the name of the input in the report; the other arguments are those of `Checker`.
///
/// Raises `ObjectError` for any other object.
///
/// >>> import asepsis
/// >>> pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"hostPID": True}}
/// >>> asepsis.check_resources(pod, select="host-pid").findings[0].resource.name
/// 'a'
#[pyfunction]
#[pyo3(
    signature = (resources, /, *, name=None, **options),
    text_signature = "(resources, /, *, name=None, frameworks=None, select=None, ignore=None, fail_on=None, fail_on_unknown=None, min_severity=None, kubernetes=None, as_of=None, evidence=None, inline_suppressions=None, alone=None, bases=None, policy=None, config=None, no_config=None)"
)]
pub(crate) fn check_resources(
    resources: &Bound<'_, PyAny>,
    name: Option<&Bound<'_, PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Report> {
    Checker::of(options)?.check_resources(resources, name)
}

/// The checks with an id: the one with this id, or all with this id in another tool. `print` shows why
/// they matter, how to fix them, and the related controls.
///
/// Raises `UnknownNameError` for an unknown id.
///
/// >>> import asepsis
/// >>> [check.id for check in asepsis.explain("privileged-container")]
/// ['privileged-container']
/// >>> print(asepsis.explain("privileged-container"))  # doctest: +ELLIPSIS
/// privileged-container (critical, family containers)
/// ...
#[pyfunction]
#[pyo3(signature = (id, /))]
pub(crate) fn explain(id: &Bound<'_, PyAny>) -> PyResult<Checks> {
    let known: String = id.extract().map_err(|_| wrong_argument("id", id))?;
    declared::known_as(&known)
}

/// All checks, by id.
///
/// >>> import asepsis
/// >>> "privileged-container" in [check.id for check in asepsis.checks()]
/// True
#[pyfunction]
pub(crate) fn checks() -> Checks {
    declared::all()
}

/// All severities, lowest first.
///
/// >>> import asepsis
/// >>> asepsis.severities()
/// ('info', 'low', 'medium', 'high', 'critical')
#[pyfunction]
pub(crate) fn severities(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    Severity::ALL.to_vec().show(py)
}

/// Runs the command with these arguments, the first of which is the program name; returns the exit status.
///
/// >>> import asepsis
/// >>> asepsis.main(["asepsis", "check", "no-such-folder"])
/// 2
#[pyfunction]
#[pyo3(signature = (arguments, /))]
pub(crate) fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| asepsis_cli::run(arguments).code())
}

/// Panics, so that tests can check how an internal error is reported.
#[pyfunction]
#[expect(clippy::panic, reason = "the panic is intended")]
pub(crate) fn _fault(py: Python<'_>) -> PyResult<()> {
    py.detach(|| guarded(|| panic!("a panic on purpose")))
}

/// The API version of a built-in Kubernetes kind of which only the version is known, without the group.
#[pyfunction]
#[pyo3(signature = (version, kind, /))]
pub(crate) fn api_version_of(version: &str, kind: &str) -> Option<&'static str> {
    asepsis::api_version_of(version, kind)
}

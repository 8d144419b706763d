//! Runs, which release the interpreter's lock and can be stopped by Ctrl-C.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use asepsis::report::{RenderOptions, Rendering};
use asepsis::{Cancelled, Checker, Input, Parsed, Report};
use asepsis_cli::{Failure, Stage, WalkOptions, Walked};
use pyo3::prelude::*;

use crate::failure::{guarded, internal, raise};

/// The interval at which Python is asked for signals.
const PERIOD: Duration = Duration::from_millis(50);

/// Asks Python periodically for pending signals, which only its main thread receives.
struct Signals {
    asked: Instant,
    raised: Option<PyErr>,
}

impl Signals {
    fn new() -> Self {
        Self { asked: Instant::now(), raised: None }
    }

    fn ask(&mut self) -> ControlFlow<Cancelled> {
        if self.asked.elapsed() < PERIOD {
            return ControlFlow::Continue(());
        }
        self.asked = Instant::now();
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method is not general enough"
        )]
        match Python::attach(|py| py.check_signals()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.raised = Some(error);
                ControlFlow::Break(Cancelled)
            }
        }
    }
}

/// Checks inputs in this thread.
pub(crate) fn check(py: Python<'_>, checker: &Checker, inputs: Vec<Input>) -> PyResult<Report> {
    py.detach(|| {
        guarded(|| {
            let mut signals = Signals::new();
            let mut parsed: Vec<Parsed> = Vec::with_capacity(inputs.len());
            let mut inputs = inputs.into_iter();
            let cancelled = loop {
                let Some(input) = inputs.next() else { break None };
                parsed.push(checker.parse(input));
                if let ControlFlow::Break(cancelled) = signals.ask() {
                    break Some(cancelled);
                }
            };
            let judged = match cancelled {
                Some(cancelled) => ControlFlow::Break(cancelled),
                None => checker.judge(&parsed, &mut |_| signals.ask()),
            };
            finished(judged, signals.raised)
        })
    })
}

fn finished(judged: ControlFlow<Cancelled, Report>, raised: Option<PyErr>) -> PyResult<Report> {
    match (judged, raised) {
        (_, Some(error)) => Err(error),
        (ControlFlow::Continue(report), None) => Ok(report),
        // INVARIANT: a run is only stopped by an exception.
        (ControlFlow::Break(Cancelled), None) => Ok(Report::default()),
    }
}

/// Is called with the progress of a run, and can stop it.
type Observe<'o> = dyn Fn(Stage) -> ControlFlow<Cancelled> + Sync + 'o;

/// What is done with the files that a walk found.
type Work<'w, T> =
    dyn Fn(&mut Walked, &Observe<'_>) -> Result<ControlFlow<Cancelled, T>, Failure> + Sync + 'w;

/// Checks files and folders. Returns the report and the warnings of the walk.
pub(crate) fn check_paths(
    py: Python<'_>,
    checker: &Checker,
    paths: &[PathBuf],
    options: &WalkOptions,
    progress: Option<&Py<PyAny>>,
) -> PyResult<(Report, Vec<String>)> {
    run(py, paths, options, progress, &|walked, observe| {
        Ok(asepsis_cli::check_paths(checker, walked, observe))
    })
}

/// Renders files and folders. Returns the rendering and the warnings of the walk.
pub(crate) fn render_paths(
    py: Python<'_>,
    checker: &Checker,
    paths: &[PathBuf],
    options: &WalkOptions,
    asked: &RenderOptions,
) -> PyResult<(Rendering, Vec<String>)> {
    run(py, paths, options, None, &|walked, observe| {
        Ok(asepsis_cli::render_paths(checker, walked, asked, observe)?)
    })
}

/// Reads files and folders, with threads that end with the run.
fn run<T: Default + Send>(
    py: Python<'_>,
    paths: &[PathBuf],
    options: &WalkOptions,
    progress: Option<&Py<PyAny>>,
    work: &Work<'_, T>,
) -> PyResult<(T, Vec<String>)> {
    let run = Run { stopped: AtomicBool::new(false), stage: Mutex::new(None) };
    py.detach(|| {
        thread::scope(|scope| {
            let (finish, finished) = channel();
            let run = &run;
            let work = scope.spawn(move || {
                let outcome = run.work(paths, options, work);
                // The receiver is woken by this message or by the drop of the sender.
                let _ = finish.send(());
                outcome
            });
            let mut raised = None;
            loop {
                let is_over =
                    !matches!(finished.recv_timeout(PERIOD), Err(RecvTimeoutError::Timeout));
                if raised.is_none() {
                    raised = Python::attach(|py| run.tell(py, progress)).err();
                    run.stopped.fetch_or(raised.is_some(), Ordering::Relaxed);
                }
                if is_over {
                    break;
                }
            }
            let outcome = work.join().map_err(|panic| internal(&*panic));
            match (raised, outcome) {
                (Some(error), _) | (None, Err(error)) => Err(error),
                (None, Ok(outcome)) => outcome.map_err(raise),
            }
        })
    })
}

struct Run {
    stopped: AtomicBool,
    stage: Mutex<Option<Stage>>,
}

impl Run {
    fn work<T: Default>(
        &self,
        paths: &[PathBuf],
        options: &WalkOptions,
        work: &Work<'_, T>,
    ) -> Result<(T, Vec<String>), Failure> {
        let mut walked = asepsis_cli::walk(paths, options)?;
        let result = work(&mut walked, &|stage| {
            if let Ok(mut last) = self.stage.lock() {
                *last = Some(stage);
            }
            if self.stopped.load(Ordering::Relaxed) {
                ControlFlow::Break(Cancelled)
            } else {
                ControlFlow::Continue(())
            }
        });
        match result? {
            ControlFlow::Continue(result) => Ok((result, walked.warnings)),
            // The result is discarded: the exception that stopped the run is raised.
            ControlFlow::Break(Cancelled) => Ok((T::default(), walked.warnings)),
        }
    }

    /// Reports the progress to Python, and checks for signals.
    fn tell(&self, py: Python<'_>, progress: Option<&Py<PyAny>>) -> PyResult<()> {
        py.check_signals()?;
        let stage = self.stage.lock().map_or(None, |mut stage| stage.take());
        if let (Some(progress), Some(stage)) = (progress, stage) {
            let (done, total) = stage.counts();
            progress.call1(py, (stage.as_str(), done, total))?;
        }
        Ok(())
    }
}

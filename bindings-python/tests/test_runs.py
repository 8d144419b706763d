"""Long runs, many threads, many processes, many calls."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import asepsis
import pytest
from conftest import POD

CHECKER = asepsis.Checker(frameworks=["hipaa"])


def text(number: int) -> str:
    return POD.replace("probe", f"probe-{number}")


def judged(number: int) -> str:
    return CHECKER.check({f"{number}.yaml": text(number)}).to_json()


def walked(folder: str) -> str:
    return CHECKER.check_paths(folder).to_json()


def test_threads_share_a_checker() -> None:
    expected = [judged(number) for number in range(64)]
    for _ in range(3):
        with ThreadPoolExecutor(16) as threads:
            assert list(threads.map(judged, range(64))) == expected


def test_other_threads_go_on_during_a_check() -> None:
    texts = {f"{number}.yaml": text(number) for number in range(500)}
    ticks = 0
    over = threading.Event()

    def check() -> None:
        CHECKER.check(texts)
        over.set()

    thread = threading.Thread(target=check)
    thread.start()
    while not over.is_set():
        time.sleep(0.001)
        ticks += 1
    thread.join()
    # If the check kept the lock, there would be none.
    assert ticks > 10


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_share_a_checker(method: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "pod.yaml").write_text(POD)
    # Before the fork, after which threads that outlived the run would not exist.
    expected = walked(str(tmp_path))
    context = multiprocessing.get_context(method)
    with context.Pool(2) as pool:
        assert pool.map_async(judged, range(8)).get(60) == [judged(number) for number in range(8)]
        assert pool.map_async(walked, [str(tmp_path)] * 4).get(60) == [expected] * 4
        assert pool.apply_async(CHECKER.check, (POD,)).get(60) == CHECKER.check(POD)


class Stopped(Exception):
    pass


def stop(signum: int, frame: object) -> None:
    raise Stopped


def texts_for(seconds: float) -> dict[str, str]:
    begin = time.perf_counter()
    CHECKER.check({f"{number}.yaml": text(number) for number in range(300)})
    each = (time.perf_counter() - begin) / 300
    return {f"{number}.yaml": text(number) for number in range(int(seconds / each) + 1)}


def interrupted(work: object) -> float:
    """The time until a signal ends some work."""
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    begin = time.perf_counter()
    try:
        with pytest.raises(Stopped):
            work()  # type: ignore[operator]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.perf_counter() - begin


def test_a_signal_ends_a_long_run(tmp_path: pathlib.Path) -> None:
    texts = texts_for(4)
    assert interrupted(lambda: CHECKER.check(texts)) < 2
    for name, content in texts.items():
        (tmp_path / name).write_text(content)
    assert interrupted(lambda: CHECKER.check_paths(tmp_path)) < 2


def test_control_c_ends_a_program(tmp_path: pathlib.Path) -> None:
    program = (
        "import asepsis, sys\n"
        "text = sys.stdin.read()\n"
        "print('ready', flush=True)\n"
        "asepsis.check({f'{n}.yaml': text for n in range(200_000)})\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(POD)
    process.stdin.close()
    assert process.stdout.readline() == "ready\n"
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert "KeyboardInterrupt" in process.stderr.read()
    assert process.wait(20) != 0


def test_control_c_ends_the_command(tmp_path: pathlib.Path) -> None:
    process = subprocess.Popen([sys.executable, "-m", "asepsis", "check", "-"], stdin=subprocess.PIPE)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == -signal.SIGINT


def resident() -> int:
    pages = pathlib.Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not pathlib.Path("/proc/self/statm").exists(), reason="it is read from /proc")
def test_ten_thousand_calls_leak_nothing() -> None:
    checker = asepsis.Checker(select=["host-pid", "secrets"])

    def call() -> None:
        report = checker.check({"a.yaml": POD})
        for finding in report.findings:
            repr(finding)
        report.to_json(), report.checks, report.inputs
        with pytest.raises(asepsis.AsepsisError):
            asepsis.explain("no-such-check")

    for _ in range(500):
        call()
    gc.collect()
    blocks, bytes = sys.getallocatedblocks(), resident()
    for _ in range(10_000):
        call()
    gc.collect()
    assert sys.getallocatedblocks() - blocks < 1_000
    assert resident() - bytes < 4_000_000

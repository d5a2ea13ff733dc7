"""Runs the suite: ``python -m tests.run [part …] [pytest's own arguments]``. Without a part: all of them.

Two parts run side by side: the flows, in which browsers and workers wait, and the others one after another; what wants
both cores comes last. Unit tests and checks wait for nothing, so they give way: no core is idle meanwhile. What a part
says goes to ``.test/logs/<part>.log``; the end of a failed one is shown. PostgreSQL and Redis are started for this run
and stopped with it.
"""

import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from tests import servers

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / ".test" / "logs"
UNIT = "not flow and not worker and not race and not interop and not bench"
COVERAGE = ["--cov", "--cov-report=", "--cov-fail-under=95"]
LONGEST = 60 * 60  # seconds; what is not finished by then never will be
SIDE_BY_SIDE = 2  # more of them take each other's caches: all are slower, and the whole takes longer
GIVES_WAY = 5  # how nice; for whatever has no clock in it
STARTED: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Part:
    """One part of the suite: a run of pytest, or another command that succeeds or not."""

    name: str
    marks: str = ""
    extra: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    servers: bool = False
    gives_way: bool = False

    def argv(self, arguments: list[str]) -> list[str]:
        """The command line."""
        if self.command:
            return self.command
        report = f"--junitxml={LOGS / self.name}.xml"
        argv = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            f"-m={self.marks}",
            report,
            f"-ocache_dir=.test/cache-{self.name}",
        ]
        return [*argv, *self.extra, *arguments]


PARTS = [
    Part("flows", "flow", servers=True),
    Part("workers", "worker", servers=True),
    # What never touches a database finds there what it found on SQLite; why walks and seeds do: docs/decisions/0036.
    Part("postgresql", f"{UNIT} and database and not walk and not seeds", servers=True, gives_way=True),
    Part("walks", f"{UNIT} and walk", gives_way=True),
    Part("races-sqlite", "race"),
    Part("races-postgresql", "race", servers=True),
    Part("check", command=["make", "--no-print-directory", "check"], gives_way=True),
    Part("sqlite", f"{UNIT} and not walk", extra=["-n2", *COVERAGE], gives_way=True),
]
if (ROOT / "tests" / "interop").exists():
    PARTS.append(Part("interop", "interop"))
QUICK = Part("quick", f"{UNIT} and not walk", extra=["-n2"])
# A part of flows alone, for whoever works on pages; its table is kept as .test/a11y.txt.
A11Y = Part("a11y", "flow", extra=["tests/trust/test_accessibility.py"], servers=True)
# Times, so it is nothing for a machine that does something else: its table is kept as .test/slow-phone.txt.
BENCH = Part("bench", "bench", extra=["tests/trust/test_slow_phone.py"], servers=True)
NAMES = {
    "all": PARTS,
    "bench": [BENCH],
    "a11y": [A11Y],
    "quick": [QUICK],
    "races": [part for part in PARTS if part.marks == "race"],
}
NAMES |= {part.name: [part] for part in PARTS}
NAMES["flows"] = [part for part in PARTS if part.name in {"flows", "workers"}]


@dataclass
class Outcome:
    """What a part came to."""

    part: Part
    code: int
    seconds: float
    counts: dict[str, int]

    @property
    def failed(self) -> int:
        """Failed tests, a skipped one among them; at least one if the part failed otherwise, or ran no test."""
        bad = self.counts["failures"] + self.counts["errors"] + self.counts["skipped"]
        return max(bad, 1) if self.code else bad

    @property
    def passed(self) -> int:
        """Tests that passed."""
        return self.counts["tests"] - self.counts["failures"] - self.counts["errors"] - self.counts["skipped"]


def counts(report: Path) -> dict[str, int]:
    """How many tests ran, failed and so on, from pytest's report."""
    names = ("tests", "failures", "errors", "skipped")
    if not report.exists():
        return dict.fromkeys(names, 0)
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314  our own file
    totals = dict.fromkeys(names, 0)
    for suite in suites:
        for name in names:
            totals[name] += int(suite.get(name, 0))
    return totals


def run(part: Part, arguments: list[str], environ: dict[str, str]) -> Outcome:
    """Run one part to its end."""
    report = LOGS / f"{part.name}.xml"
    report.unlink(missing_ok=True)
    began = time.monotonic()
    own = {"PORT": str(servers.free_port())}
    if "RA_REDIS_URL" in environ:  # one Redis, a numbered database of it for each part
        number = PARTS.index(part) if part in PARTS else 0
        own["RA_REDIS_URL"] = environ["RA_REDIS_URL"].rpartition("/")[0] + f"/{number}"
    with (LOGS / f"{part.name}.log").open("w") as log:
        process = subprocess.Popen(
            part.argv(arguments),
            cwd=ROOT,
            env=environ | own,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        STARTED.append(process)
        if part.gives_way:
            os.setpriority(os.PRIO_PROCESS, process.pid, GIVES_WAY)
        try:
            code = process.wait(LONGEST)
        except subprocess.TimeoutExpired:
            log.write(f"\nStopped: not finished after {LONGEST // 60} minutes.\n")
            code = stop(process)
    return Outcome(part, code, time.monotonic() - began, counts(report))


def stop(process: subprocess.Popen[bytes]) -> int:
    """Interrupt a part, so that it stops what it started; end it if it will not."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait() or 1


def stop_everything(number: int, frame: object) -> None:
    """Stopped from outside: so is every part; the servers go as the stack of contexts unwinds."""
    for process in STARTED:
        if process.poll() is None:
            stop(process)
    raise SystemExit(128 + number)


def clean_environment() -> dict[str, str]:
    """Our own environment without anything that could lead the suite to somebody's real site.

    Compiled files are kept whatever it says: dozens of processes would compile the same files again.
    """
    left_out = ("RA_", "DJANGO_", "PYTEST_", "PYTHONDONTWRITEBYTECODE")
    return {key: value for key, value in os.environ.items() if not key.startswith(left_out)}


def outcomes(parts: list[Part], arguments: list[str]) -> Iterator[Outcome]:
    """Run the parts, several side by side, and give each as it ends."""
    with ExitStack() as stack:
        environ = clean_environment()
        private = dict(environ)
        if any(part.servers for part in parts):
            private |= stack.enter_context(servers.postgresql(LOGS)) | stack.enter_context(servers.redis(LOGS))
            private["ACADEMY_TEST_SERVERS"] = "private"
        pool = stack.enter_context(ThreadPoolExecutor(max(SIDE_BY_SIDE, (os.cpu_count() or 1) // 2)))
        waiting: list[Future[Outcome]] = [
            pool.submit(run, part, arguments, private if part.servers else environ) for part in parts
        ]
        for done in as_completed(waiting):
            yield done.result()


def show(outcome: Outcome) -> None:
    """One line for a part; more for one that failed."""
    log = LOGS / f"{outcome.part.name}.log"
    verdict = "failed" if outcome.failed else "ok"
    if not outcome.part.command:
        verdict += f", {outcome.passed} passed" + (f", {outcome.failed} failed" if outcome.failed else "")
    print(f"{outcome.part.name:<18}{outcome.seconds:6.0f} s  {verdict}", flush=True)
    if outcome.failed:
        lines = log.read_text(errors="replace").splitlines()
        print("\n".join(["", *lines[-60:], f"(the whole of it: {log.relative_to(ROOT)})", ""]), flush=True)


def main(arguments: list[str]) -> int:
    """Run what was asked for; 0 if every part passed and at least one test ran."""
    wanted = list(takewhile(NAMES.__contains__, arguments))
    parts = [part for name in wanted or ["all"] for part in NAMES[name]]
    rest = arguments[len(wanted) :]
    LOGS.mkdir(parents=True, exist_ok=True)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop_everything)
    results = []
    for outcome in outcomes(parts, rest):
        show(outcome)
        results.append(outcome)
    passed, failed = (sum(getattr(outcome, name) for outcome in results) for name in ("passed", "failed"))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

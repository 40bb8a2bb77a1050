# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT
"""Prints the table of a run: table.py RESULTS.json FILESYSTEM...  One row per measurement and kind, all from one run."""

import json
import os
import platform
import re
import sys
from datetime import date

HEAD = ("measured", "kind", "Lockscope", "floor", "ratio to the floor", "goal", "original", "QLockFile", "Boost")

CHEAP_KINDS = ("zc", "zc-simple", "fcntl", "link", "symlink", "mkdir", "pid")
COUNTS = (1, 2, 8, 32)


def microseconds(nanoseconds):
    if nanoseconds is None:
        return "-"
    value = nanoseconds / 1000
    return f"{value:,.0f} µs" if value >= 100 else f"{value:.1f} µs" if value >= 10 else f"{value:.2f} µs"


def factor(value):
    return "-" if value is None else f"{value:.2f}"


def judged(*goals):
    return "; ".join(f"{words}: {'met' if met else 'missed'}" for words, met in goals) or "-"


class Results:
    """The benchmarks by name, without the suffix of Google Benchmark."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            whole = json.load(file)
        self.load = whole["context"]["load_avg"]
        self._runs = {run["name"].split("/iterations:")[0]: run for run in whole["benchmarks"]}

    def kinds(self):
        names = (name.split("/") for name in self._runs if name.startswith(("uncontended/", "handoff/", "waiters/")))
        return [kind for kind in dict.fromkeys(parts[1] for parts in names) if kind != "any"]

    def get(self, name, counter):
        return self._runs.get(name, {}).get(counter)


def uncontended_goals(kind, ratio, ours, original):
    if kind in CHEAP_KINDS and ratio:
        yield "≤ 1.15 × the floor", ratio <= 1.15
    if kind == "openlock" and ratio:
        yield "≤ 1.3 × the floor", ratio <= 1.3
    times = {"openlock": 3, "sqlite": 5}.get(kind)
    if times and original:
        yield f"{times} × faster than the original", original >= times * ours


def uncontended(results, filesystems):
    for place, filesystem in enumerate(filesystems):
        for kind in results.kinds():
            def median(name):
                return results.get(f"uncontended/{kind}/{place}", f"median/{name}")

            ours, ratio = median("lockscope"), results.get(f"uncontended/{kind}/{place}", "ratio/lockscope/floor")
            if ours is None:
                continue
            goals = uncontended_goals(kind, ratio, ours, median("original")) if place == 0 else ()
            yield (f"acquire and release, {filesystem}", kind, microseconds(ours), microseconds(median("floor")),
                   factor(ratio), judged(*goals), *(microseconds(median(n)) for n in ("original", "qlockfile", "boost")))


def promises(results, filesystems):
    """The overhead of the library, compared with the system calls that its guarantees require."""
    for place, filesystem in enumerate(filesystems):
        for kind in results.kinds():
            run = f"uncontended/{kind}/{place}"
            ours, ratio = results.get(run, "median/lockscope"), results.get(run, "ratio/lockscope/promises")
            if ours is not None and ratio is not None:
                yield (f"with checks (floor: with checks), {filesystem}", kind, microseconds(ours),
                       microseconds(results.get(run, "median/promises")), factor(ratio), "-", "-", "-", "-")


def hand_offs(results):
    for mode, floor, words in (("lockscope", "flock", "hand-off without timeout (floor: flock)"),
                               ("lockscope", "calls", "hand-off without timeout (floor: the system calls of the kind)"),
                               ("lockscope-timed", "inotify", "hand-off with timeout (floor: inotify)")):
        for kind in results.kinds():
            run = f"handoff/{kind}"
            ours, ratio = results.get(run, f"median/{mode}"), results.get(run, f"ratio/{mode}/{floor}")
            if ours is None or ratio is None:
                continue
            goals = {"flock": [("≤ 1.2 × the floor", ratio <= 1.2)], "calls": [],
                     "inotify": [("< 400 µs", ours < 400_000), ("≤ 2 × the floor", ratio <= 2)]}[floor]
            peers = (results.get("handoff-peers", f"median/{name}") for name in (f"original-{kind}", "qlockfile", "boost"))
            yield (words, kind, microseconds(ours), microseconds(results.get(run, f"median/{floor}")), factor(ratio),
                   judged(*goals), *map(microseconds, peers))


CROWD = (
    ("perSecond", "acquisitions per second", lambda value: f"{value:,.0f}"),
    ("fairness", "fairness (1: equal shares)", lambda value: f"{value:.2f}"),
    ("processorEach", "CPU time per acquisition", microseconds),
    ("idlePercent", "idle waiters, % of a core", lambda value: f"{value:.2f}"),
)


def crowds(results):
    for counter, words, form in CROWD:
        for kind in results.kinds():
            for mode in ("lockscope", "lockscope-timed"):
                def at(owner, name):
                    return [results.get(f"waiters/{owner}/{name}/{count}", counter) for count in COUNTS]

                def cell(values):
                    return "-" if None in values else " / ".join(map(form, values))

                ours, floor = at(kind, mode), at("any", "flock")
                if None in ours:
                    continue
                goals = [("32 under 1 %", ours[-1] < 1)] if counter == "idlePercent" else []
                numbers = " / ".join(map(str, COUNTS))
                yield (f"{numbers} processes: {words}", kind + (", with timeout" if mode.endswith("timed") else ", without timeout"),
                       cell(ours), cell(floor), "-", judged(*goals), cell(at(kind, "original")),
                       cell(at("any", "qlockfile")), cell(at("any", "boost")))


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    return (f"{model.group(1) if model else platform.machine()}, {os.cpu_count()} processors, "
            f"Linux {platform.release()}")


WHY = """Why goals are missed: the floor makes only the system calls that lock and unlock. Lockscope also checks that the path is not a
FIFO before it opens it, checks after locking that the path still names the locked file, writes a lock file under a temporary
name so that nobody sees half of it, and moves a lock file before it removes it, so that it never removes the lock of another
process. The floor of the rows "with checks" makes these calls, too; what remains is the overhead of the library itself. The
original of openlock is timed in a process that is already running, so it takes less time here than where the goal was set. A
hand-off of the kind fcntl creates the file again, which a hand-off of flock does not.
"""


def main():
    results, filesystems = Results(sys.argv[1]), sys.argv[2:]
    print("<!-- SPDX-FileCopyrightText: The Lockscope authors -->\n<!-- SPDX-License-Identifier: MIT -->\n")
    print("# Acquiring and releasing\n")
    print(f"{date.today()}; {machine()}; hand-offs on {filesystems[0]}, several "
          f"processes in memory; load {results.load[0]:.2f} before, "
          f"{os.getloadavg()[0]:.2f} after. Medians; ratios are computed in each round. Written by `tests/bench/run.sh "
          "--write`.\n")
    rows = [*uncontended(results, filesystems), *promises(results, filesystems), *hand_offs(results), *crowds(results)]
    print(WHY)
    print("| " + " | ".join(HEAD) + " |\n|" + " --- |" * len(HEAD))
    for row in rows:
        print("| " + " | ".join(row) + " |")


main()

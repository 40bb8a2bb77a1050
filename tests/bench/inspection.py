# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT
"""Measures scan, system and inspect: inspection.py BUILD RESULTS.md [--write] [--million].

Every number is a median of rounds in which the compared programs alternate, so that the load of the machine affects both."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date

import section

TITLE = "Inspection"
KINDS = ("zc", "pid", "symlink", "link")
ROUNDS = {1_000: 9, 10_000: 7, 100_000: 5, 1_000_000: 1}


class Programs:
    def __init__(self, build):
        self.ctl = f"{build}/app/lockscopectl/lockscopectl"
        self.walk = f"{build}/tests/bench/scanwalk"
        self.start = f"{build}/tests/bench/qtcorestart"
        self.actor = f"{build}/tests/actor/lockactor"


class Run:
    """One run of a program: elapsed seconds and peak memory."""

    def __init__(self, words, output=subprocess.DEVNULL):
        begin = time.perf_counter()
        child = subprocess.Popen(words, stdout=output, stderr=subprocess.DEVNULL)
        text = child.stdout.read() if child.stdout else b""
        _, self.status, usage = os.wait4(child.pid, 0)
        self.seconds = time.perf_counter() - begin
        self.megabytes = usage.ru_maxrss / 1024
        self.text = text.decode()


def reported_seconds(words):
    """scanwalk measures itself, without its own startup."""
    run = Run(words, subprocess.PIPE)
    found, seconds = run.text.split()
    return int(found), float(seconds), run.megabytes


def scans(programs, place, kind, count):
    directory = tempfile.mkdtemp(dir=place)
    try:
        subprocess.run([programs.walk, "make", directory, kind, str(count), str(max(1, count // 1000))], check=True)
        walk, careful, scan, json, memory, json_memory = [], [], [], [], [], []
        for _ in range(ROUNDS[count]):
            files, seconds, _ = reported_seconds([programs.walk, "walk", directory])
            walk.append(seconds)
            _, seconds, _ = reported_seconds([programs.walk, "careful", directory])
            careful.append(seconds / walk[-1])
            found, seconds, megabytes = reported_seconds([programs.walk, "scan", directory])
            scan.append(seconds / walk[-1])
            memory.append(megabytes)
            with tempfile.TemporaryFile(dir=place) as output:
                run = Run([programs.ctl, "scan", "--json", directory], output)
            json.append(run.seconds / walk[-1])
            json_memory.append(run.megabytes)
            assert found >= count, f"{found} locks of {count} were found"
        floor = statistics.median(walk)
        ratio, json_ratio = statistics.median(scan), statistics.median(json)
        goal = verdict_on(("scan ≤ 1.2", ratio <= 1.2), ("--json ≤ 3", json_ratio <= 3)) if count >= 100_000 else "-"
        if count >= 1_000_000:
            goal = verdict_on(("< 60 MB", max(json_memory) < 60))
        yield (f"scan of {count:,} locks", kind, f"{floor / files * 1e6:.2f} µs",
               f"{statistics.median(careful):.2f}", f"{ratio:.2f}", f"{json_ratio:.2f}",
               f"{max(memory):.0f} / {max(json_memory):.0f} MB", goal)
    finally:
        shutil.rmtree(directory)


def system(programs, place, count=18_000):
    directory = tempfile.mkdtemp(dir=place)
    actor = subprocess.Popen([programs.actor], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        actor.stdin.write(f"many-flock {directory} {count}\n")
        actor.stdin.flush()
        answer = actor.stdout.readline().strip()
        while answer and answer not in ("held",) and not answer.startswith("failed"):
            answer = actor.stdout.readline().strip()
        if answer != "held":
            yield f"system with {count:,} locks", answer, "-", "-", "-", "-", "-"
            return
        for words in ("system", "system --json"):
            runs = [Run([programs.ctl, *words.split()]) for _ in range(5)]
            seconds = statistics.median(run.seconds for run in runs)
            yield (f"{words} with {count:,} locks", "flock", "-", "-", f"{seconds:.2f} s", "-",
                   f"{max(run.megabytes for run in runs):.0f} MB", verdict_on(("< 0.5 s", seconds < 0.5)))
    finally:
        actor.stdin.close()
        actor.wait()
        shutil.rmtree(directory)


def inspect(programs, place):
    with tempfile.NamedTemporaryFile(dir=place, suffix=".lock") as lock:
        lock.write(b" 4194303\n")
        lock.flush()
        ours, floor = [], []
        for _ in range(41):
            floor.append(Run(["stat", lock.name]).seconds + Run([programs.start]).seconds)
            ours.append(Run([programs.ctl, "inspect", lock.name]).seconds)
        ratio = statistics.median(one / other for one, other in zip(ours, floor))
        yield ("inspect of one file, start to end (floor: stat and the start of a Qt Core program)", "zc",
               f"{statistics.median(floor) * 1e3:.2f} ms", "-", f"{ratio:.2f}", "-", "-", verdict_on(("≤ 1.5", ratio <= 1.5)))


def verdict_on(*goals):
    return "; ".join(f"{words}: {'met' if met else 'missed'}" for words, met in goals)


def table(programs, place, million):
    counts = [count for count in ROUNDS if count < 1_000_000 or million]
    head = ("measured", "kind", "plain walk, per file", "careful walk / plain walk", "scan / plain walk",
            "scan --json / plain walk", "memory, text / JSON",
            "goal")
    yield f"# {TITLE}\n"
    yield (f"{date.today()}; {os.cpu_count()} processors, Linux {os.uname().release}, files in memory; load "
           f"{os.getloadavg()[0]:.2f} before. Medians; ratios are computed in each round. Written by "
           "`tests/bench/inspection.sh --write`.\n")
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for count in counts:
        for kind in KINDS if count < 1_000_000 else KINDS[:1]:
            for row in scans(programs, place, kind, count):
                yield "| " + " | ".join(row) + " |"
    for row in (*system(programs, place), *inspect(programs, place)):
        yield "| " + " | ".join(row) + " |"


def main():
    build, results, options = sys.argv[1], sys.argv[2], sys.argv[3:]
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()
    lines = []
    for line in table(Programs(build), place, "--million" in options):
        print(line, flush=True)
        lines.append(line)
    if "--write" not in options:
        return
    section.put(results, TITLE, "\n".join(lines[1:]))


main()

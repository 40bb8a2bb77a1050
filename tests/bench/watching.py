# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Benchmark of watching, called by tests/bench/watching.sh: LOCKSCOPECTL RESULTS.md [--write].

The program is measured from outside: the benchmark makes a change and waits for the line that reports it at the other end
of a pipe. LOCKSCOPE_WATCH_FOLDERS, LOCKSCOPE_WATCH_LOCKS and LOCKSCOPE_WATCH_RATE reduce its size.
"""

import contextlib
import datetime
import json
import os
import platform
import queue
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import section

FOLDERS = int(os.environ.get("LOCKSCOPE_WATCH_FOLDERS", 10_000))
LOCKS = int(os.environ.get("LOCKSCOPE_WATCH_LOCKS", 100_000))
RATE = int(os.environ.get("LOCKSCOPE_WATCH_RATE", 2_000))
SECONDS = 10
IDLE_SECONDS = 20
KILLS = 100


class Watching:
    """A running lockscopectl watch --json; each line has the time of its arrival."""

    def __init__(self, program, place, state):
        environment = dict(os.environ, XDG_STATE_HOME=state)
        self.process = subprocess.Popen([program, "watch", "--json", "--no-history", place], stdout=subprocess.PIPE,
                                        env=environment, bufsize=0)
        self.lines = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        rest = b""
        while chunk := os.read(self.process.stdout.fileno(), 1 << 20):
            now = time.monotonic()
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self.lines.put((now, line))

    def wait_for_ready(self):
        count = 0
        while True:
            _, line = self.lines.get(timeout=600)
            if line == b'{"event":"ready"}':
                return count
            count += 1

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self._reader.join()

    def cpu_seconds(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return None


@contextlib.contextmanager
def raised_watch_limit():
    """Lets one user watch that many directories, and restores the limit."""
    file = "/proc/sys/fs/inotify/max_user_watches"
    before = int(open(file).read())
    if before >= FOLDERS + 1000:
        yield
        return
    with open(file, "w") as limit:
        limit.write(str(FOLDERS + 1000))
    try:
        yield
    finally:
        with open(file, "w") as limit:
            limit.write(str(before))


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def make_tree(place):
    content = f"{os.getpid()}\n"
    for directory in range(FOLDERS):
        path = os.path.join(place, f"d{directory}")
        os.mkdir(path)
        for lock in range(LOCKS // FOLDERS):
            with open(os.path.join(path, f"job{lock}.pid"), "w") as file:
                file.write(content)


def measure_exits(program, place, state):
    """The time from SIGKILL of a holder, which its parent does not reap, to the line `stale`."""
    delays = []
    watching = Watching(program, place, state)
    watching.wait_for_ready()
    for number in range(KILLS):
        holder = subprocess.Popen(["sleep", "1000"])
        path = os.path.join(place, f"holder{number}.pid")
        with open(path, "w") as file:
            file.write(f"{holder.pid}\n")
        wait_for(watching, path, "acquired")
        killed = time.monotonic()
        holder.kill()
        delays.append(wait_for(watching, path, "stale") - killed)
        holder.wait()
        os.unlink(path)
    watching.end()
    return delays


def wait_for(watching, path, event):
    while True:
        when, line = watching.lines.get(timeout=60)
        reported = json.loads(line)
        if reported.get("path") == path and reported["event"] == event:
            return when


def measure_burst(watching, place):
    """Locks are created and removed at the rate; each change must be reported as a line."""
    changed = {}
    start = time.monotonic()
    count = RATE * SECONDS
    content = f"{os.getpid()}\n".encode()
    late = 0.0
    for number in range(count):
        due = start + number / RATE
        now = time.monotonic()
        if now < due:
            time.sleep(due - now)
        late = max(late, time.monotonic() - due)
        # Creates a lock, or removes the one that was created half a second ago.
        if number % 2 == 0:
            path = os.path.join(place, f"d{number // 2 % FOLDERS}", f"burst{number // 2}.pid")
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            changed[path, "appeared"] = time.monotonic()
            os.write(file, content)
            os.close(file)
        else:
            old = number // 2 - RATE // 4
            if old < 0:
                continue
            path = os.path.join(place, f"d{old % FOLDERS}", f"burst{old}.pid")
            os.unlink(path)
            changed[path, "removed"] = time.monotonic()
    took = time.monotonic() - start
    made = len(changed)
    delays = []
    with contextlib.suppress(queue.Empty):
        while changed:
            when, line = watching.lines.get(timeout=10)
            reported = json.loads(line)
            since = changed.pop((reported.get("path"), reported["event"]), None)
            if since is not None:
                delays.append(when - since)
    return delays, len(changed), made / took


def main():
    program, results = sys.argv[1:3]
    rows = []
    base = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=base) as work, raised_watch_limit():
        place = os.path.join(work, "locks")
        state = os.path.join(work, "state")
        os.mkdir(place)
        exits = measure_exits(program, place, state)
        rows.append(("holder killed -> `stale` line, median", f"{statistics.median(exits) * 1000:.1f} ms", "< 20 ms",
                     statistics.median(exits) < 0.020))
        make_tree(place)
        began = time.monotonic()
        watching = Watching(program, place, state)
        there = watching.wait_for_ready()
        rows.append((f"initial scan of {there:,} locks in {FOLDERS:,} directories", f"{time.monotonic() - began:.1f} s", "-", None))
        before = watching.cpu_seconds()
        time.sleep(IDLE_SECONDS)
        share = (watching.cpu_seconds() - before) / IDLE_SECONDS * 100
        rows.append(("CPU while idle, of one core", f"{share:.2f} %", "< 0.5 %", share < 0.5))
        rows.append(("resident memory", f"{watching.resident():.0f} MiB", "< 150 MB", watching.resident() * 1.048576 < 150))
        before = watching.cpu_seconds()
        delays, lost, rate = measure_burst(watching, place)
        busy = (watching.cpu_seconds() - before) / SECONDS * 100
        name = f"change -> line at {rate:,.0f} changes a second"
        median, tail = statistics.median(delays), percentile(delays, 0.99)
        rows.append((name + ", median", f"{median * 1000:.1f} ms", "< 5 ms", median < 0.005))
        rows.append((name + ", 99th percentile", f"{tail * 1000:.1f} ms", "< 50 ms", tail < 0.050))
        rows.append(("changes without a line", str(lost), "0", lost == 0))
        rows.append(("CPU at that rate, of one core", f"{busy:.0f} %", "-", None))
        watching.end()

    load = os.getloadavg()[0]
    text = f"{datetime.date.today()}; {os.cpu_count()} processors, Linux {platform.release()}; locks in memory; " \
           f"load {load:.2f}. Written by `tests/bench/watching.sh --write`.\n\n"
    text += "| measured | Lockscope | goal |\n| --- | --- | --- |\n"
    for name, value, goal, met in rows:
        word = "" if met is None else ": met" if met else ": missed"
        text += f"| {name} | {value} | {goal}{word} |\n"
    print(text)
    if "--write" in sys.argv[3:]:
        section.put(results, "Watching", text)


if __name__ == "__main__":
    if shutil.which("sleep") is None:
        sys.exit("sleep(1) is needed, as a holder to be killed")
    main()

# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Checks the models of this directory with Spin: every order of the calls of all processes.

check.py [TEXT...]  only the rows that contain one of the texts; prints the trace of each row that fails

A row names a model, its variant, and whether all orders are safe (no two holders, no process that waits for a free lock,
no deadlock) or Spin must find an unsafe one. A row that must fail shows that the model detects the error, and that the
protocol of the original, or ours in a documented case, has it.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent

SAFE, FAILS = "safe", "fails"

ROWS = (
    ("link", "", SAFE, "LinkLockFile: three processes, two rounds, replies lost by NFS"),
    ("link", "BREAKER ATOMIC_RELEASE", SAFE, "the same while a lock is broken by force"),
    ("link", "BREAKER", FAILS, "a lock broken and acquired between the two calls of a release: see MarkerLockFile"),
    ("link", "BREAKER ORIGINAL", FAILS, "pylockfile: a release after a break removes the lock of the next holder"),
    ("symlink", "", SAFE, "SymlinkLockFile"),
    ("symlink", "BREAKER ATOMIC_RELEASE", SAFE, "the same while a lock is broken by force"),
    ("symlink", "BREAKER", FAILS, "as link BREAKER; pylockfile has the same protocol"),
    ("pid", "", SAFE, "PidLockFile; no file without a PID is ever visible"),
    ("pid", "BREAKER ATOMIC_RELEASE", SAFE, "the same while a lock is broken by force"),
    ("pid", "BREAKER", FAILS, "as link BREAKER"),
    ("pid", "ORIGINAL", FAILS, "pylockfile: the file is visible before it names its owner"),
    ("mkdir", "INSPECTOR", SAFE, "MkdirLockFile; no directory without an owner is ever visible"),
    ("mkdir", "IN_PLACE", SAFE, "the same on file systems without RENAME_NOREPLACE"),
    ("mkdir", "IN_PLACE INSPECTOR", FAILS, "there, and in pylockfile, the directory is empty for a moment"),
    ("mkdir", "BREAKER ATOMIC_RELEASE", SAFE, "while a lock is broken by force"),
    ("mkdir", "BREAKER", FAILS, "a lock broken and acquired during a release: see MkdirLockFile"),
    ("mkdir", "BREAKER ORIGINAL", FAILS, "pylockfile: a release removes the directory of the next holder"),
    ("sqlite", "", SAFE, "SqliteLockFile"),
    ("sqlite", "BREAKER", SAFE, "two breakers of one row, and its undo, against acquirers"),
    ("sqlite", "ORIGINAL", FAILS, "pylockfile without a unique index: two rows"),
    ("wait", "", SAFE, "waiters for a marker are woken by events only"),
    ("wait", "BREAKER", SAFE, "the same while a stale lock is broken"),
    ("wait", "KERNEL", SAFE, "waiters for a kernel lock"),
    ("wait", "KERNEL WATCHED_ONCE", FAILS, "the attempt after a new watch is needed"),
    ("wait", "KERNEL EVENT_FIRST", FAILS, "an event that precedes the release needs the pause"),
    ("wait", "KERNEL EVENT_FIRST TIMER", SAFE, "and has it"),
    ("openlock", "OURS=3 SLOW", SAFE, "OpenlockFile: three processes of this library replace a stale file, at any speed"),
    ("openlock", "OURS=2 KEEP", SAFE, "with a Python peer, if replacing takes less than race_delay"),
    ("openlock", "OURS=1 KEEP", SAFE, "with two"),
    ("openlock", "OURS=0 KEEP", SAFE, "openlock alone"),
    ("openlock", "OURS=0 KEEP SLOW", FAILS, "the documented race of openlock: slower than race_delay"),
    ("openlock", "OURS=1 KEEP SLOW", FAILS, "the same with a process of ours: see OpenlockFile"),
    ("openlock", "OURS=0", FAILS, "openlock 1.2: a peer replaces a file that was created without the delay"),
    ("openlock", "OURS=2", FAILS, "the same with ours: see OpenlockFile"),
    ("break", "ROUNDS=2", SAFE, "two breakers of one stale lock against acquirers"),
    ("break", "ROUNDS=2 FALLBACK", SAFE, "the same without RENAME_EXCHANGE"),
    ("break", "ROUNDS=2 UNDO", SAFE, "the same, and undo"),
    ("break", "ROUNDS=2 UNDO FALLBACK", SAFE, "the same without RENAME_EXCHANGE"),
    ("break", "CRASH", SAFE, "breakers killed before any call; the next program settles"),
    ("break", "CRASH FALLBACK", SAFE, "the same without RENAME_EXCHANGE"),
    ("break", "NO_GUARD", SAFE, "the directory cannot be locked: holders still exclude each other"),
    ("break", "PLAIN", FAILS, "a breaker that inspects and unlinks removes the lock of the next holder"),
)


def run(command, directory):
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def check(model, variant, directory):
    """Returns whether all orders are safe, the number of states, and the trace of an unsafe order. Exits on errors."""
    defines = ["-D" + word for word in variant.split()]
    steps = (
        ["spin", *defines, "-a", model + ".pml"],
        ["cc", "-O0", "-w", "-DSAFETY", "-DMEMLIM=2000", "-o", "pan", "pan.c"],
    )
    for step in steps:
        status, text = run(step, directory)
        if status != 0:
            sys.exit(f"{model} {variant}: {' '.join(step)}: {text}")
    _, text = run(["./pan", "-m1000000", "-w18"], directory)
    if "errors: " not in text or "max search depth too small" in text:
        sys.exit(f"{model} {variant}: {text}")
    states = next(line.split()[0] for line in text.splitlines() if line.endswith("states, stored"))
    if "errors: 0" in text:
        return True, states, []
    _, trace = run(["spin", *defines, "-t", model + ".pml"], directory)
    lines = [line.strip() for line in trace.splitlines()]
    reported = ("process ", "peer ", "breaker ", "the ", "inspected")
    what = "an assertion is violated" if "assertion violated" in text else "a process waits indefinitely"
    return False, states, [line for line in lines if line.startswith(reported)] + [what]


def main():
    rows = [row for row in ROWS if not sys.argv[1:] or any(text in " ".join(row) for text in sys.argv[1:])]
    failed = not rows
    for model, variant, expected, meaning in rows:
        with tempfile.TemporaryDirectory() as directory:
            for source in HERE.glob("*.pml"):
                shutil.copy(source, directory)
            safe, states, trace = check(model, variant, directory)
        found = SAFE if safe else FAILS
        failed = failed or found != expected
        suffix = "" if found == expected else f"  EXPECTED: {expected}"
        print(f"{model:9} {variant:24} {found:6} {states:>8} states  {meaning}{suffix}")
        if found != expected or sys.argv[1:]:
            print("".join(f"    {line}\n" for line in trace), end="")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

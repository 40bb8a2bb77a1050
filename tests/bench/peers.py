# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT
"""The Python originals as players of the benchmarks: one command per line on standard input, one number as answer.

peers.py KIND PATH. The kinds of zc.lockfile and pylockfile are the installed originals. Debian has neither lock_file 2.0
nor openlock: their protocols are implemented here, call by call. An original that cannot wait is retried every 0.1 s,
which is pylockfile's own interval.
"""

import atexit
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time

PACE = 0.1
MAX_LAST_WAIT = 3


def waiting(refusal, attempt):
    while True:
        try:
            return attempt()
        except refusal:
            time.sleep(PACE)


class Zc:
    def __init__(self, name, path):
        import zc.lockfile

        self._refusal = zc.lockfile.LockError
        self._create = lambda: getattr(zc.lockfile, name)(path)

    def acquire(self):
        self._lock = waiting(self._refusal, self._create)

    def release(self):
        self._lock.close()


class Pylockfile:
    def __init__(self, module, name, path):
        import importlib

        import lockfile

        made = getattr(importlib.import_module("lockfile." + module), name)
        self._refusal = lockfile.AlreadyLocked
        if name == "SQLiteLockFile":
            # By default, each process has its own database and excludes no other process.
            made.testdb = path + ".db"
        self._lock = made(path)

    def acquire(self):
        waiting(self._refusal, self._lock.acquire)

    def release(self):
        self._lock.release()


class LockFile2:
    """lock_file 2.0: fcntl.lockf, the path must still name the inode, removed before the close."""

    def __init__(self, path):
        self._path = path

    def acquire(self):
        while True:
            self._fd = os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o666)
            fcntl.lockf(self._fd, fcntl.LOCK_EX)
            try:
                if os.path.samestat(os.stat(self._path), os.fstat(self._fd)):
                    return
            except FileNotFoundError:
                pass
            os.close(self._fd)

    def release(self):
        os.remove(self._path)
        os.close(self._fd)


class Openlock:
    """openlock 1.2: a complete temporary file is linked in; a stale one is replaced by rename, and read again later."""

    RACE_DELAY = 0.2
    RETRY_PERIOD = 0.3

    def __init__(self, path):
        self._path = path
        self._name = os.path.splitext(os.path.basename(sys.argv[0].split()[0]))[0]

    def acquire(self):
        while not self._attempt():
            time.sleep(self.RETRY_PERIOD)
        atexit.register(self._remove)

    def _attempt(self):
        with tempfile.NamedTemporaryFile("w", dir=os.path.dirname(self._path), delete=False) as temporary:
            temporary.write(f"{os.getpid()}\n{self._name}\n")
        try:
            os.link(temporary.name, self._path)
            os.remove(temporary.name)
            return True
        except FileExistsError:
            pass
        if self._owner_lives():
            os.remove(temporary.name)
            return False
        os.replace(temporary.name, self._path)
        time.sleep(self.RACE_DELAY)
        return self._read() == [str(os.getpid()), self._name]

    def _read(self):
        try:
            with open(self._path) as file:
                return file.read().splitlines()[:2]
        except FileNotFoundError:
            return []

    def _owner_lives(self):
        lines = self._read()
        if len(lines) < 2 or not lines[0].isdigit():
            return False
        listed = subprocess.run(["ps", "-f", lines[0]], capture_output=True, text=True).stdout.lower()
        return any(lines[0] in line.split() and lines[1].lower() in line and "python" in line
                   for line in listed.splitlines())

    def release(self):
        self._remove()
        atexit.unregister(self._remove)

    def _remove(self):
        try:
            os.remove(self._path)
        except FileNotFoundError:
            pass


KINDS = {
    "zc": lambda path: Zc("LockFile", path),
    "zc-simple": lambda path: Zc("SimpleLockFile", path),
    "link": lambda path: Pylockfile("linklockfile", "LinkLockFile", path),
    "symlink": lambda path: Pylockfile("symlinklockfile", "SymlinkLockFile", path),
    "mkdir": lambda path: Pylockfile("mkdirlockfile", "MkdirLockFile", path),
    "sqlite": lambda path: Pylockfile("sqlitelockfile", "SQLiteLockFile", path),
    "pid": lambda path: Pylockfile("pidlockfile", "PIDLockFile", path),
    "openlock": Openlock,
    "fcntl": LockFile2,
}


def acquire(lock):
    lock.acquire()
    return time.monotonic_ns()


def release(lock):
    now = time.monotonic_ns()
    lock.release()
    return now


def once(lock):
    lock.acquire()
    lock.release()


def batch(lock, rounds):
    """Nanoseconds for one acquire and release."""
    once(lock)
    once(lock)
    start = time.perf_counter()
    for _ in range(rounds):
        lock.acquire()
        lock.release()
    return int((time.perf_counter() - start) * 1e9 / rounds)


class Overdue(BaseException):
    pass


def overdue(*_):
    raise Overdue


def count(lock, milliseconds):
    """Under contention the originals have races: a failed round does not count, and a lock that it leaves is not removed."""
    done = 0
    end = time.monotonic() + milliseconds / 1000
    signal.signal(signal.SIGALRM, overdue)
    signal.setitimer(signal.ITIMER_REAL, milliseconds / 1000 + MAX_LAST_WAIT)
    try:
        while time.monotonic() < end:
            try:
                once(lock)
                done += 1
            except Exception:
                time.sleep(PACE)
    except Overdue:
        pass
    signal.setitimer(signal.ITIMER_REAL, 0)
    return done


COMMANDS = {"acquire": acquire, "release": release, "batch": batch, "count": count}

player = KINDS[sys.argv[1]](sys.argv[2])
print(0, flush=True)
for line in sys.stdin:
    command, *numbers = line.split()
    print(COMMANDS[command](player, *map(int, numbers)), flush=True)

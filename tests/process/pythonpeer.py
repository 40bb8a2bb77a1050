# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT
"""The Python side of the interop tests: one step per line on standard input, one line as answer, like lockactor.

zc and zc-simple are the installed zc.lockfile; link, symlink, mkdir, sqlite and pid are the installed pylockfile.
openlock and lockf are implemented here, because Debian has neither. openlock is the protocol of openlock 1.2 (see
openlockpeer.py). lockf is the protocol of lock_file 2.0: open, fcntl.lockf, the path must still name the locked inode,
remove before the close.
"""

import fcntl
import importlib
import os
import signal
import sqlite3
import sys
import time
import urllib.parse


class Refused(Exception):
    pass


class Zc:
    def __init__(self, name, *options):
        import zc.lockfile

        self._module = zc.lockfile
        self._class = getattr(zc.lockfile, name)
        self._options = options

    def acquire(self, path, wait):
        while True:
            try:
                self._lock = self._class(path, *self._options)
                return
            except self._module.LockError:
                # zc.lockfile cannot wait, so its users retry.
                if not wait:
                    raise Refused
                time.sleep(0.001)

    def release(self):
        self._lock.close()


class Lockf:
    def __init__(self, remove):
        self._remove = remove

    def acquire(self, path, wait):
        self._path = path
        while True:
            self._fd = os.open(path, os.O_CREAT | os.O_WRONLY, 0o666)
            try:
                fcntl.lockf(self._fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except OSError:
                os.close(self._fd)
                raise Refused
            if self._is_current():
                return
            os.close(self._fd)

    def _is_current(self):
        try:
            return os.path.samestat(os.stat(self._path), os.fstat(self._fd))
        except FileNotFoundError:
            return False

    def release(self):
        if self._remove:
            os.remove(self._path)
        os.close(self._fd)


class PyLock:
    """pylockfile 0.12. Its lock of PATH is PATH.lock, except for pid; sqlite shares the database locks.db."""

    def __init__(self, name, **options):
        import lockfile
        import lockfile.linklockfile
        import lockfile.mkdirlockfile
        import lockfile.pidlockfile
        import lockfile.sqlitelockfile
        import lockfile.symlinklockfile

        self._module = lockfile
        self._class = getattr(getattr(lockfile, name.lower()), name)
        self._options = options

    def acquire(self, path, wait):
        protected = path if self._class.__name__ == "PIDLockFile" else path.removesuffix(".lock")
        if self._class.__name__ == "SQLiteLockFile":
            self._class.testdb = os.path.join(os.path.dirname(path), "locks.db")
        while True:
            try:
                self._lock = self._class(protected, **self._options)
                # Its own wait polls only ten times a second.
                self._lock.acquire(timeout=0)
                return
            except (self._module.AlreadyLocked, self._module.LockTimeout):
                if not wait:
                    raise Refused
            except FileNotFoundError:
                # After a refusal, SymlinkLockFile reads the link, and does not expect that it has been removed.
                pass
            except sqlite3.IntegrityError:
                # The unique index prevented a second row: another process was faster. The transaction that Python began
                # for the insertion blocks all other processes until it is rolled back.
                self._lock.connection.rollback()
                if not wait:
                    raise Refused
            except sqlite3.OperationalError:
                self._continue_if_busy(wait)
            time.sleep(0.001)

    def release(self):
        while True:
            try:
                return self._lock.release()
            except sqlite3.OperationalError:
                self._continue_if_busy(True)

    def _continue_if_busy(self, wait):
        """Python's sqlite3 waits five seconds for other transactions, and then fails with "database is locked". This
        happens on a loaded machine, and the original leaves it to its user."""
        lock = getattr(self, "_lock", None)
        if lock:
            lock.connection.rollback()
        if not wait or "locked" not in str(sys.exc_info()[1]):
            raise

    def break_lock(self):
        self._lock.break_lock()


class Openlock:
    def acquire(self, path, wait):
        from openlockpeer import FileLock, Timeout

        self._lock = FileLock(path)
        while True:
            try:
                self._lock.acquire(timeout=0)
                return
            except Timeout:
                if not wait:
                    raise Refused
                time.sleep(0.001)

    def release(self):
        self._lock.release()


KINDS = {
    "link": lambda: PyLock("LinkLockFile"),
    "link-unthreaded": lambda: PyLock("LinkLockFile", threaded=False),
    "symlink": lambda: PyLock("SymlinkLockFile"),
    "mkdir": lambda: PyLock("MkdirLockFile"),
    "sqlite": lambda: PyLock("SQLiteLockFile"),
    "pid": lambda: PyLock("PIDLockFile"),
    "openlock": Openlock,
    "zc": lambda: Zc("LockFile"),
    "zc-named": lambda: Zc("LockFile", "{pid};{hostname}"),
    "zc-simple": lambda: Zc("SimpleLockFile"),
    "lockf": lambda: Lockf(remove=True),
    "lockf-keep": lambda: Lockf(remove=False),
}

held = {}


def acquire(kind, path, wait="once"):
    lock = KINDS[kind]()
    try:
        lock.acquire(path, wait == "ever")
    except Refused:
        return "refused"
    held[path] = lock
    return "acquired"


def release(path):
    held.pop(path).release()
    return "released"


def held_by_me(path):
    return "yes" if held[path]._lock.i_am_locking() else "no"


def break_lock(kind, path):
    """Breaks the lock as users of pylockfile do, regardless of its holder."""
    lock = KINDS[kind]()
    protected = path if kind == "pid" else path.removesuffix(".lock")
    if kind == "sqlite":
        lock._class.testdb = os.path.join(os.path.dirname(path), "locks.db")
    lock._class(protected).break_lock()
    return "broken"


def count(kind, path, counter, rounds):
    for _ in range(int(rounds)):
        lock = KINDS[kind]()
        lock.acquire(path, wait=True)
        with open(counter) as file:
            number = int(file.read() or 0)
        with open(counter, "w") as file:
            file.write(str(number + 1))
        lock.release()
    return "counted"


def sections(kind, path, observer, milliseconds):
    """Acquires and releases until the time has expired. The observer is opened first: see the same role of lockactor."""
    watched = os.open(observer, os.O_RDWR | os.O_CREAT, 0o600)
    end = time.monotonic() + int(milliseconds) / 1000
    count = 0
    while time.monotonic() < end:
        lock = KINDS[kind]()
        try:
            lock.acquire(path, wait=False)
        except (Refused, sqlite3.OperationalError):  # the latter: the database is busy
            time.sleep(0.001)
            continue
        try:
            fcntl.lockf(watched, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return "overlap"
        time.sleep(0.0003)
        fcntl.lockf(watched, fcntl.LOCK_UN)
        try:
            lock.release()
        except Exception as error:  # NotLocked, NotMyLock, or a file was removed between two calls
            return f"lost {type(error).__name__}"
        count += 1
    return f"sections {count}"


def umask(bits):
    os.umask(int(bits, 8))
    return "masked"


def has(module):
    try:
        importlib.import_module(module)
    except ImportError:
        return "no"
    return "yes"


ROLES = {"acquire": acquire, "mine": held_by_me, "break": break_lock, "release": release, "count": count, "sections": sections, "umask": umask, "has": has}

signal.alarm(100)  # do not outlive a killed test
while line := sys.stdin.readline():
    role, *words = (urllib.parse.unquote(word) for word in line.split())
    print(ROLES[role](*words), flush=True)

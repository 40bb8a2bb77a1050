# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT
"""The Python side of the interop tests: one step a line on standard input, one line of answer, as lockactor has it.

zc and zc-simple are the installed zc.lockfile. lockf is the protocol of lock_file 2.0, which Debian does not have: open,
fcntl.lockf, the path must still name the locked inode, remove before the close.
"""

import fcntl
import importlib
import os
import signal
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
                # zc.lockfile cannot wait: whoever wants to, tries again.
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


KINDS = {
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


def umask(bits):
    os.umask(int(bits, 8))
    return "masked"


def has(module):
    try:
        importlib.import_module(module)
    except ImportError:
        return "no"
    return "yes"


ROLES = {"acquire": acquire, "release": release, "count": count, "umask": umask, "has": has}

signal.alarm(100)  # nothing of a test that was killed stays
while line := sys.stdin.readline():
    role, *words = (urllib.parse.unquote(word) for word in line.split())
    print(ROLES[role](*words), flush=True)

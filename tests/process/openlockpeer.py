# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT
"""The protocol of openlock 1.2, as its Python users run it.

The lock is a file with two lines, the PID and the stem of argv[0]. A new one is linked into place from a complete
temporary file. If `ps` does not show its process with that name and the word "python", the file counts as unlocked: it is
replaced by rename, and the process that it names after a delay holds the lock.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time


class Timeout(Exception):
    pass


class InvalidRelease(Exception):
    pass


def is_valid(pid, name):
    shown = subprocess.run(["ps", "-f", "-p", str(pid)], capture_output=True, text=True, check=False).stdout.lower()
    lines = [line for line in shown.splitlines()[1:] if str(pid) in line.split()]
    return any(name.lower() in line and "python" in line for line in lines)


class FileLock:
    race_delay = 0.2
    tries = 2
    retry_period = 0.3

    def __init__(self, path="openlock.lock", timeout=None):
        self._path = path
        self._timeout = timeout
        self._acquired = False

    def _owner(self):
        """(pid, name), or None if they cannot be read."""
        try:
            with open(self._path) as file:
                lines = file.readlines()
            return int(lines[0]), lines[1].strip()
        except (FileNotFoundError, ValueError, IndexError):
            return None

    def _is_locked(self):
        owner = self._owner()
        if owner is None:
            return False
        if is_valid(*owner):
            return True
        # It may have been replaced while ps was running.
        return self._owner() not in (owner, None)

    def _write(self):
        words = sys.argv[0].split()
        name = pathlib.Path(words[0]).stem if words else ""
        with tempfile.NamedTemporaryFile(dir=os.path.dirname(self._path), delete=False) as file:
            file.write(f"{os.getpid()}\n{name}\n".encode())
        return file.name

    def _acquire_once(self):
        for _ in range(self.tries):
            if self._is_locked():
                return
            temporary = self._write()
            try:
                os.link(temporary, self._path)
                os.unlink(temporary)
                self._acquired = True
                return
            except FileExistsError:
                pass
            if self._is_locked():
                os.unlink(temporary)
                return
            os.replace(temporary, self._path)
            time.sleep(self.race_delay)
            owner = self._owner()
            if owner is not None:
                self._acquired = owner[0] == os.getpid()
                return

    def acquire(self, timeout=None):
        timeout = self._timeout if timeout is None else timeout
        start = time.monotonic()
        while True:
            self._acquire_once()
            if self._acquired:
                return
            if timeout is not None and time.monotonic() - start >= timeout:
                raise Timeout
            time.sleep(self.retry_period)

    def release(self):
        if not self._acquired:
            raise InvalidRelease
        self._acquired = False
        try:
            os.remove(self._path)
        except OSError:
            pass

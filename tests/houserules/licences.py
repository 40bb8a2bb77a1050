# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Every tracked file names its copyright holder and its licence: in its first lines, or in .reuse/dep5.

Runs `reuse lint` (reuse.software) on a copy of the project. REUSE expects the text of the licence in LICENSES/; in this
project it is in LICENSE, where people and forges expect it.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from sources import project_top, tracked_files


def copy_project(top, copy):
    for name in tracked_files(top):
        source = top / name
        if source.is_file() and not source.is_symlink():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy / name)
    (copy / "LICENSES").mkdir()
    (copy / "LICENSE").rename(copy / "LICENSES" / "MIT.txt")


def main():
    if not shutil.which("reuse"):
        print("SKIP: licences were not checked: reuse is not installed (Debian package: reuse)")
        return 0
    with tempfile.TemporaryDirectory() as directory:
        copy_project(project_top(), Path(directory))
        lint = subprocess.run(["reuse", "--root", directory, "lint"], capture_output=True, text=True, check=False)
    if lint.returncode != 0:
        print(lint.stdout + lint.stderr)
    return lint.returncode


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""The project's source files, as the house rules read them."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOMS_OF_SOURCES = ("lib", "ui", "app", "tests")
CODE = (".h", ".cpp", ".h.in")
OTHER_SOURCES = (".py", ".sh", ".cmake", ".cmake.in", ".c")
NAMED_SOURCES = ("CMakeLists.txt",)


@dataclass(frozen=True)
class Finding:
    """One violation of a rule."""

    path: str
    line: int
    rule: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}"


@dataclass(frozen=True)
class Source:
    """One file, named by its path relative to the project's top directory."""

    path: str
    text: str

    @property
    def is_code(self):
        return self.path.endswith(CODE)

    @property
    def lines(self):
        return self.text.splitlines()


def read_sources(top):
    found = []
    for directory in ROOMS_OF_SOURCES:
        for path in sorted((top / directory).rglob("*")):
            name = path.relative_to(top).as_posix()
            wanted = name.endswith(CODE + OTHER_SOURCES) or path.name in NAMED_SOURCES
            if wanted and path.is_file() and not name.startswith("tests/data/"):
                found.append(Source(name, path.read_text(encoding="utf-8")))
    return found


NOT_TRACKED = (".git", ".build", ".cache")


def tracked_files(top):
    """The paths of the tracked files, or of all files except build output if git is missing."""
    try:
        listed = subprocess.run(["git", "-C", top, "ls-files", "-z"], capture_output=True, check=True).stdout
        return sorted(name for name in listed.decode(errors="surrogateescape").split("\0") if name)
    except (OSError, subprocess.CalledProcessError):
        files = (path.relative_to(top) for path in top.rglob("*") if not path.is_dir())
        return sorted(path.as_posix() for path in files if path.parts[0] not in NOT_TRACKED)


def top_level_names(top):
    """The names in the top directory of the project."""
    return sorted({name.split("/")[0] for name in tracked_files(top)})


# A comment or a literal, whichever begins first. Raw strings have no escapes.
_NOT_CODE = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+'""",
    re.DOTALL | re.VERBOSE,
)
_DIGIT_SEPARATOR = re.compile(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])")


def without_comments_and_literals(text):
    """Same length and same line numbers, with comments and the contents of literals replaced by spaces."""
    text = _DIGIT_SEPARATOR.sub("_", text)
    return _NOT_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def project_top():
    return Path(__file__).resolve().parents[2]

# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Checks that a compiler does not make: prints one line per finding, and exits with 1 if there is one."""

import re
import sys

import arrows
import testnames
import wording
from sources import Finding, line_of, project_top, read_sources, top_level_names, without_comments_and_literals

MAX_LINES = 600

TOP_LEVEL = {
    "app", "lib", "ui", "tests", "resources", "CMakeLists.txt", "README.md", "LICENSE", "CMakePresets.json",
}

_CONNECT = re.compile(r"(?<![\w.>])(?:QObject\s*::\s*)?connect\s*\(|(?:\.|->)\s*connect\s*\(")
_TEMPLATE_ARGUMENTS = re.compile(r"<[\w\s:,*&]*>(?=\s*\()")


def header_is_guarded_by_pragma_once(source):
    if source.path.endswith(".h") and source.lines[2:3] != ["#pragma once"]:
        yield Finding(source.path, 3, "missing #pragma once after the SPDX lines")


def file_is_short(source):
    count = len(source.lines)
    if count > MAX_LINES:
        yield Finding(source.path, count, f"{count} lines, more than {MAX_LINES}: split the file")


def connect_has_a_context(source):
    """A slot without a context object may run after its receiver was destroyed. Qt 6.4 has no QT_NO_CONTEXTLESS_CONNECT."""
    if not source.is_code:
        return
    code = without_comments_and_literals(source.text)
    code = _TEMPLATE_ARGUMENTS.sub(lambda match: match.group().replace(",", " "), code)
    for match in _CONNECT.finditer(code):
        arguments = _arguments(code, match.end())
        if len(arguments) >= 3 and arguments[2].startswith("["):
            yield Finding(source.path, line_of(code, match.start()), "connect() to a lambda without a context object")


def _arguments(code, start):
    """The arguments of a call whose parenthesis was opened just before start."""
    depth, begin, found = 0, start, []
    for at in range(start, len(code)):
        letter = code[at]
        if letter in "([{":
            depth += 1
        elif letter in ")]}":
            if depth == 0:
                break
            depth -= 1
        elif letter == "," and depth == 0:
            found.append(code[begin:at])
            begin = at + 1
    found.append(code[begin:at])
    return [argument.strip() for argument in found]


FILE_RULES = (
    arrows.check,
    header_is_guarded_by_pragma_once,
    file_is_short,
    connect_has_a_context,
)


def top_level_is_as_expected(names):
    for name in names:
        if name not in TOP_LEVEL and not name.startswith("."):
            allowed = ", ".join(sorted(TOP_LEVEL))
            yield Finding(name, 1, f"does not belong at the top level: {allowed} and dotfiles")


def check_sources(sources):
    return [finding for source in sources for rule in FILE_RULES for finding in rule(source)]


def main():
    top = project_top()
    sources = read_sources(top)
    findings = check_sources(sources) + list(top_level_is_as_expected(top_level_names(top)))
    findings += testnames.check(top)
    findings += wording.check(sources + wording.read_texts(top))
    for finding in findings:
        print(finding)
    print(f"{len(sources)} files, {len(findings)} findings")
    return 1 if findings or not sources else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Checks the exported symbols of the shared library: the namespace Lockscope, without its private classes and without templates of
the standard library or of Qt. Called with the library."""

import re
import subprocess
import sys

_OF_US = re.compile(r"^(typeinfo (name )?for |vtable for |VTT for |(non-)?virtual thunk to |std::optional<)?Lockscope::")
_PRIVATE = re.compile(r"Lockscope::(\w+::)*(Private|Snapshot|Hub|Job)\b|\(anonymous namespace\)")


def findings(names):
    """A line for each symbol that must not be exported."""
    for name in sorted(names):
        if not _OF_US.match(name):
            yield f"{name} is exported, and is not of the namespace Lockscope"
        elif _PRIVATE.search(name):
            yield f"{name} is exported, and is private"


def exported(library):
    listing = subprocess.run(
        ["nm", "-D", "-C", "--defined-only", library], check=True, capture_output=True, text=True
    ).stdout
    return {line.split(" ", 2)[2] for line in listing.splitlines() if line.count(" ") >= 2}


def main():
    names = exported(sys.argv[1])
    found = list(findings(names))
    for finding in found:
        print(finding)
    print(f"{len(names)} symbols, {len(found)} findings")
    return 1 if found or not names else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Checks the arrows between rooms in the compiled library: a room uses only symbols of the rooms that it may depend on.

An include check cannot see a function that is declared in one room and defined in another. Called with the directory of
the library's objects, which has one directory per room.
"""

import os
import re
import subprocess
import sys
from collections import defaultdict

from arrows import ARROWS

_SYMBOL = re.compile(r"^(?:[0-9a-f]+)?\s+([A-Za-z])\s+(.*)$")


def symbols(objects):
    """The defined and the undefined symbols of these object files."""
    defined, undefined = set(), set()
    listing = subprocess.run(["nm", "-C", *objects], check=True, capture_output=True, text=True).stdout
    for line in listing.splitlines():
        match = _SYMBOL.match(line)
        if not match or "Lockscope" not in match.group(2):
            continue
        kind, name = match.groups()
        if kind in "Uw":
            undefined.add(name)
        elif kind.isupper():
            defined.add(name)
    return defined, undefined


def objects_by_room(top):
    rooms = defaultdict(list)
    for directory, _, files in os.walk(top):
        room = next((part for part in os.path.relpath(directory, top).split(os.sep) if part in ARROWS), None)
        objects = [os.path.join(directory, name) for name in files if name.endswith(".o")]
        if room and objects:
            rooms[room] += objects
    return rooms


def findings(symbols_by_room):
    """A line for each symbol that a room uses and that only other rooms define."""
    owners = defaultdict(set)
    for room, (defined, _) in symbols_by_room.items():
        for name in defined:
            owners[name].add(room)
    for room, (_, undefined) in sorted(symbols_by_room.items()):
        for name in sorted(undefined):
            others = owners[name]
            if others and not others & (ARROWS[room] | {room}):
                yield f"{room} needs {name} of {', '.join(sorted(others))}, on which it must not depend"


def main():
    rooms = objects_by_room(sys.argv[1])
    found = list(findings({room: symbols(objects) for room, objects in rooms.items()}))
    for finding in found:
        print(finding)
    print(f"{len(rooms)} rooms, {len(found)} findings")
    return 1 if found or not rooms else 0


if __name__ == "__main__":
    sys.exit(main())

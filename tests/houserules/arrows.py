# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Which room may include which. The diagram is in lib/README.md; to change an arrow, change both. linkage.py checks the
same arrows in the compiled library."""

import re

from sources import Finding

# Room -> the rooms whose headers it may include and whose symbols it may need, besides its own.
ARROWS = {
    "values": set(),
    "wording": {"values"},
    "system": {"values"},
    "formats": {"values"},
    "inspect": {"values", "system", "formats"},
    "watch": {"values", "system", "formats", "inspect", "wording"},
    "breaking": {"values", "system", "inspect", "wording"},
    "locks": {"values", "wording", "system", "formats", "inspect", "breaking"},
    "json": {"values", "system", "formats", "inspect", "wording", "watch"},
    "remote": {"values", "system", "inspect", "json"},
    "capture": {"values", "system", "inspect", "watch", "json", "wording"},
    "etcd": {"values", "system", "inspect", "watch", "locks", "json"},
    "qml": {"values", "locks", "inspect", "watch", "breaking"},
    "widgets": {"values", "wording", "locks", "inspect", "watch", "breaking"},
    "testkit": {"values", "wording", "system", "inspect", "breaking", "locks"},
}

# It includes all public headers and belongs to no room.
UMBRELLA = "lib/include/lockscope/lockscope.h"

# Public headers by the room that owns them.
PUBLIC_HEADERS = {
    "values": {
        "claim.h", "displaytext.h", "inode.h", "lockscope_export.h", "message.h", "path.h", "result.h", "time.h", "verdict.h",
        "version.h",
    },
    "system": {"fileusers.h", "kernellock.h", "processfacts.h"},
    "formats": {"lockformats.h"},
    "locks": {
        "asynclock.h", "documentlock.h", "fcntllockfile.h", "kernellockfile.h", "lockfile.h", "lockkinds.h", "losswatch.h",
        "markerlockfile.h", "openlockfile.h", "pylockfile.h", "qtlockfile.h",
        "singleinstance.h", "zclockfile.h",
    },
    "inspect": {"directoryscan.h", "inspector.h", "lockreport.h", "testimony.h"},
    "wording": {"wording.h"},
    "watch": {"lockhistory.h", "lockwatcher.h"},
    "json": {"json.h"},
    "remote": {"hosts.h"},
    "capture": {"capture.h"},
    "breaking": {"async.h", "breaker.h", "holder.h"},
    "etcd": {"etcd.h"},
    "widgets": {"lockedbydialog.h"},
    "testkit": {"test/actors.h", "test/faults.h", "test/locktest.h"},
}

PROGRAMS_AND_WIDGETS = {"ui": {"ui"}, "app": {"app", "ui"}}

# The rooms that use system's table of calls, and therefore its flags and structures. The others are portable.
KERNEL_HEADERS = re.compile(r"(sys/|linux/|asm/)|(unistd|fcntl|poll|dirent|pwd|signal|sched)\.h$")
MAY_NAME_THE_KERNEL = {"system", "locks", "inspect", "breaking", "testkit", "etcd"}

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def room_of_public_header(name):
    return next((room for room, headers in PUBLIC_HEADERS.items() if name in headers), None)


def room_of(path):
    """The room of a file: a room of lib, `public` for a public header, `ui`, `app`, `tests`."""
    parts = path.split("/")
    if parts[0] != "lib":
        return parts[0]
    return "public" if parts[1] == "include" else parts[1]


def check(source):
    """A finding for each include that is not an arrow in the table."""
    room = room_of(source.path)
    if room == "tests" or not source.is_code or source.path == UMBRELLA:
        return
    for match in _INCLUDE.finditer(source.text):
        bracket, target = match.groups()
        rule = _forbidden(source.path, room, bracket, target)
        if rule:
            yield Finding(source.path, source.text.count("\n", 0, match.start()) + 1, f'#include of {target}: {rule}')


def _forbidden(path, room, bracket, target):
    is_public = target.startswith("lockscope/")
    if is_public and bracket == '"':
        return "public headers are included with < >"
    if is_public and room_of_public_header(target.split("/", 1)[1]) is None:
        return "this public header belongs to no room; add it to PUBLIC_HEADERS in tests/houserules/arrows.py"
    if room == "public":
        return _forbidden_in_public(path, bracket, target, is_public)
    if room in PROGRAMS_AND_WIDGETS:
        return _forbidden_outside(room, bracket, target)
    if room not in ARROWS:
        return f"the room {room} is not in ARROWS in tests/houserules/arrows.py"
    return _forbidden_in_room(room, bracket, target, is_public)


def _forbidden_in_public(path, bracket, target, is_public):
    if bracket == '"':
        return "a public header includes public headers only"
    if is_public:
        room = room_of_public_header(path.removeprefix("lib/include/lockscope/").removesuffix(".in"))
        if room is None:
            return "the including header belongs to no room; add it to PUBLIC_HEADERS in tests/houserules/arrows.py"
        return _arrow(room, room_of_public_header(target.split("/", 1)[1]), target)
    return _kernel_header("public headers", target)


def _forbidden_outside(room, bracket, target):
    first = target.split("/", 1)[0]
    if bracket == '"' and first in ARROWS:
        return f"{room} may include only public headers of the library"
    if bracket == '"' and "/" in target and first in ("ui", "app", "tests") and first not in PROGRAMS_AND_WIDGETS[room]:
        return f"{room} must not depend on {first}"
    return None


def _forbidden_in_room(room, bracket, target, is_public):
    if is_public:
        return _arrow(room, room_of_public_header(target.split("/", 1)[1]), target)
    if bracket == '"':
        if "/" not in target:
            return f'private headers are named by their room: "{room}/{target}"'
        return _arrow(room, target.split("/", 1)[0], target)
    return None if room in MAY_NAME_THE_KERNEL else _kernel_header(room, target)


def _arrow(room, other, target):
    if other == room or other in ARROWS[room]:
        return None
    known = ", ".join(sorted(ARROWS[room])) or "no other room"
    return f"{room} must not depend on {other}; it may depend on {known}"


def _kernel_header(room, target):
    return f"{room} must not use kernel headers; only system may" if KERNEL_HEADERS.match(target) else None

# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Checks that every test named in tests/SECURITY.md exists: `tst_name.function`."""

import re

from sources import Finding

DOCUMENT = "tests/SECURITY.md"
_NAMED = re.compile(r"`(tst_\w+)\.(\w+)`")


def check(top):
    for number, line in enumerate((top / DOCUMENT).read_text(encoding="utf-8").splitlines(), 1):
        for test, function in _NAMED.findall(line):
            files = list((top / "tests").glob(f"*/{test}.cpp"))
            if not files:
                yield Finding(DOCUMENT, number, f"there is no test {test}")
            elif not re.search(rf"\bvoid {function}\(\)", files[0].read_text(encoding="utf-8")):
                yield Finding(DOCUMENT, number, f"{test} has no function {function}")

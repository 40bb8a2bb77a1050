# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Replaces one section of RESULTS.md: section.py RESULTS.md TITLE <TEXT. The other sections do not change."""

import re
import sys


def put(results, title, text):
    """Replaces the section with this title; a new section is appended."""
    with open(results, encoding="utf-8") as file:
        parts = re.split(r"^(?=# )", file.read(), flags=re.MULTILINE)
    section = f"# {title}\n\n{text.strip()}\n"
    parts = [part.rstrip("\n") + "\n" for part in parts]
    for number, part in enumerate(parts):
        if part.startswith(f"# {title}\n"):
            parts[number] = section
            break
    else:
        parts.append(section)
    with open(results, "w", encoding="utf-8") as file:
        file.write("\n".join(parts))


if __name__ == "__main__":
    put(sys.argv[1], sys.argv[2], sys.stdin.read())

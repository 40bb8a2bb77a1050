# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Checks that every string of the window and of the library is translated, and that its translation is found at run time.

translations.py [LUPDATE]           prints one line per finding, and exits with 1 if there is one
translations.py --update [LUPDATE]  updates the catalogues from the sources; new strings must then be translated
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from sources import Finding, project_top

DIRECTORY = "resources/translations"
# The English catalogue contains only plurals: all other strings are in the sources.
CATALOGUES = {"lockscope_de.ts": [], "lockscope_en.ts": ["-pluralonly"]}
SOURCES = ["lib", "ui", "app/lockscope"]
FORMATS = "lib/formats/catalogue"
FORMAT_TEXTS = ["title", "reason", "stale-rule", "never-remove", "find-holder", "note"]

# The include path lets lupdate see the classes: without it their contexts lack the namespace, and are not found.
# noop() marks strings that the library translates later.
OPTIONS = ["-I", ".", "-I", "lib", "-tr-function-alias", "tr+=noop", "-locations", "none", "-source-language", "en", *SOURCES]

# Strings that name their context in the sources; and lupdate's messages about strings without a context.
_NAMED_CONTEXT = re.compile(r'Q_DECLARE_TR_FUNCTIONS\((\w+)\)|\btranslate\(\s*"(\w+)"|\b(Q\w+)::tr\(')
_LOST_STRING = re.compile(r"Q_OBJECT|without context")

_PLACEHOLDER = re.compile(r"%(?:L?\d{1,2}|n)")
_MNEMONIC = re.compile(r"(?<!&)&(?![&\s])")
_BEGIN = re.compile(r"\A\s*")
_END = re.compile(r"…?:?\s*\Z")


def find_lupdate(named=None):
    if named:
        return named if Path(named).is_file() else None
    for name in ("lupdate-qt6", "lupdate6"):
        if shutil.which(name):
            return name
    # Distributions do not install it in PATH, where Qt 5 has a program of the same name.
    for tool in ("qmake6", "qtpaths6"):
        if shutil.which(tool):
            directory = subprocess.run([tool, "-query", "QT_HOST_BINS"], capture_output=True, text=True).stdout.strip()
            if (Path(directory) / "lupdate").is_file():
                return str(Path(directory) / "lupdate")
    return shutil.which("lupdate")


def format_texts(top):
    """The sentences in the catalogue of lock formats; a word without a space is the ID of a shared sentence."""
    texts = {}
    for path in sorted((top / FORMATS).rglob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        texts.update(dict.fromkeys(content.get("text", {}).values()))
        for entry in content.get("format", []):
            for rule in [entry, *entry.get("variant", [])]:
                texts.update(dict.fromkeys(rule[key] for key in FORMAT_TEXTS if " " in rule.get(key, "")))
    return list(texts)


def format_texts_as_source(top):
    lines = (f"    LockPhrases::noop({json.dumps(text, ensure_ascii=False)})," for text in format_texts(top))
    return "\n".join(['#include "values/lockphrases.h"', "namespace Lockscope {", "const char *texts[] = {", *lines, "};", "}", ""])


def run_lupdate(lupdate, top, catalogue, more):
    """Updates the catalogue and returns the messages of lupdate."""
    with tempfile.TemporaryDirectory() as directory:
        texts = Path(directory) / "formattexts.cpp"
        texts.write_text(format_texts_as_source(top), encoding="utf-8")
        command = [lupdate, *OPTIONS, str(texts), *more, "-ts", str(catalogue)]
        done = subprocess.run(command, cwd=top, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"lupdate failed: {done.stderr}")
    return done.stderr.splitlines()


def named_contexts(top):
    """The contexts without a namespace at run time."""
    names = set()
    for directory in SOURCES:
        for path in (top / directory).rglob("*"):
            if path.suffix in (".h", ".cpp"):
                for match in _NAMED_CONTEXT.finditer(path.read_text(encoding="utf-8")):
                    names.add(next(name for name in match.groups() if name))
    return names


def check_catalogue(path, kept, updated, contexts):
    """A finding for each wrong entry, after lupdate has updated the text from the sources."""
    for context in ElementTree.fromstring(updated).iter("context"):
        name = context.findtext("name")
        if not name.startswith("Lockscope::") and name not in contexts:
            yield Finding(path, 1, f"lupdate misreads the sources: {name} is not a context at run time")
        for message in context.iter("message"):
            source = message.findtext("source")
            for rule in _broken_rules(source, message.find("translation")):
                yield Finding(path, _line_of_entry(kept, name, source), f'{name}: "{source}": {rule}')


def _broken_rules(source, translation):
    if translation.get("type") in ("vanished", "obsolete"):
        yield "no longer exists in the sources"
        return
    forms = translation.findall("numerusform") or [translation]
    if translation.get("type") == "unfinished" or not all(form.text for form in forms):
        yield "is not translated"
        return
    for form in forms:
        yield from _broken_rules_of_text(source, form.text)


def _broken_rules_of_text(source, text):
    for lost in sorted(set(_PLACEHOLDER.findall(source)) - set(_PLACEHOLDER.findall(text))):
        yield f'"{text}" lacks {lost}'
    for new in sorted(set(_PLACEHOLDER.findall(text)) - set(_PLACEHOLDER.findall(source))):
        yield f'"{text}" contains {new}, which is not in the source'
    if len(_MNEMONIC.findall(source)) != len(_MNEMONIC.findall(text)):
        yield f'"{text}" does not have the same number of mnemonics (&)'
    if any(edge.search(source).group() != edge.search(text).group() for edge in (_BEGIN, _END)):
        yield f'"{text}" must begin and end with the same spaces, … and :'


def _line_of_entry(text, context, source):
    """A best effort, because a text may occur in several contexts."""
    begin = max(text.find(f"<name>{context}</name>"), 0)
    escaped = "".join({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}.get(c, c) for c in source)
    return text.count("\n", 0, max(text.find(f"<source>{escaped}</source>", begin), begin)) + 1


def check(top, lupdate):
    contexts = named_contexts(top)
    count = 0
    findings = []
    with tempfile.TemporaryDirectory() as directory:
        for name, more in CATALOGUES.items():
            path = f"{DIRECTORY}/{name}"
            kept = (top / path).read_text(encoding="utf-8")
            copy = Path(directory) / name
            copy.write_text(kept, encoding="utf-8")
            complaints = run_lupdate(lupdate, top, copy, more)
            findings += [Finding(path, 1, line) for line in complaints if _LOST_STRING.search(line)]
            updated = copy.read_text(encoding="utf-8")
            count += updated.count("<message")
            findings += check_catalogue(path, kept, updated, contexts)
    return count, findings


def update(top, lupdate):
    for name, more in CATALOGUES.items():
        run_lupdate(lupdate, top, top / DIRECTORY / name, ["-no-obsolete", *more])


def main():
    arguments = sys.argv[1:]
    wants_update = arguments[:1] == ["--update"]
    lupdate = find_lupdate(*arguments[wants_update:][:1])
    if not lupdate:
        print("SKIP: translations were not checked: lupdate of Qt 6 is not installed (Debian package: qt6-l10n-tools)")
        return 0
    top = project_top()
    if wants_update:
        update(top, lupdate)
    count, findings = check(top, lupdate)
    for finding in findings:
        print(finding)
    print(f"{count} strings, {len(findings)} findings")
    if findings and not wants_update:
        print("tests/houserules/translations.py --update updates the catalogues")
    return 1 if findings or not count else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Every string of the window and of the library is translated, and says at run time what it says in the catalogue.

translations.py [LUPDATE]           prints one line a finding and ends with 1 when there is one
translations.py --update [LUPDATE]  brings the catalogues up to the sources; what is new is then to be translated
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

FOLDER = "resources/translations"
# English has a catalogue for its plurals alone: the rest of it stands in the sources.
CATALOGUES = {"lockscope_de.ts": [], "lockscope_en.ts": ["-pluralonly"]}
SOURCES = ["lib", "ui", "app/lockscope"]
FORMATS = "lib/formats/catalogue"
FORMAT_TEXTS = ["title", "reason", "stale-rule", "never-remove", "find-holder", "note"]

# The include path lets lupdate see the classes: without it their contexts lack the namespace, and are not found.
# noop() is how the library marks what it says later.
OPTIONS = ["-I", ".", "-I", "lib", "-tr-function-alias", "tr+=noop", "-locations", "none", "-source-language", "en", *SOURCES]

# Where a string of the sources says itself whose it is; and lupdate's words for a string that it cannot place.
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
    # Distributions keep it out of the path, where Qt 5 has a program of the same name.
    for asked in ("qmake6", "qtpaths6"):
        if shutil.which(asked):
            folder = subprocess.run([asked, "-query", "QT_HOST_BINS"], capture_output=True, text=True).stdout.strip()
            if (Path(folder) / "lupdate").is_file():
                return str(Path(folder) / "lupdate")
    return shutil.which("lupdate")


def format_texts(top):
    """The sentences in the catalogue of lock formats; a word without a blank is the ID of a shared sentence."""
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
    """What it complained about; the catalogue is changed."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "formattexts.cpp"
        texts.write_text(format_texts_as_source(top), encoding="utf-8")
        command = [lupdate, *OPTIONS, str(texts), *more, "-ts", str(catalogue)]
        done = subprocess.run(command, cwd=top, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"lupdate failed: {done.stderr}")
    return done.stderr.splitlines()


def named_contexts(top):
    """The contexts that have no namespace before them at run time."""
    names = set()
    for folder in SOURCES:
        for path in (top / folder).rglob("*"):
            if path.suffix in (".h", ".cpp"):
                for match in _NAMED_CONTEXT.finditer(path.read_text(encoding="utf-8")):
                    names.add(next(name for name in match.groups() if name))
    return names


def check_catalogue(path, kept, updated, contexts):
    """A finding for each entry that is not as it must be, after lupdate has brought the kept text up to the sources."""
    for context in ElementTree.fromstring(updated).iter("context"):
        name = context.findtext("name")
        if not name.startswith("Lockscope::") and name not in contexts:
            yield Finding(path, 1, f"lupdate misreads the sources: at run time {name} is no context")
        for message in context.iter("message"):
            source = message.findtext("source")
            for rule in _broken_rules(source, message.find("translation")):
                yield Finding(path, _line_of_entry(kept, name, source), f'{name}: "{source}": {rule}')


def _broken_rules(source, translation):
    if translation.get("type") in ("vanished", "obsolete"):
        yield "stands in the sources no more"
        return
    forms = translation.findall("numerusform") or [translation]
    if translation.get("type") == "unfinished" or not all(form.text for form in forms):
        yield "is not translated"
        return
    for form in forms:
        yield from _broken_rules_of_text(source, form.text)


def _broken_rules_of_text(source, text):
    for lost in sorted(set(_PLACEHOLDER.findall(source)) - set(_PLACEHOLDER.findall(text))):
        yield f'has lost {lost} in "{text}"'
    for new in sorted(set(_PLACEHOLDER.findall(text)) - set(_PLACEHOLDER.findall(source))):
        yield f'has got {new} in "{text}", for which there is nothing'
    if len(_MNEMONIC.findall(source)) != len(_MNEMONIC.findall(text)):
        yield f'has not as many letters for the keyboard (&) in "{text}"'
    if any(edge.search(source).group() != edge.search(text).group() for edge in (_BEGIN, _END)):
        yield f'begins or ends in another way in "{text}": spaces, … and : are kept'


def _line_of_entry(text, context, source):
    """As far as it can be found: a text may stand in many contexts."""
    begin = max(text.find(f"<name>{context}</name>"), 0)
    escaped = "".join({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}.get(c, c) for c in source)
    return text.count("\n", 0, max(text.find(f"<source>{escaped}</source>", begin), begin)) + 1


def check(top, lupdate):
    contexts = named_contexts(top)
    count = 0
    findings = []
    with tempfile.TemporaryDirectory() as folder:
        for name, more in CATALOGUES.items():
            path = f"{FOLDER}/{name}"
            kept = (top / path).read_text(encoding="utf-8")
            copy = Path(folder) / name
            copy.write_text(kept, encoding="utf-8")
            complaints = run_lupdate(lupdate, top, copy, more)
            findings += [Finding(path, 1, line) for line in complaints if _LOST_STRING.search(line)]
            updated = copy.read_text(encoding="utf-8")
            count += updated.count("<message")
            findings += check_catalogue(path, kept, updated, contexts)
    return count, findings


def update(top, lupdate):
    for name, more in CATALOGUES.items():
        run_lupdate(lupdate, top, top / FOLDER / name, ["-no-obsolete", *more])


def main():
    arguments = sys.argv[1:]
    wants_update = arguments[:1] == ["--update"]
    lupdate = find_lupdate(*arguments[wants_update:][:1])
    if not lupdate:
        print("SKIP: NO TRANSLATION WAS CHECKED: lupdate of Qt 6 is not here (Debian's package: qt6-l10n-tools)")
        return 0
    top = project_top()
    if wants_update:
        update(top, lupdate)
    count, findings = check(top, lupdate)
    for finding in findings:
        print(finding)
    print(f"{count} strings, {len(findings)} findings")
    if findings and not wants_update:
        print("tests/houserules/translations.py --update brings the catalogues up to the sources")
    return 1 if findings or not count else 0


if __name__ == "__main__":
    sys.exit(main())

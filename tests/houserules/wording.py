# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Checks that texts for people use standard terms, and one word for one thing.

Checks the strings of app and ui, the translatable strings of lib, the sentences of the format catalogue, the public
headers, the manual pages, README, CONTRIBUTING, the metainfo, the desktop entry, and the messages of the scripts.
"""

import re
from dataclasses import dataclass

from sources import CODE, Finding, Source, line_of

# Whole words as a regular expression, and their replacements. A space matches any white space.
NEVER = {
    r"look(?:s|ed|ing)? (?:again )?at|glanc(?:e|es|ed|ing)": "inspect, check, read",
    r"tell|tells|telling|told": "report, show, print, notify; distinguish",
    r"says? of": "report",
    r"proved": "proven, confirmed",
    r"as it seems": "probably",
    r"left behind": "stale",
    r"(?:give|gives|gave|giving|given) up": "release, released",
    r"taken|(?:take|takes|took|taking) (?:(?:a|an|the|no|another|that|this|any|its|each|every) )?locks?": "acquire, held",
    r"aside": "quarantine",
    r"put(?:s|ting)? (?:\S+ ){0,4}back|(?:bring|brings|brought) (?:\S+ ){0,4}back": "restore",
    r"(?:a|the|our|its|no|of) marks?": "lock file, marker, placeholder, row",
    r"whoever": "owner, holder, a process that",
    r"for ever|until it comes": "indefinitely, no timeout",
    r"(?:is|are|was|were|has|have) gone": "exited, not running; removed",
    r"(?:process|processes|holder|owner|program) (?:\S+ )?(?:has|have) ended|lives": "exited; running",
    r"what belongs to (?:it|them)": "companion file",
    r"is no lock|are no locks|what is it": "not a lock, unknown format",
    r"words of the call|(?:is|are) off": "usage error, invalid",
    r"(?:one|line|lines|object|pattern|path|name)s? an? (?:line|row|lock|path|inode|event)": "one line per event",
    r"speaks? for|what was found": "supports, finding",
    r"by now|the next one": "now; the next process",
}
# The window uses "folder", as desktops do.
NEVER_OUTSIDE_THE_WINDOW = {r"folders?": "directory"}
WINDOW = ("ui/", "app/lockscope/", "resources/man/lockscope.1", "resources/lockscope.desktop", "resources/org.")


@dataclass(frozen=True)
class Exempt:
    """Words that are allowed in this file."""

    path: str
    words: str
    reason: str


EXEMPT = ()

NAMED_TEXTS = ("README.md", "lib/README.md", "ui/README.md", ".github/CONTRIBUTING.md", ".github/CHANGELOG.md",
               "resources/man/lockscope-formats.5", "resources/lockscope.desktop",
               "resources/org.lockscope.lockscope.metainfo.xml", "resources/man/lockscope.1",
               "resources/man/lockscopectl.1")
FORMATS = "lib/formats/catalogue"

_TOKEN = re.compile(r"""//[^\n]* | /\*.*?\*/ | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+'""", re.DOTALL | re.VERBOSE)
_DIGIT_SEPARATOR = re.compile(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])")
_TRANSLATED = re.compile(r"\b(?:tr|noop)\(\s*\Z")
_MESSAGE = re.compile(r'\bsay "((?:\\.|[^"\\])*)"')
# The keys whose values are not sentences: samples and patterns.
_SENTENCE = re.compile(r'^(?!text|path|content|contains|target|user|reference)[a-z-]+ = "([^"\n]* [^"\n]*)"', re.MULTILINE)
_EXAMPLE = re.compile(r"```.*?```|`[^`\n]*`|<[^<>\n]*>", re.DOTALL)
_ROFF = re.compile(r'^\.\\".*$|^\.[A-Za-z]+ ?|\\f[BIRP]|\\(?=-)', re.MULTILINE)
_LINE_BREAK = re.compile(r"\s+(?:///?\s*)?")


def _compiled(words):
    return [(re.compile(rf"(?<![\w.-])(?:{pattern})(?![\w-])".replace(" ", _LINE_BREAK.pattern), re.IGNORECASE), instead)
            for pattern, instead in words.items()]


_EVERYWHERE = _compiled(NEVER)
_OUTSIDE_THE_WINDOW = _compiled(NEVER_OUTSIDE_THE_WINDOW)


def read_texts(top):
    """Files with texts that are not source code."""
    formats = [path.relative_to(top).as_posix() for path in sorted((top / FORMATS).rglob("*.toml"))]
    return [Source(name, (top / name).read_text(encoding="utf-8")) for name in (*NAMED_TEXTS, *formats)]


def _blank(match):
    """Keeps offsets and line numbers."""
    return re.sub(r"[^\n]", " ", match.group())


def _tokens(text):
    """Comments and literals with their offsets. Those that are separated only by white space are merged."""
    text = _DIGIT_SEPARATOR.sub("_", text)
    joined, begin, end = "", 0, 0
    for match in _TOKEN.finditer(text):
        token, between = match.group(), text[end:match.start()]
        if joined and (joined[0] != token[0] or between.strip()):
            yield begin, joined
            joined = ""
        if not joined:
            joined, begin = token[0], match.start()
        # Comments keep their line breaks; a literal may continue in the middle of a word.
        joined += token[1:-1] if token[0] in "\"'" else between * (joined != token[0]) + token[1:]
        end = match.end()
    if joined:
        yield begin, joined


def _texts_of_code(source):
    in_lib = source.path.startswith("lib/")
    for begin, token in _tokens(source.text):
        if token.startswith('"'):
            is_include = source.text[source.text.rfind("\n", 0, begin) + 1:begin].lstrip().startswith("#")
            is_translated = _TRANSLATED.search(source.text[max(begin - 40, 0):begin]) is not None
            # A single word is a key or an identifier.
            if is_translated or (" " in token and not in_lib and not is_include):
                yield begin, token[1:].replace("\\n", " ")
        elif token.startswith("/") and source.path.startswith("lib/include/"):
            yield begin, _EXAMPLE.sub(_blank, token)


def texts(source):
    """The parts of the file that people read, each with its offset."""
    if source.path.endswith(CODE):
        yield from _texts_of_code(source)
    elif source.path.endswith(".sh"):
        yield from ((match.start(1), match.group(1)) for match in _MESSAGE.finditer(source.text))
    elif source.path.endswith(".toml"):
        yield from ((match.start(1), match.group(1)) for match in _SENTENCE.finditer(source.text))
    elif source.path.endswith((".1", ".5")):
        yield 0, _ROFF.sub(_blank, source.text)
    elif source.path in NAMED_TEXTS:
        yield 0, _EXAMPLE.sub(_blank, source.text)


def _matches(source):
    """Each word that must not be used: its line, the word, and its replacement."""
    patterns = _EVERYWHERE if source.path.startswith(WINDOW) else _EVERYWHERE + _OUTSIDE_THE_WINDOW
    for begin, text in texts(source):
        for pattern, instead in patterns:
            for match in pattern.finditer(text):
                line = line_of(source.text, begin) + text.count("\n", 0, match.start())
                yield line, _LINE_BREAK.sub(" ", match.group()).lower(), instead


def check(sources, exempt=EXEMPT):
    used = set()
    for source in sources:
        if source.path.startswith("tests/"):
            continue
        for line, words, instead in _matches(source):
            reasons = [entry for entry in exempt if (entry.path, entry.words) == (source.path, words)]
            used.update(reasons)
            if not reasons:
                yield Finding(source.path, line, f'"{words}": use {instead}')
    for entry in exempt:
        if entry not in used:
            yield Finding("tests/houserules/wording.py", 1, f"unused exemption, remove it: {entry}")

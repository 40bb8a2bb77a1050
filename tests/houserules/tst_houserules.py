# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""Tests that each rule finds violations, and accepts correct sources."""

import unittest

import arrows
import linkage
import wording
from houserules import check_sources, top_level_is_as_expected
from sources import Source, project_top, read_sources, without_comments_and_literals
from translations import check_catalogue, named_contexts

HEAD = "// first line\n// second line\n"


def findings(path, body, head=HEAD):
    return [(finding.line, finding.rule) for finding in check_sources([Source(path, head + body)])]


class ForbiddenArrows(unittest.TestCase):
    ROWS = {
        "system does not depend on formats": ("lib/system/a.cpp", '#include "formats/subject.h"'),
        "system does not depend on wording": ("lib/system/a.cpp", "#include <lockscope/wording.h>"),
        "values depend on no other room": ("lib/values/a.cpp", '#include "system/procroot.h"'),
        "formats are pure": ("lib/formats/a.cpp", '#include "system/processes.h"'),
        "formats do no I/O": ("lib/formats/a.cpp", "#include <fcntl.h>"),
        "formats do not inspect": ("lib/formats/a.cpp", "#include <lockscope/inspector.h>"),
        "breaking acquires no lock": ("lib/breaking/a.cpp", "#include <lockscope/lockfile.h>"),
        "locks do not watch": ("lib/locks/a.cpp", "#include <lockscope/lockwatcher.h>"),
        "inspect acquires no lock": ("lib/inspect/a.cpp", "#include <lockscope/lockfile.h>"),
        "watch leaves the kernel to system": ("lib/watch/a.cpp", "#include <sys/stat.h>"),
        "watch breaks nothing": ("lib/watch/a.cpp", '#include "breaking/planning.h"'),
        "an indented include counts too": ("lib/system/a.cpp", '  #  include "watch/a.h"'),
        "no private header in a public one": ("lib/include/lockscope/claim.h", '#include "system/procroot.h"'),
        "public headers keep the arrows": ("lib/include/lockscope/claim.h", "#include <lockscope/lockreport.h>"),
        "a new public header has a room": ("lib/include/lockscope/news.h", "#include <lockscope/claim.h>"),
        "a new room is in the table": ("lib/attic/a.cpp", '#include "values/a.h"'),
        "private headers are named by room": ("lib/system/a.cpp", '#include "procroot.h"'),
        "public headers are not private": ("lib/system/a.cpp", '#include "lockscope/claim.h"'),
        "ui sees public headers only": ("ui/a.cpp", '#include "inspect/report.h"'),
        "ui does not depend on app": ("ui/a.cpp", '#include "app/a.h"'),
        "app sees public headers only": ("app/a.cpp", '#include "system/procroot.h"'),
        "programs do not depend on tests": ("app/a.cpp", '#include "tests/support/a.h"'),
    }

    def test_each_is_found_at_its_line(self):
        for name, (path, line) in self.ROWS.items():
            with self.subTest(name):
                guard = "#pragma once\n" if path.endswith(".h") else "\n"
                found = findings(path, guard + line + "\n")
                self.assertEqual([at for at, rule in found if "#include of" in rule], [4], found)

    def test_arrows_of_the_diagram_are_allowed(self):
        for path, line in (
            ("lib/system/a.cpp", "#include <lockscope/result.h>"),
            ("lib/system/a.cpp", "#include <sys/stat.h>"),
            ("lib/locks/a.cpp", '#include "formats/format.h"'),
            ("lib/inspect/a.cpp", '#include "system/procroot.h"'),
            ("lib/watch/a.cpp", "#include <lockscope/inspector.h>"),
            ("ui/a.cpp", "#include <lockscope/inspector.h>"),
            ("app/lockscope/main.cpp", '#include "mainwindow.h"'),
            ("tests/unit/a.cpp", '#include "inspect/report.h"'),
        ):
            with self.subTest(path + " " + line):
                self.assertEqual(findings(path, line + "\n"), [])

    def test_arrows_have_no_cycle(self):
        order = list(arrows.ARROWS)
        for room, known in arrows.ARROWS.items():
            self.assertTrue(all(order.index(other) < order.index(room) for other in known), room)

    def test_table_lists_all_public_headers(self):
        headers = {source.path.removeprefix("lib/include/lockscope/").removesuffix(".in")
                   for source in read_sources(project_top()) if source.path.startswith("lib/include/")}
        named = set().union(*arrows.PUBLIC_HEADERS.values()) - {"lockscope_export.h"}
        self.assertEqual(named | {arrows.UMBRELLA.rsplit("/", 1)[1]}, headers)


class ForbiddenSymbols(unittest.TestCase):
    def findings(self, needed, definition):
        rooms = {"system": (set(), {needed}), "inspect": ({definition}, set())}
        return list(linkage.findings(rooms))

    def test_symbol_of_a_higher_room_is_found(self):
        self.assertEqual(len(self.findings("Lockscope::f()", "Lockscope::f()")), 1)
        self.assertEqual(self.findings("Lockscope::f()", "Lockscope::g()"), [])

    def test_symbol_that_an_allowed_room_also_defines_is_accepted(self):
        inline = ({"Lockscope::f()"}, set())
        rooms = {"system": (set(), {"Lockscope::f()"}), "values": inline, "inspect": inline}
        self.assertEqual(list(linkage.findings(rooms)), [])


class ContextlessConnect(unittest.TestCase):
    def test_lambda_without_context_is_found(self):
        for call in (
            "connect(a, &A::changed, [this] { update(); });",
            "QObject::connect(a,\n        &A::changed,\n        [=](int i) { f(i, 2); });",
            "connect(a, qOverload<int, int>(&A::changed), [] {});",
            "connect(f(1, 2), &A::changed, [] {});",
        ):
            with self.subTest(call):
                self.assertEqual([rule for _, rule in findings("ui/a.cpp", call)],
                                 ["connect() to a lambda without a context object"])

    def test_other_calls_are_accepted(self):
        for call in (
            "connect(a, &A::changed, this, [this] { update(); });",
            "connect(a, qOverload<int, int>(&A::changed), this, [] {});",
            "connect(a, &A::changed, this, &B::update);",
            "// connect(a, &A::changed, [this] {});",
            'print("connect(a, b, [c]");',
            "disconnect(a, &A::changed, [] {});",
        ):
            with self.subTest(call):
                self.assertEqual(findings("ui/a.cpp", call), [])


class FileForm(unittest.TestCase):
    def test_pragma_once_is_required_in_headers_only(self):
        self.assertEqual(len(findings("ui/a.h", "int i;\n")), 1)
        self.assertEqual(findings("ui/a.h", "#pragma once\n"), [])
        self.assertEqual(findings("ui/a.cpp", "int i;\n"), [])

    def test_file_length_is_limited(self):
        self.assertEqual(findings("ui/a.cpp", "\n" * 598), [])
        self.assertEqual(len(findings("ui/a.cpp", "\n" * 599)), 1)

    def test_unexpected_top_level_names_are_found(self):
        self.assertEqual([f.path for f in top_level_is_as_expected(["app", "docs", ".ci", "LICENSE"])], ["docs"])


class Wording(unittest.TestCase):
    def words(self, path, text, **lists):
        found = wording.check([Source(path, text)], **{"exempt": (), **lists})
        return [(finding.line, finding.rule.split('"')[1] if '"' in finding.rule else finding.rule) for finding in found]

    def test_words_are_found_in_every_kind_of_text(self):
        for path, text, expected in (
            ("app/a.cpp", 'print(QStringLiteral("It was left behind."));', (1, "left behind")),
            ("app/a.cpp", '    .details = "what is\\n"\n        "left\\n"\n        "behind",', (1, "left behind")),
            ("app/a.sh", '\nsay "looking at $path"', (2, "looking at")),
            ("ui/a.cpp", 'tr("Taken")', (1, "taken")),
            ("ui/a.cpp", "f(1'000); // \"\ng(\"as it seems, held\");", (2, "as it seems")),
            ("lib/watch/a.cpp", 'LockPhrases::noop(\n    "Given up")', (2, "given up")),
            ("lib/include/lockscope/a.h", "int i;\n/// Waits, but not for\n    /// ever.", (2, "for ever")),
            ("lib/include/lockscope/a.h", "int i; ///< what Holder tells", (1, "tells")),
            ("lib/formats/catalogue/a.toml", 'id = "a"\ntitle = "a lock left behind"', (2, "left behind")),
            ("resources/man/lockscopectl.1", ".TP\nprints one\n.I line a\nlock", (3, "line a lock")),
            ("README.md", "# Lockscope\nIt takes the lock.", (2, "takes the lock")),
        ):
            with self.subTest(path + ": " + text):
                self.assertEqual(self.words(path, text), [expected])

    def test_text_that_people_do_not_read_is_ignored(self):
        for path, text in (
            ("app/a.cpp", "// left behind"),
            ("app/a.cpp", '#include "left behind.h"'),
            ("ui/a.cpp", 'setObjectName("taken")'),
            ("lib/watch/a.cpp", 'parse("left behind")'),
            ("lib/watch/a.cpp", "// It tells."),
            ("lib/include/lockscope/a.h", "/// `proved` or `presumed`"),
            ("lib/include/lockscope/a.h", "int a; ///< waits for\nint b; ///< ever"),
            ("lib/formats/catalogue/a.toml", 'text = "a lock left behind"'),
            ("README.md", "```\ntell me\n```"),
            ("tests/a.cpp", 'f("left behind")'),
            ("app/a.cpp", 'f("it retells a mistaken story")'),
        ):
            with self.subTest(path + ": " + text):
                self.assertEqual(self.words(path, text), [])

    def test_folder_is_allowed_only_in_the_window(self):
        self.assertEqual(self.words("ui/a.cpp", 'tr("Add a folder")'), [])
        self.assertEqual(self.words("app/lockscopectl/a.cpp", 'f("a folder")'), [(1, "folder")])

    def test_exemption_is_for_one_word_in_one_file(self):
        exempt = (wording.Exempt("app/a.cpp", "aside", "name of a program"),)
        self.assertEqual(self.words("app/a.cpp", 'f("see aside")', exempt=exempt), [])
        self.assertEqual(self.words("app/a.cpp", 'f("see aside, told so")', exempt=exempt), [(1, "told")])
        self.assertIn((1, "aside"), self.words("app/b.cpp", 'f("see aside")', exempt=exempt))

    def test_unused_exemptions_are_found(self):
        self.assertEqual(len(self.words("app/a.cpp", "", exempt=(wording.Exempt("app/a.cpp", "aside", "why"),))), 1)


class Translations(unittest.TestCase):
    def rules(self, source, translation, context="Lockscope::Ui::Window", numerus=""):
        text = (f"<TS>\n<context><name>{context}</name>\n<message{numerus}>\n<source>{source}</source>\n"
                f"{translation}</message></context></TS>")
        return [(f.line, f.rule.rsplit('": ', 1)[-1]) for f in check_catalogue("a.ts", text, text, {"Words", "QMenu"})]

    def test_missing_translation_is_found_at_its_line(self):
        for translation, rule in (
            ('<translation type="unfinished"></translation>', "is not translated"),
            ('<translation type="unfinished">Sperre</translation>', "is not translated"),
            ("<translation></translation>", "is not translated"),
            ('<translation type="vanished">Sperre</translation>', "no longer exists in the sources"),
        ):
            with self.subTest(translation):
                self.assertEqual(self.rules("Lock", translation), [(4, rule)])

    def test_incomplete_translation_is_found(self):
        for source, text in (
            ("%1 of %2", "%1 von 2"),
            ("%1 locks", "%1 Sperren %2"),
            ("&amp;Break", "Aufbrechen"),
            ("Break…", "Aufbrechen"),
            ("Path:", "Pfad"),
            (" and ", " und"),
            ("and", "und "),
        ):
            with self.subTest(source):
                self.assertEqual(len(self.rules(source, f"<translation>{text}</translation>")), 1)

    def test_each_plural_form_is_checked(self):
        forms = "<translation><numerusform>%n Sperre</numerusform><numerusform>{}</numerusform></translation>"
        for last, count in (("%n Sperren", 0), ("", 1), ("Sperren", 1)):
            with self.subTest(last):
                self.assertEqual(len(self.rules("%n lock(s)", forms.format(last), numerus=' numerus="yes"')), count)

    def test_correct_translation_is_accepted(self):
        for source, text in (
            ("“%1” is followed by a colon: %1:%2.", "Auf „%1“ folgt ein Doppelpunkt: %1:%2."),
            ("B&amp;roken locks…", "Auf&amp;gebrochene Sperren…"),
            ("this &amp;&amp; that", "dies und das"),
            ("100 % sure", "100 % sicher"),
        ):
            with self.subTest(source):
                self.assertEqual(self.rules(source, f"<translation>{text}</translation>"), [])

    def test_context_without_namespace_is_found(self):
        for context, count in (("Lockscope::Ui::Window", 0), ("Words", 0), ("QMenu", 0), ("Window", 1), ("QBox", 1)):
            with self.subTest(context):
                self.assertEqual(len(self.rules("Lock", "<translation>Sperre</translation>", context)), count)

    def test_contexts_are_read_from_the_sources(self):
        self.assertLessEqual({"main", "LockName", "QMainWindow"}, named_contexts(project_top()))


class Reading(unittest.TestCase):
    def test_comments_and_literals_are_blanked(self):
        for text, expected in (
            ("a /* b\nc */ d", "a     \n     d"),
            ("1'000 + f('\\'', \"//\")", "1_000 + f(    ,     )"),
            ('R"(a "b\n)" + c', "       \n   + c"),
        ):
            with self.subTest(text):
                self.assertEqual(without_comments_and_literals(text), expected)

    def test_sources_are_found(self):
        self.assertGreater(len(read_sources(project_top())), 50)


if __name__ == "__main__":
    unittest.main()

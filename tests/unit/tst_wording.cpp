// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/messagejson.h"
#include "values/sentences.h"

#include <lockscope/wording.h>

#include <QJsonObject>
#include <QMetaEnum>
#include <QRegularExpression>
#include <QTest>

using namespace Lockscope;
using namespace Qt::StringLiterals;

class tst_Wording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIdHasItsText_data();
    void everyIdHasItsText();
    void valuesAreNotPlaceholders();
    void severalHoldersUseThePlural();
    void holdersAreFolded_data();
    void holdersAreFolded();
    void sentencesOfAVerdictBeginWithACapital();
    void failureDetailsAreAppended();
    void everyValueRoundTripsThroughTheJournal();
    void unknownJournalValuesAreSkipped();
};

namespace {

template <typename Id>
void addIds(const char *kind)
{
    const auto meta = QMetaEnum::fromType<Id>();
    for (int i = 0; i < meta.keyCount(); ++i)
        QTest::addRow("%s %s", kind, meta.key(i)) << Sentence::Id(static_cast<Id>(meta.value(i)));
}

} // namespace

Q_DECLARE_METATYPE(Lockscope::Sentence::Id)

void tst_Wording::everyIdHasItsText_data()
{
    QTest::addColumn<Sentence::Id>("id");
    addIds<Sentence::Verdict>("verdict");
    addIds<Sentence::Finding>("finding");
    addIds<Sentence::Refusal>("refusal");
    addIds<Sentence::Detail>("detail");
    addIds<Sentence::Plan>("plan");
}

void tst_Wording::everyIdHasItsText()
{
    QFETCH(Sentence::Id, id);
    const auto words = text(Message(id), Language::English);
    QVERIFY(!words.isEmpty());
    // Whole sentences end with a full stop, clauses do not; some consist of a value alone.
    static const QRegularExpression onlyPlaces(u"\\A(%[1-9]|: | in )+\\z"_s);
    if (std::holds_alternative<Sentence::Verdict>(id) && !onlyPlaces.match(words).hasMatch())
        QVERIFY2(words.endsWith(u'.'), qPrintable(words));
    if (!std::holds_alternative<Sentence::Verdict>(id) && !std::holds_alternative<Sentence::Plan>(id))
        QVERIFY2(!words.endsWith(u'.'), qPrintable(words));
}

void tst_Wording::valuesAreNotPlaceholders()
{
    const Message message(Sentence::Finding::OtherHost, std::string("a%2b\n"), std::string("box"));
    QCOMPARE(text(message, Language::English), u"it records host a%2b\\x0a, and this is host box"_s);
}

void tst_Wording::severalHoldersUseThePlural()
{
    const ProcessNames one{{{42, "nginx"}}};
    const ProcessNames two{{{42, "nginx"}, {43, {}}}};
    QCOMPARE(text(Message(Sentence::Verdict::HeldByKernelLock, one), Language::English),
             u"Held: process 42 (nginx) holds a kernel lock on it."_s);
    QCOMPARE(text(Message(Sentence::Verdict::HeldByKernelLock, two), Language::English),
             u"Held: process 42 (nginx) and process 43 hold kernel locks on it."_s);
    QCOMPARE(text(Message(Sentence::Finding::MoreKernelLocks, std::int64_t{1}), Language::English),
             u"1 more kernel lock is held on it"_s);
}

void tst_Wording::holdersAreFolded_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << 0 << u"a process that cannot be seen from here"_s;
    QTest::newRow("two") << 2 << u"process 1 and process 2"_s;
    QTest::newRow("many") << 30 << u"process 1, process 2 and 28 more"_s;
}

void tst_Wording::holdersAreFolded()
{
    QFETCH(int, count);
    QFETCH(QString, words);
    ProcessNames names;
    for (int pid = 1; pid <= count; ++pid)
        names.processes.push_back({pid, {}});
    QCOMPARE(text(Message(Sentence::Refusal::HeldBy, names), Language::English), u"held by "_s + words);
}

void tst_Wording::sentencesOfAVerdictBeginWithACapital()
{
    const Verdict verdict{.sentences = {{Sentence::Verdict::KernelThread, ProcessName{2, "kthreadd"}},
                                        {Sentence::Verdict::RecordsOwner, OwnerNames{{7, 70}, {}, "mars"}}}};
    const auto words = text(verdict, Language::English);
    QVERIFY2(words.startsWith(u"Process 2 (kthreadd) is a kernel thread"), qPrintable(words));
    QVERIFY2(words.endsWith(u"It records 7 or 70 on host mars."), qPrintable(words));
}

void tst_Wording::failureDetailsAreAppended()
{
    auto failure =
        Failure::of(LockErrc::UndoRefused, "/t/a.lock", {Sentence::Detail::NameInUse, std::string("a.lock")});
    failure.details.push_back(Sentence::Detail::NoAnswer);
    failure.details.push_back({Sentence::Verdict::HeldByKernelLock, ProcessNames{{{42, "nginx"}}}});
    QCOMPARE(
        text(failure, Language::English),
        u"/t/a.lock: not restored: another file has the name a.lock now; check what it is, and undo again when it "
        u"has been removed; the file system does not answer. Held: process 42 (nginx) holds a kernel lock on it"_s);
}

void tst_Wording::everyValueRoundTripsThroughTheJournal()
{
    const Message all(Sentence::Verdict::FormatNote, std::int64_t{1} << 60, 2.5, std::string("a\xff\n"),
                      ProcessName{42, "ng\xffinx"}, ProcessNames{{{1, "a"}, {2, {}}}},
                      LockDescription{LockDescription::Type::Posix, true, 10, 19}, DeadlockCycle{{1, 2, 3}},
                      OwnerNames{{7}, std::nullopt, "mars"}, Phrase{"ask"});
    const std::vector<Message> messages{all, Sentence::Finding::NoKernelLock, Sentence::Refusal::Free,
                                        Sentence::Detail::NoAnswer, Sentence::Plan::Recheck};
    QVERIFY(messagesOf(messagesToJson(messages)) == messages);
}

/// A newer version may have written it.
void tst_Wording::unknownJournalValuesAreSkipped()
{
    auto json = messagesToJson({Sentence::Refusal::Free});
    auto unknown = json.first().toObject();
    unknown[u"sentence"_s] = u"Refusal.OfTomorrow"_s;
    json.prepend(unknown);
    QVERIFY(messagesOf(json) == std::vector<Message>{Sentence::Refusal::Free});
}

QTEST_GUILESS_MAIN(tst_Wording)
#include "tst_wording.moc"

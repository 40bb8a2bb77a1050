// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/ask/question.h"
#include "ui/locks/locktableview.h"
#include "ui/model/locktablemodel.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Finding out which process holds or uses something.
class tst_Ask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void locksAreFound_data();
    void locksAreFound();
    void exactAnswersComeFirst();
    void lockIsRevealedAndSelected();
    void processesWithoutLockAreListed();
    void everyQuestionIsAnswered_data();
    void everyQuestionIsAnswered();

private:
    static QWidget &openDialog(WindowFixture &fixture)
    {
        QTest::keyClick(&fixture.window(), Qt::Key_K, Qt::ControlModifier);
        auto *dialog = fixture.dialog("askDialog");
        if (!dialog)
            qFatal("no dialog");
        return *dialog;
    }
    static QString sentence(const QWidget &dialog)
    {
        return WindowFixture::childOf<QLabel>(dialog, "askSentence").text();
    }
};

void tst_Ask::locksAreFound_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("found");
    const QStringList both{QStringLiteral("a.lock"), QStringLiteral("b.lock")};
    QTest::newRow("path") << QStringLiteral("/srv/a.lock") << QStringList{QStringLiteral("a.lock")};
    QTest::newRow("quoted path") << QStringLiteral(" '/srv/a.lock' ") << QStringList{QStringLiteral("a.lock")};
    QTest::newRow("part of the path") << QStringLiteral("SRV") << both;
    QTest::newRow("holder's PID") << QStringLiteral("4242") << QStringList{QStringLiteral("a.lock")};
    QTest::newRow("waiter's PID") << QStringLiteral("4243") << QStringList{QStringLiteral("a.lock")};
    QTest::newRow("inode") << QStringLiteral("7007") << QStringList{QStringLiteral("b.lock")};
    QTest::newRow("program") << QStringLiteral("work") << QStringList{QStringLiteral("a.lock")};
    QTest::newRow("host") << QStringLiteral("farbox") << QStringList{QStringLiteral("b.lock")};
    QTest::newRow("empty") << QStringLiteral("   ") << QStringList();
    QTest::newRow("no match") << QStringLiteral("zzz") << QStringList();
}

void tst_Ask::locksAreFound()
{
    QFETCH(const QString, typed);
    QFETCH(const QStringList, found);
    LockTableModel model;
    auto other = sampleReport("/srv/b.lock");
    other.owner.hostname = "farbox.example";
    other.inode = InodeKey{.major = 8, .minor = 1, .inode = 7007};
    model.update({heldReport("/srv/a.lock", 4242, "worker", 1), other});
    QStringList names;
    for (const auto &lock : locksFor(Question(typed), model).locks)
        names += lock.name;
    names.sort();
    QCOMPARE(names, found);
}

void tst_Ask::exactAnswersComeFirst()
{
    LockTableModel model;
    model.update({heldReport("/srv/4242.lock", 1, "p"), heldReport("/srv/z.lock", 4242, "worker")});
    const auto found = locksFor(Question(QStringLiteral("4242")), model);
    QCOMPARE(found.count, 2U);
    QCOMPARE(found.locks.front().name, QStringLiteral("z.lock"));
}

void tst_Ask::lockIsRevealedAndSelected()
{
    const QTemporaryDir folder;
    Actor holder;
    QCOMPARE(holder.say("flock", folder.filePath(QStringLiteral("one.lock")).toStdString()), "held");
    QFile two(folder.filePath(QStringLiteral("two.lock")));
    QVERIFY(two.open(QIODevice::WriteOnly));
    WindowFixture fixture;
    fixture.watch(folder.path().toStdString());
    QVERIFY(fixture.show());
    QTRY_COMPARE(fixture.rows(), 2);
    fixture.select(QStringLiteral("two.lock"));
    auto &dialog = openDialog(fixture);
    auto &field = WindowFixture::childOf<QLineEdit>(dialog, "askField");
    QTest::keyClicks(&field, QString::fromStdString(holder.pidText()));
    QTRY_VERIFY(sentence(dialog).contains(QStringLiteral("is running")));
    QTest::keyClick(&field, Qt::Key_Return);
    QTRY_VERIFY(!fixture.dialog("askDialog"));
    QCOMPARE(fixture.child<QLineEdit>("lockPath").text(), folder.filePath(QStringLiteral("one.lock")));
}

void tst_Ask::processesWithoutLockAreListed()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("data.db"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    WindowFixture fixture;
    fixture.watch(folder.path().toStdString());
    QVERIFY(fixture.show());
    auto &dialog = openDialog(fixture);
    WindowFixture::childOf<QLineEdit>(dialog, "askField").setText(path);
    auto &answers = WindowFixture::childOf<QTreeWidget>(dialog, "askAnswers");
    const auto self = QStringLiteral("this window (%1)").arg(QCoreApplication::applicationPid());
    QTRY_VERIFY(!answers.findItems(self, Qt::MatchExactly | Qt::MatchRecursive).isEmpty());
    const auto *item = answers.findItems(self, Qt::MatchExactly | Qt::MatchRecursive).first();
    QVERIFY2(item->text(1).contains(QStringLiteral("open for writing")), qPrintable(item->text(1)));
    QVERIFY2(sentence(dialog).startsWith(QStringLiteral("1 process(es) use ")), qPrintable(sentence(dialog)));
}

void tst_Ask::everyQuestionIsAnswered_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("answer");
    QTest::newRow("no such lock") << QStringLiteral("zzz") << QStringLiteral("No watched lock matches “zzz”.");
    QTest::newRow("no such process") << QStringLiteral("4194303999")
                                     << QStringLiteral("No process has the PID 4194303999.");
    QTest::newRow("no such path") << QStringLiteral("/no/such/path") << QStringLiteral("/no/such/path does not exist.");
}

void tst_Ask::everyQuestionIsAnswered()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, answer);
    const QTemporaryDir folder;
    WindowFixture fixture;
    fixture.watch(folder.path().toStdString());
    QVERIFY(fixture.show());
    auto &dialog = openDialog(fixture);
    WindowFixture::childOf<QLineEdit>(dialog, "askField").setText(typed);
    QTRY_VERIFY2(sentence(dialog).startsWith(answer), qPrintable(sentence(dialog)));
}

QTEST_MAIN(tst_Ask)
#include "tst_ask.moc"

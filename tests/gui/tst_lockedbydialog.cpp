// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "support/kindtest.h"
#include "support/leftovers.h"
#include "support/locktest.h"

#include <lockscope/lockedbydialog.h>

#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTest>

using namespace Lockscope;

namespace {

constexpr int Patience = 60'000;

} // namespace

/// The dialog for a document that is locked.
class tst_LockedByDialog : public QObject
{
    Q_OBJECT

    using Choice = LockedByDialog::Choice;
    std::unique_ptr<TestDirectory> m_folder;

    std::filesystem::path document() const { return *m_folder / "report.odt"; }
    std::filesystem::path lockFile() const { return *m_folder / ".~lock.report.odt#"; }
    std::unique_ptr<LockedByDialog> openDialog() const
    {
        const auto owner = DocumentLock(document()).owner();
        if (!owner || !*owner)
            qFatal("not locked");
        auto dialog = std::make_unique<LockedByDialog>(document(), **owner);
        dialog->open();
        return dialog;
    }
    static QPushButton &button(const LockedByDialog &dialog, const char *name)
    {
        return *dialog.findChild<QPushButton *>(QLatin1String(name));
    }
    static QString label(const LockedByDialog &dialog, const char *name)
    {
        return dialog.findChild<QLabel *>(QLatin1String(name))->text();
    }
    /// The lock of a process that has exited.
    void leaveStaleLock() const
    {
        QProcess process;
        process.start(QStringLiteral("true"), QStringList());
        QVERIFY(process.waitForStarted(-1));
        const auto pid = process.processId();
        QVERIFY(process.waitForFinished(-1));
        writeFile(lockFile(), "Jane,jane," + QSysInfo::machineHostName().toUtf8() +
                                  ",20.11.2026 23:45,lockscope:kate/" + QByteArray::number(pid) +
                                  "?boot=" + QSysInfo::bootUniqueId() + ';');
    }
    void lockElsewhere() const
    {
        writeFile(lockFile(), "Doe\\, Jane,jane,elsewhere,20.11.2026 23:45,file:///home/jane/.config/libreoffice/4;");
    }

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_folder = std::make_unique<TestDirectory>();
    }
    void cleanup() { m_folder.reset(); }

    void showsTheOwner();
    void showsUntrustedTextAsPlainText();
    void opensReadOnly();
    void cancels();
    void closesWhenTheAwaitedLockIsFree();
    void offersToEditWhenTheLockIsFree();
    void lockThatWasRemovedBeforeIsFree();
    void staleLockIsBrokenAtOnce();
    void unprovenLockIsBrokenOnlyAfterConfirmation();
    void heldLockCannotBeBroken();
};

void tst_LockedByDialog::showsTheOwner()
{
    lockElsewhere();
    const auto dialog = openDialog();
    QCOMPARE(label(*dialog, "lockedBySentence"),
             QStringLiteral("Doe, Jane has “report.odt” open in LibreOffice on host elsewhere."));
    QVERIFY(label(*dialog, "lockedBySince").contains(QLocale().toString(QDate(2026, 11, 20), QLocale::ShortFormat)));
    QVERIFY(label(*dialog, "lockedByVerdict").startsWith(QStringLiteral("Probably held")));
    QVERIFY(button(*dialog, "lockedByReadOnly").isDefault());
    QVERIFY(!dialog->findChild<QLineEdit *>()->isVisible());
}

void tst_LockedByDialog::showsUntrustedTextAsPlainText()
{
    writeFile(lockFile(), "<b>J\n\xe2\x80\xae,jane,,20.11.2026 23:45,file:///x;");
    const auto dialog = openDialog();
    const auto *const sentence = dialog->findChild<QLabel *>(QStringLiteral("lockedBySentence"));
    QCOMPARE(sentence->textFormat(), Qt::PlainText);
    QCOMPARE(sentence->text(), QStringLiteral("<b>J\\x0a\\u202e has “report.odt” open in LibreOffice."));
}

void tst_LockedByDialog::opensReadOnly()
{
    lockElsewhere();
    const auto dialog = openDialog();
    QSignalSpy finished(dialog.get(), &QDialog::finished);
    button(*dialog, "lockedByReadOnly").click();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(Choice(dialog->result()), Choice::OpenReadOnly);
    QVERIFY(std::filesystem::exists(lockFile()));
}

void tst_LockedByDialog::cancels()
{
    lockElsewhere();
    const auto dialog = openDialog();
    QTest::keyClick(dialog.get(), Qt::Key_Escape);
    QCOMPARE(Choice(dialog->result()), Choice::Cancel);
}

void tst_LockedByDialog::closesWhenTheAwaitedLockIsFree()
{
    DocumentLock holder(document());
    VERIFY_RESULT(holder.acquire());
    const auto dialog = openDialog();
    QSignalSpy finished(dialog.get(), &QDialog::finished);
    button(*dialog, "lockedByWait").click();
    QVERIFY(label(*dialog, "lockedByStatus").startsWith(QStringLiteral("Waiting")));
    VERIFY_RESULT(holder.release());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, Patience);
    QCOMPARE(Choice(dialog->result()), Choice::Free);
    VERIFY_RESULT(DocumentLock(document()).acquire());
}

void tst_LockedByDialog::offersToEditWhenTheLockIsFree()
{
    DocumentLock holder(document());
    VERIFY_RESULT(holder.acquire());
    const auto dialog = openDialog();
    auto &wait = button(*dialog, "lockedByWait");
    wait.click();
    wait.click(); // does not wait any more
    QVERIFY(label(*dialog, "lockedByStatus").isEmpty());
    VERIFY_RESULT(holder.release());
    QTRY_COMPARE_WITH_TIMEOUT(label(*dialog, "lockedBySentence"), QStringLiteral("“report.odt” is no longer locked."),
                              Patience);
    QVERIFY(dialog->isVisible());
    QVERIFY(!button(*dialog, "lockedByBreak").isEnabled());
    wait.click();
    QCOMPARE(Choice(dialog->result()), Choice::Free);
}

void tst_LockedByDialog::lockThatWasRemovedBeforeIsFree()
{
    lockElsewhere();
    const auto owner = DocumentLock(document()).owner();
    std::filesystem::remove(lockFile());
    LockedByDialog dialog(document(), owner->value());
    dialog.open();
    QTRY_COMPARE_WITH_TIMEOUT(label(dialog, "lockedBySentence"), QStringLiteral("“report.odt” is no longer locked."),
                              Patience);
}

void tst_LockedByDialog::staleLockIsBrokenAtOnce()
{
    leaveStaleLock();
    const auto dialog = openDialog();
    QSignalSpy finished(dialog.get(), &QDialog::finished);
    QVERIFY(label(*dialog, "lockedByVerdict").startsWith(QStringLiteral("Stale")));
    button(*dialog, "lockedByBreak").click();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, Patience);
    QCOMPARE(Choice(dialog->result()), Choice::Broken);
    QVERIFY(!std::filesystem::exists(lockFile()));
    const auto broken = Breaker().brokenLocks();
    QCOMPARE(broken.locks.front().path, lockFile());
    QVERIFY(!broken.locks.front().forced);
}

void tst_LockedByDialog::unprovenLockIsBrokenOnlyAfterConfirmation()
{
    lockElsewhere();
    const auto dialog = openDialog();
    QSignalSpy finished(dialog.get(), &QDialog::finished);
    auto &breaking = button(*dialog, "lockedByBreak");
    auto *const typed = dialog->findChild<QLineEdit *>();
    breaking.click();
    QTRY_VERIFY_WITH_TIMEOUT(typed->isVisible(), Patience);
    QVERIFY(!breaking.isEnabled());
    QTest::keyClicks(typed, QStringLiteral("report.od"));
    QVERIFY(!breaking.isEnabled());
    QVERIFY(std::filesystem::exists(lockFile()));
    QTest::keyClicks(typed, QStringLiteral("t"));
    QVERIFY(breaking.isEnabled());
    breaking.click();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, Patience);
    QCOMPARE(Choice(dialog->result()), Choice::Broken);
    QVERIFY(!std::filesystem::exists(lockFile()));
    QVERIFY(Breaker().brokenLocks().locks.front().forced);
}

void tst_LockedByDialog::heldLockCannotBeBroken()
{
    DocumentLock holder(document());
    VERIFY_RESULT(holder.acquire());
    const auto dialog = openDialog();
    QVERIFY(!button(*dialog, "lockedByBreak").isEnabled());
    QVERIFY(!button(*dialog, "lockedByBreak").toolTip().isEmpty());
}

QTEST_MAIN(tst_LockedByDialog)
#include "tst_lockedbydialog.moc"

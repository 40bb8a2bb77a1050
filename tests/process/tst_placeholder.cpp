// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "eventlog.h"
#include "system/quarantinename.h"

#include <lockscope/breaker.h>
#include <lockscope/inspector.h>
#include <lockscope/lockwatcher.h>
#include <lockscope/wording.h>

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

/// A break that was killed between its two renames leaves its placeholder under the lock's name.
class tst_Placeholder : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    const fs::path m_root = m_directory.path().toStdString();
    const fs::path m_lock = m_root / "app.pid";

    static void createPlaceholder(const fs::path &path, time_t age)
    {
        const auto made = path.native() + ".new";
        fs::create_symlink(std::string(QuarantineName::MarkTarget) + "0123456789ab/gone", made);
        const struct timespec then = {::time(nullptr) - age, 0};
        const struct timespec times[] = {then, then};
        QCOMPARE(::utimensat(AT_FDCWD, made.c_str(), times, AT_SYMLINK_NOFOLLOW), 0);
        fs::rename(made, path);
    }

private Q_SLOTS:
    void cleanup() { fs::remove(m_lock); }
    void inspectNamesTheCommandThatRestoresTheLock();
    void breakIsRefusedWithAdvice();
    void watchReportsPermanentPlaceholder();
};

void tst_Placeholder::inspectNamesTheCommandThatRestoresTheLock()
{
    createPlaceholder(m_lock, 0);
    const auto report = Inspector().inspect(m_lock);
    QCOMPARE(report.verdict.state, Verdict::State::Unknown);
    QCOMPARE(report.format, std::string("placeholder"));
    QVERIFY2(text(report.verdict).contains(u"laceholder of an interrupted break"), qPrintable(text(report.verdict)));
    QVERIFY2(text(report.verdict).contains(u"'lockscopectl broken'"), qPrintable(text(report.verdict)));
    // A link of another user is not trusted.
    fs::remove(m_lock);
    fs::create_symlink("lockscope:0123456789ab", m_lock);
    QVERIFY(Inspector().inspect(m_lock).format != "placeholder");
}

void tst_Placeholder::breakIsRefusedWithAdvice()
{
    createPlaceholder(m_lock, 60);
    Breaker breaker(m_root / "journal");
    const auto plan = breaker.plan(m_lock).front();
    QCOMPARE(plan.permission, BreakPlan::Permission::Never);
    QVERIFY2(plan.refusalText().contains(u"'lockscopectl broken'"), qPrintable(plan.refusalText()));
    const auto broken = breaker.execute(plan, Breaker::Force::Yes);
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, LockErrc::BreakRefused);
    QVERIFY(fs::is_symlink(m_lock));
}

void tst_Placeholder::watchReportsPermanentPlaceholder()
{
    std::ofstream(m_lock) << ::getpid() << '\n';
    LockWatcher watcher;
    EventLog log(watcher);
    watcher.watch({.paths = {m_root}, .kernelLocks = false});
    QTRY_COMPARE(log.readies, 1);
    QCOMPARE(log.states[m_lock.native()], Verdict::State::Held);
    createPlaceholder(m_lock, 3); // the break may still be running
    QTRY_COMPARE_WITH_TIMEOUT(log.states[m_lock.native()], Verdict::State::Unknown, 20'000);
    QVERIFY(text(log.events.back().verdict).contains(u"'lockscopectl broken'"));
}

QTEST_GUILESS_MAIN(tst_Placeholder)
#include "tst_placeholder.moc"

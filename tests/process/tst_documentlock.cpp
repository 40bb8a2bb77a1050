// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/documententry.h"
#include "support/kindtest.h"
#include "support/leftovers.h"
#include "support/locktest.h"

#include <lockscope/asynclock.h>
#include <lockscope/breaker.h>
#include <lockscope/documentlock.h>
#include <lockscope/inspector.h>
#include <lockscope/qtlockfile.h>

#include <QLockFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTest>

#include <cstdlib>
#include <functional>
#include <thread>
#include <vector>

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

/// A process that runs a function and then waits. It exits with this object.
class OtherProcess
{
public:
    explicit OtherProcess(const std::function<bool()> &function)
    {
        int ends[2];
        if (::pipe(ends) != 0)
            return;
        m_pid = ::fork();
        if (m_pid == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            const char answer = function() ? 'y' : 'n';
            if (::write(ends[1], &answer, 1) == 1) {
                while (true)
                    ::pause();
            }
            ::_exit(EXIT_FAILURE);
        }
        ::close(ends[1]);
        char answer = 'n';
        m_hasSucceeded = ::read(ends[0], &answer, 1) == 1 && answer == 'y';
        ::close(ends[0]);
    }
    ~OtherProcess() { kill(); }
    OtherProcess(const OtherProcess &) = delete;
    OtherProcess &operator=(const OtherProcess &) = delete;

    bool hasSucceeded() const { return m_hasSucceeded; }
    std::int64_t pid() const { return m_pid; }
    void kill()
    {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        m_pid = 0;
    }

private:
    pid_t m_pid = 0;
    bool m_hasSucceeded = false;
};

/// What Word and Excel write: 162 and 165 bytes with the name of the user in two encodings.
QByteArray officeFile(const QString &user, bool isWord)
{
    const auto narrow = user.toLatin1();
    const qsizetype wide = isWord ? 54 : 55;
    QByteArray file(isWord ? 162 : 165, '\0');
    file[0] = static_cast<char>(narrow.size());
    file.replace(1, narrow.size(), narrow);
    if (!isWord) {
        for (qsizetype at = 1 + narrow.size(); at < wide; ++at)
            file[at] = ' ';
    }
    file[wide] = static_cast<char>(user.size());
    for (qsizetype i = 0; i < user.size(); ++i)
        file[wide + 2 + 2 * i] = static_cast<char>(user[i].unicode());
    return file;
}

} // namespace

/// DocumentLock: processes exclude each other, and the lock files of other programs are respected.
class tst_DocumentLock : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDirectory> m_folder;
    std::filesystem::path document() const { return *m_folder / "report.odt"; }
    std::filesystem::path lockFile() const { return *m_folder / ".~lock.report.odt#"; }
    static std::string hostname() { return QSysInfo::machineHostName().toStdString(); }

    /// Acquires and never releases, for another process.
    std::function<bool()> acquiring() const
    {
        return [path = document()] { return (new DocumentLock(path))->acquire().has_value(); };
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<TestDirectory>();
        makeFile(document(), "text");
    }
    void cleanup() { m_folder.reset(); }

    void fileHasTheFormatOfLibreOffice();
    void excludesAnotherProcess();
    void oneOfSeveralContendersAcquires();
    void waitsUntilTheHolderExits();
    void objectsOfOneProcessExcludeEachOther();
    void killedHolderIsProvenStaleAndBroken();
    void lockFromBeforeTheBootIsBroken();
    void ownerOfALibreOfficeLockIsReported();
    void lockWithoutProofIsNotBroken_data();
    void lockWithoutProofIsNotBroken();
    void qLockFileOfARunningProcessIsRespected();
    void qLockFileOfAKilledProcessIsBroken();
    void otherFileWithTheNameOfAQLockFileIsIgnored();
    void officeFileIsRespected_data();
    void officeFileIsRespected();
    void asyncLockReportsTheOfficeFile();
    void asyncLockReportsTheLockOfLibreOffice();
    void lockIsBesideTheTargetOfALink();
    void hostileDocumentNames_data();
    void hostileDocumentNames();
    void longNameIsRefused();
    void readOnlyDirectoryIsRefused();
    void releaseLeavesTheLockOfAnotherProgram();
    void forkedChildDoesNotReleaseTheLock();
};

void tst_DocumentLock::fileHasTheFormatOfLibreOffice()
{
    DocumentLock lock(document());
    QCOMPARE(lock.lockPath(), lockFile());
    VERIFY_RESULT(lock.acquire());
    QVERIFY(lock.isHeldByMe());
    const auto content = QString::fromUtf8(contentOf(lockFile()));
    static const QRegularExpression form(
        QStringLiteral(
            R"(^[^,]*,[^,]+,%1,\d\d\.\d\d\.\d{4} \d\d:\d\d,lockscope:tst_documentlock/%2\?boot=[0-9a-f-]{36};$)")
            .arg(QRegularExpression::escape(QString::fromStdString(hostname())))
            .arg(::getpid()));
    QVERIFY2(form.match(content).hasMatch(), qPrintable(content));

    const auto report = Inspector().inspect(lockFile());
    QCOMPARE(report.format, std::string("libreoffice"));
    QCOMPARE(report.verdict.state, Verdict::State::Held);
    QCOMPARE(report.owner.pid, std::optional<std::int64_t>(::getpid()));
    QCOMPARE(report.owner.name, std::optional<std::string>("tst_documentlock"));
    QCOMPARE(Inspector().inspect(lock).verdict.state, Verdict::State::Held);

    const auto owner = lock.owner();
    VERIFY_RESULT(owner);
    QVERIFY(owner->has_value());
    QCOMPARE((*owner)->program, QStringLiteral("tst_documentlock"));
    QCOMPARE((*owner)->pidOrZero(), qint64{::getpid()});
    QCOMPARE((*owner)->host, QString::fromStdString(hostname()));
    QVERIFY(!(*owner)->user.isEmpty());
    QVERIFY(std::abs((*owner)->sinceTime().secsTo(QDateTime::currentDateTime())) <= 120);

    VERIFY_RESULT(lock.release());
    QVERIFY(!std::filesystem::exists(lockFile()));
    QVERIFY(!lock.owner()->has_value());
}

void tst_DocumentLock::excludesAnotherProcess()
{
    OtherProcess holder(acquiring());
    QVERIFY(holder.hasSucceeded());
    DocumentLock lock(document());
    const auto refused = lock.acquire();
    QCOMPARE(codeOf(refused), LockErrc::AlreadyLocked);
    QCOMPARE(refused.error().path, lockFile());
    QCOMPARE(refused.error().claim.value().pid, std::optional(holder.pid()));
    QCOMPARE(refused.error().claim.value().hostname, std::optional(hostname()));
    QVERIFY(!lock.isHeldByMe());
    const auto owner = lock.owner();
    QCOMPARE(owner->value().pid, std::optional(holder.pid()));
    QCOMPARE(owner->value().report.verdict.state, Verdict::State::Held);
    QCOMPARE(owner->value().report.verdict.confidence, Verdict::Confidence::Proved);
}

/// Each contender finds the same stale lock.
void tst_DocumentLock::oneOfSeveralContendersAcquires()
{
    constexpr int Contenders = 4;
    constexpr int Rounds = 5;
    for (int round = 0; round < Rounds; ++round) {
        OtherProcess killed(acquiring());
        QVERIFY(killed.hasSucceeded());
        killed.kill();
        int start[2];
        int answers[2];
        QCOMPARE(::pipe(start), 0);
        QCOMPARE(::pipe(answers), 0);
        std::vector<pid_t> contenders;
        for (int i = 0; i < Contenders; ++i) {
            const pid_t child = ::fork();
            if (child == 0) {
                ::prctl(PR_SET_PDEATHSIG, SIGKILL);
                ::close(start[1]);
                char byte = 0;
                const bool isStarted = ::read(start[0], &byte, 1) == 0; // until the write end is closed
                DocumentLock lock(document());
                byte = isStarted && lock.acquire() && lock.isHeldByMe() ? 'y' : 'n';
                // Nobody releases before all have tried.
                while (::write(answers[1], &byte, 1) == 1)
                    ::pause();
                ::_exit(EXIT_FAILURE);
            }
            contenders.push_back(child);
        }
        ::close(start[0]);
        ::close(start[1]);
        ::close(answers[1]);
        int acquired = 0;
        for (int i = 0; i < Contenders; ++i) {
            char answer = 0;
            QCOMPARE(::read(answers[0], &answer, 1), 1);
            acquired += answer == 'y' ? 1 : 0;
        }
        ::close(answers[0]);
        for (const pid_t child : contenders) {
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
        }
        QCOMPARE(acquired, 1);
    }
}

void tst_DocumentLock::waitsUntilTheHolderExits()
{
    OtherProcess holder(acquiring());
    QVERIFY(holder.hasSucceeded());
    DocumentLock lock(document());
    QCOMPARE(codeOf(lock.acquire(50ms)), LockErrc::LockTimeout);
    std::thread killing([&holder] { holder.kill(); });
    const auto acquired = lock.acquire(60s);
    killing.join();
    VERIFY_RESULT(acquired);
}

void tst_DocumentLock::objectsOfOneProcessExcludeEachOther()
{
    DocumentLock first(document());
    VERIFY_RESULT(first.acquire());
    DocumentLock second(document());
    QCOMPARE(codeOf(second.acquire()), LockErrc::AlreadyLocked);
    QCOMPARE(codeOf(second.acquire(Forever)), LockErrc::WouldDeadlock);
    QCOMPARE(codeOf(second.release()), LockErrc::NotLocked);
    VERIFY_RESULT(first.release());
    VERIFY_RESULT(second.acquire());
}

void tst_DocumentLock::killedHolderIsProvenStaleAndBroken()
{
    OtherProcess holder(acquiring());
    QVERIFY(holder.hasSucceeded());
    const auto pid = holder.pid();
    holder.kill();
    const auto before = contentOf(lockFile());
    const auto report = Inspector().inspect(lockFile());
    QCOMPARE(report.verdict.state, Verdict::State::Stale);
    QCOMPARE(report.verdict.confidence, Verdict::Confidence::Proved);
    QCOMPARE(report.owner.pid, std::optional(pid));

    DocumentLock lock(document());
    VERIFY_RESULT(lock.acquire());
    QVERIFY(contentOf(lockFile()) != before);
    VERIFY_RESULT(lock.release());
    Breaker breaker;
    const auto broken = breaker.brokenLocks();
    QVERIFY(!broken.locks.empty());
    QCOMPARE(broken.locks.front().path, lockFile());
    QVERIFY(!broken.locks.front().forced);
    VERIFY_RESULT(breaker.undo(broken.locks.front().id));
    QCOMPARE(contentOf(lockFile()), before);
}

/// Even if a process with the recorded PID is running.
void tst_DocumentLock::lockFromBeforeTheBootIsBroken()
{
    auto entry = DocumentEntry::own();
    entry.profile = DocumentEntry::programUri({"editor", ::getppid()}, "00000000-1111-4222-8333-444444444444");
    writeFile(lockFile(), QByteArray::fromStdString(entry.text()));
    DocumentLock lock(document());
    QCOMPARE(lock.owner()->value().report.verdict.reason, Verdict::Reason::BootedSince);
    VERIFY_RESULT(lock.acquire());
}

void tst_DocumentLock::ownerOfALibreOfficeLockIsReported()
{
    writeFile(lockFile(), "Doe\\, Jane\\\\J,jane,elsewhere,20.11.2026 23:45,file:///home/jane/.config/libreoffice/4;");
    DocumentLock lock(document());
    const auto refused = lock.acquire();
    QCOMPARE(codeOf(refused), LockErrc::AlreadyLocked);
    QCOMPARE(refused.error().claim.value().hostname, std::optional<std::string>("elsewhere"));
    const auto found = lock.owner();
    VERIFY_RESULT(found);
    const auto &owner = found->value();
    QCOMPARE(owner.user, QStringLiteral("Doe, Jane\\J"));
    QCOMPARE(owner.program, QStringLiteral("LibreOffice"));
    QCOMPARE(owner.host, QStringLiteral("elsewhere"));
    QVERIFY(!owner.pid);
    QCOMPARE(owner.sinceTime(), QDateTime(QDate(2026, 11, 20), QTime(23, 45)));
    QCOMPARE(owner.report.breakPermission, LockReport::BreakPermission::WithForce);
}

void tst_DocumentLock::lockWithoutProofIsNotBroken_data()
{
    QTest::addColumn<QByteArray>("content");
    const auto host = QByteArray::fromStdString(hostname());
    const QByteArray boot = QSysInfo::bootUniqueId();
    QTest::newRow("LibreOffice on this host")
        << QByteArray(",root," + host + ",20.11.2026 23:45,file:///root/.config/libreoffice/4;");
    QTest::newRow("incomplete") << QByteArray("Jane,jane");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text of a person") << QByteArray("do not edit\n");
    QTest::newRow("another host") << QByteArray(
        "Jane,jane,elsewhere,20.11.2026 23:45,lockscope:kate/4194303?boot=" + boot + ';');
    QTest::newRow("running") << QByteArray("Jane,jane," + host + ",20.11.2026 23:45,lockscope:kate/" +
                                           QByteArray::number(::getppid()) + "?boot=" + boot + ';');
    QTest::newRow("invalid boot ID") << QByteArray("Jane,jane," + host +
                                                   ",20.11.2026 23:45,lockscope:kate/4194303?boot=1;");
}

void tst_DocumentLock::lockWithoutProofIsNotBroken()
{
    QFETCH(const QByteArray, content);
    writeFile(lockFile(), content);
    DocumentLock lock(document());
    QCOMPARE(codeOf(lock.acquire()), LockErrc::AlreadyLocked);
    QVERIFY(lock.isLocked().value());
    QCOMPARE(contentOf(lockFile()), content);
    std::filesystem::remove(lockFile());
    VERIFY_RESULT(lock.acquire());
}

void tst_DocumentLock::qLockFileOfARunningProcessIsRespected()
{
    const auto path = *m_folder / "report.odt.lock";
    OtherProcess holder([path] { return (new QLockFile(toQString(path)))->tryLock(); });
    QVERIFY(holder.hasSucceeded());
    DocumentLock lock(document());
    const auto refused = lock.acquire();
    QCOMPARE(codeOf(refused), LockErrc::AlreadyLocked);
    QCOMPARE(refused.error().path, path);
    QCOMPARE(refused.error().claim.value().pid, std::optional(holder.pid()));
    const auto owner = lock.owner();
    QCOMPARE(owner->value().program, QStringLiteral("tst_documentlock"));
    QCOMPARE(owner->value().pid, std::optional(holder.pid()));
    QVERIFY(owner->value().sinceTime().isValid());
}

void tst_DocumentLock::qLockFileOfAKilledProcessIsBroken()
{
    const auto path = *m_folder / "report.odt.lock";
    OtherProcess holder([path] { return (new QLockFile(toQString(path)))->tryLock(); });
    QVERIFY(holder.hasSucceeded());
    holder.kill();
    DocumentLock lock(document());
    VERIFY_RESULT(lock.acquire());
    QVERIFY(!std::filesystem::exists(path));
    QVERIFY(std::filesystem::exists(lockFile()));
}

void tst_DocumentLock::otherFileWithTheNameOfAQLockFileIsIgnored()
{
    writeFile(*m_folder / "report.odt.lock", "[[package]]\nname = \"a\"\n");
    DocumentLock lock(document());
    QVERIFY(!lock.owner()->has_value());
    VERIFY_RESULT(lock.acquire());
}

void tst_DocumentLock::officeFileIsRespected_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("owner");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("Excel") << QByteArray("budget 2026.xlsx") << QByteArray("~$budget 2026.xlsx") << true;
    QTest::newRow("Word, six characters") << QByteArray("report.docx") << QByteArray("~$report.docx") << true;
    QTest::newRow("Word, seven characters") << QByteArray("reports.docx") << QByteArray("~$eports.docx") << true;
    QTest::newRow("Word, eight characters") << QByteArray("reports1.docx") << QByteArray("~$ports1.docx") << true;
    QTest::newRow("Word, beyond ASCII") << QByteArray("\xc3\xa4\xc3\xb6ports1.docx") << QByteArray("~$ports1.docx")
                                        << true;
    QTest::newRow("another document") << QByteArray("reports1.docx") << QByteArray("~$reports.docx") << false;
    QTest::newRow("not Word") << QByteArray("reports1.xlsx") << QByteArray("~$ports1.xlsx") << false;
}

void tst_DocumentLock::officeFileIsRespected()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, owner);
    QFETCH(const bool, isRefused);
    const auto file = *m_folder / owner.toStdString();
    writeFile(file, officeFile(QStringLiteral("Jane Doe"), !owner.endsWith("xlsx")));
    DocumentLock lock(*m_folder / name.toStdString());
    const auto result = lock.acquire();
    if (!isRefused) {
        VERIFY_RESULT(result);
        return;
    }
    QCOMPARE(codeOf(result), LockErrc::AlreadyLocked);
    QCOMPARE(result.error().path, file);
    QCOMPARE(lock.owner()->value().user, QStringLiteral("Jane Doe"));
    QCOMPARE(lock.owner()->value().program, QStringLiteral("Microsoft Office"));
    std::filesystem::remove(file);
    VERIFY_RESULT(lock.acquire());
}

void tst_DocumentLock::asyncLockReportsTheOfficeFile()
{
    const auto file = *m_folder / "~$report.odt";
    writeFile(file, officeFile(QStringLiteral("Jane Doe"), true));
    AsyncLock lock(std::make_unique<DocumentLock>(document()));
    QSignalSpy refused(&lock, &AsyncLock::refused);
    QSignalSpy acquired(&lock, &AsyncLock::acquired);
    lock.acquire();
    QVERIFY(refused.wait(30'000));
    const auto owner = DocumentOwner::of(refused.first().at(1).value<LockReport>());
    QCOMPARE(owner.user, QStringLiteral("Jane Doe"));
    QCOMPARE(owner.report.path, file);
    lock.acquireWithin(60s);
    std::filesystem::remove(file);
    QVERIFY(acquired.wait(60'000));
    QVERIFY(std::filesystem::exists(lockFile()));
}

void tst_DocumentLock::asyncLockReportsTheLockOfLibreOffice()
{
    writeFile(lockFile(), "Jane,jane,elsewhere,20.11.2026 23:45,file:///home/jane/.config/libreoffice/4;");
    AsyncLock lock([path = document()] { return std::make_unique<DocumentLock>(path); }, document());
    QSignalSpy refused(&lock, &AsyncLock::refused);
    lock.acquire();
    QVERIFY(refused.wait(30'000));
    const auto owner = DocumentOwner::of(refused.first().at(1).value<LockReport>());
    QCOMPARE(owner.user, QStringLiteral("Jane"));
    QCOMPARE(owner.program, QStringLiteral("LibreOffice"));
    QCOMPARE(owner.report.verdict.state, Verdict::State::Held);
}

void tst_DocumentLock::lockIsBesideTheTargetOfALink()
{
    std::filesystem::create_directory(*m_folder / "links");
    const auto first = *m_folder / "links" / "first.odt";
    const auto second = *m_folder / "links" / "second.odt";
    std::filesystem::create_symlink("../report.odt", first);
    std::filesystem::create_symlink(first, second);
    DocumentLock lock(second);
    QCOMPARE(lock.document(), second);
    QVERIFY(std::filesystem::equivalent(lock.lockPath().parent_path(), m_folder->path()));
    VERIFY_RESULT(lock.acquire());
    DocumentLock direct(document());
    QCOMPARE(codeOf(direct.acquire()), LockErrc::AlreadyLocked);
}

void tst_DocumentLock::hostileDocumentNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("comma and backslash") << QByteArray("a,b\\c;d.odt");
    QTest::newRow("newline") << QByteArray("a\nb.odt");
    QTest::newRow("number sign") << QByteArray("a#b#.odt");
    QTest::newRow("not UTF-8") << QByteArray("a\xff\xfe.odt");
    QTest::newRow("hidden") << QByteArray(".odt");
    QTest::newRow("no extension") << QByteArray("letter");
}

void tst_DocumentLock::hostileDocumentNames()
{
    QFETCH(const QByteArray, name);
    const auto path = *m_folder / name.toStdString();
    DocumentLock lock(path);
    QCOMPARE(lock.lockPath().native(), (*m_folder / (".~lock." + name.toStdString() + '#')).native());
    VERIFY_RESULT(lock.acquire());
    OtherProcess other([path] { return codeOf(DocumentLock(path).acquire()) == LockErrc::AlreadyLocked; });
    QVERIFY(other.hasSucceeded());
    QCOMPARE(Inspector().inspect(lock.lockPath()).format, std::string("libreoffice"));
    VERIFY_RESULT(lock.release());
    QVERIFY(!std::filesystem::exists(lock.lockPath()));
}

void tst_DocumentLock::longNameIsRefused()
{
    DocumentLock lock(*m_folder / (std::string(251, 'a') + ".odt"));
    const auto refused = lock.acquire();
    QCOMPARE(codeOf(refused), LockErrc::LockFailed);
    QCOMPARE(refused.error().systemErrno, ENAMETOOLONG);
}

void tst_DocumentLock::readOnlyDirectoryIsRefused()
{
    using std::filesystem::perms;
    std::filesystem::permissions(m_folder->path(), perms::owner_read | perms::owner_exec | perms::group_read |
                                                       perms::group_exec | perms::others_read | perms::others_exec);
    const bool isRoot = ::geteuid() == 0;
    if (isRoot)
        QCOMPARE(::seteuid(65534), 0);
    DocumentLock lock(document());
    const auto refused = lock.acquire();
    const auto owner = lock.owner();
    if (isRoot)
        QCOMPARE(::seteuid(0), 0);
    std::filesystem::permissions(m_folder->path(), perms::owner_all);
    QCOMPARE(codeOf(refused), LockErrc::LockFailed);
    QCOMPARE(refused.error().systemErrno, EACCES);
    QCOMPARE(refused.error().path, lockFile());
    QVERIFY(owner && !*owner);
}

/// LibreOffice overwrites the file if its user chooses to ignore the lock.
void tst_DocumentLock::releaseLeavesTheLockOfAnotherProgram()
{
    const QByteArray theirs = "Jane,jane,elsewhere,20.11.2026 23:45,file:///home/jane/.config/libreoffice/4;";
    DocumentLock overwritten(document());
    VERIFY_RESULT(overwritten.acquire());
    writeFile(lockFile(), theirs);
    QVERIFY(!overwritten.isHeldByMe());
    QCOMPARE(codeOf(overwritten.release()), LockErrc::NotMyLock);
    QCOMPARE(contentOf(lockFile()), theirs);

    std::filesystem::remove(lockFile());
    DocumentLock replaced(document());
    VERIFY_RESULT(replaced.acquire());
    std::filesystem::remove(lockFile());
    writeFile(lockFile(), theirs);
    QCOMPARE(codeOf(replaced.release()), LockErrc::NotMyLock);
    QCOMPARE(contentOf(lockFile()), theirs);
}

void tst_DocumentLock::forkedChildDoesNotReleaseTheLock()
{
    DocumentLock lock(document());
    VERIFY_RESULT(lock.acquire());
    OtherProcess child([&lock] { return !lock.isHeldByMe() && codeOf(lock.release()) == LockErrc::NotMyLock; });
    QVERIFY(child.hasSucceeded());
    QVERIFY(lock.isHeldByMe());
    QVERIFY(std::filesystem::exists(lockFile()));
}

QTEST_GUILESS_MAIN(tst_DocumentLock)
#include "tst_documentlock.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/leftovers.h"
#include "support/locktest.h"
#include "system/systemcalls.h"

#include <lockscope/fcntllockfile.h>
#include <lockscope/inspector.h>

#include <QFile>
#include <QTest>

#include <algorithm>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using State = Verdict::State;

namespace {

/// Records which files outside of /proc are opened other than with O_PATH, and every call that acquires a lock.
/// Directories are read to list the names beside a lock, which changes nothing.
class Watched : public SystemCalls
{
public:
    QByteArrayList opened;
    int lockCalls = 0;

    int openat(int directory, const char *path, int flags, mode_t mode) override
    {
        const auto name = QByteArray(path);
        if ((flags & (O_PATH | O_DIRECTORY)) == 0 &&
            (!name.startsWith("/proc/") || name.startsWith("/proc/self/fd/")) && directory == AT_FDCWD)
            opened << name;
        return SystemCalls::openat(directory, path, flags, mode);
    }
    int flock(int fd, int operation) override
    {
        ++lockCalls;
        return SystemCalls::flock(fd, operation);
    }
    int fcntlLock(int fd, int command, struct flock *lock) override
    {
        ++lockCalls;
        return SystemCalls::fcntlLock(fd, command, lock);
    }
};

timespec accessTime(const std::filesystem::path &path)
{
    struct stat status = {};
    ::stat(path.c_str(), &status);
    return status.st_atim;
}

/// Old enough that the next ordinary read would update it, even on a file system mounted with relatime.
void makeAccessOld(const std::filesystem::path &path)
{
    const timespec times[2] = {{1'000'000'000, 0}, {0, UTIME_OMIT}};
    ::utimensat(AT_FDCWD, path.c_str(), times, 0);
}

bool holdsPosixLock(const std::filesystem::path &path)
{
    const auto locks = locksOn(path);
    return std::ranges::any_of(locks, [](const KernelLock &lock) {
        return lock.type == KernelLock::Type::Posix && lock.tablePid == ::getpid();
    });
}

/// A classic POSIX lock that another part of this program acquires without the library.
class RawPosixLock
{
public:
    explicit RawPosixLock(const std::filesystem::path &path)
        : m_fd(::open(path.c_str(), O_RDWR | O_CLOEXEC))
    {
        struct flock range = {};
        range.l_type = F_WRLCK;
        range.l_whence = SEEK_SET;
        isHeld = ::fcntl(m_fd, F_SETLK, &range) == 0;
    }
    ~RawPosixLock() { ::close(m_fd); }
    RawPosixLock(const RawPosixLock &) = delete;
    RawPosixLock &operator=(const RawPosixLock &) = delete;

    bool isHeld = false;

private:
    int m_fd;
};

/// The line of the kernel's lock table for the lease on this inode: ACTIVE, or BREAKING after the file was opened.
QByteArray leaseLine(const std::filesystem::path &path)
{
    QFile table(QStringLiteral("/proc/locks"));
    if (!table.open(QIODevice::ReadOnly))
        return {};
    const QByteArray inode = ':' + QByteArray::number(qulonglong{inodeOf(path).inode}) + ' ';
    for (const auto &line : table.readAll().split('\n')) {
        if (line.contains("LEASE") && line.contains(inode))
            return line;
    }
    return {};
}

} // namespace

class tst_InspectChangesNothing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accessTimesDoNotChange();
    void onlyRegularFilesAreOpened_data();
    void onlyRegularFilesAreOpened();
    void emptyFilesAreNotOpened();
    void noLockIsAcquired();
    void fifoIsNotOpened();
    void leaseIsNotBroken_data();
    void leaseIsNotBroken();
    void fileUnderReadLeaseIsRead();
    void hiddenLeaseIsNotBroken_data();
    void hiddenLeaseIsNotBroken();
    void ownPosixLockIsNotReleased();
    void ownPosixLockAcquiredAfterRefreshIsNotReleased();
    void ownFcntlLockFileIsNotReleased();
    void ownPosixLockAcquiredDuringReadIsNotReleased();
    void noDescriptorIsLeaked();
};

void tst_InspectChangesNothing::accessTimesDoNotChange()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    makeAccessOld(path);
    const auto control = makeFile(directory / "control.lock", " 4242\n");
    makeAccessOld(control);
    contentOf(control);
    if (accessTime(control).tv_sec == 1'000'000'000)
        QSKIP("needs a file system that records access times");

    QVERIFY(Inspector().inspect(path).contentRead);
    QCOMPARE(qint64{accessTime(path).tv_sec}, qint64{1'000'000'000});
}

void tst_InspectChangesNothing::onlyRegularFilesAreOpened_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("opens");
    QTest::newRow("regular file") << "app.lock"_ba << true;
    QTest::newRow("FIFO") << "fifo.lock"_ba << false;
    QTest::newRow("directory") << "folder.lock"_ba << false;
    QTest::newRow("link to a file") << "link.lock"_ba << false;
    QTest::newRow("device") << "/dev/null"_ba << false;
}

void tst_InspectChangesNothing::onlyRegularFilesAreOpened()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, opens);
    const TestDirectory directory;
    makeFile(directory / "app.lock", " 4242\n");
    QCOMPARE(::mkfifo((directory / "fifo.lock").c_str(), 0600), 0);
    std::filesystem::create_directory(directory / "folder.lock");
    std::filesystem::create_symlink("app.lock", directory / "link.lock");
    const Inspector inspector;
    Watched calls;
    const ScopedSystemCalls scope(calls);
    const auto report = inspector.inspect(directory / name.toStdString());
    QVERIFY(!report.error);
    QCOMPARE(calls.opened.isEmpty(), !opens);
}

void tst_InspectChangesNothing::emptyFilesAreNotOpened()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock");
    const Inspector inspector;
    Watched calls;
    const ScopedSystemCalls scope(calls);
    QVERIFY(inspector.inspect(path).contentRead);
    QVERIFY(calls.opened.isEmpty());
}

void tst_InspectChangesNothing::noLockIsAcquired()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    Watched calls;
    const ScopedSystemCalls scope(calls);
    QCOMPARE(Inspector().inspect(path).verdict.reason, Verdict::Reason::KernelLockFree);
    QCOMPARE(calls.lockCalls, 0);
}

void tst_InspectChangesNothing::fifoIsNotOpened()
{
    const TestDirectory directory;
    const auto path = directory / "fifo.lock";
    QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
    // A reader that opens it would end a writer's wait for a reader.
    const int writer = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    QCOMPARE(writer, -1);
    QCOMPARE(Inspector().inspect(path).inodeType, LockReport::InodeType::Fifo);
    QCOMPARE(::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC), -1);
}

void tst_InspectChangesNothing::leaseIsNotBroken_data()
{
    QTest::addColumn<bool>("refreshed");
    QTest::newRow("acquired before the host was read") << true;
    QTest::newRow("acquired afterwards") << false;
}

void tst_InspectChangesNothing::leaseIsNotBroken()
{
    QFETCH(bool, refreshed);
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    Inspector inspector;
    Actor actor;
    const auto answer = actor.say("lease", path, "write");
    if (answer.startsWith("failed"))
        QSKIP("needs a file system that supports leases");
    QCOMPARE(answer, "held"_ba);
    if (refreshed)
        inspector.refresh();

    const auto report = inspector.inspect(path);
    QVERIFY2(leaseLine(path).contains("ACTIVE"), leaseLine(path).constData());
    QVERIFY(!report.contentRead);
    // The owner of the lease has the file open.
    QCOMPARE(report.verdict.state, State::Held);
    QCOMPARE(report.verdict.confidence, Verdict::Confidence::Presumed);
    QCOMPARE(report.verdict.reason, Verdict::Reason::FileOpen);
    if (refreshed) {
        QCOMPARE(report.kernelLocks.size(), std::size_t{1});
        QCOMPARE(report.kernelLocks.front().type, KernelLock::Type::Lease);
    }
    // Check of the test itself: opening the file does break the lease.
    ::close(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    QVERIFY(!leaseLine(path).contains("ACTIVE"));
}

/// An NFS server has such a lease, or a delegation, on each file that a client has read: reading does not break it.
void tst_InspectChangesNothing::fileUnderReadLeaseIsRead()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    Actor actor;
    const auto answer = actor.say("lease", path, "read");
    if (answer.startsWith("failed"))
        QSKIP("needs a file system that supports leases");
    QCOMPARE(answer, "held"_ba);
    const auto report = Inspector().inspect(path);
    QVERIFY(report.contentRead);
    QVERIFY2(leaseLine(path).contains("ACTIVE"), leaseLine(path).constData());
}

void tst_InspectChangesNothing::hiddenLeaseIsNotBroken_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("inspect") << u"inspect"_s;
    QTest::newRow("scan") << u"scan"_s;
}

/// In an inner PID namespace, the lock table does not list the lease of a process outside.
void tst_InspectChangesNothing::hiddenLeaseIsNotBroken()
{
    QFETCH(QString, command);
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock");
    Actor actor;
    const auto answer = actor.say("lease", path, "write");
    if (answer.startsWith("failed"))
        QSKIP("needs a file system that supports leases");
    const auto operand = QString::fromStdString(command == u"scan" ? directory.path().native() : path.native());
    const auto report =
        callProgram(u"unshare"_s, {u"--user"_s, u"--map-root-user"_s, u"--pid"_s, u"--fork"_s, u"--mount-proc"_s,
                                   lockscopectlProgram(), command, u"--json"_s, operand})
            .object();
    if (report.isEmpty())
        QSKIP("needs user and PID namespaces");
    QVERIFY2(leaseLine(path).contains("ACTIVE"), leaseLine(path).constData());
    QCOMPARE(report[u"verdict"].toString(), u"unknown"_s);
    QCOMPARE(report[u"reason"].toString(), u"other-pid-namespace"_s);
}

void tst_InspectChangesNothing::ownPosixLockIsNotReleased()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    const RawPosixLock lock(path);
    QVERIFY(lock.isHeld);
    const auto report = Inspector().inspect(path);
    QVERIFY(holdsPosixLock(path));
    QCOMPARE(report.verdict.state, State::Held);
    QCOMPARE(report.process->pid, std::int64_t{::getpid()});
    QVERIFY(!report.contentRead);
    // Check of the test itself: opening the file does break the lease.
    ::close(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    QVERIFY(!holdsPosixLock(path));
}

void tst_InspectChangesNothing::ownPosixLockAcquiredAfterRefreshIsNotReleased()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    const Inspector inspector;
    QVERIFY(inspector.inspect(path).contentRead);
    const RawPosixLock lock(path);
    QVERIFY(lock.isHeld);
    QVERIFY(!inspector.inspect(path).contentRead);
    QVERIFY(holdsPosixLock(path));
}

void tst_InspectChangesNothing::ownFcntlLockFileIsNotReleased()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    FcntlLockFile::Options options;
    options.classic = true;
    FcntlLockFile lock(path, options);
    QVERIFY(lock.acquire());
    const Inspector inspector;
    QCOMPARE(inspector.inspect(path).verdict.state, State::Held);
    QCOMPARE(inspector.inspectKernelLocks().empty(), false);
    QVERIFY(holdsPosixLock(path));
    QVERIFY(lock.release());
}

void tst_InspectChangesNothing::ownPosixLockAcquiredDuringReadIsNotReleased()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    FcntlLockFile::Options options;
    options.classic = true;
    options.remove = false;
    FcntlLockFile lock(path, options);

    /// Acquires the lock while the inspector has the file open.
    class LockBetween : public SystemCalls
    {
    public:
        explicit LockBetween(FcntlLockFile &file)
            : m_file(file)
        {}
        ssize_t read(int fd, void *buffer, size_t size) override
        {
            const auto count = SystemCalls::read(fd, buffer, size);
            if (size == 6 && !m_file.isHeldByMe())
                acquired = m_file.acquire(std::chrono::nanoseconds(0)).has_value();
            return count;
        }
        bool acquired = false;

    private:
        FcntlLockFile &m_file;
    };
    const Inspector inspector;
    {
        LockBetween calls(lock);
        const ScopedSystemCalls scope(calls);
        const auto report = inspector.inspect(path);
        QVERIFY(report.contentRead);
        QVERIFY(calls.acquired);
    }
    QVERIFY(holdsPosixLock(path));
    QVERIFY(lock.release());
}

void tst_InspectChangesNothing::noDescriptorIsLeaked()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    const auto before = openDescriptors();
    {
        const Inspector inspector;
        inspector.inspect(path);
        inspector.inspect(directory / "missing");
        inspector.inspect(directory.path());
        inspector.inspectKernelLocks();
    }
    QCOMPARE(openDescriptors(), before);
    QCOMPARE(heldInodes(), std::size_t{0});
}

QTEST_GUILESS_MAIN(tst_InspectChangesNothing)
#include "tst_inspectchangesnothing.moc"

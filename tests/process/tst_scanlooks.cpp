// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/leftovers.h"
#include "support/locktest.h"
#include "system/systemcalls.h"

#include <lockscope/directoryscan.h>

#include <QTest>

#include <algorithm>
#include <functional>
#include <iterator>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

namespace {

/// The calls of one scan, and what another process does right before some of them.
class Calls : public SystemCalls
{
public:
    std::function<void()> beforePathOpen;   ///< of a lock, with O_PATH
    std::function<void()> beforeRealOpen;   ///< of a lock's content
    std::function<void()> beforeNameStatus; ///< statx by a lock's name
    std::chrono::seconds clockAhead{0};     ///< so that files created just now are old
    int pathOpens = 0;
    int realOpens = 0;
    bool openedOtherThanFile = false;

    int openat(int directory, const char *path, int flags, mode_t mode) override
    {
        // By its name, or by the number of the O_PATH descriptor.
        const std::string_view name = path;
        const bool own = name.ends_with(".lock") || name.find_first_not_of("0123456789") == name.npos;
        const bool onlyPath = (flags & O_PATH) != 0;
        if (own)
            run(onlyPath ? beforePathOpen : beforeRealOpen);
        const int fd = SystemCalls::openat(directory, path, flags, mode);
        if (!own || fd < 0)
            return fd;
        ++(onlyPath ? pathOpens : realOpens);
        struct stat status = {};
        openedOtherThanFile =
            openedOtherThanFile || (!onlyPath && ::fstat(fd, &status) == 0 && !S_ISREG(status.st_mode));
        return fd;
    }
    int statx(int directory, const char *path, int flags, unsigned mask, struct statx *result) override
    {
        if (*path != '\0')
            run(beforeNameStatus);
        return SystemCalls::statx(directory, path, flags, mask, result);
    }
    int clockGettime(clockid_t clock, struct timespec *result) override
    {
        const int answer = SystemCalls::clockGettime(clock, result);
        if (clock == CLOCK_REALTIME)
            result->tv_sec += clockAhead.count();
        return answer;
    }

private:
    static void run(std::function<void()> &step)
    {
        if (const auto once = std::exchange(step, nullptr))
            once();
    }
};

std::vector<LockReport> scan(const std::filesystem::path &directory, Calls &calls)
{
    std::vector<LockReport> reports;
    ScanSink sink;
    sink.batch = [&](std::vector<LockReport> batch) { std::ranges::move(batch, std::back_inserter(reports)); };
    ScanOptions options;
    options.workers = 1;
    const Inspector inspector;
    const ScopedSystemCalls scope(calls);
    scanDirectories({directory}, inspector, options, sink);
    return reports;
}

/// Lets any user replace names in the directory, so that a scan opens each inode with O_PATH before it reads it.
void share(const TestDirectory &directory)
{
    QCOMPARE(::chmod(directory.path().c_str(), 01777), 0);
}

/// Replaces a file with another inode, in one step.
void replaceByFifo(const std::filesystem::path &path)
{
    const auto other = path.native() + "~";
    QCOMPARE(::mkfifo(other.c_str(), 0600), 0);
    QCOMPARE(::rename(other.c_str(), path.c_str()), 0);
}

void replaceByLink(const std::filesystem::path &path, const char *linkTarget)
{
    const auto other = path.native() + "~";
    QCOMPARE(::symlink(linkTarget, other.c_str()), 0);
    QCOMPARE(::rename(other.c_str(), path.c_str()), 0);
}

/// File systems on which a file can be identified by its name alone; see FolderPlace.
bool recognisesByName(const std::filesystem::path &directory)
{
    struct statfs status = {};
    return ::statfs(directory.c_str(), &status) == 0 &&
           (status.f_type == EXT4_SUPER_MAGIC || status.f_type == TMPFS_MAGIC || status.f_type == XFS_SUPER_MAGIC);
}

constexpr auto Ended = "box-7f3a11c0.4194303-8134";
constexpr auto EndedToo = "box-7f3a11c0.4194302-8134";

} // namespace

class tst_ScanLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fifoThatReplacesALockIsNotOpened_data();
    void fifoThatReplacesALockIsNotOpened();
    void fileInProtectedDirectoryIsOpenedOnce();
    void replacedFileInProtectedDirectoryIsReadConsistently();
    void leaseIsNotBroken();
    void ownPosixLockIsNotReleased();
    void emptyFilesAreRecognisedByName();
    void oldLinkIsRecognisedByName();
    void replacedLinkIsReadConsistently();
    void newLinkIsReadThroughItsInode();
};

void tst_ScanLooks::fifoThatReplacesALockIsNotOpened_data()
{
    QTest::addColumn<bool>("inHand");
    QTest::newRow("between listing and stat") << false;
    QTest::newRow("between stat and read") << true;
}

void tst_ScanLooks::fifoThatReplacesALockIsNotOpened()
{
    QFETCH(bool, inHand);
    const TestDirectory directory;
    share(directory);
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    Calls calls;
    (inHand ? calls.beforeRealOpen : calls.beforePathOpen) = [&] { replaceByFifo(path); };
    const auto reports = scan(directory.path(), calls);
    QVERIFY(!calls.openedOtherThanFile);
    QCOMPARE(calls.realOpens, inHand ? 1 : 0);
    // A scan that has opened the inode reads it, and then notices that the name refers to another one, which is not
    // a lock.
    QVERIFY(std::ranges::none_of(reports, &LockReport::contentRead));
    // Check of the test itself: opening would be recorded.
    ::close(calls.openat(AT_FDCWD, path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0));
    QVERIFY(calls.openedOtherThanFile);
}

void tst_ScanLooks::fileInProtectedDirectoryIsOpenedOnce()
{
    const TestDirectory directory;
    if (!recognisesByName(directory.path()))
        QSKIP("needs ext4, xfs or tmpfs");
    makeFile(directory / "app.lock", " 4242\n");
    Calls calls;
    const auto reports = scan(directory.path(), calls);
    QCOMPARE(reports.size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(reports.front().content), QByteArray(" 4242\n"));
    QCOMPARE(calls.pathOpens, 0);
    QCOMPARE(calls.realOpens, 1);
    // If others can replace names, it is not.
    share(directory);
    QCOMPARE(scan(directory.path(), calls).size(), std::size_t{1});
    QCOMPARE(calls.pathOpens, 1);
}

void tst_ScanLooks::replacedFileInProtectedDirectoryIsReadConsistently()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    const auto other = makeFile(directory / "app.other", " 17\n");
    const auto inode = inodeOf(other);
    Calls calls;
    calls.beforeRealOpen = [&] { std::filesystem::rename(other, path); };
    const auto reports = scan(directory.path(), calls);
    QCOMPARE(reports.size(), std::size_t{1});
    // Never the content of one with the inode of the other.
    QCOMPARE(QByteArray::fromStdString(reports.front().content), QByteArray(" 17\n"));
    QCOMPARE(reports.front().inode, inode);
}

void tst_ScanLooks::leaseIsNotBroken()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    Actor actor;
    const auto answer = actor.say("lease", path, "write");
    if (answer.startsWith("failed"))
        QSKIP("needs a file system that supports leases");
    QCOMPARE(answer, "held"_ba);
    Calls calls;
    const auto reports = scan(directory.path(), calls);
    QCOMPARE(reports.size(), std::size_t{1});
    QCOMPARE(calls.realOpens, 0);
    QVERIFY(!reports.front().contentRead);
    // The owner of the lease has the file open.
    QCOMPARE(reports.front().verdict.reason, Verdict::Reason::FileOpen);
}

void tst_ScanLooks::ownPosixLockIsNotReleased()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    struct flock range = {};
    range.l_type = F_WRLCK;
    QCOMPARE(::fcntl(fd, F_SETLK, &range), 0);
    Calls calls;
    const auto reports = scan(directory.path(), calls);
    const auto locks = kernelLocksOn(path);
    ::close(fd);
    QCOMPARE(locks, (QByteArrayList{"POSIX WRITE"}));
    QCOMPARE(reports.front().verdict.state, Verdict::State::Held);
    QCOMPARE(calls.realOpens, 0);
}

void tst_ScanLooks::emptyFilesAreRecognisedByName()
{
    const TestDirectory directory;
    if (!recognisesByName(directory.path()))
        QSKIP("needs ext4, xfs or tmpfs");
    share(directory);
    for (const auto *name : {"a.lock", "b.lock", "c.lock", "d.lock"})
        makeFile(directory / name);
    Calls calls;
    const auto reports = scan(directory.path(), calls);
    QCOMPARE(reports.size(), std::size_t{4});
    QVERIFY(std::ranges::all_of(reports, &LockReport::contentRead));
    // The first one reveals the properties of the directory.
    QCOMPARE(calls.pathOpens, 1);
    QCOMPARE(calls.realOpens, 0);
}

void tst_ScanLooks::oldLinkIsRecognisedByName()
{
    const TestDirectory directory;
    if (!recognisesByName(directory.path()))
        QSKIP("needs ext4, xfs or tmpfs");
    std::filesystem::create_symlink(Ended, directory / "app.lock");
    Calls calls;
    calls.clockAhead = std::chrono::seconds(10);
    const auto reports = scan(directory.path(), calls);
    QCOMPARE(reports.size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(reports.front().linkTarget), QByteArray(Ended));
    QCOMPARE(reports.front().inode, inodeOf(directory / "app.lock"));
    QCOMPARE(calls.pathOpens, 0);
}

void tst_ScanLooks::replacedLinkIsReadConsistently()
{
    const TestDirectory directory;
    const auto path = directory / "app.lock";
    std::filesystem::create_symlink(Ended, path);
    Calls calls;
    calls.clockAhead = std::chrono::seconds(10);
    calls.beforeNameStatus = [&] { replaceByLink(path, EndedToo); };
    const auto reports = scan(directory.path(), calls);
    QCOMPARE(reports.size(), std::size_t{1});
    // Never the content of one with the inode of the other.
    QCOMPARE(QByteArray::fromStdString(reports.front().linkTarget), QByteArray(EndedToo));
    QCOMPARE(reports.front().inode, inodeOf(path));
}

void tst_ScanLooks::newLinkIsReadThroughItsInode()
{
    const TestDirectory directory;
    std::filesystem::create_symlink(Ended, directory / "app.lock");
    Calls calls;
    const auto reports = scan(directory.path(), calls);
    QCOMPARE(reports.size(), std::size_t{1});
    QCOMPARE(calls.pathOpens, 1);
}

QTEST_GUILESS_MAIN(tst_ScanLooks)
#include "tst_scanlooks.moc"

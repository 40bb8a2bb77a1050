// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/leftovers.h"
#include "support/locktest.h"

#include <lockscope/directoryscan.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>
#include <thread>

#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/fsuid.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

namespace {

using Paths = std::vector<std::filesystem::path>;

/// The results of one scan.
struct Scanned
{
    std::vector<LockReport> reports;
    std::vector<std::size_t> batchSizes;
    Paths directories;
    std::vector<Failure> unreadable;
    std::vector<ScanProgress> progress;
    bool overlapped = false; ///< two calls of the sink at once

    QByteArrayList namesBelow(const std::filesystem::path &root) const
    {
        QByteArrayList names;
        for (const auto &report : reports)
            names << QByteArray::fromStdString(report.path.lexically_relative(root).native());
        std::ranges::sort(names);
        return names;
    }
};

Scanned scan(const Paths &roots, const ScanOptions &options = {}, std::stop_source stop = {},
             std::size_t stopAfterBatches = 0)
{
    Scanned scanned;
    std::mutex busy;
    const auto alone = [&](auto step) {
        const std::unique_lock lock(busy, std::try_to_lock);
        scanned.overlapped = scanned.overlapped || !lock;
        step();
    };
    ScanSink sink;
    sink.batch = [&](std::vector<LockReport> batch) {
        alone([&] {
            scanned.batchSizes.push_back(batch.size());
            std::ranges::move(batch, std::back_inserter(scanned.reports));
            if (scanned.batchSizes.size() == stopAfterBatches)
                stop.request_stop();
        });
    };
    sink.directory = [&](const auto &path) { alone([&] { scanned.directories.push_back(path); }); };
    sink.unreadable = [&](const auto &failure) { alone([&] { scanned.unreadable.push_back(failure); }); };
    sink.progress = [&](const auto &progress) { alone([&] { scanned.progress.push_back(progress); }); };
    scanDirectories(roots, Inspector(), options, sink, stop.get_token());
    return scanned;
}

void makeLocks(const std::filesystem::path &root, int directories, int files)
{
    for (int directory = 0; directory < directories; ++directory) {
        const auto path = root / std::to_string(directory);
        std::filesystem::create_directory(path);
        const int opened = ::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
        for (int file = 0; file < files; ++file) {
            const int fd =
                ::openat(opened, ("f" + std::to_string(file) + ".lock").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
            if (::write(fd, " 4242\n", 6) != 6)
                qFatal("a lock cannot be written below %s", path.c_str());
            ::close(fd);
        }
        ::close(opened);
    }
}

/// The minimum for any program that reads the same files: list names; open, stat and read each file.
std::size_t walkPlainly(int directory)
{
    std::size_t files = 0;
    DIR *stream = ::fdopendir(directory);
    std::array<char, 65536> buffer{};
    while (const auto *entry = ::readdir(stream)) {
        if (entry->d_name[0] == '.')
            continue;
        if (entry->d_type == DT_DIR) {
            files += walkPlainly(::openat(directory, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
            continue;
        }
        const int fd = ::openat(directory, entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        struct stat status = {};
        files += ::fstat(fd, &status) == 0 && ::read(fd, buffer.data(), buffer.size()) >= 0;
        ::close(fd);
    }
    ::closedir(stream);
    return files;
}

/// During its lifetime, this thread and those that it starts have only the permissions of an unprivileged user, even if
/// the test runs as root.
class AsNobody
{
public:
    AsNobody() { ::setfsuid(65534); }
    ~AsNobody() { ::setfsuid(::geteuid()); }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;
};

} // namespace

class tst_Scan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLockInTheTreeIsFound();
    void otherFilesAreReportedOnRequest();
    void linksAndLoopsAreNotFollowed();
    void lockedFileIsFoundUnderAnyName();
    void directoriesAreReportedBeforeTheirEntries();
    void unreadableDirectoryIsReportedAndRestScanned();
    void otherFileSystemsAreNotEntered();
    void fileAsRootIsInspected();
    void missingRootIsReported();
    void linkAsRootIsScanned();
    void nestedRootsAreScannedOnce();
    void treeDeeperThanPathMaxIsScanned();
    void hostileNamesAreScanned();
    void vanishedFilesAreNoFailure();
    void manyFilesAsRootsAreScanned();
    void largeDirectoryIsStreamed();
    void scanCanBeStopped();
    void accessTimesOfDirectoriesDoNotChange();
    void noDescriptorIsLeaked();
    void hundredThousandLocksTakeLittleMoreThanPlainWalk();
};

void tst_Scan::everyLockInTheTreeIsFound()
{
    const TestDirectory directory;
    std::filesystem::create_directories(directory / "a/b/c");
    std::filesystem::create_directories(directory / "empty");
    makeFile(directory / "top.lock");
    makeFile(directory / "a/app.pid", "1\n");
    makeFile(directory / "a/b/c/deep.lock", " 4242\n");
    makeFile(directory / "a/b/c/pid", "1\n");
    makeFile(directory / "a/README", "read me\n");
    makeFile(directory / "a/yarn.lock", "# yarn lockfile v1\n");
    std::filesystem::create_symlink("nowhere", directory / "a/mark.lock");
    std::filesystem::create_directory(directory / "a/b/mkdir.lock");
    makeFile(directory / "a/b/mkdir.lock/pid", "1\n"); // a part of that lock
    QCOMPARE(::mkfifo((directory / "fifo.lock").c_str(), 0600), 0);

    const auto scanned = scan({directory.path()});
    QCOMPARE(scanned.namesBelow(directory.path()), (QByteArrayList{"a/app.pid", "a/b/c/deep.lock", "a/b/c/pid",
                                                                   "a/b/mkdir.lock", "a/mark.lock", "top.lock"}));
    QVERIFY(scanned.unreadable.empty());
    QVERIFY(!scanned.overlapped);
    QCOMPARE(scanned.progress.back().directories, std::uint64_t{6});
    QCOMPARE(scanned.progress.back().locks, std::uint64_t{6});
    QCOMPARE(scanned.progress.back().entries, std::uint64_t{14});
}

void tst_Scan::otherFilesAreReportedOnRequest()
{
    const TestDirectory directory;
    std::filesystem::create_directories(directory / "a");
    makeFile(directory / "a/app.lock");
    makeFile(directory / "a/README", "read me\n");
    QCOMPARE(::mkfifo((directory / "fifo").c_str(), 0600), 0);
    ScanOptions options;
    options.all = true;
    const auto scanned = scan({directory.path()}, options);
    QCOMPARE(scanned.namesBelow(directory.path()), (QByteArrayList{"a/README", "a/app.lock", "fifo"}));
    QCOMPARE(std::ranges::count(scanned.reports, "none", &LockReport::format), 2);
}

void tst_Scan::linksAndLoopsAreNotFollowed()
{
    const TestDirectory directory;
    const TestDirectory outside;
    makeFile(outside / "outside.lock");
    std::filesystem::create_directory(directory / "a");
    makeFile(directory / "a/inside.lock");
    std::filesystem::create_directory_symlink("..", directory / "a/up");
    std::filesystem::create_directory_symlink(directory.path(), directory / "a/again");
    std::filesystem::create_directory_symlink(outside.path(), directory / "outside");
    const auto scanned = scan({directory.path()});
    QCOMPARE(scanned.namesBelow(directory.path()), (QByteArrayList{"a/inside.lock"}));
    QVERIFY(scanned.unreadable.empty());
}

void tst_Scan::lockedFileIsFoundUnderAnyName()
{
    const TestDirectory directory;
    makeFile(directory / "data.bin", "ordinary");
    makeFile(directory / "other.bin", "ordinary");
    Actor actor;
    QCOMPARE(actor.say("posix", directory / "data.bin"), "held"_ba);
    QCOMPARE(actor.say("flock", directory.path()), "held"_ba);
    const auto scanned = scan({directory.path().parent_path() / directory.path().filename()});
    QCOMPARE(scanned.namesBelow(directory.path()), (QByteArrayList{"data.bin"}));
    QCOMPARE(scanned.reports.front().verdict.state, Verdict::State::Held);
    QCOMPARE(scanned.reports.front().process->pid, std::int64_t{actor.pid()});
}

void tst_Scan::directoriesAreReportedBeforeTheirEntries()
{
    const TestDirectory directory;
    makeLocks(directory.path(), 5, 20);
    Paths seen;
    bool inOrder = true;
    ScanSink sink;
    sink.directory = [&](const auto &path) { seen.push_back(path); };
    sink.batch = [&](std::vector<LockReport> batch) {
        for (const auto &report : batch)
            inOrder = inOrder && std::ranges::count(seen, report.path.parent_path()) == 1;
    };
    scanDirectories({directory.path()}, Inspector(), {}, sink);
    QVERIFY(inOrder);
    QCOMPARE(seen.size(), std::size_t{6});
    std::ranges::sort(seen);
    QVERIFY(std::ranges::adjacent_find(seen) == seen.end());
}

void tst_Scan::unreadableDirectoryIsReportedAndRestScanned()
{
    const TestDirectory directory;
    std::filesystem::permissions(directory.path(), std::filesystem::perms(0755));
    std::filesystem::create_directory(directory / "closed");
    std::filesystem::create_directory(directory / "open");
    makeFile(directory / "closed/a.lock");
    makeFile(directory / "open/b.lock");
    std::filesystem::permissions(directory / "closed", std::filesystem::perms(0));
    Scanned scanned;
    {
        const AsNobody nobody;
        scanned = scan({directory.path()});
    }
    std::filesystem::permissions(directory / "closed", std::filesystem::perms(0755));
    QCOMPARE(scanned.namesBelow(directory.path()), (QByteArrayList{"open/b.lock"}));
    QCOMPARE(scanned.unreadable.size(), std::size_t{1});
    QCOMPARE(scanned.unreadable.front().systemErrno, EACCES);
    QCOMPARE(scanned.unreadable.front().path, directory / "closed");
}

void tst_Scan::otherFileSystemsAreNotEntered()
{
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        QSKIP("needs CAP_SYS_ADMIN to mount");
    const TestDirectory directory;
    std::filesystem::create_directory(directory / "mounted");
    std::filesystem::create_directory(directory / "bound");
    makeFile(directory / "here.lock");
    QCOMPARE(::mount("tmpfs", (directory / "mounted").c_str(), "tmpfs", 0, nullptr), 0);
    // On the same file system, and a loop.
    QCOMPARE(::mount(directory.path().c_str(), (directory / "bound").c_str(), nullptr, MS_BIND, nullptr), 0);
    makeFile(directory / "mounted/there.lock");
    const auto scanned = scan({directory.path()});
    const auto mounted = scan({directory / "mounted"});
    ::umount2((directory / "mounted").c_str(), MNT_DETACH);
    ::umount2((directory / "bound").c_str(), MNT_DETACH);
    QCOMPARE(scanned.namesBelow(directory.path()), (QByteArrayList{"here.lock"}));
    QVERIFY(scanned.unreadable.empty());
    QCOMPARE(mounted.namesBelow(directory.path()), (QByteArrayList{"mounted/there.lock"}));
    QCOMPARE(QByteArray::fromStdString(mounted.reports.front().fileSystem->type), "tmpfs"_ba);
}

void tst_Scan::fileAsRootIsInspected()
{
    const TestDirectory directory;
    const auto lock = makeFile(directory / "app.lock", " 4242\n");
    const auto other = makeFile(directory / "README", "read me\n");
    const auto scanned = scan({lock, other});
    QCOMPARE(scanned.namesBelow(directory.path()), (QByteArrayList{"README", "app.lock"}));
    QVERIFY(scanned.unreadable.empty());
}

void tst_Scan::missingRootIsReported()
{
    const TestDirectory directory;
    makeFile(directory / "app.lock");
    const auto scanned = scan({directory / "missing", directory.path()});
    QCOMPARE(scanned.namesBelow(directory.path()), (QByteArrayList{"app.lock"}));
    QCOMPARE(scanned.unreadable.size(), std::size_t{1});
    QCOMPARE(scanned.unreadable.front().systemErrno, ENOENT);
    QCOMPARE(scanned.unreadable.front().path, directory / "missing");
}

void tst_Scan::linkAsRootIsScanned()
{
    const TestDirectory directory;
    std::filesystem::create_directory(directory / "real");
    makeFile(directory / "real/app.lock");
    std::filesystem::create_directory_symlink("real", directory / "link");
    QCOMPARE(scan({directory / "link"}).namesBelow(directory.path()), (QByteArrayList{"link/app.lock"}));
}

void tst_Scan::nestedRootsAreScannedOnce()
{
    const TestDirectory directory;
    std::filesystem::create_directories(directory / "a/b");
    makeFile(directory / "a/b/app.lock");
    const auto scanned = scan({directory.path(), directory / "a/b", directory / "a", directory.path()});
    QCOMPARE(scanned.namesBelow(directory.path()), (QByteArrayList{"a/b/app.lock"}));
    QCOMPARE(scanned.directories.size(), std::size_t{3});
}

void tst_Scan::treeDeeperThanPathMaxIsScanned()
{
    const TestDirectory directory;
    constexpr int Depth = 1500;
    int current = ::open(directory.path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (int level = 0; level < Depth; ++level) {
        QCOMPARE(::mkdirat(current, "a-folder-in-a-folder", 0755), 0);
        const int next = ::openat(current, "a-folder-in-a-folder", O_PATH | O_DIRECTORY | O_CLOEXEC);
        ::close(current);
        current = next;
    }
    ::close(::openat(current, "deep.lock", O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    ::close(current);

    const auto scanned = scan({directory.path()});
    QCOMPARE(scanned.reports.size(), std::size_t{1});
    QVERIFY(scanned.reports.front().path.native().size() > Depth * 20);
    QCOMPARE(QByteArray::fromStdString(scanned.reports.front().path.filename().native()), "deep.lock"_ba);
    QVERIFY(scanned.unreadable.empty());
    QCOMPARE(scanned.directories.size(), std::size_t{Depth + 1});
    // QTemporaryDir removes by path.
    std::filesystem::remove_all(directory / "a-folder-in-a-folder");
}

void tst_Scan::hostileNamesAreScanned()
{
    const TestDirectory directory;
    for (const auto *name : {"a\nb", "\xff\xfe", "\x1b[31m", "%1", "-rf", " "}) {
        std::filesystem::create_directory(directory / name);
        ::close(::open((directory / (std::string(name) + "/\xff.lock")).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    }
    QCOMPARE(scan({directory.path()}).reports.size(), std::size_t{6});
}

void tst_Scan::vanishedFilesAreNoFailure()
{
    const TestDirectory directory;
    makeLocks(directory.path(), 20, 50);
    std::jthread remover([&](std::stop_token stop) {
        for (int each = 0; each < 20 && !stop.stop_requested(); ++each)
            std::filesystem::remove_all(directory / std::to_string(each));
    });
    const auto scanned = scan({directory.path()});
    QVERIFY(scanned.unreadable.empty());
    QVERIFY(std::ranges::none_of(scanned.reports,
                                 [](const auto &report) { return report.verdict.state == Verdict::State::Absent; }));
}

void tst_Scan::manyFilesAsRootsAreScanned()
{
    const TestDirectory directory;
    makeLocks(directory.path(), 1, 6000);
    Paths roots;
    for (const auto &entry : std::filesystem::directory_iterator(directory / "0"))
        roots.push_back(entry.path());
    QCOMPARE(scan(roots).reports.size(), roots.size());
}

void tst_Scan::largeDirectoryIsStreamed()
{
    const TestDirectory directory;
    makeLocks(directory.path(), 1, 20'000);
    const auto scanned = scan({directory.path()});
    QCOMPARE(scanned.reports.size(), std::size_t{20'000});
    QVERIFY2(scanned.batchSizes.size() > 4, "all arrived in one batch");
}

void tst_Scan::scanCanBeStopped()
{
    const TestDirectory directory;
    makeLocks(directory.path(), 20, 1000);
    std::stop_source stop;
    const auto scanned = scan({directory.path()}, {}, stop, 1);
    QVERIFY(stop.stop_requested());
    QCOMPARE(scanned.batchSizes.size(), std::size_t{1});
    QVERIFY(scanned.reports.size() < 20'000);

    const auto none = scan({directory.path()}, {}, stop);
    QVERIFY(none.reports.empty());
}

void tst_Scan::accessTimesOfDirectoriesDoNotChange()
{
    const TestDirectory directory;
    std::filesystem::create_directory(directory / "looked");
    std::filesystem::create_directory(directory / "control");
    const timespec times[2] = {{1'000'000'000, 0}, {0, UTIME_OMIT}};
    const auto accessTime = [](const std::filesystem::path &path) {
        struct stat status = {};
        ::stat(path.c_str(), &status);
        return qint64{status.st_atim.tv_sec};
    };
    for (const auto *name : {"looked", "control"}) {
        makeFile(directory / name / "app.lock", " 4242\n");
        ::utimensat(AT_FDCWD, (directory / name).c_str(), times, 0);
    }
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(directory / "control")) {
    }
    if (accessTime(directory / "control") == 1'000'000'000)
        QSKIP("needs a file system that records access times");
    QCOMPARE(scan({directory / "looked"}).reports.size(), std::size_t{1});
    QCOMPARE(accessTime(directory / "looked"), qint64{1'000'000'000});
}

void tst_Scan::noDescriptorIsLeaked()
{
    const TestDirectory directory;
    makeLocks(directory.path(), 3, 3);
    const auto before = openDescriptors();
    scan({directory.path(), directory / "missing"});
    QCOMPARE(openDescriptors(), before);
}

void tst_Scan::hundredThousandLocksTakeLittleMoreThanPlainWalk()
{
    // In memory, so that the scan is measured and not the disk.
    const QTemporaryDir memory(u"/dev/shm/lockscope-XXXXXX"_s);
    if (!memory.isValid())
        QSKIP("needs /dev/shm");
    const std::filesystem::path directory = memory.path().toStdString();
    makeLocks(directory, 100, 1000);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(walkPlainly(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), std::size_t{100'000});
    const auto plain = timer.restart();
    std::size_t found = 0;
    ScanSink sink;
    sink.batch = [&](const std::vector<LockReport> &batch) { found += batch.size(); };
    scanDirectories({directory}, Inspector(), {}, sink);
    const auto ours = timer.elapsed();
    QCOMPARE(found, std::size_t{100'000});
    // Printed only: times on a loaded machine are no reason to fail.
    qInfo("100,000 locks in 100 directories: plain walk %lld ms, scan %lld ms", plain, ours);
}

QTEST_GUILESS_MAIN(tst_Scan)
#include "tst_scan.moc"

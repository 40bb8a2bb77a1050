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

/// What one scan delivered.
struct Scanned
{
    std::vector<LockReport> reports;
    std::vector<std::size_t> batchSizes;
    Paths folders;
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
    sink.directory = [&](const auto &path) { alone([&] { scanned.folders.push_back(path); }); };
    sink.unreadable = [&](const auto &failure) { alone([&] { scanned.unreadable.push_back(failure); }); };
    sink.progress = [&](const auto &progress) { alone([&] { scanned.progress.push_back(progress); }); };
    scanDirectories(roots, Inspector(), options, sink, stop.get_token());
    return scanned;
}

void makeLocks(const std::filesystem::path &root, int folders, int files)
{
    for (int folder = 0; folder < folders; ++folder) {
        const auto path = root / std::to_string(folder);
        std::filesystem::create_directory(path);
        const int directory = ::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
        for (int file = 0; file < files; ++file) {
            const int fd = ::openat(directory, ("f" + std::to_string(file) + ".lock").c_str(),
                                    O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
            if (::write(fd, " 4242\n", 6) != 6)
                qFatal("a lock cannot be written below %s", path.c_str());
            ::close(fd);
        }
        ::close(directory);
    }
}

/// What any program must do that reads the same files: names, and each file opened, asked and read.
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

/// While it lives, this thread and those that it starts may touch only what anybody may, even where the test runs as
/// root.
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
    void everyLockBelowIsFound();
    void otherFilesAreReportedOnRequest();
    void linksAndLoopsAreNotFollowed();
    void aLockedFileIsFoundUnderAnyName();
    void directoriesAreReportedBeforeTheirEntries();
    void unreadableDirectoryIsReportedAndRestScanned();
    void anotherFileSystemIsNotEntered();
    void aRootThatIsAFileIsInspected();
    void missingRootIsReported();
    void aRootThatIsALinkIsScanned();
    void rootsWithinRootsAreScannedOnce();
    void aTreeDeeperThanAnyPathIsScanned();
    void hostileNamesAreScanned();
    void filesThatVanishAreNoFailure();
    void manyRootsThatAreFilesAreScanned();
    void aLargeFolderStreams();
    void aScanCanBeStopped();
    void accessTimesOfFoldersStay();
    void noDescriptorIsLeft();
    void aHundredThousandLocksTakeLittleMoreThanAPlainWalk();
};

void tst_Scan::everyLockBelowIsFound()
{
    const TestFolder folder;
    std::filesystem::create_directories(folder / "a/b/c");
    std::filesystem::create_directories(folder / "empty");
    makeFile(folder / "top.lock");
    makeFile(folder / "a/app.pid", "1\n");
    makeFile(folder / "a/b/c/deep.lock", " 4242\n");
    makeFile(folder / "a/README", "read me\n");
    makeFile(folder / "a/yarn.lock", "# yarn lockfile v1\n");
    std::filesystem::create_symlink("nowhere", folder / "a/mark.lock");
    std::filesystem::create_directory(folder / "a/b/mkdir.lock");
    QCOMPARE(::mkfifo((folder / "fifo.lock").c_str(), 0600), 0);

    const auto scanned = scan({folder.path()});
    QCOMPARE(scanned.namesBelow(folder.path()),
             (QByteArrayList{"a/app.pid", "a/b/c/deep.lock", "a/b/mkdir.lock", "a/mark.lock", "top.lock"}));
    QVERIFY(scanned.unreadable.empty());
    QVERIFY(!scanned.overlapped);
    QCOMPARE(scanned.progress.back().directories, std::uint64_t{6});
    QCOMPARE(scanned.progress.back().locks, std::uint64_t{5});
    QCOMPARE(scanned.progress.back().entries, std::uint64_t{12});
}

void tst_Scan::otherFilesAreReportedOnRequest()
{
    const TestFolder folder;
    std::filesystem::create_directories(folder / "a");
    makeFile(folder / "a/app.lock");
    makeFile(folder / "a/README", "read me\n");
    QCOMPARE(::mkfifo((folder / "fifo").c_str(), 0600), 0);
    ScanOptions options;
    options.all = true;
    const auto scanned = scan({folder.path()}, options);
    QCOMPARE(scanned.namesBelow(folder.path()), (QByteArrayList{"a/README", "a/app.lock", "fifo"}));
    QCOMPARE(std::ranges::count(scanned.reports, "none", &LockReport::format), 2);
}

void tst_Scan::linksAndLoopsAreNotFollowed()
{
    const TestFolder folder;
    const TestFolder outside;
    makeFile(outside / "outside.lock");
    std::filesystem::create_directory(folder / "a");
    makeFile(folder / "a/inside.lock");
    std::filesystem::create_directory_symlink("..", folder / "a/up");
    std::filesystem::create_directory_symlink(folder.path(), folder / "a/again");
    std::filesystem::create_directory_symlink(outside.path(), folder / "outside");
    const auto scanned = scan({folder.path()});
    QCOMPARE(scanned.namesBelow(folder.path()), (QByteArrayList{"a/inside.lock"}));
    QVERIFY(scanned.unreadable.empty());
}

void tst_Scan::aLockedFileIsFoundUnderAnyName()
{
    const TestFolder folder;
    makeFile(folder / "data.bin", "ordinary");
    makeFile(folder / "other.bin", "ordinary");
    Actor actor;
    QCOMPARE(actor.say("posix", folder / "data.bin"), "held"_ba);
    QCOMPARE(actor.say("flock", folder.path()), "held"_ba);
    const auto scanned = scan({folder.path().parent_path() / folder.path().filename()});
    QCOMPARE(scanned.namesBelow(folder.path()), (QByteArrayList{"data.bin"}));
    QCOMPARE(scanned.reports.front().verdict.state, Verdict::State::Held);
    QCOMPARE(scanned.reports.front().process->pid, std::int64_t{actor.pid()});
}

void tst_Scan::directoriesAreReportedBeforeTheirEntries()
{
    const TestFolder folder;
    makeLocks(folder.path(), 5, 20);
    Paths seen;
    bool inOrder = true;
    ScanSink sink;
    sink.directory = [&](const auto &path) { seen.push_back(path); };
    sink.batch = [&](std::vector<LockReport> batch) {
        for (const auto &report : batch)
            inOrder = inOrder && std::ranges::count(seen, report.path.parent_path()) == 1;
    };
    scanDirectories({folder.path()}, Inspector(), {}, sink);
    QVERIFY(inOrder);
    QCOMPARE(seen.size(), std::size_t{6});
    std::ranges::sort(seen);
    QVERIFY(std::ranges::adjacent_find(seen) == seen.end());
}

void tst_Scan::unreadableDirectoryIsReportedAndRestScanned()
{
    const TestFolder folder;
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
    std::filesystem::create_directory(folder / "closed");
    std::filesystem::create_directory(folder / "open");
    makeFile(folder / "closed/a.lock");
    makeFile(folder / "open/b.lock");
    std::filesystem::permissions(folder / "closed", std::filesystem::perms(0));
    Scanned scanned;
    {
        const AsNobody nobody;
        scanned = scan({folder.path()});
    }
    std::filesystem::permissions(folder / "closed", std::filesystem::perms(0755));
    QCOMPARE(scanned.namesBelow(folder.path()), (QByteArrayList{"open/b.lock"}));
    QCOMPARE(scanned.unreadable.size(), std::size_t{1});
    QCOMPARE(scanned.unreadable.front().systemErrno, EACCES);
    QCOMPARE(scanned.unreadable.front().path, folder / "closed");
}

void tst_Scan::anotherFileSystemIsNotEntered()
{
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        QSKIP("needs CAP_SYS_ADMIN to mount");
    const TestFolder folder;
    std::filesystem::create_directory(folder / "mounted");
    std::filesystem::create_directory(folder / "bound");
    makeFile(folder / "here.lock");
    QCOMPARE(::mount("tmpfs", (folder / "mounted").c_str(), "tmpfs", 0, nullptr), 0);
    // Of the same file system, and a loop.
    QCOMPARE(::mount(folder.path().c_str(), (folder / "bound").c_str(), nullptr, MS_BIND, nullptr), 0);
    makeFile(folder / "mounted/there.lock");
    const auto scanned = scan({folder.path()});
    const auto mounted = scan({folder / "mounted"});
    ::umount2((folder / "mounted").c_str(), MNT_DETACH);
    ::umount2((folder / "bound").c_str(), MNT_DETACH);
    QCOMPARE(scanned.namesBelow(folder.path()), (QByteArrayList{"here.lock"}));
    QVERIFY(scanned.unreadable.empty());
    QCOMPARE(mounted.namesBelow(folder.path()), (QByteArrayList{"mounted/there.lock"}));
    QCOMPARE(QByteArray::fromStdString(mounted.reports.front().fileSystem->type), "tmpfs"_ba);
}

void tst_Scan::aRootThatIsAFileIsInspected()
{
    const TestFolder folder;
    const auto lock = makeFile(folder / "app.lock", " 4242\n");
    const auto other = makeFile(folder / "README", "read me\n");
    const auto scanned = scan({lock, other});
    QCOMPARE(scanned.namesBelow(folder.path()), (QByteArrayList{"README", "app.lock"}));
    QVERIFY(scanned.unreadable.empty());
}

void tst_Scan::missingRootIsReported()
{
    const TestFolder folder;
    makeFile(folder / "app.lock");
    const auto scanned = scan({folder / "missing", folder.path()});
    QCOMPARE(scanned.namesBelow(folder.path()), (QByteArrayList{"app.lock"}));
    QCOMPARE(scanned.unreadable.size(), std::size_t{1});
    QCOMPARE(scanned.unreadable.front().systemErrno, ENOENT);
    QCOMPARE(scanned.unreadable.front().path, folder / "missing");
}

void tst_Scan::aRootThatIsALinkIsScanned()
{
    const TestFolder folder;
    std::filesystem::create_directory(folder / "real");
    makeFile(folder / "real/app.lock");
    std::filesystem::create_directory_symlink("real", folder / "link");
    QCOMPARE(scan({folder / "link"}).namesBelow(folder.path()), (QByteArrayList{"link/app.lock"}));
}

void tst_Scan::rootsWithinRootsAreScannedOnce()
{
    const TestFolder folder;
    std::filesystem::create_directories(folder / "a/b");
    makeFile(folder / "a/b/app.lock");
    const auto scanned = scan({folder.path(), folder / "a/b", folder / "a", folder.path()});
    QCOMPARE(scanned.namesBelow(folder.path()), (QByteArrayList{"a/b/app.lock"}));
    QCOMPARE(scanned.folders.size(), std::size_t{3});
}

void tst_Scan::aTreeDeeperThanAnyPathIsScanned()
{
    const TestFolder folder;
    constexpr int Depth = 1500;
    int directory = ::open(folder.path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (int level = 0; level < Depth; ++level) {
        QCOMPARE(::mkdirat(directory, "a-folder-in-a-folder", 0755), 0);
        const int next = ::openat(directory, "a-folder-in-a-folder", O_PATH | O_DIRECTORY | O_CLOEXEC);
        ::close(directory);
        directory = next;
    }
    ::close(::openat(directory, "deep.lock", O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    ::close(directory);

    const auto scanned = scan({folder.path()});
    QCOMPARE(scanned.reports.size(), std::size_t{1});
    QVERIFY(scanned.reports.front().path.native().size() > Depth * 20);
    QCOMPARE(QByteArray::fromStdString(scanned.reports.front().path.filename().native()), "deep.lock"_ba);
    QVERIFY(scanned.unreadable.empty());
    QCOMPARE(scanned.folders.size(), std::size_t{Depth + 1});
    // QTemporaryDir removes by path.
    std::filesystem::remove_all(folder / "a-folder-in-a-folder");
}

void tst_Scan::hostileNamesAreScanned()
{
    const TestFolder folder;
    for (const auto *name : {"a\nb", "\xff\xfe", "\x1b[31m", "%1", "-rf", " "}) {
        std::filesystem::create_directory(folder / name);
        ::close(::open((folder / (std::string(name) + "/\xff.lock")).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    }
    QCOMPARE(scan({folder.path()}).reports.size(), std::size_t{6});
}

void tst_Scan::filesThatVanishAreNoFailure()
{
    const TestFolder folder;
    makeLocks(folder.path(), 20, 50);
    std::jthread remover([&](std::stop_token stop) {
        for (int each = 0; each < 20 && !stop.stop_requested(); ++each)
            std::filesystem::remove_all(folder / std::to_string(each));
    });
    const auto scanned = scan({folder.path()});
    QVERIFY(scanned.unreadable.empty());
    QVERIFY(std::ranges::none_of(scanned.reports,
                                 [](const auto &report) { return report.verdict.state == Verdict::State::Absent; }));
}

void tst_Scan::manyRootsThatAreFilesAreScanned()
{
    const TestFolder folder;
    makeLocks(folder.path(), 1, 6000);
    Paths roots;
    for (const auto &entry : std::filesystem::directory_iterator(folder / "0"))
        roots.push_back(entry.path());
    QCOMPARE(scan(roots).reports.size(), roots.size());
}

void tst_Scan::aLargeFolderStreams()
{
    const TestFolder folder;
    makeLocks(folder.path(), 1, 20'000);
    const auto scanned = scan({folder.path()});
    QCOMPARE(scanned.reports.size(), std::size_t{20'000});
    QVERIFY2(scanned.batchSizes.size() > 4, "all came at once");
}

void tst_Scan::aScanCanBeStopped()
{
    const TestFolder folder;
    makeLocks(folder.path(), 20, 1000);
    std::stop_source stop;
    const auto scanned = scan({folder.path()}, {}, stop, 1);
    QVERIFY(stop.stop_requested());
    QCOMPARE(scanned.batchSizes.size(), std::size_t{1});
    QVERIFY(scanned.reports.size() < 20'000);

    const auto none = scan({folder.path()}, {}, stop);
    QVERIFY(none.reports.empty());
}

void tst_Scan::accessTimesOfFoldersStay()
{
    const TestFolder folder;
    std::filesystem::create_directory(folder / "looked");
    std::filesystem::create_directory(folder / "control");
    const timespec times[2] = {{1'000'000'000, 0}, {0, UTIME_OMIT}};
    const auto accessTime = [](const std::filesystem::path &path) {
        struct stat status = {};
        ::stat(path.c_str(), &status);
        return qint64{status.st_atim.tv_sec};
    };
    for (const auto *name : {"looked", "control"}) {
        makeFile(folder / name / "app.lock", " 4242\n");
        ::utimensat(AT_FDCWD, (folder / name).c_str(), times, 0);
    }
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(folder / "control")) {
    }
    if (accessTime(folder / "control") == 1'000'000'000)
        QSKIP("needs a file system that keeps access times");
    QCOMPARE(scan({folder / "looked"}).reports.size(), std::size_t{1});
    QCOMPARE(accessTime(folder / "looked"), qint64{1'000'000'000});
}

void tst_Scan::noDescriptorIsLeft()
{
    const TestFolder folder;
    makeLocks(folder.path(), 3, 3);
    const auto before = openDescriptors();
    scan({folder.path(), folder / "missing"});
    QCOMPARE(openDescriptors(), before);
}

void tst_Scan::aHundredThousandLocksTakeLittleMoreThanAPlainWalk()
{
    // In memory: it is the scan that is measured, not the disk.
    const QTemporaryDir memory(u"/dev/shm/lockscope-XXXXXX"_s);
    if (!memory.isValid())
        QSKIP("needs /dev/shm");
    const std::filesystem::path folder = memory.path().toStdString();
    makeLocks(folder, 100, 1000);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(walkPlainly(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), std::size_t{100'000});
    const auto plain = timer.restart();
    std::size_t found = 0;
    ScanSink sink;
    sink.batch = [&](const std::vector<LockReport> &batch) { found += batch.size(); };
    scanDirectories({folder}, Inspector(), {}, sink);
    const auto ours = timer.elapsed();
    QCOMPARE(found, std::size_t{100'000});
    // Measured for people: times on a busy machine are no reason to fail.
    qInfo("100,000 locks in 100 folders: plain walk %lld ms, scan %lld ms", plain, ours);
}

QTEST_GUILESS_MAIN(tst_Scan)
#include "tst_scan.moc"

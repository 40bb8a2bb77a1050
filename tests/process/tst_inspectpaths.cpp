// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/locktest.h"
#include "system/systemcalls.h"

#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <QTest>

#include <algorithm>
#include <fstream>
#include <functional>

#include <sys/fsuid.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using State = Verdict::State;
using Reason = Verdict::Reason;
using InodeType = LockReport::InodeType;

namespace {

LockReport probe(const std::filesystem::path &path)
{
    return Inspector().inspect(path);
}

bool hasEvidence(const LockReport &report, const std::string &id)
{
    return std::ranges::find_if(report.evidence, [&](const Evidence &each) { return toWord(each.id) == id; }) !=
           report.evidence.end();
}

/// During its lifetime, this thread has only the permissions of an unprivileged user, even if the test runs as root.
class AsNobody
{
public:
    AsNobody() { ::setfsuid(65534); }
    ~AsNobody() { ::setfsuid(::geteuid()); }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;
};

/// Runs a step before some calls of statx, and adds up the bytes read from files with content.
class BetweenCalls : public SystemCalls
{
public:
    std::function<void(int)> beforeStatx = [](int) {};
    std::size_t bytesRead = 0;

    int statx(int directory, const char *path, int flags, unsigned mask, struct statx *result) override
    {
        beforeStatx(++m_statxCalls);
        return SystemCalls::statx(directory, path, flags, mask, result);
    }
    ssize_t read(int fd, void *buffer, size_t size) override
    {
        const auto count = SystemCalls::read(fd, buffer, size);
        // Files in /proc, in which the processes that have a lock open are found, have size 0.
        struct stat status = {};
        if (::fstat(fd, &status) == 0 && status.st_size > 0)
            bytesRead += count > 0 ? static_cast<std::size_t>(count) : 0;
        return count;
    }

private:
    int m_statxCalls = 0;
};

} // namespace

class tst_InspectPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badPaths_data();
    void badPaths();
    void everyInodeIsReported_data();
    void everyInodeIsReported();
    void hostileNamesAreInspected_data();
    void hostileNamesAreInspected();
    void linksAreNotFollowed();
    void unreadableContentLeavesOtherFacts();
    void hugeFileIsReadInPart();
    void fileReplacedDuringReadIsReadAgain();
    void constantlyWrittenFileIsReported();
    void timesAndFileSystemAreReported();
};

void tst_InspectPaths::badPaths_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<State>("state");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("missing") << "missing.lock"_ba << State::Absent << Reason::Absent << ""_ba;
    QTest::newRow("empty path") << ""_ba << State::Absent << Reason::Absent << ""_ba;
    QTest::newRow("missing directory") << "missing/app.lock"_ba << State::Absent << Reason::Absent << ""_ba;
    QTest::newRow("below a file") << "file.lock/app.lock"_ba << State::Unknown << Reason::Unreadable << "ENOTDIR"_ba;
    QTest::newRow("below a looping link")
        << "loop.lock/app.lock"_ba << State::Unknown << Reason::Unreadable << "ELOOP"_ba;
    QTest::newRow("name too long") << QByteArray(300, 'x') << State::Unknown << Reason::Unreadable << "ENAMETOOLONG"_ba;
    QTest::newRow("NUL byte in the name")
        << QByteArray("file.lock\0.lock", 15) << State::Unknown << Reason::Unreadable << "EINVAL"_ba;
}

void tst_InspectPaths::badPaths()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, error);
    const TestDirectory directory;
    makeFile(directory / "file.lock");
    std::filesystem::create_symlink("loop.lock", directory / "loop.lock");
    const auto report = probe(name.isEmpty() ? std::filesystem::path() : directory / name.toStdString());
    QTEST(report.verdict.state, "state");
    QTEST(report.verdict.reason, "reason");
    QCOMPARE(report.error.has_value(), !error.isEmpty());
    if (report.error)
        QCOMPARE(QByteArray::fromStdString(report.error->code), error);
    QVERIFY(report.breakRefused);
}

void tst_InspectPaths::everyInodeIsReported_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<InodeType>("type");
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("directory") << "directory"_ba << InodeType::Directory << "none"_ba;
    QTest::newRow("directory with the name of a lock")
        << "folder.lock"_ba << InodeType::Directory << "proper-lockfile"_ba;
    QTest::newRow("FIFO") << "fifo.lock"_ba << InodeType::Fifo << "none"_ba;
    QTest::newRow("socket") << "socket.lock"_ba << InodeType::Socket << "none"_ba;
    QTest::newRow("dangling link") << "dangling.lock"_ba << InodeType::Symlink << "unrecognised"_ba;
    QTest::newRow("link to itself") << "loop.lock"_ba << InodeType::Symlink << "unrecognised"_ba;
    QTest::newRow("device") << "/dev/null"_ba << InodeType::CharacterDevice << "none"_ba;
    QTest::newRow("document") << "README"_ba << InodeType::Regular << "none"_ba;
    QTest::newRow("short text") << "marker"_ba << InodeType::Regular << "unrecognised"_ba;
    QTest::newRow("binary file with the name of a lock") << "binary.lock"_ba << InodeType::Regular << "unrecognised"_ba;
}

void tst_InspectPaths::everyInodeIsReported()
{
    QFETCH(QByteArray, name);
    const TestDirectory directory;
    std::filesystem::create_directory(directory / "directory");
    std::filesystem::create_directory(directory / "folder.lock");
    QCOMPARE(::mkfifo((directory / "fifo.lock").c_str(), 0600), 0);
    std::filesystem::create_symlink("nowhere", directory / "dangling.lock");
    std::filesystem::create_symlink("loop.lock", directory / "loop.lock");
    makeFile(directory / "README", "read me, for I say nothing\n");
    makeFile(directory / "marker", "busy\n");
    makeFile(directory / "binary.lock", QByteArray("\x7f\x45\x4c\x46\0\1", 6));
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const auto socketPath = (directory / "socket.lock").native();
    std::copy(socketPath.begin(), socketPath.end(), address.sun_path);
    QCOMPARE(::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);
    ::close(socket);

    // An absolute path is not changed.
    const auto report = probe(directory / name.toStdString());
    QTEST(report.inodeType, "type");
    QTEST(QByteArray::fromStdString(report.format), "format");
    // A document is not a lock; anything else that is unknown may be a marker.
    const bool marker = report.format == "proper-lockfile";
    QCOMPARE(report.verdict.state, marker ? State::Held : State::Unknown);
    QCOMPARE(report.verdict.reason, marker ? Reason::MarkerPresent : Reason::Unrecognised);
    QCOMPARE(report.contentRead, report.inodeType == InodeType::Regular);
    QVERIFY(report.inode);
}

void tst_InspectPaths::hostileNamesAreInspected_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("not UTF-8") << "\xff\xfe.lock"_ba;
    QTest::newRow("line break") << "a\nb.lock"_ba;
    QTest::newRow("escape sequence") << "a\x1b[31mb.lock"_ba;
    QTest::newRow("percent") << "%1%s.lock"_ba;
    QTest::newRow("space at both ends") << " .lock "_ba;
}

void tst_InspectPaths::hostileNamesAreInspected()
{
    QFETCH(QByteArray, name);
    const TestDirectory directory;
    const auto path = directory / name.toStdString();
    std::ofstream(path) << " 4242\n";
    const auto report = probe(path);
    QCOMPARE(QByteArray::fromStdString(report.format), "zc"_ba);
    QCOMPARE(report.path, path);
    for (const auto character : report.pathText())
        QVERIFY(character.isPrint());
}

void tst_InspectPaths::linksAreNotFollowed()
{
    const TestDirectory directory;
    makeFile(directory / "real.lock", " 4242\n");
    std::filesystem::create_symlink("real.lock", directory / "link.lock");
    const auto report = probe(directory / "link.lock");
    QCOMPARE(report.inodeType, InodeType::Symlink);
    QCOMPARE(QByteArray::fromStdString(report.linkTarget), "real.lock"_ba);
    QVERIFY(report.owner.isEmpty());
    QVERIFY(report.content.empty());
}

void tst_InspectPaths::unreadableContentLeavesOtherFacts()
{
    const TestDirectory directory;
    std::filesystem::permissions(directory.path(), std::filesystem::perms(0755));
    const auto path = makeFile(directory / "app.lock", " 4242\n");
    std::filesystem::permissions(path, std::filesystem::perms(0));
    const Inspector before;
    const auto inspected = [&path](const Inspector &inspector) {
        const AsNobody nobody;
        return inspector.inspect(path);
    };
    auto report = inspected(before);
    QCOMPARE(report.verdict.state, State::Unknown);
    QCOMPARE(report.verdict.reason, Reason::Unreadable);
    QCOMPARE(QByteArray::fromStdString(report.error.value().code), "EACCES"_ba);
    QVERIFY(!report.contentRead);
    QCOMPARE(report.size, std::uint64_t{6});
    QVERIFY(report.inode && report.modified);

    if (::geteuid() == 0) {
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        report = inspected(Inspector());
        QCOMPARE(report.verdict.state, State::Held);
        QCOMPARE(report.process->pid, std::int64_t{actor.pid()});
    }
}

void tst_InspectPaths::hugeFileIsReadInPart()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "huge.lock", " 4242\n");
    std::filesystem::resize_file(path, std::uintmax_t{1} << 30);
    const Inspector inspector;
    BetweenCalls calls;
    const ScopedSystemCalls scope(calls);
    const auto report = inspector.inspect(path);
    QCOMPARE(report.content.size(), std::size_t{64 * 1024});
    QVERIFY(calls.bytesRead < 2 * report.content.size());
    QCOMPARE(report.size, std::uint64_t{1} << 30);
    QCOMPARE(QByteArray::fromStdString(report.format), "unrecognised"_ba);
}

void tst_InspectPaths::fileReplacedDuringReadIsReadAgain()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 1111\n");
    makeFile(directory / "new", " 2222\n");
    const Inspector inspector;
    BetweenCalls calls;
    calls.beforeStatx = [&](int call) {
        if (call == 2)
            std::filesystem::rename(directory / "new", path);
    };
    const ScopedSystemCalls scope(calls);
    const auto report = inspector.inspect(path);
    QVERIFY(!std::filesystem::exists(directory / "new"));
    QCOMPARE(report.owner.pid.value_or(-1), std::int64_t{2222});
    QVERIFY(!hasEvidence(report, "changed-while-looking"));
}

void tst_InspectPaths::constantlyWrittenFileIsReported()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 1111\n");
    const Inspector inspector;
    BetweenCalls calls;
    calls.beforeStatx = [&path](int) { std::ofstream(path, std::ios::app) << " 1111\n"; };
    const ScopedSystemCalls scope(calls);
    const auto report = inspector.inspect(path);
    QVERIFY(hasEvidence(report, "changed-while-looking"));
    QCOMPARE(report.verdict.state, canProveFree() ? State::Free : State::Unknown);
}

void tst_InspectPaths::timesAndFileSystemAreReported()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock");
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
    const auto report = probe(path);
    QVERIFY(report.modified && report.changed && report.age);
    QVERIFY(report.age->count() < -3500);
    QVERIFY(*report.modified > *report.changed);
    QVERIFY(hasEvidence(report, "future-mtime"));
    QVERIFY(report.fileSystem && !report.fileSystem->type.empty());
    QCOMPARE(report.inode.value(), inodeOf(path));
    QCOMPARE(report.ownerUid.value(), std::int64_t{::geteuid()});
    QCOMPARE(report.links, std::uint32_t{1});
}

QTEST_GUILESS_MAIN(tst_InspectPaths)
#include "tst_inspectpaths.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/faultysystemcalls.h"

#include "system/directoryreader.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <optional>

using namespace Lockscope;
namespace fs = std::filesystem;

/// Directories below a directory, on this kernel and on those that have no openat2(2).
class tst_OpenDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void deepDirectoryIsRead_data() { kernels(); }
    void deepDirectoryIsRead();
    void symbolicLinkIsNotFollowed_data() { kernels(); }
    void symbolicLinkIsNotFollowed();
    void mountIsNotEntered_data() { kernels(); }
    void mountIsNotEntered();
    void fileIsNotADirectory_data() { kernels(); }
    void fileIsNotADirectory();

private:
    static void kernels();
    /// Applies the kernel of the data row.
    void useKernel();
    int errorBelow(const fs::path &directory, const std::string &path);

    std::optional<QTemporaryDir> m_temporary;
    fs::path m_top;
    std::optional<FaultySystemCalls> m_calls;
    std::optional<ScopedSystemCalls> m_inForce;
};

void tst_OpenDirectory::kernels()
{
    QTest::addColumn<int>("error");
    QTest::newRow("this kernel") << 0;
    QTest::newRow("no openat2") << ENOSYS;
    QTest::newRow("openat2 refused by seccomp") << EPERM;
}

void tst_OpenDirectory::init()
{
    m_temporary.emplace();
    m_top = m_temporary->path().toStdString();
}

void tst_OpenDirectory::cleanup()
{
    m_inForce.reset();
    // QTemporaryDir cannot remove a path longer than PATH_MAX.
    fs::remove_all(m_top);
}

void tst_OpenDirectory::useKernel()
{
    QFETCH(const int, error);
    m_calls.emplace();
    if (error != 0)
        m_calls->failAlways("openat2", error);
    m_inForce.emplace(*m_calls);
}

int tst_OpenDirectory::errorBelow(const fs::path &directory, const std::string &path)
{
    const auto top = DirectoryReader::open(directory);
    if (!top)
        return top.error().systemErrno;
    const auto below = DirectoryReader::openBelow(top->fd(), path);
    return below ? 0 : below.error().systemErrno;
}

void tst_OpenDirectory::deepDirectoryIsRead()
{
    // Deeper than PATH_MAX permits for one path.
    fs::path below;
    fs::path here = fs::current_path();
    fs::current_path(m_top);
    for (int depth = 0; depth < 60; ++depth) {
        const std::string name(100, static_cast<char>('a' + depth % 26));
        fs::create_directory(name);
        fs::current_path(name);
        below /= name;
    }
    fs::create_directory("last");
    fs::current_path(here);

    useKernel();
    const auto top = DirectoryReader::open(m_top);
    QVERIFY(top);
    auto reader = DirectoryReader::openBelow(top->fd(), below.native());
    QVERIFY2(reader, reader ? "" : qPrintable(reader.error().message()));
    const auto entry = reader->next();
    QVERIFY(entry);
    QCOMPARE(entry->name, "last");
    QVERIFY(!reader->next());
}

void tst_OpenDirectory::symbolicLinkIsNotFollowed()
{
    fs::create_directories(m_top / "real/below");
    fs::create_directory_symlink("real", m_top / "link");
    useKernel();
    QCOMPARE(errorBelow(m_top, "real/below"), 0);
    QCOMPARE(errorBelow(m_top, "link"), ELOOP);
    QCOMPARE(errorBelow(m_top, "link/below"), ELOOP);
}

void tst_OpenDirectory::mountIsNotEntered()
{
    useKernel();
    QCOMPARE(errorBelow("/", "proc"), EXDEV);
    QCOMPARE(errorBelow("/", "proc/self"), EXDEV);
}

void tst_OpenDirectory::fileIsNotADirectory()
{
    useKernel();
    QCOMPARE(errorBelow("/proc", "version"), ENOTDIR);
    QCOMPARE(errorBelow("/proc", "version/below"), ENOTDIR);
    QCOMPARE(errorBelow("/proc", "absent"), ENOENT);
}

QTEST_GUILESS_MAIN(tst_OpenDirectory)
#include "tst_opendirectory.moc"

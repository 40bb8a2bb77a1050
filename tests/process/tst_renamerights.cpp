// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/filedescriptor.h"
#include "system/renamerights.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

constexpr uid_t Nobody = 65534;

int errnoOf(const Result<void> &result)
{
    return result ? 0 : result.error().systemErrno;
}

} // namespace

/// A break that the system would refuse is detected before it is reported as safe.
class tst_RenameRights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownDirectory() { QCOMPARE(errnoOf(mayRename(open(), ::geteuid(), m_directory.path().toStdString())), 0); }

    void directoryOfAnotherUser_data()
    {
        QTest::addColumn<unsigned>("mode");
        QTest::addColumn<unsigned>("owner");
        QTest::addColumn<int>("expected");
        QTest::newRow("not writable") << 0755U << Nobody << EACCES;
        QTest::newRow("writable") << 0777U << 0U << 0;
        QTest::newRow("sticky, own file") << 01777U << Nobody << 0;
        QTest::newRow("sticky, file of another user") << 01777U << 0U << EPERM;
    }
    void directoryOfAnotherUser()
    {
        if (::geteuid() != 0)
            QSKIP("only root can become another user");
        QFETCH(const unsigned, mode);
        QFETCH(const unsigned, owner);
        QFETCH(const int, expected);
        fs::permissions(m_directory.path().toStdString(), static_cast<fs::perms>(mode));
        const int directory = open();
        QCOMPARE(::seteuid(Nobody), 0);
        const auto may = mayRename(directory, owner, "a.lock");
        QCOMPARE(::seteuid(0), 0);
        QCOMPARE(errnoOf(may), expected);
    }

private:
    int open()
    {
        m_fd = FileDescriptor(::open(m_directory.path().toLocal8Bit().constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        return m_fd.get();
    }

    QTemporaryDir m_directory;
    FileDescriptor m_fd;
};

QTEST_GUILESS_MAIN(tst_RenameRights)
#include "tst_renamerights.moc"

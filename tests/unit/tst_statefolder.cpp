// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/statedirectory.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;

namespace {

/// Sets an environment variable for one test.
class ScopedVariable
{
public:
    ScopedVariable(const char *name, const QByteArray &value)
        : m_name(name)
        , m_before(qgetenv(name))
        , m_wasSet(qEnvironmentVariableIsSet(name))
    {
        if (value.isNull())
            qunsetenv(name);
        else
            qputenv(name, value);
    }
    ~ScopedVariable()
    {
        if (m_wasSet)
            qputenv(m_name, m_before);
        else
            qunsetenv(m_name);
    }
    Q_DISABLE_COPY_MOVE(ScopedVariable)

private:
    const char *m_name;
    QByteArray m_before;
    bool m_wasSet;
};

std::filesystem::path pathIn(const QTemporaryDir &directory, const char *name)
{
    return std::filesystem::path(directory.path().toStdString()) / name;
}

} // namespace

class tst_StateFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathFollowsXdgSpecification()
    {
        const ScopedVariable home("HOME", "/home/somebody");
        const ScopedVariable state("XDG_STATE_HOME", "/var/state");
        QCOMPARE(*stateDirectoryPath(), std::filesystem::path("/var/state/lockscope"));
        qputenv("XDG_STATE_HOME", "not/absolute");
        QCOMPARE(*stateDirectoryPath(), std::filesystem::path("/home/somebody/.local/state/lockscope"));
        qunsetenv("XDG_STATE_HOME");
        QCOMPARE(*stateDirectoryPath(), std::filesystem::path("/home/somebody/.local/state/lockscope"));
    }

    void userDatabaseIsUsedWithoutHome()
    {
        const ScopedVariable home("HOME", QByteArray());
        const ScopedVariable state("XDG_STATE_HOME", QByteArray());
        const auto directory = stateDirectoryPath();
        QVERIFY(directory);
        QVERIFY(directory->is_absolute());
        QCOMPARE(directory->filename(), std::filesystem::path("lockscope"));
    }

    void isCreatedForOwnerOnly()
    {
        const QTemporaryDir directory;
        const ScopedVariable state("XDG_STATE_HOME", pathIn(directory, "not/there/yet").c_str());
        const auto made = stateDirectory();
        QVERIFY2(made, qPrintable(made ? QString() : made.error().message()));
        struct stat status = {};
        QCOMPARE(::stat(made->c_str(), &status), 0);
        QCOMPARE(status.st_mode & 07777U, 0700U);
        QCOMPARE(*stateDirectory(), *made);
    }

    void fileInItsPlaceIsReported()
    {
        const QTemporaryDir directory;
        const ScopedVariable state("XDG_STATE_HOME", directory.path().toLocal8Bit());
        QFile file(directory.filePath(QStringLiteral("lockscope")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto refused = stateDirectory();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, LockErrc::StateFailed);
        QVERIFY(refused.error().message().contains(QLatin1String("lockscope")));
    }

    void directoryOfAnotherUserIsNotChanged()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, to create a directory of another user");
        const QTemporaryDir directory;
        const ScopedVariable state("XDG_STATE_HOME", directory.path().toLocal8Bit());
        const auto path = pathIn(directory, "lockscope");
        QCOMPARE(::mkdir(path.c_str(), 0777), 0);
        QCOMPARE(::chown(path.c_str(), 65534, 65534), 0);
        const auto refused = stateDirectory();
        QVERIFY(!refused);
        QVERIFY(refused.error().message().contains(QLatin1String("another user")));
    }
};

QTEST_GUILESS_MAIN(tst_StateFolder)
#include "tst_statefolder.moc"

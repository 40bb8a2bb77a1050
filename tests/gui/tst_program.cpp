// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/locktest.h"
#include "system/filedescriptor.h"

#include <lockscope/version.h>

#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>

/// The program apart from its window: its output and exit statuses.
class tst_Program : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersionNeedNoDisplay_data();
    void helpAndVersionNeedNoDisplay();
    void usesSystemLanguage_data();
    void usesSystemLanguage();
    void invalidArgumentsAreRefused_data();
    void invalidArgumentsAreRefused();
    void windowKeepsNoInheritedLock();

private:
    static QProcessEnvironment withoutDisplay()
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const auto *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QLatin1String(name));
        return environment;
    }
};

void tst_Program::helpAndVersionNeedNoDisplay_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("version") << "--version" << QByteArray("lockscope " LOCKSCOPE_VERSION_STR);
    QTest::newRow("help") << "--help" << QByteArray("[PATH...]");
}

void tst_Program::helpAndVersionNeedNoDisplay()
{
    QFETCH(QString, option);
    QFETCH(QByteArray, said);
    QProcess program;
    program.setProcessEnvironment(withoutDisplay());
    program.start(QStringLiteral(LOCKSCOPE_PROGRAM), {option});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 0);
    const auto output = program.readAllStandardOutput();
    QVERIFY2(output.contains(said), output.constData());
}

void tst_Program::usesSystemLanguage_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QByteArray>("said");
    const QByteArray english("Shows lock files");
    const QByteArray german("Zeigt Sperrdateien");
    QTest::newRow("German") << "de_DE.UTF-8" << QString() << german;
    QTest::newRow("of Austria") << "de_AT.UTF-8" << QString() << german;
    QTest::newRow("second choice") << "fr_FR.UTF-8"
                                   << "fr:de" << german;
    QTest::newRow("unknown") << "fr_FR.UTF-8" << QString() << english;
    QTest::newRow("none") << "C.UTF-8" << QString() << english;
}

void tst_Program::usesSystemLanguage()
{
    QFETCH(QString, locale);
    QFETCH(QString, language);
    QFETCH(QByteArray, said);
    auto environment = withoutDisplay();
    environment.insert(QStringLiteral("LC_ALL"), locale);
    environment.insert(QStringLiteral("LANGUAGE"), language);
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(LOCKSCOPE_PROGRAM), {QStringLiteral("--help")});
    QVERIFY(program.waitForFinished());
    const auto output = program.readAllStandardOutput();
    QVERIFY2(output.contains(said), output.constData());
}

void tst_Program::invalidArgumentsAreRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("unknown option") << QStringList{QStringLiteral("--wonder")} << QByteArray("wonder");
    QTest::newRow("unknown theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")}
                                   << QByteArray("Unknown theme: pink.");
}

void tst_Program::invalidArgumentsAreRefused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    QProcess program;
    program.start(QStringLiteral(LOCKSCOPE_PROGRAM), arguments);
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 2);
    const auto output = program.readAllStandardError();
    QVERIFY2(output.contains(said), output.constData());
}

/// `exec 9>lock; flock 9` in a terminal is inherited by the window that is started from it.
void tst_Program::windowKeepsNoInheritedLock()
{
    const TestDirectory folder;
    const auto lock = makeFile(folder / "terminal.lock");
    QProcess program;
    program.start(QStringLiteral("/bin/sh"),
                  {QStringLiteral("-c"), QStringLiteral("exec 9<>\"$1\"; flock 9 && exec \"$0\" --new-window \"$2\""),
                   QStringLiteral(LOCKSCOPE_PROGRAM), QString::fromStdString(lock.native()),
                   QString::fromStdString(folder.path().native())});
    QVERIFY(program.waitForStarted());
    const auto isWindow = [&program] {
        const QFileInfo executable(QStringLiteral("/proc/%1/exe").arg(program.processId()));
        return executable.symLinkTarget() == QFileInfo(QStringLiteral(LOCKSCOPE_PROGRAM)).canonicalFilePath();
    };
    QTRY_VERIFY(isWindow());
    const Lockscope::FileDescriptor fd(::open(lock.c_str(), O_RDWR | O_CLOEXEC));
    QTRY_COMPARE(::flock(fd.get(), LOCK_EX | LOCK_NB), 0);
    QCOMPARE(program.state(), QProcess::Running);
    program.kill();
    QVERIFY(program.waitForFinished());
}

QTEST_GUILESS_MAIN(tst_Program)
#include "tst_program.moc"

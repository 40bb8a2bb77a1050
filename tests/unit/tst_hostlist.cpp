// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "remote/hostlist.h"
#include "support/locktest.h"

#include <QTest>

#include <sys/stat.h>

using namespace Lockscope;

namespace {

const std::string Id1(32, 'a');
const std::string Id2(32, 'b');

} // namespace

class tst_HostList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostsAreParsed()
    {
        const auto hosts = parseHostList("# hosts\n\n alpha\tadmin@alpha.example.org  " + Id1 +
                                         " # the first\nbeta ssh://beta:2222 " + Id2);
        QVERIFY(hosts);
        QCOMPARE(*hosts, (std::vector<ListedHost>{{"alpha", "admin@alpha.example.org", Id1},
                                                  {"beta", "ssh://beta:2222", Id2}}));
        const auto again = parseHostList(toText(*hosts));
        QVERIFY(again);
        QCOMPARE(*again, *hosts);
    }

    void invalidLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto id = QByteArray::fromStdString(Id1);
        QTest::newRow("an option as destination") << "alpha -oProxyCommand=id " + id;
        QTest::newRow("no machine ID") << QByteArray("alpha alpha");
        QTest::newRow("machine ID of another form") << QByteArray("alpha alpha 12");
        QTest::newRow("upper-case machine ID") << "alpha alpha " + id.toUpper();
        QTest::newRow("more fields") << "alpha alpha " + id + " x";
        QTest::newRow("control character") << "alpha al\x1bpha " + id;
        QTest::newRow("too long") << QByteArray(300, 'x') + " alpha " + id;
    }
    void invalidLines()
    {
        QFETCH(QByteArray, line);
        const auto hosts = parseHostList("\n" + line.toStdString() + "\n");
        QVERIFY(!hosts);
        QVERIFY2(hosts.error().message().contains(QStringLiteral("line 2")), qPrintable(hosts.error().message()));
    }

    void savedListRoundTrips()
    {
        const TestDirectory directory;
        const auto file = directory / "config" / "hosts";
        HostList list;
        QVERIFY(list.add({"alpha", "alpha", Id1}));
        QVERIFY(list.add({"Alpha", "alpha", Id2}));
        QVERIFY(list.add({"alpha", "other", Id1}));
        QVERIFY(!list.add({"alpha", "-v", Id1}));
        QVERIFY(list.save(file));
        const auto read = HostList::read(file);
        QVERIFY(read);
        // The first was replaced: the same name and destination.
        QCOMPARE(read->hosts(), (std::vector<ListedHost>{{"Alpha", "alpha", Id2}, {"alpha", "other", Id1}}));
        QCOMPARE(read->named("ALPHA").size(), 2U);
        QVERIFY(read->named("alpha.example.org").empty());
        QCOMPARE(list.remove("alpha"), 2U);
        struct stat status = {};
        QCOMPARE(::stat(file.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0600U);
    }

    void missingFileIsAnEmptyList()
    {
        const TestDirectory directory;
        const auto list = HostList::read(directory / "hosts");
        QVERIFY(list);
        QVERIFY(list->hosts().empty());
    }

    void listWritableByOthersIsRefused()
    {
        const TestDirectory directory;
        const auto file = makeFile(directory / "hosts", "alpha alpha " + QByteArray::fromStdString(Id1) + "\n");
        QCOMPARE(::chmod(file.c_str(), 0666), 0);
        const auto list = HostList::read(file);
        QVERIFY(!list);
        QVERIFY(list.error().message().contains(QStringLiteral("another user can write it")));
    }

    void otherTypesOfFilesAreNamed_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("name");
        QTest::newRow("FIFO") << S_IFIFO << QStringLiteral("it is a FIFO");
        QTest::newRow("socket") << S_IFSOCK << QStringLiteral("it is a socket");
        QTest::newRow("device") << S_IFCHR << QStringLiteral("it is a device");
        QTest::newRow("directory") << S_IFDIR << QStringLiteral("it is a directory");
    }

    void otherTypesOfFilesAreNamed()
    {
        QFETCH(const int, type);
        QFETCH(const QString, name);
        const TestDirectory directory;
        const auto file = directory / "hosts";
        constexpr dev_t NullDevice = 0x103;
        const int made = type == S_IFDIR ? ::mkdir(file.c_str(), 0700)
                                         : ::mknod(file.c_str(), static_cast<mode_t>(type | 0600), NullDevice);
        if (made != 0)
            QSKIP("needs root, to create a device");
        const auto list = HostList::read(file);
        QVERIFY(!list);
        QVERIFY2(list.error().message().contains(name), qPrintable(list.error().message()));
        QVERIFY2(!list.error().message().contains(QStringLiteral("another user")), qPrintable(list.error().message()));
    }
};

QTEST_GUILESS_MAIN(tst_HostList)
#include "tst_hostlist.moc"

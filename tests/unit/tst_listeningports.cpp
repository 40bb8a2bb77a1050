// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"

#include "system/listeningports.h"

#include <QTest>

using namespace Lockscope;

class tst_ListeningPorts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listenersOfEveryTableAreFound()
    {
        const FakeProc fake;
        fake.write("self/net/tcp",
                   "  sl  local_address rem_address   st tx_queue rx_queue\n"
                   "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0 1\n"
                   "   1: 0100007F:1F91 0100007F:C350 01 00000000:00000000 00:00000000 00000000  0  0 2\n"
                   "rubbish\n");
        fake.write("self/net/tcp6",
                   "   0: 00000000000000000000000000000000:0016 00000000000000000000000000000000:0000 0A 0:0\n");
        fake.write("self/net/udp", "  77: 00000000:0044 00000000:0000 07 00000000:00000000\n"
                                   "  78: 0100007F:0045 0100007F:0035 01 00000000:00000000\n");
        QCOMPARE(listeningPorts(ProcRoot(fake.path())), (std::set<std::int64_t>{22, 68, 8080}));
    }
    void listenersInOtherNetworkNamespacesAreFound()
    {
        const FakeProc fake;
        fake.write("self/net/tcp", "   0: 0100007F:0016 00000000:0000 0A 0:0\n");
        for (const char *name : {"7/net/tcp", "8/net/tcp"})
            fake.write(name, "   0: 00000000:1F90 00000000:0000 0A 0:0\n");
        fake.write("8/net/udp", "  77: 00000000:0044 00000000:0000 07 0:0\n");
        QCOMPARE(listeningPorts(ProcRoot(fake.path())), (std::set<std::int64_t>{22, 68, 8080}));
    }
    void missingTablesHaveNoPorts()
    {
        const FakeProc fake;
        QVERIFY(listeningPorts(ProcRoot(fake.path())).empty());
    }
};

QTEST_GUILESS_MAIN(tst_ListeningPorts)
#include "tst_listeningports.moc"

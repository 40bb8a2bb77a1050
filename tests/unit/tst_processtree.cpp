// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"

#include "system/processes.h"

#include <lockscope/processfacts.h>

#include <QTest>

using namespace Lockscope;

/// 1 started 10, which started 20 and 30; 10 has inode 77 open.
class tst_ProcessTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void relativesAreFoundInBothDirections();
    void filesAreReported();
    void otherDeviceIsAnotherFile();
    void hiddenFilesAreReported();
    void reusedPidIsNotARelative();
    void cyclesTerminate();

private:
    void add(int pid, int parent, const QByteArray &children = {}) const
    {
        const auto directory = std::to_string(pid);
        m_fake->addProcess(pid, "p");
        m_fake->write(directory + "/stat", QByteArray::number(pid) + " (p) S " + QByteArray::number(parent) +
                                               " 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 " + QByteArray::number(pid * 100) +
                                               " 0 0\n");
        m_fake->write(directory + "/task/" + directory + "/children", children);
    }
    ProcessFacts facts(std::int64_t pid) const
    {
        return readProcess(ProcRoot(m_fake->path()), pid, HostIdentity()).value_or(ProcessFacts());
    }
    std::optional<ProcessTree> read(const std::optional<InodeKey> &file = {}) const
    {
        return ProcessTree::read(facts(10), file, m_fake->path());
    }

    std::unique_ptr<FakeProc> m_fake;
};

void tst_ProcessTree::init()
{
    m_fake = std::make_unique<FakeProc>();
    add(1, 0, "10 ");
    add(10, 1, "30 20 ");
    add(20, 10);
    add(30, 10);
    m_fake->write("10/fdinfo/3", "pos:\t0\nflags:\t0100002\nmnt_id:\t25\nino:\t77\n");
    m_fake->write("10/fdinfo/5", "pos:\t0\nflags:\t0100001\nmnt_id:\t25\nino:\t77\n");
    m_fake->write("10/fdinfo/4", "pos:\t0\nflags:\t0100000\nmnt_id:\t25\nino:\t78\n");
    m_fake->link("10/fd/3", "/t/app.lock");
    m_fake->link("10/fd/5", "/t/app.lock (deleted)");
    m_fake->write("self/mountinfo", "25 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
}

void tst_ProcessTree::relativesAreFoundInBothDirections()
{
    const auto tree = read();
    QVERIFY(tree);
    QCOMPARE(tree->process.pid, 10);
    QCOMPARE(tree->ancestors.size(), 1U);
    QCOMPARE(tree->ancestors.front().pid, 1);
    QCOMPARE(tree->children.size(), 2U);
    QCOMPARE(tree->children.front().pid, 20);
    QVERIFY(tree->files.empty());
}

void tst_ProcessTree::filesAreReported()
{
    const auto tree = read(InodeKey{8, 1, 77});
    QVERIFY(tree);
    using File = ProcessTree::OpenFile;
    QCOMPARE(tree->files,
             (std::vector<File>{{3, true, true, "/t/app.lock"}, {5, false, true, "/t/app.lock (deleted)"}}));
    QVERIFY(!tree->filesHidden);
}

void tst_ProcessTree::otherDeviceIsAnotherFile()
{
    QVERIFY(read(InodeKey{8, 2, 77})->files.empty());
}

void tst_ProcessTree::hiddenFilesAreReported()
{
    std::filesystem::remove_all(m_fake->path() / "10/fdinfo");
    QVERIFY(read(InodeKey{8, 1, 77})->filesHidden);
}

void tst_ProcessTree::reusedPidIsNotARelative()
{
    auto before = facts(10);
    before.startTicks = 1;
    QVERIFY(!ProcessTree::read(before, {}, m_fake->path()));
    before.pid = 11;
    QVERIFY(!ProcessTree::read(before, {}, m_fake->path()));
}

/// A /proc that changes while it is read may contain an apparent cycle.
void tst_ProcessTree::cyclesTerminate()
{
    add(1, 10);
    QCOMPARE(read()->ancestors.size(), ProcessTree::MostAncestors);
}

QTEST_GUILESS_MAIN(tst_ProcessTree)
#include "tst_processtree.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/folderwatches.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

void write(const fs::path &path)
{
    std::ofstream(path) << "x";
}

} // namespace

/// inotify queues an event before the call that caused it returns, so draining right after needs no waiting.
class tst_FolderWatches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_root = m_directory->path().toStdString();
        m_watches = std::make_unique<FolderWatches>();
        QVERIFY(m_watches->open());
        QVERIFY(m_watches->follow(m_root));
    }

    void aBurstOnOneFileIsOneChange()
    {
        write(m_root / "a.lock");
        write(m_root / "a.lock");
        const auto changes = m_watches->drain();
        QCOMPARE(changes.entries, std::vector<fs::path>{m_root / "a.lock"});
        QVERIFY(changes.newFolders.empty());
        QVERIFY(m_watches->drain().isEmpty());
    }

    void readingAFileIsNoChange()
    {
        write(m_root / "a.lock");
        m_watches->drain();
        std::string text;
        std::ifstream(m_root / "a.lock") >> text;
        QCOMPARE(text, std::string("x"));
        QVERIFY(m_watches->drain().isEmpty());
    }

    void aNewFolderIsTold()
    {
        fs::create_directory(m_root / "sub");
        QCOMPARE(m_watches->drain().newFolders, std::vector<fs::path>{m_root / "sub"});
    }

    void aRemovedFolderIsLostWithWhatIsBelow()
    {
        fs::create_directories(m_root / "sub" / "deep");
        m_watches->drain();
        QVERIFY(m_watches->follow(m_root / "sub"));
        QVERIFY(m_watches->follow(m_root / "sub" / "deep"));
        fs::remove_all(m_root / "sub");
        const auto lost = m_watches->drain().lostFolders;
        QVERIFY(std::find(lost.begin(), lost.end(), m_root / "sub") != lost.end());
        QVERIFY(!m_watches->follows(m_root / "sub"));
        QVERIFY(!m_watches->follows(m_root / "sub" / "deep"));
        QVERIFY(m_watches->follows(m_root));
    }

    void aRenamedFolderIsLostAndNew()
    {
        fs::create_directory(m_root / "before");
        m_watches->drain();
        QVERIFY(m_watches->follow(m_root / "before"));
        fs::rename(m_root / "before", m_root / "after");
        const auto changes = m_watches->drain();
        QCOMPARE(changes.newFolders, std::vector<fs::path>{m_root / "after"});
        QCOMPARE(changes.lostFolders, std::vector<fs::path>{m_root / "before"});
        QVERIFY(!m_watches->follows(m_root / "before"));
    }

    void foldersWhoseNamesBeginAlikeAreNotMixedUp()
    {
        for (const char *name : {"a", "a-b", "a.lock"}) {
            fs::create_directory(m_root / name);
            QVERIFY(m_watches->follow(m_root / name));
        }
        m_watches->drain();
        fs::remove(m_root / "a");
        m_watches->drain();
        QVERIFY(!m_watches->follows(m_root / "a"));
        QVERIFY(m_watches->follows(m_root / "a-b"));
        QVERIFY(m_watches->follows(m_root / "a.lock"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    fs::path m_root;
    std::unique_ptr<FolderWatches> m_watches;
};

QTEST_GUILESS_MAIN(tst_FolderWatches)
#include "tst_folderwatches.moc"

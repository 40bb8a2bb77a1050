// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/inodestate.h"
#include "breakrace.h"
#include "inspect/hostsnapshot.h"
#include "support/brokenscene.h"
#include "system/quarantine.h"
#include "system/quarantinename.h"

#include <QTest>

#include <fstream>

#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

class FileMarker : public Marker
{
public:
    using Marker::Marker;
    bool make(const std::string &owner) override
    {
        const auto temporary = m_lock.native() + owner;
        std::ofstream(temporary) << owner;
        const bool isMade = ::link(temporary.c_str(), m_lock.c_str()) == 0;
        ::unlink(temporary.c_str());
        return isMade;
    }
    std::string ownerOf(const fs::path &path) const override
    {
        std::string text;
        const int fd = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW);
        if (fd < 0)
            return text;
        char bytes[64];
        const auto size = ::read(fd, bytes, sizeof(bytes));
        ::close(fd);
        return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : text;
    }
    void refresh() override { ::utimensat(AT_FDCWD, m_lock.c_str(), nullptr, AT_SYMLINK_NOFOLLOW); }
    void remove(const std::string &) override { ::unlink(m_lock.c_str()); }
};

class LinkMarker : public FileMarker
{
public:
    using FileMarker::FileMarker;
    bool make(const std::string &owner) override
    {
        const auto unique = m_lock.native() + owner;
        std::ofstream(unique) << owner;
        const bool isMade = ::link(unique.c_str(), m_lock.c_str()) == 0;
        if (!isMade)
            ::unlink(unique.c_str());
        return isMade;
    }
    void remove(const std::string &owner) override
    {
        ::unlink((m_lock.native() + owner).c_str());
        ::unlink(m_lock.c_str());
    }
};

class SymlinkMarker : public Marker
{
public:
    using Marker::Marker;
    bool make(const std::string &owner) override { return ::symlink(owner.c_str(), m_lock.c_str()) == 0; }
    std::string ownerOf(const fs::path &path) const override
    {
        char target[256];
        const auto size = ::readlink(path.c_str(), target, sizeof(target));
        return size > 0 ? std::string(target, static_cast<std::size_t>(size)) : std::string();
    }
    void refresh() override { ::utimensat(AT_FDCWD, m_lock.c_str(), nullptr, AT_SYMLINK_NOFOLLOW); }
    void remove(const std::string &) override { ::unlink(m_lock.c_str()); }
};

/// Created complete under another name, as the kind mkdir of this library does.
class DirectoryMarker : public Marker
{
public:
    using Marker::Marker;
    bool make(const std::string &owner) override
    {
        const auto temporary = m_lock.native() + owner;
        ::mkdir(temporary.c_str(), 0700);
        std::ofstream(temporary + "/" + owner) << "";
        if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, m_lock.c_str(), RENAME_NOREPLACE) == 0)
            return true;
        drop(temporary, owner);
        return false;
    }
    std::string ownerOf(const fs::path &path) const override
    {
        std::error_code error;
        for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
            return entry->path().filename().native();
        return {};
    }
    void refresh() override { ::utimensat(AT_FDCWD, m_lock.c_str(), nullptr, AT_SYMLINK_NOFOLLOW); }
    /// Like the original: removes the file in it first. While the directory is in the quarantine, both calls fail.
    void remove(const std::string &owner) override
    {
        while (::unlink((m_lock / owner).c_str()) != 0)
            ::sched_yield();
        while (::rmdir(m_lock.c_str()) != 0)
            ::sched_yield();
    }

private:
    static void drop(const std::string &directory, const std::string &owner)
    {
        ::unlink((directory + "/" + owner).c_str());
        ::rmdir(directory.c_str());
    }
};

std::unique_ptr<Marker> markerOf(const QByteArray &kind, const fs::path &lock)
{
    if (kind == "file")
        return std::make_unique<FileMarker>(lock);
    if (kind == "hard link")
        return std::make_unique<LinkMarker>(lock);
    if (kind == "symlink")
        return std::make_unique<SymlinkMarker>(lock);
    return std::make_unique<DirectoryMarker>(lock);
}

/// Tries to break the lock that it has seen stale, in the steps of a real break, with a pause at each step.
void breakLocks(Marker &marker, const fs::path &lock, Ledger &ledger, Chance &chance, long trials)
{
    const HostSnapshot machine;
    const int directory = ::open(lock.parent_path().c_str(), O_RDONLY | O_DIRECTORY);
    const auto name = lock.filename().native();
    while (ledger.trials < trials) {
        const auto owner = marker.owner();
        if (!isStale(owner)) {
            chance.pause();
            continue;
        }
        const auto seen = InodeState::at(directory, name, machine);
        if (!seen || marker.owner() != owner)
            continue;
        ++ledger.trials;
        chance.pause();
        const auto id = QuarantineName::newId();
        const auto aside = QuarantineName::of(id);
        Quarantine taker(directory, {name, aside, QuarantineName::ofMark(id), "lockscope-break:" + id});
        const auto taken = taker.take([&](const std::string &named) {
            chance.pause();
            const auto now = InodeState::at(directory, named, machine);
            return now && now->isSameBut(*seen);
        });
        if (!taken)
            continue;
        const auto quarantine = lock.parent_path() / aside;
        if (*taken == Quarantine::Outcome::Taken) {
            if (!isStale(marker.ownerOf(quarantine)))
                ++ledger.lost;
            ++ledger.broken;
            ::unlink((lock.native() + owner).c_str());
            fs::remove_all(quarantine);
        } else if (*taken == Quarantine::Outcome::NotWanted) {
            ++ledger.restored;
        } else if (*taken == Quarantine::Outcome::Displaced) {
            ++ledger.displaced;
            fs::remove_all(quarantine);
        }
    }
}

} // namespace

/// Markers whose name a break removes.
class tst_BreakRaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holderKeepsLockDuringBreaks_data();
    void holderKeepsLockDuringBreaks();
};

void tst_BreakRaces::holderKeepsLockDuringBreaks_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const auto &left : staleLocks())
        QTest::newRow(left.name) << QByteArray(left.name);
}

void tst_BreakRaces::holderKeepsLockDuringBreaks()
{
    QFETCH(const QByteArray, kind);
    const TestDirectory directory;
    const auto lock = directory / "app.lock";
    runRace({.kind = kind.constData(),
             .trials = 300,
             .marker = [&] { return markerOf(kind, lock); },
             .breakLocks = [&](Ledger &ledger, Chance &chance,
                               long trials) { breakLocks(*markerOf(kind, lock), lock, ledger, chance, trials); }});
}

QTEST_GUILESS_MAIN(tst_BreakRaces)

#include "tst_breakraces.moc"

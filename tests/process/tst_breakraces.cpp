// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/inodestate.h"
#include "inspect/machine.h"
#include "support/brokenscene.h"
#include "system/asidename.h"
#include "system/systemcalls.h"
#include "system/takeaside.h"

#include <QTest>

#include <atomic>
#include <fstream>
#include <random>

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

constexpr int Breakers = 2;
constexpr int Holders = 3;

/// What the processes of one trial series share.
struct Ledger
{
    std::atomic<int> holding{0};   ///< how many believe that they hold the lock
    std::atomic<int> twoAtOnce{0}; ///< how often it was more than one
    std::atomic<int> lost{0};      ///< how often a holder's lock was gone for good
    std::atomic<long> taken{0};    ///< by holders
    std::atomic<long> trials{0};   ///< times that a breaker went for what it had seen to be left behind
    std::atomic<long> broken{0};
    std::atomic<long> givenBack{0}; ///< what was taken aside was another's, and went back
    std::atomic<long> displaced{0}; ///< and could not go back
    std::atomic<long> disturbed{0}; ///< a holder looked for its lock while it was aside
    std::atomic<bool> over{false};
};

/// Chance for one process.
class Chance
{
public:
    explicit Chance(unsigned seed)
        : m_engine(seed)
    {}
    bool oneIn(unsigned n) { return m_engine() % n == 0; }
    /// Lets others go on for a random while, so that steps of different processes fall between each other.
    void pause()
    {
        if (oneIn(8))
            ::sched_yield();
        for (volatile unsigned i = m_engine() % 2000; i > 0;)
            i = i - 1;
    }

private:
    std::minstd_rand m_engine;
};

/// One kind of mark as its users handle it: made only where nothing is, known by what it says, removed after a look.
class Mark
{
public:
    virtual ~Mark() = default;
    explicit Mark(fs::path lock)
        : m_lock(std::move(lock))
    {}
    virtual bool make(const std::string &owner) = 0;
    virtual std::string ownerOf(const fs::path &path) const = 0;
    virtual void refresh() = 0;
    virtual void remove(const std::string &owner) = 0;
    std::string owner() const { return ownerOf(m_lock); }

protected:
    const fs::path m_lock;
};

class FileMark : public Mark
{
public:
    using Mark::Mark;
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

class LinkMark : public FileMark
{
public:
    using FileMark::FileMark;
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

class SymlinkMark : public Mark
{
public:
    using Mark::Mark;
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

/// Made complete under another name, as the kind mkdir of this library does it.
class FolderMark : public Mark
{
public:
    using Mark::Mark;
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
    /// As the original does it: the file in it first. While the folder is aside neither call finds what it wants.
    void remove(const std::string &owner) override
    {
        while (::unlink((m_lock / owner).c_str()) != 0)
            ::sched_yield();
        while (::rmdir(m_lock.c_str()) != 0)
            ::sched_yield();
    }

private:
    static void drop(const std::string &folder, const std::string &owner)
    {
        ::unlink((folder + "/" + owner).c_str());
        ::rmdir(folder.c_str());
    }
};

std::unique_ptr<Mark> markOf(const QByteArray &kind, const fs::path &lock)
{
    if (kind == "file")
        return std::make_unique<FileMark>(lock);
    if (kind == "hard link")
        return std::make_unique<LinkMark>(lock);
    if (kind == "symlink")
        return std::make_unique<SymlinkMark>(lock);
    return std::make_unique<FolderMark>(lock);
}

bool isLeft(const std::string &owner)
{
    return owner.starts_with("dead");
}

/// Takes the lock, works, looks after it, gives it up; or "dies", which leaves a lock that says so.
void hold(Mark &mark, Ledger &ledger, Chance &chance, unsigned number)
{
    for (unsigned long turn = 0; !ledger.over; ++turn) {
        const bool dies = chance.oneIn(2);
        const auto owner = (dies ? "dead" : "live") + std::to_string(number) + "-" + std::to_string(turn);
        if (!mark.make(owner)) {
            chance.pause();
            continue;
        }
        ++ledger.taken;
        if (dies)
            continue;
        if (++ledger.holding > 1)
            ++ledger.twoAtOnce;
        chance.pause();
        if (chance.oneIn(2))
            mark.refresh();
        chance.pause();
        // While it is aside it comes back in microseconds; what does not is lost.
        const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        bool isDisturbed = false;
        bool isLost = false;
        while (mark.owner() != owner && !isLost) {
            isDisturbed = true;
            isLost = std::chrono::steady_clock::now() > limit;
            ::sched_yield();
        }
        ledger.disturbed += isDisturbed ? 1 : 0;
        ledger.lost += isLost ? 1 : 0;
        --ledger.holding;
        if (!isLost)
            mark.remove(owner);
    }
}

/// Goes for what it has seen to be left behind, as a break does it, with a pause at each step.
void breakLocks(Mark &mark, const fs::path &lock, Ledger &ledger, Chance &chance, long trials)
{
    const Machine machine;
    const int folder = ::open(lock.parent_path().c_str(), O_RDONLY | O_DIRECTORY);
    const auto name = lock.filename().native();
    while (ledger.trials < trials) {
        const auto owner = mark.owner();
        if (!isLeft(owner)) {
            chance.pause();
            continue;
        }
        const auto seen = InodeState::at(folder, name, machine);
        if (!seen || mark.owner() != owner)
            continue;
        ++ledger.trials;
        chance.pause();
        const auto id = AsideName::newId();
        const auto aside = AsideName::of(id);
        AsideTaker taker(folder, {name, aside, AsideName::ofMark(id), "lockscope-break:" + id});
        const auto taken = taker.take([&] {
            chance.pause();
            const auto now = InodeState::at(folder, aside, machine);
            return now && now->isSameBut(*seen);
        });
        if (!taken)
            continue;
        const auto quarantine = lock.parent_path() / aside;
        if (*taken == AsideTaker::Outcome::Taken) {
            if (!isLeft(mark.ownerOf(quarantine)))
                ++ledger.lost;
            ++ledger.broken;
            ::unlink((lock.native() + owner).c_str());
            fs::remove_all(quarantine);
        } else if (*taken == AsideTaker::Outcome::NotWanted) {
            ++ledger.givenBack;
        } else if (*taken == AsideTaker::Outcome::Displaced) {
            ++ledger.displaced;
            fs::remove_all(quarantine);
        }
    }
}

template <typename Act>
pid_t start(Act act)
{
    const pid_t pid = ::fork();
    if (pid == 0) {
        act();
        ::_exit(0);
    }
    return pid;
}

} // namespace

/// Locks are taken, refreshed, given up, left behind and taken again by some processes, while others break what they
/// see to be left behind. No living holder may lose its lock, and no two may hold it at once.
class tst_BreakRaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noHolderLosesItsLock_data();
    void noHolderLosesItsLock();
};

void tst_BreakRaces::noHolderLosesItsLock_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const auto &left : leftLocks())
        QTest::newRow(left.name) << QByteArray(left.name);
}

void tst_BreakRaces::noHolderLosesItsLock()
{
    QFETCH(const QByteArray, kind);
    constexpr long Default = 300;
    bool isSet = false;
    const auto asked = qEnvironmentVariableIntValue("LOCKSCOPE_STRESS_ROUNDS", &isSet);
    const long trials = isSet ? asked : Default;
    const TestFolder folder;
    const auto lock = folder / "app.lock";
    auto *memory = ::mmap(nullptr, sizeof(Ledger), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto &ledger = *new (memory) Ledger;
    const auto seed = std::random_device()();
    std::vector<pid_t> holders;
    for (unsigned i = 0; i < Holders; ++i)
        holders.push_back(start([&, i] {
            Chance chance(seed + i);
            hold(*markOf(kind, lock), ledger, chance, i);
        }));
    std::vector<pid_t> breakers;
    for (unsigned i = 0; i < Breakers; ++i)
        breakers.push_back(start([&, i] {
            Chance chance(seed + Holders + i);
            breakLocks(*markOf(kind, lock), lock, ledger, chance, trials);
        }));
    int failures = 0;
    const auto await = [&](const std::vector<pid_t> &pids) {
        for (const auto pid : pids) {
            int status = 0;
            ::waitpid(pid, &status, 0);
            failures += status == 0 ? 0 : 1;
        }
    };
    await(breakers);
    ledger.over = true;
    await(holders);
    qInfo("%s: %ld trials, %ld broken, %ld given back, %ld displaced, %ld taken by holders, %ld disturbed, "
          "%d wrong removals, %d times two holders (seed %u)",
          kind.constData(), ledger.trials.load(), ledger.broken.load(), ledger.givenBack.load(),
          ledger.displaced.load(), ledger.taken.load(), ledger.disturbed.load(), ledger.lost.load(),
          ledger.twoAtOnce.load(), seed);
    QCOMPARE(failures, 0);
    QCOMPARE(ledger.lost.load(), 0);
    QCOMPARE(ledger.twoAtOnce.load(), 0);
    QVERIFY(ledger.broken > 0);
    ::munmap(memory, sizeof(Ledger));
}

QTEST_GUILESS_MAIN(tst_BreakRaces)

#include "tst_breakraces.moc"

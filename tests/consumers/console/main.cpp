// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// A program without an event loop: acquires each kind of lock, inspects it, and releases it.
#include "socketlock.h"

#include <lockscope/breaker.h>
#include <lockscope/hosts.h>
#include <lockscope/inspector.h>
#include <lockscope/json.h>
#include <lockscope/lockformats.h>
#include <lockscope/lockkinds.h>
#include <lockscope/processfacts.h>
#include <lockscope/pylockfile.h>
#include <lockscope/zclockfile.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>

namespace fs = std::filesystem;

namespace {

bool isNow(Lockscope::Inspector &inspector, const fs::path &path, Lockscope::Verdict::State expected)
{
    inspector.refresh();
    const Lockscope::LockReport report = inspector.inspect(path);
    std::cout << report.pathText().toStdString() << ' ' << toWord(report.verdict.state) << ", "
              << toWord(report.verdict.reason) << '\n';
    return report.verdict.state == expected;
}

bool everyKindExcludes(const fs::path &directory)
{
    for (const Lockscope::LockKind &kind : Lockscope::lockKinds()) {
        const fs::path path = directory / kind.id;
        Lockscope::KindOptions options;
        if (kind.id == "sqlite")
            options.database = directory / "locks.db";
        auto first = Lockscope::makeLock(kind.id, path, options).value();
        // In pylockfile a lock belongs to the thread that created the object, so another thread creates the rival.
        std::unique_ptr<Lockscope::LockFile> second;
        std::thread([&] { second = Lockscope::makeLock(kind.id, path, options).value(); }).join();
        first->acquire().value();
        const auto refused = second->acquire(std::chrono::milliseconds(0));
        if (refused || refused.error().code != Lockscope::LockErrc::AlreadyLocked)
            return false;
        first->release().value();
    }
    return !Lockscope::lockKinds().empty() && !Lockscope::lockFormats().empty();
}

bool inspectionFollowsTheLock(const fs::path &directory)
{
    Lockscope::Inspector inspector;
    Lockscope::ZcLockFile lock(directory / "app.lock");
    {
        const std::scoped_lock guard(lock);
        if (!isNow(inspector, lock.path(), Lockscope::Verdict::State::Held))
            return false;
    }
    return isNow(inspector, lock.path(), Lockscope::Verdict::State::Free);
}

bool rowsOfDatabaseAreReported(const fs::path &directory)
{
    // For any other lock it is the result of inspect().
    Lockscope::ZcLockFile lock(directory / "plain.lock");
    const std::scoped_lock guard(lock);
    const auto reports = Lockscope::Inspector().inspectRows(lock.path());
    return reports.size() == 1 && reports.front().row.empty() &&
           reports.front().verdict.state == Lockscope::Verdict::State::Held;
}

/// For a log or a ticket: the report as one line, and the parent process of the holder.
bool reportsCanBeHandedOn(const fs::path &directory)
{
    Lockscope::ZcLockFile lock(directory / "logged.lock");
    const std::scoped_lock guard(lock);
    const Lockscope::LockReport report = Lockscope::Inspector().inspect(lock.path());
    std::cout << Lockscope::toJson(report) << '\n';
    if (!report.process)
        return false;
    const auto tree = Lockscope::ProcessTree::read(*report.process, report.inode);
    return tree && !tree->ancestors.empty() && tree->files.size() == 1;
}

bool exceptionsCarryTheFailure(const fs::path &directory)
{
    try {
        Lockscope::ZcLockFile(directory / "missing" / "app.lock").lock();
    } catch (const Lockscope::LockFailed &exception) {
        std::cout << exception.what() << '\n';
        return true;
    }
    return false;
}

bool callablesRunWithTheLockHeld(const fs::path &directory)
{
    auto add = Lockscope::locked(directory / "sum", std::chrono::seconds(5), [](int a, int b) { return a + b; });
    return add(3, 4).value() == 7 && add(1, 1).value() == 2;
}

/// A held lock stays; a broken one is restored.
bool breakingNeedsProof(const fs::path &directory)
{
    Lockscope::Breaker breaker(directory / "broken");
    auto lock = Lockscope::makeLock("pid", directory / "held.pid").value();
    lock->acquire().value();
    const Lockscope::BreakPlan plan = breaker.plan(lock->path()).front();
    std::cout << plan.refusalText().toStdString() << '\n';
    const auto refused = breaker.execute(plan);
    if (plan.isSafe() || refused || refused.error().code != Lockscope::LockErrc::BreakRefused)
        return false;
    const Lockscope::BrokenLock broken = breaker.execute(plan, Lockscope::Breaker::Force::Yes).value();
    const auto found = breaker.brokenLocks().locks;
    if (found.size() != 1 || fs::exists(lock->path()))
        return false;
    if (found.front().busy || found.front().changed || found.front().partlyDeleted)
        return false;
    breaker.undo(broken.id).value();
    lock->release().value();
    return true;
}

/// What LockFile provides for a kind of our own: a wait with a timeout, the standard guards, errors as values.
bool ownKindsCanBeAdded()
{
    SocketLock lock("lockscope-consumer");
    SocketLock rival("lockscope-consumer");
    const std::scoped_lock guard(lock);
    const auto refused = rival.acquire(std::chrono::milliseconds(10));
    return !refused && refused.error().code == Lockscope::LockErrc::LockTimeout && rival.isLocked().value();
}

/// A form checks the input before it connects.
bool namesOfHostsAreChecked()
{
    return Lockscope::HostList::isValid("alpha", "admin@alpha.example.org") &&
           !Lockscope::HostList::isValid("alpha", "-oProxyCommand=id");
}

} // namespace

int main()
{
    std::string name = fs::temp_directory_path() / "lockscope-consumer-XXXXXX";
    const fs::path directory = mkdtemp(name.data());
    const bool good = everyKindExcludes(directory) && inspectionFollowsTheLock(directory) &&
                      rowsOfDatabaseAreReported(directory) && reportsCanBeHandedOn(directory) &&
                      exceptionsCarryTheFailure(directory) && callablesRunWithTheLockHeld(directory) &&
                      breakingNeedsProof(directory) && ownKindsCanBeAdded() && namesOfHostsAreChecked();
    fs::remove_all(directory);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

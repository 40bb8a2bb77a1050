// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/test/actors.h>

#include "testkit/actorprocess.h"
#include "testkit/takers.h"

#include <lockscope/breaker.h>

#include <QTest>

#include <chrono>
#include <fstream>

namespace Lockscope::Test {

namespace {

std::string lineOf(const Kind &kind, const std::filesystem::path &path)
{
    auto line = "acquire " + kind.id() + ' ' + ActorProcess::word(path);
    if (const auto options = optionsFor(kind, path); options.database)
        line += ' ' + ActorProcess::word(*options.database);
    return line;
}

/// Whatever the lock consists of, under another name.
void moveAside(const std::filesystem::path &lock)
{
    std::filesystem::rename(lock, lock.native() + ".moved");
}

} // namespace

void addRowsForEachKind()
{
    QTest::addColumn<Kind>("kind");
    for (const auto &kind : lockKinds())
        QTest::newRow(std::string(kind.id).c_str()) << Kind(kind.id);
}

KindOptions optionsFor(const Kind &kind, const std::filesystem::path &path)
{
    KindOptions options;
    if (kind.id() == "sqlite")
        options.database = path.parent_path() / "locks.db";
    return options;
}

std::filesystem::path lockPath(const Kind &kind, const std::filesystem::path &path)
{
    const auto made = makeLock(kind, path, optionsFor(kind, path));
    return made ? (*made)->path() : path;
}

Owner endedOwner()
{
    return {.pid = ActorProcess::endedPid(), .hostname = {}, .name = "ended"};
}

class Holder::Process : public ActorProcess
{
};

Holder::Holder(const Kind &kind, const PathArgument &path)
    : m_kind(kind)
    , m_path(path)
    , m_process(std::make_unique<Process>())
{
    const auto answer = m_process->say(lineOf(kind, path));
    if (!answer.starts_with("acquired"))
        QTest::qFail(("the other process does not get the lock: " + answer).c_str(), __FILE__, __LINE__);
}

Holder::~Holder() = default;
Holder::Holder(Holder &&) noexcept = default;
Holder &Holder::operator=(Holder &&) noexcept = default;

std::int64_t Holder::pid() const
{
    return m_process->pid();
}

void Holder::release()
{
    if (const auto answer = m_process->say("release"); answer != "released")
        QTest::qFail(("the other process does not release the lock: " + answer).c_str(), __FILE__, __LINE__);
}

Left Holder::crash()
{
    const Left left(lockPath(m_kind, m_path), {.pid = pid(), .hostname = {}, .name = {}});
    m_process->kill();
    m_process->reap();
    return left;
}

void Holder::stop()
{
    m_process->stop();
}

Left Holder::zombie()
{
    const Left left(lockPath(m_kind, m_path), {.pid = pid(), .hostname = {}, .name = {}});
    m_process->kill();
    m_process->waitForZombie();
    return left;
}

Holder &Holder::forkAndExit()
{
    m_process->handOver();
    return *this;
}

void addRowsForEachLoss()
{
    QTest::addColumn<Loss>("loss");
    QTest::newRow("removed") << Loss::Removed;
    QTest::newRow("replaced") << Loss::Replaced;
    QTest::newRow("broken") << Loss::Broken;
    QTest::newRow("taken over") << Loss::TakenOver;
    QTest::newRow("directory moved") << Loss::DirectoryMoved;
}

std::vector<Holder> &takers()
{
    static std::vector<Holder> all;
    return all;
}

void inflict(Loss loss, const Kind &kind, const std::filesystem::path &path)
{
    const auto lock = lockPath(kind, path);
    switch (loss) {
    case Loss::Removed:
        std::filesystem::remove_all(lock);
        return;
    case Loss::Replaced:
        moveAside(lock);
        std::ofstream(lock) << "another file\n";
        return;
    case Loss::Broken: {
        Breaker breaker;
        const auto plans = breaker.plan(lock);
        if (plans.empty() || !breaker.execute(plans.front(), Breaker::Force::Yes))
            moveAside(lock);
        return;
    }
    case Loss::TakenOver:
        moveAside(lock);
        takers().emplace_back(kind, path);
        return;
    case Loss::DirectoryMoved:
        moveAside(lock.parent_path());
        return;
    }
}

} // namespace Lockscope::Test

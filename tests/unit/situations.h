// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/breakadvice.h"
#include "inspect/verdict/conclusion.h"
#include "support/hostof.h"
#include "support/subjectrows.h"

#include <lockscope/wording.h>

#include <QTest>

#include <functional>
#include <map>

// Situations from practice: the content of a lock and the facts about the host, and the expected report.

inline const Lockscope::WallTime Written = Lockscope::WallTime(std::chrono::seconds(1'795'000'000));
inline constexpr auto Boot = "e1c77f4c-13ee-4d10-8f12-2f1a6b9f3c55";
inline constexpr auto OtherBoot = "0b0bd4f1-7a35-4a52-9c0e-9f6f2f1f8f10";
inline constexpr auto Machine1 = "8c1f0d3b5a7e49f2b6d4e1a09c35f7e2";
inline constexpr auto Machine2 = "00112233445566778899aabbccddeeff";

/// This host is called `box` and booted ten days before the lock was written, which was an hour ago. No process is
/// running, unless a step adds it.
struct World
{
    Scene scene;
    Lockscope::Facts facts;
    std::map<std::int64_t, Lockscope::ClaimedProcess> processes;

    World()
    {
        using namespace std::chrono_literals;
        facts.content = Lockscope::Probe::Content::Read;
        facts.modified = Written;
        facts.changed = Written;
        facts.now = Written + 1h;
        facts.fileSystem = {"ext4", false};
        hostOf(facts).hostname = "box";
        hostOf(facts).machineId = Machine1;
        hostOf(facts).bootId = Boot;
        hostOf(facts).bootTime = Written - 240h;
        hostOf(facts).clockDeviation = 100ms;
        hostOf(facts).pidNamespace = InitialPidNamespace;
        hostOf(facts).pidMax = 4'194'304;
    }

    Lockscope::ClaimedProcess lookUp(std::int64_t pid) const
    {
        const auto found = processes.find(pid);
        auto claimed = found == processes.end() ? Lockscope::ClaimedProcess() : found->second;
        claimed.pid = pid;
        if (found == processes.end())
            claimed.life = Lockscope::Life::Dead;
        return claimed;
    }
};

using Step = std::function<void(World &)>;
using Steps = std::vector<Step>;
Q_DECLARE_METATYPE(Steps)

// Steps.

inline Step running(std::int64_t pid, const char *name = "nginx", std::chrono::seconds before = std::chrono::minutes(1))
{
    return [=](World &world) {
        auto &claimed = world.processes[pid];
        claimed.life = Lockscope::Life::Alive;
        claimed.process = Lockscope::ProcessFacts();
        claimed.process->pid = pid;
        claimed.process->name = name;
        claimed.process->commandLine = {"/usr/bin/" + std::string(name)};
        claimed.process->state = 'S';
        claimed.process->threads = 1;
        claimed.process->startTicks = 5000;
        claimed.process->startTime = Written - before;
    };
}

/// It started after the lock was written.
inline Step recycled(std::int64_t pid, const char *name = "docker-proxy")
{
    return running(pid, name, -std::chrono::minutes(10));
}

inline Step with(std::function<void(Lockscope::Facts &)> change)
{
    return [=](World &world) { change(world.facts); };
}

inline Step withProcess(std::int64_t pid, std::function<void(Lockscope::ClaimedProcess &)> change)
{
    return [=](World &world) { change(world.processes[pid]); };
}

inline Step aged(std::chrono::nanoseconds age)
{
    return with([=](Lockscope::Facts &facts) { facts.now = *facts.modified + age; });
}

inline Step onFileServer(const char *type = "nfs4")
{
    return with([=](Lockscope::Facts &facts) { facts.fileSystem = {type, true}; });
}

inline Step hostIs(const char *name)
{
    return with([=](Lockscope::Facts &facts) { hostOf(facts).hostname = name; });
}

inline Step bootedSince()
{
    return with([](Lockscope::Facts &facts) { hostOf(facts).bootTime = Written + std::chrono::minutes(5); });
}

inline Step innerProcess(std::int64_t number, std::int64_t here)
{
    return [=](World &world) {
        auto &claimed = world.processes[number];
        if (!claimed.process)
            claimed.life = Lockscope::Life::Dead;
        claimed.innerNamesakes.push_back(here);
    };
}

inline Step portInUse(std::int64_t number)
{
    return withProcess(number, [](Lockscope::ClaimedProcess &claimed) {
        claimed.portInUse = true;
        if (!claimed.process)
            claimed.life = Lockscope::Life::Dead;
    });
}

inline Step kernelLock(Lockscope::KernelLock::Type type, std::int64_t holder = 77)
{
    return [=](World &world) {
        Lockscope::KernelLock lock;
        lock.type = type;
        lock.tablePid = holder;
        lock.holders = {Lockscope::LockHolder{holder, 3, "python3", true}};
        world.facts.kernelLocks.push_back(lock);
        world.scene.subject.kernelLocks.push_back(type == Lockscope::KernelLock::Type::Flock
                                                      ? Lockscope::Subject::KernelLockKind::Flock
                                                      : Lockscope::Subject::KernelLockKind::Fcntl);
    };
}

/// The state of the companion file that decides.
inline Step companionLock(const char *name, Lockscope::CompanionLock::State state, std::int64_t holder = 77)
{
    return with([=](Lockscope::Facts &facts) {
        Lockscope::CompanionLock found{.name = name, .state = state, .locks = {}};
        if (state == Lockscope::CompanionLock::State::Locked) {
            Lockscope::KernelLock lock;
            lock.type = Lockscope::KernelLock::Type::Posix;
            lock.holders = {Lockscope::LockHolder{holder, 3, "holder", true}};
            found.locks = {lock};
        }
        facts.companionLocks.push_back(found);
    });
}

/// Whether programs that create such locks are running.
inline Step programs(Lockscope::ProgramSearch::State state, std::int64_t pid = 812, const char *name = "git")
{
    return with([=](Lockscope::Facts &facts) {
        facts.programs.state = state;
        if (state != Lockscope::ProgramSearch::State::Here)
            return;
        facts.programs.process = Lockscope::ProcessFacts();
        facts.programs.process->pid = pid;
        facts.programs.process->name = name;
    });
}

inline Step mode(std::uint32_t bits)
{
    return [=](World &world) { world.scene.subject.mode = bits; };
}

/// The lock has another name in its directory.
inline Step secondName(const char *name)
{
    return [=](World &world) {
        world.scene.subject.links = 2;
        world.scene.around.names.emplace_back(name);
    };
}

inline Step beside(const char *name, const char *content)
{
    return [=](World &world) { world.scene.around.files[name] = content; };
}

inline Step inside(const char *directory, std::vector<std::string> names)
{
    return [=](World &world) { world.scene.around.directories[directory] = names; };
}

/// Applies all steps to the lock.
struct Situation
{
    World world;
    std::vector<Lockscope::FormatReading> readings;
    Lockscope::Conclusion conclusion;

    Situation(const Lockscope::Subject &subject, const Steps &steps)
    {
        world.scene.subject = subject;
        for (const auto &step : steps)
            step(world);
        const auto seen = world.scene.seen();
        auto &facts = world.facts;
        facts.name = seen.name;
        facts.inodeType = seen.inodeType;
        facts.size = seen.size;
        facts.links = seen.links;
        readings = Lockscope::readAll(seen);
        facts.isDocument = readings.empty() && Lockscope::isDocument(seen);
        facts.mentionsOwner = readings.empty() && Lockscope::mentionsOwner(seen);
        conclusion = Lockscope::conclude(readings, facts,
                                         [&](std::int64_t pid, const Lockscope::Facts &) { return world.lookUp(pid); });
    }

    /// `zc free proved kernel-lock-free`
    QByteArray words() const
    {
        const auto &verdict = conclusion.verdict;
        QByteArrayList words;
        for (const auto word : {Lockscope::formatOf(readings, conclusion.facts), Lockscope::toWord(verdict.state),
                                Lockscope::toWord(verdict.confidence), Lockscope::toWord(verdict.reason)})
            words << QByteArray(word.data(), static_cast<qsizetype>(word.size()));
        return words.join(' ');
    }
};

inline void addSituationColumns()
{
    QTest::addColumn<Lockscope::Subject>("subject");
    QTest::addColumn<Steps>("steps");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QString>("summary");
    QTest::addColumn<QByteArray>("refused");
}

/// The summary contains the words. A lock that may be broken has the refusal `-`; an empty one is not checked.
inline void situation(const char *name, const Lockscope::Subject &subject, const Steps &steps, const QByteArray &words,
                      const QString &summary = {}, const QByteArray &refused = {})
{
    QTest::newRow(name) << subject << steps << words << summary << refused;
}

inline void compareSituation()
{
    QFETCH(Lockscope::Subject, subject);
    QFETCH(Steps, steps);
    QFETCH(QByteArray, words);
    QFETCH(QString, summary);
    QFETCH(QByteArray, refused);
    const Situation met(subject, steps);
    const auto &verdict = met.conclusion.verdict;
    QCOMPARE(met.words(), words);
    QVERIFY2(text(verdict).contains(summary), qPrintable(text(verdict)));
    QVERIFY2(text(verdict).endsWith(u'.'), qPrintable(text(verdict)));
    const auto advice = Lockscope::adviseBreak(met.readings, met.conclusion.facts, verdict);
    if (verdict.state != Lockscope::Verdict::State::Stale)
        QVERIFY2(advice.refused, "only a stale lock may be broken");
    const auto why = advice.refused ? text(*advice.refused) : QString();
    if (!refused.isEmpty())
        QVERIFY2(refused == "-" ? why.isEmpty() : why.contains(QString::fromUtf8(refused)), qPrintable(why));
}

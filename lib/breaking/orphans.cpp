// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/breaker.h>

#include "breaking/executeplan.h"
#include "breaking/journal.h"
#include "breaking/lockplace.h"
#include "breaking/planning.h"
#include "inspect/hostsnapshot.h"
#include "inspect/leftover.h"
#include "system/answers.h"
#include "system/directoryreader.h"
#include "system/quarantinename.h"
#include "values/sentences.h"

#include <lockscope/displaytext.h>
#include <lockscope/fileusers.h>

#include <algorithm>
#include <iterator>
#include <memory>

namespace Lockscope {

namespace {

bool isGone(int error)
{
    return error == ENOENT || error == ENOTDIR || error == ELOOP || error == EXDEV;
}

/// A directory that is a lock or a quarantine: its content is the name of its owner, not a companion file.
bool belongsToLock(const std::string &directory)
{
    return directory.ends_with(".lock") || QuarantineName::idIn(directory);
}

/// One search below one directory.
class Search
{
public:
    Search(const std::filesystem::path &root, const HostSnapshot &machine, const std::vector<std::string> &kept,
           Orphans::Found &found, std::stop_token stop, Steps steps)
        : m_root(root)
        , m_machine(machine)
        , m_silentMounts(machine.mounts())
        , m_kept(kept)
        , m_found(found)
        , m_stop(std::move(stop))
        , m_steps(std::move(steps))
    {}

    void run()
    {
        auto root = DirectoryReader::open(m_root);
        if (!root) {
            m_found.failures.push_back(root.error());
            return;
        }
        m_directories.emplace_back();
        while (!m_directories.empty() && !m_stop.stop_requested()) {
            const auto below = std::move(m_directories.back());
            m_directories.pop_back();
            read(root->fd(), below);
        }
    }

private:
    void read(int root, const std::string &below)
    {
        auto directory = DirectoryReader::openBelow(root, below);
        if (!directory) {
            if (!isGone(directory.error().systemErrno)) {
                auto failure = directory.error();
                failure.path = m_root / below;
                m_found.failures.push_back(std::move(failure));
            }
            return;
        }
        const auto mounts = m_silentMounts.namesIn(directory->fd());
        while (const auto entry = directory->next()) {
            ++*m_steps;
            const std::string name = entry->name;
            if (mounts.contains(name))
                continue; // it is on another file system, which may not respond
            const auto path = m_root / below / name;
            if (entry->type == DT_DIR && !belongsToLock(name))
                m_directories.push_back(below.empty() ? name : below + '/' + name);
            if (const auto id = QuarantineName::idIn(name);
                id && std::find(m_kept.begin(), m_kept.end(), *id) != m_kept.end())
                continue;
            if (auto left = inspectLeftover(directory->fd(), name, path, m_machine))
                m_found.orphans.push_back(
                    {path, left->kind, left->verdict.state == Verdict::State::Stale, left->verdict, left->owner});
        }
    }

    const std::filesystem::path &m_root;
    const HostSnapshot &m_machine;
    const SilentMounts m_silentMounts;
    const std::vector<std::string> &m_kept;
    Orphans::Found &m_found;
    std::stop_token m_stop;
    const Steps m_steps;
    std::vector<std::string> m_directories; ///< below the root, to be read
};

} // namespace

QString Orphan::pathText() const
{
    return displayText(path);
}

Orphans::Found Orphans::find(const std::vector<std::filesystem::path> &directories, std::stop_token stop)
{
    Found found;
    const auto machine = std::make_shared<HostSnapshot>();
    // A quarantine of this user that can be restored is not an orphan.
    const auto kept = Journal({}).ids();
    const auto steps = std::make_shared<std::atomic<std::uint64_t>>(0);
    const auto search = [machine, stop, steps,
                         kept = kept ? *kept : std::vector<std::string>()](const std::filesystem::path &directory) {
        Found part;
        Search(directory, *machine, kept, part, stop, steps).run();
        return part;
    };
    for (const auto &directory : directories) {
        auto part = answerFrom(
            directory, machine->mounts(), [search, directory] { return search(directory); }, steps);
        if (!part) {
            found.failures.push_back(noAnswer(LockErrc::ReadFailed, directory));
            continue;
        }
        std::ranges::move(part->orphans, std::back_inserter(found.orphans));
        std::ranges::move(part->failures, std::back_inserter(found.failures));
    }
    std::stable_sort(found.orphans.begin(), found.orphans.end(),
                     [](const Orphan &left, const Orphan &right) { return left.path < right.path; });
    return found;
}

Result<BrokenLock> Orphans::clean(const Orphan &orphan)
{
    if (auto answers = fileSystemAnswers(orphan.path, LockErrc::BreakFailed); !answers)
        return answers.error();
    const HostSnapshot machine;
    const auto place = LockPlace::of(orphan.path);
    const auto directory = place ? place->open() : place.error();
    if (!directory)
        return directory.error();
    const auto left = inspectLeftover(directory->get(), place->name, orphan.path, machine);
    if (!left || left->kind != orphan.kind)
        return Failure::of(LockErrc::NothingToBreak, orphan.path, Sentence::Detail::NoOrphan);
    const PriorKnowledge known{left->kind, left->verdict};
    return execute(planFor(orphan.path, machine, known), Breaker::Force::No, {}, known);
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "etcd/formerholder.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <set>

#include <poll.h>

namespace Lockscope {

namespace {

/// etcd reads all revisions for it, also those of other keys.
constexpr std::int64_t MaxRevisions = 10000;
constexpr std::chrono::milliseconds MaxTime{2000};
/// The history has no end mark: it has ended when nothing more comes.
constexpr std::chrono::milliseconds Silence{200};

/// Follows the queue through its history.
class History
{
public:
    void add(const EtcdGateway::Event &event)
    {
        if (!event.isDeletion) {
            m_queue.insert(event.key.createRevision);
            return;
        }
        if (!event.before)
            return;
        const auto created = event.before->createRevision;
        // A key that others preceded only waited.
        const bool wasFirst = m_queue.empty() || *m_queue.begin() >= created;
        m_queue.erase(created);
        if (wasFirst)
            m_last = FormerHolder{OwnerRecord::parse(event.before->value), event.key.modRevision};
    }
    const std::optional<FormerHolder> &last() const { return m_last; }

private:
    std::set<std::int64_t> m_queue; ///< by their creation
    std::optional<FormerHolder> m_last;
};

} // namespace

std::optional<FormerHolder> formerHolder(EtcdGateway &gateway, const std::string &prefix, std::int64_t revision)
{
    auto from = std::max<std::int64_t>(1, revision - MaxRevisions);
    History history;
    const QDeadlineTimer deadline(MaxTime);
    if (!gateway.startWatch(prefix, true, from))
        return {};
    while (!deadline.hasExpired()) {
        std::int64_t compacted = 0;
        const auto events = gateway.events(&compacted);
        // What is older is forgotten.
        if (!events && compacted > from && gateway.startWatch(prefix, true, from = compacted))
            continue;
        if (!events)
            break;
        for (const auto &event : *events)
            history.add(event);
        if (!events->empty() && events->back().key.modRevision >= revision)
            break;
        pollfd waited = {gateway.watchFd(), POLLIN, 0};
        const auto time = std::min(deadline.remainingTime(), qint64{Silence.count()});
        if (::poll(&waited, 1, static_cast<int>(time)) <= 0)
            break;
    }
    gateway.stopWatch();
    return history.last();
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/locks/revealer.h"

#include "ui/model/locktablemodel.h"

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

Revealer::Revealer(const LockTableModel &locks, Sources &sources, QObject *parent)
    : QObject(parent)
    , m_locks(locks)
    , m_sources(sources)
{
    connect(&locks, &LockTableModel::merged, this, &Revealer::lookIn);
}

void Revealer::reveal(const Paths &paths)
{
    m_sources.add(paths, [this](const std::vector<NamedPath> &named) { expect(named); });
}

void Revealer::revealOnly(const Paths &paths)
{
    m_sources.watchOnly(paths, [this](const std::vector<NamedPath> &named) { expect(named); });
}

void Revealer::expect(const std::vector<NamedPath> &named)
{
    m_wanted.clear();
    m_isFirst = true;
    for (const auto &one : named) {
        if (one.kind != NamedPath::Kind::Directory)
            m_wanted.push_back(one.path);
        else if (named.size() == 1)
            Q_EMIT directoryNamed(one.path);
        if (one.kind == NamedPath::Kind::Absent)
            Q_EMIT absent(one.path);
    }
    std::vector<int> all;
    for (int row = 0; row < m_locks.rowCount(); ++row)
        all.push_back(m_locks.slotAt(row));
    lookIn(all);
}

void Revealer::lookIn(const std::vector<int> &slotsOfRows)
{
    if (m_wanted.empty())
        return;
    for (const int slot : slotsOfRows) {
        const auto &lock = m_locks.lockInSlot(slot);
        // By path: the rows of a lock database have keys of their own.
        const auto found =
            std::ranges::find_if(m_wanted, [&](const auto &path) { return path.native() == lock.path(); });
        if (found == m_wanted.end())
            continue;
        m_wanted.erase(found);
        Q_EMIT lockFound(lock.key, std::exchange(m_isFirst, false));
    }
}

} // namespace Lockscope::Ui

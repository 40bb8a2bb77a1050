// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "qml/lockmodel.h"

#include "qml/pathtext.h"

#include <lockscope/verdict.h>

#include <algorithm>
#include <utility>

namespace LockscopeQml {

using namespace Lockscope;

namespace {

/// More changes at once are a reset of the model.
constexpr std::size_t MostSingleChanges = 100;

} // namespace

LockModel::LockModel(QObject *parent)
    : QAbstractListModel(parent)
{
    m_watcher.setForeground(true);
    connect(&m_watcher, &LockWatcher::updated, this,
            [this](const std::vector<LockReport> &reports) { update(reports); });
    connect(&m_watcher, &LockWatcher::removed, this, [this](const std::vector<std::string> &keys) {
        for (const auto &key : keys) {
            m_reports.erase(key);
            update(key);
        }
    });
    connect(&m_watcher, &LockWatcher::eventsOccurred, this, [this](const std::vector<LockEvent> &events) {
        for (const auto &event : events)
            Q_EMIT eventOccurred(event);
    });
    connect(&m_watcher, &LockWatcher::initialScanFinished, this, [this] { setReady(true); });
    connect(&m_watcher, &LockWatcher::failed, this, &LockModel::failed);
}

void LockModel::setPaths(const QStringList &paths)
{
    if (std::exchange(m_paths, paths) == paths)
        return;
    Q_EMIT pathsChanged();
    watch();
}

void LockModel::setKernelLocks(bool kernelLocks)
{
    if (std::exchange(m_kernelLocks, kernelLocks) == kernelLocks)
        return;
    Q_EMIT kernelLocksChanged();
    watch();
}

void LockModel::setFilter(const QString &filter)
{
    if (std::exchange(m_filter, filter) == filter)
        return;
    Q_EMIT filterChanged();
    resetRows();
}

void LockModel::componentComplete()
{
    m_isComplete = true;
    watch();
}

void LockModel::watch()
{
    if (!m_isComplete)
        return;
    setReady(false);
    LockWatcher::Places places{.paths = {}, .kernelLocks = m_kernelLocks};
    for (const auto &path : std::as_const(m_paths))
        places.paths.push_back(pathOf(path));
    m_watcher.watch(std::move(places));
}

void LockModel::setReady(bool ready)
{
    if (std::exchange(m_isReady, ready) != ready)
        Q_EMIT readyChanged();
}

void LockModel::update(const std::vector<LockReport> &reports)
{
    for (const auto &report : reports)
        m_reports[report.key()] = std::make_shared<const LockReport>(report);
    if (reports.size() > MostSingleChanges)
        return resetRows();
    for (const auto &report : reports)
        update(report.key());
}

/// Inserts, changes or removes the row of one lock.
void LockModel::update(const std::string &key)
{
    const auto found = m_reports.find(key);
    const bool isShown = found != m_reports.end() && accepts(*found->second);
    const auto place = std::ranges::lower_bound(m_rows, key, {}, &std::pair<std::string, Report>::first);
    const bool wasShown = place != m_rows.end() && place->first == key;
    const auto row = static_cast<int>(place - m_rows.begin());
    if (isShown && wasShown) {
        place->second = found->second;
        Q_EMIT dataChanged(index(row), index(row));
    } else if (isShown) {
        beginInsertRows({}, row, row);
        m_rows.emplace(place, key, found->second);
        endInsertRows();
        Q_EMIT countChanged();
    } else if (wasShown) {
        beginRemoveRows({}, row, row);
        m_rows.erase(place);
        endRemoveRows();
        Q_EMIT countChanged();
    }
}

void LockModel::resetRows()
{
    beginResetModel();
    m_rows.clear();
    for (const auto &[key, report] : m_reports) {
        if (accepts(*report))
            m_rows.emplace_back(key, report);
    }
    endResetModel();
    Q_EMIT countChanged();
}

bool LockModel::accepts(const LockReport &report) const
{
    const auto contains = [this](const QString &text) { return text.contains(m_filter, Qt::CaseInsensitive); };
    return m_filter.isEmpty() || contains(report.pathText()) || contains(report.owner.text()) ||
           contains(report.processText()) || contains(report.formatText()) ||
           m_filter == QLatin1String(toWord(report.verdict.state).data());
}

int LockModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant LockModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &report = *m_rows[static_cast<std::size_t>(index.row())].second;
    switch (role) {
    case Qt::DisplayRole:
    case PathRole:
        return report.pathText();
    case VerdictRole:
        return QVariant::fromValue(report.verdict);
    case OwnerRole:
        return QVariant::fromValue(report.owner);
    case ProcessRole:
        return report.processText();
    case PidRole:
        return report.pid();
    case FormatRole:
        return report.formatText();
    case EvidenceRole: {
        QVariantList evidence;
        for (const auto &fact : report.evidence)
            evidence.append(QVariantMap{{QStringLiteral("id"), QVariant::fromValue(fact.id)},
                                        {QStringLiteral("supports"), QVariant::fromValue(fact.supports)},
                                        {QStringLiteral("message"), fact.message()},
                                        {QStringLiteral("source"), fact.source}});
        return evidence;
    }
    case WaitersRole:
        return static_cast<int>(report.waiterCount());
    case ReportRole:
        return QVariant::fromValue(report);
    default:
        return {};
    }
}

QHash<int, QByteArray> LockModel::roleNames() const
{
    return {{PathRole, "path"},         {VerdictRole, "verdict"}, {OwnerRole, "owner"},
            {ProcessRole, "process"},   {PidRole, "pid"},         {FormatRole, "format"},
            {EvidenceRole, "evidence"}, {WaitersRole, "waiters"}, {ReportRole, "report"}};
}

} // namespace LockscopeQml

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "qml/lockhistorymodel.h"

#include "qml/pathtext.h"
#include "values/whenfinished.h"

#include <QDateTime>
#include <QPromise>
#include <QThreadPool>

#include <chrono>
#include <memory>
#include <utility>

namespace LockscopeQml {

using namespace Lockscope;

namespace {

QDateTime dateTimeOf(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count());
}

} // namespace

LockHistoryModel::LockHistoryModel(QObject *parent)
    : QAbstractListModel(parent)
{
    reload();
}

void LockHistoryModel::setFile(const QString &file)
{
    if (std::exchange(m_file, file) == file)
        return;
    Q_EMIT fileChanged();
    reload();
}

void LockHistoryModel::setPaths(const QStringList &paths)
{
    if (std::exchange(m_paths, paths) == paths)
        return;
    Q_EMIT pathsChanged();
    reload();
}

/// Queued, so that properties that are set together cause one query.
void LockHistoryModel::reload()
{
    if (std::exchange(m_isRequested, true))
        return;
    QMetaObject::invokeMethod(this, &LockHistoryModel::read, Qt::QueuedConnection);
}

void LockHistoryModel::read()
{
    using Intervals = Result<std::vector<LockInterval>>;
    m_isRequested = false;
    LockHistory::Filter filter;
    for (const auto &path : std::as_const(m_paths))
        filter.paths.push_back(pathOf(path));
    const auto promise = std::make_shared<QPromise<Intervals>>();
    promise->start();
    whenFinished(this, promise->future(), [this, request = ++m_requests](const Intervals &intervals) {
        if (request != m_requests)
            return; // a later one follows
        if (!intervals) {
            Q_EMIT failed(intervals.error());
            return;
        }
        beginResetModel();
        m_intervals = *intervals;
        endResetModel();
        Q_EMIT loaded();
    });
    QThreadPool::globalInstance()->start([promise, file = pathOf(m_file), filter = std::move(filter)] {
        promise->addResult(LockHistory::read(file, filter));
        promise->finish();
    });
}

int LockHistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant LockHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &interval = m_intervals[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case PathRole:
        return interval.pathText();
    case WhatRole:
        return QVariant::fromValue(interval.what);
    case EndRole:
        return QVariant::fromValue(interval.end);
    case WhoRole:
        return interval.who();
    case FormatRole:
        return QString::fromStdString(interval.format);
    case FromRole:
        return dateTimeOf(interval.from);
    case ToRole:
        return interval.to ? QVariant(dateTimeOf(*interval.to)) : QVariant();
    default:
        return {};
    }
}

QHash<int, QByteArray> LockHistoryModel::roleNames() const
{
    return {{PathRole, "path"},     {WhatRole, "what"}, {EndRole, "end"}, {WhoRole, "who"},
            {FormatRole, "format"}, {FromRole, "from"}, {ToRole, "to"}};
}

} // namespace LockscopeQml

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "qml/lockinspection.h"

#include "qml/pathtext.h"
#include "values/whenfinished.h"

#include <lockscope/async.h>

#include <utility>

namespace LockscopeQml {

void LockInspection::setPath(const QString &path)
{
    if (std::exchange(m_path, path) == path)
        return;
    Q_EMIT pathChanged();
    if (!m_path.isEmpty())
        inspect();
}

void LockInspection::setKind(const QString &kind)
{
    if (std::exchange(m_kind, kind) == kind)
        return;
    Q_EMIT kindChanged();
    if (!m_path.isEmpty())
        inspect();
}

void LockInspection::inspect()
{
    const auto request = ++m_requests;
    if (++m_running == 1)
        Q_EMIT runningChanged();
    const auto future = Lockscope::inspectAsync(pathOf(m_path), m_kind.toStdString());
    Lockscope::whenFinished(this, future, [this, request](const Lockscope::LockReport &report) {
        if (--m_running == 0)
            Q_EMIT runningChanged();
        if (request != m_requests)
            return; // a later one follows
        m_report = report;
        Q_EMIT finished();
    });
}

} // namespace LockscopeQml

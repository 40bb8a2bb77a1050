// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace Lockscope {

/// Calls back with the result, unless the object is destroyed first. Not QFuture::then(), which in Qt 6.4 needs its
/// context until the end.
template <typename T, typename Callback>
void whenFinished(QObject *context, const QFuture<T> &future, Callback callback)
{
    auto *const watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, callback = std::move(callback)] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            callback(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace Lockscope

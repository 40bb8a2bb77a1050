// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "qml/asynclockoptions.h"

#include "qml/pathtext.h"

#include <QtQml/qqmlinfo.h>

namespace LockscopeQml {

AsyncLockOptions::AsyncLockOptions(QObject *lock)
    : QObject(lock)
    , m_lock(qobject_cast<Lockscope::AsyncLock *>(lock))
{}

void AsyncLockOptions::setOptions(const QVariantMap &options)
{
    if (options == m_options)
        return;
    Lockscope::KindOptions kindOptions;
    for (auto option = options.begin(); option != options.end(); ++option) {
        if (option.key() == u"contentTemplate")
            kindOptions.contentTemplate = option->toString().toStdString();
        else if (option.key() == u"database")
            kindOptions.database = pathOf(option->toString());
        else if (option.key() == u"shared")
            kindOptions.shared = option->toBool();
        else if (option.key() == u"keep")
            kindOptions.keep = option->toBool();
        else if (option.key() == u"keepContent")
            kindOptions.keepContent = option->toBool();
        else if (option.key() == u"threaded")
            kindOptions.threaded = option->toBool();
        else if (option.key() == u"refuseForeignContent")
            kindOptions.refuseForeignContent = option->toBool();
        else
            qmlWarning(m_lock) << "unknown option" << option.key();
    }
    m_lock->setOptions(kindOptions);
    m_options = options;
    Q_EMIT optionsChanged();
}

} // namespace LockscopeQml

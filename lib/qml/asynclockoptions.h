// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/asynclock.h>

#include <QObject>
#include <QVariantMap>

namespace LockscopeQml {

/// The property `options` of an AsyncLock in QML: an object with the members of KindOptions, such as
/// `{ contentTemplate: "{pid};{hostname}", shared: true }`. `openLock` is not among them.
class AsyncLockOptions : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QVariantMap options READ options WRITE setOptions NOTIFY optionsChanged)

public:
    explicit AsyncLockOptions(QObject *lock);

    QVariantMap options() const { return m_options; }
    void setOptions(const QVariantMap &options);

Q_SIGNALS:
    void optionsChanged();

private:
    Lockscope::AsyncLock *m_lock;
    QVariantMap m_options;
};

} // namespace LockscopeQml

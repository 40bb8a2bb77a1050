// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqml.h>
#include <QVariantList>

namespace LockscopeQml {

/// One kind of lock that an AsyncLock can be.
struct LockKindInfo
{
    Q_GADGET
    QML_VALUE_TYPE(lockKind)
    Q_PROPERTY(QString id MEMBER id CONSTANT)
    Q_PROPERTY(QString system MEMBER system CONSTANT)
    Q_PROPERTY(QString description MEMBER description CONSTANT)
    Q_PROPERTY(QString caution MEMBER caution CONSTANT)

public:
    QString id;
    QString system;      ///< the Python package that it comes from
    QString description; ///< one line
    QString caution;     ///< a limitation, one line; may be empty
};

/// The kinds of locks: `ComboBox { model: LockKinds.all; textRole: "id" }`.
class LockKinds : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QVariantList all READ all CONSTANT)

public:
    using QObject::QObject;

    /// In display order.
    static QVariantList all();
};

} // namespace LockscopeQml

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QVariant>

#include <chrono>
#include <memory>

namespace Lockscope::Ui {

/// What the user chose, kept from one start to the next. The values are in memory; the file is read and written by a
/// thread of its own, so that a home folder that does not answer costs the settings and not the window.
class Preferences : public QObject
{
    Q_OBJECT

public:
    /// Kept nowhere: for tests, and for a user without a home.
    explicit Preferences(QObject *parent = nullptr);
    ~Preferences() override;

    /// Begins to read the file, an INI file of QSettings, and keeps there from now on what is set. Later setValue()s
    /// win over what was read.
    void keepIn(const QString &file);
    /// Waits until the file is read. False where it was damaged or did not come in time: then everything has its
    /// default.
    bool waitUntilRead(std::chrono::milliseconds patience);

    QVariant value(const QString &key, const QVariant &defaultValue = {}) const;
    void setValue(const QString &key, const QVariant &value);
    /// Forgets what is set below this key, `table/`.
    void remove(const QString &key);

    /// `~/.config/lockscope/lockscope.ini`, by the rules of XDG.
    static QString defaultFile();

Q_SIGNALS:
    void changed(const QString &key);

private:
    struct Shared;

    void writeSoon(const QString &key, const QVariant &value);
    void write();

    QVariantMap m_values;
    QVariantMap m_unwritten; ///< invalid: to be removed
    QTimer m_writeTimer;
    QString m_file;
    std::shared_ptr<Shared> m_shared;
    BackgroundPool m_thread{1};
};

} // namespace Lockscope::Ui

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

/// The choices of the user, stored between sessions. The values are in memory. The file is read and written in another
/// thread, so that the window works even if the home directory does not respond.
class Preferences : public QObject
{
    Q_OBJECT

public:
    /// Not stored: for tests, and for a user without a home directory.
    explicit Preferences(QObject *parent = nullptr);
    ~Preferences() override;

    /// Starts to read the file, an INI file of QSettings, and stores values in it from now on. Values that are set
    /// before it is read take precedence.
    void keepIn(const QString &file);
    /// Waits until the file is read. False if it is damaged or the timeout expires: then all values are defaults.
    bool waitUntilRead(std::chrono::milliseconds patience);

    QVariant value(const QString &key, const QVariant &defaultValue = {}) const;
    void setValue(const QString &key, const QVariant &value);
    /// Removes all values below this key, e.g. `table/`.
    void remove(const QString &key);

    /// `~/.config/lockscope/lockscope.ini`, or below $XDG_CONFIG_HOME.
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

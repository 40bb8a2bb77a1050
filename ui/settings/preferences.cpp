// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/settings/preferences.h"

#include <QSettings>
#include <QStandardPaths>

#include <condition_variable>
#include <mutex>
#include <utility>

namespace Lockscope::Ui {

/// The result of the thread.
struct Preferences::Shared
{
    std::mutex mutex;
    std::condition_variable isRead;
    bool done = false;
    bool damaged = false;
    QVariantMap values;
};

Preferences::Preferences(QObject *parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
{
    // Resizing a column by mouse changes its width many times.
    m_writeTimer.setSingleShot(true);
    m_writeTimer.setInterval(std::chrono::milliseconds(300));
    connect(&m_writeTimer, &QTimer::timeout, this, &Preferences::write);
}

Preferences::~Preferences()
{
    write();
}

void Preferences::keepIn(const QString &file)
{
    m_file = file;
    m_thread.run([shared = m_shared, file] {
        QVariantMap values;
        bool damaged = false;
        {
            QSettings settings(file, QSettings::IniFormat);
            for (const auto &key : settings.allKeys())
                values.insert(key, settings.value(key));
            damaged = settings.status() == QSettings::FormatError;
            if (damaged) {
                // The remaining values are meaningless, and the next write would be mixed with them.
                values.clear();
                settings.clear();
            }
        }
        const std::lock_guard guard(shared->mutex);
        shared->values = values;
        shared->damaged = damaged;
        shared->done = true;
        shared->isRead.notify_all();
    });
}

bool Preferences::waitUntilRead(std::chrono::milliseconds patience)
{
    std::unique_lock guard(m_shared->mutex);
    if (!m_shared->isRead.wait_for(guard, patience, [this] { return m_shared->done; }))
        return false;
    auto values = m_shared->values;
    values.insert(m_values);
    m_values = values;
    return !m_shared->damaged;
}

QVariant Preferences::value(const QString &key, const QVariant &defaultValue) const
{
    return m_values.value(key, defaultValue);
}

void Preferences::setValue(const QString &key, const QVariant &value)
{
    if (m_values.contains(key) && m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    writeSoon(key, value);
    Q_EMIT changed(key);
}

void Preferences::remove(const QString &key)
{
    const QString below = key + QLatin1Char('/');
    QStringList doomed;
    for (auto it = m_values.keyBegin(); it != m_values.keyEnd(); ++it) {
        if (*it == key || it->startsWith(below))
            doomed += *it;
    }
    for (const auto &name : doomed) {
        m_values.remove(name);
        writeSoon(name, {});
        Q_EMIT changed(name);
    }
}

QString Preferences::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QLatin1String("/lockscope/lockscope.ini");
}

void Preferences::writeSoon(const QString &key, const QVariant &value)
{
    if (m_file.isEmpty())
        return;
    m_unwritten.insert(key, value);
    m_writeTimer.start();
}

void Preferences::write()
{
    if (m_unwritten.isEmpty())
        return;
    m_thread.run([file = m_file, values = std::exchange(m_unwritten, {})] {
        QSettings settings(file, QSettings::IniFormat);
        for (auto it = values.begin(); it != values.end(); ++it) {
            if (it.value().isValid())
                settings.setValue(it.key(), it.value());
            else
                settings.remove(it.key());
        }
    });
}

} // namespace Lockscope::Ui

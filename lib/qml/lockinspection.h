// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QObject>
#include <QString>
#include <QtQml/qqml.h>

namespace LockscopeQml {

/// Inspects one path, again whenever it is set and by inspect(), without blocking.
///
///     LockInspection { path: "/srv/app/app.lock"; onFinished: label.text = report.verdict.message }
class LockInspection : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged)
    Q_PROPERTY(QString kind READ kind WRITE setKind NOTIFY kindChanged)
    Q_PROPERTY(Lockscope::LockReport report READ report NOTIFY finished)
    Q_PROPERTY(bool running READ isRunning NOTIFY runningChanged)

public:
    using QObject::QObject;

    /// A path or a URL.
    QString path() const { return m_path; }
    void setPath(const QString &path);
    /// If not empty, the content is read as this kind writes it.
    QString kind() const { return m_kind; }
    void setKind(const QString &kind);
    const Lockscope::LockReport &report() const { return m_report; }
    bool isRunning() const { return m_running > 0; }

    Q_INVOKABLE void inspect();

Q_SIGNALS:
    void pathChanged();
    void kindChanged();
    void runningChanged();
    /// `report` is about the present path.
    void finished();

private:
    QString m_path;
    QString m_kind;
    Lockscope::LockReport m_report;
    int m_running = 0;
    int m_requests = 0;
};

} // namespace LockscopeQml

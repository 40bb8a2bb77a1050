// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockhistory.h>
#include <lockscope/result.h>

#include <QAbstractListModel>
#include <QString>
#include <QStringList>
#include <QtQml/qqml.h>

#include <vector>

namespace LockscopeQml {

/// The intervals in which locks were held, waited for or stale, the newest first: see Lockscope::LockHistory. Read when
/// it is complete, when a property changes, and by reload().
///
///     ListView { model: LockHistoryModel { paths: ["/srv/app"] }
///                delegate: Label { required property string path; required property string who; text: path + " " + who
///                } }
class LockHistoryModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString file READ file WRITE setFile NOTIFY fileChanged)
    Q_PROPERTY(QStringList paths READ paths WRITE setPaths NOTIFY pathsChanged)
    Q_PROPERTY(int count READ count NOTIFY loaded)

public:
    enum Role
    {
        PathRole = Qt::UserRole,
        WhatRole,
        EndRole,
        WhoRole,
        FormatRole,
        FromRole,
        ToRole,
    };

    explicit LockHistoryModel(QObject *parent = nullptr);

    /// The database; empty: that of this user.
    QString file() const { return m_file; }
    void setFile(const QString &file);
    /// Locks at these paths or below them; empty: all.
    QStringList paths() const { return m_paths; }
    void setPaths(const QStringList &paths);
    int count() const { return static_cast<int>(m_intervals.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void reload();

Q_SIGNALS:
    void fileChanged();
    void pathsChanged();
    void loaded();
    void failed(const Lockscope::Failure &failure);

private:
    void read();

    QString m_file;
    QStringList m_paths;
    std::vector<Lockscope::LockInterval> m_intervals;
    int m_requests = 0;
    bool m_isRequested = false;
};

} // namespace LockscopeQml

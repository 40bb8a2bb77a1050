// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/lockwatcher.h>
#include <lockscope/result.h>

#include <QAbstractListModel>
#include <QQmlParserStatus>
#include <QStringList>
#include <QtQml/qqml.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace LockscopeQml {

/// The locks in some places, always up to date: see Lockscope::LockWatcher. Ordered by path.
///
///     ListView {
///         model: LockModel { paths: ["/run/lock"]; onEventOccurred: event => log.append(event) }
///         delegate: Label { required property string path; required property lockVerdict verdict
///                           text: path + ": " + verdict.message }
///     }
class LockModel : public QAbstractListModel, public QQmlParserStatus
{
    Q_OBJECT
    QML_ELEMENT
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(QStringList paths READ paths WRITE setPaths NOTIFY pathsChanged)
    Q_PROPERTY(bool kernelLocks READ hasKernelLocks WRITE setKernelLocks NOTIFY kernelLocksChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    /// `evidence` is a list of objects with `id` and `supports` (see Evidence), `message` and `source`.
    enum Role
    {
        PathRole = Qt::UserRole,
        VerdictRole,
        OwnerRole,
        ProcessRole,
        PidRole,
        FormatRole,
        EvidenceRole,
        WaitersRole,
        ReportRole,
    };

    explicit LockModel(QObject *parent = nullptr);

    /// Files and directories, as paths or URLs. A directory includes everything below it.
    QStringList paths() const { return m_paths; }
    void setPaths(const QStringList &paths);
    /// Whether every kernel lock of this host is listed, wherever its file is.
    bool hasKernelLocks() const { return m_kernelLocks; }
    void setKernelLocks(bool kernelLocks);
    /// Only locks with this text in their path, owner, process or format, or with this state, are listed.
    QString filter() const { return m_filter; }
    void setFilter(const QString &filter);
    /// Whether the initial scan of the places has finished.
    bool isReady() const { return m_isReady; }
    int count() const { return static_cast<int>(m_rows.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void classBegin() override { m_isComplete = false; }
    void componentComplete() override;

Q_SIGNALS:
    void eventOccurred(const Lockscope::LockEvent &event);
    /// A directory that cannot be read or watched; watching the others continues.
    void failed(const Lockscope::Failure &failure);
    void pathsChanged();
    void kernelLocksChanged();
    void filterChanged();
    void readyChanged();
    void countChanged();

private:
    using Report = std::shared_ptr<const Lockscope::LockReport>;

    void watch();
    void setReady(bool ready);
    void update(const std::vector<Lockscope::LockReport> &reports);
    void update(const std::string &key);
    void resetRows();
    bool accepts(const Lockscope::LockReport &report) const;

    QStringList m_paths;
    QString m_filter;
    bool m_kernelLocks = false;
    bool m_isReady = false;
    bool m_isComplete = true;
    std::map<std::string, Report> m_reports;            ///< by key
    std::vector<std::pair<std::string, Report>> m_rows; ///< those that the filter accepts, by key
    Lockscope::LockWatcher m_watcher;
};

} // namespace LockscopeQml

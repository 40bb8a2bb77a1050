// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"

#include <lockscope/hosts.h>
#include <lockscope/lockreport.h>

#include <QObject>
#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// Asks the hosts of the user's list about locks that were created there. A name from a lock is only compared with the
/// list.
class RemoteQuestions : public QObject
{
    Q_OBJECT

public:
    explicit RemoteQuestions(QObject *parent = nullptr);
    ~RemoteQuestions() override;

    /// Reads the list again, for example after it was changed.
    void readList();
    const std::vector<ListedHost> &listed() const { return m_listed; }
    /// The host of the list that the lock names; empty if it names none of them, or if asking would not help.
    std::string hostOf(const LockReport &report) const;
    /// Inspects the lock again with the answer of its host. Emits answered().
    void ask(const LockReport &report);

Q_SIGNALS:
    /// Null if the list is empty.
    void listRead(const std::shared_ptr<Lockscope::HostAsker> &hosts);
    void failed(const QString &problem);
    void answered(const Lockscope::LockReport &report);

private:
    void forgetHosts();

    std::vector<ListedHost> m_listed;
    std::shared_ptr<RemoteHosts> m_hosts;
    BackgroundPool m_pool{4};
};

} // namespace Lockscope::Ui

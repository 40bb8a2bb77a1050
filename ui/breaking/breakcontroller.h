// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"
#include "ui/sources/pathtext.h"

#include <lockscope/breaker.h>
#include <lockscope/holder.h>

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// A holder as the window shows it.
struct HolderFacts
{
    ProcessFacts process;
    QString proof;
    QString refusalReason; ///< why no signal may be sent to it; empty if one may be sent
    /// Identifies the process, so that a signal never reaches another process that gets the same PID.
    std::shared_ptr<const Holder> holder = {};
};

/// Breaks and restores locks, also on other hosts and in etcd, and sends signals, outside the GUI thread. Results
/// arrive in the thread of this object. Tests replace the virtual functions to show the dialogs with invented locks.
class BreakController : public QObject
{
    Q_OBJECT

public:
    using Plans = std::vector<BreakPlan>;

    explicit BreakController(QObject *parent = nullptr);

    /// The break plans of these locks, in their order. No callback after the context was destroyed.
    virtual void plan(QObject &context, Paths paths, std::function<void(Plans)> use);
    /// The breaks of one decision of the user have the same step, a number from newStep(): they are undone together.
    void execute(QObject &context, const BreakPlan &plan, Breaker::Force force, int step,
                 std::function<void(const Result<BrokenLock> &)> use);
    int newStep() { return ++m_lastStep; }
    /// Asks these hosts about locks of this host that were created there. Null: asks none.
    void setHosts(std::shared_ptr<HostAsker> hosts) { m_breaker.setHosts(std::move(hosts)); }

    /// The broken locks that were restored or deleted, and why others were not.
    struct Outcome
    {
        std::vector<BrokenLock> locks;
        QStringList problems;
    };
    /// Restores these broken locks, in this order. Emits restored().
    void restore(std::vector<std::string> ids);
    /// Deletes them permanently. Emits deleted().
    void deletePermanently(std::vector<std::string> ids);
    virtual void listBroken(QObject &context, std::function<void(const Breaker::Found &)> use);

    /// The proven holders, or a text that explains why there are none.
    struct Holders
    {
        std::vector<HolderFacts> holders;
        QString problem;
        bool isHeld = false; ///< although no process is proven to hold it
    };
    virtual void findHolders(QObject &context, const std::filesystem::path &path, std::function<void(Holders)> use);
    /// Sends the signal to this very process if it still holds the lock; the problem is empty if it was sent.
    void signal(QObject &context, const HolderFacts &holder, int number,
                std::function<void(const QString &problem)> use);

Q_SIGNALS:
    void broken(const Lockscope::BrokenLock &lock, int step);
    void restored(const Lockscope::Ui::BreakController::Outcome &outcome);
    void deleted(const Lockscope::Ui::BreakController::Outcome &outcome);

private:
    Breaker m_breaker;
    /// By this window, on other hosts.
    std::vector<BrokenLock> m_brokenElsewhere;
    int m_lastStep = 0;
    /// Several threads, so that one mount that does not respond does not delay the others.
    BackgroundPool m_pool{4};
    /// One at a time, in the order of the calls.
    BackgroundPool m_undoing{1};
};

} // namespace Lockscope::Ui

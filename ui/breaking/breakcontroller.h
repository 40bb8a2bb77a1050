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
    QString refusalReason; ///< why no signal is sent to it; empty where one may be
    /// This very process: a signal goes to no other, whatever PID it has.
    std::shared_ptr<const Holder> holder = {};
};

/// Breaking, putting back and signalling, away from the GUI thread. Answers come on the thread of this object. What it
/// tells can be told by another, so that its dialogs can be shown with locks that are nowhere.
class BreakController : public QObject
{
    Q_OBJECT

public:
    using Plans = std::vector<BreakPlan>;

    explicit BreakController(QObject *parent = nullptr);

    /// What breaking these would mean, in their order. The context's end ends the interest in it.
    virtual void plan(QObject &context, Paths paths, std::function<void(Plans)> use);
    void execute(QObject &context, const BreakPlan &plan, Breaker::Force force,
                 std::function<void(const Result<BrokenLock> &)> use);
    /// Puts back the lock that was broken last, or the one of this id.
    void undo(const std::string &id = {});
    virtual void listBroken(QObject &context, std::function<void(const Breaker::Found &)> use);

    /// The proved holders; a text where there are none.
    struct Holders
    {
        std::vector<HolderFacts> holders;
        QString problem;
        bool isHeld = false; ///< although nobody is proven to hold it
    };
    virtual void findHolders(QObject &context, const std::filesystem::path &path, std::function<void(Holders)> use);
    /// Sends it to this very process, if it holds the lock at that moment; the problem is empty if it was sent.
    void signal(QObject &context, const HolderFacts &holder, int number,
                std::function<void(const QString &problem)> use);

Q_SIGNALS:
    void broken(const Lockscope::BrokenLock &lock);
    void undone(const Lockscope::BrokenLock &lock);
    void undoFailed(const QString &problem);

private:
    Breaker m_breaker;
    /// Several: one dead mount must not keep all others waiting.
    BackgroundPool m_pool{4};
    /// One after another: each takes the lock that was broken last by then.
    BackgroundPool m_undoing{1};
};

} // namespace Lockscope::Ui

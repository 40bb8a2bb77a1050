// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/breaker.h>

#include <QObject>

#include <vector>

namespace Lockscope::Ui {

class BreakController;

/// The breaks of this window that can be undone. The locks that one decision of the user broke are one step.
class UndoSteps : public QObject
{
    Q_OBJECT

public:
    using Locks = std::vector<BrokenLock>;

    explicit UndoSteps(BreakController &controller, QObject *parent = nullptr);

    /// The locks that undo() restores, in the order in which they were broken; empty: there is nothing to undo.
    Locks next() const;
    void undo();

Q_SIGNALS:
    /// next() has changed.
    void changed();

private:
    struct Step
    {
        int number = 0;
        Locks locks;
    };
    void add(const BrokenLock &lock, int step);
    /// Locks that were restored or deleted, here or in the list of broken locks.
    void forget(const Locks &locks);

    BreakController &m_controller;
    std::vector<Step> m_steps; ///< the last is the next to undo
};

} // namespace Lockscope::Ui

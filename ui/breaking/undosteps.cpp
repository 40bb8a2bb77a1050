// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/undosteps.h"

#include "ui/breaking/breakcontroller.h"

#include <algorithm>
#include <iterator>
#include <ranges>

namespace Lockscope::Ui {

UndoSteps::UndoSteps(BreakController &controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
{
    connect(&controller, &BreakController::broken, this, &UndoSteps::add);
    const auto note = [this](const BreakController::Outcome &outcome) { forget(outcome.locks); };
    connect(&controller, &BreakController::restored, this, note);
    connect(&controller, &BreakController::deleted, this, note);
}

UndoSteps::Locks UndoSteps::next() const
{
    return m_steps.empty() ? Locks() : m_steps.back().locks;
}

void UndoSteps::undo()
{
    if (m_steps.empty())
        return;
    std::vector<std::string> ids;
    // Companions of each other are restored in the opposite order.
    std::ranges::transform(m_steps.back().locks | std::views::reverse, std::back_inserter(ids), &BrokenLock::id);
    // Immediately: a second call must not restore the same locks. What fails stays in the list of broken locks.
    m_steps.pop_back();
    Q_EMIT changed();
    m_controller.restore(std::move(ids));
}

void UndoSteps::add(const BrokenLock &lock, int step)
{
    const auto known = std::ranges::find(m_steps, step, &Step::number);
    if (known == m_steps.end()) {
        m_steps.push_back({.number = step, .locks = {lock}});
    } else {
        known->locks.push_back(lock);
        std::rotate(known, known + 1, m_steps.end()); // what was broken last is undone first
    }
    Q_EMIT changed();
}

void UndoSteps::forget(const Locks &locks)
{
    std::size_t count = 0;
    for (auto &step : m_steps) {
        count += std::erase_if(step.locks, [&](const BrokenLock &lock) {
            return std::ranges::find(locks, lock.id, &BrokenLock::id) != locks.end();
        });
    }
    std::erase_if(m_steps, [](const Step &step) { return step.locks.empty(); });
    if (count > 0)
        Q_EMIT changed();
}

} // namespace Lockscope::Ui

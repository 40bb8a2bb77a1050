// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/breakcontroller.h"

#include "ui/widgets/messagebar.h"

#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace Lockscope::Ui {

namespace {

void note(BreakController::Outcome &outcome, const Result<BrokenLock> &result)
{
    if (result)
        outcome.locks.push_back(*result);
    else
        outcome.problems += failureText(result.error());
}

} // namespace

BreakController::BreakController(QObject *parent)
    : QObject(parent)
{}

void BreakController::plan(QObject &context, Paths paths, std::function<void(Plans)> use)
{
    m_pool.ask(
        context,
        [breaker = m_breaker, paths = std::move(paths)] {
            Plans plans;
            for (const auto &path : paths)
                std::ranges::move(breaker.plan(path), std::back_inserter(plans));
            return plans;
        },
        std::move(use));
}

void BreakController::execute(QObject &context, const BreakPlan &plan, Breaker::Force force, int step,
                              std::function<void(const Result<BrokenLock> &)> use)
{
    // Emitted even if the context was destroyed.
    m_pool.ask(
        *this, [breaker = m_breaker, plan, force]() mutable { return breaker.execute(plan, force); },
        [this, step, asker = QPointer<QObject>(&context), use = std::move(use)](const Result<BrokenLock> &result) {
            if (asker)
                use(result);
            if (result)
                Q_EMIT broken(*result, step);
        });
}

void BreakController::restore(std::vector<std::string> ids)
{
    m_undoing.ask(
        *this,
        [breaker = m_breaker, ids = std::move(ids)]() mutable {
            Outcome outcome;
            for (const auto &id : ids)
                note(outcome, breaker.undo(id));
            return outcome;
        },
        [this](const Outcome &outcome) { Q_EMIT restored(outcome); });
}

void BreakController::deletePermanently(std::vector<std::string> ids)
{
    m_undoing.ask(
        *this,
        [breaker = m_breaker, ids = std::move(ids)]() mutable {
            Outcome outcome;
            for (const auto &id : ids) {
                const auto removed = breaker.remove(id);
                note(outcome, removed ? Result<BrokenLock>(removed->lock) : Result<BrokenLock>(removed.error()));
            }
            return outcome;
        },
        [this](const Outcome &outcome) { Q_EMIT deleted(outcome); });
}

void BreakController::listBroken(QObject &context, std::function<void(const Breaker::Found &)> use)
{
    m_pool.ask(
        context, [breaker = m_breaker]() mutable { return breaker.brokenLocks(); }, std::move(use));
}

void BreakController::findHolders(QObject &context, const std::filesystem::path &path, std::function<void(Holders)> use)
{
    m_pool.ask(
        context,
        [path] {
            Holders found;
            auto holders = Holder::of(path);
            if (!holders) {
                found.problem = failureText(holders.error());
                found.isHeld = Inspector().inspect(path).verdict.state == Verdict::State::Held;
                return found;
            }
            for (auto &holder : *holders) {
                const auto shared = std::make_shared<const Holder>(std::move(holder));
                const auto refusal = shared->refusal();
                found.holders.push_back(
                    {shared->process(), text(shared->proof()), refusal ? text(*refusal) : QString(), shared});
            }
            return found;
        },
        std::move(use));
}

void BreakController::signal(QObject &context, const HolderFacts &holder, int number,
                             std::function<void(const QString &)> use)
{
    m_pool.ask(
        context,
        [holder = holder.holder, number]() -> QString {
            const auto sent = holder ? holder->signal(number) : Failure::of(LockErrc::SignalRefused, {});
            return sent ? QString() : failureText(sent.error());
        },
        std::move(use));
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/breakcontroller.h"

#include "ui/breaking/addressbreaks.h"
#include "ui/text/lockaddress.h"
#include "ui/widgets/messagebar.h"

#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <functional>
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
                std::ranges::move(LockAddress::isAddress(path) ? AddressBreaks::plan(path) : breaker.plan(path),
                                  std::back_inserter(plans));
            return plans;
        },
        std::move(use));
}

void BreakController::execute(QObject &context, const BreakPlan &plan, Breaker::Force force, int step,
                              std::function<void(const Result<BrokenLock> &)> use)
{
    // Emitted even if the context was destroyed.
    m_pool.ask(
        *this,
        [breaker = m_breaker, plan, force]() mutable {
            return LockAddress::isAddress(plan.report.path) ? AddressBreaks::execute(plan, force)
                                                            : breaker.execute(plan, force);
        },
        [this, step, asker = QPointer<QObject>(&context), use = std::move(use)](const Result<BrokenLock> &result) {
            if (asker)
                use(result);
            if (result && LockAddress::of(result->path).where == LockAddress::Where::Host)
                m_brokenElsewhere.push_back(*result);
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
                note(outcome, AddressBreaks::isId(id) ? AddressBreaks::undo(id) : breaker.undo(id));
            return outcome;
        },
        [this](const Outcome &outcome) {
            std::erase_if(m_brokenElsewhere, [&](const BrokenLock &lock) {
                return std::ranges::find(outcome.locks, lock.id, &BrokenLock::id) != outcome.locks.end();
            });
            Q_EMIT restored(outcome);
        });
}

void BreakController::deletePermanently(std::vector<std::string> ids)
{
    m_undoing.ask(
        *this,
        [breaker = m_breaker, ids = std::move(ids)]() mutable {
            Outcome outcome;
            for (const auto &id : ids) {
                if (AddressBreaks::isId(id)) {
                    outcome.problems +=
                        tr("A lock that was broken on another host or in etcd cannot be deleted from here.");
                    continue;
                }
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
        context,
        [breaker = m_breaker, elsewhere = m_brokenElsewhere]() mutable {
            auto found = breaker.brokenLocks();
            const auto inEtcd = AddressBreaks::brokenInEtcd();
            if (inEtcd)
                found.locks.insert(found.locks.end(), inEtcd->begin(), inEtcd->end());
            else
                found.failures.push_back(inEtcd.error());
            found.locks.insert(found.locks.end(), elsewhere.begin(), elsewhere.end());
            std::ranges::stable_sort(found.locks, std::greater(), &BrokenLock::time);
            return found;
        },
        std::move(use));
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

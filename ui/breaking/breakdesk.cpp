// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/breakdesk.h"

#include "ui/messagebar.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Lockscope::Ui {

BreakDesk::BreakDesk(QObject *parent)
    : QObject(parent)
{}

void BreakDesk::plan(QObject &context, Paths paths, std::function<void(Plans)> use)
{
    m_aside.ask(
        context,
        [breaker = m_breaker, paths = std::move(paths)] {
            Plans plans;
            for (const auto &path : paths)
                std::ranges::move(breaker.plan(path), std::back_inserter(plans));
            return plans;
        },
        std::move(use));
}

void BreakDesk::carryOut(QObject &context, const BreakPlan &plan, Breaker::Force force,
                         std::function<void(const Result<BrokenLock> &)> use)
{
    // That it was broken is told even where the one who asked is gone.
    m_aside.ask(
        *this, [breaker = m_breaker, plan, force]() mutable { return breaker.carryOut(plan, force); },
        [this, asker = QPointer<QObject>(&context), use = std::move(use)](const Result<BrokenLock> &result) {
            if (asker)
                use(result);
            if (result)
                Q_EMIT broken(*result);
        });
}

void BreakDesk::undo(const std::string &id)
{
    m_undoing.ask(
        *this, [breaker = m_breaker, id]() mutable { return breaker.undo(id); },
        [this](const Result<BrokenLock> &result) {
            if (result)
                Q_EMIT undone(*result);
            else
                Q_EMIT undoFailed(failureText(result.error()));
        });
}

void BreakDesk::listBroken(QObject &context, std::function<void(const Breaker::Found &)> use)
{
    m_aside.ask(
        context, [breaker = m_breaker]() mutable { return breaker.broken(); }, std::move(use));
}

void BreakDesk::findHolders(QObject &context, const std::filesystem::path &path, std::function<void(Holders)> use)
{
    m_aside.ask(
        context,
        [path] {
            Holders found;
            const auto holders = Holder::of(path);
            if (!holders) {
                found.problem = failureText(holders.error());
                return found;
            }
            for (const auto &holder : *holders)
                found.holders.push_back({holder.process(), holder.proof(), holder.whyNot()});
            return found;
        },
        std::move(use));
}

void BreakDesk::signal(QObject &context, const std::filesystem::path &path, std::int64_t pid, int number,
                       std::function<void(const QString &)> use)
{
    m_aside.ask(
        context,
        [path, pid, number]() -> QString {
            const auto holders = Holder::of(path);
            if (!holders)
                return failureText(holders.error());
            const auto holder = std::ranges::find(*holders, pid, &Holder::pid);
            if (holder == holders->end())
                return tr("Process %1 does not hold it any more.").arg(pid);
            const auto sent = holder->signal(number);
            return sent ? QString() : failureText(sent.error());
        },
        std::move(use));
}

} // namespace Lockscope::Ui

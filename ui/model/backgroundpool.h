// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <chrono>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace Lockscope::Ui {

/// Threads for work that accesses the file system, which may block on a mount that does not respond. With one thread,
/// results arrive in the order of the calls. The destructor waits a moment for running work, then abandons the threads
/// that are blocked, so that the window can close.
class BackgroundPool
{
public:
    explicit BackgroundPool(int threads);
    ~BackgroundPool();
    BackgroundPool(const BackgroundPool &) = delete;
    BackgroundPool &operator=(const BackgroundPool &) = delete;

    void run(std::function<void()> work) { m_pool->start(std::move(work)); }

    /// Does the work in the pool, then passes the result to `use` in the thread of the context, unless the context was
    /// destroyed.
    template <typename Work, typename Use>
    void ask(QObject &context, Work work, Use use)
    {
        using Answer = std::invoke_result_t<Work>;
        auto promise = std::make_shared<QPromise<Answer>>();
        auto *answer = new QFutureWatcher<Answer>(&context);
        QObject::connect(answer, &QFutureWatcher<Answer>::finished, &context, [answer, use = std::move(use)]() mutable {
            answer->deleteLater();
            use(answer->future().takeResult());
        });
        answer->setFuture(promise->future());
        run([promise, work = std::make_shared<Work>(std::move(work))] {
            promise->start();
            promise->addResult((*work)());
            promise->finish();
        });
    }

private:
    QThreadPool *m_pool;
};

} // namespace Lockscope::Ui

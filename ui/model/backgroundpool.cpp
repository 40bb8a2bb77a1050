// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/backgroundpool.h"

namespace Lockscope::Ui {

namespace {

constexpr std::chrono::milliseconds PatienceAtTheEnd{2000};

} // namespace

BackgroundPool::BackgroundPool(int threads)
    : m_pool(new QThreadPool)
{
    m_pool->setMaxThreadCount(threads);
}

BackgroundPool::~BackgroundPool()
{
    // Its destructor would wait without a limit.
    if (m_pool->waitForDone(static_cast<int>(PatienceAtTheEnd.count())))
        delete m_pool;
}

} // namespace Lockscope::Ui

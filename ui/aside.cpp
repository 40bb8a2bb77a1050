// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/aside.h"

namespace Lockscope::Ui {

namespace {

constexpr std::chrono::milliseconds PatienceAtTheEnd{2000};

} // namespace

Aside::Aside(int threads)
    : m_pool(new QThreadPool)
{
    m_pool->setMaxThreadCount(threads);
}

Aside::~Aside()
{
    // Its destructor would wait for ever.
    if (m_pool->waitForDone(static_cast<int>(PatienceAtTheEnd.count())))
        delete m_pool;
}

} // namespace Lockscope::Ui

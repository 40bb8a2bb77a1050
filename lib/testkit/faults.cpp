// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/test/faults.h>

#include "testkit/testsystem.h"

#include <QTest>

#include <cstring>

namespace Lockscope::Test {

void addRowsForEachFault(std::initializer_list<const char *> calls, std::initializer_list<int> errors)
{
    QTest::addColumn<Fault>("fault");
    for (const char *const call : calls) {
        for (const int error : errors)
            QTest::addRow("%s %s", call, ::strerrorname_np(error)) << Fault(call, error);
    }
}

ScopedFault::ScopedFault(const Fault &fault, int nth)
    : m_order(TestSystem::give({.call = fault.call(),
                                .nth = nth > 0 ? std::optional(nth) : std::nullopt,
                                .error = fault.error(),
                                .step = {},
                                .hangsBelow = {}}))
{}

ScopedFault::~ScopedFault() = default;
ScopedFault::ScopedFault(ScopedFault &&) noexcept = default;

ScopedFault hang(const std::string &call, const std::filesystem::path &below)
{
    return ScopedFault(std::shared_ptr<void>(
        TestSystem::give({.call = call, .nth = {}, .error = 0, .step = {}, .hangsBelow = below})));
}

Between::Between(const std::string &call, std::function<void()> function)
    : m_order(TestSystem::give({.call = call, .nth = 1, .error = 0, .step = std::move(function), .hangsBelow = {}}))
{}

Between::~Between() = default;

bool Between::wasReached() const
{
    return static_cast<const TestSystem::Order *>(m_order.get())->wasReached;
}

} // namespace Lockscope::Test

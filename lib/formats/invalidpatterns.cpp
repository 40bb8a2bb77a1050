// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/invalidpatterns.h"

#include "formats/catalogue.h"
#include "formats/pattern.h"

#include <lockscope/lockformats.h>

#include <mutex>
#include <set>
#include <tuple>
#include <utility>

namespace Lockscope {

namespace {

struct Reports
{
    std::mutex mutex;
    std::function<void(const FormatProblem &)> handler;
    std::set<std::tuple<std::string, std::int64_t, std::string>> reported; ///< file, line, pattern
};

Reports &reports()
{
    static Reports instance;
    return instance;
}

} // namespace

std::string patternMessage(std::string_view pattern)
{
    const auto problem = patternProblem(pattern);
    return problem.empty() ? problem : "pattern " + std::string(pattern) + ": " + problem;
}

void reportInvalidPattern(const FormatEntry &entry, std::string_view pattern)
{
    // Checking a file of formats matches entries that are not in use.
    if (Catalogue::current().entry(entry.id) != &entry)
        return;
    auto &all = reports();
    const std::lock_guard guard(all.mutex);
    if (!all.handler || !all.reported.emplace(entry.source, entry.line, pattern).second)
        return;
    all.handler({std::string(entry.source), entry.line, patternMessage(pattern)});
}

void setFormatProblemHandler(std::function<void(const FormatProblem &)> handler)
{
    auto &all = reports();
    const std::lock_guard guard(all.mutex);
    all.handler = std::move(handler);
    all.reported.clear();
}

} // namespace Lockscope

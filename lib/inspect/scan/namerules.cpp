// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/scan/namerules.h"

#include <algorithm>

#include <fnmatch.h>

namespace Lockscope {

NameRules::NameRules(const std::vector<std::string> &patterns)
{
    for (const auto &pattern : patterns) {
        const bool without = pattern.starts_with('!');
        m_rules.push_back({pattern.substr(without ? 1 : 0), without ? Says::NoLock : Says::Lock});
    }
    std::ranges::reverse(m_rules);
}

NameRules::Says NameRules::of(const char *name) const
{
    const auto rule =
        std::ranges::find_if(m_rules, [&](const Rule &each) { return ::fnmatch(each.pattern.c_str(), name, 0) == 0; });
    return rule == m_rules.end() ? Says::Nothing : rule->says;
}

} // namespace Lockscope

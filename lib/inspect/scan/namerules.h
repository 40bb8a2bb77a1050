// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace Lockscope {

/// The name patterns of the caller, which add to the names that are considered locks or exclude them:
/// ScanOptions::namePatterns.
class NameRules
{
public:
    explicit NameRules(const std::vector<std::string> &patterns);

    enum class Says
    {
        Nothing,
        Lock,
        NoLock,
    };
    Says of(const char *name) const;

private:
    struct Rule
    {
        std::string pattern;
        Says says = Says::Lock;
    };
    std::vector<Rule> m_rules; ///< the last one first, because it has precedence
};

} // namespace Lockscope

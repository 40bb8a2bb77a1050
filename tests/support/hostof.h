// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts/facts.h"

/// The host in these facts, to change it: the host of other facts is not affected.
inline Lockscope::HostFacts &hostOf(Lockscope::Facts &facts)
{
    auto changed =
        facts.host ? std::make_shared<Lockscope::HostFacts>(*facts.host) : std::make_shared<Lockscope::HostFacts>();
    facts.host = changed;
    return *changed;
}

inline constexpr std::uint64_t InitialPidNamespace = 4026531836;
/// Makes the host a container.
inline constexpr std::uint64_t NestedPidNamespace = 4026532999;

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts/facts.h"

/// What the facts say about the host, to change it: the host of other facts stays as it is.
inline Lockscope::HostFacts &hostOf(Lockscope::Facts &facts)
{
    auto changed =
        facts.host ? std::make_shared<Lockscope::HostFacts>(*facts.host) : std::make_shared<Lockscope::HostFacts>();
    facts.host = changed;
    return *changed;
}

inline constexpr std::uint64_t InitialPidNamespace = 4026531836;
/// The host is then a container.
inline constexpr std::uint64_t NestedPidNamespace = 4026532999;

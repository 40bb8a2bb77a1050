// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/subject.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// The surroundings of an invented lock.
class FakeSurroundings : public Lockscope::Surroundings
{
public:
    std::vector<std::string> names;           ///< other names of the lock's inode
    std::map<std::string, std::string> files; ///< in its directory, with their content; also `held/info`
    std::map<std::string, std::vector<std::string>> directories; ///< what is in them; "" is the lock itself
    bool isLinkToDirectory = false;

    std::vector<std::string> otherNames() const override;
    bool has(const std::string &name) const override;
    std::string contentOf(const std::string &name) const override;
    bool leadsToDirectory() const override { return isLinkToDirectory; }
    std::optional<std::vector<std::string>> entriesOf(const std::string &directory = {}) const override;
};

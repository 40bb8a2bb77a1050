// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "remote/protocol.h"

#include <lockscope/hosts.h>

namespace Lockscope {

bool HostQuestions::isGreeting(std::string_view line)
{
    return Protocol::parseGreeting(line).has_value();
}

std::string HostQuestions::aboutLockedInode(std::int64_t id, const InodeKey &inode)
{
    return Protocol::lockedInodeQuestion(id, inode);
}

std::optional<std::vector<LockReport>> HostQuestions::reportsIn(std::string_view answer, std::int64_t id)
{
    return answer.size() <= MaxAnswer ? Protocol::parseReportsAnswer(answer, id) : std::nullopt;
}

} // namespace Lockscope

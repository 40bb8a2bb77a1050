// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/quarantinemoves.h"

#include "system/quarantinename.h"

namespace Lockscope {

void QuarantineMoves::moved(const std::filesystem::path &from, const std::filesystem::path &to)
{
    const auto fromId = QuarantineName::idIn(from.filename().native());
    const auto toId = QuarantineName::idIn(to.filename().native());
    if (toId && !fromId) {
        auto &move = m_moves[from];
        if (move.id != *toId)
            move = {.id = *toId, .isAside = false, .cameBack = false};
        // A placeholder that is removed leaves the file that it stood for in quarantine.
        const bool isMark = to.filename() == QuarantineName::ofMark(*toId);
        move.isAside = isMark || !move.cameBack;
        move.cameBack = false;
    } else if (fromId && !toId) {
        auto &move = m_moves[to];
        if (move.id != *fromId)
            move = {.id = *fromId, .isAside = false, .cameBack = false};
        move.cameBack = move.isAside;
        move.isAside = false;
    } else if (!toId) {
        cameAnew(to);
    }
}

bool QuarantineMoves::isAside(const std::filesystem::path &path) const
{
    const auto move = m_moves.find(path);
    return move != m_moves.end() && move->second.isAside;
}

void QuarantineMoves::forgetUnless(const std::function<bool(const std::filesystem::path &)> &isOfInterest)
{
    std::erase_if(m_moves, [&](const auto &move) { return !isOfInterest(move.first); });
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/cvsformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace std::string_view_literals;
using InodeType = LockReport::InodeType;

constexpr std::array Folders = {"#cvs.lock"sv, "#cvs.history.lock"sv, "#cvs.val-tags.lock"sv};
/// Of a reader, a writer, and of one who wants to be the next writer.
constexpr std::array Prefixes = {"#cvs.rfl"sv, "#cvs.wfl"sv, "#cvs.pfl"sv};

/// `.build7.example.com.4242`; CVSNT sets the host in brackets.
std::optional<Claim> readOwner(std::string_view text)
{
    const auto dot = text.rfind('.');
    if (!text.starts_with('.') || dot == 0)
        return std::nullopt;
    auto host = text.substr(1, dot - 1);
    if (host.size() > 2 && host.front() == '(' && host.back() == ')')
        host = host.substr(1, host.size() - 2);
    const auto pid = pidIn(text.substr(dot + 1));
    return pid > 0 && isHostName(host) ? std::optional(claimOf(pid, host)) : std::nullopt;
}

std::optional<Recognition> recognise(const Subject &subject)
{
    const std::string_view name = subject.name;
    if (subject.inodeType == InodeType::Directory) {
        if (std::find(Folders.begin(), Folders.end(), name) == Folders.end())
            return std::nullopt;
        auto match =
            reading(CvsFormat, 0.95, LockPhrases::noop("a folder with CVS's name for a lock"), HeldTest::Exists);
        match.breakAction = "rmdir";
        return match;
    }
    if (subject.inodeType != InodeType::Regular)
        return std::nullopt;
    for (const auto prefix : Prefixes) {
        const auto claim = name.starts_with(prefix) ? readOwner(name.substr(prefix.size())) : std::nullopt;
        if (claim)
            return reading(CvsFormat, 0.95, LockPhrases::noop("CVS's name for a lock, with a host and a pid"),
                           HeldTest::Process, *claim);
    }
    return std::nullopt;
}

} // namespace

const Recogniser CvsFormat = {"cvs", "CVS: a folder of a repository that is read or written", recognise};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/nixformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

/// `0c5...-hello-2.12.lock`: in the store each name begins with 32 digits of a base of its own.
bool isStoreName(std::string_view name)
{
    constexpr std::size_t HashDigits = 32;
    constexpr std::string_view Base = "0123456789abcdfghijklmnpqrsvwxyz";
    return name.size() > HashDigits && name[HashDigits] == '-' &&
           std::all_of(name.begin(), name.begin() + HashDigits, [&](char c) { return Base.find(c) != Base.npos; });
}

std::optional<Recognition> recognise(const Subject &subject)
{
    if (!isReadInWhole(subject) || !subject.name.ends_with(".lock"))
        return std::nullopt;
    const bool named = isStoreName(subject.name);
    // The last holder writes this letter after it removed the name, so that waiters see that theirs is gone.
    if (subject.content == "d")
        return reading(NixFormat, named ? 0.95 : 0.6,
                       LockPhrases::noop("the letter that Nix writes into a lock that was released"),
                       HeldTest::KernelLock);
    if (!named || !subject.content.empty() || subject.links != 1)
        return std::nullopt;
    return reading(NixFormat, 0.95, LockPhrases::noop("an empty file with the name of a lock in a Nix store"),
                   HeldTest::KernelLock);
}

} // namespace

const Recogniser NixFormat = {"nix", "Nix: a kernel lock on a file in the store", recognise};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/lvmformat.h"

#include "formats/digits.h"
#include "formats/emptyfile.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

/// `V_` and a volume group or `P_` and a word of LVM's own, either with `:aux` where it guards the lock beside it.
bool isLvmName(std::string_view name)
{
    if (!name.starts_with("V_") && !name.starts_with("P_"))
        return false;
    name.remove_prefix(2);
    constexpr std::string_view Auxiliary = ":aux";
    if (name.ends_with(Auxiliary))
        name.remove_suffix(Auxiliary.size());
    const auto fits = [](char c) {
        return isLetter(c) || isDigit(c) || c == '_' || c == '.' || c == '-' || c == '+' || c == '#';
    };
    return !name.empty() && std::all_of(name.begin(), name.end(), fits);
}

std::optional<Recognition> recognise(const Subject &subject)
{
    if (subject.folder != "lvm" || !isLvmName(subject.name))
        return std::nullopt;
    return emptyLockReading(LvmFormat, subject, Subject::KernelLockKind::Flock, 0.97,
                            LockPhrases::noop("an empty file with the name and the place of a lock of LVM"));
}

} // namespace

const Recogniser LvmFormat = {"lvm", "LVM: a kernel lock (flock) on an empty file for each volume group", recognise};

} // namespace Lockscope

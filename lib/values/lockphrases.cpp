// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/lockphrases.h"

#include <string>

namespace Lockscope {

QString LockPhrases::translated(std::string_view text)
{
    return text.empty() ? QString() : tr(std::string(text).c_str());
}

} // namespace Lockscope

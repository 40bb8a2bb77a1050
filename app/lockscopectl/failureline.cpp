// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "failureline.h"

#include <lockscope/json.h>

namespace Ctl {

std::string failureLine(const Lockscope::Failure &failure, std::string_view event, std::string_view id)
{
    std::string line;
    Lockscope::JsonWriter json(line);
    json.beginObject();
    if (failure.path.empty())
        json.key("path").null();
    else
        json.path(failure.path.native());
    json.key("event").bytes(event);
    json.key("id").bytesOrNull(id);
    json.key("message").text(failure.message());
    json.endObject();
    return line;
}

} // namespace Ctl

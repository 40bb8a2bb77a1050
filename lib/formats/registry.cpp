// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/kernellockfile.h"
#include "formats/pidfile.h"
#include "formats/recogniser.h"
#include "formats/zcformat.h"

#include <lockscope/lockformats.h>

#include <algorithm>
#include <array>

namespace Lockscope {

std::span<const Recogniser> recognisers()
{
    static const std::array Table = {ZcFormat, PidFileFormat, FlockFormat, ZcSimpleFormat, FcntlFormat};
    return Table;
}

std::vector<Recognition> recogniseAll(const Subject &subject)
{
    std::vector<Recognition> readings;
    for (const auto &recogniser : recognisers()) {
        if (auto reading = recogniser.recognise(subject))
            readings.push_back(std::move(*reading));
    }
    std::stable_sort(readings.begin(), readings.end(),
                     [](const auto &left, const auto &right) { return left.confidence > right.confidence; });
    return readings;
}

std::vector<LockFormat> lockFormats()
{
    std::vector<LockFormat> formats;
    for (const auto &recogniser : recognisers())
        formats.push_back({recogniser.id, recogniser.description});
    return formats;
}

} // namespace Lockscope

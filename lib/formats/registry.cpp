// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/catalogue.h"
#include "formats/filelockstrictformat.h"
#include "formats/fluflformat.h"
#include "formats/format.h"
#include "formats/gradleformat.h"
#include "formats/kernellockfile.h"
#include "formats/lmdbformat.h"
#include "formats/msofficeformat.h"
#include "formats/parallelformat.h"
#include "formats/pidfile.h"
#include "formats/placeholderformat.h"
#include "formats/pylockfileformat.h"
#include "formats/vimformat.h"
#include "formats/zcformat.h"

#include <algorithm>
#include <array>
#include <functional>

namespace Lockscope {

std::span<const FormatDetector> formatDetectors()
{
    static const std::array Table = {
        ZcFormat,      LinkFormat,     SymlinkFormat,  MkdirFormat,    SqliteFormat, FilelockStrictFormat,
        FluflFormat,   ParallelFormat, VimFormat,      MsOfficeFormat, GradleFormat, LmdbFormat,
        PidFileFormat, FlockFormat,    ZcSimpleFormat, FcntlFormat,    JavaFormat,
    };
    return Table;
}

std::vector<FormatReading> readAll(const Subject &subject)
{
    return readAll(subject, Catalogue::current());
}

std::vector<FormatReading> readAll(const Subject &subject, const Catalogue &catalogue)
{
    if (auto placeholder = readPlaceholder(subject))
        return {*std::move(placeholder)};
    std::vector<FormatReading> found;
    catalogue.match(subject, found);
    for (const auto &recogniser : formatDetectors()) {
        // Rules come first, and an added entry replaces a format as a whole.
        if (catalogue.isReplaced(recogniser.id) ||
            std::ranges::find(found, recogniser.id, &FormatReading::id) != found.end())
            continue;
        if (auto reading = recogniser.recognise(subject))
            found.push_back(*std::move(reading));
    }
    if (found.empty())
        catalogue.matchUnknown(subject, found);
    std::ranges::stable_sort(found, std::greater(), &FormatReading::confidence);
    return found;
}

} // namespace Lockscope

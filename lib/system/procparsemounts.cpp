// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/procparse.h"
#include "system/textfields.h"

namespace Lockscope::ProcParse {

namespace {

/// The kernel writes blanks, line breaks, backslashes and # in names as three octal digits (mangle_path() of
/// fs/seq_file.c).
std::string unescaped(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto code =
            text[at] == '\\' && at + 3 < text.size() ? number<unsigned>(text.substr(at + 1, 3), 8) : std::nullopt;
        if (code && *code <= 0xff) {
            plain.push_back(static_cast<char>(*code));
            at += 3;
        } else {
            plain.push_back(text[at]);
        }
    }
    return plain;
}

std::optional<Mount> mountLine(std::string_view line)
{
    Mount mount;
    Fields fields(line);
    const auto id = number<int>(fields.next());
    fields.skip(1); // parent
    const auto device = fields.next();
    const auto colon = device.find(':');
    if (!id || colon == std::string_view::npos)
        return {};
    const auto major = number<std::uint32_t>(device.substr(0, colon));
    const auto minor = number<std::uint32_t>(device.substr(colon + 1));
    if (!major || !minor)
        return {};
    mount.id = *id;
    mount.major = *major;
    mount.minor = *minor;
    mount.root = unescaped(fields.next());
    mount.mountPoint = unescaped(fields.next());
    mount.options = fields.next();
    for (auto optional = fields.next(); optional != "-"; optional = fields.next())
        if (optional.empty())
            return {};
    mount.type = unescaped(fields.next());
    mount.source = unescaped(fields.next());
    mount.superOptions = fields.next();
    if (mount.type.empty())
        return {};
    return mount;
}

} // namespace

std::vector<Mount> mountInfo(std::string_view text)
{
    std::vector<Mount> mounts;
    eachLine(text, [&mounts](std::string_view line) {
        if (auto mount = mountLine(line))
            mounts.push_back(std::move(*mount));
    });
    return mounts;
}

} // namespace Lockscope::ProcParse

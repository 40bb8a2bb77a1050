// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/procparse.h"
#include "system/textfields.h"

#include <algorithm>

namespace Lockscope::ProcParse {

namespace {

/// The kernel writes spaces, line breaks, backslashes and # in names as three octal digits (mangle_path() in
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

/// In these options a backslash escapes the character after it.
void addLayers(std::string_view value, bool isList, std::vector<std::string> &layers)
{
    layers.emplace_back();
    for (std::size_t at = 0; at < value.size(); ++at) {
        if (value[at] == '\\' && at + 1 < value.size())
            layers.back().push_back(value[++at]);
        else if (value[at] == ':' && isList)
            layers.emplace_back();
        else
            layers.back().push_back(value[at]);
    }
}

} // namespace

std::vector<std::string> overlayLayers(const Mount &overlay)
{
    std::vector<std::string> layers;
    std::string_view rest = overlay.superOptions;
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto option = rest.substr(0, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        const auto equals = option.find('=');
        const auto name = option.substr(0, equals);
        const auto value = unescaped(equals == option.npos ? std::string_view() : option.substr(equals + 1));
        if (name == "lowerdir+" || name == "datadir+")
            layers.push_back(value);
        else if (name == "lowerdir" || name == "upperdir")
            addLayers(value, name == "lowerdir", layers);
    }
    std::erase(layers, std::string());
    return layers;
}

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

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/procparse.h"
#include "system/textfields.h"

#include <array>

namespace Lockscope::ProcParse {

namespace {

bool isHexadecimalId(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// systemd writes bytes with a special meaning in unit names as `\xNN` (systemd-escape(1)).
std::string withoutUnitEscapes(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto code = text.substr(at).starts_with("\\x") && at + 4 <= text.size()
                              ? number<unsigned>(text.substr(at + 2, 2), 16)
                              : std::nullopt;
        plain.push_back(code ? static_cast<char>(*code) : text[at]);
        at += code ? 3 : 0;
    }
    return plain;
}

/// The text between `begin` and `end`, if the text begins and ends with them.
std::string_view between(std::string_view text, std::string_view begin, std::string_view end)
{
    if (!text.starts_with(begin) || !text.ends_with(end) || text.size() <= begin.size() + end.size())
        return {};
    return text.substr(begin.size(), text.size() - begin.size() - end.size());
}

/// `ID`, `docker-ID.scope`, `libpod-ID.scope`, `cri-containerd-ID.scope`, `crio-ID.scope` and `libpod-ID`. The monitor
/// of a container, `libpod-conmon-ID.scope`, runs on the host.
std::string_view hexadecimalId(std::string_view part)
{
    if (part.ends_with(".scope"))
        part.remove_suffix(std::string_view(".scope").size());
    const auto dash = part.rfind('-');
    if (dash != std::string_view::npos) {
        if (part.substr(0, dash).ends_with("conmon"))
            return {};
        part.remove_prefix(dash + 1);
    }
    return isHexadecimalId(part) ? part : std::string_view();
}

/// The container that one directory of a cgroup path stands for.
std::string containerOf(std::string_view part, std::string_view parent)
{
    if (const auto id = hexadecimalId(part); !id.empty())
        return std::string(id);
    if (parent == "lxc" || parent == "lxc.payload")
        return std::string(part);
    if (const auto name = between(part, "lxc.payload.", ""); !name.empty())
        return std::string(name);
    // systemd-nspawn. Virtual machines of libvirt have similar names, but their processes belong to the host.
    if (const auto name = between(part, "machine-", ".scope"); !name.empty() && !name.starts_with("qemu"))
        return withoutUnitEscapes(name);
    if (const auto name = between(part, "systemd-nspawn@", ".service"); !name.empty())
        return withoutUnitEscapes(name);
    return {};
}

} // namespace

std::string containerId(std::string_view cgroup)
{
    std::string found;
    eachLine(cgroup, [&found](std::string_view line) {
        // number:controllers:path; the controllers may contain name=..., but never a colon.
        const auto path = line.find(':', line.find(':') + 1);
        if (!found.empty() || path == std::string_view::npos)
            return;
        // For nested containers, the process is in the innermost one.
        std::string_view parent;
        for (auto rest = line.substr(path + 1); !rest.empty();) {
            const auto part = rest.substr(0, rest.find('/'));
            if (auto container = containerOf(part, parent); !container.empty())
                found = std::move(container);
            parent = part;
            rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        }
    });
    return found;
}

} // namespace Lockscope::ProcParse

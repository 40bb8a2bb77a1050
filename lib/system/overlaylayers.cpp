// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/overlaylayers.h"

#include "system/mounts.h"
#include "system/processes.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <system_error>

namespace Lockscope {

namespace {

namespace fs = std::filesystem;

/// The path relative to a directory, without a leading slash; absent if it is not below.
std::optional<std::string_view> below(std::string_view directory, std::string_view path)
{
    if (directory == "/")
        return path.starts_with('/') ? std::optional(path.substr(1)) : std::nullopt;
    if (!path.starts_with(directory) || (path.size() > directory.size() && path[directory.size()] != '/'))
        return {};
    return path.substr(std::min(directory.size() + 1, path.size()));
}

std::string joined(const std::string &directory, std::string_view rest)
{
    if (rest.empty())
        return directory;
    return (directory == "/" ? std::string() : directory) + '/' + std::string(rest);
}

/// Calls `use` with the path and each directory above it, until it returns true. Another process chose the path, so it
/// may be relative.
template <typename Use>
void upwards(std::string_view path, const Use &use)
{
    while (!use(path) && path.size() > 1 && path.find('/') != path.npos)
        path = path.substr(0, std::max(path.rfind('/'), std::size_t{1}));
}

std::vector<fs::path> candidates(const std::string &layer, const ProcParse::Mount &overlay,
                                 const std::vector<std::string> &layers)
{
    std::vector<fs::path> found;
    if (layer.starts_with('/'))
        return {layer};
    std::set<std::string, std::less<>> directories;
    const auto addAbove = [&](const std::string &path) {
        upwards(path, [&](std::string_view directory) {
            directories.emplace(directory);
            return false;
        });
    };
    addAbove(overlay.mountPoint);
    for (const auto &other : layers)
        if (other.starts_with('/'))
            addAbove(other);
    for (const auto &directory : directories)
        found.push_back(fs::path(directory) / layer);
    return found;
}

} // namespace

std::vector<fs::path> overlayLayerPaths(const ProcParse::Mount &overlay)
{
    const auto layers = ProcParse::overlayLayers(overlay);
    std::vector<fs::path> paths;
    for (const auto &layer : layers)
        std::ranges::move(candidates(layer, overlay, layers), std::back_inserter(paths));
    return paths;
}

OverlayLayers::OverlayLayers(const ProcRoot &proc)
{
    // A host with thousands of containers has thousands of mounts.
    constexpr std::size_t LargestMountTable = 16 * 1024 * 1024;
    const auto own = proc.read("self/mountinfo", LargestMountTable);
    for (auto &mount : ProcParse::mountInfo(own.value_or("")))
        m_ownMounts.insert_or_assign(mount.mountPoint, mount);
    addLayers(own.value_or(""), 0);
    std::set<std::uint64_t> namespaces;
    if (const auto ours = proc.namespaceInode("self/ns/mnt"))
        namespaces.insert(*ours);
    for (const auto pid : allProcesses(proc)) {
        const auto process = std::to_string(pid);
        if (const auto theirs = proc.namespaceInode(process + "/ns/mnt"); theirs && namespaces.insert(*theirs).second)
            addLayers(proc.read(process + "/mountinfo", LargestMountTable).value_or(""), pid);
    }
}

void OverlayLayers::addLayers(const std::string &mountInfo, std::int64_t pid)
{
    if (mountInfo.find(" overlay ") == std::string::npos)
        return;
    const auto all = ProcParse::mountInfo(mountInfo);
    Mounts mounts;
    for (const auto &mount : all)
        mounts.insert_or_assign(mount.mountPoint, mount);
    for (const auto &overlay : all) {
        // Bind mounts from inside the overlay have the same options, but another root.
        if (overlay.type != "overlay" || overlay.root != "/")
            continue;
        for (const auto &layer : overlayLayerPaths(overlay))
            addLayer(layer, overlay, mounts, pid);
    }
}

void OverlayLayers::addLayer(const std::string &layer, const ProcParse::Mount &overlay, const Mounts &mounts,
                             std::int64_t pid)
{
    const Overlay use{overlay.mountPoint, pid, {}};
    // An overlay may hide its own layers.
    if (const auto place = placeOf(layer, mounts, overlay.id))
        m_layers.emplace(*place, use);
    // Docker names layers by symbolic links.
    if (!mayBeAsked(layer))
        return;
    std::error_code error;
    const auto real = fs::canonical(layer, error);
    const int without = pid == 0 ? overlay.id : -1;
    if (const auto place = error ? std::nullopt : placeOf(real.native(), m_ownMounts, without))
        m_layers.emplace(*place, use);
}

/// A file server may not respond.
bool OverlayLayers::mayBeAsked(const fs::path &path) const
{
    bool isLocal = false;
    upwards(path.native(), [&](std::string_view directory) {
        const auto mount = m_ownMounts.find(directory);
        if (mount == m_ownMounts.end())
            return false;
        const auto &type = mount->second.type;
        isLocal = !isRemoteFileSystem(type) && !type.starts_with("fuse") && type != "autofs";
        return true;
    });
    return isLocal;
}

std::optional<OverlayLayers::Place> OverlayLayers::placeOf(std::string_view path, const Mounts &mounts, int withoutId)
{
    std::optional<Place> place;
    upwards(path, [&](std::string_view directory) {
        const auto found = mounts.find(directory);
        if (found == mounts.end() || found->second.id == withoutId)
            return false;
        const auto &mount = found->second;
        place.emplace(mount.major, mount.minor, joined(mount.root, below(directory, path).value_or("")));
        return true;
    });
    return place;
}

std::optional<OverlayLayers::Overlay> OverlayLayers::overlayOf(const fs::path &path) const
{
    if (m_layers.empty())
        return {};
    std::error_code error;
    const auto directory = fs::canonical(path.has_parent_path() ? path.parent_path() : ".", error);
    const auto real = error ? path : directory / path.filename();
    const auto place = placeOf(real.native(), m_ownMounts);
    if (!place)
        return {};
    const auto &[major, minor, inside] = *place;
    std::optional<Overlay> overlay;
    upwards(inside, [&](std::string_view layer) {
        const auto found = m_layers.find({major, minor, std::string(layer)});
        if (found == m_layers.end())
            return false;
        overlay = found->second;
        overlay->pathThere = joined(overlay->mountPoint, below(layer, inside).value_or(""));
        return true;
    });
    return overlay;
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procparse.h"
#include "system/procroot.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace Lockscope {

/// Possible paths of the layers of an overlay mount, from their names in mountinfo. A container engine may use (short)
/// names relative to its own directory, which mountinfo does not show: it is above the mount point or above another
/// layer, and each of these directories is tried.
std::vector<std::filesystem::path> overlayLayerPaths(const ProcParse::Mount &overlay);

/// The directories that are layers of overlay file systems, such as the images and containers of Docker and Podman.
///
/// A process that opens such a file through the overlay has an inode of the overlay open: neither its descriptor nor
/// its kernel locks are shown for the file in the layer. Covers this mount namespace and those of all processes whose
/// mounts can be read. Layers that mountinfo does not list (fuse-overlayfs, aufs) are unknown. Constant after
/// construction: threads may share one.
class OverlayLayers
{
public:
    explicit OverlayLayers(const ProcRoot &proc);

    struct Overlay
    {
        std::string mountPoint;
        std::int64_t pid = 0;            ///< a process that sees the mount; 0: this process
        std::filesystem::path pathThere; ///< the path of the file in the overlay

        bool operator==(const Overlay &) const = default;
    };
    /// The overlay that has this file in one of its layers. Follows links in the directory of the file.
    std::optional<Overlay> overlayOf(const std::filesystem::path &path) const;

private:
    /// The topmost mounts of one namespace by mount point.
    using Mounts = std::map<std::string, ProcParse::Mount, std::less<>>;
    /// The device of a file system, and a path inside that file system: independent of the mount.
    using Place = std::tuple<std::uint32_t, std::uint32_t, std::string>;

    static std::optional<Place> placeOf(std::string_view path, const Mounts &mounts, int withoutId = -1);
    void addLayers(const std::string &mountInfo, std::int64_t pid);
    void addLayer(const std::string &layer, const ProcParse::Mount &overlay, const Mounts &mounts, std::int64_t pid);
    bool mayBeAsked(const std::filesystem::path &path) const;

    Mounts m_ownMounts;
    std::map<Place, Overlay> m_layers;
};

} // namespace Lockscope

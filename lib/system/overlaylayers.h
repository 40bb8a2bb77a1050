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

/// Where the layers of an overlay mount may lie, by the names that mountinfo gives them. A container engine may name
/// layers relative to its own directory (they are short then), which mountinfo does not tell: it is above the mount
/// point or above another layer, and each of these is among the paths.
std::vector<std::filesystem::path> overlayLayerPaths(const ProcParse::Mount &overlay);

/// The directories that overlay file systems are made of, such as the images and containers of Docker and Podman.
///
/// A process that opens such a file through the overlay has an inode of the overlay open: neither its descriptor nor
/// its kernel locks show at the file in the layer. Layers are those of this mount namespace and of the namespaces of
/// all processes whose mounts can be read. Layers that mountinfo does not name (fuse-overlayfs, aufs) are not known.
/// Read-only after construction: threads may share one.
class OverlayLayers
{
public:
    explicit OverlayLayers(const ProcRoot &proc);

    struct Overlay
    {
        std::string mountPoint;
        std::int64_t pid = 0;            ///< a process that sees the mount; 0: this one does
        std::filesystem::path pathThere; ///< the file as the overlay names it

        bool operator==(const Overlay &) const = default;
    };
    /// The overlay that has this file in one of its layers. Follows links in the file's directory.
    std::optional<Overlay> overlayOf(const std::filesystem::path &path) const;

private:
    /// The mounts of one namespace by their mount points, of each the topmost.
    using Mounts = std::map<std::string, ProcParse::Mount, std::less<>>;
    /// A file system's device, and a path inside that file system: the same through all its mounts.
    using Place = std::tuple<std::uint32_t, std::uint32_t, std::string>;

    static std::optional<Place> placeOf(std::string_view path, const Mounts &mounts, int withoutId = -1);
    void addLayers(const std::string &mountInfo, std::int64_t pid);
    void addLayer(const std::string &layer, const ProcParse::Mount &overlay, const Mounts &mounts, std::int64_t pid);
    bool mayBeAsked(const std::filesystem::path &path) const;

    Mounts m_ownMounts;
    std::map<Place, Overlay> m_layers;
};

} // namespace Lockscope

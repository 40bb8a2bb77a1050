// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/watchroots.h"

#include "system/filestatus.h"

#include <algorithm>
#include <cerrno>

namespace Lockscope {

namespace {

using State = WatchedPlace::State;

} // namespace

bool isOrLiesBelow(std::string_view path, std::string_view folder)
{
    if (!path.starts_with(folder))
        return false;
    return path.size() == folder.size() || folder.ends_with('/') || path[folder.size()] == '/';
}

void WatchRoots::set(const std::vector<std::filesystem::path> &paths, bool alwaysPoll)
{
    m_alwaysPoll = alwaysPoll;
    m_roots.clear();
    for (const auto &given : paths) {
        auto text = given.native();
        while (text.size() > 1 && text.ends_with('/'))
            text.pop_back();
        m_roots.push_back({.given = given, .path = text, .failure = {}});
    }
}

void WatchRoots::lookAt(Root &root, FolderWatches &watches) const
{
    root.failure.reset();
    const auto status = fileStatus(root.path);
    if (status == FileStatus::Refused) {
        root.failure = Failure::fromErrno(LockErrc::ReadFailed, "stat", root.path);
        const bool forbidden = root.failure->systemErrno == EACCES || root.failure->systemErrno == EPERM;
        root.kind = Kind::Nothing;
        root.state = forbidden ? State::NoPermission : State::Polling;
        return;
    }
    root.kind = status == FileStatus::Nothing  ? Kind::Nothing
                : status == FileStatus::Folder ? Kind::Folder
                                               : Kind::File;
    root.state = m_alwaysPoll ? State::Polling : root.kind == Kind::Nothing ? State::Absent : State::Live;
    if (root.kind == Kind::Folder) {
        if (const auto readable = readableFolder(root.path); !readable) {
            root.failure = readable.error();
            root.state = State::NoPermission;
        } else if (const auto followed = watches.follow(root.path, true); !followed) {
            root.failure = followed.error();
            root.state = State::Polling;
        }
    } else {
        await(root, watches);
    }
    // What lies above it may be moved away, or a part of it may go.
    for (auto above = root.path.parent_path(); above.has_relative_path(); above = above.parent_path())
        static_cast<void>(watches.followName(above));
}

void WatchRoots::await(Root &root, FolderWatches &watches) const
{
    // The last one may be empty: a name alone lies in the working folder.
    auto folder = root.path.parent_path();
    while (folder.has_relative_path() && fileStatus(folder) != FileStatus::Folder)
        folder = folder.parent_path();
    if (const auto followed = watches.follow(folder, true); !followed) {
        root.failure = followed.error();
        root.state = State::Polling;
    }
}

void WatchRoots::fallBackToPolling(const std::filesystem::path &folder, const Failure &failure)
{
    for (auto &root : m_roots) {
        if (root.kind == Kind::Folder && isOrLiesBelow(folder.native(), root.path.native())) {
            root.state = State::Polling;
            root.failure = failure;
        }
    }
}

bool WatchRoots::contains(std::string_view path) const
{
    return std::ranges::any_of(m_roots, [&](const Root &root) {
        return path == root.path.native() || (root.kind == Kind::Folder && isOrLiesBelow(path, root.path.native()));
    });
}

bool WatchRoots::mayContain(std::string_view path) const
{
    return std::ranges::any_of(m_roots, [&](const Root &root) { return isOrLiesBelow(path, root.path.native()); });
}

bool WatchRoots::isFile(std::string_view path) const
{
    return std::ranges::any_of(
        m_roots, [&](const Root &root) { return root.kind != Kind::Folder && path == root.path.native(); });
}

std::vector<WatchRoots::Root *> WatchRoots::below(std::string_view entry)
{
    std::vector<Root *> found;
    for (auto &root : m_roots) {
        if (isOrLiesBelow(root.path.native(), entry))
            found.push_back(&root);
    }
    return found;
}

} // namespace Lockscope

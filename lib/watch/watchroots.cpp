// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/watchroots.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <tuple>

namespace Lockscope {

namespace {

using State = WatchedPlace::State;

/// Without symbolic links, except for the last component if it is not a directory: a link may be the lock.
std::filesystem::path canonicalOf(const std::filesystem::path &path, FileStatus status)
{
    std::error_code error;
    if (status == FileStatus::Directory || !path.has_filename())
        return std::filesystem::weakly_canonical(path, error);
    const auto directory = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    return std::filesystem::weakly_canonical(directory, error) / path.filename();
}

/// The path below one place, expressed by another name of that place.
std::filesystem::path renamed(const std::filesystem::path &path, const std::filesystem::path &from,
                              const std::filesystem::path &to)
{
    return path == from ? to : to / path.lexically_relative(from);
}

} // namespace

bool isOrLiesBelow(std::string_view path, std::string_view directory)
{
    if (!path.starts_with(directory))
        return false;
    return path.size() == directory.size() || directory.ends_with('/') || path[directory.size()] == '/';
}

void WatchRoots::set(const std::vector<std::filesystem::path> &paths, bool alwaysPoll)
{
    m_alwaysPoll = alwaysPoll;
    m_roots.clear();
    for (const auto &given : paths) {
        auto text = given.native();
        while (text.size() > 1 && text.ends_with('/'))
            text.pop_back();
        Root root;
        root.given = given;
        root.path = text;
        m_roots.push_back(std::move(root));
    }
}

void WatchRoots::compareNames()
{
    m_overlap = std::ranges::any_of(m_roots, [this](const Root &outer) {
        return std::ranges::any_of(m_roots, [&outer](const Root &inner) {
            return isOrLiesBelow(inner.canonical.native(), outer.canonical.native()) &&
                   renamed(inner.canonical, outer.canonical, outer.path) != inner.path;
        });
    });
}

WatchRoots::Root::Identity WatchRoots::identityOf(const std::filesystem::path &path)
{
    Root::Identity identity{.status = fileStatus(path), .followed = path};
    if (identity.status == FileStatus::Refused)
        return identity; // errno is the reason
    if (identity.status != FileStatus::Directory) {
        // The last one may be empty: a name without a directory is in the working directory.
        identity.followed = path.parent_path();
        while (identity.followed.has_relative_path() && fileStatus(identity.followed) != FileStatus::Directory)
            identity.followed = identity.followed.parent_path();
    }
    if (const auto inode = directoryInode(identity.followed.empty() ? "." : identity.followed))
        std::tie(identity.device, identity.inode) = *inode;
    return identity;
}

bool WatchRoots::isReplaced(const Root &root) const
{
    return identityOf(root.path) != root.identity || root.isSecondName != (sameBefore(root) != nullptr);
}

/// The first place that is the same directory as this one, if it is a different place.
const WatchRoots::Root *WatchRoots::sameBefore(const Root &root) const
{
    if (root.kind != Kind::Directory)
        return nullptr;
    const auto first = std::ranges::find_if(m_roots, [&](const Root &other) {
        return other.kind == Kind::Directory && other.identity.device == root.identity.device &&
               other.identity.inode == root.identity.inode;
    });
    return first == m_roots.end() || &*first == &root ? nullptr : &*first;
}

void WatchRoots::probe(Root &root, DirectoryWatches &watches)
{
    root.failure.reset();
    root.isSecondName = false;
    root.identity = identityOf(root.path);
    const auto status = root.identity.status;
    root.canonical = canonicalOf(root.path, status);
    compareNames();
    if (status == FileStatus::Refused) {
        root.failure = Failure::fromErrno(LockErrc::ReadFailed, "stat", root.path);
        const bool forbidden = root.failure->systemErrno == EACCES || root.failure->systemErrno == EPERM;
        root.kind = Kind::Nothing;
        root.state = forbidden ? State::NoPermission : State::Polling;
        return;
    }
    root.kind = status == FileStatus::Nothing     ? Kind::Nothing
                : status == FileStatus::Directory ? Kind::Directory
                                                  : Kind::File;
    root.state = m_alwaysPoll ? State::Polling : root.kind == Kind::Nothing ? State::Absent : State::Live;
    root.isSecondName = sameBefore(root) != nullptr;
    const auto readable = root.kind == Kind::Directory ? readableDirectory(root.path) : Result<void>();
    if (!readable) {
        root.failure = readable.error();
        root.state = State::NoPermission;
    } else {
        followWhatDecides(root.identity.followed, root, watches);
    }
}

/// Watches the directory, unless its locks are reported under another name, and the directories that can change its
/// name.
void WatchRoots::followWhatDecides(const std::filesystem::path &directory, Root &root, DirectoryWatches &watches) const
{
    if (const auto followed = root.isSecondName ? Result<void>() : watches.followPlace(directory); !followed) {
        root.failure = followed.error();
        root.state = State::Polling;
    }
    if (directory.has_filename())
        static_cast<void>(watches.followName(directory.parent_path(), directory.filename().native()));
    // Directories above it may be renamed or removed.
    for (auto above = root.path.parent_path(); above.has_relative_path(); above = above.parent_path())
        static_cast<void>(watches.followName(above));
}

void WatchRoots::fallBackToPolling(const std::filesystem::path &directory, const Failure &failure)
{
    for (auto &root : m_roots) {
        if (root.kind == Kind::Directory && isOrLiesBelow(directory.native(), root.path.native())) {
            root.state = State::Polling;
            root.failure = failure;
        }
    }
}

bool WatchRoots::contains(std::string_view path) const
{
    const bool isInPlace = std::ranges::any_of(m_roots, [&](const Root &root) {
        return !root.isSecondName && (path == root.path.native() ||
                                      (root.kind == Kind::Directory && isOrLiesBelow(path, root.path.native())));
    });
    return isInPlace && !isToldElsewhere(path);
}

bool WatchRoots::isToldElsewhere(std::string_view path) const
{
    if (!m_overlap)
        return false;
    // The innermost place by the path as written determines the target, without accessing the file system.
    const Root *naming = nullptr;
    for (const auto &root : m_roots) {
        if (isOrLiesBelow(path, root.path.native()) &&
            (!naming || root.path.native().size() > naming->path.native().size()))
            naming = &root;
    }
    if (!naming)
        return false;
    const auto canonical = renamed(path, naming->path, naming->canonical);
    const Root *innermost = nullptr;
    for (const auto &root : m_roots) {
        const bool covers = canonical == root.canonical || (root.kind == Kind::Directory && !root.isSecondName &&
                                                            isOrLiesBelow(canonical.native(), root.canonical.native()));
        if (covers && (!innermost || root.canonical.native().size() > innermost->canonical.native().size()))
            innermost = &root;
    }
    return innermost && renamed(canonical, innermost->canonical, innermost->path) != path;
}

bool WatchRoots::mayContain(std::string_view path) const
{
    return std::ranges::any_of(m_roots, [&](const Root &root) { return isOrLiesBelow(path, root.path.native()); });
}

bool WatchRoots::isFile(std::string_view path) const
{
    return std::ranges::any_of(
        m_roots, [&](const Root &root) { return root.kind != Kind::Directory && path == root.path.native(); });
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

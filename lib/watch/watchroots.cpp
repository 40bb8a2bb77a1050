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

/// Calls back for the path and for each directory above it, by its name, until the callback returns true.
template <typename Callback>
bool anyAtOrAbove(std::string_view path, Callback callback)
{
    if (callback(path))
        return true;
    for (auto end = path.rfind('/'); end != std::string_view::npos; end = end > 0 ? path.rfind('/', end - 1) : end) {
        if (callback(path.substr(0, std::max<std::size_t>(end, 1))))
            return true;
        if (end == 0)
            break;
    }
    return false;
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
    m_byPath.clear();
    for (auto &root : m_roots)
        m_byPath.emplace(root.path.native(), &root);
    m_overlap.reset();
}

bool WatchRoots::overlap() const
{
    if (m_overlap)
        return *m_overlap;
    std::multimap<std::string_view, const Root *> byCanonical;
    for (const auto &root : m_roots)
        byCanonical.emplace(root.canonical.native(), &root);
    m_overlap = std::ranges::any_of(m_roots, [&](const Root &inner) {
        return anyAtOrAbove(inner.canonical.native(), [&](std::string_view directory) {
            const auto [begin, end] = byCanonical.equal_range(directory);
            return std::any_of(begin, end, [&](const auto &outer) {
                return renamed(inner.canonical, outer.second->canonical, outer.second->path) != inner.path;
            });
        });
    });
    return *m_overlap;
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

void WatchRoots::probeAll(DirectoryWatches &watches)
{
    const Root *before = nullptr;
    for (auto &root : m_roots) {
        probe(root, before, watches);
        before = &root;
    }
}

/// `before` was probed immediately before; absent if none was.
void WatchRoots::probe(Root &root, const Root *before, DirectoryWatches &watches)
{
    root.failure.reset();
    root.isSecondName = false;
    root.identity = identityOf(root.path);
    const auto status = root.identity.status;
    root.canonical = canonicalOf(root.path, status);
    m_overlap.reset();
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
    } else if (before && root.kind == Kind::File && before->kind == Kind::File && !before->failure &&
               root.path.parent_path() == before->path.parent_path() &&
               root.identity.followed == before->identity.followed && root.identity.device == before->identity.device &&
               root.identity.inode == before->identity.inode) {
        return; // the same directory decides
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
    const bool isInPlace = anyAtOrAbove(path, [&](std::string_view name) {
        const auto [begin, end] = m_byPath.equal_range(name);
        return std::any_of(begin, end, [&](const auto &root) {
            return !root.second->isSecondName && (name == path || root.second->kind == Kind::Directory);
        });
    });
    return isInPlace && !isReportedElsewhere(path);
}

bool WatchRoots::isReportedElsewhere(std::string_view path) const
{
    if (!overlap())
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
    return anyAtOrAbove(path, [this](std::string_view name) { return m_byPath.contains(name); });
}

bool WatchRoots::isFile(std::string_view path) const
{
    const auto [begin, end] = m_byPath.equal_range(path);
    return std::any_of(begin, end, [](const auto &root) { return root.second->kind != Kind::Directory; });
}

std::vector<WatchRoots::Root *> WatchRoots::below(std::string_view entry)
{
    std::vector<Root *> found;
    for (auto it = m_byPath.lower_bound(entry); it != m_byPath.end() && it->first.starts_with(entry); ++it) {
        if (isOrLiesBelow(it->first, entry))
            found.push_back(it->second);
    }
    return found;
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/sources/placesearch.h"

#include "ui/remote/etcdwatch.h"
#include "ui/text/lockaddress.h"

#include <QFile>

#include <system_error>
#include <utility>

namespace Lockscope::Ui {

namespace {

std::filesystem::path toAbsolute(const std::filesystem::path &path)
{
    std::error_code error;
    auto absolute = std::filesystem::absolute(path, error);
    return error ? path : absolute;
}

NamedPath namedPath(const std::filesystem::path &path)
{
    // What is at an address is only known when it is watched.
    if (const auto address = LockAddress::of(path); address.where != LockAddress::Where::Here)
        return {.path = address.where == LockAddress::Where::Etcd ? normalEtcdAddress(path) : path,
                .kind = NamedPath::Kind::Directory};
    NamedPath named{.path = toAbsolute(path)};
    std::error_code error;
    // A link may be a lock itself: only one that leads to a directory is followed.
    if (std::filesystem::symlink_status(named.path, error).type() == std::filesystem::file_type::not_found)
        named.kind = NamedPath::Kind::Absent;
    else if (std::filesystem::is_directory(named.path, error))
        named.kind = NamedPath::Kind::Directory;
    return named;
}

} // namespace

std::filesystem::path toPath(const QString &name)
{
    return std::filesystem::path(QFile::encodeName(name).toStdString());
}

PlaceSearch::PlaceSearch(QObject *parent)
    : QObject(parent)
{}

void PlaceSearch::thisHost(Use use)
{
    m_thread.ask(
        *this, [] { return Places{.paths = LockWatcher::wellKnownPlaces(), .kernelLocks = true}; }, std::move(use));
}

void PlaceSearch::named(const Paths &paths, std::function<void(std::vector<NamedPath>)> use)
{
    m_thread.ask(
        *this,
        [paths] {
            std::vector<NamedPath> all;
            for (const auto &path : paths)
                all.push_back(namedPath(path));
            return all;
        },
        std::move(use));
}

} // namespace Lockscope::Ui

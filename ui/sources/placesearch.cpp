// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/sources/placesearch.h"

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

void PlaceSearch::paths(Paths paths, Use use)
{
    m_thread.ask(
        *this,
        [paths = std::move(paths)] {
            Places places;
            for (const auto &path : paths)
                places.paths.push_back(toAbsolute(path));
            return places;
        },
        std::move(use));
}

} // namespace Lockscope::Ui

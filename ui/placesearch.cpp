// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/placesearch.h"

#include <QFile>
#include <QFutureWatcher>
#include <QPromise>

#include <memory>
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
{
    m_thread.setMaxThreadCount(1);
}

void PlaceSearch::thisHost(Use use)
{
    ask([] { return Places{.paths = LockWatcher::wellKnownPlaces(), .kernelLocks = true}; }, std::move(use));
}

void PlaceSearch::paths(Paths paths, Use use)
{
    ask(
        [paths = std::move(paths)] {
            Places places;
            for (const auto &path : paths)
                places.paths.push_back(toAbsolute(path));
            return places;
        },
        std::move(use));
}

void PlaceSearch::ask(std::function<Places()> question, Use use)
{
    auto promise = std::make_shared<QPromise<Places>>();
    auto *answer = new QFutureWatcher<Places>(this);
    connect(answer, &QFutureWatcher<Places>::finished, this, [answer, use = std::move(use)] {
        use(answer->result());
        answer->deleteLater();
    });
    answer->setFuture(promise->future());
    m_thread.start([promise, question = std::move(question)] {
        promise->start();
        promise->addResult(question());
        promise->finish();
    });
}

} // namespace Lockscope::Ui

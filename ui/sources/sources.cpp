// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/sources/sources.h"

#include "ui/model/locktablemodel.h"
#include "ui/remote/remotewatcher.h"
#include "ui/settings/preferences.h"
#include "ui/sources/scope.h"

#include <QByteArray>

#include <algorithm>
#include <memory>
#include <utility>

namespace Lockscope::Ui {

namespace {

constexpr auto KeptKey = "sources/kept";
constexpr auto KernelKey = "sources/kernelLocks";
constexpr auto ChosenKey = "sources/paths";
constexpr auto DeclinedKey = "sources/declined";

QVariantList toVariants(const Paths &paths)
{
    QVariantList list;
    for (const auto &path : paths)
        list += QByteArray::fromStdString(path.native());
    return list;
}

Paths toPaths(const QVariant &value)
{
    Paths paths;
    for (const auto &entry : value.toList()) {
        // The values of a damaged file are arbitrary.
        if (const auto bytes = entry.toByteArray().toStdString();
            bytes.starts_with('/') || LockAddress::isAddress(bytes))
            paths.emplace_back(bytes);
    }
    return paths;
}

bool contains(const Paths &paths, const std::filesystem::path &path)
{
    return std::ranges::find(paths, path) != paths.end();
}

} // namespace

Sources::Sources(LockWatcher &watcher, RemoteWatcher &remote, Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_watcher(watcher)
    , m_remote(remote)
    , m_preferences(preferences)
{
    connect(&watcher, &LockWatcher::placeChanged, this, &Sources::notePlace);
    connect(&remote, &RemoteWatcher::stateChanged, this, &Sources::noteRemote);
}

void Sources::watchAsBefore()
{
    m_isKept = true;
    if (!m_preferences.value(QLatin1String(KeptKey)).toBool()) {
        watchThisHost();
        return;
    }
    Q_EMIT looking(true);
    auto chosen = std::make_shared<std::vector<NamedPath>>();
    m_search.named(toPaths(m_preferences.value(QLatin1String(ChosenKey))),
                   [chosen](const std::vector<NamedPath> &found) { *chosen = found; });
    m_search.thisHost([this, chosen](const LockWatcher::Places &host) {
        start(m_preferences.value(QLatin1String(KernelKey), true).toBool(), *chosen, host,
              toPaths(m_preferences.value(QLatin1String(DeclinedKey))));
    });
}

void Sources::watchThisHost()
{
    Q_EMIT looking(true);
    m_search.thisHost([this](const LockWatcher::Places &host) {
        start(true, {}, host, {});
        keep();
    });
}

void Sources::watchOnly(const Paths &paths, WhenWatched whenWatched)
{
    m_isKept = false;
    Q_EMIT looking(true);
    // Both searches start now, so that places that are added meanwhile come after them and are kept.
    auto chosen = std::make_shared<std::vector<NamedPath>>();
    m_search.named(paths, [chosen](const std::vector<NamedPath> &found) { *chosen = found; });
    m_search.thisHost([this, chosen, whenWatched = std::move(whenWatched)](const LockWatcher::Places &host) {
        start(false, *chosen, host, host.paths);
        if (whenWatched)
            whenWatched(*chosen);
    });
}

void Sources::add(const Paths &paths, WhenWatched whenWatched)
{
    Q_EMIT looking(false);
    m_search.named(paths, [this, whenWatched = std::move(whenWatched)](const std::vector<NamedPath> &more) {
        for (const auto &named : more) {
            if (auto *known = find(named.path)) {
                known->isWatched = true;
                known->isOwn = false;
                continue;
            }
            insert({.path = named.path, .isFile = named.kind != NamedPath::Kind::Directory});
        }
        apply();
        m_isKept ? keep() : keepAlso(more);
        if (whenWatched)
            whenWatched(more);
    });
}

void Sources::addOwn(const std::filesystem::path &path)
{
    if (find(path))
        return;
    insert({.path = path, .isFile = true, .isOwn = true});
    apply();
}

void Sources::remove(const Paths &paths)
{
    const auto isGone = [&](const Source &source) {
        return !source.isKernel() && !source.isWellKnown && contains(paths, source.path);
    };
    if (std::erase_if(m_sources, isGone) == 0)
        return;
    apply();
    keep();
}

void Sources::setWatched(const std::filesystem::path &path, bool isWatched)
{
    auto *source = find(path);
    if (!source || source->isWatched == isWatched)
        return;
    source->isWatched = isWatched;
    if (isWatched)
        Q_EMIT looking(false);
    apply();
    keep();
}

bool Sources::isWellKnown(const std::filesystem::path &path) const
{
    bool isOffered = false;
    for (const auto &source : m_sources) {
        if (source.isKernel() || !isBelow(path, source.path))
            continue;
        if (!source.isWellKnown)
            return false;
        isOffered = true;
    }
    return isOffered;
}

void Sources::count(const LockTableModel &locks)
{
    std::vector<SourceCounts> counts(m_sources.size());
    for (int row = 0; row < locks.rowCount(); ++row) {
        const auto &lock = locks.lockAt(row);
        for (std::size_t i = 0; i < m_sources.size(); ++i) {
            const auto &source = m_sources[i];
            if (!source.isWatched ||
                !(source.isKernel() ? !lock.kernelLocks.empty() : isBelow(lock.path(), source.path)))
                continue;
            ++counts[i].locks;
            if (lock.verdict.state == Verdict::State::Stale)
                ++counts[i].stale;
        }
    }
    bool hasChanged = false;
    for (std::size_t i = 0; i < m_sources.size(); ++i)
        hasChanged |= std::exchange(m_sources[i].counts, counts[i]) != counts[i];
    if (hasChanged)
        Q_EMIT counted();
}

void Sources::start(bool kernelLocks, const std::vector<NamedPath> &chosen, const LockWatcher::Places &host,
                    const Paths &declined)
{
    m_sources = {Source{.isWatched = kernelLocks}};
    for (const auto &named : chosen)
        m_sources.push_back({.path = named.path, .isFile = named.kind != NamedPath::Kind::Directory});
    for (const auto &path : host.paths) {
        if (!find(path))
            m_sources.push_back({.path = path, .isWellKnown = true, .isWatched = !contains(declined, path)});
    }
    apply();
}

void Sources::apply()
{
    LockWatcher::Places places;
    for (auto &source : m_sources) {
        source.state.reset();
        if (!source.isWatched)
            continue;
        if (source.isKernel())
            places.kernelLocks = true;
        else
            places.paths.push_back(source.path);
    }
    m_places = places;
    Q_EMIT changed();
    const auto addresses = std::ranges::stable_partition(
        places.paths, [](const std::filesystem::path &path) { return !LockAddress::isAddress(path); });
    m_remote.watch({addresses.begin(), addresses.end()});
    places.paths.erase(addresses.begin(), addresses.end());
    m_watcher.watch(std::move(places));
}

bool Sources::hasRemote() const
{
    return std::ranges::any_of(m_places.paths, LockAddress::isAddress);
}

void Sources::keep()
{
    if (!m_isKept)
        return;
    Paths chosen;
    Paths declined;
    for (const auto &source : m_sources) {
        if (source.isKernel())
            m_preferences.setValue(QLatin1String(KernelKey), source.isWatched);
        else if (!source.isWellKnown && !source.isOwn)
            chosen.push_back(source.path);
        else if (source.isWellKnown && !source.isWatched)
            declined.push_back(source.path);
    }
    m_preferences.setValue(QLatin1String(ChosenKey), toVariants(chosen));
    m_preferences.setValue(QLatin1String(DeclinedKey), toVariants(declined));
    m_preferences.setValue(QLatin1String(KeptKey), true);
}

/// In a window for the paths of a command line, what is added by hand joins the stored places.
void Sources::keepAlso(const std::vector<NamedPath> &added)
{
    auto chosen = toPaths(m_preferences.value(QLatin1String(ChosenKey)));
    for (const auto &named : added) {
        if (!contains(chosen, named.path))
            chosen.push_back(named.path);
    }
    m_preferences.setValue(QLatin1String(ChosenKey), toVariants(chosen));
    m_preferences.setValue(QLatin1String(KeptKey), true);
}

void Sources::notePlace(const WatchedPlace &place)
{
    auto *source = find(place.path);
    if (!source || source->isKernel() || !source->isWatched || source->state == place)
        return;
    source->state = place;
    Q_EMIT counted();
    if (source->isOwn && place.state == WatchedPlace::State::Absent)
        remove({place.path}); // a lock of this window was released
}

void Sources::noteRemote(const std::filesystem::path &address, const RemoteState &state)
{
    auto *source = find(address);
    // Whatever it heard last: the list shows only the kind.
    if (!source || (source->remote && source->remote->text() == state.text() && source->remote->kind == state.kind))
        return;
    source->remote = state;
    Q_EMIT counted();
}

/// Before the well-known places.
void Sources::insert(Source source)
{
    const auto firstWellKnown = std::ranges::find(m_sources, true, &Source::isWellKnown);
    m_sources.insert(firstWellKnown, std::move(source));
}

Source *Sources::find(const std::filesystem::path &path)
{
    const auto found = std::ranges::find(m_sources, path, &Source::path);
    return found == m_sources.end() ? nullptr : &*found;
}

} // namespace Lockscope::Ui

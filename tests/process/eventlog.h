// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockwatcher.h>

#include <QByteArrayList>
#include <QObject>

#include <algorithm>
#include <filesystem>
#include <map>
#include <vector>

/// Everything that a watcher reported, in order.
class EventLog : public QObject
{
    Q_OBJECT

public:
    explicit EventLog(Lockscope::LockWatcher &watcher)
    {
        using namespace Lockscope;
        connect(&watcher, &LockWatcher::eventsOccurred, this, [this](const std::vector<LockEvent> &news) {
            for (const auto &event : news) {
                events.push_back(event);
                states[event.key] = event.verdict.state;
                if (event.verdict.state == Verdict::State::Absent)
                    states.erase(event.key);
            }
        });
        connect(&watcher, &LockWatcher::initialScanFinished, this, [this] { ++readies; });
        connect(&watcher, &LockWatcher::eventsLost, this, [this] { ++missing; });
        connect(&watcher, &LockWatcher::placeChanged, this,
                [this](const WatchedPlace &place) { places[place.path] = place.state; });
    }

    /// The kinds of the events of one lock.
    QByteArrayList of(const std::filesystem::path &path) const
    {
        QByteArrayList words;
        for (const auto &event : events) {
            if (event.path == path)
                words += QByteArray(toWord(event.kind).data());
        }
        return words;
    }
    bool has(const std::filesystem::path &path, const char *word) const { return of(path).contains(word); }
    /// The last event of this kind; its default value if there is none.
    Lockscope::LockEvent last(const std::filesystem::path &path, const char *word) const
    {
        const auto found = std::find_if(events.rbegin(), events.rend(), [&](const Lockscope::LockEvent &event) {
            return event.path == path && toWord(event.kind) == word;
        });
        return found == events.rend() ? Lockscope::LockEvent() : *found;
    }
    QByteArray place(const std::filesystem::path &path) const
    {
        const auto found = places.find(path);
        return found == places.end() ? QByteArray() : QByteArray(toWord(found->second).data());
    }

    std::vector<Lockscope::LockEvent> events;
    std::map<std::string, Lockscope::Verdict::State> states; ///< the current locks, by key
    std::map<std::filesystem::path, Lockscope::WatchedPlace::State> places;
    int readies = 0;
    int missing = 0;
};

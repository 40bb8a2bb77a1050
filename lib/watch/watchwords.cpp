// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "values/enumwords.h"
#include "values/lockphrases.h"

#include <lockscope/displaytext.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockwatcher.h>
#include <lockscope/wording.h>

namespace Lockscope {

std::string_view toWord(LockEvent::Kind kind)
{
    switch (kind) {
    case LockEvent::Kind::Appeared:
        return "appeared";
    case LockEvent::Kind::Acquired:
        return "acquired";
    case LockEvent::Kind::Released:
        return "released";
    case LockEvent::Kind::Removed:
        return "removed";
    case LockEvent::Kind::Stale:
        return "stale";
    case LockEvent::Kind::Replaced:
        return "replaced";
    case LockEvent::Kind::Waiting:
        return "waiting";
    case LockEvent::Kind::Broken:
        return "broken";
    case LockEvent::Kind::Changed:
        break;
    }
    return "changed";
}

QString LockEvent::pathText() const
{
    return displayText(path);
}

std::string_view toWord(WatchedPlace::State state)
{
    switch (state) {
    case WatchedPlace::State::Searching:
        return "searching";
    case WatchedPlace::State::Live:
        return "live";
    case WatchedPlace::State::Polling:
        return "polling";
    case WatchedPlace::State::NotAnswering:
        return "not-answering";
    case WatchedPlace::State::NoPermission:
        return "no-permission";
    case WatchedPlace::State::Absent:
        break;
    }
    return "absent";
}

QString WatchedPlace::pathText() const
{
    return displayText(path);
}

QString WatchedPlace::text() const
{
    const auto because = [this](const QString &sentence) {
        return failure ? sentence + QStringLiteral(" (%1)").arg(failure->message()) : sentence;
    };
    switch (state) {
    case State::Searching:
        return LockPhrases::tr("Initial scan in progress.");
    case State::Live:
        return LockPhrases::tr("Changes are reported as they happen.");
    case State::Polling:
        return because(LockPhrases::tr("No change events available: checked every few seconds."));
    case State::NotAnswering:
        return LockPhrases::tr("The file system does not answer: the information shown may be outdated.");
    case State::NoPermission:
        return because(LockPhrases::tr("No permission to read it: retried every few seconds."));
    case State::Absent:
        break;
    }
    return LockPhrases::tr("Does not exist: watched as soon as it appears.");
}

std::string_view toWord(LockInterval::What what)
{
    switch (what) {
    case LockInterval::What::Held:
        return "held";
    case LockInterval::What::Waited:
        return "waited";
    case LockInterval::What::Stale:
        break;
    }
    return "stale";
}

std::string_view toWord(LockInterval::End end)
{
    switch (end) {
    case LockInterval::End::Open:
        return "open";
    case LockInterval::End::Released:
        return "released";
    case LockInterval::End::Removed:
        return "removed";
    case LockInterval::End::Stale:
        return "stale";
    case LockInterval::End::Broken:
        return "broken";
    case LockInterval::End::Replaced:
        return "replaced";
    case LockInterval::End::Passed:
        return "passed";
    case LockInterval::End::Exited:
        return "exited";
    case LockInterval::End::Unseen:
        break;
    }
    return "unseen";
}

QString LockInterval::pathText() const
{
    return displayText(path);
}

QString LockInterval::who() const
{
    if (!pid)
        return owner;
    return text(ProcessName{*pid, processName});
}

template <>
std::optional<LockEvent::Kind> fromWord(std::string_view word)
{
    return valueOfWord<LockEvent::Kind>(word);
}

template <>
std::optional<LockInterval::What> fromWord(std::string_view word)
{
    return valueOfWord<LockInterval::What>(word);
}

template <>
std::optional<LockInterval::End> fromWord(std::string_view word)
{
    return valueOfWord<LockInterval::End>(word);
}

template <>
std::optional<WatchedPlace::State> fromWord(std::string_view word)
{
    return valueOfWord<WatchedPlace::State>(word);
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/gitformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;
using namespace std::string_view_literals;

constexpr auto LockSuffix = ".lock"sv;
constexpr auto PidSuffix = "~pid.lock"sv;

/// What git alone calls so.
constexpr std::array Names = {
    "index.lock"sv,      "HEAD.lock"sv,   "packed-refs.lock"sv,  "shallow.lock"sv,          "FETCH_HEAD.lock"sv,
    "ORIG_HEAD.lock"sv,  "gc.pid.lock"sv, "commit-graph.lock"sv, "multi-pack-index.lock"sv, "AUTO_MERGE.lock"sv,
    "MERGE_HEAD.lock"sv,
};

/// `pid 4242`, written since git can be told to.
std::int64_t readPidLine(std::string_view text)
{
    constexpr auto Word = "pid "sv;
    constexpr std::size_t Longest = 32;
    if (text.size() >= Longest || !text.starts_with(Word) || !text.ends_with('\n'))
        return 0;
    return pidIn(text.substr(Word.size(), text.size() - Word.size() - 1));
}

/// The new value of a reference.
bool isObjectName(std::string_view text)
{
    return (text.size() == 41 || text.size() == 65) && text.back() == '\n' &&
           areHexDigits(text.substr(0, text.size() - 1));
}

/// A lock holds what its file is to say next: that decides, or the folder does.
double confidenceOf(const Subject &subject)
{
    const auto &content = subject.content;
    const bool named = std::find(Names.begin(), Names.end(), subject.name) != Names.end();
    const bool inGitFolder = subject.folder == ".git" || subject.folder.ends_with(".git");
    if (subject.name == "index.lock"sv && content.starts_with("DIRC"sv))
        return 0.98;
    if (inGitFolder)
        return named || subject.name == "config.lock"sv ? 0.98 : 0.8;
    if (named && subject.surroundings && subject.surroundings->has("HEAD") && subject.surroundings->has("objects"))
        return 0.95;
    if (content.starts_with("# pack-refs"sv) && subject.name == "packed-refs.lock"sv)
        return 0.95;
    if (isObjectName(content) || (content.starts_with("ref: refs/"sv) && content.ends_with('\n')))
        return named ? 0.95 : 0.7;
    return 0;
}

std::optional<Recognition> recogniseLock(const Subject &subject)
{
    if (subject.inodeType != LockReport::InodeType::Regular || !subject.contentRead ||
        !subject.name.ends_with(LockSuffix) || subject.name.ends_with(PidSuffix))
        return std::nullopt;
    const auto confidence = confidenceOf(subject);
    if (confidence == 0)
        return std::nullopt;
    auto match =
        reading(GitFormat, confidence, LockPhrases::noop("a lock of git, in which it writes the new content of a file"),
                HeldTest::Exists);
    match.ask = LockPhrases::noop("look whether git, or an editor that git started, runs in that repository");
    match.programs = {"git", "git-remote-http", "lazygit", "tig", "gitk", "git-gui", "git-cola", "jgit"};
    if (!subject.surroundings)
        return match;
    auto pidFile = subject.name.substr(0, subject.name.size() - LockSuffix.size()) + std::string(PidSuffix);
    if (const auto pid = readPidLine(subject.surroundings->contentOf(pidFile))) {
        match.heldTest = HeldTest::Process;
        match.claim = claimOf(pid, {});
        match.companions.push_back(std::move(pidFile));
    }
    return match;
}

std::optional<Recognition> recognisePid(const Subject &subject)
{
    if (!isReadInWhole(subject) || !subject.name.ends_with(PidSuffix))
        return std::nullopt;
    const auto pid = readPidLine(subject.content);
    if (pid == 0)
        return std::nullopt;
    return reading(GitPidFormat, 0.98, LockPhrases::noop("git's name for the owner of a lock, and a line with its pid"),
                   HeldTest::Process, claimOf(pid, {}));
}

/// `4242 build7.example.com`
std::optional<Recognition> recogniseGc(const Subject &subject)
{
    const std::string_view text = subject.content;
    const auto space = text.find(' ');
    if (subject.name != "gc.pid" || !isReadInWhole(subject) || space == text.npos)
        return std::nullopt;
    const auto host = text.substr(space + 1, text.ends_with('\n') ? text.size() - space - 2 : text.npos);
    const auto pid = pidIn(text.substr(0, space));
    if (pid == 0 || !isHostName(host))
        return std::nullopt;
    auto match = reading(GitGcFormat, 0.98,
                         LockPhrases::noop("the name of git's lock for `git gc`, and it says a pid and a host"),
                         HeldTest::Process, claimOf(pid, host));
    match.heartbeat = 12h;
    match.programRule =
        LockPhrases::noop("12 hours after it was written, or on its own host when the process has ended");
    return match;
}

} // namespace

const Recogniser GitFormat = {"git", "git: the new content of a file that is being changed", recogniseLock};
const Recogniser GitPidFormat = {"git-pid", "git: names the process that has the lock beside it", recognisePid};
const Recogniser GitGcFormat = {"git-gc", "git gc: names the process and host that clean up a repository", recogniseGc};

} // namespace Lockscope

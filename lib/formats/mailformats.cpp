// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/mailformats.h"

#include "formats/emptyfile.h"
#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace std::string_view_literals;

bool isDotLock(const Subject &subject)
{
    constexpr std::string_view Suffix = ".lock";
    return subject.name.size() > Suffix.size() && subject.name.ends_with(Suffix);
}

std::optional<Recognition> recogniseProcmail(const Subject &subject)
{
    if (!isReadInWhole(subject) || subject.content != "0" || !isCalledLock(subject) || subject.name.ends_with(".pid"))
        return std::nullopt;
    const bool readOnly = (subject.mode & 0777U) == 0444;
    auto match = reading(
        ProcmailFormat, readOnly ? 0.95 : 0.6,
        readOnly
            ? LockPhrases::noop("a single 0 in a file that may only be read, as procmail and its lockfile(1) write it")
            : LockPhrases::noop("a single 0, as procmail and its lockfile(1) write it"),
        HeldTest::Exists);
    match.programRule =
        LockPhrases::noop("once it is older than its reader was told to wait (lockfile -l, LOCKTIMEOUT of procmail)");
    return match;
}

std::optional<Recognition> recogniseLiblockfile(const Subject &subject)
{
    if (!isReadInWhole(subject) || !isDotLock(subject))
        return std::nullopt;
    Recognition match;
    if (subject.content == "0\n") {
        match = reading(LiblockfileFormat, 0.8,
                        LockPhrases::noop("0 and a line break, as dotlockfile and lockfile-create write them"),
                        HeldTest::Heartbeat);
        match.heartbeat = std::chrono::minutes(5);
    } else {
        // A pid alone is everybody's, but not beside mailboxes.
        const auto lines = subject.folder == "mail" ? completeLines(subject.content, 1) : std::nullopt;
        const auto pid = lines ? pidIn(lines->front()) : 0;
        if (pid <= 0)
            return std::nullopt;
        match =
            reading(LiblockfileFormat, 0.7, LockPhrases::noop("a pid beside mailboxes, as dotlockfile -p writes it"),
                    HeldTest::Process, Claim::ofPid(pid));
        match.bareNumber = true;
    }
    match.programRule =
        LockPhrases::noop("when its process is gone, or five minutes after it was last touched where it names none");
    return match;
}

/// Linked from a file that nobody may open; the other name is gone at once.
std::optional<Recognition> recogniseMutt(const Subject &subject)
{
    // Others make such files too (client-go, for a `config` of kubectl).
    static constexpr std::array Folders = {"mail"sv, "Mail"sv, "Maildir"sv, "spool"sv};
    static constexpr std::array Names = {"mbox.lock"sv, "inbox.lock"sv, "INBOX.lock"sv, "Inbox.lock"sv};
    const bool ofMail = std::ranges::find(Folders, subject.folder) != Folders.end() ||
                        std::ranges::find(Names, subject.name) != Names.end();
    if (!isEmptyFile(subject) || !isDotLock(subject) || (subject.mode & 0777U) != 0 || !ofMail)
        return std::nullopt;
    return reading(MuttFormat, 0.9, LockPhrases::noop("an empty file that nobody may open, as mutt_dotlock makes it"),
                   HeldTest::Exists);
}

std::optional<Recognition> recogniseDovecot(const Subject &subject)
{
    constexpr std::size_t Longest = 300;
    if (!isReadInWhole(subject) || !isDotLock(subject) || subject.content.size() > Longest)
        return std::nullopt;
    const bool named = subject.name.starts_with("dovecot") || subject.name.starts_with(".subscriptions");
    if (named && subject.content.empty()) {
        auto match =
            reading(DovecotFormat, 0.9, LockPhrases::noop("Dovecot's name; it is made first and written afterwards"),
                    HeldTest::Exists);
        match.torn = true;
        return match;
    }
    std::string_view text = subject.content;
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    const auto colon = text.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const auto pid = pidIn(text.substr(0, colon));
    const auto host = text.substr(colon + 1);
    if (pid <= 0 || !isHostName(host))
        return std::nullopt;
    auto match = reading(DovecotFormat, named ? 0.97 : 0.85,
                         LockPhrases::noop("a pid, a colon and a host name, as Dovecot writes them"), HeldTest::Process,
                         claimOf(pid, host));
    match.programRule = LockPhrases::noop(
        "when its process on the same host is gone, or neither it nor the mailbox changed for a while");
    return match;
}

} // namespace

const Recogniser ProcmailFormat = {"procmail", "procmail and lockfile(1): held while it is there", recogniseProcmail};
const Recogniser LiblockfileFormat = {
    "liblockfile", "liblockfile, dotlockfile and lockfile-create: kept fresh by its holder, or names its process",
    recogniseLiblockfile};
const Recogniser MuttFormat = {"mutt", "mutt_dotlock: held while it is there", recogniseMutt};
const Recogniser DovecotFormat = {"dovecot", "Dovecot: names the process and the host that hold it", recogniseDovecot};

} // namespace Lockscope

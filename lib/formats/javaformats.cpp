// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/javaformats.h"

#include "formats/bytes.h"
#include "formats/digits.h"
#include "formats/emptyfile.h"
#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

using Kind = Subject::KernelLockKind;

/// Above what any empty file with an fcntl lock gets.
constexpr double SureByName = 0.95;

std::optional<Recognition> recogniseLucene(const Subject &subject)
{
    // Elasticsearch's node.lock is the same code.
    if (subject.name != "write.lock" && subject.name != "node.lock")
        return std::nullopt;
    auto match = emptyLockReading(LuceneFormat, subject, Kind::Fcntl, SureByName,
                                  LockPhrases::noop("an empty file with the name of a Lucene index's lock"));
    if (match)
        match->neverBreak = LockPhrases::noop(
            "removing it, or writing into it, breaks the index writer that uses it: close the writer");
    return match;
}

/// `d1b2f3a4-0123-...`, 36 characters of lower case or upper case.
bool isUuid(std::string_view text)
{
    constexpr std::size_t Length = 36;
    if (text.size() != Length)
        return false;
    for (std::size_t at = 0; at < Length; ++at) {
        const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
        const char c = text[at];
        const bool hex = isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex)
            return false;
    }
    return true;
}

std::optional<Recognition> recogniseDerby(const Subject &subject)
{
    constexpr auto Advice =
        LockPhrases::noop("two programs at once ruin the database: close the one that has it open, or open it with "
                          "Derby, which replaces a lock that was left behind by itself");
    if (subject.name == "dbex.lck") {
        using namespace std::string_view_literals;
        // Derby writes a number; older versions left it empty.
        if (!isReadInWhole(subject) || (subject.size != 0 && subject.content != "\0\0\0\1"sv))
            return std::nullopt;
        auto match = reading(DerbyFormat, SureByName,
                             LockPhrases::noop("the name of the file that Derby locks, and what it writes there"),
                             HeldTest::KernelLock);
        match.neverBreak = Advice;
        return match;
    }
    if (subject.name != "db.lck" || !isReadInWhole(subject) || subject.size == 0)
        return std::nullopt;
    const auto text = javaText(subject.content, 0);
    if (!text || !isUuid(*text) || subject.content.size() != text->size() + 2)
        return std::nullopt;
    auto match =
        reading(DerbyFormat, 0.97, LockPhrases::noop("the name of a Derby database's lock, and the UUID of its user"),
                HeldTest::KernelLock);
    match.guard = "dbex.lck";
    match.guardAlways = true;
    match.neverBreak = Advice;
    match.ask = LockPhrases::noop("look at dbex.lck beside it: a kernel lock on that file decides");
    match.programRule = LockPhrases::noop("when nobody has a kernel lock on dbex.lck beside it");
    return match;
}

/// The value of `key=value` in Java's properties, where colons are escaped.
std::string property(std::string_view text, std::string_view key)
{
    constexpr std::size_t Longest = 256;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.size() <= key.size() || !line.starts_with(key) || line[key.size()] != '=')
            continue;
        line.remove_prefix(key.size() + 1);
        std::string value(line.substr(0, Longest));
        std::erase(value, '\\');
        if (value.ends_with('\r'))
            value.pop_back();
        return value;
    }
    return {};
}

std::optional<Recognition> recogniseH2(const Subject &subject)
{
    constexpr std::size_t Longest = 4096;
    if (!isReadInWhole(subject) || !subject.name.ends_with(".lock.db") || subject.size > Longest)
        return std::nullopt;
    auto match = reading(H2Format, 0.98, LockPhrases::noop("the name of an H2 database's lock, and its properties"),
                         HeldTest::Exists);
    const auto method = property(subject.content, "method");
    if (!subject.content.starts_with("#FileLock") || property(subject.content, "id").empty() ||
        (method != "file" && method != "socket")) {
        match.confidence = 0.7;
        match.reason = LockPhrases::noop("the name of an H2 database's lock, but not what H2 writes");
        match.torn = true;
        return match;
    }
    // Where it serves others: `server=10.0.0.5:9092`.
    const auto server = property(subject.content, "server");
    auto host = property(subject.content, "ipAddress");
    if (host.empty())
        host = server.substr(0, server.rfind(':'));
    if (isHostName(host))
        match.claim.hostname = std::move(host);
    match.programRule =
        method == "file"
            ? LockPhrases::noop("when it is over two seconds old and nobody writes it again after another did")
            : LockPhrases::noop("when nobody answers at the port that it names");
    return match;
}

/// Milliseconds since 1970, in eight bytes: between 2000 and 2100.
bool isTimeOfEarlyHsqldb(std::string_view content)
{
    constexpr std::uint64_t Earliest = 946'684'800'000;
    constexpr std::uint64_t Latest = 4'102'444'800'000;
    const auto time = content.size() == 8 ? bigEndian(content, 0, 8).value_or(0) : 0;
    return time >= Earliest && time < Latest;
}

std::optional<Recognition> recogniseHsqldb(const Subject &subject)
{
    constexpr std::string_view Magic = "HSQLLOCK";
    if (!isReadInWhole(subject) || !subject.name.ends_with(".lck"))
        return std::nullopt;
    if (isTimeOfEarlyHsqldb(subject.content)) {
        auto match =
            reading(HsqldbFormat, 0.8, LockPhrases::noop("nothing but a time of this age, as HSQLDB 1.7 writes it"),
                    HeldTest::Heartbeat);
        match.heartbeat = std::chrono::milliseconds(10100);
        match.programRule = LockPhrases::noop("when its last sign of life is over ten seconds old");
        return match;
    }
    if (!subject.content.starts_with(Magic))
        return std::nullopt;
    auto match =
        reading(HsqldbFormat, 0.98, LockPhrases::noop("HSQLDB's magic word and the time of its last sign of life"),
                HeldTest::Heartbeat);
    match.heartbeat = std::chrono::milliseconds(10100);
    match.programRule = LockPhrases::noop("when its last sign of life is over ten seconds old");
    if (!bigEndian(subject.content, Magic.size(), 8)) {
        match.confidence = 0.8;
        match.reason = LockPhrases::noop("HSQLDB's magic word, but no time");
        match.torn = true;
    }
    return match;
}

/// `4242@box`, by which a Java machine of old names itself; in_use.lock of Hadoop says no more.
std::optional<Claim> readMachineName(std::string_view text)
{
    const auto at = text.find('@');
    if (at == std::string_view::npos)
        return std::nullopt;
    auto host = text.substr(at + 1);
    if (host.ends_with('\n'))
        host.remove_suffix(1);
    const auto pid = pidIn(text.substr(0, at));
    return pid > 0 && isHostName(host) ? std::optional(claimOf(pid, host)) : std::nullopt;
}

std::optional<Recognition> recogniseJava(const Subject &subject)
{
    if (subject.name == "in_use.lock" && isReadInWhole(subject)) {
        if (const auto claim = readMachineName(subject.content))
            return reading(JavaFormat, 0.95,
                           LockPhrases::noop("the name of a Hadoop folder's lock, and a pid and a host"),
                           HeldTest::KernelLock, *claim);
    }
    if (subject.name == ".lock" && subject.folder == ".metadata")
        return emptyLockReading(
            JavaFormat, subject, Kind::Fcntl, SureByName,
            LockPhrases::noop("an empty file with the name and the place of an Eclipse workspace's lock"));
    if (subject.name.ends_with(".log.lck"))
        return emptyLockReading(JavaFormat, subject, Kind::Fcntl, SureByName,
                                LockPhrases::noop("an empty file with the name of a log's lock in java.util.logging"));
    // Nothing tells a FileLock of any other program from another fcntl lock.
    if (isEmptyFile(subject) && hasKernelLock(subject, Kind::Fcntl) && isCalledLock(subject))
        return reading(JavaFormat, 0.3, LockPhrases::noop("the kernel has an fcntl lock on it, as FileLock takes it"),
                       HeldTest::KernelLock);
    return std::nullopt;
}

} // namespace

const Recogniser LuceneFormat = {"lucene", "Lucene, Solr and Elasticsearch: a kernel lock (fcntl) on an empty file",
                                 recogniseLucene};
const Recogniser DerbyFormat = {"derby", "Derby: a kernel lock (fcntl) on dbex.lck, and db.lck beside it",
                                recogniseDerby};
const Recogniser H2Format = {"h2", "H2 database: held while it is there, watched over or answering at a port",
                             recogniseH2};
const Recogniser HsqldbFormat = {"hsqldb", "HSQLDB: kept fresh by its holder", recogniseHsqldb};
const Recogniser JavaFormat = {"java", "Java's FileLock: a kernel lock (fcntl)", recogniseJava};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/sqliteimage.h"

#include "formats/bytes.h"

#include <algorithm>
#include <cstdint>

namespace Lockscope {

namespace {

constexpr std::size_t DatabaseHeader = 100;
constexpr std::size_t PageSizeAt = 16;
constexpr std::size_t WriteVersionAt = 18;
constexpr std::size_t ReadVersionAt = 19;
constexpr std::size_t SmallestPage = 512;
constexpr std::size_t LargestPage = 65536;

constexpr std::size_t LogHeader = 32;
constexpr std::size_t FrameHeader = 24;
constexpr std::size_t SaltAt = 16;
constexpr std::size_t SaltInFrame = 8;
constexpr std::size_t SaltSize = 8;

bool isPageSize(std::size_t size)
{
    return size >= SmallestPage && size <= LargestPage && (size & (size - 1)) == 0;
}

std::uint64_t numberAt(std::string_view bytes, std::size_t offset)
{
    return bigEndian(bytes, offset, 4).value_or(0);
}

/// Two running sums over pairs of numbers, in the byte order that the header of the log specifies.
struct Checksum
{
    bool isBigEndian = false;
    std::uint32_t first = 0;
    std::uint32_t second = 0;

    void add(std::string_view bytes)
    {
        const auto word = [&](std::size_t at) {
            const auto number = isBigEndian ? bigEndian(bytes, at, 4) : littleEndian(bytes, at, 4);
            return static_cast<std::uint32_t>(number.value_or(0));
        };
        for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
            first += word(at) + second;
            second += word(at + 4) + first;
        }
    }
    bool isAt(std::string_view bytes, std::size_t offset) const
    {
        return numberAt(bytes, offset) == first && numberAt(bytes, offset + 4) == second;
    }
};

struct Log
{
    std::string_view frames;
    std::string_view salt;
    std::size_t pageSize = 0;
    Checksum checksum;
};

/// Absent for a log that SQLite considers empty.
std::optional<Log> readHeader(std::string_view bytes)
{
    constexpr std::uint64_t Magic = 0x377f0682; // one more for sums of big-endian numbers
    constexpr std::uint64_t Version = 3007000;
    const auto magic = numberAt(bytes, 0);
    Log log;
    log.pageSize = static_cast<std::size_t>(numberAt(bytes, 8));
    if (bytes.size() < LogHeader || (magic != Magic && magic != Magic + 1) || numberAt(bytes, 4) != Version ||
        !isPageSize(log.pageSize))
        return std::nullopt;
    log.checksum.isBigEndian = magic != Magic;
    log.checksum.add(bytes.substr(0, FrameHeader));
    if (!log.checksum.isAt(bytes, FrameHeader))
        return std::nullopt;
    log.salt = bytes.substr(SaltAt, SaltSize);
    log.frames = bytes.substr(LogHeader);
    return log;
}

/// Applies one frame after the other, as long as they belong to this log and are complete, up to the last one with a
/// commit.
bool lay(Log log, std::string &image)
{
    const auto frameSize = FrameHeader + log.pageSize;
    const auto sumIsRight = [&](std::string_view frame) {
        log.checksum.add(frame.substr(0, SaltInFrame));
        log.checksum.add(frame.substr(FrameHeader));
        return log.checksum.isAt(frame, SaltInFrame + SaltSize);
    };
    std::size_t committed = 0;
    std::size_t pages = 0;
    for (std::size_t at = 0; at + frameSize <= log.frames.size(); at += frameSize) {
        const auto frame = log.frames.substr(at, frameSize);
        if (frame.substr(SaltInFrame, SaltSize) != log.salt || numberAt(frame, 0) == 0 || !sumIsRight(frame))
            break;
        if (const auto size = numberAt(frame, 4); size != 0) {
            committed = at + frameSize;
            pages = static_cast<std::size_t>(size);
        }
    }
    if (committed == 0)
        return true;
    if (pages > LargestSqliteImage / log.pageSize)
        return false;
    image.resize(pages * log.pageSize);
    for (std::size_t at = 0; at < committed; at += frameSize) {
        const auto frame = log.frames.substr(at, frameSize);
        const auto page = static_cast<std::size_t>(numberAt(frame, 0)) - 1;
        // The database may have become smaller since.
        if (page < pages)
            image.replace(page * log.pageSize, log.pageSize, frame.substr(FrameHeader));
    }
    return true;
}

} // namespace

std::optional<std::string> sqliteImage(std::string database, std::string_view log)
{
    constexpr std::uint64_t LargestPageInHeader = 1;
    if (database.size() < DatabaseHeader || database.size() > LargestSqliteImage)
        return std::nullopt;
    const auto inHeader = bigEndian(database, PageSizeAt, 2).value_or(0);
    const auto pageSize = inHeader == LargestPageInHeader ? LargestPage : static_cast<std::size_t>(inHeader);
    if (const auto header = readHeader(log)) {
        if (header->pageSize != pageSize || !lay(*header, database))
            return std::nullopt;
    }
    if (database.size() < DatabaseHeader)
        return std::nullopt;
    constexpr char WithoutLog = 1;
    database[WriteVersionAt] = WithoutLog;
    database[ReadVersionAt] = WithoutLog;
    return database;
}

bool isRollbackJournalInUse(std::string_view content)
{
    return !content.empty() && content.front() != '\0';
}

} // namespace Lockscope

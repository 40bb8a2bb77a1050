// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/vimformat.h"

#include "formats/digits.h"
#include "formats/fields.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

// The first block of a swap file.
constexpr std::size_t VersionAt = 2;
constexpr std::size_t PidAt = 24;
constexpr std::size_t UserAt = 28;
constexpr std::size_t HostAt = 68;
constexpr std::size_t FileAt = 108;
constexpr std::size_t ModifiedAt = 1007;
constexpr std::size_t Smallest = 1024;
constexpr char Modified = 0x55;

std::string_view textAt(std::string_view block, std::size_t at, std::size_t width)
{
    const auto field = block.substr(at, width);
    return field.substr(0, field.find('\0'));
}

std::int64_t pidOf(std::string_view block)
{
    std::uint32_t pid = 0;
    for (std::size_t byte = 0; byte < 4; ++byte)
        pid |= std::uint32_t{static_cast<unsigned char>(block[PidAt + byte])} << (8 * byte);
    return pid <= LargestPid ? pid : 0;
}

/// The second byte is the encryption method.
bool isSwap(std::string_view block)
{
    constexpr std::string_view Ways = "0cCdSs";
    const auto version = block.substr(VersionAt, 10);
    return block[0] == 'b' && Ways.find(block[1]) != Ways.npos &&
           (version.starts_with("VIM ") || version.starts_with("nVIM ") || version.starts_with("nano "));
}

std::optional<FormatReading> recognise(const Subject &subject)
{
    if (subject.inodeType != InodeInfo::InodeType::Regular || !subject.contentRead ||
        subject.content.size() < Smallest || !isSwap(subject.content))
        return std::nullopt;
    const std::string_view block = subject.content;
    auto claim = claimOf(pidOf(block), {});
    if (const auto host = textAt(block, HostAt, FileAt - HostAt); isHostName(host))
        claim.hostname = host;
    if (const auto user = textAt(block, UserAt, HostAt - UserAt); !user.empty() && isPlainText(user))
        claim.name = user;
    auto match = reading(VimFormat, 0.98, LockPhrases::noop("it begins like a swap file of Vim or nano"),
                         HeldBy::Process, std::move(claim));
    // The file of nano has nothing but this block.
    if (block.substr(VersionAt).starts_with("nano "))
        return match;
    if (block[ModifiedAt] == Modified)
        match.neverBreak = LockPhrases::noop("it contains unsaved changes: recover them with `vim -r` first");
    match.programRule = LockPhrases::noop(
        "it asks; it removes the file without asking only if nothing was changed and the process has exited");
    return match;
}

} // namespace

const FormatDetector VimFormat = {"vim", recognise};

} // namespace Lockscope

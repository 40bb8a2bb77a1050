// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/gradleformat.h"

#include "formats/bytes.h"
#include "formats/fields.h"
#include "values/lockphrases.h"

#include <array>

namespace Lockscope {

namespace {

/// The data that Gradle writes after its state, for peers that request the lock: the byte 3, a UDP port, an ID, the PID
/// and what the process does.
std::optional<Claim> readGradleOwner(std::string_view content, std::size_t offset)
{
    constexpr std::uint64_t Protocol = 3;
    constexpr std::size_t PidOffset = 1 + 4 + 8;
    if (bigEndian(content, offset, 1) != Protocol)
        return std::nullopt;
    const auto pid = javaText(content, offset + PidOffset);
    const auto operation = pid ? javaText(content, offset + PidOffset + 2 + pid->size()) : std::nullopt;
    if (!operation || !isPlainText(*operation) ||
        offset + PidOffset + 4 + pid->size() + operation->size() != content.size())
        return std::nullopt;
    if (pid->empty() || pidIn(*pid) > 0)
        return claimOf(pidIn(*pid), {});
    return std::nullopt;
}

std::optional<FormatReading> recogniseGradle(const Subject &subject)
{
    struct State
    {
        std::uint64_t version;
        std::size_t size;
    };
    static constexpr std::array States = {State{1, 2}, State{2, 5}, State{3, 17}, State{3, 5}};
    if (!isReadInWhole(subject) || !(subject.name.ends_with(".lock") || subject.name.ends_with(".lck")))
        return std::nullopt;
    const auto version = bigEndian(subject.content, 0, 1);
    for (const auto &state : States) {
        if (version != state.version)
            continue;
        if (const auto claim = readGradleOwner(subject.content, state.size))
            return reading(GradleFormat, 0.97, LockPhrases::noop("a Gradle state and the process that holds it"),
                           HeldBy::KernelLock, *claim);
        // A process that releases the lock truncates its own entry. Two bytes are too few to be certain.
        if (subject.content.size() == state.size)
            return reading(GradleFormat, state.size == 2 ? 0.5 : 0.8,
                           LockPhrases::noop("a Gradle state without a process that holds it"), HeldBy::KernelLock);
    }
    return std::nullopt;
}

} // namespace

const FormatDetector GradleFormat = {"gradle", recogniseGradle};

} // namespace Lockscope

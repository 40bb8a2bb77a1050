// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "locks/markerplace.h"
#include "system/filedescriptor.h"
#include "system/heldinodes.h"

#include <lockscope/result.h>

#include <string>
#include <string_view>

#include <sys/types.h>

namespace Lockscope {

/// A unique name next to this one, for a file that is not complete yet or a marker that is being removed.
std::string privateNameBeside(const std::string &name);

/// A file that is written completely under a private name and only then renamed, so that it is never visible without
/// its content. Removed if it was not renamed. A process that is killed in between leaves a file with the private name,
/// which does not lock anything.
class PrivateFile
{
public:
    /// Creates the file for the marker at this place with this text. REQUIRES: the place outlives the object.
    static Result<PrivateFile> create(const MarkerPlace &place, std::string_view text, mode_t mode);
    PrivateFile(PrivateFile &&other) noexcept;
    PrivateFile &operator=(PrivateFile &&) = delete;
    ~PrivateFile();

    /// Gives the file the name of the marker. False if the name is in use: then the file is still private.
    Result<bool> publish();
    /// Replaces the file with this inode by this one. False, with nothing changed, if the marker no longer is that
    /// inode.
    Result<bool> publishInPlaceOf(const HeldInodes::Key &old);

    int fd() const { return m_file.get(); }
    /// Transfers the open descriptor to the caller.
    FileDescriptor take() { return std::move(m_file); }

private:
    PrivateFile(const MarkerPlace &place, std::string name, FileDescriptor file);
    bool isAt(const std::string &name, const HeldInodes::Key &inode) const;
    Failure failure(const char *call) const;
    Result<bool> publishAfterMoving(const HeldInodes::Key &old);
    void exchangeBack() const;
    int exchange() const;
    int rename(const std::string &from, const std::string &to, unsigned flags) const;

    const MarkerPlace &m_place;
    std::string m_name; ///< empty after publishing
    FileDescriptor m_file;
};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <lockscope/kernellock.h>

#include <filesystem>
#include <string>
#include <vector>

/// A new directory, as a path of bytes without links. Removed with the object, including hostile names, which
/// QTemporaryDir would leave.
class TestDirectory
{
public:
    TestDirectory();
    ~TestDirectory();
    TestDirectory(const TestDirectory &) = delete;
    TestDirectory &operator=(const TestDirectory &) = delete;

    const std::filesystem::path &path() const { return m_path; }
    std::filesystem::path operator/(const std::string &name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

/// Writes a file with this content and returns its path.
std::filesystem::path makeFile(const std::filesystem::path &path, const QByteArray &content = {});

/// The inode of a path in the form of the kernel's lock table.
Lockscope::InodeKey inodeOf(const std::filesystem::path &path);

/// Whether a lock file that is not locked in this namespace can be reported as free. Inside a container its state is
/// unknown: a process outside may hold it.
bool canProveFree();

/// Reads all locks on one inode again, with holders.
std::vector<Lockscope::KernelLock> locksOn(const Lockscope::InodeKey &inode);
std::vector<Lockscope::KernelLock> locksOn(const std::filesystem::path &path);

/// The PIDs, in order.
std::vector<std::int64_t> holderPids(const Lockscope::KernelLock &lock);
std::vector<std::int64_t> waiterPids(const Lockscope::KernelLock &lock);

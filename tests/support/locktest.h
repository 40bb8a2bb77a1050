// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <lockscope/kernellock.h>

#include <filesystem>
#include <string>
#include <vector>

/// A new folder, as a path of bytes without links. Goes with the object, hostile names and all, which QTemporaryDir
/// leaves.
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

/// The inode of a path as the kernel's lock table names it.
Lockscope::InodeKey inodeOf(const std::filesystem::path &path);

/// Whether a lock file that nobody here locks can be called free. Inside a container it is unknown: a process outside
/// may hold it.
bool canProveFree();

/// A fresh reading of all locks on one inode, with holders.
std::vector<Lockscope::KernelLock> locksOn(const Lockscope::InodeKey &inode);
std::vector<Lockscope::KernelLock> locksOn(const std::filesystem::path &path);

/// The pids, in order.
std::vector<std::int64_t> holderPids(const Lockscope::KernelLock &lock);
std::vector<std::int64_t> waiterPids(const Lockscope::KernelLock &lock);

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "contender.h"

#include <lockscope/kernellockfile.h>
#include <lockscope/lockkinds.h>

#include <QLockFile>

#include <boost/interprocess/sync/file_lock.hpp>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include <unistd.h>

namespace {

std::unique_ptr<Lockscope::LockFile> make(std::string_view kind, const std::filesystem::path &path)
{
    Lockscope::KindOptions options;
    if (kind == "sqlite")
        options.database = path.native() + ".db";
    auto made = Lockscope::makeLock(kind, path, options);
    if (!made)
        abortBenchmark(made.error().message().toStdString());
    return std::move(*made);
}

class LockscopeContender : public Contender
{
public:
    LockscopeContender(std::string_view kind, const std::filesystem::path &path, Lockscope::Timeout timeout)
        : m_lock(make(kind, path))
        , m_timeout(timeout)
    {}
    void acquire() override { check(m_lock->acquire(m_timeout)); }
    void release() override { check(m_lock->release()); }

private:
    static void check(const Lockscope::Result<void> &result)
    {
        if (!result)
            abortBenchmark(result.error().message().toStdString());
    }
    std::unique_ptr<Lockscope::LockFile> m_lock;
    Lockscope::Timeout m_timeout;
};

class QLockFileContender : public Contender
{
public:
    explicit QLockFileContender(const std::filesystem::path &path)
        : m_lock(QString::fromStdString(path.native()))
    {
        m_lock.setStaleLockTime(0);
    }
    void acquire() override
    {
        if (!m_lock.lock())
            abortBenchmark("QLockFile::lock");
    }
    void release() override { m_lock.unlock(); }

private:
    QLockFile m_lock;
};

class BoostContender : public Contender
{
public:
    /// It opens the file once and requires it to exist.
    explicit BoostContender(const std::filesystem::path &path)
        : m_lock((std::ofstream(path, std::ios::app).flush(), path.c_str()))
    {}
    void acquire() override { m_lock.lock(); }
    void release() override { m_lock.unlock(); }

private:
    boost::interprocess::file_lock m_lock;
};

} // namespace

MakeContender lockscopeContender(std::string_view kind, Lockscope::Timeout timeout)
{
    return [kind = std::string(kind), timeout](const auto &path) {
        return std::make_unique<LockscopeContender>(kind, path, timeout);
    };
}

bool restsOnKernelLock(std::string_view kind)
{
    return dynamic_cast<const Lockscope::KernelLockFile *>(make(kind, "unused").get()) != nullptr;
}

MakeContender qLockFileContender()
{
    return [](const auto &path) { return std::make_unique<QLockFileContender>(path); };
}

MakeContender boostContender()
{
    return [](const auto &path) { return std::make_unique<BoostContender>(path); };
}

void abortBenchmark(const std::string &what)
{
    std::fprintf(stderr, "benchmark: %s (errno: %s)\n", what.c_str(), std::strerror(errno));
    ::_exit(3);
}

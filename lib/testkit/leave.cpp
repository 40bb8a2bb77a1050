// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// The bytes that each kind writes, without a process that writes them.
#include <lockscope/test/actors.h>

#include <QTest>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

#include <sqlite3.h>
#include <unistd.h>

namespace Lockscope::Test {

namespace {

std::string ownHostname()
{
    std::array<char, 256> name = {};
    ::gethostname(name.data(), name.size() - 1);
    return name.data();
}

std::string ownMachineId()
{
    std::ifstream file("/etc/machine-id");
    std::string id;
    std::getline(file, id);
    return id;
}

std::string ownBootId()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    std::getline(file, id);
    return id;
}

void writeFile(const std::filesystem::path &path, const std::string &content)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    if (!(file << content))
        QTest::qFail(("cannot write " + path.native()).c_str(), __FILE__, __LINE__);
}

/// As pylockfile names its markers: HOST-THREAD.PID-NUMBER.
std::string uniqueName(const Owner &owner)
{
    return owner.hostname + "-7f3a2b10." + std::to_string(owner.pid) + "-81985529216486895";
}

void leaveRow(const std::filesystem::path &lock, const Owner &owner)
{
    sqlite3 *connection = nullptr;
    sqlite3_stmt *insert = nullptr;
    const auto database = lock.parent_path() / "locks.db";
    const auto name = uniqueName(owner);
    const bool isWritten =
        sqlite3_open(database.c_str(), &connection) == SQLITE_OK &&
        sqlite3_exec(connection, "CREATE TABLE IF NOT EXISTS locks (lock_file varchar(32), unique_name varchar(32))",
                     nullptr, nullptr, nullptr) == SQLITE_OK &&
        sqlite3_prepare_v2(connection, "INSERT INTO locks VALUES (?, ?)", -1, &insert, nullptr) == SQLITE_OK &&
        sqlite3_bind_text(insert, 1, lock.c_str(), -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_text(insert, 2, name.c_str(), -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_finalize(insert);
    sqlite3_close(connection);
    if (!isWritten)
        QTest::qFail(("cannot write " + database.native()).c_str(), __FILE__, __LINE__);
}

} // namespace

Left leave(const Kind &kind, const PathArgument &path, const Owner &given)
{
    auto owner = given;
    const bool isOurs = owner.hostname.empty();
    if (isOurs)
        owner.hostname = ownHostname();
    if (owner.name.empty())
        owner.name = "application";
    const auto lock = lockPath(kind, path);
    const auto pid = std::to_string(owner.pid);
    const auto &id = kind.id();
    if (id == "zc") {
        writeFile(lock, ' ' + pid + '\n');
    } else if (id == "pid") {
        writeFile(lock, pid + '\n');
    } else if (id == "openlock") {
        writeFile(lock, pid + '\n' + owner.name + '\n');
    } else if (id == "qlockfile") {
        writeFile(lock, pid + '\n' + owner.name + '\n' + owner.hostname + '\n' + (isOurs ? ownMachineId() : "") + '\n' +
                            (isOurs ? ownBootId() : "") + '\n');
    } else if (id == "link") {
        const auto file = lock.parent_path() / uniqueName(owner);
        writeFile(file, {});
        std::filesystem::create_hard_link(file, lock);
    } else if (id == "symlink") {
        std::filesystem::create_symlink(uniqueName(owner), lock);
    } else if (id == "mkdir") {
        std::filesystem::create_directory(lock);
        writeFile(lock / (owner.hostname + ".-7f3a2b10" + pid), {});
    } else if (id == "sqlite") {
        leaveRow(lock, owner);
    } else {
        writeFile(lock, {}); // kinds whose files have no content
    }
    return {lock, owner};
}

const Left &Left::cutAfter(int lines) const
{
    std::ifstream file(m_path, std::ios::binary);
    std::string kept;
    std::string line;
    for (int count = 0; count < lines && std::getline(file, line); ++count)
        kept += line + '\n';
    writeFile(m_path, kept);
    return *this;
}

} // namespace Lockscope::Test

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/brokenscene.h"

#include <QTest>

#include <algorithm>
#include <fstream>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

std::string uniqueName(pid_t owner)
{
    return ownHostname() + "-e8da0401." + std::to_string(owner) + "-8134";
}

void makePidFile(const fs::path &lock, pid_t owner)
{
    makeFile(lock, QByteArray::number(owner) + '\n');
}

void makeHardLink(const fs::path &lock, pid_t owner)
{
    const auto unique = lock.parent_path() / uniqueName(owner);
    makeFile(unique);
    fs::create_hard_link(unique, lock);
}

void makeSymlink(const fs::path &lock, pid_t owner)
{
    fs::create_symlink(uniqueName(owner), lock);
}

void makeDirectory(const fs::path &lock, pid_t owner)
{
    fs::create_directory(lock);
    makeFile(lock / (ownHostname() + ".-e8da0401" + std::to_string(owner)));
}

QString lineOf(const fs::path &path, const fs::path &directory)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0)
        return QStringLiteral("gone");
    std::string content;
    if (S_ISLNK(status.st_mode)) {
        content = "-> " + fs::read_symlink(path).native();
    } else if (S_ISREG(status.st_mode)) {
        std::ifstream file(path);
        content.assign(std::istreambuf_iterator<char>(file), {});
    }
    const auto size = S_ISDIR(status.st_mode) ? 0 : static_cast<qint64>(status.st_size);
    return QStringLiteral("%1 inode %2 mode %3 owner %4:%5 links %6 modified %7.%8 size %9 ")
               .arg(QString::fromStdString(path.lexically_relative(directory).native()))
               .arg(status.st_ino)
               .arg(status.st_mode, 0, 8)
               .arg(status.st_uid)
               .arg(status.st_gid)
               .arg(status.st_nlink)
               .arg(status.st_mtim.tv_sec)
               .arg(status.st_mtim.tv_nsec)
               .arg(size) +
           QString::fromStdString(content);
}

} // namespace

const std::vector<StaleLock> &staleLocks()
{
    static const std::vector<StaleLock> all{{"file", makePidFile, 1},
                                            {"hard link", makeHardLink, 2},
                                            {"symlink", makeSymlink, 1},
                                            {"folder", makeDirectory, 1}};
    return all;
}

void addRowsForStaleLocks()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; const auto &lock : staleLocks())
        QTest::newRow(lock.name) << kind++;
}

pid_t exitedProcess()
{
    const pid_t pid = ::fork();
    if (pid == 0)
        ::_exit(0);
    int status = 0;
    ::waitpid(pid, &status, 0);
    return pid;
}

QStringList snapshotOf(const fs::path &directory)
{
    QStringList lines;
    for (const auto &entry : fs::recursive_directory_iterator(directory))
        lines += lineOf(entry.path(), directory);
    std::sort(lines.begin(), lines.end());
    return lines;
}

void ageJournalEntry(const fs::path &note, std::chrono::hours by)
{
    std::ifstream old(note);
    std::string text(std::istreambuf_iterator<char>(old), {});
    const std::string key = "\"time\":\"";
    const auto begin = text.find(key) + key.size();
    const auto end = text.find('"', begin);
    const auto time = std::stoll(text.substr(begin, end - begin)) - std::chrono::nanoseconds(by).count();
    text.replace(begin, end - begin, std::to_string(time));
    std::ofstream(note) << text;
}

std::string ownHostname()
{
    std::string name(256, '\0');
    ::gethostname(name.data(), name.size());
    return name.c_str();
}

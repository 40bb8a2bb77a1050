// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/entrysample.h"
#include "formats/entrywords.h"
#include "formats/formatcheck.h"
#include "formats/invalidpatterns.h"

#include <lockscope/lockformats.h>

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace Lockscope {

namespace {

namespace fs = std::filesystem;

/// The file itself, or the `*.toml` files of the directory by name; empty if there is none.
std::vector<fs::path> filesAt(const fs::path &path)
{
    std::error_code error;
    if (!fs::is_directory(path, error))
        return {path};
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() == ".toml")
            files.push_back(entry->path());
    }
    std::ranges::sort(files);
    return files;
}

EntryFile readFile(const fs::path &path)
{
    constexpr std::streamoff LargestFile = 1 << 20;
    std::error_code error;
    std::ifstream in;
    const bool isRegular = fs::is_regular_file(path, error);
    if (isRegular)
        in.open(path, std::ios::binary);
    EntryFile file;
    if (!in.is_open()) {
        file.problems.push_back({0, std::string("cannot read it: ") + (error       ? error.message()
                                                                       : isRegular ? std::strerror(errno)
                                                                                   : "it is not a regular file")});
        return file;
    }
    if (in.seekg(0, std::ios::end).tellg() > LargestFile) {
        file.problems.push_back({0, "larger than 1 MiB"});
        return file;
    }
    in.seekg(0);
    const std::string toml{std::istreambuf_iterator<char>(in), {}};
    return readEntries(toml, path.string(), builtinTexts());
}

void addProblems(const fs::path &path, std::span<const EntryProblem> found, std::vector<FormatProblem> &problems)
{
    for (const auto &problem : found)
        problems.push_back({path, problem.line, problem.message});
}

void addPatternProblems(const FormatEntry &entry, std::vector<EntryProblem> &problems)
{
    for (const auto &rule : entry.rules) {
        for (const auto pattern :
             {rule.content, rule.target, rule.filename, rule.child, rule.secondName, rule.sibling}) {
            if (auto message = patternMessage(pattern); !message.empty())
                problems.push_back({entry.line, std::move(message)});
        }
    }
}

LockFormat formatOf(const FormatEntry &entry)
{
    LockFormat format{.id = entry.id,
                      .description = entry.title,
                      .heldBy = "code",
                      .programs = entry.programs,
                      .names = {},
                      .staleRule = {},
                      .neverRemove = {},
                      .findHolder = {},
                      .reference = entry.reference,
                      .source = entry.source,
                      .samples = {}};
    if (!entry.rules.empty()) {
        const auto &rule = entry.rules.front();
        format.heldBy = toWord(rule.heldBy);
        format.names = rule.names;
        format.staleRule = rule.staleRule;
        format.neverRemove = rule.neverRemove;
        format.findHolder = rule.findHolder;
    }
    for (const auto &sample : entry.samples)
        format.samples.push_back({sample.path, sample.text, sample.counter});
    return format;
}

fs::path usersDirectory()
{
    const auto config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return config.isEmpty() ? fs::path() : fs::path(config.toStdString()) / "lockscope/formats.d";
}

/// With sudo, HOME may still be that of another user, whose formats could make held locks stale.
bool isOfAnotherUser(const fs::path &directory)
{
    if (directory != usersDirectory())
        return false;
    const auto owner = QFileInfo(QString::fromStdString(directory.native())).ownerId();
    return owner != 0 && owner != QFileInfo(QStringLiteral("/proc/self")).ownerId();
}

} // namespace

std::vector<LockFormat> lockFormats()
{
    std::vector<LockFormat> formats;
    for (const auto *const entry : Catalogue::current().entries())
        formats.push_back(formatOf(*entry));
    return formats;
}

std::vector<fs::path> formatDirectories()
{
    std::vector<fs::path> directories{"/usr/share/lockscope/formats.d", "/etc/lockscope/formats.d"};
    if (auto own = usersDirectory(); !own.empty())
        directories.push_back(std::move(own));
    return directories;
}

std::vector<FormatProblem> loadFormats(std::span<const fs::path> directories)
{
    std::vector<FormatProblem> problems;
    std::vector<EntryFile> files;
    for (const auto &directory : directories) {
        std::error_code error;
        if (!fs::exists(directory, error) || isOfAnotherUser(directory))
            continue;
        for (const auto &path : filesAt(directory)) {
            auto file = readFile(path);
            addProblems(path, file.problems, problems);
            if (file.problems.empty())
                files.push_back(std::move(file));
        }
    }
    if (!files.empty())
        Catalogue::use(std::make_unique<const Catalogue>(std::move(files)));
    return problems;
}

CheckedFormats checkEntries(EntryFile file, std::string_view source)
{
    CheckedFormats checked;
    checked.problems = std::move(file.problems);
    if (!checked.problems.empty())
        return checked;
    std::vector<EntryFile> files;
    files.push_back(std::move(file));
    checked.catalogue = std::make_unique<const Catalogue>(std::move(files));
    for (const auto *const entry : checked.catalogue->entries()) {
        if (entry->source != source)
            continue;
        const auto before = checked.problems.size();
        addPatternProblems(*entry, checked.problems);
        if (checked.problems.size() != before)
            continue;
        for (const auto &sample : entry->samples) {
            if (auto problem = sampleProblem(*checked.catalogue, *entry, sample); !problem.empty())
                checked.problems.push_back({sample.line, std::move(problem)});
        }
    }
    return checked;
}

std::vector<FormatProblem> checkFormats(const fs::path &path)
{
    std::vector<FormatProblem> problems;
    for (const auto &found : filesAt(path))
        addProblems(found, checkEntries(readFile(found), found.native()).problems, problems);
    return problems;
}

} // namespace Lockscope

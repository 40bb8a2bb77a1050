// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/create/markpreview.h"

#include <lockscope/displaytext.h>
#include <lockscope/pylockfile.h>
#include <lockscope/qtlockfile.h>
#include <lockscope/wording.h>
#include <lockscope/zclockfile.h>

#include <QCoreApplication>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MarkPreview)
};

/// What the library itself would write.
struct ZcWords : ZcLockFile
{
    using ZcLockFile::mark;
    using ZcLockFile::ZcLockFile;
};

struct LinkWords : LinkLockFile
{
    using LinkLockFile::LinkLockFile;
    using LinkLockFile::uniqueName;
};

struct MkdirWords : MkdirLockFile
{
    using MkdirLockFile::entryName;
    using MkdirLockFile::MkdirLockFile;
};

std::string pidLine()
{
    return std::to_string(QCoreApplication::applicationPid()) + '\n';
}

QString everyTimeAnew()
{
    return Words::tr("The thread ID and the number at the end differ each time.");
}

MarkPreview previewZc(const std::filesystem::path &path, const KindOptions &options)
{
    const ZcWords lock(path, {.contentTemplate = options.contentTemplate.value_or("{pid}")});
    const auto mark = lock.mark();
    if (!mark)
        return {.parts = {}, .note = {}, .problem = detailText(mark.error())};
    return {.parts = {{path, Words::tr("a file with an flock"), *mark}}, .note = {}, .problem = {}};
}

MarkPreview previewPyLock(std::string_view kind, const std::filesystem::path &path, const KindOptions &options)
{
    const PyLockFile::Options naming = {.threaded = options.threaded};
    const LinkWords link(path, naming);
    const auto &lock = link.path();
    const auto name = link.uniqueName();
    const auto named = lock.parent_path() / name;
    if (kind == "link")
        return {
            .parts = {{lock, Words::tr("a second name of the next file"), {}}, {named, Words::tr("an empty file"), {}}},
            .note = everyTimeAnew(),
            .problem = {}};
    if (kind == "symlink")
        return {.parts = {{lock, Words::tr("a symbolic link to %1").arg(displayText(name)), {}}},
                .note = everyTimeAnew(),
                .problem = {}};
    if (kind == "mkdir") {
        const MkdirWords folder(path, naming);
        return {
            .parts = {{lock, Words::tr("a folder"), {}}, {lock / folder.entryName(), Words::tr("an empty file"), {}}},
            .note = Words::tr("The thread ID differs each time."),
            .problem = {}};
    }
    return {.parts = {{options.database.value_or(std::filesystem::path()),
                       Words::tr("a row in the table “locks”: %1, %2").arg(displayText(lock), displayText(name)),
                       {}}},
            .note = everyTimeAnew(),
            .problem = {}};
}

} // namespace

MarkPreview previewMark(std::string_view kind, const std::filesystem::path &path, const KindOptions &options)
{
    // Only creates the object, which accesses no file before acquire().
    if (const auto lock = makeLock(kind, path, options); !lock)
        return {.parts = {}, .note = {}, .problem = detailText(lock.error())};
    if (kind == "zc")
        return previewZc(path, options);
    if (kind == "zc-simple")
        return {.parts = {{path, Words::tr("a file with an flock; existing content is kept"), {}}},
                .note = {},
                .problem = {}};
    if (kind == "qlockfile")
        return {.parts = {{path, Words::tr("a file with an flock"), QtLockFile::content()}}, .note = {}, .problem = {}};
    if (kind == "pid")
        return {.parts = {{path, Words::tr("a file"), pidLine()}}, .note = {}, .problem = {}};
    if (kind == "openlock")
        return {.parts = {{path, Words::tr("a file with the PID and the program"), pidLine()}},
                .note = Words::tr("A second line names the program."),
                .problem = {}};
    if (kind == "fcntl")
        return {.parts = {{path, Words::tr("a file with an fcntl lock; a new file is empty"), {}}},
                .note = options.keep ? Words::tr("The file is kept when the lock is released.")
                                     : Words::tr("The file is removed when the lock is released."),
                .problem = {}};
    return previewPyLock(kind, path, options);
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "layout.h"
#include "origintext.h"
#include "pathoperands.h"
#include "reporttext.h"

#include <lockscope/displaytext.h>
#include <lockscope/fileusers.h>
#include <lockscope/json.h>
#include <lockscope/processfacts.h>

#include <algorithm>
#include <map>
#include <string>

#include <unistd.h>

namespace Ctl {

using Lockscope::displayText;
using Lockscope::FileUser;
using Lockscope::FileUsers;
using Lockscope::JsonWriter;
using Lockscope::ProcessTree;

namespace {

using How = FileUser::How;
using Use = FileUser::Use;

const char *accessWord(const Use &use)
{
    if (use.reads && use.writes)
        return "read-write";
    return use.writes ? "write" : "read";
}

std::string toJson(const std::string &path, const FileUsers &found)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(path);
    json.key("exists").boolean(found.isThere);
    json.key("users").array(found.users, [&](const FileUser &user) {
        json.beginObject();
        json.key("process");
        write(json, user.process);
        json.key("uses").array(user.uses, [&](const Use &use) {
            json.beginObject();
            json.key("how").bytes(toWord(use.how));
            json.key("fd");
            if (use.fd < 0)
                json.null();
            else
                json.number(std::int64_t{use.fd});
            json.key("access");
            if (use.how == How::Open)
                json.bytes(accessWord(use));
            else
                json.null();
            json.key("lock");
            if (use.lock)
                json.bytes(toWord(use.lock->type));
            else
                json.null();
            json.key("mode");
            if (use.lock)
                json.bytes(toWord(use.lock->mode));
            else
                json.null();
            json.key("deleted").boolean(use.deleted);
            json.key("name").bytesOrNull(std::string_view(use.name));
            json.endObject();
        });
        json.endObject();
    });
    json.key("complete").boolean(found.isComplete());
    json.endObject();
    return line;
}

QString useText(const Use &use)
{
    QString text;
    switch (use.how) {
    case How::Open:
        text = use.reads && use.writes ? QStringLiteral("open for reading and writing, fd %1")
               : use.writes            ? QStringLiteral("open for writing, fd %1")
                                       : QStringLiteral("open for reading, fd %1");
        text = text.arg(use.fd);
        break;
    case How::Mapped:
        text = QStringLiteral("mapped");
        break;
    case How::WorkingDirectory:
        text = QStringLiteral("working directory");
        break;
    case How::Root:
        text = QStringLiteral("root directory");
        break;
    case How::Executable:
        text = QStringLiteral("executable");
        break;
    case How::Locked:
        text = QStringLiteral("holds a ") + lockText(*use.lock);
        break;
    case How::Waiting:
        text = QStringLiteral("waits for a lock, blocked by a ") + lockText(*use.lock);
        break;
    }
    if (use.deleted)
        text += QStringLiteral(" (deleted file)");
    return text;
}

QString detailsOf(const FileUser &user, const Layout &layout)
{
    const auto &process = user.process;
    auto text = QStringLiteral("process %1 (%2)").arg(QString::number(process.pid), displayText(process.name));
    if (const auto tree = ProcessTree::read(process, {})) {
        if (const auto origin = originText(*tree); !origin.isEmpty())
            text += QStringLiteral(", ") + origin;
    }
    QStringList uses;
    for (const auto &use : user.uses)
        uses += useText(use);
    constexpr qsizetype Indent = 2;
    constexpr qsizetype UseIndent = 6;
    return QString(Indent, u' ') + wrapped(text, Indent, layout) + QStringLiteral("\n") + QString(UseIndent, u' ') +
           wrapped(uses.join(QStringLiteral("; ")), UseIndent, layout);
}

/// The processes that hold a lock come first, then those that wait for one.
int rankOf(const FileUser &user)
{
    const auto has = [&user](How how) { return std::ranges::find(user.uses, how, &Use::how) != user.uses.end(); };
    return has(How::Locked) ? 0 : has(How::Waiting) ? 1 : 2;
}

void printHuman(const std::string &path, const FileUsers &found, const Layout &layout, Output &output)
{
    auto heading = displayText(path);
    if (!found.isThere)
        heading += QStringLiteral(" (no such file)");
    if (found.users.empty())
        heading += QStringLiteral(": no process uses it");
    output.line(heading);
    auto users = found.users;
    std::ranges::stable_sort(users, {}, rankOf);
    for (const auto &user : users)
        output.line(detailsOf(user, layout));
}

/// Names of the processes that may be missing, by PID.
using Unreadable = std::map<std::int64_t, std::string>;

void reportIncomplete(const Unreadable &unreadable, bool processesHidden)
{
    constexpr std::size_t MostNamed = 4;
    const auto advice =
        ::geteuid() == 0 ? QString() : QStringLiteral(" Run as root to see the processes of all users.");
    if (!unreadable.empty()) {
        QStringList names;
        for (const auto &[pid, name] : unreadable) {
            if (names.size() == MostNamed)
                break;
            names << QStringLiteral("%1 %2").arg(QString::number(pid), displayText(name));
        }
        if (unreadable.size() > MostNamed)
            names << QStringLiteral("and %1 more").arg(unreadable.size() - MostNamed);
        const auto named = names.join(QStringLiteral(", "));
        const auto text =
            unreadable.size() == 1
                ? QStringLiteral("who: the open files of 1 process (%1) cannot be read, so it may be missing.")
                      .arg(named)
                : QStringLiteral("who: the open files of %1 processes (%2) cannot be read, so they may be missing.")
                      .arg(QString::number(unreadable.size()), named);
        printError(text + advice);
    } else if (processesHidden) {
        printError(QStringLiteral("who: /proc hides the processes of other users (hidepid), so they may be missing.") +
                   advice);
    }
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty())
        return usageError(whoCommand(), QStringLiteral("missing PATH operand"));
    const auto layout = Layout::ofOutput(false);
    bool isUsed = false;
    bool failed = false;
    bool processesHidden = false;
    Unreadable unreadable;
    const bool isRead = forEachPath(arguments, [&](const std::string &path) {
        const auto found = FileUsers::of(path);
        if (!found) {
            printError(found.error().message());
            failed = true;
            return true;
        }
        isUsed = isUsed || !found->users.empty();
        processesHidden = processesHidden || found->processesHidden;
        for (const auto &process : found->unreadable)
            unreadable.emplace(process.pid, process.name);
        if (arguments.json)
            return output.line(QByteArray::fromStdString(toJson(path, *found)));
        printHuman(path, *found, layout, output);
        return true;
    });
    reportIncomplete(unreadable, processesHidden);
    if (failed || !isRead)
        return ExitStatus::Failed;
    return isUsed ? ExitStatus::Done : ExitStatus::NoUser;
}

} // namespace

const Command &whoCommand()
{
    static const Command command{
        .name = "who",
        .synopsis = "PATH...",
        .summary = "list the processes that have a file open, mapped or locked",
        .details = "Lists the processes that have the file open, mapped or locked, that wait for a\n"
                   "lock on it, execute it, or have it as working or root directory. Lock holders\n"
                   "come first, then waiters. A deleted file that had this path and is still in use\n"
                   "is listed, too. The operand - reads paths from standard input, one per line;\n"
                   "write ./- for a file of that name, or put it after --. Run as root to see the\n"
                   "processes of all users. With --json, one object per path is printed.",
        .exitStatus = "  0  at least one process uses one of the files\n"
                      "  1  no process uses any of them\n"
                      "  2  usage error\n"
                      "  4  a path could not be read",
        .example = "lockscopectl who /var/lib/app/app.lock",
        .options = {Option::Json, Option::NullSeparated},
        .run = run,
    };
    return command;
}

} // namespace Ctl

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/ask/answers.h"

#include "ui/text/holdertext.h"
#include "ui/widgets/messagebar.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>
#include <QStringList>

#include <cerrno>
#include <csignal>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AskDialog)
};

QString useText(const FileUser::Use &use)
{
    switch (use.how) {
    case FileUser::How::Open:
        return use.reads && use.writes ? Words::tr("open for reading and writing, descriptor %1").arg(use.fd)
               : use.writes            ? Words::tr("open for writing, descriptor %1").arg(use.fd)
                                       : Words::tr("open for reading, descriptor %1").arg(use.fd);
    case FileUser::How::Mapped:
        return Words::tr("mapped into its memory");
    case FileUser::How::WorkingDirectory:
        return Words::tr("working directory");
    case FileUser::How::Root:
        return Words::tr("root directory");
    case FileUser::How::Executable:
        return Words::tr("the program that it runs");
    case FileUser::How::Locked:
        return Words::tr("holds a kernel lock on it");
    case FileUser::How::Waiting:
        return Words::tr("waits for a kernel lock on it");
    }
    return {};
}

HostAnswer askAboutPath(const std::filesystem::path &path)
{
    HostAnswer answer;
    const auto found = FileUsers::of(path);
    if (!found) {
        answer.sentence = failureText(found.error());
        return answer;
    }
    for (const auto &user : found->users)
        answer.processes.push_back({.pid = user.process.pid,
                                    .name = processText(user.process.name, user.process.pid),
                                    .use = usesText(user),
                                    .command = user.process.commandLineText()});
    QStringList sentences;
    if (!found->isThere)
        sentences += Words::tr("%1 does not exist.").arg(displayText(path));
    else if (found->users.empty())
        sentences += Words::tr("No process uses %1.").arg(displayText(path));
    else
        sentences +=
            Words::tr("%n process(es) use %1. Until they close it, its file system cannot be unmounted, and its "
                      "space is not freed even if it is deleted.",
                      nullptr, static_cast<int>(found->users.size()))
                .arg(displayText(path));
    if (!found->isComplete())
        sentences += found->unreadable.empty()
                         ? Words::tr("The processes of other users are hidden: some may be missing.")
                         : Words::tr("The open files of %n process(es) cannot be read: some may be missing.", nullptr,
                                     static_cast<int>(found->unreadable.size()));
    answer.sentence = sentences.join(u' ');
    return answer;
}

} // namespace

QString usesText(const FileUser &user)
{
    QStringList texts;
    for (const auto &use : user.uses) {
        auto text = useText(use);
        if (use.deleted)
            text = Words::tr("%1 (a deleted file)").arg(text);
        if (!texts.contains(text))
            texts += text;
    }
    return texts.join(QLatin1String("; "));
}

HostAnswer askHost(const Question &question)
{
    if (question.path)
        return askAboutPath(*question.path);
    if (!question.number)
        return {};
    const auto number = static_cast<pid_t>(*question.number);
    const bool isRunning = number == *question.number && (::kill(number, 0) == 0 || errno == EPERM);
    return {.processes = {},
            .sentence = isRunning ? Words::tr("Process %1 is running.").arg(number)
                                  : Words::tr("No process has the PID %1.").arg(*question.number)};
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/documentlock.h>

#include "locks/documententry.h"

namespace Lockscope {

namespace {

QString textOf(const std::optional<std::string> &bytes)
{
    return QString::fromStdString(bytes.value_or(std::string()));
}

void readEntry(DocumentOwner &owner)
{
    owner.program = QStringLiteral("LibreOffice");
    const auto entry = DocumentEntry::parse(owner.report.content);
    if (!entry)
        return;
    owner.user = textOf(entry->fullName.empty() ? entry->login : entry->fullName);
    owner.host = textOf(entry->host);
    if (const auto since = entry->since())
        owner.since = since;
    if (const auto program = entry->program()) {
        owner.program = textOf(program->name);
        owner.pid = program->pid;
    }
}

} // namespace

DocumentOwner DocumentOwner::of(const LockReport &report)
{
    DocumentOwner owner;
    owner.report = report;
    owner.since = report.modified;
    owner.host = textOf(report.owner.hostname);
    owner.pid = report.owner.pid;
    if (report.format == "libreoffice") {
        readEntry(owner);
    } else if (report.format == "msoffice") {
        owner.program = QStringLiteral("Microsoft Office");
        owner.user = textOf(report.owner.name);
    } else {
        owner.program = report.owner.name ? textOf(report.owner.name) : report.processText();
        if (report.process)
            owner.user = report.process->userText();
    }
    return owner;
}

QDateTime DocumentOwner::sinceTime() const
{
    if (!since)
        return {};
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::floor<std::chrono::milliseconds>(*since).time_since_epoch().count());
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/documententry.h"

#include "formats/digits.h"
#include "system/linktarget.h"
#include "system/useridentity.h"

#include <QByteArray>
#include <QDateTime>
#include <QSysInfo>

#include <array>

#include <unistd.h>

namespace Lockscope {

namespace {

constexpr std::string_view Scheme = "lockscope:";
constexpr std::string_view BootKey = "?boot=";

QString timeFormat()
{
    return QStringLiteral("dd.MM.yyyy hh:mm");
}

std::string escaped(std::string_view field)
{
    std::string text;
    for (const char c : field) {
        if (c == ',' || c == ';' || c == '\\')
            text += '\\';
        text += c;
    }
    return text;
}

/// The name of the program file, also if a newer version has replaced it since.
std::string ownProgram()
{
    const auto target = linkTarget("/proc/self/exe");
    auto name = target ? target->filename().native() : std::string();
    if (name.ends_with(DeletedMark))
        name.resize(name.size() - DeletedMark.size());
    return name;
}

} // namespace

DocumentEntry DocumentEntry::own()
{
    auto user = UserIdentity::own();
    return {.fullName = std::move(user.fullName),
            .login = std::move(user.login),
            .host = QSysInfo::machineHostName().toStdString(),
            .time = QDateTime::currentDateTime().toString(timeFormat()).toStdString(),
            .profile = programUri({ownProgram(), ::getpid()}, QSysInfo::bootUniqueId().toStdString())};
}

std::optional<DocumentEntry> DocumentEntry::parse(std::string_view text)
{
    DocumentEntry entry;
    const std::array fields = {&entry.fullName, &entry.login, &entry.host, &entry.time, &entry.profile};
    std::size_t field = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == ';')
            return field + 1 == fields.size() && at + 1 == text.size() ? std::optional(entry) : std::nullopt;
        if (c == ',') {
            if (++field == fields.size())
                return {};
            continue;
        }
        if (c == '\\' && ++at == text.size())
            return {};
        *fields[field] += text[at];
    }
    return {};
}

std::string DocumentEntry::text() const
{
    return escaped(fullName) + ',' + escaped(login) + ',' + escaped(host) + ',' + escaped(time) + ',' +
           escaped(profile) + ';';
}

std::optional<WallTime> DocumentEntry::since() const
{
    const auto local = QDateTime::fromString(QString::fromStdString(time), timeFormat());
    if (!local.isValid())
        return {};
    return WallTime(std::chrono::milliseconds(local.toMSecsSinceEpoch()));
}

std::string DocumentEntry::programUri(const Program &program, std::string_view bootId)
{
    const auto name = QByteArray::fromStdString(program.name).toPercentEncoding("+", "~");
    return std::string(Scheme) + name.toStdString() + '/' + std::to_string(program.pid) + std::string(BootKey) +
           std::string(bootId);
}

std::optional<DocumentEntry::Program> DocumentEntry::program() const
{
    const std::string_view uri = profile;
    const auto slash = uri.find('/');
    const auto query = uri.find(BootKey, slash == uri.npos ? 0 : slash);
    if (!uri.starts_with(Scheme) || slash == uri.npos || query == uri.npos)
        return {};
    const auto pid = wholeNumber(uri.substr(slash + 1, query - slash - 1));
    if (pid <= 0)
        return {};
    const auto name = uri.substr(Scheme.size(), slash - Scheme.size());
    return Program{
        QByteArray::fromPercentEncoding(QByteArray(name.data(), static_cast<qsizetype>(name.size()))).toStdString(),
        pid};
}

} // namespace Lockscope

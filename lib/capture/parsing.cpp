// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/capture.h>

#include "capture/format.h"
#include "values/lockphrases.h"
#include "values/sentences.h"
#include "json/reportparsing.h"

#include <lockscope/fileusers.h>
#include <lockscope/path.h>

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace Lockscope {

namespace {

Failure refused(const char *clause)
{
    return Failure::of(LockErrc::ReadFailed, {}, clause);
}

/// The field is shown as JSON, in any language.
Failure damaged(const UntrustedJson::Problem &field)
{
    auto failure = refused(LockPhrases::noop("the capture is damaged or exceeds a limit"));
    failure.details.emplace_back(Sentence::Detail::Text, Phrase{"{\"" + field + "\": ...}"});
    return failure;
}

constexpr auto NotACapture = LockPhrases::noop("it is not a capture");

} // namespace

Result<Capture> Capture::parse(std::string_view text)
{
    if (text.size() > MaxBytes)
        return refused(LockPhrases::noop("the capture is larger than 512 MiB"));
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
    UntrustedJson::Problem problem;
    const UntrustedJson json(document.object(), problem);
    if (!json.has(CaptureFormat::VersionKey))
        return refused(NotACapture);
    if (json.number(CaptureFormat::VersionKey) > CaptureFormat::Version)
        return refused(LockPhrases::noop("the capture was written by a newer version of Lockscope"));

    Capture capture;
    capture.version = json.text("version");
    capture.user = json.text("user");
    const auto host = json.object("host");
    capture.hostname = host.text("hostname");
    capture.bootId = host.text("bootId");
    capture.isComplete = json.flag("complete");
    capture.historyError = json.text("historyError");
    const auto time = json.time("time");
    if (!time)
        json.note("time");
    capture.time = time.value_or(WallTime());
    capture.locks = json.objects("locks", qsizetype{MaxLocks}, reportOf);
    capture.processes = json.objects("processes", CaptureFormat::MaxProcesses, processOf);
    capture.history = json.objects("history", CaptureFormat::MaxIntervals, intervalOf);
    if (!problem.empty())
        return damaged(problem);
    // A hand-made file may name a lock twice, which has one row only.
    std::ranges::stable_sort(capture.locks, {}, &LockReport::key);
    const auto repeated = std::ranges::unique(capture.locks, {}, &LockReport::key);
    capture.locks.erase(repeated.begin(), repeated.end());
    return capture;
}

Result<Capture> Capture::read(const std::filesystem::path &file)
{
    const auto named = [&](Failure failure) {
        failure.path = file;
        return failure;
    };
    if (auto answers = fileSystemAnswers(file); !answers)
        return answers.error();
    QFile source(toQString(file));
    // A FIFO would block, and a device may have no end.
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!error && status.type() != std::filesystem::file_type::regular)
        return named(refused(NotACapture));
    if (!source.open(QIODevice::ReadOnly))
        return named(Failure::of(LockErrc::ReadFailed, file, source.errorString().toStdString()));
    const auto bytes = source.read(static_cast<qint64>(MaxBytes) + 1);
    auto capture = parse({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    return capture ? std::move(capture) : named(capture.error());
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/formats/formatcatalogue.h"

#include "ui/text/formattext.h"

#include <lockscope/displaytext.h>
#include <lockscope/lockformats.h>

#include <QDir>
#include <QFile>

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace Lockscope::Ui {

namespace {

struct Saved
{
    std::filesystem::path file;
    QString error;
    std::vector<FormatProblem> problems;
};

/// A new file, with a number in its name if there is one of that name.
QString openNew(QFile &file, const QString &directory, const QString &id)
{
    constexpr int MaxNumber = 1000;
    for (int number = 1; number < MaxNumber; ++number) {
        const QString suffix = number > 1 ? u'-' + QString::number(number) : QString();
        file.setFileName(directory + u'/' + id + suffix + QLatin1String(".toml"));
        if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return {};
        if (!file.exists())
            break;
    }
    return file.errorString();
}

Saved write(const std::filesystem::path &directory, const std::string &id, const std::string &toml)
{
    const auto folder = QFile::decodeName(directory.c_str());
    QDir().mkpath(folder);
    QFile file;
    auto error = openNew(file, folder, QString::fromStdString(id));
    const auto bytes = QByteArray::fromStdString(toml);
    if (error.isEmpty() && (file.write(bytes) != bytes.size() || !file.flush())) {
        error = file.errorString();
        file.remove();
    }
    const auto path = QFile::encodeName(file.fileName()).toStdString();
    if (!error.isEmpty())
        return {.file = {},
                .error = FormatCatalogue::tr("Cannot write %1: %2.").arg(displayText(std::string_view(path)), error),
                .problems = {}};
    return {.file = path, .error = {}, .problems = loadFormats(formatDirectories())};
}

QString problemText(const FormatProblem &problem)
{
    const auto file = displayText(problem.file);
    const auto message = displayText(problem.message);
    return problem.line > 0 ? FormatCatalogue::tr("The format file %1 is not used. Line %2: %3.")
                                  .arg(file)
                                  .arg(problem.line)
                                  .arg(message)
                            : FormatCatalogue::tr("The format file %1 is not used: %2.").arg(file, message);
}

QString patternProblemText(const FormatProblem &problem)
{
    return FormatCatalogue::tr("A rule in the format file %1 matches nothing. Line %2: %3.")
        .arg(displayText(problem.file))
        .arg(problem.line)
        .arg(displayText(problem.message));
}

} // namespace

struct FormatCatalogue::Shared
{
    std::mutex mutex;
    std::condition_variable isLoaded;
    bool done = false;
    std::vector<FormatProblem> problems;
};

FormatCatalogue::FormatCatalogue(QObject *parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
{
    setFormatProblemHandler([this](const FormatProblem &problem) {
        QMetaObject::invokeMethod(
            this, [this, text = patternProblemText(problem)] { Q_EMIT problemFound(text); }, Qt::QueuedConnection);
    });
}

FormatCatalogue::~FormatCatalogue()
{
    setFormatProblemHandler({});
}

void FormatCatalogue::load()
{
    m_pool.ask(
        *this,
        [shared = m_shared] {
            auto problems = loadFormats(formatDirectories());
            const std::lock_guard guard(shared->mutex);
            shared->problems = std::move(problems);
            shared->done = true;
            shared->isLoaded.notify_all();
            return true;
        },
        [this](bool) { finishLoading(); });
}

bool FormatCatalogue::waitUntilLoaded(std::chrono::milliseconds timeout)
{
    std::unique_lock guard(m_shared->mutex);
    m_wasAwaited = m_shared->isLoaded.wait_for(guard, timeout, [this] { return m_shared->done; });
    return m_wasAwaited;
}

void FormatCatalogue::finishLoading()
{
    forgetFormatTexts();
    for (const auto &problem : m_shared->problems)
        Q_EMIT problemFound(problemText(problem));
    if (!std::exchange(m_wasAwaited, false))
        Q_EMIT changed();
}

std::filesystem::path FormatCatalogue::userDirectory()
{
    const auto directories = formatDirectories();
    const auto &last = directories.back();
    // The directories of the system come first.
    return last.native().starts_with("/etc/") ? std::filesystem::path() : last;
}

void FormatCatalogue::save(const std::string &id, const std::string &toml,
                           std::function<void(const std::filesystem::path &file, const QString &error)> use)
{
    const auto directory = userDirectory();
    if (directory.empty()) {
        use({}, tr("The format cannot be saved: this user has no home folder."));
        return;
    }
    m_pool.ask(
        *this, [directory, id, toml] { return write(directory, id, toml); },
        [this, use = std::move(use)](const Saved &saved) {
            if (saved.error.isEmpty()) {
                forgetFormatTexts();
                for (const auto &problem : saved.problems)
                    Q_EMIT problemFound(problemText(problem));
                Q_EMIT changed();
            }
            use(saved.file, saved.error);
        });
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/text/formattext.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <unordered_map>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FormatText)
};

using FormatTexts = std::unordered_map<std::string, FormatText>;

FormatTexts &knownTexts()
{
    static FormatTexts texts;
    return texts;
}

FormatTexts readTexts()
{
    FormatTexts texts;
    for (const auto &format : lockFormats()) {
        QStringList programs;
        for (const auto program : format.programs)
            programs += displayText(program);
        texts[std::string(format.id)] = {.title = Lockscope::text(Phrase{std::string(format.description)}),
                                         .programs = programs.join(QLatin1String(", "))};
    }
    texts["unrecognised"] = {.title = Words::tr("Unknown format"), .programs = {}};
    texts["none"] = {.title = Words::tr("Not a lock"), .programs = {}};
    return texts;
}

} // namespace

const FormatText &formatText(const std::string &id)
{
    auto &texts = knownTexts();
    if (texts.empty())
        texts = readTexts();
    const auto found = texts.find(id);
    return found != texts.end() ? found->second : texts[id] = {.title = displayText(id), .programs = {}};
}

void forgetFormatTexts()
{
    knownTexts().clear();
}

std::optional<LockFormat> lockFormat(const std::string &id)
{
    auto formats = lockFormats();
    const auto found = std::ranges::find(formats, id, &LockFormat::id);
    return found == formats.end() ? std::nullopt : std::optional(std::move(*found));
}

bool isUnknownFormat(const std::string &id)
{
    // The last two read an owner from any text, without knowing the program.
    return id == "unrecognised" || id == "none" || id == "owner-text" || id == "owner-json";
}

} // namespace Lockscope::Ui

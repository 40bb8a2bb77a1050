// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/details/contentfields.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>

#include <algorithm>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Lockscope::Ui::ContentField)
};

/// True if the text is not a part of a longer number or word.
bool standsAlone(const QString &text, qsizetype begin, qsizetype length)
{
    const auto end = begin + length;
    return (begin == 0 || !text[begin - 1].isLetterOrNumber() || !text[begin].isLetterOrNumber()) &&
           (end == text.size() || !text[end].isLetterOrNumber() || !text[end - 1].isLetterOrNumber());
}

bool overlaps(const ContentField &field, qsizetype begin, qsizetype length)
{
    return begin < field.begin + field.length && field.begin < begin + length;
}

} // namespace

std::vector<ContentField> contentFields(const QString &text, const Claim &owner)
{
    std::vector<ContentField> fields;
    const auto mark = [&](const QString &value, const QString &meaning) {
        if (value.isEmpty())
            return;
        for (auto begin = text.indexOf(value); begin >= 0; begin = text.indexOf(value, begin + 1)) {
            const bool isTaken = std::ranges::any_of(
                fields, [&](const ContentField &field) { return overlaps(field, begin, value.size()); });
            if (!isTaken && standsAlone(text, begin, value.size())) {
                fields.push_back({.begin = begin, .length = value.size(), .meaning = meaning});
                return;
            }
        }
    };
    const auto markBytes = [&](const std::optional<std::string> &value, const QString &meaning) {
        if (value)
            mark(displayText(std::string_view(*value)), meaning);
    };
    // The longest value first: a boot ID may contain the digits of a PID.
    markBytes(owner.bootId, Words::tr("boot"));
    markBytes(owner.hostname, Words::tr("host"));
    if (owner.pid)
        mark(QString::number(*owner.pid), Words::tr("process"));
    markBytes(owner.thread, Words::tr("thread"));
    markBytes(owner.name, Words::tr("program"));
    std::ranges::sort(fields, {}, &ContentField::begin);
    return fields;
}

} // namespace Lockscope::Ui

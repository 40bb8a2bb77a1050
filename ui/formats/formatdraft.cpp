// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/formats/formatdraft.h"

#include <lockscope/lockformats.h>

#include <QRegularExpression>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>

namespace Lockscope::Ui {

namespace {

using InodeType = LockReport::InodeType;
using Meaning = DraftField::Meaning;

constexpr std::string_view HexDigits = "0123456789abcdef";

void appendHex(std::string &text, unsigned char byte)
{
    text += HexDigits[byte >> 4];
    text += HexDigits[byte & 0xf];
}

bool isWordByte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte == '_';
}

bool isPrintable(char byte)
{
    return byte >= ' ' && byte <= '~';
}

/// Only printable ASCII, without the quotation mark that would end a literal string of TOML.
void appendEscaped(std::string &pattern, std::string_view text)
{
    for (const char byte : text) {
        if (byte == '\n') {
            pattern += "\\n";
        } else if (isWordByte(byte) || byte == ' ' || byte == '-' || byte == ':' || byte == ',' || byte == '/') {
            pattern += byte;
        } else if (isPrintable(byte) && byte != '\'') {
            pattern += '\\';
            pattern += byte;
        } else {
            pattern += "\\x";
            appendHex(pattern, static_cast<unsigned char>(byte));
        }
    }
}

std::string_view groupOf(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Pid:
        return "{pid}";
    case Meaning::Host:
        return "{host}";
    case Meaning::User:
        return R"((?P<user>[^\s:,;@]+))";
    case Meaning::Other:
        break;
    }
    return R"([^\n]*?)";
}

bool isUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString() == text;
}

/// A string of TOML in quotation marks.
std::string tomlString(std::string_view text)
{
    std::string written = "\"";
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == '\n') {
            written += "\\n";
        } else if (byte == '\t') {
            written += "\\t";
        } else if (byte == '"' || byte == '\\') {
            written += '\\';
            written += byte;
        } else if (code < 0x20 || code == 0x7f) {
            written += "\\u00";
            appendHex(written, code);
        } else {
            written += byte;
        }
    }
    return written + '"';
}

std::string tomlString(const QString &text)
{
    return tomlString(text.toStdString());
}

std::string tomlList(const QStringList &texts)
{
    std::string list;
    for (const auto &text : texts)
        list += (list.empty() ? "" : ", ") + tomlString(text);
    return '[' + list + ']';
}

std::string_view wordOf(FormatDraft::HeldBy heldBy)
{
    switch (heldBy) {
    case FormatDraft::HeldBy::Process:
        return "process";
    case FormatDraft::HeldBy::KernelLock:
        return "kernel-lock";
    case FormatDraft::HeldBy::Existence:
        break;
    }
    return "existence";
}

/// Empty for a regular file with content, which is the default.
std::string_view inodeWord(const LockReport &example)
{
    switch (example.inodeType) {
    case InodeType::Symlink:
        return "symlink";
    case InodeType::Directory:
        return "directory";
    default:
        return example.size == 0 ? "empty" : "";
    }
}

/// `directory/name`
std::string samplePath(const std::filesystem::path &path)
{
    const auto directory = path.parent_path().filename().native();
    const auto name = path.filename().native();
    return directory.empty() ? name : directory + '/' + name;
}

/// The first place where the text stands by itself, and no field is yet.
std::optional<DraftField> placeOf(std::string_view value, const FormatDraft &draft, Meaning meaning)
{
    const auto &text = draft.text();
    if (value.empty())
        return {};
    for (auto begin = text.find(value); begin != text.npos; begin = text.find(value, begin + 1)) {
        const auto end = begin + value.size();
        const bool standsAlone =
            (begin == 0 || !isWordByte(text[begin - 1])) && (end == text.size() || !isWordByte(text[end]));
        const bool isFree = std::ranges::none_of(draft.fields, [&](const DraftField &field) {
            return begin < field.begin + field.length && field.begin < end;
        });
        if (standsAlone && isFree)
            return DraftField{.begin = begin, .length = value.size(), .meaning = meaning};
    }
    return {};
}

/// The first number in the text that can be a PID.
std::string firstNumber(const std::string &text)
{
    static const QRegularExpression number(QStringLiteral(R"((?<![\w.:])[1-9]\d{0,6}(?![\w.:]))"));
    const auto match = number.match(QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())));
    return match.captured().toStdString();
}

} // namespace

const std::string &FormatDraft::text() const
{
    return example.inodeType == InodeType::Symlink ? example.linkTarget : example.content;
}

std::string FormatDraft::pattern() const
{
    const auto whole = std::string_view(text());
    if (whole.empty())
        return {};
    // A user who describes the beginning of a long text does not describe its end.
    const bool isCut = whole.size() > MaxDraftText;
    auto described = whole.substr(0, MaxDraftText);
    const auto lastText = described.find_last_not_of(" \n\r\t");
    const auto fieldsEnd = fields.empty() ? 0 : fields.back().begin + fields.back().length;
    if (!isCut)
        described = described.substr(0, std::max(lastText == described.npos ? 0 : lastText + 1, fieldsEnd));
    else if (!fields.empty())
        described = described.substr(0, fieldsEnd);
    std::string pattern = "^";
    std::size_t at = 0;
    for (const auto &field : fields) {
        appendEscaped(pattern, described.substr(at, field.begin - at));
        pattern += groupOf(field.meaning);
        at = field.begin + field.length;
    }
    appendEscaped(pattern, described.substr(at));
    return isCut ? pattern : pattern + R"(\s*$)";
}

std::string FormatDraft::toml() const
{
    std::string file = "[[format]]\n";
    const auto add = [&file](std::string_view key, const std::string &value) {
        file += key;
        file += " = " + value + '\n';
    };
    add("id", tomlString(id));
    add("title", tomlString(title));
    if (!programs.isEmpty())
        add("program", tomlList(programs));
    add("names", tomlList(names));
    if (const auto inode = inodeWord(example); !inode.empty())
        add("inode", tomlString(inode));
    // A kernel lock holds the file whatever is written in it.
    const auto textPattern = heldBy == HeldBy::KernelLock && fields.empty() ? std::string() : pattern();
    if (!textPattern.empty())
        add(example.inodeType == InodeType::Symlink ? "target" : "content", "'''" + textPattern + "'''");
    if (heldBy != HeldBy::Process)
        add("held-by", tomlString(wordOf(heldBy)));
    if (example.inodeType == InodeType::Directory)
        add("remove", tomlString(std::string_view("directory")));
    file += "\n[[format.sample]]\n";
    add("path", tomlString(samplePath(example.path)));
    if (const auto &sample = text(); isUtf8(sample)) {
        if (!sample.empty())
            add("text", tomlString(sample));
    } else {
        std::string hex;
        for (const char byte : sample)
            appendHex(hex, static_cast<unsigned char>(byte));
        add("hex", tomlString(hex));
    }
    const auto valueOf = [&](Meaning meaning) {
        const auto field = std::ranges::find(fields, meaning, &DraftField::meaning);
        return field == fields.end() ? std::string() : text().substr(field->begin, field->length);
    };
    if (!textPattern.empty()) {
        if (const auto pid = valueOf(Meaning::Pid); !pid.empty())
            add("pid", pid);
        if (const auto host = valueOf(Meaning::Host); !host.empty())
            add("host", tomlString(host));
    }
    return file;
}

FormatDraft draftFor(const LockReport &report, const std::string &hostname)
{
    FormatDraft draft;
    draft.example = report;
    const auto name = QString::fromStdString(report.path.filename().native());
    // Numbers in a name usually differ from lock to lock.
    static const QRegularExpression digits(QStringLiteral("\\d{2,}"));
    draft.names = {QString(name).replace(digits, QStringLiteral("*")).replace(u',', u'?')}; // a comma separates names
    const auto stem = QString::fromStdString(report.path.stem().native());
    draft.title = stem.isEmpty() ? name : stem;

    const auto &owner = report.owner;
    const auto add = [&](const std::string &value, Meaning meaning) {
        if (const auto field = placeOf(value, draft, meaning))
            draft.fields.push_back(*field);
    };
    add(owner.hostname.value_or(hostname), Meaning::Host);
    add(owner.pid ? std::to_string(*owner.pid) : firstNumber(draft.text().substr(0, MaxDraftText)), Meaning::Pid);
    std::ranges::sort(draft.fields, {}, &DraftField::begin);
    const bool hasPid = std::ranges::find(draft.fields, Meaning::Pid, &DraftField::meaning) != draft.fields.end();
    draft.heldBy = !report.kernelLocks.empty() ? FormatDraft::HeldBy::KernelLock
                   : hasPid                    ? FormatDraft::HeldBy::Process
                                               : FormatDraft::HeldBy::Existence;
    return draft;
}

std::string freeFormatId(const QString &title)
{
    constexpr std::size_t MaxLength = 36; // an ID has at most 40, a number comes after it
    std::string stem;
    for (const auto character : title.normalized(QString::NormalizationForm_KD).toLower()) {
        const char byte = character.toLatin1();
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
            stem += byte;
        else if (!character.isMark() && !stem.empty() && stem.back() != '-')
            stem += '-';
    }
    stem.resize(std::min(stem.size(), MaxLength));
    stem.erase(std::min(stem.find_last_not_of('-') + 1, stem.size()));
    if (stem.empty())
        stem = "format";
    const auto formats = lockFormats();
    auto id = stem;
    for (int number = 2; std::ranges::find(formats, id, &LockFormat::id) != formats.end(); ++number)
        id = stem + '-' + std::to_string(number);
    return id;
}

} // namespace Lockscope::Ui

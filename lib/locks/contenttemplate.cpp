// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/contenttemplate.h"

#include "values/sentences.h"

#include <algorithm>
#include <charconv>

namespace Lockscope {

namespace {

/// Lock files are read by people; a wider field is a mistake.
constexpr std::size_t WidestField = 1024;

Failure wrong(std::string detail)
{
    return Failure::of(LockErrc::InvalidOption, {}, {Sentence::Detail::ContentTemplate, Phrase{std::move(detail)}});
}

/// One parsed replacement field: `{name!conversion:specification}`.
struct Field
{
    std::string_view name;
    std::string_view conversion;
    std::string_view specification;
};

Field splitField(std::string_view text)
{
    Field field;
    const auto nameEnd = std::min(text.find_first_of("!:"), text.size());
    field.name = text.substr(0, nameEnd);
    text.remove_prefix(nameEnd);
    const auto conversionEnd = std::min(text.find(':'), text.size());
    field.conversion = text.substr(0, conversionEnd);
    text.remove_prefix(conversionEnd);
    field.specification = text.empty() ? text : text.substr(1);
    return field;
}

/// `[[fill]align][sign][#][0][width][type]`: the parts of Python's format specification mini-language that are
/// supported for an integer or a text.
struct Specification
{
    char fill = 0;  ///< 0: not given
    char align = 0; ///< 0: the default for the type of the value
    char sign = 0;
    bool alternate = false;
    std::size_t width = 0;
    char type = 0;
};

bool isAlignment(char c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

Result<Specification> parseSpecification(const Field &field)
{
    auto text = field.specification;
    const auto refused = [&] {
        return wrong("invalid format '" + std::string(field.specification) + "' for {" + std::string(field.name) + "}");
    };
    Specification result;
    const auto accept = [&](std::string_view choices) {
        if (text.empty() || choices.find(text.front()) == std::string_view::npos)
            return '\0';
        const char taken = text.front();
        text.remove_prefix(1);
        return taken;
    };
    if (text.size() >= 2 && isAlignment(text[1])) {
        result.fill = text[0];
        result.align = text[1];
        text.remove_prefix(2);
    } else {
        result.align = accept("<>=^");
    }
    result.sign = accept("+- ");
    result.alternate = accept("#") != 0;
    if (result.fill == 0 && accept("0"))
        result.fill = '0';
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result.width);
    if (error == std::errc::result_out_of_range || result.width > WidestField)
        return wrong("the width of {" + std::string(field.name) + "} exceeds " + std::to_string(WidestField) +
                     " characters");
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    result.type = accept("dnboxXs");
    if (!text.empty())
        return refused();
    return result;
}

/// Pads a sign or base prefix and the digits or letters to the width.
std::string pad(const Specification &specification, std::string_view prefix, std::string_view body, char defaultAlign)
{
    const auto length = prefix.size() + body.size();
    const auto missing = specification.width > length ? specification.width - length : 0;
    std::size_t before = 0;
    std::size_t between = 0;
    switch (specification.align != 0 ? specification.align : defaultAlign) {
    case '>':
        before = missing;
        break;
    case '^':
        before = missing / 2;
        break;
    case '=':
        between = missing;
        break;
    default:
        break;
    }
    const char fill = specification.fill != 0 ? specification.fill : ' ';
    std::string result(before, fill);
    result += prefix;
    result.append(between, fill);
    result += body;
    result.append(missing - before - between, fill);
    return result;
}

Result<std::string> formatInteger(const Field &field, std::int64_t value)
{
    const auto specification = parseSpecification(field);
    if (!specification)
        return specification.error();
    int base = 10;
    std::string prefix;
    if (specification->sign == '+' || specification->sign == ' ')
        prefix = specification->sign;
    switch (specification->type) {
    case 's':
        return wrong("format 's' cannot be used for the number {" + std::string(field.name) + "}");
    case 'b':
        base = 2;
        break;
    case 'o':
        base = 8;
        break;
    case 'x':
    case 'X':
        base = 16;
        break;
    default:
        break;
    }
    if (specification->alternate && base != 10)
        prefix += {'0', specification->type};
    char digits[64];
    auto [end, error] = std::to_chars(digits, digits + sizeof digits, value, base);
    if (specification->type == 'X')
        std::transform(digits, end, digits,
                       [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
    return pad(*specification, prefix, std::string_view(digits, static_cast<std::size_t>(end - digits)),
               specification->fill == '0' ? '=' : '>');
}

Result<std::string> formatText(const Field &field, std::string_view value)
{
    const auto specification = parseSpecification(field);
    if (!specification)
        return specification.error();
    const bool numeric = specification->sign != 0 || specification->alternate || specification->align == '=' ||
                         (specification->type != 0 && specification->type != 's');
    if (numeric)
        return wrong("format '" + std::string(field.specification) + "' cannot be used for the text {" +
                     std::string(field.name) + "}");
    return pad(*specification, {}, value, '<');
}

Result<std::string> fillField(std::string_view text, const ContentValues &values)
{
    const auto field = splitField(text);
    if (field.name != "pid" && field.name != "hostname")
        return wrong("unknown field {" + std::string(field.name) + "}; use {pid} or {hostname}, or {{ for a brace");
    if (!field.conversion.empty() && field.conversion != "!s")
        return wrong("unsupported conversion '" + std::string(field.conversion) + "' of {" + std::string(field.name) +
                     "}; only !s is supported");
    const bool asText = !field.conversion.empty();
    if (field.name == "pid")
        return asText ? formatText(field, std::to_string(values.pid)) : formatInteger(field, values.pid);
    if (!asText && !field.specification.empty())
        return wrong("{hostname} does not accept a format; write {hostname!s:" + std::string(field.specification) +
                     "}");
    return formatText(field, values.hostname);
}

} // namespace

Result<std::string> fillContentTemplate(std::string_view contentTemplate, const ContentValues &values)
{
    std::string result;
    auto rest = contentTemplate;
    while (!rest.empty()) {
        const auto brace = std::min(rest.find_first_of("{}"), rest.size());
        result += rest.substr(0, brace);
        rest.remove_prefix(brace);
        if (rest.empty())
            break;
        if (rest.starts_with("{{") || rest.starts_with("}}")) {
            result += rest.front();
            rest.remove_prefix(2);
            continue;
        }
        if (rest.front() == '}')
            return wrong("unmatched '}'; write }} for a brace");
        const auto end = rest.find_first_of("{}", 1);
        if (end == std::string_view::npos || rest[end] == '{')
            return wrong("unmatched '{'; write {{ for a brace");
        const auto field = fillField(rest.substr(1, end - 1), values);
        if (!field)
            return field.error();
        result += *field;
        rest.remove_prefix(end + 1);
    }
    return result;
}

} // namespace Lockscope

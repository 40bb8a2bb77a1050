// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/message.h>
#include <lockscope/time.h>

#include <QJsonArray>
#include <QJsonObject>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// The fields of an untrusted JSON object. A value of another type, or that is too large, is noted as a problem and
/// read as if it were absent; the reader checks for problems once, at the end. Fields that are absent are no problem:
/// other versions write other fields.
class UntrustedJson
{
public:
    /// The first problem: the key of the field; empty if there was none.
    using Problem = std::string;

    /// Limits. A lock file's content is at most 64 KiB, which is 88 KiB in Base64.
    static constexpr qsizetype MaxText = 128 << 10;
    static constexpr qsizetype MaxList = 10'000; ///< the elements of a list of one lock

    UntrustedJson(QJsonObject object, Problem &problem)
        : m_object(std::move(object))
        , m_problem(&problem)
    {}

    bool has(const char *key) const { return !value(key).isNull() && !value(key).isUndefined(); }
    std::string text(const char *key) const { return optionalText(key).value_or(std::string()); }
    std::optional<std::string> optionalText(const char *key) const;
    /// Bytes in Base64.
    std::string base64(const char *key) const;
    /// A path, from `KEYBase64` if it is not valid UTF-8.
    std::string path(const char *key) const;
    std::int64_t number(const char *key, std::int64_t otherwise = 0) const;
    std::optional<std::int64_t> optionalNumber(const char *key) const;
    /// A number that is written as text, because it may have more than 53 bits.
    std::optional<std::uint64_t> large(const char *key) const;
    double decimal(const char *key) const;
    bool flag(const char *key) const;
    std::optional<WallTime> time(const char *key) const;
    std::vector<std::string> texts(const char *key) const;
    std::vector<std::int64_t> numbers(const char *key) const;
    std::vector<Message> messages(const char *key) const;
    UntrustedJson object(const char *key) const;
    /// An absent list is empty.
    QJsonArray list(const char *key, qsizetype max) const;

    template <typename T>
    std::vector<T> objects(const char *key, qsizetype max, T (*read)(const UntrustedJson &)) const
    {
        std::vector<T> values;
        for (const auto &element : list(key, max)) {
            if (!element.isObject())
                note(key);
            values.push_back(read({element.toObject(), *m_problem}));
        }
        return values;
    }

    /// The value of an enumeration by its word; an unknown word is a problem.
    template <typename Enum>
    Enum word(const char *key, Enum otherwise) const
    {
        const auto name = optionalText(key);
        if (!name)
            return otherwise;
        const auto known = fromWord<Enum>(*name);
        if (!known)
            note(key);
        return known.value_or(otherwise);
    }

    void note(const char *key) const;

private:
    QJsonValue value(const char *key) const { return m_object.value(QLatin1String(key)); }

    QJsonObject m_object;
    Problem *m_problem;
};

} // namespace Lockscope

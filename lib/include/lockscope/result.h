// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/exceptions.h>
#include <lockscope/failure.h>

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace Lockscope {

/// The result of a function: a value, or the failure that prevented it. C++20 has no std::expected; the members have
/// the names of that class.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Failure failure)
        : m_state(std::in_place_index<1>, std::move(failure))
    {}

    bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value. REQUIRES: has_value().
    T &operator*() & { return *std::get_if<0>(&m_state); }
    const T &operator*() const & { return *std::get_if<0>(&m_state); }
    T &&operator*() && { return std::move(*std::get_if<0>(&m_state)); }
    T *operator->() { return std::get_if<0>(&m_state); }
    const T *operator->() const { return std::get_if<0>(&m_state); }

    /// The value. Throws the exception of the failure if there is none.
    T &value() &
    {
        if (!has_value())
            throwFailure(error());
        return **this;
    }
    T &&value() &&
    {
        if (!has_value())
            throwFailure(error());
        return std::move(**this);
    }
    template <typename U>
    T value_or(U &&other) const &
    {
        return has_value() ? **this : static_cast<T>(std::forward<U>(other));
    }

    /// The failure. REQUIRES: !has_value().
    const Failure &error() const
    {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Failure> m_state;
};

/// The result of a function without a value: success or a failure.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Failure failure)
        : m_failure(std::move(failure))
    {}

    bool has_value() const noexcept { return !m_failure; }
    explicit operator bool() const noexcept { return has_value(); }

    void value() const
    {
        if (m_failure)
            throwFailure(*m_failure);
    }
    /// The failure. REQUIRES: !has_value().
    const Failure &error() const
    {
        assert(m_failure);
        return *m_failure;
    }

private:
    std::optional<Failure> m_failure;
};

} // namespace Lockscope

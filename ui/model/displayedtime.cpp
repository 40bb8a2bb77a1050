// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/displayedtime.h"

#include "ui/text/agetext.h"

#include <QVariant>
#include <QWidget>

namespace Lockscope::Ui {

namespace {

constexpr auto Property = "lockscopeDisplayedTime"; // nanoseconds since 1970

} // namespace

WallTime displayedTime(const QWidget &view)
{
    const auto time = view.window()->property(Property);
    return time.isValid() ? WallTime(WallTime::duration(time.toLongLong())) : wallTimeNow();
}

void setDisplayedTime(QWidget &window, WallTime time)
{
    window.setProperty(Property, QVariant::fromValue<qlonglong>(time.time_since_epoch().count()));
}

} // namespace Lockscope::Ui

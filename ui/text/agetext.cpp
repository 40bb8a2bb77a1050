// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/text/agetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AgeText)
};

constexpr int DaysOfAYear = 365;

} // namespace

QString ageText(std::chrono::nanoseconds age)
{
    using namespace std::chrono;
    if (age < 0ns)
        return Words::tr("in the future");
    const auto inSeconds = floor<seconds>(age).count();
    const auto inMinutes = floor<minutes>(age).count();
    const auto inHours = floor<hours>(age).count();
    const auto inDays = floor<days>(age).count();
    if (inMinutes < 1)
        return Words::tr("%1 s", "seconds").arg(inSeconds);
    if (inHours < 1)
        return Words::tr("%1 min", "minutes").arg(inMinutes);
    if (inDays < 1)
        return Words::tr("%1 h %2 min", "hours and minutes").arg(inHours).arg(inMinutes % 60);
    if (inDays < DaysOfAYear)
        return Words::tr("%1 d %2 h", "days and hours").arg(inDays).arg(inHours % 24);
    return Words::tr("%1 y %2 d", "years and days").arg(inDays / DaysOfAYear).arg(inDays % DaysOfAYear);
}

QString shortAgeText(std::chrono::nanoseconds age, int many)
{
    using namespace std::chrono;
    const auto inHours = floor<hours>(age).count();
    const auto inDays = floor<days>(age).count();
    if (inDays >= many * DaysOfAYear)
        return Words::tr("%1 y", "years").arg(inDays / DaysOfAYear);
    if (inDays >= many && inDays < DaysOfAYear)
        return Words::tr("%1 d", "days").arg(inDays);
    if (inHours >= many && inDays < 1)
        return Words::tr("%1 h", "hours").arg(inHours);
    return ageText(age);
}

QString timeText(WallTime time)
{
    const auto sinceEpoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(sinceEpoch), QLocale::LongFormat);
}

QString clockText(WallTime time)
{
    const auto sinceEpoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    const auto moment = QDateTime::fromMSecsSinceEpoch(sinceEpoch);
    const auto clock = moment.toString(QStringLiteral("HH:mm"));
    return moment.date() == QDate::currentDate()
               ? clock
               : QLocale().toString(moment.date(), QLocale::ShortFormat) + u' ' + clock;
}

QString shortTimeText(WallTime time)
{
    const auto sinceEpoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    const auto moment = QDateTime::fromMSecsSinceEpoch(sinceEpoch);
    return QLocale().toString(moment.date(), QLocale::ShortFormat) + moment.toString(QStringLiteral(" HH:mm:ss"));
}

WallTime wallTimeNow()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

} // namespace Lockscope::Ui

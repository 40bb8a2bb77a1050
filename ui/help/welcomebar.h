// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QAction;
class QLabel;

namespace Lockscope::Ui {

class Preferences;

/// Three sentences of orientation at the first start of a user, until they are dismissed.
class WelcomeBar : public QFrame
{
    Q_OBJECT

public:
    /// Hidden at first.
    WelcomeBar(Preferences &preferences, QAction &manual, QWidget *parent = nullptr);

    void showUnlessDismissed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void dismiss();

    Preferences &m_preferences;
    QLabel *m_text;
};

} // namespace Lockscope::Ui

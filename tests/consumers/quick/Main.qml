// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Lockscope

ApplicationWindow {
    id: window

    required property string directory
    property string journal: "" // the user's journal

    width: 800
    height: 500
    visible: true
    title: qsTr("Locks in %1").arg(directory)

    LockModel {
        id: locks
        paths: [window.directory]
        filter: filterField.text
        onFailed: failure => status.text = failure.message
    }

    AsyncLock {
        id: lock
        kind: kindBox.currentValue ?? "zc"
        path: pathField.text
        timeout: 0
        onAcquired: status.text = qsTr("Acquired %1").arg(path)
        onReleased: status.text = qsTr("Released %1").arg(path)
        onFailed: failure => status.text = failure.message
        onLost: failure => status.text = failure.message
    }

    LockBreaker {
        id: breaker
        journal: window.journal
        onPlanned: plans => {
            dialog.plan = plans[0]
            dialog.open()
        }
        onBroken: lock => {
            status.text = qsTr("Broke %1").arg(lock.path)
            undoButton.lockId = lock.id
        }
        onRestored: lock => {
            status.text = qsTr("Restored %1").arg(lock.path)
            undoButton.lockId = ""
        }
        onFailed: failure => status.text = failure.message
    }

    Dialog {
        id: dialog
        objectName: "dialog"
        property breakPlan plan
        anchors.centerIn: Overlay.overlay
        width: window.width / 2
        title: plan.isSafe ? qsTr("Break this stale lock?") : qsTr("This lock is not proven stale")
        standardButtons: plan.isSafe ? Dialog.Ok | Dialog.Cancel : Dialog.Close
        onAccepted: breaker.execute(plan)

        Label {
            anchors.fill: parent
            wrapMode: Text.Wrap
            text: dialog.plan.path + "\n" + dialog.plan.report.verdict.message
        }
    }

    header: TextField {
        id: filterField
        objectName: "filter"
        placeholderText: qsTr("Filter by path, owner, process, format or state")
    }

    ListView {
        id: list
        objectName: "list"
        anchors.fill: parent
        clip: true
        model: locks
        delegate: ItemDelegate {
            id: row
            required property string path
            required property lockVerdict verdict
            required property lockReport report
            required property int waiters

            width: list.width
            contentItem: RowLayout {
                ColumnLayout {
                    Label {
                        Layout.fillWidth: true
                        elide: Text.ElideMiddle
                        font.bold: row.verdict.state === Verdict.State.Held
                        text: row.waiters > 0 ? qsTr("%1 (%n waiting)", "", row.waiters).arg(row.path) : row.path
                    }
                    Label {
                        Layout.fillWidth: true
                        elide: Text.ElideRight
                        text: row.verdict.message
                    }
                }
                Button {
                    objectName: "break"
                    text: qsTr("Break…")
                    visible: row.report.breakPermission === LockReport.BreakPermission.Safe
                    onClicked: breaker.plan(row.path)
                }
            }
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: locks.ready ? qsTr("No locks") : qsTr("Searching…")
        }
    }

    footer: RowLayout {
        TextField {
            id: pathField
            objectName: "path"
            Layout.fillWidth: true
            text: window.directory + "/app.lock"
            enabled: !lock.active
        }
        ComboBox {
            id: kindBox
            model: LockKinds.all
            textRole: "id"
            valueRole: "id"
            enabled: !lock.active
        }
        Switch {
            objectName: "hold"
            text: qsTr("Hold")
            checked: lock.active
            onToggled: {
                lock.active = checked
                checked = Qt.binding(() => lock.active)
            }
        }
        Button {
            id: undoButton
            objectName: "undo"
            property string lockId
            text: qsTr("Undo")
            enabled: lockId.length > 0
            onClicked: breaker.undo(lockId)
        }
        Label {
            id: status
            objectName: "status"
            Layout.preferredWidth: window.width / 3
            elide: Text.ElideRight
        }
    }
}

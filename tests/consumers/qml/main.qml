// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Two locks of one file: the first is acquired, the second is refused, waits and is cancelled; then the first is lost.
import QtQml
import Lockscope

QtObject {
    id: root

    required property string file
    required property string directory
    required property QtObject helper
    property var told: []

    function tell(word) {
        console.log(word)
        told.push(word)
    }

    property AsyncLock first: AsyncLock {
        kind: "zc"
        path: root.file
        onAcquired: {
            root.tell(held ? "acquired" : "?")
            root.second.acquire()
        }
        onLost: failure => {
            root.tell(!held && failure.message.includes("removed") ? "lost" : "?")
            release()
        }
        onReleaseFailed: failure => {
            root.tell(failure.code === LockErrc.NotMyLock ? "not mine" : "?")
            Qt.exit(root.told.join() === "acquired,refused,cancelled,lost,not mine" ? 0 : 1)
        }
    }

    property AsyncLock second: AsyncLock {
        kind: "zc"
        path: root.file
        timeout: 0
        onFailed: failure => {
            if (failure.code === LockErrc.Cancelled) {
                root.tell(waiting ? "?" : "cancelled")
                root.helper.remove(root.file)
                return
            }
            root.tell(failure.code === LockErrc.AlreadyLocked && failure.path === root.file ? "refused" : "?")
            timeout = -1
            acquire()
            cancel()
        }
    }

    Component.onCompleted: first.acquire()
}

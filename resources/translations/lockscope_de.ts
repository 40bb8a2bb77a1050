<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AddressDialogs</name>
    <message>
        <source>&amp;Watch</source>
        <translation>&amp;Beobachten</translation>
    </message>
    <message>
        <source>Add a place on another host</source>
        <translation>Einen Ort auf einem anderen Rechner hinzufügen</translation>
    </message>
    <message>
        <source>The list of hosts is empty. Only hosts in this list are connected to.</source>
        <translation>Die Liste der Rechner ist leer. Verbindungen gibt es nur zu Rechnern in dieser Liste.</translation>
    </message>
    <message>
        <source>lockscopectl watches the place there, and reports its locks over ssh.</source>
        <translation>lockscopectl beobachtet den Ort dort und meldet seine Sperren über ssh.</translation>
    </message>
    <message>
        <source>&amp;Host:</source>
        <translation>&amp;Rechner:</translation>
    </message>
    <message>
        <source>&amp;File or folder there:</source>
        <translation>&amp;Datei oder Ordner dort:</translation>
    </message>
    <message>
        <source>&amp;List of hosts…</source>
        <translation>&amp;Liste der Rechner…</translation>
    </message>
    <message>
        <source>Add locks in etcd</source>
        <translation>Sperren in etcd hinzufügen</translation>
    </message>
    <message>
        <source>All locks at or below the name are watched: app has the locks app and app/db. Without a server, those in the settings file of lockscopectl are used.</source>
        <translation>Alle Sperren mit diesem Namen und darunter werden beobachtet: app hat die Sperren app und app/db. Ohne Server gelten die in der Einstellungsdatei von lockscopectl.</translation>
    </message>
    <message>
        <source>&amp;Server:</source>
        <translation>&amp;Server:</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>all locks</source>
        <translation>alle Sperren</translation>
    </message>
</context>
<context>
    <name>AgeText</name>
    <message>
        <source>in the future</source>
        <translation>in der Zukunft</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours and minutes</comment>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1 T %2 h</translation>
    </message>
    <message>
        <source>%1 y %2 d</source>
        <comment>years and days</comment>
        <translation>%1 J %2 T</translation>
    </message>
    <message>
        <source>%1 y</source>
        <comment>years</comment>
        <translation>%1 J</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 T</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 h</translation>
    </message>
</context>
<context>
    <name>AskDialog</name>
    <message>
        <source>open for reading and writing, descriptor %1</source>
        <translation>zum Lesen und Schreiben geöffnet, Deskriptor %1</translation>
    </message>
    <message>
        <source>open for writing, descriptor %1</source>
        <translation>zum Schreiben geöffnet, Deskriptor %1</translation>
    </message>
    <message>
        <source>open for reading, descriptor %1</source>
        <translation>zum Lesen geöffnet, Deskriptor %1</translation>
    </message>
    <message>
        <source>mapped into its memory</source>
        <translation>in seinen Speicher eingeblendet</translation>
    </message>
    <message>
        <source>working directory</source>
        <translation>Arbeitsverzeichnis</translation>
    </message>
    <message>
        <source>root directory</source>
        <translation>Wurzelverzeichnis</translation>
    </message>
    <message>
        <source>the program that it runs</source>
        <translation>das Programm, das er ausführt</translation>
    </message>
    <message>
        <source>holds a kernel lock on it</source>
        <translation>hält eine Kernelsperre darauf</translation>
    </message>
    <message>
        <source>waits for a kernel lock on it</source>
        <translation>wartet auf eine Kernelsperre darauf</translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation>%1 existiert nicht.</translation>
    </message>
    <message>
        <source>No process uses %1.</source>
        <translation>Kein Prozess benutzt %1.</translation>
    </message>
    <message>
        <source>%1 (a deleted file)</source>
        <translation>%1 (eine gelöschte Datei)</translation>
    </message>
    <message>
        <source>Process %1 is running.</source>
        <translation>Prozess %1 läuft.</translation>
    </message>
    <message>
        <source>No process has the PID %1.</source>
        <translation>Kein Prozess hat die PID %1.</translation>
    </message>
    <message>
        <source>The processes of other users are hidden: some may be missing.</source>
        <translation>Die Prozesse anderer Benutzer sind verborgen: Es können welche fehlen.</translation>
    </message>
    <message numerus="yes">
        <source>The open files of %n process(es) cannot be read: some may be missing.</source>
        <translation>
            <numerusform>Die geöffneten Dateien von %n Prozess sind nicht lesbar: Es können Prozesse fehlen.</numerusform>
            <numerusform>Die geöffneten Dateien von %n Prozessen sind nicht lesbar: Es können Prozesse fehlen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) use %1. Until they close it, its file system cannot be unmounted, and its space is not freed even if it is deleted.</source>
        <translation>
            <numerusform>%n Prozess benutzt %1. Bis er die Datei schließt, kann ihr Dateisystem nicht ausgehängt werden, und ihr Platz wird auch nach dem Löschen nicht frei.</numerusform>
            <numerusform>%n Prozesse benutzen %1. Bis sie die Datei schließen, kann ihr Dateisystem nicht ausgehängt werden, und ihr Platz wird auch nach dem Löschen nicht frei.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockingTree</name>
    <message>
        <source>A process that is not visible to you</source>
        <translation>Ein Prozess, den Sie nicht sehen</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>If %1 exits, it releases %2, awaited by %3.</source>
        <translation>Wenn %1 endet, wird %2 frei; darauf wartet: %3.</translation>
    </message>
</context>
<context>
    <name>EtcdWatch</name>
    <message>
        <source>This window was built without support for etcd</source>
        <translation>Dieses Fenster wurde ohne Unterstützung für etcd gebaut</translation>
    </message>
</context>
<context>
    <name>FormatText</name>
    <message>
        <source>Unknown format</source>
        <translation>Unbekanntes Format</translation>
    </message>
    <message>
        <source>Not a lock</source>
        <translation>Keine Sperre</translation>
    </message>
</context>
<context>
    <name>HolderText</name>
    <message>
        <source>this window (%1)</source>
        <translation>dieses Fenster (%1)</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>process, host</comment>
        <translation>%1 auf %2</translation>
    </message>
</context>
<context>
    <name>HostProblem</name>
    <message>
        <source>it was not reached</source>
        <translation>er wurde nicht erreicht</translation>
    </message>
    <message>
        <source>it was not reached: %1</source>
        <translation>er wurde nicht erreicht: %1</translation>
    </message>
    <message>
        <source>lockscopectl was not found there; install it in the PATH of ssh logins</source>
        <translation>lockscopectl wurde dort nicht gefunden; es muss im PATH von ssh-Anmeldungen installiert sein</translation>
    </message>
    <message>
        <source>lockscopectl there is of another version; install the same version on both hosts</source>
        <translation>lockscopectl hat dort eine andere Version; beide Rechner brauchen dieselbe</translation>
    </message>
    <message>
        <source>another machine answers (machine ID %1); if that is right, remove and add the host</source>
        <translation>eine andere Maschine antwortet (Maschinen-ID %1); wenn das richtig ist, den Rechner entfernen und neu hinzufügen</translation>
    </message>
    <message>
        <source>it refused the command: %1</source>
        <translation>er hat den Befehl abgelehnt: %1</translation>
    </message>
    <message>
        <source>it did not answer in time</source>
        <translation>er hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>its answer is invalid</source>
        <translation>seine Antwort ist ungültig</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>die Verbindung ist abgebrochen</translation>
    </message>
    <message>
        <source>several hosts in the list have this name</source>
        <translation>mehrere Rechner der Liste haben diesen Namen</translation>
    </message>
    <message>
        <source>it is not in the list of hosts; add it in Settings › Other hosts</source>
        <translation>er ist nicht in der Liste der Rechner; dort wird er unter Einstellungen › Andere Rechner hinzugefügt</translation>
    </message>
</context>
<context>
    <name>LockAddress</name>
    <message>
        <source>etcd</source>
        <translation>etcd</translation>
    </message>
    <message>
        <source>etcd %1</source>
        <translation>etcd %1</translation>
    </message>
</context>
<context>
    <name>LockCategory</name>
    <message>
        <source>%1 held</source>
        <translation>%1 belegt</translation>
    </message>
    <message>
        <source>%1 stale</source>
        <translation>%1 verwaist</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 unklar</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>%1 absent</source>
        <translation>%1 fehlend</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Verwaist</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>No locks</source>
        <translation>Keine Sperren</translation>
    </message>
    <message>
        <source>1 lock</source>
        <translation>1 Sperre</translation>
    </message>
    <message>
        <source>%1 locks</source>
        <translation>%1 Sperren</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>all locks, then their kinds</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 with waiters</source>
        <translation>%1 mit Wartenden</translation>
    </message>
    <message>
        <source>With waiters</source>
        <translation>Mit Wartenden</translation>
    </message>
    <message>
        <source>Locks that a process holds. A hollow padlock: probably.</source>
        <translation>Sperren, die ein Prozess hält. Ein hohles Schloss: wahrscheinlich.</translation>
    </message>
    <message>
        <source>Locks whose holder is proven to have exited</source>
        <translation>Sperren, deren Inhaber nachweislich beendet ist</translation>
    </message>
    <message>
        <source>Locks that a process waits for</source>
        <translation>Sperren, auf die ein Prozess wartet</translation>
    </message>
    <message>
        <source>Locks whose state cannot be decided from this host or by this user</source>
        <translation>Sperren, deren Zustand sich von diesem Rechner aus oder für diesen Benutzer nicht entscheiden lässt</translation>
    </message>
    <message>
        <source>Lock files that are not held</source>
        <translation>Sperrdateien, die nicht belegt sind</translation>
    </message>
    <message>
        <source>Named paths where nothing exists</source>
        <translation>Genannte Pfade, an denen nichts vorhanden ist</translation>
    </message>
</context>
<context>
    <name>LockFilter</name>
    <message>
        <source>Unknown key “%1”. Available keys: %2. To search for the text itself, put it in quotes.</source>
        <translation>Unbekannter Schlüssel „%1“. Verfügbare Schlüssel: %2. Um nach dem Text selbst zu suchen, setzen Sie ihn in Anführungszeichen.</translation>
    </message>
    <message>
        <source>“%1” requires a colon: %1:%2.</source>
        <translation>„%1“ verlangt einen Doppelpunkt: %1:%2.</translation>
    </message>
    <message>
        <source>“%1” is not a duration. Examples: 30s, 5min, 2h, 3d.</source>
        <translation>„%1“ ist keine Zeitspanne. Beispiele: 30s, 5min, 2h, 3d.</translation>
    </message>
    <message>
        <source>Use %1&gt;%2 for a longer time, %1&lt;%2 for a shorter time.</source>
        <translation>%1&gt;%2 steht für eine längere Zeit, %1&lt;%2 für eine kürzere.</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>“%1” is not a PID.</source>
        <translation>„%1“ ist keine PID.</translation>
    </message>
    <message>
        <source>“%1” is not a verdict. Verdicts: %2.</source>
        <translation>„%1“ ist kein Befund. Befunde: %2.</translation>
    </message>
    <message>
        <source>“%1” is not a certainty. Certainties: %2.</source>
        <translation>„%1“ ist keine Gewissheit. Gewissheiten: %2.</translation>
    </message>
</context>
<context>
    <name>LockGroups</name>
    <message>
        <source>process %1, not running here</source>
        <translation>Prozess %1, läuft hier nicht</translation>
    </message>
    <message>
        <source>path unknown</source>
        <translation>Pfad unbekannt</translation>
    </message>
</context>
<context>
    <name>LockName</name>
    <message>
        <source>(no name)</source>
        <translation>(kein Name)</translation>
    </message>
    <message>
        <source>inode %1</source>
        <translation>Inode %1</translation>
    </message>
    <message>
        <source>device %1:%2</source>
        <translation>Gerät %1:%2</translation>
    </message>
</context>
<context>
    <name>LockPhrases</name>
    <message>
        <source>this object holds it</source>
        <translation>dieses Objekt hält sie</translation>
    </message>
    <message>
        <source>the kernel shows the lock at its descriptor %1</source>
        <translation>der Kernel zeigt die Sperre an seinem Deskriptor %1</translation>
    </message>
    <message>
        <source>process %1 does not hold it any more</source>
        <translation>Prozess %1 hält sie nicht mehr</translation>
    </message>
    <message>
        <source>it does not end with the name of a lock</source>
        <translation>es endet nicht mit dem Namen einer Sperre</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>Prozess %1</translation>
    </message>
    <message>
        <source>To free it, end its holder: lockscopectl signal TERM %1</source>
        <translation>Frei wird sie, wenn ihr Inhaber beendet wird: lockscopectl signal TERM %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>delete this row, if its owner is still the same</source>
        <translation>diese Zeile löschen, wenn ihr Eigentümer noch derselbe ist</translation>
    </message>
    <message>
        <source>it has the text of py-filelock&apos;s StrictSoftFileLock</source>
        <translation>sie hat den Text von py-filelocks StrictSoftFileLock</translation>
    </message>
    <message>
        <source>a holder&apos;s claim of py-filelock&apos;s StrictSoftFileLock</source>
        <translation>der Anspruch eines Inhabers von py-filelocks StrictSoftFileLock</translation>
    </message>
    <message>
        <source>removing it, or writing into it, breaks the index writer that uses it: close the writer</source>
        <translation>sie zu entfernen oder zu beschreiben stört den Schreiber des Index, der sie benutzt: ihn schließen</translation>
    </message>
    <message>
        <source>an empty file with the name of a lock</source>
        <translation>eine leere Datei mit dem Namen einer Sperre</translation>
    </message>
    <message>
        <source>when its inode is older than the program allows</source>
        <translation>wenn ihr Inode älter ist, als das Programm erlaubt</translation>
    </message>
    <message>
        <source>an empty file with the name of a lock and a second name elsewhere</source>
        <translation>eine leere Datei mit dem Namen einer Sperre und einem zweiten Namen anderswo</translation>
    </message>
    <message>
        <source>inspect its rows, each of which is a lock</source>
        <translation>ihre Zeilen ansehen, deren jede eine Sperre ist</translation>
    </message>
    <message>
        <source>RESERVED: prepares to write, others may still read</source>
        <translation>RESERVED: bereitet das Schreiben vor, andere dürfen noch lesen</translation>
    </message>
    <message>
        <source>writes to the log</source>
        <translation>schreibt in das Log</translation>
    </message>
    <message>
        <source>recovers the log</source>
        <translation>stellt das Log wieder her</translation>
    </message>
    <message>
        <source>has the database open</source>
        <translation>hat die Datenbank offen</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>liest</translation>
    </message>
    <message>
        <source>runs a command in this output base</source>
        <translation>führt einen Befehl in diesem Ausgabeordner aus</translation>
    </message>
    <message>
        <source>the write-ahead log of a SQLite database</source>
        <translation>das Write-Ahead-Log einer SQLite-Datenbank</translation>
    </message>
    <message>
        <source>the rollback journal of a SQLite database</source>
        <translation>das Rollback-Journal einer SQLite-Datenbank</translation>
    </message>
    <message>
        <source>held by %1</source>
        <translation>belegt durch %1</translation>
    </message>
    <message>
        <source>a process that cannot be seen from here</source>
        <translation>ein Prozess, der von hier nicht zu sehen ist</translation>
    </message>
    <message>
        <source>it was last changed before this host booted</source>
        <translation>sie wurde zuletzt geändert, bevor dieser Rechner gestartet wurde</translation>
    </message>
    <message>
        <source>it was not opened, because that would break the lease on it</source>
        <translation>sie wurde nicht geöffnet, weil das die Lease darauf brechen würde</translation>
    </message>
    <message>
        <source>a read lease</source>
        <translation>eine Lese-Lease</translation>
    </message>
    <message>
        <source>a write lease</source>
        <translation>eine Schreib-Lease</translation>
    </message>
    <message>
        <source>a shared flock</source>
        <translation>eine geteilte flock-Sperre</translation>
    </message>
    <message>
        <source>an exclusive flock</source>
        <translation>eine exklusive flock-Sperre</translation>
    </message>
    <message>
        <source>a shared POSIX lock</source>
        <translation>eine geteilte POSIX-Sperre</translation>
    </message>
    <message>
        <source>an exclusive POSIX lock</source>
        <translation>eine exklusive POSIX-Sperre</translation>
    </message>
    <message>
        <source>a shared OFD lock</source>
        <translation>eine geteilte OFD-Sperre</translation>
    </message>
    <message>
        <source>an exclusive OFD lock</source>
        <translation>eine exklusive OFD-Sperre</translation>
    </message>
    <message>
        <source>Its content cannot be read: %1.</source>
        <translation>Ihr Inhalt ist nicht zu lesen: %1.</translation>
    </message>
    <message>
        <source>Not a lock: a FIFO.</source>
        <translation>Keine Sperre: ein FIFO.</translation>
    </message>
    <message>
        <source>Not a lock: a socket.</source>
        <translation>Keine Sperre: ein Socket.</translation>
    </message>
    <message>
        <source>Not a lock: a device.</source>
        <translation>Keine Sperre: ein Gerät.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Eine solche Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>it is a directory, not a regular file</source>
        <translation>es ist ein Verzeichnis, keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>it is a FIFO, not a regular file</source>
        <translation>es ist eine FIFO, keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>it is a socket, not a regular file</source>
        <translation>es ist ein Socket, keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>it is a device, not a regular file</source>
        <translation>es ist ein Gerät, keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>the history is damaged or is not a history of Lockscope; check it, and move it away to start a new one</source>
        <translation>der Verlauf ist beschädigt oder kein Verlauf von Lockscope; prüfen Sie ihn und verschieben Sie ihn, um einen neuen zu beginnen</translation>
    </message>
    <message>
        <source>the inotify instances of this user or the descriptors of this process are used up; raise /proc/sys/fs/inotify/max_user_instances or `ulimit -n`</source>
        <translation>die Inotify-Instanzen dieses Benutzers oder die Deskriptoren dieses Prozesses sind aufgebraucht; erhöhen Sie /proc/sys/fs/inotify/max_user_instances oder `ulimit -n`</translation>
    </message>
    <message>
        <source>its record is in use by %1; try again when that process has finished</source>
        <translation>ihr Eintrag wird benutzt von: %1; versuchen Sie es erneut, wenn dieser Prozess fertig ist</translation>
    </message>
    <message>
        <source>%1 is a mount point; unmount it, then delete again; nothing was deleted</source>
        <translation>%1 ist ein Einhängepunkt; hängen Sie ihn aus und löschen Sie erneut; es wurde nichts gelöscht</translation>
    </message>
    <message>
        <source>%1 is immutable or can only be appended to; clear that with chattr -i -a, then delete again; nothing was deleted</source>
        <translation>%1 ist unveränderlich oder nur erweiterbar; heben Sie das mit chattr -i -a auf und löschen Sie erneut; es wurde nichts gelöscht</translation>
    </message>
    <message>
        <source>its deletion failed half way, so that only a part of it is left in %1; copy what you need, and delete the rest with `lockscopectl broken --delete --force %2`</source>
        <translation>ihre Löschung wurde unterbrochen, sodass in %1 nur ein Teil übrig ist; kopieren Sie, was Sie brauchen, und löschen Sie den Rest mit `lockscopectl broken --delete --force %2`</translation>
    </message>
    <message>
        <source>a part of it has been deleted, so that it cannot be restored any more; the rest is in %1</source>
        <translation>ein Teil wurde gelöscht, sodass sie nicht mehr wiederhergestellt werden kann; der Rest ist in %1</translation>
    </message>
    <message>
        <source>%1 was changed after the lock was broken; `lockscopectl broken --delete --force` deletes it too</source>
        <translation>%1 wurde nach dem Aufbrechen der Sperre geändert; `lockscopectl broken --delete --force` löscht es trotzdem</translation>
    </message>
    <message>
        <source>its directory %1 does not exist any more; if it was moved, move it back, otherwise delete the record with `lockscopectl broken --delete --force %2`</source>
        <translation>ihr Verzeichnis %1 existiert nicht mehr; wurde es verschoben, verschieben Sie es zurück, sonst löschen Sie den Eintrag mit `lockscopectl broken --delete --force %2`</translation>
    </message>
    <message>
        <source>The process with PID %1 acquired the lock; it may have exited since, and passed the lock on.</source>
        <translation>Der Prozess mit der PID %1 hat die Sperre erworben; er kann seitdem beendet sein und sie weitergegeben haben.</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <translation>es ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>the file was removed or replaced while it was locked</source>
        <translation>die Datei wurde entfernt oder ersetzt, während sie gesperrt war</translation>
    </message>
    <message>
        <source>the process that this one was forked from holds it</source>
        <translation>der Prozess, von dem dieser abgespalten wurde, hält sie</translation>
    </message>
    <message>
        <source>a hard link to a file that names the owner</source>
        <translation>ein harter Link auf eine Datei, die den Eigentümer nennt</translation>
    </message>
    <message>
        <source>a symbolic link that names the owner</source>
        <translation>ein symbolischer Link, der den Eigentümer nennt</translation>
    </message>
    <message>
        <source>an fcntl lock on an empty file, which is removed on release</source>
        <translation>eine fcntl-Sperre auf einer leeren Datei, die beim Freigeben entfernt wird</translation>
    </message>
    <message>
        <source>a content template</source>
        <translation>eine Inhaltsvorlage</translation>
    </message>
    <message>
        <source>keeping the file</source>
        <translation>das Behalten der Datei</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>eine Datenbank</translation>
    </message>
    <message>
        <source>it was removed or replaced while this object held it</source>
        <translation>sie wurde entfernt oder ersetzt, während dieses Objekt sie hielt</translation>
    </message>
    <message>
        <source>its row was removed while this object held it</source>
        <translation>ihre Zeile wurde entfernt, während dieses Objekt sie hielt</translation>
    </message>
    <message>
        <source>waiting for a device</source>
        <translation>wartet auf ein Gerät</translation>
    </message>
    <message>
        <source>stopped by a debugger</source>
        <translation>von einem Debugger angehalten</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>on </source>
        <translation>auf </translation>
    </message>
    <message>
        <source> on </source>
        <translation> auf </translation>
    </message>
    <message>
        <source>already locked</source>
        <translation>schon gesperrt</translation>
    </message>
    <message>
        <source>cannot lock</source>
        <translation>kann nicht sperren</translation>
    </message>
    <message>
        <source>waiting for the lock was cancelled</source>
        <translation>das Warten auf die Sperre wurde abgebrochen</translation>
    </message>
    <message>
        <source>invalid option</source>
        <translation>ungültige Option</translation>
    </message>
    <message>
        <source>not locked</source>
        <translation>nicht gesperrt</translation>
    </message>
    <message>
        <source>locked, but not by this object</source>
        <translation>gesperrt, aber nicht durch dieses Objekt</translation>
    </message>
    <message>
        <source>cannot unlock</source>
        <translation>kann nicht freigeben</translation>
    </message>
    <message>
        <source>not broken</source>
        <translation>nicht aufgebrochen</translation>
    </message>
    <message>
        <source>cannot read</source>
        <translation>kann nicht lesen</translation>
    </message>
    <message>
        <source>cannot break</source>
        <translation>kann nicht aufbrechen</translation>
    </message>
    <message>
        <source>no such broken lock</source>
        <translation>keine solche aufgebrochene Sperre</translation>
    </message>
    <message>
        <source>no signal sent</source>
        <translation>kein Signal gesendet</translation>
    </message>
    <message>
        <source>cannot send the signal</source>
        <translation>kann das Signal nicht senden</translation>
    </message>
    <message>
        <source>unknown error</source>
        <translation>unbekannter Fehler</translation>
    </message>
    <message>
        <source>%1 is stopped, and keeps what it holds</source>
        <translation>%1 ist angehalten und behält, was er hält</translation>
    </message>
    <message>
        <source>its content cannot be read: %1</source>
        <translation>ihr Inhalt ist nicht zu lesen: %1</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>sleeping</source>
        <translation>schläft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>zombie</source>
        <translation>Zombie</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>im Leerlauf</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>geparkt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>another process is removing it: it holds %1</source>
        <translation>ein anderer Prozess entfernt sie gerade: er hält %1</translation>
    </message>
    <message>
        <source>a program holds an fcntl lock on it, so it is not a lock of this kind</source>
        <translation>ein Programm hält eine fcntl-Sperre auf ihr, also ist sie keine Sperre dieser Art</translation>
    </message>
    <message>
        <source>refusing foreign content</source>
        <translation>das Zurückweisen fremden Inhalts</translation>
    </message>
    <message>
        <source>keeping a file with content</source>
        <translation>das Behalten einer Datei mit Inhalt</translation>
    </message>
    <message>
        <source>a program holds a kernel lock on it, so it is not a lock of this kind</source>
        <translation>ein Programm hält eine Kernel-Sperre auf ihr, also ist sie keine Sperre dieser Art</translation>
    </message>
    <message>
        <source>the file system does not answer</source>
        <translation>das Dateisystem antwortet nicht</translation>
    </message>
    <message>
        <source>a process has it open and may be about to lock it; try again later</source>
        <translation>ein Prozess hat sie geöffnet und ist vielleicht dabei, sie zu sperren; versuchen Sie es später noch einmal</translation>
    </message>
    <message>
        <source>a process acquired a kernel lock on it after it was inspected</source>
        <translation>ein Prozess hat nach der Prüfung eine Kernel-Sperre darauf erhalten</translation>
    </message>
    <message>
        <source>its directory %1 cannot be checked</source>
        <translation>ihr Verzeichnis %1 lässt sich nicht prüfen</translation>
    </message>
    <message>
        <source>user %1 owns the directory %2 and can put another file in its place</source>
        <translation>das Verzeichnis %2 gehört dem Benutzer %1, der eine andere Datei an ihre Stelle setzen kann</translation>
    </message>
    <message>
        <source>users other than its owner may write the directory %1 (mode %2)</source>
        <translation>nicht nur der Eigentümer darf in das Verzeichnis %1 schreiben (Modus %2)</translation>
    </message>
    <message>
        <source>it belongs to user %1, and the process to user %2</source>
        <translation>sie gehört dem Benutzer %1 und der Prozess dem Benutzer %2</translation>
    </message>
    <message>
        <source>users other than its owner may write it (mode %1)</source>
        <translation>nicht nur der Eigentümer darf sie schreiben (Modus %1)</translation>
    </message>
    <message>
        <source>cannot restore</source>
        <translation>kann nicht zurückgelegt werden</translation>
    </message>
    <message>
        <source>consistent read</source>
        <translation>widerspruchsfreies Lesen</translation>
    </message>
    <message>
        <source>write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>write unchanged data</source>
        <translation>Schreiben unveränderter Daten</translation>
    </message>
    <message>
        <source>resize</source>
        <translation>Ändern der Größe</translation>
    </message>
    <message>
        <source>change the block graph</source>
        <translation>Ändern des Block-Graphen</translation>
    </message>
    <message>
        <source>QEMU: this process uses: %1</source>
        <translation>QEMU: Dieser Prozess nutzt: %1</translation>
    </message>
    <message>
        <source>QEMU: forbidden to other processes: %1</source>
        <translation>QEMU: Anderen Prozessen verboten: %1</translation>
    </message>
    <message>
        <source>a process on this host listens on the port that it may record</source>
        <translation>ein Prozess dieses Rechners lauscht auf dem Port, den sie vielleicht nennt</translation>
    </message>
    <message>
        <source>its format is unknown, and its name is not that of a lock</source>
        <translation>ihr Format ist unbekannt, und ihr Name ist nicht der einer Sperre</translation>
    </message>
    <message>
        <source>a process held a kernel lock on it before</source>
        <translation>ein Prozess hatte zuvor eine Kernel-Sperre darauf</translation>
    </message>
    <message>
        <source>%1 is above the largest PID of this host (%2)</source>
        <translation>%1 ist größer als die größte PID dieses Rechners (%2)</translation>
    </message>
    <message>
        <source>a process on this host listens on port %1</source>
        <translation>ein Prozess dieses Rechners lauscht auf Port %1</translation>
    </message>
    <message>
        <source>it contains nothing but a number, and its name is not one that conventionally holds a PID (*.pid, *.lock, *.lck, lock, *.pidfile, LCK..*)</source>
        <translation>sie enthält nur eine Zahl, und ihr Name ist keiner, unter dem üblicherweise eine PID steht (*.pid, *.lock, *.lck, lock, *.pidfile, LCK..*)</translation>
    </message>
    <message>
        <source>it records no host, and its name is not that of a lock</source>
        <translation>sie nennt keinen Rechner, und ihr Name ist nicht der einer Sperre</translation>
    </message>
    <message>
        <source>%1 is the init process of this host, which does not use this lock. The PID may come from a container. Check which program uses the file.</source>
        <translation>%1 ist der Init-Prozess dieses Rechners, der diese Sperre nicht benutzt. Die PID stammt vielleicht aus einem Container. Prüfen Sie, welches Programm die Datei benutzt.</translation>
    </message>
    <message>
        <source>Probably held: a process on this host listens on port %1, which is the number in the file.</source>
        <translation>Wahrscheinlich belegt: Ein Prozess dieses Rechners lauscht auf Port %1, und das ist die Zahl in der Datei.</translation>
    </message>
    <message>
        <source>No process %1 is running, but a process on this host listens on port %1, and the file may record that port. Check with `ss -lntup` whether that process uses the file.</source>
        <translation>Es läuft kein Prozess %1, aber ein Prozess dieses Rechners lauscht auf Port %1, und die Datei nennt vielleicht diesen Port. Prüfen Sie mit `ss -lntup`, ob dieser Prozess die Datei benutzt.</translation>
    </message>
    <message>
        <source>No process has the recorded PID %1, but neither the name of the file nor its content says that the number is a PID of this host. Check which program uses the file.</source>
        <translation>Kein Prozess hat die genannte PID %1, aber weder der Name der Datei noch ihr Inhalt sagt, dass die Zahl eine PID dieses Rechners ist. Prüfen Sie, welches Programm die Datei benutzt.</translation>
    </message>
    <message>
        <source>deadlock: process %1 waits for itself</source>
        <translation>Verklemmung: Prozess %1 wartet auf sich selbst</translation>
    </message>
    <message>
        <source>deadlock: process %1 waits for process %2</source>
        <translation>Verklemmung: Prozess %1 wartet auf Prozess %2</translation>
    </message>
    <message>
        <source>An empty file of an unknown format. Some programs treat an existing file as held.</source>
        <translation>Eine leere Datei unbekannten Formats. Manche Programme verstehen eine vorhandene Datei als Sperre.</translation>
    </message>
    <message>
        <source>Probably free: a process held a kernel lock on it before, and none does now.</source>
        <translation>Wahrscheinlich frei: Ein Prozess hatte zuvor eine Kernel-Sperre darauf, und jetzt hat keiner eine.</translation>
    </message>
    <message>
        <source>Probably free: no process holds a kernel lock on it.</source>
        <translation>Wahrscheinlich frei: Kein Prozess hat eine Kernel-Sperre darauf.</translation>
    </message>
    <message>
        <source>An empty lock file that records no owner, and no process holds a kernel lock on it. It is free if its program uses kernel locks, such as flock(1). It is held if its program treats an existing file as held, such as py-filelock&apos;s SoftFileLock. Check which program created it.</source>
        <translation>Eine leere Sperrdatei, die keinen Eigentümer nennt, und kein Prozess hält eine Kernel-Sperre darauf. Sie ist frei, wenn ihr Programm Kernel-Sperren benutzt, wie flock(1). Sie ist belegt, wenn ihr Programm eine vorhandene Datei als belegt ansieht, wie SoftFileLock von py-filelock. Prüfen Sie, welches Programm sie angelegt hat.</translation>
    </message>
    <message>
        <source>Probably held: a directory with the name of a lock, which is held while it exists, and it records no owner. Check which program created it.</source>
        <translation>Wahrscheinlich belegt: ein Verzeichnis mit dem Namen einer Sperre, die belegt ist, solange es vorhanden ist, und es nennt keinen Eigentümer. Prüfen Sie, welches Programm es angelegt hat.</translation>
    </message>
    <message>
        <source>this program closed the descriptors by which SQLite had it open, and cannot open it again</source>
        <translation>dieses Programm hat die Deskriptoren geschlossen, über die SQLite sie offen hatte, und kann sie nicht wieder öffnen</translation>
    </message>
    <message>
        <source>%1 has it open</source>
        <translation>%1 hat die Datei geöffnet</translation>
    </message>
    <message>
        <source>%1 still holds %2 on a deleted file that had this path</source>
        <translation>%1 hält noch %2 auf eine gelöschte Datei, die diesen Pfad hatte</translation>
    </message>
    <message>
        <source>%1 has it mapped</source>
        <translation>%1 hat die Datei in den Speicher abgebildet</translation>
    </message>
    <message>
        <source>%1 has it open for writing</source>
        <translation>%1 hat die Datei zum Schreiben geöffnet</translation>
    </message>
    <message>
        <source>%1 has it open for reading</source>
        <translation>%1 hat die Datei zum Lesen geöffnet</translation>
    </message>
    <message>
        <source>no process on this host has it open</source>
        <translation>kein Prozess auf diesem Rechner hat die Datei geöffnet</translation>
    </message>
    <message>
        <source>Held: %1 acquired a kernel lock on it and is still running.</source>
        <translation>Belegt: %1 hat eine Kernel-Sperre darauf gesetzt und läuft noch.</translation>
    </message>
    <message>
        <source>Probably held: the kernel reports a lock on a file with this inode number, but several files on %1 may have that number, and the holder&apos;s open files cannot be read.</source>
        <translation>Wahrscheinlich belegt: Der Kernel meldet eine Sperre auf einer Datei mit dieser Inode-Nummer, aber auf %1 können mehrere Dateien diese Nummer haben, und die offenen Dateien des Inhabers sind nicht lesbar.</translation>
    </message>
    <message>
        <source>No process in this container holds a kernel lock on it, but one outside of the container may, which cannot be seen from here. Check on the host.</source>
        <translation>Kein Prozess in diesem Container hält eine Kernel-Sperre darauf, aber einer außerhalb des Containers vielleicht, was von hier aus nicht zu sehen ist. Sehen Sie auf dem Rechner selbst nach.</translation>
    </message>
    <message>
        <source>it is the placeholder of an interrupted break; run &apos;lockscopectl broken&apos; to restore the lock</source>
        <translation>sie ist der Platzhalter eines unterbrochenen Aufbrechens; &apos;lockscopectl broken&apos; stellt die Sperre wieder her</translation>
    </message>
    <message>
        <source>Placeholder of an interrupted break, unless one is running right now. Run &apos;lockscopectl broken&apos; to restore the lock, as the user who ran the break.</source>
        <translation>Platzhalter eines unterbrochenen Aufbrechens, wenn nicht gerade eines läuft. &apos;lockscopectl broken&apos; stellt die Sperre wieder her, ausgeführt von dem Benutzer, der sie aufgebrochen hat.</translation>
    </message>
    <message>
        <source>a program holds a flock on it, so it is not a lock of this kind</source>
        <translation>ein Programm hält eine flock-Sperre auf ihr, also ist sie keine Sperre dieser Art</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1, %2 and %3 more</source>
        <translation>%1, %2 und %3 weitere</translation>
    </message>
    <message>
        <source>%1 from byte %2 on</source>
        <translation>%1 ab Byte %2</translation>
    </message>
    <message>
        <source>%1 on bytes %2 to %3</source>
        <translation>%1 für die Bytes %2 bis %3</translation>
    </message>
    <message>
        <source>%1, which waits for process %2</source>
        <translation>%1, der auf Prozess %2 wartet</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>host %1</source>
        <translation>Rechner %1</translation>
    </message>
    <message>
        <source>%1 on host %2</source>
        <translation>%1 auf Rechner %2</translation>
    </message>
    <message>
        <source>%1 holds %2</source>
        <translation>%1 hält %2</translation>
    </message>
    <message>
        <source>%1 hold %2</source>
        <translation>%1 halten %2</translation>
    </message>
    <message>
        <source>%1 holds %2 through a mapping</source>
        <translation>%1 hält %2 über eine Speicherabbildung</translation>
    </message>
    <message>
        <source>%1 hold %2 through mappings</source>
        <translation>%1 halten %2 über Speicherabbildungen</translation>
    </message>
    <message>
        <source>%1 acquired %2 and is still running, according to the kernel&apos;s table alone</source>
        <translation>%1 hat %2 erworben und läuft noch; das geht allein aus der Sperrtabelle des Kernels hervor</translation>
    </message>
    <message>
        <source>%1 acquired %2 and are still running, according to the kernel&apos;s table alone</source>
        <translation>%1 haben %2 erworben und laufen noch; das geht allein aus der Sperrtabelle des Kernels hervor</translation>
    </message>
    <message>
        <source>%1 holds %2, and the file has been deleted</source>
        <translation>%1 hält %2, und die Datei wurde gelöscht</translation>
    </message>
    <message>
        <source>%1 hold %2, and the file has been deleted</source>
        <translation>%1 halten %2, und die Datei wurde gelöscht</translation>
    </message>
    <message>
        <source>%1 holds %2, in another root directory or mount namespace</source>
        <translation>%1 hält %2, in einem anderen Wurzelverzeichnis oder Mount-Namensraum</translation>
    </message>
    <message>
        <source>%1 hold %2, in another root directory or mount namespace</source>
        <translation>%1 halten %2, in einem anderen Wurzelverzeichnis oder Mount-Namensraum</translation>
    </message>
    <message>
        <source>%1 holds %2 on this file or on another one with the same inode number</source>
        <translation>%1 hält %2 auf dieser Datei oder auf einer anderen mit derselben Inode-Nummer</translation>
    </message>
    <message>
        <source>%1 hold %2 on this file or on another one with the same inode number</source>
        <translation>%1 halten %2 auf dieser Datei oder auf einer anderen mit derselben Inode-Nummer</translation>
    </message>
    <message>
        <source>%1 more kernel lock is held on it</source>
        <translation>%1 weitere Kernel-Sperre liegt darauf</translation>
    </message>
    <message>
        <source>%1 more kernel locks are held on it</source>
        <translation>%1 weitere Kernel-Sperren liegen darauf</translation>
    </message>
    <message>
        <source>the kernel reports no lock on it</source>
        <translation>der Kernel meldet keine Sperre darauf</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>the kernel&apos;s table of locks cannot be read</source>
        <translation>die Sperrtabelle des Kernels kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>the open files of some processes, which would identify the holder, cannot be read</source>
        <translation>die offenen Dateien einiger Prozesse, aus denen der Inhaber hervorginge, können nicht eingesehen werden</translation>
    </message>
    <message>
        <source>the open files of other users&apos; processes, which would identify the holder, cannot be read (run as root)</source>
        <translation>die offenen Dateien der Prozesse anderer Benutzer, aus denen der Inhaber hervorginge, können nicht eingesehen werden (als root ausführen)</translation>
    </message>
    <message>
        <source>%1 still hold %2 on a deleted file that had this path</source>
        <translation>%1 halten noch %2 auf einer gelöschten Datei, die diesen Pfad hatte</translation>
    </message>
    <message>
        <source>%1 holds %2 on the companion file %3</source>
        <translation>%1 hält %2 auf der Begleitdatei %3</translation>
    </message>
    <message>
        <source>%1 hold %2 on the companion file %3</source>
        <translation>%1 halten %2 auf der Begleitdatei %3</translation>
    </message>
    <message>
        <source>the kernel reports no lock on the companion file %1</source>
        <translation>der Kernel meldet keine Sperre auf der Begleitdatei %1</translation>
    </message>
    <message>
        <source>the companion file %1 is newer, so the holder may have a kernel lock on one that was deleted</source>
        <translation>die Begleitdatei %1 ist neuer, daher hat der Inhaber vielleicht eine Kernel-Sperre auf einer, die gelöscht wurde</translation>
    </message>
    <message>
        <source>the companion file %1, on which its holder has a kernel lock, does not exist</source>
        <translation>die Begleitdatei %1, auf der ihr Inhaber eine Kernel-Sperre hat, ist nicht vorhanden</translation>
    </message>
    <message>
        <source>%1, of the program that creates such locks, is working in the directory that the lock belongs to</source>
        <translation>%1, ein Prozess des Programms, das solche Sperren anlegt, arbeitet in dem Verzeichnis, zu dem die Sperre gehört</translation>
    </message>
    <message>
        <source>the program that creates such locks is running on this host, but not in this directory, as far as can be seen</source>
        <translation>das Programm, das solche Sperren anlegt, läuft auf diesem Rechner, aber soweit zu sehen ist, nicht in diesem Verzeichnis</translation>
    </message>
    <message>
        <source>no program that creates such locks is running on this host</source>
        <translation>auf diesem Rechner läuft kein Programm, das solche Sperren anlegt</translation>
    </message>
    <message>
        <source>no row in it represents a lock</source>
        <translation>keine Zeile darin steht für eine Sperre</translation>
    </message>
    <message>
        <source>one row in it represents a lock</source>
        <translation>eine Zeile darin steht für eine Sperre</translation>
    </message>
    <message>
        <source>%1 rows in it represent locks</source>
        <translation>%1 Zeilen darin stehen für Sperren</translation>
    </message>
    <message>
        <source>it has more than 10,000 rows, of which the first 10,000 are shown</source>
        <translation>sie hat mehr als 10.000 Zeilen, von denen die ersten 10.000 angezeigt werden</translation>
    </message>
    <message>
        <source>the locks in it cannot be read: the database, its log or its directory is not readable</source>
        <translation>die Sperren darin können nicht gelesen werden: Die Datenbank, ihr Log oder ihr Verzeichnis ist nicht lesbar</translation>
    </message>
    <message>
        <source>the locks in it cannot be read: it is larger than the limit of 16 MiB</source>
        <translation>die Sperren darin können nicht gelesen werden: Die Datenbank ist größer als die Grenze von 16 MiB</translation>
    </message>
    <message>
        <source>the locks in it cannot be read: a transaction is being written</source>
        <translation>die Sperren darin können nicht gelesen werden: Gerade wird eine Transaktion geschrieben</translation>
    </message>
    <message>
        <source>the locks in it cannot be read: its last writer was interrupted in the middle of a transaction</source>
        <translation>die Sperren darin können nicht gelesen werden: Der letzte schreibende Prozess wurde mitten in einer Transaktion unterbrochen</translation>
    </message>
    <message>
        <source>the locks in it cannot be read: it is damaged, or its table of locks belongs to another program</source>
        <translation>die Sperren darin können nicht gelesen werden: Die Datenbank ist beschädigt, oder ihre Tabelle der Sperren gehört zu einem anderen Programm</translation>
    </message>
    <message>
        <source>%1 process is attached to the shared memory that it names</source>
        <translation>%1 Prozess ist an den gemeinsamen Speicher angebunden, den sie nennt</translation>
    </message>
    <message>
        <source>%1 processes are attached to the shared memory that it names</source>
        <translation>%1 Prozesse sind an den gemeinsamen Speicher angebunden, den sie nennt</translation>
    </message>
    <message>
        <source>no process is attached to the shared memory that it names</source>
        <translation>kein Prozess ist an den gemeinsamen Speicher angebunden, den sie nennt</translation>
    </message>
    <message>
        <source>process %1 is not running on this host</source>
        <translation>Prozess %1 läuft nicht auf diesem Rechner</translation>
    </message>
    <message>
        <source>process %1 is not running in PID namespace %2 of this host</source>
        <translation>Prozess %1 läuft nicht im PID-Namensraum %2 dieses Rechners</translation>
    </message>
    <message>
        <source>%1 started at another time than the process recorded in the lock</source>
        <translation>%1 wurde zu einer anderen Zeit gestartet als der in der Sperre genannte Prozess</translation>
    </message>
    <message>
        <source>%1 started after the file was last changed, so the PID belonged to another process before</source>
        <translation>%1 wurde erst gestartet, nachdem die Datei zuletzt geändert worden war, also gehörte die PID zuvor einem anderen Prozess</translation>
    </message>
    <message>
        <source>%1 has exited, and only its parent has not collected its exit status yet</source>
        <translation>%1 ist beendet, nur hat der Elternprozess den Exit-Status noch nicht abgeholt</translation>
    </message>
    <message>
        <source>%1 is running</source>
        <translation>%1 läuft</translation>
    </message>
    <message>
        <source>%1 is running as another user</source>
        <translation>%1 läuft unter einem anderen Benutzer</translation>
    </message>
    <message>
        <source>%1 is the thread ID of a thread of process %2</source>
        <translation>%1 ist die Thread-ID eines Threads von Prozess %2</translation>
    </message>
    <message>
        <source>its digits can be read as %1 PIDs, and some of these processes are running or cannot be checked</source>
        <translation>ihre Ziffern lassen sich als %1 PIDs lesen, und einige dieser Prozesse laufen oder lassen sich nicht prüfen</translation>
    </message>
    <message>
        <source>its text records the same process %1</source>
        <translation>ihr Text nennt denselben Prozess %1</translation>
    </message>
    <message>
        <source>its text records process %1, but remains when that process has exited</source>
        <translation>ihr Text nennt Prozess %1, bleibt aber stehen, wenn dieser Prozess beendet ist</translation>
    </message>
    <message>
        <source>%1 seems to have started after the file was last changed, but the wall clock has been set since boot, or may have been</source>
        <translation>%1 wurde anscheinend erst gestartet, nachdem die Datei zuletzt geändert worden war, aber die Systemuhr wurde seit dem Systemstart gestellt oder könnte gestellt worden sein</translation>
    </message>
    <message>
        <source>%1 is a kernel thread, which creates no lock files</source>
        <translation>%1 ist ein Kernel-Thread, und ein solcher legt keine Sperrdateien an</translation>
    </message>
    <message>
        <source>%1 is the init process of this host, and the lock does not look like one of init&apos;s; in a container any program may be PID 1</source>
        <translation>%1 ist der Init-Prozess dieses Rechners, und die Sperre sieht nicht nach einer von init aus; in einem Container kann jedes Programm die PID 1 haben</translation>
    </message>
    <message>
        <source>it records the program %1, and that PID is %2</source>
        <translation>sie nennt das Programm %1, und diese PID hat %2</translation>
    </message>
    <message>
        <source>it was created in boot %1, and this host has booted since (%2)</source>
        <translation>sie stammt aus dem Systemstart %1, und dieser Rechner wurde seither neu gestartet (%2)</translation>
    </message>
    <message>
        <source>it records that its host booted at another time than this one (second %1 since 1970)</source>
        <translation>sie nennt für ihren Rechner eine andere Systemstartzeit (Sekunde %1 seit 1970) als die dieses Rechners</translation>
    </message>
    <message>
        <source>%1 has the PID %2 in a container of this host that is named %3</source>
        <translation>%1 hat die PID %2 in einem Container dieses Rechners mit dem Namen %3</translation>
    </message>
    <message>
        <source>process %1 has the PID %2 in a PID namespace of its own, such as a container</source>
        <translation>Prozess %1 hat die PID %2 in einem eigenen PID-Namensraum, zum Beispiel dem eines Containers</translation>
    </message>
    <message>
        <source>this program is running in an inner PID namespace, and sees neither processes outside of it nor their locks</source>
        <translation>dieses Programm läuft in einem inneren PID-Namensraum und sieht weder Prozesse außerhalb davon noch deren Sperren</translation>
    </message>
    <message>
        <source>processes of other users are hidden (hidepid), so one in a container may have this PID</source>
        <translation>Prozesse anderer Benutzer sind verborgen (hidepid), daher hat vielleicht einer in einem Container diese PID</translation>
    </message>
    <message>
        <source>its PID belongs to PID namespace %1, and this one is %2</source>
        <translation>ihre PID gehört zum PID-Namensraum %1, und dieser hier ist %2</translation>
    </message>
    <message>
        <source>it records host %1, which is this host (%2)</source>
        <translation>sie nennt den Rechner %1, und das ist dieser Rechner (%2)</translation>
    </message>
    <message>
        <source>it records host %1, but the current boot of this machine: the host was renamed, or it is a container here</source>
        <translation>sie nennt den Rechner %1, aber den aktuellen Systemstart dieser Maschine: Der Rechner wurde umbenannt, oder es handelt sich um einen Container auf dieser Maschine</translation>
    </message>
    <message>
        <source>it records the ID of this machine, which containers made from one image share</source>
        <translation>sie nennt die ID dieser Maschine, die aber alle Container aus demselben Image gemeinsam haben</translation>
    </message>
    <message>
        <source>it records the ID of another machine, or the ID of this machine has been replaced</source>
        <translation>sie nennt die ID einer anderen Maschine, oder die ID dieser Maschine wurde ersetzt</translation>
    </message>
    <message>
        <source>it records host %1, which is the name of this host, but another boot: on %2, that is an earlier boot of this host or another host with the same name</source>
        <translation>sie nennt mit %1 den Namen dieses Rechners, aber einen anderen Systemstart: Auf %2 ist das ein früherer Systemstart dieses Rechners oder ein anderer Rechner mit demselben Namen</translation>
    </message>
    <message>
        <source>it records host %1, which may or may not be this host (%2)</source>
        <translation>sie nennt den Rechner %1, und das kann dieser Rechner (%2) sein oder auch nicht</translation>
    </message>
    <message>
        <source>it records host %1, and this is host %2</source>
        <translation>sie nennt den Rechner %1, und dieser Rechner ist %2</translation>
    </message>
    <message>
        <source>it is on %1, where other hosts may hold it unseen</source>
        <translation>sie liegt auf %1, wo andere Rechner sie halten können, ohne dass es hier zu sehen ist</translation>
    </message>
    <message>
        <source>it cannot be inspected: %1</source>
        <translation>sie kann nicht geprüft werden: %1</translation>
    </message>
    <message>
        <source>it was not opened, because closing it would release this process&apos;s own POSIX lock</source>
        <translation>sie wurde nicht geöffnet, weil das Schließen die eigene POSIX-Sperre dieses Prozesses freigeben würde</translation>
    </message>
    <message>
        <source>it is empty or cut off where it should record a process</source>
        <translation>sie ist leer oder abgeschnitten, wo sie einen Prozess nennen müsste</translation>
    </message>
    <message>
        <source>it has %1 hard links, and none beside it shows who created them</source>
        <translation>sie hat %1 harte Links, und keiner daneben zeigt, wer sie angelegt hat</translation>
    </message>
    <message>
        <source>it has %1 hard links, one of which is %2</source>
        <translation>sie hat %1 harte Links, und einer davon ist %2</translation>
    </message>
    <message>
        <source>its last heartbeat is %1 s old; its program allows for %2 s</source>
        <translation>ihr letztes Lebenszeichen ist %1 s alt; ihr Programm lässt %2 s zu</translation>
    </message>
    <message>
        <source>its lease lasts for another %1 s; its program allows for %2 s</source>
        <translation>ihre Frist läuft noch %1 s; ihr Programm lässt %2 s zu</translation>
    </message>
    <message>
        <source>its lease expired %1 s ago; its program allows for %2 s</source>
        <translation>ihre Frist ist vor %1 s abgelaufen; ihr Programm lässt %2 s zu</translation>
    </message>
    <message>
        <source>its modification time is %1 s in the future, so times prove nothing about it</source>
        <translation>ihre Änderungszeit liegt %1 s in der Zukunft, daher beweisen Zeiten bei ihr nichts</translation>
    </message>
    <message>
        <source>it was written or replaced each time it was read</source>
        <translation>sie wurde bei jedem Leseversuch gerade beschrieben oder ersetzt</translation>
    </message>
    <message>
        <source>it does not exist</source>
        <translation>sie ist nicht vorhanden</translation>
    </message>
    <message>
        <source>it is not a lock</source>
        <translation>sie ist keine Sperre</translation>
    </message>
    <message>
        <source>its format is unknown</source>
        <translation>ihr Format ist unbekannt</translation>
    </message>
    <message>
        <source>it is free</source>
        <translation>sie ist frei</translation>
    </message>
    <message>
        <source>it is free, and the file is meant to stay</source>
        <translation>sie ist frei, und die Datei soll bestehen bleiben</translation>
    </message>
    <message>
        <source>it is not known whether its program treats an existing file as held</source>
        <translation>es ist nicht bekannt, ob ihr Programm eine vorhandene Datei als belegt behandelt</translation>
    </message>
    <message>
        <source>it is held while it exists, and nothing proves that its holder has exited</source>
        <translation>sie ist belegt, solange sie vorhanden ist, und nichts beweist, dass ihr Inhaber beendet ist</translation>
    </message>
    <message>
        <source>its holder refreshes it</source>
        <translation>ihr Inhaber erneuert sie</translation>
    </message>
    <message>
        <source>a kernel lock ends with its holder; removing the file would allow a second holder</source>
        <translation>eine Kernel-Sperre endet mit ihrem Inhaber; das Entfernen der Datei würde einen zweiten Inhaber zulassen</translation>
    </message>
    <message>
        <source>the lock is not a file that can be removed</source>
        <translation>die Sperre ist keine Datei, die entfernt werden kann</translation>
    </message>
    <message>
        <source>it is not proven that its holder has exited</source>
        <translation>es ist nicht bewiesen, dass ihr Inhaber beendet ist</translation>
    </message>
    <message>
        <source>the locks in it are not known</source>
        <translation>die Sperren darin sind nicht bekannt</translation>
    </message>
    <message>
        <source>Held: %1 holds a kernel lock on it.</source>
        <translation>Belegt: %1 hält eine Kernel-Sperre darauf.</translation>
    </message>
    <message>
        <source>Held: %1 hold kernel locks on it.</source>
        <translation>Belegt: %1 halten Kernel-Sperren darauf.</translation>
    </message>
    <message>
        <source>Held: %1 holds a kernel lock on %2, which has been deleted.</source>
        <translation>Belegt: %1 hält eine Kernel-Sperre auf der gelöschten Datei %2.</translation>
    </message>
    <message>
        <source>Held: %1 hold kernel locks on %2, which has been deleted.</source>
        <translation>Belegt: %1 halten Kernel-Sperren auf der gelöschten Datei %2.</translation>
    </message>
    <message>
        <source>Held: %1 holds a kernel lock on %2, as that process sees the path.</source>
        <translation>Belegt: %1 hält eine Kernel-Sperre auf %2, aus Sicht dieses Prozesses.</translation>
    </message>
    <message>
        <source>Held: %1 hold kernel locks on %2, as those processes see the path.</source>
        <translation>Belegt: %1 halten Kernel-Sperren auf %2, aus Sicht dieser Prozesse.</translation>
    </message>
    <message>
        <source>%1. Ending any of them lets the others continue.</source>
        <translation>%1. Wird einer dieser Prozesse beendet, so können die anderen weiterlaufen.</translation>
    </message>
    <message>
        <source>Run as root to identify the holder for certain.</source>
        <translation>Führen Sie dieses Programm als root aus, um den Inhaber sicher zu bestimmen.</translation>
    </message>
    <message>
        <source>Run as root to be sure.</source>
        <translation>Führen Sie dieses Programm als root aus, um sicherzugehen.</translation>
    </message>
    <message>
        <source>Held: %1 holds a kernel lock on its companion file %2.</source>
        <translation>Belegt: %1 hält eine Kernel-Sperre auf ihrer Begleitdatei %2.</translation>
    </message>
    <message>
        <source>Held: %1 hold kernel locks on its companion file %2.</source>
        <translation>Belegt: %1 halten Kernel-Sperren auf ihrer Begleitdatei %2.</translation>
    </message>
    <message>
        <source>Not read: %1 holds a lease on it, and opening the file would break the lease. Inspect it again when the lease has been released.</source>
        <translation>Nicht gelesen: %1 hält eine Lease darauf, und das Öffnen der Datei würde die Lease brechen. Wiederholen Sie die Prüfung, wenn die Lease freigegeben ist.</translation>
    </message>
    <message>
        <source>Not read: %1 hold leases on it, and opening the file would break them. Inspect it again when the leases have been released.</source>
        <translation>Nicht gelesen: %1 halten Leases darauf, und das Öffnen der Datei würde sie brechen. Wiederholen Sie die Prüfung, wenn die Leases freigegeben sind.</translation>
    </message>
    <message>
        <source>Not read: this process holds a POSIX lock on it, and closing the file would release that lock. Inspect it from another process.</source>
        <translation>Nicht gelesen: Dieser Prozess hält eine POSIX-Sperre darauf, und das Schließen der Datei würde diese Sperre freigeben. Führen Sie die Prüfung in einem anderen Prozess durch.</translation>
    </message>
    <message>
        <source>Free: no process holds a kernel lock on it.</source>
        <translation>Frei: Kein Prozess hält eine Kernel-Sperre darauf.</translation>
    </message>
    <message>
        <source>Free: no process holds a kernel lock on its companion file %1, as its holder would. Its content is from an earlier holder.</source>
        <translation>Frei: Kein Prozess hält eine Kernel-Sperre auf ihrer Begleitdatei %1, wie es ihr Inhaber täte. Ihr Inhalt stammt von einem früheren Inhaber.</translation>
    </message>
    <message>
        <source>No process holds a kernel lock on it.</source>
        <translation>Kein Prozess hält eine Kernel-Sperre darauf.</translation>
    </message>
    <message>
        <source>No process holds a kernel lock on it, but that does not make it free.</source>
        <translation>Kein Prozess hält eine Kernel-Sperre darauf, aber das heißt nicht, dass sie frei ist.</translation>
    </message>
    <message>
        <source>No process on this host holds a kernel lock on it, but the file is on %1. Check the other hosts that use it.</source>
        <translation>Kein Prozess auf diesem Rechner hält eine Kernel-Sperre darauf, aber die Datei liegt auf %1. Prüfen Sie die anderen Rechner, die sie benutzen.</translation>
    </message>
    <message>
        <source>No process holds a kernel lock on it. Its text suggests a program that uses kernel locks, and then it is free, but that is not certain. Check which program created it.</source>
        <translation>Kein Prozess hält eine Kernel-Sperre darauf. Ihr Text deutet auf ein Programm hin, das Kernel-Sperren benutzt, und dann ist sie frei, aber das ist nicht sicher. Prüfen Sie, welches Programm sie angelegt hat.</translation>
    </message>
    <message>
        <source>The kernel&apos;s table of locks cannot be read, so no process can be ruled out as the holder. Inspect it where /proc/locks is readable.</source>
        <translation>Die Sperrtabelle des Kernels kann nicht gelesen werden, daher lässt sich kein Prozess als Inhaber ausschließen. Führen Sie die Prüfung dort durch, wo /proc/locks lesbar ist.</translation>
    </message>
    <message>
        <source>However, %1 still holds a kernel lock on a deleted file that had this path.</source>
        <translation>Allerdings hält %1 noch eine Kernel-Sperre auf einer gelöschten Datei, die diesen Pfad hatte.</translation>
    </message>
    <message>
        <source>However, %1 still hold kernel locks on a deleted file that had this path.</source>
        <translation>Allerdings halten %1 noch Kernel-Sperren auf einer gelöschten Datei, die diesen Pfad hatte.</translation>
    </message>
    <message>
        <source>However, %1 still holds a kernel lock on a deleted file that had this path. Two instances may be running at once.</source>
        <translation>Allerdings hält %1 noch eine Kernel-Sperre auf einer gelöschten Datei, die diesen Pfad hatte. Möglicherweise laufen zwei Instanzen gleichzeitig.</translation>
    </message>
    <message>
        <source>However, %1 still hold kernel locks on a deleted file that had this path. Two instances may be running at once.</source>
        <translation>Allerdings halten %1 noch Kernel-Sperren auf einer gelöschten Datei, die diesen Pfad hatte. Möglicherweise laufen zwei Instanzen gleichzeitig.</translation>
    </message>
    <message>
        <source>It cannot be inspected: %1.</source>
        <translation>Sie kann nicht geprüft werden: %1.</translation>
    </message>
    <message>
        <source>Run as its owner or as root.</source>
        <translation>Führen Sie dieses Programm als Eigentümer der Datei oder als root aus.</translation>
    </message>
    <message>
        <source>A directory with the name of a lock, in an unknown format. Check which program created it.</source>
        <translation>Ein Verzeichnis mit dem Namen einer Sperre, in unbekanntem Format. Prüfen Sie, welches Programm es angelegt hat.</translation>
    </message>
    <message>
        <source>Not a lock: a directory. Use &apos;scan&apos; to list the locks in it.</source>
        <translation>Keine Sperre: ein Verzeichnis. Verwenden Sie &apos;scan&apos;, um die Sperren darin aufzulisten.</translation>
    </message>
    <message>
        <source>A symbolic link with the name of a lock, in an unknown format. Check which program created it.</source>
        <translation>Ein symbolischer Link mit dem Namen einer Sperre, in unbekanntem Format. Prüfen Sie, welches Programm ihn angelegt hat.</translation>
    </message>
    <message>
        <source>Not a lock: a symbolic link. Inspect its target instead.</source>
        <translation>Keine Sperre: ein symbolischer Link. Prüfen Sie stattdessen sein Ziel.</translation>
    </message>
    <message>
        <source>The file itself cannot be seen from here.</source>
        <translation>Die Datei selbst ist von hier aus nicht zu sehen.</translation>
    </message>
    <message>
        <source>Its content matches no known format.</source>
        <translation>Ihr Inhalt passt zu keinem bekannten Format.</translation>
    </message>
    <message>
        <source>Check which program created it.</source>
        <translation>Prüfen Sie, welches Programm sie angelegt hat.</translation>
    </message>
    <message>
        <source>Not a lock: an ordinary file.</source>
        <translation>Keine Sperre: eine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>Not a lock: %1.</source>
        <translation>Keine Sperre: %1.</translation>
    </message>
    <message>
        <source>It records no process: its writer was interrupted, or is still writing. Inspect it again.</source>
        <translation>Sie nennt keinen Prozess: Das Schreiben wurde unterbrochen oder dauert noch an. Wiederholen Sie die Prüfung.</translation>
    </message>
    <message>
        <source>It matches two formats that lead to different answers: as %1 nobody would hold it, but as %2 somebody may.</source>
        <translation>Zwei Formate passen und führen zu verschiedenen Antworten: als %1 wäre sie unbelegt, als %2 kann sie belegt sein.</translation>
    </message>
    <message>
        <source>Free: no row in it represents a lock.</source>
        <translation>Frei: Keine Zeile darin steht für eine Sperre.</translation>
    </message>
    <message>
        <source>Probably held: %1 is working in the directory that the lock belongs to.</source>
        <translation>Wahrscheinlich belegt: %1 arbeitet in dem Verzeichnis, zu dem die Sperre gehört.</translation>
    </message>
    <message>
        <source>It was last changed before this host booted, so a process of this host that created it has exited. However, it records no process, and another host may share the directory.</source>
        <translation>Sie wurde zuletzt vor dem Systemstart dieses Rechners geändert, also ist ein Prozess dieses Rechners, der sie angelegt hat, beendet. Allerdings nennt sie keinen Prozess, und vielleicht benutzt auch ein anderer Rechner das Verzeichnis.</translation>
    </message>
    <message>
        <source>Possibly stale: no program that creates such locks is running on this host, but that is no proof.</source>
        <translation>Möglicherweise verwaist: Auf diesem Rechner läuft kein Programm, das solche Sperren anlegt, aber das ist kein Beweis.</translation>
    </message>
    <message>
        <source>Probably held: this kind of lock is held while it exists, and it records no process.</source>
        <translation>Wahrscheinlich belegt: Eine Sperre dieser Art ist belegt, solange sie vorhanden ist, und sie nennt keinen Prozess.</translation>
    </message>
    <message>
        <source>Probably held: this kind of lock is held while it exists. It records %1, which cannot be checked from here.</source>
        <translation>Wahrscheinlich belegt: Eine Sperre dieser Art ist belegt, solange sie vorhanden ist. Sie nennt %1, was sich von hier aus nicht prüfen lässt.</translation>
    </message>
    <message>
        <source>However, its heartbeat is overdue, and its program may take it over.</source>
        <translation>Allerdings ist ihr Lebenszeichen überfällig, und ihr Programm übernimmt sie vielleicht.</translation>
    </message>
    <message>
        <source>Probably held: its lease has expired, but so recently that its program does not take it over yet.</source>
        <translation>Wahrscheinlich belegt: Ihre Frist ist abgelaufen, aber erst vor so kurzer Zeit, dass ihr Programm sie noch nicht übernimmt.</translation>
    </message>
    <message>
        <source>Probably held: its heartbeat is recent.</source>
        <translation>Wahrscheinlich belegt: Ihr Lebenszeichen ist frisch.</translation>
    </message>
    <message>
        <source>Probably held: it exists, and its time does not show whether its holder still refreshes it.</source>
        <translation>Wahrscheinlich belegt: Sie ist vorhanden, und ihre Zeit zeigt nicht, ob ihr Inhaber sie noch erneuert.</translation>
    </message>
    <message>
        <source>The heartbeat is overdue. Age alone does not prove that the holder has exited.</source>
        <translation>Das Lebenszeichen ist überfällig. Das Alter allein beweist nicht, dass der Inhaber beendet ist.</translation>
    </message>
    <message>
        <source>Free: no holder has left a claim beside it.</source>
        <translation>Frei: Kein Inhaber hat daneben einen Anspruch hinterlassen.</translation>
    </message>
    <message>
        <source>It records no process, so nothing on this host can show who holds it.</source>
        <translation>Sie nennt keinen Prozess, daher kann nichts auf diesem Rechner zeigen, wer sie hält.</translation>
    </message>
    <message>
        <source>Probably held: %1 has the PID %2 in a container of this host that is named %3.</source>
        <translation>Wahrscheinlich belegt: %1 hat die PID %2 in einem Container dieses Rechners mit dem Namen %3.</translation>
    </message>
    <message>
        <source>Created on host %1. Check there.</source>
        <translation>Auf Rechner %1 angelegt. Prüfen Sie das dort.</translation>
    </message>
    <message>
        <source>If a container of this host has the name %1, it may be process %2, whose PID there is %3.</source>
        <translation>Falls ein Container dieses Rechners den Namen %1 hat, ist es vielleicht Prozess %2, dessen PID dort %3 ist.</translation>
    </message>
    <message>
        <source>It records host %1, which may or may not be this host (%2).</source>
        <translation>Sie nennt den Rechner %1, und das kann dieser Rechner (%2) sein oder auch nicht.</translation>
    </message>
    <message>
        <source>It records host %1, which is the name of this host, but another boot. On %2, that is an earlier boot of this host or another host with the same name.</source>
        <translation>Sie nennt mit %1 den Namen dieses Rechners, aber einen anderen Systemstart. Auf %2 ist das ein früherer Systemstart dieses Rechners oder ein anderer Rechner mit demselben Namen.</translation>
    </message>
    <message>
        <source>Probably held: process %1 has exited, but other processes still use the shared memory that the lock names. End those first.</source>
        <translation>Wahrscheinlich belegt: Prozess %1 ist beendet, aber andere Prozesse benutzen noch den gemeinsamen Speicher, den die Sperre nennt. Beenden Sie zuerst diese Prozesse.</translation>
    </message>
    <message>
        <source>Process %1 is not running in this container, but a process outside of it may be meant. Check on the host.</source>
        <translation>Prozess %1 läuft nicht in diesem Container, aber vielleicht ist ein Prozess außerhalb davon gemeint. Prüfen Sie das auf dem Hostsystem.</translation>
    </message>
    <message>
        <source>Process %1 is not running on this host, but process %2 has the PID %3 in a container. Check in that container whether it is the holder.</source>
        <translation>Prozess %1 läuft nicht auf diesem Rechner, aber Prozess %2 hat in einem Container die PID %3. Prüfen Sie in diesem Container, ob er der Inhaber ist.</translation>
    </message>
    <message>
        <source>Process %1 is not running here, but a process in a container may be meant. Run as root to see processes of other users.</source>
        <translation>Prozess %1 läuft hier nicht, aber vielleicht ist ein Prozess in einem Container gemeint. Führen Sie dieses Programm als root aus, um Prozesse anderer Benutzer zu sehen.</translation>
    </message>
    <message>
        <source>Process %1 is not running here, but the file is on %2 and records no host. Check the other hosts that use it.</source>
        <translation>Prozess %1 läuft hier nicht, aber die Datei liegt auf %2 und nennt keinen Rechner. Prüfen Sie die anderen Rechner, die sie benutzen.</translation>
    </message>
    <message>
        <source>Process %1 is not running here, but the file is on %2, and another host that uses it may also have the name %3. Check each host of that name, or the file server.</source>
        <translation>Prozess %1 läuft hier nicht, aber die Datei liegt auf %2, und ein anderer Rechner, der sie benutzt, heißt vielleicht auch %3. Prüfen Sie jeden Rechner dieses Namens oder den Dateiserver.</translation>
    </message>
    <message>
        <source>Process %1, recorded in the lock, is not running, but the rest of the text may record another process or host. Check with the program that wrote it.</source>
        <translation>Prozess %1, in der Sperre genannt, läuft nicht, aber der übrige Text nennt vielleicht einen anderen Prozess oder Rechner. Prüfen Sie das mit dem Programm, das den Text geschrieben hat.</translation>
    </message>
    <message>
        <source>It records process %1, which is not running, but the file keeps changing. Inspect it again.</source>
        <translation>Sie nennt Prozess %1, der nicht läuft, aber die Datei ändert sich laufend. Wiederholen Sie die Prüfung.</translation>
    </message>
    <message>
        <source>Stale: this host has booted since process %1 created the lock.</source>
        <translation>Verwaist: Dieser Rechner wurde neu gestartet, seit Prozess %1 die Sperre angelegt hat.</translation>
    </message>
    <message>
        <source>Stale: none of the %1 processes recorded in the lock is running.</source>
        <translation>Verwaist: Keiner der %1 in der Sperre genannten Prozesse läuft.</translation>
    </message>
    <message>
        <source>Stale: its digits can be read as several PIDs, and none of these processes is running.</source>
        <translation>Verwaist: Ihre Ziffern lassen sich als mehrere PIDs lesen, und keiner dieser Prozesse läuft.</translation>
    </message>
    <message>
        <source>Stale: process %1 is no longer running on this host.</source>
        <translation>Verwaist: Prozess %1 läuft nicht mehr auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Stale: %1 has exited, and only its parent has not collected its exit status yet.</source>
        <translation>Verwaist: %1 ist beendet, nur hat der Elternprozess den Exit-Status noch nicht abgeholt.</translation>
    </message>
    <message>
        <source>Stale: the process that created the lock has exited, and %1 started later with the same PID.</source>
        <translation>Verwaist: Der Prozess, der die Sperre angelegt hat, ist beendet, und %1 wurde später mit derselben PID gestartet.</translation>
    </message>
    <message>
        <source>Stale: this host has booted since the lock was created, so process %1 is another process with the same PID.</source>
        <translation>Verwaist: Dieser Rechner wurde neu gestartet, seit die Sperre angelegt wurde, also ist Prozess %1 ein anderer Prozess mit derselben PID.</translation>
    </message>
    <message>
        <source>%1 is running, but no process holds a kernel lock on the companion file %2, as the holder would. Check whether that process uses the lock.</source>
        <translation>%1 läuft, aber kein Prozess hält eine Kernel-Sperre auf der Begleitdatei %2, wie es der Inhaber täte. Prüfen Sie, ob dieser Prozess die Sperre benutzt.</translation>
    </message>
    <message>
        <source>%1 is running, but the lock records the program %2. If the process was never that program, the holder has exited. Check what the process does.</source>
        <translation>%1 läuft, aber die Sperre nennt das Programm %2. War der Prozess nie dieses Programm, so ist der Inhaber beendet. Prüfen Sie, was der Prozess tut.</translation>
    </message>
    <message>
        <source>%1 is running, but the lock records another boot time than that of this host. Check whether that process uses the lock.</source>
        <translation>%1 läuft, aber die Sperre nennt eine andere Systemstartzeit als die dieses Rechners. Prüfen Sie, ob dieser Prozess die Sperre benutzt.</translation>
    </message>
    <message>
        <source>Probably held: %1, recorded in the lock, is running.</source>
        <translation>Wahrscheinlich belegt: %1, in der Sperre genannt, läuft.</translation>
    </message>
    <message>
        <source>Probably held: %1 has the PID %2 in the PID namespace that the lock records.</source>
        <translation>Wahrscheinlich belegt: %1 hat die PID %2 in dem PID-Namensraum, den die Sperre nennt.</translation>
    </message>
    <message>
        <source>Probably held: process %1 of another user, recorded in the lock, is running. Run as root to see more.</source>
        <translation>Wahrscheinlich belegt: Prozess %1 eines anderen Benutzers, in der Sperre genannt, läuft. Führen Sie dieses Programm als root aus, um mehr zu sehen.</translation>
    </message>
    <message>
        <source>It may also mean process %1, which has the PID %2 in a container.</source>
        <translation>Gemeint sein kann auch Prozess %1, der in einem Container die PID %2 hat.</translation>
    </message>
    <message>
        <source>Its digits can be read as several PIDs (%1), and %2 of these processes are running. Only the program that created the lock knows which one is meant.</source>
        <translation>Ihre Ziffern lassen sich als mehrere PIDs lesen (%1), und %2 dieser Prozesse laufen. Nur das Programm, das die Sperre angelegt hat, weiß, welcher gemeint ist.</translation>
    </message>
    <message>
        <source>The PID %1 belongs to a PID namespace that cannot be seen from here in full. Check on the host, as root.</source>
        <translation>Die PID %1 gehört zu einem PID-Namensraum, der von hier aus nicht vollständig zu sehen ist. Prüfen Sie das auf dem Hostsystem, als root.</translation>
    </message>
    <message>
        <source>The number in it is not that of a process that can be checked. Check with the program that uses it.</source>
        <translation>Die Zahl darin ist nicht die eines Prozesses, der sich prüfen lässt. Prüfen Sie das mit dem Programm, das die Datei benutzt.</translation>
    </message>
    <message>
        <source>The recorded number %1 is above the largest PID of this host (%2), so it was never the PID of a process here. It may come from another host or a container, or not be a PID. Check which program uses the file.</source>
        <translation>Die genannte Zahl %1 ist größer als die größte PID dieses Rechners (%2), war also nie die PID eines Prozesses auf diesem Rechner. Sie stammt vielleicht von einem anderen Rechner oder aus einem Container, oder sie ist keine PID. Prüfen Sie, welches Programm die Datei benutzt.</translation>
    </message>
    <message>
        <source>No process has the PID %1, but the number may be hexadecimal, and %2 has that PID. Check whether that process uses the file.</source>
        <translation>Kein Prozess hat die PID %1, aber die Zahl kann hexadezimal sein, und %2 hat diese PID. Prüfen Sie, ob dieser Prozess die Datei benutzt.</translation>
    </message>
    <message>
        <source>%1 is a kernel thread, so it is not the holder. The PID may come from a container, or from before this host booted. Check which program uses the file.</source>
        <translation>%1 ist ein Kernel-Thread und damit nicht der Inhaber. Die PID stammt vielleicht aus einem Container oder aus der Zeit vor dem Systemstart dieses Rechners. Prüfen Sie, welches Programm die Datei benutzt.</translation>
    </message>
    <message>
        <source>Probably held: %1 has it mapped.</source>
        <translation>Wahrscheinlich belegt: %1 hat die Datei in den Speicher abgebildet.</translation>
    </message>
    <message>
        <source>Probably held: %1 has it open for writing.</source>
        <translation>Wahrscheinlich belegt: %1 hat die Datei zum Schreiben geöffnet.</translation>
    </message>
    <message>
        <source>Probably held: %1 has it open for reading.</source>
        <translation>Wahrscheinlich belegt: %1 hat die Datei zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>Probably stale, but %1 has it open for reading. Check that this process does not hold the lock.</source>
        <translation>Wahrscheinlich verwaist, aber %1 hat die Datei zum Lesen geöffnet. Vergewissern Sie sich, dass dieser Prozess die Sperre nicht hält.</translation>
    </message>
    <message>
        <source>The locks in it cannot be read: the database, its log or its directory is not readable. Run as its owner or as root, and from a process that does not have it open.</source>
        <translation>Die Sperren darin können nicht gelesen werden: Die Datenbank, ihr Log oder ihr Verzeichnis ist nicht lesbar. Führen Sie dieses Programm als Eigentümer der Datenbank oder als root aus, und zwar in einem Prozess, der sie nicht geöffnet hat.</translation>
    </message>
    <message>
        <source>The locks in it cannot be read: it is larger than the limit of 16 MiB. Query it with `sqlite3 FILE &apos;select * from locks&apos;`.</source>
        <translation>Die Sperren darin können nicht gelesen werden: Die Datenbank ist größer als die Grenze von 16 MiB. Fragen Sie die Datenbank ab mit `sqlite3 FILE &apos;select * from locks&apos;`.</translation>
    </message>
    <message>
        <source>The locks in it cannot be read: a transaction is being written. Inspect it again.</source>
        <translation>Die Sperren darin können nicht gelesen werden: Gerade wird eine Transaktion geschrieben. Wiederholen Sie die Prüfung.</translation>
    </message>
    <message>
        <source>The locks in it cannot be read: its last writer was interrupted in the middle of a transaction. Open it with SQLite, which rolls the transaction back, for example with `sqlite3 FILE .tables`, and inspect it again.</source>
        <translation>Die Sperren darin können nicht gelesen werden: Der letzte schreibende Prozess wurde mitten in einer Transaktion unterbrochen. Öffnen Sie die Datenbank mit SQLite, das die Transaktion zurückrollt, zum Beispiel mit `sqlite3 FILE .tables`, und wiederholen Sie die Prüfung.</translation>
    </message>
    <message>
        <source>The locks in it cannot be read: it is damaged, or its table of locks belongs to another program.</source>
        <translation>Die Sperren darin können nicht gelesen werden: Die Datenbank ist beschädigt, oder ihre Tabelle der Sperren gehört zu einem anderen Programm.</translation>
    </message>
    <message>
        <source>It has more than 10,000 rows, of which the first 10,000 are shown. List all with `sqlite3 FILE &apos;select * from locks&apos;`.</source>
        <translation>Sie hat mehr als 10.000 Zeilen, von denen die ersten 10.000 angezeigt werden. Alle zeigt `sqlite3 FILE &apos;select * from locks&apos;`.</translation>
    </message>
    <message>
        <source>An ordinary empty file may have such a name, too.</source>
        <translation>Auch eine gewöhnliche leere Datei kann so heißen.</translation>
    </message>
    <message>
        <source>An ordinary file may have such a name, too.</source>
        <translation>Auch eine gewöhnliche Datei kann so heißen.</translation>
    </message>
    <message>
        <source>Its name does not record a process in a readable form.</source>
        <translation>Ihr Name nennt keinen Prozess in lesbarer Form.</translation>
    </message>
    <message>
        <source>The journal of another user may list this broken lock. A lock that was broken by force is kept until that user restores it.</source>
        <translation>Vielleicht führt das Journal eines anderen Benutzers diese aufgebrochene Sperre auf. Eine gewaltsam aufgebrochene Sperre wird aufbewahrt, bis dieser Benutzer sie wiederherstellt.</translation>
    </message>
    <message>
        <source>An empty lock directory records no process: its creator may have been killed, or may be about to record itself.</source>
        <translation>Ein leeres Sperrverzeichnis nennt keinen Prozess: Der Prozess, der es angelegt hat, wurde vielleicht gewaltsam beendet oder trägt sich gleich noch ein.</translation>
    </message>
    <message>
        <source>It records %1.</source>
        <translation>Sie nennt %1.</translation>
    </message>
    <message>
        <source>It records no process.</source>
        <translation>Sie nennt keinen Prozess.</translation>
    </message>
    <message>
        <source>Its program treats it as stale %1.</source>
        <translation>Wann ihr Programm sie als verwaist behandelt: %1.</translation>
    </message>
    <message>
        <source>To be sure: %1.</source>
        <translation>Um sicherzugehen: %1.</translation>
    </message>
    <message>
        <source>Check with the program that uses it.</source>
        <translation>Prüfen Sie das mit dem Programm, das sie benutzt.</translation>
    </message>
    <message>
        <source>Check on host %1.</source>
        <translation>Prüfen Sie das auf Rechner %1.</translation>
    </message>
    <message>
        <source>Check for process %1 on each host that may be meant.</source>
        <translation>Suchen Sie auf jedem Rechner, der gemeint sein kann, nach Prozess %1.</translation>
    </message>
    <message>
        <source>Absent: it was moved to the quarantine.</source>
        <translation>Nicht vorhanden: Sie wurde in die Quarantäne verschoben.</translation>
    </message>
    <message>
        <source>Absent: it was removed.</source>
        <translation>Nicht vorhanden: Sie wurde entfernt.</translation>
    </message>
    <message>
        <source>%1 is not the file that was recorded; remove it by hand</source>
        <translation>%1 ist nicht die Datei, die vermerkt wurde; entfernen Sie sie von Hand</translation>
    </message>
    <message>
        <source>a process uses %1</source>
        <translation>ein Prozess benutzt %1</translation>
    </message>
    <message>
        <source>the directory %1 contains files that are not part of the lock; `lockscopectl broken --delete --force` deletes them too</source>
        <translation>das Verzeichnis %1 enthält Dateien, die nicht zur Sperre gehören; `lockscopectl broken --delete --force` löscht sie mit</translation>
    </message>
    <message>
        <source>it is in a layer of the overlay file system mounted at %1, and processes that use it there have another inode open</source>
        <translation>sie liegt in einer Schicht des Overlay-Dateisystems, das unter %1 eingehängt ist, und Prozesse, die sie dort benutzen, haben einen anderen Inode offen</translation>
    </message>
    <message>
        <source>It is part of the overlay file system mounted at %1. Processes that use it through that mount cannot be seen from here. Inspect %2 instead.</source>
        <translation>Sie ist Teil des Overlay-Dateisystems, das unter %1 eingehängt ist. Prozesse, die sie dort benutzen, sind von hier nicht zu sehen. Untersuchen Sie stattdessen %2.</translation>
    </message>
    <message>
        <source>It is part of the overlay file system that process %3 has mounted at %1. Processes that use it through that mount cannot be seen from here. Inspect %2 in the mount namespace of process %3 instead.</source>
        <translation>Sie ist Teil des Overlay-Dateisystems, das Prozess %3 unter %1 eingehängt hat. Prozesse, die sie dort benutzen, sind von hier nicht zu sehen. Untersuchen Sie stattdessen %2 im Mount-Namensraum von Prozess %3.</translation>
    </message>
    <message>
        <source>its name is the name of such a lock, but it records no owner</source>
        <translation>sie heißt wie eine solche Sperre, nennt aber keinen Eigentümer</translation>
    </message>
    <message>
        <source>its target has the form that this program writes</source>
        <translation>ihr Ziel hat die Form, die dieses Programm schreibt</translation>
    </message>
    <message>
        <source>it is a directory with the form that this program creates</source>
        <translation>sie ist ein Verzeichnis in der Form, die dieses Programm anlegt</translation>
    </message>
    <message>
        <source>its second name has the form that this program creates</source>
        <translation>ihr zweiter Name hat die Form, die dieses Programm anlegt</translation>
    </message>
    <message>
        <source>its content has the form that this program writes</source>
        <translation>ihr Inhalt hat die Form, die dieses Programm schreibt</translation>
    </message>
    <message>
        <source>its name and its content have the form that this program writes</source>
        <translation>ihr Name und ihr Inhalt haben die Form, die dieses Programm schreibt</translation>
    </message>
    <message>
        <source>its name is the name of such a lock</source>
        <translation>sie heißt wie eine solche Sperre</translation>
    </message>
    <message>
        <source>Borg also keeps lock.roster beside it. &apos;borg break-lock&apos; removes both.</source>
        <translation>Borg führt daneben auch lock.roster. „borg break-lock“ entfernt beide.</translation>
    </message>
    <message>
        <source>Borg also keeps lock.exclusive beside it. &apos;borg break-lock&apos; removes both.</source>
        <translation>Borg führt daneben auch lock.exclusive. „borg break-lock“ entfernt beide.</translation>
    </message>
    <message>
        <source>when its process is no longer running on the same host, or after 30 minutes; &apos;restic unlock&apos; removes it</source>
        <translation>wenn ihr Prozess auf demselben Rechner nicht mehr läuft, oder nach 30 Minuten; „restic unlock“ entfernt sie</translation>
    </message>
    <message>
        <source>run &apos;restic list locks&apos;</source>
        <translation>führen Sie „restic list locks“ aus</translation>
    </message>
    <message>
        <source>when neither it nor its companion file .alive has changed for 2 seconds</source>
        <translation>wenn weder sie noch ihre Begleitdatei .alive sich in den letzten 2 Sekunden geändert hat</translation>
    </message>
    <message>
        <source>when no process holds a kernel lock on the state file beside it; &apos;terraform force-unlock&apos; removes it</source>
        <translation>wenn kein Prozess eine Kernel-Sperre auf der Zustandsdatei daneben hält; „terraform force-unlock“ entfernt sie</translation>
    </message>
    <message>
        <source>the database&apos;s users synchronise through it: close them, and the last one removes it</source>
        <translation>die Benutzer der Datenbank stimmen sich über sie ab: Schließen Sie diese, und der letzte entfernt sie</translation>
    </message>
    <message>
        <source>it may contain changes that are not in the database yet: SQLite applies them when the database is used</source>
        <translation>sie enthält vielleicht Änderungen, die noch nicht in der Datenbank stehen: SQLite übernimmt sie, wenn die Datenbank benutzt wird</translation>
    </message>
    <message>
        <source>it belongs to the database: SQLite removes it at the end of a transaction, or rolls back an interrupted one with it</source>
        <translation>sie gehört zur Datenbank: SQLite entfernt sie am Ende einer Transaktion oder macht mit ihr eine unterbrochene rückgängig</translation>
    </message>
    <message>
        <source>two programs at the same time damage the database: close the one that has it open, or open it with Derby, which replaces a stale lock itself</source>
        <translation>zwei Programme zugleich beschädigen die Datenbank: Schließen Sie das Programm, das sie geöffnet hat, oder öffnen Sie sie mit Derby, das eine verwaiste Sperre selbst ersetzt</translation>
    </message>
    <message>
        <source>check dbex.lck beside it: a kernel lock on that file decides</source>
        <translation>prüfen Sie dbex.lck daneben: Eine Kernel-Sperre auf dieser Datei entscheidet</translation>
    </message>
    <message>
        <source>when it is more than 2 seconds old and its holder does not write it again</source>
        <translation>wenn sie älter als 2 Sekunden ist und ihr Inhaber sie nicht erneut schreibt</translation>
    </message>
    <message>
        <source>when nothing answers at the recorded port</source>
        <translation>wenn am genannten Port nichts antwortet</translation>
    </message>
    <message>
        <source>a recorded PID without a kernel lock means that the server was not shut down cleanly: start it, and it recovers its data</source>
        <translation>eine PID ohne Kernel-Sperre bedeutet, dass der Server nicht sauber beendet wurde: Starten Sie ihn, und er stellt seine Daten wieder her</translation>
    </message>
    <message>
        <source>when no process has the recorded PID and no process is attached to its shared memory</source>
        <translation>wenn kein Prozess die genannte PID hat und keiner seinen gemeinsamen Speicher benutzt</translation>
    </message>
    <message>
        <source>a second server on the same data would damage it: start the server, which removes a stale lock itself</source>
        <translation>ein zweiter Server auf denselben Daten würde sie beschädigen: Starten Sie den Server, der eine verwaiste Sperre selbst entfernt</translation>
    </message>
    <message>
        <source>check .parentlock beside it: a kernel lock on that file decides</source>
        <translation>prüfen Sie .parentlock daneben: Eine Kernel-Sperre auf dieser Datei entscheidet</translation>
    </message>
    <message>
        <source>when the address is its own and the recorded process is no longer running</source>
        <translation>wenn die Adresse seine eigene ist und der genannte Prozess nicht mehr läuft</translation>
    </message>
    <message>
        <source>on the recorded host, when no Chromium has the recorded PID; otherwise it asks the user</source>
        <translation>auf dem genannten Rechner, wenn kein Chromium die genannte PID hat; sonst fragt es den Benutzer</translation>
    </message>
    <message>
        <source>if user, host and profile are its own; otherwise it asks the user</source>
        <translation>wenn Benutzer, Rechner und Profil seine eigenen sind; sonst fragt es den Benutzer</translation>
    </message>
    <message>
        <source>when its process is no longer running or has another name, when the host was rebooted since, or after 30 seconds unless the program sets another time; never while a process holds an flock on it</source>
        <translation>wenn ihr Prozess nicht mehr läuft oder einen anderen Namen hat, wenn der Rechner seitdem neu gestartet wurde, oder nach 30 Sekunden, sofern das Programm keine andere Zeit setzt; nie, solange ein Prozess ein flock auf ihr hält</translation>
    </message>
    <message>
        <source>when it is older than the program that checks it was configured to wait (lockfile -l, LOCKTIMEOUT of procmail)</source>
        <translation>wenn sie älter ist, als das prüfende Programm warten soll (lockfile -l, LOCKTIMEOUT von procmail)</translation>
    </message>
    <message>
        <source>when it has not been refreshed for five minutes</source>
        <translation>wenn sie fünf Minuten lang nicht aufgefrischt wurde</translation>
    </message>
    <message>
        <source>when it has not been refreshed for 10 seconds, unless the program sets another period</source>
        <translation>wenn sie 10 Sekunden lang nicht aufgefrischt wurde, sofern das Programm keine andere Frist setzt</translation>
    </message>
    <message>
        <source>check that neither pacman nor another package manager is running</source>
        <translation>prüfen Sie, dass weder pacman noch eine andere Paketverwaltung läuft</translation>
    </message>
    <message>
        <source>on the recorded host, when its process is no longer running or was started at another time</source>
        <translation>auf dem genannten Rechner, wenn ihr Prozess nicht mehr läuft oder zu einer anderen Zeit gestartet wurde</translation>
    </message>
    <message>
        <source>when it has not been refreshed for the recorded duration, or when its process is no longer running on this host</source>
        <translation>wenn sie so lange nicht aufgefrischt wurde, wie in ihr steht, oder wenn ihr Prozess auf diesem Rechner nicht mehr läuft</translation>
    </message>
    <message>
        <source>it has a mode that only a newer py-filelock knows: let that version decide</source>
        <translation>sie hat eine Betriebsart, die nur ein neueres py-filelock kennt: Lassen Sie jenes entscheiden</translation>
    </message>
    <message>
        <source>when ps shows no process with this PID, this name and the word python</source>
        <translation>wenn ps keinen Prozess mit dieser PID, diesem Namen und dem Wort python zeigt</translation>
    </message>
    <message>
        <source>whenever it cannot read it</source>
        <translation>immer, wenn es sie nicht lesen kann</translation>
    </message>
    <message>
        <source>when no process has the recorded PID; a lock without a PID it leaves to the administrator</source>
        <translation>wenn kein Prozess die genannte PID hat; eine Sperre ohne PID überlässt es dem Verwalter</translation>
    </message>
    <message>
        <source>when no process has the recorded PID, or the file is not 11 bytes long</source>
        <translation>wenn kein Prozess die genannte PID hat oder die Datei nicht 11 Bytes lang ist</translation>
    </message>
    <message>
        <source>when no process has the recorded PID</source>
        <translation>wenn kein Prozess die genannte PID hat</translation>
    </message>
    <message>
        <source>on the recorded host, when the recorded process is no longer running</source>
        <translation>auf dem genannten Rechner, wenn der genannte Prozess nicht mehr läuft</translation>
    </message>
    <message>
        <source>when no process of its own name has the recorded PID</source>
        <translation>wenn kein Prozess seines eigenen Namens die genannte PID hat</translation>
    </message>
    <message>
        <source>on the recorded host, when the recorded process is no longer running or the host was rebooted since</source>
        <translation>auf dem genannten Rechner, wenn der genannte Prozess nicht mehr läuft oder der Rechner seitdem neu gestartet wurde</translation>
    </message>
    <message>
        <source>when no process holds a kernel lock on its companion file</source>
        <translation>wenn kein Prozess eine Kernel-Sperre auf ihrer Begleitdatei hält</translation>
    </message>
    <message>
        <source>when it has not been refreshed for its heartbeat period</source>
        <translation>wenn sie länger als die Frist ihres Lebenszeichens nicht aufgefrischt wurde</translation>
    </message>
    <message>
        <source>when the recorded process is no longer running on the same host, or when it has not been refreshed for its heartbeat period</source>
        <translation>wenn der genannte Prozess auf demselben Rechner nicht mehr läuft oder sie länger als die Frist ihres Lebenszeichens nicht aufgefrischt wurde</translation>
    </message>
    <message>
        <source>whenever it starts</source>
        <translation>bei jedem Start</translation>
    </message>
    <message>
        <source>only after it has asked the user</source>
        <translation>nur, nachdem es den Benutzer gefragt hat</translation>
    </message>
    <message>
        <source>removing it lets two programs open the database at once, which damages it: stop the program that has it open</source>
        <translation>ohne sie können zwei Programme die Datenbank zugleich öffnen, was sie beschädigt: Beenden Sie das Programm, das sie geöffnet hat</translation>
    </message>
    <message>
        <source>it contains the data itself: stop the program that uses it</source>
        <translation>sie enthält die Daten selbst: Beenden Sie das Programm, das sie benutzt</translation>
    </message>
    <message>
        <source>the file is permanent, and only a kernel lock on it counts: stop the program that holds that lock</source>
        <translation>die Datei bleibt bestehen, und nur eine Kernel-Sperre auf ihr zählt: Beenden Sie das Programm, das diese Sperre hält</translation>
    </message>
    <message>
        <source>the directory may contain the only copy of the previous version: let the program finish, or restore it from there</source>
        <translation>das Verzeichnis enthält vielleicht die einzige Kopie der vorigen Fassung: Lassen Sie das Programm fertig werden, oder stellen Sie sie von dort wieder her</translation>
    </message>
    <message>
        <source>two package managers at the same time damage the package database: wait for the one that holds it, or stop it</source>
        <translation>zwei Paketverwaltungen zugleich beschädigen die Paketdatenbank: Warten Sie auf die, die sie hält, oder beenden Sie sie</translation>
    </message>
    <message>
        <source>ask the user recorded in it</source>
        <translation>fragen Sie den in ihr genannten Benutzer</translation>
    </message>
    <message>
        <source>check whether its program is running</source>
        <translation>prüfen Sie, ob ihr Programm läuft</translation>
    </message>
    <message>
        <source>check its companion file: a kernel lock on that file decides</source>
        <translation>prüfen Sie ihre Begleitdatei: Eine Kernel-Sperre auf dieser Datei entscheidet</translation>
    </message>
    <message>
        <source>check whether git, or an editor that git started, is running in that repository</source>
        <translation>prüfen Sie, ob git oder ein von git gestarteter Editor in diesem Repository läuft</translation>
    </message>
    <message>
        <source>12 hours after it was written, or when the recorded process is no longer running on the same host</source>
        <translation>12 Stunden, nachdem sie geschrieben wurde, oder wenn der genannte Prozess auf demselben Rechner nicht mehr läuft</translation>
    </message>
    <message>
        <source>on the recorded host and in its PID namespace, when the recorded process is no longer running</source>
        <translation>auf dem genannten Rechner und in dessen PID-Namensraum, wenn der genannte Prozess nicht mehr läuft</translation>
    </message>
    <message>
        <source>run &apos;hg debuglocks&apos;</source>
        <translation>führen Sie „hg debuglocks“ aus</translation>
    </message>
    <message>
        <source>run &apos;svn cleanup&apos;, which ends it and finishes what was started</source>
        <translation>führen Sie „svn cleanup“ aus, das sie beendet und das Begonnene abschließt</translation>
    </message>
    <message>
        <source>&apos;svn status&apos; marks with L what is locked; if no svn is running, &apos;svn cleanup&apos; ends it</source>
        <translation>„svn status“ kennzeichnet mit L, was gesperrt ist; läuft kein svn, beendet „svn cleanup“ die Sperre</translation>
    </message>
    <message>
        <source>on the recorded host and for the same user, when the recorded process is no longer running</source>
        <translation>auf dem genannten Rechner und für denselben Benutzer, wenn der genannte Prozess nicht mehr läuft</translation>
    </message>
    <message>
        <source>the directory belongs to the repository: run &apos;brz break-lock&apos;, which removes the lock in it</source>
        <translation>das Verzeichnis gehört zum Repository: Führen Sie „brz break-lock“ aus, das die Sperre in ihm entfernt</translation>
    </message>
    <message>
        <source>run &apos;pulumi cancel&apos;, which removes it</source>
        <translation>führen Sie „pulumi cancel“ aus, das sie entfernt</translation>
    </message>
    <message>
        <source>check whether a process listens on the recorded port</source>
        <translation>prüfen Sie, ob ein Prozess am genannten Port lauscht</translation>
    </message>
    <message>
        <source>when it is older than the time that the program sets</source>
        <translation>wenn sie älter ist als die Zeit, die das Programm setzt</translation>
    </message>
    <message>
        <source>when it is older than 10 seconds</source>
        <translation>wenn sie älter als 10 Sekunden ist</translation>
    </message>
    <message>
        <source>when it is older than 3 days</source>
        <translation>wenn sie älter als 3 Tage ist</translation>
    </message>
    <message>
        <source>check whether snakemake is running in that directory; if it is not, &apos;snakemake --unlock&apos; removes it</source>
        <translation>prüfen Sie, ob snakemake in diesem Verzeichnis läuft; wenn nicht, entfernt „snakemake --unlock“ sie</translation>
    </message>
    <message>
        <source>check whether a process has it open</source>
        <translation>prüfen Sie, ob ein Prozess sie geöffnet hat</translation>
    </message>
    <message>
        <source>the NFS client keeps it for a process that has the deleted file open, and removes it when that process closes it</source>
        <translation>der NFS-Client behält sie für einen Prozess, der die gelöschte Datei geöffnet hat, und entfernt sie, wenn dieser sie schließt</translation>
    </message>
    <message>
        <source>an administrator disabled the agent: run &apos;puppet agent --enable&apos;</source>
        <translation>ein Verwalter hat den Agenten abgeschaltet: Führen Sie „puppet agent --enable“ aus</translation>
    </message>
    <message>
        <source>a symbolic link in its path belongs to another user, who can lead it to another lock</source>
        <translation>eine symbolische Verknüpfung in ihrem Pfad gehört einem anderen Benutzer, der sie auf eine andere Sperre lenken kann</translation>
    </message>
    <message>
        <source>a shared lock</source>
        <translation>eine geteilte Sperre</translation>
    </message>
    <message>
        <source>an owner without a thread</source>
        <translation>einen Eigentümer ohne Thread</translation>
    </message>
    <message>
        <source>the parameters of openlock</source>
        <translation>die Parameter von openlock</translation>
    </message>
    <message>
        <source>this object is already waiting for it</source>
        <translation>dieses Objekt wartet bereits darauf</translation>
    </message>
    <message>
        <source>it is larger than 64 KiB, so it is not a lock file; choose another path</source>
        <translation>sie ist größer als 64 KiB und damit keine Sperrdatei; wählen Sie einen anderen Pfad</translation>
    </message>
    <message>
        <source>its content is not that of such a lock, and would be lost; choose another path</source>
        <translation>ihr Inhalt ist nicht der einer solchen Sperre und ginge verloren; wählen Sie einen anderen Pfad</translation>
    </message>
    <message>
        <source>its content is not a PID; choose another path</source>
        <translation>ihr Inhalt ist keine PID; wählen Sie einen anderen Pfad</translation>
    </message>
    <message>
        <source>replacing the file took too long for the race delay; use a longer race delay</source>
        <translation>das Ersetzen der Datei dauerte zu lange für die Wettlauf-Wartezeit; verwenden Sie eine längere Wettlauf-Wartezeit</translation>
    </message>
    <message>
        <source>no valid lock file can be created, because the parameter tries is 0</source>
        <translation>es kann keine gültige Sperrdatei angelegt werden, weil der Parameter tries 0 ist</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must be from 0 to 3600</source>
        <translation>&apos;%1&apos; muss zwischen 0 und 3600 liegen</translation>
    </message>
    <message>
        <source>unknown option &apos;%1&apos;; valid are race_delay, tries, retry_period, slow_system_exception</source>
        <translation>unbekannte Option &apos;%1&apos;; gültig sind race_delay, tries, retry_period, slow_system_exception</translation>
    </message>
    <message>
        <source>the kind %2 does not support %1</source>
        <translation>die Art %2 unterstützt nicht: %1</translation>
    </message>
    <message>
        <source>the kind sqlite needs a database file, the same for all who use the lock</source>
        <translation>die Art sqlite braucht eine Datenbankdatei, und zwar dieselbe für alle, die die Sperre benutzen</translation>
    </message>
    <message>
        <source>no database is given that processes could share</source>
        <translation>es ist keine Datenbank angegeben, die Prozesse gemeinsam benutzen könnten</translation>
    </message>
    <message>
        <source>no path is given</source>
        <translation>es ist kein Pfad angegeben</translation>
    </message>
    <message>
        <source>unknown kind &apos;%1&apos;; valid are %2</source>
        <translation>unbekannte Art &apos;%1&apos;; gültig sind %2</translation>
    </message>
    <message>
        <source>this program closed the descriptor that held the lock</source>
        <translation>dieses Programm hat den Deskriptor geschlossen, der die Sperre hielt</translation>
    </message>
    <message>
        <source>it was replaced, or another process took it over, while this object held it</source>
        <translation>sie wurde ersetzt oder von einem anderen Prozess übernommen, während dieses Objekt sie hielt</translation>
    </message>
    <message>
        <source>it was removed or renamed while this object held it</source>
        <translation>sie wurde entfernt oder umbenannt, während dieses Objekt sie hielt</translation>
    </message>
    <message>
        <source>the rest of it is in %1</source>
        <translation>der Rest davon liegt in %1</translation>
    </message>
    <message>
        <source>hard links cannot be created here; the kind mkdir does not need them</source>
        <translation>harte Links können hier nicht angelegt werden; die Art mkdir braucht sie nicht</translation>
    </message>
    <message>
        <source>content template: %1</source>
        <translation>Inhaltsvorlage: %1</translation>
    </message>
    <message>
        <source>this user has no home directory; set XDG_STATE_HOME to a directory</source>
        <translation>dieser Benutzer hat kein Heimatverzeichnis; setzen Sie XDG_STATE_HOME auf ein Verzeichnis</translation>
    </message>
    <message>
        <source>it is not a directory; move it away</source>
        <translation>dies ist kein Verzeichnis; verschieben Sie die Datei an einen anderen Ort</translation>
    </message>
    <message>
        <source>it belongs to another user; set HOME or XDG_STATE_HOME to a directory of your own</source>
        <translation>es gehört einem anderen Benutzer; setzen Sie HOME oder XDG_STATE_HOME auf ein eigenes Verzeichnis</translation>
    </message>
    <message>
        <source>the file has several hard links and is in a directory that other users may write to, so that one of them may have linked it there to have it overwritten; remove the link if it is not meant</source>
        <translation>die Datei hat mehrere harte Verknüpfungen und liegt in einem Ordner, in den andere Benutzer schreiben dürfen; einer von ihnen kann sie dort verknüpft haben, damit sie überschrieben wird. Entfernen Sie die Verknüpfung, wenn sie nicht beabsichtigt ist</translation>
    </message>
    <message>
        <source>it contains a symbolic link of another user, who could lead the lock anywhere; give the path that is meant</source>
        <translation>der Pfad enthält einen symbolischen Link eines anderen Benutzers, der die Sperre an einen beliebigen Ort lenken könnte; geben Sie den gemeinten Pfad an</translation>
    </message>
    <message>
        <source>another program has locked the history</source>
        <translation>ein anderes Programm hat den Verlauf gesperrt</translation>
    </message>
    <message>
        <source>events came faster than they could be written</source>
        <translation>Ereignisse kamen schneller, als sie geschrieben werden konnten</translation>
    </message>
    <message>
        <source>the history was damaged and has been started anew; the old one is %1</source>
        <translation>der Verlauf war beschädigt und wurde neu begonnen; der alte ist %1</translation>
    </message>
    <message>
        <source>another directory has its name now</source>
        <translation>ein anderes Verzeichnis hat jetzt seinen Namen</translation>
    </message>
    <message>
        <source>another database has its name now</source>
        <translation>eine andere Datenbank hat jetzt ihren Namen</translation>
    </message>
    <message>
        <source>the directory contains too much to be a lock</source>
        <translation>das Verzeichnis enthält zu viel, um eine Sperre zu sein</translation>
    </message>
    <message>
        <source>no lock was broken by this user in the last seven days, or all of them were restored</source>
        <translation>dieser Benutzer hat in den letzten sieben Tagen keine Sperre gebrochen, oder alle wurden wiederhergestellt</translation>
    </message>
    <message>
        <source>no lock has the ID %1; `lockscopectl broken` lists what can be restored</source>
        <translation>keine Sperre hat die ID %1; `lockscopectl broken` listet auf, was sich wiederherstellen lässt</translation>
    </message>
    <message>
        <source>ambiguous ID &quot;%1&quot;: give more characters</source>
        <translation>mehrdeutige ID &quot;%1&quot;: Geben Sie mehr Zeichen an</translation>
    </message>
    <message>
        <source>another note cannot be used: %1</source>
        <translation>ein anderer Eintrag kann nicht verwendet werden: %1</translation>
    </message>
    <message>
        <source>another process is using it</source>
        <translation>ein anderer Prozess benutzt sie gerade</translation>
    </message>
    <message>
        <source>another file has the name %1 now; check what it is, and undo again when it has been removed</source>
        <translation>eine andere Datei hat jetzt den Namen %1; prüfen Sie, was sie ist, und machen Sie erneut rückgängig, wenn sie entfernt ist</translation>
    </message>
    <message>
        <source>another lock was moved in its place and could not be restored, because its name was in use again: it is in %1; restore it with undo %2</source>
        <translation>an ihrer Stelle wurde eine andere Sperre verschoben und konnte nicht wiederhergestellt werden, weil deren Name schon wieder in Benutzung war: Sie liegt in %1; stellen Sie sie mit undo %2 wieder her</translation>
    </message>
    <message>
        <source>it has been removed in the meantime</source>
        <translation>sie wurde inzwischen entfernt</translation>
    </message>
    <message>
        <source>another lock took its place in the meantime</source>
        <translation>eine andere Sperre ist inzwischen an ihre Stelle getreten</translation>
    </message>
    <message>
        <source>its directory %1 does not exist any more; if it was moved, move it back and run undo %2</source>
        <translation>ihr Verzeichnis %1 existiert nicht mehr; wurde es verschoben, verschieben Sie es zurück und führen Sie undo %2 aus</translation>
    </message>
    <message>
        <source>the quarantined file %1 has been removed</source>
        <translation>die Datei %1 in Quarantäne wurde entfernt</translation>
    </message>
    <message>
        <source>%1 is not what was broken</source>
        <translation>%1 ist nicht das, was gebrochen wurde</translation>
    </message>
    <message>
        <source>the quarantined file is in use, was changed, or is a directory with more in it than the lock; it stays</source>
        <translation>die Datei in Quarantäne wird benutzt, wurde geändert oder ist ein Verzeichnis, das mehr als die Sperre enthält; sie bleibt bestehen</translation>
    </message>
    <message>
        <source>its table of locks does not exist any more, or is not a plain table</source>
        <translation>ihre Tabelle der Sperren existiert nicht mehr oder ist keine einfache Tabelle</translation>
    </message>
    <message>
        <source>another process has a row for it now</source>
        <translation>ein anderer Prozess hat jetzt eine Zeile dafür</translation>
    </message>
    <message>
        <source>its row has been removed in the meantime</source>
        <translation>ihre Zeile wurde inzwischen entfernt</translation>
    </message>
    <message>
        <source>its database does not exist any more; if it was moved, move it back and undo again</source>
        <translation>ihre Datenbank existiert nicht mehr; wurde sie verschoben, verschieben Sie sie zurück und machen Sie erneut rückgängig</translation>
    </message>
    <message>
        <source>this lock, which QLockFile acquires to remove another one, cannot be acquired</source>
        <translation>diese Sperre, die QLockFile belegt, um eine andere zu entfernen, kann nicht belegt werden</translation>
    </message>
    <message>
        <source>this directory belongs to another user, or others may write it, so its notes are not used; make it yours alone, or set XDG_STATE_HOME to another directory</source>
        <translation>dieses Verzeichnis gehört einem anderen Benutzer, oder andere dürfen darin schreiben, daher werden seine Einträge nicht verwendet; sorgen Sie dafür, dass es Ihnen gehört und nur Sie darin schreiben dürfen, oder setzen Sie XDG_STATE_HOME auf ein anderes Verzeichnis</translation>
    </message>
    <message>
        <source>this note of a broken lock belongs to another user, or has a second name, so it is not used; check it, and move it away to go on</source>
        <translation>dieser Eintrag zu einer gebrochenen Sperre gehört einem anderen Benutzer oder hat einen zweiten Namen, daher wird er nicht verwendet; prüfen Sie ihn und verschieben Sie ihn an einen anderen Ort, um fortzufahren</translation>
    </message>
    <message>
        <source>this note of a broken lock cannot be read; check it, and move it away to go on</source>
        <translation>dieser Eintrag zu einer gebrochenen Sperre kann nicht gelesen werden; prüfen Sie ihn und verschieben Sie ihn an einen anderen Ort, um fortzufahren</translation>
    </message>
    <message>
        <source>it is not an orphan any more</source>
        <translation>sie ist nicht mehr verwaist</translation>
    </message>
    <message>
        <source>it records process %1, but the PID proves nothing; check that process, and signal it with kill(1)</source>
        <translation>sie nennt Prozess %1, aber die PID beweist nichts; prüfen Sie diesen Prozess und senden Sie ihm das Signal mit kill(1)</translation>
    </message>
    <message>
        <source>it records process %1, but it is not proven that this process holds it</source>
        <translation>sie nennt Prozess %1, aber es ist nicht bewiesen, dass dieser Prozess sie hält</translation>
    </message>
    <message>
        <source>process %1 is this program itself</source>
        <translation>Prozess %1 ist dieses Programm selbst</translation>
    </message>
    <message>
        <source>process %1 is the init process</source>
        <translation>Prozess %1 ist der Init-Prozess</translation>
    </message>
    <message>
        <source>process %1 is running in another PID namespace, such as a container; end it there</source>
        <translation>Prozess %1 läuft in einem anderen PID-Namensraum, zum Beispiel dem eines Containers; beenden Sie ihn dort</translation>
    </message>
    <message>
        <source>its owner is not known</source>
        <translation>der Eigentümer der Datei ist nicht bekannt</translation>
    </message>
    <message>
        <source>still locked when the timeout expired</source>
        <translation>bei Ablauf der Wartezeit noch immer gesperrt</translation>
    </message>
    <message>
        <source>this thread already holds the lock and would wait for itself indefinitely</source>
        <translation>dieser Thread hält die Sperre bereits und würde endlos auf sich selbst warten</translation>
    </message>
    <message>
        <source>nothing to break</source>
        <translation>nichts zu brechen</translation>
    </message>
    <message>
        <source>not broken, because it has changed since it was inspected</source>
        <translation>nicht gebrochen, weil sie sich seit der Prüfung geändert hat</translation>
    </message>
    <message>
        <source>not restored</source>
        <translation>nicht wiederhergestellt</translation>
    </message>
    <message>
        <source>; it records the owner %1</source>
        <translation>; sie nennt als ihren Eigentümer: %1</translation>
    </message>
    <message>
        <source>inspect it again, and stop if anything differs</source>
        <translation>noch einmal ansehen und aufhören, wenn etwas anders ist</translation>
    </message>
    <message>
        <source>record it in the journal</source>
        <translation>im Journal vermerken</translation>
    </message>
    <message>
        <source>record it in the journal, with the row</source>
        <translation>im Journal vermerken, samt der Zeile</translation>
    </message>
    <message>
        <source>move it to %1 and leave a placeholder</source>
        <translation>nach %1 verschieben und einen Platzhalter hinterlassen</translation>
    </message>
    <message>
        <source>check the moved file; restore it if it is not the one that was inspected</source>
        <translation>die verschobene Datei prüfen; sie wiederherstellen, wenn sie nicht die zuvor geprüfte ist</translation>
    </message>
    <message>
        <source>remove the placeholder</source>
        <translation>den Platzhalter entfernen</translation>
    </message>
    <message>
        <source>move its companion file %1 to the quarantine too</source>
        <translation>auch ihre Begleitdatei %1 in die Quarantäne verschieben</translation>
    </message>
    <message>
        <source>%1 continues as if it held the lock, while another process can acquire it: both may use what it protects at the same time.</source>
        <translation>%1 arbeitet weiter, als hielte er die Sperre noch, während ein anderer Prozess sie belegen kann: Beide benutzen dann vielleicht gleichzeitig, was die Sperre schützt.</translation>
    </message>
    <message>
        <source>%1 continue as if they held the lock, while another process can acquire it: all may use what it protects at the same time.</source>
        <translation>%1 arbeiten weiter, als hielten sie die Sperre noch, während ein anderer Prozess sie belegen kann: Alle benutzen dann vielleicht gleichzeitig, was die Sperre schützt.</translation>
    </message>
    <message>
        <source>If its owner, %1, is still running, two processes may use what it protects at the same time.</source>
        <translation>Falls ihr Eigentümer, %1, noch läuft, benutzen vielleicht zwei Prozesse gleichzeitig, was die Sperre schützt.</translation>
    </message>
    <message>
        <source>No process holds it, but one that is about to acquire it may be disturbed.</source>
        <translation>Kein Prozess hält sie, aber einer, der sie gerade belegen will, kann dabei gestört werden.</translation>
    </message>
    <message>
        <source>If a process still holds it, two processes may use what it protects at the same time.</source>
        <translation>Falls ein Prozess sie noch hält, benutzen vielleicht zwei Prozesse gleichzeitig, was die Sperre schützt.</translation>
    </message>
    <message>
        <source>the lock records its start time</source>
        <translation>die Sperre nennt seine Startzeit</translation>
    </message>
    <message>
        <source>the lock records it, and it was running when the lock was written</source>
        <translation>die Sperre nennt ihn, und er lief, als die Sperre geschrieben wurde</translation>
    </message>
    <message>
        <source>it is a directory that contains files which are not part of a lock of a known format; move them elsewhere first</source>
        <translation>sie ist ein Verzeichnis mit Dateien, die nicht zu einer Sperre bekannten Formats gehören; verschieben Sie diese zuerst an einen anderen Ort</translation>
    </message>
    <message>
        <source>it cannot be read (%1: %2)</source>
        <translation>sie kann nicht gelesen werden (%1: %2)</translation>
    </message>
    <message>
        <source>this database contains no locks</source>
        <translation>diese Datenbank enthält keine Sperren</translation>
    </message>
    <message>
        <source>if its holder is killed, it stays until it is broken</source>
        <translation>wird ihr Inhaber getötet, bleibt sie bestehen, bis sie aufgebrochen wird</translation>
    </message>
    <message>
        <source>a flock on a file that names the holder; the file is not removed</source>
        <translation>eine flock-Sperre auf einer Datei, die den Inhaber nennt; die Datei bleibt bestehen</translation>
    </message>
    <message>
        <source>a flock on a file without text; the file is not removed</source>
        <translation>eine flock-Sperre auf einer Datei ohne Text; die Datei bleibt bestehen</translation>
    </message>
    <message>
        <source>a directory with a file that names the owner</source>
        <translation>ein Verzeichnis mit einer Datei, die den Eigentümer nennt</translation>
    </message>
    <message>
        <source>a row in a database that all users of the lock share</source>
        <translation>eine Zeile in einer Datenbank, die alle Beteiligten gemeinsam nutzen</translation>
    </message>
    <message>
        <source>a file with the PID of the owner, at the path itself</source>
        <translation>eine Datei mit der PID des Eigentümers, direkt unter dem Pfad</translation>
    </message>
    <message>
        <source>a file with PID and program; a stale one is replaced</source>
        <translation>eine Datei mit PID und Programm; eine veraltete wird ersetzt</translation>
    </message>
    <message>
        <source>Python peers honour it only if the command line of the holder contains the word python</source>
        <translation>Python-Programme beachten sie nur, wenn die Befehlszeile des Inhabers das Wort python enthält</translation>
    </message>
    <message>
        <source>Initial scan in progress.</source>
        <translation>Die erste Prüfung läuft.</translation>
    </message>
    <message>
        <source>Changes are reported as they happen.</source>
        <translation>Änderungen werden sofort gemeldet.</translation>
    </message>
    <message>
        <source>No change events available: checked every few seconds.</source>
        <translation>Keine Änderungsereignisse verfügbar: wird alle paar Sekunden geprüft.</translation>
    </message>
    <message>
        <source>The file system does not answer: the information shown may be outdated.</source>
        <translation>Das Dateisystem antwortet nicht: Die Angaben sind möglicherweise nicht aktuell.</translation>
    </message>
    <message>
        <source>No permission to read it: retried every few seconds.</source>
        <translation>Keine Leseberechtigung: wird alle paar Sekunden erneut versucht.</translation>
    </message>
    <message>
        <source>Does not exist: watched as soon as it appears.</source>
        <translation>Existiert nicht: wird beobachtet, sobald es erscheint.</translation>
    </message>
    <message>
        <source>the file cannot be opened because /proc is not mounted</source>
        <translation>die Datei kann nicht geöffnet werden, da /proc nicht eingehängt ist</translation>
    </message>
    <message>
        <source>its companion file has the form that this program writes</source>
        <translation>ihre zugehörige Datei hat die Form, die dieses Programm schreibt</translation>
    </message>
    <message>
        <source>py-filelock never removes it: make sure that the holder has exited, then remove the holder&apos;s files in the claims directory next to it</source>
        <translation>py-filelock entfernt sie nie: sicherstellen, dass der Inhaber beendet ist, dann dessen Dateien im Verzeichnis der Ansprüche daneben entfernen</translation>
    </message>
    <message>
        <source>the lock&apos;s name, a host, a PID and a random number, as flufl.lock writes them</source>
        <translation>der Name der Sperre, ein Rechner, eine PID und eine Zufallszahl, wie flufl.lock sie schreibt</translation>
    </message>
    <message>
        <source>10 seconds after its modification time, which it sets to the end of its lease</source>
        <translation>zehn Sekunden nach dem Zeitpunkt der letzten Änderung, den es auf das Ende der Frist setzt</translation>
    </message>
    <message>
        <source>a Gradle state and the process that holds it</source>
        <translation>ein Zustand von Gradle und der Prozess, der ihn hält</translation>
    </message>
    <message>
        <source>a Gradle state without a process that holds it</source>
        <translation>ein Zustand von Gradle ohne einen Prozess, der ihn hält</translation>
    </message>
    <message>
        <source>there is an flock on it</source>
        <translation>darauf liegt eine flock-Sperre</translation>
    </message>
    <message>
        <source>there is an flock on it, and it is empty</source>
        <translation>darauf liegt eine flock-Sperre, und sie ist leer</translation>
    </message>
    <message>
        <source>there is an fcntl lock on it</source>
        <translation>darauf liegt eine fcntl-Sperre</translation>
    </message>
    <message>
        <source>there is an fcntl lock on it, as FileLock acquires it</source>
        <translation>darauf liegt eine fcntl-Sperre, wie FileLock sie anlegt</translation>
    </message>
    <message>
        <source>LMDB&apos;s magic number before a table of readers</source>
        <translation>die magische Zahl von LMDB vor einer Tabelle der Leser</translation>
    </message>
    <message>
        <source>removing it while a program has the database open permits two writers at once: use mdb_stat -rr to clear readers that have exited</source>
        <translation>wird sie entfernt, während ein Programm die Datenbank geöffnet hat, sind zwei gleichzeitige Schreiber möglich: beendete Leser mit mdb_stat -rr löschen</translation>
    </message>
    <message>
        <source>the name of a Microsoft Office lock, and a user name in two encodings</source>
        <translation>der Name einer Sperre von Microsoft Office und ein Benutzername in zwei Kodierungen</translation>
    </message>
    <message>
        <source>ask the user whose name it contains</source>
        <translation>die Person fragen, deren Name darin steht</translation>
    </message>
    <message>
        <source>on its own host, when its process has exited</source>
        <translation>auf ihrem Rechner, wenn ihr Prozess beendet ist</translation>
    </message>
    <message>
        <source>a semaphore of GNU parallel without a holder</source>
        <translation>ein Semaphor von GNU parallel ohne Inhaber</translation>
    </message>
    <message>
        <source>a semaphore of GNU parallel, with no other name that identifies a holder</source>
        <translation>ein Semaphor von GNU parallel ohne weiteren Namen, der einen Inhaber angibt</translation>
    </message>
    <message>
        <source>a semaphore of GNU parallel, with other names that identify its holders</source>
        <translation>ein Semaphor von GNU parallel mit weiteren Namen, die seine Inhaber angeben</translation>
    </message>
    <message>
        <source>find the other names of its inode with find -samefile</source>
        <translation>die weiteren Namen des Inodes mit find -samefile ermitteln</translation>
    </message>
    <message>
        <source>it is the semaphore itself: the next sem removes the names of holders that have exited</source>
        <translation>es ist der Semaphor selbst: der nächste sem entfernt die Namen beendeter Inhaber</translation>
    </message>
    <message>
        <source>the name of a holder next to a semaphore of GNU parallel</source>
        <translation>der Name eines Inhabers neben einem Semaphor von GNU parallel</translation>
    </message>
    <message>
        <source>the next sem with that semaphore removes it if its holder has exited</source>
        <translation>der nächste sem mit diesem Semaphor entfernt ihn, wenn sein Inhaber beendet ist</translation>
    </message>
    <message>
        <source>the name of a socket lock, which contains a PID, but empty</source>
        <translation>der Name der Sperre eines Sockets, die eine PID enthält, aber leer</translation>
    </message>
    <message>
        <source>the name of a PID file, but empty</source>
        <translation>der Name einer PID-Datei, aber leer</translation>
    </message>
    <message>
        <source>the name of a PID file, and the PIDs of several processes</source>
        <translation>der Name einer PID-Datei und die PIDs mehrerer Prozesse</translation>
    </message>
    <message>
        <source>the name of a PID file, and a number in the first line</source>
        <translation>der Name einer PID-Datei und eine Zahl in der ersten Zeile</translation>
    </message>
    <message>
        <source>the name of a PID file, and a number</source>
        <translation>der Name einer PID-Datei und eine Zahl</translation>
    </message>
    <message>
        <source>the name of a lock, and only a number</source>
        <translation>der Name einer Sperre und nur eine Zahl</translation>
    </message>
    <message>
        <source>the placeholder that Lockscope creates while it breaks a lock</source>
        <translation>der Platzhalter, den Lockscope anlegt, während es eine Sperre aufbricht</translation>
    </message>
    <message>
        <source>an empty file whose second name identifies the holder</source>
        <translation>eine leere Datei, deren zweiter Name den Inhaber angibt</translation>
    </message>
    <message>
        <source>a symbolic link with the name of a lock, and a target that identifies the holder</source>
        <translation>ein symbolischer Link mit dem Namen einer Sperre und einem Ziel, das den Inhaber angibt</translation>
    </message>
    <message>
        <source>a directory with the name of a lock, but without the file of a holder</source>
        <translation>ein Verzeichnis mit dem Namen einer Sperre, aber ohne Datei eines Inhabers</translation>
    </message>
    <message>
        <source>a directory with the name of a lock, and a file in it that identifies the holder</source>
        <translation>ein Verzeichnis mit dem Namen einer Sperre und einer Datei darin, die den Inhaber angibt</translation>
    </message>
    <message>
        <source>a database with the lock table of pylockfile</source>
        <translation>eine Datenbank mit der Sperrentabelle von pylockfile</translation>
    </message>
    <message>
        <source>SHARED: reads the database, or has it open with a write-ahead log</source>
        <translation>SHARED: liest die Datenbank oder hat sie mit einem Write-Ahead-Log geöffnet</translation>
    </message>
    <message>
        <source>EXCLUSIVE: writes to the database, no other process may read</source>
        <translation>EXCLUSIVE: schreibt in die Datenbank, kein anderer Prozess darf lesen</translation>
    </message>
    <message>
        <source>RESERVED and PENDING: about to write, no new readers are allowed</source>
        <translation>RESERVED und PENDING: wird gleich schreiben, neue Leser sind nicht zugelassen</translation>
    </message>
    <message>
        <source>PENDING: waits for readers to finish, no new readers are allowed</source>
        <translation>PENDING: wartet auf das Ende der Leser, neue Leser sind nicht zugelassen</translation>
    </message>
    <message>
        <source>PENDING, briefly: about to read</source>
        <translation>PENDING, kurz: wird gleich lesen</translation>
    </message>
    <message>
        <source>checkpoints the log into the database</source>
        <translation>überträgt das Log in die Datenbank</translation>
    </message>
    <message>
        <source>sets up or removes the shared memory</source>
        <translation>richtet den gemeinsamen Speicher ein oder entfernt ihn</translation>
    </message>
    <message>
        <source>updates a read mark</source>
        <translation>aktualisiert eine Lesemarke</translation>
    </message>
    <message>
        <source>sets up the database, or is its only user</source>
        <translation>richtet die Datenbank ein oder ist ihr einziger Benutzer</translation>
    </message>
    <message>
        <source>process %1 is in the reader table</source>
        <translation>Prozess %1 steht in der Tabelle der Leser</translation>
    </message>
    <message>
        <source>exclusive access to the protected data</source>
        <translation>exklusiver Zugriff auf die geschützten Daten</translation>
    </message>
    <message>
        <source>shared access to the protected data</source>
        <translation>gemeinsamer Zugriff auf die geschützten Daten</translation>
    </message>
    <message>
        <source>writes the owner of the lock</source>
        <translation>schreibt den Eigentümer der Sperre</translation>
    </message>
    <message>
        <source>reads the owner of the lock</source>
        <translation>liest den Eigentümer der Sperre</translation>
    </message>
    <message>
        <source>it begins like a swap file of Vim or nano</source>
        <translation>sie beginnt wie eine Auslagerungsdatei von Vim oder nano</translation>
    </message>
    <message>
        <source>it contains unsaved changes: recover them with `vim -r` first</source>
        <translation>sie enthält nicht gespeicherte Änderungen: diese zuerst mit `vim -r` wiederherstellen</translation>
    </message>
    <message>
        <source>it asks; it removes the file without asking only if nothing was changed and the process has exited</source>
        <translation>es fragt; ohne Rückfrage entfernt es sie nur, wenn nichts geändert wurde und der Prozess beendet ist</translation>
    </message>
    <message>
        <source>a space, a PID and a line break, as zc.lockfile writes them</source>
        <translation>ein Leerzeichen, eine PID und ein Zeilenende, wie zc.lockfile sie schreibt</translation>
    </message>
    <message>
        <source>a space and a line with a PID, as written by a zc.lockfile content template</source>
        <translation>ein Leerzeichen und eine Zeile mit einer PID, wie eine Inhaltsvorlage von zc.lockfile sie schreibt</translation>
    </message>
    <message>
        <source>a space and a line of text, as written by a zc.lockfile content template</source>
        <translation>ein Leerzeichen und eine Textzeile, wie eine Inhaltsvorlage von zc.lockfile sie schreibt</translation>
    </message>
    <message>
        <source>not deleted</source>
        <translation>nicht gelöscht</translation>
    </message>
    <message>
        <source>cannot delete</source>
        <translation>kann nicht gelöscht werden</translation>
    </message>
    <message>
        <source>read as hexadecimal, the recorded number is the PID of %1, which is running</source>
        <translation>hexadezimal gelesen ist die genannte Zahl die PID von %1; dieser Prozess läuft</translation>
    </message>
    <message>
        <source>%1 started after the content of the file was last written</source>
        <translation>%1 wurde gestartet, nachdem der Inhalt der Datei zuletzt geschrieben wurde</translation>
    </message>
    <message>
        <source>the recorded PID is %1, but only %2 creates such locks</source>
        <translation>die genannte PID ist %1, aber nur %2 legt solche Sperren an</translation>
    </message>
    <message>
        <source>%1 is running, but only %2 creates such locks. %2 itself ignores a lock whose PID belongs to another program. Check what the process does.</source>
        <translation>%1 läuft, aber nur %2 legt solche Sperren an. %2 selbst beachtet eine Sperre nicht, deren PID zu einem anderen Programm gehört. Prüfen Sie, was der Prozess tut.</translation>
    </message>
    <message>
        <source>%1 seems to have started after the lock was last written, so it is probably not the holder. The times of the file and the clock do not allow a proof. Check whether that process uses the file.</source>
        <translation>%1 wurde offenbar gestartet, nachdem die Sperre zuletzt geschrieben wurde, und ist darum wohl nicht der Inhaber. Die Zeiten der Datei und die Uhr erlauben keinen Beweis. Prüfen Sie, ob dieser Prozess die Datei benutzt.</translation>
    </message>
    <message>
        <source>it is the decrypted text of a lock, and not the lock itself: run &apos;restic unlock&apos;</source>
        <translation>sie ist der entschlüsselte Text einer Sperre und nicht die Sperre selbst: Führen Sie „restic unlock“ aus</translation>
    </message>
    <message>
        <source>check the files M*.lck in it: each records the ID of a machine and the PID of a process there</source>
        <translation>prüfen Sie die Dateien M*.lck darin: Jede nennt die ID eines Rechners und die PID eines Prozesses dort</translation>
    </message>
    <message>
        <source>on the recorded machine, when no process has the recorded PID and start time</source>
        <translation>auf dem genannten Rechner, wenn kein Prozess die genannte PID und Startzeit hat</translation>
    </message>
    <message>
        <source>the lock is an flock on the directory, not this file: stop the program that has the database open</source>
        <translation>die Sperre ist ein flock auf dem Verzeichnis, nicht diese Datei: Beenden Sie das Programm, das die Datenbank geöffnet hat</translation>
    </message>
    <message>
        <source>check whether a process holds an flock on the directory that contains it</source>
        <translation>prüfen Sie, ob ein Prozess einen flock auf dem Verzeichnis hält, in dem sie liegt</translation>
    </message>
    <message>
        <source>when nothing answers at its socket and no process of its own program has the recorded PID</source>
        <translation>wenn an seinem Socket nichts antwortet und kein Prozess seines eigenen Programms die genannte PID hat</translation>
    </message>
    <message>
        <source>when user and host are its own and no other KiCad is running; otherwise it asks the user</source>
        <translation>wenn Benutzer und Rechner seine eigenen sind und kein anderes KiCad läuft; sonst fragt es den Benutzer</translation>
    </message>
    <message>
        <source>the file itself is not the lock, only a kernel lock on it is: stop the program that holds that lock</source>
        <translation>nicht die Datei ist die Sperre, sondern nur eine Kernel-Sperre auf ihr: Beenden Sie das Programm, das diese Sperre hält</translation>
    </message>
    <message>
        <source>when the recorded process is no longer running on the same host, or, if the recorded host is another, when neither the lock nor the mailbox has changed for a while</source>
        <translation>wenn der genannte Prozess auf demselben Rechner nicht mehr läuft oder, bei einem anderen genannten Rechner, wenn sich weder die Sperre noch das Postfach eine Zeit lang geändert hat</translation>
    </message>
    <message>
        <source>when its inode has not changed for 10 minutes</source>
        <translation>wenn sich ihr Inode zehn Minuten lang nicht geändert hat</translation>
    </message>
    <message>
        <source>when it has expired by the time recorded in it, by default after 200 years</source>
        <translation>wenn die darin genannte Frist abgelaufen ist, in der Voreinstellung nach 200 Jahren</translation>
    </message>
    <message>
        <source>when the recorded process is not running, or nothing accepts connections on the recorded port</source>
        <translation>wenn der genannte Prozess nicht läuft oder auf dem genannten Port keine Verbindung möglich ist</translation>
    </message>
    <message>
        <source>check whether unison is running on this host, or on another host that uses the same archive; if it is not, run &apos;unison -ignorelocks&apos; or remove the file</source>
        <translation>prüfen Sie, ob unison auf diesem Rechner läuft oder auf einem anderen, der dasselbe Archiv benutzt; wenn nicht, starten Sie „unison -ignorelocks“ oder löschen Sie die Datei</translation>
    </message>
    <message>
        <source>when the recorded process is not running, or is a zombie</source>
        <translation>wenn der genannte Prozess nicht läuft oder ein Zombie ist</translation>
    </message>
    <message>
        <source>when /proc has no process with the recorded PID; a file with another content must be removed by hand</source>
        <translation>wenn es in /proc keinen Prozess mit der genannten PID gibt; eine Datei mit anderem Inhalt muss von Hand gelöscht werden</translation>
    </message>
    <message>
        <source>check whether &apos;eb&apos; is running on any host that installs into the directory after which it is named</source>
        <translation>prüfen Sie, ob „eb“ auf einem Rechner läuft, der in das Verzeichnis installiert, nach dem sie benannt ist</translation>
    </message>
    <message>
        <source>when no process holds an fcntl lock on it</source>
        <translation>wenn kein Prozess eine fcntl-Sperre darauf hält</translation>
    </message>
    <message>
        <source>it records when the job ran, and anacron would run the job again: let the job finish, or stop it</source>
        <translation>sie hält fest, wann der Auftrag lief, und anacron würde ihn noch einmal ausführen: Lassen Sie ihn zu Ende laufen, oder halten Sie ihn an</translation>
    </message>
    <message>
        <source>when the recorded process is not running or is not puppet, or when no PID is recorded</source>
        <translation>wenn der genannte Prozess nicht läuft oder nicht puppet ist oder wenn keine PID genannt ist</translation>
    </message>
    <message>
        <source>when the recorded process is not running, but only with gitfs_global_lock: False</source>
        <translation>wenn der genannte Prozess nicht läuft, aber nur mit gitfs_global_lock: False</translation>
    </message>
    <message>
        <source>check whether the recorded process is a Salt master, also on other masters that share the cache; &apos;salt-run cache.clear_git_lock gitfs&apos; removes it</source>
        <translation>prüfen Sie, ob der genannte Prozess ein Salt-Master ist, auch auf anderen Mastern mit demselben Cache; „salt-run cache.clear_git_lock gitfs“ löscht sie</translation>
    </message>
    <message>
        <source>when the name of the recorded process does not contain timeshift</source>
        <translation>wenn im Namen des genannten Prozesses nicht timeshift vorkommt</translation>
    </message>
    <message>
        <source>the directory in which Samba&apos;s processes keep their locks</source>
        <translation>das Verzeichnis, in dem die Samba-Prozesse ihre Sperren anlegen</translation>
    </message>
    <message>
        <source>Samba&apos;s processes keep their locks in it</source>
        <translation>die Samba-Prozesse legen darin ihre Sperren an</translation>
    </message>
    <message>
        <source>the record that sm-notify has run since the last boot</source>
        <translation>der Vermerk, dass sm-notify seit dem letzten Systemstart gelaufen ist</translation>
    </message>
    <message>
        <source>without it, sm-notify reports a reboot to every NFS peer again, and NFS servers release the locks of this host</source>
        <translation>ohne sie meldet sm-notify allen NFS-Gegenstellen erneut einen Neustart, und NFS-Server geben die Sperren dieses Rechners frei</translation>
    </message>
    <message>
        <source>it matches</source>
        <translation>sie passt</translation>
    </message>
    <message>
        <source>its name does not match</source>
        <translation>ihr Name passt nicht</translation>
    </message>
    <message>
        <source>the name of its directory does not match</source>
        <translation>der Name ihres Verzeichnisses passt nicht</translation>
    </message>
    <message>
        <source>its inode type does not match</source>
        <translation>ihr Inode-Typ passt nicht</translation>
    </message>
    <message>
        <source>it does not have the name of a lock</source>
        <translation>sie hat nicht den Namen einer Sperre</translation>
    </message>
    <message>
        <source>its permissions do not match</source>
        <translation>ihre Zugriffsrechte passen nicht</translation>
    </message>
    <message>
        <source>its size does not match</source>
        <translation>ihre Größe passt nicht</translation>
    </message>
    <message>
        <source>its number of lines does not match</source>
        <translation>ihre Zeilenzahl passt nicht</translation>
    </message>
    <message>
        <source>its content was not read in whole</source>
        <translation>ihr Inhalt wurde nicht vollständig gelesen</translation>
    </message>
    <message>
        <source>the kernel locks on it do not match</source>
        <translation>die Kernel-Sperren darauf passen nicht</translation>
    </message>
    <message>
        <source>a file beside it is missing</source>
        <translation>eine Datei daneben fehlt</translation>
    </message>
    <message>
        <source>its content does not match</source>
        <translation>ihr Inhalt passt nicht</translation>
    </message>
    <message>
        <source>the target of the link does not match</source>
        <translation>das Ziel des Links passt nicht</translation>
    </message>
    <message>
        <source>the entries of the directory do not match</source>
        <translation>die Einträge des Verzeichnisses passen nicht</translation>
    </message>
    <message>
        <source>its other names do not match</source>
        <translation>ihre anderen Namen passen nicht</translation>
    </message>
    <message>
        <source>the file with the owner does not match</source>
        <translation>die Datei mit dem Eigentümer passt nicht</translation>
    </message>
    <message>
        <source>its JSON lacks a required value</source>
        <translation>ihrem JSON fehlt ein nötiger Wert</translation>
    </message>
    <message>
        <source>it lacks a required key</source>
        <translation>ihr fehlt ein nötiger Schlüssel</translation>
    </message>
    <message>
        <source>a field has an impossible value</source>
        <translation>ein Feld hat einen unmöglichen Wert</translation>
    </message>
    <message>
        <source>another format matches better</source>
        <translation>ein anderes Format passt besser</translation>
    </message>
    <message>
        <source>Back In Time lock</source>
        <translation>Sperre von Back In Time</translation>
    </message>
    <message>
        <source>Borg lock of a repository or cache</source>
        <translation>Borg-Sperre eines Repositorys oder Caches</translation>
    </message>
    <message>
        <source>duplicity lock of an archive directory</source>
        <translation>duplicity-Sperre eines Archivverzeichnisses</translation>
    </message>
    <message>
        <source>rdiff-backup lock of a repository</source>
        <translation>Repository-Sperre von rdiff-backup</translation>
    </message>
    <message>
        <source>restic lock of a repository</source>
        <translation>restic-Sperre eines Repositorys</translation>
    </message>
    <message>
        <source>rsnapshot lock</source>
        <translation>rsnapshot-Sperre</translation>
    </message>
    <message>
        <source>Android emulator lock of a virtual device</source>
        <translation>Android-Emulator-Sperre eines virtuellen Geräts</translation>
    </message>
    <message>
        <source>Bazel server PID file</source>
        <translation>PID-Datei des Bazel-Servers</translation>
    </message>
    <message>
        <source>ccache lock</source>
        <translation>ccache-Sperre</translation>
    </message>
    <message>
        <source>Flutter startup lock</source>
        <translation>Flutter-Startsperre des Caches</translation>
    </message>
    <message>
        <source>golangci-lint lock</source>
        <translation>Sperre von golangci-lint</translation>
    </message>
    <message>
        <source>Gradle wrapper download lock</source>
        <translation>Download-Sperre des Gradle-Wrappers</translation>
    </message>
    <message>
        <source>Meson lock of a build directory</source>
        <translation>Meson-Sperre eines Build-Verzeichnisses</translation>
    </message>
    <message>
        <source>CMake directory lock by file(LOCK)</source>
        <translation>CMake-Verzeichnissperre durch file(LOCK)</translation>
    </message>
    <message>
        <source>sbt or Ivy lock</source>
        <translation>Sperre von sbt oder Ivy</translation>
    </message>
    <message>
        <source>Terraform state lock</source>
        <translation>Terraform-Zustandssperre</translation>
    </message>
    <message>
        <source>Cargo or rustc lock</source>
        <translation>Sperre von Cargo oder rustc</translation>
    </message>
    <message>
        <source>Gradle lock</source>
        <translation>Gradle-Sperre</translation>
    </message>
    <message>
        <source>Bazel lock of an output base</source>
        <translation>Bazel-Sperre eines Ausgabeordners</translation>
    </message>
    <message>
        <source>CNI lock of a network&apos;s addresses</source>
        <translation>CNI-Sperre der Adressen eines Netzwerks</translation>
    </message>
    <message>
        <source>Docker PID file</source>
        <translation>PID-Datei von Docker</translation>
    </message>
    <message>
        <source>Slurm daemon PID file</source>
        <translation>PID-Datei eines Slurm-Daemons</translation>
    </message>
    <message>
        <source>kubectl or client-go lock of a kubeconfig file</source>
        <translation>kubeconfig-Sperre von kubectl oder client-go</translation>
    </message>
    <message>
        <source>Helm lock of its list of repositories</source>
        <translation>Helm-Sperre der Repository-Liste</translation>
    </message>
    <message>
        <source>containers-storage lock (Podman, Buildah, CRI-O, Skopeo)</source>
        <translation>Sperre von containers-storage (Podman, Buildah, CRI-O, Skopeo)</translation>
    </message>
    <message>
        <source>Pulumi lock of a stack in a DIY backend</source>
        <translation>Pulumi-Sperre eines Stacks (DIY-Backend)</translation>
    </message>
    <message>
        <source>Vagrant lock</source>
        <translation>Vagrant-Sperre</translation>
    </message>
    <message>
        <source>VirtualBox lock of a user&apos;s daemon</source>
        <translation>Sperre des VirtualBox-Daemons eines Benutzers</translation>
    </message>
    <message>
        <source>VMware file lock, such as for a virtual disk</source>
        <translation>VMware-Dateisperre, etwa für virtuelle Platten</translation>
    </message>
    <message>
        <source>ActiveMQ lock of a KahaDB store</source>
        <translation>ActiveMQ-Sperre eines KahaDB-Speichers</translation>
    </message>
    <message>
        <source>ActiveMQ Artemis lock of a journal or instance</source>
        <translation>Sperre von ActiveMQ Artemis (Journal, Instanz)</translation>
    </message>
    <message>
        <source>Badger PID file of a database directory</source>
        <translation>PID-Datei eines Badger-Datenbankverzeichnisses</translation>
    </message>
    <message>
        <source>Bitcoin Core lock of a data directory or wallet</source>
        <translation>Sperre von Bitcoin Core (Datenverzeichnis, Wallet)</translation>
    </message>
    <message>
        <source>Bisq lock of a data directory</source>
        <translation>Bisq-Sperre eines Datenverzeichnisses</translation>
    </message>
    <message>
        <source>go-ethereum data directory or freezer lock</source>
        <translation>Sperre von go-ethereum (Datenverzeichnis, Freezer)</translation>
    </message>
    <message>
        <source>Redis or Valkey PID file</source>
        <translation>PID-Datei von Redis oder Valkey</translation>
    </message>
    <message>
        <source>MySQL or MariaDB PID file</source>
        <translation>PID-Datei von MySQL oder MariaDB</translation>
    </message>
    <message>
        <source>memcached PID file</source>
        <translation>PID-Datei von memcached</translation>
    </message>
    <message>
        <source>RabbitMQ PID file</source>
        <translation>PID-Datei von RabbitMQ</translation>
    </message>
    <message>
        <source>OpenLDAP server PID file</source>
        <translation>PID-Datei des OpenLDAP-Servers</translation>
    </message>
    <message>
        <source>ZooKeeper PID file</source>
        <translation>PID-Datei von ZooKeeper</translation>
    </message>
    <message>
        <source>ClickHouse lock of a data directory</source>
        <translation>ClickHouse-Sperre eines Datenverzeichnisses</translation>
    </message>
    <message>
        <source>LevelDB, RocksDB or Pebble lock</source>
        <translation>Sperre von LevelDB, RocksDB oder Pebble</translation>
    </message>
    <message>
        <source>LMDB reader table</source>
        <translation>LMDB-Tabelle der Leser</translation>
    </message>
    <message>
        <source>SQLite database or companion file</source>
        <translation>SQLite-Datenbank oder eine ihrer Begleitdateien</translation>
    </message>
    <message>
        <source>Bolt database (etcd, containerd, InfluxDB, Consul)</source>
        <translation>Bolt-Datenbank (etcd, containerd, InfluxDB, Consul)</translation>
    </message>
    <message>
        <source>DuckDB database</source>
        <translation>DuckDB-Datenbank</translation>
    </message>
    <message>
        <source>Lucene, Solr or Elasticsearch index lock</source>
        <translation>Indexsperre von Lucene, Solr oder Elasticsearch</translation>
    </message>
    <message>
        <source>Apache Derby database lock</source>
        <translation>Datenbanksperre von Apache Derby</translation>
    </message>
    <message>
        <source>H2 database lock</source>
        <translation>H2-Datenbanksperre</translation>
    </message>
    <message>
        <source>HSQLDB lock</source>
        <translation>HSQLDB-Sperre</translation>
    </message>
    <message>
        <source>H2 database in an MVStore file</source>
        <translation>H2-Datenbank in einer MVStore-Datei</translation>
    </message>
    <message>
        <source>Kafka log directory or Kafka Streams lock</source>
        <translation>Kafka-Sperre (Log-Verzeichnis, Kafka Streams)</translation>
    </message>
    <message>
        <source>MongoDB lock of a data directory</source>
        <translation>MongoDB-Sperre eines Datenverzeichnisses</translation>
    </message>
    <message>
        <source>WiredTiger lock of a database directory</source>
        <translation>WiredTiger-Sperre eines Datenbankverzeichnisses</translation>
    </message>
    <message>
        <source>MySQL lock of a socket</source>
        <translation>MySQL-Sperre eines Sockets</translation>
    </message>
    <message>
        <source>MySQL or MariaDB data file</source>
        <translation>Datendatei von MySQL oder MariaDB</translation>
    </message>
    <message>
        <source>Neo4j lock of a store or database</source>
        <translation>Neo4j-Sperre (Datenspeicher oder Datenbank)</translation>
    </message>
    <message>
        <source>pgBackRest lock of a stanza</source>
        <translation>pgBackRest-Sperre einer Stanza</translation>
    </message>
    <message>
        <source>Barman lock of a server or task</source>
        <translation>Barman-Sperre (Server oder Aufgabe)</translation>
    </message>
    <message>
        <source>PostgreSQL lock of a data directory or socket</source>
        <translation>PostgreSQL-Sperre (Datenverzeichnis oder Socket)</translation>
    </message>
    <message>
        <source>Prometheus lock of a data directory</source>
        <translation>Prometheus-Sperre eines Datenverzeichnisses</translation>
    </message>
    <message>
        <source>Redis cluster state file</source>
        <translation>Zustandsdatei eines Redis-Clusters</translation>
    </message>
    <message>
        <source>Firefox, Thunderbird, SeaMonkey or Zotero profile lock</source>
        <translation>Profilsperre (Firefox, Thunderbird, SeaMonkey, Zotero)</translation>
    </message>
    <message>
        <source>Chromium or Electron profile lock</source>
        <translation>Profilsperre von Chromium oder Electron</translation>
    </message>
    <message>
        <source>Firefox or Thunderbird crash reporter lock</source>
        <translation>Absturzmelder-Sperre (Firefox, Thunderbird)</translation>
    </message>
    <message>
        <source>Freeplane lock with a port number</source>
        <translation>Freeplane-Sperre mit Portnummer</translation>
    </message>
    <message>
        <source>GnuCash lock of a book</source>
        <translation>GnuCash-Sperre eines Buchs</translation>
    </message>
    <message>
        <source>Home Assistant lock of its configuration</source>
        <translation>Konfigurationssperre von Home Assistant</translation>
    </message>
    <message>
        <source>JetBrains IDE lock of a configuration directory</source>
        <translation>Konfigurationssperre einer JetBrains-IDE</translation>
    </message>
    <message>
        <source>KiCad lock of an open project file</source>
        <translation>KiCad-Sperre einer geöffneten Projektdatei</translation>
    </message>
    <message>
        <source>LibreOffice lock of a user profile</source>
        <translation>LibreOffice-Sperre eines Benutzerprofils</translation>
    </message>
    <message>
        <source>Minecraft lock of a world</source>
        <translation>Minecraft-Sperre einer Welt</translation>
    </message>
    <message>
        <source>LibreOffice lock of an open document</source>
        <translation>LibreOffice-Sperre eines geöffneten Dokuments</translation>
    </message>
    <message>
        <source>Microsoft Office owner file of an open document</source>
        <translation>Besitzerdatei eines Microsoft-Office-Dokuments</translation>
    </message>
    <message>
        <source>Playwright lock of the installed browsers</source>
        <translation>Playwright-Sperre der Browser</translation>
    </message>
    <message>
        <source>Wayland lock of a display socket</source>
        <translation>Wayland-Sperre eines Display-Sockets</translation>
    </message>
    <message>
        <source>PipeWire lock of a server socket</source>
        <translation>PipeWire-Sperre eines Server-Sockets</translation>
    </message>
    <message>
        <source>PulseAudio PID file</source>
        <translation>PID-Datei von PulseAudio</translation>
    </message>
    <message>
        <source>lock of an X or ICE authority file</source>
        <translation>Sperre einer X- oder ICE-Autorisierungsdatei</translation>
    </message>
    <message>
        <source>Syncthing lock of a data directory</source>
        <translation>Syncthing-Sperre eines Datenverzeichnisses</translation>
    </message>
    <message>
        <source>tmux lock for starting the server</source>
        <translation>tmux-Sperre beim Serverstart</translation>
    </message>
    <message>
        <source>Wine server lock of a prefix</source>
        <translation>Wine-Server-Sperre eines Präfixes</translation>
    </message>
    <message>
        <source>Emacs lock of a saved session (desktop)</source>
        <translation>Emacs-Sperre einer gespeicherten Sitzung</translation>
    </message>
    <message>
        <source>Emacs lock of a file with unsaved changes</source>
        <translation>Emacs-Sperre für nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Vim, Neovim or nano swap file</source>
        <translation>Auslagerungsdatei von Vim, Neovim oder nano</translation>
    </message>
    <message>
        <source>Visual Studio Code lock of a settings directory</source>
        <translation>Einstellungssperre von Visual Studio Code</translation>
    </message>
    <message>
        <source>zsh lock of a history file</source>
        <translation>zsh-Sperre einer Verlaufsdatei</translation>
    </message>
    <message>
        <source>file with an flock, such as flock(1) uses</source>
        <translation>Datei mit flock-Sperre, etwa von flock(1)</translation>
    </message>
    <message>
        <source>zc.lockfile SimpleLockFile (empty, with an flock)</source>
        <translation>SimpleLockFile von zc.lockfile: leer, mit flock</translation>
    </message>
    <message>
        <source>file with an fcntl lock, such as lock_file 2.0 uses</source>
        <translation>Datei mit fcntl-Sperre, etwa von lock_file 2.0</translation>
    </message>
    <message>
        <source>Java FileLock</source>
        <translation>FileLock von Java</translation>
    </message>
    <message>
        <source>PID file or pylockfile PIDLockFile</source>
        <translation>PID-Datei, auch PIDLockFile von pylockfile</translation>
    </message>
    <message>
        <source>file with a PID and an flock, such as fslock (Rust) uses</source>
        <translation>Datei mit PID und flock, etwa von fslock (Rust)</translation>
    </message>
    <message>
        <source>lock that records a PID and a host in JSON</source>
        <translation>Sperre mit PID und Rechner in JSON</translation>
    </message>
    <message>
        <source>lock that records a PID and a host as text</source>
        <translation>Sperre mit PID und Rechner als Text</translation>
    </message>
    <message>
        <source>GNU parallel semaphore</source>
        <translation>Semaphor von GNU parallel</translation>
    </message>
    <message>
        <source>Qt QLockFile</source>
        <translation>QLockFile von Qt</translation>
    </message>
    <message>
        <source>Exim PID file</source>
        <translation>PID-Datei von Exim</translation>
    </message>
    <message>
        <source>fetchmail lock</source>
        <translation>fetchmail-Sperre</translation>
    </message>
    <message>
        <source>procmail or lockfile(1) lock</source>
        <translation>Sperre von procmail oder lockfile(1)</translation>
    </message>
    <message>
        <source>liblockfile, dotlockfile or lockfile-create lock</source>
        <translation>Sperre (liblockfile, dotlockfile, lockfile-create)</translation>
    </message>
    <message>
        <source>mutt_dotlock lock</source>
        <translation>Sperre von mutt_dotlock</translation>
    </message>
    <message>
        <source>Dovecot dotlock</source>
        <translation>Dovecot-Dotlock</translation>
    </message>
    <message>
        <source>Mailman 2 lock of a list</source>
        <translation>Mailinglisten-Sperre von Mailman 2</translation>
    </message>
    <message>
        <source>mbsync lock of a mailbox state</source>
        <translation>mbsync-Sperre des Zustands eines Postfachs</translation>
    </message>
    <message>
        <source>Postfix lock of the master process</source>
        <translation>Postfix-Sperre des Master-Prozesses</translation>
    </message>
    <message>
        <source>SpamAssassin lock of a database</source>
        <translation>SpamAssassin-Sperre einer Datenbank</translation>
    </message>
    <message>
        <source>SpamAssassin database lock (flock)</source>
        <translation>SpamAssassin-Sperre einer Datenbank, mit flock</translation>
    </message>
    <message>
        <source>Xapian lock of a database (notmuch, mu, Recoll)</source>
        <translation>Xapian-Datenbanksperre (notmuch, mu, Recoll)</translation>
    </message>
    <message>
        <source>IcedTea-Web lock of a running application</source>
        <translation>Sperre von IcedTea-Web bei laufender Anwendung</translation>
    </message>
    <message>
        <source>BIND PID file</source>
        <translation>PID-Datei von BIND</translation>
    </message>
    <message>
        <source>BIND lock against a second server</source>
        <translation>BIND-Sperre gegen einen zweiten Server</translation>
    </message>
    <message>
        <source>Unbound PID file</source>
        <translation>PID-Datei von Unbound</translation>
    </message>
    <message>
        <source>dnsmasq PID file</source>
        <translation>PID-Datei von dnsmasq</translation>
    </message>
    <message>
        <source>Avahi daemon PID file</source>
        <translation>PID-Datei eines Avahi-Daemons</translation>
    </message>
    <message>
        <source>OpenSSH server PID file</source>
        <translation>PID-Datei des OpenSSH-Servers</translation>
    </message>
    <message>
        <source>ProFTPD PID file</source>
        <translation>PID-Datei von ProFTPD</translation>
    </message>
    <message>
        <source>Samba daemon PID file</source>
        <translation>PID-Datei eines Samba-Daemons</translation>
    </message>
    <message>
        <source>OpenVPN PID file</source>
        <translation>PID-Datei von OpenVPN</translation>
    </message>
    <message>
        <source>keepalived PID file</source>
        <translation>PID-Datei von keepalived</translation>
    </message>
    <message>
        <source>rpcbind lock against a second server</source>
        <translation>rpcbind-Sperre gegen einen zweiten Server</translation>
    </message>
    <message>
        <source>Samba lock of a message receiver</source>
        <translation>Samba-Sperre eines Nachrichtenempfängers</translation>
    </message>
    <message>
        <source>chronyd PID file</source>
        <translation>PID-Datei von chronyd</translation>
    </message>
    <message>
        <source>ntpd PID file</source>
        <translation>PID-Datei von ntpd</translation>
    </message>
    <message>
        <source>Tor lock of a data directory</source>
        <translation>Tor-Sperre eines Datenverzeichnisses</translation>
    </message>
    <message>
        <source>rtorrent session lock</source>
        <translation>rtorrent-Sitzungssperre</translation>
    </message>
    <message>
        <source>rclone bisync lock</source>
        <translation>Sperre von rclone bisync</translation>
    </message>
    <message>
        <source>Deluge daemon lock</source>
        <translation>Sperre des Deluge-Daemons</translation>
    </message>
    <message>
        <source>Unison lock of an archive</source>
        <translation>Unison-Sperre eines Archivs</translation>
    </message>
    <message>
        <source>nginx PID file</source>
        <translation>PID-Datei von nginx</translation>
    </message>
    <message>
        <source>Apache HTTP Server PID file</source>
        <translation>PID-Datei des Apache-HTTP-Servers</translation>
    </message>
    <message>
        <source>lighttpd PID file</source>
        <translation>PID-Datei von lighttpd</translation>
    </message>
    <message>
        <source>HAProxy PID file</source>
        <translation>PID-Datei von HAProxy</translation>
    </message>
    <message>
        <source>Squid PID file</source>
        <translation>PID-Datei von Squid</translation>
    </message>
    <message>
        <source>PHP-FPM PID file</source>
        <translation>PID-Datei von PHP-FPM</translation>
    </message>
    <message>
        <source>apk lock of the package database</source>
        <translation>apk-Sperre der Paketdatenbank</translation>
    </message>
    <message>
        <source>lock of the daily apt jobs</source>
        <translation>Sperre der täglichen apt-Aufträge</translation>
    </message>
    <message>
        <source>unattended-upgrades lock</source>
        <translation>Sperre von unattended-upgrades</translation>
    </message>
    <message>
        <source>debconf database</source>
        <translation>debconf-Datenbank</translation>
    </message>
    <message>
        <source>CPAN shell lock</source>
        <translation>Sperre der CPAN-Shell</translation>
    </message>
    <message>
        <source>dpkg or apt lock</source>
        <translation>Sperre von dpkg oder apt</translation>
    </message>
    <message>
        <source>aptitude state lock</source>
        <translation>aptitude-Sperre des eigenen Zustands</translation>
    </message>
    <message>
        <source>Flatpak lock of an installation or of its repository</source>
        <translation>Flatpak-Sperre (Installation oder Repository)</translation>
    </message>
    <message>
        <source>Flatpak lock of an application or runtime in use</source>
        <translation>Flatpak-Sperre (benutzte App, Laufzeitumgebung)</translation>
    </message>
    <message>
        <source>Go lock of a module in the cache</source>
        <translation>Go-Sperre eines Moduls im Cache</translation>
    </message>
    <message>
        <source>Go lock of a repository in the cache</source>
        <translation>Go-Sperre eines Repositorys im Cache</translation>
    </message>
    <message>
        <source>Go lock of the module cache</source>
        <translation>Go-Sperre des Modul-Caches</translation>
    </message>
    <message>
        <source>GHC lock of a package database</source>
        <translation>GHC-Sperre einer Paketdatenbank</translation>
    </message>
    <message>
        <source>Homebrew lock of a formula, cask or download</source>
        <translation>Homebrew-Sperre (Formula, Cask oder Download)</translation>
    </message>
    <message>
        <source>Coursier cache lock (sbt, Mill, Scala CLI)</source>
        <translation>Cache-Sperre von Coursier (sbt, Mill, Scala CLI)</translation>
    </message>
    <message>
        <source>Maven lock of an artifact or of its metadata</source>
        <translation>Maven-Sperre (Artefakt oder Metadaten)</translation>
    </message>
    <message>
        <source>Nix store lock</source>
        <translation>Sperre des Nix-Stores</translation>
    </message>
    <message>
        <source>proper-lockfile lock (Yarn, VS Code and others)</source>
        <translation>Sperre von proper-lockfile (Yarn, VS Code u. a.)</translation>
    </message>
    <message>
        <source>lockfile (npm package) lock</source>
        <translation>Sperre von lockfile (npm): leere Datei</translation>
    </message>
    <message>
        <source>opam lock</source>
        <translation>opam-Sperre</translation>
    </message>
    <message>
        <source>OSTree repository lock (also Flatpak)</source>
        <translation>OSTree-Sperre eines Repositorys (auch Flatpak)</translation>
    </message>
    <message>
        <source>pacman database lock</source>
        <translation>pacman-Datenbanksperre</translation>
    </message>
    <message>
        <source>Portage lock</source>
        <translation>Portage-Sperre</translation>
    </message>
    <message>
        <source>RPM lock of the package database</source>
        <translation>RPM-Sperre der Paketdatenbank</translation>
    </message>
    <message>
        <source>libzypp lock of the package manager</source>
        <translation>libzypp-Sperre der Paketverwaltung</translation>
    </message>
    <message>
        <source>dnf lock</source>
        <translation>dnf-Sperre</translation>
    </message>
    <message>
        <source>snapd state lock</source>
        <translation>snapd-Sperre des eigenen Zustands</translation>
    </message>
    <message>
        <source>uv lock of its cache</source>
        <translation>uv-Sperre des Caches</translation>
    </message>
    <message>
        <source>uv lock of a virtual environment</source>
        <translation>uv-Sperre einer virtuellen Umgebung</translation>
    </message>
    <message>
        <source>uv lock of a Python environment or script</source>
        <translation>uv-Sperre (Python-Umgebung oder Skript)</translation>
    </message>
    <message>
        <source>py-filelock SoftFileLock</source>
        <translation>SoftFileLock von py-filelock</translation>
    </message>
    <message>
        <source>py-filelock SoftFileLease</source>
        <translation>SoftFileLease von py-filelock</translation>
    </message>
    <message>
        <source>py-filelock StrictSoftFileLock</source>
        <translation>StrictSoftFileLock von py-filelock</translation>
    </message>
    <message>
        <source>py-filelock SoftReadWriteLock</source>
        <translation>SoftReadWriteLock von py-filelock</translation>
    </message>
    <message>
        <source>flufl.lock lock (Mailman 3)</source>
        <translation>Sperre von flufl.lock (Mailman 3)</translation>
    </message>
    <message>
        <source>openlock lock</source>
        <translation>openlock-Sperre</translation>
    </message>
    <message>
        <source>portalocker PidFileLock</source>
        <translation>PidFileLock von portalocker</translation>
    </message>
    <message>
        <source>pylockfile LinkLockFile (an empty file, two names)</source>
        <translation>LinkLockFile von pylockfile: zwei Namen</translation>
    </message>
    <message>
        <source>pylockfile SymlinkLockFile (a symbolic link)</source>
        <translation>SymlinkLockFile von pylockfile: symbolischer Link</translation>
    </message>
    <message>
        <source>pylockfile MkdirLockFile (a directory)</source>
        <translation>MkdirLockFile von pylockfile: Verzeichnis</translation>
    </message>
    <message>
        <source>pylockfile SQLiteLockFile (a database)</source>
        <translation>SQLiteLockFile von pylockfile: Datenbank</translation>
    </message>
    <message>
        <source>pytest lock of a temporary directory</source>
        <translation>pytest-Sperre eines temporären Verzeichnisses</translation>
    </message>
    <message>
        <source>Twisted FilesystemLock</source>
        <translation>FilesystemLock von Twisted</translation>
    </message>
    <message>
        <source>zc.lockfile lock</source>
        <translation>Sperre von zc.lockfile</translation>
    </message>
    <message>
        <source>DVC lock of a command&apos;s paths</source>
        <translation>DVC-Sperre der Pfade eines Befehls</translation>
    </message>
    <message>
        <source>cabal or Stack lock of the package index</source>
        <translation>cabal- oder Stack-Sperre des Paketverzeichnisses</translation>
    </message>
    <message>
        <source>conda lock of a package cache or an environment</source>
        <translation>conda-Sperre eines Paketspeichers oder einer Umgebung</translation>
    </message>
    <message>
        <source>slackpkg lock</source>
        <translation>slackpkg-Sperre</translation>
    </message>
    <message>
        <source>pyenv or rbenv lock of the shims</source>
        <translation>pyenv- oder rbenv-Sperre der Shims</translation>
    </message>
    <message>
        <source>Proxmox VE lock of a guest&apos;s configuration</source>
        <translation>Proxmox-VE-Sperre der Konfiguration eines Gasts</translation>
    </message>
    <message>
        <source>CertMagic lock of a certificate (Caddy)</source>
        <translation>CertMagic-Sperre eines Zertifikats (Caddy)</translation>
    </message>
    <message>
        <source>Theano lock of the directory of compiled functions</source>
        <translation>Theano-Sperre des Verzeichnisses mit übersetzten Funktionen</translation>
    </message>
    <message>
        <source>GRASS GIS lock of a mapset</source>
        <translation>GRASS-GIS-Sperre eines Mapsets</translation>
    </message>
    <message>
        <source>Jenkins record of the controller that uses a home directory</source>
        <translation>Jenkins-Eintrag des Controllers, der ein Home-Verzeichnis benutzt</translation>
    </message>
    <message>
        <source>Oracle Database lock of an instance</source>
        <translation>Oracle-Database-Sperre einer Instanz</translation>
    </message>
    <message>
        <source>File::NFSLock lock (Perl)</source>
        <translation>File::NFSLock-Sperre (Perl)</translation>
    </message>
    <message>
        <source>MRTG lock of a configuration</source>
        <translation>MRTG-Sperre einer Konfiguration</translation>
    </message>
    <message>
        <source>EasyBuild lock of an installation directory</source>
        <translation>EasyBuild-Sperre eines Installationsverzeichnisses</translation>
    </message>
    <message>
        <source>Jupyter server file with its PID and port</source>
        <translation>PID und Port eines Jupyter-Servers</translation>
    </message>
    <message>
        <source>Matplotlib lock of a cache file</source>
        <translation>Matplotlib-Sperre einer Cache-Datei</translation>
    </message>
    <message>
        <source>R package installation lock</source>
        <translation>R-Installationssperre einer Paketbibliothek</translation>
    </message>
    <message>
        <source>Snakemake lock of input or output files</source>
        <translation>Snakemake-Sperre von Ein- oder Ausgabedateien</translation>
    </message>
    <message>
        <source>PyTorch extension build lock</source>
        <translation>PyTorch-Sperre beim Bau einer Erweiterung</translation>
    </message>
    <message>
        <source>shadow-utils lock of an account file</source>
        <translation>Sperre einer Kontendatei durch shadow-utils</translation>
    </message>
    <message>
        <source>lckpwdf() lock of the account files</source>
        <translation>Sperre der Kontendateien durch lckpwdf()</translation>
    </message>
    <message>
        <source>cryptsetup lock of a device</source>
        <translation>cryptsetup-Sperre eines Geräts</translation>
    </message>
    <message>
        <source>mdadm lock of the array map</source>
        <translation>mdadm-Sperre der Array-Zuordnung</translation>
    </message>
    <message>
        <source>Certbot lock of a directory</source>
        <translation>Certbot-Sperre eines Verzeichnisses</translation>
    </message>
    <message>
        <source>Chef lock of a client run</source>
        <translation>Chef-Sperre eines Client-Laufs</translation>
    </message>
    <message>
        <source>cron daemon PID file</source>
        <translation>PID-Datei des cron-Daemons</translation>
    </message>
    <message>
        <source>anacron lock of a job</source>
        <translation>anacron-Sperre eines Auftrags</translation>
    </message>
    <message>
        <source>rsyslog PID file</source>
        <translation>PID-Datei von rsyslog</translation>
    </message>
    <message>
        <source>atd PID file</source>
        <translation>PID-Datei von atd</translation>
    </message>
    <message>
        <source>Fail2Ban PID file</source>
        <translation>PID-Datei von Fail2Ban</translation>
    </message>
    <message>
        <source>multipathd PID file</source>
        <translation>PID-Datei von multipathd</translation>
    </message>
    <message>
        <source>iscsid PID file</source>
        <translation>PID-Datei von iscsid</translation>
    </message>
    <message>
        <source>acpid PID file</source>
        <translation>PID-Datei von acpid</translation>
    </message>
    <message>
        <source>Net-SNMP daemon PID file</source>
        <translation>PID-Datei des Net-SNMP-Daemons</translation>
    </message>
    <message>
        <source>collectd PID file</source>
        <translation>PID-Datei von collectd</translation>
    </message>
    <message>
        <source>Monit PID file</source>
        <translation>PID-Datei von Monit</translation>
    </message>
    <message>
        <source>Supervisor PID file</source>
        <translation>PID-Datei von Supervisor</translation>
    </message>
    <message>
        <source>Munin node PID file</source>
        <translation>PID-Datei des Munin-Knotens</translation>
    </message>
    <message>
        <source>CUPS scheduler PID file</source>
        <translation>PID-Datei des CUPS-Schedulers</translation>
    </message>
    <message>
        <source>CFEngine daemon PID file</source>
        <translation>PID-Datei eines CFEngine-Daemons</translation>
    </message>
    <message>
        <source>D-Bus system bus PID file</source>
        <translation>PID-Datei des D-Bus-Systembusses</translation>
    </message>
    <message>
        <source>UUCP lock of a serial line</source>
        <translation>UUCP-Sperre einer seriellen Schnittstelle</translation>
    </message>
    <message>
        <source>X display lock</source>
        <translation>Sperre eines X-Displays</translation>
    </message>
    <message>
        <source>GnuPG dotlock</source>
        <translation>GnuPG-Dotlock</translation>
    </message>
    <message>
        <source>libvirt PID file of a daemon or driver</source>
        <translation>PID-Datei eines libvirt-Daemons oder -Treibers</translation>
    </message>
    <message>
        <source>logrotate state file</source>
        <translation>Zustandsdatei von logrotate</translation>
    </message>
    <message>
        <source>systemd lock of a machine image</source>
        <translation>systemd-Sperre eines Maschinenabbilds</translation>
    </message>
    <message>
        <source>Nagios lock against a second server</source>
        <translation>Nagios-Sperre gegen einen zweiten Server</translation>
    </message>
    <message>
        <source>iptables lock</source>
        <translation>iptables-Sperre</translation>
    </message>
    <message>
        <source>ufw lock</source>
        <translation>ufw-Sperre</translation>
    </message>
    <message>
        <source>NFS file deleted while open</source>
        <translation>NFS-Datei, gelöscht, aber noch geöffnet</translation>
    </message>
    <message>
        <source>record that sm-notify has run since the last boot</source>
        <translation>Vermerk, dass sm-notify seit dem Systemstart lief</translation>
    </message>
    <message>
        <source>Puppet lock of an agent run or certificates</source>
        <translation>Puppet-Sperre (Agentenlauf oder Zertifikate)</translation>
    </message>
    <message>
        <source>Puppet agent disable file</source>
        <translation>Abgeschalteter Puppet-Agent</translation>
    </message>
    <message>
        <source>Salt lock of a gitfs repository</source>
        <translation>Salt-Sperre eines gitfs-Repositorys</translation>
    </message>
    <message>
        <source>LVM lock of a volume group</source>
        <translation>LVM-Sperre einer Volume-Gruppe</translation>
    </message>
    <message>
        <source>Timeshift lock</source>
        <translation>Timeshift-Sperre</translation>
    </message>
    <message>
        <source>git-annex PID lock</source>
        <translation>PID-Sperre von git-annex</translation>
    </message>
    <message>
        <source>git-annex lock</source>
        <translation>Sperre von git-annex</translation>
    </message>
    <message>
        <source>git-annex record of its index&apos;s branch</source>
        <translation>Vermerk von git-annex über den Branch des Index</translation>
    </message>
    <message>
        <source>git lock with a file&apos;s new content</source>
        <translation>git-Sperre mit dem neuen Inhalt einer Datei</translation>
    </message>
    <message>
        <source>git lock owner&apos;s PID</source>
        <translation>PID des Eigentümers einer git-Sperre</translation>
    </message>
    <message>
        <source>git gc lock of a repository</source>
        <translation>Sperre eines Repositorys durch git gc</translation>
    </message>
    <message>
        <source>Mercurial lock of a repository or working directory</source>
        <translation>Mercurial-Sperre (Repository, Arbeitsverzeichnis)</translation>
    </message>
    <message>
        <source>Subversion working copy</source>
        <translation>Subversion-Arbeitskopie</translation>
    </message>
    <message>
        <source>CVS lock of a repository directory</source>
        <translation>CVS-Sperre eines Repository-Verzeichnisses</translation>
    </message>
    <message>
        <source>Bazaar or Breezy lock of a branch or repository</source>
        <translation>Sperre von Bazaar oder Breezy (Branch, Repository)</translation>
    </message>
    <message>
        <source>Subversion lock of a repository</source>
        <translation>Subversion-Sperre eines Repositorys</translation>
    </message>
    <message>
        <source>Subversion Berkeley DB lock file</source>
        <translation>Subversion-Datei für Sperren einer Berkeley DB</translation>
    </message>
    <message>
        <source>Probably held: %1 holds a kernel lock on it. The file is on %2, and only the server knows whether it still grants the lock to this host.</source>
        <translation>Wahrscheinlich belegt: %1 hält darauf eine Kernel-Sperre. Die Datei liegt auf %2, und nur der Server weiß, ob er diesem Rechner die Sperre noch gewährt.</translation>
    </message>
    <message>
        <source>Probably held: %1 hold kernel locks on it. The file is on %2, and only the server knows whether it still grants the locks to this host.</source>
        <translation>Wahrscheinlich belegt: %1 halten darauf Kernel-Sperren. Die Datei liegt auf %2, und nur der Server weiß, ob er diesem Rechner die Sperren noch gewährt.</translation>
    </message>
    <message>
        <source>Free: no process holds a kernel lock on it, whatever its text says.</source>
        <translation>Frei: Kein Prozess hält darauf eine Kernel-Sperre, was auch immer ihr Text sagt.</translation>
    </message>
    <message>
        <source>Created on a host called %1, or by a program called %1 with PID %2, which is not running on this host. If there is such a host, check there.</source>
        <translation>Angelegt auf einem Rechner namens %1 oder von einem Programm namens %1 mit der PID %2, das auf diesem Rechner nicht läuft. Wenn es einen solchen Rechner gibt, sehen Sie dort nach.</translation>
    </message>
    <message>
        <source>Probably stale, but the open files of processes of other users cannot be read, and one of these processes may have it open. Run as root to be sure.</source>
        <translation>Wahrscheinlich verwaist, aber die offenen Dateien der Prozesse anderer Benutzer sind nicht lesbar, und einer dieser Prozesse könnte sie geöffnet haben. Führen Sie das Programm als root aus, um sicher zu sein.</translation>
    </message>
    <message>
        <source>on this file system a second name for a file has another inode number, so Lockscope could not recognise its own lock; use the kind mkdir or symlink</source>
        <translation>auf diesem Dateisystem hat ein zweiter Name einer Datei eine andere Inode-Nummer, sodass Lockscope die eigene Sperre nicht erkennen könnte; verwenden Sie die Art mkdir oder symlink</translation>
    </message>
    <message>
        <source>this file system does not count the names of a file, which decides who has the lock; use the kind mkdir or symlink</source>
        <translation>dieses Dateisystem zählt die Namen einer Datei nicht, was entscheidet, wer die Sperre hat; verwenden Sie die Art mkdir oder symlink</translation>
    </message>
    <message>
        <source>%1 does not pass kernel locks on to other hosts, so two hosts could hold the lock at once; use the kind mkdir or symlink</source>
        <translation>%1 gibt Kernel-Sperren nicht an andere Rechner weiter, sodass zwei Rechner die Sperre zugleich halten könnten; verwenden Sie die Art mkdir oder symlink</translation>
    </message>
    <message>
        <source>the server of the file system no longer grants the lock to this host</source>
        <translation>der Server des Dateisystems gewährt diesem Rechner die Sperre nicht mehr</translation>
    </message>
    <message>
        <source>a name and an ssh destination have no blanks and at most 255 characters, and a machine ID has 32 hexadecimal digits</source>
        <translation>ein Name und ein ssh-Ziel enthalten keine Leerzeichen und höchstens 255 Zeichen, und eine Rechnerkennung hat 32 hexadezimale Ziffern</translation>
    </message>
    <message>
        <source>line %1 is invalid; a host has a name, an ssh destination and a machine ID</source>
        <translation>Zeile %1 ist ungültig; ein Rechner hat einen Namen, ein ssh-Ziel und eine Rechnerkennung</translation>
    </message>
    <message>
        <source>not used, because another user can write it</source>
        <translation>nicht verwendet, weil ein anderer Benutzer die Datei schreiben kann</translation>
    </message>
    <message>
        <source>host %1 was not reached: %2</source>
        <translation>Rechner %1 wurde nicht erreicht: %2</translation>
    </message>
    <message>
        <source>host %1 did not answer in time</source>
        <translation>Rechner %1 hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>the answer of host %1 is invalid; is a current lockscopectl installed there?</source>
        <translation>die Antwort von Rechner %1 ist ungültig; ist dort ein aktuelles lockscopectl installiert?</translation>
    </message>
    <message>
        <source>the answer of host %1 is too old; try again</source>
        <translation>die Antwort von Rechner %1 ist zu alt; versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>NFS client %1 (%2) has locked the file, and last renewed its lease %3 s ago</source>
        <translation>NFS-Client %1 (%2) hat die Datei gesperrt und seine Lease zuletzt vor %3 s erneuert</translation>
    </message>
    <message>
        <source>NFS client %1 (%2) has locked the file, but last renewed its lease %3 s ago: the server releases the lock when another client requests it</source>
        <translation>NFS-Client %1 (%2) hat die Datei gesperrt, aber seine Lease zuletzt vor %3 s erneuert: Der Server gibt die Sperre frei, sobald ein anderer Client sie anfordert</translation>
    </message>
    <message>
        <source>the lock belongs to an NFS 3 client, and the kernel does not record which one</source>
        <translation>die Sperre gehört einem NFS-3-Client, und der Kernel vermerkt nicht, welchem</translation>
    </message>
    <message>
        <source>the server&apos;s table of NFS clients, which would identify the client, cannot be read</source>
        <translation>die Tabelle der NFS-Clients des Servers, die den Client nennen würde, ist nicht lesbar</translation>
    </message>
    <message>
        <source>%1 is running on host %2</source>
        <translation>%1 läuft auf Rechner %2</translation>
    </message>
    <message>
        <source>process %1 is not running on host %2</source>
        <translation>Prozess %1 läuft auf Rechner %2 nicht</translation>
    </message>
    <message>
        <source>process %1 on host %2 started at another time than the process recorded in the lock</source>
        <translation>Prozess %1 auf Rechner %2 wurde zu einer anderen Zeit gestartet als der in der Sperre vermerkte Prozess</translation>
    </message>
    <message>
        <source>process %1 on host %2 has exited, and only its parent has not collected its exit status yet</source>
        <translation>Prozess %1 auf Rechner %2 ist beendet, nur sein Elternprozess hat den Exit-Status noch nicht abgeholt</translation>
    </message>
    <message>
        <source>process %1 belongs to an earlier boot of host %2</source>
        <translation>Prozess %1 gehört zu einem früheren Systemstart von Rechner %2</translation>
    </message>
    <message>
        <source>host %2 cannot determine whether process %1 holds it</source>
        <translation>Rechner %2 kann nicht feststellen, ob Prozess %1 die Sperre hält</translation>
    </message>
    <message>
        <source>on host %2, %1 holds %3</source>
        <translation>auf Rechner %2 hält %1 %3</translation>
    </message>
    <message>
        <source>host %1 has another file at this path</source>
        <translation>Rechner %1 hat unter diesem Pfad eine andere Datei</translation>
    </message>
    <message>
        <source>the program that answers on host %1 does not see all processes there</source>
        <translation>das Programm, das auf Rechner %1 antwortet, sieht dort nicht alle Prozesse</translation>
    </message>
    <message>
        <source>host %1 was not reached</source>
        <translation>Rechner %1 wurde nicht erreicht</translation>
    </message>
    <message>
        <source>the answer of host %1 is invalid</source>
        <translation>die Antwort von Rechner %1 ist ungültig</translation>
    </message>
    <message>
        <source>another machine answered for host %1 than the one in the list of hosts</source>
        <translation>für Rechner %1 hat eine andere Maschine geantwortet als die in der Liste der Rechner</translation>
    </message>
    <message>
        <source>several hosts in the list of hosts have the name %1</source>
        <translation>mehrere Rechner in der Liste der Rechner heißen %1</translation>
    </message>
    <message>
        <source>%1 on host %2 may hold it</source>
        <translation>%1 auf Rechner %2 hält sie möglicherweise</translation>
    </message>
    <message>
        <source>Held: NFS client %1 (%2) holds a kernel lock on it. The NFS server of this host keeps the lock for that client.</source>
        <translation>Gehalten: NFS-Client %1 (%2) hält eine Kernel-Sperre darauf. Der NFS-Server dieses Rechners führt die Sperre für diesen Client.</translation>
    </message>
    <message>
        <source>Held: the NFS server of this host keeps a kernel lock on it for one of %1 clients that have locked the file.</source>
        <translation>Gehalten: Der NFS-Server dieses Rechners führt eine Kernel-Sperre darauf für einen von %1 Clients, die die Datei gesperrt haben.</translation>
    </message>
    <message>
        <source>Held: the NFS server of this host keeps a kernel lock on it for a client.</source>
        <translation>Gehalten: Der NFS-Server dieses Rechners führt eine Kernel-Sperre darauf für einen Client.</translation>
    </message>
    <message>
        <source>Held: the NFS server of this host keeps a kernel lock on it for an NFS 3 client. The kernel does not record which client. A client that lost power keeps its lock until it boots again.</source>
        <translation>Gehalten: Der NFS-Server dieses Rechners führt eine Kernel-Sperre darauf für einen NFS-3-Client. Der Kernel vermerkt nicht, für welchen. Ein Client, der den Strom verloren hat, behält seine Sperre, bis er wieder startet.</translation>
    </message>
    <message>
        <source>Probably held: %1, recorded in the lock, is running on host %2.</source>
        <translation>Wahrscheinlich gehalten: %1, in der Sperre vermerkt, läuft auf Rechner %2.</translation>
    </message>
    <message>
        <source>Probably held: %1 on host %2 holds a kernel lock on it. The file is on %3, and only the server knows whether it still grants the lock to that host.</source>
        <translation>Wahrscheinlich gehalten: %1 auf Rechner %2 hält eine Kernel-Sperre darauf. Die Datei liegt auf %3, und nur der Server weiß, ob er die Sperre jenem Rechner noch gewährt.</translation>
    </message>
    <message>
        <source>Stale: process %1 is no longer running on host %2.</source>
        <translation>Verwaist: Prozess %1 läuft auf Rechner %2 nicht mehr.</translation>
    </message>
    <message>
        <source>Process %1 is not running on host %2, as far as lockscopectl can see there: it does not see all processes. Log in to that host as a user that does, such as root.</source>
        <translation>Prozess %1 läuft auf Host %2 nicht, soweit lockscopectl das dort sehen kann: Es sieht nicht alle Prozesse. Melden Sie sich auf diesem Host als Benutzer an, der alle sieht, etwa als root.</translation>
    </message>
    <message>
        <source>Process %1 is not running on host %2, but %2 may also be the name of a program. Check which program created the lock.</source>
        <translation>Prozess %1 läuft auf Host %2 nicht, aber %2 kann auch der Name eines Programms sein. Prüfen Sie, welches Programm die Sperre angelegt hat.</translation>
    </message>
    <message>
        <source>Process %1 is not running on host %2, but the rest of the text may record another process or host. Check with the program that wrote it.</source>
        <translation>Prozess %1 läuft auf Host %2 nicht, aber der übrige Text kann einen anderen Prozess oder Host nennen. Prüfen Sie es mit dem Programm, das ihn geschrieben hat.</translation>
    </message>
    <message>
        <source>Process %1 is not running on host %2, but the file keeps changing. Inspect it again.</source>
        <translation>Prozess %1 läuft auf Host %2 nicht, aber die Datei ändert sich ständig. Untersuchen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Stale: process %1 exited when host %2 was last rebooted.</source>
        <translation>Verwaist: Prozess %1 endete, als Rechner %2 zuletzt neu gestartet wurde.</translation>
    </message>
    <message>
        <source>refused on sshfs and other file systems that keep kernel locks on each host</source>
        <translation>auf sshfs und anderen Dateisystemen, die Kernel-Sperren auf jedem Rechner für sich führen, abgelehnt</translation>
    </message>
    <message>
        <source>the file of QLockFile, with the PID, program and host of the owner</source>
        <translation>die Datei von QLockFile, mit PID, Programm und Rechner des Eigentümers</translation>
    </message>
    <message>
        <source>if its holder is killed, it stays until the next acquisition</source>
        <translation>wird ihr Inhaber getötet, bleibt sie bis zum nächsten Erwerb bestehen</translation>
    </message>
    <message>
        <source>%1 holds a kernel lock on a file with the same inode number, on a file system that is not mounted here</source>
        <translation>%1 hält eine Kernel-Sperre auf einer Datei mit derselben Inode-Nummer, in einem Dateisystem, das hier nicht eingehängt ist</translation>
    </message>
    <message>
        <source>Probably held: this kind of lock is held while it exists. It records %1, but no process.</source>
        <translation>Vermutlich gehalten: Diese Art Sperre ist gehalten, solange es sie gibt. Sie nennt %1, aber keinen Prozess.</translation>
    </message>
    <message>
        <source>Probably held: this kind of lock is held while it exists. It records %1, but no process. %2, which creates such locks, is running as the owner of the file.</source>
        <translation>Vermutlich gehalten: Diese Art Sperre ist gehalten, solange es sie gibt. Sie nennt %1, aber keinen Prozess. %2, der solche Sperren anlegt, läuft als Eigentümer der Datei.</translation>
    </message>
    <message>
        <source>%1 holds a kernel lock on a file with the same inode number, on a file system that is not mounted here. If that is an overlay with this directory as a layer, it is the same file.</source>
        <translation>%1 hält eine Kernel-Sperre auf einer Datei mit derselben Inode-Nummer, in einem Dateisystem, das hier nicht eingehängt ist. Wenn das ein Overlay mit diesem Ordner als Schicht ist, ist es dieselbe Datei.</translation>
    </message>
    <message>
        <source>%1 holds a kernel lock on a file with the same inode number on another file system. It is the same file if a FUSE file system such as bindfs shows it in both places.</source>
        <translation>%1 hält eine Kernel-Sperre auf einer Datei mit derselben Inode-Nummer in einem anderen Dateisystem. Es ist dieselbe Datei, wenn ein FUSE-Dateisystem wie bindfs sie an beiden Orten zeigt.</translation>
    </message>
    <message>
        <source>%1 hold kernel locks on a file with the same inode number on another file system. It is the same file if a FUSE file system such as bindfs shows it in both places.</source>
        <translation>%1 halten Kernel-Sperren auf einer Datei mit derselben Inode-Nummer in einem anderen Dateisystem. Es ist dieselbe Datei, wenn ein FUSE-Dateisystem wie bindfs sie an beiden Orten zeigt.</translation>
    </message>
    <message>
        <source>%1 holds a kernel lock on a file with the same inode number on another file system, and one of the two is a FUSE file system</source>
        <translation>%1 hält eine Kernel-Sperre auf einer Datei mit derselben Inode-Nummer in einem anderen Dateisystem, und eines der beiden ist ein FUSE-Dateisystem</translation>
    </message>
    <message>
        <source>%1 hold kernel locks on a file with the same inode number on another file system, and one of the two is a FUSE file system</source>
        <translation>%1 halten Kernel-Sperren auf einer Datei mit derselben Inode-Nummer in einem anderen Dateisystem, und eines der beiden ist ein FUSE-Dateisystem</translation>
    </message>
    <message>
        <source>GnuPG file without the name of a lock</source>
        <translation>GnuPG-Datei ohne den Namen einer Sperre</translation>
    </message>
    <message>
        <source>a file that becomes a lock when GnuPG gives it a second name</source>
        <translation>eine Datei, die zur Sperre wird, wenn GnuPG ihr einen zweiten Namen gibt</translation>
    </message>
    <message>
        <source>rustdoc lock of a documentation directory</source>
        <translation>rustdoc-Sperre eines Dokumentationsordners</translation>
    </message>
    <message>
        <source>Java preferences lock</source>
        <translation>Java-Sperre von Einstellungen</translation>
    </message>
    <message>
        <source>symbolic link that records a PID and a host</source>
        <translation>symbolische Verknüpfung, die PID und Host nennt</translation>
    </message>
    <message>
        <source>BitBake lock of a build directory</source>
        <translation>BitBake-Sperre eines Build-Ordners</translation>
    </message>
    <message>
        <source>Bitcask lock of a store (Riak)</source>
        <translation>Bitcask-Sperre eines Speichers (Riak)</translation>
    </message>
    <message>
        <source>darktable lock of a database</source>
        <translation>darktable-Sperre einer Datenbank</translation>
    </message>
    <message>
        <source>when user and host are its own and unopkg did not create it; otherwise it asks the user</source>
        <translation>wenn Benutzer und Host die eigenen sind und sie nicht von unopkg stammt; sonst fragt es den Benutzer</translation>
    </message>
    <message>
        <source>Newsboat lock of its cache</source>
        <translation>Newsboat-Sperre seines Zwischenspeichers</translation>
    </message>
    <message>
        <source>QtSingleApplication lock of an application&apos;s instance</source>
        <translation>QtSingleApplication-Sperre der Instanz eines Programms</translation>
    </message>
    <message>
        <source>lock directory with a PID file</source>
        <translation>Sperrordner mit einer PID-Datei</translation>
    </message>
    <message>
        <source>OfflineIMAP lock of an account</source>
        <translation>OfflineIMAP-Sperre eines Kontos</translation>
    </message>
    <message>
        <source>Sendmail PID file</source>
        <translation>Sendmail-PID-Datei</translation>
    </message>
    <message>
        <source>tinc PID file</source>
        <translation>tinc-PID-Datei</translation>
    </message>
    <message>
        <source>apt-mirror lock</source>
        <translation>apt-mirror-Sperre</translation>
    </message>
    <message>
        <source>reprepro lock of a database</source>
        <translation>reprepro-Sperre einer Datenbank</translation>
    </message>
    <message>
        <source>pre-commit lock of its store</source>
        <translation>pre-commit-Sperre seines Speichers</translation>
    </message>
    <message>
        <source>Hugging Face Hub lock of a download</source>
        <translation>Hugging-Face-Hub-Sperre eines Downloads</translation>
    </message>
    <message>
        <source>Spack lock of its database or its prefixes</source>
        <translation>Spack-Sperre seiner Datenbank oder seiner Präfixe</translation>
    </message>
    <message>
        <source>runit lock of a supervised service</source>
        <translation>runit-Sperre eines überwachten Dienstes</translation>
    </message>
    <message>
        <source>the owner or group of the file has no ID in this user namespace, so that it cannot be changed here; break it outside of the container</source>
        <translation>Besitzer oder Gruppe der Datei haben in diesem Benutzer-Namensraum keine Nummer, sodass sie hier nicht geändert werden kann; brechen Sie die Sperre außerhalb des Containers</translation>
    </message>
    <message>
        <source>a kernel lock of another host cannot be seen from here; check the other hosts that use it</source>
        <translation>eine Kernel-Sperre eines anderen Hosts ist von hier aus nicht zu sehen; prüfen Sie die anderen Hosts, die sie benutzen</translation>
    </message>
    <message>
        <source>a kernel lock of a process outside of this container cannot be seen from here; break it on the host</source>
        <translation>eine Kernel-Sperre eines Prozesses außerhalb dieses Containers ist von hier aus nicht zu sehen; brechen Sie die Sperre auf dem Host</translation>
    </message>
    <message>
        <source>it is a directory of a lower layer of an overlay file system, which cannot be renamed: if no process uses it, remove it by hand where the overlay is mounted</source>
        <translation>sie ist ein Ordner in einer unteren Schicht eines Overlay-Dateisystems, der sich nicht umbenennen lässt: Wenn kein Prozess ihn benutzt, entfernen Sie ihn von Hand dort, wo das Overlay eingehängt ist</translation>
    </message>
    <message>
        <source>the capture is damaged or exceeds a limit</source>
        <translation>die Aufnahme ist beschädigt oder überschreitet eine Grenze</translation>
    </message>
    <message>
        <source>it is not a capture</source>
        <translation>es ist keine Aufnahme</translation>
    </message>
    <message>
        <source>the capture is larger than 512 MiB</source>
        <translation>die Aufnahme ist größer als 512 MiB</translation>
    </message>
    <message>
        <source>the capture was written by a newer version of Lockscope</source>
        <translation>die Aufnahme wurde von einer neueren Version von Lockscope geschrieben</translation>
    </message>
    <message>
        <source>cannot read or write the data of Lockscope</source>
        <translation>die Daten von Lockscope können nicht gelesen oder geschrieben werden</translation>
    </message>
    <message>
        <source>etcd at %1 did not answer: %2</source>
        <translation>etcd auf %1 hat nicht geantwortet: %2</translation>
    </message>
    <message>
        <source>etcd refused the request: %1</source>
        <translation>etcd hat die Anfrage abgelehnt: %1</translation>
    </message>
    <message>
        <source>the answer of etcd at %1 is invalid</source>
        <translation>die Antwort von etcd auf %1 ist ungültig</translation>
    </message>
    <message>
        <source>http to another host is not encrypted; use https, or permit it with plain-http = yes in %1</source>
        <translation>http zu einem anderen Rechner ist nicht verschlüsselt; verwenden Sie https, oder erlauben Sie es mit plain-http = yes in %1</translation>
    </message>
    <message>
        <source>this is not an address of the form etcd://HOST:PORT/NAME</source>
        <translation>das ist keine Adresse der Form etcd://HOST:PORT/NAME</translation>
    </message>
    <message>
        <source>the keys of Kubernetes, below /registry/, are not used as locks</source>
        <translation>die Schlüssel von Kubernetes, unter /registry/, werden nicht als Sperren verwendet</translation>
    </message>
    <message>
        <source>line %1 is invalid</source>
        <translation>Zeile %1 ist ungültig</translation>
    </message>
    <message>
        <source>not used, because another user can read or write it</source>
        <translation>nicht verwendet, weil ein anderer Benutzer sie lesen oder schreiben kann</translation>
    </message>
    <message>
        <source>its lease ended, because it was not renewed in time</source>
        <translation>ihre Lease ist abgelaufen, weil sie nicht rechtzeitig verlängert wurde</translation>
    </message>
    <message>
        <source>its key in etcd was removed or replaced while this object held the lock</source>
        <translation>ihr Schlüssel in etcd wurde entfernt oder ersetzt, während dieses Objekt die Sperre hielt</translation>
    </message>
    <message>
        <source>its key in etcd is not the one that was inspected</source>
        <translation>ihr Schlüssel in etcd ist nicht der, der untersucht wurde</translation>
    </message>
    <message>
        <source>another client holds the lock or waits for it</source>
        <translation>ein anderer Client hält die Sperre oder wartet auf sie</translation>
    </message>
    <message>
        <source>its lease has ended, so that etcd cannot keep the key any more</source>
        <translation>ihre Lease ist abgelaufen, sodass etcd den Schlüssel nicht mehr behalten kann</translation>
    </message>
    <message>
        <source>the key %1 has the lowest revision of the lock, %2, which is its fencing token</source>
        <translation>der Schlüssel %1 hat die niedrigste Revision der Sperre, %2; sie ist ihr Fencing-Token</translation>
    </message>
    <message>
        <source>its lease ends in %1 seconds unless it is renewed</source>
        <translation>ihre Lease endet in %1 Sekunden, wenn sie nicht verlängert wird</translation>
    </message>
    <message>
        <source>the key has no lease, so that it stays until it is deleted</source>
        <translation>der Schlüssel hat keine Lease und bleibt daher, bis er gelöscht wird</translation>
    </message>
    <message>
        <source>%1 waits with the key %2</source>
        <translation>%1 wartet mit dem Schlüssel %2</translation>
    </message>
    <message>
        <source>a client waits with the key %1</source>
        <translation>ein Client wartet mit dem Schlüssel %1</translation>
    </message>
    <message>
        <source>its lease also keeps the key %1</source>
        <translation>von ihrer Lease hängt auch der Schlüssel %1 ab</translation>
    </message>
    <message>
        <source>%1 held it last; its key was deleted at revision %2 without a release</source>
        <translation>%1 hielt sie zuletzt; der Schlüssel wurde bei Revision %2 gelöscht, ohne dass sie freigegeben wurde</translation>
    </message>
    <message>
        <source>Held: %1, recorded in its key, has the lock in etcd.</source>
        <translation>Gehalten: %1, im Schlüssel eingetragen, hat die Sperre in etcd.</translation>
    </message>
    <message>
        <source>Held: a client of etcd has the lock. Its key records no process.</source>
        <translation>Gehalten: Ein Client von etcd hat die Sperre. In seinem Schlüssel ist kein Prozess eingetragen.</translation>
    </message>
    <message>
        <source>etcd frees the lock when its lease ends, in %1 seconds at the latest.</source>
        <translation>etcd gibt die Sperre frei, wenn ihre Lease endet, spätestens in %1 Sekunden.</translation>
    </message>
    <message>
        <source>Free: the lock has no key in etcd.</source>
        <translation>Frei: Die Sperre hat keinen Schlüssel in etcd.</translation>
    </message>
    <message>
        <source>Free in etcd, but %1, which held it last, is still running and did not release it. It may still use what the lock protects.</source>
        <translation>Frei in etcd, aber %1, der letzte Inhaber, läuft noch und hat sie nicht freigegeben. Er verwendet vielleicht noch, was die Sperre schützt.</translation>
    </message>
    <message>
        <source>Unknown: etcd at %1 did not answer (%2).</source>
        <translation>Unbekannt: etcd auf %1 hat nicht geantwortet (%2).</translation>
    </message>
    <message>
        <source>Unknown: host %1 does not answer.</source>
        <translation>Unbekannt: Der Rechner %1 antwortet nicht.</translation>
    </message>
    <message>
        <source>Dune lock of a build directory</source>
        <translation>Dune-Sperre eines Build-Verzeichnisses</translation>
    </message>
    <message>
        <source>MonetDB lock of a database</source>
        <translation>MonetDB-Sperre einer Datenbank</translation>
    </message>
    <message>
        <source>Tantivy lock of a search index</source>
        <translation>Tantivy-Sperre eines Suchindexes</translation>
    </message>
    <message>
        <source>AutoCAD lock of an open drawing</source>
        <translation>AutoCAD-Sperre einer geöffneten Zeichnung</translation>
    </message>
    <message>
        <source>Cadence lock of an edited cell view or log</source>
        <translation>Cadence-Sperre einer bearbeiteten Ansicht oder eines Protokolls</translation>
    </message>
    <message>
        <source>search the library with clsAdminTool</source>
        <translation>durchsuchen Sie die Bibliothek mit clsAdminTool</translation>
    </message>
    <message>
        <source>wxWidgets lock of an application&apos;s instance (VeraCrypt, Audacity)</source>
        <translation>wxWidgets-Sperre der Instanz einer Anwendung (VeraCrypt, Audacity)</translation>
    </message>
    <message>
        <source>qBittorrent lock of a configuration</source>
        <translation>qBittorrent-Sperre einer Konfiguration</translation>
    </message>
    <message>
        <source>FileZilla lock of its settings</source>
        <translation>FileZilla-Sperre der Einstellungen</translation>
    </message>
    <message>
        <source>FreeFileSync lock of a directory</source>
        <translation>FreeFileSync-Sperre eines Verzeichnisses</translation>
    </message>
    <message>
        <source>mamba lock of a package cache</source>
        <translation>mamba-Sperre eines Paketspeichers</translation>
    </message>
    <message>
        <source>BOINC lock of a data directory or slot</source>
        <translation>BOINC-Sperre eines Datenverzeichnisses oder eines Slots</translation>
    </message>
    <message>
        <source>another number in the text is the PID of %1, which is running</source>
        <translation>eine andere Zahl im Text ist die PID von %1; dieser Prozess läuft</translation>
    </message>
    <message>
        <source>Process %1, recorded in the lock, is not running, but another number in the text is the PID of %2. Check whether that process uses the lock.</source>
        <translation>Prozess %1, den die Sperre nennt, läuft nicht, aber eine andere Zahl im Text ist die PID von %2. Prüfen Sie, ob dieser Prozess die Sperre benutzt.</translation>
    </message>
</context>
<context>
    <name>LockWaits</name>
    <message>
        <source>client %1 of etcd</source>
        <translation>Client %1 von etcd</translation>
    </message>
</context>
<context>
    <name>Lockscope::LockedByDialog</name>
    <message>
        <source>“%1” is locked by another program.</source>
        <translation>„%1“ ist von einem anderen Programm gesperrt.</translation>
    </message>
    <message>
        <source>%1 has “%2” open in %3 on host %4.</source>
        <translation>%1 hat „%2“ in %3 auf dem Rechner %4 geöffnet.</translation>
    </message>
    <message>
        <source>%1 has “%2” open in %3.</source>
        <translation>%1 hat „%2“ in %3 geöffnet.</translation>
    </message>
    <message>
        <source>“%1” is open in %2 on host %3.</source>
        <translation>„%1“ ist in %2 auf dem Rechner %3 geöffnet.</translation>
    </message>
    <message>
        <source>“%1” is open in %2.</source>
        <translation>„%1“ ist in %2 geöffnet.</translation>
    </message>
    <message>
        <source>Open &amp;Read-Only</source>
        <translation>Schreib&amp;geschützt öffnen</translation>
    </message>
    <message>
        <source>Document in Use</source>
        <translation>Dokument in Benutzung</translation>
    </message>
    <message>
        <source>The other program is not notified, and the program that saves last overwrites the changes of the other one. To break the lock anyway, type the name of the document: %1</source>
        <translation>Das andere Programm wird nicht benachrichtigt, und das Programm, das zuletzt speichert, überschreibt die Änderungen des anderen. Um die Sperre trotzdem aufzubrechen, geben Sie den Namen des Dokuments ein: %1</translation>
    </message>
    <message>
        <source>“%1” is no longer locked.</source>
        <translation>„%1“ ist nicht mehr gesperrt.</translation>
    </message>
    <message>
        <source>Open since %1.</source>
        <translation>Geöffnet seit %1.</translation>
    </message>
    <message>
        <source>&amp;Open for Editing</source>
        <translation>Zum Bearbeiten &amp;öffnen</translation>
    </message>
    <message>
        <source>Stop &amp;Waiting</source>
        <translation>Nicht mehr &amp;warten</translation>
    </message>
    <message>
        <source>&amp;Wait Until It Is Free</source>
        <translation>&amp;Warten, bis es frei ist</translation>
    </message>
    <message>
        <source>&amp;Break Lock</source>
        <translation>Sperre auf&amp;brechen</translation>
    </message>
    <message>
        <source>&amp;Break Anyway</source>
        <translation>Trotzdem auf&amp;brechen</translation>
    </message>
    <message>
        <source>&amp;Break Lock…</source>
        <translation>Sperre auf&amp;brechen…</translation>
    </message>
    <message>
        <source>Waiting until the document is free…</source>
        <translation>Warten, bis das Dokument frei ist…</translation>
    </message>
    <message>
        <source>Inspecting the lock…</source>
        <translation>Sperre wird geprüft…</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::AdministratorBar</name>
    <message>
        <source>Show them…</source>
        <translation>Anzeigen…</translation>
    </message>
    <message>
        <source>Requires the password of an administrator</source>
        <translation>Erfordert das Passwort eines Administrators</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung ausblenden</translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s) of other users are shown without file names.</source>
        <translation>
            <numerusform>%n Sperre eines anderen Benutzers wird ohne Dateinamen angezeigt.</numerusform>
            <numerusform>%n Sperren anderer Benutzer werden ohne Dateinamen angezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>To see the names, run &apos;lockscopectl system&apos; as root.</source>
        <translation>Um die Namen zu sehen, führen Sie als root „lockscopectl system“ aus.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::AnswerCard</name>
    <message>
        <source>held since %1</source>
        <translation>gehalten seit %1</translation>
    </message>
    <message>
        <source>held since %1 or earlier</source>
        <translation>gehalten seit %1 oder länger</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) waiting</source>
        <translation>
            <numerusform>%n Prozess wartet</numerusform>
            <numerusform>%n Prozesse warten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, the longest for %2</source>
        <translation>%1, am längsten seit %2</translation>
    </message>
    <message>
        <source>%1, the longest for at least %2</source>
        <translation>%1, am längsten seit mindestens %2</translation>
    </message>
    <message>
        <source>Path of the lock</source>
        <translation>Pfad der Sperre</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Ask to exit…</source>
        <translation>Zum Beenden auffordern…</translation>
    </message>
    <message>
        <source>Notify me</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Break…</source>
        <translation>Brechen…</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <source>container %1</source>
        <translation>Container %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>on %1, %2 ago</source>
        <translation>auf %1, vor %2</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>%1 answered %2 ago</source>
        <translation>%1 hat vor %2 geantwortet</translation>
    </message>
    <message>
        <source>%1 was asked %2 ago</source>
        <translation>%1 wurde vor %2 gefragt</translation>
    </message>
    <message>
        <source>fencing token %1</source>
        <translation>Fencing-Token %1</translation>
    </message>
    <message>
        <source>lease ends in %1 s unless renewed</source>
        <translation>Lease endet in %1 s, wenn sie nicht erneuert wird</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::AskDialog</name>
    <message>
        <source>A path, PID, inode, program or host</source>
        <translation>Ein Pfad, eine PID, ein Inode, ein Programm oder ein Rechner</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s)</source>
        <translation>
            <numerusform>%n Sperre</numerusform>
            <numerusform>%n Sperren</numerusform>
        </translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Watch %1</source>
        <translation>%1 beobachten</translation>
    </message>
    <message>
        <source>Searching the processes that use it…</source>
        <translation>Die Prozesse, die sie benutzen, werden gesucht…</translation>
    </message>
    <message>
        <source>No watched lock matches “%1”.</source>
        <translation>Keine beobachtete Sperre passt zu „%1“.</translation>
    </message>
    <message>
        <source>Processes that use it</source>
        <translation>Prozesse, die sie benutzen</translation>
    </message>
    <message>
        <source>Who holds this?</source>
        <translation>Wer hält das?</translation>
    </message>
    <message>
        <source>For a path, the answer also lists the processes that have the file open without a lock. They keep its file system from being unmounted, and its space in use even if the file is deleted.</source>
        <translation>Bei einem Pfad nennt die Antwort auch die Prozesse, die die Datei ohne Sperre geöffnet haben. Solange sie das tun, kann ihr Dateisystem nicht ausgehängt werden, und ihr Platz wird auch nach dem Löschen nicht frei.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::BlockingView</name>
    <message>
        <source>Blocking processes</source>
        <translation>Blockierende Prozesse</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Waits for %1 since %2</source>
        <translation>Wartet auf %1 seit %2</translation>
    </message>
    <message>
        <source>Holds %1</source>
        <translation>Hält %1</translation>
    </message>
    <message>
        <source>Part of a deadlock</source>
        <translation>Teil eines Deadlocks</translation>
    </message>
    <message numerus="yes">
        <source>Blocks %n process(es)</source>
        <translation>
            <numerusform>Blockiert %n Prozess</numerusform>
            <numerusform>Blockiert %n Prozesse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting process(es) of this program</source>
        <translation>
            <numerusform>%n wartender Prozess dieses Programms</numerusform>
            <numerusform>%n wartende Prozesse dieses Programms</numerusform>
        </translation>
    </message>
    <message>
        <source>&gt; %1</source>
        <comment>waits for at least this long</comment>
        <translation>&gt; %1</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::BreakController</name>
    <message>
        <source>A lock that was broken on another host or in etcd cannot be deleted from here.</source>
        <translation>Eine Sperre, die auf einem anderen Rechner oder in etcd aufgebrochen wurde, lässt sich von hier aus nicht löschen.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::BreakDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Break a lock</source>
        <translation>Sperre aufbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Break %n lock(s)</source>
        <translation>
            <numerusform>%n Sperre aufbrechen</numerusform>
            <numerusform>%n Sperren aufbrechen</numerusform>
        </translation>
    </message>
    <message>
        <source>Locks to break</source>
        <translation>Aufzubrechende Sperren</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Aufgebrochen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 – breaking…</source>
        <translation>%1 – wird aufgebrochen…</translation>
    </message>
    <message>
        <source>%1 – broken</source>
        <translation>%1 – aufgebrochen</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Inspecting the lock…</source>
        <translation>Sperre wird geprüft…</translation>
    </message>
    <message>
        <source>&amp;Break anyway</source>
        <translation>&amp;Trotzdem aufbrechen</translation>
    </message>
    <message>
        <source>&amp;Break</source>
        <translation>&amp;Aufbrechen</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Break %n safe lock(s)</source>
        <translation>
            <numerusform>%n unbedenkliche Sperre &amp;aufbrechen</numerusform>
            <numerusform>%n unbedenkliche Sperren &amp;aufbrechen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 locks broken. They can be restored.</source>
        <translation>%1 von %2 Sperren aufgebrochen. Sie lassen sich wiederherstellen.</translation>
    </message>
    <message>
        <source>%1 – skipped</source>
        <translation>%1 – übersprungen</translation>
    </message>
    <message>
        <source>Terminate the holder instead:</source>
        <translation>Stattdessen den Inhaber beenden:</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::BrokenDialog</name>
    <message>
        <source>in use by another process</source>
        <translation>von einem anderen Prozess benutzt</translation>
    </message>
    <message>
        <source>indefinitely: partly deleted</source>
        <translation>unbegrenzt: teilweise gelöscht</translation>
    </message>
    <message>
        <source>indefinitely: changed in quarantine</source>
        <translation>unbegrenzt: in Quarantäne geändert</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Aufgebrochen</translation>
    </message>
    <message>
        <source>Broken locks</source>
        <translation>Aufgebrochene Sperren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>State when broken</source>
        <translation>Zustand beim Aufbrechen</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>%1 was restored.</source>
        <translation>%1 wurde wiederhergestellt.</translation>
    </message>
    <message>
        <source>No lock was broken on this host in the last days.</source>
        <translation>In den letzten Tagen wurde auf diesem Rechner keine Sperre aufgebrochen.</translation>
    </message>
    <message>
        <source>indefinitely</source>
        <comment>kept</comment>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>Aufbewahrt bis</translation>
    </message>
    <message>
        <source>&amp;Delete permanently…</source>
        <translation>Endgültig &amp;löschen…</translation>
    </message>
    <message numerus="yes">
        <source>%n locks were restored.</source>
        <translation>
            <numerusform>%n Sperre wurde wiederhergestellt.</numerusform>
            <numerusform>%n Sperren wurden wiederhergestellt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 wurde gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>%n locks were deleted.</source>
        <translation>
            <numerusform>%n Sperre wurde gelöscht.</numerusform>
            <numerusform>%n Sperren wurden gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete permanently?</source>
        <translation>Endgültig löschen?</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n broken lock(s) permanently?</source>
        <translation>
            <numerusform>%n aufgebrochene Sperre endgültig löschen?</numerusform>
            <numerusform>%n aufgebrochene Sperren endgültig löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They can no longer be restored.</source>
        <translation>Sie lassen sich dann nicht mehr wiederherstellen.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>while its lease lasts</source>
        <comment>kept</comment>
        <translation>solange ihre Lease gilt</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::CaptureWindow</name>
    <message>
        <source>Capture of %1, %2</source>
        <translation>Aufnahme von %1, %2</translation>
    </message>
    <message>
        <source>Waiting (%1)</source>
        <translation>Wartende (%1)</translation>
    </message>
    <message>
        <source>Read-only: as of %1 on %2, captured by %3 with Lockscope %4.</source>
        <translation>Nur lesbar: Stand %1 auf %2, aufgenommen von %3 mit Lockscope %4.</translation>
    </message>
    <message>
        <source>The processes of other users were not visible to that user.</source>
        <translation>Die Prozesse anderer Benutzer waren für diesen Benutzer nicht sichtbar.</translation>
    </message>
    <message>
        <source>Co&amp;mpare with…</source>
        <translation>&amp;Vergleichen mit…</translation>
    </message>
    <message>
        <source>Show which locks differ from those of an earlier or later capture</source>
        <translation>Zeigt, welche Sperren sich von denen einer früheren oder späteren Aufnahme unterscheiden</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::Chip</name>
    <message>
        <source>All</source>
        <comment>locks</comment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Show %1: %2</source>
        <comment>category, number of locks</comment>
        <translation>%1 anzeigen: %2</translation>
    </message>
    <message>
        <source>All locks that the text and the source accept</source>
        <translation>Alle Sperren, die zum Text und zur Quelle passen</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::ComparisonDialog</name>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>holder</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>waiting processes</source>
        <translation>wartende Prozesse</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>Eigentümer</translation>
    </message>
    <message>
        <source>format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>Geändert: %1</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartend</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Comparison of two captures</source>
        <translation>Vergleich zweier Aufnahmen</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>From %1 to %2: %3 new, %4 gone, %5 changed.</source>
        <translation>Von %1 bis %2: %3 neu, %4 weg, %5 geändert.</translation>
    </message>
    <message>
        <source>The captures are of different hosts: %1 and %2.</source>
        <translation>Die Aufnahmen sind von verschiedenen Rechnern: %1 und %2.</translation>
    </message>
    <message>
        <source>The host was rebooted in between.</source>
        <translation>Der Rechner wurde dazwischen neu gestartet.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::ContentField</name>
    <message>
        <source>boot</source>
        <translation>Systemstart</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>program</source>
        <translation>Programm</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::ContentMarker</name>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>varies</source>
        <translation>veränderlich</translation>
    </message>
    <message>
        <source>&amp;Unmark</source>
        <translation>Markierung &amp;aufheben</translation>
    </message>
    <message>
        <source>Content of the lock</source>
        <translation>Inhalt der Sperre</translation>
    </message>
    <message>
        <source>Mark as &amp;PID</source>
        <translation>Als &amp;PID markieren</translation>
    </message>
    <message>
        <source>Mark as &amp;host</source>
        <translation>Als &amp;Rechner markieren</translation>
    </message>
    <message>
        <source>Mark as us&amp;er</source>
        <translation>Als &amp;Benutzer markieren</translation>
    </message>
    <message>
        <source>&amp;Varies</source>
        <translation>&amp;Veränderlich</translation>
    </message>
    <message>
        <source>Text that differs from lock to lock and has no meaning, such as a time</source>
        <translation>Text ohne Bedeutung, der von Sperre zu Sperre verschieden ist, etwa eine Uhrzeit</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>meaning of a marked text, and the text</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Select the PID or the host in the content, then mark it.</source>
        <translation>Wählen Sie im Inhalt die PID oder den Rechner aus, und markieren Sie sie.</translation>
    </message>
    <message>
        <source>Marked: %1</source>
        <translation>Markiert: %1</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::ContentView</name>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The content was not read.</source>
        <translation>Der Inhalt wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>Content as text</source>
        <translation>Inhalt als Text</translation>
    </message>
    <message>
        <source>The first %1 of %2 bytes:</source>
        <translation>Die ersten %1 von %2 Byte:</translation>
    </message>
    <message>
        <source>A symbolic link has no content. The File page shows its target.</source>
        <translation>Ein symbolischer Link hat keinen Inhalt. Sein Ziel steht auf der Seite „Datei“.</translation>
    </message>
    <message>
        <source>Only the content of regular files is shown.</source>
        <translation>Nur der Inhalt gewöhnlicher Dateien wird angezeigt.</translation>
    </message>
    <message>
        <source>Content as a hex dump</source>
        <translation>Inhalt hexadezimal</translation>
    </message>
    <message>
        <source>Recognised: %1</source>
        <translation>Erkannt: %1</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::CreateDialog</name>
    <message>
        <source>Con&amp;tent:</source>
        <translation>&amp;Inhalt:</translation>
    </message>
    <message>
        <source>&amp;Database:</source>
        <translation>&amp;Datenbank:</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Kind of lock</source>
        <translation>Art der Sperre</translation>
    </message>
    <message>
        <source>/path/of/the.lock</source>
        <translation>/pfad/zur/datei.lock</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds</comment>
        <translation> s</translation>
    </message>
    <message>
        <source>Seconds to wait</source>
        <translation>Wartezeit in Sekunden</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Auswählen…</translation>
    </message>
    <message>
        <source>&amp;Path:</source>
        <translation>&amp;Pfad:</translation>
    </message>
    <message>
        <source>On disk:</source>
        <translation>Auf der Platte:</translation>
    </message>
    <message>
        <source>Waiting for the lock</source>
        <translation>Warten auf die Sperre</translation>
    </message>
    <message>
        <source>The lock file</source>
        <translation>Die Sperrdatei</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Waiting for %1…</source>
        <translation>Warten auf %1…</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Nicht mehr warten</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>&amp;Shared: other processes may hold it for reading</source>
        <translation>&amp;Geteilt: andere Prozesse dürfen sie zum Lesen halten</translation>
    </message>
    <message>
        <source>&amp;Keep the file when the lock is released</source>
        <translation>Datei nach der &amp;Freigabe behalten</translation>
    </message>
    <message>
        <source>&amp;Acquire</source>
        <translation>Sperre &amp;setzen</translation>
    </message>
    <message>
        <source>Acquire a lock</source>
        <translation>Sperre setzen</translation>
    </message>
    <message>
        <source>Wait cancelled.</source>
        <translation>Warten abgebrochen.</translation>
    </message>
    <message>
        <source>{pid} and {hostname} are replaced; {{ and }} become braces</source>
        <translation>{pid} und {hostname} werden ersetzt; {{ und }} ergeben geschweifte Klammern</translation>
    </message>
    <message>
        <source>Database shared by all users of the lock</source>
        <translation>Datenbank, die alle Nutzer der Sperre gemeinsam haben</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>Fehler melden</translation>
    </message>
    <message>
        <source>Wait up to</source>
        <translation>Höchstens warten</translation>
    </message>
    <message>
        <source>Wait indefinitely</source>
        <translation>Unbegrenzt warten</translation>
    </message>
    <message>
        <source>Preview of the files</source>
        <translation>Vorschau der Dateien</translation>
    </message>
    <message>
        <source>&amp;If already held:</source>
        <translation>Wenn sie &amp;belegt ist:</translation>
    </message>
    <message>
        <source>Limitation: %1.</source>
        <translation>Einschränkung: %1.</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>A&amp;uswählen…</translation>
    </message>
    <message>
        <source>The lock database</source>
        <translation>Die Datenbank der Sperren</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::DeadlockBar</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the waiting processes</source>
        <translation>Wartende Prozesse zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n more deadlock(s).</source>
        <translation>
            <numerusform>%n weiterer Deadlock.</numerusform>
            <numerusform>%n weitere Deadlocks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::DescribeDialog</name>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Describe a lock format</source>
        <translation>Sperrformat beschreiben</translation>
    </message>
    <message>
        <source>%1 lock</source>
        <comment>title of a format</comment>
        <translation>%1-Sperre</translation>
    </message>
    <message>
        <source>optional, as shown by ps</source>
        <translation>optional, wie von ps angezeigt</translation>
    </message>
    <message>
        <source>* stands for any characters, ? for one character. Separate several patterns by commas.</source>
        <translation>* steht für beliebige Zeichen, ? für ein Zeichen. Trennen Sie mehrere Muster durch Kommas.</translation>
    </message>
    <message>
        <source>while the marked process is running</source>
        <translation>solange der markierte Prozess läuft</translation>
    </message>
    <message>
        <source>while a process has a kernel lock on it</source>
        <translation>solange ein Prozess eine Kernel-Sperre darauf hält</translation>
    </message>
    <message>
        <source>while it exists</source>
        <translation>solange sie vorhanden ist</translation>
    </message>
    <message>
        <source>Example:</source>
        <translation>Beispiel:</translation>
    </message>
    <message>
        <source>&amp;Title:</source>
        <translation>&amp;Titel:</translation>
    </message>
    <message>
        <source>P&amp;rogram:</source>
        <translation>Pr&amp;ogramm:</translation>
    </message>
    <message>
        <source>&amp;Name pattern:</source>
        <translation>&amp;Namensmuster:</translation>
    </message>
    <message>
        <source>He&amp;ld:</source>
        <translation>Be&amp;legt:</translation>
    </message>
    <message>
        <source>Tar&amp;get:</source>
        <translation>&amp;Ziel:</translation>
    </message>
    <message>
        <source>&amp;Content:</source>
        <translation>&amp;Inhalt:</translation>
    </message>
    <message>
        <source>Locks with such a name</source>
        <translation>Sperren mit solchem Namen</translation>
    </message>
    <message>
        <source>Format file</source>
        <translation>Formatdatei</translation>
    </message>
    <message>
        <source>Matching locks</source>
        <translation>Passende Sperren</translation>
    </message>
    <message>
        <source>Save to %1</source>
        <translation>In %1 speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Enter a title.</source>
        <translation>Geben Sie einen Titel ein.</translation>
    </message>
    <message>
        <source>Enter a pattern for the name.</source>
        <translation>Geben Sie ein Muster für den Namen ein.</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>Erkannt</translation>
    </message>
    <message>
        <source>No: %1</source>
        <translation>Nein: %1</translation>
    </message>
    <message numerus="yes">
        <source>The format would recognise %n of the locks in the window.</source>
        <translation>
            <numerusform>Das Format würde %n der Sperren im Fenster erkennen.</numerusform>
            <numerusform>Das Format würde %n der Sperren im Fenster erkennen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The format cannot be used: %1.</source>
        <translation>Das Format ist so nicht verwendbar: %1.</translation>
    </message>
    <message>
        <source>The format does not match the example.</source>
        <translation>Das Format passt nicht zum Beispiel.</translation>
    </message>
    <message>
        <source>Mark the PID in the content, or choose another way in which the lock is held.</source>
        <translation>Markieren Sie die PID im Inhalt, oder wählen Sie, auf welche andere Art die Sperre belegt ist.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::DesktopNotifications</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::DetailsPane</name>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Holders</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Waiters</source>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Kernel locks</source>
        <translation>Kernel-Sperren</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Supports</source>
        <translation>Spricht für</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Feststellung</translation>
    </message>
    <message>
        <source>Select a lock to see its holder, its state and the evidence.</source>
        <translation>Wählen Sie eine Sperre aus, um Inhaber, Zustand und Belege zu sehen.</translation>
    </message>
    <message>
        <source>Details of the lock</source>
        <translation>Einzelheiten der Sperre</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::EventModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>%1 ×%2</source>
        <comment>event, how often</comment>
        <translation>%1 ×%2</translation>
    </message>
    <message numerus="yes">
        <source>%n times since %1</source>
        <translation>
            <numerusform>%n-mal seit %1</numerusform>
            <numerusform>%n-mal seit %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::EventsPage</name>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
        <source>Events of the watched locks are listed here.</source>
        <translation>Hier erscheinen die Ereignisse der beobachteten Sperren.</translation>
    </message>
    <message>
        <source>No event matches the filter</source>
        <translation>Kein Ereignis passt zum Filter</translation>
    </message>
    <message>
        <source>Events of the locks that match the filter are listed here.</source>
        <translation>Hier stehen die Ereignisse der Sperren, die zum Filter passen.</translation>
    </message>
    <message numerus="yes">
        <source>Show %n new event(s)</source>
        <translation>
            <numerusform>%n neues Ereignis zeigen</numerusform>
            <numerusform>%n neue Ereignisse zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Events from %1 to %2</source>
        <translation>Ereignisse von %1 bis %2</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::FilterBar</name>
    <message>
        <source>Choose a filter</source>
        <translation>Filter wählen</translation>
    </message>
    <message>
        <source>All</source>
        <comment>locks</comment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Preset and saved filters</source>
        <translation>Vorgegebene und gespeicherte Filter</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::FilterField</name>
    <message>
        <source>Filter: words, verdict:stale, pid:4242, age&gt;1h</source>
        <translation>Filter: Wörter, verdict:stale, pid:4242, age&gt;1h</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Words that occur in the texts of a lock, and conditions such as verdict:stale or age&gt;1h</source>
        <translation>Wörter, die in den Texten einer Sperre vorkommen, und Bedingungen wie verdict:stale oder age&gt;1h</translation>
    </message>
    <message>
        <source>Every word must occur in the name, kind, owner, holder or folder of a lock.
Conditions with a key: verdict:stale,held  path:/srv  kind:flock  pid:4242  user:anna
host:box  age&gt;1h  held&lt;5min  waiters&gt;0.  A minus excludes: -kind:git.  Press Ctrl+Space for suggestions.</source>
        <translation>Jedes Wort muss in Name, Art, Eigentümer, Inhaber oder Ordner einer Sperre vorkommen.
Bedingungen mit Schlüssel: verdict:stale,held  path:/srv  kind:flock  pid:4242  user:anna
host:box  age&gt;1h  held&lt;5min  waiters&gt;0.  Ein Minus schließt aus: -kind:git.  Strg+Leertaste zeigt Vorschläge.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::FormatCatalogue</name>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>%1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>The format file %1 is not used. Line %2: %3.</source>
        <translation>Die Formatdatei %1 wird nicht verwendet. Zeile %2: %3.</translation>
    </message>
    <message>
        <source>The format file %1 is not used: %2.</source>
        <translation>Die Formatdatei %1 wird nicht verwendet: %2.</translation>
    </message>
    <message>
        <source>The format cannot be saved: this user has no home folder.</source>
        <translation>Das Format lässt sich nicht speichern: Dieser Benutzer hat keinen persönlichen Ordner.</translation>
    </message>
    <message>
        <source>A rule in the format file %1 matches nothing. Line %2: %3.</source>
        <translation>Eine Regel in der Formatdatei %1 trifft auf nichts zu. Zeile %2: %3.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::FormatView</name>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>&amp;Describe this format…</source>
        <translation>Dieses Format &amp;beschreiben…</translation>
    </message>
    <message>
        <source>Formats that were compared</source>
        <translation>Verglichene Formate</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>No format has such a name or content.</source>
        <translation>Kein Format hat einen solchen Namen oder Inhalt.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::GroupsPanel</name>
    <message>
        <source>&amp;Group by</source>
        <translation>&amp;Gruppieren nach</translation>
    </message>
    <message>
        <source>Groups of locks</source>
        <translation>Gruppen von Sperren</translation>
    </message>
    <message>
        <source>&amp;Nothing</source>
        <translation>&amp;Nicht gruppieren</translation>
    </message>
    <message>
        <source>&amp;Process</source>
        <translation>&amp;Prozess</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;State</source>
        <translation>&amp;Zustand</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HeldLocks</name>
    <message>
        <source>%1 is held by %2.</source>
        <translation>%1 ist durch %2 belegt.</translation>
    </message>
    <message>
        <source>%1 is held by another process.</source>
        <translation>%1 ist durch einen anderen Prozess belegt.</translation>
    </message>
    <message numerus="yes">
        <source>Holding %n lock(s)</source>
        <translation>
            <numerusform>Hält %n Sperre</numerusform>
            <numerusform>Hält %n Sperren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for %n lock(s)</source>
        <translation>
            <numerusform>Wartet auf %n Sperre</numerusform>
            <numerusform>Wartet auf %n Sperren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HeldLocksButton</name>
    <message>
        <source>Release the locks that this window holds</source>
        <translation>Die Sperren freigeben, die dieses Fenster hält</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HeldLocksMenu</name>
    <message>
        <source>Release %1</source>
        <translation>%1 freigeben</translation>
    </message>
    <message>
        <source>Stop waiting for %1</source>
        <translation>Nicht länger auf %1 warten</translation>
    </message>
    <message>
        <source>Release &amp;all</source>
        <translation>&amp;Alle freigeben</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HeldLocksPanel</name>
    <message>
        <source>held for %1</source>
        <translation>belegt seit %1</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>wartet seit %1</translation>
    </message>
    <message>
        <source>Held by this window</source>
        <translation>Von diesem Fenster belegt</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Release %1</source>
        <translation>%1 freigeben</translation>
    </message>
    <message>
        <source>Stop waiting for %1</source>
        <translation>Nicht mehr auf %1 warten</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HelperProgram</name>
    <message>
        <source>pkexec could not be started: %1.</source>
        <translation>pkexec konnte nicht gestartet werden: %1.</translation>
    </message>
    <message>
        <source>The helper gave an answer that cannot be read.</source>
        <translation>Das Hilfsprogramm hat eine Antwort gegeben, die nicht gelesen werden kann.</translation>
    </message>
    <message>
        <source>The authentication was cancelled. The locks of other users are still shown without file names.</source>
        <translation>Die Anmeldung wurde abgebrochen. Die Sperren anderer Benutzer werden weiterhin ohne Dateinamen angezeigt.</translation>
    </message>
    <message>
        <source>You are not authorized to see the locks of other users. pkexec reports: %1</source>
        <translation>Sie sind nicht berechtigt, die Sperren anderer Benutzer zu sehen. pkexec meldet: %1</translation>
    </message>
    <message>
        <source>The helper that inspects the locks of other users has exited (status %1).</source>
        <translation>Das Hilfsprogramm, das die Sperren anderer Benutzer untersucht, hat sich beendet (Status %1).</translation>
    </message>
    <message>
        <source>The helper that inspects the locks of other users has exited (status %1): %2</source>
        <translation>Das Hilfsprogramm, das die Sperren anderer Benutzer untersucht, hat sich beendet (Status %1): %2</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HistoryView</name>
    <message>
        <source>Since</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>History of the lock</source>
        <translation>Verlauf der Sperre</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Nothing is recorded because the history is turned off.</source>
        <translation>Es wird nichts aufgezeichnet, weil der Verlauf abgeschaltet ist.</translation>
    </message>
    <message>
        <source>No events of this lock were recorded yet. The history shows which process held the lock, and until when.</source>
        <translation>Zu dieser Sperre ist noch nichts aufgezeichnet. Der Verlauf zeigt, welcher Prozess sie bis wann hielt.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HolderBox</name>
    <message>
        <source>Process %1 was killed.</source>
        <translation>Das Beenden von Prozess %1 wurde erzwungen.</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1 – was killed</source>
        <translation>%1 – wurde zwangsweise beendet</translation>
    </message>
    <message>
        <source>%1 – no longer holds the lock</source>
        <translation>%1 – hält die Sperre nicht mehr</translation>
    </message>
    <message>
        <source>%1 – exited</source>
        <translation>%1 – beendet</translation>
    </message>
    <message>
        <source>No process holds the lock any more.</source>
        <translation>Kein Prozess hält die Sperre mehr.</translation>
    </message>
    <message>
        <source>Another process acquired the lock: %1. To act on that process, close this dialog and open it again.</source>
        <translation>Ein anderer Prozess hat die Sperre gesetzt: %1. Um auf ihn einzuwirken, schließen Sie dieses Fenster und öffnen Sie es erneut.</translation>
    </message>
    <message>
        <source>&amp;Kill</source>
        <translation>&amp;Beenden erzwingen</translation>
    </message>
    <message>
        <source>&amp;Ask to exit</source>
        <translation>Zum &amp;Beenden auffordern</translation>
    </message>
    <message>
        <source>SIGKILL: the process is killed immediately and cannot save anything</source>
        <translation>SIGKILL: Der Prozess wird sofort beendet und kann nichts mehr sichern</translation>
    </message>
    <message>
        <source>SIGTERM: lets the process exit cleanly; may be ignored</source>
        <translation>SIGTERM: Der Prozess kann sich geordnet beenden, das Signal aber auch ignorieren</translation>
    </message>
    <message>
        <source>Process %1 was asked to exit. If it does not exit, you can kill it.</source>
        <translation>Prozess %1 wurde zum Beenden aufgefordert. Beendet er sich nicht, können Sie das Beenden erzwingen.</translation>
    </message>
    <message>
        <source>%1 – was sent %2</source>
        <translation>%1 – hat %2 erhalten</translation>
    </message>
    <message>
        <source>%1 – was sent %2, but is still running</source>
        <translation>%1 – hat %2 erhalten, läuft aber noch</translation>
    </message>
    <message>
        <source>&amp;Signal</source>
        <translation>&amp;Signal</translation>
    </message>
    <message>
        <source>Choose the signal to send</source>
        <translation>Das Signal wählen, das gesendet wird</translation>
    </message>
    <message>
        <source>%1 was sent to process %2.</source>
        <translation>%1 wurde an Prozess %2 gesendet.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HostsPage</name>
    <message>
        <source>it does not show all its processes to this login</source>
        <translation>er zeigt dieser Anmeldung nicht alle seine Prozesse</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Machine ID</source>
        <translation>Maschinen-ID</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Only these hosts are connected to, by ssh with your key. A name must be the one that locks record. Changes are saved at once.</source>
        <translation>Verbindungen gibt es nur zu diesen Rechnern, über ssh mit Ihrem Schlüssel. Der Name muss der sein, den Sperren nennen. Änderungen werden sofort gespeichert.</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>for ssh, if it differs from the name: admin@alpha.example.org</source>
        <translation>für ssh, wenn es nicht der Name ist: admin@alpha.example.org</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Destination:</source>
        <translation>&amp;Ziel:</translation>
    </message>
    <message>
        <source>The name or the destination is not valid.</source>
        <translation>Der Name oder das Ziel ist ungültig.</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindung mit %1 wird aufgebaut…</translation>
    </message>
    <message>
        <source>%1 is machine %2 (%3).</source>
        <translation>%1 ist die Maschine %2 (%3).</translation>
    </message>
    <message>
        <source>It does not show all its processes to this login, so that it can only prove that locks are held.</source>
        <translation>Er zeigt dieser Anmeldung nicht alle seine Prozesse und kann deshalb nur beweisen, dass Sperren gehalten werden.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>%1 of %2 hosts answer.</source>
        <translation>%1 von %2 Rechnern antworten.</translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation>%1 wurde entfernt.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::LockCommands</name>
    <message>
        <source>As&amp;k its host</source>
        <translation>Ihren Rechner &amp;fragen</translation>
    </message>
    <message>
        <source>As&amp;k %1</source>
        <translation>%1 &amp;fragen</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>%1 does not let other hosts break its locks: %2</source>
        <translation>%1 lässt andere Rechner keine Sperren aufbrechen: %2</translation>
    </message>
    <message>
        <source>Asking %1 whether it lets other hosts break its locks…</source>
        <translation>%1 wird gefragt, ob andere Rechner dort Sperren aufbrechen dürfen…</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::LockTableModel</name>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Name of the lock file</source>
        <translation>Name der Sperrdatei</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>The format of the lock</source>
        <translation>Format der Sperre</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Eigentümer</translation>
    </message>
    <message>
        <source>The process that really holds the lock</source>
        <translation>Der Prozess, der die Sperre wirklich hält</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Held for</source>
        <translation>Belegt seit</translation>
    </message>
    <message>
        <source>Time since the lock was last changed</source>
        <translation>Zeit seit der letzten Änderung der Sperre</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Waiters</source>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>&gt; %1</source>
        <comment>held for at least this long</comment>
        <translation>&gt; %1</translation>
    </message>
    <message>
        <source>Already held when first seen at %1</source>
        <translation>Schon belegt, als sie zuerst gesehen wurde: %1</translation>
    </message>
    <message>
        <source>Program: %1</source>
        <translation>Programm: %1</translation>
    </message>
    <message>
        <source>ID: %1</source>
        <translation>ID: %1</translation>
    </message>
    <message>
        <source>State of the lock</source>
        <translation>Zustand der Sperre</translation>
    </message>
    <message>
        <source>The programs that create such locks</source>
        <translation>Die Programme, die solche Sperren anlegen</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>The owner recorded in the lock; not necessarily the holder</source>
        <translation>Der in der Sperre verzeichnete Eigentümer; nicht unbedingt der Inhaber</translation>
    </message>
    <message>
        <source>The host recorded in the lock</source>
        <translation>Der in der Sperre verzeichnete Rechner</translation>
    </message>
    <message>
        <source>How long the lock has been held, if known</source>
        <translation>Wie lange die Sperre schon belegt ist, soweit bekannt</translation>
    </message>
    <message>
        <source>Number of processes that wait for the lock</source>
        <translation>Anzahl der Prozesse, die auf die Sperre warten</translation>
    </message>
    <message>
        <source>Folder that contains the lock</source>
        <translation>Ordner, der die Sperre enthält</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>held for at least and at most this long</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>According to the history, already held at %1</source>
        <translation>Laut Verlauf bereits gehalten um %1</translation>
    </message>
    <message>
        <source>Its holder started at %1, so not held by it before that</source>
        <translation>Der Halter wurde um %1 gestartet und hielt sie also nicht vorher</translation>
    </message>
    <message>
        <source>The host or the server that the lock is on; empty for this host</source>
        <translation>Der Rechner oder Server, auf dem die Sperre ist; leer für diesen Rechner</translation>
    </message>
    <message>
        <source>On host</source>
        <translation>Auf Rechner</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::LockTableView</name>
    <message>
        <source>&amp;Reset columns</source>
        <translation>Spalten &amp;zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::LocksPage</name>
    <message>
        <source>Locks</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>No lock matches the filter</source>
        <translation>Keine Sperre passt zum Filter</translation>
    </message>
    <message>
        <source>They appear here as soon as they are found.</source>
        <translation>Sie erscheinen hier, sobald sie gefunden sind.</translation>
    </message>
    <message>
        <source>No locks found</source>
        <translation>Keine Sperren gefunden</translation>
    </message>
    <message>
        <source>Scanning for locks…</source>
        <translation>Suche nach Sperren…</translation>
    </message>
    <message>
        <source>The watched places contain no locks. Add a folder, or drop files and folders here.</source>
        <translation>An den beobachteten Orten gibt es keine Sperren. Fügen Sie einen Ordner hinzu, oder ziehen Sie Dateien und Ordner hierher.</translation>
    </message>
    <message>
        <source>No locks in %1</source>
        <translation>Keine Sperren in %1</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::MainWindow</name>
    <message>
        <source>Lockscope</source>
        <translation>Lockscope</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Waiting (%1)</source>
        <translation>Wartende (%1)</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>%1 is now recognised. The format was saved to %2.</source>
        <translation>„%1“ wird jetzt erkannt. Das Format wurde in %2 gespeichert.</translation>
    </message>
    <message>
        <source>&amp;Show Lockscope</source>
        <translation>Lockscope &amp;zeigen</translation>
    </message>
    <message>
        <source>%1 does not exist. It is shown as soon as it appears.</source>
        <translation>%1 ist nicht vorhanden. Sie erscheint, sobald sie angelegt wird.</translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s) saved to %1.</source>
        <translation>
            <numerusform>%n Sperre in %1 gespeichert.</numerusform>
            <numerusform>%n Sperren in %1 gespeichert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::MessageBar</name>
    <message>
        <source>All messages</source>
        <translation>Alle Meldungen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung ausblenden</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>%1 konnte nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1 messages. The last: %2</source>
        <translation>%1 Meldungen. Die letzte: %2</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::Notifier</name>
    <message>
        <source>%1 is free.</source>
        <translation>%1 ist frei.</translation>
    </message>
    <message>
        <source>%1 is stale.</source>
        <translation>%1 ist verwaist.</translation>
    </message>
    <message>
        <source>%1 has been held for longer than %2.</source>
        <translation>%1 ist seit mehr als %2 belegt.</translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s) became stale.</source>
        <translation>
            <numerusform>%n Sperre ist verwaist.</numerusform>
            <numerusform>%n Sperren sind verwaist.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was broken and is free.</source>
        <translation>%1 wurde aufgebrochen und ist frei.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::NotifyMenu</name>
    <message>
        <source>&amp;Notify me</source>
        <translation>&amp;Benachrichtigen</translation>
    </message>
    <message>
        <source>When it is &amp;free</source>
        <translation>Wenn sie &amp;frei ist</translation>
    </message>
    <message>
        <source>When it is held for &amp;longer than…</source>
        <translation>Wenn sie &amp;länger belegt ist als…</translation>
    </message>
    <message>
        <source>Notify me</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>When it becomes &amp;stale</source>
        <translation>Wenn sie &amp;verwaist</translation>
    </message>
    <message>
        <source>&amp;Cancel notifications</source>
        <translation>Benachrichtigungen &amp;abbestellen</translation>
    </message>
    <message>
        <source>When it is held for longer than this many minutes:</source>
        <translation>Wenn sie länger als so viele Minuten belegt ist:</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::PlanView</name>
    <message>
        <source>Cannot be broken.</source>
        <translation>Lässt sich nicht aufbrechen.</translation>
    </message>
    <message>
        <source>Holder: %1.</source>
        <translation>Inhaber: %1.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Reason: %1.</source>
        <translation>Grund: %1.</translation>
    </message>
    <message>
        <source>Not proven stale.</source>
        <translation>Nicht nachweislich verwaist.</translation>
    </message>
    <message>
        <source>The lock no longer exists.</source>
        <translation>Die Sperre gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>System calls</source>
        <translation>Systemaufrufe</translation>
    </message>
    <message>
        <source>Supports</source>
        <translation>Spricht für</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Feststellung</translation>
    </message>
    <message>
        <source>To break it anyway, type its name: %1</source>
        <translation>Um sie trotzdem aufzubrechen, geben Sie ihren Namen ein: %1</translation>
    </message>
    <message>
        <source>Safe to break: the holder has exited.</source>
        <translation>Kann sicher aufgebrochen werden: Der Inhaber ist beendet.</translation>
    </message>
    <message>
        <source>%1, recorded owner: %2</source>
        <translation>%1, verzeichneter Eigentümer: %2</translation>
    </message>
    <message>
        <source>The row of the lock is deleted from the database.</source>
        <translation>Die Zeile der Sperre wird aus der Datenbank gelöscht.</translation>
    </message>
    <message>
        <source>The lock is moved into quarantine in the same folder. Its name becomes free.</source>
        <translation>Die Sperre wird im selben Ordner in Quarantäne verschoben. Ihr Name wird frei.</translation>
    </message>
    <message numerus="yes">
        <source>%n companion file(s) are moved with it.</source>
        <translation>
            <numerusform>%n Begleitdatei wird mit verschoben.</numerusform>
            <numerusform>%n Begleitdateien werden mit verschoben.</numerusform>
        </translation>
    </message>
    <message>
        <source>It can be restored until you delete it from the list of broken locks.</source>
        <translation>Sie lässt sich wiederherstellen, bis Sie sie in der Liste der aufgebrochenen Sperren löschen.</translation>
    </message>
    <message>
        <source>It can be restored until %1.</source>
        <translation>Sie lässt sich bis %1 wiederherstellen.</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Steps and evidence</source>
        <translation>Schritte und Belege</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>The holder has exited.</source>
        <translation>Der Halter hat sich beendet.</translation>
    </message>
    <message>
        <source>You do not have permission to break it. %1 To break it as root, run: %2</source>
        <translation>Die Rechte reichen nicht, um sie aufzubrechen. %1 Aufbrechen als root: %2</translation>
    </message>
    <message>
        <source>The key of the holder is deleted. The holder is not notified: a command that it runs continues, at the same time as that of the next holder.</source>
        <translation>Der Schlüssel des Inhabers wird gelöscht. Der Inhaber erfährt das nicht: Sein Befehl läuft weiter, gleichzeitig mit dem des nächsten Inhabers.</translation>
    </message>
    <message>
        <source>It can be restored while its lease lasts and no other client has acquired the lock. Its fencing token is then a new one.</source>
        <translation>Sie lässt sich wiederherstellen, solange ihre Lease gilt und kein anderer Client die Sperre erworben hat. Ihr Fencing-Token ist dann ein neues.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::ProcessView</name>
    <message>
        <source>to read and write</source>
        <translation>zum Lesen und Schreiben</translation>
    </message>
    <message>
        <source>to write</source>
        <translation>zum Schreiben</translation>
    </message>
    <message>
        <source>to read</source>
        <translation>zum Lesen</translation>
    </message>
    <message>
        <source>Descriptor %1, %2: %3</source>
        <translation>Deskriptor %1, %2: %3</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Run as root to see its open files.</source>
        <translation>Als root starten, um seine offenen Dateien zu sehen.</translation>
    </message>
    <message>
        <source>The process does not have the lock open.</source>
        <translation>Der Prozess hat die Sperre nicht geöffnet.</translation>
    </message>
    <message>
        <source>Parents and children</source>
        <translation>Eltern- und Kindprozesse</translation>
    </message>
    <message>
        <source>Parents and children of the holder</source>
        <translation>Eltern- und Kindprozesse des Inhabers</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>Offene Dateien</translation>
    </message>
    <message>
        <source>Locks of this process</source>
        <translation>Sperren dieses Prozesses</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Benutzung</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::ReadCommands</name>
    <message>
        <source>Show o&amp;nly %1</source>
        <translation>&amp;Nur %1 zeigen</translation>
    </message>
    <message>
        <source>Hi&amp;de %1</source>
        <translation>%1 aus&amp;blenden</translation>
    </message>
    <message>
        <source>these</source>
        <translation>diese</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::SavedFilters</name>
    <message>
        <source>Held for more than an hour</source>
        <translation>Länger als eine Stunde belegt</translation>
    </message>
    <message>
        <source>&amp;Delete this filter</source>
        <translation>Diesen Filter &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Save this filter</source>
        <translation>Diesen Filter &amp;speichern</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Verwaist</translation>
    </message>
    <message>
        <source>With waiting processes</source>
        <translation>Mit wartenden Prozessen</translation>
    </message>
    <message>
        <source>Undetermined</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Probably held</source>
        <translation>Wahrscheinlich belegt</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>&amp;Allgemein</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>This h&amp;ost</source>
        <translation>Dieser &amp;Rechner</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Colours:</source>
        <translation>&amp;Farben:</translation>
    </message>
    <message>
        <source>Other names of this host</source>
        <translation>Andere Namen dieses Rechners</translation>
    </message>
    <message>
        <source>The host names were not saved: this user has no home folder.</source>
        <translation>Die Rechnernamen wurden nicht gespeichert: Dieser Benutzer hat keinen persönlichen Ordner.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>%1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>Restore &amp;watched places at startup</source>
        <translation>Beim Start zuletzt &amp;beobachtete Orte wiederherstellen</translation>
    </message>
    <message>
        <source>Poll &amp;kernel locks</source>
        <translation>&amp;Kernel-Sperren regelmäßig abfragen</translation>
    </message>
    <message>
        <source>&amp;Desktop notification for every stale lock</source>
        <translation>Jede verwaiste Sperre auf dem &amp;Schreibtisch melden</translation>
    </message>
    <message>
        <source>&amp;Record lock history</source>
        <translation>Verlauf der Sperren auf&amp;zeichnen</translation>
    </message>
    <message>
        <source>Follow system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>If off, the window starts with the kernel locks of this host and the folders of well-known programs.</source>
        <translation>Sonst beginnt das Fenster mit den Kernel-Sperren dieses Rechners und den Ordnern bekannter Programme.</translation>
    </message>
    <message>
        <source>The kernel does not report when a lock is acquired. If off, a change is noticed only when the file is opened, written or closed.</source>
        <translation>Der Kernel meldet nicht, wenn eine Sperre gesetzt wird. Ohne Abfrage fällt eine Änderung nur auf, wenn die Datei geöffnet, geschrieben oder geschlossen wird.</translation>
    </message>
    <message>
        <source>Maximum age in &amp;days:</source>
        <translation>Höchstalter in &amp;Tagen:</translation>
    </message>
    <message>
        <source>Maximum number of &amp;entries:</source>
        <translation>Höchstzahl der &amp;Einträge:</translation>
    </message>
    <message>
        <source>The history records which processes held locks or waited for them, and which locks became stale. The oldest entries are removed first.</source>
        <translation>Der Verlauf zeichnet auf, welche Prozesse Sperren hielten oder darauf warteten und welche Sperren verwaisten. Die ältesten Einträge werden zuerst entfernt.</translation>
    </message>
    <message>
        <source>One name per line</source>
        <translation>Ein Name je Zeile</translation>
    </message>
    <message>
        <source>The processes of this host prove nothing about a lock that was created on another host. Enter the former names of this host, and names under which other systems know it. Never enter the name of a different host: its locks would be reported as stale.</source>
        <translation>Über eine Sperre, die auf einem anderen Rechner angelegt wurde, sagen die Prozesse dieses Rechners nichts aus. Tragen Sie hier frühere Namen dieses Rechners ein und Namen, unter denen andere Systeme ihn kennen. Tragen Sie nie den Namen eines anderen Rechners ein: Seine Sperren würden als verwaist gemeldet.</translation>
    </message>
    <message>
        <source>Other ho&amp;sts</source>
        <translation>&amp;Andere Rechner</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::SignalDialog</name>
    <message>
        <source>Ask the holder to exit</source>
        <translation>Den Inhaber zum Beenden auffordern</translation>
    </message>
    <message>
        <source>Holders:</source>
        <translation>Inhaber:</translation>
    </message>
    <message>
        <source>No process is proven to hold this lock.</source>
        <translation>Von keinem Prozess ist bewiesen, dass er diese Sperre hält.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::SourcesPanel</name>
    <message>
        <source>Kernel locks</source>
        <translation>Kernel-Sperren</translation>
    </message>
    <message>
        <source>Not watched</source>
        <translation>Nicht beobachtet</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>&amp;Stop watching</source>
        <translation>Nicht mehr &amp;beobachten</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Paste a path to watch</source>
        <translation>Pfad hier einfügen</translation>
    </message>
    <message>
        <source>Path to watch</source>
        <translation>Pfad zum Beobachten</translation>
    </message>
    <message>
        <source>All locks</source>
        <translation>Alle Sperren</translation>
    </message>
    <message>
        <source>This host</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s)</source>
        <translation>
            <numerusform>%n Sperre</numerusform>
            <numerusform>%n Sperren</numerusform>
        </translation>
    </message>
    <message>
        <source>The kernel&apos;s lock table is polled</source>
        <translation>Die Sperrtabelle des Kernels wird regelmäßig abgefragt</translation>
    </message>
    <message>
        <source>Watch another file or folder</source>
        <translation>Weitere Datei oder weiteren Ordner beobachten</translation>
    </message>
    <message>
        <source>Folders of known programs</source>
        <translation>Ordner bekannter Programme</translation>
    </message>
    <message numerus="yes">
        <source>%n stale</source>
        <translation>
            <numerusform>%n verwaist</numerusform>
            <numerusform>%n verwaist</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop watching the selected places</source>
        <translation>Die ausgewählten Orte nicht mehr beobachten</translation>
    </message>
    <message numerus="yes">
        <source>%n single file(s)</source>
        <translation>
            <numerusform>%n einzelne Datei</numerusform>
            <numerusform>%n einzelne Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>An absolute path, with or without quotes, a file: URL, ssh://HOST/PATH or etcd://HOST:PORT/NAME. Press Enter to add it.</source>
        <translation>Ein absoluter Pfad, mit oder ohne Anführungszeichen, eine file:-URL, ssh://HOST/PFAD oder etcd://HOST:PORT/NAME. Die Eingabetaste fügt ihn hinzu.</translation>
    </message>
    <message>
        <source>Other hosts and servers</source>
        <translation>Andere Rechner und Server</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::StatusLine</name>
    <message>
        <source>%1 (%2 shown)</source>
        <translation>%1 (%2 angezeigt)</translation>
    </message>
    <message>
        <source>kernel locks</source>
        <translation>Kernel-Sperren</translation>
    </message>
    <message>
        <source>All kernel locks of this host</source>
        <translation>Alle Kernel-Sperren dieses Rechners</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 Ort</translation>
    </message>
    <message>
        <source>%1 places</source>
        <translation>%1 Orte</translation>
    </message>
    <message>
        <source>Watching %1</source>
        <translation>Beobachtet: %1</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Scanning for locks</source>
        <translation>Suche nach Sperren</translation>
    </message>
    <message>
        <source>Scanning… %1 folders, %2 names</source>
        <translation>Suche… %1 Ordner, %2 Namen</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::TimeRangeBar</name>
    <message>
        <source>Clear</source>
        <translation>Aufheben</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::TimelineLegend</name>
    <message>
        <source>held, a colour per holder</source>
        <translation>gehalten, eine Farbe je Halter</translation>
    </message>
    <message>
        <source>held before it was watched</source>
        <translation>gehalten, bevor sie beobachtet wurde</translation>
    </message>
    <message>
        <source>a process waits</source>
        <translation>ein Prozess wartet</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>verwaist</translation>
    </message>
    <message>
        <source>the holder exited</source>
        <translation>der Halter hat sich beendet</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>gebrochen</translation>
    </message>
    <message>
        <source>replaced by another file</source>
        <translation>durch eine andere Datei ersetzt</translation>
    </message>
    <message>
        <source>Legend: %1</source>
        <translation>Legende: %1</translation>
    </message>
    <message>
        <source>Ctrl+wheel zooms, dragging pans.</source>
        <translation>Strg+Rad vergrößert, Ziehen verschiebt.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::TimelinePage</name>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>Der Verlauf ist nicht lesbar</translation>
    </message>
    <message>
        <source>Nothing is recorded</source>
        <translation>Es wird nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>The history is turned off in the settings.</source>
        <translation>Der Verlauf ist in den Einstellungen abgeschaltet.</translation>
    </message>
    <message>
        <source>No history yet</source>
        <translation>Noch kein Verlauf</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>Verkleinern (-)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>From the first event until now (Home)</source>
        <translation>Vom ersten Ereignis bis jetzt (Pos1)</translation>
    </message>
    <message>
        <source>Follow the present (End)</source>
        <translation>Der Gegenwart folgen (Ende)</translation>
    </message>
    <message>
        <source>The timeline shows which processes held each lock or waited for it, as it happens.</source>
        <translation>Die Zeitleiste zeigt laufend, welche Prozesse eine Sperre hielten oder darauf warteten.</translation>
    </message>
    <message>
        <source>Show events</source>
        <translation>Ereignisse zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s) from %1 to %2</source>
        <translation>
            <numerusform>%n Sperre von %1 bis %2</numerusform>
            <numerusform>%n Sperren von %1 bis %2</numerusform>
        </translation>
    </message>
    <message>
        <source>No recorded lock matches the filter</source>
        <translation>Keine aufgezeichnete Sperre entspricht dem Filter</translation>
    </message>
    <message>
        <source>The history of the locks that match the filter is shown here.</source>
        <translation>Hier steht der Verlauf der Sperren, die dem Filter entsprechen.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::TimelineView</name>
    <message>
        <source>Held</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Held by %1</source>
        <translation>Belegt durch %1</translation>
    </message>
    <message>
        <source>Timeline of the locks</source>
        <translation>Zeitleiste der Sperren</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>%1 was waiting</source>
        <translation>%1 hat gewartet</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Verwaist</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>It was held already when watching began.</source>
        <translation>Sie wurde bereits gehalten, als die Beobachtung begann.</translation>
    </message>
    <message>
        <source>Drag here to mark a period, or press the space bar.</source>
        <translation>Hier ziehen, um einen Zeitraum zu markieren, oder die Leertaste drücken.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::Tray</name>
    <message>
        <source>Lockscope</source>
        <translation>Lockscope</translation>
    </message>
    <message>
        <source>Lockscope is waiting for a lock</source>
        <translation>Lockscope wartet auf eine Sperre</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::UndoBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung ausblenden</translation>
    </message>
    <message>
        <source>%1 was broken.</source>
        <translation>%1 wurde aufgebrochen.</translation>
    </message>
    <message>
        <source>%1 was restored.</source>
        <translation>%1 wurde wiederhergestellt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>names of locks</comment>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n locks were broken: %1.</source>
        <translation>
            <numerusform>%n Sperre wurde aufgebrochen: %1.</numerusform>
            <numerusform>%n Sperren wurden aufgebrochen: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n locks were restored: %1.</source>
        <translation>
            <numerusform>%n Sperre wurde wiederhergestellt: %1.</numerusform>
            <numerusform>%n Sperren wurden wiederhergestellt: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message numerus="yes">
        <source>Restore all %n</source>
        <comment>locks</comment>
        <translation>
            <numerusform>Alle %n wiederherstellen</numerusform>
            <numerusform>Alle %n wiederherstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Restore the broken lock</source>
        <translation>Aufgebrochene Sperre &amp;wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Restore %1</source>
        <translation>%1 &amp;wiederherstellen</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Restore all %n</source>
        <comment>locks</comment>
        <translation>
            <numerusform>Alle %n &amp;wiederherstellen</numerusform>
            <numerusform>Alle %n &amp;wiederherstellen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::WaitGraphView</name>
    <message>
        <source>Waiting processes</source>
        <translation>Wartende Prozesse</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::WaitingView</name>
    <message>
        <source>No process waits for a lock</source>
        <translation>Kein Prozess wartet auf eine Sperre</translation>
    </message>
    <message>
        <source>If a process waits for a kernel lock, it appears here with the lock and its holder.</source>
        <translation>Wartet ein Prozess auf eine Kernel-Sperre, so erscheint er hier mit der Sperre und ihrem Inhaber.</translation>
    </message>
    <message>
        <source>Show all &amp;locks of this process</source>
        <translation>Alle &amp;Sperren dieses Prozesses zeigen</translation>
    </message>
    <message>
        <source>Ask the process to e&amp;xit…</source>
        <translation>Den Prozess zum &amp;Beenden auffordern…</translation>
    </message>
    <message>
        <source>&amp;Copy PID</source>
        <translation>PID &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::WelcomeBar</name>
    <message>
        <source>The table shows the locks of this host: who holds each one, and which are stale. Select a lock to see the evidence and what you can do. Ctrl+K answers who uses a path, even without a lock.</source>
        <translation>Die Tabelle zeigt die Sperren dieses Rechners: wer jede hält, und welche verwaist sind. Wählen Sie eine Sperre, um die Belege zu sehen und was Sie tun können. Strg+K beantwortet, wer einen Pfad benutzt, auch ohne Sperre.</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>Verstanden</translation>
    </message>
</context>
<context>
    <name>MarkPreview</name>
    <message>
        <source>an empty file</source>
        <translation>eine leere Datei</translation>
    </message>
    <message>
        <source>a symbolic link to %1</source>
        <translation>ein symbolischer Link auf %1</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>ein Ordner</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>A second line names the program.</source>
        <translation>Eine zweite Zeile nennt das Programm.</translation>
    </message>
    <message>
        <source>The file is removed when the lock is released.</source>
        <translation>Die Datei wird entfernt, wenn die Sperre freigegeben wird.</translation>
    </message>
    <message>
        <source>The thread ID and the number at the end differ each time.</source>
        <translation>Die Thread-ID und die Nummer am Ende sind jedes Mal anders.</translation>
    </message>
    <message>
        <source>a file with an flock</source>
        <translation>eine Datei mit einem flock</translation>
    </message>
    <message>
        <source>a second name of the next file</source>
        <translation>ein zweiter Name der nächsten Datei</translation>
    </message>
    <message>
        <source>The thread ID differs each time.</source>
        <translation>Die Thread-ID ist jedes Mal anders.</translation>
    </message>
    <message>
        <source>a row in the table “locks”: %1, %2</source>
        <translation>eine Zeile in der Tabelle „locks“: %1, %2</translation>
    </message>
    <message>
        <source>a file with an flock; existing content is kept</source>
        <translation>eine Datei mit einem flock; vorhandener Inhalt bleibt erhalten</translation>
    </message>
    <message>
        <source>a file with the PID and the program</source>
        <translation>eine Datei mit PID und Programm</translation>
    </message>
    <message>
        <source>a file with an fcntl lock; a new file is empty</source>
        <translation>eine Datei mit einer fcntl-Sperre; eine neue Datei ist leer</translation>
    </message>
    <message>
        <source>The file is kept when the lock is released.</source>
        <translation>Die Datei bleibt erhalten, wenn die Sperre freigegeben wird.</translation>
    </message>
</context>
<context>
    <name>PathText</name>
    <message>
        <source>“%1” is not an absolute path.</source>
        <translation>„%1“ ist kein absoluter Pfad.</translation>
    </message>
    <message>
        <source>“%1” is not of the form ssh://HOST/PATH.</source>
        <translation>„%1“ hat nicht die Form ssh://HOST/PFAD.</translation>
    </message>
    <message>
        <source>“%1” is not of the form etcd://HOST:PORT/NAME.</source>
        <translation>„%1“ hat nicht die Form etcd://HOST:PORT/NAME.</translation>
    </message>
</context>
<context>
    <name>ProcessLocks</name>
    <message>
        <source>waits for it</source>
        <translation>wartet darauf</translation>
    </message>
    <message>
        <source>holds it</source>
        <translation>hält sie</translation>
    </message>
    <message>
        <source>is recorded in it</source>
        <translation>ist in ihr vermerkt</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>Add lock files</source>
        <translation>Sperrdateien hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder with locks</source>
        <translation>Ordner mit Sperren hinzufügen</translation>
    </message>
    <message>
        <source>Captures (*%1)</source>
        <translation>Aufnahmen (*%1)</translation>
    </message>
    <message>
        <source>Open a capture</source>
        <translation>Aufnahme öffnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save a capture</source>
        <translation>Aufnahme speichern</translation>
    </message>
</context>
<context>
    <name>QMainWindow</name>
    <message>
        <source>Add &amp;file…</source>
        <translation>&amp;Datei hinzufügen…</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Type or paste a path</source>
        <translation>&amp;Pfad eingeben oder einfügen</translation>
    </message>
    <message>
        <source>This &amp;host&apos;s locks</source>
        <translation>Sperren dieses &amp;Rechners</translation>
    </message>
    <message>
        <source>&amp;Break…</source>
        <translation>&amp;Aufbrechen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;report</source>
        <translation>&amp;Bericht kopieren</translation>
    </message>
    <message>
        <source>&amp;Filter by text</source>
        <translation>Nach &amp;Text filtern</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>&amp;Sources</source>
        <translation>&amp;Quellen</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>Show the selected lock in full</source>
        <translation>Die gewählte Sperre ausführlich anzeigen</translation>
    </message>
    <message>
        <source>Show &amp;all locks</source>
        <translation>Alle Sperren a&amp;nzeigen</translation>
    </message>
    <message>
        <source>&amp;Locks</source>
        <translation>&amp;Sperren</translation>
    </message>
    <message>
        <source>&amp;Waiting</source>
        <translation>&amp;Wartende</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>&amp;Zeitleiste</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;About Lockscope</source>
        <translation>Ü&amp;ber Lockscope</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Choose a filter</source>
        <translation>&amp;Filter wählen</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Sperre</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>S&amp;palten</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>Copy report as &amp;JSON</source>
        <translation>Bericht als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>Watch another lock file</source>
        <translation>Weitere Sperrdatei beobachten</translation>
    </message>
    <message>
        <source>Watch all locks in another folder</source>
        <translation>Alle Sperren in einem weiteren Ordner beobachten</translation>
    </message>
    <message>
        <source>Watch only the kernel locks of this host and the folders of well-known programs</source>
        <translation>Nur die Kernel-Sperren dieses Rechners und die Ordner bekannter Programme beobachten</translation>
    </message>
    <message>
        <source>&amp;Acquire a lock…</source>
        <translation>Sperre &amp;setzen…</translation>
    </message>
    <message>
        <source>Acquire a lock of any kind and hold it in this window</source>
        <translation>Eine Sperre beliebiger Art setzen und in diesem Fenster halten</translation>
    </message>
    <message>
        <source>Review how the selected locks would be broken, then decide</source>
        <translation>Ansehen, wie die gewählten Sperren aufgebrochen würden, und dann entscheiden</translation>
    </message>
    <message>
        <source>Br&amp;oken locks…</source>
        <translation>Auf&amp;gebrochene Sperren…</translation>
    </message>
    <message>
        <source>&amp;Explain the format</source>
        <translation>Format &amp;erklären</translation>
    </message>
    <message>
        <source>Show why the format of the selected lock was chosen</source>
        <translation>Zeigen, warum das Format der gewählten Sperre erkannt wurde</translation>
    </message>
    <message>
        <source>Describe this &amp;format…</source>
        <translation>Dieses &amp;Format beschreiben…</translation>
    </message>
    <message>
        <source>Add the format of the selected lock to the formats of this user</source>
        <translation>Das Format der gewählten Sperre den Formaten dieses Benutzers hinzufügen</translation>
    </message>
    <message>
        <source>Rescan everything</source>
        <translation>Alles neu einlesen</translation>
    </message>
    <message>
        <source>Show the watched places</source>
        <translation>Die beobachteten Orte anzeigen</translation>
    </message>
    <message>
        <source>About Lockscope</source>
        <translation>Über Lockscope</translation>
    </message>
    <message>
        <source>Lockscope %1</source>
        <translation>Lockscope %1</translation>
    </message>
    <message>
        <source>Shows lock files and kernel locks: which process holds each lock, which processes wait for it, and which locks are stale. Inspection is read-only.

Free software under the MIT licence.</source>
        <translation>Zeigt Sperrdateien und Kernel-Sperren: welcher Prozess sie hält, welche Prozesse darauf warten und welche Sperren verwaist sind. Das Prüfen verändert nichts.

Freie Software unter der MIT-Lizenz.</translation>
    </message>
    <message>
        <source>Re&amp;lease</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>Release the selected locks that this window holds, or stop waiting for them</source>
        <translation>Die gewählten Sperren freigeben, die dieses Fenster hält, oder nicht länger darauf warten</translation>
    </message>
    <message>
        <source>Ask the holder to e&amp;xit…</source>
        <translation>Den Inhaber zum &amp;Beenden auffordern…</translation>
    </message>
    <message>
        <source>Send a signal to the process that holds the selected lock</source>
        <translation>Dem Prozess, der die gewählte Sperre hält, ein Signal senden</translation>
    </message>
    <message>
        <source>&amp;Restore the broken lock</source>
        <translation>Aufgebrochene Sperre &amp;wiederherstellen</translation>
    </message>
    <message>
        <source>Restore what was broken last</source>
        <translation>Wiederherstellen, was zuletzt aufgebrochen wurde</translation>
    </message>
    <message>
        <source>Open the containing fol&amp;der</source>
        <translation>Übergeordneten &amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Show all locks of this &amp;holder</source>
        <translation>Alle Sperren dieses &amp;Inhabers zeigen</translation>
    </message>
    <message>
        <source>Filter by the PID of the holder of the selected lock</source>
        <translation>Nach der PID des Inhabers der gewählten Sperre filtern</translation>
    </message>
    <message>
        <source>Show in the &amp;timeline</source>
        <translation>In der &amp;Zeitleiste zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Show the process of a held lock, or the evidence</source>
        <translation>Den Prozess einer gehaltenen Sperre zeigen, sonst die Belege</translation>
    </message>
    <message>
        <source>Ctrl+Space</source>
        <translation>Strg+Leertaste</translation>
    </message>
    <message>
        <source>Complete a key or a value in the filter</source>
        <translation>Einen Schlüssel oder einen Wert im Filter vervollständigen</translation>
    </message>
    <message>
        <source>Show o&amp;nly these</source>
        <translation>&amp;Nur diese zeigen</translation>
    </message>
    <message>
        <source>Hi&amp;de these</source>
        <translation>Diese aus&amp;blenden</translation>
    </message>
    <message>
        <source>Ask about a path, a PID, a program or a host</source>
        <translation>Nach einem Pfad, einer PID, einem Programm oder einem Rechner fragen</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Save &amp;capture…</source>
        <translation>Aufnahme &amp;speichern…</translation>
    </message>
    <message>
        <source>Save the state of all locks shown here to a file</source>
        <translation>Den Zustand aller hier gezeigten Sperren in einer Datei speichern</translation>
    </message>
    <message>
        <source>O&amp;pen capture…</source>
        <translation>Aufnahme ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Show a saved state, of this or of another host, read-only</source>
        <translation>Einen gespeicherten Zustand dieses oder eines anderen Rechners zeigen, nur lesbar</translation>
    </message>
    <message>
        <source>&amp;Who holds this?</source>
        <translation>&amp;Wer hält das?</translation>
    </message>
    <message>
        <source>Watch locks on another host over ssh</source>
        <translation>Sperren auf einem anderen Rechner über ssh beobachten</translation>
    </message>
    <message>
        <source>Add &amp;etcd…</source>
        <translation>&amp;etcd hinzufügen…</translation>
    </message>
    <message>
        <source>Watch locks in etcd</source>
        <translation>Sperren in etcd beobachten</translation>
    </message>
    <message>
        <source>As&amp;k its host</source>
        <translation>Ihren Rechner &amp;fragen</translation>
    </message>
    <message>
        <source>Ask the host that the selected lock records whether its process is running there</source>
        <translation>Den Rechner, den die ausgewählte Sperre nennt, fragen, ob ihr Prozess dort läuft</translation>
    </message>
    <message>
        <source>A&amp;dd host…</source>
        <translation>&amp;Rechner hinzufügen…</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>Release the locks?</source>
        <translation>Sperren freigeben?</translation>
    </message>
    <message numerus="yes">
        <source>This window holds %n lock(s), or waits for them.</source>
        <translation>
            <numerusform>Dieses Fenster hält %n Sperre oder wartet darauf.</numerusform>
            <numerusform>Dieses Fenster hält %n Sperren oder wartet darauf.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Release and close</source>
        <translation>&amp;Freigeben und schließen</translation>
    </message>
    <message>
        <source>Closing the window releases them.</source>
        <translation>Beim Schließen werden sie freigegeben.</translation>
    </message>
</context>
<context>
    <name>RemoteState</name>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>Changes are reported as they happen</source>
        <translation>Änderungen werden sofort gemeldet</translation>
    </message>
    <message>
        <source>Not answering: %1</source>
        <translation>Antwortet nicht: %1</translation>
    </message>
    <message>
        <source>Does not exist there</source>
        <translation>Existiert dort nicht</translation>
    </message>
    <message>
        <source>May not be read there</source>
        <translation>Darf dort nicht gelesen werden</translation>
    </message>
</context>
<context>
    <name>ReportFacts</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Whole file</source>
        <translation>Ganze Datei</translation>
    </message>
    <message>
        <source>end of file</source>
        <translation>Dateiende</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>first and last byte</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1 by descriptor %2</source>
        <translation>%1 über Deskriptor %2</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Parent process</source>
        <translation>Elternprozess</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Link target</source>
        <translation>Linkziel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Byte</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Zugriffsrechte</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Harte Links</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Inhalt geändert</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Inode geändert</translation>
    </message>
    <message>
        <source>Inode</source>
        <translation>Inode</translation>
    </message>
    <message>
        <source>%1 on device %2:%3</source>
        <translation>%1 auf Gerät %2:%3</translation>
    </message>
    <message>
        <source>File system</source>
        <translation>Dateisystem</translation>
    </message>
    <message>
        <source>%1, remote</source>
        <translation>%1, über das Netz</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>confidence and reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, according to the lock table only</source>
        <translation>%1, nur laut Sperrtabelle</translation>
    </message>
    <message>
        <source>Not visible to this user</source>
        <translation>Für diesen Benutzer nicht sichtbar</translation>
    </message>
    <message>
        <source>deadlock: %1</source>
        <translation>Deadlock: %1</translation>
    </message>
    <message>
        <source>while the recorded process is running</source>
        <translation>solange der genannte Prozess läuft</translation>
    </message>
    <message>
        <source>while a process has a kernel lock on it</source>
        <translation>solange ein Prozess eine Kernel-Sperre darauf hält</translation>
    </message>
    <message>
        <source>while it exists</source>
        <translation>solange sie vorhanden ist</translation>
    </message>
    <message>
        <source>while it is refreshed in time</source>
        <translation>solange sie rechtzeitig erneuert wird</translation>
    </message>
    <message>
        <source>while a process has a kernel lock on its companion file</source>
        <translation>solange ein Prozess eine Kernel-Sperre auf ihrer Begleitdatei hält</translation>
    </message>
    <message>
        <source>while a process listens on the recorded port</source>
        <translation>solange ein Prozess auf dem genannten Port lauscht</translation>
    </message>
    <message>
        <source>never: it is not a lock</source>
        <translation>nie: Sie ist keine Sperre</translation>
    </message>
    <message>
        <source>PID in its namespaces</source>
        <translation>PID in seinen Namensräumen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Rat</translation>
    </message>
    <message>
        <source>Describe the format if you know the program that creates this lock. Lockscope then recognises all locks of this kind.</source>
        <translation>Beschreiben Sie das Format, wenn Sie das Programm kennen, das diese Sperre anlegt. Lockscope erkennt dann alle Sperren dieser Art.</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Its program treats it as stale</source>
        <translation>Gilt ihrem Programm als verwaist</translation>
    </message>
    <message>
        <source>Never remove it</source>
        <translation>Nie entfernen</translation>
    </message>
    <message>
        <source>To find the holder</source>
        <translation>Den Inhaber finden</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>Bekannt aus</translation>
    </message>
    <message>
        <source>Described in</source>
        <translation>Beschrieben in</translation>
    </message>
    <message>
        <source>User ID of the file owner</source>
        <translation>Benutzer-ID des Dateieigentümers</translation>
    </message>
    <message>
        <source>Companion files</source>
        <translation>Begleitdateien</translation>
    </message>
    <message>
        <source>It can be broken safely.</source>
        <translation>Sie lässt sich gefahrlos aufbrechen.</translation>
    </message>
    <message>
        <source>Do not remove it: %1.</source>
        <translation>Nicht entfernen: %1.</translation>
    </message>
    <message>
        <source>Breaking it is not safe: %1.</source>
        <translation>Aufbrechen ist nicht gefahrlos: %1.</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>source, host</comment>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Fencing token</source>
        <translation>Fencing-Token</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
</context>
<context>
    <name>ReportMarkdown</name>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Kernel locks</source>
        <translation>Kernel-Sperren</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Holders</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Waiters</source>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Supports</source>
        <translation>Spricht für</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Feststellung</translation>
    </message>
    <message>
        <source>Inspected on host %1, reported at %2 by Lockscope %3.</source>
        <translation>Untersucht auf Rechner %1, berichtet am %2 von Lockscope %3.</translation>
    </message>
    <message>
        <source>Parents and children</source>
        <translation>Eltern- und Kindprozesse</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartende</translation>
    </message>
</context>
<context>
    <name>SignalMenu</name>
    <message>
        <source>asks it to exit cleanly</source>
        <translation>fordert ihn auf, sich geordnet zu beenden</translation>
    </message>
    <message>
        <source>interrupts it, like Ctrl+C in its terminal</source>
        <translation>unterbricht ihn, wie Strg+C in seinem Terminal</translation>
    </message>
    <message>
        <source>ends it; many daemons reload their configuration instead</source>
        <translation>beendet ihn; viele Dienste lesen stattdessen ihre Konfiguration neu</translation>
    </message>
    <message>
        <source>ends it with a core dump</source>
        <translation>beendet ihn mit einem Speicherabzug</translation>
    </message>
    <message>
        <source>lets a stopped process continue</source>
        <translation>lässt einen angehaltenen Prozess weiterlaufen</translation>
    </message>
    <message>
        <source>kills it immediately; it cannot save anything</source>
        <translation>beendet ihn sofort; er kann nichts mehr speichern</translation>
    </message>
</context>
<context>
    <name>VerdictWords</name>
    <message>
        <source>Held</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Verwaist</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Presumed</source>
        <translation>Vermutet</translation>
    </message>
    <message>
        <source>it belongs to another host</source>
        <translation>sie gehört zu einem anderen Rechner</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>sie ist nicht lesbar</translation>
    </message>
    <message>
        <source>its format is not recognised</source>
        <translation>ihr Format wurde nicht erkannt</translation>
    </message>
    <message>
        <source>Appeared</source>
        <translation>Aufgetaucht</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Ersetzt</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Aufgebrochen</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>flock</source>
        <translation>flock</translation>
    </message>
    <message>
        <source>POSIX</source>
        <translation>POSIX</translation>
    </message>
    <message>
        <source>OFD</source>
        <comment>open file description lock</comment>
        <translation>OFD</translation>
    </message>
    <message>
        <source>Lease</source>
        <translation>Lease</translation>
    </message>
    <message>
        <source>Shared (read)</source>
        <translation>Geteilt (Lesen)</translation>
    </message>
    <message>
        <source>Exclusive (write)</source>
        <translation>Exklusiv (Schreiben)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Symbolic link</source>
        <translation>Symbolischer Link</translation>
    </message>
    <message>
        <source>FIFO</source>
        <translation>FIFO</translation>
    </message>
    <message>
        <source>Socket</source>
        <translation>Socket</translation>
    </message>
    <message>
        <source>Character device</source>
        <translation>Zeichengerät</translation>
    </message>
    <message>
        <source>Block device</source>
        <translation>Blockgerät</translation>
    </message>
    <message>
        <source>a process has the file open</source>
        <translation>ein Prozess hat die Datei geöffnet</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>Bewiesen</translation>
    </message>
    <message>
        <source>a process holds a kernel lock on it</source>
        <translation>ein Prozess hält eine Kernel-Sperre darauf</translation>
    </message>
    <message>
        <source>no process holds a kernel lock on it</source>
        <translation>kein Prozess hält eine Kernel-Sperre darauf</translation>
    </message>
    <message>
        <source>its process is running</source>
        <translation>ihr Prozess läuft</translation>
    </message>
    <message>
        <source>its process is not running</source>
        <translation>ihr Prozess läuft nicht</translation>
    </message>
    <message>
        <source>its PID belongs to a newer process</source>
        <translation>ihre PID gehört einem neueren Prozess</translation>
    </message>
    <message>
        <source>the host was rebooted since then</source>
        <translation>der Rechner wurde seitdem neu gestartet</translation>
    </message>
    <message>
        <source>a process of another program has its PID</source>
        <translation>ein Prozess eines anderen Programms hat ihre PID</translation>
    </message>
    <message>
        <source>its process is a zombie</source>
        <translation>ihr Prozess ist ein Zombie</translation>
    </message>
    <message>
        <source>its PID belongs to another PID namespace</source>
        <translation>ihre PID gehört zu einem anderen PID-Namensraum</translation>
    </message>
    <message>
        <source>its PID is ambiguous</source>
        <translation>ihre PID ist mehrdeutig</translation>
    </message>
    <message>
        <source>it records no owner</source>
        <translation>sie nennt keinen Eigentümer</translation>
    </message>
    <message>
        <source>it is incomplete</source>
        <translation>sie ist unvollständig</translation>
    </message>
    <message>
        <source>its heartbeat is overdue</source>
        <translation>ihr Lebenszeichen ist überfällig</translation>
    </message>
    <message>
        <source>its heartbeat is recent</source>
        <translation>ihr Lebenszeichen ist frisch</translation>
    </message>
    <message>
        <source>it exists</source>
        <translation>sie ist vorhanden</translation>
    </message>
    <message>
        <source>its number is a port that is in use</source>
        <translation>ihre Zahl ist ein Port, der in Gebrauch ist</translation>
    </message>
    <message>
        <source>it does not exist</source>
        <translation>sie ist nicht vorhanden</translation>
    </message>
    <message>
        <source>Acquired</source>
        <translation>Gesetzt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Ongoing</source>
        <translation>Dauert an</translation>
    </message>
    <message>
        <source>Became stale</source>
        <translation>Verwaist</translation>
    </message>
    <message>
        <source>Replaced by another file</source>
        <translation>Durch andere Datei ersetzt</translation>
    </message>
    <message>
        <source>Acquired by another process</source>
        <translation>Von anderem Prozess gesetzt</translation>
    </message>
    <message>
        <source>End not observed</source>
        <translation>Ende nicht beobachtet</translation>
    </message>
    <message>
        <source>Unknown type</source>
        <translation>Unbekannter Typ</translation>
    </message>
    <message>
        <source>the file server decides</source>
        <translation>der Dateiserver entscheidet</translation>
    </message>
    <message>
        <source>Probably held</source>
        <translation>Wahrscheinlich belegt</translation>
    </message>
    <message>
        <source>Probably free</source>
        <translation>Wahrscheinlich frei</translation>
    </message>
    <message>
        <source>Holder exited</source>
        <translation>Inhaber beendet</translation>
    </message>
    <message>
        <source>its lease has not ended</source>
        <translation>ihre Lease läuft noch</translation>
    </message>
    <message>
        <source>its lease ended, but its process is running</source>
        <translation>ihre Lease ist abgelaufen, aber ihr Prozess läuft</translation>
    </message>
    <message>
        <source>its server does not answer</source>
        <translation>ihr Server antwortet nicht</translation>
    </message>
</context>
<context>
    <name>WaitGraph</name>
    <message>
        <source>%1 waits for %2, which %3 holds</source>
        <translation>%1 wartet auf %2 (Inhaber: %3)</translation>
    </message>
    <message>
        <source>%1 waits for %2.</source>
        <translation>%1 wartet auf %2.</translation>
    </message>
    <message>
        <source>%1 waits for %2, which %3 holds.</source>
        <translation>%1 wartet auf %2 (Inhaber: %3).</translation>
    </message>
    <message>
        <source>Deadlock: %1. Ending one of them lets the others continue.</source>
        <translation>Deadlock: %1. Wird einer von ihnen beendet, können die anderen weiterlaufen.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more process(es)</source>
        <translation>
            <numerusform>und %n weiterer Prozess</numerusform>
            <numerusform>und %n weitere Prozesse</numerusform>
        </translation>
    </message>
    <message>
        <source>Held by %1</source>
        <translation>Gehalten von %1</translation>
    </message>
    <message>
        <source>Waits for %1</source>
        <translation>Wartet auf %1</translation>
    </message>
    <message>
        <source>%1 waits for it</source>
        <translation>%1 wartet darauf</translation>
    </message>
    <message>
        <source>Holds %1</source>
        <translation>Hält %1</translation>
    </message>
    <message>
        <source>PIDs: %1</source>
        <translation>PIDs: %1</translation>
    </message>
    <message>
        <source>Part of a deadlock</source>
        <translation>Teil eines Deadlocks</translation>
    </message>
    <message>
        <source>Deadlock of %1.</source>
        <translation>Deadlock von %1.</translation>
    </message>
</context>
<context>
    <name>WaitingChain</name>
    <message>
        <source>an unknown process</source>
        <translation>einem unbekannten Prozess</translation>
    </message>
    <message>
        <source>%1 waits for it.</source>
        <translation>%1 wartet darauf.</translation>
    </message>
    <message>
        <source>%1 waits for %2, held by %3.</source>
        <translation>%1 wartet auf %2, gehalten von %3.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Shows lock files and kernel locks: which process holds each lock, which processes wait for it, and which locks are stale.</source>
        <translation>Zeigt Sperrdateien und Kernel-Sperren: welcher Prozess sie hält, welche Prozesse warten und welche Sperren verwaist sind.</translation>
    </message>
    <message>
        <source>Colours: system, light or dark.</source>
        <translation>Farben: system, light oder dark.</translation>
    </message>
    <message>
        <source>Try: %1</source>
        <translation>Hilfe: %1</translation>
    </message>
    <message>
        <source>Open a new window instead of adding the paths to the open one.</source>
        <translation>Öffnet ein neues Fenster, statt die Pfade dem offenen hinzuzufügen.</translation>
    </message>
    <message>
        <source>The settings could not be read. The defaults are used.</source>
        <translation>Die Einstellungen konnten nicht gelesen werden. Es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>Unknown theme: %1.</source>
        <translation>Unbekanntes Farbschema: %1.</translation>
    </message>
    <message>
        <source>Files and folders to watch. By default: the places that were watched last, or the kernel locks of this host and the folders of well-known programs. ssh://HOST/PATH is watched on another host, etcd://HOST:PORT/NAME in etcd. Captures (*.lockscope.json) open read-only.</source>
        <translation>Zu beobachtende Dateien und Ordner. Voreinstellung: die zuletzt beobachteten Orte oder die Kernel-Sperren dieses Rechners und die Ordner bekannter Programme. ssh://HOST/PFAD wird auf einem anderen Rechner beobachtet, etcd://HOST:PORT/NAME in etcd. Aufnahmen (*.lockscope.json) werden schreibgeschützt geöffnet.</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-FileCopyrightText: The Lockscope authors -->
<!-- SPDX-License-Identifier: MIT -->
<TS version="2.1" language="de" sourcelanguage="en">
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
</context>
<context>
    <name>DecidingWords</name>
    <message>
        <source>that host</source>
        <translation>jenem Rechner</translation>
    </message>
    <message>
        <source>To decide it: look at it on %1, or ask there whether its process lives.</source>
        <translation>Zur Klärung: auf %1 ansehen oder dort nachsehen, ob der Prozess läuft.</translation>
    </message>
    <message>
        <source>To decide it: look at it inside its container, or from the host as root.</source>
        <translation>Zur Klärung: im Container selbst ansehen oder vom Rechner aus als root.</translation>
    </message>
    <message>
        <source>To decide it: see which of the numbers in it is the owner&apos;s; the others may be anybody&apos;s.</source>
        <translation>Zur Klärung: nachsehen, welche der Nummern darin dem Eigentümer gehört; die anderen können irgendwem gehören.</translation>
    </message>
    <message>
        <source>To decide it: ask who made it. It names nobody, and age alone proves nothing.</source>
        <translation>Zur Klärung: herausfinden, wer sie angelegt hat. Sie nennt niemanden, und das Alter allein beweist nichts.</translation>
    </message>
    <message>
        <source>To decide it: look again in a moment (F5); somebody may be writing it now.</source>
        <translation>Zur Klärung: gleich noch einmal ansehen (F5); vielleicht wird sie gerade geschrieben.</translation>
    </message>
    <message>
        <source>To decide it: look as a user who may read it, for instance as root.</source>
        <translation>Zur Klärung: als Benutzer ansehen, der sie lesen darf, zum Beispiel als root.</translation>
    </message>
    <message>
        <source>To decide it: see under Process whether that is the program which made it.</source>
        <translation>Zur Klärung: unter „Prozess“ nachsehen, ob dieses Programm sie angelegt hat.</translation>
    </message>
    <message>
        <source>To decide it: see whether its program still runs; it may only be slow.</source>
        <translation>Zur Klärung: nachsehen, ob ihr Programm noch läuft; vielleicht ist es nur langsam.</translation>
    </message>
    <message>
        <source>To decide it: find out which program makes it; its format is not known here.</source>
        <translation>Zur Klärung: herausfinden, welches Programm sie anlegt; ihr Format ist hier nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>HolderText</name>
    <message>
        <source>this window (%1)</source>
        <translation>dieses Fenster (%1)</translation>
    </message>
</context>
<context>
    <name>LockCategory</name>
    <message>
        <source>%1 held</source>
        <translation>%1 gehalten</translation>
    </message>
    <message>
        <source>%1 stale</source>
        <translation>%1 verwaist</translation>
    </message>
    <message>
        <source>%1 waited for</source>
        <translation>%1 mit Wartenden</translation>
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
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Verwaist</translation>
    </message>
    <message>
        <source>Waited for</source>
        <translation>Mit Wartenden</translation>
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
</context>
<context>
    <name>LockFilter</name>
    <message>
        <source>There is no “%1”. What can be asked for: %2. To look for the text itself, put it in quotes.</source>
        <translation>„%1“ gibt es nicht. Abfragen lassen sich: %2. Wird der Text selbst gesucht, gehört er in Anführungszeichen.</translation>
    </message>
    <message>
        <source>“%1” is followed by a colon: %1:%2.</source>
        <translation>Auf „%1“ folgt ein Doppelpunkt: %1:%2.</translation>
    </message>
    <message>
        <source>“%1” is no time. Write it like 30s, 5min, 2h or 3d.</source>
        <translation>„%1“ ist keine Zeit. Schreibweise: 30s, 5min, 2h oder 3d.</translation>
    </message>
    <message>
        <source>Write %1&gt;%2 for longer than that, %1&lt;%2 for less.</source>
        <translation>%1&gt;%2 bedeutet länger als das, %1&lt;%2 kürzer.</translation>
    </message>
    <message>
        <source>“%1” is no number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>“%1” is no process number.</source>
        <translation>„%1“ ist keine Prozessnummer.</translation>
    </message>
    <message>
        <source>“%1” is no verdict. There are: %2.</source>
        <translation>„%1“ ist kein Befund. Es gibt: %2.</translation>
    </message>
</context>
<context>
    <name>LockRow</name>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>inode %1 on device %2:%3</source>
        <translation>Inode %1 auf Gerät %2:%3</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::BreakDesk</name>
    <message>
        <source>Process %1 does not hold it any more.</source>
        <translation>Prozess %1 hält sie nicht mehr.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::BreakDialog</name>
    <message>
        <source>Looking at it again…</source>
        <translation>Wird noch einmal angesehen…</translation>
    </message>
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
        <source>&amp;Break it all the same</source>
        <translation>&amp;Trotzdem aufbrechen</translation>
    </message>
    <message>
        <source>&amp;Break it</source>
        <translation>&amp;Aufbrechen</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Break the %n that are safe</source>
        <translation>
            <numerusform>Die %n unbedenkliche &amp;aufbrechen</numerusform>
            <numerusform>Die %n unbedenklichen &amp;aufbrechen</numerusform>
        </translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Aufgebrochen</translation>
    </message>
    <message>
        <source>%1 of %2 broken. They can be put back.</source>
        <translation>%1 von %2 aufgebrochen. Zurücklegen ist möglich.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 – left alone</source>
        <translation>%1 – bleibt</translation>
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
</context>
<context>
    <name>Lockscope::Ui::BrokenDialog</name>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Aufgebrochen</translation>
    </message>
    <message>
        <source>What was known of it</source>
        <translation>Was über sie bekannt war</translation>
    </message>
    <message>
        <source>&amp;Put it back</source>
        <translation>&amp;Zurücklegen</translation>
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
        <source>%1 is back as it was.</source>
        <translation>%1 ist wieder wie zuvor.</translation>
    </message>
    <message>
        <source>No lock was broken here in the last days.</source>
        <translation>In den letzten Tagen wurde hier keine Sperre aufgebrochen.</translation>
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
    <name>Lockscope::Ui::ContentView</name>
    <message>
        <source>A symbolic link has no content; its target says what there is to say.</source>
        <translation>Ein symbolischer Link hat keinen Inhalt; was zu sagen ist, sagt sein Ziel.</translation>
    </message>
    <message>
        <source>Only a regular file has content that can be looked at.</source>
        <translation>Nur bei einer gewöhnlichen Datei lässt sich der Inhalt ansehen.</translation>
    </message>
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
        <source>Content as hexadecimal numbers</source>
        <translation>Inhalt als Hexadezimalzahlen</translation>
    </message>
    <message>
        <source>The first %1 of %2 bytes:</source>
        <translation>Die ersten %1 von %2 Byte:</translation>
    </message>
    <message>
        <source>Understood: %1</source>
        <translation>Verstanden: %1</translation>
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
        <source>&amp;Shared: others may read too</source>
        <translation>&amp;Geteilt: auch andere dürfen lesen</translation>
    </message>
    <message>
        <source>&amp;Keep the file when it is released</source>
        <translation>Datei nach der &amp;Freigabe behalten</translation>
    </message>
    <message>
        <source>&amp;Take the lock</source>
        <translation>Sperre &amp;setzen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Take a lock</source>
        <translation>Sperre setzen</translation>
    </message>
    <message>
        <source>Not waiting any more.</source>
        <translation>Es wird nicht mehr gewartet.</translation>
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
        <source>{pid} and {hostname} are filled in; {{ and }} are braces</source>
        <translation>{pid} und {hostname} werden eingesetzt; {{ und }} sind geschweifte Klammern</translation>
    </message>
    <message>
        <source>The file that all who take the lock name</source>
        <translation>Datei, die alle Beteiligten angeben</translation>
    </message>
    <message>
        <source>try once</source>
        <translation>einmal versuchen</translation>
    </message>
    <message>
        <source>wait at most</source>
        <translation>höchstens warten</translation>
    </message>
    <message>
        <source>wait until it comes</source>
        <translation>warten, bis sie frei wird</translation>
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
        <source>What will be on disk</source>
        <translation>Was auf der Platte stehen wird</translation>
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
        <source>&amp;Where it is held:</source>
        <translation>&amp;Wenn sie gehalten wird:</translation>
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
        <source>It cannot promise: %1.</source>
        <translation>Nicht zugesichert: %1.</translation>
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
</context>
<context>
    <name>Lockscope::Ui::DetailsPane</name>
    <message>
        <source>Speaks for</source>
        <translation>Spricht für</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
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
        <translation>Halter</translation>
    </message>
    <message>
        <source>Waiters</source>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>Select a lock to see who holds it, and how that is known.</source>
        <translation>Eine Sperre auswählen, um zu sehen, wer sie hält und woher das bekannt ist.</translation>
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
        <source>Verdict</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Path of the lock</source>
        <translation>Pfad der Sperre</translation>
    </message>
    <message>
        <source>Pages about the lock</source>
        <translation>Seiten über die Sperre</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::EventModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::EventsPage</name>
    <message>
        <source>What happened</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>What happens to the locks that are watched is listed here.</source>
        <translation>Was mit den beobachteten Sperren geschieht, wird hier aufgelistet.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::FilterBar</name>
    <message>
        <source>Filters to choose from, and those that you kept</source>
        <translation>Vorgeschlagene und gemerkte Filter</translation>
    </message>
    <message>
        <source>Choose a filter</source>
        <translation>Filter wählen</translation>
    </message>
    <message>
        <source>All</source>
        <comment>locks</comment>
        <translation>Alle</translation>
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
        <source>Words that occur in a lock&apos;s texts, and parts such as verdict:stale or age&gt;1h</source>
        <translation>Wörter, die in den Texten einer Sperre vorkommen, und Teile wie verdict:stale oder age&gt;1h</translation>
    </message>
    <message>
        <source>Every word must occur in a lock&apos;s name, kind, owner, holder or folder.
Parts with a key narrow further: verdict:stale,held  path:/srv  kind:flock  pid:4242  user:anna
host:box  age&gt;1h  held&lt;5min  waiters&gt;0.  A minus excludes: -kind:git.  Ctrl+Space offers what fits.</source>
        <translation>Jedes Wort muss in Name, Art, Eigentümer, Halter oder Ordner einer Sperre vorkommen.
Teile mit Schlüssel grenzen weiter ein: verdict:stale,held  path:/srv  kind:flock  pid:4242  user:anna
host:box  age&gt;1h  held&lt;5min  waiters&gt;0.  Ein Minus schließt aus: -kind:git.  Strg+Leertaste bietet Passendes an.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HeldLocks</name>
    <message>
        <source>%1 is held by another.</source>
        <translation>%1 wird schon gehalten.</translation>
    </message>
    <message>
        <source>%1 is held by %2.</source>
        <translation>%1 wird von %2 gehalten.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HeldLocksPanel</name>
    <message>
        <source>held for %1</source>
        <translation>gehalten seit %1</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>wartet seit %1</translation>
    </message>
    <message>
        <source>Held by this window</source>
        <translation>Von diesem Fenster gehalten</translation>
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
    <name>Lockscope::Ui::HistoryView</name>
    <message>
        <source>Since</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>It was</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>Durch wen</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>History of the lock</source>
        <translation>Verlauf der Sperre</translation>
    </message>
    <message>
        <source>Nothing is recorded: the history is turned off.</source>
        <translation>Es wird nichts aufgezeichnet: Der Verlauf ist abgeschaltet.</translation>
    </message>
    <message>
        <source>Nothing was recorded of this lock yet. Who holds it, and until when, is noted as it happens.</source>
        <translation>Zu dieser Sperre ist noch nichts aufgezeichnet. Wer sie hält und bis wann, wird laufend notiert.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HolderBox</name>
    <message>
        <source>Nobody holds it any more.</source>
        <translation>Niemand hält sie mehr.</translation>
    </message>
    <message>
        <source>End its holder instead:</source>
        <translation>Stattdessen den Halter beenden:</translation>
    </message>
    <message>
        <source>&amp;Kill it</source>
        <translation>Beenden &amp;erzwingen</translation>
    </message>
    <message>
        <source>&amp;Ask it to end</source>
        <translation>Zum &amp;Beenden auffordern</translation>
    </message>
    <message>
        <source>SIGKILL: it ends at once and can save nothing</source>
        <translation>SIGKILL: Er endet sofort und kann nichts mehr sichern</translation>
    </message>
    <message>
        <source>SIGTERM: it can finish what it does, or not listen</source>
        <translation>SIGTERM: Er kann zu Ende bringen, was er tut, oder nicht darauf hören</translation>
    </message>
    <message>
        <source>Process %1 was asked to end. If it does not listen, it can be killed.</source>
        <translation>Prozess %1 wurde zum Beenden aufgefordert. Hört er nicht darauf, lässt sich das Beenden erzwingen.</translation>
    </message>
    <message>
        <source>Process %1 was killed.</source>
        <translation>Das Beenden von Prozess %1 wurde erzwungen.</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::LockTableModel</name>
    <message>
        <source>over %1</source>
        <comment>held for at least this long</comment>
        <translation>über %1</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>It was held already when it was first looked at: %1</source>
        <translation>Beim ersten Ansehen schon gehalten: %1</translation>
    </message>
    <message>
        <source>What is to be thought of the lock</source>
        <translation>Was von der Sperre zu halten ist</translation>
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
        <source>What the lock says about its owner: only a claim</source>
        <translation>Was die Sperre über ihren Eigentümer sagt: nur eine Behauptung</translation>
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
        <translation>Halter</translation>
    </message>
    <message>
        <source>The host that the lock names</source>
        <translation>Der Rechner, den die Sperre nennt</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>How long its holder has had it, as far as that is known</source>
        <translation>Wie lange der Halter sie schon hat, soweit bekannt</translation>
    </message>
    <message>
        <source>Held for</source>
        <translation>Gehalten</translation>
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
        <source>How many processes wait for the lock</source>
        <translation>Wie viele Prozesse auf die Sperre warten</translation>
    </message>
    <message>
        <source>Waiters</source>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>The folder that the lock lies in</source>
        <translation>Der Ordner, in dem die Sperre liegt</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
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
        <source>Looking for locks…</source>
        <translation>Suche nach Sperren…</translation>
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
        <source>There is no lock in what is watched now. Add a folder, or drop files and folders here.</source>
        <translation>Wo jetzt beobachtet wird, liegt keine Sperre. Einen Ordner hinzufügen oder Dateien und Ordner hierher ziehen.</translation>
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
        <source>About Lockscope</source>
        <translation>Über Lockscope</translation>
    </message>
    <message>
        <source>Lockscope %1</source>
        <translation>Lockscope %1</translation>
    </message>
    <message>
        <source>Shows lock files and kernel locks: who holds them, who waits, and which were left behind. Looking changes nothing.

Free software under the MIT licence.</source>
        <translation>Zeigt Sperrdateien und Kernel-Sperren: wer sie hält, wer wartet und welche verwaist sind. Das Ansehen ändert nichts.

Freie Software unter der MIT-Lizenz.</translation>
    </message>
    <message>
        <source>Waiting (%1)</source>
        <translation>Wartende (%1)</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
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
        <source>%1 problems. The last: %2</source>
        <translation>%1 Probleme. Das letzte: %2</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>%1 war nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::Notifier</name>
    <message>
        <source>%1 is free.</source>
        <translation>%1 ist frei.</translation>
    </message>
    <message>
        <source>%1 was left behind.</source>
        <translation>%1 ist zurückgeblieben.</translation>
    </message>
    <message>
        <source>%1 is held for longer than %2.</source>
        <translation>%1 wird länger als %2 gehalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s) were left behind.</source>
        <translation>
            <numerusform>%n Sperre ist zurückgeblieben.</numerusform>
            <numerusform>%n Sperren sind zurückgeblieben.</numerusform>
        </translation>
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
        <source>When it is left &amp;behind</source>
        <translation>Wenn sie &amp;zurückbleibt</translation>
    </message>
    <message>
        <source>When it is held for &amp;longer than…</source>
        <translation>Wenn sie &amp;länger gehalten wird als …</translation>
    </message>
    <message>
        <source>Forget &amp;what was asked for</source>
        <translation>&amp;Wünsche vergessen</translation>
    </message>
    <message>
        <source>Notify me</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>When it is held for longer than so many minutes:</source>
        <translation>Wenn sie länger gehalten wird als so viele Minuten:</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::PlanView</name>
    <message>
        <source>Why: %1.</source>
        <translation>Grund: %1.</translation>
    </message>
    <message>
        <source>Safe to break: its holder is proved to be gone. It can be put back.</source>
        <translation>Aufbrechen ist unbedenklich: Ihr Halter ist nachweislich weg. Zurücklegen ist möglich.</translation>
    </message>
    <message>
        <source>Not proved to be left behind.</source>
        <translation>Nicht nachweislich verwaist.</translation>
    </message>
    <message>
        <source>Cannot be broken.</source>
        <translation>Lässt sich nicht aufbrechen.</translation>
    </message>
    <message>
        <source>Nothing is there any more.</source>
        <translation>Da ist nichts mehr.</translation>
    </message>
    <message>
        <source>Holder: %1.</source>
        <translation>Halter: %1.</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Speaks for</source>
        <translation>Spricht für</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
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
        <source>To break it all the same, type its name: %1</source>
        <translation>Zum Aufbrechen trotz allem den Namen eingeben: %1</translation>
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
        <source>Run as root to see what it has open.</source>
        <translation>Als root starten, um zu sehen, was er offen hat.</translation>
    </message>
    <message>
        <source>It does not have the lock open.</source>
        <translation>Er hat die Sperre nicht offen.</translation>
    </message>
    <message>
        <source>Where it came from, what it started</source>
        <translation>Woher er kommt, was er gestartet hat</translation>
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
        <source>Processes around the holder</source>
        <translation>Prozesse um den Halter</translation>
    </message>
    <message>
        <source>Has open</source>
        <translation>Hat offen</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::SavedFilters</name>
    <message>
        <source>&amp;Forget this filter</source>
        <translation>Diesen Filter &amp;vergessen</translation>
    </message>
    <message>
        <source>&amp;Keep this filter</source>
        <translation>Diesen Filter &amp;merken</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Gemerkt</translation>
    </message>
    <message>
        <source>To begin with</source>
        <translation>Für den Anfang</translation>
    </message>
    <message>
        <source>Left behind: their holder is gone</source>
        <translation>Verwaist: Der Halter ist weg</translation>
    </message>
    <message>
        <source>Somebody waits for them</source>
        <translation>Jemand wartet darauf</translation>
    </message>
    <message>
        <source>Held for more than an hour</source>
        <translation>Länger als eine Stunde gehalten</translation>
    </message>
    <message>
        <source>Cannot be decided from here</source>
        <translation>Von hier aus nicht zu klären</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::SettingsDialog</name>
    <message>
        <source>The host names are not kept: this user has no home.</source>
        <translation>Die Rechnernamen werden nicht gemerkt: dieser Benutzer hat kein Heimatverzeichnis.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 konnte nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>At start, watch &amp;what was watched last</source>
        <translation>Beim Start &amp;beobachten, was zuletzt beobachtet wurde</translation>
    </message>
    <message>
        <source>Look at the &amp;kernel&apos;s locks again and again</source>
        <translation>Immer wieder nach den &amp;Kernelsperren sehen</translation>
    </message>
    <message>
        <source>Tell me on the &amp;desktop of each lock that is left behind</source>
        <translation>Jede zurückgebliebene Sperre auf dem &amp;Schreibtisch melden</translation>
    </message>
    <message>
        <source>&amp;Keep what happens to locks</source>
        <translation>&amp;Merken, was mit Sperren geschieht</translation>
    </message>
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
        <source>As the desktop</source>
        <translation>Wie die Arbeitsfläche</translation>
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
        <source>Otherwise this host&apos;s kernel locks and the places of well-known programs.</source>
        <translation>Sonst die Kernelsperren dieses Rechners und die Orte bekannter Programme.</translation>
    </message>
    <message>
        <source>The kernel tells nobody when a lock is taken. Without this it is seen only where the file is opened, written or closed.</source>
        <translation>Der Kernel meldet niemandem, wenn eine Sperre genommen wird. Ohne dies wird es nur gesehen, wo die Datei geöffnet, geschrieben oder geschlossen wird.</translation>
    </message>
    <message>
        <source>For so many &amp;days:</source>
        <translation>So viele &amp;Tage lang:</translation>
    </message>
    <message>
        <source>At most so many &amp;entries:</source>
        <translation>Höchstens so viele &amp;Einträge:</translation>
    </message>
    <message>
        <source>Other names of this host</source>
        <translation>Andere Namen dieses Rechners</translation>
    </message>
    <message>
        <source>One name a line</source>
        <translation>Ein Name je Zeile</translation>
    </message>
    <message>
        <source>A lock that names another host is not judged by the processes of this one. Name here what this host was called before, or is called elsewhere. Never name another host: its locks would look left behind.</source>
        <translation>Eine Sperre, die einen anderen Rechner nennt, wird nicht nach den Prozessen von diesem beurteilt. Nennen Sie hier, wie dieser Rechner früher hieß oder anderswo heißt. Nennen Sie nie einen anderen Rechner: seine Sperren sähen zurückgeblieben aus.</translation>
    </message>
    <message>
        <source>Who held a lock, who waited and what was left behind, while somebody watched. The oldest go first.</source>
        <translation>Wer eine Sperre hielt, wer wartete und was zurückblieb, während jemand beobachtete. Die ältesten gehen zuerst.</translation>
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
        <source>The kernel&apos;s table is read again and again</source>
        <translation>Die Tabelle des Kernels wird immer wieder gelesen</translation>
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
        <source>Stop watching the selected place</source>
        <translation>Den gewählten Ort nicht mehr beobachten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Watch a file or a folder too</source>
        <translation>Auch eine Datei oder einen Ordner beobachten</translation>
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
        <source>A path, in quotes or not, or a file: URL. Enter adds it.</source>
        <translation>Ein Pfad, mit oder ohne Anführungszeichen, oder eine URL mit file:. Die Eingabetaste fügt ihn hinzu.</translation>
    </message>
    <message>
        <source>All locks</source>
        <translation>Alle Sperren</translation>
    </message>
    <message>
        <source>This host</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Places of known programs</source>
        <translation>Orte bekannter Programme</translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s)</source>
        <translation>
            <numerusform>%n Sperre</numerusform>
            <numerusform>%n Sperren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left behind</source>
        <translation>
            <numerusform>%n verwaist</numerusform>
            <numerusform>%n verwaist</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::StatusLine</name>
    <message>
        <source>Looking for locks</source>
        <translation>Suche nach Sperren</translation>
    </message>
    <message>
        <source>%1 (%2 shown)</source>
        <translation>%1 (%2 angezeigt)</translation>
    </message>
    <message>
        <source>Looking… %1 folders, %2 names</source>
        <translation>Suche… %1 Ordner, %2 Namen</translation>
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
</context>
<context>
    <name>Lockscope::Ui::TimelinePage</name>
    <message>
        <source>Colours are holders, hatched is waiting. Ctrl+wheel zooms, dragging pans.</source>
        <translation>Farben sind Halter, Schraffur ist Warten. Strg+Mausrad zoomt, Ziehen verschiebt.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>From the first moment until now (Home)</source>
        <translation>Vom ersten Augenblick bis jetzt (Pos1)</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>To the present, and follow it (End)</source>
        <translation>Zur Gegenwart und mit ihr weiter (Ende)</translation>
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
        <source>Who held a lock and who waited for it is drawn here as it happens.</source>
        <translation>Wer eine Sperre hielt und wer darauf wartete, wird hier laufend eingezeichnet.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::TimelineView</name>
    <message>
        <source>Held</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Held by %1</source>
        <translation>Gehalten von %1</translation>
    </message>
    <message>
        <source>Waited for</source>
        <translation>Darauf gewartet</translation>
    </message>
    <message>
        <source>%1 waited for it</source>
        <translation>%1 hat darauf gewartet</translation>
    </message>
    <message>
        <source>Left behind</source>
        <translation>Verwaist</translation>
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
</context>
<context>
    <name>Lockscope::Ui::Tray</name>
    <message>
        <source>Lockscope waits for a lock</source>
        <translation>Lockscope wartet auf eine Sperre</translation>
    </message>
    <message>
        <source>Lockscope</source>
        <translation>Lockscope</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::UndoBar</name>
    <message>
        <source>Put it back</source>
        <translation>Zurücklegen</translation>
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
        <source>%1 was broken.</source>
        <translation>%1 wurde aufgebrochen.</translation>
    </message>
    <message>
        <source>%1 locks were broken. The last: %2.</source>
        <translation>%1 Sperren wurden aufgebrochen. Die letzte: %2.</translation>
    </message>
    <message>
        <source>%1 is back as it was.</source>
        <translation>%1 ist wieder wie zuvor.</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::WaitGraphView</name>
    <message>
        <source>Who waits for whom</source>
        <translation>Wer auf wen wartet</translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::WaitingView</name>
    <message>
        <source>Nobody waits for a lock</source>
        <translation>Niemand wartet auf eine Sperre</translation>
    </message>
    <message>
        <source>When a process waits for a kernel lock, it appears here with what it waits for and who holds that.</source>
        <translation>Wartet ein Prozess auf eine Kernel-Sperre, so erscheint er hier, mit der Sperre und ihrem Halter.</translation>
    </message>
</context>
<context>
    <name>MarkPreview</name>
    <message>
        <source>The thread&apos;s number, and the number at the end, are others each time.</source>
        <translation>Die Nummer des Threads und die Nummer am Ende sind jedes Mal andere.</translation>
    </message>
    <message>
        <source>a file with a flock on it</source>
        <translation>eine Datei mit einem flock darauf</translation>
    </message>
    <message>
        <source>a second name of the next</source>
        <translation>ein zweiter Name der nächsten</translation>
    </message>
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
        <source>The thread&apos;s number is another each time.</source>
        <translation>Die Nummer des Threads ist jedes Mal eine andere.</translation>
    </message>
    <message>
        <source>a row in its table “locks”: %1, %2</source>
        <translation>eine Zeile in ihrer Tabelle „locks“: %1, %2</translation>
    </message>
    <message>
        <source>a file with a flock on it; what is in it stays</source>
        <translation>eine Datei mit einem flock darauf; ihr Inhalt bleibt</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>a file: process number and program</source>
        <translation>eine Datei: Prozessnummer und Programm</translation>
    </message>
    <message>
        <source>A second line names the program.</source>
        <translation>Eine zweite Zeile nennt das Programm.</translation>
    </message>
    <message>
        <source>a file with an fcntl lock on it, empty where it is new</source>
        <translation>eine Datei mit einer fcntl-Sperre darauf; leer, wenn sie neu ist</translation>
    </message>
    <message>
        <source>The file stays when the lock is released.</source>
        <translation>Die Datei bleibt, wenn die Sperre freigegeben wird.</translation>
    </message>
    <message>
        <source>The file is removed when the lock is released.</source>
        <translation>Die Datei wird entfernt, wenn die Sperre freigegeben wird.</translation>
    </message>
</context>
<context>
    <name>PathText</name>
    <message>
        <source>“%1” is no path. Give it whole, from / on.</source>
        <translation>„%1“ ist kein Pfad. Er muss vollständig sein und mit / beginnen.</translation>
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
</context>
<context>
    <name>QMainWindow</name>
    <message>
        <source>Add &amp;file…</source>
        <translation>&amp;Datei hinzufügen…</translation>
    </message>
    <message>
        <source>Watch a lock file too</source>
        <translation>Auch eine Sperrdatei beobachten</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Watch all locks below a folder too</source>
        <translation>Auch alle Sperren unterhalb eines Ordners beobachten</translation>
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
        <source>Watch the kernel locks of this host and the places of well-known programs, nothing else</source>
        <translation>Nur die Kernel-Sperren dieses Rechners und die Orte bekannter Programme beobachten</translation>
    </message>
    <message>
        <source>&amp;Take a lock…</source>
        <translation>Sperre &amp;setzen…</translation>
    </message>
    <message>
        <source>Take a lock of any kind and hold it in this window</source>
        <translation>Eine Sperre beliebiger Art setzen und in diesem Fenster halten</translation>
    </message>
    <message>
        <source>&amp;Break…</source>
        <translation>&amp;Aufbrechen…</translation>
    </message>
    <message>
        <source>See what breaking the selected locks would do, then decide</source>
        <translation>Ansehen, was das Aufbrechen der gewählten Sperren bewirken würde, und dann entscheiden</translation>
    </message>
    <message>
        <source>&amp;Put the last broken lock back</source>
        <translation>Zuletzt aufgebrochene Sperre &amp;zurücklegen</translation>
    </message>
    <message>
        <source>Put the lock that was broken last back as it was</source>
        <translation>Die zuletzt aufgebrochene Sperre zurücklegen, wie sie war</translation>
    </message>
    <message>
        <source>B&amp;roken locks…</source>
        <translation>Auf&amp;gebrochene Sperren…</translation>
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
        <source>Look at everything again</source>
        <translation>Alles noch einmal ansehen</translation>
    </message>
    <message>
        <source>&amp;Sources</source>
        <translation>&amp;Quellen</translation>
    </message>
    <message>
        <source>Show what is watched</source>
        <translation>Zeigen, was beobachtet wird</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>Show the selected lock in full</source>
        <translation>Die gewählte Sperre ausführlich zeigen</translation>
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
        <source>They are released when it closes.</source>
        <translation>Beim Schließen wird alles freigegeben.</translation>
    </message>
    <message>
        <source>&amp;Release and close</source>
        <translation>&amp;Freigeben und schließen</translation>
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
        <source>%1, by the lock table alone</source>
        <translation>%1, nur laut Sperrtabelle</translation>
    </message>
    <message>
        <source>Not visible from here</source>
        <translation>Von hier nicht zu sehen</translation>
    </message>
    <message>
        <source>wait for each other: %1</source>
        <translation>warten aufeinander: %1</translation>
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
        <source>Number in its namespaces</source>
        <translation>Nummer in seinen Namensräumen</translation>
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
        <source>Owner&apos;s user number</source>
        <translation>Benutzernummer des Eigentümers</translation>
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
        <source>Companions</source>
        <translation>Begleitdateien</translation>
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
</context>
<context>
    <name>ReportMarkdown</name>
    <message>
        <source>Speaks for</source>
        <translation>Spricht für</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
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
        <translation>Halter</translation>
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
</context>
<context>
    <name>TimelineData</name>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
</context>
<context>
    <name>VerdictWords</name>
    <message>
        <source>Held</source>
        <translation>Gehalten</translation>
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
        <source>Proved</source>
        <translation>Bewiesen</translation>
    </message>
    <message>
        <source>Presumed</source>
        <translation>Vermutet</translation>
    </message>
    <message>
        <source>the kernel lists a lock on it</source>
        <translation>der Kernel führt eine Sperre darauf</translation>
    </message>
    <message>
        <source>the kernel lists no lock on it</source>
        <translation>der Kernel führt keine Sperre darauf</translation>
    </message>
    <message>
        <source>its process is alive</source>
        <translation>ihr Prozess läuft</translation>
    </message>
    <message>
        <source>its process has ended</source>
        <translation>ihr Prozess ist beendet</translation>
    </message>
    <message>
        <source>its process number belongs to a younger process</source>
        <translation>ihre Prozessnummer gehört einem jüngeren Prozess</translation>
    </message>
    <message>
        <source>the host has booted since</source>
        <translation>der Rechner wurde seither neu gestartet</translation>
    </message>
    <message>
        <source>a process of another name has its number</source>
        <translation>ein Prozess mit anderem Namen hat ihre Nummer</translation>
    </message>
    <message>
        <source>its process has ended and waits to be collected</source>
        <translation>ihr Prozess ist beendet und wartet auf das Abholen</translation>
    </message>
    <message>
        <source>it belongs to another host</source>
        <translation>sie gehört zu einem anderen Rechner</translation>
    </message>
    <message>
        <source>its process number counts in another pid namespace</source>
        <translation>ihre Prozessnummer gilt in einem anderen pid-Namensraum</translation>
    </message>
    <message>
        <source>its process number can be read in several ways</source>
        <translation>ihre Prozessnummer lässt sich verschieden lesen</translation>
    </message>
    <message>
        <source>it names no owner</source>
        <translation>sie nennt keinen Eigentümer</translation>
    </message>
    <message>
        <source>it is only half written</source>
        <translation>sie ist nur halb geschrieben</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>sie ist nicht lesbar</translation>
    </message>
    <message>
        <source>its sign of life is overdue</source>
        <translation>ihr Lebenszeichen ist überfällig</translation>
    </message>
    <message>
        <source>its sign of life is recent</source>
        <translation>ihr Lebenszeichen ist frisch</translation>
    </message>
    <message>
        <source>the marker is there</source>
        <translation>die Marke ist da</translation>
    </message>
    <message>
        <source>its format is not recognised</source>
        <translation>ihr Format wurde nicht erkannt</translation>
    </message>
    <message>
        <source>nothing is there</source>
        <translation>da ist nichts</translation>
    </message>
    <message>
        <source>Appeared</source>
        <translation>Aufgetaucht</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Gesetzt</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Left behind</source>
        <translation>Verwaist</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Ersetzt</translation>
    </message>
    <message>
        <source>Waited for</source>
        <translation>Darauf gewartet</translation>
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
        <source>Still so</source>
        <translation>Dauert an</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Its holder ended</source>
        <translation>Halter beendet</translation>
    </message>
    <message>
        <source>Another file took its name</source>
        <translation>Andere Datei unter dem Namen</translation>
    </message>
    <message>
        <source>Another took it</source>
        <translation>Von anderem gesetzt</translation>
    </message>
    <message>
        <source>Ended while nobody watched</source>
        <translation>Unbeobachtet beendet</translation>
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
        <source>Not seen</source>
        <translation>Nicht gesehen</translation>
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
</context>
<context>
    <name>WaitGraph</name>
    <message>
        <source>a lock without a name</source>
        <translation>eine Sperre ohne Namen</translation>
    </message>
    <message>
        <source>%1 waits for %2, which %3 holds</source>
        <translation>%1 wartet auf %2 (Halter: %3)</translation>
    </message>
    <message>
        <source>Deadlock: %1. None of them goes on until one of them ends.</source>
        <translation>Deadlock: %1. Keiner von ihnen kommt weiter, bis einer von ihnen endet.</translation>
    </message>
    <message>
        <source>%1 waits for %2.</source>
        <translation>%1 wartet auf %2.</translation>
    </message>
    <message>
        <source>%1 waits for %2, which %3 holds.</source>
        <translation>%1 wartet auf %2 (Halter: %3).</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Shows lock files and kernel locks: who holds them, who waits, what was left behind.</source>
        <translation>Zeigt Sperrdateien und Kernel-Sperren: wer sie hält, wer wartet, was verwaist ist.</translation>
    </message>
    <message>
        <source>Colours: system, light or dark.</source>
        <translation>Farben: system, light oder dark.</translation>
    </message>
    <message>
        <source>Opens a window of its own. Otherwise the paths are handed to the one that is open already.</source>
        <translation>Öffnet ein eigenes Fenster. Sonst gehen die Pfade an das Fenster, das schon offen ist.</translation>
    </message>
    <message>
        <source>Files and folders to watch. Without any: this host&apos;s kernel locks and the places of well-known programs.</source>
        <translation>Dateien und Ordner zum Beobachten. Ohne Angabe: die Kernel-Sperren dieses Rechners und die Orte bekannter Programme.</translation>
    </message>
    <message>
        <source>There is no theme %1.</source>
        <translation>Das Farbschema %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>The settings could not be read: everything has its default.</source>
        <translation>Die Einstellungen waren nicht lesbar: Es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>Try: %1</source>
        <translation>Hilfe: %1</translation>
    </message>
</context>
</TS>

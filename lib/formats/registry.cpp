// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/backupformats.h"
#include "formats/buildformats.h"
#include "formats/bzrformat.h"
#include "formats/ccacheformat.h"
#include "formats/chromiumformat.h"
#include "formats/cvsformat.h"
#include "formats/deviceformats.h"
#include "formats/emacsformat.h"
#include "formats/filelockformat.h"
#include "formats/filelockstrictformat.h"
#include "formats/firefoxformat.h"
#include "formats/fluflformat.h"
#include "formats/fslockformat.h"
#include "formats/gitformat.h"
#include "formats/gnupgformat.h"
#include "formats/javaformats.h"
#include "formats/kernellockfile.h"
#include "formats/lvmformat.h"
#include "formats/mailformats.h"
#include "formats/mercurialformat.h"
#include "formats/nixformat.h"
#include "formats/npmformat.h"
#include "formats/officeformat.h"
#include "formats/openlockformat.h"
#include "formats/packageformats.h"
#include "formats/parallelformat.h"
#include "formats/passwdformats.h"
#include "formats/pidfile.h"
#include "formats/placeholderformat.h"
#include "formats/portalockerformat.h"
#include "formats/pylockfileformat.h"
#include "formats/qlockfileformat.h"
#include "formats/recogniser.h"
#include "formats/serverformats.h"
#include "formats/storeformats.h"
#include "formats/svnformat.h"
#include "formats/twistedformat.h"
#include "formats/vimformat.h"
#include "formats/vscodeformat.h"
#include "formats/zcformat.h"

#include <lockscope/lockformats.h>

#include <algorithm>
#include <array>
#include <functional>

namespace Lockscope {

std::span<const Recogniser> recognisers()
{
    static const std::array Table = {
        ZcFormat,
        LinkFormat,
        SymlinkFormat,
        MkdirFormat,
        SqliteFormat,
        OpenlockFormat,
        QLockFileFormat,
        FilelockSoftFormat,
        FilelockLeaseFormat,
        FilelockStrictFormat,
        FilelockRwFormat,
        PortalockerPidFormat,
        FluflFormat,
        TwistedFormat,
        ParallelFormat,
        GnupgFormat,
        EmacsFormat,
        VimFormat,
        LibreOfficeFormat,
        MsOfficeFormat,
        FirefoxFormat,
        ChromiumFormat,
        MercurialFormat,
        GitFormat,
        GitPidFormat,
        GitGcFormat,
        SvnFormat,
        CvsFormat,
        BzrFormat,
        CcacheFormat,
        NixFormat,
        ProperLockfileFormat,
        NpmFormat,
        VscodeFormat,
        UucpFormat,
        X11Format,
        PostgresqlFormat,
        MongodFormat,
        DnfFormat,
        DpkgFormat,
        PacmanFormat,
        ProcmailFormat,
        LiblockfileFormat,
        MuttFormat,
        DovecotFormat,
        BorgFormat,
        ResticFormat,
        TerraformFormat,
        CargoFormat,
        GradleFormat,
        BazelFormat,
        LuceneFormat,
        DerbyFormat,
        H2Format,
        HsqldbFormat,
        LevelDbFormat,
        LmdbFormat,
        SqliteDatabaseFormat,
        ShadowFormat,
        LckpwdfFormat,
        LvmFormat,
        FslockFormat,
        PidFileFormat,
        FlockFormat,
        ZcSimpleFormat,
        FcntlFormat,
        JavaFormat,
    };
    return Table;
}

std::vector<Recognition> recogniseAll(const Subject &subject)
{
    if (auto placeholder = readPlaceholder(subject))
        return {*std::move(placeholder)};
    std::vector<Recognition> readings;
    for (const auto &recogniser : recognisers()) {
        auto reading = recogniser.recognise(subject);
        if (!reading)
            continue;
        // There are few, and the surest mostly come first.
        const auto place =
            std::ranges::upper_bound(readings, reading->confidence, std::greater(), &Recognition::confidence);
        readings.insert(place, std::move(*reading));
    }
    return readings;
}

std::vector<LockFormat> lockFormats()
{
    std::vector<LockFormat> formats;
    for (const auto &recogniser : recognisers())
        formats.push_back({recogniser.id, recogniser.description});
    return formats;
}

} // namespace Lockscope

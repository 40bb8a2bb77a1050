# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# cpack runs this over the installed files, before it makes packages of them: adds the files that every package of Debian
# has, and compresses manual pages, as Debian's policy asks.
find_program(gzip gzip REQUIRED)
string(TIMESTAMP year "%Y" UTC)
string(TIMESTAMP today "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(READ "${CPACK_RESOURCE_FILE_LICENSE}" license)
string(REGEX REPLACE "^[^\n]*\n+" "" license "${license}") # the title
string(REGEX REPLACE "\n\n" "\n.\n" license "${license}")
string(REGEX REPLACE "\n([^\n])" "\n \\1" license "\n${license}")

foreach(component IN LISTS CPACK_COMPONENTS_ALL)
    set(root "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${component}/usr/share")
    string(TOUPPER "${component}" upper)
    set(package "${CPACK_DEBIAN_${upper}_PACKAGE_NAME}")
    set(documents "${root}/doc/${package}")
    file(REMOVE_RECURSE "${root}/doc/Lockscope") # the licence: `copyright` has it
    file(WRITE "${documents}/copyright"
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Lockscope\n\n"
        "Files: *\nCopyright: ${year} The Lockscope authors\nLicense: Expat\n\nLicense: Expat${license}")
    file(WRITE "${documents}/changelog.Debian"
        "lockscope (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) unstable; urgency=medium\n\n"
        "  * Package of this version.\n\n -- ${CPACK_PACKAGE_CONTACT}  ${today}\n")
    file(GLOB_RECURSE pages "${root}/man/*.[1-9]")
    execute_process(COMMAND "${gzip}" -9n -- "${documents}/changelog.Debian" ${pages} COMMAND_ERROR_IS_FATAL ANY)
    file(GLOB_RECURSE documents_of_component "${documents}/*")
    file(CHMOD ${documents_of_component} PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endforeach()

# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# What `cpack --preset package` makes: one Debian package for each component of LockscopeInstall.cmake. dpkg-shlibdeps
# finds the libraries of other packages that they need.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lockscope)
set(CPACK_PACKAGE_CONTACT "The Lockscope authors <lockscope@localhost>")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL library development)
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/debianfiles.cmake")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(LOCKSCOPE_PACKAGE_RELEASE 1 CACHE STRING "Revision of the packages of this version")
set(CPACK_DEBIAN_PACKAGE_RELEASE "${LOCKSCOPE_PACKAGE_RELEASE}")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/lib") # the library itself
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY "=")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# The first line of each description is the summary of the package.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${CMAKE_PROJECT_NAME} built using CMake")
set(about "Programs guard shared things with locks, and locks get stuck: the holder
crashed, the machine rebooted, the PID was reused, or the lock came from a
container or another host. Lockscope tells who holds a lock, whether it is
stale and why, and breaks it in a way that can be undone.
")
set(version "${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")
set(library "liblockscope${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME "${library}")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
file(WRITE "${PROJECT_BINARY_DIR}/debian/triggers" "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA "${PROJECT_BINARY_DIR}/debian/triggers")
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "lock files: acquire, inspect, break and watch them
${about}
This package has the shared library.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME liblockscope-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "${library} (= ${version}), qt6-base-dev (>= 6.4), libsqlite3-dev")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "lock files: headers, test kit and CMake package
${about}
This package has what programs need to be built with the library, the
static libraries for locks in etcd and of dialogs, and the test kit.")

if(TARGET LockscopeQml)
    list(APPEND CPACK_COMPONENTS_ALL qml)
    set(CPACK_DEBIAN_QML_PACKAGE_NAME qml6-module-lockscope)
    set(CPACK_DEBIAN_QML_PACKAGE_SECTION libs)
    set(CPACK_DEBIAN_QML_PACKAGE_DEPENDS
        "${library} (= ${version}), qml6-module-qtqml, qml6-module-qtqml-models, qml6-module-qtqml-workerscript")
    set(CPACK_DEBIAN_QML_DESCRIPTION "lock files: the QML module Lockscope
${about}
This package has the QML module: locks, models of locks and of their
history, and breaking.")
endif()
if(LOCKSCOPE_BUILD_REFERENCE AND TARGET reference)
    list(APPEND CPACK_COMPONENTS_ALL documentation)
    set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_NAME liblockscope-doc)
    set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_SECTION doc)
    set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_ARCHITECTURE all)
    set(CPACK_DEBIAN_DOCUMENTATION_DESCRIPTION "lock files: reference of the library
${about}
This package has the reference, for browsers: begin with
/usr/share/doc/liblockscope-doc/html/index.html.")
endif()
if(TARGET lockscopectl)
    list(APPEND CPACK_COMPONENTS_ALL terminal)
    set(CPACK_DEBIAN_TERMINAL_PACKAGE_NAME lockscopectl)
    set(CPACK_DEBIAN_TERMINAL_PACKAGE_SECTION admin)
    set(CPACK_DEBIAN_TERMINAL_PACKAGE_DEPENDS "${library} (= ${version})")
    set(CPACK_DEBIAN_TERMINAL_PACKAGE_SUGGESTS "lockscope, lockscopectl-etcd, openssh-client")
    set(CPACK_DEBIAN_TERMINAL_DESCRIPTION "who holds a lock, and is it stale? For the terminal
${about}
This package has lockscopectl, for servers and scripts.")
endif()
if(TARGET lockscopectl-etcd)
    list(APPEND CPACK_COMPONENTS_ALL etcd)
    set(CPACK_DEBIAN_ETCD_PACKAGE_NAME lockscopectl-etcd)
    set(CPACK_DEBIAN_ETCD_PACKAGE_SECTION admin)
    set(CPACK_DEBIAN_ETCD_PACKAGE_DEPENDS "${library} (= ${version}), lockscopectl (= ${version})")
    set(CPACK_DEBIAN_ETCD_PACKAGE_SUGGESTS etcd-server)
    set(CPACK_DEBIAN_ETCD_DESCRIPTION "who holds a lock, and is it stale? Locks in etcd
${about}
This package lets lockscopectl acquire, inspect and break locks in etcd,
which the programs of several hosts share.")
endif()
if(TARGET lockscope)
    list(APPEND CPACK_COMPONENTS_ALL window)
    set(CPACK_DEBIAN_WINDOW_PACKAGE_NAME lockscope)
    set(CPACK_DEBIAN_WINDOW_PACKAGE_SECTION admin)
    set(CPACK_DEBIAN_WINDOW_PACKAGE_DEPENDS "${library} (= ${version})")
    set(CPACK_DEBIAN_WINDOW_PACKAGE_RECOMMENDS "fonts-dejavu-core, qt6-translations-l10n")
    set(CPACK_DEBIAN_WINDOW_PACKAGE_SUGGESTS "lockscopectl, pkexec")
    set(CPACK_DEBIAN_WINDOW_DESCRIPTION "who holds a lock, and is it stale? A window
${about}
This package has the window.")
endif()

include(CPack)

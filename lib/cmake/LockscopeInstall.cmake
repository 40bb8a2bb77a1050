# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# A shared library links SQLite and RE2 itself; a program that links the static library must link them.
if(BUILD_SHARED_LIBS)
    set(needs_libraries FALSE)
    set(static_requires "")
else()
    set(needs_libraries TRUE)
    set(static_requires ", sqlite3, re2")
endif()

# What `cmake --install` installs, and where. Programs and libraries find each other by relative paths, so the directory
# may be moved.
include(CMakePackageConfigHelpers)

set(package_directory "${CMAKE_INSTALL_LIBDIR}/cmake/Lockscope")

install(TARGETS Lockscope EXPORT LockscopeTargets
    LIBRARY COMPONENT library NAMELINK_COMPONENT development
    ARCHIVE COMPONENT development
    FILE_SET HEADERS COMPONENT development
    INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}") # for CMake before 3.23, which knows no file sets
install(EXPORT LockscopeTargets
    NAMESPACE Lockscope:: DESTINATION "${package_directory}" COMPONENT development)

set(lockscope_components Core)
if(TARGET LockscopeQml)
    list(APPEND lockscope_components Qml)
endif()

# lockscope_install_program(TARGET DIRECTORY COMPONENT)
function(lockscope_install_program target directory component)
    file(RELATIVE_PATH libraries_from_program "/${directory}" "/${CMAKE_INSTALL_LIBDIR}")
    set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN/${libraries_from_program}")
    # Otherwise CMake reserves space for that path in the programs of the build directory by empty entries, and an empty
    # entry means the working directory: libraries would be loaded from there.
    if(NOT BUILD_SHARED_LIBS)
        set_target_properties(${target} PROPERTIES BUILD_WITH_INSTALL_RPATH ON)
    endif()
    install(TARGETS ${target} RUNTIME DESTINATION "${directory}" COMPONENT ${component})
endfunction()

# Libraries that find_package() returns only if they are named as components.
foreach(part IN ITEMS TestKit Etcd Widgets)
    if(TARGET Lockscope${part})
        list(APPEND lockscope_components ${part})
        install(TARGETS Lockscope${part} EXPORT Lockscope${part}Targets
            ARCHIVE COMPONENT development FILE_SET HEADERS COMPONENT development
            INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
        install(EXPORT Lockscope${part}Targets
            NAMESPACE Lockscope:: DESTINATION "${package_directory}" COMPONENT development)
    endif()
endforeach()
if(TARGET lockscope-test-actor)
    set(lockscope_actor "${CMAKE_INSTALL_LIBEXECDIR}/lockscope/lockscope-test-actor")
    lockscope_install_program(lockscope-test-actor "${CMAKE_INSTALL_LIBEXECDIR}/lockscope" development)
endif()

# find_package(Lockscope). Before 1.0 a new minor version may change the interface.
configure_package_config_file(
    "${CMAKE_CURRENT_LIST_DIR}/LockscopeConfig.cmake.in" "${PROJECT_BINARY_DIR}/LockscopeConfig.cmake"
    INSTALL_DESTINATION "${package_directory}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/LockscopeConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/LockscopeConfig.cmake" "${PROJECT_BINARY_DIR}/LockscopeConfigVersion.cmake"
    "${CMAKE_CURRENT_LIST_DIR}/FindRe2.cmake"
    DESTINATION "${package_directory}" COMPONENT development)

# pkg-config lockscope.
file(RELATIVE_PATH prefix_from_pkgconfig "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" prefix_from_pkgconfig "${prefix_from_pkgconfig}")
configure_file("${CMAKE_CURRENT_LIST_DIR}/lockscope.pc.in" "${PROJECT_BINARY_DIR}/lockscope.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/lockscope.pc"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)

install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT development)

# `import Lockscope`. If the prefix is not that of Qt, QML_IMPORT_PATH must name the directory above this one.
if(TARGET LockscopeQml)
    set(qml_directory "${LOCKSCOPE_QML_DIRECTORY}/Lockscope")
    file(RELATIVE_PATH libraries_from_qml "/${qml_directory}" "/${CMAKE_INSTALL_LIBDIR}")
    set_target_properties(LockscopeQml PROPERTIES INSTALL_RPATH "$ORIGIN/${libraries_from_qml}")
    get_target_property(qml_built LockscopeQml LIBRARY_OUTPUT_DIRECTORY)
    install(TARGETS LockscopeQml LIBRARY DESTINATION "${qml_directory}" COMPONENT qml)
    install(FILES "${qml_built}/qmldir" "${qml_built}/LockscopeQml.qmltypes"
        DESTINATION "${qml_directory}" COMPONENT qml)
endif()

set(LOCKSCOPE_ZSH_DIRECTORY "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" CACHE STRING
    "Where completions for zsh go, below the prefix")
set(resources "${PROJECT_SOURCE_DIR}/resources")
if(TARGET lockscopectl)
    lockscope_install_program(lockscopectl "${CMAKE_INSTALL_BINDIR}" terminal)
    install(FILES "${resources}/man/lockscopectl.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT terminal)
    install(FILES "${resources}/man/lockscope-formats.5" DESTINATION "${CMAKE_INSTALL_MANDIR}/man5" COMPONENT terminal)
    # The directories in which each shell expects the completions of packages.
    install(FILES "${resources}/completions/lockscopectl.bash" RENAME lockscopectl
        DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT terminal)
    install(FILES "${resources}/completions/_lockscopectl"
        DESTINATION "${LOCKSCOPE_ZSH_DIRECTORY}" COMPONENT terminal)
    install(FILES "${resources}/completions/lockscopectl.fish"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT terminal)
endif()
if(TARGET lockscopectl-etcd)
    lockscope_install_program(lockscopectl-etcd "${CMAKE_INSTALL_LIBEXECDIR}/lockscope/etcd" etcd)
endif()
if(TARGET lockscope)
    lockscope_install_program(lockscope "${CMAKE_INSTALL_BINDIR}" window)
    # polkit knows a program by its absolute path: of all that is installed, this alone cannot be moved.
    lockscope_install_program(lockscope-helper "${CMAKE_INSTALL_LIBEXECDIR}/lockscope" window)
    set(helper_file "${CMAKE_INSTALL_FULL_LIBEXECDIR}/lockscope/lockscope-helper")
    configure_file("${resources}/org.lockscope.helper.policy.in"
        "${PROJECT_BINARY_DIR}/org.lockscope.helper.policy" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/org.lockscope.helper.policy"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/polkit-1/actions" COMPONENT window)
    install(FILES "${resources}/man/lockscope.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT window)
    install(FILES "${resources}/lockscope.desktop"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/applications" COMPONENT window)
    # "Who holds this?" in the context menus of Dolphin, and as a script that users of Files (Nautilus) can link.
    install(FILES "${resources}/filemanager/lockscope-whoholds.desktop"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/kio/servicemenus" COMPONENT window)
    install(PROGRAMS "${resources}/filemanager/lockscope-whoholds.sh" RENAME "Who holds this"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/lockscope/nautilus-scripts" COMPONENT window)
    install(FILES "${resources}/org.lockscope.lockscope.metainfo.xml"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo" COMPONENT window)
    install(FILES "${resources}/icons/lockscope.svg"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" COMPONENT window)
endif()

# The packages of a distribution share the library: `cmake --preset package`.
if(PROJECT_IS_TOP_LEVEL AND BUILD_SHARED_LIBS)
    include(LockscopePackages)
endif()

# SPDX-License-Identifier: EUPL-1.2
#
# `./dev package`: a Debian package with the program, its manual page and completion (which the program writes itself, so
# they cannot lag behind it), the example policies and the documents. Dependencies are found by dpkg-shlibdeps.
if(NOT TARGET mengpaneel)
  return()
endif()

include(GNUInstallDirs)

install(TARGETS mengpaneel RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY policies DESTINATION ${CMAKE_INSTALL_DATADIR}/mengpaneel FILES_MATCHING PATTERN "*.toml")
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md" PATTERN "*.json")
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
install(FILES packaging/copyright LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Written at installation, so that an ordinary build does not wait for them.
configure_file(packaging/generate.cmake.in "${CMAKE_BINARY_DIR}/packaging/generate.cmake" @ONLY)
install(SCRIPT "${CMAKE_BINARY_DIR}/packaging/generate.cmake")
install(FILES "${CMAKE_BINARY_DIR}/packaging/mengpaneel.1.gz" DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES "${CMAKE_BINARY_DIR}/packaging/mengpaneel.bash" RENAME mengpaneel
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME mengpaneel)
set(CPACK_PACKAGE_VERSION "${MENGPANEEL_VERSION}")
set(CPACK_PACKAGE_CONTACT "Mengpaneel <mengpaneel@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
# The same mode for every folder, whatever the umask of who packages.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Measures how mixed schools are, simulates measures, and places children by
agreed rules with a draw that everyone can check.")
include(CPack)

// SPDX-License-Identifier: MIT
#pragma once
#include <spawn.h>

// Swift's Glibc hides what needs _GNU_SOURCE, so this says again what spawn.h of glibc 2.34 says.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
// And what unistd.h says: a pipe whose ends no other program that begins at the same time gets.
extern int pipe2(int ends[2], int flags);

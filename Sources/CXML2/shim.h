// SPDX-License-Identifier: MIT
#pragma once
// libxml2's headers pull in ICU, whose types clash with Foundation's own copy.
#include <iconv.h>
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/dict.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// C globals cannot be reached from Swift 6; these say the same as functions.
static inline void cairn_xml_free(void *memory) { xmlFree(memory); }

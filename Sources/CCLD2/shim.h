// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
// CLD2 is C++ with functions that C could call but for their names. So they are declared here under the names that
// its library exports; types of C++ would make every target above speak C++ too.
// Source: cld2/public/compact_lang_det.h of libcld2-dev, the Itanium C++ ABI for the names.

// `CLD2::CLDHints`: what others say of the language; a hint of each kind that is missing is NULL, 23 and 26.
typedef struct {
    const char *content_language;
    const char *top_level_domain;
    int encoding;
    int language;
} cairn_cld2_hints;

// `CLD2::ExtDetectLanguageSummary`: up to three languages with their shares and scores. The text is UTF-8.
int cairn_cld2_detect(
    const char *text, int length, bool is_plain, const cairn_cld2_hints *hints, int flags, int *languages,
    int *percents, double *scores, void *chunks, int *text_bytes, bool *is_reliable)
    __asm__("_ZN4CLD224ExtDetectLanguageSummaryEPKcibPKNS_8CLDHintsEiPNS_8LanguageEPiPdPSt6vectorINS_11ResultChunkESaISA_EES7_Pb");

// `CLD2::LanguageCode`: the code of a language, never freed.
const char *cairn_cld2_code(int language) __asm__("_ZN4CLD212LanguageCodeENS_8LanguageE");

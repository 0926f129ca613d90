// SPDX-License-Identifier: MIT
// The least that any publisher does: reads each file named on standard input, renders it by cmark-gfm, writes one file.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"table", "strikethrough", "autolink", "tagfilter"};

static int publish(const char *path, const char *folder) {
    FILE *in = fopen(path, "rb");
    if (!in) return 1;
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(kinds[i]));
    char piece[65536];
    for (size_t count; (count = fread(piece, 1, sizeof piece, in)) > 0;) cmark_parser_feed(parser, piece, count);
    fclose(in);
    cmark_node *tree = cmark_parser_finish(parser);
    char *html = cmark_render_html(tree, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
    const char *name = strrchr(path, '/');
    char out[4096];
    snprintf(out, sizeof out, "%s/%s.html", folder, name ? name + 1 : path);
    FILE *to = fopen(out, "wb");
    int failed = !to || fputs(html, to) < 0;
    if (to) failed |= fclose(to) != 0;
    free(html);
    cmark_node_free(tree);
    cmark_parser_free(parser);
    return failed;
}

int main(int count, char **words) {
    if (count != 2) return 64;
    cmark_gfm_core_extensions_ensure_registered();
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        if (publish(line, words[1])) {
            perror(line);
            return 2;
        }
    }
    return 0;
}

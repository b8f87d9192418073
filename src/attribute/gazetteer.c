/* gazetteer: lookups in the tables of general knowledge.
 *
 * Binary search over tables sorted by key; the outlets, a few hundred short aliases, are searched from the front. No index is
 * built: the tables are constants, shared by every thread.
 */
#include "attribute/gazetteer.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static int compare_name(const void *key, const void *row) { return strcmp(key, ((const struct first_name *)row)->name); }

char gazetteer_gender(const char *first_name)
{
    const struct first_name *row = bsearch(first_name, gazetteer_first_names, gazetteer_n_first_names,
                                           sizeof *gazetteer_first_names, compare_name);
    return row ? row->gender : 0;
}

static int compare_place(const void *key, const void *row) { return strcmp(key, ((const struct place *)row)->key); }

const struct place *gazetteer_place(const char *key)
{
    return bsearch(key, gazetteer_places, gazetteer_n_places, sizeof *gazetteer_places, compare_place);
}

/* True when `key` is one of the ';'-separated words of `list`. */
static bool listed(const char *list, const char *key, size_t n)
{
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, ";");
        if (length == n && memcmp(at, key, n) == 0)
            return true;
        at += length + (at[length] == ';');
    }
    return false;
}

int gazetteer_outlet(const char *key)
{
    if (strncmp(key, "the ", 4) == 0 && strcmp(key, "the hill") && strcmp(key, "the verge"))
        key += 4;
    size_t n = strlen(key);
    for (size_t i = 0; n && i < gazetteer_n_outlets; i++)
        if (listed(gazetteer_outlets[i].aliases, key, n))
            return (int)i;
    return -1;
}

const char *gazetteer_office_holder(const char *office, const char *date)
{
    const char *holder = NULL;
    for (size_t i = 0; date && i < gazetteer_n_offices; i++)
        if (strcmp(gazetteer_offices[i].office, office) == 0 && strcmp(gazetteer_offices[i].from, date) <= 0)
            holder = gazetteer_offices[i].holder;
    return holder;
}

/* gazetteer: general knowledge as tables: first names, places, outlets, offices. Data of no one story. Licences stand in each file. */
#ifndef ATTRIBUTE_GAZETTEER_H
#define ATTRIBUTE_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>

struct first_name { const char *name; char gender; /* 'm', 'f', 'u': either */ };
extern const struct first_name gazetteer_first_names[];
extern const size_t gazetteer_n_first_names;

enum place_kind { PLACE_NONE, PLACE_COUNTRY, PLACE_DEMONYM, PLACE_CAPITAL, PLACE_OTHER };
struct place { const char *key, *country; enum place_kind kind; };
extern const struct place gazetteer_places[];
extern const size_t gazetteer_n_places;

struct outlet { const char *name, *host, *aliases; };
extern const struct outlet gazetteer_outlets[];
extern const size_t gazetteer_n_outlets;

struct office { const char *office, *from, *holder; };
extern const struct office gazetteer_offices[];
extern const size_t gazetteer_n_offices;

/* Lookups; keys in lower case. */
char gazetteer_gender(const char *first_name);         /* 'm', 'f', 'u'; 0: not a known first name */
const struct place *gazetteer_place(const char *key);  /* NULL: not a known place */
int gazetteer_outlet(const char *key);                 /* index; a leading "the " is passed over; -1: none */
const char *gazetteer_office_holder(const char *office, const char *date); /* at an ISO date; NULL: not known */
bool gazetteer_given_agree(const char *a, const char *b); /* merge.c: can two first names be one person's: equal, an initial, a short form, one letter apart; NULL agrees */

#endif

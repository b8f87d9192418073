/* Days of the Gregorian calendar as numbers, so that they can be counted. Method: Howard Hinnant's days_from_civil and its inverse, which need no table and no
 * time zone; what the C library has knows neither days before its epoch everywhere nor a call without locale and zone. */
#include "base/base.h"

#include <string.h>

long day_number(struct day d)
{
    int y = d.year - (d.month <= 2);
    long era = (y >= 0 ? y : y - 399) / 400;
    unsigned yoe = (unsigned)(y - era * 400), doy = (unsigned)((153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1);
    return era * 146097 + (long)(yoe * 365 + yoe / 4 - yoe / 100 + doy) - 719468;
}

struct day day_of_number(long number)
{
    long z = number + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    unsigned doe = (unsigned)(z - era * 146097), yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int month = (int)(mp < 10 ? mp + 3 : mp - 9);
    return (struct day){(int)(yoe + era * 400) + (month <= 2), month, (int)(doy - (153 * mp + 2) / 5 + 1)};
}

int digits_value(const char *s, size_t n)
{
    int value = 0;
    if (n > 9)
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return -1;
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

bool day_parse(const char *s, struct day *out)
{
    if (!s || strnlen(s, 10) < 10 || s[4] != '-' || s[7] != '-')
        return false;
    *out = (struct day){digits_value(s, 4), digits_value(s + 5, 2), digits_value(s + 8, 2)};
    return out->year >= 0 && out->month >= 1 && out->month <= 12 && out->day >= 1 && out->day <= 31;
}

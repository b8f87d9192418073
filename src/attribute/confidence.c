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

static const double LEAST = 1e-4; /* below it a probability says no more; as in train/calibrate.py */

static double log_of(float p)
{
    return log(p > LEAST ? p : LEAST);
}

/* The value of a feature that the model file names; false for a name that this version does not know. */
static bool feature(const char *name, const struct raw_attribution *raw, double *value)
{
    const struct {
        const char *name;
        double value;
    } all[] = {
        {"log_p_cue", log_of(raw->p_cue)}, {"log_p_content", log_of(raw->p_content)},
        {"log_p_content_link", log_of(raw->p_content_link)}, {"log_p_source", log_of(raw->p_source)},
        {"log_p_source_link", log_of(raw->p_source_link)}, {"several_contents", raw->n_content > 1},
        {"no_source", raw_absent(raw->source)}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!strcmp(all[i].name, name)) {
            *value = all[i].value;
            return true;
        }
    return false;
}

static double product(const struct raw_attribution *raw)
{
    return (double)raw->p_cue * raw->p_content * raw->p_source * raw->p_content_link * raw->p_source_link;
}

static double calibrated(const struct model_calibration *curve, const struct raw_attribution *raw)
{
    double sum = curve->bias, value;
    for (size_t i = 0; i < curve->n; i++) {
        if (!feature(curve->features[i], raw, &value))
            return product(raw);
        sum += curve->weights[i] * value;
    }
    return 1 / (1 + exp(-sum));
}

double confidence_of(const struct work *work, const struct raw_attribution *raw)
{
    const struct model_calibration *curve = &work->model->calibration;
    double p = curve->n ? calibrated(curve, raw) : product(raw);
    if (raw->parent != HEARSAY_NONE)
        p *= NESTED;
    if (raw->inherits != HEARSAY_NONE)
        p *= INHERITED;
    return p;
}

/* Who stands behind an answer, as a drawing: SVG made on the server, so that it can be looked at without script and printed.
 *
 * Method: layers from left to right by the longest way to a node (a graph with a cycle stops after as many rounds as there are
 * nodes), inside a layer the order by the mean place of the neighbours, four sweeps. Every node is a line of text in a box of
 * fixed height, so forty nodes are as legible as four: the drawing grows downwards, not smaller. A list says the same in words.
 * Source: Sugiyama, Tagawa, Toda (1981), the barycentre method.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "serve/page.h"

enum { NODES_MAX = 160, EDGES_MAX = 1000, LAYERS_MAX = 8, NODE_WIDTH = 236, NODE_HEIGHT = 40, GAP_ACROSS = 72, GAP_DOWN = 12, MARGIN = 8,
       LABEL_POINTS = 22, SWEEPS = 4 };

struct node {
    const json_t *json;
    int layer, place, x, y;
    double wish;
};
struct edge {
    int from, to;
    const json_t *json;
};
struct drawing {
    struct node nodes[NODES_MAX];
    struct edge edges[EDGES_MAX];
    int n_nodes, n_edges, n_layers, n_in[LAYERS_MAX];
    int width, height;
};

static int node_index(const struct drawing *drawing, const json_t *id)
{
    for (int i = 0; i < drawing->n_nodes; i++)
        if (json_equal(json_object_get(drawing->nodes[i].json, "id"), id))
            return i;
    return -1;
}

static void take(struct drawing *drawing, const json_t *origins)
{
    const json_t *one;
    size_t i;
    json_array_foreach (json_object_get(origins, "nodes"), i, one)
        if (drawing->n_nodes < NODES_MAX)
            drawing->nodes[drawing->n_nodes++] = (struct node){.json = one};
    json_array_foreach (json_object_get(origins, "edges"), i, one) {
        /* An edge goes from whoever prints to whose words they are; drawn, words flow the other way, from left to right. */
        int from = node_index(drawing, json_object_get(one, "to")), to = node_index(drawing, json_object_get(one, "from"));
        if (from >= 0 && to >= 0 && from != to && drawing->n_edges < EDGES_MAX)
            drawing->edges[drawing->n_edges++] = (struct edge){from, to, one};
    }
}

static void layer(struct drawing *drawing)
{
    bool moved = true;
    for (int round = 0; moved && round < drawing->n_nodes; round++) {
        moved = false;
        for (int i = 0; i < drawing->n_edges; i++) {
            const struct node *from = &drawing->nodes[drawing->edges[i].from];
            struct node *to = &drawing->nodes[drawing->edges[i].to];
            if (to->layer <= from->layer && from->layer + 1 < LAYERS_MAX) {
                to->layer = from->layer + 1;
                moved = true;
            }
        }
    }
    for (int i = 0; i < drawing->n_nodes; i++) {
        struct node *node = &drawing->nodes[i];
        node->place = drawing->n_in[node->layer]++;
        if (node->layer >= drawing->n_layers)
            drawing->n_layers = node->layer + 1;
    }
}

/* Where the neighbours on one side stand, on the mean; a node without any stays. */
static void wish(struct drawing *drawing, int at, bool from_left)
{
    for (int i = 0; i < drawing->n_nodes; i++) {
        struct node *node = &drawing->nodes[i];
        double sum = 0;
        int n = 0;
        for (int k = 0; node->layer == at && k < drawing->n_edges; k++) {
            const struct edge *edge = &drawing->edges[k];
            if ((from_left ? edge->to : edge->from) == i) {
                sum += drawing->nodes[from_left ? edge->from : edge->to].place;
                n++;
            }
        }
        if (node->layer == at)
            node->wish = n ? sum / n : node->place;
    }
}

static void settle(struct drawing *drawing, int at)
{
    for (int i = 0; i < drawing->n_nodes; i++) {
        int before = 0;
        if (drawing->nodes[i].layer != at)
            continue;
        for (int k = 0; k < drawing->n_nodes; k++)
            before += drawing->nodes[k].layer == at && (drawing->nodes[k].wish < drawing->nodes[i].wish ||
                                                        (drawing->nodes[k].wish == drawing->nodes[i].wish && k < i));
        drawing->nodes[i].y = before; /* places are read until all are known */
    }
    for (int i = 0; i < drawing->n_nodes; i++)
        if (drawing->nodes[i].layer == at)
            drawing->nodes[i].place = drawing->nodes[i].y;
}

static void arrange(struct drawing *drawing)
{
    int tallest = 1;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (int at = 1; at < drawing->n_layers; at++)
            wish(drawing, at, true), settle(drawing, at);
        for (int at = drawing->n_layers - 2; at >= 0; at--)
            wish(drawing, at, false), settle(drawing, at);
    }
    for (int at = 0; at < drawing->n_layers; at++)
        tallest = drawing->n_in[at] > tallest ? drawing->n_in[at] : tallest;
    drawing->height = 2 * MARGIN + tallest * NODE_HEIGHT + (tallest - 1) * GAP_DOWN;
    drawing->width = 2 * MARGIN + drawing->n_layers * NODE_WIDTH + (drawing->n_layers - 1) * GAP_ACROSS;
    for (int i = 0; i < drawing->n_nodes; i++) {
        struct node *node = &drawing->nodes[i];
        int spare = (tallest - drawing->n_in[node->layer]) * (NODE_HEIGHT + GAP_DOWN) / (drawing->n_in[node->layer] + 1);
        node->x = MARGIN + node->layer * (NODE_WIDTH + GAP_ACROSS);
        node->y = MARGIN + spare * (node->place + 1) + node->place * (NODE_HEIGHT + GAP_DOWN);
    }
}

/* The label's first code points. */
static void put_label(struct buffer *out, const char *label)
{
    size_t n = strlen(label), at = 0;
    for (int points = 0; at < n && points < LABEL_POINTS; points++) {
        uint32_t point;
        bool good;
        at += utf8_decode(label + at, n - at, &point, &good);
    }
    html_text(out, label, at);
    buffer_puts(out, at < n ? "\xE2\x80\xA6" : "");
}

static const char *label_of(const struct node *node)
{
    const char *label = text_of(node->json, "label");
    return label && *label ? label : "not named";
}

/* What stands above the label, small. */
static const char *caption_of(const struct node *node)
{
    const char *kind = text_of(node->json, "kind"), *outlet = text_of(node->json, "outlet"), *access = text_of(node->json, "access");
    if (kind && strcmp(kind, "article") == 0 && outlet)
        return outlet;
    return kind && strcmp(kind, "speaker") == 0 && access ? access_words(access) : kind;
}

static void put_edge(struct buffer *out, const struct drawing *drawing, const struct edge *edge)
{
    const struct node *from = &drawing->nodes[edge->from], *to = &drawing->nodes[edge->to];
    bool certain = !json_is_false(json_object_get(edge->json, "certain"));
    const char *answer = text_of(edge->json, "answer");
    int x1 = from->x + NODE_WIDTH, y1 = from->y + NODE_HEIGHT / 2, x2 = to->x, y2 = to->y + NODE_HEIGHT / 2, bend = GAP_ACROSS / 2;
    if (from->layer == to->layer) /* of a cycle */
        x1 = from->x, x2 = to->x, bend = -GAP_ACROSS / 3;
    html_format(out, "<path class=\"edge %t %t\" d=\"M%d %dC%d %d %d %d %d %d\"/>", certain ? "" : "perhaps", answer ? answer : "", x1, y1, x1 + bend, y1,
             from->layer == to->layer ? x2 + bend : x2 - bend, y2, x2, y2);
}

static void put_node(struct buffer *out, const struct node *node)
{
    const char *kind = text_of(node->json, "kind"), *label = label_of(node);
    int article = int_of(node->json, "article", -1);
    bool person = article < 0 && kind && (strcmp(kind, "speaker") == 0 || strcmp(kind, "person") == 0);
    if (article >= 0)
        html_format(out, "<a href=\"/articles/%d\">", article);
    else if (person)
        html_format(out, "<a href=\"/person?name=%u\">", label);
    html_format(out, "<g class=\"node kind-%t\"><title>%t</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
             "<text class=\"kind\" x=\"%d\" y=\"%d\">%t</text><text class=\"label\" x=\"%d\" y=\"%d\">", kind, label, node->x, node->y, (int)NODE_WIDTH,
             (int)NODE_HEIGHT, node->x + 12, node->y + 14, caption_of(node), node->x + 12, node->y + 31);
    put_label(out, label);
    buffer_puts(out, "</text></g>");
    if (article >= 0 || person)
        buffer_puts(out, "</a>");
}

static void put_words(struct buffer *out, const struct drawing *drawing)
{
    buffer_puts(out, "<details class=\"inwords\"><summary>The same in words</summary><ul>");
    for (int i = 0; i < drawing->n_edges; i++) {
        const struct edge *edge = &drawing->edges[i];
        const char *kind = text_of(edge->json, "kind");
        html_format(out, "<li>%n %t %n%t</li>", label_of(&drawing->nodes[edge->to]), kind ? kind : "cites", label_of(&drawing->nodes[edge->from]),
                 json_is_false(json_object_get(edge->json, "certain")) ? " (perhaps)" : "");
    }
    buffer_puts(out, "</ul></details>");
}

void drawing_put(struct call *call, const json_t *origins)
{
    struct buffer *out = &call->out;
    struct drawing *drawing = ARENA_NEW(&call->arena, struct drawing, 1);
    int least = int_of(origins, "least", 0), most = int_of(origins, "most", 0);
    if (!drawing)
        return;
    take(drawing, origins);
    if (drawing->n_nodes == 0)
        return;
    layer(drawing);
    arrange(drawing);
    html_format(out, least == most ? "<section class=\"origins\"><h2 id=\"origins\">Where it comes from</h2><p>%d independent "
                                : "<section class=\"origins\"><h2 id=\"origins\">Where it comes from</h2><p>%d to %d independent ", least, most);
    html_format(out, "%t. Broken lines are what may be so.</p><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"origins\"><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"group\" "
             "aria-labelledby=\"origins\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">",
             most == 1 ? "origin" : "origins", drawing->width, drawing->height, drawing->width, drawing->height);
    for (int i = 0; i < drawing->n_edges; i++)
        put_edge(out, drawing, &drawing->edges[i]);
    for (int i = 0; i < drawing->n_nodes; i++)
        put_node(out, &drawing->nodes[i]);
    buffer_puts(out, "</svg></div>");
    put_words(out, drawing);
    buffer_puts(out, "</section>");
}

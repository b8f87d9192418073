/* Who stands behind an answer, as a drawing: SVG made on the server, so that it can be looked at without script and printed.
 *
 * Method: layers from left to right by the longest way to a node (a graph with a cycle stops after as many rounds as there are
 * nodes), inside a layer the order by the mean place of the neighbours, four sweeps. A line that passes a layer gets a place of its own there, so
 * that it never runs behind a box; what goes from one node with one answer runs together as far as it can. What a copy has in common with its
 * original is drawn to the original alone. Every node is a line of text in a box of fixed height, so forty nodes are as legible as four: the
 * drawing grows downwards, not smaller. A list says the same in words.
 * Source: Sugiyama, Tagawa, Toda (1981), layers with dummy nodes and the barycentre method.
 */
#include <stdlib.h>
#include <string.h>

#include "serve/page.h"

enum { NODES_MAX = 160, PLACES_MAX = 600, EDGES_MAX = 1000, LINKS_MAX = 3000, LAYERS_MAX = 8, NODE_WIDTH = 220, LABEL_POINTS = 24, NODE_HEIGHT = 40, PASSING_HEIGHT = 8,
       GAP_ACROSS = 64, GAP_DOWN = 12, MARGIN = 8, PORT = 6, SWEEPS = 4 };

/* A place in a layer: a node, or (json NULL) a passing line of the node `of`. */
struct node {
    const json_t *json;
    int of, layer, place, x, y;
    const char *answer;
    bool certain;
    double wish;
};
struct edge {
    int from, to;
    const json_t *json;
    const char *answer; /* "": none */
    bool certain, drawn;
};
struct link { /* between neighbouring layers, except in a cycle */
    int from, to, edge; /* the first edge that runs over it */
};
struct drawing {
    struct node nodes[PLACES_MAX]; /* n_nodes of the graph, then what passes */
    struct edge edges[EDGES_MAX];
    struct link links[LINKS_MAX];
    int n_nodes, n_places, n_edges, n_links, n_layers;
    int width, height;
};

static int node_index(const struct drawing *drawing, const json_t *id)
{
    for (int i = 0; i < drawing->n_nodes; i++)
        if (json_equal(json_object_get(drawing->nodes[i].json, "id"), id))
            return i;
    return -1;
}

static void take_edge(struct drawing *drawing, const json_t *one)
{
    /* An edge goes from whoever prints to whose words they are; drawn, words flow the other way, from left to right. */
    int from = node_index(drawing, json_object_get(one, "to")), to = node_index(drawing, json_object_get(one, "from"));
    const char *answer = text_of(one, "answer");
    if (from >= 0 && to >= 0 && from != to && drawing->n_edges < EDGES_MAX)
        drawing->edges[drawing->n_edges++] = (struct edge){.from = from, .to = to, .json = one, .answer = answer ? answer : "",
                                                           .certain = !json_is_false(json_object_get(one, "certain")), .drawn = true};
}

static bool edge_is_copy(const struct edge *edge)
{
    const char *kind = text_of(edge->json, "kind");
    return kind && strcmp(kind, "copies") == 0;
}

static bool has_edge(const struct drawing *drawing, int from, int to, const char *answer)
{
    for (int i = 0; i < drawing->n_edges; i++)
        if (drawing->edges[i].from == from && drawing->edges[i].to == to && strcmp(drawing->edges[i].answer, answer) == 0)
            return true;
    return false;
}

/* The copy's own lines to where its original has them too are left out. */
static void spare_copies(struct drawing *drawing)
{
    for (int i = 0; i < drawing->n_edges; i++) {
        const struct edge *copy = &drawing->edges[i];
        for (int k = 0; edge_is_copy(copy) && k < drawing->n_edges; k++) {
            struct edge *edge = &drawing->edges[k];
            if (edge->to == copy->to && !edge_is_copy(edge) && has_edge(drawing, edge->from, copy->from, edge->answer))
                edge->drawn = false;
        }
    }
}

static void take(struct drawing *drawing, const json_t *origins)
{
    const json_t *one;
    size_t i;
    json_array_foreach (json_object_get(origins, "nodes"), i, one)
        if (drawing->n_nodes < NODES_MAX)
            drawing->nodes[drawing->n_nodes++] = (struct node){.json = one};
    drawing->n_places = drawing->n_nodes;
    json_array_foreach (json_object_get(origins, "edges"), i, one)
        take_edge(drawing, one);
    spare_copies(drawing);
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
    for (int i = 0; i < drawing->n_nodes; i++)
        if (drawing->nodes[i].layer >= drawing->n_layers)
            drawing->n_layers = drawing->nodes[i].layer + 1;
}

/* The place in layer `at` through which this edge passes, made if need be; -1: no room. */
static int passage(struct drawing *drawing, const struct edge *edge, int at)
{
    for (int i = drawing->n_nodes; i < drawing->n_places; i++) {
        const struct node *node = &drawing->nodes[i];
        if (node->of == edge->from && node->layer == at && node->certain == edge->certain && strcmp(node->answer, edge->answer) == 0)
            return i;
    }
    if (drawing->n_places == PLACES_MAX)
        return -1;
    drawing->nodes[drawing->n_places] = (struct node){.of = edge->from, .layer = at, .answer = edge->answer, .certain = edge->certain};
    return drawing->n_places++;
}

static void add_link(struct drawing *drawing, int from, int to, int edge)
{
    bool passes = from >= drawing->n_nodes || to >= drawing->n_nodes;
    for (int i = 0; passes && i < drawing->n_links; i++)
        if (drawing->links[i].from == from && drawing->links[i].to == to)
            return;
    if (drawing->n_links < LINKS_MAX)
        drawing->links[drawing->n_links++] = (struct link){from, to, edge};
}

static void route(struct drawing *drawing)
{
    for (int i = 0; i < drawing->n_edges; i++) {
        const struct edge *edge = &drawing->edges[i];
        int before = edge->from, place;
        if (!edge->drawn)
            continue;
        for (int at = drawing->nodes[edge->from].layer + 1; at < drawing->nodes[edge->to].layer; at++) {
            if ((place = passage(drawing, edge, at)) < 0)
                break;
            add_link(drawing, before, place, i);
            before = place;
        }
        add_link(drawing, before, edge->to, i);
    }
}

/* Where the neighbours on one side stand, on the mean; one without any stays. */
static void wish(struct drawing *drawing, int at, bool from_left)
{
    for (int i = 0; i < drawing->n_places; i++) {
        struct node *node = &drawing->nodes[i];
        double sum = 0;
        int n = 0;
        for (int k = 0; node->layer == at && k < drawing->n_links; k++) {
            const struct link *link = &drawing->links[k];
            if ((from_left ? link->to : link->from) == i) {
                sum += drawing->nodes[from_left ? link->from : link->to].place;
                n++;
            }
        }
        if (node->layer == at)
            node->wish = n ? sum / n : node->place;
    }
}

/* Places in a layer by what was wished; equal wishes keep their order. */
static void settle(struct drawing *drawing, int at)
{
    for (int i = 0; i < drawing->n_places; i++) {
        int before = 0;
        if (drawing->nodes[i].layer != at)
            continue;
        for (int k = 0; k < drawing->n_places; k++)
            before += drawing->nodes[k].layer == at && (drawing->nodes[k].wish < drawing->nodes[i].wish ||
                                                        (drawing->nodes[k].wish == drawing->nodes[i].wish && k < i));
        drawing->nodes[i].y = before; /* places are read until all are known */
    }
    for (int i = 0; i < drawing->n_places; i++)
        if (drawing->nodes[i].layer == at)
            drawing->nodes[i].place = drawing->nodes[i].y;
}

static int height_of(const struct node *node)
{
    return (node->json ? NODE_HEIGHT : PASSING_HEIGHT) + GAP_DOWN;
}

/* How high what stands in a layer is, from place 0 up to before `place`; *n: how many they are. */
static int height_before(const struct drawing *drawing, int at, int place, int *n)
{
    int height = *n = 0;
    for (int i = 0; i < drawing->n_places; i++)
        if (drawing->nodes[i].layer == at && drawing->nodes[i].place < place) {
            height += height_of(&drawing->nodes[i]);
            ++*n;
        }
    return height;
}

static void set_places(struct drawing *drawing)
{
    int tallest = 0, n, ignored;
    for (int at = 0; at < drawing->n_layers; at++) {
        int height = height_before(drawing, at, PLACES_MAX, &n);
        tallest = height > tallest ? height : tallest;
    }
    drawing->height = 2 * MARGIN + tallest - GAP_DOWN;
    drawing->width = 2 * MARGIN + drawing->n_layers * NODE_WIDTH + (drawing->n_layers - 1) * GAP_ACROSS;
    for (int i = 0; i < drawing->n_places; i++) {
        struct node *node = &drawing->nodes[i];
        int spare = tallest - height_before(drawing, node->layer, PLACES_MAX, &n);
        node->x = MARGIN + node->layer * (NODE_WIDTH + GAP_ACROSS);
        node->y = MARGIN + spare * (node->place + 1) / (n + 1) + height_before(drawing, node->layer, node->place, &ignored);
    }
}

static void arrange(struct drawing *drawing)
{
    for (int at = 0; at < drawing->n_layers; at++)
        for (int i = 0, n = 0; i < drawing->n_places; i++)
            if (drawing->nodes[i].layer == at)
                drawing->nodes[i].place = n++;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (int at = 1; at < drawing->n_layers; at++)
            wish(drawing, at, true), settle(drawing, at);
        for (int at = drawing->n_layers - 2; at >= 0; at--)
            wish(drawing, at, false), settle(drawing, at);
    }
    set_places(drawing);
}

static const char *label_of(const struct node *node)
{
    const char *label = text_of(node->json, "label");
    return label && *label ? label : "not named";
}

/* What stands above the label, small. */
static void put_caption(struct buffer *out, const struct node *node)
{
    const char *kind = text_of(node->json, "kind"), *published = text_of(node->json, "published"), *access = text_of(node->json, "access");
    if (kind && strcmp(kind, "article") == 0 && published)
        put_day(out, published);
    else
        html_format(out, "%t", kind && strcmp(kind, "speaker") == 0 && access ? access_words(access) : kind);
}

/* The nodes between which this line runs: what is lit up with them. */
static void put_ends(struct buffer *out, const struct drawing *drawing, const struct link *link)
{
    const struct edge *first = &drawing->edges[link->edge];
    const struct node *to = &drawing->nodes[link->to];
    html_format(out, " data-ends=\"%d", first->from);
    if (to->json)
        html_format(out, " %d", link->to);
    for (int i = 0; !to->json && i < drawing->n_edges; i++) {
        const struct edge *edge = &drawing->edges[i];
        if (edge->drawn && edge->from == first->from && edge->certain == first->certain && strcmp(edge->answer, first->answer) == 0 &&
            drawing->nodes[edge->to].layer > to->layer)
            html_format(out, " %d", edge->to);
    }
    buffer_puts(out, "\"");
}

/* Where a line of this answer leaves or reaches a place: yes above the middle, no below. */
static int port(const struct node *node, const char *answer)
{
    if (!node->json)
        return node->y + PASSING_HEIGHT / 2;
    return node->y + NODE_HEIGHT / 2 + (strcmp(answer, "yes") == 0 ? -PORT : strcmp(answer, "no") == 0 ? PORT : 0);
}

static void put_link(struct buffer *out, const struct drawing *drawing, const struct link *link)
{
    const struct edge *edge = &drawing->edges[link->edge];
    const struct node *from = &drawing->nodes[link->from], *to = &drawing->nodes[link->to];
    bool cycle = from->layer == to->layer;
    int x1 = cycle ? from->x : from->x + NODE_WIDTH, y1 = port(from, edge->answer), x2 = to->x, y2 = port(to, edge->answer);
    int bend = cycle ? -GAP_ACROSS / 3 : GAP_ACROSS / 2;
    html_format(out, "<path class=\"edge %t %t\" d=\"M%d %dC%d %d %d %d %d %d", edge->certain ? "" : "perhaps", edge->answer, x1, y1, x1 + bend, y1,
                cycle ? x2 + bend : x2 - bend, y2, x2, y2);
    if (!to->json)
        html_format(out, "H%d", to->x + NODE_WIDTH);
    buffer_puts(out, "\"");
    put_ends(out, drawing, link);
    buffer_puts(out, "/>");
}

/* As much of a label as a box has room for, whole characters. */
static size_t label_bytes(const char *label)
{
    size_t n = 0;
    for (int points = 0; label[n]; points++) {
        size_t next = n + 1;
        while (((unsigned char)label[next] & 0xC0) == 0x80)
            next++;
        if (points == LABEL_POINTS && label[next])
            return n;
        n = next;
    }
    return n;
}

static void put_node(struct buffer *out, const struct node *node, int number)
{
    const char *kind = text_of(node->json, "kind"), *label = label_of(node);
    int article = int_of(node->json, "article", -1);
    bool person = article < 0 && kind && (strcmp(kind, "speaker") == 0 || strcmp(kind, "person") == 0);
    if (article >= 0)
        html_format(out, "<a href=\"/articles/%d\">", article);
    else if (person)
        html_format(out, "<a href=\"/person?name=%u\">", label);
    html_format(out, "<g class=\"node kind-%t\" data-node=\"%d\"><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>", kind, number, label,
                node->x, node->y, (int)NODE_WIDTH, (int)NODE_HEIGHT);
    /* A frame of its own cuts what is longer than the box. */
    html_format(out, "<svg x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><text class=\"kind\" x=\"12\" y=\"14\">", node->x, node->y, NODE_WIDTH - 6, (int)NODE_HEIGHT);
    put_caption(out, node);
    size_t n = label_bytes(label);
    html_format(out, "</text><text class=\"label\" x=\"12\" y=\"31\">");
    html_text(out, label, n);
    buffer_puts(out, label[n] ? "\xE2\x80\xA6</text></svg></g>" : "</text></svg></g>");
    buffer_puts(out, article >= 0 || person ? "</a>" : "");
}

static void put_words(struct buffer *out, const struct drawing *drawing)
{
    buffer_puts(out, "<details class=\"inwords\"><summary>The same in words</summary><ul>");
    for (int i = 0; i < drawing->n_edges; i++) {
        const struct edge *edge = &drawing->edges[i];
        const char *kind = text_of(edge->json, "kind");
        html_format(out, "<li>%n %t %n%t%t%t</li>", label_of(&drawing->nodes[edge->to]), kind ? kind : "cites", label_of(&drawing->nodes[edge->from]),
                    *edge->answer ? ", " : "", edge->answer, edge->certain ? "" : " (perhaps)");
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
    route(drawing);
    arrange(drawing);
    html_format(out, least == most ? "<section class=\"origins\"><h2 id=\"origins\">Where it comes from</h2><p>%d independent "
                                : "<section class=\"origins\"><h2 id=\"origins\">Where it comes from</h2><p>%d to %d independent ", least, most);
    html_format(out, "%t. Broken lines are what may be so; what a copy has in common with its original is drawn to the original alone.</p><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"origins\"><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"group\" "
             "aria-labelledby=\"origins\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">",
             most == 1 ? "origin" : "origins", drawing->width, drawing->height, drawing->width, drawing->height);
    for (int i = 0; i < drawing->n_links; i++)
        put_link(out, drawing, &drawing->links[i]);
    for (int i = 0; i < drawing->n_nodes; i++)
        put_node(out, &drawing->nodes[i], i);
    buffer_puts(out, "</svg></div>");
    put_words(out, drawing);
    buffer_puts(out, "</section>");
}

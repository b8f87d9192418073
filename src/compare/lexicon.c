/* The words that decide what a clause asserts, and which words say the same.
 *
 * Method: word lists in plain sight, read once into a hash table for each comparison (some three thousand entries, under a millisecond).
 * A word's lemma comes from the verbs' irregular forms or from suffix rules; its concept is the first word of the synonym group that
 * its lemma stands in, or else the lemma cut to a stem that a verb shares with its nouns ("interfere", "interference").
 *
 * Why lists and not vectors: a pair of clauses is called opposed on the strength of these words, and the reason must be one that a
 * reader can check. Groups hold what news uses as the same in nearly every sentence; a doubtful synonym is left out.
 * Source: closed classes from any grammar; groups and nouns written by hand; countries with their people and their capitals.
 */
#include "compare/lexicon.h"

#include <string.h>
#include <xxhash.h>

enum { SLOTS = 1 << 13 };

struct lexicon {
    struct lexeme slots[SLOTS];
    size_t n;
};

/* clang-format off */
static const struct { const char *words; uint32_t classes; } CLASSES[] = {
    {"a an the this that these those some any each such another other", WORD_STOP | WORD_DETERMINER},
    {"his her its their my our your whose", WORD_STOP | WORD_DETERMINER | WORD_PRONOUN},
    {"of in on at to for from with by about into onto over under between among through during against within upon via per amid "
     "toward towards across around near regarding concerning without despite along out up down off behind", WORD_STOP | WORD_PREPOSITION},
    {"and or but so yet nor plus also too then there here as than like well both either", WORD_STOP},
    {"not n't never no nobody none nothing neither nor nowhere hardly barely cannot", WORD_STOP | WORD_NEGATOR},
    {"be is are was were been being am 's 're 'm", WORD_STOP | WORD_BE},
    {"have has had having 've 'd", WORD_STOP | WORD_HAVE},
    {"do does did doing done", WORD_STOP | WORD_DO},
    {"will would can could shall should must may might ought 'll wo ca cannot", WORD_STOP | WORD_MODAL},
    {"may might could possibly perhaps maybe probably likely unlikely apparently presumably potentially possible", WORD_HEDGE},
    {"may might could possibly perhaps maybe probably likely apparently presumably potentially", WORD_STOP},
    {"i me my mine myself we us our ours ourselves", WORD_STOP | WORD_FIRST | WORD_PRONOUN},
    {"he him she hers it they them theirs you yours himself herself itself themselves who one what everything anything something someone somebody "
     "anyone anybody everyone everybody", WORD_STOP | WORD_PRONOUN},
    {"who which whom where whose", WORD_STOP | WORD_RELATIVE},
    {"because when while after before since although though until once whereas except lest", WORD_STOP | WORD_SUBORDINATE},
    {"if unless whether", WORD_STOP | WORD_CONDITION},
    {"ever already still just really very also actually simply clearly certainly definitely absolutely totally completely reportedly allegedly "
     "now today then always even only fully directly indirectly personally flatly falsely truly indeed again soon recently currently presently "
     "previously earlier later often once quite so too far not yet all both probably likely possibly perhaps apparently intentionally knowingly "
     "never exactly specifically long somehow nevertheless repeatedly publicly privately successfully immediately secretly "
     "effectively seriously literally strongly highly greatly widely", WORD_ADVERB},
    {"ever already still just really very also actually simply clearly certainly definitely absolutely totally completely reportedly allegedly "
     "now today then always even only truly indeed again soon recently currently presently later often once quite far all exactly specifically long "
     "somehow literally more most much many lot lots several few own same way thing things kind sort bit etc mr mrs ms dr sen rep gov gen", WORD_STOP},
    {"deny denial deniers dispute reject rejection refute rebut repudiate disavow contradict disclaim dismiss", WORD_DENY},
    {"false untrue incorrect inaccurate wrong baseless unfounded groundless nonsense fake hoax lie fabricated fabrication bogus erroneous "
     "fiction untruth falsehood misleading mistaken nonexistent", WORD_FALSE},
    {"allegation charge claim report story accusation assertion suggestion suspicion notion idea statement account version rumor rumour "
     "assessment reporting contention insinuation characterization theory narrative speculation", WORD_SHELL},
    {"fail refuse decline neglect avoid stop lack unable incapable cease forget question doubt challenge contest", WORD_UNDO},
    {"want try plan seek intend hope wish aim attempt consider threaten promise vow pledge offer prepare prepared willing ready expect propose agree "
     "decide need like likely fear able free supposed authorize", WORD_INTENT},
    {"think believe guess suppose feel say know hope understand", WORD_RAISE},
    {"begin start continue seem appear happen manage keep tend go get come proceed prove turn use help work", WORD_CHAIN},
    {"make take give get hold put have do carry pay play lay hold conduct express receive provide obtain see", WORD_LIGHT},
    {"zero two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion trillion", WORD_NUMBER},
    {"blame accuse implicate charge fault allege allegation accusation suspect suspicion", WORD_ACCUSE},
    {"know aware sure certain remember recall understand tell say clear", WORD_IGNORANT},
    {"say tell report claim deny state announce write tweet insist suggest argue assert allege testify add note warn conclude assess "
     "indicate describe acknowledge admit confirm declare complain reiterate repeat", WORD_SPEAK},
    {"only just all every everything everyone entirely necessarily always much enough exactly merely solely simply really", WORD_ONLY},
    {"directly explicitly personally specifically fully entirely necessarily exactly formally officially publicly privately intentionally knowingly "
     "deliberately than until because always completely wholly solely merely simply only just much unprompted", WORD_PARTIAL},
};

/* Each line: words of one meaning, the first naming it. The verb comes first; its nouns and adjectives follow. */
static const char *const SYNONYMS[] = {
    "responsible responsibility involved involvement behind blame culpable culprit complicit complicity implicate perpetrator instigate orchestrate",
    "brief briefing briefed",
    "meddle meddling interfere interference intervene intervention",
    "offer offered",
    "help aid assist assistance boost",
    "resign resignation quit",
    "fire firing sack oust ouster dismissal",
    "kill killing killed slay murder",
    "suppress suppression quash spike bury squash",
    "leak leaked leaker leaking",
    "deny denial", "reject rejection rebuff", "accept acceptance", "refuse refusal",
    "discuss discussion", "meet meeting", "talk talks", "call phone telephone",
    "know knowledge known aware awareness",
    "unaware ignorance ignorant clueless",
    "agree agreement", "decide decision", "announce announcement", "advise advice", "pay payment", "die death dead",
    "attack assault strike", "remove removal", "destroy destruction", "threaten threat", "propose proposal proposition", "survive survival", "betray betrayal", "appraise appraisal", "renew renewal",
    "believe belief", "prove proof", "lose loss", "choose choice", "fly flight", "sell sale", "think thought", "lie liar",
    "collude collusion conspire conspiracy", "intend intention intent", "conclude conclusion", "erode erosion", "apply application",
    "pressure pressurize press push", "coerce coercion", "receive receipt", "describe description", "explode explosion", "admit admission",
    "permit permission allow", "persuade persuasion", "omit omission", "respond response", "succeed success", "fail failure",
    "apologize apology apologise", "criticize criticism criticise", "analyze analysis", "recognize recognition", "produce production",
    "reduce reduction", "begin beginning start", "end ending halt", "purchase buy", "withdraw withdrawal",
    "approve approval", "arrive arrival", "propel propulsion", "complain complaint", "restrain restraint", "constrain constraint",
    "evidence proof", "verify verification corroborate corroboration substantiate validate",
    "improper inappropriate", "illegal unlawful", "legal lawful", "true accurate correct truthful", "false untrue incorrect inaccurate erroneous",
    "email e-mail emails e-mails", "united-states us u.s u.s. usa america american americans washington",
    "congress lawmaker", "president presidency", "warn warning", "sign signature", "vote voting", "elect election", "reelect re-election reelection",
    "weapon weaponry arms", "troops troop soldier servicemember serviceman", "vessel ship", "disclose disclosure reveal revelation",
    "close closure shut", "reopen reopening re-open re-opening", "bomb bombing", "invade invasion", "fund funding finance",
    "protect protection", "order ordered", "ask asked request", "favor favour prefer preference", "see seen", "happen occur",
    "perfect flawless", "racist racism", "fault blameworthy",
    "russia russian russians moscow kremlin", "china chinese beijing", "iran iranian iranians tehran", "ukraine ukrainian ukrainians kiev kyiv",
    "britain british uk u.k london", "france french paris", "germany german germans berlin", "japan japanese tokyo", "israel israeli israelis",
    "syria syrian syrians damascus", "iraq iraqi iraqis baghdad", "afghanistan afghan afghans kabul", "turkey turkish turks ankara",
    "mexico mexican mexicans", "canada canadian canadians ottawa", "india indian indians", "pakistan pakistani pakistanis islamabad",
    "saudi saudis riyadh", "egypt egyptian egyptians cairo", "italy italian italians rome", "spain spanish madrid",
    "poland polish poles warsaw", "venezuela venezuelan venezuelans caracas", "cuba cuban cubans havana", "brazil brazilian brazilians",
    "korea korean koreans", "vietnam vietnamese hanoi", "philippines philippine filipino filipinos manila", "australia australian australians",
    "sweden swedish", "norway norwegian", "denmark danish", "finland finnish", "netherlands dutch", "belgium belgian", "greece greek greeks athens",
    "hungary hungarian", "austria austrian vienna", "ireland irish dublin", "yemen yemeni yemenis", "libya libyan libyans",
    "lebanon lebanese beirut", "palestine palestinian palestinians", "qatar qatari", "oman omani", "kuwait kuwaiti", "nigeria nigerian",
    "kenya kenyan", "somalia somali", "sudan sudanese", "ethiopia ethiopian", "argentina argentine", "colombia colombian", "chile chilean",
    "democrat democratic democrats", "republican republicans gop", "taliban", "europe european europeans eu e.u",
};

/* Of the same thing, one excludes the other. Concepts. */
static const char *const OPPOSITES[] = {
    "accept reject", "deny confirm", "true false", "know unaware", "legal illegal", "agree disagree", "succeed fail", "win lose",
    "guilty innocent", "alive die", "proper improper", "right wrong", "possible impossible", "present absent", "remember forget",
    "open close", "increase decrease", "rise fall", "support oppose", "approve disapprove", "allow forbid", "stay leave",
    "enough insufficient", "credible incredible", "productive unproductive", "safe unsafe", "real fake",
};
/* clang-format on */

/* Offices: "the premier" may be anybody who is one, and is nobody else than the one who is named. As concepts. */
static const char ROLES[] = "president premier minister chancellor king queen prince princess pope governor senator mayor chairman chairwoman chair "
                            "secretary ambassador general director attorney judge chief leader commissioner spokesman spokeswoman sheriff speaker";

static struct lexeme *lexicon_slot(struct lexicon *lexicon, const char *word, size_t n)
{
    for (size_t at = XXH3_64bits(word, n) % SLOTS;; at = (at + 1) % SLOTS) {
        struct lexeme *slot = &lexicon->slots[at];
        if (!slot->word || (strncmp(slot->word, word, n) == 0 && slot->word[n] == '\0'))
            return slot;
    }
}

const struct lexeme *lexicon_find(const struct lexicon *lexicon, const char *word, size_t n)
{
    const struct lexeme *slot = lexicon_slot((struct lexicon *)lexicon, word, n);
    return slot->word ? slot : NULL;
}

/* The entry of a word, made if there is none; NULL: no memory or (a list grew too long) no room. */
static struct lexeme *lexicon_add(struct lexicon *lexicon, struct arena *arena, const char *word, size_t n)
{
    struct lexeme *slot = lexicon_slot(lexicon, word, n);
    if (slot->word)
        return slot;
    if (++lexicon->n > SLOTS * 3 / 4 || !(slot->word = arena_strndup(arena, word, n)))
        return NULL;
    return slot;
}

/* The next word of a list separated by blanks; false at its end. */
static bool next_word(const char **list, const char **word, size_t *n)
{
    *list += strspn(*list, " ");
    *word = *list;
    *n = strcspn(*list, " ");
    *list += *n;
    return *n > 0;
}

static bool add_classes(struct lexicon *lexicon, struct arena *arena)
{
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++) {
        const char *list = CLASSES[i].words, *word;
        size_t n;
        while (next_word(&list, &word, &n)) {
            struct lexeme *entry = lexicon_add(lexicon, arena, word, n);
            if (!entry)
                return false;
            entry->classes |= CLASSES[i].classes;
        }
    }
    return true;
}

/* One form of a verb ('~' behind it: mostly a noun). `lemma` NULL: this form is the lemma. */
static struct lexeme *add_form(struct lexicon *lexicon, struct arena *arena, const char *form, size_t n, const char *lemma)
{
    bool noun = n && form[n - 1] == '~';
    struct lexeme *entry = lexicon_add(lexicon, arena, form, n - noun);
    if (!entry)
        return NULL;
    entry->classes |= WORD_VERB | (noun ? WORD_MOSTLY_NOUN : 0) | (lemma && !noun ? WORD_PARTICIPLE : 0);
    if (lemma && !entry->lemma)
        entry->lemma = lemma;
    return entry;
}

static bool add_verbs(struct lexicon *lexicon, struct arena *arena)
{
    const char *list = lexicon_verbs, *word;
    size_t n;
    while (next_word(&list, &word, &n)) {
        const char *end = word + n, *lemma = NULL;
        for (const char *form = word; form < end;) {
            const char *slash = memchr(form, '/', (size_t)(end - form));
            size_t length = (size_t)((slash ? slash : end) - form);
            const struct lexeme *entry = add_form(lexicon, arena, form, length, lemma);
            if (!entry)
                return false;
            lemma = lemma ? lemma : entry->word;
            form += length + 1;
        }
    }
    return true;
}

static bool add_concepts(struct lexicon *lexicon, struct arena *arena)
{
    for (size_t i = 0; i < sizeof SYNONYMS / sizeof *SYNONYMS; i++) {
        const char *list = SYNONYMS[i], *word, *first = NULL;
        size_t n;
        while (next_word(&list, &word, &n)) {
            struct lexeme *entry = lexicon_add(lexicon, arena, word, n);
            if (!entry)
                return false;
            first = first ? first : entry->word;
            if (!entry->concept)
                entry->concept = first;
        }
    }
    return true;
}

static bool add_opposites(struct lexicon *lexicon, struct arena *arena)
{
    for (size_t i = 0; i < sizeof OPPOSITES / sizeof *OPPOSITES; i++) {
        const char *list = OPPOSITES[i], *word[2];
        size_t n[2];
        if (!next_word(&list, &word[0], &n[0]) || !next_word(&list, &word[1], &n[1]))
            continue;
        struct lexeme *a = lexicon_add(lexicon, arena, word[0], n[0]), *b = lexicon_add(lexicon, arena, word[1], n[1]);
        if (!a || !b)
            return false;
        a->opposite = b->word;
        b->opposite = a->word;
    }
    return true;
}

static bool add_roles(struct lexicon *lexicon, struct arena *arena)
{
    const char *list = ROLES, *word;
    size_t n;
    while (next_word(&list, &word, &n)) {
        struct normal_word normal;
        lexicon_normal(lexicon, word, n, &normal); /* terms are concepts */
        struct lexeme *entry = lexicon_add(lexicon, arena, normal.concept, strlen(normal.concept));
        if (!entry)
            return false;
        entry->role = true;
    }
    return true;
}

bool lexicon_is_role(const struct lexeme *lexeme)
{
    return lexeme->role;
}

const struct lexicon *lexicon_new(struct arena *arena)
{
    struct lexicon *lexicon = ARENA_NEW(arena, struct lexicon, 1);
    if (!lexicon || !add_classes(lexicon, arena) || !add_verbs(lexicon, arena) || !add_concepts(lexicon, arena) ||
        !add_opposites(lexicon, arena) || !add_roles(lexicon, arena))
        return NULL;
    return lexicon;
}

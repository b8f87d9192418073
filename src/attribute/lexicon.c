/* lexicon: the closed lists of words that the rules about people look at.
 *
 * One sorted table, a bit for each list, so that a word is looked up once. Written by hand; names no person and no story.
 * tests/unit checks the order.
 */
#include "attribute/lexicon.h"

#include <stdlib.h>
#include <string.h>

struct entry { const char *word; uint32_t flags; };

#define H LEX_HONORIFIC
#define Y LEX_ROYAL
#define M LEX_MALE
#define F LEX_FEMALE
#define R LEX_ROLE
#define O LEX_OFFICE
#define A LEX_ANON
#define P LEX_PEOPLE
#define G LEX_GROUP
#define D LEX_DOC
#define S LEX_STATEMENT
#define W LEX_ORGWORD
#define N LEX_ORGNOUN
#define U LEX_FUNC
#define T LEX_TIME
#define B LEX_MODIFIER

static const struct entry lexicon[] = {
    {"a", U}, {"about", U}, {"above", U}, {"academy", W}, {"according", U}, {"account", S}, {"accusation", S},
    {"accusations", S}, {"accuser", R | O}, {"accusers", G}, {"aclu", W}, {"acquaintance", A}, {"across", U}, {"acting", B},
    {"activist", R}, {"activists", G}, {"actor", M | R}, {"actress", F | R}, {"added", U}, {"additionally", U}, {"adm", H},
    {"administration", W | N}, {"administrator", R | O}, {"admiral", R | O}, {"adviser", R | A}, {"advisers", P},
    {"advisor", R | A}, {"advisors", P}, {"advocate", R}, {"advocates", G}, {"affairs", B}, {"affidavit", D}, {"after", U},
    {"again", U}, {"against", U}, {"agencies", G}, {"agency", W | N}, {"agent", R | A}, {"agents", P}, {"ago", U},
    {"aide", R | A}, {"aides", P}, {"airline", N}, {"airlines", W}, {"all", U}, {"allegation", S}, {"allegations", S},
    {"allegedly", U}, {"alliance", W | N}, {"allies", G}, {"ally", R | A}, {"also", U}, {"although", U}, {"always", U},
    {"am", U}, {"ambassador", R | O}, {"americans", G}, {"amid", U}, {"among", U}, {"an", U}, {"analysis", D},
    {"analyst", R | A}, {"analysts", G}, {"anchor", R | O}, {"anchorman", M}, {"anchors", G}, {"and", U}, {"announcement", S},
    {"another", A | U}, {"answer", S}, {"answers", S}, {"any", U}, {"anyone", U}, {"anything", U}, {"apparently", U},
    {"appearing", U}, {"apr", T}, {"april", T}, {"archbishop", R | O}, {"are", U}, {"argument", S}, {"army", W | N},
    {"around", U}, {"article", D}, {"articles", D}, {"as", U}, {"ask", U}, {"asked", U}, {"asking", U}, {"assassin", R},
    {"assembly", W}, {"assemblyman", M}, {"assemblywoman", F}, {"assertion", S}, {"assertions", S}, {"assessment", D},
    {"assessments", D}, {"assistant", R | B}, {"assistants", P}, {"associate", R | A | B}, {"associates", P},
    {"association", W | N}, {"astronaut", R}, {"at", U}, {"attendee", A}, {"attendees", P}, {"attorney", R | O | B},
    {"attorneys", G}, {"audio", D}, {"audit", D}, {"auditor", R}, {"aug", T}, {"august", T}, {"aunt", F | R | O},
    {"author", R | O}, {"authorities", G}, {"authority", W | N}, {"ayatollah", Y | M | R}, {"bank", W | N}, {"banker", R},
    {"be", U}, {"because", U}, {"been", U}, {"before", U}, {"behind", U}, {"being", U}, {"belief", S}, {"below", U},
    {"bench", N}, {"beside", U}, {"besides", U}, {"between", U}, {"beyond", U}, {"bill", D}, {"billion", U}, {"billionaire", R},
    {"biographer", R}, {"biography", D}, {"bishop", R | O}, {"board", W | N}, {"bodyguard", R}, {"book", D}, {"books", D},
    {"boss", R | O}, {"both", P | U}, {"boy", M}, {"branch", W}, {"breaking", U}, {"brief", D}, {"briefers", G},
    {"briefing", D}, {"brigade", W}, {"britons", G}, {"broadcaster", N}, {"brother", M | R | O}, {"brothers", G}, {"budget", B},
    {"bundestag", W}, {"bureau", W | N}, {"businessman", M | R}, {"businesswoman", F | R}, {"but", U}, {"by", U}, {"cable", D},
    {"cables", D}, {"call", U}, {"calling", U}, {"came", U}, {"camp", N}, {"campaign", W | N | B}, {"can", U},
    {"candidate", R | O}, {"candidates", G}, {"capt", H}, {"captain", R | O}, {"cardinal", R | O}, {"caucus", W | N},
    {"center", W}, {"centre", W}, {"ceo", R | O}, {"certainly", U}, {"cfo", R | O}, {"chair", R | O}, {"chairman", M | R | O},
    {"chairman-elect", R}, {"chairperson", R | O}, {"chairwoman", F | R | O}, {"chamber", N}, {"chancellor", R | O},
    {"channel", N}, {"chaplain", R}, {"chapter", D}, {"characterization", S}, {"characterizations", S}, {"charge", S},
    {"chart", D}, {"chief", R | O | B}, {"chief-of-staff", R}, {"chiefs", G}, {"children", G}, {"chinese", G}, {"chronicle", W},
    {"church", W | N}, {"cia", W}, {"circle", N}, {"citing", U}, {"citizens", G}, {"city", N | B}, {"claim", S}, {"claims", S},
    {"clearly", U}, {"clerk", R | O}, {"climate", B}, {"club", W | N}, {"cmdr", H}, {"co", W}, {"co-author", R},
    {"co-chair", R}, {"co-founder", R | O}, {"co-host", R}, {"co-owner", R}, {"coach", R | O}, {"coalition", W | N}, {"col", H},
    {"colleague", R | A}, {"colleagues", P}, {"college", W}, {"colonel", R | O}, {"column", D}, {"columnist", R},
    {"columnists", G}, {"columns", D}, {"come", U}, {"comedian", R}, {"command", W}, {"commander", R | O},
    {"commander-in-chief", R}, {"commanders", G}, {"comment", S}, {"commentator", R}, {"commentators", G}, {"comments", S},
    {"commission", W | N}, {"commissioner", R | O}, {"committee", W | N}, {"communications", B}, {"community", N},
    {"companies", G}, {"company", W | N}, {"complaint", D}, {"complaints", D}, {"comptroller", R}, {"conclusion", S},
    {"conference", W}, {"confidant", R | A}, {"confidante", R}, {"confidants", P}, {"congress", W | N}, {"congressional", B},
    {"congressman", M | R | O}, {"congressmen", G}, {"congressperson", R}, {"congresswoman", F | R | O}, {"conservative", B},
    {"conservatives", G}, {"consulate", W}, {"consultant", R}, {"contention", S}, {"contract", D}, {"contractor", R},
    {"contributing", U}, {"coo", R}, {"coordinator", R}, {"corp", W}, {"corporation", W}, {"corps", W}, {"correspondent", R},
    {"could", U}, {"council", W | N}, {"councilman", M | R}, {"councilor", R}, {"councilwoman", F | R}, {"counsel", R | O},
    {"counselor", R}, {"counterparts", G}, {"counterterrorism", B}, {"countries", G}, {"country", N}, {"county", B},
    {"court", W | N}, {"cousin", R | O}, {"coverage", D}, {"covid", U}, {"crew", G | N}, {"critic", R | A}, {"critics", G}, {"current", B},
    {"cyber", B}, {"czar", R}, {"dame", H | F}, {"data", D}, {"daughter", F | R | O}, {"dean", R | O}, {"dec", T},
    {"december", T}, {"declaration", S}, {"defector", R | A}, {"defenders", G}, {"defense", S | B}, {"delegate", R},
    {"delegation", N}, {"democrat", R | A}, {"democratic", B}, {"democrats", G}, {"denial", S}, {"denials", S},
    {"department", W | N}, {"deposition", D}, {"deputy", R | B}, {"description", S}, {"despite", U}, {"detective", R},
    {"detractors", G}, {"developer", R}, {"dhs", W}, {"diaries", D}, {"diary", D}, {"dictator", R}, {"did", U},
    {"diplomat", R | A}, {"diplomats", P}, {"director", R | O}, {"director-general", R}, {"directorate", W}, {"dissident", R},
    {"district", B}, {"division", W}, {"dnc", W}, {"do", U}, {"doctor", R}, {"doctors", G}, {"document", D}, {"documents", D},
    {"does", U}, {"doj", W}, {"domestic", B}, {"done", U}, {"donor", R | A}, {"dossier", D}, {"dozens", U}, {"dr", H},
    {"draft", D}, {"duchess", Y | F}, {"duke", Y | M}, {"duma", W}, {"during", U}, {"each", U}, {"earlier", U}, {"economic", B},
    {"economist", R}, {"economists", G}, {"editor", R | O}, {"editor's", U}, {"editorial", D}, {"editorials", D},
    {"editors", G}, {"eight", U}, {"either", U}, {"elsewhere", U}, {"email", S}, {"emails", S}, {"embassy", W | N},
    {"emperor", Y | M | R}, {"employee", A}, {"employees", P}, {"engineers", G}, {"entertainment", W}, {"entourage", N},
    {"entrepreneur", R}, {"envoy", R | O}, {"epa", W}, {"estate", N}, {"eu", W}, {"europeans", G}, {"even", U},
    {"eventually", U}, {"every", U}, {"everybody", G}, {"everyone", G | U}, {"everything", U}, {"ex", B}, {"except", U},
    {"excerpt", D}, {"excerpts", D}, {"exclusive", U}, {"executive", R | A | B}, {"executives", P}, {"expert", R | A},
    {"experts", G}, {"explanation", S}, {"families", G}, {"family", N}, {"father", M | R | O}, {"fbi", W}, {"fda", W},
    {"feb", T}, {"february", T}, {"fed", W}, {"federal", B}, {"federation", W | N}, {"fellow", R}, {"few", P | U},
    {"figure", A}, {"figures", P}, {"file", D}, {"files", D}, {"filing", D}, {"filings", D}, {"filmmaker", R}, {"finally", U},
    {"finance", B}, {"financier", R}, {"finding", D}, {"findings", D}, {"fireman", M}, {"firm", N}, {"first", A | U | B},
    {"first-lady", F}, {"fisherman", M}, {"five", P | U}, {"fixer", R | O}, {"following", U}, {"footage", D}, {"for", U},
    {"force", W}, {"forces", W}, {"foreign", B}, {"former", B}, {"foundation", W}, {"founder", R | O}, {"founding", B},
    {"four", P | U}, {"fr", H}, {"fri", T}, {"friday", T}, {"friend", R | A}, {"friends", P}, {"from", U}, {"fund", W},
    {"fundraiser", R}, {"furthermore", U}, {"gao", W}, {"gazette", W}, {"gen", H}, {"general", R | O | B}, {"gentleman", M},
    {"germans", G}, {"get", U}, {"girl", F}, {"given", U}, {"globe", W}, {"go", U}, {"godfather", M}, {"godmother", F},
    {"going", U}, {"gop", W | B}, {"got", U}, {"gov", H}, {"government", N}, {"governments", G}, {"governor", R | O},
    {"governor-elect", R}, {"governors", G}, {"granddaughter", F}, {"grandfather", M}, {"grandmother", F}, {"grandson", M},
    {"graphic", D}, {"group", W | N}, {"groups", G}, {"guard", R | W}, {"had", U}, {"hamas", W}, {"has", U}, {"have", U},
    {"having", U}, {"hawks", G}, {"he", U}, {"head", R | O}, {"headline", D}, {"headlines", D}, {"heads", G}, {"health", B},
    {"heir", R | O}, {"her", U}, {"herald", W}, {"here", U}, {"hezbollah", W}, {"him", U}, {"his", U}, {"historian", R},
    {"historians", G}, {"homeland", B}, {"hon", H}, {"hospital", W | N}, {"host", R | O}, {"hosts", G}, {"house", W | N | B},
    {"household", N}, {"how", U}, {"however", U}, {"hundreds", U}, {"husband", M | R | O}, {"i", U}, {"if", U}, {"image", D},
    {"images", D}, {"imam", R}, {"in", U}, {"inc", W}, {"including", U}, {"incoming", B}, {"indeed", U}, {"independent", R | B},
    {"indictment", D}, {"individual", A}, {"individuals", P}, {"industries", W}, {"industry", N}, {"informants", P},
    {"initially", U}, {"initiative", W}, {"inquiry", D}, {"insider", R | A}, {"insiders", P}, {"insistence", S},
    {"inspector", R | O | B}, {"instead", U}, {"institute", W | N}, {"institution", W}, {"intelligence", W | B}, {"interim", B},
    {"international", W}, {"interpreter", R | O}, {"interview", S}, {"into", U}, {"investigation", D}, {"investigator", R | A},
    {"investigators", G}, {"investor", R}, {"investors", G}, {"iranians", G}, {"irs", W}, {"is", U}, {"isis", W},
    {"israelis", G}, {"it", U}, {"its", U}, {"jan", T}, {"january", T}, {"journal", W}, {"journalist", R}, {"journalists", G},
    {"judge", R | O}, {"judges", G}, {"judiciary", W}, {"jul", T}, {"july", T}, {"jun", T}, {"june", T}, {"jury", N},
    {"just", U}, {"justice", R | B}, {"justices", G}, {"key", B}, {"king", Y | M | R | O}, {"king-in-waiting", M},
    {"knesset", W}, {"kremlin", W}, {"laboratories", W}, {"labs", W}, {"lady", H | F | R}, {"last", U}, {"late", B},
    {"later", U}, {"law", D}, {"lawmaker", R | A}, {"lawmakers", G}, {"lawsuit", D}, {"lawyer", R | O}, {"lawyers", G},
    {"lead", B}, {"leader", R}, {"leaders", G}, {"leadership", N}, {"leading", B}, {"league", W | N}, {"leak", D}, {"leaks", D},
    {"least", U}, {"legal", B}, {"legislator", R | A}, {"legislators", G}, {"less", U}, {"let", U}, {"let's", U}, {"letter", S},
    {"letters", S}, {"liberal", B}, {"liberals", G}, {"library", W}, {"lieutenant", R}, {"lieutenants", G}, {"like", U},
    {"likewise", U}, {"list", D}, {"llc", W}, {"lobbyist", R}, {"local", B}, {"log", D}, {"logs", D}, {"long-time", B},
    {"longtime", B}, {"lord", H | M}, {"lordship", M}, {"lt", H}, {"ltd", W}, {"made", U}, {"magazine", W | N}, {"magnate", R},
    {"maj", H}, {"major", R}, {"majority", B}, {"make", U}, {"man", M | A}, {"manager", R | O}, {"managing", B},
    {"manifesto", D}, {"manuscript", D}, {"many", P | U}, {"map", D}, {"mar", T}, {"march", T}, {"marshal", R}, {"may", U | T},
    {"maybe", U}, {"mayor", R | O}, {"mayors", G}, {"me", U}, {"meanwhile", U}, {"media", G | W}, {"medical", B},
    {"member", R | A}, {"members", G}, {"memo", D}, {"memoir", D}, {"memoirs", D}, {"memorandum", D}, {"memos", D}, {"men", P},
    {"mep", R}, {"message", S}, {"messages", S}, {"might", U}, {"militants", G}, {"military", N | B}, {"militia", W | N},
    {"million", U}, {"minister", R | O}, {"ministers", G}, {"ministry", W | N}, {"minority", B}, {"miss", H | F},
    {"mission", W}, {"moderator", R}, {"mogul", R}, {"mon", T}, {"monday", T}, {"more", U}, {"moreover", U}, {"most", U},
    {"mother", F | R | O}, {"motors", W}, {"movement", N}, {"mp", R}, {"mr", H | M}, {"mrs", H | F}, {"ms", H | F}, {"much", U},
    {"mullah", Y | M | R}, {"museum", W}, {"musician", R}, {"must", U}, {"mx", H}, {"my", U}, {"naacp", W}, {"narrative", S},
    {"nation", N}, {"national", B}, {"nations", G}, {"nato", W}, {"navy", W | N}, {"near", U}, {"negotiator", R | O},
    {"negotiators", G}, {"neighbor", R | A}, {"neighbors", G}, {"neither", U}, {"nephew", M | R}, {"network", W | N},
    {"networks", G}, {"never", U}, {"nevertheless", U}, {"new", B}, {"newly", B}, {"news", W}, {"newspaper", N}, {"next", U},
    {"niece", F | R}, {"nine", U}, {"no", U}, {"nobody", U}, {"nominee", R | O}, {"none", U}, {"nonetheless", U}, {"nor", U},
    {"not", U}, {"note", D | U}, {"noted", U}, {"notes", D}, {"nothing", U}, {"nov", T}, {"novelist", R}, {"november", T},
    {"now", U}, {"nra", W}, {"nsa", W}, {"nsc", W}, {"nurse", R}, {"observatory", W}, {"observers", G}, {"obviously", U},
    {"oct", T}, {"october", T}, {"odni", W}, {"of", U}, {"off", U}, {"office", W | N}, {"officer", R | A}, {"officers", P},
    {"official", R | A}, {"officials", P}, {"often", U}, {"oligarch", R}, {"ombudsman", M | R}, {"on", U}, {"once", U},
    {"one", A | U}, {"one-time", B}, {"onetime", B}, {"only", U}, {"onto", U}, {"op-ed", S}, {"operation", N},
    {"operative", R | A}, {"operatives", P}, {"opinion", S}, {"opponent", R}, {"opponents", G}, {"opposition", B}, {"or", U},
    {"order", D}, {"organisation", W | N}, {"organization", W | N}, {"organizations", G}, {"organizer", R}, {"other", A | U},
    {"others", P | U}, {"our", U}, {"out", U}, {"outgoing", B}, {"outlet", N}, {"outlets", G}, {"over", U}, {"overall", U},
    {"owner", R | O}, {"owners", G}, {"page", D}, {"palace", W}, {"palestinians", G}, {"panel", N}, {"paper", N}, {"papers", D},
    {"parents", G}, {"parliament", W | N}, {"parliamentarian", R}, {"participant", A}, {"participants", P}, {"partner", R},
    {"partners", W}, {"party", W | N | B}, {"passage", D}, {"passenger", A}, {"passengers", G}, {"pastor", R}, {"pentagon", W},
    {"people", P}, {"per", U}, {"perhaps", U}, {"person", A}, {"personal", B}, {"persons", P}, {"petition", D},
    {"photo", D | U}, {"photograph", D}, {"photos", D | U}, {"physician", R}, {"pilots", G}, {"please", U}, {"pledge", S},
    {"plus", U}, {"police", G | W | N | B}, {"policeman", M}, {"policewoman", F}, {"policy", B}, {"political", B},
    {"politicians", G}, {"poll", D}, {"polls", D}, {"pollster", R}, {"pope", Y | M | R | O}, {"position", S}, {"post", S | W},
    {"poster", A}, {"posts", S}, {"premier", R | O}, {"president", R | O}, {"president-elect", R}, {"presidential", B},
    {"press", W | B}, {"presumably", U}, {"previously", U}, {"priest", R}, {"prime", B}, {"prince", Y | M | R | O},
    {"princess", Y | F | R | O}, {"principal", R | O | B}, {"producer", R}, {"producers", G}, {"prof", H}, {"professor", R},
    {"progressives", G}, {"project", W}, {"prominent", B}, {"promise", S}, {"proponents", G}, {"prosecutor", R | O},
    {"prosecutor-general", R}, {"prosecutors", G}, {"protesters", G}, {"public", G}, {"publication", N}, {"publisher", R | O},
    {"pundit", R}, {"pundits", G}, {"queen", Y | F | R | O}, {"rabbi", R}, {"radio", W}, {"ranking", B}, {"read", U},
    {"readers", G}, {"readout", D}, {"rebels", G}, {"recently", U}, {"record", D}, {"recording", D}, {"recordings", D},
    {"records", D | W}, {"referring", U}, {"regime", N}, {"regiment", W}, {"registrar", R}, {"related", U}, {"relative", A},
    {"relatives", P | G}, {"remarks", S}, {"rep", H}, {"report", D}, {"reportedly", U}, {"reporter", R}, {"reporters", G},
    {"reporting", D}, {"reports", D}, {"representative", R | O}, {"representatives", G}, {"republican", R | A | B},
    {"republicans", G}, {"research", D}, {"researcher", R}, {"researchers", G}, {"resident", R | A}, {"residents", G},
    {"resolution", D}, {"responding", U}, {"response", S}, {"retired", B}, {"rev", H}, {"reverend", R}, {"review", D},
    {"rival", R}, {"rivals", G}, {"rnc", W}, {"ruler", R}, {"ruling", D}, {"rumors", D}, {"rumours", D}, {"russians", G},
    {"said", U}, {"sailors", G}, {"saint", Y}, {"salesman", M | R}, {"sat", T}, {"saturday", T}, {"say", U}, {"saying", U},
    {"says", U}, {"scholar", R}, {"scholars", G}, {"school", W | N}, {"scientist", R}, {"scientists", G}, {"screenshot", D},
    {"screenshots", D}, {"second", A | B}, {"secretariat", W}, {"secretary", R | O}, {"secretary-designate", R},
    {"secretary-general", R}, {"security", B}, {"sen", H}, {"senate", W | N | B}, {"senator", R | O}, {"senators", G},
    {"senior", B}, {"sep", T}, {"separately", U}, {"sept", T}, {"september", T}, {"sergeant", R}, {"service", W | N},
    {"services", G | W}, {"seven", U}, {"several", P | U}, {"sgt", H}, {"shadow", B}, {"shah", R}, {"shall", U}, {"she", U},
    {"sheikh", Y | M | R}, {"sheriff", R | O}, {"should", U}, {"side", N}, {"similarly", U}, {"since", U}, {"singer", R},
    {"sir", H | M}, {"sister", F | R | O}, {"sisters", G}, {"six", P | U}, {"skeptics", G}, {"so", U}, {"society", W},
    {"soldier", R | A}, {"soldiers", G}, {"solicitor", R | O}, {"some", P | U}, {"somebody", A}, {"someone", A | U},
    {"something", U}, {"sometimes", U}, {"son", M | R | O}, {"source", A}, {"sources", P}, {"speaker", R | O}, {"speaking", U},
    {"special", B}, {"specifically", U}, {"speech", S}, {"spokesman", M | R | O}, {"spokesmen", G}, {"spokespeople", G},
    {"spokesperson", R | O}, {"spokespersons", G}, {"spokeswoman", F | R | O}, {"spy", R}, {"staff", N | B}, {"staffer", R | A},
    {"staffers", P}, {"state", N | B}, {"statement", S}, {"statements", S}, {"states", G}, {"station", N}, {"statistics", D},
    {"stepfather", M}, {"stepmother", F}, {"still", U}, {"stories", D}, {"story", D}, {"strategist", R | A}, {"students", G},
    {"studies", D}, {"studio", W}, {"studios", W}, {"study", D}, {"subcommittee", W}, {"subpoena", D}, {"such", U},
    {"suggestion", S}, {"suit", D}, {"sultan", R}, {"summaries", D}, {"summary", D}, {"sun", T}, {"sunday", T},
    {"superintendent", R | O}, {"supervisor", R}, {"supporter", R | A}, {"supporters", G}, {"supposedly", U}, {"surely", U},
    {"surgeon", R}, {"survey", D}, {"surveys", D}, {"survivor", R | A}, {"survivors", G}, {"systems", W}, {"take", U},
    {"taliban", G | W}, {"tape", D}, {"tapes", D}, {"teacher", R}, {"teachers", G}, {"team", N}, {"television", W}, {"tell", U},
    {"ten", U}, {"testimony", S}, {"text", S}, {"texts", D}, {"than", U}, {"thank", U}, {"thanks", U}, {"that", U}, {"the", U},
    {"their", U}, {"them", U}, {"then", U | B}, {"theory", D}, {"there", U}, {"therefore", U}, {"these", U}, {"they", U},
    {"think-tank", N}, {"third", A}, {"this", U}, {"those", U}, {"though", U}, {"thousands", U}, {"threat", S},
    {"three", P | U}, {"throughout", U}, {"thu", T}, {"thur", T}, {"thurs", T}, {"thursday", T}, {"thus", U}, {"times", W},
    {"to", U}, {"today", U}, {"told", U}, {"tomorrow", U}, {"tonight", U}, {"too", U}, {"took", U}, {"top", B}, {"toward", U},
    {"towards", U}, {"trade", B}, {"trader", R}, {"traders", G}, {"transcript", D}, {"transcripts", D}, {"translator", R | A},
    {"treasurer", R | O}, {"treasury", W | B}, {"tribunal", W}, {"tribune", W}, {"troops", G}, {"trustee", R}, {"tsar", R},
    {"tue", T}, {"tues", T}, {"tuesday", T}, {"tv", W}, {"tweet", S}, {"tweets", S}, {"two", P | U}, {"tycoon", R},
    {"ukrainians", G}, {"ultimately", U}, {"un", W}, {"uncle", M | R | O}, {"under", U}, {"undersecretary", R},
    {"union", W | N}, {"unions", G}, {"university", W | N}, {"unlike", U}, {"until", U}, {"up", U}, {"update", U},
    {"updated", U}, {"upon", U}, {"us", U}, {"user", A}, {"version", S}, {"very", U}, {"veteran", R | A | B}, {"veterans", G},
    {"via", U}, {"vice", B}, {"vice-president", R | O}, {"victim", R | A}, {"victims", G}, {"video", D | U}, {"videos", D},
    {"view", S}, {"viewers", G}, {"voter", R | A}, {"voters", G}, {"waiter", M}, {"waitress", F}, {"warden", R}, {"warning", S},
    {"warrant", D}, {"was", U}, {"watch", W | U}, {"watchdog", N}, {"we", U}, {"website", D | N}, {"wed", T}, {"wednesday", T},
    {"well", U}, {"were", U}, {"what", U}, {"when", U}, {"where", U}, {"whether", U}, {"which", U}, {"while", U},
    {"whip", R | O}, {"whistleblower", R | A}, {"whistleblowers", P}, {"white", B}, {"who", U}, {"whom", U}, {"whose", U},
    {"why", U}, {"widow", F | R | O}, {"widower", M}, {"wife", F | R | O}, {"will", U}, {"with", U}, {"within", U},
    {"without", U}, {"witness", R | A}, {"witnesses", P}, {"woman", F | A}, {"women", P}, {"words", S}, {"worker", A},
    {"workers", P}, {"world", B}, {"would", U}, {"writer", R}, {"writing", U}, {"wrote", U}, {"yes", U}, {"yesterday", U},
    {"yet", U}, {"you", U}, {"your", U},
};
static const size_t n_lexicon = sizeof lexicon / sizeof lexicon[0];

static int compare(const void *key, const void *row) { return strcmp(key, ((const struct entry *)row)->word); }

uint32_t lexicon_flags(const char *word)
{
    const struct entry *row = bsearch(word, lexicon, n_lexicon, sizeof *lexicon, compare);
    return row ? row->flags : 0;
}

bool lexicon_sorted(void)
{
    for (size_t i = 1; i < n_lexicon; i++)
        if (strcmp(lexicon[i - 1].word, lexicon[i].word) >= 0)
            return false;
    return true;
}

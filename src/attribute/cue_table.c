/* The words of cues, and the act that each names.
 *
 * A table of base forms, sorted, searched by halves; inflected forms are brought back by a list of irregular ones and by the regular
 * endings. One act a word: where a verb and a noun are spelled alike they nearly always share it ("claim", "demand", "fear").
 * Drawn up from the frequent cues of newspaper attribution, the classes of reporting verbs in Quirk et al. (1985, ch. 16) and Levin (1993).
 */
#include <stdlib.h>
#include <string.h>

#include "attribute/cues.h"

#define STATE HEARSAY_ACT_STATE
#define ASK HEARSAY_ACT_ASK
#define DENY HEARSAY_ACT_DENY
#define CONFIRM HEARSAY_ACT_CONFIRM
#define PROMISE HEARSAY_ACT_PROMISE
#define ORDER HEARSAY_ACT_ORDER
#define BELIEVE HEARSAY_ACT_BELIEVE
#define WANT HEARSAY_ACT_WANT
#define FEEL HEARSAY_ACT_FEEL
#define AGREE HEARSAY_ACT_AGREE
#define DISAGREE HEARSAY_ACT_DISAGREE
#define CONCEDE HEARSAY_ACT_CONCEDE
#define ACCUSE HEARSAY_ACT_ACCUSE
#define WARN HEARSAY_ACT_WARN
#define REFUSE HEARSAY_ACT_REFUSE
#define LEARN HEARSAY_ACT_LEARN
#define HEARSAY HEARSAY_ACT_HEARSAY
#define WEAK CUE_WEAK
#define SPEECH CUE_SPEECH

static const struct cue_word table[] = {
    {"accept", AGREE, 0}, {"acceptance", AGREE, 0}, {"acclaim", AGREE, 0}, {"accord", STATE, 0}, {"account", STATE, 0},
    {"accusation", ACCUSE, 0}, {"accuse", ACCUSE, 0}, {"acknowledge", CONCEDE, SPEECH}, {"acknowledgement", CONCEDE, 0},
    {"acknowledgment", CONCEDE, 0}, {"acquiesce", AGREE, 0}, {"add", STATE, 0}, {"address", STATE, SPEECH},
    {"admiration", FEEL, 0}, {"admire", FEEL, 0}, {"admission", CONCEDE, 0}, {"admit", CONCEDE, 0}, {"admonish", WARN, 0},
    {"adopt", AGREE, 0}, {"adore", FEEL, 0}, {"advertise", STATE, 0}, {"advice", ORDER, 0}, {"advise", ORDER, 0},
    {"advocacy", WANT, 0}, {"advocate", AGREE, 0}, {"affirm", CONFIRM, 0}, {"affirmation", AGREE, 0}, {"afraid", FEEL, 0},
    {"agenda", WANT, 0}, {"agree", AGREE, 0}, {"agreement", AGREE, 0}, {"aim", WANT, 0}, {"alarm", FEEL, 0},
    {"alarmed", FEEL, 0}, {"alert", WARN, 0}, {"align", AGREE, 0}, {"allegation", ACCUSE, 0}, {"allege", ACCUSE, 0},
    {"alleged", ACCUSE, 0}, {"allegedly", HEARSAY, 0}, {"allow", AGREE, 0}, {"amaze", FEEL, 0}, {"amazed", FEEL, 0},
    {"ambition", WANT, 0}, {"analyse", LEARN, 0}, {"analysis", LEARN, 0}, {"analyze", LEARN, 0}, {"anger", FEEL, 0},
    {"angered", FEEL, 0}, {"angry", FEEL, 0}, {"announce", STATE, 0}, {"announcement", STATE, 0}, {"annoy", FEEL, 0},
    {"answer", STATE, SPEECH}, {"anticipate", BELIEVE, 0}, {"anticipation", BELIEVE, 0}, {"anxiety", FEEL, 0},
    {"anxious", FEEL, 0}, {"apologise", CONCEDE, 0}, {"apologize", CONCEDE, 0}, {"apology", CONCEDE, 0},
    {"apparently", BELIEVE, 0}, {"appeal", ASK, 0}, {"appear", BELIEVE, 0}, {"applaud", AGREE, 0}, {"appreciate", FEEL, 0},
    {"appreciation", FEEL, 0}, {"approval", AGREE, 0}, {"approve", AGREE, 0}, {"argue", STATE, 0}, {"argument", STATE, 0},
    {"articulate", STATE, 0}, {"ascertain", LEARN, 0}, {"ashamed", FEEL, 0}, {"ask", ASK, 0}, {"aspiration", WANT, 0},
    {"aspire", WANT, 0}, {"assail", ACCUSE, 0}, {"assault", ACCUSE, 0}, {"assent", AGREE, 0}, {"assert", STATE, 0},
    {"assertion", STATE, 0}, {"assess", STATE, 0}, {"assessment", STATE, 0}, {"assume", BELIEVE, 0}, {"assumption", BELIEVE, 0},
    {"assurance", PROMISE, 0}, {"assure", PROMISE, 0}, {"astonished", FEEL, 0}, {"attack", ACCUSE, 0}, {"attempt", WANT, 0},
    {"attest", CONFIRM, 0}, {"attitude", BELIEVE, 0}, {"attribute", STATE, 0}, {"authenticate", CONFIRM, 0},
    {"author", STATE, 0}, {"authorise", AGREE, 0}, {"authorize", AGREE, 0}, {"aware", LEARN, 0}, {"awareness", LEARN, 0},
    {"back", AGREE, 0}, {"backpedal", CONCEDE, 0}, {"backtrack", CONCEDE, 0}, {"baffle", FEEL, 0}, {"baffled", FEEL, 0},
    {"balk", DISAGREE, 0}, {"ban", ORDER, 0}, {"bar", ORDER, 0}, {"bark", STATE, 0}, {"bash", ACCUSE, 0}, {"be", STATE, WEAK},
    {"become", STATE, WEAK}, {"beg", ASK, 0}, {"begin", STATE, WEAK}, {"belief", BELIEVE, 0}, {"believe", BELIEVE, 0},
    {"belittle", ACCUSE, 0}, {"bemoan", FEEL, 0}, {"berate", ACCUSE, 0}, {"beseech", ASK, 0}, {"bet", BELIEVE, 0},
    {"bewildered", FEEL, 0}, {"bid", WANT, 0}, {"bitter", FEEL, 0}, {"blame", ACCUSE, 0}, {"blast", ACCUSE, 0},
    {"bless", AGREE, 0}, {"blog", STATE, 0}, {"blurt", STATE, 0}, {"boast", STATE, 0}, {"boo", FEEL, 0}, {"boom", STATE, 0},
    {"boycott", DISAGREE, 0}, {"brag", STATE, 0}, {"bridle", FEEL, 0}, {"brief", STATE, 0}, {"briefing", STATE, 0},
    {"bring", STATE, WEAK}, {"bristle", FEEL, 0}, {"broadcast", STATE, 0}, {"broadside", ACCUSE, 0}, {"cable", STATE, 0},
    {"calculate", BELIEVE, 0}, {"call", STATE, 0}, {"campaign", WANT, 0}, {"caption", STATE, 0}, {"care", FEEL, 0},
    {"cast", STATE, WEAK}, {"castigate", ACCUSE, 0}, {"caution", WARN, 0}, {"cautionary", WARN, 0}, {"celebrate", FEEL, 0},
    {"censure", ACCUSE, 0}, {"certain", BELIEVE, 0}, {"certify", CONFIRM, 0}, {"chafe", FEEL, 0}, {"challenge", DISAGREE, 0},
    {"champion", AGREE, 0}, {"chant", STATE, 0}, {"characterize", STATE, 0}, {"charge", ACCUSE, 0}, {"chastise", ACCUSE, 0},
    {"chat", STATE, 0}, {"cheer", FEEL, 0}, {"cherish", FEEL, 0}, {"chide", ACCUSE, 0}, {"choose", WANT, 0},
    {"chronicle", STATE, 0}, {"cite", STATE, 0}, {"claim", STATE, 0}, {"clarify", STATE, SPEECH}, {"clash", DISAGREE, 0},
    {"come", STATE, WEAK}, {"comfortable", FEEL, 0}, {"command", ORDER, 0}, {"commend", AGREE, 0}, {"comment", STATE, SPEECH},
    {"commit", PROMISE, 0}, {"commitment", PROMISE, 0}, {"communicate", STATE, 0}, {"compare", STATE, 0}, {"compel", ORDER, 0},
    {"complain", FEEL, 0}, {"complaint", FEEL, 0}, {"compliment", AGREE, 0}, {"concede", CONCEDE, 0}, {"conceive", BELIEVE, 0},
    {"concern", FEEL, 0}, {"concerned", FEEL, 0}, {"concession", CONCEDE, 0}, {"conclude", BELIEVE, 0},
    {"conclusion", BELIEVE, 0}, {"concur", AGREE, 0}, {"condemn", ACCUSE, 0}, {"condemnation", ACCUSE, 0},
    {"confess", CONCEDE, 0}, {"confession", CONCEDE, 0}, {"confidence", BELIEVE, 0}, {"confident", BELIEVE, 0},
    {"confirm", CONFIRM, SPEECH}, {"confirmation", CONFIRM, 0}, {"confused", FEEL, 0}, {"congratulate", AGREE, 0},
    {"conjecture", BELIEVE, 0}, {"consensus", BELIEVE, 0}, {"consent", AGREE, 0}, {"consider", BELIEVE, 0},
    {"consideration", BELIEVE, 0}, {"contemplate", BELIEVE, 0}, {"contempt", FEEL, 0}, {"contend", STATE, 0},
    {"contention", STATE, 0}, {"contest", DISAGREE, 0}, {"continue", STATE, WEAK}, {"contradict", DENY, 0},
    {"contradiction", DENY, 0}, {"contrast", STATE, 0}, {"converse", STATE, 0}, {"conviction", BELIEVE, 0},
    {"convince", BELIEVE, 0}, {"convinced", BELIEVE, 0}, {"corroborate", CONFIRM, 0}, {"counsel", ORDER, 0},
    {"count", BELIEVE, 0}, {"counter", DISAGREE, 0}, {"cover", STATE, 0}, {"crack", STATE, 0}, {"crave", WANT, 0},
    {"credit", AGREE, 0}, {"cringe", FEEL, 0}, {"critic", ACCUSE, 0}, {"critical", ACCUSE, 0}, {"criticise", ACCUSE, 0},
    {"criticism", ACCUSE, 0}, {"criticize", ACCUSE, 0}, {"critique", ACCUSE, 0}, {"cry", STATE, 0}, {"dare", ORDER, 0},
    {"debate", DISAGREE, 0}, {"debunk", DENY, 0}, {"decide", WANT, 0}, {"decision", WANT, 0}, {"declaration", STATE, 0},
    {"declare", STATE, 0}, {"decline", REFUSE, 0}, {"decree", ORDER, 0}, {"decry", ACCUSE, 0}, {"dedicate", STATE, 0},
    {"deem", BELIEVE, 0}, {"defence", AGREE, 0}, {"defend", AGREE, 0}, {"defense", AGREE, 0}, {"define", STATE, 0},
    {"delight", FEEL, 0}, {"delighted", FEEL, 0}, {"deliver", STATE, WEAK}, {"demand", ORDER, 0}, {"demonize", ACCUSE, 0},
    {"demur", REFUSE, 0}, {"denial", DENY, 0}, {"denounce", ACCUSE, 0}, {"denunciation", ACCUSE, 0}, {"deny", DENY, SPEECH},
    {"depict", STATE, 0}, {"depiction", STATE, 0}, {"deplore", ACCUSE, 0}, {"deride", ACCUSE, 0}, {"describe", STATE, SPEECH},
    {"description", STATE, 0}, {"design", WANT, 0}, {"desire", WANT, 0}, {"despise", FEEL, 0}, {"detail", STATE, SPEECH},
    {"detect", LEARN, 0}, {"determination", LEARN, 0}, {"determine", LEARN, 0}, {"determined", WANT, 0}, {"detest", FEEL, 0},
    {"diagnose", STATE, 0}, {"dictate", ORDER, 0}, {"differ", DISAGREE, 0}, {"ding", ACCUSE, 0}, {"direct", ORDER, 0},
    {"directive", ORDER, 0}, {"disagree", DISAGREE, 0}, {"disagreement", DISAGREE, 0}, {"disappoint", FEEL, 0},
    {"disappointed", FEEL, 0}, {"disappointment", FEEL, 0}, {"disapproval", DISAGREE, 0}, {"disapprove", DISAGREE, 0},
    {"disavow", DENY, 0}, {"disavowal", DENY, 0}, {"disbelieve", DISAGREE, 0}, {"discern", LEARN, 0}, {"disclaim", DENY, 0},
    {"disclose", STATE, SPEECH}, {"discourage", DISAGREE, 0}, {"discover", LEARN, 0}, {"discovery", LEARN, 0},
    {"discredit", DENY, 0}, {"discuss", STATE, SPEECH}, {"discussion", STATE, 0}, {"disdain", FEEL, 0}, {"disgust", FEEL, 0},
    {"disgusted", FEEL, 0}, {"dislike", FEEL, 0}, {"dismay", FEEL, 0}, {"dismayed", FEEL, 0}, {"dismiss", DISAGREE, 0},
    {"dismissal", DISAGREE, 0}, {"disparage", ACCUSE, 0}, {"dispatch", STATE, 0}, {"dispute", DISAGREE, 0},
    {"disregard", DISAGREE, 0}, {"dissatisfaction", FEEL, 0}, {"dissatisfied", FEEL, 0}, {"dissent", DISAGREE, 0},
    {"distrust", FEEL, 0}, {"divulge", STATE, SPEECH | WEAK}, {"do", STATE, WEAK}, {"document", STATE, 0},
    {"doubt", DISAGREE, 0}, {"doubtful", DISAGREE, 0}, {"downplay", DISAGREE, 0}, {"draft", STATE, 0}, {"draw", STATE, WEAK},
    {"dread", FEEL, 0}, {"dream", WANT, 0}, {"dub", STATE, 0}, {"dubious", DISAGREE, 0}, {"eager", WANT, 0}, {"echo", AGREE, 0},
    {"editorial", STATE, 0}, {"elaborate", STATE, SPEECH}, {"email", STATE, 0}, {"embarrass", FEEL, 0},
    {"embarrassed", FEEL, 0}, {"embrace", AGREE, 0}, {"emphasise", STATE, 0}, {"emphasize", STATE, 0}, {"enact", ORDER, 0},
    {"enamored", FEEL, 0}, {"encourage", ORDER, 0}, {"encouragement", ORDER, 0}, {"endorse", AGREE, 0},
    {"endorsement", AGREE, 0}, {"enjoin", ORDER, 0}, {"enjoy", FEEL, 0}, {"enquire", ASK, 0}, {"enthusiasm", FEEL, 0},
    {"enthusiastic", FEEL, 0}, {"entitle", STATE, 0}, {"entreat", ASK, 0}, {"enumerate", STATE, 0}, {"envisage", BELIEVE, 0},
    {"envision", BELIEVE, 0}, {"envy", FEEL, 0}, {"equate", STATE, 0}, {"eschew", DISAGREE, 0}, {"espouse", AGREE, 0},
    {"estimate", BELIEVE, 0}, {"eviscerate", ACCUSE, 0}, {"evoke", STATE, 0}, {"examine", LEARN, 0}, {"excite", FEEL, 0},
    {"excited", FEEL, 0}, {"excitement", FEEL, 0}, {"exclaim", STATE, 0}, {"excoriate", ACCUSE, 0}, {"exhort", ORDER, 0},
    {"expect", BELIEVE, 0}, {"expectation", BELIEVE, 0}, {"explain", STATE, SPEECH}, {"explanation", STATE, 0},
    {"explore", LEARN, 0}, {"expose", STATE, 0}, {"express", STATE, WEAK}, {"extol", AGREE, 0}, {"face", STATE, WEAK},
    {"familiar", LEARN, 0}, {"fascinated", FEEL, 0}, {"fault", ACCUSE, 0}, {"favor", AGREE, 0}, {"favour", AGREE, 0},
    {"fear", FEEL, 0}, {"feel", BELIEVE, 0}, {"feud", DISAGREE, 0}, {"figure", BELIEVE, 0}, {"file", STATE, WEAK},
    {"find", LEARN, 0}, {"finding", LEARN, 0}, {"fire", STATE, 0}, {"follow", STATE, 0}, {"forbid", ORDER, 0},
    {"forecast", BELIEVE, 0}, {"foresee", BELIEVE, 0}, {"foretell", WARN, 0}, {"forewarn", WARN, 0}, {"forget", LEARN, 0},
    {"frame", STATE, 0}, {"frighten", FEEL, 0}, {"frustrate", FEEL, 0}, {"frustrated", FEEL, 0}, {"frustration", FEEL, 0},
    {"fume", FEEL, 0}, {"furious", FEEL, 0}, {"gainsay", DENY, 0}, {"get", STATE, WEAK}, {"give", STATE, WEAK | SPEECH},
    {"glad", FEEL, 0}, {"go", STATE, WEAK}, {"goal", WANT, 0}, {"gossip", HEARSAY, 0}, {"grant", AGREE, 0},
    {"grateful", FEEL, 0}, {"gratitude", FEEL, 0}, {"grieve", FEEL, 0}, {"grill", ASK, 0}, {"grouse", FEEL, 0},
    {"grumble", FEEL, 0}, {"guarantee", PROMISE, 0}, {"guess", BELIEVE, 0}, {"gush", STATE, 0}, {"hail", AGREE, 0},
    {"hammer", ACCUSE, 0}, {"happy", FEEL, 0}, {"hate", FEEL, 0}, {"have", STATE, WEAK}, {"headline", STATE, 0},
    {"hear", LEARN, 0}, {"hesitant", FEEL, 0}, {"hesitation", FEEL, 0}, {"highlight", STATE, 0}, {"hint", STATE, 0},
    {"hit", ACCUSE, 0}, {"hold", BELIEVE, WEAK}, {"honor", FEEL, 0}, {"hope", WANT, 0}, {"hopeful", WANT, 0},
    {"horrified", FEEL, 0}, {"hostile", FEEL, 0}, {"hostility", FEEL, 0}, {"idea", BELIEVE, 0}, {"identify", STATE, SPEECH},
    {"idolize", FEEL, 0}, {"ignorant", LEARN, 0}, {"ignore", DISAGREE, 0}, {"illustrate", STATE, 0}, {"imagine", BELIEVE, 0},
    {"impeach", ACCUSE, 0}, {"implicate", ACCUSE, 0}, {"implore", ASK, 0}, {"imply", STATE, 0}, {"impression", BELIEVE, 0},
    {"impugn", ACCUSE, 0}, {"incriminate", ACCUSE, 0}, {"indicate", STATE, 0}, {"indication", STATE, 0}, {"indict", ACCUSE, 0},
    {"indictment", ACCUSE, 0}, {"infer", BELIEVE, 0}, {"inform", STATE, 0}, {"inquire", ASK, 0}, {"inquiry", ASK, 0},
    {"insinuate", ACCUSE, 0}, {"insinuation", ACCUSE, 0}, {"insist", STATE, 0}, {"insistence", STATE, 0},
    {"instruct", ORDER, 0}, {"instruction", ORDER, 0}, {"insult", ACCUSE, 0}, {"intend", WANT, 0}, {"intent", WANT, 0},
    {"intention", WANT, 0}, {"interested", WANT, 0}, {"interject", STATE, 0}, {"interpret", BELIEVE, 0},
    {"interpretation", BELIEVE, 0}, {"interrogate", ASK, 0}, {"interview", STATE, 0}, {"intone", STATE, 0},
    {"intrigue", FEEL, 0}, {"inveigh", ACCUSE, 0}, {"investigate", LEARN, 0}, {"investigation", LEARN, 0},
    {"invitation", ASK, 0}, {"invite", ASK, 0}, {"invoke", STATE, 0}, {"irritate", FEEL, 0}, {"issue", STATE, WEAK},
    {"jab", ACCUSE, 0}, {"jeer", FEEL, 0}, {"joke", STATE, 0}, {"judge", BELIEVE, 0}, {"judgment", BELIEVE, 0},
    {"justification", AGREE, 0}, {"justify", AGREE, 0}, {"keen", WANT, 0}, {"keep", STATE, WEAK}, {"knock", ACCUSE, 0},
    {"know", LEARN, 0}, {"knowledge", LEARN, 0}, {"label", STATE, 0}, {"lambast", ACCUSE, 0}, {"lambaste", ACCUSE, 0},
    {"lament", FEEL, 0}, {"lampoon", ACCUSE, 0}, {"lash", ACCUSE, 0}, {"laud", AGREE, 0}, {"laugh", STATE, 0},
    {"launch", STATE, WEAK}, {"lawsuit", ACCUSE, 0}, {"lay", STATE, WEAK}, {"lead", STATE, WEAK}, {"learn", LEARN, 0},
    {"leave", STATE, WEAK}, {"lecture", STATE, 0}, {"letter", STATE, 0}, {"lie", STATE, 0}, {"like", FEEL, 0},
    {"liken", STATE, 0}, {"list", STATE, 0}, {"loathe", FEEL, 0}, {"lobby", ORDER, 0}, {"long", WANT, 0}, {"look", BELIEVE, 0},
    {"love", FEEL, 0}, {"maintain", STATE, 0}, {"make", STATE, WEAK}, {"malign", ACCUSE, 0}, {"mandate", ORDER, 0},
    {"mean", STATE, 0}, {"memo", STATE, 0}, {"memory", LEARN, 0}, {"menace", WARN, 0}, {"mention", STATE, SPEECH},
    {"message", STATE, 0}, {"mind", BELIEVE, 0}, {"miss", FEEL, 0}, {"mistake", BELIEVE, 0}, {"mistrust", FEEL, 0},
    {"misunderstand", BELIEVE, 0}, {"mock", ACCUSE, 0}, {"mockery", ACCUSE, 0}, {"mourn", FEEL, 0}, {"move", WANT, 0},
    {"mull", BELIEVE, 0}, {"mumble", STATE, 0}, {"murmur", STATE, 0}, {"muse", STATE, 0}, {"mutter", STATE, 0},
    {"name", STATE, SPEECH}, {"narrate", STATE, 0}, {"need", WANT, 0}, {"negate", DENY, 0}, {"nervous", FEEL, 0},
    {"nickname", STATE, 0}, {"nod", AGREE, 0}, {"nominate", AGREE, 0}, {"note", STATE, 0}, {"notice", LEARN, 0},
    {"notify", STATE, 0}, {"notion", BELIEVE, 0}, {"nudge", ORDER, 0}, {"oath", PROMISE, 0}, {"object", DISAGREE, 0},
    {"objection", DISAGREE, 0}, {"objective", WANT, 0}, {"obligate", ORDER, 0}, {"observation", STATE, 0},
    {"observe", STATE, 0}, {"obsess", FEEL, 0}, {"obsessed", FEEL, 0}, {"offer", PROMISE, WEAK}, {"open", WANT, 0},
    {"opine", STATE, 0}, {"opinion", BELIEVE, 0}, {"opponent", DISAGREE, 0}, {"oppose", DISAGREE, 0},
    {"opposition", DISAGREE, 0}, {"opt", WANT, 0}, {"optimism", FEEL, 0}, {"optimistic", FEEL, 0}, {"order", ORDER, 0},
    {"ostensibly", BELIEVE, 0}, {"outline", STATE, 0}, {"outlook", BELIEVE, 0}, {"outrage", FEEL, 0}, {"outraged", FEEL, 0},
    {"overhear", LEARN, 0}, {"overrule", DISAGREE, 0}, {"paint", STATE, 0}, {"pan", ACCUSE, 0}, {"paraphrase", STATE, 0},
    {"passion", FEEL, 0}, {"passionate", FEEL, 0}, {"pen", STATE, 0}, {"perceive", BELIEVE, 0}, {"perception", BELIEVE, 0},
    {"permit", AGREE, 0}, {"perspective", BELIEVE, 0}, {"persuade", BELIEVE, 0}, {"pessimistic", FEEL, 0}, {"petition", ASK, 0},
    {"philosophy", BELIEVE, 0}, {"phrase", STATE, 0}, {"pillory", ACCUSE, 0}, {"pitch", STATE, 0}, {"plan", WANT, 0},
    {"plea", ASK, 0}, {"plead", ASK, 0}, {"pleased", FEEL, 0}, {"pledge", PROMISE, 0}, {"poll", STATE, 0}, {"ponder", ASK, 0},
    {"portray", STATE, 0}, {"portrayal", STATE, 0}, {"posit", STATE, 0}, {"position", BELIEVE, 0}, {"post", STATE, WEAK},
    {"postulate", STATE, 0}, {"praise", AGREE, 0}, {"preach", STATE, 0}, {"predict", BELIEVE, 0}, {"prediction", BELIEVE, 0},
    {"preface", STATE, 0}, {"prefer", WANT, 0}, {"preference", WANT, 0}, {"prepare", WANT, 0}, {"prescribe", ORDER, 0},
    {"present", STATE, WEAK}, {"press", ASK, 0}, {"pressure", ORDER, 0}, {"presume", BELIEVE, 0}, {"presumption", BELIEVE, 0},
    {"prevail", ORDER, 0}, {"pride", FEEL, 0}, {"prioritize", WANT, 0}, {"priority", WANT, 0}, {"probe", ASK, 0},
    {"proclaim", STATE, 0}, {"prod", ORDER, 0}, {"prohibit", ORDER, 0}, {"project", BELIEVE, 0}, {"projection", BELIEVE, 0},
    {"promise", PROMISE, 0}, {"promote", AGREE, 0}, {"pronounce", STATE, 0}, {"pronouncement", STATE, 0}, {"proposal", WANT, 0},
    {"propose", WANT, 0}, {"propound", STATE, 0}, {"protest", DISAGREE, 0}, {"protester", DISAGREE, 0}, {"proud", FEEL, 0},
    {"provide", STATE, WEAK | SPEECH}, {"publish", STATE, WEAK}, {"purported", HEARSAY, 0}, {"purportedly", HEARSAY, 0},
    {"purpose", WANT, 0}, {"pursue", WANT, 0}, {"push", ORDER, 0}, {"put", STATE, WEAK}, {"puzzle", FEEL, 0},
    {"puzzled", FEEL, 0}, {"quarrel", DISAGREE, 0}, {"query", ASK, 0}, {"question", ASK, 0}, {"quip", STATE, 0},
    {"quiz", ASK, 0}, {"quote", STATE, 0}, {"rage", FEEL, 0}, {"rail", FEEL, 0}, {"raise", STATE, WEAK}, {"ramble", STATE, 0},
    {"rank", BELIEVE, 0}, {"rant", STATE, 0}, {"rate", BELIEVE, 0}, {"ratify", AGREE, 0}, {"rattle", STATE, 0},
    {"read", STATE, 0}, {"ready", WANT, 0}, {"reaffirm", CONFIRM, 0}, {"realise", LEARN, 0}, {"realization", LEARN, 0},
    {"realize", LEARN, 0}, {"reason", BELIEVE, 0}, {"rebuff", DISAGREE, 0}, {"rebuke", ACCUSE, 0}, {"rebut", DENY, 0},
    {"rebuttal", DENY, 0}, {"recall", LEARN, 0}, {"recant", CONCEDE, 0}, {"recap", STATE, 0}, {"recite", STATE, 0},
    {"reckon", BELIEVE, 0}, {"recognise", AGREE, 0}, {"recognize", CONCEDE, 0}, {"recollect", LEARN, 0},
    {"recollection", LEARN, 0}, {"recommend", ORDER, 0}, {"recommendation", ORDER, 0}, {"recount", STATE, 0},
    {"refer", STATE, 0}, {"reference", STATE, 0}, {"reflect", STATE, 0}, {"refusal", DISAGREE, 0}, {"refuse", DISAGREE, 0},
    {"refutation", DENY, 0}, {"refute", DENY, 0}, {"regard", BELIEVE, 0}, {"regret", FEEL, 0}, {"reiterate", STATE, 0},
    {"reject", DISAGREE, 0}, {"rejection", DISAGREE, 0}, {"rejoice", FEEL, 0}, {"relate", STATE, 0}, {"relay", STATE, 0},
    {"release", STATE, WEAK | SPEECH}, {"relent", CONCEDE, 0}, {"relief", FEEL, 0}, {"relieve", FEEL, 0}, {"relieved", FEEL, 0},
    {"relish", FEEL, 0}, {"reluctance", FEEL, 0}, {"reluctant", FEEL, 0}, {"remain", STATE, WEAK}, {"remark", STATE, 0},
    {"remember", LEARN, 0}, {"remind", STATE, 0}, {"reminder", STATE, 0}, {"renounce", DISAGREE, 0}, {"repeat", STATE, 0},
    {"reply", STATE, SPEECH}, {"report", STATE, 0}, {"reportedly", HEARSAY, 0}, {"reprimand", ACCUSE, 0},
    {"reproach", ACCUSE, 0}, {"repudiate", DENY, 0}, {"repudiation", DENY, 0}, {"reputed", HEARSAY, 0},
    {"reputedly", HEARSAY, 0}, {"request", ASK, 0}, {"require", ORDER, 0}, {"research", LEARN, 0}, {"resent", FEEL, 0},
    {"resentment", FEEL, 0}, {"resist", DISAGREE, 0}, {"resistance", DISAGREE, 0}, {"resolve", WANT, 0}, {"respect", FEEL, 0},
    {"respond", STATE, SPEECH}, {"response", STATE, 0}, {"restrict", ORDER, 0}, {"retell", STATE, 0}, {"retort", STATE, 0},
    {"retract", CONCEDE, 0}, {"return", STATE, SPEECH | WEAK}, {"retweet", STATE, 0}, {"reveal", STATE, SPEECH},
    {"revelation", STATE, 0}, {"review", LEARN, 0}, {"ridicule", ACCUSE, 0}, {"rip", ACCUSE, 0}, {"rule", STATE, 0},
    {"ruling", STATE, 0}, {"rumor", HEARSAY, 0}, {"rumored", HEARSAY, 0}, {"rumour", HEARSAY, 0}, {"rumoured", HEARSAY, 0},
    {"run", STATE, WEAK}, {"sad", FEEL, 0}, {"salute", AGREE, 0}, {"satisfied", FEEL, 0}, {"savage", ACCUSE, 0},
    {"savor", FEEL, 0}, {"say", STATE, SPEECH}, {"scared", FEEL, 0}, {"sceptical", DISAGREE, 0}, {"scepticism", DISAGREE, 0},
    {"scoff", FEEL, 0}, {"scold", ACCUSE, 0}, {"scorn", FEEL, 0}, {"scrawl", STATE, 0}, {"scream", STATE, 0},
    {"scuttle", DISAGREE, 0}, {"second", AGREE, 0}, {"see", BELIEVE, 0}, {"seek", WANT, 0}, {"seem", BELIEVE, 0},
    {"seemingly", BELIEVE, 0}, {"send", STATE, WEAK}, {"sense", BELIEVE, 0}, {"set", STATE, WEAK}, {"shame", FEEL, 0},
    {"share", STATE, WEAK | SPEECH}, {"shock", FEEL, 0}, {"shocked", FEEL, 0}, {"shout", STATE, 0}, {"show", STATE, WEAK},
    {"shriek", STATE, 0}, {"shun", DISAGREE, 0}, {"side", AGREE, 0}, {"sideswipe", ACCUSE, 0}, {"sigh", STATE, 0},
    {"sign", AGREE, 0}, {"signal", STATE, 0}, {"signify", STATE, 0}, {"sing", STATE, 0}, {"skeptical", DISAGREE, 0},
    {"skepticism", DISAGREE, 0}, {"skewer", ACCUSE, 0}, {"slam", ACCUSE, 0}, {"slur", ACCUSE, 0}, {"smear", ACCUSE, 0},
    {"snap", STATE, 0}, {"snarl", STATE, 0}, {"sneer", FEEL, 0}, {"snub", DISAGREE, 0}, {"solicit", ASK, 0},
    {"sorrow", FEEL, 0}, {"sorry", FEEL, 0}, {"sound", BELIEVE, WEAK}, {"spar", DISAGREE, 0}, {"speak", STATE, SPEECH},
    {"specify", STATE, SPEECH}, {"speculate", BELIEVE, SPEECH}, {"speculation", BELIEVE, 0}, {"speech", STATE, 0},
    {"spend", STATE, WEAK}, {"spot", LEARN, 0}, {"spurn", DISAGREE, 0}, {"stammer", STATE, 0}, {"stance", BELIEVE, 0},
    {"stand", STATE, WEAK}, {"start", STATE, WEAK}, {"state", STATE, SPEECH}, {"statement", STATE, 0}, {"stipulate", STATE, 0},
    {"stop", STATE, WEAK}, {"strategy", WANT, 0}, {"stress", STATE, 0}, {"strive", WANT, 0}, {"study", LEARN, 0},
    {"stun", FEEL, 0}, {"stunned", FEEL, 0}, {"submit", STATE, 0}, {"subpoena", ORDER, 0}, {"subscribe", AGREE, 0},
    {"substantiate", CONFIRM, 0}, {"sue", ACCUSE, 0}, {"suggest", STATE, 0}, {"suggestion", STATE, 0}, {"sum", STATE, 0},
    {"summarize", STATE, 0}, {"summon", ORDER, 0}, {"support", AGREE, 0}, {"supporter", AGREE, 0}, {"supportive", AGREE, 0},
    {"suppose", BELIEVE, 0}, {"supposed", HEARSAY, 0}, {"supposedly", HEARSAY, 0}, {"sure", BELIEVE, 0},
    {"surmise", BELIEVE, 0}, {"surprise", FEEL, 0}, {"surprised", FEEL, 0}, {"survey", STATE, 0}, {"suspect", BELIEVE, 0},
    {"suspicion", BELIEVE, 0}, {"swear", PROMISE, 0}, {"swipe", ACCUSE, 0}, {"sympathetic", AGREE, 0}, {"sympathise", FEEL, 0},
    {"sympathize", FEEL, 0}, {"sympathy", FEEL, 0}, {"take", STATE, WEAK}, {"talk", STATE, SPEECH}, {"tar", ACCUSE, 0},
    {"taunt", ACCUSE, 0}, {"teach", STATE, 0}, {"tease", STATE, 0}, {"tell", STATE, SPEECH}, {"term", STATE, 0},
    {"testify", STATE, SPEECH}, {"testimony", STATE, 0}, {"text", STATE, 0}, {"thank", FEEL, 0}, {"thankful", FEEL, 0},
    {"theorize", BELIEVE, 0}, {"theory", BELIEVE, 0}, {"think", BELIEVE, 0}, {"thought", BELIEVE, 0}, {"threat", WARN, 0},
    {"threaten", WARN, 0}, {"thrilled", FEEL, 0}, {"tire", FEEL, 0}, {"title", STATE, 0}, {"toast", AGREE, 0},
    {"tout", STATE, 0}, {"track", LEARN, 0}, {"transcript", STATE, 0}, {"trash", ACCUSE, 0}, {"trumpet", STATE, 0},
    {"trust", FEEL, 0}, {"try", WANT, 0}, {"turn", STATE, WEAK}, {"tweet", STATE, 0}, {"unaware", LEARN, 0},
    {"uncertain", BELIEVE, 0}, {"uncertainty", BELIEVE, 0}, {"unclear", BELIEVE, 0}, {"uncomfortable", FEEL, 0},
    {"unconfirmed", HEARSAY, 0}, {"unconvinced", DISAGREE, 0}, {"uncover", LEARN, 0}, {"underline", STATE, 0},
    {"underscore", STATE, 0}, {"understand", LEARN, 0}, {"understanding", LEARN, 0}, {"undertake", PROMISE, 0},
    {"unearth", LEARN, 0}, {"unease", FEEL, 0}, {"uneasy", FEEL, 0}, {"unhappy", FEEL, 0}, {"unite", AGREE, 0},
    {"unsure", BELIEVE, 0}, {"unveil", STATE, 0}, {"upbraid", ACCUSE, 0}, {"uphold", AGREE, 0}, {"upset", FEEL, 0},
    {"urge", ORDER, 0}, {"use", STATE, WEAK}, {"utter", STATE, 0}, {"validate", CONFIRM, 0}, {"value", FEEL, 0},
    {"verdict", STATE, 0}, {"verify", CONFIRM, 0}, {"veto", DISAGREE, 0}, {"vie", WANT, 0}, {"view", BELIEVE, 0},
    {"vilify", ACCUSE, 0}, {"vindicate", AGREE, 0}, {"voice", STATE, WEAK}, {"volunteer", STATE, 0}, {"vote", AGREE, 0},
    {"vouch", CONFIRM, 0}, {"vow", PROMISE, 0}, {"wait", WANT, 0}, {"want", WANT, 0}, {"warn", WARN, 0}, {"warning", WARN, 0},
    {"wary", FEEL, 0}, {"watch", LEARN, 0}, {"weary", FEEL, 0}, {"welcome", AGREE, 0}, {"whisper", STATE, 0},
    {"willing", WANT, 0}, {"wince", FEEL, 0}, {"wish", WANT, 0}, {"witness", LEARN, 0}, {"wonder", ASK, 0}, {"word", STATE, 0},
    {"worried", FEEL, 0}, {"worry", FEEL, 0}, {"write", STATE, 0}, {"yearn", WANT, 0}, {"yell", STATE, 0},
};

static const struct irregular {
    const char *form, *base;
} irregular[] = {
    {"became", "become"}, {"began", "begin"}, {"begun", "begin"}, {"bet", "bet"}, {"brought", "bring"}, {"came", "come"},
    {"chose", "choose"}, {"chosen", "choose"}, {"drawn", "draw"}, {"drew", "draw"}, {"felt", "feel"}, {"forbade", "forbid"},
    {"foresaw", "foresee"}, {"foreseen", "foresee"}, {"foretold", "foretell"}, {"forgot", "forget"}, {"forgotten", "forget"},
    {"found", "find"}, {"gave", "give"}, {"given", "give"}, {"gone", "go"}, {"got", "get"}, {"gotten", "get"}, {"had", "have"},
    {"has", "have"}, {"heard", "hear"}, {"held", "hold"}, {"kept", "keep"}, {"knew", "know"}, {"known", "know"}, {"laid", "lay"},
    {"led", "lead"}, {"left", "leave"}, {"made", "make"}, {"meant", "mean"}, {"misunderstood", "misunderstand"},
    {"overheard", "overhear"}, {"ran", "run"}, {"retold", "retell"}, {"said", "say"}, {"sang", "sing"}, {"saw", "see"}, {"seen", "see"},
    {"sent", "send"}, {"shown", "show"}, {"sought", "seek"}, {"spent", "spend"}, {"spoke", "speak"}, {"spoken", "speak"},
    {"stood", "stand"}, {"strove", "strive"}, {"sung", "sing"}, {"swore", "swear"}, {"sworn", "swear"}, {"taken", "take"}, {"taught", "teach"},
    {"thought", "think"}, {"told", "tell"}, {"took", "take"}, {"understood", "understand"}, {"undertook", "undertake"}, {"upheld", "uphold"},
    {"was", "be"}, {"went", "go"}, {"were", "be"}, {"withheld", "withhold"}, {"written", "write"}, {"wrote", "write"},
};

static int by_word(const void *key, const void *item)
{
    return strcmp(key, ((const struct cue_word *)item)->word);
}

static int by_form(const void *key, const void *item)
{
    return strcmp(key, ((const struct irregular *)item)->form);
}

static const struct cue_word *exact(const char *word)
{
    return bsearch(word, table, sizeof table / sizeof *table, sizeof *table, by_word);
}

/* Cuts `cut` letters off the end, puts `ending` there, and looks it up. */
static const struct cue_word *without(const char *form, size_t n, size_t cut, const char *ending)
{
    char base[CUE_WORD_MAX + 4];
    size_t n_ending = strlen(ending);
    if (n < cut + 2)
        return NULL;
    memcpy(base, form, n - cut);
    memcpy(base + n - cut, ending, n_ending + 1);
    return exact(base);
}

static bool ends(const char *form, size_t n, const char *ending)
{
    size_t k = strlen(ending);
    return n > k && !memcmp(form + n - k, ending, k);
}

/* -ed and -ing: the base itself, with its e, or with its last letter once. */
static const struct cue_word *participle(const char *form, size_t n, size_t cut)
{
    const struct cue_word *found = without(form, n, cut, "");
    if (!found)
        found = without(form, n, cut, "e");
    if (!found && n > cut + 2 && form[n - cut - 1] == form[n - cut - 2])
        found = without(form, n, cut + 1, "");
    return found;
}

const struct cue_word *cue_word_find(const char *form)
{
    size_t n = strlen(form);
    const struct cue_word *found = n <= CUE_WORD_MAX ? exact(form) : NULL;
    if (found || n > CUE_WORD_MAX)
        return found;
    const struct irregular *odd =
        bsearch(form, irregular, sizeof irregular / sizeof *irregular, sizeof *irregular, by_form);
    if (odd)
        return exact(odd->base);
    if (ends(form, n, "ies"))
        found = without(form, n, 3, "y");
    else if (ends(form, n, "ied"))
        found = without(form, n, 3, "y");
    else if (ends(form, n, "ed"))
        found = participle(form, n, 2);
    else if (ends(form, n, "ing"))
        found = participle(form, n, 3);
    if (!found && ends(form, n, "es"))
        found = without(form, n, 2, "");
    if (!found && ends(form, n, "s"))
        found = without(form, n, 1, "");
    return found;
}

bool cue_table_sorted(void)
{
    for (size_t i = 1; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i - 1].word, table[i].word) >= 0)
            return false;
    for (size_t i = 1; i < sizeof irregular / sizeof *irregular; i++)
        if (strcmp(irregular[i - 1].form, irregular[i].form) >= 0)
            return false;
    return true;
}

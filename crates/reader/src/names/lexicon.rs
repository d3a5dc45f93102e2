//! Word classes: what a word can be, whatever the collection.
//!
//! Small closed lists, written by hand, of the words that stand in and around names in English texts on public
//! affairs. Names themselves are no part of it.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use super::form::respelt;
use super::instruments::form_words;
use super::words::{Shape, Word, hash_of};

/// Hashes that are already hashes.
#[derive(Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) ^ u64::from(byte);
        }
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A map from [`Word::hash`].
pub(crate) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// A set of [`Word::hash`]es.
pub(crate) type Hashes = HashSet<u64, BuildHasherDefault<Identity>>;

/// A military, police or noble rank or a form of address: "General", "Mr".
pub(crate) const RANK: u32 = 1;
/// The head of an office: "minister", "chairman".
pub(crate) const OFFICE: u32 = 1 << 1;
/// Stands before the head of an office: "deputy", "acting".
pub(crate) const OFFICE_MODIFIER: u32 = 1 << 2;
/// The head of an organisation's name: "Ministry", "Group".
pub(crate) const BODY: u32 = 1 << 3;
/// The head of a place's name: "River", "Province".
pub(crate) const SITE: u32 = 1 << 4;
/// The form of an instrument: "resolution", "law".
pub(crate) const INSTRUMENT: u32 = 1 << 5;
/// A named event's head: "Congress", "Summit", "War".
pub(crate) const OCCASION: u32 = 1 << 6;
/// A small word that never starts or ends a name.
pub(crate) const FUNCTION: u32 = 1 << 7;
/// A day, a month, a festival, a currency, a language …: capitalised, no name of ours.
pub(crate) const CALENDAR: u32 = 1 << 8;
/// A particle inside a person's name: "van", "bin".
pub(crate) const PARTICLE: u32 = 1 << 9;
/// A Vietnamese family name.
pub(crate) const VIETNAMESE: u32 = 1 << 10;
/// An abbreviation that names nothing: "GDP", "CEO".
pub(crate) const NO_NAME: u32 = 1 << 11;
/// A verb or noun of saying that shows its subject to be a person.
pub(crate) const SPEECH: u32 = 1 << 12;
/// A subject of government: "defence", "finance"; before OFFICE or BODY it belongs to it.
pub(crate) const FIELD: u32 = 1 << 13;
/// A preposition before a place.
pub(crate) const AT: u32 = 1 << 14;
/// Names a group of people by nation, creed or party: "Iraqi", "Republican".
pub(crate) const DEMONYM: u32 = 1 << 15;
/// A body that stands alone with a capital: "Politburo", "Congress", "Parliament".
pub(crate) const LONE_BODY: u32 = 1 << 16;
/// An abbreviated office that may stand before a name: "PM", "MP".
pub(crate) const OFFICE_SHORT: u32 = 1 << 17;

/// Tells nothing of what a text is about.
pub(crate) const EMPTY: u8 = 1;
/// Says when or how long, and never what about.
pub(crate) const TIME: u8 = 1 << 1;
/// A number in words.
pub(crate) const NUMBER: u8 = 1 << 2;
/// One of [`OCCASIONS`].
pub(crate) const REPORTED: u8 = 1 << 3;
/// Is compared in another spelling, or not at all.
pub(crate) const RESPELT: u8 = 1 << 4;
/// Is a form of instruments, or begins their names.
pub(crate) const FORM: u8 = 1 << 5;

const LISTS: &[(u32, &str)] = &[
    (
        RANK,
        "general gen lieutenant lt colonel col major maj captain capt commander cmdr cdr commodore admiral adm \
         vice-admiral rear brigadier brig sergeant sgt corporal cpl private pvt marshal field-marshal ensign \
         mr mrs ms miss mister dr doctor prof professor sir dame lord lady baron baroness count countess duke \
         duchess prince princess king queen emperor empress sultan emir shah sheikh sheik shaikh imam ayatollah \
         mullah maulana rabbi rev reverend father fr bishop archbishop cardinal pope saint st hon honourable \
         honorable justice judge comrade herr frau monsieur madame senor don dona grandmaster mme mlle",
    ),
    (
        OFFICE,
        "minister president premier chancellor governor mayor secretary chairman chairwoman chairperson chair head \
         director chief commander ambassador envoy spokesman spokeswoman spokesperson senator congressman \
         congresswoman representative delegate councillor councilor commissioner leader member speaker \
         attorney solicitor prosecutor advisor adviser inspector superintendent officer consul attache premier \
         vice-president vice-chairman vice-minister undersecretary founder co-founder owner manager executive \
         analyst economist historian author actor singer striker midfielder coach captain dean rector provost \
         professor scientist researcher journalist reporter editor candidate nominee lawmaker legislator \
         parliamentarian deputy treasurer comptroller trustee coordinator co-chair co-chairman whip president-elect \
         lawyer rapporteur strategist pollster activist billionaire businessman businesswoman pastor",
    ),
    (OFFICE_SHORT, "pm mp mep ceo cfo coo fm dpm rep sen gov pres sec amb"),
    (
        OFFICE_MODIFIER,
        "deputy vice acting assistant prime first former ex permanent standing senior associate interim outgoing \
         incoming foreign general political commanding managing executive chief under special national state \
         majority minority press interior home then current new late party supreme",
    ),
    (
        BODY,
        "ministry department agency authority commission committee council bureau office secretariat institute \
         institution university college academy school faculty hospital clinic court tribunal bank fund company \
         corporation corp inc ltd plc llc group holdings industries enterprises association federation \
         union alliance league society organisation organization foundation trust party movement front coalition \
         congress parliament assembly senate army navy force forces command brigade division battalion regiment \
         corps squadron fleet guard guards police service services directorate directorate-general cabinet chamber \
         board centre center club team fc newspaper times post press news agency media network television radio \
         airlines airways railways motors bros brothers partners museum library church diocese \
         cooperative syndicate inspectorate ombudsman mission embassy consulate delegation \
         convention bundestag administration observatory laboratory factory works plant arsenal shipyard \
         studio studios records orchestra theatre theater politburo taskforce contingent militia brigades taliban \
         conference",
    ),
    (
        LONE_BODY,
        "politburo congress parliament senate pentagon kremlin taliban hezbollah hamas nato interpol unesco unicef \
         bundestag knesset duma riksdag storting folketing sejm cortes dail seanad bundesrat lok rajya \
         twitter facebook instagram youtube tiktok whatsapp snapchat linkedin reddit weibo wechat zalo",
    ),
    (
        SITE,
        "province district city town village commune ward county state region island islands isle peninsula \
         cape bay gulf sea ocean lake river delta mountain mountains mount hill hills valley desert forest park \
         square street road avenue boulevard bridge airport port harbour harbor station stadium canal strait \
         pass plateau territory republic kingdom federation emirate oblast prefecture municipality governorate \
         canton borough parish suburb zone coast creek falls springs reef archipelago headquarters palace castle \
         tower building temple pagoda mosque cathedral barracks camp base",
    ),
    (
        INSTRUMENT,
        "resolution law act bill decree directive regulation regulations ordinance circular decision conclusion \
         treaty convention charter constitution agreement pact accord accords protocol code statute plan \
         programme program strategy project order notice guideline guidelines platform scheme proclamation edict \
         memorandum mou amendment rule dispatch instrument instruction telegram announcement letter",
    ),
    (
        OCCASION,
        "congress summit conference forum exhibition expo war revolution uprising olympics games cup championship \
         festival election elections referendum operation campaign offensive battle siege coup massacre \
         genocide crisis plenum session anniversary fair marathon",
    ),
    (
        FUNCTION,
        "the a an of and or but for to in on at by from with without as is are was were be been being has have had do \
         does did will would shall should may might must can could not no nor so if then than that this these those \
         there here it its he she they we i you him her them us his hers their our your my me who whom whose which \
         what when where why how all any both each few more most other some such only own same too very just also \
         however meanwhile moreover furthermore therefore thus hence although though because since while whereas \
         after before during until till about above across against along among around behind below beneath beside \
         besides between beyond concerning despite down except inside into like near off onto opposite out outside over \
         past per regarding round through throughout toward towards under underneath unlike up upon via within \
         according accordingly additionally especially particularly regardless nevertheless nonetheless instead \
         indeed perhaps maybe yes still yet even ever never always often sometimes once twice again already soon now \
         today tomorrow yesterday later earlier recently finally first second third last next one two three four five \
         six seven eight nine ten many much several another every either neither none nothing something everything \
         anyone someone everyone everybody nobody somebody let lets please looking regarding following speaking \
         addressing concluding emphasising emphasizing noting adding asked told said says say called call \
         today's let's it's i'm don't \
         research promote products reports report source translated photo leaders delegates building relevant",
    ),
    (
        CALENDAR,
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
         september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat \
         sun spring summer autumn winter christmas easter ramadan tet eid thanksgiving gmt utc est edt am pm bc ad \
         internet english",
    ),
    (
        PARTICLE,
        "de la le van von der den ter ten bin bint ibn al el ul ud di da dos du del della af av zu y abu ben e st san",
    ),
    (
        VIETNAMESE,
        "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh to truong doan mai lam trinh \
         dao luong ha cao thai luu phung tong quach chau ta kieu nghiem la quan thach",
    ),
    (
        NO_NAME,
        "gdp gnp ceo cfo coo tv pc id it ai ict dna hiv aids covid gps faq pdf html url ok us$ vat ppp fdi oda sme smes \
         r&d ngo ngos ipo cpi m&a q1 q2 q3 q4 h1 h2 ied ieds vbied vbieds pow pows wmd uav uavs phd mba ba bsc msc md ii \
         iii iv vi vii viii ix xi xii xiii xiv xv km kg mw kw usd vnd eur gbp rmb inr dkk nok sek chf jpy cny idr thb myr php aud cad sgd zar kes ngn ghs brl mxn \
         rs no nr photo video live read update \
         breaking news http https www com org gmt",
    ),
    (
        SPEECH,
        "said says told asked stressed noted added affirmed urged praised called requested emphasized emphasised \
         underlined highlighted pointed stated announced argued believes thinks wrote declared claimed explained \
         insisted warned acknowledged visited met chaired addressed attended born died married resigned served \
         elected appointed joined became received underscored reiterated voiced expressed thanked congratulated",
    ),
    (
        FIELD,
        "defence defense foreign finance interior home education health trade industry commerce labour labor justice \
         agriculture transport transportation energy environment culture science technology information planning \
         investment security treasury state war communications tourism sports housing veterans police economy economic \
         fisheries immigration intelligence budget public works exterior internal external construction infrastructure \
         affairs resources innovation aviation maritime training mines petroleum invalids social land lands rural development",
    ),
    (AT, "in at near from to into around outside inside across toward towards via within throughout"),
    (
        DEMONYM,
        "vietnamese american british french german chinese russian japanese korean indian iraqi iranian syrian turkish \
         israeli palestinian egyptian saudi lebanese jordanian kuwaiti qatari yemeni libyan tunisian algerian moroccan \
         sudanese ethiopian somali kenyan nigerian ghanaian african asian european western eastern arab arabic kurdish \
         islamic muslim christian jewish catholic protestant buddhist hindu sikh sunni shia shiite republican \
         republicans democrat democrats democratic conservative conservatives liberal liberals labour socialist \
         socialists communist communists nationalist nationalists green greens canadian mexican brazilian argentine \
         chilean peruvian colombian venezuelan cuban spanish portuguese italian greek dutch belgian swiss austrian \
         polish czech slovak hungarian romanian bulgarian serbian croatian bosnian albanian ukrainian belarusian \
         lithuanian latvian estonian finnish swedish norwegian danish icelandic irish scottish welsh english australian \
         indonesian malaysian thai filipino philippine singaporean burmese cambodian lao laotian pakistani \
         afghan bangladeshi nepalese nepali taiwanese mongolian kazakh uzbek georgian armenian azerbaijani latin soviet \
         americans britons germans russians iraqis iranians syrians israelis palestinians arabs kurds muslims christians \
         jews europeans africans asians canadians indians",
    ),
];

/// Nouns of occasions that a document may report.
pub(crate) const OCCASIONS: [&str; 28] = [
    "meeting",
    "conference",
    "session",
    "event",
    "ceremony",
    "summit",
    "forum",
    "congress",
    "seminar",
    "workshop",
    "symposium",
    "exhibition",
    "talks",
    "visit",
    "reception",
    "briefing",
    "hearing",
    "rally",
    "debate",
    "convention",
    "parade",
    "festival",
    "dialogue",
    "inauguration",
    "funeral",
    "handover",
    "referendum",
    "plenum",
];

/// What words tell of a text, whatever they name.
const TOPICS: &[(u8, &str)] = &[
    (
        EMPTY,
        "a an and are as at be been but by for from had has have he her his in into is it its more most not of on or s \
         she such than that the their these they this those to was were which who will with would",
    ),
    (
        TIME,
        "ago century day days decade decades hour hours minute minutes moment month months morning night period quarter \
         quarters second seconds time times week weekend weeks year years",
    ),
    (
        NUMBER,
        "billion dozen eight five four half hundred million nine one seven six ten thousand three trillion two",
    ),
];

/// What the lists say of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    hash: u64,
    classes: u32,
    topics: u8,
}

/// Words of the lists by their hashes: each where its hash says or behind it, most slots free (hash 0). One look at one place
/// tells all that is ever asked of a word of a text, which is mostly no word of the lists.
struct Table(Vec<Told>);

impl Table {
    const SLOTS: usize = 1 << 12;

    fn get(&self, hash: u64) -> Told {
        self.0[self.slot(hash)]
    }

    /// Its slot, or the free one where it would stand.
    fn slot(&self, hash: u64) -> usize {
        let mut slot = hash as usize % Self::SLOTS;
        while self.0[slot].hash != hash && self.0[slot].hash != 0 {
            slot = (slot + 1) % Self::SLOTS;
        }
        slot
    }

    fn tell(&mut self, word: &str, classes: u32, topics: u8) {
        let hash = hash_of(word);
        let slot = self.slot(hash);
        let told = &mut self.0[slot];
        told.hash = hash;
        told.classes |= classes;
        told.topics |= topics;
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table(vec![Told::default(); Table::SLOTS]);
        for (class, list) in LISTS {
            let topic = if *class == INSTRUMENT { FORM } else { 0 };
            list.split_ascii_whitespace().for_each(|word| table.tell(word, *class, topic));
        }
        for (topic, list) in TOPICS {
            list.split_ascii_whitespace().for_each(|word| table.tell(word, 0, *topic));
        }
        for word in OCCASIONS {
            table.tell(word, 0, REPORTED);
        }
        respelt().for_each(|word| table.tell(word, 0, RESPELT));
        form_words().for_each(|word| table.tell(word, 0, FORM));
        debug_assert!(
            table.0.iter().filter(|told| told.hash != 0).count() * 2 <= Table::SLOTS,
            "few slots are free"
        );
        table
    })
}

/// What the word of this hash can be: flags of this module.
pub(crate) fn classes(hash: u64) -> u32 {
    table().get(hash).classes
}

/// What the word of this hash tells of a text.
pub(crate) fn topics(hash: u64) -> u8 {
    table().get(hash).topics
}

/// Fills `classes` and `topics` with those of each word.
pub(crate) fn classify(words: &[Word], classes: &mut Vec<u32>, topics: &mut Vec<u8>) {
    let table = table();
    classes.resize(words.len(), 0);
    topics.resize(words.len(), 0);
    for ((word, classes), topics) in words.iter().zip(classes).zip(topics) {
        let told = table.get(word.hash);
        // "Tô" is not "to", "Mai" may be "Mái": a marked letter makes a word of no English class.
        let marked = word.shape.has(Shape::MARKED);
        *classes = if marked { told.classes & VIETNAMESE } else { told.classes };
        *topics = told.topics;
    }
}

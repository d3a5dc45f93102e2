//! A pack of which only a part is here: what is missing is told, and once it is here the answer is the whole pack's.

use dossier_engine::answer::{EntitySort, Lanes, LedgerGroup, LedgerSort};
use dossier_engine::{
    Answer, Axis, Engine, Failure, Folding, Front, Request, Selection, Sort, Typing, ranges,
};
use dossier_reader::{Settings, Source};

/// Enough documents for texts in many blocks.
fn pack() -> Vec<u8> {
    let sources: Vec<Source> = (0..240)
        .map(|n| Source {
            path: format!("{n}.txt"),
            id: format!("d{n}"),
            bytes: format!(
                "Report {n}\n\nHANOI, {} March 20{}. Minister Tran Van Example{} asked the Ministry of Transport to report on \
                 harbour {} by {} May 2026. {}\n\nGeneral John Carter met Jane Roe in Da Nang, he said.\n",
                1 + n % 28,
                10 + n % 15,
                ["", " and Jane Roe"][n % 2],
                n % 40,
                1 + n % 28,
                format!("The oil of quarter {} was counted {} times. ", n % 7, n).repeat(6),
            )
            .into_bytes(),
            ..Source::default()
        })
        .collect();
    let settings =
        Settings::parse("[[theme]]\nname = \"Harbours\"\nterms = [\"harbour\"]\n").expect("a theme");
    dossier_engine::build(&dossier_reader::read(&sources, &settings))
}

fn selection(query: &str) -> Selection {
    Selection::read_query(query).selection
}

fn results(query: &str) -> Request {
    Request::Results {
        selection: selection(query),
        offset: 0,
        limit: 20,
        typing: Typing::Typing,
        folding: Folding::On { open: Vec::new() },
    }
}

/// Asks an engine that has the head alone, fetching what it says it needs; the answer, the round trips, the bytes.
fn ask(pack: &[u8], request: &Request) -> (Answer, usize, usize) {
    let head =
        Engine::open_head(pack[..48].to_vec()).err().and_then(|e| e.missing()).expect("how much it needs");
    let engine = Engine::open_head(pack[..head.end as usize].to_vec()).expect("the head is here");
    let (mut trips, mut bytes) = (0, head.end as usize);
    loop {
        let answer = engine.answer(request);
        let Answer::Failed(Failure::Missing { start, end }) = answer else { return (answer, trips, bytes) };
        assert!(trips < 2_000, "{request:?} never comes to an end");
        let mut wanted = engine.wanted(request);
        if !wanted.iter().any(|range| range.start <= start && end <= range.end) {
            wanted.push(start..end);
        }
        for range in ranges::joined(wanted) {
            let part = pack[range.start as usize..range.end as usize].to_vec();
            bytes += part.len();
            engine.supply(range.start, part);
        }
        trips += 1;
    }
}

/// The first row of what was asked and reported.
fn first_theme(engine: &Engine) -> String {
    match engine.answer(&Request::AskedAndReported { selection: Selection::default() }) {
        Answer::AskedAndReported(matrix) => {
            matrix.rows.first().expect("something is asked on a theme").theme.key.clone()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_list_of_documents_takes_two_round_trips_after_the_head() {
    let pack = pack();
    let whole = Engine::open(pack.clone()).expect("it opens");
    for query in ["", "q=oil", "q=%22counted+7%22", "q=har", "q=oil&sort=oldest", "sort=title"] {
        let request = results(query);
        let (answer, trips, bytes) = ask(&pack, &request);
        let Answer::Results(found) = &answer else { panic!("{query}: {answer:?}") };
        assert!(found.total > 0, "{query}");
        assert_eq!(answer, whole.answer(&request), "{query}");
        assert!(trips <= 2, "{query}: {trips} round trips");
        assert!(bytes < pack.len(), "{query}: all of {} bytes were fetched", pack.len());
    }
    let filtered = results("q=oil&person=jane-roe");
    assert_eq!(ask(&pack, &filtered).0, whole.answer(&filtered));
}

#[test]
fn a_page_of_statements_takes_two_round_trips_after_the_head() {
    let pack = pack();
    let ledger = Request::Ledger {
        selection: selection(""),
        kinds: Vec::new(),
        group: LedgerGroup::None,
        sort: LedgerSort::Newest,
        offset: 60,
        limit: 60,
    };
    let theme = first_theme(&Engine::open(pack.clone()).expect("it opens"));
    let cell = Request::CellSentences { selection: selection(""), theme, period: 0, limit: 6 };
    for request in [ledger, cell] {
        let (answer, trips, _) = ask(&pack, &request);
        match answer {
            Answer::Ledger(ledger) => assert_eq!(ledger.rows.len(), 60),
            Answer::CellSentences(found) => assert!(!found.sentences.is_empty()),
            other => panic!("{other:?}"),
        }
        assert!(trips <= 2, "{trips} round trips for {request:?}");
    }
}

#[test]
fn every_question_has_the_answer_of_the_whole_pack() {
    let pack = pack();
    let whole = Engine::open(pack.clone()).expect("it opens");
    let all = Selection::default;
    let requests = [
        Front::overview_request(),
        Front::strip_request(),
        Request::Facets {
            selection: selection("q=oil"),
            fields: Vec::new(),
            contains: String::new(),
            limit: 6,
        },
        Request::Facets { selection: all(), fields: Vec::new(), contains: "ro".to_owned(), limit: 6 },
        Request::DateStrip { selection: selection("q=oil"), axis: Axis::Mentioned, bins: 20 },
        Request::DateStrip { selection: all(), axis: Axis::Event, bins: 20 },
        Request::Document { id: "d7".to_owned(), selection: selection("q=oil") },
        Request::Entities {
            selection: all(),
            kind: None,
            contains: String::new(),
            sort: EntitySort::Documents,
            offset: 0,
            limit: 40,
        },
        Request::Entity { key: "jane-roe".to_owned(), selection: all() },
        Request::Mentions { key: "jane-roe".to_owned(), selection: all(), offset: 0, limit: 40 },
        Request::Timeline {
            selection: all(),
            lanes: Lanes::Kinds,
            axis: Axis::Published,
            most_items: 100,
            window: None,
            bins: 40,
        },
        Request::Ledger {
            selection: all(),
            kinds: Vec::new(),
            group: LedgerGroup::Issuer,
            sort: LedgerSort::Oldest,
            offset: 0,
            limit: 40,
        },
        Request::AskedAndReported { selection: all() },
        Request::CellSentences { selection: all(), theme: first_theme(&whole), period: 0, limit: 6 },
        Request::Comparison { documents: ["d1", "d8", "d3"].map(str::to_owned).to_vec() },
        Request::Titles { selection: selection("q=oil"), limit: 50 },
        Request::Contrast { left: selection("q=oil"), right: all() },
        Request::Suggestions { text: "ja".to_owned(), limit: 8 },
        Request::Concordance { selection: selection("q=oil"), skip: 0, limit: 10 },
        Request::Interpretation { query: "oil AND".to_owned() },
        Request::Rules,
        Request::Document { id: "nobody".to_owned(), selection: Selection { sort: Sort::Title, ..all() } },
    ];
    for request in requests {
        let (answer, ..) = ask(&pack, &request);
        assert_eq!(answer, whole.answer(&request), "{request:?}");
    }
}

#[test]
fn a_front_page_comes_back_and_another_files_bytes_are_none() {
    let pack = pack();
    let bytes = Front::beside(pack.clone()).expect("a pack has one");
    let front = Front::from_bytes(&bytes).expect("its own bytes");
    let whole = Engine::open(pack.clone()).expect("it opens");
    assert_eq!(whole.answer(&Front::overview_request()), Answer::Overview(Box::new(front.overview)));
    assert_eq!(whole.answer(&Front::strip_request()), Answer::DateStrip(Box::new(front.strip)));
    let longer = [&bytes[..], b"x"].concat();
    for other in [&pack[..], &bytes[1..], &bytes[..bytes.len() - 1], &longer, b""] {
        assert!(Front::from_bytes(other).is_err());
    }
    assert!(Front::beside(bytes).is_err(), "a front page is no pack");
}

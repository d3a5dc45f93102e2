//! Faults that unseen news of many houses showed, each mended where it was general; texts written for this test.

mod shelf;
mod told;

use dossier_corpus::{Collection, EntityKind, StatementKind};
use shelf::collection as read;
use told::{asks, dated, orders, who};

fn named(collection: &Collection, kind: EntityKind) -> Vec<&str> {
    let all = collection.entities.iter().filter(|entity| entity.kind == kind);
    all.map(|entity| entity.name.as_str()).collect()
}

fn deadlines(text: &str) -> Vec<String> {
    let collection = dated(text);
    let statements = collection.documents[0].statements.iter();
    statements.filter_map(|one| one.deadline.as_ref()).map(|fact| fact.value.as_str().to_owned()).collect()
}

#[test]
fn the_same_day_is_that_of_the_news_and_no_decisions_nor_deadlines() {
    for text in [
        "Amy Poole met the board on March 4. She cited Decision 12 dated 5 May 2022. On the same day, she left.",
        "Amy Poole met the board on March 4. She asked it to report before April 15. On the same day, she left.",
    ] {
        let collection = dated(text);
        let same = collection.documents[0].dates.iter().find(|date| date.span.of(text).ends_with("same day"));
        assert_eq!(same.map(|date| date.value.as_str()), Some("2024-03-04"), "{text}");
    }
}

#[test]
fn a_half_year_that_is_looked_back_on_dates_a_text_into_the_same_year() {
    let text = "Review held\n\nPANO - On July 8, the Ministry of Defense held a conference to review work in the first six months of \
                2023 and set tasks for the rest of the year.\n\nGeneral Le Van Nam chaired it.\n";
    let date = read(&[text], "").documents[0].date.as_ref().map(|fact| fact.value.as_str().to_owned());
    assert_eq!(date.as_deref(), Some("2023-07-08"));
}

#[test]
fn deadlines_stand_in_clauses_and_lengths_of_time() {
    for (text, deadline) in [
        (
            "Minister Amy Poole asked the provinces to clear the land, which must be completed no later than the third quarter of 2024.",
            "2024-07/2024-09",
        ),
        (
            "Minister Amy Poole ordered the Port Authority to publish the contract within 15 days.",
            "2024-03-21~",
        ),
        (
            "Minister Amy Poole ordered the Port Authority to publish the contract within six months.",
            "2024-09-06~",
        ),
        (
            "Minister Amy Poole tasked the Port Authority with carrying out the Law on Ports before 30 June 2024.",
            "2024-06-30",
        ),
    ] {
        assert_eq!(deadlines(text), [deadline], "{text}");
    }
}

#[test]
fn orders_have_their_issuer_and_whom_they_bind() {
    for (text, order) in [
        (
            "Defence Minister Ravi Verma exhorted the industry to invest, and asked the Research Organisation (RO) to share its plans.",
            "Ravi Verma → Research Organisation: the Research Organisation (RO) to share its plans",
        ),
        (
            "The Prime Minister, Amy Poole, demanded that ministries, agencies and localities consider reform a key task.",
            "Amy Poole → ministries, agencies and localities: that ministries, agencies and localities consider reform a key task",
        ),
        (
            "Speaker Amy Poole has asked the National Assembly's Committee for National Defense, Security and External Affairs to finish the draft.",
            "Amy Poole → National Assembly's Committee for National Defense, Security and External Affairs: the National Assembly's Committee for National Defense, Security and External Affairs to finish the draft",
        ),
        (
            "General Le Van Giang suggested that in the coming time, the two sides should effectively implement the agreements.",
            "Le Van Giang → the two sides: that in the coming time, the two sides should effectively implement the agreements",
        ),
        (
            "Ministries and localities, especially Hanoi, need to create favourable conditions, Minister Amy Poole said.",
            "Amy Poole → Ministries and localities: Ministries and localities, especially Hanoi, need to create favourable conditions",
        ),
        (
            "The Auditor-General, Peter Reed, should also investigate the contract, Minister Amy Poole said.",
            "Amy Poole → Peter Reed: The Auditor-General, Peter Reed, should also investigate the contract",
        ),
        (
            "Mr. Chinh assigned Deputy Minister Tran Hong Ha to oversee the project.",
            "Chinh → Tran Hong Ha: Deputy Minister Tran Hong Ha to oversee the project",
        ),
        (
            "Minister Amy Poole proposed the two sides soon sign a plan.",
            "Amy Poole → the two sides: the two sides soon sign a plan",
        ),
        (
            "Minister Le Van Son suggested the two sides increase their exchanges.",
            "Le Van Son → the two sides: the two sides increase their exchanges",
        ),
        (
            "The Minister for Defence, Dr Edward Boamah, has directed that the suspects be handed over.",
            "Edward Boamah → the suspects: that the suspects be handed over",
        ),
        (
            "Senior advocate Siddhartha Dave suggested that the footage be stored for six months.",
            "Siddhartha Dave → the footage: that the footage be stored for six months",
        ),
        (
            "Oslo City's Department of Health has asked hospitals to step up their work.",
            "Department of Health → hospitals: hospitals to step up their work",
        ),
        (
            "Commissioner Amy Poole stressed that any law that undermines fundamental rights must be repealed.",
            "Amy Poole → any law: that any law that undermines fundamental rights must be repealed",
        ),
        (
            "The Railways Corporation (RC) was assigned to prepare a programme for 3,000 workers.",
            " → Railways Corporation: to prepare a programme for 3,000 workers",
        ),
    ] {
        asks(text, order);
    }
}

#[test]
fn participles_relative_clauses_and_labels_order_nothing() {
    for text in [
        "Senator Amy Poole spoke of the proposed Harbour Development Act on Monday.",
        "Austria and Sweden, which have ordered the same plane, praised Amy Poole.",
        "The Navy of Fiji commissioned its second patrol boat on Monday.",
        "Iraqi Prime Minister Ali Reed dismissed the police chief of Diyala.",
        "The contract, which was requested by the charity Harbour Watch, is secret.",
    ] {
        assert_eq!(orders(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_is_said_goes_on_behind_when_and_where() {
    let text =
        "Minister Amy Poole said that in the first seven months of this year, exports rose by five percent.";
    let collection = dated(text);
    let said: Vec<&str> = collection.documents[0]
        .statements
        .iter()
        .flat_map(|one| &one.content)
        .map(|span| span.of(text))
        .collect();
    assert!(said.iter().any(|words| words.ends_with("exports rose by five percent")), "{said:?}");
}

#[test]
fn one_of_many_spokesmen_is_nobody_spoken_of_before() {
    let text = "Clive Reed called for an apology. A Home Office spokesperson said: \"We are considering the judgment carefully.\"";
    let collection = dated(text);
    let speakers: Vec<String> = collection.documents[0]
        .statements
        .iter()
        .filter(|one| one.kind == StatementKind::Quote)
        .filter_map(|one| one.issuer.as_ref().map(|actor| who(&collection, actor)))
        .collect();
    assert_eq!(speakers, ["A Home Office spokesperson"]);
}

#[test]
fn the_minister_of_the_country_that_speaks_names_no_country() {
    let text = "Minister of National Defence General Phan Van Giang met Belarusian Minister of Defence Pavel Muraveiko. The \
                Vietnamese minister asked the guests to support training.";
    let found = orders(text);
    assert!(found.iter().any(|one| one.starts_with("Phan Van Giang → the guests")), "{found:?}");
}

#[test]
fn the_minister_is_no_deputy_minister() {
    let text = "The meeting was attended by Le Van Giang, Minister of National Defense, and Tran Tan Cuong, Deputy Minister of \
                National Defense. The minister stressed that commanders must report.";
    let found = orders(text);
    assert!(found.iter().any(|one| one.starts_with("Le Van Giang → commanders")), "{found:?}");
}

#[test]
fn instruments_are_named_with_whose_they_are_and_their_whole_number() {
    for (text, name) in [
        ("The yard was approved under Executive Order No. 57 in January.", "Executive Order 57"),
        ("Senate Bill No. 2450 was sponsored by Amy Poole.", "Senate Bill 2450"),
        ("It was built under Decision 1190/QD-TTg of the Prime Minister.", "Decision 1190/QD-TTg"),
        (
            "It is obligatory under Presidential Regulation No. 8 of 2021 in Jakarta.",
            "Presidential Regulation 8 of 2021",
        ),
        (
            "They cited Article 4 of the Public Private Partnerships Act, 2021.",
            "Public Private Partnerships Act, 2021",
        ),
        (
            "She asked for it under the Freedom of Information Act 2000 in May.",
            "Freedom of Information Act 2000",
        ),
        ("They discussed the draft Law on People’s Air Defence in Hanoi.", "Law on People’s Air Defence"),
        ("He wrote it in Official Letter No. 8341/SYT-NVY on Monday.", "Official Letter 8341/SYT-NVY"),
        ("It binds yards under Council Regulation (EU) 2021/1115 in Europe.", "Regulation 2021/1115"),
    ] {
        let collection = dated(text);
        assert_eq!(named(&collection, EntityKind::Instrument), [name], "{text}");
    }
    let institute = dated("Hannah Reed works at the Institute for Maritime Strategy in Oslo.");
    assert_eq!(named(&institute, EntityKind::Instrument), Vec::<&str>::new());
}

#[test]
fn acts_of_one_year_are_told_apart_by_their_titles() {
    let collection = dated(
        "She cited the Freedom of Information Act 2000 and, in the same letter, the Postal Services Act 2000.",
    );
    assert_eq!(named(&collection, EntityKind::Instrument).len(), 2);
}

#[test]
fn a_datelines_city_is_a_place_and_its_agency_is_known() {
    let text = "Clearance goes on\n\nHai Phong (VNA) – Minister Le Van Nam visited the port on Monday.\n\nHai Phong city has paid for \
                most of the land, he said.\n";
    let collection = dated(text);
    assert_eq!(named(&collection, EntityKind::Person), ["Le Van Nam"]);
    // One that stands in the paragraph, behind the day of a page.
    let text = "date 2026-03-12 LÊ MINH XUÂN — Minister Le Van Nam has called for more ships.\n\nHe spoke on Thursday.\n";
    assert_eq!(named(&read(&[text], ""), EntityKind::Person), ["Le Van Nam"]);
    for (text, place, agency) in [
        ("New Delhi, Nov 22 (PTI) The Army on Friday inducted guns in Nashik.", "New Delhi", "PTI"),
        ("ISLAMABAD, Jun 18 (APP): Prime Minister Ali Sharif met the board.", "ISLAMABAD", "APP"),
        ("TOKYO, Feb. 9, Kyodo - Japan and Peru signed a treaty on Friday.", "TOKYO", "Kyodo"),
        ("SANTIAGO, Jan 29 (EFE).- Ministers met on Wednesday in the capital.", "SANTIAGO", "EFE"),
        ("LIMA, May 3 (Andina) - Ministers met on Saturday in the capital.", "LIMA", "Andina"),
    ] {
        let text = format!("Some news of the day\n\n{text}\n\nAnd so it went on for a while longer.\n");
        let collection = read(&[&text], "");
        let document = &collection.documents[0];
        let value = |fact: Option<&dossier_corpus::Fact<String>>| fact.map(|fact| fact.value.clone());
        assert_eq!(value(document.dateline.as_deref()).as_deref(), Some(place), "{text}");
        assert_eq!(value(document.agency.as_deref()).as_deref(), Some(agency), "{text}");
    }
}

#[test]
fn companies_named_after_persons_are_told_by_what_is_said_of_them() {
    let text = "Lockwood Marine won an order on Thursday. Lockwood shares rose by a tenth. The company was founded by William Lockwood.";
    let collection = dated(text);
    assert_eq!(named(&collection, EntityKind::Person), ["William Lockwood"]);
    let listed = dated("Amy Poole proposed that defence firms such as Leonardo and Rossi build the ships.");
    assert_eq!(named(&listed, EntityKind::Person), ["Amy Poole"]);
    let short = dated("Lockwood Marine Inc won an order. Lockwood said the ships would be built in Oslo.");
    assert_eq!(named(&short, EntityKind::Person), [""; 0]);
    assert_eq!(named(&short, EntityKind::Organisation), ["Lockwood Marine Inc"]);
    let founder =
        dated("Lockwood Marine Inc won an order. Its founder, William Lockwood, was glad. Lockwood said so.");
    assert_eq!(named(&founder, EntityKind::Person), ["William Lockwood"]);
    assert_eq!(founder.documents[0].mentions.last().map(|one| one.kind), Some(EntityKind::Person));
    // Families are called so, too.
    let people =
        dated("Samantha Power spoke in Oslo on Thursday. Robert Steel and Power agreed on the loan.");
    assert_eq!(named(&people, EntityKind::Person), ["Robert Steel", "Samantha Power"]);
}

#[test]
fn what_the_figures_of_a_row_are_is_no_name() {
    let text = "Lockwood Marine Inc reported its results on Thursday.\nOper shr 12 cts vs 10 cts\nNet loss 1,234,000 vs profit 807,000\n\
                Revs 34.2 mln vs 30.1 mln\n\nLockwood said it expects growth.\n";
    assert_eq!(named(&dated(text), EntityKind::Organisation), ["Lockwood Marine Inc"]);
}

#[test]
fn a_title_with_capitals_everywhere_names_nobody_that_the_text_does_not() {
    let text = "Poole Vows Reform As Minister Pushes Local Content\n\nIndustry Minister Amy Poole promised on Monday that shipyards \
                will buy half of what they need at home. She spoke to reporters in the port of Callao, where two ships are being \
                repaired at the moment, and left in the evening for the capital.\n";
    assert_eq!(named(&dated(text), EntityKind::Person), ["Amy Poole"]);
}

#[test]
fn one_person_is_one_whatever_stands_before_the_name() {
    for (text, person) in [
        (
            "Prime Minister Datuk Seri Anwar Ibrahim spoke in Ipoh. Anwar stressed that firms must report.",
            "Anwar Ibrahim",
        ),
        (
            "Prime Minister Mohammed Shia al-Daraji spoke in Basra. Al-Daraji left on Monday.",
            "Mohammed Shia al-Daraji",
        ),
        (
            "Minister Mohamed Khaled Nordin spoke in Ipoh. Later Mohamed Khaled urged firms to report.",
            "Mohamed Khaled Nordin",
        ),
        ("Minister of Construction Tran Hong Minh said that the road was ready.", "Tran Hong Minh"),
        ("Judge Joost de Wit spoke in Breda. De Wit said that the yard would appeal.", "Joost de Wit"),
        ("Tran Thanh Nghiem came to Hue. Vice Admiral Nghiem praised the crew.", "Tran Thanh Nghiem"),
        ("Lieutenant General Do Van Thien met the guests in Hanoi on Monday.", "Do Van Thien"),
    ] {
        assert_eq!(named(&dated(text), EntityKind::Person), [person], "{text}");
    }
}

#[test]
fn names_beside_each_other_beside_an_office_or_alone_are_told() {
    for (text, kind, name) in [
        (
            "Kumar affirmed that India wishes to expand cooperation with Kelmar and Factory Z207.",
            EntityKind::Organisation,
            "Factory Z207",
        ),
        (
            "The pact was seen by Senator Robert Casey Jr. France's Defence Minister Paul Keller also attended.",
            EntityKind::Person,
            "Robert Casey Jr.",
        ),
        (
            "The Portfolio Committee on Sport, Small Business and Public Works met on Monday.",
            EntityKind::Organisation,
            "Portfolio Committee on Sport, Small Business and Public Works",
        ),
        (
            "The PM asked the RoK to open its market wider for farm products, and urged ministries to act.",
            EntityKind::Organisation,
            "RoK",
        ),
        (
            "Indian Ambassador to Vietnam Rohan Mathur was there on Monday.",
            EntityKind::Person,
            "Rohan Mathur",
        ),
        (
            "Le Dinh Toi, Chairman of the Committee, said that ministries must report.",
            EntityKind::Person,
            "Le Dinh Toi",
        ),
    ] {
        let collection = dated(text);
        let found = named(&collection, kind);
        assert!(found.contains(&name), "{text} gave {found:?}");
    }
    let text = "Deputy Prime Minister Tran Duc Quang visited the yard. Quang praised the workers. He asked the Ministry of Finance to help.";
    let collection = dated(text);
    assert_eq!(named(&collection, EntityKind::Place), [""; 0]);
    assert_eq!(named(&collection, EntityKind::Person), ["Tran Duc Quang"]);
}

#[test]
fn states_and_ministers_in_the_plural_are_no_persons_and_series_no_bodies() {
    let text = "Member States should inform the Commission. Deputy Prime Ministers met. Embraer sold a KC-390 for Rs 90 crore.";
    let collection = dated(text);
    assert_eq!(named(&collection, EntityKind::Person), Vec::<&str>::new());
    let bodies = named(&collection, EntityKind::Organisation);
    assert!(!bodies.iter().any(|name| ["KC", "Rs"].contains(name)), "{bodies:?}");
}

#[test]
fn a_ministry_of_several_fields_is_one_body() {
    let text = "The Ministry of Investment, Trade and Industry (MITI) met the Committee on Defence and Veterans on Monday. MITI agreed.";
    let collection = dated(text);
    let bodies = named(&collection, EntityKind::Organisation);
    assert!(bodies.contains(&"Ministry of Investment, Trade and Industry"), "{bodies:?}");
    // A field is no other body; a body that is named elsewhere is no field.
    let two = dated(
        "Officials from the General Department of Mining Industry and Kelmar reported on the leadership, direction and \
         implementation of key tasks. The meeting was held at Kelmar Group headquarters on Thursday. The Ministry of Trade and \
         Industry paid.",
    );
    let bodies = named(&two, EntityKind::Organisation);
    for body in ["General Department of Mining Industry", "Kelmar Group", "Ministry of Trade and Industry"] {
        assert!(bodies.contains(&body), "{body} is not among {bodies:?}");
    }
    let office = dated(
        "Minister of Labour, Invalids and Social Affairs Dao Ngoc Dung met workers in Hanoi on Monday.",
    );
    assert_eq!(named(&office, EntityKind::Organisation), Vec::<&str>::new());
    assert_eq!(named(&office, EntityKind::Person), ["Dao Ngoc Dung"]);
}

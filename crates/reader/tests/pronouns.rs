//! Whom "he", "she", "Mr" and "Mrs" mean; texts written for this test.

mod shelf;

use shelf::collection;

/// Who is said to say what begins with these words.
fn speaker(text: &str, words: &str) -> String {
    let collection = collection(&[text], "");
    let document = &collection.documents[0];
    let said = document
        .statements
        .iter()
        .find(|one| one.content.iter().any(|content| content.of(text).starts_with(words)))
        .unwrap_or_else(|| panic!("nobody says {words:?}: {:?}", document.statements));
    let issuer = said.issuer.as_ref().expect("somebody says it");
    issuer
        .entity
        .and_then(|id| collection.entity(id))
        .map_or_else(|| issuer.words.clone(), |who| who.name.clone())
}

/// Whom the last mention of a person means.
fn last(text: &str) -> String {
    let collection = collection(&[text], "");
    let mention = collection.documents[0].mentions.last().expect("a name");
    collection.entity(mention.entity).expect("an entity").name.clone()
}

#[test]
fn she_is_not_a_man_who_spoke_last() {
    let text = "Margaret Ashby opened the school in Leeds on Monday.\n\nThe building cost nine million pounds, said \
                George Reed, the architect. She said that the town had waited for it.";
    assert_eq!(speaker(text, "that the town"), "Margaret Ashby");
}

#[test]
fn an_address_or_an_office_tells_more_than_a_given_name_that_either_may_bear() {
    let text = "Mrs Robin Tate met the dean, Oliver Frost, in May. She said that the talks went well.";
    assert_eq!(speaker(text, "that the talks"), "Robin Tate");
    let text =
        "Congresswoman Robin Tate met the dean, Oliver Frost, in May. He said that the talks went well.";
    assert_eq!(speaker(text, "that the talks"), "Oliver Frost");
}

#[test]
fn a_vietnamese_middle_name_tells_a_woman() {
    let text = "Peter Lang met Nguyễn Thị Hạnh in Huế. She said that the museum would open in June.";
    assert_eq!(speaker(text, "that the museum"), "Nguyễn Thị Hạnh");
}

#[test]
fn a_family_name_that_stands_first_tells_nothing() {
    let text = "George Reed met Park Min-seo in Busan. She said that the museum would open in June.";
    assert_eq!(speaker(text, "that the museum"), "Park Min-seo");
}

#[test]
fn he_is_the_one_of_whom_a_new_sentence_tells_and_not_who_spoke_before() {
    let text = "Karl Brandt said that prices would fall.\n\nThomas Weber, the finance minister, presented the budget on \
                Monday. He said that taxes would stay as they are.";
    assert_eq!(speaker(text, "that taxes"), "Thomas Weber");
}

#[test]
fn who_spoke_goes_on_where_somebody_else_is_only_spoken_of() {
    let text = "Karl Brandt said that prices would fall. The council had met Thomas Weber in May. He said that taxes \
                would stay as they are.";
    assert_eq!(speaker(text, "that taxes"), "Karl Brandt");
    let text = "Karl Brandt said that Thomas Weber had left. He said that taxes would stay as they are.";
    assert_eq!(speaker(text, "that taxes"), "Karl Brandt");
}

#[test]
fn once_called_she_a_speaker_is_not_called_he() {
    let text = "Robin Tate opened the meeting in Oslo. She said that the port would grow. Then he said that it would not.";
    assert_ne!(speaker(text, "that it would not"), "Robin Tate");
}

#[test]
fn mr_and_mrs_of_one_family_name_are_two_people() {
    let couple = "Peter Holt and his wife Anna Holt live in Bergen. ";
    assert_eq!(last(&format!("{couple}The town honoured Mr Holt.")), "Peter Holt");
    assert_eq!(last(&format!("{couple}The town honoured Mrs. Holt.")), "Anna Holt");
    assert_eq!(last("Peter Holt lives in Bergen. The town honoured Mrs Holt."), "Holt");
}

//! A pack gives back what was put in, and says clearly when it cannot.

use dossier_pack::{Pack, PackWriter, Read, Store, StoreWriter};
use proptest::prelude::*;

fn sample() -> Vec<u8> {
    let mut writer = PackWriter::new();
    writer.add("late", Read::OnDemand, vec![7; 1000]);
    writer.add("early", Read::AtOpening, b"first things".to_vec());
    writer.add("empty", Read::OnDemand, Vec::new());
    writer.finish()
}

#[test]
fn every_section_comes_back_whole() {
    let pack = Pack::open(sample()).unwrap();
    assert_eq!(&*pack.section("early").unwrap().bytes().unwrap(), b"first things");
    assert_eq!(&*pack.section("late").unwrap().bytes().unwrap(), &[7; 1000]);
    assert!(pack.section("empty").unwrap().is_empty());
    assert!(pack.section("none").unwrap_err().to_string().contains("\"none\""));
    pack.verify().unwrap();
}

#[test]
fn the_same_sections_give_the_same_bytes() {
    assert_eq!(sample(), sample());
}

#[test]
fn the_head_comes_first_and_is_enough_to_open() {
    let file = sample();
    let wanted = Pack::open_head(file[..20].to_vec()).unwrap_err().missing().unwrap();
    assert_eq!(wanted, 0..48);
    let wanted = Pack::open_head(file[..48].to_vec()).unwrap_err().missing().unwrap();
    let pack = Pack::open_head(file[..wanted.end as usize].to_vec()).unwrap();
    assert_eq!(&*pack.section("early").unwrap().bytes().unwrap(), b"first things");
    let late = pack.section("late").unwrap();
    let part = late.slice(10..20).unwrap_err().missing().unwrap();
    assert_eq!(part.end - part.start, 10);
    pack.supply(part.start, file[part.start as usize..part.end as usize].to_vec());
    assert_eq!(&*late.slice(12..18).unwrap(), &[7; 6]);
    assert!(late.bytes().unwrap_err().missing().is_some());
}

#[test]
fn foreign_newer_and_cut_files_say_what_they_are() {
    let message = |bytes: Vec<u8>| Pack::open(bytes).unwrap_err().to_string();
    assert!(message(b"<!doctype html><title>Not found</title>".to_vec()).contains("no dossier pack"));
    assert!(message(Vec::new()).contains("no dossier pack"));
    let mut newer = sample();
    newer[8] = 200;
    assert!(message(newer).contains("newer version"));
    let file = sample();
    assert!(message(file[..file.len() - 1].to_vec()).contains("cut short"));
    assert!(message(file[..30].to_vec()).contains("cut short"));
}

#[test]
fn a_changed_byte_anywhere_is_found() {
    let file = sample();
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 0x10;
        let padding =
            Pack::open(file.clone()).unwrap().sections().all(|(_, range)| !range.contains(&(at as u64)))
                && at >= 48 + 3 * 28 + "lateearlyempty".len();
        let found = Pack::open(changed).and_then(|pack| pack.verify()).is_err();
        assert!(found || padding, "byte {at}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_opened_or_refused_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut file = b"dossier\n\x01\0\0\0".to_vec();
        file.extend(bytes);
        let _ = Pack::open(file.clone()).and_then(|pack| pack.verify());
        let _ = Pack::open_head(file);
    }

    #[test]
    fn every_text_of_a_store_comes_back(texts in prop::collection::vec("[a-c é]{0,4000}", 0..60)) {
        let mut writer = StoreWriter::new();
        for text in &texts {
            writer.push(text.as_bytes());
        }
        let (index, data) = writer.finish();
        let mut pack = PackWriter::new();
        pack.add("index", Read::AtOpening, index);
        pack.add("data", Read::OnDemand, data);
        let pack = Pack::open(pack.finish()).unwrap();
        let store = Store::open(&pack.section("index").unwrap(), pack.section("data").unwrap()).unwrap();
        prop_assert_eq!(store.len() as usize, texts.len());
        for (i, text) in texts.iter().enumerate() {
            prop_assert_eq!(&*store.get(i as u32).unwrap(), text.as_bytes());
        }
        prop_assert!(store.get(texts.len() as u32).is_err());
    }

    #[test]
    fn a_damaged_store_errs_and_never_panics(
        texts in prop::collection::vec("[a-c]{0,300}", 1..20), at in any::<prop::sample::Index>(), with in any::<u8>(), which in any::<bool>()
    ) {
        let mut writer = StoreWriter::new();
        for text in &texts {
            writer.push(text.as_bytes());
        }
        let (mut index, mut data) = writer.finish();
        let target = if which { &mut index } else { &mut data };
        let at = at.index(target.len());
        target[at] = with;
        let mut pack = PackWriter::new();
        pack.add("index", Read::AtOpening, index);
        pack.add("data", Read::OnDemand, data);
        let pack = Pack::open(pack.finish()).unwrap();
        if let Ok(store) = Store::open(&pack.section("index").unwrap(), pack.section("data").unwrap()) {
            for i in 0..store.len().min(100) {
                let _ = store.get(i);
            }
        }
    }
}

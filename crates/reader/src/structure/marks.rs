//! Marks of news agencies and outlets: the short names that stand in datelines, credits and sign-offs.

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A news agency, whose texts others print.
    Agency,
    /// A newspaper, broadcaster or site.
    Outlet,
}

/// News agencies of the world by the marks that they sign with.
const AGENCIES: &[&str] = &[
    "AAP",
    "ABI",
    "ACN",
    "AFP",
    "AGERPRES",
    "AKIPRESS",
    "ANA",
    "ANADOLU",
    "ANGOP",
    "ANI",
    "ANSA",
    "ANTARA",
    "AP",
    "APA",
    "APP",
    "ATA",
    "AZERTAC",
    "BELGA",
    "BELTA",
    "BERNAMA",
    "BIRN",
    "BNA",
    "BNS",
    "BSS",
    "BTA",
    "CNA",
    "CNS",
    "CTK",
    "DPA",
    "EFE",
    "FARS",
    "FIDES",
    "GNA",
    "HINA",
    "IANS",
    "INA",
    "INTERFAX",
    "IRNA",
    "ITAR-TASS",
    "JANA",
    "JIJI",
    "KAZINFORM",
    "KCNA",
    "KPL",
    "KUNA",
    "KYODO",
    "LETA",
    "LUSA",
    "MAP",
    "MENA",
    "MONTSAME",
    "MTI",
    "NAM",
    "NAN",
    "NNA",
    "NOTIMEX",
    "NTB",
    "PAP",
    "PETRA",
    "PNA",
    "PRENSA LATINA",
    "PTI",
    "REUTERS",
    "RIA",
    "RITZAU",
    "SANA",
    "SAPA",
    "SPA",
    "STA",
    "STT",
    "TANJUG",
    "TAP",
    "TASNIM",
    "TASS",
    "TNA",
    "TT",
    "TTXVN",
    "UKRINFORM",
    "UNB",
    "UNI",
    "UPI",
    "UZA",
    "VNA",
    "VNS",
    "WAFA",
    "WAM",
    "XINHUA",
    "YONHAP",
];

/// Outlets whose marks do not show what they are; any other mark in capitals is taken for an outlet as well.
const OUTLETS: &[&str] = &[
    "BBC", "CNN", "CPV", "CRI", "DW", "KBS", "MOD", "NBC", "NDO", "NHK", "NPR", "PANO", "QDND", "QĐND",
    "RFA", "RFE", "RFI", "RT", "SCMP", "SGGP", "VGP", "VIR", "VOA", "VOV", "VOVWORLD", "VTC", "VTV", "WSJ",
];

/// Cities with names so short that in capitals they look like a mark.
const SHORT_CITIES: &[&str] = &[
    "ABUJA", "ACCRA", "ADEN", "AMMAN", "ANKARA", "APIA", "BAKU", "BASEL", "BASRA", "BEIRUT", "BERN", "BONN",
    "BRNO", "BUSAN", "CAIRO", "CEBU", "DAKAR", "DAVAO", "DAVOS", "DELHI", "DHAKA", "DOHA", "DUBAI", "ESSEN",
    "GAZA", "GOMA", "GRAZ", "HAIFA", "HANOI", "HERAT", "HILO", "HUE", "HUẾ", "JENA", "JUBA", "KABUL", "KANO",
    "KIEV", "KOBE", "KYIV", "KYOTO", "LAGOS", "LIMA", "LINZ", "LOME", "LVIV", "LYON", "MACAU", "MALE",
    "MALMO", "MIAMI", "MILAN", "MINSK", "MOSUL", "NICE", "OMAHA", "OMSK", "OSAKA", "OSLO", "PARIS", "PERTH",
    "PISA", "PRAIA", "PUNE", "QUITO", "RABAT", "RENO", "RIGA", "ROME", "SANAA", "SEOUL", "SOCHI", "SOFIA",
    "SUVA", "TAMPA", "TOKYO", "TOMSK", "TULSA", "TUNIS", "TURIN", "VADUZ", "VINH", "YALTA",
];

/// What `word` stands for as a mark, by its shape and by the lists. `Xinhua` and `XINHUA` are one.
pub(super) fn mark(word: &str) -> Option<Mark> {
    let count = word.chars().count();
    if !(2..=16).contains(&count)
        || word.chars().any(|c| !(c.is_alphanumeric() || matches!(c, '.' | '-' | ' ' | '&')))
    {
        return None;
    }
    let capitals = word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_uppercase);
    if !capitals && !first_is_upper(word) && !word.contains('.') {
        return None;
    }
    let upper = word.to_uppercase();
    let upper = upper.as_str();
    if AGENCIES.binary_search(&upper).is_ok() && (capitals || upper.len() > 4) && first_is_upper(word) {
        return Some(Mark::Agency);
    }
    if capitals && OUTLETS.binary_search(&upper).is_ok() {
        return Some(Mark::Outlet);
    }
    // A site's address as a mark: Chinhphu.vn, VOV.VN
    let site = word.rsplit_once('.').is_some_and(|(host, end)| {
        host.len() >= 2 && (2..=4).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphabetic())
    });
    if site && !word.contains(' ') {
        return Some(Mark::Outlet);
    }
    let short = capitals && count <= 5 && !word.contains([' ', '.']) && !SHORT_CITIES.contains(&upper);
    short.then_some(Mark::Outlet)
}

/// Whether the lists know `word`, so that it is a mark even where nothing else says so.
pub(super) fn is_known(word: &str) -> bool {
    if !first_is_upper(word) {
        return false;
    }
    let upper = word.to_uppercase();
    AGENCIES.binary_search(&upper.as_str()).is_ok() || OUTLETS.binary_search(&upper.as_str()).is_ok()
}

fn first_is_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_for_search() {
        assert!(OUTLETS.is_sorted() && SHORT_CITIES.is_sorted());
        let at = AGENCIES.windows(2).find(|pair| pair[0] >= pair[1]);
        assert_eq!(at, None);
    }

    #[test]
    fn marks_are_told_from_cities() {
        assert_eq!(mark("VNA"), Some(Mark::Agency));
        assert_eq!(mark("Xinhua"), Some(Mark::Agency));
        assert_eq!(mark("PANO"), Some(Mark::Outlet));
        assert_eq!(mark("Chinhphu.vn"), Some(Mark::Outlet));
        assert_eq!((mark("ROME"), mark("HÀ NỘI"), mark("LONDON"), mark("Paris")), (None, None, None, None));
    }
}

//! What a web page leaves in a saved text: layout words, menus, share widgets, "read more" lines, notices, spam.

/// The rule that takes a line for a leftover, and how sure it is.
pub(super) fn rule(line: &str) -> Option<(&'static str, u8)> {
    let letters = line.chars().filter(|c| c.is_alphanumeric()).take(1).count();
    if letters == 0 {
        // "./." and "***" close a text; both say nothing.
        return Some(("structure.no-letters", 99));
    }
    if line.len() > 280 {
        return None;
    }
    let lower = line.to_lowercase();
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    if LAYOUT.contains(&lower) {
        return Some(("structure.layout-words", 99));
    }
    let words = line.split_whitespace().count();
    let ends = line.ends_with(['.', '!', '?', '”', '"']);
    if is_share(&line.to_lowercase()) {
        return Some(("structure.share-widget", 95));
    }
    if words <= 25 && READ_MORE.iter().any(|start| starts_with_word(lower, start)) {
        let labelled = lower.contains(':') || !ends || words <= 6;
        if labelled {
            return Some(("structure.read-more", 92));
        }
    }
    if NOTICES.iter().any(|notice| lower.contains(notice)) && words <= 40 {
        return Some(("structure.notice", 92));
    }
    if is_player(lower) {
        return Some(("structure.layout-words", 90));
    }
    let hashes = line.split_whitespace().filter(|word| word.starts_with('#')).count();
    let tagged = line.starts_with('#') && (hashes == words || words <= 5) && !ends;
    if (tagged || TAGS.iter().any(|start| lower.starts_with(start))) && words <= 40 {
        return Some(("structure.tags", 92));
    }
    if is_menu(line) {
        return Some(("structure.menu", 90));
    }
    if is_spam(lower) {
        return Some(("structure.spam", 85));
    }
    None
}

/// What players and readers' aids show: "00:00 / 03:12", "1x", "2 min read".
fn is_player(lower: &str) -> bool {
    let figures =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
    let times = lower
        .split(['/', ' ', '-'])
        .filter(|word| !word.is_empty())
        .all(|word| word.contains(':') && figures(word));
    let speed = lower.strip_suffix('x').is_some_and(figures);
    let mut words = lower.split_whitespace();
    let counted = words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let rest: Vec<&str> = words.take(4).collect();
    let reading = matches!(
        rest[..],
        ["min" | "mins" | "minute" | "minutes"]
            | ["min" | "mins" | "minute" | "minutes", "read" | "reading"]
            | ["min" | "minute", "to", "read"]
    );
    times || speed || (counted && reading)
}

/// Layout words that mark the place of a picture.
pub(super) fn marks_picture(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    matches!(
        lower.as_str(),
        "leftcenterrightdel"
            | "left center right del"
            | "zoom image"
            | "enlarge image"
            | "view image"
            | "[image]"
            | "[photo]"
            | "image"
            | "photo"
    )
}

const LAYOUT: &[&str] = &[
    "leftcenterrightdel",
    "left center right del",
    "zoom image",
    "enlarge image",
    "view image",
    "image",
    "photo",
    "video",
    "advertisement",
    "advertisements",
    "ads",
    "ad",
    "sponsored",
    "sponsored content",
    "promoted",
    "scroll to continue",
    "scroll down to continue",
    "story continues below",
    "article continues below",
    "continue reading below",
    "article continues after advertisement",
    "loading",
    "loading...",
    "play video",
    "watch video",
    "close",
    "menu",
    "search",
    "home",
    "back to top",
    "top",
    "next",
    "previous",
    "prev",
    "skip to content",
    "skip to main content",
    "nbsp",
    "quảng cáo",
    "trang chủ",
    "undefined",
    "null",
    "listen",
    "listen to this article",
    "end",
    "ends",
    "enditem",
    "tag",
    "tags",
    "keywords",
    "topics",
];

const READ_MORE: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "see also",
    "see more",
    "related news",
    "related stories",
    "related articles",
    "related posts",
    "related content",
    "related topics",
    "related",
    "more news",
    "more on this",
    "more from",
    "more stories",
    "other news",
    "latest news",
    "most read",
    "most viewed",
    "most popular",
    "trending",
    "recommended",
    "recommended for you",
    "you may also like",
    "you might also like",
    "you may like",
    "don't miss",
    "editor's picks",
    "editors' picks",
    "up next",
    "read next",
    "click here",
    "continue reading",
    "full story",
    "view more",
    "show more",
    "load more",
    "xem thêm",
    "đọc thêm",
    "tin liên quan",
    "bài liên quan",
    "tin cùng chuyên mục",
    "watch",
    "in case you missed it",
    "sign up",
    "subscribe",
    "follow us",
    "join us on",
    "download the app",
    "get the app",
];

const NOTICES: &[&str] = &[
    "all rights reserved",
    "terms of use",
    "terms of service",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "accept cookies",
    "sign up for our",
    "subscribe to our",
    "our newsletter",
    "follow us on",
    "copyright ©",
    "© 20",
    "© 19",
    "leave a comment",
    "post a comment",
    "your comment",
    "add a comment",
    "comments are closed",
    "please log in",
    "please login",
    "log in to",
    "please enable javascript",
    "enable javascript",
    "your browser does not support",
    "adblock",
    "ad blocker",
    "this article was originally published",
    "email address will not be published",
    "print this article",
    "send to a friend",
    "report an error",
    "giấy phép số",
    "bản quyền",
    "our standards:",
    "trust principles",
    "reuse this content",
    "do not reproduce",
    "may not be published, broadcast",
];

const TAGS: &[&str] = &[
    "tags:",
    "tag:",
    "keywords:",
    "keyword:",
    "topics:",
    "filed under",
    "categories:",
    "category:",
    "từ khóa:",
    "từ khoá:",
    "tags ",
];

fn starts_with_word(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| {
        let exact =
            matches!(start, "watch" | "related" | "subscribe" | "sign up" | "trending" | "recommended");
        if exact {
            rest.is_empty() || rest.starts_with([':', '|', '›', '»', '>'])
        } else {
            !rest.starts_with(char::is_alphanumeric)
        }
    })
}

/// Names of places to share at, and nothing but them.
fn is_share(lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "share",
        "facebook",
        "twitter",
        "x",
        "zalo",
        "email",
        "e-mail",
        "mail",
        "print",
        "linkedin",
        "whatsapp",
        "telegram",
        "pinterest",
        "copy",
        "link",
        "messenger",
        "tweet",
        "like",
        "a",
        "a+",
        "a-",
        "save",
        "bookmark",
        "reddit",
        "viber",
        "line",
        "instagram",
        "youtube",
        "tiktok",
        "rss",
        "google",
        "news",
        "font",
        "size",
        "on",
        "this",
        "article",
        "via",
        "to",
        "story",
        "comment",
        "comments",
        "0",
        "+",
        "-",
        "|",
        "·",
        "in",
        "chia",
        "sẻ",
        "bình",
        "luận",
        "theo",
        "dõi",
        "follow",
        "us",
        "sms",
        "more",
        "options",
    ];
    const TELLING: &[&str] = &[
        "share",
        "facebook",
        "twitter",
        "zalo",
        "tweet",
        "linkedin",
        "whatsapp",
        "telegram",
        "messenger",
        "print",
        "email",
        "e-mail",
        "bookmark",
        "chia",
        "font",
        "a+",
    ];
    let mut telling = 0;
    let mut count = 0;
    for word in lower
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | ',' | ':'))
        .filter(|word| !word.is_empty())
    {
        if !WORDS.contains(&word) {
            return false;
        }
        count += 1;
        telling += usize::from(TELLING.contains(&word));
    }
    count > 0 && telling > 0
}

/// "Home | Politics | Society", "Home › News › Defence"
fn is_menu(line: &str) -> bool {
    let parts: Vec<&str> =
        line.split(['|', '›', '»', '>', '•', '·']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let short =
        parts.iter().all(|part| part.split_whitespace().count() <= 4 && !part.ends_with(['.', ',', ';']));
    let begin = parts.iter().filter(|part| part.chars().next().is_some_and(char::is_uppercase)).count();
    let dated = parts.iter().any(|part| part.bytes().filter(u8::is_ascii_digit).count() >= 3);
    (parts.len() >= 3 && short && begin == parts.len() && !dated)
        || (parts.len() == 2 && parts[0].eq_ignore_ascii_case("home"))
        || (parts.len() == 2
            && begin == 2
            && !dated
            && parts.iter().all(|part| part.split_whitespace().count() <= 3)
            && super::credit::of_line(line).is_empty())
}

/// Advertising that has nothing to do with a news text.
fn is_spam(lower: &str) -> bool {
    const TERMS: &[&str] = &[
        "casino",
        "slot game",
        "slot machine",
        "betting",
        "sportsbook",
        "poker online",
        "viagra",
        "cialis",
        "payday loan",
        "forex signal",
        "crypto airdrop",
        "buy now",
        "order now",
        "free shipping",
        "promo code",
        "discount code",
        "coupon",
        "limited time offer",
        "weight loss",
        "escort",
        "nhà cái",
        "cá cược",
        "soi cầu",
        "xổ số",
        "vay tiền",
        "seo service",
        "backlink",
        "hotline:",
        "liên hệ quảng cáo",
        "call now",
        "click the link",
    ];
    let terms = TERMS.iter().filter(|term| lower.contains(*term)).count();
    let links = lower.matches("http").count() + lower.matches("www.").count();
    terms >= 2 || (terms >= 1 && links >= 1) || links >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_leave_is_known() {
        for line in [
            "leftcenterrightdel",
            "|",
            "Share on Facebook Twitter Zalo",
            "A- A A+",
            "Read more: The other story",
            "Related news",
            "Home | Politics | Defence",
            "Tags: defence, industry",
            "© 2024 The Paper. All rights reserved.",
            "See also:",
            "Sign up for our newsletter to get the news.",
            "Best casino betting offers, buy now http://x.example",
        ] {
            assert!(rule(line).is_some(), "{line}");
        }
    }

    #[test]
    fn sentences_are_not_taken_for_leftovers() {
        for line in [
            "The minister said more news would follow on Thursday.",
            "Share prices fell on Monday.",
            "Watch the sky, he told the crowd.",
            "General Phan Van Giang - Politburo member, Minister of National Defense",
            "The ministry printed the report.",
        ] {
            assert_eq!(rule(line), None, "{line}");
        }
    }
}

//! Electronic mails, and web pages saved as MHTML, which are built alike.

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use super::{Extracted, Outcome, html, left_out, one};

/// Opens an attachment: its path, its bytes, and where its documents go.
type Open<'a> = dyn FnMut(&str, Vec<u8>, &mut dyn FnMut(Outcome)) + 'a;

/// A mail is a document; what is attached to it is opened in its turn.
#[inline(never)]
pub(super) fn read(path: &str, bytes: &[u8], each: &mut dyn FnMut(Outcome), open: &mut Open<'_>) {
    let Some(message) = MessageParser::default().parse(bytes).filter(is_mail) else {
        return each(Err(left_out(path, "is named .eml but is no mail")));
    };
    one(path, Ok(body(&message)), each);
    for (at, part) in message.attachments().enumerate() {
        let name =
            part.attachment_name().map_or_else(|| format!("part {}", at + 1), |name| name.replace('/', "_"));
        let place = format!("{path}/{name}");
        match &part.body {
            PartType::Message(inner) => one(&format!("{place}.eml"), Ok(body(inner)), each),
            PartType::Multipart(_) => {}
            // Pictures in the running text (logos, signatures) are no documents of their own.
            PartType::InlineBinary(_) => {}
            PartType::Text(text) if part.attachment_name().is_some() => {
                open(&place, text.as_bytes().to_vec(), each);
            }
            PartType::Html(text) => open(&format!("{place}.html"), text.as_bytes().to_vec(), each),
            PartType::Text(_) => {}
            PartType::Binary(bytes) => open(&place, bytes.to_vec(), each),
        }
    }
}

fn is_mail(message: &Message<'_>) -> bool {
    message.from().is_some() || message.date().is_some() || message.subject().is_some()
}

fn body(message: &Message<'_>) -> Extracted {
    let mut found = Extracted::default();
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(text) => found.text.push_str(text),
            PartType::Html(text) => found.text.push_str(&html::whole(text)),
            _ => {}
        }
        found.text.push('\n');
    }
    found.text = found.text.replace("\r\n", "\n");
    found.give("title", message.subject().unwrap_or(""));
    if let Some(date) = message.date() {
        found.give("date", &format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    }
    let senders = names(message.from());
    found.give("author", senders.first().map_or("", String::as_str));
    for (key, values) in [("from", senders), ("to", names(message.to()))] {
        if !values.is_empty() {
            found.given.push((key.to_owned(), values));
        }
    }
    found.head_with_title();
    found
}

fn names(address: Option<&Address<'_>>) -> Vec<String> {
    let each = address.into_iter().flat_map(Address::iter);
    each.filter_map(|one| one.name().or_else(|| one.address()).map(str::to_owned)).collect()
}

/// A page saved as MHTML. Its `Date` is the day it was saved, which is not when it was published.
#[inline(never)]
pub(super) fn read_page(bytes: &[u8]) -> Result<Extracted, String> {
    const BROKEN: &str = "is named .mhtml but holds no web page";
    let message = MessageParser::default().parse(bytes).ok_or(BROKEN)?;
    let page = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(page) => Some((page, part.content_location())),
        _ => None,
    });
    let (page, location) = page.ok_or(BROKEN)?;
    let mut found = html::page(page);
    let saved = message.header_raw("Snapshot-Content-Location").map(str::trim);
    if let Some(url) = saved.or(location).filter(|url| url.starts_with("http")) {
        found.given.retain(|(key, _)| key != "url");
        found.give("url", url);
    }
    Ok(found)
}

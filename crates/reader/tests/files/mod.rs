//! Makes a file of each format, small but whole, for tests.
#![allow(clippy::unwrap_used, reason = "a test that cannot make its files is to stop")]
#![allow(clippy::format_push_string, reason = "it reads well and is short")]
#![allow(dead_code, reason = "each test target uses some of them")]

use std::io::Write;

/// A ZIP archive of these members.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word document of these paragraphs.
pub(crate) fn docx(title: &str, paragraphs: &[&str]) -> Vec<u8> {
    let mut body = String::new();
    for words in std::iter::once(&title).chain(paragraphs) {
        // Word cuts runs wherever it likes.
        let (a, b) = words.split_at(words.floor_char_boundary(words.len() / 2));
        body.push_str(&format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:del><w:r><w:delText>struck out</w:delText></w:r></w:del><w:r><w:t>{}</w:t></w:r></w:p>",
            escape(a),
            escape(b)
        ));
    }
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let core = format!(
        "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>{}</dc:title><dc:creator>Nobody In The Text</dc:creator></cp:coreProperties>",
        escape(title)
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ])
}

/// A book of these chapters.
pub(crate) fn epub(title: &str, date: &str, chapters: &[&str]) -> Vec<u8> {
    let mut items = String::new();
    let mut spine = String::new();
    let mut files = Vec::new();
    // The manifest stands in another order than the spine.
    for (at, words) in chapters.iter().enumerate().rev() {
        items.push_str(&format!("<item id=\"c{at}\" href=\"text/chapter%20{at}.xhtml\"/>"));
        files.push((
            format!("OEBPS/text/chapter {at}.xhtml"),
            format!("<html><head><title>x</title></head><body><p>{}</p></body></html>", escape(words)),
        ));
    }
    for at in 0..chapters.len() {
        spine.push_str(&format!("<itemref idref=\"c{at}\"/>"));
    }
    let opf = format!(
        "<package><metadata xmlns:dc=\"d\"><dc:title>{}</dc:title><dc:date>{date}</dc:date></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        escape(title)
    );
    let mut members: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>",
        ),
        ("OEBPS/book.opf", opf.as_bytes()),
    ];
    members.extend(files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    zip(&members)
}

/// A PDF of one page a list of lines. A page without lines stands for a scanned one.
pub(crate) fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let mut objects: Vec<String> = Vec::new();
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + at * 2)).collect();
    objects.push("<< /Type /Catalog /Pages 2 0 R >>".to_owned());
    objects.push(format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()));
    objects
        .push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned());
    for (at, lines) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + at * 2
        ));
        let mut content = String::from("BT /F1 11 Tf 14 TL 72 760 Td\n");
        for line in *lines {
            let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            content.push_str(&format!("({line}) Tj T*\n"));
        }
        content.push_str("ET");
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let xref = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for offset in offsets {
        out.push_str(&format!("{offset:010} 00000 n \n"));
    }
    out.push_str(&format!(
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n",
        objects.len() + 1
    ));
    out.into_bytes()
}

/// A news page with a menu, an article and a foot.
pub(crate) fn page(title: &str, date: &str, paragraphs: &[&str]) -> Vec<u8> {
    let body: String =
        paragraphs.iter().flat_map(|words| ["<p>".to_owned(), escape(words), "</p>".to_owned()]).collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} - Daily Record</title>\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:site_name\" content=\"Daily Record\">\
         <meta property=\"article:published_time\" content=\"{date}\"><script>var menu = 'open';</script></head>\
         <body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav>\
         <article><h1>{title}</h1>{body}</article><footer><a href=\"/imprint\">Imprint</a></footer></body></html>"
    )
    .into_bytes()
}

/// A mail with a text body and one attachment.
pub(crate) fn mail(subject: &str, body: &str, attached: (&str, &str)) -> Vec<u8> {
    format!(
        "From: Jane Roe <jane@example.org>\r\nTo: John Doe <john@example.org>\r\nSubject: {subject}\r\n\
         Date: Tue, 14 Mar 2023 10:15:00 +0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"cut\"\r\n\r\n--cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n\
         --cut\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename=\"{}\"\r\n\r\n{}\r\n--cut--\r\n",
        attached.0, attached.1
    )
    .into_bytes()
}

/// A page saved as MHTML.
pub(crate) fn mhtml(url: &str, html: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: saved\r\nDate: Tue, 14 Mar 2023 10:15:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"cut\"\r\n\r\n--cut\r\n\
         Content-Type: text/html\r\nContent-Transfer-Encoding: binary\r\nContent-Location: {url}\r\n\r\n"
    )
    .into_bytes();
    out.extend_from_slice(html);
    out.extend_from_slice(b"\r\n--cut--\r\n");
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

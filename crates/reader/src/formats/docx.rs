//! Word documents: the words of `word/document.xml` and of the notes, paragraph by paragraph.

use super::Extracted;
use super::xml::{Package, Step, walk};

#[inline(never)]
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, String> {
    let mut package = Package::open(bytes, "DOCX")?;
    if package.has("EncryptedPackage") {
        return Err("is locked with a password; save it without one".to_owned());
    }
    let mut found = Extracted { text: words(&package.member("word/document.xml")?)?, ..Extracted::default() };
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if package.has(notes) {
            found.text.push_str(&words(&package.member(notes)?)?);
        }
    }
    if package.has("docProps/core.xml") {
        properties(&package.member("docProps/core.xml")?, &mut found)?;
    }
    Ok(found)
}

fn words(xml: &str) -> Result<String, String> {
    let mut out = String::new();
    let (mut depth_left_out, mut in_words, mut in_row) = (0_u32, false, 0_u32);
    walk(xml, |step| match step {
        // Text that was struck, field codes, and the second copy of a text box.
        Step::Start("del" | "moveFrom" | "instrText" | "Fallback" | "delText", _) => depth_left_out += 1,
        Step::End("del" | "moveFrom" | "instrText" | "Fallback" | "delText") => {
            depth_left_out = depth_left_out.saturating_sub(1);
        }
        _ if depth_left_out > 0 => {}
        Step::Start("t", _) => in_words = true,
        Step::End("t") => in_words = false,
        Step::Words(words) if in_words => out.push_str(words),
        Step::Start("tab", _) if !out.is_empty() && !out.ends_with('\n') => out.push('\t'),
        Step::Start("br" | "cr", _) => out.push('\n'),
        Step::Start("noBreakHyphen", _) => out.push('\u{2011}'),
        Step::Start("tr", _) => in_row += 1,
        Step::End("tr") => {
            in_row = in_row.saturating_sub(1);
            out.truncate(out.trim_end().len());
            out.push('\n');
        }
        Step::End("tbl") if in_row == 0 => end_paragraph(&mut out),
        Step::End("p") if in_row > 0 && out.ends_with(['\n', '\t']) => {}
        Step::End("p") if in_row > 0 => out.push('\t'),
        Step::End("p") => end_paragraph(&mut out),
        _ => {}
    })?;
    Ok(out)
}

fn end_paragraph(out: &mut String) {
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push_str("\n\n");
    }
}

/// Title and author, where the text bears them out: templates leave those of other documents behind.
fn properties(xml: &str, found: &mut Extracted) -> Result<(), String> {
    let (mut at, mut title, mut author) = (String::new(), String::new(), String::new());
    walk(xml, |step| match step {
        Step::Start(name, _) => name.clone_into(&mut at),
        Step::End(_) => at.clear(),
        Step::Words(words) if at == "title" => title.push_str(words),
        Step::Words(words) if at == "creator" => author.push_str(words),
        Step::Words(_) => {}
    })?;
    for (key, value) in [("title", title), ("author", author)] {
        if !value.trim().is_empty() && found.text.contains(value.trim()) {
            found.give(key, &value);
        }
    }
    Ok(())
}

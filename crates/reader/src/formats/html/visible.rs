//! The words of a page that somebody who looks at it could see, in the order in which they stand in it.

use std::ops::Range;

use dom_query::{Document, Element, NodeData, NodeId, NodeRef};

/// A page's words.
#[derive(Debug, Default)]
pub(super) struct Visible {
    /// One blank between words, an empty line between paragraphs, a line end at the end.
    pub(super) text: String,
    /// The lines of `text` that hold words.
    pub(super) lines: Vec<Line>,
    /// The pieces of text that the lines are made of, with the length of each.
    pieces: Vec<(NodeId, usize)>,
}

/// A line of a page: what stands between two elements that stand for themselves.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its bytes in the text, without the line end.
    pub(super) span: Range<usize>,
    /// Whether it is a heading of the first rank.
    pub(super) leading: bool,
    pieces: Range<usize>,
}

/// How far an element keeps its words apart from those around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Apart {
    Nothing,
    Cell,
    Line,
    Paragraph,
}

/// What is still to be done on the way through a page.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Apart, Kind),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Leading,
    Verbatim,
}

impl Visible {
    /// The words of a parsed page.
    pub(super) fn of(page: &Document) -> Self {
        let mut writer = Writer::default();
        let (mut leading, mut verbatim) = (0_usize, 0_usize);
        let mut steps = vec![Step::Enter(page.root())];
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(apart, kind) => {
                    writer.part(apart);
                    leading -= usize::from(kind == Kind::Leading);
                    verbatim -= usize::from(kind == Kind::Verbatim);
                }
                Step::Enter(node) => {
                    let seen = node.query_or(None, |it| match &it.data {
                        NodeData::Text { contents } => {
                            writer.write(it.id, contents, leading > 0, verbatim > 0);
                            None
                        }
                        NodeData::Element(element) => is_seen(element).then(|| apart(element)),
                        NodeData::Document | NodeData::Fragment => Some((Apart::Nothing, Kind::Plain)),
                        _ => None,
                    });
                    let Some((apart, kind)) = seen else { continue };
                    writer.part(apart);
                    leading += usize::from(kind == Kind::Leading);
                    verbatim += usize::from(kind == Kind::Verbatim);
                    steps.push(Step::Leave(apart, kind));
                    steps.extend(node.children_it(true).map(Step::Enter));
                }
            }
        }
        writer.finish()
    }

    /// How much of a line, in bytes, comes from nodes of which `chosen` holds.
    pub(super) fn share(&self, line: &Line, chosen: impl Fn(NodeId) -> bool) -> usize {
        self.pieces[line.pieces.clone()].iter().filter(|(node, _)| chosen(*node)).map(|(_, len)| len).sum()
    }
}

#[derive(Default)]
struct Writer {
    made: Visible,
    /// What parts the next word from the last.
    pending: Option<Apart>,
    blank: bool,
}

impl Writer {
    fn part(&mut self, apart: Apart) {
        if apart > Apart::Nothing {
            self.pending = self.pending.max(Some(apart));
        }
    }

    fn write(&mut self, node: NodeId, words: &str, leading: bool, verbatim: bool) {
        if verbatim {
            for (at, line) in words.split('\n').enumerate() {
                if at > 0 {
                    self.part(Apart::Line);
                }
                self.words(node, line, leading);
            }
        } else {
            self.words(node, words, leading);
        }
    }

    fn words(&mut self, node: NodeId, words: &str, leading: bool) {
        // White space of HTML alone: a no-break space is a character like any other.
        let is_blank = |c: char| c.is_ascii_whitespace();
        let before = self.made.text.len();
        let mut wrote = false;
        for (at, word) in words.split(is_blank).filter(|word| !word.is_empty()).enumerate() {
            self.blank |= at > 0 || words.starts_with(is_blank);
            self.open(leading);
            self.made.text.push_str(word);
            self.blank = false;
            wrote = true;
        }
        if wrote {
            let text = &self.made.text;
            if let Some(line) = self.made.lines.last_mut() {
                line.span.end = text.len();
                self.made.pieces.push((node, text.len() - before.max(line.span.start)));
                line.pieces.end = self.made.pieces.len();
            }
        }
        self.blank |= words.ends_with(is_blank);
    }

    /// Makes room for a word: a blank, or a new line.
    fn open(&mut self, leading: bool) {
        let text = &mut self.made.text;
        let pending = self.pending.take();
        if text.is_empty() || pending >= Some(Apart::Line) {
            if !text.is_empty() {
                text.push_str(if pending == Some(Apart::Paragraph) { "\n\n" } else { "\n" });
            }
            let (start, pieces) = (text.len(), self.made.pieces.len());
            self.made.lines.push(Line { span: start..start, leading, pieces: pieces..pieces });
        } else if pending == Some(Apart::Cell) {
            text.push('\t');
        } else if self.blank {
            text.push(' ');
        }
    }

    fn finish(mut self) -> Visible {
        if !self.made.text.is_empty() {
            self.made.text.push('\n');
        }
        self.made
    }
}

/// Whether an element shows words at all.
fn is_seen(element: &Element) -> bool {
    const UNSEEN: [&str; 17] = [
        "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "video", "audio",
        "canvas", "datalist", "noframes", "noembed", "embed", "applet", "title",
    ];
    let hidden = element.attrs.iter().any(|attribute| match attribute.name.local.as_ref() {
        "hidden" => true,
        "style" => {
            let style: String = attribute
                .value
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
                .to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    });
    !hidden && !UNSEEN.contains(&element.name.local.as_ref())
}

fn apart(element: &Element) -> (Apart, Kind) {
    match element.name.local.as_ref() {
        "h1" => (Apart::Paragraph, Kind::Leading),
        "pre" | "textarea" => (Apart::Paragraph, Kind::Verbatim),
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "details"
        | "dialog" | "dl" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h2" | "h3" | "h4"
        | "h5" | "h6" | "header" | "hgroup" | "hr" | "main" | "menu" | "nav" | "ol" | "p" | "section"
        | "table" | "ul" => (Apart::Paragraph, Kind::Plain),
        "br" | "button" | "dd" | "div" | "dt" | "legend" | "li" | "optgroup" | "option" | "select"
        | "summary" | "tbody" | "tfoot" | "thead" | "tr" => (Apart::Line, Kind::Plain),
        "td" | "th" => (Apart::Cell, Kind::Plain),
        _ => (Apart::Nothing, Kind::Plain),
    }
}

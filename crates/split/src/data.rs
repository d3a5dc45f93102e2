//! Which constants only the second module reads, told by the relocations that the linker left (`--emit-relocs`).
//!
//! Everything that cannot be proven is taken as read by the first module: what functions without a counterpart refer
//! to, what nothing refers to, what is not in the read-only segment.

use std::collections::HashMap;
use std::ops::Range;

use wasmparser::{
    DataKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocSectionReader, SymbolInfo,
};

use crate::Error;

/// The name of the segment that nobody writes to.
const READ_ONLY: &str = ".rodata";

#[derive(Default)]
struct Linked<'a> {
    symbols: Vec<SymbolInfo<'a>>,
    /// Bodies within the code section, in order, and the number of the first.
    bodies: Vec<Range<u32>>,
    imported: u32,
    names: HashMap<u32, &'a str>,
    /// Where data segments lie within the data section, what memory they fill, and their bytes.
    segments: Vec<(Range<u32>, u32, &'a [u8])>,
    segment_names: Vec<&'a str>,
    /// Place within the code section, symbol.
    code: Vec<(u32, u32)>,
    /// Place within the data section, symbol.
    data: Vec<(u32, u32)>,
    /// Relocations that do not lead where the bytes do.
    astray: usize,
}

impl<'a> Linked<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self, Error> {
        let mut linked = Self::default();
        let (mut sections, mut code_section, mut data_section) = (0_u32, None, None);
        let mut code_start = 0_u64;
        let mut relocations: Vec<RelocSectionReader<'a>> = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            let numbered = payload.as_section().is_some();
            match payload {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        linked.imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { unchecked_range, .. } => {
                    (code_section, code_start) = (Some(sections), unchecked_range.start);
                }
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    let place = |at: u64| (at - code_start) as u32;
                    linked.bodies.push(place(range.start)..place(range.end));
                    continue;
                }
                Payload::DataSection(section) => {
                    data_section = Some(sections);
                    let data_start = section.range().start;
                    for segment in section {
                        let segment = segment?;
                        let mut address = 0;
                        if let DataKind::Active { offset_expr, .. } = segment.kind {
                            for operator in offset_expr.get_operators_reader() {
                                if let Operator::I32Const { value } = operator? {
                                    address = value.cast_unsigned();
                                }
                            }
                        }
                        let end = (segment.range.end - data_start) as u32;
                        let range = end - segment.data.len() as u32..end;
                        linked.segments.push((range, address, segment.data));
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(parts) => {
                        for part in parts {
                            match part? {
                                Linking::SymbolTable(symbols) => {
                                    for symbol in symbols {
                                        linked.symbols.push(symbol?);
                                    }
                                }
                                Linking::SegmentInfo(segments) => {
                                    for segment in segments {
                                        linked.segment_names.push(segment?.name);
                                    }
                                }
                                _ => {}
                            }
                        }
                    }
                    KnownCustom::Reloc(section) => relocations.push(section),
                    KnownCustom::Name(parts) => {
                        for part in parts {
                            if let Name::Function(functions) = part? {
                                for naming in functions {
                                    let naming = naming?;
                                    linked.names.insert(naming.index, naming.name);
                                }
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
            sections += u32::from(numbered);
        }
        let mut astray = 0;
        for section in relocations {
            let mut into = Vec::new();
            let of = Some(section.section_index());
            for entry in section.entries() {
                let entry = entry?;
                // The symbols of other kinds of entries are not symbols of the table.
                if !matches!(entry.ty, wasmparser::RelocationType::TypeIndexLeb) {
                    into.push((entry.offset, entry.index));
                }
                if of == data_section
                    && entry.ty == wasmparser::RelocationType::MemoryAddrI32
                    && let Some(leads_to) = linked.address(entry.index)
                    && let Some(stands) = linked.word(entry.offset)
                {
                    astray += usize::from(i64::from(leads_to) + entry.addend != i64::from(stands));
                }
            }
            into.sort_unstable();
            if of == code_section {
                linked.code = into;
            } else if of == data_section {
                linked.data = into;
            }
        }
        linked.astray = astray;
        Ok(linked)
    }

    /// Where a data symbol lies in memory.
    fn address(&self, symbol: u32) -> Option<u32> {
        match self.symbols.get(symbol as usize)? {
            SymbolInfo::Data { symbol: Some(data), .. } => {
                Some(self.segments.get(data.index as usize)?.1 + data.offset)
            }
            _ => None,
        }
    }

    /// The four bytes at a place of the data section.
    fn word(&self, at: u32) -> Option<u32> {
        let (range, _, bytes) = self.segments.iter().find(|(range, ..)| range.contains(&at))?;
        let at = (at - range.start) as usize;
        Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
    }

    /// The bytes of a data symbol, in the read-only segment: `(start, end)` within it.
    fn constant(&self, symbol: u32, segment: u32) -> Option<Range<u32>> {
        match self.symbols.get(symbol as usize)? {
            SymbolInfo::Data { symbol: Some(data), .. } if data.index == segment => {
                Some(data.offset..data.offset + data.size)
            }
            _ => None,
        }
    }
}

/// The ranges of memory that only functions read for which `stays` is false; `stays` is `None` for names that it does not
/// know.
pub(crate) fn movable(
    linked: &[u8],
    stays: &dyn Fn(&str) -> Option<bool>,
) -> Result<Vec<(u32, Vec<u8>)>, Error> {
    let linked = Linked::read(linked)?;
    if linked.astray > 0 {
        return Err(Error::Write(format!(
            "{} of its relocations lead elsewhere than its bytes do",
            linked.astray
        )));
    }
    let Some(segment) = linked.segment_names.iter().position(|name| *name == READ_ONLY) else {
        return Ok(Vec::new());
    };
    let Some((place, address, bytes)) = linked.segments.get(segment).cloned() else { return Ok(Vec::new()) };
    let segment = segment as u32;

    // Which bytes each module reads: 1 the first, 2 the second.
    let mut readers = vec![0_u8; bytes.len()];
    let mut open: Vec<(Range<u32>, u8)> = Vec::new();
    let mut body = 0;
    for &(at, symbol) in &linked.code {
        while linked.bodies.get(body).is_some_and(|range| range.end <= at) {
            body += 1;
        }
        let Some(constant) = linked.constant(symbol, segment) else { continue };
        let name = linked.names.get(&(linked.imported + body as u32));
        let reader = if name.and_then(|name| stays(name)) == Some(false) { 2 } else { 1 };
        open.push((constant, reader));
    }
    // Constants lead to others. What stands outside the segment and leads into it is read by the first module.
    let inside: Vec<(u32, Range<u32>)> = linked
        .data
        .iter()
        .filter_map(|&(at, symbol)| Some((at, linked.constant(symbol, segment)?)))
        .collect();
    for (at, constant) in &inside {
        if !place.contains(at) {
            open.push((constant.clone(), 1));
        }
    }
    while let Some((constant, reader)) = open.pop() {
        let range = constant.start as usize..constant.end as usize;
        let Some(bytes) = readers.get_mut(range) else { continue };
        if bytes.iter().all(|byte| byte & reader != 0) {
            continue;
        }
        bytes.iter_mut().for_each(|byte| *byte |= reader);
        let (from, to) = (place.start + constant.start, place.start + constant.end);
        let first = inside.partition_point(|(at, _)| *at < from);
        for (_, next) in inside[first..].iter().take_while(|(at, _)| *at < to) {
            open.push((next.clone(), reader));
        }
    }

    let mut found: Vec<(u32, Vec<u8>)> = Vec::new();
    for (at, byte) in bytes.iter().enumerate().filter(|(at, _)| readers[*at] == 2) {
        match found.last_mut() {
            Some((start, run)) if *start as usize + run.len() == address as usize + at => run.push(*byte),
            _ => found.push((address + at as u32, vec![*byte])),
        }
    }
    // A few bytes are not worth the place that it takes to say where they go.
    found.retain(|(_, run)| run.len() >= 16);
    Ok(found)
}

//! A module as the split needs it.

use std::collections::BTreeMap;

use wasmparser::{
    DataSectionReader, ElementItems, ElementKind, ElementSectionReader, ExportSectionReader, ExternalKind,
    FunctionBody, GlobalSectionReader, GlobalType, ImportSectionReader, KnownCustom, MemorySectionReader,
    MemoryType, Name, Operator, Parser, Payload, TableSectionReader, TableType, TypeRef, TypeSectionReader,
};

use crate::{Error, LOADER};

/// A module, read.
#[derive(Default)]
pub(crate) struct Module<'a> {
    pub(crate) types: Option<TypeSectionReader<'a>>,
    pub(crate) imports: Option<ImportSectionReader<'a>>,
    pub(crate) table_section: Option<TableSectionReader<'a>>,
    pub(crate) memory_section: Option<MemorySectionReader<'a>>,
    pub(crate) global_section: Option<GlobalSectionReader<'a>>,
    pub(crate) exports: Option<ExportSectionReader<'a>>,
    pub(crate) elements: Option<ElementSectionReader<'a>>,
    pub(crate) data: Option<DataSectionReader<'a>>,
    pub(crate) data_count: Option<u32>,
    pub(crate) start: Option<u32>,
    /// The type of every function, imported ones first.
    pub(crate) function_types: Vec<u32>,
    /// How many of them are imported.
    pub(crate) imported: u32,
    /// All, imported ones first.
    pub(crate) tables: Vec<TableType>,
    pub(crate) memories: Vec<MemoryType>,
    pub(crate) globals: Vec<GlobalType>,
    pub(crate) bodies: Vec<FunctionBody<'a>>,
    /// What each body refers to: calls and references.
    calls: Vec<Vec<u32>>,
    pub(crate) exported: Vec<u32>,
    /// Slots of the first table and the functions in them.
    pub(crate) slots: Vec<(u32, u32)>,
    /// Paths, in Rust's words.
    pub(crate) names: BTreeMap<u32, String>,
    /// The linker's names.
    pub(crate) symbols: Vec<(u32, &'a str)>,
    /// What tools want to know of the module (its features), as it stands there.
    pub(crate) notes: Vec<(&'a str, &'a [u8])>,
    pub(crate) loader: Option<u32>,
}

impl<'a> Module<'a> {
    pub(crate) fn read(wasm: &'a [u8]) -> Result<Self, Error> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(section) => module.types = Some(section),
                Payload::ImportSection(section) => module.read_imports(section)?,
                Payload::FunctionSection(section) => {
                    for kind in section {
                        module.function_types.push(kind?);
                    }
                }
                Payload::TableSection(section) => {
                    for table in section.clone() {
                        module.tables.push(table?.ty);
                    }
                    module.table_section = Some(section);
                }
                Payload::MemorySection(section) => {
                    for memory in section.clone() {
                        module.memories.push(memory?);
                    }
                    module.memory_section = Some(section);
                }
                Payload::GlobalSection(section) => {
                    for global in section.clone() {
                        module.globals.push(global?.ty);
                    }
                    module.global_section = Some(section);
                }
                Payload::ExportSection(section) => {
                    for export in section.clone() {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            module.exported.push(export.index);
                        }
                    }
                    module.exports = Some(section);
                }
                Payload::StartSection { func, .. } => module.start = Some(func),
                Payload::ElementSection(section) => module.read_elements(section)?,
                Payload::DataCountSection { count, .. } => module.data_count = Some(count),
                Payload::DataSection(section) => module.data = Some(section),
                Payload::CodeSectionEntry(body) => {
                    module.calls.push(references(&body)?);
                    module.bodies.push(body);
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => {
                        for part in names {
                            if let Name::Function(functions) = part? {
                                for naming in functions {
                                    let naming = naming?;
                                    let path = format!("{:#}", rustc_demangle::demangle(naming.name));
                                    module.names.insert(naming.index, path);
                                    module.symbols.push((naming.index, naming.name));
                                }
                            }
                        }
                    }
                    _ if matches!(section.name(), "target_features" | "producers") => {
                        module.notes.push((section.name(), section.data()));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if module.loader.is_none() {
            return Err(Error::NoLoader);
        }
        Ok(module)
    }

    fn read_imports(&mut self, section: ImportSectionReader<'a>) -> Result<(), Error> {
        for import in section.clone().into_imports() {
            let import = import?;
            match import.ty {
                TypeRef::Func(kind) | TypeRef::FuncExact(kind) => {
                    if import.name.contains(LOADER) {
                        self.loader = Some(self.imported);
                    }
                    self.function_types.push(kind);
                    self.imported += 1;
                }
                TypeRef::Table(table) => self.tables.push(table),
                TypeRef::Memory(memory) => self.memories.push(memory),
                TypeRef::Global(global) => self.globals.push(global),
                TypeRef::Tag(_) => {}
            }
        }
        self.imports = Some(section);
        Ok(())
    }

    fn read_elements(&mut self, section: ElementSectionReader<'a>) -> Result<(), Error> {
        for element in section.clone() {
            let element = element?;
            let mut functions = Vec::new();
            match element.items {
                ElementItems::Functions(items) => {
                    for function in items {
                        functions.push(Some(function?));
                    }
                }
                ElementItems::Expressions(_, items) => {
                    for item in items {
                        let mut function = None;
                        for operator in item?.get_operators_reader() {
                            if let Operator::RefFunc { function_index } = operator? {
                                function = Some(function_index);
                            }
                        }
                        functions.push(function);
                    }
                }
            }
            let mut offset = None;
            if let ElementKind::Active { table_index: None | Some(0), offset_expr } = element.kind {
                for operator in offset_expr.get_operators_reader() {
                    if let Operator::I32Const { value } = operator? {
                        offset = u32::try_from(value).ok();
                    }
                }
            }
            for (at, function) in functions.into_iter().enumerate() {
                match (offset, function) {
                    (Some(offset), Some(function)) => self.slots.push((offset + at as u32, function)),
                    // Where it goes is not known here: it stays where it is.
                    (None, Some(function)) => self.exported.push(function),
                    (_, None) => {}
                }
            }
        }
        self.elements = Some(section);
        Ok(())
    }

    /// How many functions there are.
    pub(crate) fn functions(&self) -> usize {
        self.function_types.len()
    }

    /// What a function refers to.
    pub(crate) fn refers(&self, function: u32) -> &[u32] {
        let own = function.checked_sub(self.imported);
        own.and_then(|at| self.calls.get(at as usize)).map_or(&[], Vec::as_slice)
    }

    /// What it is called.
    pub(crate) fn name(&self, function: u32) -> String {
        self.names.get(&function).cloned().unwrap_or_else(|| format!("function {function}"))
    }
}

fn references(body: &FunctionBody<'_>) -> Result<Vec<u32>, Error> {
    let mut found = Vec::new();
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index }
            | Operator::ReturnCall { function_index }
            | Operator::RefFunc { function_index } => found.push(function_index),
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

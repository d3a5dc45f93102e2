//! The two modules, written.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataCountSection, DataSection, ElementSection, Elements,
    EntityType, ExportKind, ExportSection, Function, FunctionSection, GlobalSection, ImportSection,
    Instruction, MemorySection, NameMap, NameSection, StartSection, TableSection, TypeSection,
};
use wasmparser::{CompositeInnerType, DataKind, FuncType, Operator};

use crate::module::Module;
use crate::{Error, Parts};

/// The namespace of the second module's imports.
const FIRST: &str = "first";

/// Gives functions their new numbers.
struct Renumber<'m> {
    functions: &'m [Option<u32>],
}

impl Reencode for Renumber<'_> {
    type Error = String;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<String>> {
        self.functions.get(function as usize).copied().flatten().ok_or_else(|| {
            reencode::Error::UserError(format!("function {function} is referred to and has no place"))
        })
    }
}

impl From<reencode::Error<String>> for Error {
    fn from(error: reencode::Error<String>) -> Self {
        match error {
            reencode::Error::ParseError(error) => Self::Read(error),
            other => Self::Write(other.to_string()),
        }
    }
}

/// What goes where.
struct Plan<'m, 'a> {
    module: &'m Module<'a>,
    staying: &'m [bool],
    /// Functions of the second module that the first refers to, with their slots in the table.
    crossing: BTreeMap<u32, Vec<u32>>,
    /// How long the table is.
    table: u64,
    /// Functions of the first module that the second calls.
    shared: Vec<u32>,
    /// Constants of the second module, and where they lie.
    constants: &'m [(u32, Vec<u8>)],
}

pub(crate) fn write(
    module: &Module<'_>,
    staying: &[bool],
    constants: &[(u32, Vec<u8>)],
) -> Result<Parts, Error> {
    let all = 0..module.functions() as u32;
    let stays = |function: u32| staying[function as usize];
    let mut crossing: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &(slot, function) in module.slots.iter().filter(|(_, function)| !stays(*function)) {
        crossing.entry(function).or_default().push(slot);
    }
    let mut shared = Vec::new();
    let mut table = module.tables.first().map_or(0, |table| table.initial);
    for function in all {
        for &called in module.refers(function) {
            if stays(function) && !stays(called) && !crossing.contains_key(&called) {
                crossing.insert(called, vec![table as u32]);
                table += 1;
            }
            if !stays(function) && stays(called) {
                shared.push(called);
            }
        }
    }
    shared.sort_unstable();
    shared.dedup();
    let plan = Plan { module, staying, crossing, table, shared, constants };
    Ok(Parts {
        first: plan.first()?,
        rest: plan.rest()?,
        crossings: plan.crossing.keys().map(|&function| module.name(function)).collect(),
        unused: Vec::new(),
    })
}

impl Plan<'_, '_> {
    /// Functions with bodies, in order: those that stay, or the others.
    fn bodies(&self, staying: bool) -> impl Iterator<Item = u32> {
        let own = self.module.imported..self.module.functions() as u32;
        own.filter(move |&function| self.staying[function as usize] == staying)
    }

    fn first(&self) -> Result<Vec<u8>, Error> {
        let module = self.module;
        let mut numbers: Vec<Option<u32>> = vec![None; module.functions()];
        let order = (0..module.imported).chain(self.bodies(true)).chain(self.crossing.keys().copied());
        for (number, function) in order.enumerate() {
            numbers[function as usize] = Some(number as u32);
        }
        let mut renumber = Renumber { functions: &numbers };
        let mut out = wasm_encoder::Module::new();
        let kinds = self.types(&mut renumber, &mut out)?;

        let mut imports = ImportSection::new();
        if let Some(section) = &module.imports {
            renumber.parse_import_section(&mut imports, section.clone())?;
        }
        out.section(&imports);

        let mut functions = FunctionSection::new();
        for function in self.bodies(true).chain(self.crossing.keys().copied()) {
            functions.function(module.function_types[function as usize]);
        }
        out.section(&functions);

        let mut tables = TableSection::new();
        if let Some(section) = &module.table_section {
            for (at, table) in section.clone().into_iter().enumerate() {
                let mut table = renumber.table_type(table?.ty)?;
                if at == 0 && module.tables.len() == section.count() as usize {
                    let more = self.table - table.minimum;
                    table.minimum += more;
                    table.maximum = table.maximum.map(|most| most + more);
                }
                tables.table(table);
            }
        }
        out.section(&tables);

        let mut memories = MemorySection::new();
        if let Some(section) = &module.memory_section {
            renumber.parse_memory_section(&mut memories, section.clone())?;
        }
        out.section(&memories);
        let mut globals = GlobalSection::new();
        if let Some(section) = &module.global_section {
            renumber.parse_global_section(&mut globals, section.clone())?;
        }
        out.section(&globals);

        let mut exports = ExportSection::new();
        if let Some(section) = &module.exports {
            renumber.parse_export_section(&mut exports, section.clone())?;
        }
        for at in 0..module.memories.len() {
            exports.export(&format!("m{at}"), ExportKind::Memory, at as u32);
        }
        for at in 0..module.tables.len() {
            exports.export(&format!("t{at}"), ExportKind::Table, at as u32);
        }
        for at in 0..module.globals.len() {
            exports.export(&format!("g{at}"), ExportKind::Global, at as u32);
        }
        for (at, &function) in self.shared.iter().enumerate() {
            exports.export(&short(at), ExportKind::Func, renumber.function_index(function)?);
        }
        out.section(&exports);

        if let Some(start) = module.start {
            out.section(&StartSection { function_index: renumber.function_index(start)? });
        }

        let mut elements = ElementSection::new();
        if let Some(section) = &module.elements {
            renumber.parse_element_section(&mut elements, section.clone())?;
        }
        let old = module.tables.first().map_or(0, |table| table.initial);
        self.slots(&mut elements, old, &mut renumber)?;
        out.section(&elements);
        if let Some(count) = module.data_count {
            out.section(&DataCountSection { count });
        }

        let mut code = CodeSection::new();
        for function in self.bodies(true) {
            let body = module.bodies[(function - module.imported) as usize].clone();
            renumber.parse_function_body(&mut code, body)?;
        }
        for (&function, slots) in &self.crossing {
            let kind = module.function_types[function as usize];
            code.function(&self.stub(kind, kinds[kind as usize].params().len() as u32, slots[0]));
        }
        out.section(&code);

        let mut data = DataSection::new();
        if let Some(section) = &module.data {
            for segment in section.clone() {
                self.first_data(&mut data, segment?)?;
            }
        }
        out.section(&data);
        self.notes(&mut out, &numbers);
        Ok(out.finish())
    }

    fn rest(&self) -> Result<Vec<u8>, Error> {
        let module = self.module;
        let mut numbers: Vec<Option<u32>> = vec![None; module.functions()];
        for (number, function) in self.shared.iter().copied().chain(self.bodies(false)).enumerate() {
            numbers[function as usize] = Some(number as u32);
        }
        let mut renumber = Renumber { functions: &numbers };
        let mut out = wasm_encoder::Module::new();
        self.types(&mut renumber, &mut out)?;

        let mut imports = ImportSection::new();
        for (at, &function) in self.shared.iter().enumerate() {
            imports.import(FIRST, &short(at), EntityType::Function(module.function_types[function as usize]));
        }
        for (at, table) in module.tables.iter().enumerate() {
            let mut table = renumber.table_type(*table)?;
            if at == 0 {
                table.maximum = table.maximum.map(|most| most + self.table - table.minimum);
                table.minimum = self.table;
            }
            imports.import(FIRST, &format!("t{at}"), EntityType::Table(table));
        }
        for (at, memory) in module.memories.iter().enumerate() {
            imports.import(FIRST, &format!("m{at}"), EntityType::Memory(renumber.memory_type(*memory)?));
        }
        for (at, global) in module.globals.iter().enumerate() {
            imports.import(FIRST, &format!("g{at}"), EntityType::Global(renumber.global_type(*global)?));
        }
        out.section(&imports);

        let mut functions = FunctionSection::new();
        for function in self.bodies(false) {
            functions.function(module.function_types[function as usize]);
        }
        out.section(&functions);
        let mut elements = ElementSection::new();
        self.slots(&mut elements, 0, &mut renumber)?;
        out.section(&elements);
        let mut code = CodeSection::new();
        for function in self.bodies(false) {
            let body = module.bodies[(function - module.imported) as usize].clone();
            renumber.parse_function_body(&mut code, body)?;
        }
        out.section(&code);
        let mut data = DataSection::new();
        for (address, bytes) in self.constants {
            data.active(0, &ConstExpr::i32_const(address.cast_signed()), bytes.iter().copied());
        }
        out.section(&data);
        self.notes(&mut out, &numbers);
        Ok(out.finish())
    }

    /// Writes a segment without what the second module brings.
    fn first_data(&self, data: &mut DataSection, segment: wasmparser::Data<'_>) -> Result<(), Error> {
        let DataKind::Active { memory_index, offset_expr } = segment.kind else {
            data.passive(segment.data.iter().copied());
            return Ok(());
        };
        let mut start = None;
        for operator in offset_expr.get_operators_reader() {
            if let Operator::I32Const { value } = operator? {
                start = Some(value.cast_unsigned());
            }
        }
        let Some(start) = start else {
            return Err(Error::Write("a data segment does not say where it goes".to_owned()));
        };
        let mut bytes = segment.data.to_vec();
        for (address, constant) in self.constants {
            let Some(at) = address.checked_sub(start).map(|at| at as usize) else { continue };
            let Some(place) = bytes.get_mut(at..at + constant.len()) else { continue };
            if place != constant {
                return Err(Error::Write(
                    "the linked module is not the one that this was made from".to_owned(),
                ));
            }
            place.fill(0);
        }
        data.active(memory_index, &ConstExpr::i32_const(start.cast_signed()), bytes);
        Ok(())
    }

    /// Writes the types, which keep their numbers, and tells them.
    fn types(
        &self,
        renumber: &mut Renumber<'_>,
        out: &mut wasm_encoder::Module,
    ) -> Result<Vec<FuncType>, Error> {
        let mut types = TypeSection::new();
        let mut kinds = Vec::new();
        if let Some(section) = &self.module.types {
            renumber.parse_type_section(&mut types, section.clone())?;
            for group in section.clone() {
                for kind in group?.into_types() {
                    match kind.composite_type.inner {
                        CompositeInnerType::Func(kind) => kinds.push(kind),
                        _ => return Err(Error::Write("it has types that are no functions".to_owned())),
                    }
                }
            }
        }
        out.section(&types);
        Ok(kinds)
    }

    /// Makes sure that the second module is there, then goes on in it.
    fn stub(&self, kind: u32, parameters: u32, slot: u32) -> Function {
        let mut stub = Function::new([]);
        if let Some(loader) = self.module.loader {
            stub.instruction(&Instruction::Call(loader));
        }
        for parameter in 0..parameters {
            stub.instruction(&Instruction::LocalGet(parameter));
        }
        stub.instruction(&Instruction::I32Const(slot as i32));
        stub.instruction(&Instruction::CallIndirect { type_index: kind, table_index: 0 });
        stub.instruction(&Instruction::End);
        stub
    }

    /// Puts the crossing functions into their slots from `from` on: a segment for each run.
    fn slots(
        &self,
        elements: &mut ElementSection,
        from: u64,
        renumber: &mut Renumber<'_>,
    ) -> Result<(), Error> {
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        let slots: BTreeMap<u32, u32> = self
            .crossing
            .iter()
            .flat_map(|(&function, slots)| slots.iter().map(move |&slot| (slot, function)))
            .collect();
        for (slot, function) in slots.into_iter().filter(|(slot, _)| u64::from(*slot) >= from) {
            let number = renumber.function_index(function)?;
            match runs.last_mut() {
                Some((start, run)) if *start + run.len() as u32 == slot => run.push(number),
                _ => runs.push((slot, vec![number])),
            }
        }
        for (start, run) in runs {
            let offset = ConstExpr::i32_const(start as i32);
            elements.active(None, &offset, Elements::Functions(run.as_slice().into()));
        }
        Ok(())
    }

    /// What tools want to know, and the names: whatever optimises the modules next takes them away.
    fn notes(&self, out: &mut wasm_encoder::Module, numbers: &[Option<u32>]) {
        for (name, data) in &self.module.notes {
            out.section(&CustomSection { name: (*name).into(), data: (*data).into() });
        }
        let mut named: Vec<(u32, u32)> =
            (0..).zip(numbers).filter_map(|(old, new)| Some(((*new)?, old))).collect();
        named.sort_unstable();
        let mut functions = NameMap::new();
        for (new, old) in named {
            functions.append(new, &self.module.name(old));
        }
        let mut names = NameSection::new();
        names.functions(&functions);
        out.section(&names);
    }
}

/// A short name for the `at`-th function: a letter, then digits.
fn short(at: usize) -> String {
    format!("f{at:x}")
}

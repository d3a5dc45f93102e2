//! A module in two parts does what the whole does. Node.js runs them, as the app's build does.

use std::process::Command;
use std::{env, fs};

use dossier_split::{Error, split};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection,
    MemoryType, Module, NameMap, NameSection, RefType, TableSection, TableType, TypeSection, ValType,
};

/// `double(n)` calls `app::later::twice`, `pointed(n)` the same through the table, `count()` tells how often that was.
fn module(loader: &str) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    types.ty().function([], [ValType::I32]);
    let mut imports = ImportSection::new();
    imports.import("env", loader, EntityType::Function(0));
    let mut functions = FunctionSection::new();
    for kind in [1, 1, 2, 1, 1] {
        functions.function(kind);
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        minimum: 2,
        maximum: Some(2),
        table64: false,
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    globals.global(
        GlobalType { val_type: ValType::I32, mutable: true, shared: false },
        &ConstExpr::i32_const(0),
    );
    let mut exports = ExportSection::new();
    for (name, at) in [("double", 1), ("pointed", 2), ("count", 3)] {
        exports.export(name, ExportKind::Func, at);
    }
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([4].as_slice().into()));
    let mut code = CodeSection::new();
    let body = |instructions: &[Instruction<'_>]| {
        let mut function = Function::new([]);
        instructions.iter().chain([&Instruction::End]).for_each(|instruction| {
            function.instruction(instruction);
        });
        function
    };
    code.function(&body(&[Instruction::LocalGet(0), Instruction::Call(4)]));
    code.function(&body(&[
        Instruction::LocalGet(0),
        Instruction::I32Const(1),
        Instruction::CallIndirect { type_index: 1, table_index: 0 },
    ]));
    code.function(&body(&[Instruction::GlobalGet(0)]));
    // app::later::twice: counts, and asks another one that only it calls.
    code.function(&body(&[
        Instruction::GlobalGet(0),
        Instruction::I32Const(1),
        Instruction::I32Add,
        Instruction::GlobalSet(0),
        Instruction::LocalGet(0),
        Instruction::Call(5),
    ]));
    code.function(&body(&[Instruction::LocalGet(0), Instruction::LocalGet(0), Instruction::I32Add]));
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(8), *b"words");
    let mut names = NameMap::new();
    for (at, name) in
        ["env::loader", "app::double", "app::pointed", "app::count", "app::later::twice", "app::helper"]
            .into_iter()
            .enumerate()
    {
        names.append(at as u32, name);
    }
    let mut named = NameSection::new();
    named.functions(&names);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
    module
        .section(&globals)
        .section(&exports)
        .section(&elements)
        .section(&code)
        .section(&data)
        .section(&named);
    module.finish()
}

/// Runs a script that finds the two parts as `first` and `rest`, and says what it printed.
fn run(name: &str, first: &[u8], rest: &[u8], script: &str) -> String {
    let folder = env::temp_dir().join(format!("dossier-split-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let path = |file: &str| folder.join(file).display().to_string();
    fs::write(path("first"), first).expect("it is written");
    fs::write(path("rest"), rest).expect("it is written");
    let head = format!(
        "const {{ readFileSync }} = require('fs'); let loads = 0, rest;
         const part = (file) => new WebAssembly.Module(readFileSync(file));
         const load = () => {{ loads += 1; rest ??= new WebAssembly.Instance(part({:?}), {{ first: first.exports }}); }};
         const first = new WebAssembly.Instance(part({:?}), {{ env: {{ fetch_rest_now: load }} }});
         const {{ double, pointed, count }} = first.exports;",
        path("rest"),
        path("first")
    );
    let output = Command::new("node").arg("-e").arg(head + script).output().expect("Node.js runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::remove_dir_all(&folder).expect("it is ours");
    String::from_utf8(output.stdout).expect("it prints text").trim().to_owned()
}

#[test]
fn a_function_of_the_second_part_is_fetched_when_it_is_called() {
    let parts = split(&module("fetch_rest_now"), "app::later", None).expect("it can be split");
    let said =
        run("late", &parts.first, &parts.rest, "console.log(loads, double(21), double(4), count(), loads)");
    assert_eq!(said, "0 42 8 2 2");
}

#[test]
fn the_second_part_takes_its_places_in_the_table() {
    let parts = split(&module("fetch_rest_now"), "app::later", None).expect("it can be split");
    // Fetched ahead of time, what is called through the table needs no loader any more.
    let said = run("table", &parts.first, &parts.rest, "load(); console.log(pointed(5), count(), loads)");
    assert_eq!(said, "10 1 1");
}

#[test]
fn what_only_the_second_part_calls_goes_with_it() {
    let parts = split(&module("fetch_rest_now"), "app::later", None).expect("it can be split");
    assert_eq!(parts.crossings, ["app::later::twice"]);
    let holds = |part: &[u8], name: &[u8]| part.windows(name.len()).any(|at| at == name);
    assert!(holds(&parts.rest, b"app::helper"));
    assert!(!holds(&parts.first, b"app::helper"));
}

#[test]
fn what_cannot_be_split_is_refused_with_a_reason() {
    assert!(matches!(split(b"no module", "app::later", None), Err(Error::Read(_))));
    assert!(matches!(split(&module("other"), "app::later", None), Err(Error::NoLoader)));
}

#[test]
fn a_line_that_names_nothing_is_told_and_changes_nothing() {
    let module = module("fetch_rest_now");
    let parts = split(&module, "# a comment\napp::later\napp::gone\n", None).expect("it can be split");
    assert_eq!(parts.unused, ["app::gone"]);
    assert_eq!(parts.first, split(&module, "app::later", None).expect("it can be split").first);
}

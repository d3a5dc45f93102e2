//! The search engine alone, as other people's pages use it: its own example, and every door of its module.
//!
//! `DOSSIER_ENGINE` names the folder that `tools/engine.sh` wrote.

use std::path::PathBuf;

use dossier_journeys::{Place, Server, Tab, journey_at};

/// The example on a server of its own, as the page of the site.
fn example(steps: impl AsyncFnOnce(&Tab) + 'static) {
    let engine: PathBuf = std::env::var_os("DOSSIER_ENGINE")
        .expect("DOSSIER_ENGINE names the built engine: run `make test`")
        .into();
    let place = Place::new("engine");
    for file in std::fs::read_dir(&engine).unwrap_or_else(|error| panic!("{}: {error}", engine.display())) {
        let file = file.expect("a file of the engine").path();
        let name = file.file_name().expect("a file has a name");
        let name = if name == "example.html" { "index.html".as_ref() } else { name };
        std::fs::copy(&file, place.path().join(name)).expect("a copy");
    }
    let server = Server::start(place.path().to_path_buf());
    journey_at(&server.origin(), steps);
}

#[test]
fn the_example_answers_while_one_types_and_says_how_it_read_the_query() {
    example(async |tab| {
        tab.wait_for_text("#said", "2 of 2").await;
        tab.type_into("#query", "opening pla").await;
        tab.wait_for_text("#said", "1 of 2 · all of: opening, pla…").await;
        assert_eq!(tab.texts("#hits li").await, ["Plant opened: The minister opened a new plant on Monday."]);
        assert_eq!(tab.texts("#hits mark").await, ["opened", "plant"]);
        tab.assert_accessible().await;
    });
}

/// Runs the body of an async function with the module's `Engine`; it returns what is wrong, or nothing.
async fn right(tab: &Tab, body: &str) {
    let script = format!(
        "const {{ Engine }} = await import(new URL('./dossier-engine.js', location.href));
         const wrong = [];
         const same = (is, wanted) => {{
           [is, wanted] = [is, wanted].map(value => JSON.stringify(value));
           if (is !== wanted) wrong.push(`${{is}} is not ${{wanted}}`);
         }};
         {body}
         return wrong.join('; ');"
    );
    assert_eq!(tab.run_async(&script).await, serde_json::json!(""));
}

#[test]
fn a_pack_that_was_made_in_one_page_is_opened_in_another() {
    example(async |tab| {
        right(
            tab,
            "const rows = [
               { id: 'a', title: 'Đà Nẵng', text: 'A port of Việt Nam', caption: ['ships', 'quay'], date: '2022-08', place: ['north', 'sea'] },
               { id: 'b', title: 'Expo', text: 'Ships and radars', date: '2024-12-19', place: 'sea' },
               { text: 'Nothing of note', date: 'some day' },
             ];
             const unread = [];
             const pack = await Engine.pack(rows, { unread: said => unread.push(said) });
             same(unread, ['row 1: no date: some day']);
             same([...await Engine.pack(rows, { unread() {} })], [...pack]);
             const engine = await Engine.open(pack);
             same(engine.documents, 3);
             const ids = (query, options) => engine.search(query, options).hits.map(hit => hit.id);
             same(ids('da nang'), ['a']);
             same(ids('caption:ships'), ['a']);
             same(ids('ships', { sort: 'newest' }), ['b', 'a']);
             same(ids('', { include: { place: 'sea' }, exclude: { place: 'north' } }), ['b']);
             same(ids('', { dates: { published: { range: '2022-08-01/2022-08-15', certainly: true } } }), []);
             same(ids('', { dates: { published: '2022-08-01/2022-08-15' } }), ['a']);
             same(ids('', { dates: { published: { undated: true } } }), ['1']);
             same(ids('which radars were shown', { words: 'any' }), ['b']);
             same(engine.search('shps').notes, ['nothing for shps: showing ships']);
             const { mistakes: [mistake] } = engine.search('(ships');
             same([mistake.start, mistake.end, mistake.suggestion], [0, 1, '(ships)']);
             const found = engine.search('', { facets: 'place', histogram: 'published' });
             same(found.facets.place, { of: 2, none: 1, values: [
               { value: 'sea', count: 2, only: 2, without: 1 }, { value: 'north', count: 1, only: 1, without: 2 } ] });
             same([found.histogram.undated, found.histogram.bins.reduce((sum, bin) => sum + bin.possibly, 0)], [1, 2]);
             engine.close();
             same(await Promise.resolve().then(() => engine.search('ships')).catch(error => error.message), 'this engine was closed');
             // At an address it is read as well.
             const kept = await Engine.open(URL.createObjectURL(new Blob([pack])));
             same(kept.search('port').total, 1);
             kept.close();",
        )
        .await;
    });
}

#[test]
fn a_pack_lies_elsewhere_and_its_parts_are_read_as_questions_need_them() {
    example(async |tab| {
        right(
            tab,
            "const word = seed => 'w' + (seed * 2654435761 % 4294967296 >>> 16).toString(36);
             const rows = Array.from({ length: 3000 }, (_, row) => ({
               id: `r${row}`, title: word(row), place: word(row % 40), date: `20${10 + row % 10}`,
               text: Array.from({ length: 40 }, (_, at) => word(row * 40 + at)).join(' ') + (row % 7 ? '' : ' seventh radar'),
             }));
             const pack = await Engine.pack(rows);
             const near = await Engine.open(pack);
             const address = URL.createObjectURL(new Blob([pack]));
             let came = 0, requests = 0;
             const { fetch: page } = globalThis;
             const hosts = {
               parts: (from, to) => new Response(pack.slice(from, to + 1), { status: 206, headers: { 'Content-Range': `bytes ${from}-${Math.min(to, pack.length - 1)}/${pack.length}` } }),
               whole: () => new Response(pack),
               silent: (from, to) => new Response(pack.slice(from, to + 1), { status: 206 }),
             };
             globalThis.fetch = async (at, options) => {
               const host = hosts[String(at).split(':')[1]];
               if (!host) return page(at, options);
               requests += 1;
               const range = options?.headers?.Range?.match(/bytes=(\\d+)-(\\d+)/)?.slice(1).map(Number);
               const answer = range ? host(...range) : new Response(pack);
               came += (await answer.clone().arrayBuffer()).byteLength;
               return answer;
             };
             const questions = [
               ['radar'], ['\"seventh radar\"'], ['sevent', { typing: true }], ['radr'], ['w1* radar', { snippets: true }],
               ['', { facets: 'place', histogram: 'published', include: { place: word(3) } }], ['radar', { sort: 'title', limit: 3 }],
             ];
             const one = async source => {
               const far = await Engine.distant(source);
               same(far.documents, 3000);
               for (const question of questions) same(await far.search(...question), near.search(...question));
               // Asked at once, each has its own parts.
               const again = await Engine.distant(source);
               const answers = await Promise.all(questions.map(question => again.search(...question)));
               same(answers, questions.map(question => near.search(...question)));
               far.close();
               again.close();
               same(await far.search('radar').catch(error => error.message), 'this engine was closed');
             };
             await one(new Blob([pack]));
             // Once it is put aside it is read from there: the bytes themselves say nothing any more.
             const bytes = pack.slice();
             const { arrayBuffer } = Blob.prototype;
             let stored = false;
             Blob.prototype.arrayBuffer = async function () {
               const part = await arrayBuffer.call(this);
               stored = true;
               return part;
             };
             const aside = await Engine.distant(bytes);
             while (!stored) await new Promise(done => setTimeout(done));
             await new Promise(done => setTimeout(done));
             bytes.fill(0);
             for (const question of questions) same(await aside.search(...question), near.search(...question));
             Blob.prototype.arrayBuffer = arrayBuffer;
             await one(pack);
             await one('host:whole');
             await one('host:silent');
             [came, requests] = [0, 0];
             const far = await Engine.distant('host:parts');
             same((await far.search('radar')).total, near.search('radar').total);
             if (came > pack.length / 2) wrong.push(`${came} of ${pack.length} bytes for one word`);
             const before = requests;
             await far.search('radar');
             same(requests, before);
             await one('host:parts');
             hosts.parts = (from, to) => new Response(pack.slice(from, to - 9), { status: 206, headers: { 'Content-Range': `bytes ${from}-${to}/${pack.length}` } });
             const short = await Engine.distant('host:parts').then(() => 'opened', error => error.message);
             same(/^bytes \\d+ to \\d+ of the pack: \\d+ came$/.test(short), true);
             hosts.parts = () => new Response('', { status: 404, statusText: 'Not Found' });
             same(await Engine.distant('host:parts').catch(error => error.message), 'host:parts: 404 Not Found');
             same((await Engine.distant(new Blob([])).catch(error => error.message)).startsWith('the pack is cut short'), true);",
        )
        .await;
    });
}

#[test]
fn a_first_question_needs_the_first_part_alone_and_whatever_needs_the_rest_says_so() {
    example(async |tab| {
        right(
            tab,
            "const { fetch: whole } = globalThis;
             const lost = name => String(name).includes('dossier-engine-rest');
             globalThis.fetch = (name, options) => lost(name) ? Promise.reject(new Error('gone')) : whole(name, options);
             globalThis.XMLHttpRequest = class {
               status = 404;
               statusText = 'Not Found';
               open() {}
               overrideMimeType() {}
               send() {}
             };
             const alone = await import(new URL('./dossier-engine.js?alone', location.href));
             const pack = await alone.Engine.pack([
               { id: 'a', text: 'radars and ships, ships and a port', place: 'sea', date: '2022' },
               { id: 'b', text: 'the port of radars' },
             ], { stemming: 'english' });
             const engine = await alone.Engine.open(pack);
             const ids = (query, options) => engine.search(query, options).hits.map(hit => hit.id);
             const asked = () => {
               same(ids('ship'), ['a']);
               same(ids('port radar').length, 2);
               same(ids('radars -ships'), ['b']);
               same(ids('ra', { typing: true }).length, 2);
               same(ids('sea OR ships'), ['a']);
               same(ids(''), ['a', 'b']);
             };
             asked();
             const why = query => { try { return ids(query); } catch (error) { return error.message; } };
             same(why('/ra.*/'), 'dossier-engine-rest.wasm: 404 Not Found');
             same(why('place:sea'), 'dossier-engine-rest.wasm: 404 Not Found');
             asked();",
        )
        .await;
    });
}

#[test]
fn what_is_no_pack_is_refused_with_what_to_do() {
    example(async |tab| {
        right(
            tab,
            "const refused = bytes => Engine.open(bytes).then(() => 'opened', error => error.message);
             same((await refused(new Uint8Array(0))).startsWith('the pack is cut short'), true);
             same(await refused(new TextEncoder().encode('<!doctype html>'.repeat(9))), 'this is no dossier pack: it does not begin as one');
             const pack = await Engine.pack([{ text: 'a word' }]);
             same((await refused(pack.subarray(0, pack.length - 1))).startsWith('the pack is cut short'), true);
             const newer = pack.slice();
             newer[8] += 1;
             same((await refused(newer)).startsWith('the pack was written by a newer version'), true);
             same(await Engine.open(pack).then(engine => engine.search('word').total), 1);",
        )
        .await;
    });
}

//! One tab, and what a person does in it.

use std::time::Duration;

use fantoccini::actions::{
    Actions, InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions,
};
use fantoccini::elements::Element;
use fantoccini::wd::{TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::{Browser, Driver};

/// How long a step may take before the journey fails: far more than it ever should, also on a slow machine that builds
/// something else at the same time. Nothing is faster for a shorter one, but a failure.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// A browser tab on the built site.
#[derive(Clone)]
pub struct Tab {
    client: Client,
    address: String,
    browser: Browser,
}

/// What Chromium's driver does beyond the standard.
#[derive(Debug)]
struct ChromiumCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for ChromiumCommand {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

impl Tab {
    /// Opens `address` and waits until the app is there.
    pub async fn open(driver: &Driver, address: &str) -> Self {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(driver.capabilities())
            .connect(driver.address())
            .await
            .expect("the driver opens a session");
        // Without this a script that waits for something in the page would be ended earlier than other steps are.
        let timeouts = TimeoutConfiguration::new(Some(PATIENCE), None, None);
        client.update_timeouts(timeouts).await.expect("the driver waits as long as it is told");
        let tab = Self { client, address: address.to_owned(), browser: driver.browser() };
        tab.go("#/").await;
        tab
    }

    /// Types an address: `hash` on this site, as a copied link would be opened.
    pub async fn go(&self, hash: &str) {
        let separator = if self.address.starts_with("http") { "/" } else { "" };
        // By way of an empty page: otherwise only the part behind the # changes and nothing is loaded.
        self.client.goto("about:blank").await.expect("an empty page");
        self.client.goto(&format!("{}{separator}{hash}", self.address)).await.expect("the site's address");
        self.wait_for("main h1").await;
    }

    /// Waits until a page, by its `data-page`, shows its answer.
    pub async fn ready(&self, page: &str) {
        self.wait_until(&format!(
            "(main => main?.dataset.page === {page:?} && main.dataset.state === 'ready')(document.querySelector('main'))"
        ))
        .await;
    }

    /// The part of the address from the # on.
    pub async fn hash(&self) -> String {
        self.text_of("return location.hash").await
    }

    /// The browser's Back.
    pub async fn back(&self) {
        self.client.back().await.expect("one step back");
    }

    /// A reload; waits until the app is there again. The page does it itself: Firefox's driver reloads as a person does with
    /// Shift held, past the service worker.
    pub async fn reload(&self) {
        self.run("window.leaving = true; location.reload()").await;
        self.wait_until("!window.leaving").await;
        self.wait_for("main h1").await;
    }

    /// Sets the window's size, in CSS pixels. Chromium's windows have at least 500: there a narrower one is emulated. Firefox's
    /// are as narrow as they get.
    pub async fn resize(&self, width: u32, height: u32) {
        const NARROWEST: u32 = 500;
        self.client.set_window_size(width.max(NARROWEST), height).await.expect("a window of that size");
        if self.browser == Browser::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < NARROWEST });
            let emulate = if width < NARROWEST {
                json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": size })
            } else {
                json!({ "cmd": "Emulation.clearDeviceMetricsOverride", "params": {} })
            };
            let command = ChromiumCommand { path: "goog/cdp/execute", body: emulate };
            self.client.issue_cmd(command).await.expect("Chromium's driver emulates a window");
        }
        self.wait_until(&format!("innerWidth <= {}", width.max(NARROWEST))).await;
    }

    /// Waits until something matches the selector.
    pub async fn wait_for(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => {
                panic!("nothing matches {css:?} ({error}); the page says: {}", self.page_text().await)
            }
        }
    }

    /// Waits until a JavaScript expression is true.
    pub async fn wait_until(&self, expression: &str) {
        let until = tokio::time::Instant::now() + PATIENCE;
        while !self.truth(expression).await {
            assert!(
                tokio::time::Instant::now() < until,
                "still not so: {expression}; at {}; the page says: {}",
                self.hash().await,
                self.page_text().await
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until the first match's text holds `words`.
    pub async fn wait_for_text(&self, css: &str, words: &str) {
        let (css, words) = (json!(css), json!(words));
        self.wait_until(&format!(
            "[...document.querySelectorAll({css})].some(e => e.textContent.includes({words}))"
        ))
        .await;
    }

    /// Clicks the first match, when it is there.
    pub async fn click(&self, css: &str) {
        let element = self.wait_for(css).await;
        element.click().await.unwrap_or_else(|error| panic!("{css:?} cannot be clicked: {error}"));
    }

    /// Clicks the first match whose text holds `words`.
    pub async fn click_text(&self, css: &str, words: &str) {
        self.wait_for_text(css, words).await;
        for element in self.client.find_all(Locator::Css(css)).await.expect("a selector") {
            if element.text().await.is_ok_and(|text| text.contains(words)) {
                element.click().await.unwrap_or_else(|error| panic!("{css:?} with {words:?}: {error}"));
                return;
            }
        }
        panic!("{css:?} with {words:?} is not to be seen");
    }

    /// Empties a field and types into it.
    pub async fn type_into(&self, css: &str, text: &str) {
        let field = self.wait_for(css).await;
        field.clear().await.expect("a field that can be emptied");
        field.send_keys(text).await.expect("a field that takes keys");
    }

    /// Types on the page itself; its special keys are characters of the Unicode private use area.
    pub async fn press(&self, keys: &str) {
        let focus = self.client.active_element().await.expect("something has the focus");
        focus.send_keys(keys).await.expect("the page takes keys");
    }

    /// Brings the first match to the middle of the window: its left edge, its top and its width, in CSS pixels.
    async fn in_the_middle(&self, css: &str) -> [f64; 3] {
        self.wait_for(css).await;
        let area = self
            .run(&format!(
                "const e = document.querySelector({}); e.scrollIntoView({{ block: 'center' }});
                 const a = e.getBoundingClientRect(); return [a.left, a.top, a.width]",
                json!(css)
            ))
            .await;
        [0, 1, 2].map(|at: usize| area[at].as_f64().unwrap_or_default())
    }

    /// Presses the button on the first match, at a part of its width and so many pixels below its top, moves to another part
    /// of its width and lets go.
    pub async fn drag(&self, css: &str, down: f64, from: f64, to: f64) {
        let [left, top, width] = self.in_the_middle(css).await;
        let to_place = |across: f64| PointerAction::MoveTo {
            duration: None,
            x: (left + width * across).round(),
            y: (top + down).round(),
        };
        let steps = MouseActions::new("mouse".to_owned())
            .then(to_place(from))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(to_place(f64::midpoint(from, to)))
            .then(to_place(to))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(steps).await.expect("a mouse");
    }

    /// Puts two fingers on the first match, so many pixels below its top, each so far from its middle (as a part of its width),
    /// and moves them to another distance.
    pub async fn pinch(&self, css: &str, down: f64, from: f64, to: f64) {
        let [left, top, width] = self.in_the_middle(css).await;
        let finger = |name: &str, side: f64| {
            let to_place = |away: f64| PointerAction::MoveTo {
                duration: Some(Duration::ZERO),
                x: (left + width * (0.5 + side * away)).round(),
                y: (top + down).round(),
            };
            let down = TouchActions::new(name.to_owned())
                .then(to_place(from))
                .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
            let steps = (1..=6).map(|step| to_place(from + (to - from) * f64::from(step) / 6.0));
            steps.fold(down, InputSource::then).then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })
        };
        let fingers = Actions::from(finger("left", -1.0)).and(finger("right", 1.0));
        self.client.perform_actions(fingers).await.expect("two fingers");
    }

    /// Puts the pointer on the first match.
    pub async fn point_at(&self, css: &str) {
        let element = self.wait_for(css).await;
        let steps = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveToElement {
            element,
            duration: None,
            x: 0.,
            y: 0.,
        });
        self.client.perform_actions(steps).await.expect("a mouse");
    }

    /// The texts of all matches, as they stand in the page, white space folded.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let found = self
            .run(&format!(
                "return [...document.querySelectorAll({})].map(e => e.textContent.replace(/\\s+/g, ' ').trim())",
                json!(css)
            ))
            .await;
        found.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }

    /// The text of the first match.
    pub async fn text(&self, css: &str) -> String {
        self.wait_for(css).await;
        self.texts(css).await.into_iter().next().unwrap_or_default()
    }

    /// An attribute of all matches; empty where one has none.
    pub async fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let (css, name) = (json!(css), json!(name));
        let found = self
            .run(&format!(
                "return [...document.querySelectorAll({css})].map(e => e.getAttribute({name}) ?? '')"
            ))
            .await;
        found.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }

    /// How many elements match.
    pub async fn count(&self, css: &str) -> usize {
        self.texts(css).await.len()
    }

    /// Whether a JavaScript expression is true now.
    pub async fn truth(&self, expression: &str) -> bool {
        self.run(&format!("return !!({expression})")).await == Value::Bool(true)
    }

    /// Runs a JavaScript function body in the page.
    pub async fn run(&self, body: &str) -> Value {
        self.client.execute(body, Vec::new()).await.unwrap_or_else(|error| panic!("{body}: {error}"))
    }

    /// Runs a JavaScript function body that may `await`.
    pub async fn run_async(&self, body: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => {{ {body} }})().then(done, error => done({{ failed: String(error) }}));"
        );
        self.client.execute_async(&script, Vec::new()).await.unwrap_or_else(|error| panic!("{body}: {error}"))
    }

    /// A picture of the window, as PNG.
    pub async fn screenshot(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("a picture")
    }

    /// Holds the page to axe-core (`DOSSIER_AXE` names its file): no violation of WCAG 2.2 A and AA or of best practice.
    pub async fn assert_accessible(&self) {
        let path =
            std::env::var("DOSSIER_AXE").expect("DOSSIER_AXE names axe.min.js: run the tests by `make test`");
        let axe = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        // Evaluated through the driver: the page's own policy forbids a script that is not its own.
        self.run(&axe).await;
        let found = self
            .run_async(
                "const result = await axe.run(document, { resultTypes: ['violations'] });
                 return result.violations.flatMap(v => v.nodes.map(n =>
                     `${v.id} (${v.impact}): ${v.help}\n    ${n.target.join(' ')}\n    ${n.failureSummary ?? ''}`));",
            )
            .await;
        let found: Vec<&str> = found.as_array().map_or_else(
            || panic!("axe did not run: {found}"),
            |list| list.iter().filter_map(Value::as_str).collect(),
        );
        assert!(found.is_empty(), "axe at {}:\n{}", self.hash().await, found.join("\n"));
    }

    /// What every journey promises: nothing on the console but what is meant to be there, no request elsewhere.
    pub async fn assert_promises(&self) {
        // A page from a disk has an origin of its own kind, which browsers write in different ways.
        let origin = self.text_of("return location.protocol === 'file:' ? 'file://' : location.origin").await;
        let elsewhere = self
            .run("return performance.getEntriesByType('resource').map(e => e.name)")
            .await
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .filter(|name| !is_own(name, &origin))
            .collect::<Vec<_>>();
        assert!(elsewhere.is_empty(), "asked for something elsewhere: {elsewhere:?}");
        if self.browser == Browser::Chromium {
            let console = self.log("browser").await;
            assert!(console.is_empty(), "the console is not empty: {console:#?}");
            let requests: Vec<String> = self
                .log("performance")
                .await
                .iter()
                .filter_map(|entry| serde_json::from_str::<Value>(entry.get("message")?.as_str()?).ok())
                .filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent")
                .filter_map(|entry| entry["message"]["params"]["request"]["url"].as_str().map(str::to_owned))
                .filter(|url| !is_own(url, &origin))
                .collect();
            assert!(requests.is_empty(), "sent a request elsewhere: {requests:?}");
        }
    }

    /// Takes from the console what the browser itself says when the network fails, and holds that it says nothing else.
    pub async fn network_failed(&self) {
        if self.browser == Browser::Chromium {
            for entry in self.log("browser").await {
                let words = entry["message"].as_str().unwrap_or_default();
                assert!(words.contains("net::ERR_"), "the console holds more than a failed network: {words}");
            }
        }
    }

    /// Ends the session and with it the browser.
    pub async fn close(self) {
        // A browser that has crashed is reported by the step that met it.
        self.client.close().await.ok();
    }

    /// Chromium's log of a kind, emptied by being read.
    async fn log(&self, kind: &'static str) -> Vec<Value> {
        let command = ChromiumCommand { path: "se/log", body: json!({ "type": kind }) };
        match self.client.issue_cmd(command).await.expect("Chromium's driver has logs") {
            Value::Array(entries) => entries,
            other => panic!("the {kind} log is no list: {other}"),
        }
    }

    async fn text_of(&self, body: &str) -> String {
        self.run(body).await.as_str().unwrap_or_default().to_owned()
    }

    async fn page_text(&self) -> String {
        let text = self.text_of("return document.body ? document.body.innerText : ''").await;
        text.chars().take(600).collect()
    }
}

/// Whether an address is of the page itself: its own origin, or what it made in memory.
fn is_own(address: &str, origin: &str) -> bool {
    ["data:", "blob:", "about:"].iter().any(|scheme| address.starts_with(scheme))
        || address.starts_with(origin) && address[origin.len()..].starts_with('/')
        || origin == "file://" && address.starts_with("file:///")
}

//! The browser's driver as a process.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use fantoccini::wd::Capabilities;
use serde_json::json;

/// Which browser the journeys are made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chromium with chromedriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
}

/// Whether the browser reaches anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// As on any machine.
    On,
    /// No name has an address, and every connection goes through a proxy that is not there.
    Off,
}

/// Whether the person's system asks for less motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// It does not.
    Full,
    /// It does.
    Reduced,
}

/// Nothing listens there.
const NOWHERE: &str = "127.0.0.1:9";

impl Browser {
    /// As `DOSSIER_BROWSER` says; Chromium unless told.
    pub fn from_environment() -> Self {
        match std::env::var("DOSSIER_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok(other) => panic!("DOSSIER_BROWSER is {other:?}: chromium or firefox"),
        }
    }

    fn driver(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Chromium => ("chromedriver", &["--port=0"]),
            Self::Firefox => ("geckodriver", &["--port", "0"]),
        }
    }

    fn capabilities(self, network: Network, motion: Motion) -> Capabilities {
        let mut wanted = match self {
            Self::Chromium => json!({
                "goog:chromeOptions": { "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--disable-quic", "--window-size=1440,900",
                ] },
                "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            }),
            Self::Firefox => json!({
                "moz:firefoxOptions": { "args": ["-headless", "--width=1440", "--height=900"] },
            }),
        };
        if motion == Motion::Reduced {
            match self {
                Self::Chromium => wanted["goog:chromeOptions"]["args"]
                    .as_array_mut()
                    .expect("written above")
                    .push(json!("--force-prefers-reduced-motion")),
                Self::Firefox => wanted["moz:firefoxOptions"]["prefs"]["ui.prefersReducedMotion"] = json!(1),
            }
        }
        if network == Network::Off {
            match self {
                Self::Chromium => {
                    let arguments =
                        wanted["goog:chromeOptions"]["args"].as_array_mut().expect("written above");
                    arguments.push(json!("--host-resolver-rules=MAP * ~NOTFOUND"));
                    arguments.push(json!(format!("--proxy-server={NOWHERE}")));
                    arguments.push(json!("--proxy-bypass-list=<-loopback>"));
                }
                Self::Firefox => {
                    wanted["proxy"] =
                        json!({ "proxyType": "manual", "httpProxy": NOWHERE, "sslProxy": NOWHERE });
                    let prefs = &mut wanted["moz:firefoxOptions"]["prefs"];
                    prefs["network.proxy.allow_hijacking_localhost"] = json!(true);
                    prefs["network.dns.disabled"] = json!(true);
                }
            }
        }
        let serde_json::Value::Object(wanted) = wanted else { unreachable!("written as an object above") };
        wanted
    }
}

/// A running driver; it ends with this value.
pub struct Driver {
    process: Child,
    address: String,
    browser: Browser,
    network: Network,
    motion: Motion,
}

impl Driver {
    /// Starts the driver on a port that it chooses.
    pub fn start(browser: Browser, network: Network) -> Self {
        let (program, arguments) = browser.driver();
        // A driver that finds its port taken by another one that starts at the same time ends at once.
        const TRIES: usize = 5;
        let (process, port, lines) = (0..TRIES)
            .find_map(|_| launched(program, arguments))
            .unwrap_or_else(|| panic!("{program} ended {TRIES} times without naming its port"));
        // It must be able to go on printing.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address: format!("http://127.0.0.1:{port}"), browser, network, motion: Motion::Full }
    }

    /// The same where the system asks for that much motion.
    #[must_use]
    pub fn with(mut self, motion: Motion) -> Self {
        self.motion = motion;
        self
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Which browser it drives.
    pub fn browser(&self) -> Browser {
        self.browser
    }

    /// What a session asks for.
    pub fn capabilities(&self) -> Capabilities {
        self.browser.capabilities(self.network, self.motion)
    }
}

/// Starts a driver: its process, the port that it names, and what else it prints. `None`: it ended before that.
fn launched(
    program: &str,
    arguments: &[&str],
) -> Option<(Child, u16, impl Iterator<Item = String> + Send + 'static)> {
    let mut process = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} does not start ({error}): run tools/setup.sh browser"));
    let output = process.stdout.take().expect("its output is piped");
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    // "… started successfully on port 41234." and "… Listening on 127.0.0.1:41234".
    let port = lines.find_map(|line| {
        let (_, port) = line.split_once("on port ").or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
        // It says which one it was asked for, 0, before it says which one it got.
        port.trim_end_matches('.').trim().parse::<u16>().ok().filter(|port| *port != 0)
    });
    if port.is_none() {
        process.wait().ok();
    }
    Some((process, port?, lines))
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

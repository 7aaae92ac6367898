"""Pages opened in headless Chromium, without a network; skipped where there is no Chromium."""

import json
import shutil
from contextlib import contextmanager

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
ALONE = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--disable-dev-shm-usage",
)


class Opened:
    """A page that is open: its elements, what it asked for, and what went wrong."""

    def __init__(self, driver):
        self.driver = driver

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def texts(self, selector):
        return self.run(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent.trim())",
            selector,
        )

    def click(self, selector):
        self.run("document.querySelector(arguments[0]).click()", selector)

    def choose(self, selector, value):
        self.run(
            "const e = document.querySelector(arguments[0]); e.value = arguments[1];"
            "e.dispatchEvent(new Event('change', {bubbles: true}))",
            selector,
            value,
        )

    def requested(self):
        """Give the addresses that the page has asked for, itself left out."""
        logged = [json.loads(entry["message"]) for entry in self.driver.get_log("performance")]
        sent = [
            entry["message"]["params"]["request"]["url"]
            for entry in logged
            if entry["message"]["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in sent if not url.startswith(("file:", "data:", "blob:"))]

    def console(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="session")
def driver(tmp_path_factory):
    if not (CHROMIUM and DRIVER):
        pytest.skip("no chromium and chromedriver here: the pages were not tried in a browser")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    profile = tmp_path_factory.mktemp("profile")
    for argument in (*ALONE, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def open_page(driver, tmp_path):
    """Open a page, as wide as asked for; nothing may be requested and nothing complained of."""

    @contextmanager
    def opened(html, width=1280):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        page = Opened(driver)
        page.requested(), page.console()
        driver.get(path.as_uri())
        yield page
        assert page.requested() == []
        assert page.console() == []
        assert page.run("return window.hostile === undefined")
        assert page.run("return document.documentElement.scrollWidth") <= width

    return opened

"""The HTML page in a real browser: choosing, filtering, copying, and nothing else."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evidencekit.model import Report
from evidencekit.reports import rendered
from tests.reports.sample import OVERSTATED, REPORT
from tests.reports.test_formats import nasty

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="there is no chromium with its driver here"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (
        *("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run"),
        *("disable-background-networking", "disable-component-update", "disable-sync"),
        f"user-data-dir={tmp_path_factory.mktemp('profile')}",
        "window-size=1440,1000",
    ):
        options.add_argument(f"--{argument}")
    options.set_capability(
        "goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"}
    )
    service = webdriver.ChromeService(executable_path=DRIVER)
    driver = webdriver.Chrome(options=options, service=service)
    yield driver
    driver.quit()


def opened(browser: Any, report: Report, folder: Path) -> Any:
    path = folder / "report.html"
    path.write_text(rendered(report, "html"), "utf-8")
    browser.get_log("browser"), browser.get_log("performance")
    browser.get("about:blank")
    browser.get(path.as_uri())
    return browser


def one(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


@pytest.mark.parametrize("report", [REPORT, nasty()], ids=["sample", "nasty"])
def test_no_console_error_and_no_request(
    browser: Any, report: Report, tmp_path: Path
) -> None:
    page = opened(browser, report, tmp_path)

    asked = page.execute_script("return performance.getEntriesByType('resource')")
    alerts = page.execute_script("return document.querySelectorAll('script').length")
    assert page.get_log("browser") == []
    assert asked == []
    assert alerts == 1


def test_choosing_a_claim_shows_its_references(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, REPORT, tmp_path)

    one(page, "#d0-c-c1").click()

    assert "chosen" in one(page, "#d0-c-c1").get_attribute("class")
    assert "partner" in one(page, "#d0-r-1").get_attribute("class")
    assert "partner" in one(page, "#d0-r-3").get_attribute("class")
    assert "partner" not in one(page, "#d0-r-2").get_attribute("class")


def test_choosing_a_reference_shows_its_claims(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, REPORT, tmp_path)

    one(page, "#d0-r-1 .printed").click()

    assert "partner" in one(page, "#d0-c-c1").get_attribute("class")


def test_a_code_behind_a_sentence_leads_to_the_finding_and_back(
    browser: Any, tmp_path: Path
) -> None:
    from selenium.webdriver.common.keys import Keys

    first, *others = REPORT.documents
    found = replace(first, findings=(OVERSTATED,))
    page = opened(browser, replace(REPORT, documents=(found, *others)), tmp_path)
    hide_all_but(page, "unchecked")
    assert not one(page, ".finding").is_displayed()

    one(page, ".flag").send_keys(Keys.ENTER)

    assert one(page, ".finding").is_displayed()
    assert page.switch_to.active_element == one(page, ".finding")
    assert "partner" in one(page, "#d0-c-c1").get_attribute("class")
    one(page, ".finding .spoken a").send_keys(Keys.ENTER)
    assert page.switch_to.active_element == one(page, "#d0-c-c1")
    assert "chosen" in one(page, "#d0-c-c1").get_attribute("class")


def hide_all_but(page: Any, status: str) -> None:
    one(page, ".filtering summary").click()
    one(page, f"input[value={status}]").click()


def test_filters_leave_what_fits(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, REPORT, tmp_path)

    hide_all_but(page, "notice")
    shown = [
        card.get_attribute("id")
        for card in page.find_elements("css selector", ".card")
        if card.is_displayed()
    ]

    assert shown == ["d0-r-1"]
    assert one(page, ".filtering output").text == "1 of 3 shown"


def test_the_keyboard_reaches_a_claim_and_its_reference(
    browser: Any, tmp_path: Path
) -> None:
    from selenium.webdriver.common.keys import Keys

    page = opened(browser, REPORT, tmp_path)

    one(page, "#d0-c-c1").send_keys(Keys.ENTER)
    assert "partner" in one(page, "#d0-r-1").get_attribute("class")
    one(page, "body").send_keys(Keys.ESCAPE)
    assert "partner" not in one(page, "#d0-r-1").get_attribute("class")


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_sticks_out(browser: Any, width: int, tmp_path: Path) -> None:
    page = opened(browser, nasty(), tmp_path)
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
    )

    whole = page.execute_script("return document.documentElement.scrollWidth")
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    assert whole <= width


def test_it_reads_without_scripts(browser: Any, tmp_path: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page = opened(browser, REPORT, tmp_path)
        assert "Hatha yoga" in one(page, "#d0-r-1").text
        assert not one(page, ".filtering").is_displayed()
        assert not one(page, ".copy").is_displayed()
        one(page, "#d0-c-c1").click()
        assert page.current_url.endswith("#d0-r-1")
    finally:
        browser.execute_cdp_cmd(
            "Emulation.setScriptExecutionDisabled", {"value": False}
        )


def test_paper_is_light_where_the_screen_is_dark(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, REPORT, tmp_path)
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    ground = "return getComputedStyle(document.body).backgroundColor"
    seen = {}
    for media in ("screen", "print"):
        page.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"media": media, "features": dark}
        )
        seen[media] = page.execute_script(ground)
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})

    assert seen == {"screen": "rgb(22, 24, 28)", "print": "rgb(255, 255, 255)"}


def test_the_numbers_of_the_map_keep_their_size_on_a_phone(
    browser: Any, tmp_path: Path
) -> None:
    page = opened(browser, REPORT, tmp_path)
    heights = []
    for width in (1440, 390):
        page.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        heights.append(round(one(page, ".map text").rect["height"]))
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    assert heights[0] == heights[1] >= 11


def test_what_is_copied_is_the_corrected_reference(
    browser: Any, tmp_path: Path
) -> None:
    page = opened(browser, REPORT, tmp_path)
    button = one(page, "#d0-r-1 .finding ~ div .copy")
    assert button.text == "Copy corrected reference"

    button.click()

    assert "0204925" in button.get_attribute("data-copy")
    assert button.text == "Copied"

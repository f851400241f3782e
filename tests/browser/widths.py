"""What of a page is cut off at a width: Wagtail's pages hide what is wider than they are, and say no wider width."""

from __future__ import annotations

from playwright.sync_api import Page

CUT_OFF = """() => {
  const width = document.documentElement.clientWidth;
  const right = element => Math.round(element.getBoundingClientRect().right);
  const scrolls = element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const scrolled = element => element.tagName !== "MAIN" && (scrolls(element) || scrolled(element.parentElement));
  const seen = {visibilityProperty: true, opacityProperty: true};
  return [...document.querySelectorAll("main *:not(svg *)")].filter(element =>
    element.getBoundingClientRect().width > 1 && element.getBoundingClientRect().left < width
    && right(element) > width + 1 && element.checkVisibility(seen)
    && !scrolled(element.parentElement) && !element.closest(".form-side, .w-minimap")
  ).slice(0, 5).map(element => `${element.tagName} ${element.className}: ${right(element)} px`);
}"""
"""Wagtail's own panel beside a form and its map of the form stand outside on purpose, until they are opened."""


def cut_off(page: Page) -> list[str]:
    """Return what reaches beyond the right edge of a page and cannot be scrolled to; empty where all is seen."""
    page.wait_for_load_state("load")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        return ["the page itself"]
    found: list[str] = page.evaluate(CUT_OFF)
    return found

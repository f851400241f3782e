"""What of an editor's HTML reaches a report: paragraphs, lists, bold, italic, links; nothing active."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.base.values.html import blocks_from_html, html_from_text
from rapporteur.base.values.richtext import Block, Run, paragraphs, plain


def text(*parts: str) -> tuple[Block, ...]:
    return tuple(Block(items=((Run(text=part),),)) for part in parts)


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("", ()),
        ("one", text("one")),
        ("one\n\ntwo", text("one", "two")),
        ("<p>one</p><p>two</p>", text("one", "two")),
        ("<p>one</p>\n<p></p><p> </p><p>two</p>", text("one", "two")),
        ("<p>  one\n  two </p>", text("one two")),
        ("<p>one<br>two<br/>three</p>", text("one two three")),
        ("<p>a&amp;b &lt;c&gt;</p>", text("a&b <c>")),
        ("<p>a&nbsp;b</p>", text("a\u00a0b")),
        ("loose <p>one</p> tail", text("loose", "one", "tail")),
        ("<h2>Title</h2><blockquote>Said</blockquote>", text("Title", "Said")),
        ("<div><p>one</p><div>two</div></div>", text("one", "two")),
        ("<p data-block-key='x1'>one</p>", text("one")),
        ("<p>one <span style='color:red'>red</span></p>", text("one red")),
        ("<table><tr><td>cell</td></tr></table>", text("cell")),
    ],
)
def test_paragraphs(source: str, blocks: tuple[Block, ...]) -> None:
    assert blocks_from_html(source) == blocks


@pytest.mark.parametrize(
    "source",
    [
        "<p>one</p><script>alert(1)</script>",
        "<p>one<script>alert(1)</script></p>",
        "<p>one</p><SCRIPT src='https://example.org/x.js'></SCRIPT>",
        "<p>one<style>p{}</style></p>",
        "<p>one</p><iframe src='https://example.org'>inner</iframe>",
        "<p>one</p><!-- a comment -->",
        "<p>one<object>inner</object></p>",
        "<template><p>hidden</p></template><p>one</p>",
    ],
)
def test_what_is_active_is_dropped_with_its_text(source: str) -> None:
    assert blocks_from_html(source) == text("one")


def test_what_follows_something_dropped_stays() -> None:
    assert blocks_from_html("<p>one <script>x</script>two</p>") == text("one two")
    assert blocks_from_html("<script>x</script>two") == text("two")


def test_inline_styles_nest() -> None:
    assert blocks_from_html("<p>a <b>b <i>c</i></b><em>d</em></p>") == (
        Block(
            items=(
                (
                    Run(text="a "),
                    Run(text="b ", bold=True),
                    Run(text="c", bold=True, italic=True),
                    Run(text="d", italic=True),
                ),
            )
        ),
    )


def test_neighbours_of_one_style_are_one_run() -> None:
    assert blocks_from_html("<p><b>a</b><strong>b</strong> <b>c</b></p>") == (
        Block(items=((Run(text="ab", bold=True), Run(text=" "), Run(text="c", bold=True)),)),
    )


@pytest.mark.parametrize("href", ["https://example.org/a?b=1", "http://example.org", "mailto:a@example.org"])
def test_links_to_the_web_and_to_mail_stay(href: str) -> None:
    assert blocks_from_html(f"<p><a href='{href}'>here</a></p>") == (
        Block(items=((Run(text="here", href=href),),)),
    )


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "/inside",
        "#a",
        "",
    ],
)
def test_other_links_are_only_their_text(href: str) -> None:
    assert blocks_from_html(f"<p><a href='{href}'>here</a></p>") == text("here")


def test_a_link_that_is_no_address_is_only_its_text() -> None:
    assert blocks_from_html("<p><a href='http://[broken'>here</a></p>") == text("here")


@pytest.mark.parametrize(
    "source", ["<!doctype html>", "<frameset>", "<?php x ?>", "</div></body></html>", "<"]
)
def test_scraps_of_markup_do_no_harm(source: str) -> None:
    assert plain(blocks_from_html(source)).strip("<") == ""
    assert blocks_from_html(f"<p>one</p>{source}")[0] == text("one")[0]


def test_control_characters_are_dropped() -> None:
    assert blocks_from_html("<p>a&#x1;&#x8;b</p>") == text("ab")


def test_paragraphs_of_an_item_do_not_run_together() -> None:
    assert blocks_from_html("<ul><li><p>a</p><p>b</p></li></ul>") == (
        Block(kind="BULLETS", items=((Run(text="a b"),),)),
    )


def test_lists_keep_their_kind_and_items() -> None:
    assert blocks_from_html("<ul><li>a</li><li></li><li><b>b</b></li></ul><ol><li><p>c</p></li></ol>") == (
        Block(kind="BULLETS", items=((Run(text="a"),), (Run(text="b", bold=True),))),
        Block(kind="NUMBERS", items=((Run(text="c"),),)),
    )


def test_a_list_in_a_list_becomes_items_of_the_outer_one() -> None:
    assert blocks_from_html("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>") == (
        Block(kind="BULLETS", items=((Run(text="a"),), (Run(text="b"),), (Run(text="c"),))),
    )


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=80))
def test_plain_text_becomes_paragraphs_and_stays_what_it_says(source: str) -> None:
    assert blocks_from_html(html_from_text(source)) == paragraphs(source)


@given(st.text(alphabet="<>/pbiaul \n&;ascrt=':0", max_size=60))
def test_any_markup_gives_blocks_that_mean_the_same_when_read_again(source: str) -> None:
    once = plain(blocks_from_html(source))
    assert plain(blocks_from_html(html_from_text(once))) == plain(paragraphs(once))


def test_html_from_text_escapes() -> None:
    assert html_from_text("a < b & c\n\n\n\nd\r\n\r\ne") == "<p>a &lt; b &amp; c</p><p>d</p><p>e</p>"


def test_plain_puts_items_on_lines() -> None:
    blocks = blocks_from_html("<p>one</p><ul><li>a</li><li>b</li></ul>")
    assert plain(blocks) == "one\n\na\nb"


def test_item_within_an_item_is_printed_once() -> None:
    blocks = blocks_from_html(
        "<ul><li>one<div><li>two<div><li>three</li></div></li></div></li><li>four</li></ul>"
    )
    assert plain(blocks).split() == ["one", "two", "three", "four"]
    nested = blocks_from_html("<ul><li>one<ul><li>two</li></ul></li></ul>")
    assert plain(nested).split() == ["one", "two"]


def test_items_within_items_do_not_grow() -> None:
    source = f"<ul>{'<li><div>' * 100}{'x' * 1000}"
    assert len(plain(blocks_from_html(source))) == 1000

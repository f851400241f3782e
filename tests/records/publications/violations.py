"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.factories import make

VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "publications_publication.slug": lambda: make.PublicationFactory.create_batch(2, slug="same"),
    "publication_kind_known": lambda: make.PublicationFactory(kind="POSTER"),
    "publication_precision_known": lambda: make.PublicationFactory(published_precision="YEAR"),
    "publication_number_in_series": lambda: make.PublicationFactory(number=4),
    "publication_number_once": lambda: make.PublicationFactory.create_batch(
        2, series=make.InitiativeFactory(), number=4
    ),
    "isbn_once": lambda: make.PublicationFactory.create_batch(2, isbn="9788437604947"),
    "doi_once": lambda: make.PublicationFactory.create_batch(2, doi="10.1000/182"),
    "isbn_has_thirteen_digits": lambda: make.PublicationFactory(isbn="978-84-376-0494-7"),
    "doi_has_its_form": lambda: make.PublicationFactory(doi="doi:10.1000/182"),
    "author_is_somebody": lambda: make.PublicationAuthorFactory(name=""),
    "author_once": lambda: make.PublicationAuthorFactory.create_batch(
        2, publication=make.PublicationFactory(), person=make.PersonFactory(), name=""
    ),
    "author_position_once": lambda: make.PublicationAuthorFactory.create_batch(
        2, publication=make.PublicationFactory(), position=1
    ),
    "publication_mentioned_once": lambda: make.PublicationMentionFactory.create_batch(
        2, publication=make.PublicationFactory(), mention=make.MediaMentionFactory()
    ),
}

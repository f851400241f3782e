@pytest.mark.parametrize(("language", "said"), [("fr", "Sièges\N{NO-BREAK SPACE}:"), ("en", "Sièges:")])
def test_a_colon_stands_as_the_language_sets_it(language: str, said: str) -> None:
    assert colon("Sièges", language) == said

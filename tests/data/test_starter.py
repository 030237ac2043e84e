from datetime import date

from data.starter import starter_articles


def test_the_starter_pack_has_articles_with_text_title_and_date() -> None:
    articles = starter_articles()
    assert [article.id for article in articles] == ["blinken-qin-call"]
    (article,) = articles
    assert article.published == date(2023, 6, 14)
    assert article.title
    assert article.source
    assert len(article.text.split()) > 200
    assert "\r" not in article.text

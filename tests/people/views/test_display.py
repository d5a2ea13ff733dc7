"""How this device shows the site."""

PAGE = "/accounts/display/"


def test_anybody_may_choose_colours_and_text_size(client, db):
    answer = client.post(PAGE, {"theme": "dark", "text": "150"})
    assert (answer.status_code, answer.url) == (302, PAGE)
    page = client.get(PAGE).content.decode()
    assert 'data-theme="dark"' in page
    assert 'data-text="150"' in page
    client.post(PAGE, {"theme": "", "text": ""})
    assert "data-theme" not in client.get(PAGE).content.decode()


def test_only_what_there_is_can_be_chosen(client, db):
    answer = client.post(PAGE, {"theme": "beige", "text": "999"})
    assert answer.status_code == 200
    assert "theme" not in client.cookies

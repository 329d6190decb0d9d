import pytest

from config.email import email_settings


def test_an_address_says_everything_about_the_server():
    found = email_settings("smtp+tls://post%40x:p%2Fw@mail.example:2525")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (
        "mail.example", 2525, True, False
    )  # fmt: skip
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("post@x", "p/w")


@pytest.mark.parametrize(("scheme", "port"), [("smtp", 25), ("smtp+tls", 587), ("smtp+ssl", 465)])
def test_ports_have_their_usual_numbers(scheme, port):
    assert email_settings(f"{scheme}://mail.example")["EMAIL_PORT"] == port


@pytest.mark.parametrize(("url", "on"), [("", False), ("console:", True), ("file:///tmp/mail", True)])
def test_without_a_server_no_email_is_promised(url, on):
    assert email_settings(url)["EMAIL_REMINDERS"] is on


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp:", "file:"])
def test_what_cannot_be_read_is_refused_at_the_start(url):
    with pytest.raises(ValueError, match="EMAIL_URL"):
        email_settings(url)

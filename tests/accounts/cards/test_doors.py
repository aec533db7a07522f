"""What a card opens: a list by name, so that nothing opens to it unseen."""

from akademia.accounts.safety.session import is_closed_while_short
from akademia.core.doors import Permission, door_of

OPEN_TO_CARDS = {
    "accounts.accept_new_terms", "accounts.change_consent", "accounts.save_profile", "accounts.show_new_terms",
    "accounts.show_profile", "accounts.sign_out_everywhere", "asking.list_own", "asking.show_own", "cards.ask_leave",
    "cards.cancel_leave", "cards.change_pin", "cards.issue", "cards.list_cards",
    "cards.list_clubs", "cards.put_away_new", "cards.renew", "cards.show_card", "cards.show_new", "cards.show_own",
    "cards.show_progress", "cards.stop", "cards.take_new", "letters.save_choice", "letters.show_choice",
    "pages.learning_desk", "privacy.ask_for_takeout", "privacy.download_takeout", "privacy.erase", "privacy.show_desk",
    "privacy.show_erase", "safety.ask_again", "tools.forget_sheet", "tools.save_sheet",
}  # fmt: skip


def test_what_a_card_may_open_is_named(app):
    learners = {
        endpoint for endpoint, view in app.view_functions.items()
        if (door := door_of(view)) is not None and door.permission == Permission.AccountUse
    }  # fmt: skip

    assert {name for name in learners if not is_closed_while_short(name)} == OPEN_TO_CARDS


def test_where_somebody_was_going_is_kept_on_the_way_through_the_card(client, card):
    page = client.get("/konto/logowanie/karta/?next=/edukacja/")

    assert 'name="next" type="hidden" value="/edukacja/"' in page.text

"""The table of actions."""

from digitpad.app.views.action import shown
from digitpad.app.views.keys import sequences


def test_keys_in_tks_words():
    """A letter's key works with Caps Lock too, and a Mac has Command for Control."""
    assert sequences("Mod-z", aqua=False) == ("<Control-z>", "<Control-Z>")
    assert sequences("Mod-Shift-z", aqua=True) == ("<Command-Shift-z>", "<Command-Shift-Z>")
    assert sequences("Return", aqua=False) == ("<Return>",)


def test_keys_in_peoples_words():
    """Keys are shown as each system writes them."""
    assert shown("Mod-Shift-z", aqua=False) == "Ctrl+Shift+Z"
    assert shown("Mod-Shift-z", aqua=True) == "⇧⌘Z"
    assert shown("Return", aqua=False) == "Enter"


def test_no_key_does_two_things(open_app):
    """Each key belongs to one action."""
    app, _hand = open_app()
    keys = [
        sequence
        for action in app.looks.actions.values()
        for key in action.keys
        for sequence in sequences(key, aqua=False)
    ]
    assert len(keys) == len(set(keys))

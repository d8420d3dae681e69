"""Themes, sizes, the icon, and what is remembered of them."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from digitpad import texts
from digitpad.app.session import interim as interim_module
from digitpad.app.session import motion
from digitpad.app.views import system_theme as system_theme_module
from digitpad.app.views.geometry import clamped
from digitpad.app.views.icon import SIDES, icon
from digitpad.app.views.palette import DARK, HIGH_DARK, LIGHT
from digitpad.app.views.system_theme import system_theme, wants_high_contrast
from digitpad.settings import Settings, load_settings, settings_file
from tests.app.hand import SEVEN, until
from tests.app.looks import pixel
from tests.app.state import ink_of, status
from tests.patience import PATIENCE

sizes = st.integers(1, 5000)


def is_dark(app):
    return app.looks.view.palette is DARK


def test_the_theme_is_chosen_and_remembered(open_app):
    """The menu changes colours at once; drawing and answer stay; the next window starts with them."""
    app, hand = open_app()
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    title = app.root.title()
    app.choices.theme.set("dark")
    until(app, lambda: pixel(app, 20, 20) == DARK.paper, "the paper is dark")
    assert pixel(app, 200, 86) == DARK.ink
    assert app.root.title() == title
    assert app.looks.view.panel.text.startswith("7\n")
    hand.key("ctrl+z")
    assert ink_of(app).is_blank
    app.quit()
    assert load_settings().theme == "dark"


def test_the_remembered_theme_is_there_from_the_start(open_app):
    """The window is never seen in other colours."""
    app, _hand = open_app(settings=Settings(theme="dark", live=False))
    assert is_dark(app)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_systems_theme_is_followed(open_app, monkeypatch, theme):
    """As the system looks, so does the pad, once it has asked; the next time it knows from the start."""
    monkeypatch.setattr(system_theme_module, "system_theme", lambda: theme)
    other = "dark" if theme == "light" else "light"
    app, _hand = open_app(settings=Settings(theme="system", system_theme=other, live=False))
    until(app, lambda: is_dark(app) == (theme == "dark"), "the pad looks like the system")
    app.quit()
    assert load_settings().system_theme == theme


def test_the_systems_wish_for_contrast_is_followed(open_app, monkeypatch):
    """Where it wants high contrast the window has it, whatever its theme; the next time from the start."""
    monkeypatch.setattr(system_theme_module, "wants_high_contrast", lambda: True)
    app, _hand = open_app(settings=Settings(theme="dark", live=False))
    until(app, lambda: app.looks.view.palette is HIGH_DARK, "the pad has high contrast")
    app.quit()
    assert load_settings().high_contrast


@pytest.mark.parametrize(("key", "said"), [("high-contrast", "true"), ("gtk-theme", "'HighContrastInverse'")])
def test_gnomes_words_for_contrast(monkeypatch, key, said):
    """Both ways in which GNOME has told it."""
    monkeypatch.setattr(system_theme_module.sys, "platform", "linux")
    monkeypatch.setattr(system_theme_module, "said", lambda *command: said if command[-1] == key else "")
    assert wants_high_contrast()
    monkeypatch.setattr(system_theme_module, "said", lambda *_command: "")
    assert not wants_high_contrast()


def test_who_wants_little_motion_sees_no_bars_move(open_app, monkeypatch):
    """With the system's animations off, bars have their lengths at once."""
    monkeypatch.setattr(motion, "wants_little_motion", lambda: True)
    app, hand = open_app()
    until(app, lambda: app.session.interim.calm, "the system has told it")
    hand.draw(SEVEN)
    shown = []
    app.root.bind("<<Answered>>", lambda _event: shown.append(app.looks.view.panel._bars.at_rest))
    hand.key("Return")
    until(app, lambda: shown, "the answer is there")
    assert shown == [True]


def test_a_system_that_is_asked_twice_is_heard_once(open_app, monkeypatch):
    """The first question's answer, late, changes nothing, and nobody waits for it; the second one's counts."""
    asked, go = [], threading.Event()

    def slow():
        asked.append(threading.current_thread())
        if len(asked) == 1:
            assert go.wait(PATIENCE)
            return "light"
        return "dark"

    monkeypatch.setattr(system_theme_module, "system_theme", slow)
    app, _hand = open_app(settings=Settings(theme="system", system_theme="light", live=False))
    until(app, lambda: asked, "the system is asked")
    app.looks.follow_system()
    until(app, lambda: is_dark(app), "the second answer is there")
    go.set()
    asked[0].join(PATIENCE)
    until(app, lambda: not waits_for_system(app), "nobody waits")
    assert is_dark(app)


def waits_for_system(app):
    timers = app.root.tk.splitlist(app.root.tk.call("after", "info"))
    return any("_hear_system" in str(app.root.tk.call("after", "info", timer)) for timer in timers)


def test_the_window_alone_makes_what_is_read_in_between(open_app, monkeypatch):
    """The thread that asks the system touches nothing of the session."""
    makers = []

    class Noted(interim_module.Interim):
        def __init__(self, *arguments):
            makers.append(threading.current_thread())
            super().__init__(*arguments)

    monkeypatch.setattr(interim_module, "Interim", Noted)
    monkeypatch.setattr(motion, "wants_little_motion", lambda: False)
    app, _hand = open_app()
    until(app, lambda: not waits_for_system(app), "the system has told all")
    assert app.session.interim.calm is False
    assert makers == [threading.main_thread()]


def test_a_system_that_does_not_tell(monkeypatch):
    """Where nobody knows the theme, there is no answer and no error."""
    monkeypatch.setattr(system_theme_module.sys, "platform", "linux")
    monkeypatch.setenv("PATH", "")
    assert system_theme() is None


@pytest.mark.parametrize(("said", "theme"), [("'prefer-dark'", "dark"), ("'default'", "light"), ("", None)])
def test_gnomes_words(monkeypatch, said, theme):
    """What GNOME's setting means."""
    monkeypatch.setattr(system_theme_module.sys, "platform", "linux")
    monkeypatch.setattr(system_theme_module, "said", lambda *_command: said)
    assert system_theme() == theme


def test_presenter_size_fills_the_screen_and_goes_back(open_app):
    """F11 makes everything larger and fills the screen; F11 again brings the old size; drawing goes on."""
    app, hand = open_app()
    hand.draw(SEVEN)
    before = app.root.geometry()
    button = app.looks.view.toolbar.buttons["predict"].winfo_height()
    hand.key("F11")
    screen = app.root.winfo_screenwidth(), app.root.winfo_screenheight()
    until(app, lambda: app.root.winfo_width() == screen[0], "the window is as wide as the screen")
    assert app.looks.view.toolbar.buttons["predict"].winfo_reqheight() > 1.2 * button
    hand.draw([(100, 300), (200, 200)])
    assert len(ink_of(app).strokes) == 2
    hand.key("F11")
    until(app, lambda: app.root.geometry() == before, "the window is where it was")
    assert len(ink_of(app).strokes) == 2


def test_how_to_leave_the_presenter_size_is_said_as_long_as_it_is_there(open_app):
    """Once it is left, the status line says how things are."""
    app, hand = open_app()
    until(app, lambda: not app.session.pending, "the model is there")
    before = status(app)
    hand.key("F11")
    assert status(app) == texts.LEAVE_PRESENTER
    hand.key("F11")
    assert status(app) == before


def test_a_picture_is_set_off_from_the_paper(open_app, tmp_path):
    """Around a picture is a line, which goes with it."""
    path = tmp_path / "white.png"
    Image.new("L", (400, 200), 255).save(path)
    app, hand = open_app(picture=path)
    until(app, lambda: app.looks.view.pad.canvas.find_withtag("frame"), "the picture is shown")
    canvas, side = app.looks.view.pad.canvas, app.looks.view.pad.canvas.winfo_width()
    assert canvas.coords("frame") == pytest.approx([-1, side / 4 - 1, side, side * 3 / 4], abs=2)
    assert canvas.itemcget("frame", "outline") == LIGHT.border
    hand.key("Delete")
    assert not canvas.find_withtag("frame")


def test_the_status_line_begins_where_the_pad_does(open_app):
    """In a window with more room than the pad needs, both stand equally far from its edge."""
    app, _hand = open_app()
    app.root.geometry("1270x700")
    until(app, lambda: app.root.winfo_width() == 1270, "the window is wide")
    until(
        app,
        lambda: app.looks.view.status.message.winfo_rootx() == app.looks.view.pad.frame.winfo_rootx(),
        "they are in line",
    )
    assert app.looks.view.pad.frame.winfo_rootx() > app.root.winfo_rootx() + 50


def test_the_window_comes_back_where_it_was(open_app):
    """Place and size are remembered, also from presenter size."""
    app, hand = open_app()
    app.root.geometry("700x640+30+40")
    until(app, lambda: app.root.geometry() == "700x640+30+40", "the window is there")
    hand.key("F11")
    until(app, lambda: app.root.winfo_width() == app.root.winfo_screenwidth(), "the window fills the screen")
    app.quit()
    assert load_settings().window == "700x640+30+40"


def test_the_window_starts_where_it_was(open_app):
    """The remembered place is taken."""
    app, _hand = open_app(settings=Settings(theme="light", window="700x640+30+40"))
    assert (app.root.winfo_width(), app.root.winfo_height()) == (700, 640)


def test_a_place_on_another_screen_is_brought_back(open_app):
    """A window that was on a screen that is gone is put on the one that is there."""
    app, _hand = open_app(settings=Settings(theme="light", window="3000x2000+2500+-900"))
    assert app.root.winfo_width() <= app.root.winfo_screenwidth()
    assert app.root.winfo_height() <= app.root.winfo_screenheight()


@given(st.tuples(sizes, sizes, st.integers(-9000, 9000), st.integers(-9000, 9000)), st.tuples(sizes, sizes))
def test_a_clamped_window_is_all_on_the_screen(place, screen):
    """Wherever it was."""
    width, height, x, y = clamped(place, screen, (480, 400))
    assert 0 <= x <= screen[0] - width
    assert 0 <= y <= screen[1] - height


def test_a_damaged_settings_file_starts_a_clean_pad(open_app):
    """What was damaged is set aside."""
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("theme = pink")
    app, _hand = open_app(settings=load_settings())
    assert app.choices.theme.get() == "system"
    assert settings_file().with_name("settings.damaged.txt").exists()


def test_folders_that_can_not_be_written_are_no_obstacle(open_app, own_folders):
    """Drawing, answering and closing work, and say nothing of it."""
    for name in ("xdg_config_home", "xdg_state_home"):
        (own_folders / name).write_text("a file where the folder should be")
    app, hand = open_app(settings=Settings(theme="light"))
    hand.draw(SEVEN)
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    until(app, lambda: not app.keeper.pending, "keeping was tried")
    assert "written" not in status(app)
    app.quit()


def test_the_icon_has_ink_on_a_plate():
    """In every size: see-through corners, and a 7 on the accent."""
    for side in SIDES:
        picture = icon(side)
        assert picture.size == (side, side)
        assert picture.getpixel((0, 0))[3] < 255
        colours = {picture.getpixel((x, round(side * 0.28)))[:3] for x in range(side)}
        assert (255, 255, 255) in colours
        assert (0, 0x5F, 0xB8) in colours


@pytest.mark.parametrize(("size", "centred"), [("880x700", True), ("1900x1000", False)])
def test_the_preview_leaves_no_room_beside_it(open_app, size, centred):
    """Below its title it stands in the middle, as the answer does; else its title has the room beside it."""
    app, _ = open_app()
    app.root.geometry(size)
    panel = app.looks.view.panel
    width = int(size.partition("x")[0])
    until(app, lambda: app.root.winfo_width() == width and panel._preview.frame.winfo_viewable(), "it is arranged")
    left, title = panel._preview.frame.winfo_x(), panel._preview_title
    right = panel.frame.winfo_width() - left - panel._preview.side
    if centred:
        assert abs(left - right) <= 1
        assert title.winfo_x() == 0
        assert title.winfo_width() == panel.frame.winfo_width()
        panel.show_heat(None, "")
        title.show(text=texts.HEAT_FOR.format(answer=4))
        panel._fit_title()
        assert title.winfo_manager()  # with room for what a heat map's colours mean
    else:
        assert left == 0
        assert panel._preview.side < title.winfo_x() < panel.frame.winfo_width()
        assert title.winfo_x() + title.winfo_width() == panel.frame.winfo_width()

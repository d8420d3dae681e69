"""What the pad remembers."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platformdirs import user_config_path

from digitpad.settings import PEN_LEAST, PEN_MOST, Settings, load_settings, parsed, place, save_settings, settings_file

chosen = st.builds(
    Settings,
    theme=st.sampled_from(["system", "light", "dark"]),
    system_theme=st.sampled_from(["light", "dark"]),
    high_contrast=st.booleans(),
    pen=st.floats(PEN_LEAST, PEN_MOST),
    live=st.booleans(),
    wide=st.booleans(),
    newcomer=st.booleans(),
    window=st.sampled_from(["", "900x700+0+0", "480x560+-10+20"]),
    language=st.sampled_from(["system", "de", "zh_CN"]),
    model=st.sampled_from(["", "/home/me/my = own.tflite", "/home/me/模型.keras"]),
)


@given(chosen)
def test_settings_come_back(settings):
    """What is saved is loaded again."""
    save_settings(settings)
    assert load_settings() == settings


def test_without_a_file_there_are_defaults():
    """The first time, nobody has chosen anything, and nothing is written."""
    assert load_settings() == Settings(newcomer=True)
    assert not settings_file().parent.exists()


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "pen = nan",
        "pen = 4000",
        "pen = thick",
        "theme = pink",
        "live = yes",
        "window = 9x",
        "window = axb+1+1",
    ],
)
def test_a_damaged_file_is_set_aside(text):
    """The pad starts clean, and the file is kept under another name for whoever wants to know."""
    path = settings_file()
    path.parent.mkdir(parents=True)
    path.write_text(f"live = off\n{text}\n")
    assert load_settings() == Settings()
    assert not path.exists()
    assert text in path.with_name("settings.damaged.txt").read_text()


def test_bytes_that_are_no_text_are_set_aside():
    """A file of noise is a damaged file."""
    path = settings_file()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe\x00live")
    assert load_settings() == Settings()
    assert not path.exists()


def test_unknown_names_are_left_alone():
    """A newer digitpad's file is no damage."""
    assert parsed("colour = blue\npen = 20\n") == Settings(pen=20.0)


def test_a_folder_that_can_not_be_written_is_no_obstacle(own_folders):
    """Where the folder can't be made, settings are forgotten, silently."""
    (own_folders / "xdg_config_home").write_text("a file where the folder should be")
    save_settings(Settings(pen=20.0))
    assert load_settings() == Settings()


def test_no_home_is_no_obstacle(monkeypatch):
    """Without a place for settings there are none."""
    monkeypatch.setenv("XDG_CONFIG_HOME", "here")
    if sys.platform.startswith("linux"):
        assert settings_file() is None
        save_settings(Settings(pen=20.0))
        assert not Path("here").exists()


@pytest.mark.parametrize("config", [None, "", "elsewhere"])
def test_the_folder_is_the_one_that_platformdirs_names(monkeypatch, tmp_path, config):
    """The short cut on Linux leads to the same place."""
    if config is None:
        monkeypatch.delenv("XDG_CONFIG_HOME")
    else:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / config) if config else "")
    assert settings_file().parent == user_config_path("digitpad", appauthor=False, roaming=True)


def test_a_windows_place():
    """Tk writes negative places as +-10."""
    assert place("900x700+-10+20") == (900, 700, -10, 20)

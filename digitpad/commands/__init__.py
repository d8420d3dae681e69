"""The sub-commands that come with the pad: one small module each, imported only when it is asked for."""

"""An empty themed window of the pad's size; says when it is painted and closes."""

import tkinter as tk
from tkinter import ttk

import sv_ttk


def painted():
    root.winfo_pointerxy()
    print("painted", flush=True)
    root.destroy()


root = tk.Tk()
sv_ttk.set_theme("light", root)
root.geometry("880x668")
frame = ttk.Frame(root)
frame.pack(fill=tk.BOTH, expand=True)
frame.bind("<Expose>", lambda _event: (frame.unbind("<Expose>"), root.after_idle(painted)))
root.mainloop()

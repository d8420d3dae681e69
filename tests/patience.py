"""How long a test waits for what must come, before it says that it waited in vain."""

# Seconds: far beyond what anything takes on a machine that does much else. Only a test that fails waits so long.
PATIENCE = 120

"""Two plans side by side: which task answers which, and where the lower plan falls short of the upper one."""

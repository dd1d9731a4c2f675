"""The whole program on a real screen (Xvfb), driven from outside with xdotool."""

"""The project's own tools: set-up, checks, build; what start.py imports stays readable for Python 3.8."""

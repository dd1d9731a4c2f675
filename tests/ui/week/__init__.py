"""Days of use through the real window, and beside them a model that knows nothing of the app's code."""
